"""The order in which one article is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.annotate.layout import paragraphs
from attribune.annotate.names import mentions
from attribune.annotate.publication import published_in
from attribune.annotate.quotations import quotations
from attribune.annotate.residue import without_residue
from attribune.annotate.sentences import sentences
from attribune.annotate.statements import statements
from attribune.annotate.times import time_expressions
from attribune.annotate.tokens import wholes
from attribune.model import Annotation, Article, Mention, Paragraph, Span

if TYPE_CHECKING:
    from attribune.annotate.network.naming import Naming
    from attribune.annotate.network.reading import Read


def annotate(article: Article, *, fast: bool = False) -> Annotation:
    """Return the paragraphs, sentences, quotations, times, mentions and statements of one article.

    An article that comes without a date of publication is given the day that its own head tells, if it tells one.
    Reads nothing but the article; the time taken grows linearly with its length. With ``fast``, statements are
    found by rules alone, else by rules and network together, and the network types the names. It reads one article
    at a time: its 8-bit arithmetic depends on what shares a run, and what is found in an article must not depend on
    its neighbours.
    """
    text = without_residue(article.text)
    layout = paragraphs(text, title=article.title, outlet=article.outlet)
    article = article if article.published else replace(article, published=published_in(text, layout))
    spans = sentences(text, layout)
    quoted = quotations(text, layout)
    network = None if fast else _read(text, layout, tuple(wholes(text, spans, quoted)))
    links = network.links if network else None
    named = mentions(text, spans, article=article.id)
    times = time_expressions(text, spans, published=article.published)
    return Annotation(
        article=article,
        paragraphs=layout,
        sentences=spans,
        quotations=quoted,
        times=times,
        mentions=_typed(named, network.naming) if network else named,
        statements=statements(
            text, article=article.id, paragraphs=layout, sentences=spans, quotations=quoted, times=times, links=links
        ),
    )


def _read(text: str, layout: tuple[Paragraph, ...], whole: tuple[Span, ...]) -> Read:
    from attribune.annotate.network.reading import read_article  # it loads the network when first used

    return read_article(text, layout, whole)


def _typed(found: tuple[Mention, ...], naming: Naming) -> tuple[Mention, ...]:
    return tuple(replace(m, name_type=naming.type_of(m.head)) if m.kind == "name" else m for m in found)
