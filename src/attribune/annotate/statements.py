"""Statements: the reports of all units put together, with continuations, carriers, occasions and ids."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.annotate.combining import read_unit
from attribune.annotate.cues import may_report
from attribune.annotate.drafts import Draft, Drafting
from attribune.annotate.modes import mode_of
from attribune.annotate.occasions import said_on, venue
from attribune.annotate.posts import Post, posts
from attribune.annotate.signatures import signed_quotations
from attribune.annotate.tokens import Unit, units
from attribune.annotate.transcripts import turns
from attribune.ids import identify
from attribune.model import Paragraph, Quotation, Span, Statement, StatementKind, TimeExpression

if TYPE_CHECKING:
    from attribune.annotate.network.links import Links

PRONOUNS = frozenset("he she they it i we who".split())


def statements(
    text: str,
    *,
    article: str,
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
    links: Links | None = None,
) -> tuple[Statement, ...]:
    """Return what the article attributes, in the order of the text; sources are spans, not yet actors.

    ``links`` is what the network says of the article; without them, rules alone decide.

    Quotations that attribute nothing (scare quotes, titles) give no statement. A quotation without a cue that
    goes on from the one before belongs to its statement.
    """
    drafting = Drafting()
    spoken = turns(text, paragraphs)
    signed = _Posted([*posts(text, paragraphs), *signed_quotations(text, paragraphs)])
    needed = may_report if links is None else None
    read = units(text, paragraphs=paragraphs, sentences=sentences, quotations=quotations, needed=needed)
    for index, unit in enumerate(read):
        speeches = spoken.get(unit.paragraph)
        if speeches is not None and unit.tokens[-1].end > speeches[0].label.start:
            drafting.turns(index, unit, speeches)
            continue
        reports = read_unit(unit, links) if unit.classified else ()
        post = signed.around(unit)
        if post is not None:
            drafting.post(index, unit, post, reports)
        else:
            drafting.take(index, unit, reports)
    unique = {tuple(draft.parts): draft for draft in reversed(drafting.drafts) if _says(text, draft)}
    finishing = _Finishing(text, article, quotations, times)
    finished = _on_shared_days([(draft, finishing.statement(draft)) for draft in unique.values()])
    return tuple(sorted(finished, key=lambda found: (found.content, found.id)))


def _on_shared_days(finished: Sequence[tuple[Draft, Statement]]) -> Iterator[Statement]:
    """Yield the statements, those whose verb shares the subject of one before it on that one's day.

    That is when somebody "said on Monday that it stays and warned", or "took the stage on Monday, adding".
    """
    told: dict[int, list[tuple[Draft, Statement]]] = defaultdict(list)
    for draft, statement in finished:
        if statement.said_on is not None:
            told[draft.unit].append((draft, statement))
    for draft, statement in finished:
        beside = told[draft.unit] if statement.said_on is None else ()
        shared = [one for earlier, one in beside if _goes_on_from(draft, earlier)]
        nearest = max(shared, key=lambda one: one.cue or one.content[0], default=None)
        yield statement if nearest is None else replace(statement, said_on=nearest.said_on)


def _goes_on_from(draft: Draft, earlier: Draft) -> bool:
    """Whether the verb of a draft shares the subject of another one's of its unit that stands before it."""
    if draft.source is None or draft.source != earlier.source:
        return False
    if draft.cue is None or earlier.cue is None or draft.cue.start <= earlier.cue.start:
        return False
    place = next(i for i, token in enumerate(draft.tokens) if token.end > draft.cue.start)
    joined = place > 0 and draft.tokens[place - 1].lower == "and"
    return joined or draft.tokens[place].word_class == "g"


def _says(text: str, draft: Draft) -> bool:
    """Whether a draft has more than the word before what stands in the next paragraph: "she tweeted | that |:"."""
    return len(draft.parts) > 1 or text[slice(*draft.parts[0])].lower() != "that"


class _Posted:
    """Which post a unit is in; units are asked for in order."""

    def __init__(self, found: Sequence[Post]) -> None:
        self._posts = sorted(found, key=lambda post: post.words[0])
        self._next = 0

    def around(self, unit: Unit) -> Post | None:
        """Return the post that holds the end of a unit, its signature counted in."""
        while self._next < len(self._posts) and unit.tokens[0].start >= self._end(self._posts[self._next]):
            self._next += 1
        post = self._posts[self._next] if self._next < len(self._posts) else None
        return post if post is not None and unit.tokens[-1].end > post.words[0].start else None

    def _end(self, post: Post) -> int:
        return post.day.end if post.day is not None else post.name.end


class _Finishing:
    """Turns drafts into statements; looks quotations and times up by their place."""

    def __init__(
        self, text: str, article: str, quotations: Sequence[Quotation], times: Sequence[TimeExpression]
    ) -> None:
        self._text = text
        self._article = article
        self._quotations = quotations
        self._quoted_from = [quotation.span.start for quotation in quotations]
        self._times = times
        self._timed_from = [time.span.start for time in times]

    def statement(self, draft: Draft) -> Statement:
        content = tuple(sorted(draft.parts))
        kind: StatementKind = "indirect"
        if draft.mixed:
            kind = "direct" if all(draft.quoted) else "mixed"
        where, when = self._occasion(draft, content, kind)
        return Statement(
            id=identify("statement", self._article, *content),
            article=self._article,
            kind=kind,
            content=content,
            source=draft.source,
            cue=draft.cue,
            confidence=round(min(draft.confidence, self._worst_quotation(content)), 3),
            venue=where,
            said_on=when,
            carrier=draft.carrier,
            mode=mode_of(self._text, draft.cue, kind, draft.source),
        )

    def _occasion(
        self, draft: Draft, content: Sequence[Span], kind: StatementKind
    ) -> tuple[Span | None, TimeExpression | None]:
        """Where and when: in the words around the cue, or else in a sentence before that sets the stage."""
        if draft.cue is None:
            return None, self._on(draft.day)
        where = venue(draft.tokens, cue=draft.cue, source=draft.source, content=content)
        when = said_on(draft.tokens, self._between(draft.tokens[0].start, draft.tokens[-1].end), draft.cue, content)
        stage = draft.stage
        if stage and kind == "direct" and where is None and when is None and self._same_speaker(draft):
            times = self._between(stage.tokens[0].start, stage.tokens[-1].end)
            where = venue(stage.tokens, cue=stage.cue, source=None, content=())
            when = said_on(stage.tokens, times, stage.cue, ())
        return where, when

    def _on(self, day: Span | None) -> TimeExpression | None:
        return next(iter(self._between(*day)), None) if day is not None else None

    def _same_speaker(self, draft: Draft) -> bool:
        """Whether the speaker is a pronoun or was named in the sentence before."""
        stage = draft.stage.tokens if draft.stage else ()
        if draft.source is None:
            return False
        name = self._text[draft.source.start : draft.source.end]
        last = name.split()[-1].lower()
        return last in PRONOUNS or any(token.lower == last for token in stage)

    def _between(self, start: int, end: int) -> Sequence[TimeExpression]:
        return self._times[bisect_left(self._timed_from, start) : bisect_left(self._timed_from, end)]

    def _worst_quotation(self, content: Sequence[Span]) -> float:
        return min(
            (
                quotation.confidence
                for part in content
                for quotation in self._quotations[
                    bisect_left(self._quoted_from, part.start) : bisect_left(self._quoted_from, part.end)
                ]
            ),
            default=1.0,
        )
