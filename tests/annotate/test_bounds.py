"""Where a content ends that stands within brackets or dashes, and what only says when."""

from __future__ import annotations

import pytest
from tests.annotate.test_whole_sources import tokens_of

from attribune.annotate.bounds import bounded
from attribune.annotate.phrases import Range
from attribune.annotate.reports import Report


def contents_of(text: str, source: str, cue: str, contents: list[str]) -> list[str]:
    """Return the words of a report's contents once they are bounded."""
    tokens = tokens_of(text)

    def place(words: str) -> Range:
        start = text.index(words)
        places = [i for i, token in enumerate(tokens) if start <= token.start and token.end <= start + len(words)]
        return Range(places[0], places[-1] + 1)

    report = bounded(tokens, Report(place(cue), place(source), tuple(map(place, contents)), 0.9))
    return [text[tokens[part.start].start : tokens[part.end - 1].end] for part in report.contents]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("It sails (Venn believes it is late) and sinks.", "Venn", "believes", "it is late) and sinks", "it is late"),
        ("It — which Venn says is late — sails.", "Venn", "says", "is late — sails", "is late"),
        ("SKELL — Venn says it — that is, the ferry — sails.", "Venn", "says", "it — that is, the ferry — sails", None),
        ("Venn says it (the ferry) is late.", "Venn", "says", "it (the ferry) is late", None),
    ],
)
def test_what_is_set_apart_ends_where_it_closes(
    text: str, source: str, cue: str, content: str, kept: str | None
) -> None:
    assert contents_of(text, source, cue, [content]) == [kept or content]


def test_a_clause_in_front_that_says_when_is_not_said() -> None:
    text = "When Amsel rose, Venn said pointedly that it is late."
    parts = ["When Amsel rose", "that it is late"]
    assert contents_of(text, "Venn", "said pointedly", parts) == ["that it is late"]
    text = "The ferry, Venn said, is late."
    assert contents_of(text, "Venn", "said", ["The ferry", "is late"]) == ["The ferry", "is late"]


def test_the_day_behind_an_object_says_when_it_was_said() -> None:
    praised = "Venn praised the performance of the crew on Monday."
    kept = contents_of(praised, "Venn", "praised", ["the performance of the crew on Monday"])
    assert kept == ["the performance of the crew"]
    evening = "Venn claimed a victory of sorts Sunday evening."
    assert contents_of(evening, "Venn", "claimed", ["a victory of sorts Sunday evening"]) == ["a victory of sorts"]
    closed = "Venn said the ferry will sail on Monday."
    assert contents_of(closed, "Venn", "said", ["the ferry will sail on Monday"]) == ["the ferry will sail on Monday"]


@pytest.mark.parametrize(
    ("begins", "kept"),
    [
        ("The Skell Courier he thought it late", "he thought it late"),
        ("Orla Dorn on Monday that it was late", "that it was late"),
        ("the committee the ferry was late", "the ferry was late"),
        ("the crews to stop", "the crews to stop"),
        ("a few of my crew what happened", "what happened"),
        ("his deputy and soon to be mayor, Orla Dorn, that it was late", "that it was late"),
        ("him stories of Orr that he heard", "him stories of Orr that he heard"),
        ("Orla Dorn against deals with Orr that cost much", "Orla Dorn against deals with Orr that cost much"),
        ("the crews to believe what they heard", "the crews to believe what they heard"),
    ],
)
def test_who_is_told_it_is_no_part_of_it(begins: str, kept: str) -> None:
    assert contents_of(f"Venn told {begins}.", "Venn", "told", [begins]) == [kept]


def test_the_day_before_that_says_when_it_was_said() -> None:
    assert contents_of("Venn said Saturday that it is late.", "Venn", "said", ["Saturday that it is late"]) == [
        "that it is late"
    ]
    that = "that it, the letter that Dorn sent, is late"
    assert contents_of(f"Venn warned {that}.", "Venn", "warned", [that]) == [that]


def test_what_somebody_does_in_front_is_not_said() -> None:
    text = "Citing the harbour rules, Venn said that it is late."
    assert contents_of(text, "Venn", "said", ["Citing the harbour rules", "that it is late"]) == ["that it is late"]
    text = "Being late, Venn said, the board will sail."
    parts = ["Being late", "the board will sail"]
    assert contents_of(text, "Venn", "said", parts) == parts


def test_whom_somebody_pitches_as_what_belongs_to_it() -> None:
    assert contents_of("Venn pitched himself as the remedy.", "Venn", "pitched", ["as the remedy"]) == [
        "himself as the remedy"
    ]


@pytest.mark.parametrize(
    ("text", "content", "kept"),
    [
        ("Venn said it will sail , if it may .", "it will sail", "it will sail , if it may"),
        ("Venn said it sails, as long as it may, and left.", "it sails", "it sails, as long as it may"),
        ("Venn said it carries goods such as oil.", "it carries goods such", "it carries goods such as oil"),
        ("Venn praised it, even as she left.", "it, even", "it"),
        ("Venn said the score is even.", "the score is even", "the score is even"),
        ("When Venn said it sails, the crews left.", "it sails, the crews left", "it sails"),
        ("As Venn said that day, the crews left.", "that day, the crews left", "that day, the crews left"),
    ],
)
def test_a_condition_belongs_to_what_is_said_and_the_main_clause_does_not(text: str, content: str, kept: str) -> None:
    cue = "praised" if "praised" in text else "said"
    assert contents_of(text, "Venn", cue, [content]) == [kept]
