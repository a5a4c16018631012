"""Occasions: when and where a statement was made, as its own sentence or the one that leads up to it tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from attribune.compare.spans import around
from attribune.compare.venues import parse_venue, place_nouns
from attribune.model import Annotation, Mention, Span, Statement, TimeExpression
from attribune.trace.words import quoted_spans

DAYS = ("minute", "day", "week", "month")  # precisions that can contradict each other
SUBJECT = 30  # code points from a sentence's beginning in which its subject is named
# What stands between a cue and a time that belongs to something else.
_ELSEWHERE = re.compile(r"\b(?:who|whom|which|that|after|before|since|until|when|where|of|about|over|by)\b|[.;“”\"]")

_TODAY = re.compile(
    r"today|yesterday|tomorrow|tonight|now|overnight|(?:this|last|yesterday)[ ](?:morning|afternoon|evening|night)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:[Oo]n|[Ii]n|[Ll]ast|[Tt]his|[Ee]arlier)\b")


class Occasion(NamedTuple):
    """When and where a statement was made; either may be unknown."""

    time: TimeExpression | None
    venue: Span | None


class Page:
    """What one article holds that tells of occasions: times, mentions, and what is quoted, in order of place."""

    def __init__(self, annotation: Annotation, mentions: Sequence[Mention]) -> None:
        self.annotation = annotation
        self.text = annotation.article.text
        self.mentions = mentions
        self.quoted = sorted(quoted_spans(annotation))
        self.times = sorted((t for t in annotation.times if _tells(t, self.text)), key=lambda time: time.span)

    def times_in(self, sentence: Span) -> Iterator[TimeExpression]:
        """Yield the times of a sentence that stand outside quotations."""
        first = bisect_left(self.times, sentence.start, key=lambda time: time.span.start)
        for time in takewhile(lambda time: time.span.start < sentence.end, self.times[first:]):
            if around(self.quoted, time.span.start) is None:
                yield time


def occasion(statement: Statement, page: Page) -> Occasion:
    """Return when and where a statement was made.

    What ``annotate`` found beside the cue comes first. Else the rest of its sentence is looked at, outside quotations
    and content, and then the sentence before, if its subject is the speaker and it carries no statement itself ("Vael
    answered them at a fair on Saturday. 'The gate stays shut,' he said.").
    """
    time, venue = _beside_cue(statement, page)
    at = statement.cue or statement.source
    own = around(page.annotation.sentences, at.start) if at is not None else None
    if at is None or own is None or (time is not None and venue is not None):
        return Occasion(time, venue)
    time = time or _time_in(own, at, statement, page)
    venue = venue or _venue_in(own, statement, page)
    lead = _leading(own, statement, page) if time is None or venue is None else None
    if lead is not None:
        time = time or _only_time(lead, page)
        venue = venue or _venue_in(lead, statement, page)
    return Occasion(time, venue)


def _beside_cue(statement: Statement, page: Page) -> Occasion:
    """Return what was found beside the cue, without what tells too little or was itself said."""
    time, venue = statement.said_on, statement.venue
    if time is not None and (not _tells(time, page.text) or _said(time.span, statement, page)):
        time = None
    if venue is not None and not parse_venue(page.text[venue.start : venue.end]).telling:
        venue = None
    return Occasion(time, venue)


def _said(span: Span, statement: Statement, page: Page) -> bool:
    return around(page.quoted, span.start) is not None or any(span.overlaps(part) for part in statement.content)


def _time_in(sentence: Span, at: Span, statement: Statement, page: Page) -> TimeExpression | None:
    """Return the time that the sentence puts beside the cue, with nothing between that it could belong to."""
    for time in page.times_in(sentence):
        first, last = sorted((at, time.span))
        between = _ELSEWHERE.search(page.text, min(first.end, last.start), last.start)
        on = _PREPOSITION.search(page.text, max(0, time.span.start - 8), time.span.end)
        if between is None and on is not None and not _said(time.span, statement, page):
            return time
    return None


def _only_time(sentence: Span, page: Page) -> TimeExpression | None:
    found = list(page.times_in(sentence))
    return found[0] if len({time.value for time in found}) == 1 else None


def _tells(time: TimeExpression, text: str) -> bool:
    """Whether a time can contradict another; "today" cannot, being as good as the day of publication is known."""
    return time.value is not None and time.precision in DAYS and _TODAY.match(text, *time.span) is None


def _venue_in(sentence: Span, statement: Statement, page: Page) -> Span | None:
    """Return the first words of the sentence that name a kind of place where something can be said."""
    for match in _place().finditer(page.text, *sentence):
        span = Span(*match.span("venue"))
        if not _said(span, statement, page):
            return span
    return None


@cache
def _place() -> re.Pattern[str]:
    nouns = "|".join(sorted(place_nouns(), key=lambda noun: (-len(noun), noun)))
    return re.compile(
        r"\b(?P<venue>(?:in|at|on|outside|inside|before)[ ](?:(?:an?|the|his|her|its|their)[ ])?(?:[\w’'-]+[ ]){0,3}?"
        rf"(?:{nouns})\b(?:[ ](?:{nouns})\b)?(?:[ ](?:in|at|of)[ ](?:the[ ])?[A-Z][\w’'-]*)?)"
    )


def _leading(own: Span, statement: Statement, page: Page) -> Span | None:
    """Return the sentence before a direct quotation, if it is of its paragraph, about the speaker and quotes nobody."""
    sentences = page.annotation.sentences
    place = bisect_left(sentences, own)
    if place == 0 or statement.actor is None or statement.kind != "direct":
        return None
    lead = sentences[place - 1]
    if "\n" in page.text[lead.end : own.start] or any(span.overlaps(lead) for span in page.quoted):
        return None
    subject = Span(lead.start, lead.start + SUBJECT)
    named = any(mention.actor == statement.actor and mention.span.overlaps(subject) for mention in page.mentions)
    return lead if named else None
