from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from tests.read.pages import PAGE, articles, lines, outcomes, reasons, texts, write

import attribune
from attribune.model import Article, Rejected
from attribune.read import read, streams


def names(*inputs: str | Path) -> list[str]:
    return [Path(article.source).name for article in articles(*inputs)]


def test_a_folder_is_read_with_all_below_it_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/er/c.txt.gz", "deep/d.md", "also/e"):
        write(tmp_path / name, PAGE if name.endswith("html") else f"Text of {name}.", zipped=name.endswith("gz"))
    assert names(tmp_path) == ["a.html", "b.txt", "e", "d.md", "c.txt.gz"]


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Seen.")
    write(tmp_path / ".b.txt", "Hidden.")
    write(tmp_path / ".git" / "c.txt", "Hidden.")
    assert names(tmp_path) == ["a.txt"]


def test_a_file_that_a_list_names_is_not_read_twice(tmp_path: Path) -> None:
    write(tmp_path / "0.txt", "The mayor said no.")
    write(tmp_path / "1.txt", "The mayor said yes.")
    write(tmp_path / "below" / "2.txt", "The mayor left.")
    write(tmp_path / "z.jsonl", lines([{"file": "0.txt", "outlet": "The Quay"}, {"file": "below/2.txt"}]))
    expected = [("The mayor said no.", "The Quay"), ("The mayor left.", None), ("The mayor said yes.", None)]
    assert [(article.text, article.outlet) for article in articles(tmp_path)] == expected
    by_name = [*sorted(tmp_path.glob("*.*")), tmp_path / "below" / "2.txt"]
    assert [(article.text, article.outlet) for article in articles(*by_name)] == expected


def test_a_folder_moved_elsewhere_gives_the_same_ids(tmp_path: Path) -> None:
    write(tmp_path / "old" / "a.txt", "The mayor said no.")
    write(tmp_path / "old" / "b.html", PAGE)
    write(tmp_path / "old" / "c.jsonl", lines([{"text": "She left."}, {"text": "She came back.", "id": 2}]))
    before = [article.id for article in articles(tmp_path / "old")]
    (tmp_path / "old").rename(tmp_path / "new")
    assert [article.id for article in articles(tmp_path / "new")] == before
    assert len(set(before)) == 4


def test_a_file_that_tells_about_the_folder_is_no_article_unless_named(tmp_path: Path) -> None:
    readme = write(tmp_path / "README.md", "Articles on the bridge.")
    write(tmp_path / "readmission.txt", "The hospital said no.")
    assert texts(tmp_path) == ["The hospital said no."]
    assert reasons(tmp_path) == ["by its name it tells about the folder; add it by itself if it is an article"]
    assert texts(readme) == ["Articles on the bridge."]


def test_links_in_a_circle_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "set" / "a.txt", "The mayor said no.")
    (tmp_path / "set" / "again").symlink_to(tmp_path / "set")
    (tmp_path / "set" / "below").mkdir()
    (tmp_path / "set" / "below" / "up").symlink_to("..")
    assert texts(tmp_path / "set") == ["The mayor said no."]


def test_links_to_nothing_and_pipes_in_a_folder_are_turned_away(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "itself.txt").symlink_to("itself.txt")
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path / "a.txt", "The mayor said no.")
    assert texts(tmp_path) == ["The mayor said no."]
    assert len(reasons(tmp_path)) == 3


def test_standard_input_is_told_by_its_content() -> None:
    assert texts("-", stdin=b"The mayor said no.") == ["The mayor said no."]
    assert texts("-", stdin=gzip.compress(b'{"text": "The mayor said no."}\n')) == ["The mayor said no."]
    (article,) = articles("-", stdin=PAGE.encode())
    assert (article.source, article.outlet) == ("-", "The Harbour Post")


def test_standard_input_is_left_open_for_its_owner() -> None:
    import io

    stdin = io.BytesIO(b"The mayor said no.")
    assert len(list(read(["-"], stdin=stdin))) == 1
    assert not stdin.closed


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.jsonl", b"", "it is empty"),
        ("a.html.gz", gzip.compress(b""), "it is empty"),
        ("a.txt", b" \n\t \r\n", "the text is empty"),
        ("a.txt", b"The mayor\x00\x01\x02 said", "it holds NUL bytes"),
        ("a.jsonl", b"\x00" * 100, "it holds NUL bytes"),
        ("a.csv", b"\x00" * 100, "it holds NUL bytes"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "it is an image"),
        ("a", b"\xff\xd8\xff\xe0", "it is an image"),
        ("a.pdf", b"%PDF-1.7", "it is a PDF"),
        ("a.docx", b"PK\x03\x04", "it is a ZIP archive or an office document"),
        ("a.txt.xz", b"\xfd7zXZ\x00", "it is compressed with xz"),
        ("a.js", b"var mayor = 1;", "it is a script"),
        ("a.xml", b'<?xml version="1.0"?><rss/>', "it is XML"),
        ("a.txt.gz", b"\x1f\x8b\x08 not gzip at all", "the gzip data are broken"),
        ("a.txt.gz", gzip.compress(b"The mayor said no." * 99)[:-9], "the gzip data are broken"),
    ],
)
def test_what_is_no_article_is_turned_away_with_a_reason(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = write(tmp_path / name, content)
    (rejected,) = outcomes(path)
    assert isinstance(rejected, Rejected)
    assert rejected.source == str(path)
    assert rejected.reason.startswith(reason)
    assert ";" in rejected.reason  # what is wrong; what to do
    assert "\n" not in rejected.reason


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("nowhere/none.txt", "there is no such file or folder"),
        ("", "it is no path"),
        ("a\0b", "this is not a path"),
        ("x" * 5000, "it cannot be read"),
        ("https://harbourpost.example/1", "pages are not fetched"),
    ],
)
def test_what_cannot_be_opened_is_turned_away_and_the_rest_goes_on(tmp_path: Path, given: str, reason: str) -> None:
    path = write(tmp_path / "a.txt", "The mayor said no.")
    bad, good = outcomes(given, path)
    assert isinstance(bad, Rejected)
    assert bad.reason.startswith(reason)
    assert isinstance(good, Article)


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(streams, "_open", forbid)
    assert reasons(write(tmp_path / "a.txt", "x")) == ["permission denied; make it readable for this user"]


def test_a_folder_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", forbid)
    assert reasons(tmp_path)[0] == "permission denied; make it readable for this user"


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert reasons(tmp_path) == [
        "there is no article in this folder or below it; save its articles as plain text, HTML, JSON lines or CSV"
    ]


def test_a_broken_end_does_not_lose_the_beginning(tmp_path: Path) -> None:
    many = gzip.compress(lines({"text": f"Statement {i} {i**9}."} for i in range(9000)).encode())
    found = outcomes(write(tmp_path / "a.jsonl.gz", many[: len(many) // 2]))
    assert len(found) > 1000
    assert [type(one) for one in found[-2:]] == [Article, Rejected]
    assert found[-1].reason.startswith("the gzip data are broken")  # type: ignore[union-attr]


def test_a_file_too_large_for_one_article_is_turned_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LIMIT", 1_000_000)
    bomb = write(tmp_path / "a.txt.gz", b"x" * 5_000_000, zipped=True)
    assert reasons(bomb)[0].startswith("it is larger than 1 MB")


def test_a_name_that_is_not_unicode_is_shown_with_marks(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("The mayor said no.")
    (article,) = articles(tmp_path)
    assert article.source.endswith("caf\ufffd.txt")


def test_one_path_alone_is_taken_for_what_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "The mayor said no.")
    assert [type(one) for one in read(str(path))] == [Article]


@pytest.mark.parametrize(
    ("name", "content"), [("a.jsonl", "\n \n"), ("a.json", "[]"), ("a.csv", "outlet,text\n"), ("a.tsv", "id\ttext\n\n")]
)
def test_a_list_without_an_article_is_told_and_not_passed_over_in_silence(
    tmp_path: Path, name: str, content: str
) -> None:
    reason = "it lists no article; give each a line, or a row below the columns' names"
    assert reasons(write(tmp_path / name, content)) == [reason]


def test_a_report_that_lies_beside_the_articles_is_not_one_of_them(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "The mayor said no.")
    with attribune.open(tmp_path / "story.dossier") as dossier:
        dossier.add(tmp_path / "a.txt")
        write(tmp_path / "story.html", "".join(dossier.report()))
    assert reasons(tmp_path / "story.html") == ["it is a report that Attribune wrote, not an article"]
    assert texts(tmp_path / "a.txt") == ["The mayor said no."]
