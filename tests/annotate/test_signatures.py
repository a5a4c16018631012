"""Quotations with a name behind or below them: whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.annotate.test_posts import lines, told

from attribune.annotate.signatures import signed_quotations

QUOTED = "“The ferry stays where it has been for all of these years.”"


@pytest.mark.parametrize(
    ("signature", "who"),
    [
        ("— Ruth Amsel", "Ruth Amsel"),
        ("— Ruth Amsel, the harbour master of Orr, to the Harbour Courier", "Ruth Amsel"),
        ("-- Ruth Amsel to the Harbour Courier", "Ruth Amsel"),
        ("– Secretary of State Ruth Amsel", "Ruth Amsel"),
    ],
)
def test_a_dash_signs_a_quotation_behind_and_below_it(signature: str, who: str) -> None:
    found = [(who, QUOTED, None)]
    assert told(f"{QUOTED} {signature}") == found
    assert told(QUOTED, signature) == found


def test_a_name_and_an_outlet_sign_where_that_recurs() -> None:
    once = (QUOTED, "Ruth Amsel, Harbour Courier")
    again = ("“It will not sail; that much is sure to all of us.”", "Jon Dorn and Lena Venn, The Orr Times")
    assert [who for who, _, _ in told(*once)] == []
    assert [who for who, _, _ in told(*once, *again)] == ["Ruth Amsel", "Jon Dorn and Lena Venn"]


def test_what_goes_on_behind_a_dash_signs_nothing() -> None:
    assert told(f"{QUOTED} — Ruth Amsel, who was late, said so on Monday.") == []
    assert told(f"{QUOTED} — and Ruth Amsel left.") == []


_PIECES = st.sampled_from([QUOTED, "Ruth Amsel, ", "— ", "Harbour Courier", "said ", " to ", "\n\n", "“", "”"])


@given(st.lists(_PIECES, max_size=14))
def test_signed_quotations_stand_in_the_text_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    at = 0
    for post in signed_quotations(text, lines(text)):
        (words,) = post.words
        assert at <= words.start < words.end <= post.name.start < post.name.end <= len(text)
        at = words.end
