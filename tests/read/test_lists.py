from __future__ import annotations

import csv
import io
import json
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.pages import PAGE, articles, lines, outcomes, reasons, texts, write

from attribune.model import Article
from attribune.read import read, streams

ROW = {
    "id": "hp-1",
    "outlet": "The Harbour Post",
    "url": "https://harbourpost.example/1",
    "title": " Bridge \n shut ",
    "byline": "Ines Calder",
    "published": "Mon, 03 Mar 2031 09:15:00 +0100",
    "language": "en-GB",
    "text": "The mayor said no.\r\n\r\n  She left.\n",
    "section": {"name": "Local"},
}
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")


def test_a_line_of_json_is_an_article_with_all_it_says(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines([ROW]))
    (article,) = articles(path)
    assert article == Article(
        id=article.id,
        source=str(path),
        text=ROW["text"],  # type: ignore[arg-type]
        given_id="hp-1",
        outlet="The Harbour Post",
        url="https://harbourpost.example/1",
        title="Bridge shut",
        byline="Ines Calder",
        published="2031-03-03T09:15:00+01:00",
        language="en",
    )


def test_unknown_is_kept_as_unknown(tmp_path: Path) -> None:
    nulls = dict.fromkeys(ROW) | {"text": "The mayor said no."}
    odd = {"text": "The mayor said yes.", "outlet": {}, "title": True, "byline": float("nan"), "published": "soon"}
    for article in articles(write(tmp_path / "a.ndjson", lines([nulls, odd]))):
        assert article == Article(id=article.id, source=article.source, text=article.text)


def test_numbers_and_lists_are_taken_as_they_would_be_written(tmp_path: Path) -> None:
    row = {"text": "The mayor said no.", "id": 17, "byline": ["Ines Calder", None, "Tomas Brandt"], "URL": "u"}
    (article,) = articles(write(tmp_path / "a.jsonl", lines([row])))
    assert (article.given_id, article.byline, article.url) == ("17", "Ines Calder, Tomas Brandt", "u")


@pytest.mark.parametrize(
    "content",
    [
        lines([{"text": "One."}, {"text": "Two."}]),
        "\n" + lines([{"text": "One."}, {"text": "Two."}]).replace("\n", "\r\n\n"),
        "\ufeff" + lines([{"text": "One."}, {"text": "Two."}]).rstrip(),
        json.dumps([{"text": "One."}, {"text": "Two."}]),
        json.dumps([{"text": "One."}, {"text": "Two."}], indent=2),
        json.dumps({"text": "One."}, indent=2) + "\n" + json.dumps({"text": "Two."}, indent=2),
        "text,id\nOne.,1\nTwo.,2\n",
        '\ufeff"id";"TEXT"\r\n1;"One."\r\n2;Two.',
        "id\toutlet\ttext\n1\t\tOne.\n\n2\t\tTwo.\n",
    ],
)
def test_all_forms_of_lists_are_known_by_their_content(tmp_path: Path, content: str) -> None:
    assert texts(write(tmp_path / "unnamed", content)) == ["One.", "Two."]
    assert texts("-", stdin=content.encode()) == ["One.", "Two."]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_table_as_an_office_program_saves_it(tmp_path: Path, encoding: str) -> None:
    table = 'id;text\r\n1;"„Nein“, sagte die Bürgermeisterin;\r\n""nie""."\r\n'
    assert texts(write(tmp_path / "a.csv", table.encode(encoding))) == ['„Nein“, sagte die Bürgermeisterin;\r\n"nie".']


@given(st.lists(st.text(CHARACTERS, min_size=1).filter(str.strip), min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_texts_come_out_of_lists_to_the_letter(tmp_path: Path, given_texts: list[str]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table).writerows([["id", "text"], *(["x", text] for text in given_texts)])
    for name, content in {
        "a.csv": table.getvalue(),
        "lines.jsonl": lines({"text": text} for text in given_texts),
        "array.json": json.dumps([{"text": text} for text in given_texts], indent=1),
    }.items():
        assert texts(write(tmp_path / name, content)) == given_texts


def test_half_a_character_becomes_the_mark_for_an_unknown_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "No\\ud83d way\\u0000!", "title": "\\udc00"}\n')
    (article,) = articles(path)
    assert (article.text, article.title) == ("No\ufffd way\ufffd!", "\ufffd")


def test_a_row_may_name_a_file_from_the_folder_of_its_list(tmp_path: Path) -> None:
    write(tmp_path / "texts" / "a.txt", "The mayor said no.\n")
    write(tmp_path / "texts" / "b.html.gz", PAGE, zipped=True)
    path = write(tmp_path / "list.csv", "file,outlet\ntexts/a.txt,The Quay\n./texts/../texts/b.html.gz,\n")
    first, second = articles(path)
    assert (first.text, first.outlet, first.source) == (
        "The mayor said no.\n",
        "The Quay",
        str(tmp_path / "texts" / "a.txt"),
    )
    assert (second.outlet, second.source) == ("The Harbour Post", str(tmp_path / "texts" / "b.html.gz"))


def test_a_row_cannot_bring_in_files_from_elsewhere(tmp_path: Path) -> None:
    outside = write(tmp_path / "private.txt", "The mayor's own notes.")
    rows = [{"file": "../private.txt"}, {"file": str(outside)}, {"file": "a/../../private.txt"}]
    path = write(tmp_path / "set" / "list.jsonl", lines(rows))
    assert [reason.split(";")[0] for reason in reasons(path)] == [
        "line 1: its file ../private.txt lies outside the folder of the list",
        f"line 2: its file {outside} lies outside the folder of the list",
        "line 3: its file a/../../private.txt lies outside the folder of the list",
    ]


def test_a_text_stands_before_a_page_and_a_page_before_a_file(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "From the file.")
    rows = [
        {"text": "From the row.", "html": PAGE, "file": "a.txt"},
        {"text": None, "html": "<p>From the page.</p>", "file": "a.txt"},
        {"text": "", "html": " ", "file": "a.txt"},
    ]
    assert texts(write(tmp_path / "a.jsonl", lines(rows))) == ["From the row.", "From the page.", "From the file."]


def test_the_id_of_a_row_is_of_its_text_and_its_place_and_not_of_its_file(tmp_path: Path) -> None:
    row = {"text": "The mayor said no.", "outlet": "The Quay", "id": "1"}
    first = articles(write(tmp_path / "a.jsonl", lines([row])))[0].id
    again = articles(write(tmp_path / "b.csv", "id,outlet,title,text\n1,The Quay,No,The mayor said no.\n"))[0].id
    others = [row | {"outlet": "The Pier"}, row | {"id": "2"}, row | {"text": "Yes."}, row | {"url": "u"}]
    ids = [article.id for article in articles(write(tmp_path / "c.jsonl", lines(others)))]
    assert first == again
    assert len({first, *ids}) == 5


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('{"text": "cut off', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ('{"id": ' + "9" * 5000 + "}", "not valid JSON"),
        ('["text"]', "not a JSON object"),
        ('{"title": "No text", "body": "x"}', "it has no text, html or file (but title, body)"),
        ("{}", "it has no text, html or file (but nothing)"),
        ('{"text": null, "title": "x"}', "its text is empty"),
        ('{"text": " \\n "}', "its text is empty"),
        ('{"text": 5}', "its text is a number, not a text"),
        ('{"text": ["a", "b"]}', "its text is a list, not a text"),
        ('{"html": {"body": "x"}}', "its html is an object, not a text"),
        ('{"html": "<html></html>"}', "no article text was found"),
        ('{"file": "none.txt"}', "its file none.txt: there is no such file"),
        ('{"file": "list.csv"}', "its file list.csv: it is a list of articles itself"),
        ('{"file": "."}', "its file .: it cannot be read"),
        ('{"file": "a\\u0000b"}', "its file a\ufffdb: this is not a path"),
        ('{"file": "empty.txt"}', "its file empty.txt: it is empty"),
    ],
)
def test_a_bad_line_costs_only_itself_and_is_named(tmp_path: Path, row: str, reason: str) -> None:
    write(tmp_path / "list.csv", "text\nx\n")
    write(tmp_path / "empty.txt", "")
    path = write(tmp_path / "a.jsonl", '{"text": "Before."}\n' + row + '\n{"text": "After."}\n')
    before, bad, after = outcomes(path)
    assert bad.source == str(path)
    assert bad.reason.startswith(f"line 2: {reason}")  # type: ignore[union-attr]
    assert (before.text, after.text) == ("Before.", "After.")  # type: ignore[union-attr]


def test_a_line_in_another_encoding_costs_only_itself(tmp_path: Path) -> None:
    good = '{"text": "café"}\n'.encode() * 40
    path = write(tmp_path / "a.jsonl", good + '{"text": "café"}\n'.encode("latin-1") + good)
    assert len(texts(path)) == 80
    assert reasons(path) == ["line 41: not valid UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_list_in_another_encoding_may_be_damaged(tmp_path: Path, encoding: str) -> None:
    data = '{"text": "The café is shut."}\n' * 3
    path = write(tmp_path / "a.jsonl", data.encode(encoding) + b"\x00\xd8\xff\x0a\x81")
    assert texts(path) == ["The café is shut."] * 3
    assert all("not valid JSON" in reason for reason in reasons(path))


def test_many_lines_with_one_fault_are_one_reason(tmp_path: Path) -> None:
    rows = [{"a": 1}] * 500 + [{"text": "The mayor said no."}] + [{"a": 1}]
    path = write(tmp_path / "a.jsonl", lines(rows))
    advice = "it has no text, html or file (but a); give the text under one of these"
    assert reasons(path) == [f"lines 1 to 500: {advice}", f"line 502: {advice}"]


def test_after_a_broken_item_of_an_array_reading_ends_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '[{"text": "One."}, 5, {"text": oops}, {"text": "Lost."}]')
    assert texts(path) == ["One."]
    assert reasons(path) == [
        'item 2: not a JSON object; write one as {"text": "..."}',
        "item 3: not valid JSON (Expecting value, column 31); nothing after it was read",
    ]


def test_an_array_cut_off_in_the_middle_gives_what_was_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", json.dumps([{"text": "One."}, {"text": "Two."}])[:-6])
    assert texts(path) == ["One."]
    assert reasons(path)[0].startswith("item 2: not valid JSON")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2,x,y", "line 3: 3 columns where the first line names 2"),
        ("2", "line 3: 1 columns where the first line names 2"),
        ('2,"a "bad" one"', "line 3: not a row"),
        ("2,", "line 3: its text is empty"),
    ],
)
def test_a_bad_row_of_a_table_costs_only_itself_and_is_named(tmp_path: Path, row: str, reason: str) -> None:
    path = write(tmp_path / "a.csv", f"id,text\n1,Before.\n{row}\n3,After.\n")
    assert texts(path) == ["Before.", "After."]
    assert [found[: len(reason)] for found in reasons(path)] == [reason]


def test_a_quotation_mark_that_is_never_closed_is_not_taken_for_a_long_article(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,Before.\n2,"Never closed.\n3,After.\n')
    assert texts(path) == ["Before."]
    assert reasons(path)[0].startswith("line 3: not a row")


def test_rows_are_numbered_by_the_line_they_begin_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", 'id,text\n1,"Over\nthree\nlines."\n\n2,x,y\n')
    assert reasons(path)[0].startswith("line 6: ")


def test_a_table_that_names_no_text_says_what_it_names(tmp_path: Path) -> None:
    (reason,) = reasons(write(tmp_path / "a.csv", "name,role\nMarla Teague,mayor\n"))
    assert reason == "its first line names no column text, html or file (but name, role); name one so"


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.json"])
def test_a_line_too_long_for_an_article_is_turned_away_unheld(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LIMIT", 1_000_000)
    long = "x" * 2_500_000
    rows = [{"text": "One."}, {"text": long}, {"text": "Three."}]
    table = f"text\nOne.\n{long}\nThree.\n"
    content = {"a.jsonl": lines(rows), "a.csv": table, "a.json": json.dumps(rows)}[name]
    path = write(tmp_path / name, content)
    assert texts(path) == ["One."] if name == "a.json" else ["One.", "Three."]
    (reason,) = reasons(path)
    assert "longer than 1 MB" in reason


def test_lists_are_read_as_they_come() -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return b'{"text": "The mayor said no."}\n'[:size]

    assert len(list(islice(read(["-"], stdin=Endless()), 5000))) == 5000
