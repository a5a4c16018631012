"""Mentions are packed, an article's together, and can be read one by one all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.builders import make_actor, make_annotation, make_article, make_story
from tests.dossier.blank import blank

from attribune.dossier import Store, table
from attribune.dossier.connect import connect, migrations
from attribune.model import Annotation, Mention, Resolution, Span, StoryFindings

TEXT = "🦊 Mayor Ilse Brandt said she would stay."
MAYOR = Mention("a", Span(2, 19), "name", Span(8, 19), Span(2, 7), "female", name_type="person")
SHE = Mention("a", Span(25, 28), "pronoun", Span(25, 28), gender="female")
MEANT = Mention("a", Span(25, 28), "pronoun", Span(25, 28), None, "female", "ilse brandt", 0.8, "pronoun")
UNPACKED = [
    ("a", 0, "Mayor Ilse Brandt", "name", 2, 19, 8, 19, 2, 7, "female", "person"),
    ("a", 1, "she", "pronoun", 25, 28, 25, 28, None, None, "female", None),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with blank(tmp_path / "story.dossier") as store:
        yield store


def annotation() -> Annotation:
    return make_annotation(make_article(TEXT, id="a"), mentions=[MAYOR, SHE])


def findings(*mentions: Mention) -> StoryFindings:
    story = make_story(annotation().article)
    return StoryFindings(story, Resolution((make_actor("Ilse Brandt"),), mentions, ()), (), (), (), (), (), ())


def test_the_views_unpack_mentions_and_whom_they_mean(store: Store) -> None:
    store.put_annotations([annotation()])
    store.put_findings(findings(MAYOR, MEANT))
    with store.reading() as connection:
        assert connection.execute("SELECT * FROM mentions").fetchall() == UNPACKED
        linked = connection.execute("SELECT * FROM mention_actors").fetchall()
    assert linked == [("a", 1, "ilse brandt", 0.8, "pronoun")]
    assert store.counts("mentions") == {"mentions": 2}


def test_mentions_come_back_in_the_order_of_the_findings(store: Store) -> None:
    store.put_annotations([annotation()])
    store.put_findings(findings(MEANT, MAYOR))
    assert store.findings(make_story(annotation().article).id).resolution.mentions == (MEANT, MAYOR)


def test_a_dossier_of_before_has_its_mentions_packed(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    story = make_story(annotation().article).id
    before = connect(path, create=True, read_only=False, timeout=1, steps=migrations()[:9])
    before.executescript(
        "INSERT INTO articles (id, source, text, paragraphs, sentences, quotations) "
        f"VALUES ('a', 'a.txt', '{TEXT}', '[]', '[]', '[]'), ('b', 'b.txt', '', '[]', '[]', '[]');"
        "INSERT INTO mentions VALUES ('a', 1, 'she', 'pronoun', 25, 28, 25, 28, NULL, NULL, 'female', NULL, NULL),"
        "('a', 0, 'Mayor Ilse Brandt', 'name', 2, 19, 8, 19, 2, 7, 'female', NULL, 'person');"
        f"INSERT INTO stories VALUES ('{story}', 'a', NULL); INSERT INTO story_articles VALUES ('{story}', 0, 'a');"
        "INSERT INTO mention_actors VALUES ('a', 1, 'ilse brandt', 0.8, 'pronoun');"
    )
    before.close()
    with Store.open(path) as store:
        assert store.annotations(["a"])[0].mentions == (MAYOR, SHE)
        assert store.annotations(["b"])[0].mentions == ()
        assert store.findings(story).resolution.mentions == (MAYOR, MEANT)
        with store.reading() as connection:
            assert connection.execute("SELECT * FROM mentions").fetchall() == UNPACKED


def test_the_exported_table_tells_what_the_annotation_says_of_an_actor_only_once_it_is_resolved(store: Store) -> None:
    store.put_annotations([make_annotation(make_article(TEXT, id="a"), mentions=[MAYOR, MEANT])])
    assert store.annotations(["a"])[0].mentions == (MAYOR, MEANT)
    assert [row["actor"] for row in table(store, "mentions").to_pylist()] == [None, None]
