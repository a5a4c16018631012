"""Open a dossier's file: is it one, is its schema known, and what to tell a person when it cannot be used."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep

from attribune.resolve.figures import name_of

APPLICATION = 0x41545242  # "ATRB" in bytes 68 to 71 of the file: the sign that an SQLite file is a dossier
_SQLITE = b"SQLite format 3\0"
_CACHE_KIB = 32 * 1024  # ids are hashes, so that every batch touches the whole of each index

_ADVICE = {  # by the SQLite result code, with its subtype where that matters
    "BUSY": "is being written to by another program; try again when that has finished",
    "LOCKED": "is being written to by another program; try again when that has finished",
    "NOTADB": "is not a dossier; nothing was changed. Name another file",
    "CORRUPT": "is damaged; take a copy of it from before, or add its articles to a new dossier",
    "FULL": "cannot grow, since the disk is full; nothing of this step was kept. Make room and run it again",
    "READONLY": "cannot be written to; check the permissions of the file and of its folder",
    "PERM": "cannot be opened; check the permissions of the file and of its folder",
    "CANTOPEN": "cannot be opened; check the permissions of the file and of its folder",
    "IOERR": "cannot be read or written; check the disk it is on",
    "CONSTRAINT_FOREIGNKEY": "holds no article or statement that this step speaks of; nothing of it was kept. "
    "Annotations go in before the findings on them",
    "CONSTRAINT": "cannot hold the same thing twice; nothing of this step was kept",
}


class DossierError(Exception):
    """A dossier cannot be opened, read or written. The message names the file, what is wrong and what to do."""


def not_there(story: str, what: str) -> DossierError:
    """Return the error of a story whose findings tell of what its articles do not hold."""
    return DossierError(
        f"Story {story} links a {what} that the annotations of its articles in the dossier do not hold; nothing was "
        "kept. Annotations go in before the findings on them."
    )


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step of the schema: its file's name and its SQL."""

    name: str
    sql: str

    @property
    def number(self) -> int:
        """Return the schema version that this step leads to."""
        return int(self.name.split("_", 1)[0])


def migrations() -> tuple[Migration, ...]:
    """Return the steps from an empty file to the schema of this version, in order."""
    folder = files(__package__).joinpath("migrations")
    found = [Migration(f.name, f.read_text(encoding="utf-8")) for f in folder.iterdir() if f.name.endswith(".sql")]
    return tuple(sorted(found, key=lambda migration: migration.number))


def connect(
    path: Path, *, create: bool, read_only: bool, timeout: float, steps: Sequence[Migration] | None = None
) -> sqlite3.Connection:
    """Return a connection to the dossier at ``path`` with its schema brought up to date.

    ``create`` makes a missing or empty file a dossier. ``timeout`` is how many seconds to wait for another
    writer. ``steps`` are the migrations, those of this version unless given. Raises ``DossierError``.
    """
    known = migrations() if steps is None else tuple(steps)
    with told_of(path):
        _check_place(path, create=create)
        connection = _open(path, create=create, read_only=read_only, timeout=timeout)
        try:
            _prepare(connection, path, known, create=create, read_only=read_only, timeout=timeout)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_in_memory() -> sqlite3.Connection:
    """Return a connection to an empty dossier that is in no file and goes with the connection."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _prepare(connection, Path(":memory:"), migrations(), create=True, read_only=False, timeout=0)
    return connection


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Turn what the database raises into a ``DossierError`` a person can act on."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_")
        advice = _ADVICE.get(code) or _ADVICE.get(code.split("_", 1)[0], "cannot be used")
        raise DossierError(f"{path} {advice} ({error}).") from error
    except UnicodeEncodeError as error:
        raise DossierError(f"{path} cannot hold half a character; nothing of this step was kept ({error}).") from error


def _check_place(path: Path, *, create: bool) -> None:
    """Refuse whatever is not an SQLite file before SQLite gets to touch it."""
    if path.is_dir():
        raise DossierError(f"{path} is a folder; name a file, such as {path / 'story.dossier'}.")
    if not path.exists():
        if not create:
            raise DossierError(f"There is no dossier at {path}. `attribune add {path} FILES` makes one.")
        if not path.absolute().parent.is_dir():
            raise DossierError(f"{path} cannot be made, since its folder does not exist. Make the folder first.")
        return
    if not path.is_file():
        raise DossierError(f"{path} is not a regular file; name another file.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE))
    except OSError as error:
        raise DossierError(f"{path} cannot be read ({error.strerror}); check its permissions.") from error
    if head and head != _SQLITE:
        raise DossierError(f"{path} is not a dossier; nothing was changed. Name another file.")


def _open(path: Path, *, create: bool, read_only: bool, timeout: float) -> sqlite3.Connection:
    """Open the file, for writing where that is allowed: only so can SQLite clear up its ``-wal`` file behind it."""
    place = f"{path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
    connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=timeout)
    if not read_only:
        return connection
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError as error:
        # In a folder that cannot be written to, SQLite reads a file in WAL mode only when told that nobody writes.
        connection.close()
        refused = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        if not refused or Path(f"{path}-wal").exists():
            raise
        place = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(place, uri=True, isolation_level=None, timeout=timeout)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _prepare(
    connection: sqlite3.Connection,
    path: Path,
    steps: Sequence[Migration],
    *,
    create: bool,
    read_only: bool,
    timeout: float,
) -> None:
    version = _version(connection, path, steps)
    if version == 0 and (read_only or not create):
        raise DossierError(f"{path} is empty and no dossier yet. `attribune add {path} FILES` makes it one.")
    if version < len(steps) and read_only:
        raise DossierError(
            f"{path} was made by an older version and is open for reading only. Open it once for writing, "
            f"as `attribune add {path} FILES` does; that brings it up to date."
        )
    connection.create_function("slice", 3, _slice, deterministic=True)
    connection.create_function("normal", 1, _normal, deterministic=True)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    if read_only:
        connection.execute("PRAGMA trusted_schema = OFF")  # a dossier that is only read may come from anybody
        return
    _use_wal(connection, timeout=timeout)
    # In WAL mode a killed process loses nothing that was committed, and a power cut at most the last steps, whole.
    connection.execute("PRAGMA synchronous = NORMAL")
    if version < len(steps):
        _migrate(connection, path, steps)


def _use_wal(connection: sqlite3.Connection, *, timeout: float) -> None:
    """Set the journal mode, which the file keeps; SQLite itself does not wait for its turn to do so."""
    deadline = monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > deadline:
                raise
            sleep(0.01)


def _normal(name: str) -> str:
    """Return the normal form of a name, as ids of actors elsewhere are looked up by it."""
    return " ".join(name_of(name))


def _slice(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]``; SQLite's own ``substr`` ends a text at a NUL."""
    return text[start:end]


def _version(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration]) -> int:
    """Return the schema version, 0 for a file without tables; refuse what is no dossier or a newer one."""
    # In one statement, since another process may make the dossier between two.
    sign, version, tables = connection.execute(
        "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master) "
        "FROM pragma_application_id, pragma_user_version"
    ).fetchone()
    if sign != APPLICATION and (sign, version, tables) != (0, 0, 0):
        raise DossierError(f"{path} is an SQLite file but not a dossier; nothing was changed. Name another file.")
    if version > len(steps):
        raise DossierError(
            f"{path} was made by a newer version of Attribune (schema {version}; this one knows {len(steps)}). "
            "Upgrade Attribune to open it."
        )
    return int(version)


def _migrate(connection: sqlite3.Connection, path: Path, steps: Sequence[Migration]) -> None:
    """Apply the steps that the file lacks, all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have migrated the file while this one waited for its turn.
        for step in steps[_version(connection, path, steps) :]:
            for statement in _split(step.sql):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def _split(sql: str) -> Iterator[str]:
    """Yield the statements of a script one by one, since ``executescript`` would commit what is open."""
    statement = ""
    for piece in re.split("(?<=;)", sql):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
