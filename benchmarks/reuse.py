"""How well shared passages and derivations are found: ``python benchmarks/reuse.py DATA_DIR [--articles N]``.

Two measures. The silver pairs of ``helsinki`` (three sets of dirty pages on one event each, pairs of articles that
share at least a quarter of the word 8-grams of the shorter one, counted on the whole page text) are compared with the
pairs of which passages cover a quarter of the shorter article. And a generated set, in which everything is known:
articles of ``coverage`` are copied, cut, edited and quoted from, by hashes of their ids and never by chance.
Speed is CPU time of this process for ``trace`` alone.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.collection import alone
from benchmarks.made import FAMILY, Made, hashed, made_story, rows

from attribune.annotate import annotate
from attribune.model import Annotation, Article, Derivation, Resolution, Reuse, Span, Story
from attribune.text import WORD, normalise
from attribune.trace import trace

SETS = {
    "articles.jsonl.gz": "reuse_pairs.jsonl",
    "census.jsonl": "census_reuse_pairs.jsonl",
    "spotify.jsonl": "spotify_reuse_pairs.jsonl",
}
SHARE = 0.25  # of the shorter article
READ = ("headline", "body")
NOTHING = Resolution((), (), ())


def read_story(articles: Sequence[Article]) -> tuple[Story, list[Annotation]]:
    """Return all the articles as one story, annotated."""
    ordered = sorted(articles, key=lambda article: (article.published or "~", article.id))
    return Story("story", ordered[0].id, tuple(a.id for a in ordered)), [annotate(a) for a in ordered]


@dataclass
class Traced:
    """What was found in one story, and in how many milliseconds an article."""

    annotations: list[Annotation]
    reuses: tuple[Reuse, ...]
    derivations: tuple[Derivation, ...]
    milliseconds: float


def traced(articles: Sequence[Article]) -> Traced:
    """Return what ``trace`` finds in the articles, taken as one story."""
    story, annotations = read_story(articles)
    begun = time.process_time()
    reuses, derivations = trace(story, annotations, NOTHING, ())
    seconds = time.process_time() - begun
    return Traced(annotations, reuses, derivations, 1000 * seconds / len(articles))


# ---- silver


def silver(folder: Path, name: str, pairs_name: str) -> dict[str, float]:
    """Return the figures for one set of pages and its silver pairs."""
    articles = [
        Article(id=row["id"], source=row["id"], text=row["text"], outlet=row["outlet"]) for row in rows(folder / name)
    ]
    known = {article.id for article in articles}
    pairs = [(min(r["a"], r["b"]), max(r["a"], r["b"])) for r in rows(folder / pairs_name)]
    wanted = {pair for pair in pairs if known.issuperset(pair)}
    found = traced(articles)
    sizes = {article.id: len(WORD.findall(article.text)) for article in articles}
    texts = {article.id: article.text for article in articles}
    shares = {pair: covered / min(sizes[pair[0]], sizes[pair[1]]) for pair, covered in _covered(found, texts).items()}
    heavy = {pair for pair, share in shares.items() if share >= SHARE}
    return {
        "articles": len(articles),
        "pairs": len(wanted),
        "recall, any passage": _percent(len(wanted & shares.keys()), len(wanted)),
        "recall, a quarter": _percent(len(wanted & heavy), len(wanted)),
        "precision, a quarter": _percent(len(wanted & heavy), len(heavy)),
        "joined by derivations": _percent(_joined(found.derivations, wanted), len(wanted)),
        "bad spans": len(_bad_spans(found)),
        "ms an article": round(found.milliseconds, 2),
    }


def _covered(found: Traced, texts: Mapping[str, str]) -> Counter[tuple[str, str]]:
    """Return how many words of the one that has fewer of them stand in passages, by pair of articles."""
    sides: dict[tuple[str, str], list[list[int]]] = defaultdict(lambda: [[], []])
    for reuse in found.reuses:
        a, b = sorted(((reuse.a, reuse.a_span), (reuse.b, reuse.b_span)))
        for side, (article, span) in enumerate((a, b)):
            sides[a[0], b[0]][side].append(len(WORD.findall(texts[article], *span)))
    return Counter({pair: min(sum(one), sum(two)) for pair, (one, two) in sides.items()})


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _joined(derivations: Sequence[Derivation], wanted: Iterable[tuple[str, str]]) -> int:
    """Return how many pairs are linked through derivations that explain a fifth of an article or more."""
    head: dict[str, str] = {}

    def top(article: str) -> str:
        while article in head:
            article = head[article]
        return article

    for derivation in derivations:
        source = derivation.drew_on or derivation.drew_on_name
        if source is not None and derivation.share >= SHARE * 0.8:
            one, two = sorted((top(derivation.article), top(source)))
            if one != two:
                head[two] = one
    return sum(top(a) == top(b) for a, b in wanted)


def _bad_spans(found: Traced) -> list[Reuse]:
    """Return the reuses whose spans cut words, leave the body, or are called equal without being so."""
    texts = {a.article.id: a.article.text for a in found.annotations}
    bodies = {a.article.id: [p.span for p in a.paragraphs if p.kind in READ] for a in found.annotations}
    bad = []
    for reuse in found.reuses:
        sides = ((reuse.a, reuse.a_span), (reuse.b, reuse.b_span))
        words = [
            [normalise(w).replace(".", "") for w in WORD.findall(texts[article], *span)] for article, span in sides
        ]
        whole = all(_whole(texts[article], span) for article, span in sides)
        inside = all(any(p.start <= s.start < p.end for p in bodies[article]) for article, s in sides)
        if not whole or not inside or (reuse.similarity == 1 and words[0] != words[1]):
            bad.append(reuse)
    return bad


def _whole(text: str, span: Span) -> bool:
    """Whether the span begins where a word begins and ends where one ends."""
    first = WORD.match(text, span.start)
    before = text[span.start - 1] if span.start else " "
    after = text[span.end] if span.end < len(text) else " "
    return first is not None and not before.isalnum() and not after.isalnum()


# ---- generated


@dataclass
class Tally:
    """Counts for one kind of made article."""

    made: int = 0
    found: int = 0
    ends: int = 0
    drew: int = 0
    covered: list[float] = field(default_factory=list)

    def row(self) -> list[float]:
        """Return percentages: found, both ends within two words, words covered, derivation found."""
        mean = sum(self.covered) / len(self.covered) if self.covered else 0.0
        found, ends, drew = (_percent(count, self.made) for count in (self.found, self.ends, self.drew))
        return [found, ends, round(100 * mean, 1), drew]


def generated(folder: Path, number: int) -> tuple[dict[str, Tally], list[int], list[str]]:
    """Return the tallies by kind, the pairs found and those of them that have nothing in common, and these."""
    texts = [
        Article(id=row["id"], source=row["id"], text=row["text"], outlet=row["outlet"], published="2020-01-01")
        for row in rows(folder / "articles.jsonl.gz")
        if 250 <= row["text"].count(" ") <= 900 and hashed("reuse", row["id"]) % 97 < 2
    ]
    texts.sort(key=lambda article: hashed(article.id))
    tallies: dict[str, Tally] = defaultdict(Tally)
    pairs = [0, 0]
    strangers = []
    for first in range(0, min(number, len(texts) - 2 * FAMILY), 2 * FAMILY):
        originals, hosts = texts[first : first + FAMILY], texts[first + FAMILY : first + 2 * FAMILY]
        articles, made = made_story(originals, hosts)
        found = traced(articles)
        strange = _strangers(found, made)
        pairs[0] += len({(r.a, r.b) for r in found.reuses})
        pairs[1] += len(strange)
        strangers += strange
        for one in made:
            _tally(tallies[one.kind], one, found)
    return dict(tallies), pairs, strangers


def _strangers(found: Traced, made: Sequence[Made]) -> list[str]:
    families = {one.article.id: one.families for one in made}
    texts = {a.article.id: a.article.text for a in found.annotations}
    strange: dict[tuple[str, str], str] = {}
    for reuse in found.reuses:
        a, b = families.get(reuse.a, frozenset((reuse.a,))), families.get(reuse.b, frozenset((reuse.b,)))
        if a.isdisjoint(b):
            strange[reuse.a, reuse.b] = " ".join(texts[reuse.a][slice(*reuse.a_span)].split())
    return [f"{a} | {b}: {words[:200]}" for (a, b), words in sorted(strange.items())]


def _tally(tally: Tally, one: Made, found: Traced) -> None:
    tally.made += 1
    spans = [
        r.b_span if r.b == one.article.id else r.a_span
        for r in found.reuses
        if {r.a, r.b} == {one.article.id, one.original}
    ]
    read = {a.article.id: [p.span for p in a.paragraphs if p.kind in READ] for a in found.annotations}[one.article.id]
    body = {word for span in read for word in _words_at(one.article.text, span)}
    wanted = [word for word in _words_at(one.article.text, one.place) if word in body]
    got = sorted({word for span in spans for word in _words_at(one.article.text, span)})
    tally.found += bool(got)
    tally.covered.append(len(set(got) & set(wanted)) / max(1, len(wanted)))
    if got and wanted:
        order = [m.start() for m in WORD.finditer(one.article.text)]
        near = [abs(order.index(a) - order.index(b)) <= 2 for a, b in ((got[0], wanted[0]), (got[-1], wanted[-1]))]
        tally.ends += all(near)
    tally.drew += any(d.article == one.article.id and d.drew_on == one.original for d in found.derivations)


def _words_at(text: str, span: Span) -> list[int]:
    return [match.start() for match in WORD.finditer(text, *span)]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="the folder with helsinki and coverage")
    parser.add_argument("--articles", type=int, default=120, help="of coverage that the generated set is made from")
    parser.add_argument("--strangers", action="store_true", help="list the pairs found that have nothing in common")
    parser.add_argument("--collection", type=int, help="compare so many articles of a whole collection instead")
    options = parser.parse_args()
    if options.collection:
        for run, times in (("largest", 1), ("planted", 1), ("beside", 1), ("pieces", 1), ("pieces", 10)):
            alone(run, options.data, times * options.collection)
        return
    for name, pairs_name in SETS.items():
        print(f"helsinki/{name}")
        for label, value in silver(options.data / "helsinki", name, pairs_name).items():
            print(f"  {label:24}{value:>10}")
    tallies, pairs, strangers = generated(options.data / "coverage", options.articles)
    print(f"{'generated':16}{'made':>8}{'found':>8}{'ends':>8}{'words':>8}{'derived':>9}")
    for kind, tally in tallies.items():
        print(f"{kind:16}{tally.made:>8}" + "".join(f"{value:>8}" for value in tally.row()))
    print(f"pairs found {pairs[0]}, of which with nothing in common {pairs[1]}")
    if options.strangers:
        print("\n".join(strangers))


if __name__ == "__main__":
    main()
