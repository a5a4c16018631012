"""Where a sentence ends and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth

from attribune.annotate.sentences import sentences
from attribune.model import Paragraph, Span


def cut(text: str) -> list[str]:
    body = [Paragraph(span=Span(0, len(text)), kind="body")]
    return [text[start:end] for start, end in sentences(text, body)]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert cut("The mill burned. Nobody was hurt! Who lit it? Ask them.") == [
        "The mill burned.",
        "Nobody was hurt!",
        "Who lit it?",
        "Ask them.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Orwin met Sen. Tilda Moss and Gov. Pell in St. Anselm on Jan. 5.",
        "J. D. Calder and Anna F. Wick work for the U.S. State Department.",
        "It opened at 8 a.m. Monday in Ill. and elsewhere.",
        "Acme Inc. Chairman Bo Trask paid No. 7 St. Mark's Rd. a visit.",
        "He spoke with the U.N. Security Council, i.e. Prussia and Norland.",
        "The rate rose by 3.5 per cent.",
        "Rep. Lou Vance (D-Ill.) Monday denied it.",
        "She wrote on valleypost.example. and left.",
    ],
)
def test_an_abbreviation_or_an_initial_does_not_end_a_sentence(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_an_abbreviation_ends_a_sentence_if_a_word_follows_that_begins_one() -> None:
    assert cut("It closed at 8 p.m. The crowd left the U.S. However, some stayed in Plan B. They slept.") == [
        "It closed at 8 p.m.",
        "The crowd left the U.S.",
        "However, some stayed in Plan B.",
        "They slept.",
    ]


def test_no_is_an_abbreviation_only_before_a_number() -> None:
    assert cut("He said no. Then he took seat No. 5. No. He stood.") == [
        "He said no.",
        "Then he took seat No. 5.",
        "No.",
        "He stood.",
    ]


def test_closing_marks_and_brackets_belong_to_the_sentence_before() -> None:
    assert cut("“It is over.” He left (at last.) Nobody spoke. 'Good.' [End.] So") == [
        "“It is over.”",
        "He left (at last.)",
        "Nobody spoke.",
        "'Good.'",
        "[End.]",
        "So",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        '"Go away!" he said.',
        "“Why?” she asked.",
        "“Who pays?” Mayor Tilda Moss asked.",
        "“Hm…” the miller said.",
        "“They ask, ‘How long?’ ” Harbour and Ferries Director Tilda Moss said last year.",
        "“How long?” Harbour and Ferries Committee Chairwoman Tilda B. Moss (D-N.Y.) said.",
        "Yahoo! was there.",
    ],
)
def test_an_attribution_after_a_quotation_stays_with_it(sentence: str) -> None:
    assert cut(sentence) == [sentence]


def test_sentences_inside_one_quotation_are_cut() -> None:
    assert cut("“We were cold. We were hungry… And nobody came,” she said.") == [
        "“We were cold.",
        "We were hungry…",
        "And nobody came,” she said.",
    ]


def test_tokenised_text_keeps_its_spaced_closing_marks() -> None:
    assert cut('He said : " The mill burned . It is gone . " " Who lit it ? " she asked . They met Sen . Moss .') == [
        'He said : " The mill burned .',
        'It is gone . "',
        '" Who lit it ? " she asked .',
        "They met Sen . Moss .",
    ]


def test_a_lost_blank_does_not_join_two_sentences() -> None:
    assert cut("The mill burned.The river froze.“Help us,” she said.") == [
        "The mill burned.",
        "The river froze.",
        "“Help us,” she said.",
    ]


def test_numbers_of_notes_belong_to_the_sentence_before() -> None:
    assert cut("The mill burned. [6] It was old.[7] Nobody was hurt. [8] [9]") == [
        "The mill burned. [6]",
        "It was old.[7]",
        "Nobody was hurt. [8] [9]",
    ]


def test_text_without_capitals_is_cut_at_its_stops() -> None:
    assert cut("the mill burned. nobody knows why! do you?") == ["the mill burned.", "nobody knows why!", "do you?"]


def test_a_numbered_list_keeps_its_numbers() -> None:
    assert cut("1. Burn the mill. 2.1. Run.") == ["1. Burn the mill.", "2.1. Run."]


def test_scripts_without_blanks_are_cut() -> None:
    assert cut("水车着火了。没有人受伤！") == ["水车着火了。", "没有人受伤！"]


def test_only_headline_and_body_are_cut_and_no_sentence_crosses_a_paragraph() -> None:
    text = "Mill burns\n\nBy Tilda Moss\n\nThe mill\n\nburned. It is gone."
    kinds = [("headline", 0, 10), ("byline", 12, 25), ("body", 27, 35), ("body", 37, 56)]
    paragraphs = [Paragraph(span=Span(start, end), kind=kind) for kind, start, end in kinds]  # type: ignore[arg-type]
    found = [text[start:end] for start, end in sentences(text, paragraphs)]
    assert found == ["Mill burns", "The mill", "burned.", "It is gone."]


@given(st.text(alphabet=st.sampled_from(" \n.!?…\"“”'’()AaIj1\u00a0。😀"), max_size=80))
def test_sentences_are_ordered_stripped_and_hold_everything_but_blanks(text: str) -> None:
    spans = sentences(text, [Paragraph(span=Span(0, len(text)), kind="body")])
    place = 0
    for start, end in spans:
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        place = end
    assert not text[place:].strip()


@pytest.mark.parametrize("piece", [".", ". ", '"? A ', "?“ ", "1. ", ' . " ', "a.B "])
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    assert growth(lambda size: cut(piece * size), size=2000) < LINEAR
