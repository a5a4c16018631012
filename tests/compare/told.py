"""Sayings told by several articles, for the tests of this room."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import find, make_annotation, make_article, make_saying, make_statement, make_story

from attribune.compare import conflicts
from attribune.model import (
    Actor,
    Annotation,
    Article,
    Change,
    Conflict,
    Mention,
    Precision,
    Resolution,
    Span,
    Statement,
    TimeExpression,
)

WORDS = "We will not open the gate"
Told = tuple[Article, Statement]


def tell(
    name: str,
    text: str,
    *,
    words: str = WORDS,
    venue: str | None = None,
    on: tuple[str, str, Precision] | None = None,
    actor: str = "vael",
) -> Told:
    """Return an article and its statement of ``words``; ``on`` is the words for a time, its value and precision."""
    article = make_article(text, id=name)
    statement = make_statement(article, words, actor=actor, venue=venue)
    if on is not None:
        span = find(text, on[0])
        assert span is not None
        statement = replace(statement, said_on=TimeExpression(span, on[1], on[2]))
    return article, statement


def conflicts_of(*told: Told, change: Change = "verbatim", similarity: float = 1.0) -> tuple[Conflict, ...]:
    """Return the conflicts in one saying of which each is a reading; the first is the fullest."""
    story = make_story(*dict.fromkeys(article for article, _ in told))
    saying = make_saying(story, *told)
    first, *rest = saying.readings
    readings = (first, *(replace(reading, change=change, similarity=similarity) for reading in rest))
    annotations = [make_annotation(article, [statement]) for article, statement in told]
    resolution = Resolution((), (), tuple(statement for _, statement in told))
    return conflicts(story, annotations, resolution, [replace(saying, readings=readings)])


def mention(
    article: Article, words: str, actor: str, *, kind: str = "name", sure: float = 0.9, after: int = 0
) -> Mention:
    """Return a mention of an actor where ``words`` first stand."""
    span = find(article.text, words, after=after)
    assert span is not None
    return Mention(article.id, span, kind, span, actor=actor, confidence=sure)  # type: ignore[arg-type]


def annotation_of(article: Article, *, times: tuple[tuple[str, str | None, Precision], ...] = ()) -> Annotation:
    """Return an annotation of one block a sentence with these times, given as words, value and precision."""
    expressions = []
    for words, value, precision in times:
        span = find(article.text, words)
        assert span is not None
        expressions.append(TimeExpression(Span(*span), value, precision))
    return replace(make_annotation(article), times=tuple(expressions))


def resolution_of(actors: tuple[Actor, ...], mentions: tuple[Mention, ...], *statements: Statement) -> Resolution:
    """Return a resolution of these."""
    return Resolution(actors, mentions, tuple(statements))
