"""Words and their normal forms: the one place that says when two spellings count as the same word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from attribune.model import Span

WORD = re.compile(r"[^\W_]+(?:[’'\-.&\u00ad][^\W_]+)*")
_VOWEL = re.compile("[aeiouy]")
SOFT_HYPHEN = "\u00ad"  # is seen only where a line ends at it
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", SOFT_HYPHEN: None})

_REMEMBERED = 1 << 15  # words
_Found = TypeVar("_Found")


class Remembered(dict[str, _Found]):
    """What a function says of words, each worked out once: faster than a cache, and of bounded size like one."""

    def __init__(self, work_out: Callable[[str], _Found]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, word: str) -> _Found:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = self._work_out(word)
        return found


class Word(NamedTuple):
    """A word of a text: where it stands (code points) and its normal form."""

    start: int
    end: int
    normal: str


@lru_cache(maxsize=16384)
def normalise(word: str) -> str:
    """Return the form under which words are compared: folded case, plain quotation marks, no accents.

    >>> normalise("Zélenskyy’s")
    "zelenskyy's"
    """
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.translate(_PLAIN))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what the inflected forms of a normalised English word share.

    A lighter cut than Porter's (1980, "An algorithm for suffix stripping"): possessives, plurals, ``-ed``, ``-ing``,
    ``-ly``, ``-ion`` after t or s and a final e go, a final y is i. Short words, words with anything but the letters
    a to z and those of other scripts come back as they are, less a possessive.

    >>> [stem(word) for word in ("clarify", "clarified", "striking", "strikes", "escalation", "escalate", "nato's")]
    ['clarifi', 'clarifi', 'strik', 'strik', 'escalat', 'escalat', 'nato']
    """
    word = word.removesuffix("'s").removesuffix("'")
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    word = _without_tense(_singular(word))
    if len(word) > 6 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 5 and word.endswith(("tion", "sion")):
        word = word[:-3]
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    return word[:-1] + "i" if len(word) > 2 and word[-1] == "y" else word


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes", "zes")) else word[:-1]


def _without_tense(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("ed") and len(word) == 4 and word[0] in "aeiou":
        return word[:-1]
    base = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") else word
    if base == word or len(base) < 3 or base.endswith("e") or _VOWEL.search(base) is None:
        return word
    doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
    return base[:-1] if doubled else base


def words(text: str, span: Span | None = None) -> Iterator[Word]:
    """Yield the words of ``text``, or of one span of it, in order; offsets are into ``text``."""
    start, end = span if span is not None else (0, len(text))
    for match in WORD.finditer(text, start, end):
        yield Word(match.start(), match.end(), normalise(match.group()))


def clip(text: str, *, limit: int) -> str:
    """Return ``text`` on one line of at most ``limit`` code points, with an ellipsis where it was cut."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
