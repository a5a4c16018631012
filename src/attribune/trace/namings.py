"""Namings: where an article names or links to the very article or outlet that it shares a passage with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attribune.model import Annotation, Article, Span
from attribune.trace.outlets import article_shapes, written_shapes
from attribune.trace.wires import Credit

NEAR = 300  # code points between a name and the passage that it may be named for
MOST = 3  # places given of one outlet
THE = "the "


class Namings:
    """Where the articles of a story name outlets, found for an article when first asked for."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._annotations = annotations
        self._names: dict[int, Mapping[str, Sequence[Span]]] = {}

    def near(self, place: int, other: Article, passages: Iterable[Span]) -> tuple[Credit, ...]:
        """Return where the article at ``place`` names the outlet of another in or beside passages they share.

        Its own outlet is no source of it, nor is the other's where both are of one house.
        """
        own, its = article_shapes(self._annotations[place].article), article_shapes(other)
        if own & its:
            return ()
        names = self._named(place)
        spans = sorted({span for shape in its for span in names.get(shape, ())})
        around = list(passages)
        text = self._annotations[place].article.text
        near = [span for span in spans if any(_apart(span, passage) <= NEAR for passage in around)]
        return tuple(Credit(text[span.start : span.end], span, "naming") for span in near[:MOST])

    def _named(self, place: int) -> Mapping[str, Sequence[Span]]:
        if place not in self._names:
            found: dict[str, list[Span]] = defaultdict(list)
            for shape, span in _names(self._annotations[place]):
                found[shape].append(span)
            self._names[place] = found
        return self._names[place]


def _names(annotation: Annotation) -> Iterator[tuple[str, Span]]:
    text = annotation.article.text
    for mention in annotation.mentions:
        if mention.kind == "name" and mention.name_type in (None, "organisation", "other"):
            start = mention.span.start
            for shape in written_shapes(text[start : mention.span.end]):
                yield shape, mention.span
                if text[max(0, start - len(THE)) : start].lower() == THE:
                    yield THE + shape, mention.span


def _apart(one: Span, two: Span) -> int:
    return max(one.start, two.start) - min(one.end, two.end)
