"""Posts of social networks that an article holds: whose they are, and what of the text they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune import annotate as annotate_text
from attribune.annotate import annotate
from attribune.annotate.posts import posts
from attribune.model import Article, Paragraph, Span
from attribune.resolve import resolve

INTRO = "The harbour board answered at once on Monday, before the council had met to hear of it."


def told(*paragraphs: str) -> list[tuple[str | None, str, str | None]]:
    """Return who says what without a verb, and on which day, in an article of these paragraphs."""
    text = "\n\n".join([INTRO, *paragraphs])
    annotation = annotate(Article(id="a", source="a", text=text), fast=True)
    resolution = resolve([annotation])
    names = {actor.id: actor.name for actor in resolution.actors}
    return [
        (
            names.get(one.actor or ""),
            " … ".join(text[slice(*part)] for part in one.content),
            one.said_on.value if one.said_on else None,
        )
        for one in resolution.statements
        if one.cue is None and one.source is not None
    ]


def test_a_post_is_what_its_account_says_and_has_its_day() -> None:
    assert told("The ferry stays! https://t.example/x1 — Orla Venn (@orlavenn) May 3, 2019") == [
        ("Orla Venn", "The ferry stays!", "2019-05-03")
    ]


def test_a_signature_may_stand_below_its_post() -> None:
    assert told("The people of South Orr are ashamed!", "— Donal J. Dorn (@realDorn) March 1, 2016") == [
        ("Donal J. Dorn", "The people of South Orr are ashamed!", "2016-03-01")
    ]


def test_a_post_of_several_paragraphs_begins_below_the_colon() -> None:
    found = told("Dorn made his point:", "New ferries", "New piers + more — Orla Dorn (@orla) May 3, 2019")
    assert found == [("Orla Dorn", "New ferries … New piers + more", "2019-05-03")]


def test_an_account_need_not_look_like_a_name() -> None:
    found = told("We sail at noon. — Office of the Governor of Orr (@orrgov) May 3, 2019")
    assert found == [("Office of the Governor of Orr", "We sail at noon.", "2019-05-03")]
    assert told("We sail at noon. — (((ven))) (@ven) May 3, 2019")[0][0] == "(((ven)))"


def test_within_running_text_a_post_begins_behind_who_tweeted() -> None:
    running = "Dorn was angry. He tweeted at once: The pier is lost. — Orla Dorn (@orla) May 2, 2017 Venn was not."
    assert told(running) == [("Orla Dorn", "The pier is lost.", "2017-05-02")]


def test_where_a_post_begins_that_is_not_known_there_is_none() -> None:
    assert told("Dorn was angry. The pier is lost. — Orla Dorn (@orla) May 2, 2017 Venn was not.") == []
    assert told("word " * 120 + "— Orla Dorn (@orla) May 2, 2017") == []


def test_whom_a_post_quotes_speaks_as_well() -> None:
    text = f"{INTRO}\n\nOrla Venn said that the ferry stays. — Orla Dorn (@orla) May 2, 2017"
    rows = annotate_text(text).statements
    assert sorted((text[slice(*one.source)], text[slice(*one.content[0])]) for one in rows if one.source) == [
        ("Orla Dorn", "Orla Venn said that the ferry stays."),
        ("Orla Venn", "that the ferry stays"),
    ]


def test_a_quotation_below_a_post_is_not_its_account_s() -> None:
    found = told("The ferry stays! — Orla Venn (@orlavenn) May 3, 2019", "“It does not stay, and it never has.”")
    assert [who for who, _, _ in found] == ["Orla Venn"]


@pytest.mark.parametrize("line", ["Write to Orla Venn (@orlavenn) on Twitter", "Follow Orla Venn (@orlavenn)"])
def test_an_account_alone_is_no_post(line: str) -> None:
    assert told(line) == []


_PIECES = st.sampled_from(
    [
        "The pier. ",
        "“No,” ",
        "— Orla Venn (@orla) ",
        "May 3, 2019 ",
        "he tweeted: ",
        "(@",
        "-- ",
        "\n\n",
        "https://t.example ",
    ]
)


def lines(text: str) -> list[Paragraph]:
    """Return the lines of a text that blank ones part, without the blanks around them."""
    found, start = [], 0
    for line in text.split("\n\n"):
        if line.strip():
            inner = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            found.append(Paragraph(inner, "body"))
        start += len(line) + 2
    return found


@given(st.lists(_PIECES, max_size=14))
def test_posts_stand_in_the_text_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for post in posts(text, lines(text)):
        for part in post.words:
            assert at <= part.start < part.end <= post.name.start
            at = part.end


def test_an_account_that_ends_in_somebodys_surname_is_not_that_one() -> None:
    text = "Oskar Venn left.\n\nWe love you very much here — Women For Venn (@WomenForVenn) December 29, 2016"
    resolution = resolve([annotate_text(text, fast=True)])
    names = {actor.id: actor.name for actor in resolution.actors}
    assert [names[s.actor] for s in resolution.statements if s.actor] == ["Women For Venn"]
