"""Wire copy: lines by which an article says that an agency or another outlet wrote it, or part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from attribune.data import lines
from attribune.model import Annotation, Span
from attribune.trace.outlets import same_outlet

CreditKind = Literal["dateline", "byline", "copyright", "contribution", "report", "venue", "naming", "link"]

LINE = 130  # code points: a longer line tells a story
SIGNATURES = 16  # words of a byline, with all who sign and the time
DATELINE = 100  # code points from a line's beginning
OPENING = 6000  # code points in which a dateline is looked for: galleries may stand before it
_SMALL = frozenset(
    "a am and at by created edt est et for from gmt in modified of pm posted published reporter staff the to updated "
    "via wire writer".split()
)
_PICTURE = re.compile(r"(?i)\b(?:photos?|images?|pictures?|pool|file|video|getty|media|source)\b|[()\[\]]")
_WORDS = re.compile(r"[^\W\d_][\w.’'-]*")
_DATELINE = re.compile(
    r"[ ]*(?:(?:[A-Z][A-Z.’' ]+[ ]-[ ])?(?P<place>[A-Z][A-Z./’' -]+(?:,[^\n()]{1,40})?)[ ])?"
    r"\((?P<name>[A-Z][\w./& -]{1,30})\)[ ]?[-–—:]?"
)
_ABBREVIATED = "AP"
_HELPED = ("contributed", "reported from", "also reported")
_LENT = ("Contributing", "based on reporting by", "with material from")
_OWNED = ("opyright", "©")


class Credit(NamedTuple):
    """A place where an article names an outlet: the name, the words that credit it, and how."""

    name: str
    span: Span
    kind: CreditKind


def wire_credits(annotation: Annotation) -> Iterator[Credit]:
    """Yield the places where an article says who wrote it or helped to: datelines, bylines, copyright, contributions.

    An agency goes by its name in the list of agencies, however it is signed. Lines under pictures are left out.
    """
    text = annotation.article.text
    # Few articles have any of the words that tell: most need not be searched for every name.
    telling = {words for words in (*_HELPED, *_LENT, *_OWNED) if words in text}
    for name in (*_agencies(), _ABBREVIATED) if telling else ():
        if name in text:
            for pattern, kind, needed in _told(name):
                for told in pattern.finditer(text) if not telling.isdisjoint(needed) else ():
                    yield Credit(agency(name) or name, Span(*told.span("by")), kind)
    yield from _lines(annotation)


@cache
def _agencies() -> tuple[str, ...]:
    return tuple(sorted(lines("agencies.txt"), key=lambda name: (-len(name), name)))


@cache
def _told(name: str) -> tuple[tuple[re.Pattern[str], CreditKind, Sequence[str]], ...]:
    """Return what finds the ways of telling an agency's part in an article, each with the words that it needs."""
    exact = rf"(?<![\w’'-]){re.escape(name)}(?![\w’'-])"
    writers = r"(?:[A-Z][\w.]+ ){0,4}(?:writer|reporter|journalist|correspondent|editor|researcher)s?\b"
    helped, lent = "|".join(_HELPED), "|".join(_LENT)
    return (
        (re.compile(rf"(?P<by>{exact}[^.\n]{{0,60}}?\bcontributed\b)(?! [$\d])"), "contribution", _HELPED[:1]),
        (re.compile(rf"(?P<by>{exact} {writers})(?=[^\n]{{0,160}}\b(?:{helped}))"), "contribution", _HELPED),
        (re.compile(rf"\b(?P<by>(?:{lent})\W+(?:[Tt]he )?{exact})"), "contribution", _LENT),
        (
            re.compile(
                rf"(?<![Ii]mage )(?<![Pp]hoto )(?<![Pp]icture )(?P<by>(?:[Cc]opyright|©)[^.\n]{{0,24}}?{exact})"
            ),
            "copyright",
            _OWNED,
        ),
    )


def _lines(annotation: Annotation) -> Iterator[Credit]:
    """Yield the datelines, and the outlets that sign in a line with nothing beside but persons and times."""
    captions = [paragraph.span for paragraph in annotation.paragraphs if paragraph.kind == "caption"]
    start = 0
    for line in annotation.article.text.split("\n"):
        dateline = _DATELINE.match(line) if "(" in line[:DATELINE] else None
        if dateline is not None and start <= OPENING:
            name = agency(dateline["name"])
            if dateline["place"] or name:
                yield Credit(name or dateline["name"], _shifted(dateline.span("name"), start), "dateline")
        elif 1 < len(line) <= LINE and _is_byline(line) and not any(s.start <= start < s.end for s in captions):
            signed = _signed().search(line)
            if signed is not None and not _shouted(line, signed):
                name = agency(signed["name"]) or " ".join(signed["name"].split())
                indent = len(line) - len(line.lstrip())
                yield Credit(name, _shifted((indent, signed.end()), start), "byline")
        start += len(line) + 1


def _shouted(line: str, signed: re.Match[str]) -> bool:
    """Whether a line in capitals goes on after a name: it is no signature, and the name perhaps none ("THIS TIME")."""
    return line.isupper() and _WORDS.search(line, signed.end()) is not None and not line.lstrip().startswith("BY ")


def _shifted(span: tuple[int, int], by: int) -> Span:
    return Span(span[0] + by, span[1] + by)


def _is_byline(line: str) -> bool:
    if line.rstrip().endswith(":"):  # it tells from whom the next lines are
        return False
    named = False
    for number, word in enumerate(_WORDS.finditer(line)):
        told = word.group()
        plain = told.replace(".", "").lower()
        if number == SIGNATURES or not (told[0].isupper() or plain in _SMALL):
            return False
        named = named or plain in _name_words()
    return named and _PICTURE.search(line) is None


@cache
def _signing() -> tuple[str, ...]:
    """Return the names under which agencies and other outlets sign, the longest first."""
    others = (row for row in lines("outlets.txt") if not row.startswith("*") and len(row) > len(_ABBREVIATED))
    return tuple(sorted({*_agencies(), *others}, key=lambda name: (-len(name), name)))


@cache
def _name_words() -> frozenset[str]:
    return frozenset(word.lower() for name in (*_signing(), _ABBREVIATED) for word in name.split())


@cache
def _signed() -> re.Pattern[str]:
    """Return what finds an outlet's name or an agency's in a line, whoever is glued to it."""
    named = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in _signing())
    begins = r"(?:(?<![^\W_])|(?<=[a-z])(?=[A-Z]))"  # whoever is glued to it: "Ada LindAssociated Press", not "Richard"
    return re.compile(rf"(?P<name>{begins}(?i:{named})|(?<=/ ){_ABBREVIATED}|^{_ABBREVIATED})(?![\w’'-])")


@lru_cache(maxsize=4096)
def agency(name: str) -> str | None:
    """Return the agency that a name stands for, as the list of agencies has it."""
    return next((known for known in lines("agencies.txt") if same_outlet(name, known)), None)
