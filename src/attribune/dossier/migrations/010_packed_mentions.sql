-- The mentions of an article, and whom they mean, as one JSON each: they are only ever read and written together, and
-- were nine tenths of all rows. Views of the former names unpack them.
-- SQLite closes the table right behind an added column, so that a comment to the end of the line would swallow that.

ALTER TABLE articles ADD COLUMN
  mentions TEXT NOT NULL DEFAULT '[]' /* JSON: [kind, start, end, start and end of the head, of the role, gender, name_type] each, and what the annotation itself says of the actor if it does */;

UPDATE articles SET mentions = (
  SELECT json_group_array(json(packed)) FROM (
    SELECT CASE WHEN actor_given IS NULL
      THEN json_array(kind, span_start, span_end, head_start, head_end, role_start, role_end, gender, name_type)
      ELSE json_array(kind, span_start, span_end, head_start, head_end, role_start, role_end, gender, name_type, json(actor_given))
    END AS packed
    FROM mentions WHERE mentions.article = articles.id ORDER BY place));

CREATE TABLE mention_links ( -- whom the mentions of each article mean
  article TEXT PRIMARY KEY REFERENCES story_articles (article) ON DELETE CASCADE, -- articles.id
  links TEXT NOT NULL -- JSON: [place, actors.id, confidence, evidence] of each mention that could be linked
) WITHOUT ROWID;

INSERT INTO mention_links
SELECT article, json_group_array(json_array(place, actor, confidence, evidence))
FROM (SELECT * FROM mention_actors ORDER BY article, place) GROUP BY article;

DROP TABLE mention_actors;
DROP TABLE mentions;

CREATE VIEW mentions AS -- places where somebody or something is named, as found in that article alone
SELECT
  articles.id AS article, -- articles.id
  mention.key AS place, -- in the order of the article, from 0
  substr(articles.text, (mention.value ->> 1) + 1, (mention.value ->> 2) - (mention.value ->> 1)) AS text, -- the words of the span
  mention.value ->> 0 AS kind, -- name, role, pronoun, place or group
  mention.value ->> 1 AS span_start, -- where the mention begins
  mention.value ->> 2 AS span_end, -- where it ends
  mention.value ->> 3 AS head_start, -- where the part that names begins
  mention.value ->> 4 AS head_end, -- where it ends
  mention.value ->> 5 AS role_start, -- where the title or role that stands with it begins
  mention.value ->> 6 AS role_end, -- where it ends
  mention.value ->> 7 AS gender, -- female, male, plural, neuter or unknown
  mention.value ->> 8 AS name_type -- what the network takes a name for: person, organisation, place or other; null if in doubt or not asked
FROM articles, json_each(articles.mentions) AS mention;

CREATE VIEW mention_actors AS -- whom each mention means; one that could not be linked has no row
SELECT
  mention_links.article, -- mentions.article
  link.value ->> 0 AS place, -- mentions.place
  link.value ->> 1 AS actor, -- actors.id
  link.value ->> 2 AS confidence, -- 0 to 1: that this actor is meant
  link.value ->> 3 AS evidence -- which rule linked them, in a few words
FROM mention_links, json_each(mention_links.links) AS link;
