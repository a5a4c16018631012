"""One story laid out for showing: everything in it found by id, every article with a name and a letter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple, Protocol

from attribune.model import (
    Actor,
    Annotation,
    Derivation,
    Evidence,
    Reading,
    Rejected,
    Reuse,
    Saying,
    Span,
    Statement,
    Story,
    StoryFindings,
)
from attribune.show.contexts import ArticleRef, Quote, Speaker
from attribune.show.labels import (
    SPEAKER_UNKNOWN,
    anchor,
    article_name,
    machine_date,
    percent,
    place,
    plural,
    shorten,
    siglum,
    spelt_date,
)

QUOTE_LENGTH = 320  # code points of a quoted passage before it is cut; the whole stands in the article
CANDIDATES = 3  # how many are named when the speaker is not known


class Findable(Protocol):
    """What the pages need of a dossier."""

    def stories(self) -> tuple[Story, ...]:
        """Return all stories."""

    def findings(self, story_id: str, /) -> StoryFindings:
        """Return what was found by reading the articles of a story side by side."""

    def annotations(self, article_ids: tuple[str, ...], /) -> Sequence[Annotation]:
        """Return what was found in each of the articles."""

    def rejected(self) -> tuple[Rejected, ...]:
        """Return the inputs that could not be read."""

    def elsewhere(self) -> tuple[Reuse, ...]:
        """Return the passages that articles of different stories share."""


class Elsewhere(NamedTuple):
    """The passages that articles of a story share with those of others, the articles of all these, who drew on whom."""

    reuses: Sequence[Reuse] = ()
    annotations: Sequence[Annotation] = ()
    derivations: Mapping[tuple[str, str], Sequence[Derivation]] = MappingProxyType({})  # by pair, as in its passages


NOWHERE = Elsewhere()


@dataclass(frozen=True, slots=True)
class Desk:
    """A story's findings beside its articles. Made by ``lay_out``."""

    findings: StoryFindings
    annotations: tuple[Annotation, ...]  # in the order of the story
    refs: Mapping[str, ArticleRef]
    texts: Mapping[str, str]
    statements: Mapping[str, Statement]  # as resolved
    actors: Mapping[str, Actor]
    sayings: Mapping[str, Saying]  # by statement
    reuses: Mapping[str, Reuse]
    elsewhere: Elsewhere

    def words(self, article: str, span: Span, *, limit: int = QUOTE_LENGTH) -> str:
        """Return the words of a span on one line, clipped."""
        return shorten(self.texts[article][span.start : span.end], limit=limit)

    def quote(self, article: str, span: Span, *, href: str = "") -> Quote:
        """Return the words of a span with the way to them; ``href`` where they have an anchor of their own."""
        return Quote(
            article=self.refs[article],
            words=self.words(article, span),
            href=href or f"#{place(article, span)}",
            start=span.start,
            end=span.end,
        )

    def told(self, statement: Statement) -> Quote:
        """Return a statement as its article tells it, source and cue included, with the way to its mark."""
        spans = [*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        return self.quote(statement.article, whole, href=f"#{anchor('st', statement.id)}")

    def actor_name(self, actor: str) -> str:
        """Return an actor's name; one that is not on record keeps its id."""
        known = self.actors.get(actor)
        return known.name if known is not None else actor

    def speaker(self, actor: str | None, statements: Sequence[Statement]) -> Speaker:
        """Return who says these statements: the actor, or that nobody knows, with candidates and the texts' words."""
        if actor is not None:
            known = self.actors.get(actor)
            return Speaker(self.actor_name(actor), True, (known.description or "") if known else "")
        return Speaker(SPEAKER_UNKNOWN, False, "; ".join(self._clues(statements)))

    def _clues(self, statements: Sequence[Statement]) -> Iterator[str]:
        best: dict[str, float] = {}
        for statement in statements:
            for candidate, confidence in statement.candidates:
                best[candidate] = max(confidence, best.get(candidate, 0.0))
        ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:CANDIDATES]
        if ranked:
            named = ", ".join(f"{self.actor_name(name)} ({percent(confidence)})" for name, confidence in ranked)
            yield f"candidates: {named}"
        attributed = [self.words(s.article, s.source, limit=80) for s in statements if s.source]
        if attributed:
            yield "attributed to " + " / ".join(f"“{words}”" for words in list(dict.fromkeys(attributed))[:3])


def lay_out(findings: StoryFindings, annotations: Sequence[Annotation], *, elsewhere: Elsewhere = NOWHERE) -> Desk:
    """Return the desk of a story; ``annotations`` are those of its articles, in any order.

    ``elsewhere`` is what its articles share with those of other stories, as far as that is to be shown.
    """
    by_id = {annotation.article.id: annotation for annotation in annotations}
    ordered = tuple(by_id[name] for name in findings.story.articles if name in by_id)
    statements = {s.id: s for annotation in ordered for s in annotation.statements}
    statements.update((s.id, s) for s in findings.resolution.statements)
    return Desk(
        findings=findings,
        annotations=ordered,
        refs={a.article.id: _reference(a, number) for number, a in enumerate(ordered)},
        texts={a.article.id: a.article.text for a in ordered},
        statements=statements,
        actors={actor.id: actor for actor in findings.resolution.actors},
        sayings={reading.statement: saying for saying in findings.sayings for reading in saying.readings},
        reuses={reuse.id: reuse for reuse in findings.reuses},
        elsewhere=elsewhere,
    )


def _reference(annotation: Annotation, number: int) -> ArticleRef:
    article = annotation.article
    return ArticleRef(
        siglum=siglum(number),
        name=article_name(article),
        date=spelt_date(article.published),
        datetime=machine_date(article.published),
        href=f"#{anchor('article', article.id)}",
    )


def extent(statement: Statement) -> Span:
    """Return the span from the start of a statement's first part to the end of its last."""
    return Span(min(span.start for span in statement.content), max(span.end for span in statement.content))


def fullest(saying: Saying) -> Reading:
    """Return the reading that has most of a saying."""
    return next((r for r in saying.readings if r.statement == saying.fullest), saying.readings[0])


def carriers(saying: Saying) -> tuple[str, ...]:
    """Return the articles that carry a saying, each once, in the order of its readings."""
    return tuple(dict.fromkeys(reading.article for reading in saying.readings))


def independent(saying: Saying) -> str:
    """Return how many of the articles that carry a saying are independent, in words; empty where that says nothing."""
    shown = len(saying.witnesses) > 0 and len(carriers(saying)) > 1
    return f"{len(saying.witnesses):,} independent" if shown else ""


def carried(desk: Desk, saying: Saying) -> str:
    """Return in how many articles a saying was found, of how many, and how many of them are independent."""
    count = f"{len(carriers(saying)):,} of {plural(len(desk.annotations), 'article')}"
    note = independent(saying)
    return f"{count} ({note})" if note else count


def evidence(findings: StoryFindings) -> Iterator[Evidence]:
    """Yield every piece of evidence that derivations and conflicts rest on."""
    for derivation in findings.derivations:
        yield from derivation.evidence
    for conflict in findings.conflicts:
        yield from conflict.members


def places(findings: StoryFindings, *, elsewhere: Sequence[Reuse] = ()) -> dict[str, list[Span]]:
    """Return the stretches of each article that findings other than statements point to, each once."""
    found: dict[str, set[Span]] = {}
    for item in evidence(findings):
        found.setdefault(item.article, set()).add(item.span)
    for reuse in (*findings.reuses, *elsewhere):
        found.setdefault(reuse.a, set()).add(reuse.a_span)
        found.setdefault(reuse.b, set()).add(reuse.b_span)
    for entry in findings.timeline:
        found.setdefault(entry.article, set()).add(entry.span)
    return {article: sorted(spans) for article, spans in sorted(found.items())}
