-- Why two readings are one saying, what kinds of difference stand between them, and what a person says of it.

CREATE TABLE corrections ( -- what a person says of the sayings; the last word on them, through later additions too
  number INTEGER PRIMARY KEY, -- in the order of making
  kind TEXT NOT NULL, -- join (one saying), part (the first is not of the saying of the others) or lock (these and no others)
  statements TEXT NOT NULL -- JSON: statements.id of those it is about
);

ALTER TABLE readings RENAME TO former_readings;

CREATE TABLE readings ( -- a saying's words in one article
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  saying TEXT NOT NULL, -- sayings.id
  place INTEGER NOT NULL, -- in the saying's list, from 0
  statement TEXT NOT NULL REFERENCES statements (id), -- statements.id
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  text TEXT NOT NULL, -- the words
  change TEXT NOT NULL, -- verbatim, trimmed, spliced, reworded, paraphrased or extended
  similarity REAL NOT NULL, -- 0 to 1: to the fullest reading
  variants TEXT NOT NULL, -- JSON: [kind, start, end, start and end in the fullest reading, kind of difference] each
  confidence REAL NOT NULL, -- 0 to 1: that it is the same utterance as the fullest reading
  why TEXT NOT NULL, -- what shows that, in a few words
  differences TEXT NOT NULL, -- JSON: in what else than its words it differs
  alterations TEXT NOT NULL, -- JSON: [kind, start, end, start and end in the fullest reading] of quoted words that say something else
  PRIMARY KEY (story, saying, place)
) WITHOUT ROWID;

INSERT INTO readings
SELECT story, saying, place, statement, article, text, change, similarity, variants, 1.0, '', '[]', '[]'
FROM former_readings;

DROP TABLE former_readings;
