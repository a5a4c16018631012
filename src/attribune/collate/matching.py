"""Which word of one wording stands for which of another, wherever in it: by meaning, so that order may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from attribune.collate.meaning import Meaning

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 0.4  # likeness of two words, each the other's nearest, from which one stands for the other
NEAR = 0.05  # that likeness gains where two words stand at the same part of their wordings


def matched(ours: Meaning, theirs: Meaning) -> list[tuple[int, int]]:
    """Return the pairs of words (numbers) that are each other's nearest and near enough, in order.

    That is the rule of SimAlign's "argmax" (Jalili Sabet et al., Findings of EMNLP 2020).
    """
    if not len(ours.words) or not len(theirs.words):
        return []
    table = ours.words @ theirs.words.T
    places = table + NEAR * (1 - _apart(len(ours.words), len(theirs.words)))
    there, here = places.argmax(axis=1), places.argmax(axis=0)
    return [(i, int(j)) for i, j in enumerate(there) if here[j] == i and table[i, j] >= LEAST]


def _apart(n: int, m: int) -> NDArray[np.float32]:
    """Return how far apart the words of two wordings stand, as parts of their lengths."""
    ours, theirs = np.arange(n, dtype=np.float32) / n, np.arange(m, dtype=np.float32) / m
    apart: NDArray[np.float32] = np.abs(ours[:, None] - theirs[None, :])
    return apart
