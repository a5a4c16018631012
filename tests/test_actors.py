"""A person says who is who, and it holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.newsstand import write
from tests.records import record

import attribune
from attribune import pipeline
from attribune.cli import main
from attribune.dossier import DossierError
from attribune.engine import Local
from attribune.model import StoryFindings

FIRST = {
    "id": "first",
    "outlet": "The Ledger",
    "published": "2023-05-01",
    "text": "Mayor Ruth Amsel opened the harbour on Monday. “The harbour stays open,” Ms. Amsel said. "
    "Vera Quist said that the lighthouse would be painted. Harbour chief Martin Dorn agreed with the plan.",
}
LATER = {
    "id": "later",
    "outlet": "The Dispatch",
    "published": "2023-09-01",
    "text": "Council rejects a bridge. Vera Quist warned that bridges cost too much money. "
    "“We have no money,” Vera Quist said. The council voted on Friday against the bridge.",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "a.dossier"
    add(place, FIRST)
    return place


def add(path: Path, *rows: dict[str, str]) -> None:
    news = write(path.parent / "news.jsonl", list(rows))
    with attribune.open(path) as dossier:
        dossier.add(news, fast=True, engine=Local(processes=1))


def speakers(path: Path) -> list[str | None]:
    with attribune.open(path) as dossier:
        return [row["speaker"] for row in dossier.statements().to_pylist() if row["speaker"]]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["actors", *map(str, arguments)])


def test_merged_actors_are_one_in_every_table(path: Path) -> None:
    with attribune.open(path) as dossier:
        dossier.merge_actors("Ruth Amsel", "Vera Quist")
        (actor,) = [row for row in dossier.actors().to_pylist() if "Vera Quist" in row["aliases"]]
        assert "Ruth Amsel" in actor["aliases"]
        said = {
            row["actor"] for row in dossier.statements().to_pylist() if row["source"] in ("Ms. Amsel", "Vera Quist")
        }
        assert said == {actor["id"]}


def test_what_was_added_fast_is_read_again_without_the_encoder(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    read = pipeline.side_by_side

    def side_by_side(*given: Any, fast: bool, **others: Any) -> StoryFindings:
        asked.append(fast)
        return read(*given, fast=True, **others)

    monkeypatch.setattr(pipeline, "side_by_side", side_by_side)
    with attribune.open(path) as dossier:
        dossier.merge_actors("Ruth Amsel", "Vera Quist")
        dossier.store.put_fast(fast=False)
        dossier.undo_correction()
    assert asked == [True, False]


def test_a_merger_holds_for_articles_added_later(path: Path) -> None:
    with attribune.open(path) as dossier:
        dossier.merge_actors("Ruth Amsel", "Vera Quist")
    add(path, LATER)
    with attribune.open(path) as dossier:
        actors = {row["id"]: row for row in dossier.actors().to_pylist()}
        ids = {row["actor"] for row in dossier.statements().to_pylist() if row["source"] == "Vera Quist"}
        assert len(ids) == 1
        assert "Ruth Amsel" in actors[ids.pop()]["aliases"]


def test_what_is_undone_leaves_the_dossier_as_it_was(path: Path) -> None:
    add(path, LATER)
    before = record(path)
    with attribune.open(path) as dossier:
        dossier.merge_actors("Ruth Amsel", "Vera Quist")
        dossier.rename_actor("Martin Dorn", "Captain Dorn")
    assert record(path) != before
    with attribune.open(path) as dossier:
        dossier.undo_correction()
        dossier.undo_correction()
    assert record(path) == before


def test_a_renamed_actor_speaks_and_is_found_under_the_new_name(path: Path) -> None:
    with attribune.open(path) as dossier:
        dossier.rename_actor("Ruth Amsel", "Dame Ruth")
        assert [hit.speaker for hit in dossier.search("harbour", speaker="Dame") if hit.statement] == ["Dame Ruth"]
    assert "Dame Ruth" in speakers(path)


def test_a_name_split_off_is_an_actor_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "b.dossier"
    add(path, {**FIRST, "text": FIRST["text"].replace("Vera Quist", "Ruthie Amsel")})
    with attribune.open(path) as dossier:
        dossier.merge_actors("Ruth Amsel", "Ruthie Amsel")
        dossier.undo_correction()
        names = {row["name"] for row in dossier.actors().to_pylist()}
        assert {"Ruth Amsel", "Ruthie Amsel"} <= names
        with pytest.raises(DossierError, match="not all"):
            dossier.split_actor("Ruth Amsel", "Somebody Else")


def test_an_actor_that_nobody_goes_by_is_told_plainly(path: Path) -> None:
    result = run("merge", path, "Ruth Amsel", "Nobody")
    assert result.exit_code == 1
    assert "No actor goes by 'Nobody'" in result.stderr


def test_the_list_shows_names_ids_and_what_articles_call_them(path: Path, tmp_path: Path) -> None:
    ids = tmp_path / "ids.csv"
    ids.write_text("name,aliases,id\nRuth Amsel,Ms. Amsel;Lady Ruth,Q42\n", encoding="utf-8")
    assert run("ids", path, ids).exit_code == 0
    (line,) = run("list", path, "ruth").stdout.splitlines()
    assert "Ruth Amsel (person, Mayor) [Q42]" in line
    (row,) = json.loads(run("list", path, "ruth", "--json").stdout)
    assert (row["name"], row["outside_id"], row["stories"]) == ("Ruth Amsel", "Q42", 1)


def test_corrections_are_listed_with_the_numbers_that_undo_them(path: Path) -> None:
    assert run("merge", path, "Ruth Amsel", "Vera Quist").exit_code == 0
    assert run("corrections", path).stdout.splitlines() == ["1 merge Ruth Amsel | Vera Quist"]
    assert run("undo", path, 7).exit_code == 1
    assert run("undo", path, 1).stderr.startswith("Undone: merge Ruth Amsel, Vera Quist.")
    assert run("corrections", path).stdout == ""


def test_titles_carry_the_days_on_which_they_were_seen(path: Path) -> None:
    with attribune.open(path) as dossier:
        (actor,) = [row for row in dossier.actors().to_pylist() if row["name"] == "Ruth Amsel"]
    (title,) = actor["titles"]
    assert (title["title"], title["first"], title["last"]) == ("Mayor", "2023-05-01", "2023-05-01")
    assert FIRST["text"][slice(*title["span"])] == "Mayor"
