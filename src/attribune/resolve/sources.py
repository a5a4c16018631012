"""Whose a statement is: the figure that its source names, describes or refers to."""

from __future__ import annotations

import re

from attribune.model import ActorType, Statement
from attribune.resolve.cast import NOBODY, Link
from attribune.resolve.nouns import kind_of
from attribune.resolve.reading import CALLED, Reading

_FIRST_PERSON = re.compile(r"(?:i|we|me|us|you|my|our)\b", re.I)
_THING = re.compile(r"(?:it|this|that|there|what|nobody|no one|none|nothing)\b", re.I)
_RELATIVE = re.compile(r"(?:who|which|that|whom)\b", re.I)
_THROUGH = re.compile(r"\b(?:by|from|in|at|to)\s+(?:the\s+)?$")
_OF = re.compile(r"(?<!office )\b(?:of|for|with|among)\s+(?:the\s+)?$")
_AFTER_NOUN = re.compile(
    r"\s+(?:of|in|at|from|with|for|on|by|to|near|who|whose|that|which|familiar|close"
    r"|posted|released|published|conducted|commissioned|polled|surveyed|obtained|reviewed)\b|,"
)
_UNMENTIONED = 0.6
_TRAILING = re.compile(r"\s+(?:who|whose|that|which|whom)$")
_THE = re.compile(r"the (\w+)\b", re.I)
_GOES_ON = re.compile(r"\s[a-z]")
_LEAD, _FAR = 16, 40  # code points before a name: an article and an adjective, and what is much more than that
_OWNED = 3  # code points of a possessive mark and a blank


def link_statement(reading: Reading, statement: Statement) -> Link:
    """Return whose a statement is; a source that names no one becomes a nameless figure of the article."""
    span = statement.source
    if span is None:
        return NOBODY
    page = reading.page
    words = page.words(span)
    index = page.source_of(statement)
    if index is None:
        return _unmentioned(reading, statement, words)
    link = reading.links.get(index, NOBODY)
    mention = page.mentions[index]
    before, after = page.text[span.start : mention.span.start], page.text[mention.span.end : span.end]
    kind = _kind(words)
    if page.is_possessive(mention.span) and (before or kind in ("group", "organisation")):
        return Link(reading.unnamed(words, kind), _UNMENTIONED, "nameless") if kind else NOBODY
    if kind in ("group", "organisation") and mention.role is None and _GOES_ON.match(after):
        return Link(reading.unnamed(words, kind), _UNMENTIONED, "nameless")
    owned = page.is_owner(mention.span) and len(after) > _OWNED and kind in ("group", "organisation")
    if owned or _OF.search(before) or (_THROUGH.search(before) and kind != "unknown"):
        return Link(reading.unnamed(words, kind or "group"), _UNMENTIONED, "nameless")
    return link if len(before) < _LEAD else link.weakened(0.7 if len(before) < _FAR else 0.5)


def _unmentioned(reading: Reading, statement: Statement, words: str) -> Link:
    if _RELATIVE.fullmatch(words):
        assert statement.source is not None
        return _antecedent(reading, statement.source.start)
    the_body = _THE.match(words)
    named = reading.called(the_body[1].lower()) if the_body else None
    if named is not None:
        return Link(named, CALLED, "the only such body named here")
    kind = _kind(words)
    if kind is None or _FIRST_PERSON.match(words) or _THING.match(words):
        return NOBODY
    return Link(reading.unnamed(_TRAILING.sub("", words), kind), _UNMENTIONED, "nameless")


def _kind(words: str) -> ActorType | None:
    """Return what a source without a name can be by its noun, or None where it has none."""
    end = _AFTER_NOUN.search(words)
    noun = (words[: end.start()] if end else words).split()[-1:]
    return kind_of(noun[0].lower()) if noun else None


def _antecedent(reading: Reading, place: int) -> Link:
    """Return the mention that a relative pronoun at ``place`` takes up, if one stands right before it."""
    page = reading.page
    index = page.last_before(place)
    if index is None or place - page.mentions[index].span.end > 3:
        return NOBODY
    return reading.links.get(index, NOBODY).weakened(0.95)
