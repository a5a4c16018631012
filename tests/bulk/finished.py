"""Runs for tests, and the rows of their tables in an order of their own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from tests.newsstand import Row, coverage

from attribune.bulk import Ran, run
from attribune.dossier import SCHEMAS
from attribune.engine import Local
from attribune.engine.tables import Engine

FOOTER = "The Harbour Post has printed the tides of this coast every day since its first lighthouse was lit."


def ran(folder: Path, *inputs: str | Path, engine: Engine | None = None, fast: bool = True) -> Ran:
    """Run by rules alone in this process, unless told otherwise."""
    return run(inputs, folder, engine=engine or Local(processes=1), fast=fast)


def rows(files: Iterable[Path]) -> list[str]:
    """Return the rows of Parquet files, sorted."""
    return sorted(json.dumps(row, sort_keys=True) for file in files for row in pq.read_table(file).to_pylist())


def found(folder: Path) -> dict[str, list[str]]:
    """Return the rows of every table that a run exports."""
    return {name: rows((folder / "tables" / name).glob("*/*.parquet")) for name in (*SCHEMAS, "dropped")}


def told(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of one table."""
    return [json.loads(row) for row in found(folder)[name]]


def footed(events: int) -> list[Row]:
    """Return coverage in which one outlet prints the same line under all of its articles."""
    given = coverage(events)
    return [row | {"text": f"{row['text']}\n\n{FOOTER}"} if row["outlet"] == "Harbour Post" else row for row in given]
