"""What an article shares with articles of other stories, in the order of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from attribune.model import Annotation, Derivation, Reuse, Span
from attribune.show.contexts import SharedElsewhere
from attribune.show.desk import NOWHERE, Desk, Elsewhere, Findable
from attribune.show.findings import title_of, untitled
from attribune.show.labels import article_name, machine_date, percent, plural, spelt_date
from attribune.show.stemma import UNDECIDED
from attribune.trace import drawn_elsewhere

FROM, TO = "drawn from", "drawn by"
COMMON = "text of {}, also in"
QUOTED, ALSO = "quotation, also in", "also in"
WORDS_LIMIT = 160  # code points shown of a passage

_Side = tuple[Span, str, Span, Reuse]


def beside(store: Findable, reuses: Iterable[Reuse], articles: Iterable[str]) -> Elsewhere:
    """Return those of the passages that stand in one of the articles, with all articles that have them."""
    wanted = frozenset(articles)
    chosen = tuple(reuse for reuse in reuses if reuse.a in wanted or reuse.b in wanted)
    if not chosen:
        return NOWHERE
    annotations = store.annotations(tuple(sorted({name for reuse in chosen for name in (reuse.a, reuse.b)})))
    by_id = {annotation.article.id: annotation for annotation in annotations}
    pairs = list(dict.fromkeys((reuse.a, reuse.b) for reuse in chosen if not reuse.quoted))
    drawn = drawn_elsewhere((by_id[a], by_id[b]) for a, b in pairs)
    return Elsewhere(chosen, annotations, dict(zip(pairs, drawn, strict=True)))


def relation(reuse: Reuse, article: str, elsewhere: Elsewhere) -> str:
    """Return what a passage that an article shares with one of another story says of the two."""
    if reuse.quoted:
        return QUOTED
    other = reuse.b if reuse.a == article else reuse.a
    return _drawn(article, other, elsewhere.derivations.get((reuse.a, reuse.b), ()))


def drawn(forth: Derivation | None, back: Derivation | None) -> str | None:
    """Return whether one article drew on another or the reverse, by what is known of each; None if undecided."""
    if forth is not None and forth.confidence >= UNDECIDED:
        return FROM
    return TO if back is not None and back.confidence >= UNDECIDED else None


def _drawn(article: str, other: str, derivations: Sequence[Derivation]) -> str:
    between = {(one.article, one.drew_on): one for one in derivations}
    told = drawn(between.get((article, other)), between.get((other, article)))
    if told is not None:
        return told
    outside = [(one.drew_on_name or "", one.article) for one in derivations if one.drew_on is None]
    common = sorted({name for name, whose in outside if whose == article and (name, other) in outside})
    return COMMON.format(common[0]) if common else ALSO


def shared_with_others(desk: Desk, article: str) -> Iterator[SharedElsewhere]:
    """Yield the passages that an article shares with other stories; of several that have one, the earliest is named."""
    by_id = {annotation.article.id: annotation for annotation in desk.elsewhere.annotations}
    sides = sorted(_sides(desk.elsewhere.reuses, article), key=lambda side: (side[0], _published(by_id[side[1]])))
    for own, same in groupby(sides, key=itemgetter(0)):
        (_, other, its, reuse), *more = same
        found = by_id[other]
        yield SharedElsewhere(
            relation=relation(reuse, article, desk.elsewhere),
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
