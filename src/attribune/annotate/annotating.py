"""The order in which one article is read."""

from __future__ import annotations

from attribune.annotate.layout import paragraphs
from attribune.annotate.names import mentions
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.annotate.statements import statements
from attribune.annotate.times import time_expressions
from attribune.model import Annotation, Article


def annotate(article: Article) -> Annotation:
    """Return the paragraphs, sentences, quotations, times, mentions and statements of one article.

    Works by rules alone and reads nothing but the article; the time taken grows linearly with its length.
    """
    text = article.text
    layout = paragraphs(text, title=article.title)
    spans = sentences(text, layout)
    quoted = quotations(text, layout)
    times = time_expressions(text, spans, published=article.published)
    return Annotation(
        article=article,
        paragraphs=layout,
        sentences=spans,
        quotations=quoted,
        times=times,
        mentions=mentions(text, spans, article=article.id),
        statements=statements(
            text, article=article.id, paragraphs=layout, sentences=spans, quotations=quoted, times=times
        ),
    )
