"""Links of a page: which words of its article lead where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from attribune.model import Link, Span
from attribune.read.articles import characters

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

INLINE = frozenset("a abbr b cite em font i mark q s small span strong sub sup u".split())
AROUND = 40  # code points before and after a link by which its place in the article is known
ALONE = 25  # ... of which there must be so many with its own, or it may stand in a menu as well
LONGEST = 2000  # code points of an address
DEEPEST = 40  # inline elements within each other


class _Anchor(NamedTuple):
    start: int
    end: int
    address: str


def anchors(page: HtmlElement) -> Iterator[tuple[str, tuple[_Anchor, ...]]]:
    """Yield the paragraphs of a page that hold links: the text with single blanks, and its links in order."""
    blocks: dict[HtmlElement, None] = {}
    for anchor in page.iter("a"):
        if anchor.get("href"):
            block = anchor.getparent()
            while block is not None and block.tag in INLINE:
                block = block.getparent()
            if block is not None:
                blocks[block] = None
    for block in blocks:
        text = ""
        found: list[_Anchor] = []
        for words, address in _pieces(block, None, DEEPEST):
            start = len(text)
            text = _joined(text, words)
            if address is not None:
                start += text[start : start + 1] == " "
                if found and found[-1].address == address and not text[found[-1].end : start].strip():
                    start = found.pop().start
                found.append(_Anchor(start, len(text.rstrip()), address))
        yield text, tuple(anchor for anchor in found if anchor.start < anchor.end)


def _pieces(element: HtmlElement, address: str | None, deepest: int) -> Iterator[tuple[str, str | None]]:
    """Yield the texts of an element in order, each with the address it links to."""
    if element.text:
        yield element.text, address
    for child in element:
        if child.tag in INLINE and deepest:
            own = child.get("href") or address if child.tag == "a" else address
            yield from _pieces(child, own, deepest - 1)
        else:
            yield " ", None  # a line's end, or a paragraph of its own
        if child.tail:
            yield child.tail, address


def _joined(text: str, words: str) -> str:
    """Return a text with more of it behind, every run of white space being one blank."""
    plain = " ".join(words.split())
    before = " " * (words[:1].isspace() and bool(text) and not text.endswith(" "))
    after = " " * (bool(plain) and words[-1:].isspace())
    return f"{text}{before}{plain}{after}"


def placed(page: HtmlElement, text: str, *, base: str | None) -> tuple[Link, ...]:
    """Return the links of a page that stand in the text taken from it, in order; ``base`` is the page's address.

    A link is found by its words with those around them. Those within the page and those of menus are left out.
    """
    found: dict[Span, str] = {}
    for block, links in anchors(page):
        at = 0
        for start, end, href in links:
            address = _absolute(href, base)
            first, last = max(0, start - AROUND), min(len(block), end + AROUND)
            around = characters(block[first:last])
            place = text.find(around, at) if address and len(around.strip()) >= ALONE else -1
            if address and place >= 0:
                found.setdefault(Span(place + start - first, place + end - first), address)
                at = place + start - first
    return tuple(Link(span, found[span]) for span in sorted(found))


def _absolute(href: str, base: str | None) -> str | None:
    """Return where a link leads, None for one within its page and for one that leads to no page."""
    try:
        address = urljoin(base or "", href.strip())
        leads = urlsplit(address).scheme in ("http", "https") and not href.lstrip().startswith("#")
    except ValueError:
        return None
    return characters(address) if leads and len(address) <= LONGEST and not any(map(str.isspace, address)) else None
