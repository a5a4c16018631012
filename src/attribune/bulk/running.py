"""The order of the stages over tables on disk, the same on every engine, each of them resumed from where it was left.

Two kinds of stage. What is made of whole tables is one part, named by what it was made of: as long as that is the
same, it is not made again. What is made of single inputs, articles or stories grows by waves: a wave takes up what is
not there yet, and is there whole or not at all. So a run that was killed goes on from its last wave, and a later run
with more inputs reads these, annotates their articles, and reads those stories again that they change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.bulk import article_work as articles
from attribune.bulk import schemas
from attribune.bulk import story_work as stories
from attribune.bulk.folder import Input, RunFolder, counts
from attribune.dossier import SCHEMAS
from attribune.engine import statements as sql
from attribune.engine.local import Local
from attribune.engine.statements import Statement
from attribune.engine.tables import Engine, Table, Work
from attribune.group.founding import joined
from attribune.group.likeness import MILLION, NUMBERS, STEPS
from attribune.ids import identify
from attribune.model import Story
from attribune.trace import elsewhere
from attribune.trace.blocks import FURNITURE_SHARE

ARTICLES = 512  # of a wave, for each process: what is lost at most when a run is killed
UNITS = 4  # inputs of a wave, for each process
HOUSE = 5  # stories from which on a sentence that an outlet prints in each of them is its furniture
UNTYPED = pa.schema([])  # of tables that a statement always gives a file for

Progress = Callable[[str, int, int | None], None]  # stage, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run has found, and where: rows of each exported table, and the id of the largest story."""

    folder: Path
    counts: Mapping[str, int]
    largest: str | None


def run(
    inputs: Iterable[str | Path],
    folder: str | Path,
    *,
    engine: Engine,
    fast: bool = False,
    progress: Progress | None = None,
) -> Ran:
    """Take inputs the whole way into the exported tables in ``folder``/tables, and return how much that is.

    ``fast`` annotates by rules alone. What was done in the folder before is kept and not done again. Raises
    ``RunError`` for a folder that holds something else, ``EngineError`` or ``ItemError`` when an engine gives up; what
    was done by then is kept.
    """
    run_folder = RunFolder(folder)
    known = run_folder.begin(inputs, fast=fast)
    stages = _Stages(run_folder, engine, progress or _silent)
    stages.read(known)
    stages.annotate(fast=fast)
    stages.group()
    stages.tell(fast=fast)
    stages.export()
    return Ran(run_folder.folder, counts(run_folder, (*SCHEMAS, "dropped")), run_folder.largest())


class _Stages:
    """The stages of one run, and the tables between them by name."""

    def __init__(self, folder: RunFolder, engine: Engine, progress: Progress) -> None:
        self._folder = folder
        self._engine = engine
        self._here = Local(processes=1)
        self._report = progress
        self._tables = {
            name: folder.stage(name, schema)
            for name, schema in (
                ("inputs", schemas.INPUTS),
                ("read", schemas.READ),
                ("annotations", schemas.ANNOTATIONS),
                ("keys", schemas.KEY_ROWS),
                ("general", schemas.GENERAL),
                ("sentences", schemas.SENTENCE_ROWS),
                ("fingerprints", schemas.FINGERPRINT_ROWS),
                ("members", schemas.MEMBERS),
                ("findings", schemas.FINDINGS),
                ("story_faults", SCHEMAS["rejected"]),
            )
        }

    def read(self, known: Sequence[Input]) -> None:
        """Read the inputs that were not read yet, or that have changed since."""
        there = self._there("read", "unit", "version")
        new = [given for given in known if given[:2] not in there]
        size = UNITS * self._engine.processes
        for start in range(0, len(new), size):
            wave = new[start : start + size]
            self._put("inputs", wave, schemas.INPUTS)
            every = Statement("units", ("inputs",), "SELECT unit, version, turned_away FROM inputs")
            self._wave("read", identify(*wave), every, Work(articles.read_inputs, schemas.READ))
            self._report("inputs", min(start + size, len(new)), len(new))
        self._put("inputs", known, schemas.INPUTS)
        self._make(sql.ARTICLES)

    def annotate(self, *, fast: bool) -> None:
        """Annotate the articles that were not annotated yet."""
        unread = self._make(sql.UNREAD)
        work = Work(partial(articles.annotate_articles, fast=fast), schemas.ANNOTATIONS)
        self._waves("articles", unread.rows(), sql.WAVE, "annotations", work)
        self._make(sql.DAYS)
        self._make(sql.CURRENT)

    def group(self) -> None:
        """Form the stories over the keys of all articles, and learn what outlets print in many of them."""
        self._make(_all("keys", "current"), Work(articles.keys_of, schemas.KEY_ROWS, light=True))
        every = Statement("general", ("keys",), "SELECT DISTINCT key FROM keys")
        self._make(every, Work(articles.general_of, schemas.GENERAL, light=True))
        for statement in STEPS:
            self._make(statement.given(**NUMBERS))
        self._found()
        self._make(_all("sentences", "current"), Work(articles.sentences_of, schemas.SENTENCE_ROWS, light=True))
        self._make(sql.HOUSE.given(repeated=HOUSE, version=FURNITURE_SHARE))
        self._make(sql.STORIES)
        prints = Work(articles.fingerprints_of, schemas.FINGERPRINT_ROWS, light=True)
        self._make(_all("fingerprints", "current"), prints)
        self._make(sql.APPEARANCES)
        self._make(sql.ENCOUNTERS.given(**elsewhere.NUMBERS))

    def _found(self) -> None:
        """Found the stories one article after the other: the one step whose order is part of what it means."""
        near = self._table(sql.NEAR.name)
        part = self._version(sql.NEAR, self._read(sql.NEAR))
        members = self._tables["members"]
        if members.parts() != [part]:
            self._here.write(near, part, sql.NEAR, self._read(sql.NEAR))
            rows = (row for batch in near.batches() for row in batch.to_pylist())
            found = joined(
                (article, {row["other"]: row["likeness"] / MILLION for row in own if row["other"] is not None})
                for article, own in groupby(rows, key=itemgetter("article"))
            )
            _write(members, part, articles.batched(_members(found), schemas.MEMBERS))
            members.keep([part])
            near.keep(())

    def tell(self, *, fast: bool) -> None:
        """Read those stories side by side that were not read with these members yet."""
        untold = self._make(sql.UNTOLD)
        work = Work(
            partial(stories.tell_stories, house=tuple(self._table("house").files()), fast=fast),
            schemas.FINDINGS,
            together=("story", "place"),
        )
        covered = sum(sum(batch.column(0).to_pylist()) for batch in untold.batches("articles"))
        self._waves("stories", covered, sql.BUNDLES, "findings", work)

    def export(self) -> None:
        """Make the exported tables of what is known now."""
        rejected = self._told("rejected")
        faults = Work(partial(stories.rows_of, name="rejected"), SCHEMAS["rejected"], light=True)
        self._make(rejected, faults, to="story_faults")
        self._make(sql.REJECTED, exported=True)
        self._make(sql.EXPORTED_ARTICLES, exported=True)
        for name in schemas.TOLD[:-1]:
            work = Work(partial(stories.rows_of, name=name), SCHEMAS[name], light=True)
            beside = sql.SIDES if name == "reuse" else None
            self._make(self._told(name), work, to=name, exported=True, beside=beside)
        shared = Work(stories.share_elsewhere, SCHEMAS["reuse"], together=("pair", "side"))
        self._make(sql.SIDES, shared, to="reuse", exported=True, beside=self._told("reuse"))
        merged = Work(stories.merged_actors, SCHEMAS["actors"], together=("actor", "story"))
        self._make(self._told("actors"), merged, to="actors", exported=True)
        self._make(sql.DROPPED, Work(articles.capped_of, schemas.CAPPED, light=True), exported=True)

    def _told(self, name: str) -> Statement:
        return sql.TOLD.given(table=name)

    def _table(self, name: str) -> Table:
        if name not in self._tables:
            self._tables[name] = self._folder.stage(name, UNTYPED)
        return self._tables[name]

    def _there(self, name: str, *columns: str) -> set[tuple[str, ...]]:
        batches = self._table(name).batches(*columns)
        return {tuple(row[column] for column in columns) for batch in batches for row in articles.rows([batch])}

    def _put(self, name: str, rows: Sequence[tuple[str | None, ...]], schema: pa.Schema) -> None:
        """Make a table of these rows and no others."""
        part = identify(*rows)
        found = (dict(zip(schema.names, row, strict=True)) for row in rows)
        _write(self._table(name), part, articles.batched(found, schema))
        self._table(name).keep([part])

    def _make(
        self,
        statement: Statement,
        work: Work | None = None,
        *,
        to: str | None = None,
        exported: bool = False,
        beside: Statement | None = None,
    ) -> Table:
        """Make a table of whole tables, unless it was made of the same; another part of it is made by ``beside``."""
        name = to or statement.name
        schema = work.gives if work else UNTYPED
        table = self._folder.exported(name, schema) if exported else self._table(name)
        read = self._read(statement)
        part = self._version(statement, read)
        if part not in table.parts():
            self._engine.write(table, part, statement, read, work)
            self._report(name, 1, 1)
        table.keep([part] if beside is None else [part, self._version(beside, self._read(beside))])
        return table

    def _read(self, statement: Statement) -> list[Table]:
        return [self._table(needed) for needed in statement.reads]

    def _version(self, statement: Statement, read: Sequence[Table]) -> str:
        return identify(statement.sql, *((table.name, *table.parts()) for table in read))

    def _wave(self, name: str, part: str, statement: Statement, work: Work) -> None:
        self._engine.write(self._table(name), part, statement, self._read(statement), work)

    def _waves(self, what: str, size: int, statement: Statement, name: str, work: Work) -> None:
        """Add to a table, wave by wave, what is made of ``size`` articles."""
        waves = -(-size // (ARTICLES * self._engine.processes))
        begun = self._version(statement, self._read(statement))
        for wave in range(waves):
            self._wave(name, identify(begun, wave, waves), statement.given(waves=waves, wave=wave), work)
            self._report(what, size * (wave + 1) // waves, size)


def _all(name: str, table: str) -> Statement:
    return Statement(name, (table,), f"SELECT * FROM {table}")


def _members(found: Iterable[Story]) -> Iterator[dict[str, object]]:
    """Yield a row for each article of each story, with what tells a story of other members from it."""
    for story in found:
        number = int(story.id[: articles.NUMBERED], 16)
        members = identify("members", *story.articles)
        for place, article in enumerate(story.articles):
            yield {
                "story": story.id,
                "founder": story.founder,
                "place": place,
                "article": article,
                "number": number,
                "members": members,
            }


def _write(table: Table, part: str, batches: Iterable[pa.RecordBatch]) -> None:
    with table.writing(part) as folder, pq.ParquetWriter(folder / "part-0.parquet", table.schema) as out:
        for batch in batches:
            out.write_batch(batch)


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report no progress."""
