"""Write a trained network as int8 ONNX, with its tokenizer, into the package's data.

    python training/export.py --checkpoint epoch3.pt --encoder DIR --out src/attribune/data

Weights of matrix products and embeddings are quantised to 8 bits (dynamic quantisation of ONNX Runtime); activations
are quantised as they come. Windows are run one by one, so there is no padding and no mask. The full-precision network
is written beside it when ``--full FILE`` is given.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from torch.nn import functional

from network import Network

ORT = "com.microsoft"  # the domain of ONNX Runtime's own operators
OUTPUTS = ("heads", "names", "member", "cue", "distance")


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
    """What the package needs of the network: the roles' own scores served training only."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        for layer in network.encoder.encoder.layer:
            layer.attention.self = SelfAttention(layer.attention.self)

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of ``OUTPUTS``."""
        heads, _, names, member, cue = self.network(ids, cases, None)
        return heads, names, member, cue, self.network.distance * 1.0


def write_onnx(network: Network, path: Path) -> None:
    """Write the network at full precision, for any number of windows of any length up to the encoder's."""
    sample = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "cases", *OUTPUTS[:-1])}
    torch.onnx.export(
        Shipped(network),
        (sample, torch.zeros_like(sample)),
        str(path),
        input_names=["ids", "cases"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={ORT: 1},
        dynamo=False,
    )


def quantise(full: Path, path: Path) -> None:
    """Fuse what can be fused (normalisation, activation with bias), then turn the weights into 8-bit numbers."""
    fusions = FusionOptions("bert")
    fusions.enable_embed_layer_norm = False  # the word embeddings go in with the capitals' added
    fusions.enable_attention = False  # it is one operator already
    fused = optimize_model(
        str(full), model_type="bert", num_heads=12, hidden_size=384, optimization_options=fusions, opt_level=0
    )
    whole = full.with_suffix(".fused.onnx")
    fused.save_model_to_file(str(whole))
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,  # costs nothing, and brings back what 8 bits take from recall
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
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
        quantise(full, options.out / "network.onnx")
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
