"""Coverage: which articles of a story carry a saying and in which it was not found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribune.model import Saying, Story


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles of a story that carry a saying, and those in which it was not found, in the story's order.

    Not found is not the same as left out: an article may be cut short, or may have been published before.
    """

    saying: str
    carried_by: tuple[str, ...]
    missing_from: tuple[str, ...]


def coverage(story: Story, sayings: Sequence[Saying]) -> tuple[Coverage, ...]:
    """Return for each saying, in the order given, which articles of the story carry it."""
    found = []
    for saying in sayings:
        carriers = {reading.article for reading in saying.readings}
        found.append(
            Coverage(
                saying=saying.id,
                carried_by=tuple(article for article in story.articles if article in carriers),
                missing_from=tuple(article for article in story.articles if article not in carriers),
            )
        )
    return tuple(found)
