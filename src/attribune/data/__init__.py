"""Word lists that ship with the package: one text file each, with its source in a comment at the top."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of the word list ``name`` without blank lines and lines that begin with ``#``.

    Blanks at both ends of a line are dropped. Raises ``FileNotFoundError`` if there is no such list.
    """
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    stripped = (line.strip() for line in text.splitlines())
    return tuple(line for line in stripped if line and not line.startswith("#"))


@cache
def terms(name: str) -> frozenset[str]:
    """Return the lines of the word list ``name`` as a set, for membership tests."""
    return frozenset(lines(name))


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the lines of the word list ``name`` split at ``|``, each field without blanks at its ends."""
    return tuple(tuple(field.strip() for field in line.split("|")) for line in lines(name))


@cache
def vocabulary(name: str) -> frozenset[str]:
    """Return the words of a list that holds several on a line, blanks between them."""
    return frozenset(word for line in lines(name) for word in line.split())
