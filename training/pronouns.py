"""Learn whom "he" and "she" mean: the weights of ``data/pronoun_weights.txt``, from the coreference annotation of GUM.

    python training/pronouns.py DATA [--write]

Every "he" or "she" of GUM is taken as the product meets it, with those that the product would choose among; the
one that the annotation has is the right choice, or nobody if it is not among them. GUM has few who speak, so that
the pronouns of ``pronoun_speakers.tsv`` (sources in PolNeAR train, named by a person) are added, each counting
several times. The weights are those of a log-linear model over the marks of each (``attribune.resolve.scene``), by
maximum likelihood with a Gaussian prior. Of the figures printed those of GUM's split ``dev`` are from documents on
which nothing is learnt. Without ``--write`` nothing is changed.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import ClassVar, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.actors import Asked, asked, is_right
from benchmarks.coreference import Document, Gold, gum
from scipy.optimize import minimize

from attribune.annotate import annotate
from attribune.model import Article, Mention
from attribune.resolve import reading, resolving, scene
from attribune.resolve.bearers import Bearers
from attribune.resolve.cast import Link
from attribune.resolve.figures import Figure
from attribune.resolve.reading import Reading, States

TARGET = Path(__file__).resolve().parents[1] / "src" / "attribune" / "data" / "pronoun_weights.txt"
SPOKEN = Path(__file__).with_name("pronoun_speakers.tsv")
SPEAKING = 3.0  # how many times such a pronoun counts
GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
PRIOR = 0.7  # the standard deviation of a weight
FEWEST = 5  # marks that are rarer have no weight
HEAD = """# How much each mark of one last spoken of speaks for "he" or "she" meaning that person (log-linear weights).
# Source: learnt by training/pronouns.py from the coreference annotation of GUM (train, CC BY 4.0) and PolNeAR train.
"""


class Example(NamedTuple):
    """The marks of those whom a pronoun may mean, and which of them it means (empty: nobody of them)."""

    options: list[tuple[str, ...]]
    right: tuple[int, ...]
    weight: float = 1.0


class _Listener(scene.Scene):
    """A scene that keeps what it was asked."""

    asked: ClassVar[list[tuple[scene.Asked, list[scene.Option]]]] = []

    def recall(self, asked: scene.Asked) -> Link:
        self.asked.append((asked, self.options(asked)))
        return super().recall(asked)


class _Heard(NamedTuple):
    """What was asked while an article was resolved: each pronoun with its options, and all links."""

    pronouns: list[tuple[Mention, list[scene.Option]]]
    mentions: list[Mention]
    links: dict[int, Link]


def _listen(name: str, text: str) -> _Heard:
    heard = _Heard([], [], {})

    class Listening(Reading):
        def _pronoun(self, index: int, mention: Mention) -> Link:
            before = len(_Listener.asked)
            link = super()._pronoun(index, mention)
            if len(_Listener.asked) > before and mention.kind == "pronoun":
                heard.pronouns.append((mention, _Listener.asked[-1][1]))
            return link

        def read(self, bearers: Bearers, states: States, bodies: Sequence[tuple[int, str]] = ()) -> None:
            heard.pronouns.clear()  # an article is read again when genders are known better
            super().read(bearers, states, bodies)
            heard.mentions.extend(self.page.mentions)
            heard.links.update(self.links)

    _Listener.asked = []
    resolving.Reading = Listening  # type: ignore[misc]
    reading.Scene = _Listener  # type: ignore[misc]
    try:
        resolving.resolve([annotate(Article(id=name, source=name, text=text), fast=True)])
    finally:
        resolving.Reading = Reading  # type: ignore[misc]
        reading.Scene = scene.Scene  # type: ignore[misc]
    return heard


def from_gum(document: Document) -> Iterator[Example]:
    """Yield the pronouns of an annotated document."""
    heard = _listen(document.name, document.text)
    entities = _entities(document, heard.mentions, heard.links)
    for mention, options in heard.pronouns:
        gold = _at(document, mention)
        if gold is not None and gold.kind == "pronoun":
            right = tuple(i for i, option in enumerate(options) if entities.get(option.figure) == gold.entity)
            yield Example([option.marks for option in options], right)


def from_polnear(archive: Path, questions: list[Asked]) -> Iterator[Example]:
    """Yield the pronouns that a person has named."""
    for name, group in groupby(questions, key=attrgetter("article")):
        with zipfile.ZipFile(archive) as corpus:
            heard = _listen(name, corpus.read(f"train/text/{name}.txt").decode("utf-8"))
        places = {mention.span.start: options for mention, options in heard.pronouns}
        for question in group:
            options = places.get(question.start, [])
            right = tuple(i for i, o in enumerate(options) if is_right(" ".join(o.figure.founder), question.name))
            if options:
                yield Example([option.marks for option in options], right, SPEAKING)


def _entities(document: Document, mentions: list[Mention], links: dict[int, Link]) -> dict[Figure, str]:
    """Return the annotated entity of each figure: that of most of the names and descriptions linked to it."""
    votes: dict[Figure, Counter[str]] = defaultdict(Counter)
    for index, link in links.items():
        if link.figure is not None and mentions[index].kind != "pronoun":
            gold = _at(document, mentions[index])
            if gold is not None:
                votes[link.figure][gold.entity] += 1
    return {figure: max(sorted(counts), key=counts.__getitem__) for figure, counts in votes.items()}


def _at(document: Document, mention: Mention) -> Gold | None:
    head = mention.head
    fitting = [g for g in document.mentions if g.head.overlaps(head)]
    return min(fitting, key=lambda gold: gold.span.end - gold.span.start, default=None)


def learn(given: list[Example]) -> dict[str, float]:
    """Return the weights of the marks that make the right choices likeliest."""
    counts = Counter(mark for example in given for marks in example.options for mark in marks)
    names = ["nobody", *sorted(mark for mark, count in counts.items() if count >= FEWEST)]
    place = {name: i for i, name in enumerate(names)}
    rows = [[[place[m] for m in marks if m in place] for marks in example.options] + [[0]] for example in given]
    rights = [list(example.right) or [len(example.options)] for example in given]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = float(weights @ weights) / (2 * PRIOR**2), weights / PRIOR**2
        for options, right, example in zip(rows, rights, given, strict=True):
            scores = np.array([weights[option].sum() for option in options])
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            total -= example.weight * float(np.log(chances[right].sum()))
            wanted = np.zeros(len(options))
            wanted[right] = chances[right] / chances[right].sum()
            for option, pull in zip(options, example.weight * (chances - wanted), strict=True):
                np.add.at(slope, option, pull)
        return total, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(weight), 3) for name, weight in zip(names, best.x, strict=True)}


def report(title: str, given: list[Example], weights: dict[str, float]) -> None:
    """Print how many choices are right, and how sure the wrong ones are."""
    outcomes: Counter[str] = Counter()
    for options, right, _ in given:
        scores = np.array([sum(weights.get(m, 0.0) for m in marks) for marks in options] + [weights["nobody"]])
        chances = np.exp(scores) / np.exp(scores).sum()
        best = int(chances[:-1].argmax()) if options else -1
        named = bool(options) and chances[best] >= 0.5
        outcomes["right" if named and best in right else "wrong" if named else "unknown"] += 1
    total = sum(outcomes.values())
    print(title, total, {name: round(100 * count / total, 1) for name, count in sorted(outcomes.items())})


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    archive = options.data / "gum" / "gum.zip"
    spoken = list(from_polnear(options.data / "polnear" / "polnear.zip", asked(SPOKEN)))
    splits = {s: [e for d in gum(archive, split=s, genres=GENRES) for e in from_gum(d)] for s in ("train", "dev")}
    weights = learn(splits["train"] + spoken)
    for title, given in (*splits.items(), ("PolNeAR train", spoken)):
        report(title, given, weights)
        print("  not among the choices:", sum(not e.right for e in given))
    if options.write:
        lines = [f"{name} | {weight}\n" for name, weight in sorted(weights.items())]
        TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
