from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.network.pieces import LENGTH, case_of, windows


@pytest.mark.parametrize(
    ("word", "kind"), [("ferry", 0), ("2031", 0), ("Venn", 1), ("A", 1), ("NATO", 2), ("McVenn", 3)]
)
def test_capitals_have_a_class(word: str, kind: int) -> None:
    assert case_of(word) == kind


@given(st.integers(min_value=0, max_value=5000))
def test_every_piece_is_in_a_window_and_no_window_is_too_long(count: int) -> None:
    seen: set[int] = set()
    for start, end in windows(count):
        assert 0 < end - start <= LENGTH
        seen.update(range(start, end))
    assert seen == set(range(count))


def test_a_text_without_pieces_has_no_windows() -> None:
    assert list(windows(0)) == []
