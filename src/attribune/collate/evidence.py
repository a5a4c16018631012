"""What two wordings share, word for word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from attribune.collate.wording import Wording, telling

COMPARED = 2000  # words of a statement whose order is compared; the table for two grows with their product


class Evidence(NamedTuple):
    """What two wordings share. Weights are in nats of rarity: a rare word has about 6, a name in the news 2."""

    shared: float  # weight of the telling words that both have
    contained: float  # its part of the weight of the one that weighs less
    common: float  # its part of the weight of both (Dice's coefficient)
    sequence: float  # part of the words of the shorter one that stand in the longer one in the same order
    unbroken: float  # weight of the heaviest stretch of words that both have, common words included
    words: int  # of the shorter one


def evidence(a: Wording, b: Wording) -> Evidence:
    """Return what two wordings share."""
    small, large = (a, b) if len(a.weights) <= len(b.weights) else (b, a)
    other = large.weights
    shared = sum([weight for key, weight in small.weights.items() if key in other])
    return _evidence(shared, (a.weight, b.weight), a.code[:COMPARED], b.code[:COMPARED], a.worth)


def part_evidence(a: Wording, ours: tuple[int, int], b: Wording, theirs: tuple[int, int]) -> Evidence:
    """Return what two stretches of words (numbers, half-open) of two wordings share."""
    first, second = _weights(a, ours), _weights(b, theirs)
    weights = math.fsum(first.values()), math.fsum(second.values())
    shared = math.fsum(weight for key, weight in first.items() if key in second)
    return _evidence(shared, weights, a.code[slice(*ours)], b.code[slice(*theirs)], a.worth[slice(*ours)])


def _weights(one: Wording, part: tuple[int, int]) -> dict[str, float]:
    keys = [telling(normal) for normal in one.normals[slice(*part)]]
    return {key: one.weights[key] for key in keys if key is not None}


def _evidence(shared: float, weights: tuple[float, float], ours: str, theirs: str, worth: Sequence[float]) -> Evidence:
    """Return what two runs of words share, ``worth`` being what each of ours is worth, common ones too."""
    words = max(1, min(len(ours), len(theirs)))
    blocks = LCSseq.opcodes(ours, theirs).as_matching_blocks()
    return Evidence(
        shared=shared,
        contained=shared / (min(weights) or 1.0),
        common=2 * shared / (sum(weights) or 1.0),
        sequence=sum([block.size for block in blocks]) / words,
        unbroken=max([sum(worth[block.a : block.a + block.size]) for block in blocks]),
        words=words,
    )
