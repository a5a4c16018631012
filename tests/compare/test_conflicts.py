"""Conflicts: accounts of one remark that cannot all be right, and those that can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import make_actor, make_annotation, make_article, make_saying, make_statement, make_story
from tests.compare.told import conflicts_of, mention, tell

from attribune.compare import conflicts
from attribune.compare.venues import parse_venue, venues_differ
from attribune.model import Conflict, Resolution


def test_two_days_for_one_remark_conflict_and_both_are_shown() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    two = tell("b", "On March 9 Vael said: “We will not open the gate.”", on=("March 9", "2021-03-09", "day"))
    (conflict,) = conflicts_of(one, two)
    assert conflict.kind == "date"
    assert conflict.note == "2021-03-07 / 2021-03-09"
    texts = {article.id: article.text for article, _ in (one, two)}
    assert [texts[m.article][slice(*m.span)] for m in conflict.members] == ["on Sunday", "March 9"]


def test_a_weekday_and_a_date_that_are_one_day_agree() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    two = tell("b", "On March 7 Vael said: “We will not open the gate.”", on=("March 7", "2021-03-07", "day"))
    assert conflicts_of(one, two) == ()


def test_an_hour_agrees_with_its_day_and_a_week_is_compared_with_weeks_only() -> None:
    hour = tell("a", "“We will not open the gate,” he said at 9.", on=("at 9", "2021-03-07T09:00", "minute"))
    day = tell("b", "“We will not open the gate,” he said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    week = tell("c", "“We will not open the gate,” he said last week.", on=("last week", "2021-W08", "week"))
    assert conflicts_of(hour, day, week) == ()


def test_a_time_that_could_not_be_resolved_conflicts_with_nothing() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    two = tell("b", "“We will not open the gate,” he said recently.", on=("recently", "PAST", "past"))
    assert conflicts_of(one, two) == ()


def test_today_and_a_whole_week_s_difference_are_no_contradiction() -> None:
    one = tell("a", "“We will not open the gate,” Vael said today.", on=("today", "2021-03-08", "day"))
    two = tell("b", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    three = tell("c", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-14", "day"))
    assert conflicts_of(one, two) == ()
    assert conflicts_of(two, three) == ()


def test_a_time_that_was_said_is_not_when_it_was_said() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    words = "We will not open the gate on Friday"
    two = tell("b", f"“{words},” Vael said.", words=words, on=("on Friday", "2021-03-05", "day"))
    assert conflicts_of(one, two) == ()


def test_one_article_does_not_contradict_itself() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    again = (one[0], replace(one[1], id="again", said_on=replace(one[1].said_on, value="2021-03-09")))  # type: ignore[type-var]
    assert conflicts_of(one, again) == ()


def test_loose_paraphrases_may_be_other_remarks() -> None:
    one = tell("a", "“We will not open the gate,” Vael said on Sunday.", on=("on Sunday", "2021-03-07", "day"))
    two = tell("b", "On March 9 Vael said: “We will not open the gate.”", on=("March 9", "2021-03-09", "day"))
    assert conflicts_of(one, two, change="paraphrased", similarity=0.2) == ()
    assert len(conflicts_of(one, two, change="trimmed", similarity=0.2)) == 1


def test_a_fair_is_no_rally() -> None:
    one = tell("a", "“We will not open the gate,” he said at a harvest fair in Pell.", venue="a harvest fair in Pell")
    two = tell("b", "“We will not open the gate,” he said at a rally in Ost.", venue="a rally in Ost")
    (conflict,) = conflicts_of(one, two)
    assert (conflict.kind, conflict.note) == ("venue", "a harvest fair in Pell / a rally in Ost")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("the ORVA 2 TV channel", "public broadcaster ORVA"),
        ("an election rally", "public broadcaster ORVA"),
        ("a rally in Pell", "a fair in Pell"),
        ("a news conference", "a speech"),
        ("a conference call", "a rally"),
        ("an interview with the Hill Courier magazine", "the Hill Courier"),
        ("a rally in Skarrovo", "a fair in Skarovo"),
        ("", "a rally"),
    ],
)
def test_venues_that_may_be_one_do_not_conflict(one: str, two: str) -> None:
    assert not venues_differ(parse_venue(one), parse_venue(two))
    assert not venues_differ(parse_venue(two), parse_venue(one))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("public broadcaster ORVA", "public broadcaster OVRA"),
        ("the Hill Courier", "the Pell Gazette"),
        ("a press conference", "a rally"),
        ("parliament", "a harvest fair in Pell"),
        ("the yard gates", "a packed meeting in the town hall"),
    ],
)
def test_venues_that_cannot_be_one_conflict(one: str, two: str) -> None:
    assert venues_differ(parse_venue(one), parse_venue(two))
    assert venues_differ(parse_venue(two), parse_venue(one))


# ---- speakers

LONG = "We smelled it for three weeks and were told to shut the window"


def _speakers(
    *, sure: float = 0.95, together: bool = True, second: str = "marit holm", cue: str = "cried"
) -> tuple[Conflict, ...]:
    one = make_article(f"“{LONG},” said Jorun Vael.", id="a")
    text = f"“{LONG}!” {cue} Marit Holm." + (" Jorun Vael nodded." if together else "")
    two = make_article(text, id="b")
    statements = [
        replace(make_statement(one, LONG, source="Jorun Vael", actor="jorun vael"), actor_confidence=0.95),
        replace(make_statement(two, LONG, source="Marit Holm", cue=cue, actor=second), actor_confidence=sure),
    ]
    mentions = [mention(one, "Jorun Vael", "jorun vael"), mention(two, "Marit Holm", second)]
    if together:
        mentions.append(mention(two, "Jorun Vael", "jorun vael"))
    actors = tuple(make_actor(name) for name in ("Jorun Vael", "Marit Holm", "Vael"))
    story = make_story(one, two)
    sayings = [make_saying(story, (article, s)) for article, s in zip((one, two), statements, strict=True)]
    annotations = [make_annotation(article, [s]) for article, s in zip((one, two), statements, strict=True)]
    return conflicts(story, annotations, Resolution(actors, tuple(mentions), tuple(statements)), sayings)


def test_one_remark_in_the_mouths_of_two_persons_conflicts() -> None:
    (conflict,) = _speakers()
    assert conflict.kind == "speaker"
    assert [member.note for member in conflict.members] == ["Jorun Vael", "Marit Holm"]


def test_an_unsure_speaker_conflicts_with_nobody() -> None:
    assert _speakers(sure=0.7) == ()


def test_two_names_that_no_article_sets_apart_may_be_one_person() -> None:
    assert _speakers(together=False) == ()


def test_a_surname_is_not_another_person() -> None:
    assert _speakers(second="vael") == ()


def test_who_reads_another_s_words_out_does_not_contradict_anybody() -> None:
    assert _speakers(cue="quoted") == ()
