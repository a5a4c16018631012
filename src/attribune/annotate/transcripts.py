"""Transcripts: paragraphs that open with who speaks ("MARLOW: The ferry stays.") and hold nothing but what is said."""

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
_NAMED = re.compile(r"[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,3}(?=:\s)")

_ENDED = re.compile(r"[.?!…][\"'”’)\]]*\s*$")


class Turn(NamedTuple):
    """What one paragraph holds of a speech: who speaks, and what is said."""

    label: Span
    words: Span


def turns(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, Turn]:
    """Return the turns of a transcript by the index of their paragraph; none where the article is no transcript.

    Labels in capitals must be three, others must recur as well: a text with three headings is no transcript.
    """
    labels = {
        index: label
        for index, paragraph in enumerate(paragraphs)
        if paragraph.kind == "body" and (label := _label(text, paragraph.span)) is not None
    }
    names = Counter(_name(text, label) for label in labels.values())
    spoken = {i: label for i, label in labels.items() if _shouted(text, label) or names[_name(text, label)] > 1}
    if len(spoken) < FEWEST_TURNS or len({_name(text, label) for label in spoken.values()}) < 2:
        return {}
    if 2 * sum(_ENDED.search(text, *paragraphs[i].span) is not None for i in spoken) < len(spoken):
        return {}  # headings of one form: "Winner: Orla Venn"
    return _with_continuations(text, paragraphs, spoken)


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


def _with_continuations(text: str, paragraphs: Sequence[Paragraph], labels: dict[int, Span]) -> dict[int, Turn]:
    """Add the paragraphs without a label that stand between two turns: the speech before goes on."""
    found: dict[int, Turn] = {}
    places = sorted(labels)
    for place, following in zip(places, [*places[1:], places[-1]], strict=True):
        label = labels[place]
        found[place] = Turn(label, _stripped(text, label.end + 1, paragraphs[place].span.end))
        if following - place <= FARTHEST:
            for index in range(place + 1, following):
                if paragraphs[index].kind == "body":
                    found[index] = Turn(label, paragraphs[index].span)
    return {index: turn for index, turn in found.items() if turn.words.start < turn.words.end}


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
