"""A run over tables gives what a dossier gives, however often it is stopped and in whatever portions it comes."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bulk.finished import FOOTER, footed, found, ran, rows, told
from tests.newsstand import coverage, event, write
from tests.read.test_archives import archive, page

import attribune
from attribune import pipeline
from attribune.annotate import annotate
from attribune.bulk import RunFolder, running
from attribune.dossier import SCHEMAS
from attribune.dossier.packed import pack, unpack
from attribune.engine import Local, RunError
from attribune.engine.spark import Spark
from attribune.engine.tables import Engine
from attribune.group.likeness import NUMBERS
from attribune.model import Article

EXAMPLE = Path(__file__).parents[2] / "examples" / "coverage"
KILLED = """
import sys
from attribune.bulk import run, running
running.ARTICLES = 6
if __name__ == "__main__":
    say = lambda *done: print(*done, flush=True)
    if sys.argv[3] == "local":
        from attribune.engine import Local
        engine = Local(processes=1)
    else:
        from attribune.engine.spark import Spark
        engine = Spark(master="local[1]", settings={"spark.sql.shuffle.partitions": "2"})
    run([sys.argv[1]], sys.argv[2], engine=engine, fast=True, progress=say)
"""


def test_a_run_exports_what_a_dossier_of_the_same_articles_does(tmp_path: Path) -> None:
    ran(tmp_path / "run", EXAMPLE)
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(EXAMPLE, fast=True)
        expected = {name: dossier.table(name).to_pylist() for name in SCHEMAS}
    for name, own in found(tmp_path / "run").items():
        if name in expected:
            assert own == sorted(json.dumps(row, sort_keys=True) for row in expected[name]), name


def test_annotations_come_out_of_their_rows_as_they_went_in() -> None:
    text = (EXAMPLE / "B.txt").read_text(encoding="utf-8") if (EXAMPLE / "B.txt").exists() else event(1)[0]["text"]
    article = Article(id="b", source="b.txt", text=text, outlet="OPR News", published="2023-09-11")
    annotation = annotate(article, fast=True)
    assert unpack(pack(annotation)) == annotation


def test_the_number_of_processes_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = write(tmp_path / "news.jsonl", coverage(24))
    ran(tmp_path / "one", news)
    monkeypatch.setattr(running, "ARTICLES", 50)
    ran(tmp_path / "two", news, engine=Local(processes=2))
    assert found(tmp_path / "one") == found(tmp_path / "two")


def test_portions_give_the_tables_of_all_at_once_and_do_nothing_twice(tmp_path: Path) -> None:
    early, late = coverage(4)[:-3], coverage(6)[-15:]
    first, second = write(tmp_path / "a.jsonl", early), write(tmp_path / "b.jsonl", late)
    ran(tmp_path / "once", first, second)
    ran(tmp_path / "portions", first)
    annotated = _parts(tmp_path / "portions", "annotations")
    ran(tmp_path / "portions", second)
    assert found(tmp_path / "portions") == found(tmp_path / "once")
    assert annotated < _parts(tmp_path / "portions", "annotations")
    new = rows(file for part in _parts(tmp_path / "portions", "annotations") - annotated for file in part.iterdir())
    assert len(new) == len(late) - sum(row in early for row in late)
    everything = {path: path.stat().st_mtime_ns for path in (tmp_path / "portions").rglob("*.parquet")}
    ran(tmp_path / "portions", second, first)
    again = {path: path.stat().st_mtime_ns for path in (tmp_path / "portions").rglob("*.parquet")}
    made = {path.parts[-3] for path in again if again[path] != everything.get(path)}
    assert made <= {"inputs", "unread", "untold"}  # which say that nothing is left to do


def _parts(folder: Path, stage: str) -> set[Path]:
    return set((folder / "stages" / stage).iterdir())


def test_an_input_that_has_changed_is_read_again_in_place_of_what_it_was(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", event(1))
    ran(tmp_path / "run", news)
    write(news, event(2)[:4])
    ran(tmp_path / "run", news)
    ran(tmp_path / "fresh", news)
    assert found(tmp_path / "run") == found(tmp_path / "fresh")


@pytest.mark.parametrize("stage", ["articles 6", "stories 6"])
def test_a_run_that_is_killed_half_way_goes_on_from_there(tmp_path: Path, stage: str) -> None:
    _killed_and_resumed(tmp_path, stage, Local(processes=1), "local")


def test_a_run_on_spark_that_is_killed_half_way_goes_on_from_there(tmp_path: Path, spark: Spark) -> None:
    _killed_and_resumed(tmp_path, "articles 12", spark, "spark")


def _killed_and_resumed(tmp_path: Path, stage: str, engine: Engine, name: str) -> None:
    news = write(tmp_path / "news.jsonl", coverage(5))
    folder = tmp_path / "run"
    _kill_after(stage, [str(news), str(folder), name])
    kept = {path: path.stat().st_mtime_ns for path in _parts(folder, "annotations") if not path.name.startswith("_")}
    assert kept
    with pytest.raises(RunError, match="not done"):
        RunFolder(folder).story("0")
    ran(folder, news, engine=engine)
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    ran(tmp_path / "whole", news)
    assert found(folder) == found(tmp_path / "whole")
    assert not [path for path in folder.rglob("_*") if path.is_dir() and any(path.iterdir())]


def _kill_after(stage: str, given: list[str]) -> None:
    """Kill a run in a process of its own, by a signal that it cannot catch, once it has reported the stage."""
    command = [sys.executable, "-c", KILLED, *given]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith(stage):
            break
    time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert process.returncode == -signal.SIGKILL


def test_what_an_outlet_prints_under_all_its_articles_is_left_out_and_told(tmp_path: Path) -> None:
    ran(tmp_path / "run", write(tmp_path / "news.jsonl", footed(8)))
    texts = {row["id"]: row["text"] for row in told(tmp_path / "run", "articles")}
    dropped = [row for row in told(tmp_path / "run", "dropped") if row["what"] == "sentence"]
    (footer,) = [row for row in dropped if row["text"] == FOOTER]
    assert (footer["name"], footer["articles"]) == ("Harbour Post", 8)
    assert texts[footer["article"]][slice(*footer["span"])] == FOOTER
    assert not [row for row in told(tmp_path / "run", "reuse") if FOOTER[:30] in row["a_text"]]


def test_versions_of_one_text_are_no_furniture(tmp_path: Path) -> None:
    row = event(2)[0]
    weeks = (date(2031, 1, 6) + timedelta(weeks=3 * number) for number in range(7))
    reprints = [row | {"published": str(day), "url": f"{row['url']}-{day}"} for day in weeks]
    ran(tmp_path / "run", write(tmp_path / "news.jsonl", [*reprints, *coverage(2)]))
    assert sum(row["size"] == 1 for row in told(tmp_path / "run", "stories")) >= 6
    assert told(tmp_path / "run", "dropped") == []


def test_a_key_that_too_many_articles_share_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NUMBERS, "crowd", 4)
    monkeypatch.setitem(NUMBERS, "first", 2)
    ran(tmp_path / "run", write(tmp_path / "news.jsonl", event(1)))
    capped = [row for row in told(tmp_path / "run", "dropped") if row["what"] == "key"]
    assert capped
    assert all(row["dropped"] == row["articles"] - 2 for row in capped)
    assert all(row["since"] == "2031-01-13" for row in capped)
    assert [row["size"] for row in told(tmp_path / "run", "stories")] == [6]


def test_archives_and_parquet_tables_are_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "crawl"
    archive(folder / "a.warc.gz", [page(), page("https://harbourpost.example/gone", status="404 Not Found")])
    pq.write_table(pa.Table.from_pylist(event(3)), folder / "b.parquet")
    write(folder / "c.jsonl", event(4))
    (folder / "README.md").write_text("What was crawled, and when.", encoding="utf-8")
    counts = ran(tmp_path / "run", folder).counts
    assert (counts["articles"], counts["rejected"]) == (13, 2)
    rejected = {Path(row["source"]).name: row["reason"] for row in told(tmp_path / "run", "rejected")}
    assert "404" in rejected["a.warc.gz"]
    assert "tells about the folder" in rejected["README.md"]
    assert len(list((tmp_path / "run" / "stages" / "read").glob("*/*.parquet"))) == 1


def test_a_fault_of_ours_costs_one_article_or_one_story_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_side_by_side = pipeline.side_by_side

    def failing(story: Any, annotations: Any, **known: Any) -> Any:
        if "Aldmouth" in annotations[0].article.text:
            raise KeyError("Aldmouth")
        return read_side_by_side(story, annotations, **known)

    def hurt(article: Article, *, fast: bool) -> Any:
        if article.outlet == "The Quay":
            raise ValueError("no")
        return annotate(article, fast=fast)

    monkeypatch.setattr(pipeline, "side_by_side", failing)
    monkeypatch.setattr("attribune.bulk.article_work.annotate", hurt)
    counts = ran(tmp_path / "run", write(tmp_path / "news.jsonl", coverage(3))).counts
    assert (counts["articles"], counts["stories"], counts["rejected"]) == (15, 2, 4)
    reasons = [row["reason"] for row in told(tmp_path / "run", "rejected")]
    assert sum("could not be annotated (ValueError: no)" in reason for reason in reasons) == 3
    assert sum("could not be read side by side" in reason for reason in reasons) == 1


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", event(1))
    with pytest.raises(RunError, match="no run"):
        ran(tmp_path, news)
    with pytest.raises(RunError, match="no run"):
        ran(news, news)
    ran(tmp_path / "run", news)
    with pytest.raises(RunError, match="with --fast"):
        ran(tmp_path / "run", news, fast=False)


def test_a_story_is_taken_out_by_its_id(tmp_path: Path) -> None:
    ran(tmp_path / "run", write(tmp_path / "news.jsonl", coverage(3)))
    story = told(tmp_path / "run", "stories")[1]
    taken = RunFolder(tmp_path / "run").story(story["id"][:8])
    assert [annotation.article.id for annotation in taken] == story["articles"]
    with pytest.raises(RunError, match="No story"):
        RunFolder(tmp_path / "run").story("x")
    with pytest.raises(RunError, match="3 stories"):
        RunFolder(tmp_path / "run").story("")
    with attribune.open(tmp_path / "a.dossier") as dossier:
        added = dossier.add_annotations(taken)
        assert (added.new, added.known) == (6, 0)
        assert [row["articles"] for row in dossier.stories().to_pylist()] == [story["articles"]]
        assert dossier.add_annotations(taken).known == 6
