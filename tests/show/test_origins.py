"""Where an article's text comes from: every word of its body in one stretch, each with where else it stands."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import make_article, make_story
from tests.trace.tracing import annotate_plain, traced

from attribune.model import Article, Resolution, StoryFindings
from attribune.show import lay_out, origin_rows, traced_article
from attribune.show.desk import Desk
from attribune.show.elsewhere import FROM, QUOTED, TO
from attribune.show.origins import EITHER, OWN, origins
from attribune.text import WORD

LIFTED = "The ferry had been leaking oil into the strait for eleven weeks before the harbour guard noticed the gulls."
MORE = "Its owner, a cheese merchant from the hills, had insured it twice and painted over the rust in April."
OWN_A = "Pell is a quiet town with a good bakery."
OWN_B = "In the hills nobody talks of anything but the price of milk."


def desk_of(*articles: Article, quoted: bool = False) -> Desk:
    annotations = annotate_plain(*articles)
    reuses, derivations = traced(annotations)
    if quoted:
        reuses, derivations = tuple(replace(reuse, quoted=True) for reuse in reuses), ()
    story = make_story(*articles)
    return lay_out(StoryFindings(story, Resolution((), (), ()), (), reuses, derivations, (), (), ()), annotations)


def article(name: str, *paragraphs: str, day: int | None = None) -> Article:
    published = None if day is None else f"2021-03-0{day}"
    return make_article("\n\n".join(paragraphs), id=name, outlet=f"Outlet {name}", published=published)


EARLY = article("early", OWN_A, LIFTED, MORE, day=1)
LATE = article("late", LIFTED, MORE, OWN_B, day=4)


def relations(desk: Desk, name: str) -> list[str]:
    return [origin.relation for origin in origins(desk, name).origins]


def test_what_was_taken_is_told_from_whom_and_the_rest_is_its_own() -> None:
    desk = desk_of(EARLY, LATE)
    view = origins(desk, "late")
    assert relations(desk, "late") == [FROM, OWN]
    assert view.origins[0].other is not None
    assert view.origins[0].other.article.name == "Outlet early"
    assert view.summary == "Of 50 words, 76% drawn from other articles, 24% in no other article of the story."


def test_the_other_side_is_told_who_took_it() -> None:
    assert relations(desk_of(EARLY, LATE), "early") == [OWN, TO]


def test_without_any_sign_of_who_took_it_that_is_said() -> None:
    desk = desk_of(article("a", LIFTED, MORE, OWN_A), article("b", LIFTED, MORE, OWN_B))
    assert relations(desk, "b") == [EITHER, OWN]


def test_a_quotation_of_one_remark_is_no_copy() -> None:
    assert relations(desk_of(EARLY, LATE, quoted=True), "late") == [QUOTED, OWN]


def test_further_articles_with_the_same_words_stand_beside() -> None:
    third = article("third", LIFTED, OWN_A, day=5)
    rows = origin_rows(desk_of(EARLY, LATE, third), "third")
    assert rows[0]["other"] in ("early", "late")
    assert rows[0]["also"] == [({"early", "late"} - {rows[0]["other"]}).pop()]


def test_rows_for_programs_cover_every_word_once_and_show_it() -> None:
    desk = desk_of(EARLY, LATE)
    for own in (EARLY, LATE):
        rows = origin_rows(desk, own.id)
        spans: list[list[int]] = [row["span"] for row in rows]  # type: ignore[misc]
        assert spans == sorted(spans)
        assert [row["text"] for row in rows] == [own.text[start:end] for start, end in spans]
        told = [word for row in rows for word in WORD.findall(str(row["text"]))]
        assert told == WORD.findall(own.text)


def test_the_terminal_gives_the_offsets_of_both_sides() -> None:
    text = " ".join(" ".join(traced_article(desk_of(EARLY, LATE), "late", width=100)).split())
    start = EARLY.text.index(LIFTED)
    assert f"B 0-{len(LIFTED) + 2 + len(MORE) - 1} drawn from A Outlet early {start}-" in text
    assert "own words: “In the hills" in text


def test_an_article_alone_has_no_one_to_be_compared_with() -> None:
    desk = desk_of(EARLY)
    assert origins(desk, "early").summary == "No other article on this event is in the dossier."
    assert relations(desk, "early") == [OWN]
