from __future__ import annotations

from tests.builders import make_annotation, make_story
from tests.collate.test_sayings import QUOTE, together, told

from attribune.collate import collate
from attribune.model import Article, Correction, Resolution, Saying, Statement

OTHER = "No harbour in this country is run like ours"
SHORT = "not dredged the channel for nine years"


def corrected(pairs: list[tuple[Article, Statement]], *corrections: Correction) -> tuple[Saying, ...]:
    annotations = [make_annotation(article, [statement]) for article, statement in pairs]
    story = make_story(*(article for article, _ in pairs))
    resolution = Resolution((), (), tuple(statement for _, statement in pairs))
    return collate(story, annotations, resolution, corrections=corrections)


def three() -> list[tuple[Article, Statement]]:
    return [told(QUOTE, article="a"), told(SHORT, article="b"), told(OTHER, article="c")]


def ids(pairs: list[tuple[Article, Statement]], *names: str) -> tuple[str, ...]:
    return tuple(statement.id for article, statement in pairs if article.id in names)


def test_what_a_person_joins_is_one_saying_and_says_why() -> None:
    pairs = three()
    sayings = corrected(pairs, Correction("join", ids(pairs, "a", "c")))
    assert together(sayings) == [["a", "b", "c"]]
    assert {reading.article: reading.why for reading in sayings[0].readings} == {
        "a": "",
        "b": "in the words of the other",
        "c": "joined by hand",
    }


def test_what_a_person_parts_is_a_saying_of_its_own() -> None:
    pairs = three()
    assert together(corrected(pairs, Correction("part", ids(pairs, "a", "b")))) == [["a"], ["b"], ["c"]]


def test_the_founder_may_be_parted_from_the_rest() -> None:
    pairs = [*three(), told(SHORT, article="d")]
    (first, *rest) = ids(pairs, "a", "b", "d")
    assert together(corrected(pairs, Correction("part", (first, *rest)))) == [["a"], ["b", "d"], ["c"]]


def test_a_locked_saying_takes_in_nobody_and_loses_nobody() -> None:
    pairs = three()
    lock = Correction("lock", ids(pairs, "a", "b"))
    more = [*pairs, told("The harbour board has not dredged the channel for nine years", article="d")]
    assert together(corrected(more, lock)) == [["a", "b"], ["c"], ["d"]]


def test_the_later_of_two_corrections_prevails() -> None:
    pairs = three()
    join, part = Correction("join", ids(pairs, "a", "c")), Correction("part", ids(pairs, "a", "c")[::-1])
    assert together(corrected(pairs, join, part)) == [["a", "b"], ["c"]]
    assert together(corrected(pairs, part, join)) == [["a", "b", "c"]]


def test_a_correction_of_statements_that_are_not_there_changes_nothing() -> None:
    pairs = three()
    expected = together(corrected(pairs))
    assert together(corrected(pairs, Correction("join", ("gone", "away")), Correction("part", ("gone",)))) == expected


def test_every_statement_stays_in_exactly_one_saying() -> None:
    pairs = three()
    corrections = [
        Correction("lock", ids(pairs, "a", "c")),
        Correction("part", ids(pairs, "b", "c")),
        Correction("join", ids(pairs, "b", "c")),
    ]
    sayings = corrected(pairs, *corrections)
    assert sorted(reading.article for saying in sayings for reading in saying.readings) == ["a", "b", "c"]
