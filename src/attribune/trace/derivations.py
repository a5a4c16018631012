"""Derivations: from shared passages and credits to which article drew on which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attribune.model import Derivation, Evidence, Reuse, Story
from attribune.trace.ancestors import (
    absent_from,
    as_bits,
    credit_evidence,
    outside,
    printers,
    share_of,
    sources_of,
)
from attribune.trace.directions import DECIDED, Direction, direction
from attribune.trace.lexicon import UNITS
from attribune.trace.outlets import same_outlet
from attribune.trace.shared import Pair, Piece
from attribune.trace.wires import Credit
from attribune.trace.words import Body

PASSAGE = 36 * UNITS  # a passage that tells so much outside quotations is no chance ...
SENTENCE = 28 * UNITS  # ... nor is one that begins and ends with a sentence in both articles
NEAR = 0.66  # similarity: one sentence in quite other words may tell the same fact
SEVERAL = 55 * UNITS  # ... nor are three or more passages in order that tell so much together
LEAST_WORDS = 12  # that a further article must explain, beside ...
LEAST_SHARE = 0.015  # ... this share of the body, or
VERSION_SHARE = 0.2  # ... this one if what it shares is mostly explained already
SAME_OUTLET = 0.2  # share of the body: less between articles of one outlet is its own background
ANCESTORS = 3  # articles that one may be said to have drawn on
EQUAL = 0.95  # of the words that the best explains, for another to be as good
SHOWN = 50  # passages given as evidence


@dataclass(frozen=True, slots=True)
class _Candidate:
    direction: Direction
    words: int  # a set of words as bits: those of the article that stand in passages of its own words
    reuses: tuple[Reuse, ...]


def derivations(
    story: Story,
    bodies: Sequence[Body],
    pairs: Sequence[tuple[Pair, Sequence[Reuse]]],
    given: Sequence[Sequence[Credit]],
) -> tuple[Derivation, ...]:
    """Return which articles of a story drew on which, and on which named sources outside it.

    ``bodies`` and ``given`` are in the story's order; each pair comes with the reuse of each of its pieces.
    Of all articles that one shares passages with, only those are named that explain words which no better one
    explains: the one that shares most, among equals the credited, the surely earlier and the earliest in the
    story's order. So copies of one text point to one founder and not to each other, and those that print the text of a
    named source outside the story point to that source alone.
    """
    sources = sources_of([body.article for body in bodies], given)
    printed, absent = printers(pairs, bodies, sources), absent_from(bodies, sources)
    candidates: dict[int, list[_Candidate]] = defaultdict(list)
    for pair, reuses in pairs:
        common = printed[pair.a] & printed[pair.b]
        candidate = _candidate(pair, reuses, bodies, given, common=bool(common))
        if candidate is not None and (candidate.direction.credits or absent.isdisjoint(common)):
            candidates[candidate.direction.article].append(candidate)
    chosen = [one for place in sorted(candidates) for one in _explaining(candidates[place], bodies[place])]
    found = [_inside(story, one, bodies) for one in _without_circles(chosen)]
    found += outside(story, bodies, pairs, sources, printed, absent=absent)
    places = {body.article.id: place for place, body in enumerate(bodies)}
    return tuple(sorted(found, key=lambda d: (places[d.article], d.drew_on or "", d.drew_on_name or "")))


def _candidate(
    pair: Pair,
    reuses: Sequence[Reuse],
    bodies: Sequence[Body],
    given: Sequence[Sequence[Credit]],
    *,
    common: bool,
) -> _Candidate | None:
    """Return the pair with its direction, None if what it shares shows no copying."""
    kept = [place for place, piece in enumerate(pair.pieces) if not piece.quoted]
    enough = _enough([pair.pieces[place] for place in kept], pair, bodies)
    if not enough and not (given[pair.a] or given[pair.b]):
        return None
    way = direction(pair, bodies, given, common=common)
    if not enough:
        if not way.credits:
            return None
        kept = list(range(len(pair.pieces)))
    pieces = [pair.pieces[place] for place in kept]
    spans = [(p.a_start, p.a_end) if way.article == pair.a else (p.b_start, p.b_end) for p in pieces]
    words = as_bits(spans)
    body, other = bodies[way.article], bodies[way.drew_on]
    if _same(body.article.outlet, other.article.outlet) and words.bit_count() < SAME_OUTLET * body.size:
        return None
    return _Candidate(way, words, tuple(reuses[place] for place in kept))


def _same(one: str | None, two: str | None) -> bool:
    return one is not None and two is not None and same_outlet(one, two)


def _enough(own: Sequence[Piece], pair: Pair, bodies: Sequence[Body]) -> bool:
    """Whether what two articles share in their own words is more than chance, stock phrases and plain facts."""
    a, b = bodies[pair.a], bodies[pair.b]
    near = [piece for piece in own if piece.similarity >= NEAR]
    if any(piece.own >= PASSAGE or (piece.own >= SENTENCE and _whole_sentences(piece, a, b)) for piece in near):
        return True
    return min(len(own), pair.in_order) >= 3 and sum(piece.own for piece in own) >= SEVERAL


def _whole_sentences(piece: Piece, a: Body, b: Body) -> bool:
    edges = ((a, piece.a_start), (a, piece.a_end), (b, piece.b_start), (b, piece.b_end))
    return all(body.begins_sentence(place) for body, place in edges)


def _explaining(candidates: Sequence[_Candidate], body: Body) -> list[_Candidate]:
    """Return the few candidates that together explain what an article shares, best first (greedy set cover).

    A further version of a text that is explained already must explain much more, another text only a sentence.
    """
    chosen: list[_Candidate] = []
    left = list(candidates)
    explained = 0
    while left and len(chosen) < ANCESTORS:
        gains = [_gain(one.words, explained, body.size) for one in left]
        best = max(gains)
        if not best:
            break
        equal = [one for one, gain in zip(left, gains, strict=True) if gain >= EQUAL * best]
        pick = min(equal, key=_preference)
        chosen.append(pick)
        explained |= pick.words
        left.remove(pick)
    return chosen


def _gain(words: int, explained: int, size: int) -> int:
    """Return how many words a candidate explains that are not explained yet, 0 if too few."""
    new = (words & ~explained).bit_count()
    version = new * 2 < words.bit_count()
    return new if new >= max(LEAST_WORDS, (VERSION_SHARE if version else LEAST_SHARE) * size) else 0


def _preference(candidate: _Candidate) -> tuple[bool, bool, int]:
    way = candidate.direction
    return (not way.credits, way.confidence < DECIDED, way.drew_on)


def _without_circles(chosen: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates, surest first, without those that would make an article its own ancestor."""
    drew_on: dict[int, list[int]] = defaultdict(list)
    kept = []
    for one in sorted(chosen, key=lambda c: (-c.direction.confidence, c.direction.article, c.direction.drew_on)):
        article, ancestor = one.direction.article, one.direction.drew_on
        if not _reaches(ancestor, article, drew_on):
            drew_on[article].append(ancestor)
            kept.append(one)
    return kept


def _reaches(start: int, goal: int, drew_on: Mapping[int, Sequence[int]]) -> bool:
    seen, todo = {start}, [start]
    while todo:
        place = todo.pop()
        if place == goal:
            return True
        for ancestor in drew_on.get(place, ()):
            if ancestor not in seen:
                seen.add(ancestor)
                todo.append(ancestor)
    return False


def _inside(story: Story, one: _Candidate, bodies: Sequence[Body]) -> Derivation:
    way = one.direction
    body, ancestor = bodies[way.article], bodies[way.drew_on].article
    article = body.article
    passages = [
        Evidence("passage", article.id, reuse.b_span if reuse.b == article.id else reuse.a_span, reuse.id)
        for reuse in one.reuses[:SHOWN]
    ]
    return Derivation(
        story=story.id,
        article=article.id,
        drew_on=ancestor.id,
        drew_on_name=ancestor.outlet,
        share=share_of(one.words, body),
        confidence=way.confidence,
        evidence=(*passages, *credit_evidence(article.id, way.credits)),
    )
