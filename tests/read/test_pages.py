from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.read.pages import BODY, PAGE, PARAGRAPHS, articles, lines, reasons, write

from attribune.read import html
from attribune.read.streams import UnreadableError


def test_a_page_gives_its_article_and_what_it_says_of_it(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.html", PAGE))
    assert all(paragraph in article.text for paragraph in PARAGRAPHS)
    assert article.title == "Bridge stays shut, says mayor"
    assert article.byline == "Ines Calder"
    assert article.outlet == "The Harbour Post"
    assert article.url == "https://harbourpost.example/news/bridge-stays-shut"
    assert article.published == "2031-03-03T09:15:00+01:00"
    assert article.language == "en"
    assert article.given_id is None


def test_menus_and_comments_are_not_the_article(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.html", PAGE))
    assert "Sport" not in article.text
    assert "did not read it" not in article.text


@pytest.mark.parametrize("name", ["a.htm", "a.html.gz", "a.txt", "a", "a.page"])
def test_a_page_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    (article,) = articles(write(tmp_path / name, PAGE, zipped=name.endswith(".gz")))
    assert article.outlet == "The Harbour Post"


def test_a_page_that_names_its_encoding_is_believed(tmp_path: Path) -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").encode("cp1252")
    assert PARAGRAPHS[1] in articles(write(tmp_path / "a.html", page))[0].text


@pytest.mark.parametrize("name", ["hex", "zip", "rot13", "idna", "undefined", "none-such", "utf-8"])
def test_a_page_that_names_no_encoding_of_its_own_is_read_all_the_same(tmp_path: Path, name: str) -> None:
    page = PAGE.replace("utf-8", name).encode("cp1252")
    assert PARAGRAPHS[1] in articles(write(tmp_path / "a.html", page))[0].text


def test_a_page_without_a_date_has_none(tmp_path: Path) -> None:
    page = f"<html><body><article><h1>Bridge shut</h1>{BODY}</article><footer>© 2029</footer></body></html>"
    (article,) = articles(write(tmp_path / "a.html", page))
    assert article.published is None
    assert article.language is None
    assert article.byline is None


def test_a_day_in_the_future_of_the_reader_is_a_day_like_any_other(tmp_path: Path) -> None:
    page = PAGE.replace("2031-03-03T09:15:00+01:00", "2150-06-01")
    assert articles(write(tmp_path / "a.html", page))[0].published == "2150-06-01"


def test_the_time_is_taken_from_linked_data_too(tmp_path: Path) -> None:
    linked = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2031-03-03T08:15Z"}</script>'
    )
    page = PAGE.replace('<meta property="article:published_time" content="2031-03-03T09:15:00+01:00">', linked)
    assert articles(write(tmp_path / "a.html", page))[0].published == "2031-03-03T08:15:00+00:00"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bridge shut - The Harbour Post", "Bridge shut"),
        ("Bridge shut – for good – The Harbour Post", "Bridge shut – for good"),
        ("Bridge shut | Harbour", "Bridge shut | Harbour"),
        ("The Harbour Post", "The Harbour Post"),
        ("Mayor: The Harbour Post lied", "Mayor: The Harbour Post lied"),
    ],
)
def test_the_name_of_the_outlet_is_taken_off_the_title(title: str, expected: str) -> None:
    assert html.untagged(title, "The Harbour Post") == expected


def test_a_row_may_hold_a_page_and_what_it_says_itself_stands_before_what_the_page_says(tmp_path: Path) -> None:
    row = {"html": PAGE, "id": 7, "outlet": "Harbour Post (print)", "published": None, "title": ""}
    (article,) = articles(write(tmp_path / "a.jsonl", lines([row])))
    assert article.outlet == "Harbour Post (print)"
    assert article.given_id == "7"
    assert article.title == "Bridge stays shut, says mayor"
    assert article.published == "2031-03-03T09:15:00+01:00"


def test_a_row_may_hold_a_mere_fragment_of_a_page(tmp_path: Path) -> None:
    rows = [{"html": BODY}, {"html": "<p>The mayor said no.</p>"}, {"html": "The mayor said yes."}]
    found = articles(write(tmp_path / "a.jsonl", lines(rows)))
    assert [article.text.splitlines() for article in found] == [
        list(PARAGRAPHS),
        ["The mayor said no."],
        ["The mayor said yes."],
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<!doctype html>",
        "<html><head><title>Bridge</title></head><body><script>render()</script></body></html>",
        "<html><body>" + "<div>" * 50_000 + "</div>" * 50_000,
        f"<html><head><title>Bridge</title></head><body><!-- {BODY} --></body></html>",
    ],
)
def test_a_page_without_an_article_says_so(tmp_path: Path, page: str) -> None:
    (reason,) = reasons(write(tmp_path / "a.html", page))
    assert reason.startswith("no article text was found in the page")


def test_whatever_the_parsers_stumble_over_the_next_page_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(html, "_taken_apart", stumble)
    with pytest.raises(UnreadableError, match="RecursionError"):
        html.extracted(PAGE)


def test_one_page_does_not_change_what_the_next_one_gives() -> None:
    alone = html.extracted(PAGE)
    again = [html.extracted(PAGE) for _ in range(4)]
    assert again == [alone] * 4


def test_reading_loads_the_page_extractor_only_for_a_page() -> None:
    program = "import sys, attribune.read; assert not {'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("All the news of the coast - The Lantern", "https://www.thelantern.example/a", "The Lantern"),
        ("The Lantern", "https://lantern.example/a", "The Lantern"),
        ("Ferries - and more", None, "Ferries - and more"),
        ("https://social.example/lantern", None, None),
        (None, "https://lantern.example/a", None),
    ],
)
def test_an_outlet_goes_without_its_motto(outlet: str | None, url: str | None, expected: str | None) -> None:
    assert html.named(outlet, url) == expected


def test_a_byline_names_each_author_once_and_no_address() -> None:
    assert (
        html.authors("Ruth Amsel; Ruth-Amsel; The Lantern https; Www Lantern Example; O. Dorn") == "Ruth Amsel; O. Dorn"
    )
    assert html.authors(None) is None
