"""Independence: how many of the articles that carry a saying have it on their own, once copies are folded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from attribune.model import Annotation, Article, Derivation, Resolution, Reuse, Saying, Span, Statement, Story
from attribune.trace.outlets import names_outlet

COVERED = 0.5  # of a reading that must stand in a shared passage for it to have come with that passage
MUCH = 0.2  # share of an article drawn on another, from which on it has the other's quotations from there too
SURE = 0.8  # similarity from which on a copy of a copy is one of the first article too


def independence(
    story: Story,
    annotations: Sequence[Annotation],
    resolution: Resolution,
    sayings: Sequence[Saying],
    reuses: Sequence[Reuse],
    derivations: Sequence[Derivation],
) -> tuple[Saying, ...]:
    """Return the sayings with their witnesses: the articles that carry each, those together that have it from one text.

    Two articles are one witness where the saying stands, source and cue included, in a passage that both share in their
    own words; that both quote the same remark makes them no copies (``Reuse.quoted``), unless one drew much of its
    text on the other. They are one witness too where both have it through the same outlet, or one through the other's.
    Each group begins with the article that comes first in the story, to which the others are anchored; a copy of a
    copy joins it only where the passages are nearly the same.
    """
    scene = _Scene(
        places={article: place for place, article in enumerate(story.articles)},
        articles={annotation.article.id: annotation.article for annotation in annotations},
        statements={statement.id: statement for statement in resolution.statements},
        copies=_copies(reuses, derivations),
    )
    return tuple(replace(saying, witnesses=_witnesses(saying, scene)) for saying in sayings)


@dataclass(frozen=True, slots=True)
class _Scene:
    places: Mapping[str, int]  # in the story, by article
    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    copies: Mapping[str, Sequence[_Copy]]  # by article


class _Copy(NamedTuple):
    """A passage of one article that another has too."""

    span: Span
    other: str
    other_span: Span
    similarity: float


def _copies(reuses: Iterable[Reuse], derivations: Iterable[Derivation]) -> dict[str, list[_Copy]]:
    much = [one for one in derivations if one.share >= MUCH]
    drawn = {frozenset((one.article, one.drew_on)) for one in much if one.drew_on is not None}
    printed: dict[str, set[str]] = defaultdict(set)  # sources outside, by article
    for one in much:
        printed[one.article] |= {one.drew_on_name} if one.drew_on is None and one.drew_on_name else set()
    found: dict[str, list[_Copy]] = defaultdict(list)
    for reuse in reuses:
        one_text = frozenset((reuse.a, reuse.b)) in drawn or printed[reuse.a] & printed[reuse.b]
        if one_text or not reuse.quoted:
            found[reuse.a].append(_Copy(reuse.a_span, reuse.b, reuse.b_span, reuse.similarity))
            found[reuse.b].append(_Copy(reuse.b_span, reuse.a, reuse.a_span, reuse.similarity))
    return found


def _witnesses(saying: Saying, scene: _Scene) -> tuple[tuple[str, ...], ...]:
    told: dict[str, list[Statement]] = defaultdict(list)
    for reading in saying.readings:
        statement = scene.statements.get(reading.statement)
        told[reading.article] += [] if statement is None else [statement]
    founder_of: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    last = len(scene.places)
    for article in sorted(told, key=lambda name: (scene.places.get(name, last), name)):
        shared = _shared_with(article, told, scene.copies.get(article, ()))
        founders = (
            founder_of[other]
            for other in founder_of  # in the story's order
            if _is_one(shared.get(other, 0.0), founds=founder_of[other] == other)
            or _through(article, other, told, scene.articles)
        )
        founder_of[article] = next(founders, article)
        groups.setdefault(founder_of[article], []).append(article)
    return tuple(tuple(group) for group in groups.values())


def _is_one(similarity: float, *, founds: bool) -> bool:
    return similarity >= SURE or (founds and similarity > 0)


def _shared_with(article: str, told: Mapping[str, Sequence[Statement]], copies: Iterable[_Copy]) -> dict[str, float]:
    """Return the articles that share the passages in which an article tells the saying, with how alike these are."""
    found: dict[str, float] = {}
    for copy in copies:
        other = copy.other
        if other in told and _holds(copy.span, told[article]) and _holds(copy.other_span, told[other]):
            found[other] = max(copy.similarity, found.get(other, 0.0))
    return found


def _holds(passage: Span, statements: Iterable[Statement]) -> bool:
    """Whether most of one of the statements stands in the passage, source and cue included."""
    for statement in statements:
        parts = [*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)]
        start, end = min(span.start for span in parts), max(span.end for span in parts)
        if min(passage.end, end) - max(passage.start, start) >= COVERED * (end - start):
            return True
    return False


def _through(
    article: str, other: str, told: Mapping[str, Sequence[Statement]], articles: Mapping[str, Article]
) -> bool:
    """Whether two articles say that they have it through the same outlet, or one through the other's."""
    carriers, others = _carriers(told[article], articles), _carriers(told[other], articles)
    own, its = articles[article].outlet, articles[other].outlet
    return (
        any(names_outlet(one, two) for one in carriers for two in others)
        or any(its is not None and names_outlet(one, its) for one in carriers)
        or any(own is not None and names_outlet(two, own) for two in others)
    )


def _carriers(statements: Iterable[Statement], articles: Mapping[str, Article]) -> list[str]:
    return [
        articles[statement.article].text[statement.carrier.start : statement.carrier.end]
        for statement in statements
        if statement.carrier is not None
    ]
