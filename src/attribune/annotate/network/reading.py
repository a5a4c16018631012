"""Reading one article with the network."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate.network.links import Links
from attribune.annotate.network.naming import Naming
from attribune.annotate.network.pieces import pieces
from attribune.annotate.network.session import network
from attribune.model import Paragraph, Span


class Read(NamedTuple):
    """What the network says of an article: who reports what, and what kinds of names there are."""

    links: Links
    naming: Naming


def read_article(text: str, paragraphs: Sequence[Paragraph], wholes: Sequence[Span]) -> Read:
    """Read an article's headline and body paragraphs with the network.

    ``wholes`` are the stretches that no window should cut, in order: sentences, with the quotations they are in.
    """
    shipped = network()
    cut = pieces(text, [paragraph.span for paragraph in paragraphs if paragraph.kind in ("headline", "body")])
    breaks = [bisect_left(cut.starts, whole.start) for whole in wholes]
    scored = shipped.read(cut, breaks=breaks)
    return Read(Links(cut, scored, shipped), Naming(cut, scored))
