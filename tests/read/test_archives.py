"""Web archives and Parquet tables: what a crawler or a cluster leaves behind."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.read.pages import PAGE, PARAGRAPHS, articles, outcomes, reasons, texts, write
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from attribune.model import Article
from attribune.read import streams

ADDRESS = "https://harbourpost.example/news/bridge-stays-shut"
Record = tuple[str, str, bytes, str]  # address, content type, payload, status


def page(address: str = ADDRESS, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> Record:
    return address, kind, PAGE.replace("/news/bridge-stays-shut", address.rpartition(".example")[2]).encode(), status


def archive(path: Path, records: Iterable[Record], *, zipped: bool = True) -> Path:
    """Write an archive as crawlers do: its own record first, then a request and a response each."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=zipped)
    writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a crawler"}))
    for address, kind, payload, status in records:
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "harbourpost.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(address, "request", http_headers=asked))
        answer = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(address, "response", payload=io.BytesIO(payload), http_headers=answer)
        )
    return write(path, out.getvalue())


@pytest.mark.parametrize(("name", "zipped"), [("news.warc.gz", True), ("news.warc", False), ("kept", True)])
def test_every_page_of_a_web_archive_is_an_article(tmp_path: Path, name: str, zipped: bool) -> None:
    path = archive(tmp_path / name, [page(), page("https://harbourpost.example/2")], zipped=zipped)
    first, second = articles(path)
    assert first.text.endswith("\n".join(PARAGRAPHS))
    assert (first.outlet, first.url, first.published) == ("The Harbour Post", ADDRESS, "2031-03-03T09:15:00+01:00")
    assert (second.url, second.source) == ("https://harbourpost.example/2", str(path))
    assert first.id != second.id


def test_what_a_crawler_kept_beside_the_pages_is_passed_over(tmp_path: Path) -> None:
    records = [
        ("https://harbourpost.example/robots.txt", "text/html", b"User-agent: *", "200 OK"),
        ("https://harbourpost.example/a.png", "image/png", b"\x89PNG", "200 OK"),
        ("https://harbourpost.example/old", "text/html", b"", "301 Moved"),
        page(),
    ]
    assert len(articles(archive(tmp_path / "news.warc.gz", records))) == 1


def test_pages_that_hold_no_article_are_named_by_their_records(tmp_path: Path) -> None:
    gone = page("https://harbourpost.example/gone", status="404 Not Found")
    empty = ("https://harbourpost.example/empty", "text/html", b"<html><body></body></html>", "200 OK")
    path = archive(tmp_path / "news.warc.gz", [gone, gone, page(), empty])
    assert [reason.partition(":")[0] for reason in reasons(path)] == ["records 3 to 5", "record 9"]
    assert len(texts(path)) == 1


def test_the_encoding_that_the_server_gave_counts(tmp_path: Path) -> None:
    words = "Der Bürgermeister von Altbrück sagte, die Brücke müsse für Fußgänger geöffnet werden. " * 4
    payload = f"<html><body><article><p>{words}</p></article></body></html>".encode("iso-8859-2")
    record = ("https://altbrueck.example/1", "text/html; charset=iso-8859-2", payload, "200 OK")
    (article,) = articles(archive(tmp_path / "news.warc.gz", [record]))
    assert article.text.startswith("Der Bürgermeister von Altbrück sagte")


def test_the_text_that_was_made_of_a_page_is_read_too(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    text = "\n".join(PARAGRAPHS).encode()
    writer.write_record(
        writer.create_warc_record(ADDRESS, "conversion", payload=io.BytesIO(text), warc_content_type="text/plain")
    )
    (article,) = articles(write(tmp_path / "news.warc.wet.gz", out.getvalue()))
    assert (article.text, article.url) == ("\n".join(PARAGRAPHS), ADDRESS)


def test_a_web_archive_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    pages = [page(f"https://harbourpost.example/{number}") for number in range(60)]
    whole = archive(tmp_path / "whole.warc.gz", pages).read_bytes()
    path = write(tmp_path / "half.warc.gz", whole[:-400])
    assert 30 <= len(texts(path)) < 60
    assert [reason for reason in reasons(path) if "gzip data are broken" in reason]


def test_a_page_that_was_cut_off_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.warc", [page(), page("https://harbourpost.example/2")], zipped=False).read_bytes()
    path = write(tmp_path / "half.warc", whole[:-600])
    assert len(texts(path)) == 1
    assert ["breaks off in the middle" in reason for reason in reasons(path)] == [True]


def test_a_damaged_record_ends_the_reading_with_a_reason(tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.warc", [page()], zipped=False).read_bytes()
    path = write(tmp_path / "damaged.warc", whole + b"no record at all\r\n\r\n" * 20)
    assert len(texts(path)) == 1
    assert [reason for reason in reasons(path) if "archive is broken" in reason]


def test_a_page_too_large_for_an_article_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LIMIT", 10_000)
    large = ("https://harbourpost.example/large", "text/html", b"<html>" + b"x" * 20_000, "200 OK")
    path = archive(tmp_path / "news.warc.gz", [large, page()])
    assert len(texts(path)) == 1
    assert "too large" in reasons(path)[0]


def test_a_file_that_is_no_archive_but_by_name_is_turned_away(tmp_path: Path) -> None:
    assert "does not begin as" in reasons(write(tmp_path / "a.warc", "The mayor said no."))[0]
    assert "does not begin as" in reasons(write(tmp_path / "a.parquet", "The mayor said no."))[0]


# ---- Parquet


def parquet(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_a_row_of_a_parquet_table_is_an_article(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "news.parquet",
        Text=["The mayor said no.", "The mayor said yes.", ""],
        outlet=["The Harbour Post", None, "The Quay"],
        published=[datetime(2031, 3, 3, 9, 15, tzinfo=UTC), None, None],
        words=[[1], [2], [3]],
    )
    first, second = (one for one in outcomes(path) if isinstance(one, Article))
    assert (first.text, first.outlet) == ("The mayor said no.", "The Harbour Post")
    assert first.published == "2031-03-03T09:15:00+00:00"
    assert (second.outlet, second.published) == (None, None)
    assert reasons(path) == ["row 3: its text is empty; give the article's text"]


def test_days_in_a_parquet_table_are_days(tmp_path: Path) -> None:
    (article,) = articles(parquet(tmp_path / "news.parquet", text=["No."], published=[date(2031, 3, 3)]))
    assert article.published == "2031-03-03"


def test_a_parquet_table_without_articles_says_so(tmp_path: Path) -> None:
    assert "it has no column text" in reasons(parquet(tmp_path / "a.parquet", words=[1]))[0]
    assert "lists no article" in reasons(parquet(tmp_path / "b.parquet", text=pa.array([], pa.string())))[0]


def test_parquet_data_that_are_broken_or_cannot_be_sought_in_are_told(tmp_path: Path) -> None:
    data = parquet(tmp_path / "news.parquet", text=["The mayor said no."]).read_bytes()
    assert "Parquet data are broken" in reasons(write(tmp_path / "half.parquet", data[:-20]))[0]
    zipped = write(tmp_path / "news.parquet.gz", gzip.compress(data))
    assert "under gzip" in reasons(zipped)[0]
