"""In the terminal: who drew on whom in each story, and where one article's text comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from attribune.model import Annotation, Reuse, Story
from attribune.show.choice import choose
from attribune.show.contexts import Origin, OriginsView
from attribune.show.desk import Desk, Findable, lay_out
from attribune.show.findings import story_view, title_of, untitled
from attribune.show.labels import article_name, percent, plural, quoted, shorten, spelt_date
from attribune.show.origins import OWN, QUOTED, WORDS_LIMIT, origins
from attribune.show.terminal import NARROWEST, Sheet, derivation_lines, named, where


def traced(store: Findable, *, story: str | None = None, width: int = 80) -> Iterator[str]:
    """Return the lines that tell who drew on whom, for the stories of two articles or more or the one of an id.

    Raises ``LookupError`` if no story fits the id, or several.
    """
    choice = choose(store.stories(), None if story is None else [story])
    sheet = Sheet(max(width, NARROWEST))
    shared = [one for one in choice.full if story is not None or len(one.articles) > 1]
    return _stories(store, shared, choice.left_out, sheet)


def _stories(store: Findable, stories: list[Story], left_out: int, sheet: Sheet) -> Iterator[str]:
    if not stories:
        yield "No two articles of this dossier are on one event: there is nothing to trace."
    for number, story in enumerate(stories):
        if number:
            yield ""
        view = story_view(lay_out(store.findings(story.id), store.annotations(story.articles)))
        yield from sheet.put(view.head.headline, hang=0)
        yield from sheet.put(f"story {view.id}; {plural(len(story.articles), 'article')}")
        yield from derivation_lines(view, sheet)
    if left_out:
        yield from (
            "",
            f"{plural(left_out, 'more story', 'more stories')} not shown: attribune trace DOSSIER --story ID",
        )


class Elsewhere(NamedTuple):
    """The passages that an article shares with articles of other stories, and these and itself in any order."""

    reuses: Sequence[Reuse] = ()
    annotations: Sequence[Annotation] = ()


NOWHERE = Elsewhere()


def traced_article(desk: Desk, article: str, *, elsewhere: Elsewhere = NOWHERE, width: int = 80) -> Iterator[str]:
    """Yield the lines that tell where the text of an article of the story comes from, stretch by stretch."""
    sheet = Sheet(max(width, NARROWEST))
    view = origins(desk, article)
    annotation = next(one for one in desk.annotations if one.article.id == article)
    title = title_of(annotation) or untitled(annotation)
    yield from sheet.put(f"{named(view.article)}, {view.article.date}: {title}", hang=0)
    yield from sheet.put(view.summary, hang=0)
    for source, quote in view.sources:
        yield from sheet.put(f"names {source}: {where(quote)} {quoted(quote.words)}", indent=2)
    yield from sheet.heading("Where its text comes from")
    for origin in view.origins:
        yield from sheet.put(_line(origin, view), indent=2)
    if view.left_out:
        yield f"  {view.left_out} not shown; --json has all."
    yield from _shared(article, view, elsewhere, sheet)


def _shared(article: str, view: OriginsView, elsewhere: Elsewhere, sheet: Sheet) -> Iterator[str]:
    """Yield what the article shares with other stories, in the order of its text."""
    if elsewhere.reuses:
        yield from sheet.heading("In other stories, too")
    by_id = {annotation.article.id: annotation for annotation in elsewhere.annotations}
    sides = [(r.a_span, r.b, r.b_span, r) if r.a == article else (r.b_span, r.a, r.a_span, r) for r in elsewhere.reuses]
    sides.sort(key=lambda side: (side[0], _published(by_id[side[1]]), side[1]))
    for own, same in groupby(sides, key=itemgetter(0)):
        (_, other, its, reuse), *more = same
        found = by_id[other]
        words = shorten(by_id[article].article.text[own.start : own.end], limit=WORDS_LIMIT)
        beside = f" and {plural(len(more), 'more article')}" if more else ""
        yield from sheet.put(
            f"{view.article.siglum} {own.start}-{own.end} {QUOTED if reuse.quoted else 'also in'} "
            f"{article_name(found.article)}, {spelt_date(found.article.published)}, {its.start}-{its.end}, "
            f"{percent(reuse.similarity)} alike ({title_of(found) or untitled(found)})"
            f"{beside}: {quoted(words)}",
            indent=2,
        )


def _published(annotation: Annotation) -> tuple[bool, str]:
    return annotation.article.published is None, annotation.article.published or ""


def _line(origin: Origin, view: OriginsView) -> str:
    place = f"{view.article.siglum} {origin.quote.start}-{origin.quote.end}"
    if origin.other is None:
        return f"{place} {OWN}: {quoted(origin.words)}"
    other = f"{named(origin.other.article)} {origin.other.start}-{origin.other.end}, {origin.similarity}"
    also = f"; also in {', '.join(ref.siglum for ref in origin.also)}" if origin.also else ""
    return f"{place} {origin.relation} {other}{also}: {quoted(origin.words)}"
