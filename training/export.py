"""Write a trained network as int8 ONNX, with its tokenizer, into the package's data.

    python training/export.py --checkpoint epoch3.pt --encoder DIR --out src/attribune/data

Windows are run one by one, so there is no batch, no padding and no mask; what links a word to a cue head is worked out
at the heads alone. The full-precision network is written beside it when ``--full FILE`` is given.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from attribune.annotate.network.session import LEAST_HEAD
from network import LINK, Network
from quantising import quantise

ORT = "com.microsoft"  # the domain of ONNX Runtime's own operators
LINKED = 2  # of the roles, those that the package asks for: content and source; it knows cues by their words
OUTPUTS = ("heads", "names", "at", "member", "cue", "distance")
LENGTHS = dict.fromkeys(("ids", "cases", "heads", "names", "member"), "pieces") | dict.fromkeys(("at", "cue"), "found")
PIECES = 16  # of the example by which the graph is traced; any number up to the encoder's will do at run time


class AttentionOperator(torch.autograd.Function):
    """Self-attention as the one operator that ONNX Runtime has for it: a sixth faster than its parts."""

    @staticmethod
    def forward(_: Any, hidden: Tensor, weight: Tensor, bias: Tensor, heads: int) -> Tensor:
        """Return what the operator computes: (windows, pieces, width)."""
        windows, pieces, width = hidden.shape
        parts = (hidden @ weight + bias).view(windows, pieces, 3, heads, width // heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2])
        return mixed.transpose(1, 2).reshape(windows, pieces, width)

    @staticmethod
    def symbolic(graph: Any, hidden: Any, weight: Any, bias: Any, heads: int) -> Any:
        """Write the operator into a graph."""
        mixed = graph.op(f"{ORT}::Attention", hidden, weight, bias, num_heads_i=heads)
        mixed.setType(hidden.type())
        return mixed


class SelfAttention(nn.Module):
    """The encoder's self-attention with its three weights side by side, as the operator wants them."""

    def __init__(self, trained: nn.Module) -> None:
        super().__init__()
        parts = (trained.query, trained.key, trained.value)
        self.heads: int = trained.num_attention_heads
        self.weight = nn.Parameter(torch.cat([part.weight.T for part in parts], dim=1))
        self.bias = nn.Parameter(torch.cat([part.bias for part in parts]))

    def forward(self, hidden: Tensor, *_: Any, **__: Any) -> tuple[Tensor, None]:
        """Return the mixed vectors; the encoder also expects attention weights, which nobody looks at."""
        return AttentionOperator.apply(hidden, self.weight, self.bias, self.heads), None


class Shipped(nn.Module):
    """What the package needs of the network: the roles' own scores and the links of cues served training only."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        for layer in network.encoder.encoder.layer:
            layer.attention.self = SelfAttention(layer.attention.self)
        for linking in (network.member, network.cue):
            linking[-1] = _first(linking[-1], LINKED * LINK)

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of ``OUTPUTS`` for the pieces of one window."""
        hidden = self.network.states(ids[None], cases[None], None)[0]
        heads = self.network.head(hidden).squeeze(-1).sigmoid()
        at = torch.nonzero(heads > LEAST_HEAD).squeeze(-1)
        member, cue = self.network.member(hidden), self.network.cue(hidden[at])
        shape = (-1, LINKED, LINK)
        return (
            heads,
            self.network.names(hidden),
            at,
            member.view(shape),
            cue.view(shape),
            self.network.distance[:LINKED],
        )


def _first(layer: nn.Linear, width: int) -> nn.Linear:
    """Return a layer with the first of its outputs only."""
    cut = nn.Linear(layer.in_features, width)
    cut.weight, cut.bias = nn.Parameter(layer.weight[:width]), nn.Parameter(layer.bias[:width])
    return cut


def write_onnx(network: Network, path: Path) -> None:
    """Write the network at full precision, for a window of any length up to the encoder's."""
    sample = torch.ones(PIECES, dtype=torch.long)
    torch.onnx.export(
        Shipped(network),
        (sample, torch.zeros_like(sample)),
        str(path),
        input_names=["ids", "cases"],
        output_names=list(OUTPUTS),
        dynamic_axes={name: {0: length} for name, length in LENGTHS.items()},
        opset_version=17,
        custom_opsets={ORT: 1},
        dynamo=False,
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Export the attribution network.")
    for name in ("checkpoint", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--full", type=Path)
    options = parser.parse_args()
    network = Network(options.encoder)
    network.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    network.eval()
    with tempfile.TemporaryDirectory() as folder:
        full = options.full or Path(folder) / "network.onnx"
        write_onnx(network, full)
        quantise(full, options.out / "network.onnx", fused_attention=True, fast_activation=True)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
