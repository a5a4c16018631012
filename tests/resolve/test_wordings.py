"""Those who have no name go by all their words, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.resolve.telling import tell

from attribune.model import Span
from attribune.resolve.wordings import worded


@pytest.mark.parametrize(
    "words",
    [
        "Thousands of harbour workers",
        "45% of likely voters",
        "One sailor in 10,000",
        "Arms control advocates",
        "Mr. Orlo’s supporters",
        "The town council clerk's spokesman",
        "A spokesman for the Orr-led coalition based in Skell",
        "A spokesperson for the vice president",
        "An aide to the transition team",
        "Former aides, Guild strategists and sources close to the board",
        "Residents and Mayor Ruth Amsel",
        "One of the mayor’s friends and her brother",
        "One of the sailor's relatives",
        "Groups representing young teachers",
        "The police officer’s relative",
    ],
)
def test_a_source_without_a_name_goes_by_all_its_words(words: str) -> None:
    assert tell(f"It rained. Then [{words}] said that it was late.").speakers() == [words]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("A person familiar with the matter who asked not to be named", "A person familiar with the matter"),
        ("Many sailors, worried about the storm,", "Many sailors"),
        ("Lawyers for the board, which met on Monday,", "Lawyers for the board"),
    ],
)
def test_a_source_without_a_name_goes_by_no_clause_about_it(words: str, name: str) -> None:
    assert tell(f"It rained. Then [{words}] said that it was late.").speakers() == [name]


@pytest.mark.parametrize(
    ("brought_in", "taken_up"),
    [
        ("a Guild staff member familiar with the bill", "the staff member"),
        ("two harbour officials", "the officials"),
        ("one source in the ministry", "the source"),
    ],
)
def test_the_one_brought_in_before_keeps_that_name(brought_in: str, taken_up: str) -> None:
    told = tell(f"It rained, [{brought_in}] said. Then [{taken_up}] said that it was late.")
    assert told.speakers() == [brought_in] * 2


def test_what_somebody_is_familiar_with_does_not_speak_for_them() -> None:
    told = tell("It rained, [an officer familiar with the findings] said. Then [the findings] said that it was late.")
    assert told.speakers()[1] != "an officer familiar with the findings"


def test_what_a_body_put_out_is_its_word() -> None:
    assert tell("The Harbour Board met. Then [a Harbour Board statement] said no.").speakers() == ["Harbour Board"]


def test_who_speaks_with_others_is_not_alone() -> None:
    told = tell("Mayor Ruth Amsel left. Then [the mayor and her aides] said that it was late.")
    assert told.speakers() == ["Ruth Amsel and her aides"]
    told = tell("Mayor Ruth Amsel left. Then [Mrs. Amsel and some sailors such as Lee Orlo] said that it was late.")
    assert told.speakers() == ["Ruth Amsel and some sailors such as Lee Orlo"]


def test_the_top_sailor_of_a_board_is_known_by_the_board_though_all_words_name_a_source() -> None:
    told = tell("Ruth Amsel, the president of the Orr Guild, left. [The president of the Orr Guild in Skell] said no.")
    assert told.speakers() == ["Ruth Amsel"]


@given(st.text("Ab ,'’s-of1(", min_size=1, max_size=60), st.data())
def test_all_words_of_a_source_lie_within_it_and_hold_the_mention(text: str, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    mention, source = Span(bounds[1], bounds[2]), Span(bounds[0], bounds[3])
    whole = worded(text, mention, source, several=data.draw(st.booleans()))
    assert source.start <= whole.start <= mention.start
    assert mention.end <= whole.end <= source.end
