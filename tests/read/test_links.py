"""Links of a page are kept with the words that carry them."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tests.read.pages import BODY, PAGE, PARAGRAPHS, articles, write
from trafilatura import load_html

from attribune.model import Article
from attribune.read.links import placed

OTHER = "https://pelllantern.example/2031/ferry"


def page(link: str) -> str:
    """Return the page with words of its second paragraph in a link."""
    return PAGE.replace(PARAGRAPHS[1], PARAGRAPHS[1].replace("told reporters", link))


def shown(article: Article) -> list[tuple[str, str]]:
    return [(article.text[slice(*link.span)], link.url) for link in article.links]


def test_a_link_in_the_article_is_kept_with_its_words(tmp_path: Path) -> None:
    file = write(tmp_path / "page.html", page(f'<a href="{OTHER}">told <b>reporters</b></a>'))
    (article,) = articles(str(file))
    assert shown(article) == [("told reporters", OTHER)]
    (plain,) = articles(str(write(tmp_path / "plain" / "page.html", PAGE)))
    assert plain.text == article.text
    assert plain.links == ()


def test_a_link_is_told_from_where_the_page_stands(tmp_path: Path) -> None:
    (article,) = articles(
        str(write(tmp_path / "page.html", page('<a href="/news/other?from=page">told reporters</a>')))
    )
    assert shown(article) == [("told reporters", "https://harbourpost.example/news/other?from=page")]


def test_links_that_lead_to_no_other_page_are_left_out(tmp_path: Path) -> None:
    for href in ("#note", "mailto:desk@harbourpost.example", "javascript:void(0)", "http://[broken", ""):
        (article,) = articles(str(write(tmp_path / "page.html", page(f'<a href="{href}">told reporters</a>'))))
        assert article.links == ()


def test_menus_have_no_links_of_the_article(tmp_path: Path) -> None:
    menu = (
        BODY + '<ul><li><a href="/bridge">The bridge</a></li><li><a href="/mayor">The mayor of Oldbridge</a></li></ul>'
    )
    (article,) = articles(str(write(tmp_path / "page.html", PAGE.replace(BODY, menu))))
    assert article.links == ()


PARTS = (
    "<p>",
    "</p>",
    "<a href='https://a.example/1'>",
    "</a>",
    "<b>",
    "</b>",
    " ",
    "Ansel saw 😀 the long ferry",
    "\n",
)


@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_whatever_a_page_is_made_of_links_stand_within_the_text(parts: list[str]) -> None:
    tree = load_html(f"<html><body>{''.join(parts)}</body></html>")
    text = " ".join("".join(part for part in parts if not part.startswith("<")).split())
    links = placed(tree, text, base=None)
    assert all(0 <= link.span.start < link.span.end <= len(text) for link in links)
    assert [link.span for link in links] == sorted(link.span for link in links)
