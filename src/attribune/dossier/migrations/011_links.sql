-- Articles of pages know where their words lead.
-- SQLite closes the table right behind an added column, so that a comment to the end of the line would swallow that.

ALTER TABLE articles ADD COLUMN
  links TEXT /* JSON: [start, end, address] of each link in the text; null if there are none or the input knew of none */;
