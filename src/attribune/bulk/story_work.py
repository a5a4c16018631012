"""Work on one story at a time: its articles side by side, and what was found as rows of the exported tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, tee
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.bulk.article_work import Batches, Row, batched, rows
from attribune.bulk.schemas import ACTORS, FINDINGS, TOLD
from attribune.dossier import SCHEMAS, Store, table
from attribune.dossier.elsewhere import reuse_told
from attribune.dossier.packed import unpack
from attribune.ids import number
from attribune.model import Annotation, Rejected, Span, Story, StoryFindings, Title
from attribune.pipeline import STORY, read_story
from attribune.resolve.registry import merged_titles
from attribune.trace import Furniture
from attribune.trace.elsewhere import shared_elsewhere

ARTICLES = 64  # whose stories are kept in one dossier in memory on the way to the tables


class _Told(NamedTuple):
    """One story of a run: what makes it what it is, and what was found in it."""

    members: str
    house: int
    annotations: list[Annotation]
    findings: StoryFindings | Rejected
    story: str


def tell_stories(batches: Batches, *, house: Sequence[str], fast: bool) -> Iterator[pa.RecordBatch]:
    """Read stories side by side; rows come by story and by place in it. Gives ``FINDINGS``.

    ``house`` are the files of the table of sentences that outlets print in many stories; ``fast`` tells sayings by
    wording alone.
    """
    waiting: list[_Told] = []
    for _, members in groupby(rows(batches), key=itemgetter("story")):
        waiting.append(_told(list(members), tuple(house), fast=fast))
        if sum(len(told.annotations) for told in waiting) >= ARTICLES:
            yield from _tables(waiting)
            waiting = []
    yield from _tables(waiting)


def _told(members: Sequence[Row], house: tuple[str, ...], *, fast: bool) -> _Told:
    first = members[0]
    annotations = [unpack(member) for member in members]
    story = Story(first["story"], first["founder"], tuple(annotation.article.id for annotation in annotations))
    found = read_story(story, annotations, fast=fast, house=_furniture(annotations, house))
    return _Told(first["members"], first["house"], annotations, found, story.id)


def _furniture(annotations: Iterable[Annotation], house: tuple[str, ...]) -> Furniture:
    known = _sentences(house)
    return frozenset(
        (annotation.article.outlet, annotation.article.text[start:end])
        for annotation in annotations
        if annotation.article.outlet
        for start, end in annotation.sentences
        if number(annotation.article.outlet, annotation.article.text[start:end]) in known
    )


@lru_cache(maxsize=1)
def _sentences(files: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers in a table, read once by each process."""
    return frozenset(
        sentence for file in files for sentence in pq.read_table(file, columns=["sentence"]).column(0).to_pylist()
    )


def _tables(stories: Sequence[_Told]) -> Iterator[pa.RecordBatch]:
    """Give what a dossier of these stories would export, and of each what its actors are there."""
    if not stories:
        return
    by_story = {told.story: told for told in stories}
    story_of = {annotation.article.id: told.story for told in stories for annotation in told.annotations}
    with Store.in_memory() as store:
        store.put_annotations([annotation for told in stories for annotation in told.annotations])
        store.put_rejected(told.findings for told in stories if isinstance(told.findings, Rejected))
        store.put_findings(*(told.findings for told in stories if isinstance(told.findings, StoryFindings)))
        for name in TOLD:
            found = table(store, name)
            yield _beside(name, found, [by_story[story] for story in _stories(name, found, story_of)])
    actors = pa.Table.from_pylist([row for told in stories for row in _actors(told)], schema=ACTORS)
    yield _beside("actors", actors, [told for told in stories for _ in _actors(told)])


def _stories(name: str, found: pa.Table, story_of: Mapping[str, str]) -> list[str]:
    """Return the story that each row of an exported table is of."""
    if name == "rejected":
        return [source.removeprefix(STORY) for source in found.column("source").to_pylist()]
    if "article" in found.column_names:
        return [story_of[article] for article in found.column("article").to_pylist()]
    return list(found.column("id" if name == "stories" else "story").to_pylist())


def _beside(name: str, found: pa.Table, stories: Sequence[_Told]) -> pa.RecordBatch:
    """Return rows of one exported table in the column of its name, each beside the story that it is of."""
    size = found.num_rows
    columns = {
        "story": pa.array([told.story for told in stories], pa.string()),
        "members": pa.array([told.members for told in stories], pa.string()),
        "house": pa.array([told.house for told in stories], pa.int64()),
        name: pa.StructArray.from_arrays(
            [column.combine_chunks() for column in found.columns], fields=list(FINDINGS.field(name).type)
        ),
    }
    if name == "actors":
        columns["actor"] = found.column("id").combine_chunks()
    arrays = [columns[field.name] if field.name in columns else pa.nulls(size, field.type) for field in FINDINGS]
    return pa.RecordBatch.from_arrays(arrays, schema=FINDINGS)


def _actors(told: _Told) -> list[Row]:
    if isinstance(told.findings, Rejected):
        return []
    return [
        {
            **{name: getattr(actor, name) for name in ("id", "name", "type", "description", "aliases")},
            "titles": list(map(_title_row, actor.titles)),
            "outside_id": None,
        }
        for actor in told.findings.resolution.actors
    ]


def _title_row(title: Title) -> Row:
    said = {"title": title.words, "article": title.article, "span": list(title.span)}
    return {**said, "first": title.first, "last": title.last, "count": title.count}


def _title(row: Mapping[str, Any]) -> Title:
    return Title(row["title"], row["article"], Span(*row["span"]), row["first"], row["last"], row["count"])


def rows_of(batches: Batches, *, name: str) -> Iterator[pa.RecordBatch]:
    """Give the rows of an exported table that stand in the column of its name."""
    schema = SCHEMAS[name]
    for batch in batches:
        found = pa.RecordBatch.from_struct_array(batch.column(name).drop_null())
        yield pa.RecordBatch.from_arrays([found.column(field) for field in schema.names], schema=schema)


def share_elsewhere(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give the passages that articles of different stories share, ``reuse``: rows come by ``pair`` and ``side``."""
    return batched(_shared(batches), SCHEMAS["reuse"])


def _shared(batches: Batches) -> Iterator[Row]:
    pairs = ([unpack(side) for side in own] for _, own in groupby(rows(batches), key=itemgetter("pair")))
    ahead, behind = tee((one, two) for one, two in pairs)
    for (one, two), reuses in zip(ahead, shared_elsewhere(behind), strict=True):
        texts = {side.article.id: side.article.text for side in (one, two)}
        yield from (reuse_told(reuse, texts) for reuse in reuses)


def merged_actors(batches: Batches) -> Iterator[pa.RecordBatch]:
    """Give each actor once, from what the stories tell: rows come by ``actor`` and ``story``.

    The first story by id names an actor and says what it is, the first that describes it describes it, and all
    give names and stories, as in the dossier.
    """
    told = (row["actors"] | {"story": row["story"]} for row in rows(batches))
    return batched((_merged(list(own)) for _, own in groupby(told, key=itemgetter("id"))), SCHEMAS["actors"])


def _merged(told: Sequence[Mapping[str, Any]]) -> Row:
    described = (one["description"] for one in told if one["description"] is not None)
    return {
        **{name: told[0][name] for name in ("id", "name", "type")},
        "description": next(described, None),
        "aliases": sorted({alias for one in told for alias in one["aliases"]}),
        "stories": sorted({one["story"] for one in told}),
        "titles": list(map(_title_row, merged_titles(_title(title) for one in told for title in one["titles"]))),
        "outside_id": None,
    }
