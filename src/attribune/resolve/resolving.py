"""The order of resolving: full names, short names, roles beside names, the rest, statements."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from attribune.model import Actor, ActorCorrection, Annotation, Mention, Resolution, Statement
from attribune.resolve.bearers import Bearers
from attribune.resolve.beside import link_beside
from attribune.resolve.cast import ENOUGH, NOBODY, Link, cast_of
from attribune.resolve.figures import Figure, actor_of
from attribune.resolve.pages import Page
from attribune.resolve.places import told_from_within
from attribune.resolve.reading import Reading, States
from attribune.resolve.rules import Rules
from attribune.resolve.shorts import link_names
from attribune.resolve.sources import carried, link_statement, speaking_bodies


def resolve(annotations: Sequence[Annotation], *, corrections: Sequence[ActorCorrection] = ()) -> Resolution:
    """Return the actors of a story, and its mentions and statements each with its actor where one was found.

    ``annotations`` are those of all articles of one story; their order does not matter to what is found, and
    mentions and statements come back in the order given. Confidences are the estimated chance that the actor is
    right; one below one half leaves ``actor`` None and stands among a statement's ``candidates``. Nameless sources
    ("officials") are actors of their own article only. ``corrections`` are what a person has said of the actors. The
    time taken grows about linearly with the mentions.
    """
    rules = Rules(corrections)
    pages = {a.article.id: Page(a, rules) for a in sorted(annotations, key=lambda a: a.article.id)}
    cast = cast_of(list(pages.values()), rules)
    named = {}
    for article, page in pages.items():
        named[article] = link_names(page, cast)
        link_beside(page, named[article])
    states = States(_within(pages.values()))
    bearers = Bearers(cast.figures)
    readings = {article: _read(pages[article], links, bearers, states) for article, links in named.items()}
    told = {figure for figure in cast.figures if figure.settle_gender()}
    for article, links in named.items():
        if any(link.figure in told for link in links.values()):  # who is a woman or a man is known better now
            readings[article] = _read(pages[article], links, bearers, states)
    said = {article: _said(reading) for article, reading in readings.items()}
    figures = [*cast.figures, *states.all(), *(f for r in readings.values() for f in r.nameless.values())]
    return _resolution(annotations, readings, said, figures)


def _within(pages: Collection[Page]) -> frozenset[str]:
    """Return the states of which the story tells from within; none where no seat of government is named."""
    seats = any(named.how == "seat" for page in pages for named in page.states.values())
    return told_from_within(page.text for page in pages) if seats else frozenset()


def _read(page: Page, links: dict[int, Link], bearers: Bearers, states: States) -> Reading:
    reading = Reading(page, links)
    reading.read(bearers, states, speaking_bodies(page))
    return reading


def _said(reading: Reading) -> list[Link]:
    statements, named = reading.page.annotation.statements, reading.page.named_sources
    links = [link_statement(reading, statement, index) for statement, index in zip(statements, named, strict=True)]
    return carried(reading, statements, links)


def _resolution(
    annotations: Sequence[Annotation],
    readings: Mapping[str, Reading],
    said: Mapping[str, Sequence[Link]],
    figures: Sequence[Figure],
) -> Resolution:
    actors: dict[Figure, Actor] = {figure: actor_of(figure) for figure in figures}
    mentions = []
    statements = []
    for annotation in annotations:
        article = annotation.article.id
        links = readings[article].links
        mentions += [_mention(m, links.get(i, NOBODY), actors) for i, m in enumerate(annotation.mentions)]
        statements += [
            _statement(s, link, actors) for s, link in zip(annotation.statements, said[article], strict=True)
        ]
    by_id = {actor.id: actor for actor in actors.values()}
    return Resolution(tuple(by_id[name] for name in sorted(by_id)), tuple(mentions), tuple(statements))


def _mention(mention: Mention, link: Link, actors: Mapping[Figure, Actor]) -> Mention:
    if link.figure is None or link.confidence < ENOUGH:
        return mention
    return Mention(
        article=mention.article,
        span=mention.span,
        kind=mention.kind,
        head=mention.head,
        role=mention.role,
        gender=mention.gender,
        name_type=mention.name_type,
        actor=actors[link.figure].id,
        confidence=link.confidence,
        evidence=link.evidence,
    )


def _statement(statement: Statement, link: Link, actors: Mapping[Figure, Actor]) -> Statement:
    sure = link.figure is not None and link.confidence >= ENOUGH
    candidates = link.candidates or (((link.figure, link.confidence),) if link.figure else ())
    return Statement(
        id=statement.id,
        article=statement.article,
        kind=statement.kind,
        content=statement.content,
        source=statement.source,
        cue=statement.cue,
        confidence=statement.confidence,
        venue=statement.venue,
        said_on=statement.said_on,
        carrier=statement.carrier,
        mode=statement.mode,
        actor=actors[link.figure].id if sure and link.figure else None,
        actor_confidence=link.confidence if sure else 0.0,
        actor_evidence=link.evidence,
        candidates=tuple((actors[figure].id, confidence) for figure, confidence in candidates),
    )
