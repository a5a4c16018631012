"""Mentions and whom they mean: one JSON for all of an article's, since they are only read and written together."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import Any

from attribune.dossier.connect import not_there
from attribune.dossier.records import UNLINKED_MENTION, Row, decode, encode, into
from attribune.model import Mention, Span, Story

_PLAIN = ("full name", "named so only")  # evidence that nobody needs to be told
_FIELDS = 9  # of a packed mention that says nothing of its actor
_Links = Mapping[int, Row]  # actor, confidence and evidence, by the mention's place in its article


def mention_row(mention: Mention) -> Row:
    """Return a mention as a list for JSON, without its actor."""
    (start, end), (head_start, head_end), role = mention.span, mention.head, mention.role
    if role is None:
        return (mention.kind, start, end, head_start, head_end, None, None, mention.gender, mention.name_type)
    return (mention.kind, start, end, head_start, head_end, *role, mention.gender, mention.name_type)


def mention_of(article: str, row: Sequence[Any], link: Sequence[Any]) -> Mention:
    """Return the mention of a list of decoded JSON; ``link`` is its actor, confidence and evidence."""
    kind, start, end, head_start, head_end, role_start, role_end, gender, name_type = row[:_FIELDS]
    role = None if role_start is None else Span(role_start, role_end)
    actor, confidence, evidence = link
    head = Span(head_start, head_end)
    return Mention(article, Span(start, end), kind, head, role, gender, actor, float(confidence), evidence, name_type)


def _link(mention: Mention) -> Row:
    return (mention.actor, mention.confidence, mention.evidence)


def mentions_json(mentions: Iterable[Mention]) -> str:
    """Return the mentions of an article as the column of that name holds them."""
    return encode(
        [
            mention_row(mention) if (link := _link(mention)) == UNLINKED_MENTION else (*mention_row(mention), link)
            for mention in mentions
        ]
    )


def mentions_of(article: str, column: str) -> tuple[Mention, ...]:
    """Return the mentions of a column, with what the annotation itself says of their actors."""
    return tuple(
        mention_of(article, row, row[_FIELDS] if len(row) > _FIELDS else UNLINKED_MENTION) for row in decode(column)
    )


def put_links(connection: sqlite3.Connection, story: Story, mentions: Sequence[Mention]) -> None:
    """Insert whom the mentions of a story mean; its articles must be there, as parts of it.

    Raises ``DossierError`` for a mention that the annotations of the articles do not hold.
    """
    runs = [(article, list(run)) for article, run in groupby(mentions, key=attrgetter("article"))]
    stored = _stored(connection, story)
    if [(article, encode(list(map(mention_row, run)))) for article, run in runs] == [
        (article, column) for article, column in stored if column != "[]"
    ]:
        _put(connection, {article: enumerate(run) for article, run in runs})
        return
    places = _places(story, mentions, stored)
    connection.execute("UPDATE stories SET mention_order = ? WHERE id = ?", (encode(places), story.id))
    linked: dict[str, list[tuple[int, Mention]]] = defaultdict(list)
    for (article, place), mention in zip(places, mentions, strict=True):
        linked[article].append((place, mention))
    _put(connection, linked)


def _stored(connection: sqlite3.Connection, story: Story) -> list[tuple[str, str]]:
    """Return the articles of a story, in its order, with their mentions."""
    return connection.execute(
        "SELECT articles.id, mentions FROM json_each(?) AS member JOIN articles ON articles.id = member.value "
        "ORDER BY member.key",
        (encode(story.articles),),
    ).fetchall()


def _put(connection: sqlite3.Connection, linked: Mapping[str, Iterable[tuple[int, Mention]]]) -> None:
    rows = (
        (article, [(place, *link) for place, mention in own if (link := _link(mention)) != UNLINKED_MENTION])
        for article, own in linked.items()
    )
    sql = into("mention_links", "article, links")
    connection.executemany(sql, ((article, encode(links)) for article, links in rows if links))


def _places(story: Story, mentions: Sequence[Mention], stored: Iterable[tuple[str, str]]) -> list[tuple[str, int]]:
    """Return which article holds each mention, and at which place among its own."""
    waiting: dict[Row, list[tuple[str, int]]] = defaultdict(list)
    for article, column in stored:
        for place, row in reversed(list(enumerate(decode(column)))):
            waiting[article, *row[:_FIELDS]].append((article, place))
    try:
        return [waiting[mention.article, *mention_row(mention)].pop() for mention in mentions]
    except IndexError:
        raise not_there(story.id, "mention") from None


def fetch_mentions(connection: sqlite3.Connection, articles: Sequence[str], order: str | None) -> tuple[Mention, ...]:
    """Return the mentions of a story's articles with whom they mean, in the order in which they were put."""
    rows = connection.execute(
        "SELECT articles.id, mentions, ifnull(mention_links.links, '[]') FROM json_each(?) AS member "
        "JOIN articles ON articles.id = member.value LEFT JOIN mention_links ON article = articles.id "
        "ORDER BY member.key",
        (encode(articles),),
    )
    found = {row[0]: list(_linked(*row)) for row in rows}
    if order is None:
        return tuple(chain.from_iterable(found.values()))
    return tuple(found[article][place] for article, place in decode(order))


def _linked(article: str, mentions: str, links: str) -> Iterator[Mention]:
    by_place = _by_place(links)
    for place, row in enumerate(decode(mentions)):
        yield mention_of(article, row, by_place.get(place, UNLINKED_MENTION))


def _by_place(links: str) -> _Links:
    return {place: tuple(link) for place, *link in decode(links)}


def exported(connection: sqlite3.Connection) -> Iterator[Row]:
    """Yield the rows of the exported table of mentions: by article, in its order."""
    known: dict[str, Row] = {}
    last = None
    rows = connection.execute(
        "SELECT id, text, mentions, ifnull(l.links, '[]'), story FROM articles "
        "LEFT JOIN mention_links AS l ON l.article = id LEFT JOIN story_articles AS s ON s.article = id ORDER BY id"
    )
    for article, text, mentions, links, story in rows:
        if story != last:
            known, last = _known(connection, story), story
        by_place = _by_place(links)
        for place, row in enumerate(decode(mentions)):
            kind, (start, end), name_type = row[0], row[1:3], row[_FIELDS - 1]
            local, sure, _ = by_place.get(place, UNLINKED_MENTION)
            actor, surely = known.get(local, (local, 1.0))
            yield (article, f"[{start},{end}]", text[start:end], actor, float(min(sure, surely)), kind, name_type)


def _known(connection: sqlite3.Connection, story: str | None) -> dict[str, Row]:
    """Return which actors of the dossier those of a story are, and how surely where that needs telling."""
    rows = connection.execute("SELECT local, actor, confidence, evidence FROM known_as WHERE story = ?", (story,))
    return {local: (actor, 1.0 if evidence in _PLAIN else sure) for local, actor, sure, evidence in rows}
