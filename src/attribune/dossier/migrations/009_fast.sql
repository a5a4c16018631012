-- Stories are read again, after a correction, in the way in which they were read.

CREATE TABLE ways ( -- how articles were last added, in one row; none where it was with the network and the encoder
  fast INTEGER NOT NULL -- 1: by rules and wording alone
);
