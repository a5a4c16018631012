"""What the network says of one article: the words that report, and which words belong to each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribune.annotate.network.pieces import Pieces
from attribune.annotate.network.session import Network, Scores
from attribune.annotate.tokens import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

CONTENT, SOURCE = 0, 1  # places of the roles in the network's scores


class Head(NamedTuple):
    """A token of a unit that reports, and how likely each token of the unit is its content or its source."""

    place: int
    probability: float
    content: NDArray[np.float64]
    source: NDArray[np.float64]


class _Linked(NamedTuple):
    probability: float
    start: int  # the piece at which the window begins
    roles: NDArray[np.float32]  # (pieces of the window, roles)


class Links:
    """The cue heads of one article with their links; overlapping windows agree on the one that sees more around."""

    def __init__(self, pieces: Pieces, scored: Sequence[Scores], network: Network) -> None:
        self._pieces = pieces
        self._heads: dict[int, _Linked] = {}
        sight: dict[int, int] = {}
        count = len(pieces.ids)
        for scores in scored:
            roles = network.links(scores)
            for row, place in enumerate(scores.at.tolist()):
                piece, seen = scores.start + place, _sight(scores, place, count)
                if seen > sight.get(piece, -1):
                    sight[piece] = seen
                    self._heads[piece] = _Linked(float(scores.heads[place]), scores.start, roles[row])
        self._order = sorted(self._heads)

    def heads(self, tokens: Sequence[Token]) -> list[Head]:
        """Return the heads among the tokens of a unit, in order, with the tokens' likelihoods of their roles."""
        first, last = self._pieces.within(tokens[0].start, tokens[-1].end)
        inside = self._order[bisect_left(self._order, first) : bisect_left(self._order, last)]
        if not inside:
            return []
        ranges = [self._range(token) for token in tokens]
        found: dict[int, Head] = {}
        for piece in inside:
            place = bisect_right([start for start, _ in ranges], piece) - 1
            head = self._head(max(place, 0), self._heads[piece], ranges)
            if head.place not in found or found[head.place].probability < head.probability:
                found[head.place] = head
        return [found[place] for place in sorted(found)]

    def _range(self, token: Token) -> tuple[int, int]:
        first, last = self._pieces.within(token.start, token.end)
        return first, max(first + 1, last)

    def _head(self, place: int, linked: _Linked, ranges: Sequence[tuple[int, int]]) -> Head:
        first = max(ranges[0][0], linked.start)  # what the window says of other units is not asked for
        roles = linked.roles[first - linked.start : ranges[-1][1] - linked.start]
        sums = np.concatenate([np.zeros((1, roles.shape[1])), np.cumsum(roles, axis=0, dtype=np.float64)])
        bounds = np.clip(np.array(ranges) - first, 0, len(roles))
        starts, ends = bounds[:, 0], bounds[:, 1]
        means = (sums[ends] - sums[starts]) / np.maximum(ends - starts, 1)[:, None]
        return Head(place, linked.probability, means[:, CONTENT], means[:, SOURCE])


def _sight(scores: Scores, place: int, count: int) -> int:
    """How many pieces a window holds on the narrower side of a place; an end of the article is no limit."""
    left = place if scores.start else count
    right = scores.end - scores.start - 1 - place if scores.end < count else count
    return min(left, right)
