"""Transcripts: paragraphs that open with who speaks ("MARLOW: The ferry stays.") and hold nothing but what is said.

Some run on within one paragraph: "MARLOW: The ferry stays. VENN: For how long?"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from attribune.model import Paragraph, Span

FEWEST_TURNS = 3  # fewer labels are headings or lists
LONGEST_LABEL = 40  # code points
FARTHEST = 3  # paragraphs that a turn may go on for without a label
_SHOUTED = re.compile(r"(?:[A-Z][A-Z.'’\-]+,?\s?){1,5}(?:\([^()\n]{1,30}\))?(?=:\s)")
_LATER = re.compile(rf"(?<=[.?!…”\"’)\]—-]\s)(?<![ap]\.m\.\s)(?=[^\n:(]{{3}}){_SHOUTED.pattern}")
_NAMED = re.compile(r"[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3}(?=:\s)")

_ENDED = re.compile(r"[.?!…][\"'”’)\]]*\s*$")


class Turn(NamedTuple):
    """One speech, or what one paragraph holds of it: who speaks, and what is said."""

    label: Span
    words: Span


def turns(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, tuple[Turn, ...]]:
    """Return the turns of a transcript by the index of their paragraph; none where the article is no transcript.

    Labels in capitals must be three, others must recur as well: a text with three headings is no transcript.
    """
    labels = {index: found for index, one in enumerate(paragraphs) if (found := _labels(text, one))}
    names = Counter(_name(text, label) for found in labels.values() for label in found)
    spoken = {
        index: kept
        for index, found in labels.items()
        if (kept := [label for label in found if _shouted(text, label) or names[_name(text, label)] > 1])
    }
    kept = [label for found in spoken.values() for label in found]
    if len(kept) < FEWEST_TURNS or len({_name(text, label) for label in kept}) < 2:
        return {}
    if 2 * sum(_ENDED.search(text, *paragraphs[i].span) is not None for i in spoken) < len(spoken):
        return {}  # headings of one form: "Winner: Orla Venn"
    return _with_continuations(text, paragraphs, spoken)


def _labels(text: str, paragraph: Paragraph) -> list[Span]:
    """Return the labels of a paragraph: the one that it opens with, and those in capitals behind a sentence."""
    if paragraph.kind != "body" or text.find(":", *paragraph.span) < 0:
        return []
    first = _label(text, paragraph.span)
    later = [Span(*match.span()) for match in _LATER.finditer(text, *paragraph.span)]
    return [first, *later] if first is not None else later


def _label(text: str, span: Span) -> Span | None:
    end = min(span.end, span.start + LONGEST_LABEL)
    if text.find(":", span.start, end) < 0:
        return None
    for pattern in (_SHOUTED, _NAMED):
        match = pattern.match(text, span.start, end)
        if match is not None:
            return Span(*match.span())
    return None


def _name(text: str, label: Span) -> str:
    return text[label.start : label.end].partition("(")[0].strip().upper()


def _shouted(text: str, label: Span) -> bool:
    return text[label.start : label.end].partition("(")[0].isupper()


def _with_continuations(
    text: str, paragraphs: Sequence[Paragraph], labels: dict[int, list[Span]]
) -> dict[int, tuple[Turn, ...]]:
    """Add the paragraphs without a label that stand between two turns: the speech before goes on."""
    found: dict[int, list[Turn]] = {}
    places = sorted(labels)
    for place, following in zip(places, [*places[1:], places[-1]], strict=True):
        ends = [*(label.start for label in labels[place][1:]), paragraphs[place].span.end]
        found[place] = [
            Turn(label, _stripped(text, label.end + 1, end)) for label, end in zip(labels[place], ends, strict=True)
        ]
        if following - place <= FARTHEST:
            for index in range(place + 1, following):
                if paragraphs[index].kind == "body":
                    found[index] = [Turn(labels[place][-1], paragraphs[index].span)]
    told = {index: tuple(turn for turn in one if turn.words.start < turn.words.end) for index, one in found.items()}
    return {index: one for index, one in told.items() if one}


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
