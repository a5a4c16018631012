"""Namings: where an article names or links to the very article or outlet that it shares a passage with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from attribune.model import Annotation, Article, Link, Span
from attribune.trace.outlets import SITE, article_shapes, site, written_shapes
from attribune.trace.wires import Credit

NEAR = 300  # code points between a name and the passage that it may be named for
MOST = 3  # places given of one outlet
THE = "the "
WEB = "://"
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+(?<![.,;:!?)\]’'])")


class Namings:
    """Where the articles of a story name outlets, found for an article when first asked for."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._annotations = annotations
        self._names: dict[int, Mapping[str, Sequence[Span]]] = {}
        self._linked: dict[int, Sequence[Link]] = {}

    def linking(self, place: int, other: Article) -> tuple[Credit, ...]:
        """Return where the article at ``place`` links to another, wherever that is."""
        address = page_of(other.url)
        if address is None or address == page_of(self._annotations[place].article.url):
            return ()
        found = [link for link in self._links(place) if page_of(link.url) == address]
        return tuple(Credit(link.url, link.span, "link") for link in found[:MOST])

    def _links(self, place: int) -> Sequence[Link]:
        if place not in self._linked:
            self._linked[place] = links_of(self._annotations[place].article)
        return self._linked[place]

    def near(self, place: int, other: Article, passages: Iterable[Span]) -> tuple[Credit, ...]:
        """Return where the article at ``place`` names the outlet of another in or beside passages they share.

        A link to any page of it names it too.

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
            for link in self._links(place):
                if address := site(link.url):
                    found[SITE + address].append(link.span)
            self._names[place] = found
        return self._names[place]


def links_of(article: Article) -> tuple[Link, ...]:
    """Return the links of an article, those of its page and the addresses that its text spells out."""
    if WEB not in article.text:
        return article.links
    spelt = (Link(Span(*match.span()), match.group()) for match in _ADDRESS.finditer(article.text))
    return (*article.links, *spelt)


def page_of(url: str | None) -> str | None:
    """Return what of an address tells one page from another: host and path; None for one that is of a whole site."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    return f"{(parts.netloc.lower()).removeprefix('www.')}{path}" if parts.netloc and path else None


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
