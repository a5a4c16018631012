"""What the commands share: how they tell, how they write, and how an error becomes one line."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from attribune.library import Dossier, open_dossier

F = TypeVar("F", bound=Callable[..., Any])

DossierFile = click.Path(dir_okay=False, path_type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output instead of prose.")


class Commands(click.Group):
    """Commands that are named to who gives a file where one of them is wanted."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments begin with, as Click does."""
        if args and self.get_command(ctx, args[0]) is None and Path(args[0]).is_file():
            names = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"{args[0]} is a file; say first what to do with it: {names}.", ctx)
        return super().resolve_command(ctx, args)


def told_plainly(command: F) -> F:
    """Turn an error that a person can do something about into one line and exit status 1."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        from attribune.dossier import DossierError
        from attribune.engine import EngineError, ItemError, RunError

        try:
            return command(*args, **options)
        except (DossierError, EngineError, ItemError, RunError) as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            raise  # who reads our output has had enough, which is no error: Click ends quietly
        except OSError as error:
            if not error.filename:
                close_output()
            raise unwritable(error.filename or "standard output", error) from error

    return run  # type: ignore[return-value]


def close_output() -> None:
    """Send what is still unwritten nowhere: Python would try once more on its way out, and complain again."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def unwritable(target: object, error: OSError) -> click.ClickException:
    """Return what is told of a file that cannot be written."""
    reason = error.strerror or str(error)
    advice = "make the folder first" if isinstance(error, FileNotFoundError) else "name another place"
    return click.ClickException(f"{target} cannot be written: {reason}; {advice}.")


def plain(line: str) -> str:
    """Return a line without what could drive the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in line)


def existing(path: Path) -> Dossier:
    """Open a dossier that is there, for reading."""
    return open_dossier(path, create=False, read_only=True)


def tell(line: str) -> None:
    """Tell a person something, on standard error."""
    click.echo(line, err=True)


def name_next(*command: object) -> None:
    """Name the next sensible command, ready to be pasted."""
    tell(f"Next: {shlex.join(('attribune', *map(str, command)))}")


def write_json(value: object) -> None:
    """Write JSON to standard output."""
    click.echo(json.dumps(value, ensure_ascii=sys.stdout.encoding.lower() != "utf-8", indent=1))
