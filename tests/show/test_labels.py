"""Dates, shares, names and addresses as a reader sees them; what is not known is said to be unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_article

from attribune.show import labels


@pytest.mark.parametrize(
    ("iso", "spelt"),
    [
        ("2031-05-06", "6 May 2031"),
        ("2031-05-06T14:05:30Z", "6 May 2031, 14:05 UTC"),
        ("2031-05-06 14:05", "6 May 2031, 14:05"),
        ("2031-05-06T14:05:00.123+02:00", "6 May 2031, 14:05 UTC+02:00"),
        ("2031-W09", "week 9 of 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-99-01", "2031-99-01"),
        ("last spring", "last spring"),
        (None, "date unknown"),
        ("", "date unknown"),
    ],
)
def test_a_date_is_spelt_as_precisely_as_it_is_known(iso: str | None, spelt: str) -> None:
    assert labels.spelt_date(iso) == spelt


def test_a_time_that_is_only_past_is_not_given_a_date() -> None:
    assert "unknown" in labels.spelt_date("2031-05-06", precision="past")


def test_dates_of_all_precisions_stand_in_order_and_unreadable_ones_last() -> None:
    ordered = ["2030", "2031-01-05", "2031-W03", "2031-01-20", "2031-02", "2031-02-01T10:00", "soon", None]
    backward = ordered[::-1]
    assert sorted(backward, key=labels.date_order) == ordered


def test_a_period_runs_from_the_first_known_day_to_the_last() -> None:
    assert labels.period(["2031-05-07", None, "2031-05-05T09:30:00Z"]) == "5 May 2031 to 7 May 2031"
    assert labels.period(["2031-05-07T01:00", "2031-05-07T09:00"]) == "7 May 2031"
    assert labels.period([None, None]) == "date unknown"


@given(st.floats(0, 1))
def test_only_all_is_a_hundred_percent_and_only_nothing_is_none(share: float) -> None:
    assert (labels.percent(share) == "100%") == (share == 1)
    assert (labels.percent(share) == "0%") == (share == 0)


def test_letters_go_on_after_z() -> None:
    found = [labels.siglum(number) for number in range(800)]
    assert found[:3] == ["A", "B", "C"]
    assert found[25:28] == ["Z", "AA", "AB"]
    assert found[702] == "AAA"
    assert len(set(found)) == len(found)


def test_an_article_without_outlet_goes_by_its_given_id_or_file_name() -> None:
    assert labels.article_name(make_article("x", outlet="Quay Daily", given_id="7")) == "Quay Daily"
    assert labels.article_name(make_article("x", given_id="7")) == "7"
    assert labels.article_name(make_article("x", source="inbox/night desk.txt")) == "night desk.txt"
    assert labels.article_name(make_article("x", source="C:\\inbox\\desk.txt")) == "desk.txt"
    assert labels.article_name(make_article("x", source="https://quay.example/a/long%20read?id=2")) == "long read"
    assert labels.article_name(make_article("x", source="https://quay.example/")) == "quay.example"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/x", "//quay.example", "http://", "http://[", None, ""],
)
def test_only_web_addresses_are_linked_to(url: str | None) -> None:
    assert labels.web_address(url) == ""


def test_a_web_address_is_linked_to_as_it_stands() -> None:
    assert labels.web_address(" https://quay.example/a?b=c ") == "https://quay.example/a?b=c"


@given(st.text(max_size=30))
def test_an_anchor_is_fit_for_an_address_whatever_the_id(name: str) -> None:
    anchor = labels.anchor("story", name)
    assert anchor.startswith("story-")
    assert all(c.isascii() and (c.isalnum() or c in "-_") for c in anchor)


def test_a_language_is_named_only_if_it_is_well_formed() -> None:
    assert labels.language_tag("en-GB") == "en-GB"
    assert labels.language_tag('en" onclick="x') == ""
    assert labels.language_tag(None) == ""
