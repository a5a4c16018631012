"""A person's corrections of who is who: two actors are one, one name is another's, an actor goes by another name.

A correction speaks of names, so that it holds for articles added later too. The stories that have these names are read
again with it, and the registry follows. Each call is one transaction: it is done whole or not at all.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from attribune.dossier import DossierError, Store
from attribune.model import ActorCorrection
from attribune.pipeline import read_again

_SHORTEST = 4  # characters of an id that may stand for the whole of it
_SHOWN = 5


class Listed(NamedTuple):
    """An actor of the dossier as lists show it."""

    id: str
    name: str
    type: str
    description: str | None
    stories: int
    aliases: tuple[str, ...]
    outside_id: str | None


def listed(store: Store, query: str = "") -> list[Listed]:
    """Return the actors whose id begins with the query, or one of whose names holds it, the most told first."""
    from attribune.dossier import table

    wanted = query.casefold().strip()
    rows = [
        Listed(
            row["id"],
            row["name"],
            row["type"],
            row["description"],
            len(row["stories"]),
            tuple(row["aliases"]),
            row["outside_id"],
        )
        for row in table(store, "actors").to_pylist()
    ]
    found = [one for one in rows if not wanted or one.id.startswith(wanted) or _holds(one, wanted)]
    return sorted(found, key=lambda one: (-one.stories, one.name, one.id))


def _holds(one: Listed, wanted: str) -> bool:
    return any(wanted in name.casefold() for name in (one.name, *one.aliases))


def find(store: Store, given: str) -> Listed:
    """Return the one actor whose id begins with what was given, or who goes by it. Raises ``DossierError``."""
    wanted = given.casefold().strip()
    rows = listed(store)
    found = [one for one in rows if one.id == given or (len(given) >= _SHORTEST and one.id.startswith(given))]
    found = found or [one for one in rows if one.name.casefold() == wanted]
    found = found or [one for one in rows if wanted in (alias.casefold() for alias in one.aliases)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise DossierError(f"No actor goes by {given!r}; `attribune actors list {store.path}` lists those there are.")
    several = "; ".join(f"{one.id} {one.name} ({one.type})" for one in found[:_SHOWN])
    raise DossierError(f"{len(found)} actors go by {given!r}; name one by its id: {several}.")


def merge(store: Store, actors: Sequence[str]) -> int:
    """Say that actors, each given by id or name, are one, who goes by the name of the first.

    Returns the number of the correction, by which it can be undone. Raises ``DossierError`` if one cannot be found.
    """
    found = [find(store, given) for given in actors]
    if len({one.id for one in found}) < len(found) or len(found) < 2:
        raise DossierError("Name two actors or more that are not one already.")
    names = [name for one in found for name in store.names_of(one.id)]
    return _say(store, ActorCorrection("merge", tuple(names)))


def split(store: Store, actor: str, names: Sequence[str]) -> int:
    """Say that names under which an actor is known are another's; see ``merge``."""
    found = find(store, actor)
    known = store.names_of(found.id)
    by_form = {name.casefold(): name for name in known}
    away = [by_form.get(name.casefold().strip()) for name in names]
    if None in away or not away:
        raise DossierError(f"{found.name} is known as {', '.join(known)}; name one or more of these, but not all.")
    kept = [name for name in known if name not in away]
    if not kept:
        raise DossierError(f"{found.name} must keep a name; known are {', '.join(known)}.")
    number = 0
    with store.writing():
        for name in away:
            number = _say(store, ActorCorrection("split", (str(name), *kept)))
    return number


def rename(store: Store, actor: str, name: str) -> int:
    """Say by which name an actor is to go; see ``merge``."""
    if not name.strip():
        raise DossierError("A name has at least one letter.")
    found = find(store, actor)
    return _say(store, ActorCorrection("rename", (store.names_of(found.id)[0], " ".join(name.split()))))


def undo(store: Store, number: int | None = None) -> ActorCorrection:
    """Take back a correction, the last one unless its number is given; return it. Raises ``DossierError``."""
    said = dict(store.actor_corrections())
    number = max(said, default=0) if number is None else number
    if number not in said:
        raise DossierError(f"There is no correction {number}; `attribune actors corrections {store.path}` lists them.")
    with store.writing():
        read_again(store, store.withdraw(number))
    return said[number]


def _say(store: Store, correction: ActorCorrection) -> int:
    with store.writing():
        number, stories = store.correct(correction)
        read_again(store, stories)
    return number


def give_ids(store: Store, path: Path) -> int:
    """Take ids that actors have elsewhere from a CSV file; return how many names have one now.

    The file has the columns ``name``, ``aliases`` (separated by ``;``, may be missing) and ``id``. They take the place
    of all that were given before; nothing is fetched. Raises ``DossierError`` for a file without these columns.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if not {"name", "id"} <= set(reader.fieldnames or ()):
            raise DossierError(f"{path} has no columns name and id; its first line must name them.")
        rows = [(row["name"], row.get("aliases") or "", (row["id"] or "").strip()) for row in reader]
    given = {
        name.strip(): outside
        for first, aliases, outside in rows
        for name in (first, *aliases.split(";"))
        if name.strip() and outside
    }
    return store.put_outside_ids(given)
