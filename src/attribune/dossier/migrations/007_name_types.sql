-- Mentions know what the network takes a name for.
-- SQLite closes the table right behind an added column, so that a comment to the end of the line would swallow that.

ALTER TABLE mentions ADD COLUMN
  name_type TEXT /* what the network takes a name for: person, organisation, place or other; null if in doubt or not asked */;
