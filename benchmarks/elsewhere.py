"""What articles of different stories share: ``python benchmarks/elsewhere.py DATA [--articles N] [--list]``.

Fingerprints bring articles together; beside them, every pair of articles of ``coverage`` of different stories and
outlets, at most a month apart, that has ``SHINGLES`` shingles in common is aligned as well, whatever stands in how many
stories. Recall is the share of the pairs and of the passages so found that fingerprints find, too. By rules and without
statements: paragraphs, sentences and quotations are all that is needed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

import pyarrow as pa
from benchmarks.collection import coverage, light
from benchmarks.made import hashed

from attribune.engine import Local
from attribune.group import stories, story_keys
from attribune.group.keys import day
from attribune.group.likeness import ordinal
from attribune.model import Annotation, Reuse
from attribune.trace.elsewhere import DAYS, encounters, fingerprints, shared_elsewhere
from attribune.trace.shingles import shingles

SHINGLES = 8  # a passage that tells enough has some fifteen words, changed ones among them
CROWD = 200  # articles with one shingle, beyond which it brings nobody together even here

Pair = tuple[int, int]


def chosen(folder: Path, number: int) -> list[Annotation]:
    """Return so many articles of ``coverage``, drawn by hash, in the order of their ids."""
    drawn = sorted(coverage(folder), key=lambda article: hashed("elsewhere", article.id))[:number]
    return [light(article) for article in sorted(drawn, key=lambda article: article.id)]


def appearances(annotations: Sequence[Annotation]) -> pa.Table:
    """Return which story each article is of, by which outlet and on which day."""
    keys = [key._asdict() for annotation in annotations for key in story_keys(annotation)]
    story_of = {
        name: story.id
        for story in stories(pa.Table.from_pylist(keys), engine=Local(processes=1))
        for name in story.articles
    }
    articles = [annotation.article for annotation in annotations]
    return pa.table(
        {
            "article": pa.array(range(len(articles)), pa.int32()),
            "story": pa.array([story_of.get(article.id, article.id) for article in articles], pa.string()),
            "outlet": pa.array([article.outlet for article in articles], pa.string()),
            "day": pa.array([ordinal(day(article.published)) for article in articles], pa.int64()),
        }
    )


def printed(annotations: Sequence[Annotation]) -> pa.Table:
    """Return the fingerprints of the articles as a table."""
    rows = [
        {"article": place, "fingerprint": key}
        for place, annotation in enumerate(annotations)
        for key in fingerprints(annotation).tolist()
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema([("article", pa.int32()), ("fingerprint", pa.int64())]))


def all_pairs(annotations: Sequence[Annotation], where: pa.Table) -> list[Pair]:
    """Return every pair of articles of different stories and outlets that may owe each other anything."""
    holders: dict[int, list[int]] = defaultdict(list)
    for place, annotation in enumerate(annotations):
        for key in dict.fromkeys(shingles(annotation).keys.tolist()):
            holders[key].append(place)
    rows = where.to_pylist()
    counts: Counter[Pair] = Counter(
        pair for places in holders.values() if 1 < len(places) <= CROWD for pair in combinations(places, 2)
    )
    return sorted(pair for pair, count in counts.items() if count >= SHINGLES and _apart(rows[pair[0]], rows[pair[1]]))


def _apart(one: Mapping[str, object], two: Mapping[str, object]) -> bool:
    """Whether two articles are of different stories and outlets, and within a month of each other."""
    days = one["day"], two["day"]
    near = not all(isinstance(day, int) for day in days) or abs(int(f"{days[0]}") - int(f"{days[1]}")) <= DAYS
    return one["story"] != two["story"] and (one["outlet"] is None or one["outlet"] != two["outlet"]) and near


def passages(annotations: Sequence[Annotation], pairs: Iterable[Pair]) -> dict[Pair, tuple[Reuse, ...]]:
    """Return what the articles of each pair share, for those that share anything."""
    known = list(pairs)
    found = shared_elsewhere((annotations[a], annotations[b]) for a, b in known)
    return {pair: reuses for pair, reuses in zip(known, found, strict=True) if reuses}


def missed(wanted: Mapping[Pair, tuple[Reuse, ...]], found: Mapping[Pair, tuple[Reuse, ...]]) -> Iterator[Reuse]:
    """Yield the passages of pairs that were not found."""
    for pair, reuses in wanted.items():
        if pair not in found:
            yield from reuses


class Compared(NamedTuple):
    """What fingerprints find beside what there is."""

    met: list[Pair]  # brought together by fingerprints
    found: dict[Pair, tuple[Reuse, ...]]
    seconds: float  # of this process
    every: list[Pair]
    wanted: dict[Pair, tuple[Reuse, ...]]

    def recall(self) -> tuple[float, float, float]:
        """Return the shares found of the pairs, of the passages, and of the pairs that share more than quotations."""
        own = [pair for pair, reuses in self.wanted.items() if not all(reuse.quoted for reuse in reuses)]
        passages = sum(len(self.found.get(pair, ())) for pair in self.wanted)
        return (
            sum(pair in self.found for pair in self.wanted) / len(self.wanted),
            passages / sum(map(len, self.wanted.values())),
            sum(pair in self.found for pair in own) / max(1, len(own)),
        )


def measured(annotations: Sequence[Annotation], where: pa.Table) -> Compared:
    """Return what fingerprints find in the articles, and what aligning all pairs does."""
    begun = time.process_time()
    met = encounters(printed(annotations), where, engine=Local(processes=1))
    found = passages(annotations, met)
    seconds = time.process_time() - begun
    every = all_pairs(annotations, where)
    return Compared(met, found, seconds, every, passages(annotations, every))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="the folder with coverage")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--list", action="store_true", help="show some of the passages that were not found")
    options = parser.parse_args()
    annotations = chosen(options.data, options.articles)
    where = appearances(annotations)
    of = measured(annotations, where)
    print(f"{where.num_rows} articles in {len(where.column('story').unique())} stories")
    print(f"by fingerprints: {len(of.met)} pairs aligned, {len(of.found)} share passages; {of.seconds:.1f} CPU-seconds")
    print(f"by all shingles: {len(of.every)} pairs aligned, {len(of.wanted)} share passages")
    print("recall of pairs {:.3f}, of passages {:.3f}, of pairs with more than quotations {:.3f}".format(*of.recall()))
    texts = {annotation.article.id: annotation.article.text for annotation in annotations}
    for reuse in islice(missed(of.wanted, of.found), 40 if options.list else 0):
        print(f"  {reuse.a} {reuse.b} {reuse.quoted}: {' '.join(texts[reuse.a][slice(*reuse.a_span)].split())[:200]}")


if __name__ == "__main__":
    main()
