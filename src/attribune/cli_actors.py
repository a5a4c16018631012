"""The commands on actors: list them, and correct who is who."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from attribune.cli_shared import Commands, DossierFile, as_json, existing, name_next, tell, told_plainly, write_json
from attribune.library import Dossier, open_dossier

if TYPE_CHECKING:
    from attribune.correcting import Listed

MOST = 40  # actors in a list that nobody has narrowed


@click.group(cls=Commands)
def actors() -> None:
    """List the actors of a dossier, and say who is who.

    An actor is given by its name or by its id, of which the first digits will do. What is said holds for articles that
    are added later too, until it is undone.
    """


@actors.command("list")
@click.argument("dossier", type=DossierFile)
@click.argument("query", default="")
@click.option("--limit", type=click.IntRange(min=1), default=MOST, show_default=True, help="The most to show.")
@as_json
@told_plainly
def list_(*, dossier: Path, query: str, limit: int, as_json: bool) -> None:
    """List the actors of DOSSIER, those in most stories first; with QUERY, those one of whose names holds it."""
    from attribune.correcting import listed

    with existing(dossier) as opened:
        found = listed(opened.store, query)
    if as_json:
        write_json([one._asdict() for one in found])
    else:
        for one in found[:limit]:
            click.echo(_line(one))
    if not found:
        tell("No actor goes by that." if query else "The dossier has no actors.")
    elif len(found) > limit and not as_json:
        tell(f"{len(found) - limit} more; narrow the list with a name, or raise --limit.")
    name_next("actors", "merge", dossier, "ACTOR", "ACTOR")


def _line(one: Listed) -> str:
    """Return an actor as one line that cannot drive the terminal."""
    others = "; ".join(alias for alias in one.aliases if alias != one.name)
    told = [one.id, one.name, f"({one.type}{f', {one.description}' if one.description else ''})"]
    told += [f"[{one.outside_id}]"] if one.outside_id else []
    line = " ".join(" ".join(told).split()) + (f" also: {' '.join(others.split())}" if others else "")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)


@actors.command()
@click.argument("dossier", type=DossierFile)
@click.argument("names", metavar="ACTOR ACTOR...", nargs=-1, required=True)
@told_plainly
def merge(*, dossier: Path, names: tuple[str, ...]) -> None:
    """Say that ACTORs of DOSSIER are one, who goes by the name of the first."""
    with _changing(dossier) as opened:
        _said(opened.merge_actors(*names), dossier)


@actors.command()
@click.argument("dossier", type=DossierFile)
@click.argument("actor")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@told_plainly
def split(*, dossier: Path, actor: str, names: tuple[str, ...]) -> None:
    """Say that NAMEs under which ACTOR of DOSSIER is known are another's."""
    with _changing(dossier) as opened:
        _said(opened.split_actor(actor, *names), dossier)


@actors.command()
@click.argument("dossier", type=DossierFile)
@click.argument("actor")
@click.argument("name")
@told_plainly
def rename(*, dossier: Path, actor: str, name: str) -> None:
    """Have ACTOR of DOSSIER go by NAME."""
    with _changing(dossier) as opened:
        _said(opened.rename_actor(actor, name), dossier)


@actors.command()
@click.argument("dossier", type=DossierFile)
@click.argument("number", type=int, required=False)
@told_plainly
def undo(*, dossier: Path, number: int | None) -> None:
    """Take back the last correction in DOSSIER, or the one of a NUMBER."""
    with _changing(dossier) as opened:
        correction = opened.undo_correction(number)
    tell(f"Undone: {correction.kind} {', '.join(correction.names)}.")
    name_next("actors", "corrections", dossier)


@actors.command()
@click.argument("dossier", type=DossierFile)
@as_json
@told_plainly
def corrections(*, dossier: Path, as_json: bool) -> None:
    """List what has been said of the actors of DOSSIER, with the numbers by which it can be undone."""
    with existing(dossier) as opened:
        said = opened.store.actor_corrections()
    if as_json:
        write_json([{"number": number, "kind": one.kind, "names": one.names} for number, one in said])
    else:
        for number, one in said:
            click.echo(f"{number} {one.kind} {' | '.join(one.names)}")
    tell("Nothing has been corrected." if not said else f"{len(said)} in all.")
    name_next("actors", "undo", dossier)


@actors.command()
@click.argument("dossier", type=DossierFile)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@told_plainly
def ids(*, dossier: Path, file: Path) -> None:
    """Take ids that actors of DOSSIER have elsewhere from FILE.

    FILE is CSV with the columns name, aliases (separated by ;) and id. It takes the place of what was given before.
    Nothing is fetched.
    """
    with _changing(dossier) as opened:
        count = opened.give_actor_ids(file)
    tell(f"{count} names have an id.")
    name_next("actors", "list", dossier)


def _changing(path: Path) -> Dossier:
    return open_dossier(path, create=False)


def _said(number: int, dossier: Path) -> None:
    tell(f"Correction {number} is kept.")
    name_next("actors", "undo", dossier)
