"""Which stories are shown, in what order, and how many are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attribune.model import Story

STORIES_LIMIT = 50  # stories shown in full unless stories are asked for by id


@dataclass(frozen=True, slots=True)
class Choice:
    """The stories to show in full, those to give a line each, and the number of those in neither."""

    full: tuple[Story, ...]
    lone: tuple[Story, ...]
    left_out: int


def choose(stories: Sequence[Story], asked: Sequence[str] | None = None) -> Choice:
    """Return what is shown of these stories: those asked for by id, or else those with the most articles.

    An id may be cut short as long as it fits one story only. Stories of one article are shown in full where they
    are asked for, or where there are no others. Raises ``LookupError`` for an id that fits no story, or several.
    """
    if asked is not None:
        return Choice(tuple(dict.fromkeys(_find(stories, name) for name in asked)), (), 0)
    ranked = sorted(stories, key=lambda story: (-len(story.articles), story.id))
    shared = tuple(story for story in ranked if len(story.articles) > 1)
    lone = tuple(story for story in ranked if len(story.articles) == 1)
    if shared:
        return Choice(shared[:STORIES_LIMIT], lone, max(len(shared) - STORIES_LIMIT, 0))
    return Choice(lone[:STORIES_LIMIT], lone[STORIES_LIMIT:], 0)


def _find(stories: Sequence[Story], name: str) -> Story:
    fitting = [story for story in stories if story.id == name] or [
        story for story in stories if name and story.id.startswith(name)
    ]
    if len(fitting) != 1:
        raise LookupError(f"{'no story' if not fitting else f'{len(fitting)} stories'} of the id {name!r}")
    return fitting[0]
