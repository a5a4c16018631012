"""Attribution on a split of PolNeAR: makes the predictions file, scores it, and prints the table.

    python benchmarks/attribution.py SPLIT_DIR [--fast] [--scorer score_attribution.py] [--predictions FILE]

SPLIT_DIR holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``. The scorer is the one that every
system is measured with; it takes SPLIT_DIR and the predictions and prints JSON. Three ways are measured: rules alone
(``--fast``: only that), the network alone, and both together as shipped. Speed is CPU time of this process.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from attribune import annotate
from attribune.annotate import combining
from attribune.annotate.reports import Report
from attribune.annotate.tokens import Unit
from attribune.model import Statement

SURE = 0.9
Spans = list[tuple[int, int]]
SCORER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "score_attribution.py"


def predictions(split: Path, *, fast: bool) -> Iterator[dict[str, Any]]:
    """Yield one row a statement, as the scorer wants it: spans in code points, half open."""
    for path in sorted(split.glob("text/*.txt")):
        for statement in annotate(path.read_bytes().decode("utf-8"), fast=fast).statements:
            yield {"doc": path.stem, **_roles(statement), "confidence": statement.confidence}


def _roles(statement: Statement) -> dict[str, list[tuple[int, int]]]:
    return {
        "source": [statement.source] if statement.source else [],
        "cue": [statement.cue] if statement.cue else [],
        "content": list(statement.content),
    }


def score(split: Path, predicted: Path, *, scorer: Path = SCORER) -> dict[str, Any]:
    """Return what the scorer prints."""
    run = subprocess.run([sys.executable, scorer, split, predicted], check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


def measure(split: Path, predicted: Path, *, fast: bool, scorer: Path = SCORER) -> dict[str, Any]:
    """Annotate the split, write the predictions, and return the scorer's figures with articles per CPU-second."""
    annotate("Warm the word lists up, she said.", fast=fast)
    begun = time.process_time()
    rows = list(predictions(split, fast=fast))
    seconds = time.process_time() - begun
    predicted.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    figures = score(split, predicted, scorer=scorer)
    sure, right = sure_sources(split, rows, scorer=scorer)
    return {
        **figures,
        "articles_per_cpu_second": round(figures["articles"] / seconds, 1),
        "sure_sources": sure,
        "sure_sources_right": round(100 * right / sure, 1) if sure else None,
    }


def sure_sources(split: Path, rows: list[dict[str, Any]], *, scorer: Path) -> tuple[int, int]:
    """Return how many statements have a source and a confidence of ``SURE``, and how many of those sources are right.

    Right: it overlaps the source of the gold statement whose content shares the most characters with it.
    """
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold = {
        path.stem: module.read_gold(sorted(split.glob(f"attributions/{path.stem}_????.ann"))[0])
        for path in split.glob("text/*.txt")
        if list(split.glob(f"attributions/{path.stem}_????.ann"))
    }
    sure = [row for row in rows if row["source"] and row["confidence"] >= SURE and row["doc"] in gold]
    right = 0
    for row in sure:
        best = max(gold[row["doc"]], key=lambda one: shared(one["content"], row["content"]), default=None)
        right += bool(best and shared(best["content"], row["content"]) and shared(best["source"], row["source"]))
    return len(sure), right


def shared(one: Spans, other: Spans) -> int:
    """Return how many characters two lists of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def silent(_: Unit) -> list[Report]:
    """Return what rules that see nothing say of a unit."""
    return []


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("split", type=Path)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--fast", action="store_true")
    options = parser.parse_args()
    for title in ("rules alone",) if options.fast else ("rules alone", "network alone", "rules and network"):
        # Without reports of the rules, what the network decodes stands by itself.
        alone = patch.object(combining, "reports", silent)
        silenced: AbstractContextManager[object] = alone if title == "network alone" else nullcontext()
        with tempfile.TemporaryDirectory() as folder, silenced:
            predicted = options.predictions or Path(folder) / "predictions.jsonl"
            figures = measure(options.split, predicted, fast=title == "rules alone", scorer=options.scorer)
        show(title, figures)


def show(title: str, figures: dict[str, Any]) -> None:
    """Print the figures of one way as a table."""
    print(f"{title:24}{'precision':>10}{'recall':>8}{'F1':>8}")
    for name, value in figures.items():
        if isinstance(value, list):
            print(f"{name:24}{value[0]:>10}{value[1]:>8}{value[2]:>8}")
        else:
            print(f"{name:24}{value:>10}")


if __name__ == "__main__":
    main()
