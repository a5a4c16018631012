"""Every statement gives the same rows on both engines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bulk.finished import footed, ran, rows
from tests.newsstand import write

from attribune.bulk import RunFolder, schemas
from attribune.dossier import SCHEMAS
from attribune.dossier.packed import unpack
from attribune.engine import Local, statements
from attribune.engine.spark import Spark
from attribune.engine.statements import Statement
from attribune.engine.tables import Table
from attribune.group.likeness import NUMBERS
from attribune.trace import candidates, elsewhere
from attribune.trace.across import collection

# Caps so low that the little coverage of a test runs into them, and one wave of two.
GIVEN = {
    **NUMBERS,
    "crowd": 3,
    "first": 2,
    "repeated": 3,
    "version": 0.8,
    "waves": 2,
    "wave": 0,
    **candidates.NUMBERS,
    **elsewhere.NUMBERS,
    "house_articles": 3,
    "stock": 12,
    "days": candidates.DAYS,
    "parts": 2,
    "part": 1,
}
ALL = [value for value in vars(statements).values() if isinstance(value, Statement)]
# What a run that is done has nothing left for: as if nothing had been annotated or read side by side yet.
FORGOTTEN = {"unread": ("annotations", schemas.ANNOTATIONS), "untold": ("findings", schemas.FINDINGS)}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    """What lies between the stages of a run over coverage with a crowd, a footer, a fault and undated articles."""
    folder = tmp_path_factory.mktemp("statements")
    given = footed(6)
    for number, row in enumerate(given):
        if number % 5 == 0:
            row.pop("published")
        elif number % 7 == 0:
            row["published"] = (date.fromisoformat(row["published"]) + timedelta(days=9)).isoformat()
    again = [row | {"title": "The same again"} for row in given[:3]]
    broken = folder / "broken.jsonl"
    broken.write_text("no JSON\n", encoding="utf-8")
    ran(folder / "run", write(folder / "news.jsonl", given), write(folder / "again.jsonl", again), broken)
    _shingled(RunFolder(folder / "run"))
    stages = [path for path in (folder / "run" / "stages").iterdir() if path.is_dir()]
    return {path.name: Table(path, pa.schema([])) for path in stages}


def _shingled(run: RunFolder) -> None:
    """Put the words of the run's articles beside its tables, as they are compared over a whole collection."""
    found = run.stage("annotations", schemas.ANNOTATIONS).batches()
    given = [row for batch in found for row in batch.to_pylist() if row["fault"] is None]
    for name, table in collection([unpack(row) for row in given])._asdict().items():
        with run.stage(name, table.schema).writing("part") as folder:
            pq.write_table(table, folder / "part-0.parquet")


def test_every_statement_gives_the_same_rows_on_both_engines(
    tables: dict[str, Table], spark: Spark, tmp_path: Path
) -> None:
    local = Local(processes=2)
    assert len(ALL) >= 10
    for number, statement in enumerate(ALL):
        reads = dict(tables)
        if statement.name in FORGOTTEN:
            name, schema = FORGOTTEN[statement.name]
            reads[name] = Table(tmp_path / "forgotten" / name, schema)
        filled = statement.given(**GIVEN, table="statements")
        here, there = (Table(tmp_path / f"{number}-{where}" / statement.name, pa.schema([])) for where in ("a", "b"))
        local.write(here, "part", filled, list(reads.values()))
        spark.write(there, "part", filled, list(reads.values()))
        expected = rows(map(Path, here.files()))
        assert rows(map(Path, there.files())) == expected, statement.name
        assert expected, f"{statement.name} gives no rows, so that nothing is shown"
        if statement.name not in SCHEMAS:  # an exported table of the same name is no step of the way
            tables[statement.name] = here


def test_statements_are_over_scalars_and_call_no_function_that_engines_understand_differently() -> None:
    for statement in ALL:
        told = statement.sql.lower()
        assert not [word for word in ("hash(", "array", "list", "unnest", "explode", "->", "now()") if word in told]


def test_a_statement_reads_the_tables_that_it_says() -> None:
    names = {statement.name for statement in ALL}
    for statement in ALL:
        told = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", statement.sql))
        assert set(statement.reads) <= told, statement.name
        assert told & names <= set(statement.reads), statement.name
