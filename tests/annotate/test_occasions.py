from __future__ import annotations

import pytest

from attribune import annotate


def occasion(text: str, *, nth: int = 0) -> tuple[str | None, str | None]:
    """The words for where the statement was made, and the date on which."""
    found = annotate(text, published="2031-05-14", fast=True).statements[nth]  # a Wednesday
    where = text[found.venue.start : found.venue.end] if found.venue else None
    return where, found.said_on.value if found.said_on else None


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("“It stays,” Venn told the Skell Courier on Tuesday.", "the Skell Courier"),
        ("“It stays,” Venn told reporters at the quay.", "at the quay"),
        ("“It stays,” Venn told Marlow.", None),
        ("“It stays,” he roared at a rally in the capital, Skell, on Monday.", "a rally in the capital, Skell"),
        ("In an interview with Harbour Radio, Venn said it stays.", "an interview with Harbour Radio"),
        ("Speaking to the Skell Courier last week, Venn said it stays.", "the Skell Courier"),
        ("On Monday, at a fair in Orrin, Venn answered: “It stays.”", "a fair in Orrin"),
        ("“It stays,” Venn said by telephone.", "by telephone"),
        ("“It stays,” Venn told a rally in Skell on May 26.", "a rally in Skell"),
        ("In an interview on “Harbour Hour,” Venn said: “It stays.”", "an interview on “Harbour Hour,”"),
        ("Venn said at the time that it stays.", None),
        ("Venn said at some length that it stays.", None),
        ("Venn said the summit in Orrin had failed.", None),
    ],
)
def test_where_it_was_said(text: str, where: str | None) -> None:
    assert occasion(text)[0] == where


def test_what_a_picture_shows_sets_no_stage() -> None:
    text = "Orla Venn {} during a hearing in Skell.\n\n“The ferry will stay for good,” Venn said."
    assert occasion(text.format("speaks"))[0] is None
    assert occasion(text.format("spoke"))[0] == "a hearing in Skell"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("“It stays,” Venn said on Tuesday.", "2031-05-13"),
        ("On Monday, at a fair in Orrin, Venn answered: “It stays.”", "2031-05-12"),
        ("Venn said on Tuesday that the ferry had sunk on Sunday.", "2031-05-13"),
        ("Venn, who arrived on Monday, said the ferry stays.", None),
        ("During the 2016 campaign, Venn said the ferry stays.", None),
        ("As the fair opened on Monday, Venn said the ferry stays.", None),
        ("After Sunday’s vote, Venn said the ferry stays.", None),
        ("Venn has asked for a boat by Friday, saying the ferry is old.", None),
        ("“It stays,” Venn said in a Monday radio address.", "2031-05-12"),
        ("In a May 5 statement, Venn said it stays.", "2031-05-05"),
        ("In a scathing letter sent three weeks ago, Venn said it stays.", "2031-W17"),
        ("Venn said after a Monday vote that it stays.", None),
        ("During a Tuesday appearance on Harbour Radio, Venn said it stays.", "2031-05-13"),
        ("On Tuesday, one leading Skellite said it stays.", "2031-05-13"),
        ("On Tuesday Venn said that the ferry stays.", "2031-05-13"),
        ("Venn — a rival of the mayor in 2035 — said that the ferry stays.", None),
        ("In 2030, Venn said that the ferry stays.", "2030"),
    ],
)
def test_when_it_was_said(text: str, when: str | None) -> None:
    assert occasion(text)[1] == when


def test_a_sentence_that_only_says_where_somebody_spoke_sets_the_stage() -> None:
    text = "Orla Venn spoke at a fair in Orrin on Monday.\n\n“We will not sell the ferry to anybody,” she said."
    assert occasion(text) == ("a fair in Orrin", "2031-05-12")


def test_what_happened_before_is_no_stage() -> None:
    text = "The ferry sank at a fair in Orrin on Monday.\n\n“We will not sell the ferry to anybody,” she said."
    assert occasion(text) == (None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("“It stays,” Venn told the crew in a closed-door meeting late Tuesday.", "2031-05-13"),
        ("At a rally Sunday in Orrin, Venn tried to portray Dorn as a fool.", "2031-05-11"),
        ("“It stays,” lawyers said in the filing submitted Friday.", "2031-05-09"),
        ("On Monday, while the mill burned, Venn said it stays.", "2031-05-12"),
        ("On Monday, Venn left the hall, saying it stays.", "2031-05-12"),
        ("Dorn left on Monday and Venn said it stays.", None),
        ("Venn spoke in Orrin on Monday and said it stays.", "2031-05-12"),
        ("Venn said last month that it stays.", "2031-04"),
        ("A judge last year ruled that it stays.", "2030"),
    ],
)
def test_the_day_stands_before_what_is_told_beside_it(text: str, day: str | None) -> None:
    assert occasion(text, nth=-1)[1] == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Venn said Tuesday that the ferry was late and warned that it was cold.", "2031-05-13"),
        ("Venn said Tuesday that the ferry was late, adding that it was cold.", "2031-05-13"),
        ("Venn said Tuesday that the ferry was late. Venn warned that it was cold.", None),
        ("Venn said Tuesday that the ferry was late and Dorn warned that it was cold.", None),
    ],
)
def test_a_verb_shares_the_day_of_the_one_whose_subject_it_shares(text: str, day: str | None) -> None:
    assert occasion(text, nth=1)[1] == day
