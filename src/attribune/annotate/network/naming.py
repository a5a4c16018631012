"""What the network takes names for: people, organisations, places, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, get_args

import numpy as np

from attribune.annotate.network.pieces import Pieces
from attribune.annotate.network.session import Scores
from attribune.model import NameType, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

TYPES: tuple[NameType, ...] = get_args(NameType)
LEAST = 0.6  # a type less likely than this is not told


class Naming:
    """How likely each word piece of an article is part of a name of each type."""

    def __init__(self, pieces: Pieces, scored: Sequence[Scores]) -> None:
        self._pieces = pieces
        self._likely = np.zeros((len(pieces.ids), len(TYPES)))
        for scores in scored:
            self._likely[scores.start : scores.end] = _by_type(scores.names)

    def type_of(self, span: Span) -> NameType | None:
        """Return what a name is taken for, by the mean over its pieces; ``None`` if that is in doubt or not read."""
        first, last = self._pieces.within(*span)
        if first >= last:
            return None
        means = self._likely[first:last].mean(axis=0)
        best = int(means.argmax())
        return TYPES[best] if means[best] >= LEAST else None


def _by_type(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the likelihoods of the types; the tags are none, and beginning and inside of each type."""
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    tags: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return np.add(tags[:, 1::2], tags[:, 2::2])
