"""The shipped network, run for real."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.growth import LINEAR, growth

import attribune

TEXT = (
    "Orla Venn, the harbour master, said on Monday that the ferry would stay. “Nobody sells it,” she added.\n\n"
    "The council wants to close the quay, and fishermen fear that the price of fuel will double.\n\n"
    "According to the Skell Courier, the mayor was told of the plan in May."
)


def told(text: str, *, fast: bool = False) -> list[tuple[str | None, str]]:
    return [
        (text[slice(*s.source)] if s.source else None, " ".join(text[a:b] for a, b in s.content))
        for s in attribune.annotate(text, fast=fast).statements
    ]


def test_what_is_said_and_what_is_feared_is_found_with_its_source() -> None:
    found = {content: source for source, content in told(TEXT)}
    assert "Orla Venn" in (found["that the ferry would stay"] or "")
    assert found["“Nobody sells it,”"] == "she"
    assert found["that the price of fuel will double"] == "fishermen"


def test_what_somebody_does_again_at_the_head_of_a_sentence_is_the_subjects() -> None:
    text = "Again describing the ferry as “a wreck,” Orla Venn said that the board has no plan for it."
    assert {source for source, _ in told(text)} == {"Orla Venn"}


def test_fast_goes_by_rules_alone() -> None:
    run = "import sys, attribune; attribune.annotate('It stays, she said.', fast=True); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True).stdout.split()
    assert "attribune.annotate.statements" in loaded
    assert "onnxruntime" not in loaded


def test_the_same_article_gives_the_same_record() -> None:
    assert attribune.annotate(TEXT) == attribune.annotate(TEXT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "😀" * 50,
        TEXT.upper(),
        "Venn sagte am Montag, die Fähre werde bleiben. „Niemand verkauft sie“, fügte sie hinzu.",
        "港口主任说渡轮会留下。",
        "VENN: The ferry stays.\n\nAMSEL: For how long?",
        "venn said the ferry would stay and nobody asked her why " * 60,
        "\u0000\ufffd said “\u202e” said",
    ],
)
def test_odd_text_is_read_without_a_fault_and_spans_stay_inside(text: str) -> None:
    for statement in attribune.annotate(text).statements:
        for start, end in statement.content:
            assert 0 <= start < end <= len(text)
        assert 0 <= statement.confidence <= 1


def test_the_work_grows_with_the_length_of_the_text_only() -> None:
    assert growth(lambda count: attribune.annotate("\n\n".join([TEXT] * count)), size=4) < LINEAR


def test_names_are_told_by_what_they_name() -> None:
    text = (
        "Tamsin Hale took the late ferry from Orsk Bay to Lisbon on Monday. She works for the Ministry of Transport, "
        "where Devi Orn is her colleague.\n\nThe harbour of Orsk Bay was closed."
    )
    found = {text[slice(*m.head)]: m.name_type for m in attribune.annotate(text).mentions}
    assert found["Tamsin Hale"] == found["Devi Orn"] == "person"
    assert found["Orsk Bay"] == "place"
    assert {m.name_type for m in attribune.annotate(text, fast=True).mentions} == {None}
