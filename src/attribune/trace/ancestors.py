"""Common ancestors: the sources outside the dossier whose text several of its articles print."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from attribune.model import Article, Derivation, Evidence, Reuse, Span
from attribune.trace.outlets import is_agency, names_article, names_outlet
from attribune.trace.shared import Pair, Piece
from attribune.trace.wires import Credit
from attribune.trace.words import Body

CREDITED = {  # confidence that the article drew on a named source
    "dateline": 0.9,
    "byline": 0.9,
    "copyright": 0.9,
    "contribution": 0.9,
    "report": 0.7,
}
INHERITED = 0.75  # ... and that one did which names nobody and shares much of its text with one that names an agency
MOST = 0.4  # share of an article's words that makes it the heir of the agency that contributed to the other ...
SOME = 0.05  # ... and of the one that the other is signed by
SIGNED = ("dateline", "byline", "copyright")
WORD_FOR_WORD = 0.9  # similarity
SHOWN = 6  # passages given as evidence, the longest

Sources = Sequence[Mapping[str, Sequence[Credit]]]  # by article in the story's order, and by name
Found = tuple[Pair, Sequence[Reuse]]


@dataclass(slots=True)
class _Held:
    """What an article shares with others that print the same source."""

    words: int = 0  # a set of words as bits
    passages: dict[str, Evidence] = field(default_factory=dict)  # by reuse


def as_bits(spans: Iterable[tuple[int, int]]) -> int:
    """Return a set of words as bits."""
    bits = 0
    for start, end in spans:
        bits |= ((1 << (end - start)) - 1) << start
    return bits


def share_of(words: int, body: Body) -> float:
    """Return the share of an article's words that a set of them is."""
    return round(min(1.0, words.bit_count() / max(1, body.size)), 4)


def credit_evidence(article: str, given: Iterable[Credit]) -> tuple[Evidence, ...]:
    """Return credits as evidence."""
    return tuple(Evidence("credit", article, credit.span, f"{credit.kind}: {credit.name}") for credit in given)


def sources_of(articles: Sequence[Article], given: Sequence[Sequence[Credit]]) -> Sources:
    """Return the outlets that each article credits, its own and mere venues left out, under one name per outlet."""
    others = [
        [credit for credit in own if credit.kind != "venue" and not _is(credit.name, article.outlet)]
        for article, own in zip(articles, given, strict=True)
    ]
    names = sorted({credit.name for own in others for credit in own}, key=lambda name: (-len(name), name))
    kept: dict[str, str] = {}
    for name in names:
        alike = [other for other in dict.fromkeys(kept.values()) if names_outlet(name, other)]
        kept[name] = alike[0] if len(alike) == 1 else name
    sources: list[dict[str, list[Credit]]] = []
    for own in others:
        by_name: dict[str, list[Credit]] = defaultdict(list)
        for credit in own:
            by_name[kept[credit.name]].append(credit)
        sources.append(dict(by_name))
    return sources


def _is(name: str, outlet: str | None) -> bool:
    return outlet is not None and names_outlet(name, outlet)


def common_sources(pairs: Sequence[Found], bodies: Sequence[Body], sources: Sources) -> list[frozenset[str]]:
    """Return by pair the sources whose text both articles print, so that neither need have it from the other.

    An article prints those it credits, and inherits an agency that another credits, if it names nobody for its text
    and much of that stands in passages the two share. A report that a shared passage itself cites was copied with the
    passage, which is not by who is cited.
    """
    printed = [set(own) for own in sources]
    for pair, _ in pairs:
        for giver, heir in ((pair.a, pair.b), (pair.b, pair.a)):
            printed[heir].update(_inherited(giver, heir, pair, bodies, sources))
    return [
        frozenset(
            name
            for name in printed[pair.a] & printed[pair.b]
            if not _copied(sources[pair.a].get(name, ()), sources[pair.b].get(name, ()), pair, bodies)
        )
        for pair, _ in pairs
    ]


def _inherited(giver: int, heir: int, pair: Pair, bodies: Sequence[Body], sources: Sources) -> tuple[str, ...]:
    text = {name: own for name, own in sorted(sources[giver].items()) if _of_text(own) and is_agency(name)}
    silent = not any(_of_text(own) for own in sources[heir].values())
    outlet, agency = bodies[giver].article.outlet, bodies[heir].article.outlet
    if not text or not silent or is_agency(agency) or any(_is(name, outlet) for name in sources[heir]):
        return ()
    share = as_bits(_spans(pair, heir)).bit_count() / max(1, bodies[heir].size)
    return tuple(name for name, own in text.items() if share >= (SOME if _signed(own) else MOST))


def _signed(given: Iterable[Credit]) -> bool:
    """Whether credits say that the whole text is the source's, and not only that it contributed."""
    return any(credit.kind in SIGNED for credit in given)


def _copied(ones: Sequence[Credit], others: Sequence[Credit], pair: Pair, bodies: Sequence[Body]) -> bool:
    """Whether two articles cite a source within the very passages they share and nowhere say that a text is its."""
    if not ones or not others or _of_text((*ones, *others)):
        return False
    return any(
        piece.similarity >= WORD_FOR_WORD
        and not piece.quoted
        and any(_within(credit.span, bodies[pair.a].span(piece.a_start, piece.a_end)) for credit in ones)
        and any(_within(credit.span, bodies[pair.b].span(piece.b_start, piece.b_end)) for credit in others)
        for piece in pair.pieces
    )


def _within(span: Span, passage: Span) -> bool:
    return passage.start <= span.start and span.end <= passage.end


def _of_text(given: Iterable[Credit]) -> bool:
    """Whether credits say who wrote the text, and not only where a report stood."""
    return any(credit.kind != "report" for credit in given)


def _spans(pair: Pair, place: int) -> list[tuple[int, int]]:
    return [_side(piece, first=place == pair.a) for piece in pair.pieces if not piece.quoted]


def _side(piece: Piece, *, first: bool) -> tuple[int, int]:
    return (piece.a_start, piece.a_end) if first else (piece.b_start, piece.b_end)


def absent_from(bodies: Sequence[Body], sources: Sources) -> frozenset[str]:
    """Return the named sources that have no article in the story."""
    articles = [body.article for body in bodies]
    named = {name for own in sources for name in own}
    return frozenset(name for name in named if not any(names_article(name, article) for article in articles))


def outside(
    story: str | None,
    bodies: Sequence[Body],
    pairs: Sequence[Found],
    sources: Sources,
    common: Sequence[frozenset[str]],
    *,
    absent: Set[str],
) -> list[Derivation]:
    """Return the derivations from the sources that are absent from the story; ``common`` are those of each pair."""
    held: dict[tuple[int, str], _Held] = defaultdict(_Held)
    for (pair, reuses), names in zip(pairs, common, strict=True):
        for name in sorted(names & absent):
            for place in (pair.a, pair.b):
                _hold(held[place, name], pair, reuses, bodies[place].article.id, place)
    return list(_told(story, bodies, sources, absent, held))


def _hold(held: _Held, pair: Pair, reuses: Sequence[Reuse], article: str, place: int) -> None:
    held.words |= as_bits(_spans(pair, place))
    for piece, reuse in zip(pair.pieces, reuses, strict=True):
        if not piece.quoted:
            span = reuse.a_span if reuse.a == article else reuse.b_span
            held.passages[reuse.id] = Evidence("passage", article, span, reuse.id)


def _told(
    story: str | None,
    bodies: Sequence[Body],
    sources: Sources,
    absent: Set[str],
    held: Mapping[tuple[int, str], _Held],
) -> Iterator[Derivation]:
    nothing = _Held()
    for place, body in enumerate(bodies):
        names = {name for name in sources[place] if name in absent} | {name for at, name in held if at == place}
        for name in sorted(names):
            given, kept = sources[place].get(name, ()), held.get((place, name), nothing)
            if kept.words or tells_of_text(given):
                passages = sorted(kept.passages.values(), key=lambda one: (one.span.start - one.span.end, one.span))
                share = share_of(kept.words, body)
                yield credited(story, body.article, name, given, share=share, passages=passages[:SHOWN])


def alone(story: str, article: Article, given: Sequence[Credit]) -> tuple[Derivation, ...]:
    """Return the sources outside the dossier that the one article of a story names for its text."""
    (sources,) = sources_of([article], [given])
    named = [(name, own) for name, own in sorted(sources.items()) if tells_of_text(own)]
    return tuple(credited(story, article, name, own, share=0.0) for name, own in named)


def credited(
    story: str | None,
    article: Article,
    name: str,
    given: Sequence[Credit],
    *,
    share: float,
    passages: Sequence[Evidence] = (),
) -> Derivation:
    """Return that an article drew on a source outside, by its own words, or by those of one that shares its text."""
    return Derivation(
        story=story,
        article=article.id,
        drew_on=None,
        drew_on_name=name,
        share=share,
        confidence=max((CREDITED[credit.kind] for credit in given), default=INHERITED),
        evidence=(*credit_evidence(article.id, given), *passages),
    )


def tells_of_text(given: Sequence[Credit]) -> bool:
    """Tell whether credits speak of the article's text. A report named once tells where one remark comes from, which
    the statement's source and carrier say already; twice named, it is a source of the article.
    """
    return len(given) > 1 or _of_text(given)
