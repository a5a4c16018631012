"""Shingles: the runs of five words of an article, each under a 64-bit key, by which articles that share text meet."""

from __future__ import annotations

from array import array
from functools import reduce
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribune.model import Annotation
from attribune.text import WORD, Remembered, normalise
from attribune.trace.blocks import Furniture, blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 5  # words
_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, with bits all over: neighbouring words mix well
_SIGN = np.uint64(1)
_NOTHING: Furniture = frozenset()


class Shingles(NamedTuple):
    """The shingles of one article: the place of each one's first word among the article's words, and its key."""

    places: NDArray[np.int64]
    keys: NDArray[np.int64]


def _hash(surface: str) -> int:
    """Return the hash of a word's normal form; the same on every machine and in every run."""
    normal = normalise(surface).replace(".", "")
    return int.from_bytes(blake2b(normal.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


_HASHES = Remembered(_hash)


def shingles(annotation: Annotation) -> Shingles:
    """Return the shingles of an article's headline and body; none runs over what interrupts these.

    Places are those that ``words.general_body`` gives the words: one after the other, and one for the end of every
    block. The key is a polynomial of the words' hashes modulo 2**64, without its last bit, as databases have no
    unsigned numbers.
    """
    text = annotation.article.text
    places, keys = [], []
    base = 0
    for start, end in blocks(annotation, _NOTHING):
        words = WORD.findall(text, start, end)
        if len(words) >= SHINGLE:
            keys.append(_keys(np.array(array("Q", map(_HASHES.__getitem__, words)))))
            places.append(np.arange(base, base + len(keys[-1]), dtype=np.int64))
        base += len(words) + 1
    if not keys:
        return Shingles(np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Shingles(np.concatenate(places), np.concatenate(keys))


def _keys(words: NDArray[np.uint64]) -> NDArray[np.int64]:
    last = len(words) - SHINGLE + 1
    shifted = (words[step : step + last] for step in range(SHINGLE))
    mixed: NDArray[np.uint64] = reduce(lambda key, word: key * _FACTOR + word, shifted)
    return (mixed >> _SIGN).astype(np.int64)
