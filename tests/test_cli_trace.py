"""``attribune trace``: who drew on whom, where one article's text comes from, and the stemma as a file."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from attribune.cli import main

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "coverage"


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trace") / "story.dossier"
    assert CliRunner().invoke(main, ["add", str(path), str(EXAMPLE), "--fast"]).exit_code == 0
    return path


def traced(dossier: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["trace", str(dossier), *map(str, arguments)])


def test_without_an_article_it_tells_who_drew_on_whom(dossier: Path) -> None:
    out = " ".join(traced(dossier).stdout.split())
    assert "E Open Sluice drew on C The Daily Clamour" in out
    assert "WHO DREW ON WHOM" in out


def test_an_article_goes_by_its_file_its_letter_or_how_its_id_begins(dossier: Path) -> None:
    by_file = traced(dossier, "sluice-dam.txt").stdout
    rows = json.loads(traced(dossier, "sluice-dam.txt", "--json").stdout)
    assert by_file.startswith("E Open Sluice, 12 September 2023")
    assert "drawn from C The Daily Clamour" in " ".join(by_file.split())
    assert traced(dossier, rows["article"][:10]).stdout == by_file
    assert traced(dossier, "e", "--story", rows["story"]).stdout == by_file


def test_json_has_the_spans_of_both_sides(dossier: Path) -> None:
    rows = json.loads(traced(dossier, "sluice-dam.txt", "--json").stdout)
    taken = [row for row in rows["passages"] if row["relation"] == "drawn from"]
    assert taken
    assert all(row["other"] and len(row["other_span"]) == len(row["span"]) == 2 for row in taken)
    assert all(row["text"] for row in rows["passages"])
    assert [row["drew_on_name"] for row in rows["derivations"]] == ["The Daily Clamour"]


@pytest.mark.parametrize("ending", ["svg", "graphml", "dot"])
def test_the_stemma_goes_into_a_file_of_the_form_its_name_says(dossier: Path, tmp_path: Path, ending: str) -> None:
    story = json.loads(traced(dossier, "sluice-dam.txt", "--json").stdout)["story"]
    target = tmp_path / f"stemma.{ending}"
    result = traced(dossier, "--story", story, "--stemma", target)
    assert (result.exit_code, result.stdout) == (0, "")
    written = target.read_text(encoding="utf-8")
    assert "Open Sluice" in written
    if ending != "dot":
        ET.fromstring(written)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing.txt"], "No article goes by the name 'nothing.txt'"),
        (["--stemma", "stemma.png"], "Name the story with --story"),
        (["sluice-dam.txt", "--stemma", "stemma.png"], "A stemma is written as .svg, .graphml or .dot, not as 'png'"),
        (["--story", "zz"], "No story has an id that begins with 'zz'"),
    ],
)
def test_what_does_not_fit_is_told_in_one_line(dossier: Path, arguments: list[str], told: str) -> None:
    result = traced(dossier, *arguments)
    assert result.exit_code == 1
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
