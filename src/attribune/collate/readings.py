"""Readings: what one article makes of an utterance, beside the fullest wording of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from attribune.collate.aligning import Step, align
from attribune.collate.differences import alterations, circumstances, typed
from attribune.collate.judging import Link
from attribune.collate.wording import Wording
from attribune.model import Change, Difference, Reading, Span, Variant, VariantKind

PARAPHRASE = 0.5  # part of the words of both that must be the same for one to be a rewording of the other
SPLICED = 3  # words left out in the middle that make a reading spliced; fewer are a slip or an editor's touch
LINKS = frozenset({"that", "and", "but", "so", "if", "whether"})  # at the edges, they join a clause and say nothing


def read(saying: str, reading: Wording, fullest: Wording, *, link: Link | None = None) -> Reading:
    """Return the reading of one statement of a saying beside the fullest; ``link`` is what ties it to that.

    ``similarity`` is the part of the words of both that are the same. Every word of either is in exactly one
    variant; a variant's spans lie within one content span each.
    """
    if reading is fullest:
        return _itself(saying, fullest)
    steps = align(reading, fullest)
    same = sum(step.i1 - step.i0 for step in steps if step.kind == "same")
    similarity = 2 * same / ((len(reading.normals) + len(fullest.normals)) or 1) if steps else 1.0
    return Reading(
        saying=saying,
        statement=reading.statement.id,
        article=reading.statement.article,
        text=" ".join(reading.text[start:end] for start, end in reading.statement.content),
        change=_change(reading, fullest, steps, similarity),
        similarity=round(similarity, 4),
        variants=tuple(
            variant
            for step, difference in zip(steps, typed(reading, fullest, steps), strict=True)
            for variant in _variants(reading, fullest, step, difference)
        ),
        confidence=1.0 if link is None else link.confidence,
        why="" if link is None else link.why,
        differences=tuple(circumstances(reading, fullest)),
        alterations=tuple(alterations(reading, fullest, steps)),
    )


def _itself(saying: str, fullest: Wording) -> Reading:
    """Return the reading that is the fullest: the most of all, since most sayings stand in one article."""
    statement = fullest.statement
    spans = [_span(fullest, start, end) for start, end in _cut(0, len(fullest.normals), fullest.starts)]
    return Reading(
        saying=saying,
        statement=statement.id,
        article=statement.article,
        text=" ".join([fullest.text[start:end] for start, end in statement.content]),
        change="verbatim",
        similarity=1.0,
        variants=tuple([Variant("same", span, span) for span in spans]),
    )


def _change(reading: Wording, fullest: Wording, steps: Sequence[Step], similarity: float) -> Change:
    """Return what became of the fullest wording in a reading."""
    different = [step for step in _without_links(reading, fullest, steps) if step.kind != "same"]
    kinds = {step.kind for step in different}
    if not kinds:
        return "verbatim"
    if kinds == {"added"}:
        return "extended"
    if kinds == {"omitted"}:
        edges = (0, len(fullest.normals))
        middle = sum(step.j1 - step.j0 for step in different if step.j0 != edges[0] and step.j1 != edges[1])
        return "trimmed" if middle == 0 else "spliced" if middle >= SPLICED else "reworded"
    return "reworded" if similarity >= PARAPHRASE or _quoted_in_part(reading, fullest, steps) else "paraphrased"


def _without_links(reading: Wording, fullest: Wording, steps: Sequence[Step]) -> list[Step]:
    """Return the steps less those at either end that only join the clause to another."""
    return [
        step
        for number, step in enumerate(steps)
        if 0 < number < len(steps) - 1
        or any(word not in LINKS for word in reading.normals[step.i0 : step.i1])
        or any(word not in LINKS for word in fullest.normals[step.j0 : step.j1])
    ]


def _quoted_in_part(reading: Wording, fullest: Wording, steps: Sequence[Step]) -> bool:
    """Tell whether a quotation is short for the fullest but most of its own words are from it."""
    if "indirect" in (reading.statement.kind, fullest.statement.kind):
        return False
    same = sum(step.i1 - step.i0 for step in steps if step.kind == "same")
    return same >= PARAPHRASE * len(reading.normals)


def _variants(reading: Wording, fullest: Wording, step: Step, difference: Difference) -> Iterator[Variant]:
    """Yield the variants of a step: one, or several where a content span of either article ends within it."""
    if step.kind == "same":
        starts = {*reading.starts, *(start - step.j0 + step.i0 for start in fullest.starts)}
        for start, end in _cut(step.i0, step.i1, starts):
            shift = step.j0 - step.i0
            yield Variant("same", _span(reading, start, end), _span(fullest, start + shift, end + shift))
        return
    ours = [_span(reading, *piece) for piece in _cut(step.i0, step.i1, reading.starts)]
    theirs = [_span(fullest, *piece) for piece in _cut(step.j0, step.j1, fullest.starts)]
    for span, other in zip_longest(ours, theirs):
        kind: VariantKind = "added" if other is None else "omitted" if span is None else "substituted"
        yield Variant(kind, span, other, difference)


def _cut(start: int, end: int, cuts: Sequence[int] | set[int]) -> list[tuple[int, int]]:
    """Return ``[start, end)`` cut at those of ``cuts`` that lie within it; nothing if it is empty."""
    edges = [start, *sorted(cut for cut in cuts if start < cut < end), end]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _span(wording: Wording, start: int, end: int) -> Span:
    return Span(wording.spans[start][0], wording.spans[end - 1][1])
