"""Fit the confidences of the network's reports, so that 0.8 means right eight times in ten.

    python training/calibrate.py POLNEAR_DEV_DIR > src/attribune/data/calibration.json

A logistic regression (Platt 1999) of "content and source right" on the features of a report, fitted on the split by
Newton steps with a weak prior. The reliability printed to standard error is cross-validated over two halves of the
articles: bins of confidence, number, mean confidence, share right. Right means, as the scorer has it: content Jaccard
over tokens of at least one half with an attribution of the gold not taken before, and overlapping sources (or none).
"""

from __future__ import annotations

import json
import pathlib
import re
import sys

import numpy as np
from numpy.typing import NDArray

from attribune.annotate.combining import by_network
from attribune.annotate.layout import paragraphs
from attribune.annotate.network.reading import read_article
from attribune.annotate.quotations import quotations
from attribune.annotate.reports import reports
from attribune.annotate.sentences import sentences
from attribune.annotate.statements import statements
from attribune.annotate.tokens import units, wholes
from brat import Attribution, Spans, read_attributions

PRIOR = 1.0


def examples(path: pathlib.Path, gold: list[Attribution]) -> tuple[list[dict[str, float]], list[bool]]:
    """Return the evidence for each statement of one article that the network found, and whether it is right."""
    text = path.read_bytes().decode("utf-8")
    layout = paragraphs(text, title=None)
    quoted = quotations(text, layout)
    spans = sentences(text, layout)
    links = read_article(text, layout, tuple(wholes(text, spans, quoted))).links
    told = {
        (unit.tokens[report.cue.start].start, unit.tokens[report.cue.end - 1].end): evidence
        for unit in units(text, paragraphs=layout, sentences=spans, quotations=quoted)
        for report, evidence in by_network(unit, links, reports(unit))
    }
    found = statements(
        text, article=path.stem, paragraphs=layout, sentences=spans, quotations=quoted, times=(), links=links
    )
    tokens = [m.span() for m in re.finditer(r"\w+|[^\w\s]", text)]
    verdicts = right(tokens, [(list(s.content), [s.source] if s.source else []) for s in found], gold)
    known = [(told[s.cue], ok) for s, ok in zip(found, verdicts, strict=True) if s.cue in told]
    return [evidence for evidence, _ in known], [ok for _, ok in known]


def right(tokens: Spans, found: list[tuple[Spans, Spans]], gold: list[Attribution]) -> list[bool]:
    """Pair found with gold, the most alike first, and say which found are right."""
    ours = [(covered(tokens, content), covered(tokens, source)) for content, source in found]
    theirs = [(covered(tokens, g["content"]), covered(tokens, g["source"])) for g in gold if g["content"]]
    pairs = sorted(
        (
            (len(a[0] & b[0]) / len(a[0] | b[0]), i, j)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
            if a[0] & b[0]
        ),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    out = [False] * len(found)
    taken: set[int] = set()
    seen: set[int] = set()
    for likeness, i, j in pairs:
        if likeness >= 0.5 and i not in seen and j not in taken:
            seen.add(i)
            taken.add(j)
            out[i] = bool(ours[i][1] & theirs[j][1]) or not (ours[i][1] or theirs[j][1])
    return out


def covered(tokens: Spans, spans: Spans) -> frozenset[int]:
    """Return the tokens that the spans cover."""
    return frozenset(i for i, (a, b) in enumerate(tokens) if any(a < end and start < b for start, end in spans))


def fit(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weights of a logistic regression; the first column is the constant."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (labels - likely) - PRIOR * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + PRIOR * np.eye(rows.shape[1])
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def main(split: str) -> None:
    """Fit on the whole split, after telling the reliability over its halves."""
    folder = pathlib.Path(split)
    halves: list[list[tuple[dict[str, float], bool]]] = [[], []]
    for order, path in enumerate(sorted(folder.glob("text/*.txt"))):
        annotators = sorted(folder.glob(f"attributions/{path.stem}_????.ann"))
        if annotators:
            halves[order % 2].extend(zip(*examples(path, read_attributions(annotators[0])), strict=True))
    data = [
        (np.array([[1.0, *told.values()] for told, _ in half]), np.array([float(ok) for _, ok in half]))
        for half in halves
    ]
    likely = np.concatenate([1 / (1 + np.exp(-data[k][0] @ fit(*data[1 - k]))) for k in (0, 1)])
    labels = np.concatenate([data[0][1], data[1][1]])
    for low in np.arange(0, 1, 0.1):
        inside = (likely >= low) & (likely < low + 0.1)
        if inside.any():
            sys.stderr.write(f"{low:.1f} {inside.sum():5d} {likely[inside].mean():.3f} {labels[inside].mean():.3f}\n")
    weights = fit(np.concatenate([data[0][0], data[1][0]]), labels)
    names = ("bias", *halves[0][0][0])
    json.dump({"network": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}}, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
