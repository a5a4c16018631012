"""Words and their normal forms: the one place that says when two spellings count as the same word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from attribune.model import Span

WORD = re.compile(r"[^\W_]+(?:[’'\-.&][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})


class Word(NamedTuple):
    """A word of a text: where it stands (code points) and its normal form."""

    start: int
    end: int
    normal: str


@lru_cache(maxsize=65536)
def normalise(word: str) -> str:
    """Return the form under which words are compared: folded case, plain quotation marks, no accents.

    >>> normalise("Zélenskyy’s")
    "zelenskyy's"
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def words(text: str, span: Span | None = None) -> Iterator[Word]:
    """Yield the words of ``text``, or of one span of it, in order; offsets are into ``text``."""
    start, end = span if span is not None else (0, len(text))
    for match in WORD.finditer(text, start, end):
        yield Word(match.start(), match.end(), normalise(match.group()))


def clip(text: str, *, limit: int) -> str:
    """Return ``text`` on one line of at most ``limit`` code points, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
