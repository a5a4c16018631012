from __future__ import annotations

import pytest

import attribune
from attribune.annotate.modes import mode_of
from attribune.model import Span


def told(marked: str) -> str:
    """Return the mode of a cue in brackets, whose source is what stands before it."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    first = text.rfind("if ", 0, start)
    source = Span(first + 3 if first > 0 else 0, start)
    return mode_of(text, Span(start, end), "indirect", source)


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


@pytest.mark.parametrize(
    "text",
    [
        "Amsel [did not say] that the pier is lost.",
        "Amsel [has never publicly said] that the pier is lost.",
        "The board [declined to say] that the pier is lost.",
        "Amsel [declined] to comment on the pier.",
        "The board [has so far refused] to publicly discuss the pier.",
        "She had [forgot to mention] that the pier is lost.",
        "Amsel hasn’t yet [announced] that the pier is lost.",
        "Amsel [could say] that the pier is lost.",
        "Nobody [said] that the pier is lost.",
        "No captain [has claimed] that the pier is lost.",
        "It is late if the board [says] that the pier is lost.",
        "Amsel [is likely to urge] the board to sell the pier.",
        "Amsel [did not pledge] to save the pier.",
        "Amsel left without [mentioning] that the pier is lost.",
        "Amsel [declined] to speculate on the pier.",
        "The board failed [to note] that the pier is lost.",
        "Amsel [did not order] that the pier be lost.",
        "Amsel stopped short of [calling] the pier lost.",
        "Amsel [refrained] from calling the pier lost.",
        "Amsel [offered] no indication that the pier is lost.",
        "Amsel is no longer [talking about] the pier.",
        "Amsel [must explain] that the pier is lost.",
    ],
)
def test_what_was_denied_or_only_perhaps_said_was_not_said(text: str) -> None:
    assert told(text) == "unsaid"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Amsel [does not believe] that the pier is lost.", "thought"),
        ("Amsel [did not deny] that the pier is lost.", "speech"),
        ("Amsel [not only said] that the pier is lost.", "speech"),
        ("Amsel, who did not vote, [said] that the pier is lost.", "speech"),
        ("Amsel did not vote but [said] that the pier is lost.", "speech"),
        ("Amsel [refused] to leave the pier.", "speech"),
        ("Amsel [said] that she declined to comment on the pier.", "speech"),
        ("The knob of the door [said] that the pier is lost.", "speech"),
        ("Amsel may [want] the pier to be lost.", "plan"),
        ("Voters [are more likely to say] that the pier is lost.", "speech"),
        ("I [will admit] that the pier is lost.", "speech"),
        ("No fewer than ten captains [said] that the pier is lost.", "speech"),
        ("Amsel [described] herself as lost.", "speech"),
    ],
)
def test_views_and_what_was_said_beside_a_denial_stay(text: str, mode: str) -> None:
    assert told(text) == mode


@pytest.mark.parametrize(
    "cue", [" [will propose]", "[’ll announce]", " [is going to say]", " [was expected to declare]"]
)
def test_what_is_yet_to_be_said_is_a_plan(cue: str) -> None:
    assert told(f"Amsel{cue} that the pier is lost.") == "plan"


@pytest.mark.parametrize("cue", ["believes", "wants", "has said"])
def test_what_nobody_says_thinks_or_plans_is_unsaid(cue: str) -> None:
    assert told(f"No one on the board [{cue}] that the pier is lost.") == "unsaid"
    anyone = f"Anyone {cue} that the pier is lost?"
    assert mode_of(anyone, Span(7, 7 + len(cue)), "indirect", Span(0, 6)) == "unsaid"
    text = f"Neither Venn nor the board {cue} that the pier is lost."
    found = [text.index(words) for words in ("the board", cue)]
    source, cue_span = Span(found[0], found[0] + len("the board")), Span(found[1], found[1] + len(cue))
    assert mode_of(text, cue_span, "indirect", source) == "unsaid"


def test_what_one_asks_oneself_is_a_thought() -> None:
    assert told("Amsel [asked] herself why the pier was lost.") == "thought"


def test_feelings_are_thoughts() -> None:
    assert told("Amsel [is incensed over] the loss of the pier.") == "thought"


def test_statements_carry_their_mode() -> None:
    text = "Orla Venn believes that the ferry will stay. Jon Amsel said that the quay would close."
    assert [s.mode for s in attribune.annotate(text, fast=True).statements] == ["thought", "speech"]


def test_what_no_one_will_say_is_unsaid_in_quotation_marks_too() -> None:
    text = "No one will say, “The pier is lost.”"
    assert mode_of(text, Span(7, 15), "direct", Span(0, 6)) == "unsaid"
    assert mode_of(text.replace("No one", "All of"), Span(7, 15), "direct", Span(0, 6)) == "speech"


@pytest.mark.parametrize("advised", ["should start [thinking] about", "ought to [know]", "needs to [believe]"])
def test_what_the_author_advises_somebody_to_think_nobody_thinks(advised: str) -> None:
    assert told(f"Amsel {advised} that the pier is lost.") == "unsaid"
    assert told("Amsel [thinks] that the board needs to know it.") == "thought"
