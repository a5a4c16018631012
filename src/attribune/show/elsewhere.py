"""What an article shares with articles of other stories, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from attribune.model import Annotation, Reuse, Span
from attribune.show.contexts import SharedElsewhere
from attribune.show.desk import NOWHERE, Desk, Elsewhere, Findable
from attribune.show.findings import title_of, untitled
from attribune.show.labels import article_name, machine_date, percent, plural, spelt_date

QUOTED, ALSO = "quotation, also in", "also in"
WORDS_LIMIT = 160  # code points shown of a passage

_Side = tuple[Span, str, Span, Reuse]


def beside(store: Findable, reuses: Iterable[Reuse], articles: Iterable[str]) -> Elsewhere:
    """Return those of the passages that stand in one of the articles, with all articles that have them."""
    wanted = frozenset(articles)
    chosen = tuple(reuse for reuse in reuses if reuse.a in wanted or reuse.b in wanted)
    names = sorted({name for reuse in chosen for name in (reuse.a, reuse.b)})
    return Elsewhere(chosen, store.annotations(tuple(names))) if chosen else NOWHERE


def shared_with_others(desk: Desk, article: str) -> Iterator[SharedElsewhere]:
    """Yield the passages that an article shares with other stories; of several that have one, the earliest is named."""
    by_id = {annotation.article.id: annotation for annotation in desk.elsewhere.annotations}
    sides = sorted(_sides(desk.elsewhere.reuses, article), key=lambda side: (side[0], _published(by_id[side[1]])))
    for own, same in groupby(sides, key=itemgetter(0)):
        (_, other, its, reuse), *more = same
        found = by_id[other]
        yield SharedElsewhere(
            relation=QUOTED if reuse.quoted else ALSO,
            quote=desk.quote(article, own),
            words=desk.words(article, own, limit=WORDS_LIMIT),
            name=article_name(found.article),
            date=spelt_date(found.article.published),
            datetime=machine_date(found.article.published),
            title=title_of(found) or untitled(found),
            span=f"{its.start}-{its.end}",
            similarity=f"{percent(reuse.similarity)} alike",
            more=f"and {plural(len(more), 'more article')}" if more else "",
        )


def _sides(reuses: Iterable[Reuse], article: str) -> Iterator[_Side]:
    for reuse in reuses:
        if reuse.a == article:
            yield reuse.a_span, reuse.b, reuse.b_span, reuse
        elif reuse.b == article:
            yield reuse.b_span, reuse.a, reuse.a_span, reuse


def _published(annotation: Annotation) -> tuple[bool, str, str]:
    article = annotation.article
    return article.published is None, article.published or "", article.id
