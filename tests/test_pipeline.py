"""From inputs to findings: the same input gives the same record, whatever the order, the portions and the machine."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.newsstand import coverage, event, write
from tests.records import faults, record, spans_shown, tables

import attribune
from attribune import pipeline
from attribune.annotate import annotate
from attribune.dossier import Store
from attribune.engine import Local
from attribune.model import Annotation, Article, StoryFindings
from attribune.pipeline import Added, add

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "coverage"
SHARED = ROOT.parent / "shared" / "data"
real_articles = pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles are not beside the repository")


def add_to(path: Path, *inputs: str | Path, processes: int = 1) -> Added:
    """Add by rules alone: much is added here, and what the network finds is tested with the network."""
    with attribune.open(path) as dossier:
        return dossier.add(*inputs, fast=True, engine=Local(processes=processes))


def recorded(path: Path, *portions: str | Path) -> dict[str, bytes]:
    """The record of a dossier to which the portions were added one after the other."""
    for portion in portions:
        add_to(path, portion)
    return record(path)


# ---- the same input, the same record


def test_adding_the_same_articles_twice_changes_nothing(tmp_path: Path) -> None:
    first = recorded(tmp_path / "a.dossier", EXAMPLE)
    added = add_to(tmp_path / "a.dossier", EXAMPLE)
    assert (added.new, added.known, added.stories) == (0, 12, 0)
    assert record(tmp_path / "a.dossier") == first


def test_the_number_of_processes_makes_no_difference(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", coverage(16))
    add_to(tmp_path / "one.dossier", news, EXAMPLE, processes=1)
    add_to(tmp_path / "two.dossier", news, EXAMPLE, processes=2)
    assert record(tmp_path / "one.dossier") == record(tmp_path / "two.dossier")


def test_the_order_of_inputs_makes_no_difference(tmp_path: Path) -> None:
    inputs = [write(tmp_path / f"{number}.jsonl", event(number)) for number in range(4)]
    forwards = recorded(tmp_path / "forwards.dossier", *inputs)
    assert recorded(tmp_path / "backwards.dossier", *reversed(inputs)) == forwards
    add_to(tmp_path / "at_once.dossier", *inputs)
    assert record(tmp_path / "at_once.dossier") == forwards


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations([*event(1), *event(2)[:3]]), st.lists(st.integers(1, 8), max_size=3))
def test_any_order_in_any_portions_gives_the_record_of_all_at_once(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]], cuts: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("portions")
    news = folder / "news.jsonl"  # the file that the articles are from is part of the record
    bounds = [0, *sorted(cuts), len(rows)]
    for start, end in pairwise(bounds):
        add_to(folder / "portions.dossier", write(news, rows[start:end]))
    add_to(folder / "at_once.dossier", write(news, sorted(rows, key=lambda row: row["url"])))
    expected = record(folder / "at_once.dossier")
    del expected["rejected"]
    found = record(folder / "portions.dossier")
    del found["rejected"]  # a portion may be an empty file
    assert found == expected


def test_an_article_that_founds_a_story_anew_leaves_nothing_of_the_old_one(tmp_path: Path) -> None:
    *later, first = sorted(event(5), key=lambda row: row["url"])
    first |= {"published": "2031-02-08"}
    path = tmp_path / "story.dossier"
    add_to(path, write(tmp_path / "later.jsonl", later))
    (before,) = tables(path)["stories"]
    add_to(path, write(tmp_path / "first.jsonl", [first]))
    (after,) = tables(path)["stories"]
    assert (before["size"], after["size"]) == (5, 6)
    assert before["id"] != after["id"]
    assert not faults(tables(path))


def test_only_the_story_that_a_new_article_belongs_to_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "story.dossier"
    rows = coverage(6)
    assert add_to(path, write(tmp_path / "most.jsonl", rows[:-1])).stories == 6
    assert add_to(path, write(tmp_path / "last.jsonl", rows[-1:])).stories == 1


def test_an_article_that_stands_twice_in_the_input_is_added_once(tmp_path: Path) -> None:
    rows = event(0)
    news = write(tmp_path / "news.jsonl", [*rows, *rows, *rows * 20])
    added = add_to(tmp_path / "story.dossier", news)
    assert (added.new, added.known) == (6, 126)


def test_what_another_program_adds_meanwhile_gets_into_its_story(tmp_path: Path) -> None:
    path = tmp_path / "story.dossier"
    early, late = event(7)[:4], event(7)[4:]
    news, more = write(tmp_path / "news.jsonl", early), write(tmp_path / "more.jsonl", late)

    def meanwhile(stage: str, done: int, total: int | None) -> None:
        if stage == "stories" and len(tables(path)["articles"]) == 4:
            add_to(path, more)

    with attribune.open(path) as dossier:
        dossier.add(news, fast=True, progress=meanwhile)
    assert [row["size"] for row in tables(path)["stories"]] == [6]
    together = tmp_path / "together.dossier"
    add_to(together, news, more)
    assert record(path) == record(together)


# ---- every finding shows what it says


def test_every_span_of_the_example_shows_what_it_says(tmp_path: Path) -> None:
    add_to(tmp_path / "example.dossier", EXAMPLE)
    found = tables(tmp_path / "example.dossier")
    assert faults(found) == []
    assert spans_shown(found) > 1000


@real_articles
def test_every_span_in_real_articles_shows_what_it_says(tmp_path: Path) -> None:
    with gzip.open(SHARED / "helsinki" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        slice_of_it = [json.loads(line) for line in islice(lines, 0, 200, 4)]
    news = write(tmp_path / "helsinki.jsonl", slice_of_it)
    add_to(tmp_path / "real.dossier", SHARED / "seeds" / "articles.jsonl", news)
    found = tables(tmp_path / "real.dossier")
    assert faults(found) == []
    assert spans_shown(found) > 3000


ODD = (
    "Ćma 🦊🦊 „Nie”, said 🦊 Fuchs. " * 3,
    "“" * 40,
    "NO PUNCTUATION AND ALL SHOUTED " * 30,
    "«Non», a dit le maire. « Jamais ! »\r\n\r\nLe maire est parti.",
    "a\u0301\u200d\u202e “said”\u2028said he\u0085 \ufeff“",
    "1 2 3 4 5 6 7 8 9 10",
    "—",
    "\t“Yes,” she said.\x0b“No,” he said.\x0c",
    "市长说：“不。”",
)


def test_odd_texts_are_added_and_every_span_in_them_is_right(tmp_path: Path) -> None:
    news = write(tmp_path / "odd.jsonl", [{"text": text, "id": str(place)} for place, text in enumerate(ODD)])
    added = add_to(tmp_path / "odd.dossier", news)
    assert (added.new, added.rejected) == (len(ODD), ())
    assert faults(tables(tmp_path / "odd.dossier")) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=200).filter(lambda text: bool(text.strip())), min_size=1, max_size=4, unique=True))
def test_no_text_whatever_stops_the_others(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("texts")
    rows = [{"text": f"{text} “We close,” the mayor of Aldmouth said."} for text in texts]
    added = add_to(folder / "a.dossier", write(folder / "a.jsonl", rows))
    assert (added.new + added.known, added.rejected) == (len(texts), ())
    assert faults(tables(folder / "a.dossier")) == []


# ---- nothing is lost


def test_a_fault_of_ours_in_one_article_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(article: Article, *, fast: bool) -> Annotation:
        if article.outlet == "The Quay":
            raise ZeroDivisionError("division\nby zero")
        return annotate(article, fast=fast)

    news = write(tmp_path / "news.jsonl", event(0))
    monkeypatch.setattr(pipeline, "annotate", failing)
    added = add_to(tmp_path / "a.dossier", news)
    assert added.new == 5
    (rejected,) = added.rejected
    assert rejected.source == str(news)
    name = event(0)[1]["url"]
    told = f"its article {name} could not be annotated (ZeroDivisionError: division by zero); please report this"
    assert rejected.reason == told
    monkeypatch.undo()
    assert add_to(tmp_path / "a.dossier", news).new == 1
    assert tables(tmp_path / "a.dossier")["rejected"] == []


def test_a_fault_of_ours_in_one_story_is_told_and_the_next_run_tries_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_side_by_side = pipeline.side_by_side

    def failing(story: Any, annotations: Any, **known: Any) -> StoryFindings:
        if "Aldmouth" in annotations[0].article.text:
            raise KeyError("Aldmouth")
        return read_side_by_side(story, annotations, **known)

    news = write(tmp_path / "news.jsonl", coverage(3))
    path = tmp_path / "a.dossier"
    monkeypatch.setattr(pipeline, "side_by_side", failing)
    added = add_to(path, news)
    (rejected,) = added.rejected
    assert rejected.reason == "its articles could not be read side by side (KeyError: 'Aldmouth'); please report this"
    found = tables(path)
    assert (len(found["articles"]), len(found["stories"])) == (18, 2)
    monkeypatch.undo()
    add_to(path, news)
    expected = recorded(tmp_path / "b.dossier", news)
    assert record(path) == expected


def test_what_was_rejected_is_so_until_the_same_input_is_read_again(tmp_path: Path) -> None:
    folder = tmp_path / "coverage"
    folder.mkdir()
    broken, other = folder / "broken.txt", tmp_path / "other.txt"
    broken.touch()
    other.touch()
    path = tmp_path / "a.dossier"
    add_to(path, folder, other)
    assert [row["source"] for row in tables(path)["rejected"]] == [str(folder), str(broken), str(other)]
    broken.write_text("“We close,” the mayor said.")
    add_to(path, EXAMPLE)
    assert len(tables(path)["rejected"]) == 3
    add_to(path, folder)
    assert [row["source"] for row in tables(path)["rejected"]] == [str(other)]


def test_a_dossier_in_the_folder_it_is_made_of_is_passed_over_unless_named(tmp_path: Path) -> None:
    write(tmp_path / "news.jsonl", event(0))
    added = add_to(tmp_path / "story.dossier", tmp_path)
    assert (added.new, added.rejected) == (6, ())
    (rejected,) = add_to(tmp_path / "story.dossier", tmp_path / "story.dossier").rejected
    assert rejected.reason.startswith("it is a database")


def test_articles_are_read_no_faster_than_they_are_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_so_far = 0
    most_ahead = 0
    rows = coverage(60)

    def reading(inputs: Any, *, stdin: Any = None) -> Iterator[Article]:
        nonlocal read_so_far
        for row in rows:
            read_so_far += 1
            yield Article(id=row["url"], source="made up", text=row["text"])

    def watch(stage: str, done: int, total: int | None) -> None:
        nonlocal most_ahead
        if stage == "articles":
            most_ahead = max(most_ahead, read_so_far - done)

    monkeypatch.setattr(pipeline, "read", reading)
    with Store.open(tmp_path / "a.dossier", create=True) as store:
        assert add(store, ["made up"], fast=True, progress=watch).new == 360
    assert most_ahead <= 2 * pipeline.BATCH


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    news = write(tmp_path / "news.jsonl", coverage(2))
    with attribune.open(tmp_path / "a.dossier") as dossier:
        dossier.add(news, fast=True, progress=lambda *now: told.append(now))
    assert told == [("articles", 12, None), ("stories", 1, 2), ("stories", 2, 2)]


def test_shuffled_news_of_many_events_is_sorted_into_them(tmp_path: Path) -> None:
    rows = coverage(20)
    random.Random(1).shuffle(rows)
    add_to(tmp_path / "a.dossier", write(tmp_path / "news.jsonl", rows))
    assert [row["size"] for row in tables(tmp_path / "a.dossier")["stories"]] == [6] * 20
