"""What all kinds of input share: the fields of an article, in their usual form, and its id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from attribune.ids import identify
from attribune.model import Article, Link
from attribune.read import dates
from attribune.read.streams import UnreadableError

# A field of an article by its name in the model; None or missing is unknown.
Details = Mapping[str, str | None]

FIELDS = ("given_id", "outlet", "url", "title", "byline", "published", "language")
CONTENT = ("text", "html", "file")  # the columns of a row that hold an article, the one that counts first
COLUMNS = (*CONTENT, "id", *FIELDS[1:])
_NOT_CHARACTERS = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of articles: what it holds, or its fault, and where it stands (``line`` 3, ``item`` 3)."""

    unit: str
    number: int
    fields: Mapping[str, object] | None = None
    fault: str = ""


def article(text: str, *, source: str, name: str, details: Details, links: tuple[Link, ...] = ()) -> Article:
    """Return the article of a text, or raise ``UnreadableError`` when the text is blank.

    ``source`` is the path as the user gave it, ``name`` the name of the file alone. The id is a hash of the text
    and of its place: the URL, else outlet and given id, else the file's name; never the folder, so a collection
    that was moved keeps its ids.
    """
    if not text.strip():
        raise UnreadableError("the text is empty; give the article's text")
    given = {field: details.get(field) for field in FIELDS}
    name = identify("article", *_place(characters(name), given), text)
    return Article(id=name, source=characters(source), text=text, **given, links=links)


def _place(name: str, given: Details) -> tuple[object, ...]:
    if given["url"]:
        return ("url", given["url"])
    if given["outlet"] or given["given_id"]:
        return ("outlet", given["outlet"], given["given_id"])
    return ("file", name)


def details(fields: Mapping[str, object]) -> dict[str, str | None]:
    """Return the fields of a row or a page in their usual form; what has none is None, never a guess."""
    given = {field: single_line(fields.get("id" if field == "given_id" else field)) for field in FIELDS}
    given["published"] = dates.normalised(fields.get("published"))
    given["language"] = language(given["language"])
    return given


def single_line(value: object) -> str | None:
    """Return a field's value as one line of text: a number in digits, several texts with commas between."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(single_line, value))) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value != value:
        return None
    return " ".join(characters(str(value)).split()) or None


def language(tag: str | None) -> str | None:
    """Return the language of a BCP 47 tag without its region, in lower case; another word stays as it is.

    >>> language("en-GB"), language("German")
    ('en', 'German')
    """
    match = _LANGUAGE.fullmatch(tag or "")
    return match[1].lower() if match else tag


def characters(text: str) -> str:
    """Return the text with U+FFFD in place of what is no character (NUL, lone surrogates), offsets unchanged."""
    return text if text.isascii() and "\x00" not in text else _NOT_CHARACTERS.sub("\ufffd", text)
