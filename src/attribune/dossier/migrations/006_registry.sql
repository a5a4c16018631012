-- One actor across stories, and what a person has said of the actors.

DROP INDEX actors_by_id;
ALTER TABLE actors RENAME TO actors_before;

CREATE TABLE actors ( -- who speaks or is spoken of, as each story tells it
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  place INTEGER NOT NULL, -- in the story's list, from 0
  id TEXT NOT NULL, -- a hash; which actor of the dossier it is stands in known_as
  name TEXT NOT NULL, -- the fullest name
  type TEXT NOT NULL, -- person, organisation, state, group, outlet or unknown
  description TEXT, -- the articles' own words for the role
  aliases TEXT NOT NULL, -- JSON: every surface form
  gender TEXT NOT NULL, -- female, male, plural, neuter or unknown
  named INTEGER NOT NULL, -- in how many places
  titles TEXT NOT NULL, -- JSON: [words, article, start, end, first seen, last seen, count] each
  article TEXT, -- of one without a name: articles.id of the article that it belongs to
  key TEXT, -- what names must share to be compared; for one without a name, the office that describes it
  PRIMARY KEY (story, place)
) WITHOUT ROWID;
CREATE INDEX actors_by_id ON actors (id);
CREATE INDEX actors_by_key ON actors (key);
CREATE INDEX actors_by_name ON actors (name);
INSERT INTO actors
SELECT story, place, id, name, type, description, aliases, 'unknown', 0, '[]', NULL, NULL FROM actors_before;
DROP TABLE actors_before;

CREATE TABLE registry ( -- the actors of the dossier, one across all stories
  id TEXT NOT NULL, -- a hash
  key TEXT NOT NULL, -- what the names of its actors share
  name TEXT NOT NULL, -- the fullest name, or the one that a person gave
  type TEXT NOT NULL, -- person, organisation, state, group, outlet or unknown
  description TEXT, -- the articles' own words for the role
  aliases TEXT NOT NULL, -- JSON: every surface form
  gender TEXT NOT NULL, -- female, male, plural, neuter or unknown
  named INTEGER NOT NULL, -- in how many places
  titles TEXT NOT NULL, -- JSON: [words, article, start, end, first seen, last seen, count] each
  article TEXT, -- always null: who has no name is in no registry
  PRIMARY KEY (id)
) WITHOUT ROWID;
CREATE INDEX registry_by_key ON registry (key);

CREATE TABLE known_as ( -- which actor of the dossier each actor of a story is; one that is none other than itself has no row
  story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE, -- stories.id
  local TEXT NOT NULL, -- actors.id
  key TEXT NOT NULL, -- actors.key
  actor TEXT NOT NULL, -- registry.id
  confidence REAL NOT NULL, -- 0 to 1
  evidence TEXT NOT NULL, -- which rule made them one, in a few words
  candidates TEXT, -- JSON: [actor, confidence] each of who else comes into question; null if nobody does
  PRIMARY KEY (story, local)
) WITHOUT ROWID;
CREATE INDEX known_as_by_actor ON known_as (actor);
CREATE INDEX known_as_by_key ON known_as (key);

CREATE TABLE bearers ( -- who has been seen in an office
  office TEXT NOT NULL, -- what narrows the office, and its noun
  actor TEXT NOT NULL REFERENCES registry (id) ON DELETE CASCADE, -- registry.id
  place INTEGER NOT NULL, -- in the actor's list of titles
  title TEXT NOT NULL, -- JSON: [words, article, start, end, first seen, last seen, count]
  PRIMARY KEY (office, actor, place)
) WITHOUT ROWID;
CREATE INDEX bearers_by_actor ON bearers (actor);

CREATE TABLE stale_keys ( -- keys of which the registry is not up to date
  key TEXT PRIMARY KEY -- actors.key
) WITHOUT ROWID;

CREATE TABLE actor_corrections ( -- what a person has said of the actors; holds for later additions too
  number INTEGER PRIMARY KEY, -- in the order of saying
  kind TEXT NOT NULL, -- merge, split or rename
  names TEXT NOT NULL -- JSON: the names it speaks of, as written
);

CREATE TABLE outside_ids ( -- ids that actors have elsewhere, as a person gave them
  name TEXT NOT NULL, -- normal form of a name or alias
  outside TEXT NOT NULL, -- the id
  PRIMARY KEY (name)
) WITHOUT ROWID;
