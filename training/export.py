"""Write a trained network as int8 ONNX, with its tokenizer, into the package's data.

    python training/export.py --checkpoint epoch3.pt --encoder DIR --out src/attribune/data

Weights of matrix products and embeddings are quantised to 8 bits (dynamic quantisation of ONNX Runtime); activations
are quantised as they come. The full-precision network is written beside it when ``--full FILE`` is given.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import torch
from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn

from network import Network

OUTPUTS = ("heads", "names", "member", "cue", "distance")


class Shipped(nn.Module):
    """What the package needs of the network: the roles' own scores served training only."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of ``OUTPUTS``."""
        heads, _, names, member, cue = self.network(ids, cases, mask)
        return heads, names, member, cue, self.network.distance * 1.0


def write_onnx(network: Network, path: Path) -> None:
    """Write the network at full precision, for any number of windows of any length up to the encoder's."""
    sample = torch.ones(2, 16, dtype=torch.long)
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "cases", "mask", *OUTPUTS[:-1])}
    torch.onnx.export(
        Shipped(network),
        (sample, torch.zeros_like(sample), sample),
        str(path),
        input_names=["ids", "cases", "mask"],
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, path: Path) -> None:
    """Fuse what can be fused (normalisation, activation with bias), then turn the weights into 8-bit numbers."""
    fusions = FusionOptions("bert")
    fusions.enable_embed_layer_norm = False  # the word embeddings go in with the capitals' added
    fused = optimize_model(
        str(full), model_type="bert", num_heads=12, hidden_size=384, optimization_options=fusions, opt_level=0
    )
    whole = full.with_suffix(".fused.onnx")
    fused.save_model_to_file(str(whole))
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
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
