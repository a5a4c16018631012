"""Occasions: when and where a statement was made, as its own sentence or the one that leads up to it tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from attribune.compare.spans import around, overlap
from attribune.compare.venues import parse_venue, place_nouns
from attribune.model import Annotation, Mention, Span, Statement, TimeExpression
from attribune.trace.words import quoted_spans

DAYS = ("minute", "day", "week", "month")  # precisions that can contradict each other
SUBJECT = 30  # code points from a sentence's beginning in which its subject is named
# What stands between a cue and a time that belongs to something else.
_ELSEWHERE = re.compile(r"\b(?:who|whom|which|that|after|before|since|until|when|where|of|about|over|by)\b|[.;“”\"]")

_TODAY = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|now|morning|afternoon|evening|night)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\b(?:[Oo]n|[Ii]n|[Ll]ast|[Tt]his|[Ee]arlier)\b")


class Occasion(NamedTuple):
    """When and where a statement was made; either may be unknown."""

    time: TimeExpression | None
    venue: Span | None


def occasion(statement: Statement, annotation: Annotation, mentions: Sequence[Mention]) -> Occasion:
    """Return when and where a statement was made.

    What ``annotate`` found beside the cue comes first. Else the rest of its sentence is looked at, outside quotations
    and content, and then the sentence before, if its subject is the speaker and it carries no statement itself ("Vael
    answered them at a fair on Saturday. 'The gate stays shut,' he said.").
    """
    text = annotation.article.text
    closed = sorted([*quoted_spans(annotation), *statement.content])
    time, venue = statement.said_on, statement.venue
    if time is not None and (not _tells(time, text) or any(overlap(time.span, span) for span in closed)):
        time = None
    if venue is not None and not parse_venue(text[venue.start : venue.end]).telling:
        venue = None
    at = statement.cue or statement.source
    own = around(annotation.sentences, at.start) if at is not None else None
    if at is None or own is None or (time is not None and venue is not None):
        return Occasion(time, venue)
    if time is None:
        time = _time_beside(annotation.times, text, at, own, closed)
    if venue is None:
        venue = _venue_in(text, own, closed)
    lead = _leading(annotation, own, statement, mentions) if time is None or venue is None else None
    if lead is not None:
        time = time or _only_time(annotation.times, text, lead)
        venue = venue or _venue_in(text, lead, closed)
    return Occasion(time, venue)


def _time_beside(
    times: Sequence[TimeExpression], text: str, at: Span, sentence: Span, closed: Sequence[Span]
) -> TimeExpression | None:
    """Return the time that the sentence puts beside the cue, with nothing between that it could belong to."""
    for time in times:
        if _tells(time, text) and overlap(time.span, sentence) and not any(overlap(time.span, span) for span in closed):
            first, last = sorted((at, time.span))
            between = _ELSEWHERE.search(text, min(first.end, last.start), last.start)
            if between is None and _PREPOSITION.search(text, max(0, time.span.start - 8), time.span.end):
                return time
    return None


def _only_time(times: Sequence[TimeExpression], text: str, sentence: Span) -> TimeExpression | None:
    found = [time for time in times if _tells(time, text) and overlap(time.span, sentence)]
    return found[0] if len({time.value for time in found}) == 1 else None


def _tells(time: TimeExpression, text: str) -> bool:
    """Whether a time can contradict another; "today" cannot, being as good as the day of publication is known."""
    deictic = _TODAY.search(text, *time.span) is not None
    return time.value is not None and time.precision in DAYS and not deictic


def _venue_in(text: str, sentence: Span, closed: Sequence[Span]) -> Span | None:
    """Return the first words of the sentence that name a kind of place where something can be said."""
    for match in _place().finditer(text, *sentence):
        span = Span(*match.span("venue"))
        if not any(overlap(span, other) for other in closed):
            return span
    return None


@cache
def _place() -> re.Pattern[str]:
    nouns = "|".join(sorted(place_nouns(), key=lambda noun: (-len(noun), noun)))
    return re.compile(
        r"\b(?P<venue>(?:in|at|on|outside|inside|before)[ ](?:(?:an?|the|his|her|its|their)[ ])?(?:[\w’'-]+[ ]){0,3}?"
        rf"(?:{nouns})\b(?:[ ](?:{nouns})\b)?(?:[ ](?:in|at|of)[ ](?:the[ ])?[A-Z][\w’'-]*)?)"
    )


def _leading(annotation: Annotation, own: Span, statement: Statement, mentions: Sequence[Mention]) -> Span | None:
    """Return the sentence before a direct quotation, if it is of its paragraph, about the speaker and quotes nobody."""
    place = bisect_left(annotation.sentences, own)
    if place == 0 or statement.actor is None or statement.kind != "direct":
        return None
    lead = annotation.sentences[place - 1]
    if "\n" in annotation.article.text[lead.end : own.start] or any(
        overlap(q.span, lead) for q in annotation.quotations
    ):
        return None
    subject = Span(lead.start, lead.start + SUBJECT)
    named = any(mention.actor == statement.actor and overlap(mention.span, subject) for mention in mentions)
    return lead if named else None
