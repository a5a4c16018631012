-- The first schema. A comment stands behind every column: docs/dossier.md is made from them.
-- Spans are half-open pairs of code point offsets into articles.text.

CREATE TABLE articles ( -- articles, and how each is laid out
  number INTEGER PRIMARY KEY, -- in the order of adding; ties the article to its entry in article_index
  id TEXT NOT NULL UNIQUE, -- a hash of the article's content and place
  given_id TEXT, -- the id in the input, if it has one
  source TEXT NOT NULL, -- the path or address as given
  outlet TEXT, -- who published it
  url TEXT, -- where it was published
  title TEXT, -- its headline
  byline TEXT, -- who wrote it
  published TEXT, -- ISO 8601 date, or date and time
  language TEXT, -- ISO 639 code
  text TEXT NOT NULL, -- exactly as decoded or extracted
  paragraphs TEXT NOT NULL, -- JSON: [start, end, kind] each
  sentences TEXT NOT NULL, -- JSON: [start, end] each
  quotations TEXT NOT NULL -- JSON: [start, end, [[start, end] of each part], mended, confidence] each
);
CREATE INDEX articles_by_published ON articles (published, id);

CREATE TABLE times ( -- times named in the articles
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  place INTEGER NOT NULL, -- in the order of the article, from 0
  span_start INTEGER NOT NULL, -- where the expression begins
  span_end INTEGER NOT NULL, -- where it ends
  value TEXT, -- ISO 8601 date, week, month or year; null if it could not be resolved
  precision TEXT NOT NULL, -- minute, day, week, month, year, past or unknown
  PRIMARY KEY (article, place)
) WITHOUT ROWID;

CREATE TABLE statements ( -- what an article attributes to a source, as found in that article alone
  number INTEGER PRIMARY KEY, -- ties the statement to its actor and to its entry in statement_index
  id TEXT NOT NULL UNIQUE, -- a hash of the article's id and of the statement's place in it
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  kind TEXT NOT NULL, -- direct, indirect or mixed
  content TEXT NOT NULL, -- the words of all content spans, with one blank between spans
  content_spans TEXT NOT NULL, -- JSON: [start, end] each
  source TEXT, -- the words that name the source
  source_start INTEGER, -- where they begin
  source_end INTEGER, -- where they end
  cue TEXT, -- the words that report
  cue_start INTEGER, -- where they begin
  cue_end INTEGER, -- where they end
  venue TEXT, -- the words that say where it was said
  venue_start INTEGER, -- where they begin
  venue_end INTEGER, -- where they end
  carrier TEXT, -- the words that name through whom the article has it
  carrier_start INTEGER, -- where they begin
  carrier_end INTEGER, -- where they end
  said_on TEXT, -- ISO 8601; when it was said
  said_on_precision TEXT, -- minute, day, week, month, year, past or unknown; null if the article names no time
  said_on_start INTEGER, -- where the words for the time begin
  said_on_end INTEGER, -- where they end
  confidence REAL NOT NULL, -- 0 to 1: that this is a statement, with these spans
  actor_given TEXT -- JSON: what the annotation itself says of the actor; null as a rule
);
CREATE INDEX statements_by_article ON statements (article);

CREATE TABLE mentions ( -- places where somebody or something is named, as found in that article alone
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  place INTEGER NOT NULL, -- in the order of the article, from 0
  text TEXT NOT NULL, -- the words of the span
  kind TEXT NOT NULL, -- name, role, pronoun, place or group
  span_start INTEGER NOT NULL, -- where the mention begins
  span_end INTEGER NOT NULL, -- where it ends
  head_start INTEGER NOT NULL, -- where the part that names begins
  head_end INTEGER NOT NULL, -- where it ends
  role_start INTEGER, -- where the title or role that stands with it begins
  role_end INTEGER, -- where it ends
  gender TEXT NOT NULL, -- female, male, plural, neuter or unknown
  actor_given TEXT, -- JSON: what the annotation itself says of the actor; null as a rule
  PRIMARY KEY (article, place)
) WITHOUT ROWID;

CREATE TABLE rejected ( -- inputs that could not be read
  source TEXT NOT NULL, -- the path or address as given
  reason TEXT NOT NULL, -- why, in one line
  PRIMARY KEY (source, reason)
) WITHOUT ROWID;

CREATE TABLE story_keys ( -- what stories are found by
  article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  key TEXT NOT NULL, -- a term that articles on one event share
  published TEXT, -- the day of publication, ISO 8601
  weight REAL NOT NULL, -- how much the term says about the article
  PRIMARY KEY (article, key)
) WITHOUT ROWID;

CREATE TABLE stories ( -- the articles on one event; everything below belongs to a story and goes with it
  id TEXT PRIMARY KEY, -- a hash
  founder TEXT NOT NULL REFERENCES articles (id), -- articles.id: every member is like the founder itself
  mention_order TEXT -- JSON: [article, place] each; null if mentions go by article and place
) WITHOUT ROWID;

CREATE TABLE story_articles ( -- which articles a story has; an article is in one story at a time
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- by publication time, from 0
  article TEXT NOT NULL UNIQUE REFERENCES articles (id), -- articles.id
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE actors ( -- who speaks or is spoken of, as each story tells it
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  id TEXT NOT NULL, -- the same in all stories
  name TEXT NOT NULL, -- the fullest name
  type TEXT NOT NULL, -- person, organisation, state, group, outlet or unknown
  description TEXT, -- the articles' own words for the role
  aliases TEXT NOT NULL, -- JSON: every surface form
  PRIMARY KEY (story, place)
) WITHOUT ROWID;
CREATE INDEX actors_by_id ON actors (id);

CREATE TABLE statement_actors ( -- who made each statement
  statement INTEGER PRIMARY KEY REFERENCES statements (number), -- statements.number
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  actor TEXT, -- actors.id; null if it is not known who
  speaker TEXT, -- the actor's name in this story
  confidence REAL NOT NULL, -- 0 to 1: that this actor said it
  evidence TEXT NOT NULL, -- which rule linked them, in a few words
  candidates TEXT -- JSON: [actor, confidence] each, best first; null if there are none
);
CREATE INDEX statement_actors_by_story ON statement_actors (story, place);

CREATE TABLE mention_actors ( -- whom each mention means; one that could not be linked has no row
  article TEXT NOT NULL REFERENCES story_articles (article) ON DELETE CASCADE, -- mentions.article
  place INTEGER NOT NULL, -- mentions.place
  actor TEXT, -- actors.id
  confidence REAL NOT NULL, -- 0 to 1: that this actor is meant
  evidence TEXT NOT NULL, -- which rule linked them, in a few words
  PRIMARY KEY (article, place)
) WITHOUT ROWID;

CREATE TABLE sayings ( -- utterances, however many articles carry them
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  id TEXT NOT NULL, -- a hash
  actor TEXT, -- actors.id
  fullest TEXT NOT NULL REFERENCES statements (id), -- statements.id of the fullest reading
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE readings ( -- a saying's words in one article
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  saying TEXT NOT NULL, -- sayings.id
  place INTEGER NOT NULL, -- in the saying's list, from 0
  statement TEXT NOT NULL REFERENCES statements (id), -- statements.id
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  text TEXT NOT NULL, -- the words
  change TEXT NOT NULL, -- verbatim, trimmed, spliced, reworded, paraphrased or extended
  similarity REAL NOT NULL, -- 0 to 1: to the fullest reading
  variants TEXT NOT NULL, -- JSON: [kind, start, end, start and end in the fullest reading] each
  PRIMARY KEY (story, saying, place)
) WITHOUT ROWID;

CREATE TABLE reuse ( -- passages that two articles share
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  id TEXT NOT NULL, -- a hash
  a TEXT NOT NULL REFERENCES articles (id), -- articles.id
  a_start INTEGER NOT NULL, -- where the passage begins in a
  a_end INTEGER NOT NULL, -- where it ends in a
  b TEXT NOT NULL REFERENCES articles (id), -- articles.id
  b_start INTEGER NOT NULL, -- where the passage begins in b
  b_end INTEGER NOT NULL, -- where it ends in b
  similarity REAL NOT NULL, -- 0 to 1
  quoted INTEGER NOT NULL, -- 1 if both hold it as a quotation of the same speaker
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE derivations ( -- articles that drew on another, or on a source outside the dossier
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id of the one that drew
  drew_on TEXT REFERENCES articles (id), -- articles.id of the one drawn on
  drew_on_name TEXT, -- the name of a source that is not in the dossier
  share REAL NOT NULL, -- 0 to 1: of the article's body words that stand in shared passages
  confidence REAL NOT NULL, -- 0 to 1: that it went this way; below 0.5 undecided
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE conflicts ( -- accounts that cannot all be right
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  kind TEXT NOT NULL, -- date, venue or speaker
  saying TEXT NOT NULL, -- sayings.id
  note TEXT NOT NULL, -- what contradicts what, in one line
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE evidence ( -- the characters that show a derivation or a conflict
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  finding TEXT NOT NULL, -- derivation or conflict
  finding_place INTEGER NOT NULL, -- derivations.place or conflicts.place
  place INTEGER NOT NULL, -- in the finding's list, from 0
  kind TEXT NOT NULL, -- what it is: a credit, a shared passage, a date ...
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  span_start INTEGER NOT NULL, -- where it begins
  span_end INTEGER NOT NULL, -- where it ends
  note TEXT NOT NULL, -- why it counts
  PRIMARY KEY (story, finding, finding_place, place)
) WITHOUT ROWID;

CREATE TABLE positions ( -- stances of actors towards others
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  actor TEXT NOT NULL, -- actors.id of who holds it
  target TEXT NOT NULL, -- actors.id of whom it is about
  stance TEXT NOT NULL, -- for, against or neutral
  statements TEXT NOT NULL, -- JSON: statements.id of those that show it
  confidence REAL NOT NULL, -- 0 to 1
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE TABLE timeline ( -- what the articles put at a time
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  "on" TEXT NOT NULL, -- ISO 8601
  precision TEXT NOT NULL, -- minute, day, week, month, year, past or unknown
  what TEXT NOT NULL, -- the words that say it
  article TEXT NOT NULL REFERENCES articles (id), -- articles.id
  span_start INTEGER NOT NULL, -- where the words begin
  span_end INTEGER NOT NULL, -- where they end
  PRIMARY KEY (story, place)
) WITHOUT ROWID;

CREATE VIEW said AS -- statements as a person wants to read them; made for browsing
SELECT
  articles.outlet, -- who published it
  coalesce(statement_actors.speaker, statements.source) AS speaker, -- the actor's name, else the article's word for the source
  statements.cue, -- the words that report
  statements.content, -- what was said
  statements.kind, -- direct, indirect or mixed
  statements.said_on, -- when it was said
  articles.published, -- when the article was published
  articles.title, -- the article's headline
  statements.article, -- articles.id
  statements.id AS statement, -- statements.id
  statement_actors.story -- stories.id
FROM statements
JOIN articles ON articles.id = statements.article
LEFT JOIN statement_actors ON statement_actors.statement = statements.number;

CREATE VIEW statement_words AS -- what statement_index holds of each statement
SELECT
  statements.number, -- statements.number
  statements.content, -- what was said
  coalesce(statement_actors.speaker, statements.source) AS speaker, -- the actor's name, else the article's word for the source
  statement_actors.story -- stories.id
FROM statements
JOIN statement_actors ON statement_actors.statement = statements.number;

-- Full-text indexes, without a second copy of the text. They are written along with their tables, in the same
-- transaction: triggers would make SQLite flush them row by row, at three times the cost.
-- After a change by other hands: INSERT INTO article_index (article_index) VALUES ('rebuild').

CREATE VIRTUAL TABLE article_index USING fts5 (
  title, text,
  content = 'articles', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE VIRTUAL TABLE statement_index USING fts5 (
  content, speaker,
  content = 'statement_words', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
