"""Web pages: the article in a page, by trafilatura, with what the page says of itself.

The text is kept as extracted, a paragraph a line. Extraction follows Barbaresi, "Trafilatura: A Web Scraping
Library and Command-Line Tool for Text Discovery and Extraction" (ACL 2021, demonstrations); which of its options
serve news best is measured in ``benchmarks/extraction.py``.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from attribune.model import Article, Link
from attribune.read import articles, dates, plain
from attribune.read.articles import Details
from attribune.read.links import placed
from attribune.read.streams import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

# Tables stay in: some pages set their paragraphs in them. Comments are not the article's. Removing repeats across
# pages would make one page's text depend on the pages before it.
OPTIONS: dict[str, Any] = {"include_comments": False, "include_tables": True}
# Dates that the page gives for itself, not any date in its text. The latest date is fixed, for the default is today
# and the same page must give the same date on every day.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_WHOLE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_LINKED_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{8,64})"')
_GIVEN_DATE = (
    './/meta[@property="article:published_time" or @itemprop="datePublished"]/@content'
    '|.//meta[@name="date" or @name="pubdate"]/@content'
    '|.//time[@itemprop="datePublished" or @pubdate]/@datetime'
)
_ADDRESS = ("http://", "https://")
_LINKED_AUTHOR = re.compile(r"\bhttps?\b|^www\b|^$", re.I)
_SEPARATOR = re.compile(r"\s[|–—·:-]\s|[|｜：]")


def declared(data: bytes) -> str | None:
    """Return the encoding that a page declares for itself."""
    found = _CHARSET.search(data, 0, 4096)
    return found[1].decode("ascii", "replace") if found else None


def article(data: bytes, *, source: str, name: str, details: Details) -> Article:
    """Return the article in a page; ``details`` given beside the page stand before what the page says.

    Raises ``UnreadableError`` when no article text is found in it.
    """
    page = plain.decoded(data, declared=declared(data))
    return article_of(page, source=source, name=name, details=details)


def article_of(page: str, *, source: str, name: str, details: Details) -> Article:
    """Return the article in the characters of a page or of a fragment; see ``article``."""
    text, found, links = extracted(page, url=details.get("url"))
    known = {field: value for field, value in details.items() if value is not None}
    return articles.article(text, source=source, name=name, details={**found, **known}, links=links)


class Extracted(NamedTuple):
    """What a page holds: the article's text, what the page says of it, and the links in it."""

    text: str
    details: dict[str, str | None]
    links: tuple[Link, ...]


def extracted(page: str, *, url: str | None = None, options: Mapping[str, Any] = OPTIONS) -> Extracted:
    """Return a page's article text, as extracted, what the page says of it, and where its words lead.

    ``url`` is where the page was found, ``options`` are trafilatura's (others than ours serve to compare them).
    Raises ``UnreadableError`` when there is no article text.
    """
    whole = page if _WHOLE.search(page) else f"<html><body><div>{page}</div></body></html>"
    try:
        tree, document = _taken_apart(whole, url, options)
    except Exception as error:  # whatever a hostile page makes of the parsers, the next page must be read
        raise UnreadableError(f"the page could not be taken apart ({type(error).__name__}); give its text") from error
    if document is None or not (document.text or "").strip():
        raise UnreadableError("no article text was found in the page; save it with its text shown, or give the text")
    text, place = articles.characters(document.text), articles.single_line(document.url)
    outlet = named(articles.single_line(document.sitename), place)
    details = {
        "outlet": outlet,
        "url": place,
        "title": untagged(articles.single_line(document.title), outlet),
        "byline": authors(articles.single_line(document.author)),
        "published": _moment(tree, document.date),
        "language": _language(tree),
    }
    return Extracted(text, details, placed(tree, text, base=url or details["url"]))


def _taken_apart(page: str, url: str | None, options: Mapping[str, Any]) -> tuple[HtmlElement, Any]:
    """Return a page's tree and trafilatura's document of it, None where it finds none."""
    from trafilatura import bare_extraction, load_html  # here, for it is slow to load and most input is not HTML

    tree = load_html(page)
    if tree is None:
        return None, None
    return tree, bare_extraction(tree, url=url, with_metadata=True, date_extraction_params=dict(DATES), **options)


def named(outlet: str | None, url: str | None) -> str | None:
    """Return an outlet's name without its motto, told by the page's address; an address is no name.

    >>> named("All the harbour's news - The Lantern", "https://www.thelantern.example/ferry")
    'The Lantern'
    """
    if outlet is None or outlet.startswith(_ADDRESS):
        return None
    host = _folded(urlsplit(url).hostname or "") if url else ""
    hosted = [part for part in _SEPARATOR.split(outlet) if part and _folded(part) and _folded(part) in host]
    return max(hosted, key=len, default=outlet)


def authors(byline: str | None) -> str | None:
    """Return a byline with each author once and without addresses.

    >>> authors("Ann Lee; Ann-Lee; The Lantern https; Www Lantern Example")
    'Ann Lee'
    """
    written = [name.strip() for name in (byline or "").split(";")]
    once = {_folded(name): name for name in reversed(written) if not _LINKED_AUTHOR.search(name)}
    return "; ".join(reversed(once.values())) or None


def untagged(title: str | None, outlet: str | None) -> str | None:
    """Return a title without the outlet's name that pages add at its end."""
    last = deque(_SEPARATOR.finditer(title or ""), maxlen=1)
    if title and outlet and last and _folded(title[last[0].end() :]) == _folded(outlet):
        return title[: last[0].start()].rstrip() or title
    return title


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _moment(tree: HtmlElement, day: str | None) -> str | None:
    """Return the publication time that the page gives on that day, best with its offset, or the day alone."""
    given = [str(value) for value in tree.xpath(_GIVEN_DATE)]
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        given += _LINKED_DATE.findall(script.text or "")
    moments = [moment for moment in map(dates.normalised, given) if moment and day and moment.startswith(f"{day}T")]
    return max(moments, key=len, default=day)


def _language(tree: HtmlElement) -> str | None:
    tag = next(iter(tree.xpath('/html/@lang|/html/@xml:lang|.//meta[@property="og:locale"]/@content')), None)
    return articles.language(articles.single_line(str(tag)) if tag else None)
