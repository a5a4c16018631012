"""Word pieces of the parts of a text that are read, with their capitals, and the windows the network sees."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from attribune.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LENGTH = 224  # word pieces of a window
OVERLAP = 24  # word pieces that a window shares with the next where it cuts a sentence

_WORD = re.compile(r"\w+")


class Pieces(NamedTuple):
    """Word pieces in order: ids, classes of capitals, and the places in the text where each starts and ends."""

    ids: list[int]
    cases: list[int]
    starts: list[int]
    ends: list[int]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Return ``[first, last)`` of the pieces that have a place in common with a stretch of the text."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def case_of(word: str) -> int:
    """Return the class of a word's capitals: 0 none, 1 the first letter, 2 all letters, 3 some others.

    The tokenizer folds case, and names show by their capitals.
    """
    if word.islower() or not any(letter.isalpha() for letter in word):
        return 0
    if len(word) > 1 and word.isupper():
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


@cache
def tokenizer() -> Tokenizer:
    """Return the encoder's tokenizer, without truncation or padding."""
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_str(files("attribune.data").joinpath("tokenizer.json").read_text(encoding="utf-8"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


def pieces(text: str, parts: Sequence[Span], *, using: Tokenizer | None = None) -> Pieces:
    """Return the word pieces of the parts of a text, one after the other."""
    out = Pieces([], [], [], [])
    split = using or tokenizer()
    for part in parts:
        stretch = text[part.start : part.end]
        encoding = split.encode(stretch, add_special_tokens=False)
        cases = bytearray(len(stretch))
        for match in _WORD.finditer(stretch):
            kind = case_of(match.group())
            if kind:
                cases[match.start() : match.end()] = bytes([kind]) * (match.end() - match.start())
        out.ids.extend(encoding.ids)
        cases.append(0)  # for a piece of nothing at the end
        offsets = encoding.offsets  # made anew whenever it is asked for
        out.cases.extend([cases[start] for start, _ in offsets])
        out.starts.extend([part.start + start for start, _ in offsets])
        out.ends.extend([part.start + end for _, end in offsets])
    return out


def cuts(count: int, breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield ``[start, end)`` of windows over ``count`` pieces that begin and end at ``breaks``, of like length.

    ``breaks`` are the places, in order, where a sentence begins: no attribution reaches over one, so that windows
    need not overlap. Only a sentence longer than a window is cut, into windows that do.
    """
    start = 0
    while count - start > LENGTH:
        left = count - start
        aim = start + left / math.ceil(left / LENGTH)
        near = breaks[bisect_right(breaks, start) : bisect_right(breaks, start + LENGTH)]
        if near:
            end = min(near, key=lambda place: abs(place - aim))
            yield start, end
            start = end
        else:
            yield start, start + LENGTH
            start += LENGTH - OVERLAP
    if start < count:
        yield start, count
