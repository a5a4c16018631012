"""Opening a dossier: whatever is wrong is told in one line, and no other file is ever touched."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from attribune.dossier import DossierError, Store
from attribune.dossier.connect import Migration, connect, migrations
from attribune.model import Rejected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.dossier"


def user_version(path: Path) -> int:
    connection = sqlite3.connect(path)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return int(version)


def pragma(store: Store, name: str) -> object:
    with store.reading() as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_dossier_is_made_and_opens_again(path: Path) -> None:
    with Store.open(path, create=True) as store:
        assert pragma(store, "journal_mode") == "wal"
        assert pragma(store, "foreign_keys") == 1
        store.put_rejected([Rejected("a.txt", "it is empty")])
    with Store.open(str(path)) as store:
        assert store.rejected() == (Rejected("a.txt", "it is empty"),)
    assert user_version(path) == len(migrations())


@pytest.mark.parametrize("name", ["what? 100% #1.dossier", "Überblick 🦊.dossier", "a'b\"c.dossier"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    Store.open(tmp_path / name, create=True).close()
    with Store.open(tmp_path / name, read_only=True) as store:
        assert store.counts("articles") == {"articles": 0}
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_an_empty_file_becomes_a_dossier_only_when_asked(path: Path) -> None:
    path.touch()
    with pytest.raises(DossierError, match="is empty and no dossier yet"):
        Store.open(path)
    Store.open(path, create=True).close()
    Store.open(path).close()


def test_a_missing_file_is_told_and_not_made(path: Path) -> None:
    with pytest.raises(DossierError, match=r"There is no dossier at .*attribune add"):
        Store.open(path)
    assert not path.exists()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="folder does not exist"):
        Store.open(tmp_path / "nowhere" / "story.dossier", create=True)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="is a folder; name a file"):
        Store.open(tmp_path, create=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names on this system")
def test_a_pipe_is_told_and_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(DossierError, match="not a regular file"):
        Store.open(path, create=True)


@pytest.mark.parametrize("content", [b"x", b"Mayor says no", b"\x00" * 5000, b"SQLite format 3\0" + b"\xff" * 900])
def test_another_file_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(DossierError, match="is not a dossier"):
            Store.open(path, create=create)
    assert path.read_bytes() == content


def another_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE notes (text)")


def another_version(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 1")


def another_application(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize("make", [another_table, another_version, another_application])
def test_another_programs_database_is_refused_and_left_as_it_is(
    path: Path, make: Callable[[sqlite3.Connection], None]
) -> None:
    connection = sqlite3.connect(path)
    make(connection)
    connection.commit()
    connection.close()
    content = path.read_bytes()
    with pytest.raises(DossierError, match="but not a dossier"):
        Store.open(path, create=True)
    assert path.read_bytes() == content


def test_a_newer_dossier_is_refused(path: Path) -> None:
    Store.open(path, create=True).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for read_only in (True, False):
        with pytest.raises(DossierError, match=r"newer version .*schema 99.*Upgrade"):
            Store.open(path, read_only=read_only)


def test_a_dossier_open_for_reading_only_takes_nothing(path: Path) -> None:
    Store.open(path, create=True).close()
    with Store.open(path, read_only=True) as store, pytest.raises(DossierError, match="for reading only"):
        store.put_rejected([Rejected("a.txt", "it is empty")])
    with pytest.raises(ValueError, match="reading only"):
        Store.open(path, create=True, read_only=True)


def test_a_dossier_in_a_folder_that_cannot_be_written_to_can_be_read(path: Path) -> None:
    with Store.open(path, create=True) as store:
        store.put_rejected([Rejected("a.txt", "it is empty")])
    path.chmod(0o400)
    path.parent.chmod(0o500)
    if os.access(path.parent, os.W_OK):
        path.parent.chmod(0o700)
        pytest.skip("this user may write everywhere")
    try:
        with Store.open(path, read_only=True) as store:
            assert len(store.rejected()) == 1
        with pytest.raises(DossierError, match="permissions"):
            Store.open(path)
    finally:
        path.parent.chmod(0o700)


def test_a_second_writer_waits_and_then_is_told(path: Path) -> None:
    with Store.open(path, create=True) as first, Store.open(path, timeout=0.05) as second:
        with first.writing(), pytest.raises(DossierError, match="being written to by another program"):
            second.put_rejected([Rejected("a.txt", "it is empty")])
        second.put_rejected([Rejected("a.txt", "it is empty")])
        assert len(first.rejected()) == 1


def test_a_closed_dossier_is_told(path: Path) -> None:
    store = Store.open(path, create=True)
    store.close()
    store.close()
    with pytest.raises(DossierError, match="closed"):
        store.stories()


def test_a_damaged_dossier_is_told(path: Path) -> None:
    with Store.open(path, create=True) as store:
        store.put_rejected(Rejected(f"{number}.txt", "it is empty") for number in range(20_000))
    content = bytearray(path.read_bytes())
    content[-len(content) // 4 :] = b"\xaa" * (len(content) // 4 + 1)
    path.write_bytes(content)
    with Store.open(path) as store, pytest.raises(DossierError, match="is damaged"):
        store.rejected()


def test_several_may_make_the_same_dossier_at_once(path: Path) -> None:
    def make(number: int) -> None:
        with Store.open(path, create=True) as store:
            store.put_rejected([Rejected(f"{number}.txt", "it is empty")])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make, range(16)))
    with Store.open(path) as store:
        assert len(store.rejected()) == 16


FIRST = Migration("001_first.sql", "-- first\nCREATE TABLE notes (text TEXT); CREATE TABLE other (text TEXT);\n")
SECOND = Migration(
    "002_second.sql",
    "ALTER TABLE notes ADD COLUMN day TEXT;\n"
    "CREATE TRIGGER dated AFTER INSERT ON notes BEGIN\n"
    "  UPDATE notes SET day = 'monday; as always' WHERE day IS NULL;\n"
    "END;\n",
)
BROKEN = Migration("002_second.sql", "ALTER TABLE notes ADD COLUMN day TEXT;\nINSERT INTO nowhere VALUES (1);\n")


def opened(path: Path, *steps: Migration, read_only: bool = False) -> sqlite3.Connection:
    return connect(path, create=not read_only, read_only=read_only, timeout=1, steps=steps)


def test_an_older_dossier_is_brought_up_to_date_and_keeps_what_it_holds(path: Path) -> None:
    connection = opened(path, FIRST)
    connection.execute("INSERT INTO notes VALUES ('kept')")
    connection.close()
    assert user_version(path) == 1
    connection = opened(path, FIRST, SECOND)
    connection.execute("INSERT INTO notes (text) VALUES ('new')")
    assert connection.execute("SELECT text FROM notes WHERE day = 'monday; as always'").fetchall() == [
        ("kept",),
        ("new",),
    ]
    connection.close()
    assert user_version(path) == 2


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    opened(path, FIRST).close()
    with pytest.raises(DossierError, match="nowhere"):
        opened(path, FIRST, BROKEN)
    assert user_version(path) == 1
    connection = opened(path, FIRST)
    assert [row[1] for row in connection.execute("PRAGMA table_info(notes)")] == ["text"]
    connection.close()


def test_an_older_dossier_cannot_be_brought_up_to_date_by_reading(path: Path) -> None:
    opened(path, FIRST).close()
    with pytest.raises(DossierError, match=r"older version .*Open it once for writing"):
        opened(path, FIRST, SECOND, read_only=True)


def test_migrations_are_numbered_without_gaps() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))
