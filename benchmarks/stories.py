"""How well articles are put into stories, and how fast: ``python benchmarks/stories.py DATA [SET ...]``.

DATA holds sets of articles as JSON lines with a ``story`` field; those of a set are mixed together and told apart
again. Printed for each: pairwise precision, recall and F1, and B-cubed (Bagga and Baldwin 1998), in percent, and
seconds. ``small`` dossiers are four stories at a time, drawn from those near in time and all given one date, which
is what a reporter's folder is like: dates don't help there and rarity can't be learned from it. A set without
stories gives its size and speed only. Nothing is drawn by chance.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pyarrow as pa

from attribune.annotate.layout import paragraphs
from attribune.engine import Local
from attribune.group import StoryKey, stories, story_keys
from attribune.model import Annotation, Article

SETS = ("seeds", "seesaw", "partisan-events", "ecbplus", "incidents", "helsinki", "coverage")
SMALL = ("seesaw", "partisan-events", "incidents")
STORIES_A_DOSSIER = 4
DOSSIERS = 150


class Row(NamedTuple):
    """An article's keys, and the story it belongs to (None where nobody said)."""

    keys: tuple[StoryKey, ...]
    story: str | None


class Score(NamedTuple):
    """Percentages."""

    precision: float
    recall: float
    f1: float
    b_precision: float
    b_recall: float
    b_f1: float


def articles(data: Path, name: str) -> Iterator[tuple[Article, str | None]]:
    """Yield the articles of a set, each with its story."""
    records = _ecbplus(data) if name == "ecbplus" else _records(data / name)
    for number, record in enumerate(records):
        text = record.get("text") or (data / name / str(record["file"])).read_text(encoding="utf-8")
        article = Article(
            id=f"{record['id']}-{number}",
            source=name,
            text=text,
            title=record.get("title"),
            published=record.get("published"),
        )
        yield article, record.get("story") or ("the one" if name == "seeds" else None)


def _records(folder: Path) -> Iterator[dict[str, str | None]]:
    path = next(p for p in (folder / "articles.jsonl.gz", folder / "articles.jsonl") if p.exists())
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("text") != "":
                yield record


def _ecbplus(data: Path) -> Iterator[dict[str, str | None]]:
    """Yield ECB+: the two halves of a topic are two events of one kind."""
    with zipfile.ZipFile(data / "ecbplus/ecbplus-1-35.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml"):
                tokens = ElementTree.parse(io.BytesIO(archive.read(name))).iter("token")
                sentences = groupby(tokens, key=lambda token: token.get("sentence"))
                text = "\n\n".join(" ".join(token.text or "" for token in line) for _, line in sentences)
                half = "plus" if name.endswith("plus.xml") else ""
                yield {"id": name, "text": text, "story": name.split("/")[1] + half}


def keyed(article: Article) -> tuple[StoryKey, ...]:
    """Return the keys of an article; of its annotation they need the paragraphs only."""
    parts = tuple(paragraphs(article.text, title=article.title))
    return story_keys(Annotation(article, parts, (), (), (), (), ()))


def told_apart(rows: Sequence[Row], *, engine: Local) -> dict[str, str]:
    """Return the story found for each article id."""
    names = StoryKey._fields
    keys = [key for row in rows for key in row.keys]
    table = pa.table({name: [getattr(key, name) for key in keys] for name in names})
    return {article: story.id for story in stories(table, engine=engine) for article in story.articles}


def score(found: Mapping[str, str], given: Mapping[str, str]) -> Score:
    """Return pairwise and B-cubed scores of the stories found against those given."""
    here = Counter(found[article] for article in given)
    there = Counter(given.values())
    both = Counter((found[article], story) for article, story in given.items())
    right, said, true = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, here, there))
    b_precision = sum(n * n / here[a] for (a, _), n in both.items()) / len(given)
    b_recall = sum(n * n / there[b] for (_, b), n in both.items()) / len(given)
    return Score(*_percentages(right / max(said, 1), right / max(true, 1)), *_percentages(b_precision, b_recall))


def _percentages(precision: float, recall: float) -> tuple[float, float, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * f1


def small_dossiers(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield dossiers of four stories out of twelve that follow each other, all of one date."""
    by_story = defaultdict(list)
    for row in rows:
        if row.keys[0].published:
            by_story[row.story].append(row._replace(keys=tuple(k._replace(published="2000-01-01") for k in row.keys)))
    first = {row.story: row.keys[0].published for row in reversed(rows)}
    names = sorted((name for name in by_story if len(by_story[name]) > 1), key=lambda name: (first[name], name))
    span = 3 * STORIES_A_DOSSIER
    for number in range(DOSSIERS):
        start = number * (len(names) - span) // DOSSIERS
        chosen = names[start + number % 3 : start + span : 3]
        yield [row for name in chosen for row in by_story[name]]


def small(rows: Sequence[Row], *, engine: Local) -> Score:
    """Return the scores over all small dossiers together."""
    found: dict[str, str] = {}
    given: dict[str, str] = {}
    for number, dossier in enumerate(small_dossiers(rows)):
        told = told_apart(dossier, engine=engine)
        for row in dossier:
            article = row.keys[0].article
            found[f"{number} {article}"] = f"{number} {told[article]}"
            given[f"{number} {article}"] = f"{number} {row.story}"
    return score(found, given)


def main() -> None:
    """Print a line for each set."""
    data, names = Path(sys.argv[1]), sys.argv[2:] or SETS
    engine = Local(processes=1)
    print("set                articles  found  pairs: P     R    F1   B-cubed: P     R    F1   keys s  stories s")
    for name in names:
        begun = time.perf_counter()
        rows = [Row(keyed(article), story) for article, story in articles(data, name)]
        read = time.perf_counter()
        found = told_apart(rows, engine=engine)
        done = time.perf_counter()
        given = {row.keys[0].article: row.story for row in rows if row.story}
        scores = _line(score(found, given)) if given else " " * 45
        seconds = f"{read - begun:7.1f} {done - read:10.1f}"
        print(f"{name:18} {len(rows):8} {len(set(found.values())):6}    {scores} {seconds}", flush=True)
        if name in SMALL:
            print(f"{name + ', small':34}    {_line(small(rows, engine=engine))}", flush=True)


def _line(scores: Score) -> str:
    return "  {:5.1f} {:5.1f} {:5.1f}          {:5.1f} {:5.1f} {:5.1f}".format(*scores)


if __name__ == "__main__":
    main()
