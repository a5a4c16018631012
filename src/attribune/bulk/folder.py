"""A run's folder: what the run was told, the tables between its stages, and the exported tables at its end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.dossier.packed import NAMES, unpack
from attribune.engine.tables import RunError, Table
from attribune.ids import identify
from attribune.model import Annotation, Rejected
from attribune.read.inputs import apart

NOTE = "run.json"
FORM = 3  # of the tables between the stages; another one cannot be resumed from


class Input(NamedTuple):
    """A file or folder that is read as one, what changes when it does, and why it is not even opened, if so."""

    unit: str
    version: str
    turned_away: str | None


def is_run(folder: str | Path) -> bool:
    """Tell whether a folder is one that ``run`` wrote."""
    return (Path(folder) / NOTE).is_file()


class RunFolder:
    """The folder of a run. ``stages`` hold what lies between the stages, ``tables`` what users are promised."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).absolute()

    def stage(self, name: str, schema: pa.Schema) -> Table:
        """Return a table between two stages."""
        return Table(self.folder / "stages" / name, schema)

    def exported(self, name: str, schema: pa.Schema) -> Table:
        """Return one of the exported tables."""
        return Table(self.folder / "tables" / name, schema)

    def begin(self, inputs: Iterable[str | Path], *, fast: bool) -> list[Input]:
        """Note what the run is told, and return all its inputs that can be read apart, by name.

        Inputs of earlier runs in the same folder stay. Raises ``RunError`` for a folder of another kind of run, or
        one that holds something else.
        """
        before = self._note()
        if before and (before["form"], before["fast"]) != (FORM, fast):
            told = "with --fast" if before["fast"] else "without --fast"
            raise RunError(f"{self.folder} holds a run {told}, or of another version; name another folder with --out.")
        if not before and self.folder.exists() and not (self.folder.is_dir() and not any(self.folder.iterdir())):
            raise RunError(f"{self.folder} holds something that is no run; name an empty or a new folder with --out.")
        new = map(_input, apart(inputs))
        known = {given.unit: given for given in (*(Input(*given) for given in before.get("inputs", ())), *new)}
        found = sorted(known.values())
        note = {"form": FORM, "fast": fast, "inputs": found}
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = self.folder / f"_{NOTE}"
        draft.write_text(json.dumps(note, indent=1), encoding="utf-8")
        draft.replace(self.folder / NOTE)
        return found

    def _note(self) -> dict[str, Any]:
        if not is_run(self.folder):
            return {}
        note: dict[str, Any] = json.loads((self.folder / NOTE).read_text(encoding="utf-8"))
        return note

    def largest(self) -> str | None:
        """Return the id of the story with the most articles, the first by id of several."""
        stories = _read(self.exported("stories", pa.schema([])), ["id", "size"])
        found = zip(stories.column("size").to_pylist(), stories.column("id").to_pylist(), strict=True)
        return min(((-size, name) for size, name in found), default=(0, None))[1]

    def story(self, given: str) -> list[Annotation]:
        """Return the annotations of the articles of a story, by its id or the first digits of it.

        Raises ``RunError`` when no story, or more than one, has such an id.
        """
        stories = _read(self.exported("stories", pa.schema([])), ["id", "articles"]).to_pylist()
        fitting = [row for row in stories if row["id"] == given] or [r for r in stories if r["id"].startswith(given)]
        if len(fitting) != 1:
            begun = f"{len(fitting):,} stories have ids that begin" if fitting else "No story has an id that begins"
            raise RunError(f"{begun} with {given!r} in {self.folder}; its table stories lists them.")
        members = fitting[0]["articles"]
        chosen = _read(self.stage("annotations", pa.schema([])), list(NAMES), among=members)
        by_id = {row["id"]: unpack(row) for row in chosen.to_pylist()}
        return [by_id[article] for article in members]


def _read(table: Table, columns: list[str], *, among: Iterable[str] | None = None) -> pa.Table:
    files = table.files()
    if not files:
        raise RunError(f"The run in {table.folder.parents[1]} is not done; run it again with the same inputs.")
    chosen = None if among is None else [("id", "in", list(among))]
    return pa.concat_tables(pq.read_table(file, columns=columns, filters=chosen) for file in files)


def _input(given: str | Rejected) -> Input:
    if isinstance(given, Rejected):
        return Input(given.source, identify("version", given.reason), given.reason)
    return Input(given, _version(Path(given)), None)


def _version(unit: Path) -> str:
    """Return what changes when a file, or a file in a folder, does; it may lack, which reading will tell."""
    files = sorted(path for path in unit.rglob("*") if path.is_file()) if unit.is_dir() else [unit]
    seen: list[tuple[str, int, int]] = []
    for file in files:
        status = file.stat() if file.exists() else None
        seen.append((str(file), status.st_size, status.st_mtime_ns) if status else (str(file), 0, 0))
    return identify("version", *seen)


def counts(folder: RunFolder, names: Iterable[str]) -> Mapping[str, int]:
    """Return how many rows the exported tables have."""
    return {name: folder.exported(name, pa.schema([])).rows() for name in names}
