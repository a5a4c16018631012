"""Coverage: who carries a saying, and in which articles it was not found."""

from __future__ import annotations

from tests.builders import make_article, make_saying, make_statement, make_story

from attribune.compare import Coverage, coverage


def test_every_article_of_the_story_either_carries_a_saying_or_misses_it() -> None:
    articles = [make_article(f"“The gate stays shut,” he said. {n}", id=f"a{n}") for n in range(4)]
    said = [(article, make_statement(article, "The gate stays shut")) for article in articles]
    story = make_story(*articles)
    saying = make_saying(story, said[2], said[0])
    assert coverage(story, [saying]) == (Coverage(saying.id, ("a0", "a2"), ("a1", "a3")),)


def test_a_story_without_sayings_has_no_coverage() -> None:
    assert coverage(make_story(make_article("Nothing was said.")), []) == ()
