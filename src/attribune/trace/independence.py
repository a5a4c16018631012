"""Independence: how many of the articles that carry a saying have it on their own, once copies are folded."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attribune.model import Annotation, Article, Derivation, Resolution, Reuse, Saying, Span, Statement, Story
from attribune.trace.blocks import READ
from attribune.trace.outlets import names_outlet
from attribune.trace.shared import rising

COVERED = 0.5  # of a reading that must stand in a shared passage for it to have come with that passage
MUCH = 0.2  # share of an article drawn on another, from which on it has the other's quotations from there too
SURE = 0.8  # similarity from which on a copy of a copy is one of the first article too
LINE = 3  # passages in the same order in both, from which on an article follows another's line ...
NEAR = 400  # ... and has a remark from there that stands so few code points from the same one of them in both
VERSIONS = 0.4  # of both bodies in passages they share, from which on two articles are versions of one text ...
CONTAINED = 0.75  # ... as they are where so much of the one stands there


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
    text on the other. Then the saying need not stand in a shared passage, only right beside the same one in both, along
    the line of passages that both follow: a rewrite puts every remark in words of its own. Versions of one text, which
    share most of it in whatever order, are one witness of all that both tell. Two are one witness too where both have
    it through the same outlet, or one through the other's.
    Each group begins with the article that comes first in the story, to which the others are anchored; a copy of a
    copy joins it only where the passages are nearly the same.
    """
    if len(story.articles) < 2:  # most stories: there is nothing to fold
        return tuple(_with(saying, _articles(saying)) for saying in sayings)
    one_text = _Texts(derivations)
    scene = _Scene(
        places={article: place for place, article in enumerate(story.articles)},
        articles={annotation.article.id: annotation.article for annotation in annotations},
        statements={statement.id: statement for statement in resolution.statements},
        copies=_copies(reuses, one_text),
        lines=_Lines(reuses, one_text),
        versions=_versions(reuses, one_text, annotations),
    )
    return tuple(_with(saying, _witnesses(saying, scene)) for saying in sayings)


def _with(saying: Saying, witnesses: tuple[tuple[str, ...], ...]) -> Saying:
    return Saying(saying.id, saying.story, saying.actor, saying.fullest, saying.readings, witnesses)


def _articles(saying: Saying) -> tuple[tuple[str, ...], ...]:
    """Return the one article, if any, that has a saying."""
    return tuple((article,) for article in dict.fromkeys(reading.article for reading in saying.readings))


@dataclass(frozen=True, slots=True)
class _Scene:
    places: Mapping[str, int]  # in the story, by article
    articles: Mapping[str, Article]
    statements: Mapping[str, Statement]
    copies: Mapping[str, Mapping[str, Sequence[_Copy]]]  # by article, and by the other one
    lines: _Lines
    versions: Mapping[tuple[str, str], float]  # how much is shared of both, by pair of articles, each way


class _Copy(NamedTuple):
    """A passage of one article beside that of another."""

    span: Span
    other_span: Span
    similarity: float


class _Texts:
    """Which pairs of articles have much of their text from one another, or from one source outside."""

    def __init__(self, derivations: Iterable[Derivation]) -> None:
        much = [one for one in derivations if one.share >= MUCH]
        self._drawn = {frozenset((one.article, one.drew_on)) for one in much if one.drew_on is not None}
        self._printed: dict[str, set[str]] = defaultdict(set)  # sources outside, by article
        for one in much:
            if one.drew_on is None and one.drew_on_name:
                self._printed[one.article].add(one.drew_on_name)

    def one(self, reuse: Reuse) -> bool:
        """Tell whether the two articles that share a passage have it from one text."""
        pair = frozenset((reuse.a, reuse.b))
        return pair in self._drawn or not self._printed[reuse.a].isdisjoint(self._printed[reuse.b])


class _Lines:
    """The passages that articles of one text share in the same order, found for a pair when first asked for."""

    def __init__(self, reuses: Iterable[Reuse], texts: _Texts) -> None:
        self._shared: dict[tuple[str, str], list[_Copy]] = defaultdict(list)
        self._found: dict[tuple[str, str], list[_Copy]] = {}
        for reuse in reuses:
            if texts.one(reuse):
                self._shared[reuse.a, reuse.b].append(_Copy(reuse.a_span, reuse.b_span, reuse.similarity))

    def follows(self, article: str, other: str, told: Mapping[str, Sequence[Statement]]) -> bool:
        """Tell whether two articles have a saying at the same place of a line that both follow."""
        for one, two in ((article, other), (other, article)):
            line = self._line(one, two)
            if len(line) >= LINE:
                places = [(_content(own), _content(its)) for own in told[one] for its in told[two]]
                return any(_beside(line, own, its) for own, its in places)
        return False

    def _line(self, one: str, two: str) -> Sequence[_Copy]:
        shared = self._shared.get((one, two))
        if shared is None:
            return ()
        if (one, two) not in self._found:
            ordered = sorted(shared, key=lambda copy: (copy.span.start, -copy.other_span.start))
            run = rising([copy.other_span.start for copy in ordered])
            self._found[one, two] = [ordered[place] for place in run]
        return self._found[one, two]


def _beside(line: Sequence[_Copy], own: Span, its: Span) -> bool:
    """Whether what stands at two places is within the same passage of the line, or near it on the same side of all."""
    slots = [bisect_left(line, own.start + own.end, key=lambda copy: copy.span.start + copy.span.end)]
    slots.append(bisect_left(line, its.start + its.end, key=lambda copy: copy.other_span.start + copy.other_span.end))
    around = line[max(0, min(slots) - 1) : max(slots) + 1]
    apart = min((max(_gap(copy.span, own), _gap(copy.other_span, its)) for copy in around), default=NEAR)
    return apart < (NEAR if slots[0] == slots[1] else 0)


def _gap(one: Span, two: Span) -> int:
    return max(one.start, two.start) - min(one.end, two.end)


def _copies(reuses: Iterable[Reuse], texts: _Texts) -> dict[str, dict[str, list[_Copy]]]:
    found: dict[str, dict[str, list[_Copy]]] = defaultdict(lambda: defaultdict(list))
    for reuse in reuses:
        if not reuse.quoted or texts.one(reuse):
            found[reuse.a][reuse.b].append(_Copy(reuse.a_span, reuse.b_span, reuse.similarity))
            found[reuse.b][reuse.a].append(_Copy(reuse.b_span, reuse.a_span, reuse.similarity))
    return found


def _versions(
    reuses: Iterable[Reuse], texts: _Texts, annotations: Iterable[Annotation]
) -> dict[tuple[str, str], float]:
    """Return the pairs of articles, each way, that are versions of one text, with the share of both that they share.

    The order of its parts does not matter.
    """
    shared: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for reuse in reuses:
        if not reuse.quoted or texts.one(reuse):
            shared[reuse.a, reuse.b].append(reuse.a_span)
            shared[reuse.b, reuse.a].append(reuse.b_span)
    sizes = {annotation.article.id: sum(_length(span) for span in _read(annotation)) for annotation in annotations}
    shares = {(one, two): _covered(spans) / max(1, sizes[one]) for (one, two), spans in shared.items()}
    return {
        (one, two): min(share, shares[two, one])
        for (one, two), share in shares.items()
        if min(share, shares[two, one]) >= VERSIONS or max(share, shares[two, one]) >= CONTAINED
    }


def _read(annotation: Annotation) -> Iterator[Span]:
    return (paragraph.span for paragraph in annotation.paragraphs if paragraph.kind in READ)


def _covered(spans: Iterable[Span]) -> int:
    """Return how many code points stand in one of the spans or several."""
    covered = reached = 0
    for start, end in sorted(spans):
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def _length(span: Span) -> int:
    return span.end - span.start


def _witnesses(saying: Saying, scene: _Scene) -> tuple[tuple[str, ...], ...]:
    alone = _articles(saying)
    if len(alone) < 2:
        return alone
    told: dict[str, list[Statement]] = defaultdict(list)
    for reading in saying.readings:
        statement = scene.statements.get(reading.statement)
        told[reading.article] += [] if statement is None else [statement]
    founder_of: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    extents = {article: [_extent(statement) for statement in own] for article, own in told.items()}
    last = len(scene.places)
    for article in sorted(told, key=lambda name: (scene.places.get(name, last), name)):
        shared = _shared_with(article, extents, scene.copies.get(article, {}))
        founders = (
            founder_of[other]
            for other in founder_of  # in the story's order
            if _is_one(shared.get(other, 0.0), founds=founder_of[other] == other)
            or (founder_of[other] == other and scene.lines.follows(article, other, told))
            or _is_one(scene.versions.get((article, other), 0.0), founds=founder_of[other] == other)
            or _through(article, other, told, scene.articles)
        )
        founder_of[article] = next(founders, article)
        groups.setdefault(founder_of[article], []).append(article)
    return tuple(tuple(group) for group in groups.values())


def _is_one(similarity: float, *, founds: bool) -> bool:
    return similarity >= SURE or (founds and similarity > 0)


def _shared_with(
    article: str, extents: Mapping[str, Sequence[Span]], copies: Mapping[str, Sequence[_Copy]]
) -> dict[str, float]:
    """Return the articles that share the passages in which an article tells the saying, with how alike these are."""
    found: dict[str, float] = {}
    for other, its in extents.items():
        for copy in copies.get(other, ()):
            if _holds(copy.span, extents[article]) and _holds(copy.other_span, its):
                found[other] = max(copy.similarity, found.get(other, 0.0))
    return found


def _holds(passage: Span, extents: Iterable[Span]) -> bool:
    """Whether most of one of the statements stands in the passage, source and cue included."""
    return any(-_gap(passage, told) >= COVERED * (told.end - told.start) for told in extents)


def _content(statement: Statement) -> Span:
    return Span(statement.content[0].start, statement.content[-1].end)


def _extent(statement: Statement) -> Span:
    """Return where a statement stands, source and cue included."""
    parts = [*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)]
    return Span(min(span.start for span in parts), max(span.end for span in parts))


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
