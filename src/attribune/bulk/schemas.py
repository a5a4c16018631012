"""The tables between the stages of a run, all of scalars but for what is only passed on, never joined on."""

from __future__ import annotations

import pyarrow as pa

from attribune.dossier import SCHEMAS
from attribune.dossier.packed import PACKED
from attribune.dossier.records import ARTICLE_COLUMNS

_TEXT = pa.string()
_WHOLE = pa.int64()

ARTICLE = tuple(PACKED.field(name) for name in ARTICLE_COLUMNS)
NUMBER = pa.field("number", _WHOLE)  # of an article or a story, by its id: what work is dealt out by

INPUTS = pa.schema([("unit", _TEXT), ("version", _TEXT), ("turned_away", _TEXT)])
READ = pa.schema([("unit", _TEXT), ("version", _TEXT), ("place", _WHOLE), *ARTICLE, NUMBER, ("reason", _TEXT)])
KEYS = pa.list_(pa.struct([("key", _TEXT), ("weight", pa.float64())]))
SENTENCES = pa.list_(pa.struct([("sentence", _WHOLE), ("starts", _WHOLE), ("ends", _WHOLE)]))
FINGERPRINTS = pa.list_(pa.struct([("fingerprint", _WHOLE)]))
ANNOTATIONS = pa.schema(
    [
        *PACKED,
        NUMBER,
        ("fault", _TEXT),
        ("day", _WHOLE),
        ("story_keys", KEYS),
        ("hashes", SENTENCES),
        ("fingerprints", FINGERPRINTS),
    ],
)
FINGERPRINT_ROWS = pa.schema([("article", _TEXT), ("fingerprint", _WHOLE)])
KEY_ROWS = pa.schema([("article", _TEXT), ("key", _TEXT), ("weight", pa.float64())])
GENERAL = pa.schema([("key", _TEXT), ("share", pa.float64())])
SENTENCE_ROWS = pa.schema(
    [("article", _TEXT), ("outlet", _TEXT), ("sentence", _WHOLE), ("starts", _WHOLE), ("ends", _WHOLE)]
)
MEMBERS = pa.schema(
    [("story", _TEXT), ("founder", _TEXT), ("place", _WHOLE), ("article", _TEXT), NUMBER, ("members", _TEXT)]
)

CAPPED = pa.schema(
    [
        pa.field("what", _TEXT, nullable=False, metadata={"description": "`key` or `sentence`"}),
        pa.field("name", _TEXT, metadata={"description": "the key, or the outlet whose sentence it is"}),
        pa.field("since", _TEXT, metadata={"description": "first day of the week in which the key is so common"}),
        pa.field("article", _TEXT, metadata={"description": "id of the first article, by id, with the sentence"}),
        pa.field("span", pa.list_(_WHOLE), metadata={"description": "where the sentence stands in it"}),
        pa.field("text", _TEXT, metadata={"description": "its words"}),
        pa.field("articles", _WHOLE, metadata={"description": "how many articles have the key or the sentence"}),
        pa.field("dropped", _WHOLE, metadata={"description": "in how many of them it did not count in full"}),
    ],
    metadata={"description": "One row a thing too common to count: what was left out so that the rest can be told."},
)

# What is found in a story goes into the exported tables; each row of it is one of theirs, in the column of its name.
TOLD = (
    "stories",
    "statements",
    "mentions",
    "sayings",
    "readings",
    "reuse",
    "derivations",
    "conflicts",
    "positions",
    "timeline",
    "rejected",
)
ACTORS = pa.schema([field for field in SCHEMAS["actors"] if field.name != "stories"])  # as one story tells of them


def _column(name: str, schema: pa.Schema) -> pa.Field:
    return pa.field(name, pa.struct([pa.field(field.name, field.type) for field in schema]))


FINDINGS = pa.schema(
    [
        ("story", _TEXT),
        ("members", _TEXT),
        ("house", _WHOLE),
        ("actor", _TEXT),
        *(_column(name, SCHEMAS[name]) for name in TOLD),
        _column("actors", ACTORS),
    ]
)
