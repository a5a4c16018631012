"""Running the network: windows of word pieces in, scores out, by ONNX Runtime on one core."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from attribune.annotate.network.pieces import Pieces, cuts

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_HEAD = 0.35  # a cue must be this likely


class Scores(NamedTuple):
    """What the network says of one window.

    ``heads`` (pieces): how likely each reports. ``names`` (pieces, tags): logits. ``at`` (cue heads): which pieces are
    likely enough to. ``member`` (pieces, roles, width) and ``cue`` (cue heads, roles, width): vectors whose product
    says how likely a piece is content or source of a cue head.
    """

    start: int
    end: int
    heads: NDArray[np.float32]
    names: NDArray[np.float32]
    at: NDArray[np.int64]
    member: NDArray[np.float32]
    cue: NDArray[np.float32]


def one_core_session(path: str) -> Any:
    """Open a network on one core: articles and stories are spread over processes, not one of them over threads."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    slower = ["SkipLayerNormFusion"]  # than what it takes together: six times, with ONNX Runtime 1.31 on a CPU
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"], disabled_optimizers=slower)


class Network:
    """The shipped network. Raises ``FileNotFoundError`` if its weights are not part of the installation."""

    def __init__(self, path: str) -> None:
        self._session = one_core_session(path)
        self._distance: NDArray[np.float32] | None = None

    def read(self, article: Pieces, *, breaks: Sequence[int]) -> list[Scores]:
        """Return the scores of an article's windows, in order; they are cut at ``breaks`` where they can be.

        Each window is run alone: that is faster on one core than a padded batch, and what 8-bit arithmetic makes
        of a window does not depend on its neighbours.
        """
        return [self._run(article, start, end) for start, end in cuts(len(article.ids), breaks)]

    def _run(self, article: Pieces, start: int, end: int) -> Scores:
        ids, cases = (np.array(numbers[start:end], dtype=np.int64) for numbers in (article.ids, article.cases))
        *scores, self._distance = self._session.run(None, {"ids": ids, "cases": cases})
        return Scores(start, end, *scores)

    def links(self, scores: Scores) -> NDArray[np.float32]:
        """Return how likely each piece of a window plays each role for each of its cue heads.

        The result is (heads, pieces, roles), between 0 and 1.
        """
        assert self._distance is not None
        count = scores.end - scores.start
        products = np.einsum("nrd,krd->knr", scores.member, scores.cue) / scores.member.shape[-1] ** 0.5
        reach = self._distance.shape[1] // 2
        away = np.clip(np.arange(count)[None, :] - scores.at[:, None], -reach, reach) + reach
        return _sigmoid(products + self._distance[:, away].transpose(1, 2, 0))


def _sigmoid(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    return (1 / (1 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


@cache
def network() -> Network:
    """Return the shipped network, loaded when first asked for."""
    with as_file(files("attribune.data").joinpath("network.onnx")) as path:
        return Network(str(path))
