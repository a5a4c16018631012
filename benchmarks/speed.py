"""Speed and memory of the whole way: articles a CPU-second with each room's share, and memory as the input grows.

    python benchmarks/speed.py ARTICLES.jsonl.gz [--network] [--memory 250,1000,4000]

Without ``--network``, articles are annotated by rules alone.

All stages run in this one process, so CPU seconds are those of one core. For memory, ``attribune add`` is run as a
process of its own over the first N articles and its peak resident size is read from the operating system.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from attribune.annotate import annotate
from attribune.collate import collate
from attribune.compare import conflicts, positions, timeline
from attribune.dossier import Store
from attribune.engine.local import Local
from attribune.group import story_keys
from attribune.model import Annotation, Article, Story, StoryFindings
from attribune.pipeline import add_annotations, current_stories, seldom_collected, together
from attribune.read import read
from attribune.resolve import resolve
from attribune.trace import fingerprints, independence, trace


class Clock:
    """CPU seconds by room."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def room(self, name: str) -> Iterator[None]:
        """Count what happens inside towards one room."""
        begun = time.process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun

    def run(self, name: str, function: Callable[..., Any], *values: Any) -> Any:
        """Call a function on the room's account."""
        with self.room(name):
            return function(*values)


def whole_way(source: Path, folder: Path, *, fast: bool) -> tuple[int, Clock]:
    """Take a file of articles through every room, one after the other; return their number and the clock."""
    clock = Clock()
    warm_up(folder, fast=fast)
    articles = clock.run("read", lambda: [item for item in read([source]) if isinstance(item, Article)])
    annotations: list[Annotation] = clock.run("annotate", lambda: [annotate(a, fast=fast) for a in articles])
    with Store.open(folder / "speed.dossier", create=True) as store:
        keys = clock.run("group", lambda: [key for a in annotations for key in story_keys(a)])
        prints = clock.run("trace", lambda: {a.article.id: fingerprints(a) for a in annotations})
        clock.run("dossier", lambda: store.put_annotations(annotations, story_keys=keys, fingerprints=prints))
        found = clock.run("group", lambda: current_stories(store, engine=Local(processes=1)))
        by_id = {annotation.article.id: annotation for annotation in annotations}
        for told in together(side_by_side(story, by_id, clock) for story in found):
            clock.run("dossier", store.put_findings, *told)
        clock.run("dossier", store.refresh_registry)
    return len(articles), clock


def side_by_side(story: Story, by_id: Mapping[str, Annotation], clock: Clock) -> StoryFindings:
    """Read the articles of one story side by side, each room on its account."""
    members = [by_id[article] for article in story.articles]
    resolution = clock.run("resolve", resolve, members)
    sayings = clock.run("collate", collate, story, members, resolution)
    reuses, derivations = clock.run("trace", trace, story, members, resolution, sayings)
    sayings = clock.run("trace", independence, story, members, resolution, sayings, reuses, derivations)
    with clock.room("compare"):
        compared = (
            conflicts(story, members, resolution, sayings),
            positions(story, members, resolution),
            timeline(story, members, resolution),
        )
    return StoryFindings(story, resolution, sayings, reuses, derivations, *compared)


def warm_up(folder: Path, *, fast: bool) -> None:
    """Load word lists and libraries, which a run pays for once whatever its size: take a small story all the way."""
    told = "{} NEWS - The ferry stays open, Mayor Ann Lee said on Monday. “We need it,” she told Harbour Radio."
    articles = [
        Article(id=town, source=town, text=told.format(town), outlet=f"{town} Post", published="2031-04-02")
        for town in ("Northport", "Southport")
    ]
    with Store.open(folder / "warm.dossier", create=True) as store:
        add_annotations(store, [annotate(article, fast=fast) for article in articles], fast=fast)


def peak_memory(source: Path, count: int, folder: Path, *, fast: bool) -> float:
    """Return the peak resident size, in MB, of ``attribune add`` over the first ``count`` articles."""
    part = folder / f"first-{count}.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as lines, part.open("w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, count))
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    command = [sys.executable, "-m", "attribune.cli", "add", str(folder / f"{count}.dossier"), str(part)]
    if fast:
        command.append("--fast")
    subprocess.run([*command, "--processes", "1"], check=True, capture_output=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    if peak == before:
        raise SystemExit("run the sizes from small to large: the peak of a smaller run cannot be told after a larger")
    return peak / 1024


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--memory", help="numbers of articles, ascending, to measure memory at")
    parser.add_argument("--network", action="store_true")
    options = parser.parse_args()
    fast = not options.network
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.memory:
            for count in map(int, options.memory.split(",")):
                print(
                    json.dumps(
                        {"articles": count, "peak_mb": round(peak_memory(options.articles, count, folder, fast=fast))}
                    )
                )
            return
        with seldom_collected():
            count, clock = whole_way(options.articles, folder, fast=fast)
    total = sum(clock.seconds.values())
    print(f"{count} articles, {total:.2f} CPU-seconds, {count / total:.0f} articles a CPU-second")
    for room, seconds in sorted(clock.seconds.items(), key=lambda item: -item[1]):
        print(f"  {room:10} {seconds:6.2f} s  {seconds / total:5.1%}  {1000 * seconds / count:.2f} ms an article")


if __name__ == "__main__":
    main()
