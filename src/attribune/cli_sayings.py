"""The commands on sayings: did they say that, and what a person says is one remark."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from attribune.cli_shared import (
    Commands,
    DossierFile,
    F,
    as_json,
    existing,
    name_next,
    plain,
    tell,
    told_plainly,
    write_json,
)
from attribune.library import Dossier, open_dossier

if TYPE_CHECKING:
    from attribune.model import Correction


@click.command()
@click.argument("dossier", type=DossierFile)
@click.argument("words")
@click.option("--speaker", help="Only what this speaker said.")
@click.option("--fast", is_flag=True, help="Compare by words alone, without the sentence encoder.")
@as_json
@told_plainly
def check(*, dossier: Path, words: str, speaker: str | None, fast: bool, as_json: bool) -> None:
    """Did they say that? Look WORDS up among the sayings of DOSSIER.

    Tells the saying that they are or are part of, its fullest wording, who carries which wording and since when, and
    what the given words change. The exit status is 1 if there is none.
    """
    from attribune.show import checked_lines

    with existing(dossier) as opened:
        checked = opened.check(words, speaker=speaker, fast=fast)
    if as_json:
        write_json(dataclasses.asdict(checked))
    else:
        for line in checked_lines(checked):
            click.echo(plain(line))
    if not checked.found:
        name_next("search", dossier, words)
        sys.exit(1)
    name_next("show", dossier)


@click.group(cls=Commands)
def sayings() -> None:
    """Join, part or lock sayings by hand: join, part, lock, undo.

    What is said by hand has the last word, through later additions too. Sayings and statements are named by their ids,
    or by how these begin; `attribune check` tells them.
    """


def _by_hand(command: F) -> F:
    """Make a command of ``sayings``."""
    return sayings.command()(click.argument("dossier", type=DossierFile)(_fast(told_plainly(command))))  # type: ignore[return-value]


def _fast(command: F) -> F:
    return click.option("--fast", is_flag=True, help="Read the story again without the sentence encoder.")(command)


@_by_hand
@click.argument("ids", nargs=-1, required=True)
def join(*, dossier: Path, ids: tuple[str, ...], fast: bool) -> None:
    """Make one saying of these sayings or statements."""
    _corrected(dossier, lambda opened: opened.join(*ids, fast=fast))


@_by_hand
@click.argument("statement")
@click.argument("ids", nargs=-1)
def part(*, dossier: Path, statement: str, ids: tuple[str, ...], fast: bool) -> None:
    """Make STATEMENT a saying of its own, apart from IDS, or from all that is one saying with it."""
    _corrected(dossier, lambda opened: opened.part(statement, *ids, fast=fast))


@_by_hand
@click.argument("ids", nargs=-1, required=True)
def lock(*, dossier: Path, ids: tuple[str, ...], fast: bool) -> None:
    """Keep a saying, or these statements, as one saying that takes in no other."""
    _corrected(dossier, lambda opened: opened.lock(*ids, fast=fast))


@_by_hand
def undo(*, dossier: Path, fast: bool) -> None:
    """Take back what was said by hand last."""
    _corrected(dossier, lambda opened: opened.undo(fast=fast), undone=True)


def _corrected(dossier: Path, change: Callable[[Dossier], Correction], *, undone: bool = False) -> None:
    from attribune.show.labels import plural

    with open_dossier(dossier, create=False) as opened:
        done = change(opened)
    what = f"{done.kind} of {plural(len(done.statements), 'statement')}"
    tell(f"Took back: {what}." if undone else f"Kept: {what}. `attribune sayings undo` takes it back.")
    name_next("report", dossier, "-o", dossier.with_suffix(".html"))
