"""The timeline: what the articles put at a date, in order and once."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import find, make_article, make_statement, make_story
from tests.compare.told import annotation_of

from attribune.compare import timeline
from attribune.model import Paragraph, Resolution, Span, TimelineEntry

NOBODY = Resolution((), (), ())
SANK = "The ferry sank off Pell on March 7."


def entries(*annotated: object) -> list[TimelineEntry]:
    story = make_story(*(annotation.article for annotation in annotated))  # type: ignore[attr-defined]
    return list(timeline(story, list(annotated), NOBODY))  # type: ignore[arg-type]


def test_sentences_come_in_the_order_of_their_dates_whatever_their_precision() -> None:
    article = make_article(
        "Divers went down on March 9.\n\nThe guild was founded in 1974.\n\n"
        "Rain is forecast for next week.\n\nThe ferry sank in March as well."
    )
    times = (("March 9", "2021-03-09", "day"), ("1974", "1974", "year"), ("next week", "2021-W11", "week"))
    found = entries(annotation_of(article, times=(*times, ("in March", "2021-03", "month"))))  # type: ignore[arg-type]
    assert [entry.on for entry in found] == ["1974", "2021-03", "2021-03-09", "2021-W11"]


def test_an_entry_shows_its_sentence() -> None:
    article = make_article(f"{SANK}\n\nNobody was hurt.")
    (entry,) = entries(annotation_of(article, times=(("March 7", "2021-03-07", "day"),)))
    assert article.text[slice(*entry.span)] == SANK
    assert (entry.what, entry.precision, entry.article) == (SANK, "day", article.id)


def test_what_several_articles_tell_of_one_day_stands_once_with_the_first() -> None:
    early = annotation_of(make_article(SANK, id="z"), times=(("March 7", "2021-03-07", "day"),))
    late = annotation_of(
        make_article("Off Pell, the ferry sank on Sunday.", id="a"), times=(("Sunday", "2021-03-07", "day"),)
    )
    other = annotation_of(
        make_article("A baker won the lottery on Sunday.", id="b"), times=(("Sunday", "2021-03-07", "day"),)
    )
    assert [entry.article for entry in entries(early, late, other)] == ["z", "b"]


def test_unresolved_times_and_times_in_quotations_are_left_out() -> None:
    article = make_article("“I told them so on March 1,” said Vael.\n\nThe ferry sank some time ago.")
    annotation = annotation_of(article, times=(("March 1", "2021-03-01", "day"), ("some time ago", None, "past")))
    statement = make_statement(article, "I told them so on March 1")
    assert entries(replace(annotation, statements=(statement,))) == []


def test_a_year_that_only_tells_which_one_is_meant_dates_nothing() -> None:
    article = make_article("They still argue over the 2016 election.\n\nShe left the guild in 2016.")
    second = find(article.text, "2016", after=50)
    assert second is not None
    annotation = annotation_of(article, times=(("2016", "2016", "year"),))
    times = (*annotation.times, replace(annotation.times[0], span=Span(*second)))
    assert [entry.what for entry in entries(replace(annotation, times=times))] == ["She left the guild in 2016."]


def test_captions_are_not_read() -> None:
    annotation = annotation_of(make_article(SANK), times=(("March 7", "2021-03-07", "day"),))
    caption = (Paragraph(annotation.paragraphs[0].span, "caption"),)
    assert entries(replace(annotation, paragraphs=caption)) == []


def test_one_date_in_a_sentence_makes_one_entry() -> None:
    article = make_article("On March 7, a Sunday, the ferry sank off Pell.")
    times = (("March 7", "2021-03-07", "day"), ("Sunday", "2021-03-07", "day"))
    assert len(entries(annotation_of(article, times=times))) == 1  # type: ignore[arg-type]
