"""Write the sentence encoder as int8 ONNX into the package's data: what compares the meaning of two wordings.

    python training/export_encoder.py --encoder DIR --out src/attribune/data

The encoder is all-MiniLM-L6-v2 as published, untrained here. Its mean pooling and scaling to length one are part of the
graph: ``vector``, one for a text. ``states``, one for each piece, are those of its fourth layer, which align words best
(of the layers on MTRef dev, F1: 74, 79, 83, 84, 84, 82, 81 from the embeddings up). Its tokenizer is the attribution
network's, which started from the same encoder; that is checked.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from quantising import quantise

ALIGNING = 4  # the layer whose states align words
PIECES = 16  # of the example by which the graph is traced; any number up to the encoder's will do at run time


class Pooled(nn.Module):
    """The encoder with the mean of its last states, scaled to length one, and the states that align words."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder, attn_implementation="eager")

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """Return one vector for each text, and one for each of its pieces."""
        found = self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids), output_hidden_states=True)
        vector = nn.functional.normalize(found.last_hidden_state.mean(1), dim=-1)
        return vector, nn.functional.normalize(found.hidden_states[ALIGNING], dim=-1)


def write_onnx(model: nn.Module, path: Path) -> None:
    """Write the encoder at full precision, for any number of texts of any length up to the encoder's."""
    axes = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        model,
        (torch.ones(2, PIECES, dtype=torch.long),),
        str(path),
        input_names=["ids"],
        output_names=["vector", "states"],
        dynamic_axes={"ids": axes, "vector": {0: "texts"}, "states": axes},
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Export the sentence encoder.")
    for name in ("encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    if (options.encoder / "tokenizer.json").read_bytes() != (options.out / "tokenizer.json").read_bytes():
        raise SystemExit("the encoder's tokenizer is not the one that ships")
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "encoder.onnx"
        write_onnx(Pooled(options.encoder).eval(), full)
        quantise(full, options.out / "encoder.onnx", fused_attention=False, fast_activation=False)


if __name__ == "__main__":
    main()
