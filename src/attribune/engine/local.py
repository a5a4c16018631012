"""One machine: functions over processes, and SQL over Arrow tables in DuckDB."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from attribune.engine.tables import Table, Work, named
from attribune.text import clip

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from attribune.engine.statements import Statement

T = TypeVar("T")
R = TypeVar("R")

# Batches on their way per process: enough to keep it busy while the results before are taken, few enough that
# memory does not grow with the input.
LOOK_AHEAD = 2
ROWS = 64  # of a table, from which on work is cut into pieces for the processes
SHOWN = 120  # code points of an item in an error's message


class ItemError(Exception):
    """A function failed on one item of ``Local.map``: ``item`` is what it was given, ``reason`` what it said."""

    def __init__(self, item: object, reason: str) -> None:
        super().__init__(item, reason)
        self.item = item
        self.reason = reason

    def __str__(self) -> str:
        """Say what went wrong, and on what, in one line."""
        return f"{self.reason} (on {clip(repr(self.item), limit=SHOWN)})"


class Local:
    """Runs the stages on this machine.

    ``processes`` is how many worker processes a map may use (None: one per available core); with 1 everything
    runs in this process. What comes out does not depend on it.
    """

    def __init__(self, *, processes: int | None = None) -> None:
        if processes is not None and processes < 1:
            raise ValueError(f"processes must be at least 1, not {processes}")
        self.processes = processes or _available()

    def map(self, function: Callable[[T], R], items: Iterable[T], *, batch: int = 16) -> Iterator[R]:
        """Yield ``function(item)`` for every item, in the order of the items, as they come.

        ``function`` and the items must be picklable when more than one process is used. Items are read only a few
        batches ahead of the results taken, so the input may be endless; no more than one batch of them is not
        worth starting a process for, and runs here. Raises ``ItemError``, after the results before it, for the
        first item on which the function failed.
        """
        if batch < 1:
            raise ValueError(f"batch must be at least 1, not {batch}")
        if self.processes == 1:
            yield from _inline(function, items)
            return
        batches = _batches(items, batch)
        first = next(batches, [])
        if len(first) < batch:
            yield from _inline(function, first)
            return
        yield from self._spread(function, first, batches)

    def query(self, sql: str, **tables: pa.Table) -> pa.Table:
        """Return the result of one SQL statement over the named tables.

        The statement must carry an ORDER BY over all that tells rows apart: without one, the order of rows is
        left to the number of threads. What does not fit into memory goes through files, for as long as the statement
        runs. Raises ``duckdb.Error`` for what DuckDB cannot run.
        """
        import duckdb  # here, so that a map over processes does not load it in each

        with TemporaryDirectory(prefix="attribune-") as spilled, duckdb.connect(":memory:") as connection:
            connection.execute("SET threads = $1", [self.processes])
            connection.execute("SET temp_directory = $1", [spilled])
            connection.execute("SET preserve_insertion_order = false")
            for name in sorted(tables):
                connection.register(name, tables[name])
            return connection.sql(sql).to_arrow_table()

    def write(
        self, to: Table, part: str, statement: Statement, tables: Sequence[Table], work: Work | None = None
    ) -> None:
        """Write one part of a table: the rows of a statement over tables, or what work makes of them.

        More rows than fit into memory are sorted and joined on disk. Raises ``ItemError`` where the work fails.
        """
        import duckdb

        with to.writing(part) as folder, duckdb.connect(":memory:") as connection:
            connection.execute("SET threads = $1", [self.processes])
            connection.execute("SET temp_directory = $1", [str(folder / "_spilled")])
            for name, table in named(tables, statement).items():
                _view(connection, name, table)
            if work is None:
                connection.sql(statement.sql).write_parquet(str(folder / "part-0.parquet"), compression="zstd")
            else:
                self._work(connection, statement.sql, work, folder / "part-0.parquet")

    def _work(self, connection: duckdb.DuckDBPyConnection, sql: str, work: Work, file: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        order = f"SELECT * FROM ({sql}) AS chosen ORDER BY {', '.join(work.together)}" if work.together else sql
        batches = connection.sql(order).to_arrow_reader(ROWS)
        pieces = _pieces(batches, work.together[0] if work.together else None)
        with pq.ParquetWriter(file, work.gives, compression="zstd") as out:
            # Two pieces at a time: what is less is not worth starting processes for.
            for done in self.map(partial(_worked, work.function), pieces, batch=2):
                out.write_table(pa.Table.from_batches(done, work.gives))

    def _spread(self, function: Callable[[T], R], first: list[T], rest: Iterator[list[T]]) -> Iterator[R]:
        """Yield the results of all batches, in order, worked on by the processes of a pool."""
        waiting: deque[tuple[list[T], Future[tuple[list[R], ItemError | None]]]] = deque()
        pool = ProcessPoolExecutor(
            self.processes, mp_context=_context(), initializer=_follow_the_caller, initargs=gc.get_threshold()
        )
        try:
            waiting.append((first, pool.submit(_run, function, first)))
            while waiting:
                for batch in islice(rest, self.processes * LOOK_AHEAD - len(waiting)):
                    waiting.append((batch, pool.submit(_run, function, batch)))
                yield from _taken(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _view(connection: duckdb.DuckDBPyConnection, name: str, table: Table) -> None:
    """Let statements read a table by its name."""
    files = table.files()
    if files:
        connection.read_parquet(files).create_view(name)
    else:
        connection.register(name, table.schema.empty_table())


def _pieces(batches: Iterable[pa.RecordBatch], together: str | None) -> Iterator[list[pa.RecordBatch]]:
    """Yield rows in pieces of ``ROWS`` or more, none of which ends among rows that belong together."""
    piece: list[pa.RecordBatch] = []
    for batch in batches:
        start = 0
        for cut in _cuts(batch, together, piece):
            yield [*piece, batch.slice(start, cut - start)]
            piece, start = [], cut
        piece.append(batch.slice(start))
    if any(batch.num_rows for batch in piece):
        yield piece


def _cuts(batch: pa.RecordBatch, together: str | None, before: Sequence[pa.RecordBatch]) -> Iterator[int]:
    """Yield the rows of a batch before which a piece may end."""
    held = sum(one.num_rows for one in before)
    if together is None:
        if held + batch.num_rows >= ROWS:
            yield batch.num_rows
        return
    values = batch.column(together).to_pylist()
    last = before[-1].column(together)[-1].as_py() if held else None
    for row, value in enumerate(values):
        if held >= ROWS and value != last:
            yield row
            held = 0
        held, last = held + 1, value


def _worked(
    function: Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]], piece: list[pa.RecordBatch]
) -> list[pa.RecordBatch]:
    return list(function(piece))


def _available() -> int:
    """Return how many cores this process may use (fewer than the machine has, under a container's limits)."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _context() -> Any:
    """Return a way of starting processes that is safe beside threads, which plain forking is not."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def _follow_the_caller(*threshold: int) -> None:
    """Make this worker end when the program that started it does: killed, that one cannot tell its workers.

    It collects garbage as seldom as that one does, by the threshold of its generations. Ctrl-C reaches workers too;
    it is for the caller to stop them, and not for each to say that it was interrupted.
    """
    gc.set_threshold(*threshold)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_watch, args=(multiprocessing.parent_process(),), daemon=True).start()


def _watch(caller: Any) -> None:
    caller.join()
    os._exit(1)  # a plain exit would wait for the queue, on which nothing will ever come


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    source = iter(items)
    while batch := list(islice(source, size)):
        yield batch


def _inline(function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    for item in items:
        try:
            result = function(item)
        except Exception as error:
            raise ItemError(item, _reason(error)) from error
        yield result


def _run(function: Callable[[T], R], batch: list[T]) -> tuple[list[R], ItemError | None]:
    """Work through a batch in a worker; an error travels as a value, so that the results before it are kept."""
    results: list[R] = []
    try:
        results.extend(_inline(function, batch))
    except ItemError as error:
        return results, error
    return results, None


def _taken(batch: list[T], future: Future[tuple[list[R], ItemError | None]]) -> Iterator[R]:
    try:
        results, error = future.result()
    except BrokenProcessPool as broken:  # killed, most often for memory; any item of the batch may be the cause
        raise ItemError(batch[0], f"a worker process died on this item or one of the {len(batch)} from it") from broken
    yield from results
    if error is not None:
        raise error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
