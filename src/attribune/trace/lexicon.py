"""The words of a story: one character for each, and how much each tells."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import log2
from typing import NamedTuple

from attribune.data import lines
from attribune.text import normalise, stem

UNITS = 4  # weights are kept in quarters of a bit
RAREST = 40  # units: no word tells more than this, or one odd name would make a passage
NAME = 8  # units: capitalised words recur in every article on an event, copied or not
DOCUMENTS = 10_000  # the scale of the shipped document frequencies
SENTENCE = 25  # words: turns counts of words into rough counts of sentences
LEAST_SENTENCES = 60  # a shorter story says little about which words are rare in it
FIRST = 0x100  # the first character given to a word
DISTINCT = 0x100000  # words that get a character of their own
SEPARATORS = 0x10FFFF  # characters from here down belong to no word


class Weights(NamedTuple):
    """What the words of a story tell, in units: as they are written, with capitals as names.

    ``plain`` is what those of general English tell without that, by character: at the beginning of a sentence a
    capital says nothing. ``stems`` leads from each character to the one of its stem.
    """

    written: Mapping[str, int]
    plain: Mapping[str, int]
    stems: Mapping[int, str]


class Lexicon(dict[str, str]):
    """From every word of a story as it is written to its character; new ones are entered when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.codes: dict[str, str] = {}  # by normal form
        self.entries: dict[str, _Entry] = {}  # by character
        self.first: dict[str, str] = {}  # the character of the word that came first, by stem
        self.stems: dict[int, str] = {}  # ... by each word's character

    def __missing__(self, surface: str) -> str:
        entry = _entry(surface)
        code = self.codes.get(entry.normal)
        if code is None:
            # Past a million distinct words two of them share a character rather than none being left.
            code = chr(FIRST + len(self.codes) % DISTINCT)
            self.codes[entry.normal] = code
            self.entries[code] = entry
            self.stems[ord(code)] = self.first.setdefault(entry.stem, code)
        self[surface] = code
        return code

    def weigh(self, texts: Sequence[str]) -> Weights:
        """Return what the words of the story tell, ``texts`` being all of it in characters.

        A word tells as many bits as it is rare in general English, or in this story where it is commoner there.
        One with capitals is taken for a name.
        """
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(text)
        by_stem: dict[str, int] = defaultdict(int)
        for code, entry in self.entries.items():
            by_stem[entry.stem] += counts[code]
        size = max(LEAST_SENTENCES, sum(counts.values()) / SENTENCE)
        here = {count: round(UNITS * log2(1 + size / max(1, count))) for count in set(by_stem.values())}
        units = {code: min(entry.units, here[by_stem[entry.stem]]) for code, entry in self.entries.items()}
        written = {
            surface: units[code] if surface.islower() else min(NAME, units[code]) for surface, code in self.items()
        }
        written[""] = 0  # what stands for the end of a block
        plain = {code: units[code] for code, entry in self.entries.items() if entry.common}
        return Weights(written, plain, self.stems)


class GeneralLexicon(Lexicon):
    """A lexicon that says besides what its words tell by being rare in general English, whatever is beside them."""

    def __init__(self) -> None:
        super().__init__()
        self._units: dict[str, int] = {"": 0}
        self._plain: dict[str, int] = {}
        self.weights = Weights(self._units, self._plain, self.stems)  # of the words entered so far

    def __missing__(self, surface: str) -> str:
        code = super().__missing__(surface)
        entry = self.entries[code]
        self._units[surface] = entry.units if surface.islower() else min(NAME, entry.units)
        if entry.common:
            self._plain[code] = entry.units
        return code


class _Entry(NamedTuple):
    normal: str
    stem: str
    units: int  # what the word tells in general English
    common: bool  # one of general English, which those mostly written with a capital are not


@lru_cache(maxsize=16384)
def _entry(surface: str) -> _Entry:
    normal = normalise(surface).replace(".", "")
    word = stem(normal)
    return _Entry(normal, word, min(RAREST, round(UNITS * general_bits(word))), word in _document_frequencies())


@cache
def _document_frequencies() -> Mapping[str, int]:
    rows = (line.split() for line in lines("document_frequencies.txt"))
    return {word: int(count) for word, count in rows}


@lru_cache(maxsize=16384)
def general_bits(word: str) -> float:
    """Return how many bits a stem tells by being rare in general English; 0 for one that stands everywhere."""
    return log2(DOCUMENTS / _document_frequencies().get(word, 1))


def separator(place: int) -> str:
    """Return the character that ends the blocks of the article at that place of the story; no word has it."""
    return chr(SEPARATORS - place % (SEPARATORS - FIRST - DISTINCT))
