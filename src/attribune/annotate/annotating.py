"""The order in which one article is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.annotate.layout import paragraphs
from attribune.annotate.names import mentions
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.annotate.statements import statements
from attribune.annotate.times import time_expressions
from attribune.annotate.tokens import wholes
from attribune.model import Annotation, Article, Paragraph, Span

if TYPE_CHECKING:
    from attribune.annotate.network.links import Links


def annotate(article: Article, *, fast: bool = False) -> Annotation:
    """Return the paragraphs, sentences, quotations, times, mentions and statements of one article.

    Reads nothing but the article; the time taken grows linearly with its length. With ``fast``, statements are
    found by rules alone, else by rules and network together. The network reads one article at a time: its 8-bit
    arithmetic depends on what shares a run, and what is found in an article must not depend on its neighbours.
    """
    text = article.text
    layout = paragraphs(text, title=article.title, outlet=article.outlet)
    spans = sentences(text, layout)
    quoted = quotations(text, layout)
    links = None if fast else _links(text, layout, tuple(wholes(text, spans, quoted)))
    times = time_expressions(text, spans, published=article.published)
    return Annotation(
        article=article,
        paragraphs=layout,
        sentences=spans,
        quotations=quoted,
        times=times,
        mentions=mentions(text, spans, article=article.id),
        statements=statements(
            text, article=article.id, paragraphs=layout, sentences=spans, quotations=quoted, times=times, links=links
        ),
    )


def _links(text: str, layout: tuple[Paragraph, ...], whole: tuple[Span, ...]) -> Links:
    from attribune.annotate.network.reading import links_of  # it loads the network when first used

    return links_of(text, layout, whole)
