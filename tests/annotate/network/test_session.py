"""What the shipped network says of one window, run for real."""

from __future__ import annotations

import numpy as np
import pytest

from attribune.annotate.network.pieces import Pieces, pieces
from attribune.annotate.network.session import LEAST_HEAD, network
from attribune.model import Span


def cut(text: str) -> Pieces:
    return pieces(text, [Span(0, len(text))])


def test_the_heads_are_the_words_likely_enough_to_report() -> None:
    text = "Venn said that the ferry would stay. The mayor warned that nobody would pay for it."
    words = cut(text)
    (scores,) = network().read(words, breaks=[])
    assert [text[words.starts[piece] : words.ends[piece]] for piece in scores.at] == ["said", "warned"]
    assert scores.at.tolist() == np.flatnonzero(scores.heads > LEAST_HEAD).tolist()


def test_each_head_is_linked_to_every_piece() -> None:
    words = cut("Venn said that the ferry would stay. The mayor warned that nobody would pay for it.")
    (scores,) = network().read(words, breaks=[])
    links = network().links(scores)
    assert links.shape == (2, len(words.ids), 2)
    content, source = links[0, :, 0], links[0, :, 1]
    assert content[words.ids.index(cut("ferry").ids[0])] > 0.5 > content[0]
    assert source[0] + source[1] > 1
    assert source[words.ids.index(cut("ferry").ids[0])] < 0.5


@pytest.mark.parametrize("text", ["The quay is long.", "."])
def test_a_window_without_heads_has_no_links(text: str) -> None:
    words = cut(text)
    (scores,) = network().read(words, breaks=[])
    assert network().links(scores).shape == (0, len(words.ids), 2)
