"""Read fictional texts through the rooms before this one, and ask who said what."""

from __future__ import annotations

from dataclasses import dataclass

from attribune.annotate.layout import paragraphs
from attribune.annotate.names import mentions
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.ids import identify
from attribune.model import Actor, Annotation, Article, Resolution, Span, Statement
from attribune.resolve import resolve


@dataclass(frozen=True)
class Told:
    """What was found in a story, asked for in words."""

    articles: tuple[Article, ...]
    resolution: Resolution

    def actor(self, name: str) -> Actor:
        (found,) = [actor for actor in self.resolution.actors if actor.name == name]
        return found

    def name(self, actor: str | None) -> str | None:
        return next((a.name for a in self.resolution.actors if a.id == actor), None)

    def speakers(self) -> list[str | None]:
        return [self.name(statement.actor) for statement in self.resolution.statements]

    def meant(self, words: str, *, article: int = 0) -> list[str | None]:
        """Return whom each mention of these words in an article means."""
        text = self.articles[article].text
        return [
            self.name(mention.actor)
            for mention in self.resolution.mentions
            if mention.article == self.articles[article].id and text[slice(*mention.span)] == words
        ]


def annotated(marked: str, *, name: str) -> Annotation:
    """Return the annotation of a text in which sources stand in ``[...]``, each for a statement of its own."""
    text, sources = _unmarked(marked)
    article = Article(id=name, source=f"{name}.txt", text=text)
    layout = paragraphs(text, title=None)
    spans = sentences(text, layout)
    statements = tuple(
        Statement(
            id=identify("statement", name, span),
            article=name,
            kind="indirect",
            content=(_said(text, spans, span),),
            source=span,
            cue=None,
            confidence=0.9,
        )
        for span in sources
    )
    return Annotation(
        article=article,
        paragraphs=layout,
        sentences=spans,
        quotations=quotations(text, layout),
        times=(),
        mentions=mentions(text, spans, article=name),
        statements=statements,
    )


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    text, start, sources = "", 0, []
    for letter in marked:
        if letter == "[":
            start = len(text)
        elif letter == "]":
            sources.append(Span(start, len(text)))
        else:
            text += letter
    return text, sources


def _said(text: str, sentences: tuple[Span, ...], source: Span) -> Span:
    """Return what stands after a source in its sentence, or the quotation right before it."""
    sentence = next(span for span in sentences if span.start <= source.start < span.end)
    before = text[sentence.start : source.start].rstrip()
    return Span(sentence.start, sentence.start + len(before)) if before[-1:] == "”" else Span(source.end, sentence.end)


def tell(*marked: str) -> Told:
    """Return what resolving finds in a story of these articles; sources stand in ``[...]``."""
    annotations = [annotated(text, name=f"a{i}") for i, text in enumerate(marked)]
    return Told(tuple(a.article for a in annotations), resolve(annotations))
