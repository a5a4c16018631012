"""All that a dossier exports, and whether it holds together: spans show what is said of them, ids are of something."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attribune
from attribune.dossier import SCHEMAS, export

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def record(path: Path) -> dict[str, bytes]:
    """Return every exported table of a dossier, as JSON lines."""
    with attribune.open(path, create=False, read_only=True) as dossier:
        return {name: _json_lines(dossier.table(name)) for name in SCHEMAS}


def _json_lines(table: Any) -> bytes:
    out = io.BytesIO()
    export(table, format="jsonl", out=out)
    return out.getvalue()


def tables(path: Path) -> Tables:
    """Return the rows of every exported table."""
    with attribune.open(path, create=False, read_only=True) as dossier:
        return {name: dossier.table(name).to_pylist() for name in SCHEMAS}


def faults(given: Tables) -> list[str]:
    """Return a line for every row that shows other characters than it says, or speaks of what is not there."""
    return [f"{name}: {fault}" for name, check in CHECKS.items() for fault in check(given)]


def spans_shown(given: Tables) -> int:
    """Return how many spans the tables hold, so that a test can tell that it looked at any."""
    return sum(1 for _ in _all_spans(given))


def _spans(given: Tables) -> Iterator[str]:
    texts = {row["id"]: row["text"] for row in given["articles"]}
    for table, article, span, words in _all_spans(given):
        start, end = span
        if not 0 <= start < end <= len(texts[article]):
            yield f"{table} has {span} in {article}, which has {len(texts[article])} characters"
        elif words is not None and texts[article][start:end] != words:
            yield f"{table} says {words!r} of {texts[article][start:end]!r}, {article} {span}"


def _all_spans(given: Tables) -> Iterator[tuple[str, str, list[int], str | None]]:
    """Yield every span with its table, its article and the words it is said to show, where it is said."""
    for row in given["statements"]:
        yield from (("statements", row["article"], span, None) for span in row["content_spans"])
    for table, article, span, words in SHOWN:
        for row in given[table]:
            if row[span] is not None:
                yield table, row[article], row[span], row[words]
    for table, column in (("derivations", "evidence"), ("conflicts", "members")):
        for piece in (piece for row in given[table] for piece in row[column]):
            yield table, piece["article"], piece["span"], piece["text"]


def _contents(given: Tables) -> Iterator[str]:
    texts = {row["id"]: row["text"] for row in given["articles"]}
    shown = {}
    for row in given["statements"]:
        shown[row["id"]] = " ".join(texts[row["article"]][start:end] for start, end in row["content_spans"])
        if row["content"] != shown[row["id"]]:
            yield f"a statement says {row['content']!r} of {shown[row['id']]!r}"
    for row in given["readings"]:
        if row["text"] != shown[row["statement"]]:
            yield f"a reading says {row['text']!r} of {shown[row['statement']]!r}"
    for row in given["sayings"]:
        if row["text"] != shown[row["fullest"]]:
            yield f"a saying says {row['text']!r} of {shown[row['fullest']]!r}"


def _ids(given: Tables) -> Iterator[str]:
    known = {name: {row["id"] for row in given[name]} for name in ("articles", "stories", "statements", "actors")}
    known["sayings"] = {row["id"] for row in given["sayings"]}
    for table, column, of in REFERENCES:
        for row in given[table]:
            named = row[column] if isinstance(row[column], list) else [row[column]]
            for name in named:
                if name is not None and name not in known[of]:
                    yield f"{table} has {name!r} as {column}, and {of} has not"


def _once(given: Tables) -> Iterator[str]:
    for name in ("articles", "stories", "statements", "actors", "sayings", "reuse"):
        yield from _twice(f"the id in {name}", (row["id"] for row in given[name]))
    yield from _twice("the article in stories", (a for row in given["stories"] for a in row["articles"]))
    yield from _twice("the statement in sayings", (s for row in given["sayings"] for s in row["statements"]))
    for what, of in (("articles", "stories"), ("statements", "sayings")):
        covered = {member for row in given[of] for member in row[what]}
        yield from (f"{row['id']} is in none of the {of}" for row in given[what] if row["id"] not in covered)


def _twice(what: str, values: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} is {value} {count} times" for value, count in Counter(values).items() if count > 1)


def _shares(given: Tables) -> Iterator[str]:
    for table, rows in given.items():
        for row in rows:
            for column in ("confidence", "actor_confidence", "similarity", "share"):
                value = row.get(column)
                if value is not None and not 0 <= value <= 1:
                    yield f"{table} has a {column} of {value}"


SHOWN = (
    ("statements", "article", "source_span", "source"),
    ("statements", "article", "cue_span", "cue"),
    ("mentions", "article", "span", "text"),
    ("timeline", "article", "span", "what"),
    ("reuse", "a", "a_span", "a_text"),
    ("reuse", "b", "b_span", "b_text"),
)
REFERENCES = (
    ("articles", "story", "stories"),
    ("stories", "founder", "articles"),
    ("stories", "articles", "articles"),
    ("statements", "article", "articles"),
    ("statements", "actor", "actors"),
    ("statements", "story", "stories"),
    ("actors", "stories", "stories"),
    ("mentions", "article", "articles"),
    ("mentions", "actor", "actors"),
    ("sayings", "story", "stories"),
    ("sayings", "actor", "actors"),
    ("sayings", "fullest", "statements"),
    ("sayings", "statements", "statements"),
    ("readings", "saying", "sayings"),
    ("readings", "statement", "statements"),
    ("reuse", "a", "articles"),
    ("reuse", "b", "articles"),
    ("derivations", "article", "articles"),
    ("derivations", "drew_on", "articles"),
    ("conflicts", "saying", "sayings"),
    ("positions", "actor", "actors"),
    ("positions", "target", "actors"),
    ("positions", "statements", "statements"),
    ("timeline", "article", "articles"),
)
CHECKS: dict[str, Callable[[Tables], Iterator[str]]] = {
    "span": _spans,
    "content": _contents,
    "reference": _ids,
    "count": _once,
    "number": _shares,
}
