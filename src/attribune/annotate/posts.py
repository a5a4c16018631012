"""Posts of social networks in an article, as pages hold them: "The ferry stays. — Orla Venn (@orlavenn) May 3, 2019".

Such a post has no quotation marks and no verb: the account behind the dash says whose it is. Where it begins is
known by its paragraph, by a post before it or by a colon; one of which that is not known is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attribune.model import Paragraph, Span

LONGEST = 420  # code points: 280, and the addresses in it at full length
FARTHEST = 4  # paragraphs that a post may be set in
_SIGNATURE = re.compile(
    r"(?:--|[—–-])\s?(?P<name>[^\s—–@][^—–@\n]{0,60}?) \(@\w{1,15}\)"
    r"(?:,?\s(?:on\s)?(?P<day>[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}))?"
)
ACCOUNT = " (@"  # stands behind the name of who posted
_ADDRESSES = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*$")
_ANNOUNCED = re.compile(
    r"\b(?:[Tt]weet\w*|Twitter|wrote|writes|posted|said|says|responded|replied|added|announced)\b[^.:?!\n]{0,80}:\s+(?=\S)"
)
_FEWEST_LETTERS = 3


class Post(NamedTuple):
    """A signed post: the account's name, what it says (one stretch for each paragraph), and its day if it has one."""

    name: Span
    words: tuple[Span, ...]
    day: Span | None


def is_signed(line: str) -> bool:
    """Tell whether ``line`` ends as a signed post does."""
    if ACCOUNT not in line:
        return False
    return any(match.end() == len(line.rstrip()) for match in _SIGNATURE.finditer(line))


def posts(text: str, paragraphs: Sequence[Paragraph]) -> list[Post]:
    """Return the signed posts in ``text``, in order; their words do not overlap."""
    found: list[Post] = []
    if ACCOUNT not in text:
        return found
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.span.start
        for match in _signatures(text, paragraph.span):
            own = _said(text, start, match.start(), closing=match.end() == paragraph.span.end)
            taken = found[-1].words[-1].end if found else 0
            words: tuple[Span, ...] = () if own is None else (own,)
            if not text[paragraph.span.start : own.start if own else match.start()].strip():
                words = (*_above(text, paragraphs[:index], taken, own), *words)
            if words:
                day = Span(*match.span("day")) if match["day"] else None
                found.append(Post(Span(*match.span("name")), words, day))
            start = match.end()
    return found


def _signatures(text: str, paragraph: Span) -> Iterator[re.Match[str]]:
    """Yield the signatures in a paragraph: one that something follows must have a day."""
    if text.find(ACCOUNT, *paragraph) < 0:
        return
    for match in _SIGNATURE.finditer(text, *paragraph):
        if match["day"] or match.end() == paragraph.end:
            yield match


def _said(text: str, start: int, end: int, *, closing: bool) -> Span | None:
    """Return what a post says that ends before ``end``, without the addresses behind it; None if that is unclear.

    It begins behind "Lee tweeted:", or else at ``start`` if its signature is ``closing`` the paragraph.
    """
    announced = [match.end() for match in _ANNOUNCED.finditer(text, start, end)]
    if not announced and not closing:
        return None
    start = announced[-1] if announced else start
    start += len(text[start:end]) - len(text[start:end].lstrip())
    addresses = _ADDRESSES.search(text, start, end)
    end = addresses.start() if addresses is not None else start + len(text[start:end].rstrip())
    worded = sum(map(str.isalpha, text[start:end])) >= _FEWEST_LETTERS
    return Span(start, end) if worded and end - start <= LONGEST else None


def _above(text: str, paragraphs: Sequence[Paragraph], taken: int, own: Span | None) -> list[Span]:
    """Return which of the last paragraphs belong to a post that goes on below them, by what of it is known to be its.

    Those up to a colon that announces it; without one, and with nothing else known, the last.
    """
    above: list[Span] = []
    room = LONGEST - (own.end - own.start if own else 0)
    for paragraph in reversed(paragraphs[-FARTHEST:]):
        if text[paragraph.span.end - 1] == ":":
            return above[::-1]
        room -= paragraph.span.end - paragraph.span.start
        if paragraph.kind != "body" or paragraph.span.start < taken or room < 0:
            break
        above.append(paragraph.span)
    return [] if own else above[:1]
