"""What two wordings share, word for word."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from attribune.collate.wording import Wording

Relation = Literal["same", "unknown", "different"]

COMPARED = 2000  # words of a statement whose order is compared; the table for two grows with their product


class Evidence(NamedTuple):
    """What two wordings share. Weights are in nats of rarity: a rare word has about 6, a name in the news 2."""

    shared: float  # weight of the telling words that both have
    contained: float  # its part of the weight of the one that weighs less
    common: float  # its part of the weight of both (Dice's coefficient)
    sequence: float  # part of the words of the shorter one that stand in the longer one in the same order
    unbroken: float  # weight of the heaviest stretch of words that both have, common words included
    words: int  # of the shorter one


def relation(a: str | None, b: str | None) -> Relation:
    """Return how two actors, either of them perhaps unknown, relate."""
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "different"


def evidence(a: Wording, b: Wording) -> Evidence:
    """Return what two wordings share."""
    small, large = (a, b) if len(a.weights) <= len(b.weights) else (b, a)
    other = large.weights
    shared = sum([weight for key, weight in small.weights.items() if key in other])
    words = max(1, min(len(a.code), len(b.code), COMPARED))
    blocks = LCSseq.opcodes(a.code[:COMPARED], b.code[:COMPARED]).as_matching_blocks()
    return Evidence(
        shared=shared,
        contained=shared / (min(a.weight, b.weight) or 1.0),
        common=2 * shared / ((a.weight + b.weight) or 1.0),
        sequence=sum([block.size for block in blocks]) / words,
        unbroken=max([sum(a.worth[block.a : block.a + block.size]) for block in blocks]),
        words=words,
    )
