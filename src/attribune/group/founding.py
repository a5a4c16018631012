"""Stories: articles that are like a founder. Likeness is never closed transitively."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attribune.group.keys import day
from attribune.group.likeness import Engine, likenesses, ordinal
from attribune.ids import identify
from attribune.model import Story

if TYPE_CHECKING:
    import pyarrow as pa


def stories(keys: pa.Table, *, engine: Engine) -> tuple[Story, ...]:
    """Return the stories of all articles in ``keys`` (the fields of ``StoryKey``), each article in exactly one.

    Articles are taken by day and then by id, those without a day last: a founder without one would hold together
    what lies months apart. One that is like the founder of a story joins the story whose founder it is most like;
    one that is like none founds its own, and those before it that are more like it than their own founder go over to
    it. Nothing joins for being like a later member: one weak pair cannot chain two events. The result does not depend
    on the order of rows.
    """
    published = _published(keys)
    articles = sorted(published, key=lambda article: (published[article] or "9999", article))
    days = {article: ordinal(published[article]) for article in articles}
    return founded(articles, likenesses(keys, days, engine=engine))


def founded(articles: Sequence[str], likenesses: Iterable[tuple[str, str, float]]) -> tuple[Story, ...]:
    """Return the stories of ``articles``, given in the order in which they may found one, by the pairs alike."""
    neighbours: dict[str, dict[str, float]] = defaultdict(dict)
    for a, b, likeness in likenesses:
        neighbours[a][b] = neighbours[b][a] = likeness
    return joined((article, neighbours.get(article, {})) for article in articles)


def joined(neighbourhoods: Iterable[tuple[str, Mapping[str, float]]]) -> tuple[Story, ...]:
    """Return the stories of articles, each with those it is like and how much, in the order in which they may found.

    One that joined a founder goes over to another that came after it, if it is more like that one.
    """
    chosen: dict[str, str] = {}  # of each article, the founder of its story
    liked: dict[str, dict[str, float]] = {}  # those whom it is more like than that founder: they may found later
    members: dict[str, list[str]] = {}  # by founder
    for article, neighbours in neighbourhoods:
        founder = chosen[article] = _founder(neighbours, members) or article
        if founder == article:
            members[founder] = []
            continue
        nearer = {one: likeness for one, likeness in neighbours.items() if likeness > neighbours[founder]}
        if nearer:
            liked[article] = nearer
    for article, founder in chosen.items():
        members[_founder(liked.get(article, {}), members) or founder].append(article)
    return tuple(Story(identify("story", founder), founder, tuple(joined)) for founder, joined in members.items())


def _founder(neighbours: Mapping[str, float], founders: Mapping[str, object]) -> str | None:
    """Return the founder that an article is most like, the one of smaller id if it is like two equally."""
    found = [(-likeness, other) for other, likeness in neighbours.items() if other in founders]
    return min(found)[1] if found else None


def _published(keys: pa.Table) -> dict[str, str | None]:
    pairs = zip(keys.column("article").to_pylist(), keys.column("published").to_pylist(), strict=True)
    return {article: day(published) for article, published in pairs}
