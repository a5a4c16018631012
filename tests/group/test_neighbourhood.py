"""Adding articles means comparing those around them, and what comes out is what comparing all again would give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article

from attribune.dossier import Store
from attribune.dossier.connect import connect, migrations
from attribune.engine import Local
from attribune.group import STRETCH, Scope, StoryKey, compared, scopes, stories
from attribune.group import neighbourhood as room
from attribune.model import Story
from attribune.pipeline import current_stories

ENGINE = Local(processes=1)
FIRST = date(2031, 4, 1).toordinal()
WORDS = ("osprey", "vessin", "ilves", "dredging", "sandbank", "vineyard", "calder", "reyn", "levy")
Told = tuple[int | None, tuple[int, ...]]  # a day, and which of the words an article is known by

told = st.tuples(
    st.none() | st.integers(0, 60), st.lists(st.sampled_from(range(9)), min_size=1, max_size=4, unique=True)
)


def keys_of(number: int, article: Told) -> list[StoryKey]:
    day, words = article
    published = None if day is None else date.fromordinal(FIRST + day).isoformat()
    return [StoryKey(f"a{number:02}", published, WORDS[word], 3.0 + word) for word in sorted(words)]


def put(store: Store, numbered: Sequence[tuple[int, Told]]) -> tuple[Story, ...]:
    """Add articles to a dossier and bring its stories up to date."""
    annotations = [make_annotation(make_article(f"Article {n}.", id=f"a{n:02}")) for n, _ in numbered]
    store.put_annotations(annotations, story_keys=[key for n, article in numbered for key in keys_of(n, article)])
    return current_stories(store, engine=ENGINE)


def neighbourhoods(store: Store) -> list[tuple[str, dict[str, float]]]:
    return [(article, dict(sorted(near.items()))) for article, near in store.neighbourhoods()]


@settings(max_examples=25, deadline=None)
@given(st.lists(told, min_size=2, max_size=14), st.data())
def test_any_order_in_any_portions_gives_what_comparing_all_at_once_gives(
    tmp_path_factory: pytest.TempPathFactory, articles: list[Told], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("scopes")
    order = data.draw(st.permutations(list(enumerate(articles))))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(order)), max_size=3)))
    with pytest.MonkeyPatch.context() as patch, Store.open(folder / "a.dossier", create=True) as portions:
        patch.setattr(room, "TOGETHER", 3)  # so that there are several scopes
        for start, end in pairwise([0, *cuts, len(order)]):
            found = put(portions, order[start:end])
        with Store.open(folder / "b.dossier", create=True) as whole:
            patch.setattr(room, "TOGETHER", 1000)
            assert put(whole, list(enumerate(articles))) == found
            assert neighbourhoods(whole) == neighbourhoods(portions)
            assert stories(whole.story_keys(), engine=ENGINE) == found


def test_what_lies_far_from_new_articles_is_not_compared_again(tmp_path: Path) -> None:
    spread = [(number, (STRETCH * 4 * number, (0, 1, 2))) for number in range(5)]
    with Store.open(tmp_path / "a.dossier", create=True) as store:
        put(store, spread)
        articles = store.stretches(STRETCH)
        (scope,) = scopes([FIRST + 8 * STRETCH], articles)
        assert {key["article"] for key in store.story_keys(days=scope.days).to_pylist()} == {"a02"}


def test_an_article_without_a_day_is_compared_with_every_other() -> None:
    assert list(scopes([None], {5: 2, 6: 1, 40: 3})) == [Scope(5, 40, True)]
    assert list(scopes([None], {})) == [Scope(0, -1, True)]


def test_nothing_new_means_nothing_to_compare() -> None:
    assert list(scopes([], {5: 2})) == []


def test_a_dossier_that_was_killed_while_it_compared_takes_up_the_rest(tmp_path: Path) -> None:
    ferry: Told = (0, (0, 1, 2, 3))
    with Store.open(tmp_path / "a.dossier", create=True) as store:
        put(store, [(0, ferry)])
        annotation = make_annotation(make_article("Article 1.", id="a01"))
        store.put_annotations([annotation], story_keys=keys_of(1, ferry))
        (scope,) = scopes([day for _, day in store.uncompared()], store.stretches(STRETCH))
        found = compared(scope, store.story_keys(days=scope.days), engine=ENGINE)
        store.put_likenesses(found, first=scope.first, last=scope.last, undated=scope.undated)  # and killed here
    with Store.open(tmp_path / "a.dossier") as store:
        assert store.uncompared() == [("a01", FIRST)]
        assert [story.articles for story in current_stories(store, engine=ENGINE)] == [("a00", "a01")]
        assert store.uncompared() == []


def test_a_dossier_of_an_older_version_compares_its_articles_when_next_added_to(tmp_path: Path) -> None:
    path = tmp_path / "old.dossier"
    old = connect(path, create=True, read_only=False, timeout=1, steps=migrations()[:1])
    for number, day in enumerate(("2031-04-01", None)):
        blank = (f"a{number}", "news.txt", "", "[]", "[]", "[]")
        old.execute(
            "INSERT INTO articles (id, source, text, paragraphs, sentences, quotations) VALUES (?,?,?,?,?,?)", blank
        )
        old.execute(
            "INSERT INTO story_keys (article, key, published, weight) VALUES (?, 'osprey', ?, 9)", (f"a{number}", day)
        )
    old.close()
    with Store.open(path) as store:
        assert store.uncompared() == [("a0", FIRST), ("a1", None)]
        assert [story.articles for story in current_stories(store, engine=ENGINE)] == [("a0", "a1")]
        assert store.uncompared() == []
