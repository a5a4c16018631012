"""What is found in a story, to rows and back. Each row follows its story's id and its place in the story's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attribune.dossier.records import Row, decode, encode, pair, span_of
from attribune.model import (
    Actor,
    Alteration,
    Conflict,
    Derivation,
    Difference,
    Evidence,
    Position,
    Reading,
    Reuse,
    Saying,
    Span,
    TimelineEntry,
    Title,
    Variant,
    VariantKind,
)

ACTOR = "id, name, type, description, aliases, gender, named, titles, article"


def actor_row(actor: Actor) -> Row:
    """Return the columns ``ACTOR``."""
    titles = encode([title_row(title) for title in actor.titles])
    said = (actor.id, actor.name, actor.type, actor.description, encode(actor.aliases))
    return (*said, actor.gender, actor.named, titles, actor.article)


def actor_of(row: Sequence[Any]) -> Actor:
    """Return the actor of the columns ``ACTOR``."""
    name, spelling, kind, description, aliases, gender, named, titles, article = row
    seen = () if titles == "[]" else tuple(map(title_of, decode(titles)))
    return Actor(name, spelling, kind, description, tuple(decode(aliases)), gender, named, seen, article)


def title_row(title: Title) -> Row:
    """Return a title as a list for JSON."""
    return (title.words, title.article, *title.span, title.first, title.last, title.count)


def title_of(row: Sequence[Any]) -> Title:
    """Return the title of a list of decoded JSON."""
    words, article, start, end, first, last, count = row
    return Title(words, article, Span(start, end), first, last, count)


SAYING = "id, actor, fullest, witnesses"


def saying_row(saying: Saying) -> Row:
    """Return the columns ``SAYING``; the readings have a table of their own."""
    return (saying.id, saying.actor, saying.fullest, encode(saying.witnesses))


def saying_of(story: str, row: Row, readings: Sequence[Reading]) -> Saying:
    """Return the saying of the columns ``SAYING``."""
    name, actor, fullest, witnesses = row
    return Saying(name, story, actor, fullest, tuple(readings), tuple(map(tuple, decode(witnesses))))


READING = "statement, article, text, change, similarity, variants, confidence, why, differences, alterations"


def reading_row(reading: Reading) -> Row:
    """Return the columns ``READING``."""
    variants = [(v.kind, *pair(v.span), *pair(v.fullest_span), v.difference) for v in reading.variants]
    altered = [(a.kind, *pair(a.span), *pair(a.fullest_span)) for a in reading.alterations]
    first = (reading.statement, reading.article, reading.text, reading.change, reading.similarity, encode(variants))
    return (*first, reading.confidence, reading.why, encode(reading.differences), encode(altered))


def reading_of(saying: str, row: Row) -> Reading:
    """Return the reading of the columns ``READING``."""
    statement, article, text, change, similarity, variants, confidence, why, differences, altered = row
    return Reading(
        saying=saying,
        statement=statement,
        article=article,
        text=text,
        change=change,
        similarity=similarity,
        variants=tuple(_variant(*variant) for variant in decode(variants)),
        confidence=confidence,
        why=why,
        differences=tuple(decode(differences)),
        alterations=tuple(
            Alteration(kind, span_of(*where[:2]), span_of(*where[2:])) for kind, *where in decode(altered)
        ),
    )


# What the differences of dossiers of before are, as far as their kinds tell.
_PLAINLY: dict[VariantKind, Difference] = {
    "same": "same",
    "added": "added",
    "omitted": "cut in the middle",
    "substituted": "paraphrased",
}


def _variant(
    kind: VariantKind,
    start: int | None,
    end: int | None,
    fullest_start: int | None,
    fullest_end: int | None,
    difference: Difference | None = None,
) -> Variant:
    spans = span_of(start, end), span_of(fullest_start, fullest_end)
    return Variant(kind, *spans, difference or _PLAINLY[kind])


REUSE = "id, a, a_start, a_end, b, b_start, b_end, similarity, quoted"


def reuse_row(reuse: Reuse) -> Row:
    """Return the columns ``REUSE``."""
    return (reuse.id, reuse.a, *reuse.a_span, reuse.b, *reuse.b_span, reuse.similarity, reuse.quoted)


def reuse_of(story: str, row: Row) -> Reuse:
    """Return the reuse of the columns ``REUSE``."""
    name, a, a_start, a_end, b, b_start, b_end, similarity, quoted = row
    return Reuse(name, story, a, Span(a_start, a_end), b, Span(b_start, b_end), similarity, bool(quoted))


DERIVATION = "article, drew_on, drew_on_name, share, confidence"


def derivation_row(derivation: Derivation) -> Row:
    """Return the columns ``DERIVATION``; the evidence has a table of its own."""
    return (
        derivation.article,
        derivation.drew_on,
        derivation.drew_on_name,
        derivation.share,
        derivation.confidence,
    )


def derivation_of(story: str, row: Row, evidence: Sequence[Evidence]) -> Derivation:
    """Return the derivation of the columns ``DERIVATION``."""
    article, drew_on, drew_on_name, share, confidence = row
    return Derivation(story, article, drew_on, drew_on_name, share, confidence, tuple(evidence))


CONFLICT = "kind, saying, note"


def conflict_row(conflict: Conflict) -> Row:
    """Return the columns ``CONFLICT``; the members are in the table of evidence."""
    return (conflict.kind, conflict.saying, conflict.note)


def conflict_of(story: str, row: Row, members: Sequence[Evidence]) -> Conflict:
    """Return the conflict of the columns ``CONFLICT``."""
    kind, saying, note = row
    return Conflict(story, kind, saying, tuple(members), note)


EVIDENCE = "kind, article, span_start, span_end, note"


def evidence_row(evidence: Evidence) -> Row:
    """Return the columns ``EVIDENCE``."""
    return (evidence.kind, evidence.article, *evidence.span, evidence.note)


def evidence_of(row: Row) -> Evidence:
    """Return the evidence of the columns ``EVIDENCE``."""
    kind, article, start, end, note = row
    return Evidence(kind, article, Span(start, end), note)


POSITION = "actor, target, stance, statements, confidence"


def position_row(position: Position) -> Row:
    """Return the columns ``POSITION``."""
    return (position.actor, position.target, position.stance, encode(position.statements), position.confidence)


def position_of(story: str, row: Row) -> Position:
    """Return the position of the columns ``POSITION``."""
    actor, target, stance, statements, confidence = row
    return Position(story, actor, target, stance, tuple(decode(statements)), confidence)


TIMELINE = '"on", precision, what, article, span_start, span_end'


def timeline_row(entry: TimelineEntry) -> Row:
    """Return the columns ``TIMELINE``."""
    return (entry.on, entry.precision, entry.what, entry.article, *entry.span)


def timeline_of(story: str, row: Row) -> TimelineEntry:
    """Return the timeline entry of the columns ``TIMELINE``."""
    on, precision, what, article, start, end = row
    return TimelineEntry(story, on, precision, what, article, Span(start, end))
