"""How the speakers of two accounts relate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import make_actor, make_annotation, make_article, make_statement, make_story

from attribune.collate import collate
from attribune.collate.kinship import Relation, relation, speaker
from attribune.model import Actor, Resolution, Span, Title


def bearing(name: str, *titles: str, **fields: object) -> Actor:
    told = tuple(Title(words, "a", Span(0, 1), None, None, 1) for words in titles)
    return make_actor(name, titles=told, **fields)


def body(name: str) -> Actor:
    return make_actor(name, type="organisation", aliases=(name,))


def nameless(name: str, article: str = "a") -> Actor:
    return make_actor(name, type="group", aliases=(name,), article=article)


def related(a: Actor, b: Actor) -> Relation:
    one, other = relation(speaker(a), speaker(b)), relation(speaker(b), speaker(a))
    assert one == other
    return one


def test_one_actor_is_the_same() -> None:
    assert related(body("Orr Harbour Board"), body("Orr Harbour Board")) == "same"


def test_an_unknown_speaker_may_be_anybody() -> None:
    assert relation(None, speaker(body("Orr Harbour Board"))) == "unknown"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (nameless("the police"), body("Orr Police Department")),
        (nameless("authorities"), body("Orr Police Department")),
        (nameless("officials"), nameless("the authorities", "b")),
        (body("Orr Police Department"), bearing("Ruth Amsel", "spokeswoman for the Orr Police")),
        (body("Ministry of Fisheries"), bearing("Ruth Amsel", "Fisheries Minister")),
        (body("Justice Department"), bearing("Ruth Amsel", "Deputy Attorney General")),
        (body("River Trade Compact"), bearing("Ruth Amsel", "RTC chief")),
        (body("Amsel administration"), bearing("Ruth Amsel")),
        (nameless("Ruth Amsel and Otto Dorn"), bearing("Ruth Amsel")),
        (nameless("Progressives"), nameless("leading Progressives", "b")),
        (bearing("Zachary Voorn", "harbour engineer"), bearing("Zach Vorne", "harbour engineer")),
    ],
)
def test_a_body_and_who_speaks_for_it_are_akin(a: Actor, b: Actor) -> None:
    assert related(a, b) == "akin"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (bearing("Ruth Amsel", "Fisheries Minister"), bearing("Otto Dorn", "Fisheries Minister")),
        (bearing("Ruth Amsel"), bearing("Lena Amsel")),
        (body("Ministry of Fisheries"), body("Ministry of Defence")),
        (nameless("fishermen"), nameless("residents", "b")),
        (nameless("the police"), bearing("Ruth Amsel", "singer")),
        (make_actor("Orr Gazette", type="outlet"), bearing("Ruth Amsel", "editor of the Orr Gazette")),
        (body("Portuguese government"), bearing("Ruth Amsel", "Norwegian Foreign Minister")),
        (body("Department of Fisheries"), bearing("Ruth Amsel", "Dorn spokeswoman")),
        (body("Orr government"), nameless("A senior Republican aide")),
    ],
)
def test_who_has_nothing_in_common_is_different(a: Actor, b: Actor) -> None:
    assert related(a, b) == "different"


def test_what_a_statement_calls_its_speaker_tells_for_whom_they_speak() -> None:
    named = bearing("Ruth Amsel")
    harbour = speaker(body("Orr Harbour Board"))
    assert relation(speaker(named), harbour) == "different"
    assert relation(speaker(named, "Ruth Amsel, who has long sat on the Orr Harbour Board"), harbour) == "akin"


def test_nameless_sources_of_many_articles_back_each_other() -> None:
    words = "three ferries lay aground in the Vessin channel at nine on Monday with all their grain still on board"
    actors = [replace(nameless("police", name), id=name) for name in "abcdefg"]
    articles = [make_article(f"{words}, police said.", id=name) for name in "abcdefg"]
    statements = [
        replace(make_statement(one, words, source="police", kind="indirect", actor=one.id), actor_confidence=0.9)
        for one in articles
    ]
    annotations = [make_annotation(one, [said]) for one, said in zip(articles, statements, strict=True)]
    (saying,) = collate(make_story(*articles), annotations, Resolution(tuple(actors), (), tuple(statements)))
    assert len(saying.readings) == 7
    assert saying.actor == "a"
