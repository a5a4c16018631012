"""Reading one article with the network."""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate.network.links import Links
from attribune.annotate.network.pieces import pieces
from attribune.annotate.network.session import network
from attribune.model import Paragraph


def links_of(text: str, paragraphs: Sequence[Paragraph]) -> Links:
    """Return the links of an article, of which the headline and body paragraphs are read."""
    shipped = network()
    cut = pieces(text, [paragraph.span for paragraph in paragraphs if paragraph.kind in ("headline", "body")])
    return Links(cut, shipped.read(cut), shipped)
