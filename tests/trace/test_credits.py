"""Credits and the names of outlets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import make_annotation, make_article

from attribune.model import Paragraph, Span
from attribune.trace.credits import credited
from attribune.trace.outlets import forms, is_agency, is_outlet, same_outlet, short_for


def kinds(text: str) -> list[tuple[str, str]]:
    return [(credit.kind, credit.name) for credit in credited(make_annotation(make_article(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PORT ANSEL, June 3 (Strait Newswire) - A ferry sank.", [("dateline", "Strait Newswire")]),
        ("A ferry sank, the Hill Courier reported on Monday.", [("report", "Hill Courier")]),
        ("A ferry sank, according to the Pell newspaper Morgenstern.", [("report", "Morgenstern")]),
        ("A ferry sank, public broadcaster ORVA reports.", [("report", "ORVA")]),
        ("Citing nobody, it said the ferry sank, citing the Hill Courier.", [("report", "Hill Courier")]),
        ("Jo Moor and The Strait Newswire contributed to this report.", [("contribution", "Strait Newswire")]),
        ("“It sank,” she told the Hill Courier.", [("venue", "Hill Courier")]),
        ("In an interview with Radio Pell she wept.", [("venue", "Radio Pell")]),
    ],
)
def test_credits_are_read_from_their_usual_shapes(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank, according to Jorun Vael.",
        "Officer Moor reported the loss.",
        "Rep. Anselm Korda (R-Pell) - the youngest of them - left.",
        "A newspaper reported that the ferry sank.",
        "She told radio host Marit Holm that it sank.",
    ],
)
def test_persons_and_nameless_papers_are_no_outlets(text: str) -> None:
    assert kinds(text) == []


def test_the_span_of_a_credit_shows_the_words_that_credit() -> None:
    text = "It sank, according to the Hill Courier, at noon."
    (credit,) = credited(make_annotation(make_article(text)))
    assert text[slice(*credit.span)] == "according to the Hill Courier"


def test_an_outlet_goes_by_its_name_its_initials_and_its_domain() -> None:
    assert same_outlet("The Harbour City Times", "hctimes.com")
    assert same_outlet("Harbour City Times", "HCT")
    assert same_outlet("www.pelllantern.co.pe", "The Pell Lantern")
    assert same_outlet("Northlight News", "Northlight")
    assert same_outlet("The Pell Lantern (online)", "Pell Lantern - Opinion")
    assert not same_outlet("Harbour City Times", "Harbour City Post")
    assert not same_outlet("VTK News", "VRS News")
    assert forms("") == frozenset()


def test_one_telling_word_stands_for_an_outlet() -> None:
    assert short_for("the Lantern", "The Pell Lantern")
    assert not short_for("News", "Pell News")
    assert not short_for("Pell Lantern", "The Pell Lantern")


def test_a_noun_beside_a_name_makes_it_an_outlet() -> None:
    assert is_outlet("Morgenstern", before="newspaper ")
    assert is_outlet("Morgenstern", after=" magazine")
    assert not is_outlet("Morgenstern")
    assert not is_outlet("")


def test_agencies_are_known_by_a_list_or_by_their_name() -> None:
    assert is_agency("Associated Press")
    assert is_agency("apnews.com")
    assert is_agency("Strait Newswire")
    assert not is_agency("The Pell Lantern")
    assert not is_agency(None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By JO MOOR Associated Press\n\nA ferry sank.", [("byline", "Associated Press")]),
        ("Jo Moor and Ada Lind / AP\n\nA ferry sank.", [("byline", "Associated Press")]),
        (
            "Posted 5:57 am, July 16, by Associated Press, Updated at 6:05 am\n\nIt sank.",
            [("byline", "Associated Press")],
        ),
        ("It sank.\n\nCopyright 2031 The Associated Press. All rights reserved.", [("copyright", "Associated Press")]),
        (
            "It sank.\n\nAssociated Press writers Jo Moor and Ada Lind contributed.",
            [("contribution", "Associated Press")],
        ),
        ("It sank.\n\nContributing: The Associated Press", [("contribution", "Associated Press")]),
        ("Photo: Jo Moor, AP\n\n(Jo Moor / Associated Press)\n\nA ferry sank off Pell today.", []),
        ("The Associated Press, a news agency, was founded long ago in another town.", []),
        ("Image copyright AFP\n\nA ferry sank.", []),
        ("A ferry sank.\n\nBy Richard Moor, Bernard Lind", []),
        ("Jo Moor and Ada LindAssociated Press\n\nA ferry sank.", [("byline", "Associated Press")]),
        ("A ferry sank.\n\nCLICK HERE FOR THE ASSOCIATED PRESS AND MORE", []),
        ("BY JO MOOR, ASSOCIATED PRESS WRITER\n\nA ferry sank.", [("byline", "Associated Press")]),
        ("A ferry sank.\n\nBack to the Associated Press:\n\nNobody drowned.", []),
    ],
)
def test_who_wrote_it_is_read_from_the_lines_around_the_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Jo Moor New York Times", "New York Times"),
        ("By ADA LIND ASSOCIATED PRESS", "Associated Press"),
        ("By Jo Moor, Hill Courier", "Hill Courier"),
        ("Jo Moor, Media And Politics Reporter", None),
    ],
)
def test_nobody_who_is_glued_to_an_outlet_in_a_byline_is_taken_for_part_of_its_name(
    byline: str, expected: str | None
) -> None:
    article = make_article(f"{byline} and a good many small words besides it in this line\n\nA ferry sank.")
    line = Paragraph(Span(0, len(byline)), "byline")
    annotation = replace(make_annotation(article), paragraphs=(line,))
    assert [credit.name for credit in credited(annotation)] == ([expected] if expected else [])
