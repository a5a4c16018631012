"""What a dossier keeps, replaces and lets go of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest
from tests.builders import (
    make_actor,
    make_annotation,
    make_article,
    make_saying,
    make_statement,
    make_story,
)
from tests.dossier.blank import blank

from attribune.dossier import DossierError, Store
from attribune.model import (
    Annotation,
    Mention,
    Rejected,
    Resolution,
    Span,
    Story,
    StoryFindings,
)


class Key(NamedTuple):
    article: str
    published: str | None
    key: str
    weight: float


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with blank(tmp_path / "story.dossier") as store:
        yield store


def quoting(name: str, words: str) -> Annotation:
    """An article in which the harbour master says something."""
    article = make_article(f"Harbour master Jonna Reyes said “{words}” in {name}.", id=name)
    mention = Mention(article.id, Span(0, 26), "name", Span(15, 26))
    return make_annotation(article, [make_statement(article, words, source="Jonna Reyes", cue="said")], [mention])


def findings_on(*covered: Annotation, speaker: str = "Jonna Reyes") -> StoryFindings:
    actor = make_actor(speaker)
    story = make_story(*(a.article for a in covered))
    said = tuple(replace(s, actor=actor.id, actor_confidence=0.9) for a in covered for s in a.statements)
    named = tuple(replace(m, actor=actor.id, confidence=0.8, evidence="name") for a in covered for m in a.mentions)
    pairs = [(a.article, s) for a in covered for s in a.statements]
    return StoryFindings(
        story=story,
        resolution=Resolution((actor,), named, said),
        sayings=(make_saying(story, *pairs, actor=actor.id),),
        reuses=(),
        derivations=(),
        conflicts=(),
        positions=(),
        timeline=(),
    )


def whole_indexes(store: Store) -> None:
    """Check that the full-text indexes hold what their tables hold, no more and no less."""
    with store.writing() as connection:
        for index in ("article_index", "statement_index"):
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def rows(store: Store, table: str) -> int:
    return store.counts(table)[table]


A, B, C = quoting("a", "the port stays shut"), quoting("b", "the port stays"), quoting("c", "not one ship")


def test_adding_an_article_twice_changes_nothing(store: Store) -> None:
    assert store.put_annotations([A, B]) == 2
    before = store.counts()
    assert store.put_annotations([B, C, C]) == 1
    assert store.put_annotations([A, B, C]) == 0
    assert store.article_ids() == ("a", "b", "c")
    assert store.counts() == before | {"articles": 3, "statements": 3, "mentions": 3}
    whole_indexes(store)


def test_known_says_which_articles_are_there(store: Store) -> None:
    store.put_annotations([A])
    assert store.known(["a", "b", "a"]) == {"a"}
    assert store.known([]) == set()
    assert store.known(str(number) for number in range(100_000)) == set()


def test_the_same_rejection_twice_is_kept_once(store: Store) -> None:
    empty, binary = Rejected("x.txt", "it is empty"), Rejected("x.txt", "it is binary")
    store.put_rejected([empty, binary])
    store.put_rejected([empty, Rejected("caf\udce9.txt", "it is empty")])
    assert store.rejected() == (Rejected("caf\ufffd.txt", "it is empty"), binary, empty)


def test_what_was_rejected_of_a_source_goes_when_that_is_read_again(store: Store) -> None:
    other = Rejected("y.txt", "it is empty")
    store.put_rejected([Rejected("x.txt", "it is empty"), Rejected("x.txt", "it is binary"), other])
    store.put_rejected([Rejected("x.txt", "line 3: not valid JSON")], read_again=["x.txt", "z.txt"])
    assert store.rejected() == (Rejected("x.txt", "line 3: not valid JSON"), other)


def test_story_keys_come_back_as_a_table_in_one_order(store: Store) -> None:
    keys = [Key("b", None, "port", 0.5), Key("a", "2024-05-26", "shut", 0.25), Key("a", "2024-05-26", "port", 1.0)]
    store.put_annotations([A, B], story_keys=keys)
    taken = store.story_keys()
    assert taken.column_names == ["article", "published", "key", "weight"]
    assert [tuple(row.values()) for row in taken.to_pylist()] == sorted(keys, key=lambda key: (key.article, key.key))
    store.put_story_keys(taken)
    assert store.story_keys().equals(taken)


def test_story_keys_are_taken_from_a_table(store: Store) -> None:
    store.put_annotations([A])
    table = pa.table({"article": ["a"], "published": pa.array([None], pa.string()), "key": ["port"], "weight": [0.5]})
    store.put_story_keys(table)
    assert store.story_keys().to_pylist() == table.to_pylist()


def test_story_keys_of_an_article_that_is_not_there_are_refused_with_their_batch(store: Store) -> None:
    with pytest.raises(DossierError, match="nothing of it was kept"):
        store.put_annotations([A], story_keys=[Key("b", None, "port", 0.5)])
    assert store.article_ids() == ()


def test_findings_replace_those_on_the_same_story(store: Store) -> None:
    store.put_annotations([A, B])
    store.put_findings(findings_on(A, B))
    store.put_findings(findings_on(A, B, speaker="J. Reyes"))
    assert [actor.name for actor in store.findings(make_story(A.article).id).resolution.actors] == ["J. Reyes"]
    assert rows(store, "sayings") == 1
    whole_indexes(store)


def test_findings_replace_those_on_the_stories_named(store: Store) -> None:
    store.put_annotations([A, B, C])
    store.put_findings(findings_on(C))
    store.put_findings(findings_on(A, B), replacing=[make_story(C.article).id, "never there"])
    assert [story.articles for story in store.stories()] == [("a", "b")]
    whole_indexes(store)


def test_an_article_is_in_one_story_at_a_time(store: Store) -> None:
    store.put_annotations([A, B, C])
    store.put_findings(findings_on(A, B))
    store.put_findings(findings_on(B, C))
    assert [story.articles for story in store.stories()] == [("b", "c")]
    assert rows(store, "readings") == 2
    whole_indexes(store)


def test_removing_a_story_keeps_its_articles(store: Store) -> None:
    store.put_annotations([A, B])
    store.put_findings(findings_on(A))
    store.put_findings(findings_on(B))
    store.remove_stories([make_story(A.article).id, "never there"])
    assert [story.articles for story in store.stories()] == [("b",)]
    assert store.annotations(["a", "b"]) == [A, B]
    assert rows(store, "sayings") == rows(store, "readings") == 1
    whole_indexes(store)


def test_no_table_keeps_a_row_of_a_story_that_is_gone(store: Store) -> None:
    store.put_annotations([A, B])
    with store.reading() as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        plain = [name for name in tables if "_index" not in name and name != "stale_keys"]  # what is to be done yet
        before = [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in plain]
    store.put_findings(findings_on(A, B))
    store.remove_stories(story.id for story in store.stories())
    with store.reading() as connection:
        assert [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in plain] == before


def test_findings_on_an_article_that_is_not_there_are_refused_whole(store: Store) -> None:
    store.put_annotations([A])
    store.put_findings(findings_on(A))
    with pytest.raises(DossierError, match="Annotations go in before"):
        store.put_findings(findings_on(A, B))
    assert store.findings(make_story(A.article).id) == findings_on(A)


def test_findings_that_change_a_mention_itself_are_refused(store: Store) -> None:
    store.put_annotations([A])
    found = findings_on(A)
    (mention,) = found.resolution.mentions
    moved = replace(found.resolution, mentions=(replace(mention, span=Span(0, 7)),))
    with pytest.raises(DossierError, match="links a mention"):
        store.put_findings(replace(found, resolution=moved))
    assert store.stories() == ()


def test_findings_on_a_statement_that_is_not_there_are_refused(store: Store) -> None:
    store.put_annotations([A, B])
    found = findings_on(A)
    with pytest.raises(DossierError, match="links a statement"):
        store.put_findings(replace(found, resolution=replace(found.resolution, statements=B.statements)))
    assert store.stories() == ()


def test_the_same_statement_twice_is_refused(store: Store) -> None:
    with pytest.raises(DossierError, match="same thing twice"):
        store.put_annotations([replace(A, statements=A.statements * 2)])
    assert store.article_ids() == ()


def test_stories_come_by_id_whatever_the_order_of_adding(tmp_path: Path) -> None:
    def stories(name: str, covered: Sequence[Annotation]) -> tuple[Story, ...]:
        with blank(tmp_path / name) as store:
            store.put_annotations(covered)
            for annotation in covered:
                store.put_findings(findings_on(annotation))
            return store.stories()

    assert stories("one", [A, B, C]) == stories("other", [C, B, A])


def test_several_writes_can_be_one(store: Store) -> None:
    with store.writing():
        store.put_annotations([A])
        store.put_findings(findings_on(A))
        assert len(store.stories()) == 1

    def changing_my_mind() -> None:
        with store.writing():
            store.put_annotations([B])
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        changing_my_mind()
    assert store.article_ids() == ("a",)


def test_a_write_that_fails_within_another_takes_only_itself_back(store: Store) -> None:
    with store.writing():
        store.put_annotations([A])
        with pytest.raises(DossierError):
            store.put_annotations([B], story_keys=[Key("never there", None, "port", 0.5)])
    assert store.article_ids() == ("a",)
    whole_indexes(store)


def test_writing_in_the_middle_of_reading_is_refused(store: Store) -> None:
    with store.reading(), pytest.raises(DossierError, match="in the middle of reading"):
        store.put_annotations([A])
    assert store.put_annotations([A]) == 1


def test_a_reader_sees_one_moment_while_another_writes(store: Store, tmp_path: Path) -> None:
    store.put_annotations([A])
    with Store.open(tmp_path / "story.dossier", read_only=True) as reader:
        with store.writing():
            store.put_annotations([B])
            assert reader.article_ids() == ("a",)
        with reader.reading():
            assert reader.article_ids() == ("a", "b")
            store.put_annotations([C])
            assert reader.article_ids() == ("a", "b")
        assert reader.article_ids() == ("a", "b", "c")


def test_counts_are_of_the_tables_named(store: Store) -> None:
    store.put_annotations([A, B])
    store.put_findings(findings_on(A, B))
    assert store.counts("articles", "actors", "readings") == {"articles": 2, "actors": 1, "readings": 2}
    with pytest.raises(ValueError, match="no such table"):
        store.counts("articles; DROP TABLE articles")


def test_the_browsing_view_reads_like_a_sentence(store: Store) -> None:
    store.put_annotations([A, B])
    store.put_findings(findings_on(A))
    with store.reading() as connection:
        said = connection.execute("SELECT speaker, cue, content, story IS NULL FROM said ORDER BY article").fetchall()
    assert said == [("Jonna Reyes", "said", "the port stays shut", 0), ("Jonna Reyes", "said", "the port stays", 1)]


def test_rows_refer_only_to_rows_that_are_there(store: Store) -> None:
    store.put_annotations([A, B])
    store.put_findings(findings_on(A, B))
    with store.reading() as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(DossierError, match="FOREIGN KEY"), store.writing() as connection:
        connection.execute("DELETE FROM articles")
