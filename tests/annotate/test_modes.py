from __future__ import annotations

import pytest

import attribune
from attribune.annotate.modes import mode_of
from attribune.model import Span


@pytest.mark.parametrize(
    ("cue", "mode"),
    [
        ("said", "speech"),
        ("promised", "speech"),
        ("hopes", "thought"),
        ("had said he believed", "thought"),
        ("is planning", "plan"),
        ("wants", "plan"),
        ("according to", "speech"),
    ],
)
def test_the_reporting_words_tell_speech_from_thought_and_plan(cue: str, mode: str) -> None:
    assert mode_of(cue, Span(0, len(cue)), "indirect") == mode


def test_what_stands_in_quotation_marks_was_said() -> None:
    assert mode_of("believes", Span(0, 8), "mixed") == "speech"
    assert mode_of("", None, "direct") == "speech"


def test_statements_carry_their_mode() -> None:
    text = "Orla Venn believes that the ferry will stay. Jon Amsel said that the quay would close."
    assert [s.mode for s in attribune.annotate(text, fast=True).statements] == ["thought", "speech"]
