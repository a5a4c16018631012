"""The exported tables: promised fields, what they say, and files that can be read back."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from tests.builders import find, make_actor, make_annotation, make_article, make_saying, make_statement, make_story
from tests.dossier.blank import blank

from attribune.dossier import FORMATS, SCHEMAS, DossierError, Store, export, table
from attribune.model import (
    Annotation,
    Article,
    Conflict,
    Derivation,
    Evidence,
    Mention,
    Position,
    Rejected,
    Resolution,
    Reuse,
    Span,
    StoryFindings,
    TimeExpression,
    TimelineEntry,
)

# What was promised to users. Fields may be added behind these; none may go, move or change its name.
PROMISED = {
    "articles": "id given_id source outlet url title byline published language story text",
    "stories": "id founder headline",
    "statements": "id article source_span cue_span content_spans source cue content kind actor speaker venue said_on "
    "said_on_precision confidence",
    "actors": "id name type description aliases",
    "mentions": "article span text actor confidence",
    "sayings": "id story actor speaker fullest statements",
    "readings": "saying statement article text change similarity",
    "reuse": "story a a_span b b_span similarity",
    "derivations": "story article drew_on share confidence evidence",
    "conflicts": "story kind members note",
    "positions": "story actor target stance statements confidence",
    "timeline": "story on precision what article span",
    "rejected": "source reason",
}

DAILY = make_article(
    "On Monday Warden Pia Holm said “the dam, as of now, is safe” at the town hall.",
    id="daily", outlet="Valley Daily", title="Dam is safe", published="2024-05-28",
)  # fmt: skip
WIRE = make_article(
    "“The dam is safe,” Ms Holm said on Tuesday, the Valley Daily reports.", id="wire", published="2024-05-27"
)
HOLM, TOWN = make_actor("Pia Holm", description="Warden", aliases=("Pia Holm", "Ms Holm")), make_actor("Townspeople")


def span(article: Article, words: str) -> Span:
    place = find(article.text, words)
    assert place is not None
    return place


def covered() -> list[Annotation]:
    first = replace(
        make_statement(DAILY, ["the dam", "is safe"], source="Warden Pia Holm", cue="said", venue="at the town hall"),
        said_on=TimeExpression(span(DAILY, "On Monday"), "2024-05-27", "day"),
    )
    second = make_statement(WIRE, "The dam is safe,", source="Ms Holm", cue="said")
    mentions = [
        Mention("daily", span(DAILY, "Warden Pia Holm"), "name", span(DAILY, "Pia Holm")),
        Mention("daily", span(DAILY, "the town hall"), "place", span(DAILY, "town")),
    ]
    return [make_annotation(DAILY, [first], mentions), make_annotation(WIRE, [second])]


def found() -> StoryFindings:
    daily, wire = covered()
    first = replace(daily.statements[0], actor=HOLM.id, actor_confidence=0.9, actor_evidence="named")
    second = replace(wire.statements[0], actor=HOLM.id, actor_confidence=0.7, actor_evidence="surname")
    warden = replace(daily.mentions[0], actor=HOLM.id, confidence=0.8)
    passage = span(DAILY, "the dam")
    days = (Evidence("date", "daily", span(DAILY, "On Monday")), Evidence("date", "wire", span(WIRE, "on Tuesday")))
    story = make_story(DAILY, WIRE)
    saying = make_saying(story, (DAILY, first), (WIRE, second), actor=HOLM.id)
    credit = Evidence("credit", "wire", span(WIRE, "the Valley Daily reports"), "names its source")
    return StoryFindings(
        story=story,
        resolution=Resolution((HOLM, TOWN), (warden, daily.mentions[1]), (first, second)),
        sayings=(saying,),
        reuses=(Reuse("r1", story.id, "daily", passage, "wire", span(WIRE, "The dam"), 0.9, quoted=True),),
        derivations=(
            Derivation(story.id, "wire", "daily", None, 0.4, 0.8, (credit, replace(credit, note="again"))),
            Derivation(story.id, "daily", None, "Dam Office", 0.1, 0.5, ()),
        ),
        conflicts=(Conflict(story.id, "date", saying.id, days, "Monday or Tuesday"),),
        positions=(Position(story.id, HOLM.id, TOWN.id, "for", (first.id,), 0.6),),
        timeline=(TimelineEntry(story.id, "2024-05-27", "day", "the dam is safe", "daily", span(DAILY, "On Monday")),),
    )


def filled(path: Path) -> Store:
    store = blank(path)
    store.put_annotations(covered())
    store.put_findings(found())
    store.put_rejected([Rejected("empty.txt", "it is empty")])
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("tables") / "story.dossier"
    filled(path).close()
    with Store.open(path, read_only=True) as store:
        yield store


@pytest.fixture
def more(tmp_path: Path) -> Iterator[Store]:
    """The same dossier, to add to."""
    with filled(tmp_path / "more.dossier") as store:
        yield store


@pytest.fixture
def taken(store: Store) -> Callable[[str], list[dict[str, Any]]]:
    return lambda name: table(store, name).to_pylist()


Taken = Callable[[str], list[dict[str, Any]]]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_promised_fields_are_there_first_and_in_order(store: Store, name: str) -> None:
    promised = PROMISED[name].split()
    assert table(store, name).column_names[: len(promised)] == promised


def test_every_table_that_was_promised_is_there() -> None:
    assert list(SCHEMAS) == list(PROMISED)


def test_another_table_is_told(store: Store) -> None:
    with pytest.raises(DossierError, match="no table 'quotes'; there are articles, stories"):
        table(store, "quotes")


def test_every_table_of_an_empty_dossier_is_empty_with_its_fields(tmp_path: Path) -> None:
    with blank(tmp_path / "empty.dossier") as store:
        for name, schema in SCHEMAS.items():
            assert table(store, name).equals(schema.empty_table())


def test_articles_come_by_publication_time_with_their_story(taken: Taken) -> None:
    assert [(row["id"], row["outlet"]) for row in taken("articles")] == [("wire", None), ("daily", "Valley Daily")]
    assert {row["story"] for row in taken("articles")} == {found().story.id}
    assert taken("articles")[1]["text"] == DAILY.text


def test_a_story_is_told_by_its_founder(taken: Taken) -> None:
    (row,) = taken("stories")
    assert (row["headline"], row["published"], row["size"]) == ("Dam is safe", "2024-05-27", 2)
    assert row["articles"] == ["daily", "wire"]


def test_a_statement_says_who_what_where_and_when_with_spans(taken: Taken) -> None:
    row, other = taken("statements")
    assert row["content"] == "the dam is safe"
    assert [DAILY.text[start:end] for start, end in row["content_spans"]] == ["the dam", "is safe"]
    assert (row["source"], row["cue"], row["venue"]) == ("Warden Pia Holm", "said", "at the town hall")
    assert (row["actor"], row["speaker"], row["actor_confidence"]) == ("pia holm", "Pia Holm", 0.9)
    assert (row["said_on"], row["said_on_precision"]) == ("2024-05-27", "day")
    assert (other["venue"], other["said_on"], other["said_on_precision"]) == (None, None, None)


def test_a_statement_outside_any_story_is_there_without_a_speaker(more: Store) -> None:
    lone = make_article("Nobody knows, a guard said.", id="lone")
    more.put_annotations([make_annotation(lone, [make_statement(lone, "Nobody knows", source="a guard")])])
    (row,) = [row for row in table(more, "statements").to_pylist() if row["article"] == "lone"]
    assert (row["source"], row["speaker"], row["actor"], row["story"]) == ("a guard", None, None, None)


def test_a_mention_shows_its_words_and_whom_they_mean(taken: Taken) -> None:
    assert [(row["text"], row["actor"], row["confidence"]) for row in taken("mentions")] == [
        ("Warden Pia Holm", "pia holm", 0.8),
        ("the town hall", None, 0.0),
    ]


def test_a_saying_names_its_statements_and_each_reading_its_words(taken: Taken) -> None:
    (saying,) = taken("sayings")
    assert saying["speaker"] == "Pia Holm"
    assert saying["statements"] == [row["statement"] for row in taken("readings")]
    assert (saying["fullest"], saying["text"]) == (saying["statements"][0], "the dam is safe")
    assert [(row["text"], row["outlet"]) for row in taken("readings")] == [
        ("the dam is safe", "Valley Daily"),
        ("The dam is safe,", None),
    ]


def test_shared_passages_show_their_words_in_both(taken: Taken) -> None:
    (row,) = taken("reuse")
    assert (row["a_text"], row["b_text"], row["quoted"]) == ("the dam", "The dam", True)


def test_evidence_is_given_with_the_words_that_show_it(taken: Taken) -> None:
    drew, source = taken("derivations")
    assert [piece["note"] for piece in drew["evidence"]] == ["names its source", "again"]
    assert drew["evidence"][0]["text"] == "the Valley Daily reports"
    assert (source["drew_on"], source["drew_on_name"], source["evidence"]) == (None, "Dam Office", [])
    (conflict,) = taken("conflicts")
    assert [piece["text"] for piece in conflict["members"]] == ["On Monday", "on Tuesday"]
    (position,) = taken("positions")
    assert (position["actor_name"], position["target_name"]) == ("Pia Holm", "Townspeople")


def test_an_actor_is_merged_over_the_stories(more: Store) -> None:
    lone = make_article("Holm resigned.", id="lone")
    said = replace(HOLM, description=None, aliases=("Holm", "Ms Holm"))
    more.put_annotations([make_annotation(lone)])
    more.put_findings(StoryFindings(make_story(lone), Resolution((said,), (), ()), (), (), (), (), (), ()))
    more.refresh_registry()
    (row,) = [row for row in table(more, "actors").to_pylist() if row["name"] == HOLM.name]
    assert row["description"] == "Warden"
    assert row["aliases"] == ["Holm", "Ms Holm", "Pia Holm"]
    assert row["stories"] == sorted([found().story.id, make_story(lone).id])


def test_the_order_of_rows_does_not_follow_that_of_adding(store: Store, tmp_path: Path) -> None:
    with blank(tmp_path / "other.dossier") as other:
        for annotation in reversed(covered()):
            other.put_annotations([annotation])
        other.put_rejected([Rejected("empty.txt", "it is empty")])
        other.put_findings(found())
        for name in SCHEMAS:
            assert table(other, name).equals(table(store, name)), name


class Pipe(io.RawIOBase):
    """Somewhere to write to that cannot be gone back in, like standard output."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.written += bytes(data)
        return len(bytes(data))


def exported(given: pa.Table, format: Any) -> bytes:  # noqa: A002
    pipe = Pipe()
    export(given, format=format, out=pipe)  # type: ignore[arg-type]
    assert not pipe.closed
    return bytes(pipe.written)


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_lines_hold_every_row(store: Store, name: str) -> None:
    given = table(store, name)
    lines = exported(given, "jsonl").decode("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == given.to_pylist()


@pytest.mark.parametrize("name", SCHEMAS)
def test_parquet_holds_every_row_and_what_each_field_means(store: Store, name: str) -> None:
    given = table(store, name)
    back = pa.parquet.read_table(io.BytesIO(exported(given, "parquet")))
    assert back.equals(given)
    assert all(field.metadata[b"description"] for field in back.schema)


@pytest.mark.parametrize("name", SCHEMAS)
def test_csv_holds_every_row_with_lists_as_json(store: Store, name: str) -> None:
    given = table(store, name)
    flat = pa.schema([pa.field(f.name, pa.string() if pa.types.is_nested(f.type) else f.type) for f in given.schema])
    options = pa.csv.ConvertOptions(column_types=flat, strings_can_be_null=True, quoted_strings_can_be_null=False)
    parsing = pa.csv.ParseOptions(newlines_in_values=True)
    content = io.BytesIO(exported(given, "csv"))
    back = pa.csv.read_csv(content, convert_options=options, parse_options=parsing).to_pylist()
    for field in given.schema:
        if pa.types.is_nested(field.type):
            for row in back:
                row[field.name] = json.loads(row[field.name]) if row[field.name] is not None else None
    assert back == given.to_pylist()


def test_odd_characters_stay_on_one_line_of_json() -> None:
    given = pa.table({"text": ["a\u2028b\u2029c\x85d\r\n\x0b\x0c\x1c 🦊"]})
    (line,) = exported(given, "jsonl").decode("utf-8").splitlines()
    assert json.loads(line) == {"text": given["text"][0].as_py()}


def test_an_empty_text_in_csv_is_not_nothing() -> None:
    assert exported(pa.table({"a": ["", None, 'q"r']}), "csv") == b'"a"\n""\n\n"q""r"\n'


def test_another_format_is_told(store: Store) -> None:
    with pytest.raises(ValueError, match="no format 'xml'; there are jsonl, csv, parquet"):
        exported(table(store, "rejected"), "xml")
    assert FORMATS == ("jsonl", "csv", "parquet")
