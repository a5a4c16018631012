"""The pages on the dossier say what is in it: their tables are made from the code, and checked here.

``ATTRIBUNE_WRITE_DOCS=1 pytest tests/dossier/test_docs.py`` writes them anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from tests.dossier.blank import blank

from attribune.dossier import SCHEMAS

DOCS = Path(__file__).resolve().parents[2] / "docs"
MADE = re.compile(r"(?<= -->\n).*(?=<!-- end -->)", re.DOTALL)
# how columns that later versions added stand in the schema: in front of the comment of the last column before them
COLUMN = re.compile(r", *(\w+ [^\n]*?) /\* (.*?) \*/")
ADDED = re.compile(rf"((?:{COLUMN.pattern})+)(,? -- .*)?\)?")
INTERNAL = re.compile(r"sqlite_|\w+_index(_|$)")


def check(page: str, made: str) -> None:
    """Compare the made part of a page, or write it if that is asked for."""
    path = DOCS / page
    text = path.read_text(encoding="utf-8")
    if os.environ.get("ATTRIBUNE_WRITE_DOCS"):
        path.write_text(MADE.sub(lambda match: made, text), encoding="utf-8")
        return
    match = MADE.search(text)
    assert match is not None
    assert match.group() == made, f"docs/{page} is out of date; {__doc__}"


def kind(given: pa.DataType) -> str:
    names = {pa.string(): "text", pa.float64(): "number", pa.int64(): "integer", pa.bool_(): "boolean"}
    if given == pa.list_(pa.int64()):
        return "span"
    if pa.types.is_list(given):
        inner = kind(given.value_type)
        return f"list of {'lists' + inner[len('list') :] if inner.startswith('list') else inner + 's'}"
    if pa.types.is_struct(given):
        return f"{{{', '.join(field.name for field in given)}}} object"
    return names[given]


def described(schema: pa.Schema) -> Iterator[str]:
    yield f"\n{schema.metadata[b'description'].decode()}\n"
    yield "| field | type | |"
    yield "|---|---|---|"
    for field in schema:
        meaning = field.metadata[b"description"].decode()
        yield f"| `{field.name}` | {kind(field.type)}{', or null' if field.nullable else ''} | {meaning} |"


def test_the_page_on_exports_tells_every_field() -> None:
    lines = [line for name, schema in SCHEMAS.items() for line in (f"\n## {name}", *described(schema))]
    check("exports.md", "\n".join(lines) + "\n\n")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with blank(tmp_path / "story.dossier") as store, store.reading() as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')"):
        if not INTERNAL.match(name):
            yield name, sql


def commented(sql: str) -> Iterator[tuple[str, str]]:
    """Yield the columns of a table or view that have a comment behind them, with the comment."""
    for line in ADDED.sub(_in_lines, sql).splitlines()[1:]:
        code, dashes, meaning = line.partition(" -- ")
        if dashes:
            name = code.rstrip(",").rpartition(" AS ")[2].split()[0]
            yield name.rpartition(".")[2].strip('"'), meaning


def _in_lines(added: re.Match[str]) -> str:
    return "\n".join((added[4] or "", *(f"{column} -- {what}" for column, what in COLUMN.findall(added[1]))))


def test_every_column_says_what_it_holds(connection: sqlite3.Connection) -> None:
    for name, sql in tables(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        assert [column for column, _ in commented(sql)] == columns


def test_the_page_on_the_dossier_tells_every_table_and_column(connection: sqlite3.Connection) -> None:
    lines = []
    for name, sql in tables(connection):
        what = re.search(r"-- (.+)", sql)
        assert what is not None
        view = " (a view)" if sql.startswith("CREATE VIEW") else ""
        lines += [f"\n### {name}{view}\n", f"{what[1][0].upper()}{what[1][1:]}.\n", "| column | |", "|---|---|"]
        lines += [f"| `{column}` | {meaning} |" for column, meaning in commented(sql)]
    check("dossier.md", "\n".join(lines) + "\n\n")


def test_the_examples_on_the_page_run(connection: sqlite3.Connection) -> None:
    page = (DOCS / "dossier.md").read_text(encoding="utf-8")
    examples = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        assert connection.execute(example).fetchall() == []
