"""Positions: who is said to be for or against whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import make_actor, make_article, make_statement, make_story
from tests.compare.told import annotation_of, mention

from attribune.compare import positions
from attribune.model import Mention, Position, Resolution

REMARK = "That gate stays shut"


def found_in(text: str, *, kinds: dict[str, str] | None = None, sure: float = 0.9) -> tuple[Position, ...]:
    """Return the positions in a text in which Jorun Vael, who says the remark, and Marit Holm are mentioned."""
    article = make_article(text)
    names = {"Vael": "jorun vael", "Holm": "marit holm"} | (kinds or {})
    mentions: list[Mention] = []
    for words, actor in names.items():
        place = text.find(words)
        while place >= 0:
            kind = "pronoun" if words in ("him", "her") else "name"
            mentions.append(mention(article, words, actor, kind=kind, sure=sure, after=place))
            place = text.find(words, place + 1)
    statements = tuple(
        make_statement(article, REMARK, source=speaker, actor=actor)
        for speaker, actor in (("Vael", "jorun vael"),)
        if REMARK in text
    )
    actors = (make_actor("Jorun Vael"), make_actor("Marit Holm"))
    return positions(make_story(article), [annotation_of(article)], Resolution(actors, tuple(mentions), statements))


def stances(text: str) -> list[tuple[str, str, str]]:
    return [(position.actor, position.stance, position.target) for position in found_in(text)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Vael slammed Holm on Monday. “That gate stays shut,” he said.", "against"),
        ("Vael has repeatedly accused Holm of waste, saying: “That gate stays shut.”", "against"),
        ("“That gate stays shut,” said Vael, who hit out at Holm again.", "against"),
        ("Vael threw his weight behind Holm: “That gate stays shut.”", "for"),
        ("Vael praised Holm’s plan: “That gate stays shut.”", "for"),
    ],
)
def test_a_verb_between_two_actors_tells_the_stance(text: str, stance: str) -> None:
    assert stances(text) == [("jorun vael", stance, "marit holm")]


def test_the_passive_is_turned_round() -> None:
    assert stances("Holm was sharply criticised by Vael: “That gate stays shut.”") == [
        ("jorun vael", "against", "marit holm")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vael did not criticise Holm. “That gate stays shut,” said Vael.",
        "Vael declined to back Holm: “That gate stays shut.”",
        "Vael would support Holm if paid. “That gate stays shut,” said Vael.",
        "Vael never praised Holm. “That gate stays shut,” he said.",
        "Holm was criticised. “That gate stays shut,” said Vael.",
        "Vael met Holm. “That gate stays shut,” said Vael.",
        "Vael criticised the plan that Holm wrote. “That gate stays shut.”",
    ],
)
def test_what_is_denied_supposed_or_about_something_else_is_no_position(text: str) -> None:
    assert stances(text) == []


def test_what_a_speaker_says_of_others_is_not_the_article_s_word() -> None:
    text = "“That gate stays shut, and Vael slammed Holm,” said Vael."
    article = make_article(text)
    said = make_statement(article, "That gate stays shut, and Vael slammed Holm", source="Vael", actor="jorun vael")
    mentions = (mention(article, "Vael", "jorun vael"), mention(article, "Holm", "marit holm"))
    resolution = Resolution((make_actor("Jorun Vael"), make_actor("Marit Holm")), mentions, (said,))
    annotation = annotation_of(article)
    assert positions(make_story(article), [replace(annotation, statements=(said,))], resolution) == ()


def test_without_a_statement_beside_it_there_is_no_evidence() -> None:
    assert stances("Vael slammed Holm on Monday.") == []


def test_a_doubtful_pronoun_is_nobody() -> None:
    text = "Vael accused him of waste: “That gate stays shut.”"
    assert found_in(text, kinds={"him": "marit holm"}, sure=0.6) == ()
    assert len(found_in(text, kinds={"him": "marit holm"}, sure=0.9)) == 1


def test_more_places_make_a_position_surer() -> None:
    once = found_in("Vael slammed Holm: “That gate stays shut.”")
    twice = found_in("Vael slammed Holm, and later Vael mocked Holm: “That gate stays shut.”")
    assert once[0].confidence < twice[0].confidence < 1
