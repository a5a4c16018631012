"""Shared passages: exact matches chained over small edits, and cut to the words that both articles share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from attribune.trace.lexicon import UNITS
from attribune.trace.seeds import Match
from attribune.trace.words import Body

OPEN = 4  # passages that a match may go on with; nearer ones first
GAP = 9  # words changed, dropped or added between two matches of one passage
WIDE = 30  # ... if so much of it is the same, in runs too short to be matches
ALIKE = 0.5
STRAY = 3  # words of a sentence at a passage's end that may stand there by chance
WINDOW = 14  # words looked at past the last exact match
MISS = 6  # units that a word without a partner costs while an end is extended
LEAST = 3  # units that any equal word is worth there
PASSAGE_WORDS = 7
PASSAGE_WEIGHT = 24 * UNITS
QUOTED_WEIGHT = 14 * UNITS
PROMISING = 0.66  # of the least weight: a chain that tells less will not get there by longer ends
MUCH = 100  # words: of articles that share so much, any whole sentence that they have in common counts
LONG = 4096  # words: longer passages are not aligned again to learn how similar they are


class Passage(NamedTuple):
    """Words ``a_start`` up to ``a_end`` of one article beside words ``b_start`` up to ``b_end`` of another."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    similarity: float
    weight: int  # units told by the words they share


def passages(a: Body, b: Body, matches: Sequence[Match]) -> list[Passage]:
    """Return the passages that two articles share, given their exact matches in order of place in ``a``.

    Matches a few words apart are one passage (seed and chain, as in passim: Smith, Cordell and Mullen 2015,
    "Computational methods for uncovering reprinted texts in antebellum newspapers"). Ends are extended over single
    changed words, and cut back where they only just run into a sentence that goes on differently. No two passages
    share most of their words in either article.
    """
    if len(matches) == 1 and not _promising(a, matches):  # most pairs: one turn of phrase in common
        return []
    chains = _chains(a, b, matches)
    trimmed = (_trimmed(a, b, chain) for chain in chains if _promising(a, chain))
    found = [_measured(a, b, chain) for chain in trimmed if chain]
    found = [passage for passage in found if _tells(a, b, passage)]
    if len(found) < len(chains) and sum(passage.a_end - passage.a_start for passage in found) >= MUCH:
        rest = (_measured(a, b, chain) for chain in chains if _whole(a, b, chain))
        found = sorted({*found, *(passage for passage in rest if not _within(passage, found))})
    return _apart(a, b, found) if len(found) > 1 else found


def _promising(a: Body, chain: Sequence[Match]) -> bool:
    """Whether the words between the chain's ends tell enough for what extending it could add to matter."""
    first, last = chain[0], chain[-1]
    least = QUOTED_WEIGHT if a.quoted[first.i + first.size // 2] else PASSAGE_WEIGHT
    return a.tells(first.i, last.i + last.size) >= least * PROMISING


def _whole(a: Body, b: Body, chain: Sequence[Match]) -> bool:
    """Whether a chain is one run of whole sentences in both articles, such as the headline of a copy."""
    if len(chain) != 1:
        return False
    i, j, size = chain[0]
    edges = ((a, i), (a, i + size), (b, j), (b, j + size))
    return all(body.begins_sentence(place) for body, place in edges)


def _within(passage: Passage, others: Sequence[Passage]) -> bool:
    return any(_overlaps(passage, other) for other in others)


def _tells(a: Body, b: Body, passage: Passage) -> bool:
    """Whether the passage is long and rare enough to be no chance; less will do inside quotations of both."""
    middle_a, middle_b = (passage.a_start + passage.a_end) // 2, (passage.b_start + passage.b_end) // 2
    least = QUOTED_WEIGHT if a.quoted[middle_a] and b.quoted[middle_b] else PASSAGE_WEIGHT
    return passage.weight >= least and passage.a_end - passage.a_start >= PASSAGE_WORDS


def _apart(a: Body, b: Body, found: Sequence[Passage]) -> list[Passage]:
    """Return the passages without those whose words mostly stand in a heavier one; overlapping ones are joined."""
    if _disjoint(found):
        return list(found)
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda p: (-p.weight, p)):
        over = next((place for place, other in enumerate(kept) if _overlaps(passage, other)), None)
        if over is None:
            kept.append(passage)
        elif _in_line(passage, kept[over]):
            kept[over] = _joined(a, b, passage, kept[over])
    return sorted(kept)


def _in_line(one: Passage, two: Passage) -> bool:
    """Whether the passages overlap in both articles, the same one being first in both."""
    first, last = min(one, two), max(one, two)
    follows = first.b_start <= last.b_start and first.b_end <= last.b_end and first.a_end <= last.a_end
    return follows and last.a_start < first.a_end and last.b_start < first.b_end


def _joined(a: Body, b: Body, one: Passage, two: Passage) -> Passage:
    first, last = min(one, two), max(one, two)
    similarity = _similarity(a.codes[first.a_start : last.a_end], b.codes[first.b_start : last.b_end])
    return Passage(first.a_start, last.a_end, first.b_start, last.b_end, similarity, max(one.weight, two.weight))


def _disjoint(found: Sequence[Passage]) -> bool:
    """Whether the passages follow each other in both articles without touching, as they mostly do."""
    return all(one.a_end <= two.a_start and one.b_end <= two.b_start for one, two in pairwise(found))


def _overlaps(passage: Passage, other: Passage) -> bool:
    in_a = min(passage.a_end, other.a_end) - max(passage.a_start, other.a_start)
    in_b = min(passage.b_end, other.b_end) - max(passage.b_start, other.b_start)
    size = min(passage.a_end - passage.a_start, passage.b_end - passage.b_start)
    return max(in_a, in_b) * 2 > size


def _chains(a: Body, b: Body, matches: Sequence[Match]) -> list[list[Match]]:
    chains: list[list[Match]] = []
    for match in matches:
        for chain in reversed(chains[-OPEN:]):
            joined = _after(chain[-1], match, a, b)
            if joined is not None:
                chain.append(joined)
                break
        else:
            chains.append([match])
    return chains


def _after(last: Match, match: Match, a: Body, b: Body) -> Match | None:
    """Return the match, less what the last one covers already, if both can stand in one passage."""
    i, j = last.i + last.size, last.j + last.size
    covered = max(0, i - match.i, j - match.j)
    if covered >= match.size:
        return None
    gap_a, gap_b = a.codes[i : match.i + covered], b.codes[j : match.j + covered]
    wide = max(len(gap_a), len(gap_b))
    if wide > min(GAP, last.size + match.size) and (wide > WIDE or Indel.normalized_similarity(gap_a, gap_b) < ALIKE):
        return None
    if a.separator in gap_a or b.separator in gap_b:
        return None
    return Match(match.i + covered, match.j + covered, match.size - covered)


def _trimmed(a: Body, b: Body, chain: list[Match]) -> list[Match]:
    """Return the chain without words at its ends that only just reach into another sentence or quotation."""
    while chain and (stray := _stray_tail(a, b, chain[-1])):
        i, j, size = chain.pop()
        if size > stray:
            chain.append(Match(i, j, size - stray))
    while chain and (stray := _stray_head(a, b, chain[0])):
        i, j, size = chain.pop(0)
        if size > stray:
            chain.insert(0, Match(i + stray, j + stray, size - stray))
    return chain


def _stray_tail(a: Body, b: Body, last: Match) -> int:
    """Return how many words the passage reaches past a boundary in either article, if few and not up to another."""
    end_a, end_b = last.i + last.size, last.j + last.size
    in_a, in_b = bisect_left(a.edges, end_a), bisect_left(b.edges, end_b)
    if a.edges[in_a] == end_a or b.edges[in_b] == end_b:
        return 0
    stray = min(end_a - a.edges[in_a - 1], end_b - b.edges[in_b - 1])
    return stray if stray <= STRAY else 0


def _stray_head(a: Body, b: Body, first: Match) -> int:
    in_a, in_b = bisect_right(a.edges, first.i), bisect_right(b.edges, first.j)
    if a.edges[in_a - 1] == first.i or b.edges[in_b - 1] == first.j:
        return 0
    stray = min(a.edges[in_a] - first.i, b.edges[in_b] - first.j)
    return stray if stray <= STRAY else 0


def _measured(a: Body, b: Body, chain: Sequence[Match]) -> Passage:
    first, last = chain[0], chain[-1]
    a_end, b_end = last.i + last.size, last.j + last.size
    weight = sum(a.tells(i, i + size) for i, _, size in chain)
    more_a, more_b, gain = _run_on(a, b, a_end, b_end)
    back_a, back_b, gain_before = _run_back(a, b, first.i, first.j)
    start_a, start_b, a_end, b_end = first.i - back_a, first.j - back_b, a_end + more_a, b_end + more_b
    before, after = _block_before(a, b, start_a, start_b), _block_after(a, b, a_end, b_end)
    start_a, start_b, a_end, b_end = start_a - before, start_b - before, a_end + after, b_end + after
    similarity = _similarity(a.codes[start_a:a_end], b.codes[start_b:b_end])
    return Passage(start_a, a_end, start_b, b_end, similarity, weight + gain + gain_before)


def _block_before(a: Body, b: Body, a_start: int, b_start: int) -> int:
    """Return how many equal words end the blocks right before, counted with the break between, in whole sentences.

    A headline or a paragraph of three words is too short to be a passage of its own.
    """
    i, j = a_start - 1, b_start - 1
    if not (a.codes[i : i + 1] == a.separator and b.codes[j : j + 1] == b.separator and a.borders(i) and b.borders(j)):
        return 0
    size = 0
    while size < min(i, j) and a.codes[i - size - 1] == b.codes[j - size - 1]:
        size += 1
    first = a.sentences[bisect_left(a.sentences, i - size)]
    return i - first + 1 if first < i and b.begins_sentence(j - (i - first)) else 0


def _block_after(a: Body, b: Body, a_end: int, b_end: int) -> int:
    """Return how many equal words begin the blocks right after, counted with the break between, in whole sentences."""
    if not (a.codes[a_end : a_end + 1] == a.separator and b.codes[b_end : b_end + 1] == b.separator):
        return 0
    if not (a.borders(a_end) and b.borders(b_end)):
        return 0
    i, j, size = a_end + 1, b_end + 1, 0
    while i + size < len(a.codes) and j + size < len(b.codes) and a.codes[i + size] == b.codes[j + size]:
        size += 1
    last = a.edges[bisect_right(a.edges, i + size) - 1]
    return last - a_end if last > i and b.begins_sentence(j + last - i) else 0


def _run_on(a: Body, b: Body, a_end: int, b_end: int) -> tuple[int, int, int]:
    """Return how many more words of each belong to the passage that ends here, and what they tell."""
    limit_a = a.sentences[bisect_left(a.sentences, a_end)]
    limit_b = b.sentences[bisect_left(b.sentences, b_end)]
    if limit_a == a_end or limit_b == b_end:
        return 0, 0, 0
    limit_a, limit_b = min(limit_a, a_end + WINDOW), min(limit_b, b_end + WINDOW)
    return _extension(a.codes[a_end:limit_a], b.codes[b_end:limit_b], a.weights[a_end:limit_a])


def _run_back(a: Body, b: Body, a_start: int, b_start: int) -> tuple[int, int, int]:
    limit_a = a.sentences[bisect_right(a.sentences, a_start) - 1]
    limit_b = b.sentences[bisect_right(b.sentences, b_start) - 1]
    if limit_a == a_start or limit_b == b_start:
        return 0, 0, 0
    limit_a, limit_b = max(limit_a, a_start - WINDOW), max(limit_b, b_start - WINDOW)
    before_a, before_b = a.codes[limit_a:a_start], b.codes[limit_b:b_start]
    return _extension(before_a[::-1], before_b[::-1], a.weights[limit_a:a_start][::-1])


def _extension(a: str, b: str, weights: bytes) -> tuple[int, int, int]:
    """Return the words of ``a`` and ``b`` up to where going on over changed words pays best, and the gain."""
    if not a or not b or set(a).isdisjoint(b):
        return 0, 0, 0
    best = (0, 0, 0)
    told = cost = 0
    for step in Levenshtein.opcodes(a, b):
        if step.tag == "equal":
            told += sum(max(LEAST, weight) for weight in weights[step.src_start : step.src_end])
            if told - cost > best[2]:
                best = (step.src_end, step.dest_end, told - cost)
        else:
            cost += MISS * max(step.src_end - step.src_start, step.dest_end - step.dest_start)
    return best


def _similarity(a: str, b: str) -> float:
    """Return twice the words in common, in order, over all words; exact passages have 1."""
    if a == b:
        return 1.0
    if max(len(a), len(b)) > LONG:
        return round(min(len(a), len(b)) / max(len(a), len(b)), 4)
    return round(Indel.normalized_similarity(a, b), 4)
