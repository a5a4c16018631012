"""Odd wordings: what a copy shares with one of several sources against another tells which of them it was made from.

Textual critics call these conjunctive readings: an error or a rare wording that two witnesses have and a third has not
shows that the two belong together (Maas, "Textkritik", 1927). What all witnesses have, or most, shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from attribune.trace.passages import LONG
from attribune.trace.shared import Pair, Piece
from attribune.trace.words import Body

TELLS = 12  # units: words that tell less are put in and left out by anybody ...
AGAINST = 12  # ... and of the others a copy must share so many more units with one source than with another


@dataclass(frozen=True, slots=True)
class Wording:
    """Which words of an article a source has too, as sets of words kept as bits."""

    compared: int  # the words that stand in passages the two share
    same: int  # ... of which the source has these


def wording(pair: Pair, place: int, bodies: Sequence[Body], pieces: Sequence[Piece]) -> Wording:
    """Return how the article at ``place`` words what it shares with the other one of the pair."""
    compared = same = 0
    a, b = bodies[pair.a].codes, bodies[pair.b].codes
    for piece in pieces:
        own, its = (a[piece.a_start : piece.a_end], b[piece.b_start : piece.b_end])
        start = piece.a_start
        if place != pair.a:
            own, its, start = its, own, piece.b_start
        compared |= _ones(len(own)) << start
        same |= _equal(own, its) << start
    return Wording(compared, same)


def _equal(own: str, its: str) -> int:
    if own == its:
        return _ones(len(own))
    if max(len(own), len(its)) > LONG:
        return 0
    steps = Levenshtein.opcodes(own, its)
    return sum(_ones(step.src_end - step.src_start) << step.src_start for step in steps if step.tag == "equal")


def _ones(size: int) -> int:
    return (1 << size) - 1


def against(one: Wording, other: Wording, body: Body) -> list[tuple[int, int]]:
    """Return the telling words that an article shares with one source where the other has different ones.

    They come as runs: the first word and the one after the last.
    """
    odd = one.same & other.compared & ~other.same
    return [(start, end) for start, end in _runs(odd) if body.tells(start, end) >= TELLS]


def prefers(one: Wording, other: Wording, body: Body) -> bool:
    """Tell whether an article is worded after one source and not after the other."""
    told, told_other = (
        sum(body.tells(start, end) for start, end in against(*both, body)) for both in ((one, other), (other, one))
    )
    return told - told_other >= AGAINST and told >= 2 * told_other


def _runs(bits: int) -> Iterator[tuple[int, int]]:
    place = 0
    while bits:
        gap = (bits & -bits).bit_length() - 1
        bits >>= gap
        size = (~bits & (bits + 1)).bit_length() - 1
        yield place + gap, place + gap + size
        bits >>= size
        place += gap + size
