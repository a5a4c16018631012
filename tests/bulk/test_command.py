"""``attribune run``, and a story taken out of what it wrote, as a person meets them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.bulk.finished import told
from tests.newsstand import coverage, write
from tests.records import faults, tables

from attribune.cli import main


def here(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def test_a_run_says_what_it_found_and_how_to_go_on(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", [*coverage(2), *coverage(3)[-6:-2]])
    result = here("run", news, "--out", tmp_path / "out", "--fast", "--processes", 1)
    assert result.exit_code == 0, result.output
    assert "16 articles in 3 stories, 0 inputs rejected. The tables are in " in result.stderr
    command = result.stderr.splitlines()[-1].removeprefix("Next: attribune ").split()
    assert command[:2] == ["add", "story.dossier"]
    dossier = tmp_path / "story.dossier"
    taken = here("add", dossier, *command[2:])
    assert taken.exit_code == 0, taken.output
    found = tables(dossier)
    (story,) = [row for row in told(tmp_path / "out", "stories") if row["id"] == command[-1]]
    assert [row["articles"] for row in found["stories"]] == [story["articles"]]
    assert faults(found) == []


def test_a_run_tells_programs_what_it_found(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", coverage(1))
    result = here("run", news, "--out", tmp_path / "out", "--fast", "--json", "--processes", 1)
    said = json.loads(result.stdout)
    assert said["tables"] == str(tmp_path / "out" / "tables")
    assert (said["counts"]["articles"], said["counts"]["stories"]) == (6, 1)


def test_a_run_over_nothing_readable_ends_with_status_1(tmp_path: Path) -> None:
    result = here("run", tmp_path / "lacking.jsonl", "--out", tmp_path / "out", "--processes", 1)
    assert result.exit_code == 1
    assert "No article could be read" in result.stderr
    assert told(tmp_path / "out", "rejected")[0]["reason"].startswith("there is no such file")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--master", "local[2]"], "--engine spark"),
        (["--engine", "spark", "--conf", "memory"], "NAME=VALUE"),
        (["--engine", "cloud"], "Invalid value"),
    ],
)
def test_options_that_do_not_fit_are_refused(tmp_path: Path, options: list[str], said: str) -> None:
    result = here("run", tmp_path, "--out", tmp_path / "out", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_spark_without_java_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    if "pyspark" not in sys.modules:
        pytest.importorskip("pyspark")
    result = here("run", tmp_path, "--out", tmp_path / "out", "--engine", "spark")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: the engine spark needs Java 17")


def test_a_story_is_taken_only_out_of_what_a_run_wrote(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", coverage(1))
    result = here("add", tmp_path / "a.dossier", news, "--story", "3f")
    assert result.exit_code == 1
    assert "`attribune run` wrote" in result.stderr
    here("run", news, "--out", tmp_path / "out", "--fast", "--processes", 1)
    lacking = here("add", tmp_path / "a.dossier", tmp_path / "out", "--story", "nothing")
    assert "No story has an id that begins with 'nothing'" in lacking.stderr
    assert not (tmp_path / "a.dossier").exists()
