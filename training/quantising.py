"""Turning a network of full precision into one of 8-bit weights, with ONNX Runtime's fused operators."""

from __future__ import annotations

from pathlib import Path

from onnx import TensorProto
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model


def quantise(full: Path, path: Path, *, fused_attention: bool, fast_activation: bool) -> None:
    """Fuse activation with bias, and attention, then quantise (dynamic quantisation of ONNX Runtime).

    Weights of matrix products and embeddings become 8-bit numbers; activations are quantised as they come.
    ``fused_attention``: attention is one operator in ``full`` already. ``fast_activation``: take the tanh
    approximation of GELU (Hendrycks and Gimpel 2016) for the exact one.
    """
    fusions = FusionOptions("bert")
    fusions.enable_embed_layer_norm = False  # its fused form has no 8-bit embeddings, nor takes the capitals' added
    fusions.enable_attention = not fused_attention
    fusions.enable_skip_layer_norm = False  # six times slower than its parts on a CPU
    fusions.enable_gelu_approximation = fast_activation
    fused = optimize_model(
        str(full), model_type="bert", num_heads=12, hidden_size=384, optimization_options=fusions, opt_level=0
    )
    whole = full.with_suffix(".fused.onnx")
    fused.save_model_to_file(str(whole))
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,  # costs nothing; one scale for a matrix takes from recall, and from cosines (.960 for .993)
        op_types_to_quantize=["MatMul", "Gather", "Attention"],
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )
