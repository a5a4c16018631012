"""Passages that articles of different stories share, out of a dossier and out of a run."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.bulk.finished import ran, told
from tests.newsstand import Row, coverage, event, write

import attribune
from attribune.dossier import Store
from attribune.dossier.elsewhere import reuse_elsewhere
from attribune.engine.spark import Spark

LIFTED = (
    "Engineers had warned the council in eleven letters since the spring, none of which was read aloud in the chamber "
    "where the money for the pageant was voted."
)


@pytest.fixture
def rows() -> list[Row]:
    """Coverage of three events, a passage of which stands in two: by one outlet, and a week later by two others."""
    given = coverage(3)
    for place in (1, 8, 9):
        given[place]["text"] += f"\n\n{LIFTED}"
    return given


def elsewhere(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Return where the lifted passage stands in two stories; that made coverage repeats itself is not the question."""
    return [row for row in rows if row["story"] is None and row["a_text"] == LIFTED.rstrip(".")]


def relation(dossier: attribune.Dossier, article: str) -> object:
    """Return what the one passage of an article that stands in another story says of the two."""
    (row,) = elsewhere(json.loads(json.dumps(dossier.origins(article)["elsewhere"])))
    return row["relation"]


def test_what_was_lifted_from_another_story_is_found(tmp_path: Path, rows: list[Row]) -> None:
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(write(tmp_path / "news.jsonl", rows), fast=True)
        assert len(dossier.stories().to_pylist()) == 3
        outlets = {row["id"]: row["outlet"] for row in dossier.articles().to_pylist()}
        found = elsewhere(dossier.reuse().to_pylist())
        assert {(outlets[row["a"]], outlets[row["b"]]) for row in found} == {
            ("The Quay", "Upland Gazette"),
            ("The Quay", "Radio Tessel"),
        }
        assert all(row["b_text"] == LIFTED.rstrip(".") for row in found)
        (article,) = {row["a"] for row in found}
        told = elsewhere(json.loads(json.dumps(dossier.origins(str(article))["elsewhere"])))
        assert told == [{**row, "relation": "drawn by"} for row in found]
        assert {relation(dossier, str(row["b"])) for row in found} == {"drawn from"}
        lines = "\n".join(dossier.traced(article=str(article), width=200))
        assert "IN OTHER STORIES, TOO" in lines.upper()
        assert re.search(r"drawn by (Upland Gazette|Radio Tessel) \d+-\d+, 13 January 2031", lines)
        assert "and 1 more article" in lines
        page = "".join(dossier.report())
        across = [row for row in dossier.reuse().to_pylist() if row["story"] is None]
        assert page.count("In other stories, too") == len({name for row in across for name in (row["a"], row["b"])})
        for place in re.findall(r'<a class="words" href="#([^"]+)"', page):
            assert f'id="{place}"' in page


def test_the_order_of_adding_changes_nothing(tmp_path: Path, rows: list[Row]) -> None:
    tables = []
    for name, order in (("one", rows), ("two", rows[::-1])):
        with attribune.open(tmp_path / f"{name}.dossier") as dossier:
            for part in (order[:9], order[9:]):
                dossier.add(write(tmp_path / "news.jsonl", part), fast=True)
            tables.append(dossier.reuse().to_pylist())
    assert tables[0] == tables[1]
    assert elsewhere(tables[0])


def test_articles_of_an_older_dossier_are_compared_once_more_is_added(tmp_path: Path, rows: list[Row]) -> None:
    place = tmp_path / "a.dossier"
    with attribune.open(place) as dossier:
        dossier.add(write(tmp_path / "news.jsonl", rows[:8]), fast=True)
    with Store.open(place) as store, store.writing() as connection:
        connection.execute("DELETE FROM fingerprints")
    with attribune.open(place) as dossier:
        dossier.add(write(tmp_path / "news.jsonl", rows[8:]), fast=True)
        assert len(elsewhere(dossier.reuse().to_pylist())) == 2


def test_one_article_shares_what_it_shares_among_all(tmp_path: Path, rows: list[Row]) -> None:
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(write(tmp_path / "news.jsonl", rows), fast=True)
        everything = list(reuse_elsewhere(dossier.store))
        for name in dossier.store.article_ids():
            own = [reuse for reuse in everything if name in (reuse.a, reuse.b)]
            assert list(reuse_elsewhere(dossier.store, article=name)) == own


def test_a_run_finds_what_a_dossier_does_on_both_engines(tmp_path: Path, rows: list[Row], spark: Spark) -> None:
    news = write(tmp_path / "news.jsonl", [*rows, *event(4)])
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(news, fast=True)
        expected = sorted(json.dumps(row, sort_keys=True) for row in dossier.reuse().to_pylist())
    ran(tmp_path / "here", news)
    ran(tmp_path / "there", news, engine=spark)
    for folder in ("here", "there"):
        assert sorted(json.dumps(row, sort_keys=True) for row in told(tmp_path / folder, "reuse")) == expected
    assert elsewhere(told(tmp_path / "here", "reuse"))
