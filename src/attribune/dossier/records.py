"""Nouns to rows and back: spans as two columns, lists that are never searched as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from attribune.model import (
    Article,
    Link,
    Paragraph,
    Quotation,
    Span,
    Statement,
    TimeExpression,
)

Row = tuple[Any, ...]

_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode
decode = json.loads

_HALF = re.compile("[\ud800-\udfff]")
AMONG = "IN (SELECT value FROM json_each(?))"  # no limit to how many, unlike one parameter each
UNLINKED_MENTION: Row = (None, 0.0, "")
UNLINKED_STATEMENT: Row = (None, 0.0, "", ())


def encode(values: Sequence[Any]) -> str:
    """Return a list as JSON."""
    return _encode(values) if values else "[]"


def spans_json(spans: Iterable[Span]) -> str:
    """Return spans as JSON, as ``encode`` does, which takes its time over so little."""
    return f"[{','.join([f'[{start},{end}]' for start, end in spans])}]"


def into(table: str, columns: str) -> str:
    """Return the SQL that inserts a row of these columns, which are separated by commas."""
    marks = ", ".join("?" * (columns.count(",") + 1))
    return f"INSERT INTO {table} ({columns}) VALUES ({marks})"


def whole(text: str) -> str:
    """Return ``text`` with each half of a surrogate pair, which is no character, as U+FFFD.

    Such halves come from undecodable bytes in file names and from broken escapes in JSON.
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def pair(span: Span | None) -> tuple[int | None, int | None]:
    """Return a span as its two columns."""
    return span if span is not None else (None, None)


def span_of(start: int | None, end: int | None) -> Span | None:
    """Return the span of two columns."""
    return Span(start, end) if start is not None and end is not None else None


def spans_of(pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Return the spans of decoded JSON."""
    return tuple(Span(start, end) for start, end in pairs)


def content_words(text: str, spans: Sequence[Span]) -> str:
    """Return the words of a statement's content, with one blank between its spans."""
    return " ".join(text[start:end] for start, end in spans)


def by_first(rows: Iterable[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Yield runs of rows with the same first column: that column, and the rows without it."""
    for first, run in groupby(rows, key=itemgetter(0)):
        yield first, [row[1:] for row in run]


ARTICLE = "id, source, text, given_id, outlet, url, title, byline, published, language, links"
ARTICLE_COLUMNS = tuple(ARTICLE.split(", "))
LAYOUT = "paragraphs, sentences, quotations"


def article_row(article: Article) -> Row:
    """Return the columns ``ARTICLE``."""
    return (
        article.id,
        article.source,
        article.text,
        article.given_id,
        article.outlet,
        article.url,
        article.title,
        article.byline,
        article.published,
        article.language,
        encode([(*link.span, link.url) for link in article.links]) if article.links else None,
    )


def article_of(row: Row) -> Article:
    """Return the article of the columns ``ARTICLE``."""
    links = tuple(Link(Span(start, end), url) for start, end, url in decode(row[-1] or "[]"))
    return replace(Article(*row[:-1]), links=links)


def paragraphs_json(paragraphs: Sequence[Paragraph]) -> str:
    """Return paragraphs as the column of that name holds them."""
    return encode([(*paragraph.span, paragraph.kind) for paragraph in paragraphs])


def paragraphs_of(column: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a column."""
    return tuple(Paragraph(Span(start, end), kind) for start, end, kind in decode(column))


def quotations_json(quotations: Sequence[Quotation]) -> str:
    """Return quotations as the column of that name holds them."""
    return encode([(*q.span, q.parts, q.mended, q.confidence) for q in quotations])


def quotations_of(column: str) -> tuple[Quotation, ...]:
    """Return the quotations of a column."""
    return tuple(
        Quotation(Span(start, end), spans_of(parts), mended, float(confidence))
        for start, end, parts, mended, confidence in decode(column)
    )


TIME = "span_start, span_end, value, precision"


def time_row(time: TimeExpression) -> Row:
    """Return the columns ``TIME``."""
    return (*time.span, time.value, time.precision)


def time_of(row: Row) -> TimeExpression:
    """Return the time expression of the columns ``TIME``."""
    start, end, value, precision = row
    return TimeExpression(Span(start, end), value, precision)


STATEMENT = (
    "id, kind, content_spans, source_start, source_end, cue_start, cue_end, venue_start, venue_end, "
    "carrier_start, carrier_end, said_on_start, said_on_end, said_on, said_on_precision, confidence, mode"
)
STATEMENT_WORDS = "content, source, cue, venue, carrier"


def statement_row(statement: Statement) -> Row:
    """Return the columns ``STATEMENT``."""
    return (
        statement.id,
        statement.kind,
        spans_json(statement.content),
        *pair(statement.source),
        *pair(statement.cue),
        *pair(statement.venue),
        *pair(statement.carrier),
        *(time_row(statement.said_on) if statement.said_on is not None else (None, None, None, None)),
        statement.confidence,
        statement.mode,
    )


def statement_words(statement: Statement, text: str) -> Row:
    """Return the columns ``STATEMENT_WORDS``: what the spans show, for reading and for searching."""
    named = (statement.source, statement.cue, statement.venue, statement.carrier)
    return (
        content_words(text, statement.content),
        *(text[span.start : span.end] if span is not None else None for span in named),
    )


def statement_of(article: str, row: Row, link: Sequence[Any]) -> Statement:
    """Return the statement of the columns ``STATEMENT``; ``link`` is all that ``resolve`` says of its actor."""
    name, kind, content, *spans = row[:11]
    source, cue, venue, carrier = (span_of(*spans[at : at + 2]) for at in range(0, 8, 2))
    actor, actor_confidence, actor_evidence, candidates = link
    return Statement(
        id=name,
        article=article,
        kind=kind,
        content=spans_of(decode(content)),
        source=source,
        cue=cue,
        confidence=row[15],
        venue=venue,
        said_on=time_of(row[11:15]) if row[11] is not None else None,
        carrier=carrier,
        mode=row[16],
        actor=actor,
        actor_confidence=actor_confidence,
        actor_evidence=actor_evidence,
        candidates=candidates_of(candidates),
    )


def candidates_of(pairs: Iterable[Sequence[Any]]) -> tuple[tuple[str, float], ...]:
    """Return candidates of decoded JSON."""
    return tuple((actor, float(confidence)) for actor, confidence in pairs)


def statement_link(statement: Statement) -> Row:
    """Return what ``resolve`` says of a statement's actor."""
    return (statement.actor, statement.actor_confidence, statement.actor_evidence, statement.candidates)
