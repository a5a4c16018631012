"""Passages across stories: which articles meet, and what they are found to share."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.tracing import annotate_plain, article

from attribune.engine.local import Local
from attribune.trace.elsewhere import (
    DAYS,
    LEADS,
    SHARED,
    STORIES,
    WINDOW,
    drawn_elsewhere,
    encounters,
    fingerprints,
    shared_elsewhere,
)
from attribune.trace.shingles import SHINGLE

LIFTED = "The ferry had been leaking oil into the strait for eleven weeks before the harbour guard noticed the gulls."
OWN = "Pell is a quiet town with a good bakery, and nothing has burnt there since the chandler's fire."
OTHER = "In the hills nobody talks of anything but the price of milk and the new road to the sanatorium."
SURE = SHINGLE + WINDOW - 1  # words in a row that two articles cannot share without meeting
WORDS = st.lists(st.sampled_from("ka lo mi nu pe ri so tu va".split()), max_size=30)

Appearance = tuple[str, str | None, int | None]  # story, outlet, day


def met(appearances: list[Appearance], *, shared: int = SHARED) -> list[tuple[int, int]]:
    """Return which of articles that share so many fingerprints meet."""
    prints = [{"article": place, "fingerprint": key} for place in range(len(appearances)) for key in range(shared)]
    rows = [
        {"article": place, "story": story, "outlet": outlet, "day": day}
        for place, (story, outlet, day) in enumerate(appearances)
    ]
    schema = pa.schema([("article", pa.int32()), ("story", pa.string()), ("outlet", pa.string()), ("day", pa.int64())])
    table = pa.Table.from_pylist(rows, schema=schema)
    return encounters(pa.Table.from_pylist(prints), table, engine=Local(processes=1))


@settings(max_examples=60, deadline=None)
@given(before=WORDS, run=st.lists(st.sampled_from("ba de fi go hu".split()), min_size=SURE, max_size=40), after=WORDS)
def test_who_shares_a_run_of_words_shares_a_fingerprint(before: list[str], run: list[str], after: list[str]) -> None:
    one, two = annotate_plain(article("a", " ".join(before + run)), article("b", " ".join(run + after)))
    first, second = fingerprints(one).tolist(), fingerprints(two).tolist()
    assert set(first) & set(second)
    assert first == sorted(set(first))


def test_an_article_without_words_has_no_fingerprints() -> None:
    short, none = annotate_plain(article("a", "Oil in the strait again."), article("b", "Oil."))
    assert len(fingerprints(short)) == 1
    assert len(fingerprints(none)) == 0


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("s", "Quay", 5), ("t", "Post", 5 + DAYS), True),
        (("s", "Quay", 5), ("t", "Post", 6 + DAYS), False),
        (("s", "Quay", 5), ("t", "Post", None), True),
        (("s", None, None), ("t", None, None), True),
        (("s", "Quay", 5), ("s", "Post", 5), False),
        (("s", "Quay", 5), ("t", "Quay", 5), False),
    ],
)
def test_articles_of_other_stories_and_outlets_meet_within_a_month(
    one: Appearance, other: Appearance, meet: bool
) -> None:
    assert met([one, other]) == ([(0, 1)] if meet else [])
    assert met([one, other], shared=SHARED - 1) == []


def test_what_stands_in_very_many_stories_brings_nobody_together() -> None:
    assert met([(f"s{place}", None, 5) for place in range(STORIES)])
    assert not met([(f"s{place}", None, 5) for place in range(STORIES + 1)])


def test_copies_within_a_story_are_met_through_the_first_of_them() -> None:
    copies: list[Appearance] = [("s", f"o{place}", 9 - place) for place in range(LEADS + 2)]
    assert met([*copies, ("t", "Quay", 9)]) == [(place, LEADS + 2) for place in range(2, LEADS + 2)]


def test_a_passage_is_told_with_the_earlier_article_first() -> None:
    early = article("z", OWN, LIFTED, published="2021-03-01")
    late = article("a", LIFTED, OTHER, published="2021-03-04")
    both = annotate_plain(early, late)
    ((reuse,),) = shared_elsewhere([(both[0], both[1])])
    assert ((reuse,),) == tuple(shared_elsewhere([(both[1], both[0])]))
    assert (reuse.a, reuse.b, reuse.story, reuse.quoted) == ("z", "a", None, False)
    assert early.text[slice(*reuse.a_span)] == late.text[slice(*reuse.b_span)] == LIFTED.rstrip(".")


def test_a_few_words_are_no_passage() -> None:
    both = annotate_plain(article("a", f"It is a quiet town with a school. {LIFTED}"), article("b", OWN))
    assert list(shared_elsewhere([(both[0], both[1])])) == [()]


def test_of_two_in_different_stories_the_later_drew_on_the_earlier() -> None:
    early = article("z", OWN, LIFTED, published="2021-03-01")
    late = article("a", LIFTED, OTHER, published="2021-03-04")
    both = annotate_plain(early, late)
    ((derivation,),) = drawn_elsewhere([(both[1], both[0])])
    assert (derivation.article, derivation.drew_on, derivation.story) == ("a", "z", None)
    assert derivation.confidence > 0.8
    ((reuse,),) = shared_elsewhere([(both[0], both[1])])
    assert [(item.kind, item.note) for item in derivation.evidence] == [("passage", reuse.id)]


def test_two_in_different_stories_may_print_one_agency() -> None:
    one = article("a", f"PELL (Reuters) - {LIFTED}", OWN, outlet="The Pell Lantern")
    two = article("b", f"PELL (Reuters) - {LIFTED}", OTHER, outlet="Hill Courier")
    both = annotate_plain(one, two)
    (found,) = drawn_elsewhere([(both[0], both[1])])
    assert [(d.article, d.drew_on, d.drew_on_name) for d in found] == [("a", None, "Reuters"), ("b", None, "Reuters")]


def test_nothing_in_common_is_nothing_drawn() -> None:
    both = annotate_plain(article("a", OWN), article("b", OTHER))
    assert list(drawn_elsewhere([(both[0], both[1])])) == [()]
