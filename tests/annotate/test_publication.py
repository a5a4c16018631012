"""The day an article appeared, where only its own head tells it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import attribune
from attribune.annotate.layout import paragraphs
from attribune.annotate.publication import published_in

BODY = (
    "The harbour master of Port Ansel said on Sunday that the ferry would stay where it is, whatever the council "
    "decides about the quay, the sheds behind it and the two cranes that nobody has used since the war."
)


def told(*head: str) -> str | None:
    text = "\n\n".join(("Ferry stays, says harbour master", *head, BODY))
    return published_in(text, paragraphs(text, title=None))


@pytest.mark.parametrize(
    "stamp",
    [
        "July 15, 2031",
        "By Orla Venn | July 15, 2031",
        "Posted: 9:51 AM, Jul 15, 2031",
        "11:58 pm PDT, Tuesday, July 15, 2031",
        "15 July 2031 8:03 AM",
        "2031-07-15",
        "07/15/2031 10:25 am ET",
        "Skell Courier Tuesday, July 15, 2031",
    ],
)
def test_a_line_with_a_full_date_tells_the_day(stamp: str) -> None:
    assert told(stamp) == "2031-07-15"


def test_the_day_of_publication_counts_before_that_of_an_update() -> None:
    assert told("Updated: July 17, 2031 6:59 PM", "Published: July 15, 2031 2:13 PM") == "2031-07-15"
    assert told("Posted 6:19 am, July 15, 2031, Updated at 6:20 AM, July 17, 2031") == "2031-07-15"


def test_an_update_is_better_than_nothing() -> None:
    assert told("Updated 8:30 AM ET, Tue July 15, 2031") == "2031-07-15"


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2031 10:25 am",  # March or April
        "— Orla Venn (@orlavenn) July 15, 2031",
        "— July 15, 2031",
        "The ferry leaves the quay of Port Ansel on July 15, 2031, for the last time.",
        "Monday, July 15",
    ],
)
def test_what_may_be_another_day_is_not_told(line: str) -> None:
    assert told(line) is None


def test_days_far_down_are_those_of_other_articles() -> None:
    text = "\n\n".join(("Ferry stays, says harbour master", *[BODY] * 20, "July 15, 2031"))
    assert published_in(text, paragraphs(text, title=None)) is None


def test_days_of_the_week_are_told_from_the_day_in_the_head() -> None:
    found = attribune.annotate(f"Ferry stays\n\nJuly 15, 2031\n\n{BODY}", fast=True)
    assert found.article.published == "2031-07-15"
    assert "2031-07-13" in [time.value for time in found.times]


def test_a_date_that_is_given_stands() -> None:
    found = attribune.annotate(f"Ferry stays\n\nJuly 15, 2031\n\n{BODY}", published="2031-07-16", fast=True)
    assert found.article.published == "2031-07-16"


@given(st.text(max_size=300))
def test_any_text_tells_a_day_or_none(text: str) -> None:
    day = published_in(text, paragraphs(text, title=None))
    assert day is None or len(day) == 10
