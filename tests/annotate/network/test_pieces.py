from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.network.pieces import LENGTH, OVERLAP, case_of, cuts


@pytest.mark.parametrize(
    ("word", "kind"), [("ferry", 0), ("2031", 0), ("Venn", 1), ("A", 1), ("NATO", 2), ("McVenn", 3)]
)
def test_capitals_have_a_class(word: str, kind: int) -> None:
    assert case_of(word) == kind


@given(st.integers(min_value=0, max_value=3000), st.sets(st.integers(min_value=0, max_value=3000)))
def test_windows_begin_and_end_with_sentences_and_overlap_only_within_a_long_one(count: int, breaks: set[int]) -> None:
    places = sorted(place for place in breaks if place < count)
    found = list(cuts(count, places))
    assert found == [] if count == 0 else (found[0][0], found[-1][1]) == (0, count)
    for (start, end), (following, _) in pairwise(found):
        assert 0 < end - start <= LENGTH
        if following != end:
            assert end - following == OVERLAP
            assert not [place for place in places if start < place <= start + LENGTH]
        else:
            assert end in places


def test_sentences_are_packed_into_as_few_windows_as_will_do() -> None:
    assert list(cuts(300, range(0, 300, 10))) == [(0, 150), (150, 300)]
    assert list(cuts(LENGTH, range(0, LENGTH, 10))) == [(0, LENGTH)]
