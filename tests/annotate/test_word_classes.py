from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.word_classes import tagger


def classes(text: str) -> str:
    return tagger().classes(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The inspectorate rejects the claim .", "dnzdn."),
        ("Officials accused of selling the ferry said nothing .", "seigdnvn."),
        ("The judge agreed with Orla Venn that there was no reason .", "dnviNNcovdn."),
        ("She said in an emailed reply that it stays .", "ovidencoz."),
        ("One study found Venn would raise fares .", "0nvNmbs."),
    ],
)
def test_words_are_told_by_what_stands_around_them(text: str, expected: str) -> None:
    assert classes(text) == expected


def test_capitals_tell_nothing_in_shouted_text() -> None:
    assert classes("THE HARBOUR MASTER SAYS THE FERRY WILL STAY .")[3] == "z"


def test_every_word_of_a_clause_gets_a_class_and_a_clause_its_verb() -> None:
    found = classes("He would order a review and warned against delays .")
    assert found[6] == "v"


@given(st.lists(st.text(min_size=1, max_size=12), max_size=30))
def test_any_words_get_one_letter_each(words: list[str]) -> None:
    assert len(tagger().classes(words)) == len(words)
