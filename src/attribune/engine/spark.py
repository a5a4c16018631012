"""A cluster, or one machine made to look like one: statements in Spark SQL, work by ``mapInArrow``.

Needs the extra ``attribune[spark]`` and Java 17 or newer. Attribune must be installed for the Python of every
executor, and all machines must see inputs and output under the same paths.
"""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from attribune.engine.tables import EngineError, Table, Work, named
from attribune.text import clip

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from attribune.engine.statements import Statement

SPREAD = 4  # tasks for each core: enough that one with much work does not keep the others waiting for long
SAID = 400  # code points of an error of Spark's
# What runs must agree on: the time zone in which dates are read, and the meaning of casts and sums. Batches are small,
# for an article with all that was found in it is some 50 kB, and a worker holds several.
SETTINGS: Mapping[str, str] = {
    "spark.app.name": "attribune",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
ALONE: Mapping[str, str] = {  # where driver and executors are one process on this machine
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "2g",
    # Compiled quickly rather than well: the text work is Python's, and what Java does here is over soon.
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m",
    "spark.ui.enabled": "false",
}


class Spark:
    """Runs the stages on Spark. Use it as a context manager: it ends the session that it began.

    ``master`` is where, as Spark has it (``local[2]``, ``spark://host:7077``, ``yarn``, ``k8s://...``), or None for
    where Spark's own configuration says; ``settings`` are Spark's own, and stand before ours. Raises ``EngineError``
    when it cannot be started.
    """

    def __init__(self, *, master: str | None = None, settings: Mapping[str, str] | None = None) -> None:
        self.session = _session(master, settings or {})
        self.processes = int(self.session.sparkContext.defaultParallelism)
        if "spark.sql.shuffle.partitions" not in (settings or {}):
            self.session.conf.set("spark.sql.shuffle.partitions", str(SPREAD * self.processes))

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session."""
        self.session.stop()

    def write(
        self, to: Table, part: str, statement: Statement, tables: Sequence[Table], work: Work | None = None
    ) -> None:
        """Write one part of a table: the rows of a statement over tables, or what work makes of them.

        Raises ``EngineError`` where Spark gives up.
        """
        with to.writing(part) as folder, _told():
            for name, table in named(tables, statement).items():
                self._frame(table).createOrReplaceTempView(name)
            rows = self.session.sql(statement.sql)
            if work is not None:
                rows = self._worked(rows, work)
            rows.write.mode("overwrite").parquet(_place(folder))

    def _frame(self, table: Table) -> DataFrame:
        files = table.files()
        if files:
            return self.session.read.parquet(*map(_place, files))
        return self.session.createDataFrame([], _structure(table.schema))

    def _worked(self, rows: DataFrame, work: Work) -> DataFrame:
        tasks = int(self.session.conf.get("spark.sql.shuffle.partitions") or SPREAD)
        if work.together:
            rows = rows.repartition(tasks, work.together[0]).sortWithinPartitions(*work.together)
        elif not work.light:
            rows = rows.repartition(tasks)
        return rows.mapInArrow(work.function, _structure(work.gives))


def _place(path: str | Path) -> str:
    """Return a path so that Spark does not look for it in the file system that it is set up with."""
    return Path(path).absolute().as_uri()


def _structure(schema: Any) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)


def _session(master: str | None, settings: Mapping[str, str]) -> SparkSession:
    # It warns of every new pandas, of which nothing is used here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise EngineError("the engine spark needs PySpark; install it with: pip install 'attribune[spark]'") from error
    if not java():
        raise EngineError("the engine spark needs Java 17 or newer; install a JRE or set JAVA_HOME to one")
    alone = (master or "").startswith("local")
    if alone or master is None:  # another machine may have its Python elsewhere
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder
    for name, value in {**SETTINGS, **(ALONE if alone else {}), **settings}.items():
        builder = builder.config(name, value)
    with _told():
        return (builder.master(master) if master else builder).getOrCreate()


def java() -> bool:
    """Tell whether there is a Java to run Spark."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) is not None


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Spark raises, which runs over pages, into an ``EngineError`` of one line."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise EngineError(f"Spark gave up: {_cause(str(error))}") from error


def _cause(said: str) -> str:
    """Return the line of an error of Spark's that names the cause: the last of a Python error's, else the first."""
    lines = [line for line in said.splitlines() if line.strip()]
    own = [line for line in lines if line[:1].isalpha() and ("Error" in line or "Exception" in line)]
    return clip((own or lines or ["it does not say why"])[-1 if own else 0], limit=SAID)
