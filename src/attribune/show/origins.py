"""Where an article's text comes from, stretch by stretch: what stands elsewhere too, and what only here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from attribune.model import Annotation, Derivation, Reuse, Span
from attribune.show.contexts import ArticleRef, Origin, OriginsView, Quote
from attribune.show.desk import Desk
from attribune.show.elsewhere import COMMON, FROM, QUOTED, TO, WORDS_LIMIT, drawn, shared_with_others
from attribune.show.labels import percent, plural
from attribune.text import WORD

READ = ("headline", "body")
ORIGINS_LIMIT = 120  # stretches of one article that are listed where no more are asked for

_CLOSING = ".,;:!?)”’\"'… "  # marks that belong to the stretch before
EITHER, OWN = "shared, undecided", "own words"
_RANKS = {FROM: 0, COMMON: 1, EITHER: 2, TO: 3, QUOTED: 4}


@dataclass(frozen=True, slots=True)
class _Side:
    """A shared passage as one of its articles sees it."""

    span: Span
    other: str
    other_span: Span
    similarity: float
    relation: str
    source: str = ""  # whose text both print

    @property
    def rank(self) -> tuple[int, float, int, str]:
        return (_RANKS[self.relation], -self.similarity, self.span.start - self.span.end, self.other)


def origins(desk: Desk, article: str, *, limit: int = ORIGINS_LIMIT) -> OriginsView:
    """Return where the text of an article comes from, in the order of the text.

    A stretch that several articles share is told as drawn from the one that this article drew on; the others are named
    beside it. Words are body words; what serves as caption or furniture is not looked at.
    """
    annotation = next(one for one in desk.annotations if one.article.id == article)
    sides = _sides(desk, article)
    stretches = list(_stretches(annotation, sides))
    listed = tuple(_origin(desk, article, span, over) for span, over in stretches[:limit])
    rest = len(stretches) - limit
    return OriginsView(
        article=desk.refs[article],
        summary=_summary(desk, annotation, stretches),
        sources=tuple(_sources(desk, article)),
        origins=listed,
        left_out=plural(rest, "more stretch", "more stretches") if rest > 0 else "",
        elsewhere=tuple(shared_with_others(desk, article)),
    )


def origin_rows(desk: Desk, article: str) -> list[dict[str, object]]:
    """Return the stretches of an article as rows for programs, with ids and spans of where else each stands."""
    annotation = next(one for one in desk.annotations if one.article.id == article)
    rows: list[dict[str, object]] = []
    for span, over in _stretches(annotation, _sides(desk, article)):
        best = over[0] if over else None
        rows.append(
            {
                "span": list(span),
                "text": annotation.article.text[span.start : span.end],
                "relation": OWN if best is None else best.relation.format(best.source),
                "other": None if best is None else best.other,
                "other_span": None if best is None else list(best.other_span),
                "similarity": None if best is None else best.similarity,
                "also": sorted({side.other for side in over[1:]} - {best.other if best else ""}),
            }
        )
    return rows


def _sides(desk: Desk, article: str) -> list[_Side]:
    between = {(d.article, d.drew_on): d for d in desk.findings.derivations if d.drew_on is not None}
    printed = _printed(desk)
    found = []
    for reuse in desk.findings.reuses:
        for own, span, other, other_span in _both(reuse):
            if own == article:
                relation = _relation(reuse, between.get((own, other)), between.get((other, own)))
                source = next((name for name in printed.get(own, ()) if name in printed.get(other, ())), "")
                common = bool(source) and relation == EITHER
                found.append(
                    _Side(span, other, other_span, reuse.similarity, COMMON if common else relation, source * common)
                )
    return sorted(found, key=lambda side: (side.span, side.rank))


def _printed(desk: Desk) -> dict[str, list[str]]:
    """Return the sources outside the dossier whose text each article prints."""
    found: dict[str, list[str]] = {}
    for one in desk.findings.derivations:
        if one.drew_on is None and one.drew_on_name and one.share > 0:
            found.setdefault(one.article, []).append(one.drew_on_name)
    return found


def _both(reuse: Reuse) -> tuple[tuple[str, Span, str, Span], ...]:
    return (
        (reuse.a, reuse.a_span, reuse.b, reuse.b_span),
        (reuse.b, reuse.b_span, reuse.a, reuse.a_span),
    )


def _relation(reuse: Reuse, forth: Derivation | None, back: Derivation | None) -> str:
    if reuse.quoted:
        return QUOTED
    return drawn(forth, back) or EITHER


def _stretches(annotation: Annotation, sides: Sequence[_Side]) -> Iterator[tuple[Span, list[_Side]]]:
    """Yield the stretches of the body that the same passages cover, neighbours with one best passage as one."""
    for best, run in groupby(_pieces(annotation, sides), key=lambda piece: piece[1][0] if piece[1] else None):
        pieces = list(run)
        over = sorted({side for _, own in pieces for side in own}, key=lambda side: side.rank)
        whole = Span(pieces[0][0].start, pieces[-1][0].end)
        if WORD.search(annotation.article.text, *whole):
            yield whole, over if best is not None else []


def _pieces(annotation: Annotation, sides: Sequence[_Side]) -> Iterator[tuple[Span, list[_Side]]]:
    """Yield the pieces of the body between the places where a passage begins or ends, with what covers each."""
    edges = {edge for side in sides for edge in side.span}
    for paragraph in annotation.paragraphs:
        if paragraph.kind in READ:
            start, end = paragraph.span
            cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
            for piece in map(Span._make, pairwise(cuts)):
                over = [side for side in sides if side.span.start <= piece.start and piece.end <= side.span.end]
                yield piece, sorted(over, key=lambda side: side.rank)


def _origin(desk: Desk, article: str, span: Span, over: Sequence[_Side]) -> Origin:
    own = desk.quote(article, span)
    best = over[0] if over else None
    also = dict.fromkeys(side.other for side in over[1:] if best is not None and side.other != best.other)
    return Origin(
        relation=OWN if best is None else best.relation.format(best.source),
        words=desk.words(article, span, limit=WORDS_LIMIT).lstrip(_CLOSING),
        quote=own,
        other=None if best is None else desk.quote(best.other, best.other_span),
        similarity="" if best is None else f"{percent(best.similarity)} alike",
        also=tuple(desk.refs[name] for name in desk.refs if name in also),
    )


def _summary(desk: Desk, annotation: Annotation, stretches: Sequence[tuple[Span, list[_Side]]]) -> str:
    text = annotation.article.text
    counts: dict[str, int] = {}
    for span, over in stretches:
        relation = over[0].relation if over else OWN
        counts[relation] = counts.get(relation, 0) + sum(1 for _ in WORD.finditer(text, *span))
    total = sum(counts.values())
    if len(desk.annotations) == 1:
        return "No other article on this event is in the dossier."
    named = {
        FROM: "drawn from other articles",
        COMMON: "text that others print too, of a source outside the dossier",
        EITHER: "shared with others, which drew on which is undecided",
        TO: "drawn by others",
        QUOTED: "quotations that others have too",
        OWN: "in no other article of the story",
    }
    parts = [f"{percent(counts[name] / total)} {words}" for name, words in named.items() if counts.get(name)]
    return f"Of {plural(total, 'word')}, " + ", ".join(parts) + "."


def _sources(desk: Desk, article: str) -> Iterator[tuple[str, Quote]]:
    """Yield the sources that the article names for its text, with the words that name them."""
    for derivation in desk.findings.derivations:
        if derivation.article == article:
            ref: ArticleRef | None = desk.refs[derivation.drew_on] if derivation.drew_on else None
            name = f"{ref.siglum} {ref.name}" if ref else f"{derivation.drew_on_name} (not in the dossier)"
            for item in derivation.evidence:
                if item.kind == "credit":
                    yield name, desk.quote(item.article, item.span)
