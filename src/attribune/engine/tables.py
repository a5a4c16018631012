"""Tables as folders of Parquet files: what lies between two stages, to be looked at and to be resumed from.

A table is a folder; each folder in it is one part that was written whole. What is being written stands under a name
that begins with an underscore, and is renamed when it is done: a run that is killed leaves whole parts only. Every
machine must see the folder under the same path.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attribune.engine.statements import Statement

if TYPE_CHECKING:
    import pyarrow as pa

Batches = Iterable["pa.RecordBatch"]
HIDDEN = ("_", ".")  # what the names of unfinished parts and of others' notes begin with


class EngineError(Exception):
    """An engine cannot be started, or gave up. The message says why and what to do, in one line."""


class RunError(Exception):
    """A run cannot be begun or gone on with, or there is none. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Work:
    """Text work: a function over the rows of a statement, batch by batch, and the schema of what it gives.

    ``together`` names two columns: rows with the same value in the first come in succession, in the order of the
    second, though not always in one batch. Without it rows come in any order and in any batches. ``light`` work costs
    less than dealing its rows out evenly would, and is done wherever they lie. The function must be picklable and must
    not depend on how rows are cut into batches.
    """

    function: Callable[[Batches], Iterator[pa.RecordBatch]]
    gives: pa.Schema
    together: tuple[str, str] | None = None
    light: bool = False


class Table:
    """A folder of parts. It may lack, and then it has none."""

    def __init__(self, folder: Path, schema: pa.Schema) -> None:
        self.folder = folder
        self.name = folder.name
        self.schema = schema

    def parts(self) -> list[str]:
        """Return the names of the parts, sorted."""
        if not self.folder.is_dir():
            return []
        return sorted(p.name for p in self.folder.iterdir() if p.is_dir() and not p.name.startswith(HIDDEN))

    def files(self) -> list[str]:
        """Return the paths of the Parquet files of all parts, sorted."""
        return [
            str(file)
            for part in self.parts()
            for file in sorted((self.folder / part).glob("*.parquet"))
            if not file.name.startswith(HIDDEN)
        ]

    def rows(self) -> int:
        """Return how many rows there are; only the ends of the files are read."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(file).num_rows for file in self.files())

    def batches(self, *columns: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows, in no particular order, of these columns or of all."""
        import pyarrow.parquet as pq

        for file in self.files():
            yield from pq.ParquetFile(file).iter_batches(columns=list(columns) or None)

    @contextmanager
    def writing(self, part: str) -> Iterator[Path]:
        """Give an empty folder to write a part in, which takes its place when all is written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in sorted(self.folder.glob(f"_{part}-*")):
            shutil.rmtree(left, ignore_errors=True)
        # A folder of its own: what a killed run has set going elsewhere may write into its one for a moment yet.
        draft = self.folder / f"_{part}-{os.getpid()}"
        draft.mkdir(exist_ok=True)
        yield draft
        whole = self.folder / part
        shutil.rmtree(whole, ignore_errors=True)
        draft.rename(whole)

    def keep(self, parts: Iterable[str]) -> None:
        """Remove all parts but these, and what unfinished ones left behind."""
        kept = set(parts)
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir() and folder.name not in kept:
                    shutil.rmtree(folder)


class Engine(Protocol):
    """What runs statements over tables, and work over the rows of statements. What comes out is the same on all."""

    processes: int

    def write(
        self, to: Table, part: str, statement: Statement, tables: Sequence[Table], work: Work | None = None
    ) -> None:
        """Write one part of a table: the rows of a statement over tables, or what work makes of them."""
        ...


def named(tables: Sequence[Table], statement: Statement) -> Mapping[str, Table]:
    """Return the tables that a statement reads, by name; raises ``KeyError`` for one that is not among them."""
    given = {table.name: table for table in tables}
    return {name: given[name] for name in statement.reads}
