"""Exact matches between articles: runs of words that two of them share, found through an index of word 5-grams."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from attribune.trace.lexicon import NAME
from attribune.trace.words import Body

SEED = 5  # words
SEED_WEIGHT = 16  # units: below it a shared run is a turn of phrase, not a trace
HOLDERS = 48  # places of one seed that are compared with; the earliest, so that all copies meet at their ancestors
STRIDE = 16  # words compared at once while a run goes on
_SHIFT = 24  # bits for a word's index beside the article's


class Match(NamedTuple):
    """A run of ``size`` words that stands in one article from word ``i`` and in another from word ``j``."""

    i: int
    j: int
    size: int


def matches(bodies: Sequence[Body]) -> dict[tuple[int, int], list[Match]]:
    """Return the runs of at least five words that two articles share, by the articles' places (later, earlier).

    Each run is maximal: the words before and after it differ. Runs of mere function words are left out, and a run
    that stands in very many articles is looked for in the first of them only, which keeps the work linear in the
    number of copies. The matches of a pair are ordered by place in the later article.
    """
    seeds = [_seeds(body) for body in bodies]
    shared = _index(seeds)
    found: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for place, own in enumerate(seeds):
        _match(place, own, bodies, shared, found)
    for own_matches in found.values():
        own_matches.sort()
    return dict(found)


def _seeds(body: Body) -> list[tuple[int, str]]:
    """Return the 5-grams that begin with a word that tells something, each with its place."""
    codes, last = body.codes, len(body.codes) - SEED
    return [(i, codes[i : i + SEED]) for i, weight in enumerate(body.weights) if weight > NAME and i <= last]


def _index(seeds: Sequence[Sequence[tuple[int, str]]]) -> dict[str, list[int]]:
    """Return the places of every seed that occurs twice or more, in order."""
    first: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for place, own in enumerate(seeds):
        base = place << _SHIFT
        for i, seed in own:
            earlier = first.setdefault(seed, base + i)
            if earlier != base + i:
                more.setdefault(seed, [earlier]).append(base + i)
    return {seed: places[:HOLDERS] for seed, places in more.items()}


def _match(
    place: int,
    seeds: Sequence[tuple[int, str]],
    bodies: Sequence[Body],
    shared: Mapping[str, list[int]],
    found: dict[tuple[int, int], list[Match]],
) -> None:
    base = place << _SHIFT
    body, codes = bodies[place], bodies[place].codes
    reach: dict[int, int] = {}  # per diagonal (place in the other less place here): how far it is matched
    for i, seed in seeds:
        places = shared.get(seed)
        if places is None:
            continue
        for other in places[: bisect_left(places, base)]:
            if reach.get(other - i, 0) > i:
                continue
            partner = other >> _SHIFT
            match = _extended(codes, bodies[partner].codes, i, other - (partner << _SHIFT))
            reach[other - i] = match.i + match.size
            if body.tells(match.i, match.i + match.size) >= SEED_WEIGHT:
                found[place, partner].append(match)


def _extended(codes: str, others: str, i: int, j: int) -> Match:
    """Return the longest run of equal words around a seed."""
    end = i + SEED
    limit = min(len(codes), i + len(others) - j)
    while end + STRIDE <= limit and codes.startswith(others[end - i + j : end - i + j + STRIDE], end):
        end += STRIDE
    while end < limit and codes[end] == others[end - i + j]:
        end += 1
    back = 0
    limit = min(i, j)
    while back < limit and codes[i - back - 1] == others[j - back - 1]:
        back += 1
    return Match(i - back, j - back, end - i + back)
