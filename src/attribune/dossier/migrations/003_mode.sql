-- Statements know whether they report speech, a thought or a plan.
-- SQLite closes the table right behind an added column, so that a comment to the end of the line would swallow that.

ALTER TABLE statements ADD COLUMN
  mode TEXT NOT NULL DEFAULT 'speech' /* what the reporting words say it was: speech, thought, plan, unsaid */;
