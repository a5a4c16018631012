"""A reading beside the fullest one, word for word: whole sentences first, then telling words, then the rest.

Each step only fills what the one before left open. Aligning all words at once finds a "the" here and an "of" there
in sentences that have nothing to do with each other. The longest common subsequences are found in compiled code
(bit-parallel, Hyyrö 2004, "Bit-parallel LCS-length computation revisited").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Postfix, Prefix

from attribune.collate.wording import Wording, encode, telling
from attribune.model import VariantKind

CELLS = 40_000_000  # of the table in which two stretches are aligned at once; longer ones are cut first
EDGE = 4  # words at the beginning or end of both that are the same without more ado
STRAY = 2  # words that a stretch must have to be the same by itself; a shorter one must touch another


class Step(NamedTuple):
    """Words ``[i0, i1)`` of the reading stand where the fullest has ``[j0, j1)``."""

    kind: VariantKind
    i0: int
    i1: int
    j0: int
    j1: int


class _Block(NamedTuple):
    """``size`` words from ``i`` in the reading are matched one by one to those from ``j`` in the fullest."""

    i: int
    j: int
    size: int


class _Gap(NamedTuple):
    i0: int
    i1: int
    j0: int
    j1: int


def align(reading: Wording, fullest: Wording) -> list[Step]:
    """Return the steps from the fullest to the reading; each word of either is in exactly one step, in order."""
    n, m = len(reading.code), len(fullest.code)
    if reading.code == fullest.code:
        return [Step("same", 0, n, 0, m)] if n else []
    blocks = _edges(reading.code, fullest.code)
    for tier in (_sentences, _telling_words, _telling_keys, _words):
        for gap in list(_gaps(blocks, n, m)):
            blocks.extend(tier(reading, fullest, gap))
        blocks.sort()
    return list(_steps(reading, fullest, blocks))


def _edges(ours: str, theirs: str) -> list[_Block]:
    """Return what a cut leaves at once: the shorter whole in the longer, or long beginnings and ends in common."""
    at = theirs.find(ours)
    if ours and at >= 0 and theirs.find(ours, at + 1) < 0:
        return [_Block(0, at, len(ours))]
    back = ours.find(theirs)
    if theirs and back >= 0 and ours.find(theirs, back + 1) < 0:
        return [_Block(back, 0, len(theirs))]
    first = Prefix.similarity(ours, theirs)
    last = Postfix.similarity(ours[first:], theirs[first:])
    found = [_Block(0, 0, first), _Block(len(ours) - last, len(theirs) - last, last)]
    return [block for block in found if block.size >= EDGE]


def _gaps(blocks: Sequence[_Block], n: int, m: int) -> Iterator[_Gap]:
    """Yield what lies between blocks where there is something on both sides, cut into pieces of bearable size."""
    edges = [_Block(0, 0, 0), *blocks, _Block(n, m, 0)]
    for before, after in pairwise(edges):
        gap = _Gap(before.i + before.size, after.i, before.j + before.size, after.j)
        width, height = gap.i1 - gap.i0, gap.j1 - gap.j0
        pieces = 1 + int((width * height / CELLS) ** 0.5)
        for k in range(pieces if width and height else 0):
            yield _Gap(
                gap.i0 + width * k // pieces,
                gap.i0 + width * (k + 1) // pieces,
                gap.j0 + height * k // pieces,
                gap.j0 + height * (k + 1) // pieces,
            )


def _sentences(reading: Wording, fullest: Wording, gap: _Gap) -> Iterator[_Block]:
    """Yield the sentences that both have word for word."""
    ours = reading.sentences(gap.i0, gap.i1)
    theirs = fullest.sentences(gap.j0, gap.j1)
    if len(ours) < 2 and len(theirs) < 2:
        return
    a = [reading.code[start:end] for start, end in ours]
    b = [fullest.code[start:end] for start, end in theirs]
    for i, j in _matched(a, b):
        yield _Block(ours[i][0], theirs[j][0], len(a[i]))


def _telling_words(reading: Wording, fullest: Wording, gap: _Gap) -> Iterator[_Block]:
    """Yield the telling words that both have in the same order."""
    ours = [at for at, _ in _telling(reading, gap.i0, gap.i1)]
    theirs = [at for at, _ in _telling(fullest, gap.j0, gap.j1)]
    for i, j in _matched([reading.normals[at] for at in ours], [fullest.normals[at] for at in theirs]):
        yield _Block(ours[i], theirs[j], 1)


def _telling_keys(reading: Wording, fullest: Wording, gap: _Gap) -> Iterator[_Block]:
    """Yield the telling words that both have in the same order with different endings."""
    ours = _telling(reading, gap.i0, gap.i1)
    theirs = _telling(fullest, gap.j0, gap.j1)
    for i, j in _matched([key for _, key in ours], [key for _, key in theirs]):
        yield _Block(ours[i][0], theirs[j][0], 1)


def _telling(wording: Wording, start: int, end: int) -> list[tuple[int, str]]:
    """Return the places and keys of the telling words among those from ``start`` to ``end``."""
    keys = ((at, telling(wording.normals[at])) for at in range(start, end))
    return [(at, key) for at, key in keys if key is not None]


def _words(reading: Wording, fullest: Wording, gap: _Gap) -> Iterator[_Block]:
    """Yield the words that both have in the same order, less those that stand alone."""
    for step in LCSseq.opcodes(reading.code[gap.i0 : gap.i1], fullest.code[gap.j0 : gap.j1]):
        if step.tag != "equal":
            continue
        block = _Block(gap.i0 + step.src_start, gap.j0 + step.dest_start, step.src_end - step.src_start)
        at_start = (block.i, block.j) == (gap.i0, gap.j0)
        at_end = (block.i + block.size, block.j + block.size) == (gap.i1, gap.j1)
        if at_start or at_end or block.size >= STRAY:
            yield block


def _matched(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of a longest common subsequence."""
    letters: dict[str, str] = {}
    for step in LCSseq.opcodes(encode(a, letters), encode(b, letters)):
        if step.tag == "equal":
            yield from zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)


def _steps(reading: Wording, fullest: Wording, blocks: Sequence[_Block]) -> Iterator[Step]:
    """Yield the steps of an alignment, neighbours of one kind together."""
    pending: Step | None = None
    for step in _pieces(reading, fullest, blocks):
        if pending is not None and _joined(pending.kind, step.kind):
            kind = pending.kind if pending.kind == step.kind else "substituted"
            pending = Step(kind, pending.i0, step.i1, pending.j0, step.j1)
            continue
        if pending is not None:
            yield pending
        pending = step
    if pending is not None:
        yield pending


def _joined(before: VariantKind, after: VariantKind) -> bool:
    """Tell whether two neighbouring steps are one: what differs is one difference, however it came about."""
    return (before == "same") == (after == "same")


def _pieces(reading: Wording, fullest: Wording, blocks: Sequence[_Block]) -> Iterator[Step]:
    """Yield a step for each block and for each gap between blocks."""
    i = j = 0
    for block in [*blocks, _Block(len(reading.normals), len(fullest.normals), 0)]:
        if i < block.i or j < block.j:
            kind: VariantKind = "added" if j == block.j else "omitted" if i == block.i else "substituted"
            yield Step(kind, i, block.i, j, block.j)
        i, j = block.i + block.size, block.j + block.size
        if reading.code[block.i : i] == fullest.code[block.j : j]:
            if block.size:
                yield Step("same", block.i, i, block.j, j)
        else:  # one telling word with two endings
            yield Step("substituted", block.i, i, block.j, j)
