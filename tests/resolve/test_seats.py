"""Whom "the Kentucky Republican" means, where papers put party and state behind a name."""

from __future__ import annotations

import pytest
from tests.resolve.telling import tell

from attribune.data import rows
from attribune.resolve.seats import seat_behind


@pytest.mark.parametrize(
    ("text", "party", "state"),
    [
        ("Amsel (R-Ky.)", "Republican", "Kentucky"),
        ("Amsel, D-N.J., left", "Democrat", "New Jersey"),
        ("Amsel (R-South Carolina) left", "Republican", "South Carolina"),
        ("Amsel (I-VT) left", "Independent", "Vermont"),
        ("Amsel (D-W.Va.)", "Democrat", "West Virginia"),
    ],
)
def test_party_and_state_stand_behind_a_name(text: str, party: str, state: str) -> None:
    assert seat_behind(text, len("Amsel")) == (party, state)


@pytest.mark.parametrize("text", ["Amsel left", "Amsel (R-Orsk)", "Amsel (D) left", "Amsel, D-Day veteran"])
def test_other_words_behind_a_name_are_no_seat(text: str) -> None:
    assert seat_behind(text, len("Amsel")) is None


def test_every_state_is_told_by_its_name_and_its_short_forms() -> None:
    listed = list(rows("us_states.txt"))
    assert len(listed) == 50
    for name, short in listed:
        for form in (name, *short.split()):
            assert seat_behind(f"Amsel (R-{form})", len("Amsel")) == ("Republican", name)


def test_of_two_senators_the_one_of_that_state_is_meant() -> None:
    told = tell(
        "Sen. Ruth Amsel (R-Fla.) met Sen. Oskar Dorn (D-Ky.). [The Kentucky senator] said no. "
        "[The Florida Republican] said yes."
    )
    assert told.speakers() == ["Oskar Dorn", "Ruth Amsel"]


def test_who_was_just_spoken_of_is_meant_where_the_text_does_not_tell_the_seat() -> None:
    filler = "The ferries of Orsk sail at noon. " * 5
    told = tell(f"Rep. Oskar Dorn (D-Md.) left. {filler}Sen. Ruth Amsel spoke. [The Maryland Democrat] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_a_senator_named_far_away_is_not_the_ohio_senator() -> None:
    filler = "The ferries of Orsk sail at noon. " * 40
    assert tell(f"Sen. Ruth Amsel left. {filler}[The Ohio senator] said no.").speakers() == ["The Ohio senator"]
    assert tell("Sen. Ruth Amsel left. [The Ohio senator] said no.").speakers() == ["Ruth Amsel"]


def test_a_title_at_the_head_of_a_list_is_that_of_each() -> None:
    told = tell(
        "Sens. Ruth Amsel (R-Fla.), Ida Tosi (R-Ohio) and Oskar Dorn (D-Ky.) met. [The Kentucky senator] said no."
    )
    assert told.speakers() == ["Oskar Dorn"]
    described = {actor.name: actor.description for actor in told.resolution.actors}
    assert described["Ruth Amsel"] == "Sen."
