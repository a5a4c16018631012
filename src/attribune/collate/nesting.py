"""Statements within statements: "the board notes that Lee says that ..." holds what Lee says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attribune.model import Statement


def told_within(statements: Sequence[Statement]) -> Mapping[str, frozenset[str]]:
    """Return for each statement, by id, the other actors whose statements stand within its content, source and all.

    One whose own actor is unknown tells nothing but what they said: "it is late, Lee wrote, according to a summary".
    """
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.content:
            by_article[statement.article].append(statement)
    found: dict[str, set[str]] = defaultdict(set)
    for beside in by_article.values():
        ordered = sorted(beside, key=lambda one: (one.content[0].start, -one.content[-1].end))
        for outer, inner in _overlapping(ordered):
            if outer.actor and inner.actor and inner.actor != outer.actor and _holds(outer, inner):
                found[outer.id].add(inner.actor)
    return {name: frozenset(actors) for name, actors in found.items()}


def _overlapping(ordered: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    for place, outer in enumerate(ordered):
        for inner in ordered[place + 1 :]:
            if inner.content[0].start >= outer.content[-1].end:
                break
            yield outer, inner


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether one statement stands within a content span of another with its source: it is told there who said it."""
    if inner.source is None:
        return False
    within = [inner.source, *inner.content]
    return all(any(span.start <= one.start and one.end <= span.end for span in outer.content) for one in within)
