"""From the articles of one story to the passages they share and who took them from whom."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from attribune.ids import identify
from attribune.model import Annotation, Derivation, Resolution, Reuse, Saying, Span, Statement, Story
from attribune.trace.ancestors import alone
from attribune.trace.blocks import Furniture
from attribune.trace.credits import credited
from attribune.trace.derivations import derivations
from attribune.trace.namings import Namings
from attribune.trace.shared import Pair, pairs
from attribune.trace.words import Body, bodies

SURE = 0.5  # confidence of a speaker, from which on two speakers are told apart
NESTED = 4  # contents that may begin between a place and the content it stands in


def trace(
    story: Story,
    annotations: Sequence[Annotation],
    resolution: Resolution,
    sayings: Sequence[Saying],
    *,
    house: Furniture = frozenset(),
) -> tuple[tuple[Reuse, ...], tuple[Derivation, ...]]:
    """Return the passages that articles of a story share, and which article drew on which.

    Annotations may come in any order. In each reuse ``a`` is the article that comes first in the story's order
    (publication time, then id); spans begin and end with a word. A reuse is ``quoted`` when it lies within
    quotation marks in both articles, unless these are known to quote different speakers. Only headline and body
    words count, without what an outlet prints under all of its articles: what is learned from these articles, and
    ``house``, what is known of the outlets beforehand.

    The work grows with the length of the articles and with the number of passages shared, not with the number of
    pairs: passages are found through an index (``seeds``, ``rewrites``), not by comparing articles.
    """
    by_id = {annotation.article.id: annotation for annotation in annotations}
    ordered = [by_id[article] for article in story.articles if article in by_id]
    outlets = sorted({annotation.article.outlet for annotation in ordered if annotation.article.outlet})
    given = [credited(annotation, outlets=outlets) for annotation in ordered]
    if len(ordered) == 1:  # most stories: nothing to compare with
        return (), alone(story.id, ordered[0].article, given[0])
    texts = bodies(ordered, house=house)
    speakers = _Speakers(resolution.statements, sayings)
    found = [_with_reuses(story, pair, texts, speakers) for pair in pairs(texts)]
    reuses = tuple(reuse for _, own in found for reuse in own)
    return reuses, derivations(story.id, texts, found, given, Namings(ordered))


class _Speakers:
    """Who is quoted where: the contents of each article's statements in order of place."""

    def __init__(self, statements: Sequence[Statement], sayings: Sequence[Saying]) -> None:
        contents: dict[str, list[tuple[Span, Statement]]] = defaultdict(list)
        for statement in statements:
            contents[statement.article] += [(span, statement) for span in statement.content]
        self.contents = {article: sorted(own, key=lambda part: part[0]) for article, own in contents.items()}
        self.starts = {article: [span.start for span, _ in own] for article, own in self.contents.items()}
        self.sayings = {reading.statement: saying.id for saying in sayings for reading in saying.readings}

    def at(self, article: str, span: Span) -> Statement | None:
        """Return the statement in whose content the middle of the span stands, the innermost if several."""
        middle = (span.start + span.end) // 2
        after = bisect_right(self.starts.get(article, ()), middle)
        for place in range(after - 1, max(-1, after - 1 - NESTED), -1):
            content, statement = self.contents[article][place]
            if middle < content.end:
                return statement
        return None

    def same(self, one: Statement | None, two: Statement | None) -> bool | None:
        """Tell whether two statements are of one saying or one speaker; None where it is not known."""
        if one is None or two is None:
            return None
        if one.id in self.sayings and self.sayings[one.id] == self.sayings.get(two.id):
            return True
        if one.actor is None or two.actor is None or min(one.actor_confidence, two.actor_confidence) < SURE:
            return None
        return one.actor == two.actor


def _with_reuses(story: Story, pair: Pair, texts: Sequence[Body], speakers: _Speakers) -> tuple[Pair, list[Reuse]]:
    """Return the pair with the speakers of its quotations looked at, and the reuse of each of its pieces."""
    later, earlier = texts[pair.a], texts[pair.b]
    pieces = []
    reuses = []
    for piece in pair.pieces:
        a, a_span = earlier.article.id, earlier.span(piece.b_start, piece.b_end)
        b, b_span = later.article.id, later.span(piece.a_start, piece.a_end)
        checked = piece
        if piece.quoted_a or piece.quoted_b:
            same = speakers.same(speakers.at(a, a_span), speakers.at(b, b_span))
            checked = piece.spoken(same=same)
        pieces.append(checked)
        name = identify("reuse", f"{a} {a_span.start} {a_span.end}", f"{b} {b_span.start} {b_span.end}")
        reuses.append(Reuse(name, story.id, a, a_span, b, b_span, piece.similarity, checked.quoted))
    return replace(pair, pieces=tuple(pieces)), reuses
