"""Offices and who bears them: descriptions such as "the NATO chief" to those whom other stories give that office.

Offices change hands, so that a description is read by the day on which it was published: those are asked who were
seen in the office about then, and where several were, nobody is chosen.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from attribune.model import Actor, Title
from attribune.resolve.registry import Local, Placed
from attribune.resolve.roles import Role, fit, parse_role

_FITS = 0.85  # how well an office must fit the description
_NEAR, _FAR = 200, 900  # days between a description and the last or next time that somebody was seen in the office
_SURE, _LIKELY, _UNDATED = 0.75, 0.6, 0.55
_ENOUGH = 0.5


class Bearer(NamedTuple):
    """That an actor of the dossier was seen under a title."""

    actor: str
    title: Title


def office_keys(actor: Actor) -> Iterator[tuple[str, Title]]:
    """Yield the keys under which the titles of a named person are looked for, with the title."""
    if actor.article is None and actor.type in ("person", "unknown"):
        for title in actor.titles:
            role = parse_role(title.words)
            if role is not None:
                for noun in sorted({role.noun, *role.wider}):
                    for token in sorted(role.states | role.narrower):
                        yield f"{token} {noun}", title


def description_key(actor: Actor) -> str | None:
    """Return the key of an office that describes an actor without a name, or None: "a spokesman" is nobody's office."""
    role = _described(actor)
    if role is None:
        return None
    narrowest = sorted(role.narrower) or sorted(role.states)
    return f"{narrowest[0]} {role.noun}" if narrowest else None


def _described(actor: Actor) -> Role | None:
    if actor.article is None or actor.type != "person" or actor.name.partition(" ")[0].lower() in ("a", "an", "one"):
        return None
    return parse_role(actor.titles[0].words) if actor.titles else None


def fill(locals_: Iterable[Local], bearers: Sequence[Bearer]) -> Iterator[Placed]:
    """Yield who is meant by the actors without a name that one key of an office describes."""
    for local in sorted(locals_, key=lambda local: (local.story, local.actor.id)):
        role = _described(local.actor)
        if role is None:
            continue
        chances: dict[str, float] = {}
        for bearer in bearers:
            held = parse_role(bearer.title.words)
            fits = fit(role, held) if held is not None and held.flags == role.flags else 0.0
            if fits >= _FITS:
                sure = _at_the_time(local.actor.titles[0], bearer.title) * fits
                chances[bearer.actor] = max(sure, chances.get(bearer.actor, 0.0))
        found = _chosen(local, chances)
        if found is not None:
            yield found


def _chosen(local: Local, chances: dict[str, float]) -> Placed | None:
    ranked = sorted(chances.items(), key=lambda pair: (-pair[1], pair[0]))[:5]
    rivals = [actor for actor, chance in ranked if chance >= 0.9 * ranked[0][1]]
    candidates = tuple((actor, round(chance / len(rivals), 3)) for actor, chance in ranked)
    own = local.actor.id
    if not ranked:
        return None
    if len(rivals) > 1 or ranked[0][1] < _ENOUGH:
        return Placed(local.story, own, own, 0.0, "several have borne this office", candidates)
    return Placed(local.story, own, ranked[0][0], round(ranked[0][1], 3), "office known from other stories", candidates)


def _at_the_time(described: Title, held: Title) -> float:
    """Return how likely who was seen under a title bore it when a description was published."""
    if not (described.first and held.first and held.last):
        return _UNDATED
    day, first, last = (_day(words) for words in (described.first, held.first, held.last))
    if day is None or first is None or last is None:
        return _UNDATED
    apart = max(0, first - day, day - last)
    return _SURE if apart <= _NEAR else _LIKELY if apart <= _FAR else _ENOUGH - 0.1


def _day(words: str) -> int | None:
    try:
        return datetime.date.fromisoformat(words).toordinal()
    except ValueError:
        return None
