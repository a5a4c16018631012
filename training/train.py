"""Train the network on PolNeAR train and GUM train; after each epoch the loss on PolNeAR dev is printed.

    python training/train.py --polnear DIR --gum DIR --documents documents.tsv --encoder DIR --out DIR

Deterministic for a seed on one machine. Uses a GPU if there is one, else the cores there are, in bf16.
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from brat import ROLES
from corpora import Window, gum, polnear
from network import Network

log = logging.getLogger("train")


def batches(windows: list[Window], size: int, seed: int) -> list[list[Window]]:
    """Return batches of windows of like length, shuffled; the two corpora never share a batch."""
    rng = random.Random(seed)
    out = []
    for kind in (True, False):
        part = [w for w in windows if (w.names is None) == kind]
        rng.shuffle(part)
        part.sort(key=lambda w: len(w.ids) // 32)
        out += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(out)
    return out


def tensors(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return padded ids, case classes and the mask."""
    width = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    cases = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    for row, window in enumerate(batch):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        cases[row, : len(window.ids)] = torch.tensor(window.cases)
        mask[row, : len(window.ids)] = 1
    return ids, cases, mask


def loss_of(network: Network, batch: list[Window], device: str) -> torch.Tensor:
    """Return the loss of one batch: names alone, or cue heads, roles and links together."""
    ids, cases, mask = (t.to(device) for t in tensors(batch))
    head, flat, names, member, cue = (t.float() for t in network(ids, cases, mask))
    if batch[0].names is not None:
        gold = torch.full(ids.shape, -100)
        for row, window in enumerate(batch):
            gold[row, : len(window.ids)] = torch.tensor(window.names)
        return functional.cross_entropy(names.flatten(0, 1), gold.to(device).flatten())
    gold_heads = torch.zeros_like(head)
    gold_flat = torch.zeros_like(flat)
    link_losses = []
    for row, window in enumerate(batch):
        count = len(window.ids)
        for role, pieces in enumerate(window.flat):
            gold_flat[row, pieces, role] = 1
        if not window.heads:
            continue
        at = torch.tensor([place for place, _ in window.heads])
        gold_heads[row, at] = 1
        gold = torch.zeros(len(at), count, len(ROLES))
        for k, (_, roles) in enumerate(window.heads):
            for role, pieces in enumerate(roles):
                gold[k, pieces, role] = 1
        scores = network.links(member[row, :count], cue[row, :count], at)
        link_losses.append(functional.binary_cross_entropy_with_logits(scores, gold, reduction="none").sum(dim=(1, 2)))
    real = mask.bool()
    loss = functional.binary_cross_entropy_with_logits(head[real], gold_heads[real]) * 8
    loss = loss + functional.binary_cross_entropy_with_logits(flat[real], gold_flat[real]) * 0.5
    if link_losses:
        loss = loss + torch.cat(link_losses).mean() / 12
    return loss


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Train the attribution network.")
    for name in ("polnear", "gum", "documents", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from, at its own --rate and --seed")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    rows = [line.split("\t") for line in options.documents.read_text().splitlines()]
    training = list(polnear(tokenizer, options.polnear / "train"))
    training += list(gum(tokenizer, options.gum, {r[0] for r in rows if r[1] == "train"}))
    choosing = list(polnear(tokenizer, options.polnear / "dev"))
    log.info("%d training windows, %d to choose on", len(training), len(choosing))
    network = Network(options.encoder).to(device)
    if options.start:
        network.load_state_dict(torch.load(options.start, map_location=device))
    steps = len(batches(training, options.batch, 0)) * options.epochs
    encoder = set(network.encoder.parameters())
    optimiser = torch.optim.AdamW(
        [
            {"params": list(encoder), "lr": options.rate},
            {"params": [p for p in network.parameters() if p not in encoder], "lr": options.rate * 3},
        ],
        weight_decay=0.01,
    )
    warm = max(1, steps // 12)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda s: min(1.0, (s + 1) / warm) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, s / steps))) + 0.01,
    )
    options.out.mkdir(parents=True, exist_ok=True)
    step = 0
    for epoch in range(options.epochs):
        network.train()
        begun, total = time.time(), 0.0
        for batch in batches(training, options.batch, options.seed + epoch):
            with torch.autocast(device, dtype=torch.bfloat16):
                loss = loss_of(network, batch, device)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            plan.step()
            step += 1
            total += loss.item()
            if step % 25 == 0:
                log.info("step %d/%d loss %.3f (%.1f s a step)", step, steps, total / 25, (time.time() - begun) / 25)
                begun, total = time.time(), 0.0
        network.eval()
        with torch.no_grad():
            losses = [loss_of(network, b, device).item() for b in batches(choosing, options.batch, 0)]
        log.info("epoch %d: dev loss %.4f", epoch + 1, sum(losses) / len(losses))
        torch.save(network.state_dict(), options.out / f"epoch{epoch + 1}.pt")


if __name__ == "__main__":
    main()
