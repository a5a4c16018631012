"""Fit the judge of pairs of statements: what a trait says about two wordings being one utterance.

    python training/judge.py --ecbplus ecbplus-1-35.zip --polnear polnear.zip \
        --out src/attribune/data/sayings_judge.json

Trained on the pairs of ``sayings_pairs.jsonl`` (articles of ECB+ and PolNeAR) whose words are not the same anyway: a
logistic regression with a quadratic penalty, by Newton's method. Printed: how often pairs of a confidence were one
utterance, each story judged by weights fitted on the others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.sayings import judged_statement, with_statements

from attribune.annotate import annotate
from attribune.collate.collating import worded
from attribune.collate.evidence import evidence
from attribune.collate.kinship import SAMENESS, Relation, relation
from attribune.collate.meaning import Meanings, encoder
from attribune.collate.traits import context, likeness, traits
from attribune.model import Article
from attribune.resolve import resolve
from judged_pairs import ecbplus, polnear

PAIRS = Path(__file__).with_name("sayings_pairs.jsonl")
PENALTY = 3.0
ROUNDS = 40
BINS = 5
# There are too few pairs of speakers akin to each other to learn from them what that is worth, and most of them share
# no more than being "the police"; how much it counts is set by hand.
AS_JUDGED: dict[Relation, Relation] = {"akin": "different"}


class Judged(NamedTuple):
    """One pair: its story, its traits by rules and by meaning, and whether it is one utterance."""

    story: str
    rules: dict[str, float]
    meaning: dict[str, float]
    one: bool


def judged(texts: Iterable[str]) -> Iterator[Judged]:
    """Yield the judged pairs of statements of these texts with their traits."""
    by_hash = {sha256(text.encode()).hexdigest()[:16]: text for text in texts}
    story: list[dict[str, Any]] = []
    for row in [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()] + [{"story": ""}]:
        if "story" in row and story:
            yield from _pairs(story, by_hash)
            story = []
        story.append(row)


def _pairs(rows: Sequence[dict[str, Any]], texts: dict[str, str]) -> Iterator[Judged]:
    articles = [Article(id=name, source=name, text=texts[name]) for name, _ in rows[0]["articles"]]
    statements = [judged_statement(articles[row["article"]], row) for row in rows if "content" in row]
    places = {article.id: place for place, article in enumerate(articles)}
    annotations = [with_statements(annotate(article), statements) for article in articles]
    resolution = resolve(annotations)
    wordings = worded(resolution.statements, annotations, places, actors=resolution.actors)
    found = {one.statement.id: one for one in wordings}
    shipped = encoder()
    assert shipped is not None
    meanings = Meanings(shipped)
    for row in rows:
        if row.get("label", "undecided") != "undecided":
            a, b = (found[statements[row[side]].id] for side in ("a", "b"))
            if a.code != b.code:
                actors = AS_JUDGED.get(kin := relation(a.speaker, b.speaker), kin)
                rules = traits(a, b, evidence(a, b), actors)
                alike = likeness(a, b, meanings, same=SAMENESS[actors]) | {"context": context(a, b, meanings)}
                yield Judged(rows[0]["story"], rules, rules | alike, row["label"] != "different")


def fit(rows: NDArray[np.float64], one: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of the columns and, last, the bias."""
    spread = rows.std(axis=0) + 1e-9
    table = np.hstack([rows / spread, np.ones((len(rows), 1))])
    penalty = np.diag([*[PENALTY] * rows.shape[1], 1e-6])
    weights = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - one) + penalty @ weights
        bend = (table * (likely * (1 - likely))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(bend, slope)
    return weights / np.array([*spread, 1.0])


def left_out(rows: NDArray[np.float64], one: NDArray[np.float64], stories: Sequence[str]) -> NDArray[np.float64]:
    """Return how likely each pair is by weights fitted on the other stories."""
    likely = np.zeros(len(one))
    for story in sorted(set(stories)):
        there = np.array([name == story for name in stories])
        weights = fit(rows[~there], one[~there])
        likely[there] = 1 / (1 + np.exp(-(rows[there] @ weights[:-1] + weights[-1])))
    return likely


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Fit the judge of pairs of statements.")
    for name in ("ecbplus", "polnear", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    texts = [text for _, _, text in ecbplus(options.ecbplus)]
    pairs = list(judged([*texts, *polnear(options.polnear)]))
    one = np.array([float(pair.one) for pair in pairs])
    written: dict[str, dict[str, float]] = {}
    for kind in ("rules", "meaning"):
        names = sorted(getattr(pairs[0], kind))
        rows = np.array([[getattr(pair, kind)[name] for name in names] for pair in pairs])
        weights = fit(rows, one)
        written[kind] = {name: round(float(value), 4) for name, value in zip([*names, "bias"], weights, strict=True)}
        likely = left_out(rows, one, [pair.story for pair in pairs])
        for low in np.arange(BINS) / BINS:
            there = (likely >= low) & (likely < low + 1 / BINS)
            if there.any():
                sys.stdout.write(
                    f"{kind} {low:.1f} {there.sum():4} {likely[there].mean():.2f} {one[there].mean():.2f}\n"
                )
    options.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
