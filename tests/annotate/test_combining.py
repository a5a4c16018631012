"""Rules and network together: whose reading stands where they differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import attribune
from attribune.annotate import combining
from attribune.annotate.layout import paragraphs
from attribune.annotate.phrases import Range
from attribune.annotate.quotations import quotations
from attribune.annotate.reports import Report, reports
from attribune.annotate.sentences import sentences
from attribune.annotate.tokens import Unit, units


def unit_of(text: str) -> Unit:
    parts = paragraphs(text, title=None)
    (unit,) = units(text, paragraphs=parts, sentences=sentences(text, parts), quotations=quotations(text, parts))
    return unit


def read_by_both(unit: Unit, source: Range, monkeypatch: pytest.MonkeyPatch) -> Range | None:
    """Return the source of the one report, of which the network says what the rules say but for the source."""
    (ruled,) = reports(unit)

    def by_network(*_: Any) -> Iterator[tuple[Report, dict[str, float]]]:
        yield ruled._replace(source=source), {}

    monkeypatch.setattr(combining, "by_network", by_network)
    monkeypatch.setattr(combining, "confidence", lambda _: 0.9)
    (report,) = combining.read_unit(unit, links=object())  # type: ignore[arg-type]
    return report.source


def test_whom_somebody_told_is_not_who_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = unit_of("He told Harbour Radio: “The ferry will not sail.”")
    assert read_by_both(unit, Range(2, 4), monkeypatch) == Range(0, 1)


def test_elsewhere_the_reading_of_the_network_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = unit_of("He said in Orsk: “The ferry will not sail.”")
    assert read_by_both(unit, Range(3, 4), monkeypatch) == Range(3, 4)


def test_whom_somebody_told_does_not_speak_even_if_nobody_else_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = unit_of("One who lives near told Harbour Radio the ferry will not sail.")
    told = next(place for place, token in enumerate(unit.tokens) if token.text == "told")
    found = Report(Range(told, told + 1), Range(told + 1, told + 3), (Range(told + 3, len(unit.tokens) - 1),), 0.9)
    monkeypatch.setattr(combining, "reports", lambda _: ())
    monkeypatch.setattr(combining, "by_network", lambda *_: iter([(found, {})]))
    monkeypatch.setattr(combining, "confidence", lambda _: 0.9)
    (report,) = combining.read_unit(unit, links=object())  # type: ignore[arg-type]
    assert report.source is None


def test_where_something_was_said_does_not_say_it() -> None:
    unit = unit_of("President Amsel, in an interview that aired with Orla Venn, said he believes the ferry will sail.")
    sources = [report.source for report in combining.read_unit(unit, None) if report.source is not None]
    assert sources[0] == Range(0, 2)


@pytest.mark.parametrize(
    "text",
    [
        "That said, some hope the ferry will sail.",
        "It is absolutely foolish to believe that the ferry will sail.",
        "One would think the ferry would sail.",
        "There is no doubt that the ferry will sail.",
        "All told, two thirds of them hope the ferry will sail.",
    ],
)
def test_manners_of_speaking_are_nobodys_statements(text: str) -> None:
    cues = {text[slice(*s.cue)] for s in attribune.annotate(text).statements if s.cue}
    assert cues.isdisjoint(("said", "told", "doubt", "believe", "to believe", "would think"))


def test_through_whom_it_came_does_not_say_it() -> None:
    (said,) = attribune.annotate("“It is late,” she told Harbour Radio, per the Skell Courier.").statements
    assert said.source is not None
    assert said.source.start == 14  # she


def test_a_participle_behind_all_that_was_said_has_its_speaker() -> None:
    text = (
        "Venn said in a letter Wednesday that the report shows the board has “given up,” adding that it would not sail."
    )
    (added,) = [s for s in attribune.annotate(text).statements if s.cue and text[slice(*s.cue)] == "adding"]
    assert added.source is not None
    assert text[slice(*added.source)] == "Venn"


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("Venn signed the bill, despite calling it “a poor thing.”", "calling", "Venn"),
        ("In May, while forecasting a storm, Venn said it was late.", "forecasting", "Venn"),
        ("Amsel left the hall after accusing Dorn of greed.", "accusing", "Amsel"),
    ],
)
def test_a_participle_behind_a_preposition_has_the_subject_of_its_clause(
    text: str, cue: str, speaker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = unit_of(text)
    place = next(i for i, token in enumerate(unit.tokens) if token.text == cue)
    found = Report(Range(place, place + 1), None, (Range(place + 1, place + 3),), 0.9)
    monkeypatch.setattr(combining, "reports", lambda _: ())
    monkeypatch.setattr(combining, "by_network", lambda *_: iter([(found, {})]))
    monkeypatch.setattr(combining, "confidence", lambda _: 0.9)
    (report,) = combining.read_unit(unit, links=object())  # type: ignore[arg-type]
    assert report.source is not None
    first, last = unit.tokens[report.source.start], unit.tokens[report.source.end - 1]
    assert text[first.start : last.end] == speaker


def test_what_the_author_denies_nobody_claims() -> None:
    tokens = unit_of("The ferry was not the first as Venn claims.").tokens
    claimed = Report(Range(8, 9), Range(7, 8), (Range(0, 6),), 0.9)
    assert combining._is_denied(tokens, claimed)
    assert not combining._is_denied(unit_of("The ferry was not the first, as Venn claims.").tokens, claimed)
    assert not combining._is_denied(unit_of("The ferry was perhaps the first as Venn claims.").tokens, claimed)


def test_who_said_something_says_what_follows_in_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The board has said that the ferry is late, and in Monday’s letter said that it sails."
    unit = unit_of(text)
    place = max(i for i, token in enumerate(unit.tokens) if token.text == "said")
    found = Report(Range(place, place + 1), Range(place - 2, place), (Range(place + 1, place + 4),), 0.9)
    monkeypatch.setattr(combining, "reports", lambda _: ())
    monkeypatch.setattr(combining, "by_network", lambda *_: iter([(found, {})]))
    monkeypatch.setattr(combining, "confidence", lambda _: 0.9)
    (report,) = combining.read_unit(unit, links=object())  # type: ignore[arg-type]
    assert report.source == Range(0, 2)


def test_what_is_telling_nobody_tells() -> None:
    tokens = unit_of("It is telling that the ferry is late.").tokens
    assert combining._is_idiom(tokens, Report(Range(1, 3), Range(0, 1), (Range(3, 8),), 0.9))
    assert not combining._is_idiom(tokens, Report(Range(2, 3), Range(0, 1), (Range(3, 8),), 0.9))
