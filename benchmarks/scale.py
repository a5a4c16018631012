"""What a run over tables costs, and the cluster it takes: ``python benchmarks/scale.py ARTICLES.jsonl.gz [--spark]``.

The first articles of a file are run over by rules alone in one process, for each of the sizes, and the CPU seconds of
each stage are told. With ``--spark`` the largest is run over again on Spark (``local[2]``), the tables are compared
row by row, and the CPU seconds of all processes of Spark are told. What a million articles cost is reckoned from the
largest size: text work for each article costs the same in any company; joins grow faster, by the exponent measured
when all articles are taken for those of one day, as those of a large crawl are. What reading a page costs is measured
by ``extraction.py``, what annotating with the network costs by ``speed.py``; ``--page`` and ``--network`` give it here
in milliseconds.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.annotate.layout import paragraphs
from attribune.bulk import run
from attribune.dossier import SCHEMAS
from attribune.engine import Local
from attribune.engine.tables import Engine
from attribune.group import story_keys
from attribune.group.likeness import likenesses
from attribune.model import Annotation, Article

MILLION = 1_000_000
DAY = 24 * 3600
HOURS = 6  # in which a day's articles are to be done
DATED = 740_000  # some day
BUSY = 0.7  # of a cluster's cores, on average: the rest waits for the last task of a wave
TICK = os.sysconf("SC_CLK_TCK")
STAGES = {  # what is told of progress, by the room that the time belongs to
    "inputs": "read",
    "articles": "annotate",
    "stories": "side by side",
    "keys": "join",
    "general": "join",
    "stretches": "join",
    "article_counts": "join",
    "key_counts": "join",
    "marks": "join",
    "crowds": "join",
    "meetings": "join",
    "likenesses": "join",
    "sentences": "join",
    "house": "join",
    "current_stories": "join",
    "fingerprints": "join",
    "appearances": "join",
    "encounters": "join",
}


def first(source: Path, count: int, folder: Path) -> Path:
    """Write the first ``count`` lines of a file of JSON lines."""
    part = folder / f"first-{count}.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, count))
    return part


def family_seconds() -> float:
    """Return the CPU seconds of this process and of all below it, as far as they are still there."""
    parents: dict[int, int] = {}
    seconds: dict[int, float] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
            parents[int(entry.name)] = int(fields[1])
            seconds[int(entry.name)] = sum(map(int, fields[11:15])) / TICK
    return sum(spent for process, spent in seconds.items() if os.getpid() in _line(process, parents))


def _line(process: int, parents: Mapping[int, int]) -> Iterator[int]:
    while process:
        yield process
        process = parents.get(process, 0)


def measured(engine: Engine, source: Path, folder: Path, clock: Callable[[], float]) -> dict[str, float]:
    """Return the CPU seconds of each room of one run."""
    spent: dict[str, float] = {}
    last = clock()

    def count(stage: str, done: int, total: int | None) -> None:
        nonlocal last
        now = clock()
        # Tables of the same name as a stage are made at once; work that goes by waves tells of articles.
        room = "rest" if total == 1 and stage in ("articles", "stories") else STAGES.get(stage, "rest")
        spent[room] = spent.get(room, 0.0) + now - last
        last = now

    run([source], folder, engine=engine, fast=True, progress=count)
    return spent


def tables(folder: Path) -> dict[str, list[str]]:
    """Return the rows of every exported table, sorted."""
    return {
        name: sorted(
            json.dumps(row, sort_keys=True)
            for file in (folder / "tables" / name).glob("*/*.parquet")
            for row in pq.read_table(file).to_pylist()
        )
        for name in (*SCHEMAS, "dropped")
    }


def crowded(source: Path, sizes: Sequence[int]) -> dict[int, float]:
    """Return the CPU seconds of the joins over the first so many articles, all taken for those of one day."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        found = [list(keys(json.loads(line), place)) for place, line in enumerate(itertools.islice(lines, sizes[-1]))]
    spent = {}
    for size in sizes:
        rows = [row for own in found[:size] for row in own]
        days = {f"{place}": DATED for place in range(size)}
        begun = time.process_time()
        likenesses(pa.Table.from_pylist(rows), days, engine=Local(processes=1))
        spent[size] = time.process_time() - begun
    return spent


def keys(record: Mapping[str, str | None], place: int) -> Iterator[dict[str, object]]:
    """Yield the keys of an article, which need no more of its annotation than the paragraphs."""
    article = Article(id=f"{place}", source="", text=record["text"] or "", title=record["title"])
    parts = tuple(paragraphs(article.text, title=article.title))
    for key in story_keys(Annotation(article, parts, (), (), (), (), ())):
        yield key._asdict()


def reckoned(size: int, spent: Mapping[str, float], joined: Mapping[int, float]) -> dict[str, float]:
    """Return the CPU seconds that a million articles of one day take in each room."""
    small, large = sorted(joined)[-2:]
    exponent = max(1.0, math.log(joined[large] / joined[small]) / math.log(large / small))
    print("joins, all articles of one day: " + ", ".join(f"{n} {seconds:.2f} s" for n, seconds in joined.items()))
    print(f"they grow with the {exponent:.2f}th power of the articles")
    found = {room: seconds * MILLION / size for room, seconds in spent.items()}
    return found | {"join": joined[large] * (MILLION / large) ** exponent}


def sizing(rooms: Mapping[str, float], *, page: float, network: float) -> None:
    """Print what a million articles a day cost and how many cores that keeps busy, by rules and with the network."""
    rules = sum(rooms.values()) + page * MILLION / 1000
    both = rules - rooms["annotate"] + network * MILLION / 1000
    print("a million pages (extrapolated)   CPU-hours   cores all day   cores for six hours")
    for name, seconds in (("by rules", rules), ("with the network", both)):
        busy = seconds / BUSY
        print(f"{name:30}   {seconds / 3600:9.0f}   {busy / DAY:13.1f}   {busy / (HOURS * 3600):19.0f}")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", default="1250,5000", help="numbers of articles, ascending")
    parser.add_argument("--crowd", type=int, default=20000, help="articles of one day to measure the joins over")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--page", type=float, default=25.0, help="ms to take an article out of a page")
    parser.add_argument("--network", type=float, default=113.0, help="ms to annotate one with the network")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        local = Local(processes=1)
        sources = [first(options.articles, size, folder) for size in sizes]
        spent = []
        for size, source in zip(sizes, sources, strict=True):
            spent.append(measured(local, source, folder / f"local-{size}", time.process_time))
            _print(f"local, {size} articles", size, spent[-1])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        on_disk = sum(file.stat().st_size for file in (folder / f"local-{sizes[-1]}").rglob("*.parquet"))
        print(
            f"peak memory {peak:.0f} MB; {on_disk / sizes[-1] / 1000:.1f} kB on disk an article, all stages and tables"
        )
        joined = crowded(options.articles, [options.crowd // part for part in (4, 2, 1)])
        sizing(reckoned(sizes[-1], spent[-1], joined), page=options.page, network=options.network)
        if options.spark:
            _compare(sizes[-1], sources[-1], folder)


def _compare(size: int, source: Path, folder: Path) -> None:
    from attribune.engine.spark import Spark

    begun = time.perf_counter()
    with Spark(master="local[2]") as spark:
        _print(f"spark, {size} articles", size, measured(spark, source, folder / "spark", family_seconds))
    print(f"{time.perf_counter() - begun:.0f} seconds by the clock")
    here, there = tables(folder / f"local-{size}"), tables(folder / "spark")
    for name, rows in here.items():
        print(f"  {name:12} {len(rows):8} rows  {'identical' if there[name] == rows else 'DIFFERENT'}")


def _print(what: str, size: int, rooms: Mapping[str, float]) -> None:
    print(f"{what}: {sum(rooms.values()):.1f} CPU-seconds", flush=True)
    for room, seconds in sorted(rooms.items(), key=lambda item: -item[1]):
        print(f"  {room:14} {seconds:7.1f} s  {1000 * seconds / size:6.2f} ms an article", flush=True)


if __name__ == "__main__":
    main()
