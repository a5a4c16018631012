"""Which times a text names, and what they stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth

from attribune.annotate.times import time_expressions
from attribune.model import Span

THURSDAY = "2024-05-30"


def times(text: str, published: str | None = THURSDAY) -> list[tuple[str, str | None, str]]:
    found = time_expressions(text, [Span(0, len(text))], published=published)
    return [(text[t.span.start : t.span.end], t.value, t.precision) for t in found]


def only(text: str, published: str | None = THURSDAY) -> tuple[str, str | None, str]:
    (found,) = times(text, published)
    return found


@pytest.mark.parametrize(
    ("sentence", "words", "value", "precision"),
    [
        ("She said so on Sunday.", "Sunday", "2024-05-26", "day"),
        ("She said so on Thursday.", "Thursday", "2024-05-30", "day"),
        ("Tilda Moss said Sunday night that it burned.", "Sunday night", "2024-05-26", "day"),
        ("The council will vote on Sunday.", "Sunday", "2024-06-02", "day"),
        ("On Sunday, the council will vote.", "Sunday", "2024-06-02", "day"),
        ("The vote is due Tuesday.", "Tuesday", "2024-06-04", "day"),
        ("Moss said Tuesday it will be rebuilt.", "Tuesday", "2024-05-28", "day"),
        ("It burned last Monday.", "last Monday", "2024-05-27", "day"),
        ("It burned last Thursday.", "last Thursday", "2024-05-23", "day"),
        ("They meet next Tuesday.", "next Tuesday", "2024-06-04", "day"),
        ("They met on Monday last week.", "Monday last week", "2024-05-20", "day"),
        ("It burned yesterday.", "yesterday", "2024-05-29", "day"),
        ("It burned this morning.", "this morning", "2024-05-30", "day"),
        ("It burned last night.", "last night", "2024-05-29", "day"),
        ("They meet tomorrow.", "tomorrow", "2024-05-31", "day"),
        ("It burned last week.", "last week", "2024-W21", "week"),
        ("She argued over the weekend that it did.", "the weekend", "2024-W21", "week"),
        ("They meet this weekend.", "this weekend", "2024-W22", "week"),
        ("It burned last month.", "last month", "2024-04", "month"),
        ("It burned earlier this year.", "earlier this year", "2024", "year"),
        ("They vote early next year.", "early next year", "2025", "year"),
        ("It burned three days ago.", "three days ago", "2024-05-27", "day"),
        ("It burned two weeks ago.", "two weeks ago", "2024-W20", "week"),
        ("It burned about a year ago.", "about a year ago", "2023", "year"),
        ("It burned several years ago.", "several years ago", None, "past"),
        ("It burned recently.", "recently", None, "past"),
        ("It burned on May 26.", "May 26", "2024-05-26", "day"),
        ("It burned on Dec. 7.", "Dec. 7", "2023-12-07", "day"),
        ("It will burn on Dec. 7.", "Dec. 7", "2024-12-07", "day"),
        ("It burned last November.", "last November", "2023-11", "month"),
        ("It burned in August.", "August", "2023-08", "month"),
        ("It burned in June.", "June", "2023-06", "month"),
        ("They agreed to rebuild it in June.", "June", "2024-06", "month"),
        ("The vote in June is open.", "June", "2024-06", "month"),
        ("The dividend is payable June 14.", "June 14", "2024-06-14", "day"),
        ("The council, which should rest, met Tuesday.", "Tuesday", "2024-05-28", "day"),
        ("It will appeal after a court Tuesday refused.", "Tuesday", "2024-05-28", "day"),
        ("It would get around Tuesday’s ruling.", "Tuesday", "2024-05-28", "day"),
        ("They must answer by Tuesday.", "Tuesday", "2024-06-04", "day"),
        ("It burned on Monday, June 5.", "Monday, June 5", "2023-06-05", "day"),
        ("It burned in July last year.", "July last year", "2023-07", "month"),
        ("It burned at 8:30 a.m. on Tuesday.", "8:30 a.m. on Tuesday", "2024-05-28T08:30", "minute"),
        ("It burned at noon.", "noon", "2024-05-30T12:00", "minute"),
        ("It burned in the third quarter.", "the third quarter", "2023-07/2023-09", "month"),
        ("It burned last summer.", "last summer", "2023-06/2023-08", "month"),
    ],
)
def test_a_time_is_resolved_against_the_day_of_publication(
    sentence: str, words: str, value: str | None, precision: str
) -> None:
    assert only(sentence) == (words, value, precision)


@pytest.mark.parametrize(
    ("sentence", "words", "value", "precision"),
    [
        ("It burned on May 26, 2024.", "May 26, 2024", "2024-05-26", "day"),
        ("It burned on 26 May 2024.", "26 May 2024", "2024-05-26", "day"),
        ("It burned on the 26th of May, 2024.", "the 26th of May, 2024", "2024-05-26", "day"),
        ("It burned on Sunday, May 26, 2024 at 9 p.m.", "Sunday, May 26, 2024 at 9 p.m.", "2024-05-26T21:00", "minute"),
        ("It burned on 5/26/2024.", "5/26/2024", "2024-05-26", "day"),
        ("It burned on 26.5.2024.", "26.5.2024", "2024-05-26", "day"),
        ("It burned on 2024-05-26.", "2024-05-26", "2024-05-26", "day"),
        ("It burned at 2024-05-26T08:30.", "2024-05-26T08:30", "2024-05-26T08:30", "minute"),
        ("It burned in March 2003.", "March 2003", "2003-03", "month"),
        ("It burned in 2019.", "2019", "2019", "year"),
        ("The 2019 fire was worse.", "2019", "2019", "year"),
        ("It burned in the 1990s.", "the 1990s", "1990/1999", "year"),
        ("It burned in the summer of 2019.", "the summer of 2019", "2019-06/2019-08", "month"),
        ("It burned in the third quarter of 2019.", "the third quarter of 2019", "2019-07/2019-09", "month"),
        ("It burned on February 30, 2024.", "February 30, 2024", None, "day"),
    ],
)
@pytest.mark.parametrize("published", [None, THURSDAY])
def test_a_full_date_needs_no_day_of_publication(
    sentence: str, words: str, value: str | None, precision: str, published: str | None
) -> None:
    assert only(sentence, published) == (words, value, precision)


@pytest.mark.parametrize("published", [None, "", "yesterday", "2024-13-45", "May 2024"])
def test_without_a_day_of_publication_what_is_relative_to_it_has_no_value(published: str | None) -> None:
    assert times("She said on Sunday that it burned on May 26, or last week.", published) == [
        ("Sunday", None, "day"),
        ("May 26", None, "day"),
        ("last week", None, "unknown"),
    ]


def test_a_time_of_day_may_follow_the_day_of_publication() -> None:
    assert only("It burned yesterday.", "2024-05-30T23:59:00+02:00") == ("yesterday", "2024-05-29", "day")


def test_what_is_relative_to_the_time_before_it_is_counted_from_there() -> None:
    found = times("It burned on May 3, and she left the next day. It rained that week. He came two days later.")
    assert [value for _, value, _ in found] == ["2024-05-03", "2024-05-04", "2024-W18", "2024-05-06"]


@pytest.mark.parametrize(
    "sentence",
    [
        "May said they may march on.",
        "April Jones met Mr. March.",
        "The council, May’s last hope, sat.",
        "Second, 2000 people and 2,019 sheep came.",
        "The Sunday Times wrote of Black Friday.",
        "It rained for three days, and she waited 10 minutes.",
        "See John 3:16.",
        "It cost $2019 or 2019 euros.",
        "It sat on the bench by the sun.",
        "The past tense of burn.",
        "He is in his 90s.",
        "She told “Norland This Morning” and the Valley Today.",
        "At the end of the day, a mill is a mill.",
        "",
    ],
)
def test_what_only_looks_like_a_time_is_none(sentence: str) -> None:
    assert times(sentence) == []


def test_spans_count_code_points_of_the_text_and_stay_inside_the_sentences() -> None:
    text = "İ😀 It burned on\u00a0May\u00a026. It burned on Sunday."
    second = text.index("It burned on Sunday")
    found = time_expressions(text, [Span(0, second - 1)], published=THURSDAY)
    assert [text[t.span.start : t.span.end] for t in found] == ["May\u00a026"]


WORDS = st.sampled_from(
    "on May 26 , 2024 last Sunday night two weeks ago the end of 8:30 a.m. at 1990s next year's third quarter 99/99/99 "
    "0 noon Feb. 31 mid- '98 years earlier İ … that 2024-99-99T99:99 12.13.2014 9999 25:61".split(" ")
)


@given(st.lists(WORDS, max_size=30).map(" ".join), st.sampled_from([None, THURSDAY, "0001-01-01", "9999-12-31"]))
def test_times_are_ordered_and_do_not_overlap(text: str, published: str | None) -> None:
    place = 0
    for found in time_expressions(text, [Span(0, len(text))], published=published):
        assert place <= found.span.start < found.span.end <= len(text)
        assert text[found.span.start : found.span.end].strip() == text[found.span.start : found.span.end]
        place = found.span.end


@pytest.mark.parametrize("piece", ["the end of ", "two or ", "May ", "8:30 ", "last ", "early-", "1 ", "Sunday, ", "x"])
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    assert growth(lambda size: times(piece * size), size=2000) < LINEAR
