"""Attribune as a library: open a dossier, add to it, and take what was found as Arrow tables."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest
from tests.newsstand import event, write

import attribune
from attribune.dossier import SCHEMAS, DossierError
from attribune.engine import Local
from attribune.model import Annotation


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("news") / "news.jsonl", event(3))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, news: Path) -> Path:
    made = tmp_path_factory.mktemp("made") / "story.dossier"
    with attribune.open(made) as dossier:
        dossier.add(news, fast=True)
    return made


def test_one_text_is_annotated_without_a_dossier() -> None:
    text = "“We close at nine on Sunday,” the mayor of Aldmouth said. 🦊 She left."
    annotation = attribune.annotate(text, published="2031-09-16", outlet="The Quay", title="Closing time")
    assert isinstance(annotation, Annotation)
    (statement,) = annotation.statements
    assert statement.source is not None
    assert text[slice(*statement.source)] == "the mayor of Aldmouth"
    assert [text[slice(*span)] for span in statement.content] == ["“We close at nine on Sunday,”"]
    assert (annotation.article.outlet, annotation.article.title) == ("The Quay", "Closing time")


@pytest.mark.parametrize("text", ["", " \n", "🦊", "“", "a" * 10_000])
def test_any_text_may_be_annotated(text: str) -> None:
    assert attribune.annotate(text).article.text == attribune.annotate(text, fast=True).article.text == text


def test_a_text_is_annotated_the_same_every_time() -> None:
    text = "“We close at nine,” the mayor said. She left."
    assert attribune.annotate(text) == attribune.annotate(text)


def test_every_table_is_a_method_of_the_dossier_and_has_the_promised_fields(path: Path) -> None:
    with attribune.open(path) as dossier:
        for name, schema in SCHEMAS.items():
            table = getattr(dossier, name)()
            assert isinstance(table, pa.Table)
            assert table.schema.equals(schema)
            assert table.equals(dossier.table(name))


def test_rows_of_statements_lead_to_characters_of_articles(path: Path) -> None:
    with attribune.open(path) as dossier:
        texts = dict(zip(*dossier.articles().select(["id", "text"]).to_pydict().values(), strict=True))
        rows = dossier.statements().to_pylist()
    assert rows
    for row in rows:
        parts = [texts[row["article"]][start:end] for start, end in row["content_spans"]]
        assert " ".join(parts) == row["content"]


def test_a_dossier_takes_files_folders_paths_and_streams(tmp_path: Path, news: Path) -> None:
    with attribune.open(tmp_path / "a.dossier") as dossier:
        assert dossier.add(str(news)).new == 6
        assert dossier.add(news.parent).known == 6
        lines = json.dumps({"text": "“We close,” the mayor said."}).encode()
        assert dossier.add("-", stdin=io.BytesIO(lines)).new == 1
        assert dossier.add().new == 0


def test_more_processes_may_be_asked_for_and_change_nothing(tmp_path: Path, news: Path, path: Path) -> None:
    with attribune.open(tmp_path / "a.dossier") as dossier, attribune.open(path) as expected:
        dossier.add(news, fast=True, engine=Local(processes=2))
        assert dossier.statements().equals(expected.statements())


def test_a_dossier_that_is_not_there_is_made_only_if_that_is_meant(tmp_path: Path) -> None:
    missing = tmp_path / "a.dossier"
    with pytest.raises(DossierError, match="There is no dossier at"):
        attribune.open(missing, create=False)
    with pytest.raises(DossierError, match="There is no dossier at"):
        attribune.open(missing, read_only=True)
    assert not missing.exists()
    with attribune.open(str(missing)) as dossier:
        assert dossier.articles().num_rows == 0
    assert missing.exists()


def test_a_dossier_open_for_reading_is_not_written_to(path: Path, news: Path) -> None:
    with (
        attribune.open(path, read_only=True) as dossier,
        pytest.raises(DossierError, match="open for reading only"),
    ):
        dossier.add(news)


def test_an_unknown_table_is_an_error_that_names_those_there_are(path: Path) -> None:
    with attribune.open(path) as dossier, pytest.raises(DossierError, match="there are articles, stories, statements"):
        dossier.table("sentences")


def test_a_closed_dossier_says_so(path: Path) -> None:
    dossier = attribune.open(path)
    dossier.close()
    dossier.close()
    with pytest.raises(DossierError):
        dossier.articles()


def test_searching_gives_places_in_articles(path: Path) -> None:
    with attribune.open(path) as dossier:
        hits = dossier.search("careless plan")
        texts = {row["id"]: row["text"] for row in dossier.articles().to_pylist()}
        assert hits
        assert all(texts[hit.article][slice(*hit.span)] == hit.snippet for hit in hits)
        assert dossier.search("careless", limit=1) == dossier.search("careless")[:1]
        assert dossier.search("careless", speaker="nobody of that name") == []


def test_a_report_comes_in_pieces(path: Path) -> None:
    with attribune.open(path) as dossier:
        page = "".join(dossier.report(title="What was said"))
    assert page.startswith("<!doctype html>")
    assert "What was said" in page


SCRIPT = """
import sys, attribune
with attribune.open(sys.argv[1]) as dossier:
    print(dossier.add(sys.argv[2]).new, dossier.statements().num_rows > 0)
"""


def test_a_script_needs_no_main_guard(tmp_path: Path, news: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    command = [sys.executable, str(script), str(tmp_path / "a.dossier"), str(news)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (finished.stdout, finished.stderr) == ("6 True\n", "")


def test_the_library_says_nothing_of_its_own(tmp_path: Path, news: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").touch()
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(news, tmp_path / "empty.txt", tmp_path / "missing.txt")
        "".join(dossier.report())
    assert capfd.readouterr() == ("", "")


def test_a_list_of_paths_is_told_how_to_be_given(tmp_path: Path, news: Path) -> None:
    with attribune.open(tmp_path / "s.dossier") as dossier, pytest.raises(TypeError, match=r"dossier.add\(\*paths\)"):
        dossier.add([news])  # type: ignore[arg-type]
