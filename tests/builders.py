"""Build nouns for tests from the words themselves, so that a test reads like the article it is about."""

from __future__ import annotations

from collections.abc import Iterable

from attribune.ids import identify
from attribune.model import (
    Actor,
    Annotation,
    Article,
    Link,
    Mention,
    Paragraph,
    Reading,
    Saying,
    Span,
    Statement,
    Story,
)


def make_article(text: str, *, links: tuple[Link, ...] = (), **fields: str | None) -> Article:
    """Return an article of ``text``; its id is a hash of the text unless given."""
    name = str(fields.pop("id", None) or identify("test", text))
    return Article(id=name, source=fields.pop("source", None) or f"{name}.txt", text=text, links=links, **fields)


def find(text: str, words: str | None, *, after: int = 0) -> Span | None:
    """Return the span of the first occurrence of ``words``, or None for None; a missing one is an error."""
    if words is None:
        return None
    start = text.index(words, after)
    return Span(start, start + len(words))


def make_statement(
    article: Article,
    content: str | list[str],
    *,
    source: str | None = None,
    cue: str | None = None,
    kind: str = "direct",
    actor: str | None = None,
    venue: str | None = None,
) -> Statement:
    """Return a statement whose spans are found by their words, each content part after the one before."""
    spans: list[Span] = []
    for part in [content] if isinstance(content, str) else content:
        span = find(article.text, part, after=spans[-1].end if spans else 0)
        assert span is not None
        spans.append(span)
    return Statement(
        id=identify("statement", article.id, *spans),
        article=article.id,
        kind=kind,  # type: ignore[arg-type]
        content=tuple(spans),
        source=find(article.text, source),
        cue=find(article.text, cue),
        confidence=0.9,
        venue=find(article.text, venue),
        actor=actor,
        actor_confidence=0.9 if actor else 0.0,
    )


def make_annotation(
    article: Article, statements: Iterable[Statement] = (), mentions: Iterable[Mention] = ()
) -> Annotation:
    """Return an annotation whose paragraphs and sentences are the blank-line separated blocks of the text."""
    spans = []
    place = 0
    for block in article.text.split("\n\n"):
        spans.append(Span(place, place + len(block)))
        place += len(block) + 2
    return Annotation(
        article=article,
        paragraphs=tuple(Paragraph(span=span, kind="body") for span in spans),
        sentences=tuple(spans),
        quotations=(),
        times=(),
        mentions=tuple(mentions),
        statements=tuple(statements),
    )


def make_actor(name: str, **fields: object) -> Actor:
    """Return a person of that name whose id is the name in lower case."""
    given: dict[str, object] = {"type": "person", "description": None, "aliases": (name,)} | fields
    return Actor(id=name.lower(), name=name, **given)  # type: ignore[arg-type]


def make_story(*articles: Article) -> Story:
    """Return the story of these articles, the first being its founder."""
    return Story(identify("story", articles[0].id), articles[0].id, tuple(a.id for a in articles))


def make_saying(story: Story, *pairs: tuple[Article, Statement], actor: str | None = None) -> Saying:
    """Return a saying of the statements given, the first being the fullest; its readings carry no variants."""
    name = identify("saying", pairs[0][1].id)
    readings = tuple(
        Reading(
            saying=name,
            statement=statement.id,
            article=article.id,
            text=" ".join(article.text[a:b] for a, b in statement.content),
            change="verbatim",
            similarity=1.0,
            variants=(),
        )
        for article, statement in pairs
    )
    return Saying(id=name, story=story.id, actor=actor, fullest=pairs[0][1].id, readings=readings)
