-- Which articles are alike is kept, so that adding some does not mean comparing all again.

CREATE TABLE story_days ( -- when the articles that stories are formed of appeared
  article TEXT PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  day INTEGER, -- counted from 0001-01-01, which is day 1; null if it is not known
  compared INTEGER NOT NULL -- 1 once the table of likenesses takes the article into account, else 0
) WITHOUT ROWID;
CREATE INDEX story_days_by_day ON story_days (day);
CREATE INDEX story_days_to_compare ON story_days (article) WHERE compared = 0;
INSERT INTO story_days (article, day, compared)
SELECT article, CAST(julianday(min(published)) - 1721424.5 AS INTEGER), 0 FROM story_keys GROUP BY article;

CREATE TABLE likenesses ( -- pairs of articles that are alike enough to be of one story
  a TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id
  b TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE, -- articles.id, greater than a
  stretch INTEGER, -- the earlier one's day divided by 8, or that of the only one with a day; null if neither has one
  likeness REAL NOT NULL, -- 0 to 1
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX likenesses_by_other ON likenesses (b);
CREATE INDEX likenesses_by_stretch ON likenesses (stretch);
