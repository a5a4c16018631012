"""What the links of a page leave within its sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribune import annotate
from attribune.annotate.residue import without_residue

LIST = "Orla Jane VennFerries to sail again: report Five things to know about piers MORE"
PIECES = st.sampled_from(["Venn ", "Orla ", "VennFerries ", "(Jo) ", "sail on ", "MORE ", "\n", "said no. ", "Dorn"])


def test_the_list_behind_a_name_is_no_part_of_its_sentence() -> None:
    text = f"It was late on Monday. Sen. Orla Venn {LIST} (D-Orr) said that the pier is safe. Dorn agreed."
    (statement,) = annotate(text, fast=True).statements
    assert statement.source is not None
    assert text[slice(*statement.source)].startswith("Sen. Orla Venn")
    assert [text[slice(*part)] for part in statement.content] == ["that the pier is safe"]


def test_words_in_capitals_and_names_said_twice_are_none() -> None:
    for text in ("Venn said MORE of it.", "Orla Venn, Jane Venn and MORE of them.", "Venn Orla Venn sails MORE often."):
        assert without_residue(text) == text


@given(st.lists(PIECES, max_size=20))
def test_every_other_character_stays_where_it_is(pieces: list[str]) -> None:
    text = "".join(pieces)
    read = without_residue(text)
    assert len(read) == len(text)
    assert all(a in (b, " ") for a, b in zip(read, text, strict=True))
    assert read.count("\n") == text.count("\n")
