"""What an input is, by its first bytes and its name; what is none of ours is turned away with its name."""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

from attribune.read import table
from attribune.read.streams import UnreadableError

Form = Literal["plain", "page", "rows", "table", "archive", "columns"]

_FORMS: dict[str, Form] = {
    ".htm": "page",
    ".html": "page",
    ".xhtml": "page",
    ".json": "rows",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".warc": "archive",
    ".wet": "archive",
    ".parquet": "columns",
}
_MARKS: dict[bytes, Form] = {b"WARC/": "archive", b"PAR1": "columns"}  # these are what they are under any name
_PLAIN = (".txt", ".text", ".md")
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"BZh", "compressed with bzip2, not gzip"),
    (b"\xfd7zXZ", "compressed with xz, not gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd, not gzip"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "a database"),
)
# Text that is not prose; a page saved by a browser comes with a folder of these.
_CODE = {
    ".css": "a style sheet",
    ".js": "a script",
    ".map": "a script's map",
    ".mjs": "a script",
    ".eml": "an e-mail message",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".svg": "an image",
}
ADVICE = "save its articles as plain text, HTML, JSON lines or CSV"
_ZIPPED = re.compile(r"\.gz$", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_REPORT = re.compile(r'<meta name="generator" content="Attribune">')  # it may well lie beside the articles
_XML = re.compile(r"<(?:\?xml|rss|feed|svg)\b", re.IGNORECASE)
_OBJECT = re.compile(r'\{\s*(?:"[^"\\]*"\s*:|$)|\[\s*(?:[\[{\]]|$)')


def bare_name(path: str) -> str:
    """Return the name of the file at ``path`` without its folder and without ``.gz``."""
    return _ZIPPED.sub("", PurePath(path).name)


def named(path: str) -> Form | None:
    """Return what the name of a file says it is, None when it says nothing."""
    return _FORMS.get(PurePath(bare_name(path)).suffix.lower())


def form(path: str, head: bytes) -> Form:
    """Return what an input is, by its name and its first bytes (of some 64 kB, already unzipped).

    A name decides among kinds of text, except that a page is a page whatever its name; where the name says
    nothing, the content does. Raises ``UnreadableError`` for what holds no article text, saying what it is.
    """
    if not head:
        raise UnreadableError("it is empty; there is nothing to read")
    suffix = PurePath(bare_name(path)).suffix.lower()
    what = next((what for mark, what in _SIGNATURES if head.startswith(mark)), None) or _CODE.get(suffix)
    if what:
        raise UnreadableError(f"it is {what}, which is not read; {ADVICE}")
    marked = next((form for mark, form in _MARKS.items() if head.startswith(mark)), None)
    if marked:
        return marked
    beginning = _beginning(head)
    if beginning.startswith("<") and _PAGE.search(beginning, 0, 2048):
        if _REPORT.search(beginning, 0, 2048):
            raise UnreadableError("it is a report that Attribune wrote, not an article")
        return "page"
    given = _FORMS.get(suffix)
    if given in _MARKS.values():
        raise UnreadableError(f"it does not begin as a {suffix} file does; download or write it again")
    if given or suffix in _PLAIN:
        return given or "plain"
    return _by_content(beginning)


def _by_content(beginning: str) -> Form:
    if _XML.match(beginning):
        raise UnreadableError(f"it is XML, which is not read; {ADVICE}")
    if _OBJECT.match(beginning):
        return "rows"
    first, separator, _ = beginning.partition("\n")
    return "table" if separator and table.is_header(first) else "plain"


def _beginning(head: bytes) -> str:
    """Return roughly the first characters, good enough to look for marks in ASCII."""
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head.decode("utf-16" if wide else "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
