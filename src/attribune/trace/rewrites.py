"""Rewritten sentences: pairs of sentences that tell the same in other words, and the order they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from attribune.trace.lexicon import NAME
from attribune.trace.words import Body

SHORTEST = 6  # words
TELLING = 6  # units: words that tell less are not compared
COMMON = 10  # sentences: a stem that stands in more of them does not bring two together
HOLDERS = 4  # articles with the very same sentence that are compared with; the earliest
SHIFT = 32  # bits for a sentence's number beside another's
MASK = (1 << SHIFT) - 1
FIRST = 24  # units that the rarer stems of two sentences must share before they are compared in full
WEAK = 20  # score (units times how much of both sentences is shared) for a link of a chain
STRONG = 100  # ... and for a sentence on its own ...
STRONG_SHARE = 0.6  # ... of which so much is shared


class Line(NamedTuple):
    """What one sentence tells in the article's own words: its stems with their weights, and their sum."""

    stems: Mapping[str, int]
    weight: int


class Link(NamedTuple):
    """Sentence ``a`` of one article tells the same as sentence ``b`` of another (their indexes)."""

    a: int
    b: int
    score: float
    similarity: float


def links(bodies: Sequence[Body]) -> dict[tuple[int, int], list[Link]]:
    """Return the pairs of like sentences by the places of their articles (later, earlier), in order of place.

    Likeness is the weight of the stems that two sentences share, times the share of both that they make up (Dice).
    Only words outside quotations count: who quotes the same speech owes nobody anything.
    """
    lines, holders = _distinct(bodies)
    found: dict[tuple[int, int], list[Link]] = defaultdict(list)
    for one, two in _candidates(lines):
        score, similarity = _likeness(lines[one], lines[two])
        if score >= WEAK:
            for a, b in _crossed(holders[one], holders[two]):
                found[a.body, b.body].append(Link(a.sentence, b.sentence, score, similarity))
    for own in found.values():
        own.sort()
    return dict(found)


class _Place(NamedTuple):
    body: int
    sentence: int


def _distinct(bodies: Sequence[Body]) -> tuple[list[Line], list[list[_Place]]]:
    """Return the distinct sentences of a story and where each stands; copies are compared once."""
    seen: dict[tuple[str, bytes], int] = {}
    lines: list[Line] = []
    holders: list[list[_Place]] = []
    for place, body in enumerate(bodies):
        for index, (start, end) in enumerate(pairwise(body.sentences)):
            if end - start < SHORTEST:
                continue
            known = seen.setdefault((body.codes[start:end], body.own_weights[start:end]), len(lines))
            if known == len(lines):
                lines.append(_line(body, start, end))
                holders.append([])
            if len(holders[known]) < HOLDERS:
                holders[known].append(_Place(place, index))
    return lines, holders


def _line(body: Body, start: int, end: int) -> Line:
    stems = {
        code: weight if weight > NAME else weight // 2
        for code, weight in zip(body.stems(start, end), body.own_weights[start:end], strict=True)
        if weight >= TELLING
    }
    return Line(stems, sum(stems.values()))


def _candidates(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the pairs of sentences that share rarer stems of some weight."""
    index: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        for code in line.stems:
            index[code].append(place)
    shared: dict[int, int] = defaultdict(int)
    for code, places in index.items():
        if 1 < len(places) <= COMMON:
            for one, two in combinations(places, 2):
                shared[one << SHIFT | two] += lines[one].stems[code]
    return [(pair >> SHIFT, pair & MASK) for pair, weight in shared.items() if weight >= FIRST]


def _likeness(one: Line, two: Line) -> tuple[float, float]:
    # A word may tell less in one of them, where it is quoted; what they share is what both tell.
    shared = sum(min(one.stems[stem], two.stems[stem]) for stem in one.stems.keys() & two.stems.keys())
    dice = 2 * shared / (one.weight + two.weight)
    return shared * dice, dice


def _crossed(ones: Sequence[_Place], twos: Sequence[_Place]) -> Iterator[tuple[_Place, _Place]]:
    for one in ones:
        for two in twos:
            if one.body != two.body:
                yield (one, two) if one.body > two.body else (two, one)
