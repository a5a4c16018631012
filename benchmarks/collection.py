"""Shared passages over a whole collection: what is found of what was planted, and what it costs.

    python benchmarks/reuse.py DATA --collection 10000 [--beside]

Three runs, each in a process of its own, so that CPU time and memory are its own: the N largest articles of
``coverage``; N articles of which two fifths are copies, rewrites and hosts of lifted sentences made by hash from
others; and ten times N pieces of 220 words against N of them. All costs are those of the whole way from text to
spans: paragraphs, sentences and quotations included, reading the file not.
"""

from __future__ import annotations

import heapq
import importlib
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.made import Made, hashed, lifted, made_of, rewritten, rows

from attribune.annotate.layout import paragraphs
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.engine.local import Local
from attribune.model import Annotation, Article, Span
from attribune.text import WORD, normalise
from attribune.trace.across import Across, across

PIECE = 220  # words
GRAM = 8  # words in a row that two unrelated articles share by no chance
RATE = 20  # words in a hundred that a rewrite changes, beside the sentences it leaves out
SENTENCES = 2
NEAR = 2  # words
KINDS = ("copy", "rewrite", "two in marks", "two sentences")


@dataclass
class Cost:
    """What one run took."""

    articles: int
    words: int
    seconds: float
    megabytes: int

    def line(self) -> str:
        """Return the figures in words."""
        return (
            f"{self.articles} articles, {self.words / 1e6:.1f} million words: {self.seconds:.0f} CPU-seconds, "
            f"{self.megabytes} MB at most"
        )


@dataclass
class Tally:
    """Counts for one kind of made article."""

    made: int = 0
    found: int = 0
    taken: int = 0  # words
    covered: int = 0
    ends: int = 0
    near: int = 0  # ends that are right to two words

    def shares(self) -> tuple[float, float, float]:
        """Return the shares found, of words covered, and of ends that are right."""
        return self.found / self.made, self.covered / self.taken, self.near / max(1, self.ends)


class Precision(NamedTuple):
    """Pairs found: all, those planted, and those of the rest that share so many words in a row."""

    pairs: int
    planted: int
    sharing: int

    def share(self) -> float:
        """Return the share of the pairs that do share text."""
        return (self.planted + self.sharing) / self.pairs

    def __str__(self) -> str:
        """Say it in words."""
        return (
            f"{self.pairs} pairs found, {self.planted} of them planted; of the other {self.pairs - self.planted}, "
            f"{self.sharing} share {GRAM} words in a row, which is reuse too: pair precision {100 * self.share():.1f} %"
        )


def light(article: Article) -> Annotation:
    """Return the article with what comparing it needs: paragraphs, sentences and quotations."""
    layout = paragraphs(article.text, title=article.title)
    return Annotation(article, layout, sentences(article.text, layout), quotations(article.text, layout), (), (), ())


def whole_way(articles: Sequence[Article]) -> tuple[list[Annotation], Across, Cost]:
    """Return what is found in the articles, and what it took."""
    begun = time.process_time()
    annotations = [light(article) for article in articles]
    found = across(annotations, engine=Local(processes=2))
    seconds = time.process_time() - begun
    words = sum(article.text.count(" ") for article in articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return annotations, found, Cost(len(articles), words, seconds, peak)


def coverage(folder: Path) -> Iterator[Article]:
    """Yield the articles of ``coverage`` in the order of the file."""
    for row in rows(folder / "coverage" / "articles.jsonl.gz"):
        yield Article(
            id=row["id"], source=row["id"], text=row["text"], outlet=row["outlet"], published=row["published"]
        )


def largest(folder: Path, number: int) -> None:
    """Print what the largest articles share."""
    sizes = ((len(article.text), article.id) for article in coverage(folder))
    wanted = {name for _, name in heapq.nlargest(number, sizes)}
    _, found, cost = whole_way([article for article in coverage(folder) if article.id in wanted])
    pairs = {(one.a, one.b) for one in found.passages}
    print(f"coverage, largest: {cost.line()}")
    print(f"  {len(found.passages)} passages in {len(pairs)} pairs; {sum(p.quoted for p in found.passages)} quoted")
    print(f"  left out: {json.dumps(found.dropped._asdict())}")


def pieces(folder: Path, number: int) -> None:
    """Print what it takes to compare so many pieces of articles, each one an article of its own."""
    made = [piece for article in coverage(folder) for piece in _pieces(article)]
    made.sort(key=lambda article: hashed("piece", article.id))
    _, found, cost = whole_way(made[:number])
    print(f"pieces of coverage: {cost.line()}; {len(found.passages)} passages")


def _pieces(article: Article) -> Iterator[Article]:
    words = article.text.split(" ")
    for start in range(0, len(words) - PIECE, PIECE):
        text = " ".join(words[start : start + PIECE])
        name = f"{article.id} {start}"
        yield Article(name, article.id, text, outlet=article.outlet, published=article.published)


# ---- planted


class Planted(NamedTuple):
    """Articles some of which were made of others; of those, where each word that was kept stands in the original."""

    articles: list[Article]
    made: list[Made]
    origins: dict[str, dict[int, int]]  # by made article


def planted(folder: Path, number: int) -> Planted:
    """Return N articles, four tenths of them made of four other tenths (each original has one)."""
    chosen = [article for article in coverage(folder) if 250 <= article.text.count(" ") <= 900]
    chosen.sort(key=lambda article: hashed("planted", article.id))
    each = number // 10
    originals, hosts = chosen[: len(KINDS) * each], chosen[len(KINDS) * each : 6 * each]
    made: list[Made] = []
    origins: dict[str, dict[int, int]] = {}
    for place, original in enumerate(originals):
        one, kept = _made(KINDS[place % len(KINDS)], original, hosts[place // 2 % len(hosts)])
        if one is not None:
            made.append(one)
            origins[one.article.id] = kept
    return Planted([*originals, *hosts, *(one.article for one in made)], made, origins)


def _made(kind: str, original: Article, host: Article) -> tuple[Made | None, dict[int, int]]:
    if kind in ("copy", "rewrite"):
        text, origins = rewritten(original.text, original.id, RATE) if kind == "rewrite" else (original.text, {})
        place = Span(0, len(text))
        one = made_of(kind, text, original, frozenset((original.id,)), place, published=original.published)
        return one, origins or {start: start for start in _starts(text, place)}
    lift = lifted(kind, SENTENCES, original, host, published=original.published)
    if lift is None:
        return None, {}
    start, end = lift.place
    moved = original.text.index(lift.article.text[start:end]) - start
    return lift, {word: word + moved for word in _starts(lift.article.text, lift.place)}


def _starts(text: str, span: Span) -> list[int]:
    return [match.start() for match in WORD.finditer(text, *span)]


def recall(folder: Path, number: int) -> None:
    """Print how much of what was planted is found, and what else is."""
    tallies, precision, cost = measure(folder, number)
    print(f"planted: {cost.line()}")
    print(f"{'':16}{'made':>8}{'found %':>10}{'words %':>10}{'ends %':>10}")
    for kind, tally in tallies.items():
        print(f"{kind:16}{tally.made:>8}" + "".join(f"{100 * value:>10.1f}" for value in tally.shares()))
    print(f"  {precision}")


def measure(folder: Path, number: int) -> tuple[dict[str, Tally], Precision, Cost]:
    """Return how much of what was planted is found, by kind, what else is, and what it took."""
    articles, made, origins = planted(folder, number)
    annotations, found, cost = whole_way(articles)
    spans: dict[tuple[str, str], list[tuple[Span, Span]]] = defaultdict(list)
    for one in found.passages:
        spans[one.a, one.b].append((one.a_span, one.b_span))
        spans[one.b, one.a].append((one.b_span, one.a_span))
    tallies: dict[str, Tally] = defaultdict(Tally)
    by_id = {annotation.article.id: annotation for annotation in annotations}
    for item in made:
        got = spans.get((item.article.id, item.original), ())
        _count(tallies[item.kind], item, got, origins[item.article.id], by_id)
    return dict(tallies), _precision(articles, made, {tuple(sorted(pair)) for pair in spans}), cost


def _count(
    tally: Tally,
    one: Made,
    got: Sequence[tuple[Span, Span]],
    origins: Mapping[int, int],
    annotations: Mapping[str, Annotation],
) -> None:
    """Add one made article: was it found, how many of the words taken are covered, do the ends of spans agree.

    Both ends of a passage must stand, in the original, where the words at its ends in the made article came from,
    and in a lifted passage or a copy the outermost ends where what was taken begins and ends.
    """
    order = {start: number for number, start in enumerate(_starts_read(annotations[one.original]))}
    read = [start for start in _starts_read(annotations[one.article.id]) if one.place.start <= start < one.place.end]
    taken = [start for start in read if start in origins and origins[start] in order]
    tally.made += 1
    tally.found += bool(got)
    tally.taken += len(taken)
    tally.covered += sum(any(span.start <= start < span.end for span, _ in got) for start in taken)
    for span, other in got:
        inside = [order[origins[start]] for start in taken if span.start <= start < span.end]
        there = [number for start, number in order.items() if other.start <= start < other.end]
        if inside and there:
            tally.near += (abs(inside[0] - there[0]) <= NEAR) + (abs(inside[-1] - there[-1]) <= NEAR)
        tally.ends += 2
    if got and one.kind != "rewrite":
        inside_all = [start for start in read if any(span.start <= start < span.end for span, _ in got)]
        tally.ends += 2
        if inside_all:
            tally.near += (read.index(inside_all[0]) <= NEAR) + (len(read) - 1 - read.index(inside_all[-1]) <= NEAR)


def _starts_read(annotation: Annotation) -> list[int]:
    return [
        start
        for paragraph in annotation.paragraphs
        if paragraph.kind in ("headline", "body")
        for start in _starts(annotation.article.text, paragraph.span)
    ]


def _precision(articles: Sequence[Article], made: Sequence[Made], pairs: set[tuple[str, ...]]) -> Precision:
    families = {one.article.id: one.families for one in made}
    texts = {article.id: article.text for article in articles}

    def grams(article: str) -> set[tuple[str, ...]]:
        # A rewrite has few words in a row: what it shares with others is what its originals share with them.
        return set().union(*(_grams(texts[name]) for name in families.get(article, frozenset((article,)))))

    strangers = [(a, b) for a, b in sorted(pairs) if families.get(a, frozenset((a,))).isdisjoint(families.get(b, (b,)))]
    sharing = sum(bool(grams(a) & grams(b)) for a, b in strangers)
    return Precision(len(pairs), len(pairs) - len(strangers), sharing)


def _grams(text: str) -> set[tuple[str, ...]]:
    words = [normalise(word) for word in WORD.findall(text)]
    return set(zip(*(words[step:] for step in range(GRAM)), strict=False))


# ---- beside


def beside(folder: Path, number: int) -> None:
    """Print what MinHash over whole articles finds of the same planted set (rensa, 128 permutations, Jaccard 0.5)."""
    if importlib.util.find_spec("rensa") is None:
        print("rensa is not installed: MinHash is not run beside")
        return
    rensa: Any = importlib.import_module("rensa")

    articles, made, _ = planted(folder, number)
    begun = time.process_time()
    index = rensa.RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes = {}
    for place, article in enumerate(articles):
        words = [normalise(word) for word in WORD.findall(article.text)]
        hashes[place] = rensa.RMinHash(num_perm=128, seed=42)
        hashes[place].update([" ".join(words[i : i + 5]) for i in range(len(words) - 4)])
        index.insert(place, hashes[place])
    places = {article.id: place for place, article in enumerate(articles)}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in made:
        own, other = places[one.article.id], places[one.original]
        close = other in index.query(hashes[own]) and hashes[own].jaccard(hashes[other]) >= 0.5
        counts[one.kind][0] += close
        counts[one.kind][1] += 1
    shown = ", ".join(f"{kind} {100 * got / all_:.1f} %" for kind, (got, all_) in counts.items())
    print(f"MinHash of articles, pairs alone, no spans ({time.process_time() - begun:.0f} CPU-seconds): {shown}")


RUNS = {"largest": largest, "planted": recall, "pieces": pieces, "beside": beside}


def alone(run: str, folder: Path, number: int) -> None:
    """Do one run in a process of its own, so that what it takes is not mixed with what others took."""
    subprocess.run([sys.executable, __file__, run, str(folder), str(number)], check=True, env=_paths())


def _paths() -> dict[str, str]:
    import os

    root = Path(__file__).resolve().parents[1]
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "src")])}


if __name__ == "__main__":
    RUNS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
