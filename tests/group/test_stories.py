from __future__ import annotations

import json
import random
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article

from attribune.engine import Local
from attribune.group import StoryKey, stories, story_keys
from attribune.group.founding import founded
from attribune.group.likeness import CROWD
from attribune.ids import identify
from attribune.model import Story

SEEDS = Path(__file__).parents[2].parent / "shared" / "data" / "seeds"
ENGINE = Local(processes=1)

FERRY = [
    "The ferry Osprey ran aground off Vessin with 40 passengers. Captain Mara Ilves blamed the harbour board, which "
    "had not dredged the channel for nine years.",
    "Passengers were taken off the Osprey by lifeboats after the ferry struck a sandbank near Vessin. The harbour "
    "board denied that dredging of the channel was overdue; captain Ilves insisted that it was.",
    "Vessin's harbour board will dredge the channel at once, three days after the ferry Osprey grounded there. The "
    "captain, Mara Ilves, called that an admission.",
]
BUDGET = [
    "Chancellor Odo Reyn presented a budget with a levy on vineyards. Vintners in Calder said it would ruin them.",
    "Vintners blocked roads around Calder over the vineyard levy in chancellor Reyn's budget, pouring wine on asphalt.",
]


def table(*rows: tuple[str, str | None, str]) -> pa.Table:
    """Return the keys of articles given as id, day and text."""
    keys: list[StoryKey] = []
    for name, published, text in rows:
        keys.extend(story_keys(make_annotation(make_article(text, id=name, published=published))))
    return pa.table({name: pa.array([getattr(key, name) for key in keys]) for name in StoryKey._fields})


def members(found: tuple[Story, ...]) -> list[tuple[str, ...]]:
    return [story.articles for story in found]


def test_two_events_are_two_stories() -> None:
    rows = [(f"f{n}", f"2031-04-0{n + 1}", text) for n, text in enumerate(FERRY)]
    rows += [(f"b{n}", f"2031-04-0{n + 2}", text) for n, text in enumerate(BUDGET)]
    found = stories(table(*rows), engine=ENGINE)
    assert members(found) == [("f0", "f1", "f2"), ("b0", "b1")]
    assert [story.founder for story in found] == ["f0", "b0"]
    assert found[0].id == identify("story", "f0")


@pytest.mark.parametrize("published", ["2031-04-02", None])
def test_an_event_that_everybody_writes_about_is_one_story(published: str | None) -> None:
    rows = [(f"f{n:03}", published, FERRY[n % 3]) for n in range(2 * CROWD)]
    rows += [(f"b{n}", published, text) for n, text in enumerate(BUDGET)]
    assert sorted(map(len, members(stories(table(*rows), engine=ENGINE)))) == [2, 2 * CROWD]


def test_articles_without_dates_are_told_apart_by_their_words() -> None:
    rows = [(f"f{n}", None, text) for n, text in enumerate(FERRY)] + [(f"b{n}", None, t) for n, t in enumerate(BUDGET)]
    assert members(stories(table(*rows), engine=ENGINE)) == [("b0", "b1"), ("f0", "f1", "f2")]


def test_an_article_without_a_date_may_join_one_with_a_date() -> None:
    rows = [("dated", "2031-04-01", FERRY[0]), ("undated", None, FERRY[1])]
    assert members(stories(table(*rows), engine=ENGINE)) == [("dated", "undated")]


def test_an_article_without_a_date_does_not_hold_together_what_lies_months_apart() -> None:
    rows = [("april", "2031-04-01", FERRY[0]), ("june", "2031-06-01", FERRY[0]), ("undated", None, FERRY[0])]
    assert members(stories(table(*rows), engine=ENGINE)) == [("april", "undated"), ("june",)]


def test_the_same_words_a_month_later_are_another_story() -> None:
    rows = [("first", "2031-04-01", FERRY[0]), ("second", "2031-05-01", FERRY[0])]
    assert members(stories(table(*rows), engine=ENGINE)) == [("first",), ("second",)]


@pytest.mark.parametrize(("day", "together"), [("2031-04-08", True), ("2031-04-09", False)])
def test_a_week_lies_between_two_articles_of_a_story_at_most(day: str, together: bool) -> None:
    rows = [("first", "2031-04-01", FERRY[0]), ("second", day, FERRY[0])]
    assert (len(stories(table(*rows), engine=ENGINE)) == 1) is together


def test_every_article_is_in_exactly_one_story_even_one_that_says_nothing() -> None:
    rows = [("empty", "2031-04-01", ""), ("blank", None, "  "), ("ferry", "2031-04-01", FERRY[0])]
    found = stories(table(*rows), engine=ENGINE)
    assert sorted(article for story in found for article in story.articles) == ["blank", "empty", "ferry"]
    assert len(found) == 3


def test_no_articles_make_no_stories() -> None:
    types = {"article": pa.string(), "published": pa.string(), "key": pa.string(), "weight": pa.float64()}
    assert stories(pa.table({name: pa.array([], kind) for name, kind in types.items()}), engine=ENGINE) == ()


def test_stories_do_not_depend_on_the_order_of_rows_or_the_number_of_processes() -> None:
    rows = [(f"f{n}", f"2031-04-0{n + 1}", text) for n, text in enumerate(FERRY)]
    keys = table(*rows, *[(f"b{n}", None, text) for n, text in enumerate(BUDGET)])
    expected = stories(keys, engine=ENGINE)
    order = list(range(keys.num_rows))
    for seed in range(3):
        random.Random(seed).shuffle(order)
        assert stories(keys.take(order), engine=Local(processes=2)) == expected


def test_a_later_member_brings_nobody_in() -> None:
    pairs = [("a", "b", 0.9), ("b", "c", 0.5)]
    assert members(founded(["a", "b", "c"], pairs)) == [("a", "b"), ("c",)]


def test_an_article_goes_over_to_a_later_founder_that_it_is_more_like() -> None:
    pairs = [("a", "b", 0.5), ("b", "c", 0.9)]
    assert members(founded(["a", "b", "c"], pairs)) == [("a",), ("b", "c")]
    assert members(founded(["a", "b", "c"], [*pairs, ("a", "c", 0.3)])) == [("a", "b", "c")]


def test_an_article_joins_the_founder_it_is_most_like() -> None:
    pairs = [("a", "c", 0.3), ("b", "c", 0.4)]
    assert members(founded(["a", "b", "c"], pairs)) == [("a",), ("b", "c")]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.floats(0.2, 1))))
def test_all_members_are_like_their_founder(pairs: list[tuple[str, str, float]]) -> None:
    found = founded("abcdef", pairs)
    alike = {frozenset(pair[:2]) for pair in pairs}
    assert sorted(article for story in found for article in story.articles) == list("abcdef")
    for story in found:
        assert all(a == story.founder or frozenset((a, story.founder)) in alike for a in story.articles)


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not beside this checkout")
@pytest.mark.parametrize("dated", [True, False])
def test_the_seed_articles_are_one_story(dated: bool) -> None:
    rows = []
    for line in (SEEDS / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = (SEEDS / record["file"]).read_text(encoding="utf-8")
        rows.append((record["id"], record["published"] if dated else None, text))
    assert len(stories(table(*rows), engine=ENGINE)) == 1
