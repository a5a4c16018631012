"""Quotations with a name behind or below them: "“It stays.” — Orla Venn, harbour master", "Orla Venn, Harbour Courier".

A dash signs one quotation. A name and an outlet on a line of their own do so where that recurs, as it does in digests
of what others wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attribune.annotate.posts import Post
from attribune.model import Paragraph, Span

FEWEST_LINES = 2  # of names and outlets; a single one may be a byline
LONGEST = 1500  # code points of a signed quotation
_NAME = r"[A-Z][\w.'’-]*(?:\s(?:(?:al|bin|da|de|del|di|la|of|van|von)\s)*[A-Z][\w.'’-]*){1,6}"
_DASH = r"(?:--|[—–-])\s?"
_REST = r"(?:,\s[^\n]{1,140}|\s(?:at|in|on|to)\s[^\n]{1,100}|\s\([^\n]{1,60}\))?"
_BEHIND = re.compile(rf"(?P<words>[“\"][^\n]*[”\"])\s*{_DASH}(?P<name>{_NAME})(?P<rest>{_REST})\.?")
_BELOW = re.compile(rf"{_DASH}(?P<name>{_NAME})(?P<rest>{_REST})\.?")
_OUTLET = r"(?:[Tt]he\s)?[A-Z][\w.'’&-]*(?:\s(?:[A-Z&][\w.'’&-]*|of|and|the)){0,4}"
_OF_OUTLET = re.compile(rf"(?P<name>{_NAME}(?:\sand\s{_NAME})?),\s{_OUTLET}")
_SAID = re.compile(r"\b(?:add(?:s|ed)|sa(?:id|ys)|t(?:old|ells)|tweet(?:s|ed)|wrote|writes)\b")
_QUOTED = re.compile(r"[“\"][^\n]*[”\"…]")


def signed_quotations(text: str, paragraphs: Sequence[Paragraph]) -> list[Post]:
    """Return the signed quotations of ``text``, in order: a name and one stretch of words each."""
    by_dash = list(_by_dash(text, paragraphs))
    by_outlet = list(_by_outlet(text, paragraphs))
    found = [*by_dash, *(by_outlet if len(by_outlet) >= FEWEST_LINES else ())]
    return sorted(found, key=lambda post: post.words[0])


def _by_dash(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Post]:
    above: Paragraph | None = None
    for paragraph in paragraphs:
        behind = _BEHIND.fullmatch(text, *paragraph.span)
        below = _BELOW.fullmatch(text, *paragraph.span) if above is not None and _is_quoted(text, above) else None
        if behind is not None and _SAID.search(behind["rest"]) is None:
            yield Post(Span(*behind.span("name")), (Span(*behind.span("words")),), None)
        elif below is not None and above is not None and _SAID.search(below["rest"]) is None:
            yield Post(Span(*below.span("name")), (above.span,), None)
        above = paragraph


def _by_outlet(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Post]:
    for above, paragraph in pairwise(paragraphs):
        below = _OF_OUTLET.fullmatch(text, *paragraph.span) if _is_quoted(text, above) else None
        if below is not None:
            yield Post(Span(*below.span("name")), (above.span,), None)


def _is_quoted(text: str, paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a quotation and nothing else."""
    start, end = paragraph.span
    return end - start <= LONGEST and _QUOTED.fullmatch(text, start, end) is not None
