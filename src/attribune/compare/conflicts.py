"""Conflicts: accounts of one remark that differ in when, where or by whom it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple, TypeVar

from attribune.compare.occasions import Occasion, Page, occasion
from attribune.compare.speakers import speaker_conflicts
from attribune.compare.venues import Venue, parse_venue, venues_differ
from attribune.model import Annotation, Conflict, ConflictKind, Evidence, Mention, Resolution, Saying, Statement, Story

T = TypeVar("T")

REWORDED = ("reworded", "paraphrased")
ALIKE = 0.35  # similarity to the fullest reading, for one in other words to be the same remark beyond doubt
DAYS = {"day": 10, "minute": 10, "week": 8, "month": 7}  # characters of an ISO date that tell, by precision


class Account(NamedTuple):
    """One article's account of a saying."""

    statement: Statement
    text: str
    occasion: Occasion


def conflicts(
    story: Story, annotations: Sequence[Annotation], resolution: Resolution, sayings: Sequence[Saying]
) -> tuple[Conflict, ...]:
    """Return the accounts of one saying that cannot all be right, by saying and kind.

    Dates conflict when they are known to the same precision and differ, venues when they name different outlets or
    places of kinds that exclude each other, speakers when nearly the same direct words are surely given to two
    different persons. What is not known conflicts with nothing. Each member shows one article's account.
    """
    statements = {statement.id: statement for statement in resolution.statements}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in resolution.mentions:
        mentions[mention.article].append(mention)
    pages = {a.article.id: Page(a, mentions.get(a.article.id, ())) for a in annotations}
    found: list[Conflict] = []
    for saying in sayings:
        if len({reading.article for reading in saying.readings}) > 1:
            accounts = list(_accounts(saying, statements, pages))
            found += _date_conflict(story, saying, accounts)
            found += _venue_conflict(story, saying, accounts)
    texts = {article: page.text for article, page in pages.items()}
    found += speaker_conflicts(story, texts, resolution, sayings)
    return tuple(sorted(found, key=lambda conflict: (conflict.saying, conflict.kind)))


def _accounts(saying: Saying, statements: Mapping[str, Statement], pages: Mapping[str, Page]) -> Iterator[Account]:
    for reading in saying.readings:
        statement = statements.get(reading.statement)
        sure = reading.change not in REWORDED or reading.similarity >= ALIKE
        if statement is not None and sure and statement.article in pages:
            page = pages[statement.article]
            yield Account(statement, page.text, occasion(statement, page))


def _date_conflict(story: Story, saying: Saying, accounts: Sequence[Account]) -> Iterator[Conflict]:
    dated: dict[str, list[tuple[str, Evidence]]] = {}
    for account in accounts:
        said_on = account.occasion.time
        if said_on is not None and said_on.value is not None and said_on.precision in DAYS:
            precision = "day" if said_on.precision == "minute" else said_on.precision
            value = said_on.value[: DAYS[precision]]
            shown = Evidence("date", account.statement.article, said_on.span, value)
            dated.setdefault(precision, []).append((value, shown))
    for _, entries in sorted(dated.items()):
        yield from _conflict(story, "date", saying, entries, differ=_dates_differ)


def _dates_differ(one: str, two: str) -> bool:
    """Tell whether two dates are different; whole weeks apart, a weekday may only have been counted wrongly."""
    try:
        return one != two and (date.fromisoformat(one) - date.fromisoformat(two)).days % 7 != 0
    except ValueError:
        return one != two


def _venue_conflict(story: Story, saying: Saying, accounts: Sequence[Account]) -> Iterator[Conflict]:
    placed: list[tuple[Venue, Evidence]] = []
    for account in accounts:
        span = account.occasion.venue
        if span is not None:
            words = " ".join(account.text[span.start : span.end].split())
            placed.append((parse_venue(words), Evidence("venue", account.statement.article, span, words)))
    yield from _conflict(story, "venue", saying, placed, differ=venues_differ)


def _conflict(
    story: Story,
    kind: ConflictKind,
    saying: Saying,
    accounts: Sequence[tuple[T, Evidence]],
    *,
    differ: Callable[[T, T], bool],
) -> Iterator[Conflict]:
    """Yield the conflict of those accounts that differ from one of another article, if there are any."""
    clashing = {
        place
        for (one, (a, shown_a)), (two, (b, shown_b)) in combinations(enumerate(accounts), 2)
        if shown_a.article != shown_b.article and differ(a, b)
        for place in (one, two)
    }
    if clashing:
        members = tuple(accounts[place][1] for place in sorted(clashing))
        note = " / ".join(dict.fromkeys(member.note for member in members))
        yield Conflict(story.id, kind, saying.id, members, note)
