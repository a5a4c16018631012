"""An empty dossier without the waiting: made once and copied, since making one waits for the disk."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from attribune.dossier import Store


def blank(path: Path) -> Store:
    """Return a new empty dossier at ``path``, open for writing."""
    path.write_bytes(_content())
    return Store.open(path)


@cache
def _content() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.dossier"
        Store.open(path, create=True).close()
        return path.read_bytes()
