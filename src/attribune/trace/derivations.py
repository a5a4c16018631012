"""Derivations: from shared passages and credits to which article drew on which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from attribune.model import Article, Derivation, Evidence, Reuse
from attribune.trace.ancestors import (
    absent_from,
    as_bits,
    common_sources,
    credit_evidence,
    outside,
    share_of,
    sources_of,
)
from attribune.trace.directions import DECIDED, NEAR, Direction, direction
from attribune.trace.lexicon import UNITS
from attribune.trace.namings import Namings
from attribune.trace.outlets import same_outlet, site
from attribune.trace.shared import Pair, Piece
from attribune.trace.wires import Credit
from attribune.trace.wordings import Wording, against, prefers, wording
from attribune.trace.words import Body

PASSAGE = 36 * UNITS  # a passage that tells so much outside quotations is no chance ...
SENTENCE = 28 * UNITS  # ... nor is one that begins and ends with a sentence in both articles
SEVERAL = 55 * UNITS  # ... nor are three or more passages in order that tell so much together
LEAST_WORDS = 12  # that a further article must explain, beside ...
LEAST_SHARE = 0.015  # ... this share of the body, or
VERSION_SHARE = 0.2  # ... this one if what it shares is mostly explained already
SAME_OUTLET = 0.2  # share of the body: less between articles of one outlet is its own background
ANCESTORS = 3  # articles that one may be said to have drawn on
EQUAL = 0.95  # of the words that the best explains, for another to be as good
RIVALS = 8  # of those that explain as much, told apart by their wordings
SHOWN = 50  # passages given as evidence
ODD_SHOWN = 6  # ... and odd wordings
ODD_WORDING = "odd wording"


@dataclass(frozen=True, slots=True)
class _Candidate:
    direction: Direction
    words: int  # a set of words as bits: those of the article that stand in passages of its own words
    reuses: tuple[Reuse, ...]
    pair: Pair
    pieces: tuple[Piece, ...]  # by reuse
    odd: tuple[Odd, ...] = ()


@dataclass(frozen=True, slots=True)
class Odd:
    """Words that an article shares with the one it drew on where ``rival``, another article, has different ones."""

    start: int
    end: int
    rival: int


def derivations(
    story: str | None,
    bodies: Sequence[Body],
    pairs: Sequence[tuple[Pair, Sequence[Reuse]]],
    given: Sequence[Sequence[Credit]],
    namings: Namings,
) -> tuple[Derivation, ...]:
    """Return which articles of a story drew on which, and on which named sources outside it.

    ``story`` is its id; ``bodies`` and ``given`` are in its order; each pair has the reuse of each of its pieces.
    Of all articles that one shares passages with, only those are named that explain words which no better one
    explains: the one that shares most, among equals the credited, the surely earlier and the earliest in the
    story's order. So copies of one text point to one founder and not to each other, and those that print the text of a
    named source outside the story point to that source alone.
    """
    sources = sources_of([body.article for body in bodies], given)
    common, absent = common_sources(pairs, bodies, sources), absent_from(bodies, sources)
    candidates: dict[int, list[_Candidate]] = defaultdict(list)
    for (pair, reuses), names in zip(pairs, common, strict=True):
        candidate = _candidate(pair, reuses, bodies, given, namings, common=bool(names))
        if candidate is not None and (candidate.direction.credits or absent.isdisjoint(names)):
            candidates[candidate.direction.article].append(candidate)
    chosen = [one for place in sorted(candidates) for one in _explaining(candidates[place], bodies)]
    found = [_inside(story, one, bodies) for one in _without_circles(chosen)]
    found += outside(story, bodies, pairs, sources, common, absent=absent)
    places = {body.article.id: place for place, body in enumerate(bodies)}
    return tuple(sorted(found, key=lambda d: (places[d.article], d.drew_on or "", d.drew_on_name or "")))


def _candidate(
    pair: Pair,
    reuses: Sequence[Reuse],
    bodies: Sequence[Body],
    given: Sequence[Sequence[Credit]],
    namings: Namings,
    *,
    common: bool,
) -> _Candidate | None:
    """Return the pair with its direction, None if what it shares shows no copying."""
    kept = [place for place, piece in enumerate(pair.pieces) if not piece.quoted]
    enough = _enough([pair.pieces[place] for place in kept], pair, bodies)
    marked = any(_taken_into_marks(piece, bodies[pair.a]) for piece in pair.pieces)
    if not (enough or marked or given[pair.a] or given[pair.b]):
        return None
    way = direction(pair, bodies, given, namings, common=common)
    if not enough:
        named = any(credit.kind != "naming" for credit in way.credits)
        if not (named or (marked and way.credits)):
            return None
        kept = list(range(len(pair.pieces))) if named else kept
    pieces = [pair.pieces[place] for place in kept]
    spans = [(p.a_start, p.a_end) if way.article == pair.a else (p.b_start, p.b_end) for p in pieces]
    words = as_bits(spans)
    body, other = bodies[way.article], bodies[way.drew_on]
    if _same_house(body.article, other.article) and words.bit_count() < SAME_OUTLET * body.size:
        return None
    return _Candidate(way, words, tuple(reuses[place] for place in kept), pair, tuple(pieces))


def _same_house(one: Article, two: Article) -> bool:
    """Whether two articles appeared in one outlet or on one site."""
    named = one.outlet is not None and two.outlet is not None and same_outlet(one.outlet, two.outlet)
    return named or (bool(one.url and two.url) and site(one.url or "") == site(two.url or "") is not None)


def _enough(own: Sequence[Piece], pair: Pair, bodies: Sequence[Body]) -> bool:
    """Whether what two articles share in their own words is more than chance, stock phrases and plain facts."""
    a, b = bodies[pair.a], bodies[pair.b]
    near = [piece for piece in own if piece.similarity >= NEAR]
    if any(piece.own >= PASSAGE or (piece.own >= SENTENCE and _whole_sentences(piece, a, b)) for piece in near):
        return True
    return min(len(own), pair.in_order) >= 3 and sum(piece.own for piece in own) >= SEVERAL


def _taken_into_marks(piece: Piece, a: Body) -> bool:
    """Whether one article quotes so much of what the other says itself that it is no chance."""
    return piece.quoted_a != piece.quoted_b and a.tells(piece.a_start, piece.a_end) >= PASSAGE


def _whole_sentences(piece: Piece, a: Body, b: Body) -> bool:
    edges = ((a, piece.a_start), (a, piece.a_end), (b, piece.b_start), (b, piece.b_end))
    return all(body.begins_sentence(place) for body, place in edges)


def _explaining(candidates: Sequence[_Candidate], bodies: Sequence[Body]) -> list[_Candidate]:
    """Return the few candidates that together explain what an article shares, best first (greedy set cover).

    A further version of a text that is explained already must explain much more, another text only a sentence.
    """
    chosen: list[_Candidate] = []
    left = list(candidates)
    size = bodies[candidates[0].direction.article].size
    explained = 0
    while left and len(chosen) < ANCESTORS:
        gains = [_gain(one.words, explained, size) for one in left]
        best = max(gains)
        if not best:
            break
        equal = [one for one, gain in zip(left, gains, strict=True) if gain >= EQUAL * best]
        pick = _picked(sorted(equal, key=_preference)[:RIVALS], bodies)
        chosen.append(pick)
        explained |= pick.words
        left = [one for one in left if one.pair is not pick.pair]
    return chosen


def _picked(equal: Sequence[_Candidate], bodies: Sequence[Body]) -> _Candidate:
    """Return the first candidate, unless the article is worded after another one of them that comes as surely first."""
    if len(equal) == 1:
        return equal[0]
    first = equal[0]
    article = first.direction.article
    body = bodies[article]
    worded = [wording(one.pair, article, bodies, one.pieces) for one in equal]
    best, last = 0, len(equal) - 1
    for place in range(1, len(equal)):
        if _as_sure(equal[place], first) and prefers(worded[place], worded[best], body):
            best = place
    rival = 0 if best else max(range(1, last + 1), key=lambda place: _told(worded[0], worded[place], body))
    odd = against(worded[best], worded[rival], body) if prefers(worded[best], worded[rival], body) else []
    where = equal[rival].direction.drew_on
    return replace(equal[best], odd=tuple(Odd(start, end, where) for start, end in odd[:ODD_SHOWN]))


def _told(one: Wording, other: Wording, body: Body) -> int:
    return sum(body.tells(start, end) for start, end in against(one, other, body))


def _as_sure(one: _Candidate, other: _Candidate) -> bool:
    """Whether what is known of their credits and their order speaks no less for the one than for the other."""
    return _preference(one)[:2] <= _preference(other)[:2]


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


def _inside(story: str | None, one: _Candidate, bodies: Sequence[Body]) -> Derivation:
    way = one.direction
    body, ancestor = bodies[way.article], bodies[way.drew_on].article
    article = body.article
    passages = [
        Evidence("passage", article.id, reuse.b_span if reuse.b == article.id else reuse.a_span, reuse.id)
        for reuse in one.reuses[:SHOWN]
    ]
    odd = [
        Evidence(ODD_WORDING, article.id, body.span(one.start, one.end), f"not in {_name(bodies[one.rival].article)}")
        for one in one.odd
    ]
    return Derivation(
        story=story,
        article=article.id,
        drew_on=ancestor.id,
        drew_on_name=ancestor.outlet,
        share=share_of(one.words, body),
        confidence=way.confidence,
        evidence=(*passages, *credit_evidence(article.id, way.credits), *odd),
    )


def _name(article: Article) -> str:
    return article.outlet or article.id
