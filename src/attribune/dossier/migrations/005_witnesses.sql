CREATE TABLE sayings_with_witnesses ( -- utterances, however many articles carry them
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  id TEXT NOT NULL, -- a hash
  actor TEXT, -- actors.id
  fullest TEXT NOT NULL REFERENCES statements (id), -- statements.id of the fullest reading
  witnesses TEXT NOT NULL, -- JSON: lists of articles.id, those in one list that have it from one text; [] where unknown
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

INSERT INTO sayings_with_witnesses SELECT story, place, id, actor, fullest, '[]' FROM sayings;

DROP TABLE sayings;

ALTER TABLE sayings_with_witnesses RENAME TO sayings;
