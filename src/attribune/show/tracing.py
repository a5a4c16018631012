"""In the terminal: who drew on whom in each story, and where one article's text comes from."""

from __future__ import annotations

from collections.abc import Iterator

from attribune.model import Story
from attribune.show.choice import choose
from attribune.show.contexts import Origin, OriginsView, SharedElsewhere
from attribune.show.desk import Desk, Findable, lay_out
from attribune.show.findings import story_view, title_of, untitled
from attribune.show.labels import plural, quoted
from attribune.show.origins import OWN, origins
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


def traced_article(desk: Desk, article: str, *, width: int = 80) -> Iterator[str]:
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
    if view.elsewhere:
        yield from sheet.heading("In other stories, too")
    for shared in view.elsewhere:
        yield from sheet.put(_shared(shared, view), indent=2)


def _shared(shared: SharedElsewhere, view: OriginsView) -> str:
    place = f"{view.article.siglum} {shared.quote.start}-{shared.quote.end}"
    told = f"{shared.relation} {shared.name} {shared.span}, {shared.date}, {shared.title} ({shared.similarity})"
    return f"{place} {told}{f' {shared.more}' if shared.more else ''}: {quoted(shared.words)}"


def _line(origin: Origin, view: OriginsView) -> str:
    place = f"{view.article.siglum} {origin.quote.start}-{origin.quote.end}"
    if origin.other is None:
        return f"{place} {OWN}: {quoted(origin.words)}"
    other = f"{named(origin.other.article)} {origin.other.start}-{origin.other.end}, {origin.similarity}"
    also = f"; also in {', '.join(ref.siglum for ref in origin.also)}" if origin.also else ""
    return f"{place} {origin.relation} {other}{also}: {quoted(origin.words)}"
