"""The exported tables: their fields, types and meaning in one place.

The fields are a promise to users: new ones come after those that are there, and none changes its meaning. Each
field's meaning travels with it as Arrow metadata, into Parquet files too; ``docs/exports.md`` is made from here.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

_TEXT = pa.string()
_NUMBER = pa.float64()
_SPAN = pa.list_(pa.int64())
_TEXTS = pa.list_(_TEXT)
_EVIDENCE = pa.list_(
    pa.struct([("kind", _TEXT), ("article", _TEXT), ("span", _SPAN), ("text", _TEXT), ("note", _TEXT)])
)
_VARIANTS = pa.list_(pa.struct([("kind", _TEXT), ("span", _SPAN), ("fullest_span", _SPAN)]))
_TITLES = pa.list_(
    pa.struct(
        [
            ("title", _TEXT),
            ("article", _TEXT),
            ("span", _SPAN),
            ("first", _TEXT),
            ("last", _TEXT),
            ("count", pa.int64()),
        ]
    )
)


def _schema(what: str, *fields: pa.Field) -> pa.Schema:
    return pa.schema(fields, metadata={"description": what})


def _field(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    return pa.field(name, kind, nullable=False, metadata={"description": meaning})


def _maybe(name: str, kind: pa.DataType, meaning: str) -> pa.Field:
    """Return a field that may be null, since unknown is an answer."""
    return pa.field(name, kind, metadata={"description": meaning})


SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": _schema(
        "One row an article, by publication time; those of unknown time first.",
        _field("id", _TEXT, "id of the article: a hash of its content and place"),
        _maybe("given_id", _TEXT, "id in the input, if it has one"),
        _field("source", _TEXT, "path or address as given; the file where a row names a file"),
        _maybe("outlet", _TEXT, "who published it"),
        _maybe("url", _TEXT, "where it was published"),
        _maybe("title", _TEXT, "headline"),
        _maybe("byline", _TEXT, "who wrote it"),
        _maybe("published", _TEXT, "ISO 8601 date, or date and time"),
        _maybe("language", _TEXT, "ISO 639 code"),
        _maybe("story", _TEXT, "id of its story"),
        _field("text", _TEXT, "the text exactly as decoded or extracted; all spans point into it"),
    ),
    "stories": _schema(
        "One row a story: the articles on one event.",
        _field("id", _TEXT, "id of the story"),
        _field("founder", _TEXT, "id of the article that every member is like"),
        _maybe("headline", _TEXT, "the founder's title"),
        _maybe("published", _TEXT, "when the first of its articles was published"),
        _field("size", pa.int64(), "how many articles it has"),
        _field("articles", _TEXTS, "ids of its articles, by publication time"),
    ),
    "statements": _schema(
        "One row a statement: what an article attributes to a source.",
        _field("id", _TEXT, "id of the statement"),
        _field("article", _TEXT, "id of its article"),
        _maybe("source_span", _SPAN, "where the source is named"),
        _maybe("cue_span", _SPAN, "where the reporting words stand"),
        _field("content_spans", pa.list_(_SPAN), "where what was said stands, in one or more parts"),
        _maybe("source", _TEXT, "words of the source"),
        _maybe("cue", _TEXT, "reporting words"),
        _field("content", _TEXT, "words of what was said, one blank between parts"),
        _field("kind", _TEXT, "`direct`, `indirect` or `mixed`"),
        _maybe("actor", _TEXT, "id of the actor who said it"),
        _maybe("speaker", _TEXT, "name of that actor"),
        _maybe("venue", _TEXT, "words for where it was said"),
        _maybe("said_on", _TEXT, "ISO 8601 date, week, month or year when it was said"),
        _maybe("said_on_precision", _TEXT, "`minute`, `day`, `week`, `month`, `year`, `past` or `unknown`"),
        _field("confidence", _NUMBER, "0 to 1: that this is a statement, with these spans"),
        _maybe("story", _TEXT, "id of its story"),
        _maybe("outlet", _TEXT, "who published its article"),
        _maybe("carrier", _TEXT, "words for the outlet or person through whom the article has it"),
        _field(
            "mode",
            _TEXT,
            "`speech`, `thought`, `plan` or `unsaid` (denied, conditional, only possible), by the reporting words",
        ),
        _maybe("actor_confidence", _NUMBER, "0 to 1: that this actor said it"),
        _maybe("actor_evidence", _TEXT, "which rule linked the statement to the actor"),
    ),
    "actors": _schema(
        "One row an actor, merged over all stories.",
        _field("id", _TEXT, "id of the actor"),
        _field("name", _TEXT, "fullest name"),
        _field("type", _TEXT, "`person`, `organisation`, `state`, `group`, `outlet` or `unknown`"),
        _maybe("description", _TEXT, "the articles' own words for the role"),
        _field("aliases", _TEXTS, "every form under which the articles name the actor"),
        _field("stories", _TEXTS, "ids of the stories the actor is in"),
        _field(
            "titles", _TITLES, "titles and roles that articles give the actor: where each first stands, and the days"
        ),
        _maybe("outside_id", _TEXT, "id that the actor has elsewhere, as given by `attribune actors ids`"),
    ),
    "mentions": _schema(
        "One row a place where somebody or something is named or described.",
        _field("article", _TEXT, "id of the article"),
        _field("span", _SPAN, "where it stands"),
        _field("text", _TEXT, "its words"),
        _maybe("actor", _TEXT, "id of the actor that is meant"),
        _field("confidence", _NUMBER, "0 to 1: that this actor is meant; 0 if it is not known who is"),
        _field("kind", _TEXT, "`name`, `role`, `pronoun`, `place` or `group`"),
        _maybe("name_type", _TEXT, "what the network takes a name for: `person`, `organisation`, `place` or `other`"),
    ),
    "sayings": _schema(
        "One row an utterance, however many articles carry it.",
        _field("id", _TEXT, "id of the saying"),
        _field("story", _TEXT, "id of the story"),
        _maybe("actor", _TEXT, "id of the actor who said it"),
        _maybe("speaker", _TEXT, "name of that actor"),
        _field("fullest", _TEXT, "id of the statement that is the fullest reading"),
        _field("statements", _TEXTS, "ids of all statements that carry it"),
        _maybe("text", _TEXT, "words of the fullest reading"),
        _field("articles", pa.int64(), "how many articles carry it"),
        _maybe("independent", pa.int64(), "how many witnesses that makes once copies and wire text are folded"),
        _field("witnesses", pa.list_(_TEXTS), "ids of the articles, those in one list that have it from one text"),
    ),
    "readings": _schema(
        "One row a wording: a saying as one article has it.",
        _field("saying", _TEXT, "id of the saying"),
        _field("statement", _TEXT, "id of the statement"),
        _field("article", _TEXT, "id of the article"),
        _field("text", _TEXT, "the words"),
        _field(
            "change",
            _TEXT,
            "against the fullest reading: `verbatim`, `trimmed`, `spliced`, `reworded`, `paraphrased` or `extended`",
        ),
        _field("similarity", _NUMBER, "0 to 1: to the fullest reading"),
        _field("story", _TEXT, "id of the story"),
        _maybe("outlet", _TEXT, "who published the article"),
        _field("confidence", _NUMBER, "0 to 1: that it is the same utterance as the fullest reading"),
        _field("why", _TEXT, "what shows that, in a few words; empty for the fullest"),
        _field(
            "differences", _TEXTS, "how else it differs: `quoted`, `reported`, `other speaker`, `other occasion` ..."
        ),
        _field(
            "variants", _VARIANTS, "the steps from the fullest reading to this one, each with its kind of difference"
        ),
        _field("alterations", _VARIANTS, "words in quotation marks that deny, count, name or oblige differently"),
    ),
    "reuse": _schema(
        "One row a passage that two articles share.",
        _maybe("story", _TEXT, "id of the story; null where the two are of different stories"),
        _field("a", _TEXT, "id of one article"),
        _field("a_span", _SPAN, "where the passage stands in it"),
        _field("b", _TEXT, "id of the other article"),
        _field("b_span", _SPAN, "where the passage stands in that"),
        _field("similarity", _NUMBER, "0 to 1"),
        _field("id", _TEXT, "id of the reuse"),
        _field("quoted", pa.bool_(), "both hold it as a quotation of the same speaker"),
        _field("a_text", _TEXT, "words of the passage in a"),
        _field("b_text", _TEXT, "words of the passage in b"),
    ),
    "derivations": _schema(
        "One row an article that drew on another, or on a source outside the dossier.",
        _field("story", _TEXT, "id of the story"),
        _field("article", _TEXT, "id of the article that drew"),
        _maybe("drew_on", _TEXT, "id of the article drawn on"),
        _field("share", _NUMBER, "0 to 1: of the article's body words that stand in shared passages"),
        _field("confidence", _NUMBER, "0 to 1: that it went this way; below 0.5 undecided"),
        _field("evidence", _EVIDENCE, "what shows it: credits, shared passages, shared readings"),
        _maybe("drew_on_name", _TEXT, "name of a source that is not in the dossier"),
    ),
    "conflicts": _schema(
        "One row a conflict: accounts that cannot all be right.",
        _field("story", _TEXT, "id of the story"),
        _field("kind", _TEXT, "`date`, `venue` or `speaker`"),
        _field("members", _EVIDENCE, "the accounts, each with the words that show it"),
        _field("note", _TEXT, "what contradicts what"),
        _field("saying", _TEXT, "id of the saying they are about"),
    ),
    "positions": _schema(
        "One row a stance of an actor towards another.",
        _field("story", _TEXT, "id of the story"),
        _field("actor", _TEXT, "id of the actor who holds it"),
        _field("target", _TEXT, "id of the actor it is about"),
        _field("stance", _TEXT, "`for`, `against` or `neutral`"),
        _field("statements", _TEXTS, "ids of the statements that show it"),
        _field("confidence", _NUMBER, "0 to 1"),
        _maybe("actor_name", _TEXT, "name of the actor"),
        _maybe("target_name", _TEXT, "name of the target"),
    ),
    "timeline": _schema(
        "One row a thing that an article puts at a time.",
        _field("story", _TEXT, "id of the story"),
        _field("on", _TEXT, "ISO 8601 date, week, month or year"),
        _field("precision", _TEXT, "`minute`, `day`, `week`, `month`, `year`, `past` or `unknown`"),
        _field("what", _TEXT, "words that say it"),
        _field("article", _TEXT, "id of the article"),
        _field("span", _SPAN, "where they stand"),
        _maybe("outlet", _TEXT, "who published the article"),
    ),
    "rejected": _schema(
        "One row an input, or a part of one, that could not be read.",
        _field("source", _TEXT, "path or address as given"),
        _field("reason", _TEXT, "why, in one line"),
    ),
}
