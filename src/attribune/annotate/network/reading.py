"""Reading one article with the network."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attribune.annotate.network.links import Links
from attribune.annotate.network.pieces import pieces
from attribune.annotate.network.session import network
from attribune.model import Paragraph, Span


def links_of(text: str, paragraphs: Sequence[Paragraph], wholes: Sequence[Span]) -> Links:
    """Return the links of an article, of which the headline and body paragraphs are read.

    ``wholes`` are the stretches that no window should cut, in order: sentences, with the quotations they are in.
    """
    shipped = network()
    cut = pieces(text, [paragraph.span for paragraph in paragraphs if paragraph.kind in ("headline", "body")])
    starts = [span.start for span in cut.spans]
    breaks = [bisect_left(starts, whole.start) for whole in wholes]
    return Links(cut, shipped.read(cut, breaks=breaks), shipped)
