"""Any annotations and findings that the model allows, for property tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st

from attribune import model
from attribune.model import (
    Actor,
    Annotation,
    Article,
    Conflict,
    Derivation,
    Evidence,
    Mention,
    Paragraph,
    Position,
    Quotation,
    Reading,
    Resolution,
    Reuse,
    Saying,
    Span,
    Statement,
    Story,
    StoryFindings,
    TimeExpression,
    TimelineEntry,
    Variant,
)

T = TypeVar("T")

# Every character of Unicode, the NUL and those outside the basic plane too; halves of a pair are no characters.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
shares = st.floats(0, 1)


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


def tuples(items: st.SearchStrategy[T], *, most: int = 3, least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(*sorted(pair)))


def times(text: str) -> st.SearchStrategy[TimeExpression]:
    return st.builds(TimeExpression, spans(text), st.none() | texts, one_of(model.Precision))


def links() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"actor": st.none() | texts, "confidence": shares, "evidence": texts},
    )


def mentions(article: Article) -> st.SearchStrategy[Mention]:
    where = spans(article.text)
    return st.builds(
        Mention,
        st.just(article.id),
        where,
        one_of(model.MentionKind),
        where,
        role=st.none() | where,
        gender=one_of(model.Gender),
        actor=st.none() | texts,
        confidence=st.just(0.0) | shares,
        evidence=st.just("") | texts,
        name_type=st.none() | one_of(model.NameType),
    )


def statements(article: Article, number: int) -> st.SearchStrategy[Statement]:
    where = st.none() | spans(article.text)
    return st.builds(
        Statement,
        st.just(f"{article.id}/{number}"),
        st.just(article.id),
        one_of(model.StatementKind),
        tuples(spans(article.text)),
        where,
        where,
        shares,
        venue=where,
        said_on=st.none() | times(article.text),
        carrier=where,
        actor=st.none() | texts,
        actor_confidence=shares,
        actor_evidence=texts,
        candidates=tuples(st.tuples(texts, shares)),
    )


@st.composite
def any_annotation(draw: st.DrawFn, *, name: str = "only") -> Annotation:
    maybe = st.none() | texts
    article = draw(st.builds(Article, st.just(name), texts, texts, maybe, maybe, maybe, maybe, maybe, maybe, maybe))
    where = spans(article.text)
    return Annotation(
        article=article,
        paragraphs=draw(tuples(st.builds(Paragraph, where, one_of(model.ParagraphKind)))),
        sentences=draw(tuples(where)),
        quotations=draw(tuples(st.builds(Quotation, where, tuples(where), st.booleans(), shares))),
        times=draw(tuples(times(article.text))),
        mentions=draw(tuples(mentions(article), most=4)),
        statements=tuple(draw(statements(article, number)) for number in range(draw(st.integers(0, 3)))),
    )


@st.composite
def any_coverage(draw: st.DrawFn) -> list[Annotation]:
    return [draw(any_annotation(name=name)) for name in draw(st.sampled_from(["a", "ba", "cab"]))]


@st.composite
def resolutions(draw: st.DrawFn, covered: Sequence[Annotation]) -> Resolution:
    """Draw a resolution whose mentions and statements are some of those found, in any order."""
    found = draw(st.permutations([mention for a in covered for mention in a.mentions]))
    said = draw(st.permutations([statement for a in covered for statement in a.statements]))
    keep = st.booleans()
    return Resolution(
        actors=draw(tuples(st.builds(Actor, texts, texts, one_of(model.ActorType), st.none() | texts, tuples(texts)))),
        mentions=tuple(replace(mention, **draw(links())) for mention in found if draw(keep)),
        statements=tuple(
            replace(
                statement,
                actor=draw(st.none() | texts),
                actor_confidence=draw(shares),
                actor_evidence=draw(texts),
                candidates=draw(tuples(st.tuples(texts, shares))),
            )
            for statement in said
            if draw(keep)
        ),
    )


@st.composite
def sayings(draw: st.DrawFn, story: str, covered: Sequence[Annotation]) -> tuple[Saying, ...]:
    said = [(a.article, statement) for a in covered for statement in a.statements]
    drawn = []
    for number in range(draw(st.integers(0, 2)) if said else 0):
        name = f"saying {number}"
        carried = draw(st.lists(st.sampled_from(said), min_size=1, max_size=3))
        readings = tuple(
            Reading(
                name,
                statement.id,
                article.id,
                draw(texts),
                draw(one_of(model.Change)),
                draw(shares),
                draw(tuples(_variants(article.text))),
            )
            for article, statement in carried
        )
        witnesses = tuple((article.id,) for article in dict.fromkeys(article for article, _ in carried))
        kept = draw(st.sampled_from([(), witnesses]))
        drawn.append(Saying(name, story, draw(st.none() | texts), carried[0][1].id, readings, kept))
    return tuple(drawn)


def _variants(text: str) -> st.SearchStrategy[Variant]:
    where = st.none() | spans(text)
    return st.builds(Variant, one_of(model.VariantKind), where, where)


@st.composite
def any_findings(draw: st.DrawFn, covered: Sequence[Annotation], *, story: str = "story") -> StoryFindings:
    members = tuple(draw(st.permutations([a.article.id for a in covered])))
    member = st.sampled_from(members)
    name = st.just(story)
    where = spans("any text")
    evidence = tuples(st.builds(Evidence, texts, member, where, texts))
    return StoryFindings(
        story=Story(story, draw(member), members),
        resolution=draw(resolutions(covered)),
        sayings=draw(sayings(story, covered)),
        reuses=draw(tuples(st.builds(Reuse, texts, name, member, where, member, where, shares, st.booleans()))),
        derivations=draw(
            tuples(st.builds(Derivation, name, member, st.none() | member, st.none() | texts, shares, shares, evidence))
        ),
        conflicts=draw(tuples(st.builds(Conflict, name, one_of(model.ConflictKind), texts, evidence, texts))),
        positions=draw(tuples(st.builds(Position, name, texts, texts, one_of(model.Stance), tuples(texts), shares))),
        timeline=draw(tuples(st.builds(TimelineEntry, name, texts, one_of(model.Precision), texts, member, where))),
    )
