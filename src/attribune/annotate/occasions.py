"""Occasions: where, or to whom, something was said, as the words around the cue tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribune.annotate.tokens import Token
from attribune.model import Span

_KIND = (
    r"interview|interviews|speech|speeches|statement|address|press conference|news conference|conference|briefing|"
    r"rally|hearing|debate|event|meeting|summit|forum|podcast|tweet|tweets|post|blog post|letter|email|memo|op-ed|"
    r"editorial|column|town hall|broadcast|programme|program|show|session|ceremony|call|message|video|remarks|report"
)
_NAME = (
    r"[A-Z](?:[\w&’'.-]*\w)?(?:\s+(?:of\s+the\s+|of\s+|the\s+|for\s+)?(?:[A-Z](?:[\w&’'.-]*\w)?|\d+))*"
    r"(?:\s+(?:TV|radio|television|channel|newspaper|magazine|news|agency|website|programme|program|show)\b)*"
)
_WHEN = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|\d"
)
_TAIL = rf"(?:\s+(?:with|on|to|of|in|at|for)\s+(?:the\s+|its\s+|his\s+|her\s+)?(?:[a-z]+\s+){{0,3}}{_NAME})?"
_OCCASION = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Aa]fter|[Oo]n|[Vv]ia)\s+(?P<venue>(?:an?|the|his|her|its|their|this|that)\s+"
    rf"(?:[\w’'-]+\s+){{0,4}}?(?:{_KIND})\b{_TAIL})"
    rf"|\b(?:[Ss]peaking|[Tt]alking)\s+(?:to|with|at|on)\s+(?P<spoken>(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){{0,5}}?{_NAME})"
    r"(?=[,.;:]|\s+(?:on|last|in|during|after|at|this|earlier|before|ahead|[A-Z]\w+day)\b)"
    rf"|\b[Oo]n\s+(?P<network>Twitter|X|Facebook|Telegram|Instagram|Truth Social|Fox News|CNN|YouTube|TikTok)\b"
)
_TOLD = re.compile(
    rf"(?:told|tells|telling)\s+(?P<venue>(?:the\s+|an?\s+|[A-Z][a-z]+(?:’s|'s)\s+)?(?:[a-z]+\s+){{0,4}}?"
    rf"(?:{_NAME}|(?:{_KIND}|crowd|audience|supporters|delegates|parliament|lawmakers)\b))"
)


# "said at the quay", "told them in Kellmar", "said on The Morning Hour": the place right behind the cue.
_PLACE = re.compile(
    rf"\s+(?P<venue>(?:[Aa]t|[Oo]utside|[Ii]nside|[Bb]y)\s+(?:(?:the|an?|his|her|its)\s+(?!time\b|end\b|moment\b|same\b)"
    rf"[\w’'-]+(?:\s+(?!on\b|in\b|that\b|after\b|before\b|as\b|and\b|this\b|last\b)[\w’'-]+){{0,3}}|telephone|phone|email)"
    rf"(?:\s+(?:in|of)\s+(?:the\s+)?(?:[a-z]+\s+){{0,3}}{_NAME})?"
    rf"|(?:[Ii]n\s+(?!{_WHEN})(?:the\s+)?{_NAME}|[Oo]n\s+(?:the\s+)?(?!{_WHEN}){_NAME})(?:\s+studio)?)"
)


def venue(
    text: str, tokens: Sequence[Token], *, cue: Span | None, source: Span | None, content: Sequence[Span]
) -> Span | None:
    """Return the span that names the occasion or outlet of a statement, None when its unit names none.

    Only words outside the content count: what was said may name other occasions.
    """
    if cue is None:
        return None
    start, end = tokens[0].start, tokens[-1].end
    told = _TOLD.match(text, _last_word(text, cue), end)
    if told is not None and _outside(told.span("venue"), content):
        return Span(*told.span("venue"))
    for match in _OCCASION.finditer(text, start, end):
        group = match.lastgroup
        if group is not None and _outside(match.span(group), content):
            return Span(*match.span(group))
    place = _PLACE.match(text, max(cue.end, source.end if source else 0), end)
    return Span(*place.span("venue")) if place is not None and _outside(place.span("venue"), content) else None


def _last_word(text: str, cue: Span) -> int:
    return text.rfind(" ", cue.start, cue.end) + 1 or cue.start


def _outside(place: tuple[int, int], content: Sequence[Span]) -> bool:
    return not any(part.start < place[1] and place[0] < part.end for part in content)
