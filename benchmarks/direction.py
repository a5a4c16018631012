"""Which of two articles drew on the other: ``python benchmarks/direction.py DATA [--list]``.

``direction.tsv`` holds pairs of articles of ``helsinki`` and ``coverage`` that share much text, drawn by hash and
labelled by reading both: ``a`` drew on ``b``, ``b`` on ``a``, both print the text of a named source, or ``none`` where
both only quote what was said or written in public. Each pair is traced as a story of its own. A pair is decided when
an edge between the two has a confidence of one half or more, or when both are said to have drawn on the same source
outside. ``made``: articles edited by hash, of which the original is known, with days, with credits or with neither.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.made import edited, hashed, rows, shortened

from attribune.annotate import annotate
from attribune.model import Article, Derivation, Resolution, Story
from attribune.trace import trace
from attribune.trace.credits import credited
from attribune.trace.directions import clues
from attribune.trace.namings import Namings
from attribune.trace.outlets import names_outlet
from attribune.trace.shared import pairs
from attribune.trace.words import bodies

LABELS = Path(__file__).with_name("direction.tsv")
FILES = {
    "helsinki": ("articles.jsonl.gz", "census.jsonl", "spotify.jsonl"),
    "coverage": ("articles.jsonl.gz",),
}
SURE = 0.5  # confidence
UNDECIDED, NOTHING = "undecided", "nothing"


@dataclass(frozen=True)
class Edge:
    """Two articles and who drew on whom."""

    set: str
    a: str
    b: str
    label: str


def edges() -> list[Edge]:
    """Return the labelled pairs."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()[1:]
    return [Edge(*line.split("\t")) for line in lines]


def articles(folder: Path, wanted: set[str]) -> dict[str, Article]:
    """Return the articles of these ids."""
    found = {}
    for name, files in FILES.items():
        for file in files:
            for row in rows(folder / name / file):
                if row["id"] in wanted:
                    found[row["id"]] = Article(
                        id=row["id"],
                        source=row["id"],
                        text=row["text"],
                        outlet=row["outlet"],
                        url=row["url"],
                        title=row["title"],
                        published=row["published"],
                    )
    return found


def answer(a: Article, b: Article) -> tuple[str, float]:
    """Return who drew on whom as ``trace`` has it, in the words of the labels, and how sure it is."""
    ordered = sorted((a, b), key=lambda article: (article.published or "~", article.id))
    story = Story("pair", ordered[0].id, tuple(article.id for article in ordered))
    _, found = trace(story, [annotate(one, fast=True) for one in ordered], Resolution((), (), ()), ())
    between = [one for one in found if one.drew_on is not None]
    common = _common(found)
    best = max(between, key=lambda one: one.confidence, default=None)
    if best is not None and best.confidence >= SURE and (common is None or best.confidence >= common[1]):
        return ("a" if best.article == a.id else "b"), best.confidence
    if common is not None:
        return common
    return (UNDECIDED, best.confidence) if best is not None else (NOTHING, 0.0)


def clue_sides(a: Article, b: Article) -> dict[str, bool]:
    """Return what tells who drew on whom in a pair that shares anything: by kind, whether it speaks for ``a``."""
    annotations = [annotate(one, fast=True) for one in (a, b)]
    texts = bodies(annotations)
    given = [credited(one, outlets=[o for o in (a.outlet, b.outlet) if o]) for one in annotations]
    found = pairs(texts)
    if not found:
        return {}
    told, _, _ = clues(found[0], texts, given, Namings(annotations))
    return {kind: (odds > 0) == (found[0].a == 0) for kind, odds in told}


def weights(texts: Mapping[str, Article], labelled: Sequence[Edge]) -> None:
    """Print how often each kind of clue is right where one article drew on the other, and the log odds of that."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for edge in labelled:
        if edge.label in "ab":
            for kind, for_a in clue_sides(texts[edge.a], texts[edge.b]).items():
                counts[kind][for_a == (edge.label == "a")] += 1
    for kind, (wrong, good) in sorted(counts.items()):
        odds = math.log((good + 0.5) / (wrong + 0.5))
        print(f"  {kind:10} {good + wrong:4} pairs, right {good / (good + wrong):.2f}, log odds {odds:5.2f}")


def _common(found: tuple[Derivation, ...]) -> tuple[str, float] | None:
    """Return the source outside that both articles drew on, with the confidence of the less sure one."""
    by_name: dict[str, list[float]] = defaultdict(list)
    for one in found:
        if one.drew_on is None and one.share > 0 and one.confidence >= SURE:
            by_name[one.drew_on_name or ""].append(one.confidence)
    both = [(name, min(sure)) for name, sure in by_name.items() if len(sure) > 1]
    return max(both, key=lambda pair: (pair[1], pair[0])) if both else None


def right(label: str, said: str) -> bool:
    """Tell whether an answer is that of the label."""
    return said == label or (said not in "ab" and label not in "ab" and names_outlet(said, label))


def made_pairs(folder: Path, number: int) -> Iterator[tuple[str, Article, Article]]:
    """Yield originals with what was made of them: how it can be told, the made one, the original."""
    for original in _chosen(folder, number):
        text = edited(8)(shortened(original.text, original.id), original.id)
        copy = Article(id=f"{hashed(original.id):x}", source="made", text=text, outlet="Hill Courier")
        yield "days", replace(copy, published="2020-01-03"), replace(original, published="2020-01-01")
        yield "credit", replace(copy, text=f"{text}\n\n{original.outlet} reported it first."), original
        yield "neither", copy, original


def _chosen(folder: Path, number: int) -> list[Article]:
    return [
        Article(id=row["id"], source=row["id"], text=row["text"], outlet=f"The Pell {row['id'][:4]} Post")
        for row in rows(folder / "coverage" / "articles.jsonl.gz")
        if 300 <= row["text"].count(" ") <= 700 and hashed("direction", row["id"]) % 29 == 0
    ][:number]


def made_families(folder: Path, number: int) -> Iterator[tuple[str, Article, list[Article]]]:
    """Yield copies that were made of one of three versions of a text: how, the copy, and the versions, its own first.

    A version has 3 words in a hundred changed, the copy 2 more and a third of the sentences left out.
    """
    for original in _chosen(folder, number):
        versions = [
            replace(original, id=f"{kind} {original.id}", text=edited(3)(original.text, f"{kind}{original.id}"))
            for kind in ("one", "two")
        ]
        versions = [replace(one, outlet=f"{one.id[:3]} Gazette", published="2020-01-02") for one in versions]
        first = replace(original, published="2020-01-01")
        for kind, own, others in (("a version", versions[0], [first, versions[1]]), ("the first", first, versions)):
            text = edited(2)(shortened(own.text, own.id), f"copy{own.id}")
            copy = replace(original, id=f"{hashed(own.id):x}", text=text, outlet="Hill Courier", published="2020-01-03")
            yield kind, copy, [own, *others]


def traced_to(copy: Article, versions: Sequence[Article]) -> str | None:
    """Return the id of the version that a copy is said to have drawn on."""
    ordered = sorted((copy, *versions), key=lambda article: (article.published or "~", article.id))
    story = Story("family", ordered[0].id, tuple(article.id for article in ordered))
    _, found = trace(story, [annotate(one, fast=True) for one in ordered], Resolution((), (), ()), ())
    own = [one for one in found if one.article == copy.id]
    return own[0].drew_on if own else None


def read(folder: Path, labelled: Sequence[Edge]) -> dict[str, Article]:
    """Return the articles of the pairs by id."""
    return articles(folder, {name for edge in labelled for name in (edge.a, edge.b)})


def answers(folder: Path, labelled: list[Edge]) -> list[tuple[Edge, str, float]]:
    """Return the pairs with what is said of them and how sure it is."""
    texts = read(folder, labelled)
    return [(edge, *answer(texts[edge.a], texts[edge.b])) for edge in labelled]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="the folder with helsinki and coverage")
    parser.add_argument("--list", action="store_true", help="list the pairs that are wrong or undecided")
    parser.add_argument("--made", type=int, default=60, help="articles of coverage to make others of")
    parser.add_argument("--weights", action="store_true", help="tell how right each kind of clue is, and no more")
    options = parser.parse_args()
    if options.weights:
        weights(read(options.data, edges()), edges())
        return
    results = answers(options.data, edges())
    for name in (*FILES, "both"):
        show(name, [result for result in results if name in ("both", result[0].set)])
    calibration([(sure, right(edge.label, said)) for edge, said, sure in results if edge.label != "none"])
    if options.list:
        for edge, said, sure in results:
            if not right(edge.label, said) and not (edge.label == "none" and said in (UNDECIDED, NOTHING)):
                print(f"  {edge.set} {edge.a} {edge.b}: {edge.label}, said {said} {sure:.2f}")
    made: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, copy, original in made_pairs(options.data, options.made):
        made[kind][answer(copy, original)[0]] += 1
    for kind, counts in made.items():
        decided = counts["a"] + counts["b"]
        share = 100 * counts["a"] / decided if decided else 0.0
        total = sum(counts.values())
        print(f"made, {kind:8} {total:4} pairs, {100 * decided / total:5.1f} % decided, {share:5.1f} % of them right")
    told: dict[str, list[bool]] = defaultdict(list)
    for kind, copy, versions in made_families(options.data, options.made):
        told[kind].append(traced_to(copy, versions) == versions[0].id)
    for kind, hits in told.items():
        print(f"made of {kind} of three versions: {len(hits)}, traced to that one {100 * sum(hits) / len(hits):5.1f} %")


def counts(results: list[tuple[Edge, str, float]]) -> tuple[int, int, int]:
    """Return how many of the pairs owe anything, how many of these are decided, and how many of these rightly."""
    owing = [result for result in results if result[0].label != "none"]
    decided = [result for result in owing if result[1] not in (UNDECIDED, NOTHING)]
    return len(owing), len(decided), sum(right(edge.label, said) for edge, said, _ in decided)


def show(name: str, results: list[tuple[Edge, str, float]]) -> None:
    """Print how many pairs are decided and right."""
    owing, decided, good = counts(results)
    free = [said for edge, said, _ in results if edge.label == "none"]
    claimed = sum(said not in (UNDECIDED, NOTHING) for said in free)
    print(
        f"{name:9} {owing:4} edges, {100 * decided / owing:5.1f} % decided, "
        f"{100 * good / max(1, decided):5.1f} % of them right; {claimed} of {len(free)} that owe nothing claimed"
    )


def calibration(outcomes: list[tuple[float, bool]]) -> None:
    """Print mean confidence against the share that is right, for the decided."""
    for low in (0.5, 0.6, 0.7, 0.8, 0.9):
        inside = [(sure, good) for sure, good in outcomes if low <= sure < low + 0.1 or (low == 0.9 and sure == 1)]
        if inside:
            mean = sum(sure for sure, _ in inside) / len(inside)
            share = sum(good for _, good in inside) / len(inside)
            print(f"  confidence from {low}: {len(inside):4} pairs, mean {mean:.2f}, right {share:.2f}")


if __name__ == "__main__":
    main()
