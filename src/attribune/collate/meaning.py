"""What a wording means, by the shipped sentence encoder: one vector for all of it, and one for each of its words.

The encoder is all-MiniLM-L6-v2 (Reimers and Gurevych, Sentence-BERT, EMNLP 2019). Words are compared by the states of
its fourth layer, which tell a word from its neighbours and still put "halt" beside "stop" (as in SimAlign, Jalili
Sabet et al., Findings of EMNLP 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribune.annotate.network.pieces import tokenizer
from attribune.annotate.network.session import one_core_session
from attribune.collate.wording import Wording

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = "encoder.onnx"
PIECES = 200  # of a statement that are read at once
CONTEXT = 1200  # characters of the sentences around a statement that are read
WINDOWS = 6  # that are read of one statement; what is said after that many pieces adds little to what it is about


class Meaning(NamedTuple):
    """``vector``: of the whole, length one. ``words`` (words, width): of each word, length one, zeros if not read."""

    vector: NDArray[np.float32]
    words: NDArray[np.float32]


class Encoder:
    """The shipped sentence encoder with its tokenizer."""

    def __init__(self, path: str) -> None:
        self._session = one_core_session(path)
        self._tokenizer = tokenizer()

    def read(self, text: str, words: Sequence[tuple[int, int]]) -> Meaning:
        """Return the meaning of a text whose words stand at these places (code points).

        Each text is run alone: what 8-bit arithmetic makes of it does not depend on its neighbours.
        """
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        vectors, states = self._run(encoding.ids[: PIECES * WINDOWS])
        whole = vectors.sum(axis=0)
        places = encoding.offsets[: len(states)]
        return Meaning(_unit(whole), _unit(_by_word(states, places, words)))

    def _run(self, ids: Sequence[int]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return a vector for each window of pieces, and the state of each piece."""
        first, last = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        vectors, states = [], []
        for start in range(0, max(len(ids), 1), PIECES):
            window = np.array([[first, *ids[start : start + PIECES], last]], dtype=np.int64)
            vector, state = self._session.run(None, {"ids": window})
            vectors.append(vector[0])
            states.append(state[0][1:-1])
        return np.stack(vectors), np.concatenate(states)


def _by_word(
    states: NDArray[np.float32], places: Sequence[tuple[int, int]], words: Sequence[tuple[int, int]]
) -> NDArray[np.float32]:
    """Return for each word the sum of its pieces' states; both are in order of the text."""
    found = np.zeros((len(words), states.shape[1]), dtype=np.float32)
    piece = 0
    for number, (start, end) in enumerate(words):
        while piece < len(places) and places[piece][1] <= start:
            piece += 1
        at = piece
        while at < len(places) and places[at][0] < end:
            found[number] += states[at]
            at += 1
    return found


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


@cache
def encoder() -> Encoder | None:
    """Return the shipped encoder, loaded when first asked for; None if its weights are not part of the installation."""
    weights = files("attribune.data").joinpath(WEIGHTS)
    if not weights.is_file():
        return None
    with as_file(weights) as path:
        return Encoder(str(path))


class Meanings:
    """The meanings of wordings, each read when it is first asked for; wordings of the same text share theirs."""

    def __init__(self, using: Encoder) -> None:
        self._encoder = using
        self._found: dict[str, Meaning] = {}
        self._contexts: dict[str, NDArray[np.float32]] = {}

    def of(self, one: Wording) -> Meaning:
        """Return what a wording means."""
        text, words = _running(one)
        if text not in self._found:
            self._found[text] = self._encoder.read(text, words)
        return self._found[text]

    def around(self, one: Wording) -> NDArray[np.float32]:
        """Return what the sentences mean in which a wording stands: who did what, where it says only "him"."""
        start, end = one.around
        text = one.text[start:end][:CONTEXT]
        if text not in self._contexts:
            known = self._found.get(text)
            self._contexts[text] = self._encoder.read(text, []).vector if known is None else known.vector
        return self._contexts[text]


def _running(one: Wording) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a wording, one blank between its content spans, and the places of its words in it."""
    parts: list[str] = []
    words: list[tuple[int, int]] = []
    base = 0
    edges = [*one.starts, len(one.spans)][1:]
    for (start, end), first, last in zip(one.statement.content, one.starts, edges, strict=True):
        parts.append(one.text[start:end])
        words.extend((base + a - start, base + b - start) for a, b in one.spans[first:last])
        base += end - start + 1
    return " ".join(parts), words
