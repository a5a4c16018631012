"""Stories of plain texts for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence

from tests.builders import make_annotation, make_article, make_story

from attribune.model import Annotation, Article, Derivation, Link, Resolution, Reuse, Saying, Statement, Story
from attribune.trace import trace

NOBODY = Resolution((), (), ())


def annotate_plain(*articles: Article) -> list[Annotation]:
    """Annotate articles of one block a sentence."""
    return [make_annotation(article) for article in articles]


def story_of(annotations: Sequence[Annotation]) -> Story:
    """Return the story of all the articles, in order of publication and id."""
    ordered = sorted(annotations, key=lambda a: (a.article.published or "~", a.article.id))
    return make_story(*(annotation.article for annotation in ordered))


def traced(
    annotations: Sequence[Annotation], *, statements: Sequence[Statement] = (), sayings: Sequence[Saying] = ()
) -> tuple[tuple[Reuse, ...], tuple[Derivation, ...]]:
    """Return what is found in the articles, taken as one story."""
    resolution = Resolution((), (), tuple(statements))
    return trace(story_of(annotations), annotations, resolution, sayings)


def article(name: str, *sentences: str, links: tuple[Link, ...] = (), **fields: str | None) -> Article:
    """Return an article of these sentences, a paragraph each."""
    return make_article("\n\n".join(sentences), id=name, links=links, **fields)


def shown(reuse: Reuse, annotations: Sequence[Annotation]) -> tuple[str, str]:
    """Return the words that a reuse shows in both of its articles."""
    texts = {annotation.article.id: annotation.article.text for annotation in annotations}
    return texts[reuse.a][slice(*reuse.a_span)], texts[reuse.b][slice(*reuse.b_span)]


def drew(derivations: Sequence[Derivation]) -> list[tuple[str, str | None]]:
    """Return who drew on whom."""
    return [(derivation.article, derivation.drew_on) for derivation in derivations]
