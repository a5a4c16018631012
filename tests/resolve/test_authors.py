"""Whom "I" means where nobody is quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.telling import annotated

from attribune.resolve import resolve


def speaker(marked: str, *, byline: str | None = None) -> str | None:
    """Return who says what the one source in ``[...]`` says, in an article with this byline."""
    annotation = annotated(marked, name="a0")
    signed = replace(annotation, article=replace(annotation.article, byline=byline))
    found = resolve([signed])
    (statement,) = found.statements
    return next((actor.name for actor in found.actors if actor.id == statement.actor), None)


@pytest.mark.parametrize("byline", ["Ann Lee", "By Ann Lee", "by Ann Lee"])
def test_i_is_the_one_who_signed_the_article(byline: str) -> None:
    assert speaker("The ferry was late again. [I] think that it is too old.", byline=byline) == "Ann Lee"


def test_the_line_of_the_text_that_names_its_author_counts_where_no_byline_came_with_it() -> None:
    body = "The ferry to the islands was late again on Monday, as it was all week. [I] think that it is too old."
    assert speaker(f"The ferry is too old\n\nBy Ann Lee\n\n{body}") == "Ann Lee"


def test_an_author_who_is_spoken_of_by_name_is_one_person() -> None:
    assert speaker("[I] think that it is too old. Ann Lee is a captain.", byline="Ann Lee") == "Ann Lee"


@pytest.mark.parametrize("byline", ["Ann Lee and Jan Dorn", "Orvik News Staff", "Reuters", None])
def test_where_several_or_nobody_signed_i_is_left_open(byline: str | None) -> None:
    assert speaker("The ferry was late again. [I] think that it is too old.", byline=byline) is None


def test_in_an_interview_i_is_left_open() -> None:
    body = "The ferry to the islands was late again on Monday, as it was all week."
    asked = f"{body}\n\nIs it late?\n\nIt is.\n\nWill it be late?\n\nPerhaps.\n\nIs it old?\n\n"
    assert speaker(f"{asked}[I] think that it is too old.", byline="Ann Lee") is None


def test_who_is_quoted_is_not_the_author() -> None:
    assert speaker("“[I] think that it is too old,” a man said.", byline="Ann Lee") is None
