-- By what articles of different stories are found to share passages.
CREATE TABLE fingerprints ( -- by what articles of different stories are found to share passages
  article TEXT PRIMARY KEY REFERENCES articles (id), -- articles.id
  keys BLOB NOT NULL -- keys of runs of five words, 8 bytes each, least first: of every eight runs the least
) WITHOUT ROWID;
