"""Words and addresses for what a page or a terminal shows: dates, counts, shares, names, anchors."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote, urlsplit

from attribune.ids import identify
from attribune.model import AlterationKind, Article, Change, ParagraphKind, Precision, Span, Statement, StatementKind

DATE_UNKNOWN = "date unknown"
SPEAKER_UNKNOWN = "speaker unknown"
DOUBTFUL = 0.6  # confidence in an attribution under which a reader is told of it

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

CHANGES: dict[Change, str] = {
    "verbatim": "The same words.",
    "trimmed": "The same words, with some of the fullest wording left out.",
    "spliced": "Pieces of the fullest wording joined as if they were one.",
    "reworded": "Some words replaced by others.",
    "paraphrased": "Told in the article's own words.",
    "extended": "The same words and more beside them.",
}

KINDS: dict[StatementKind, str] = {
    "direct": "The speaker's words in quotation marks.",
    "indirect": "Told without quotation marks.",
    "mixed": "Partly in quotation marks, partly told.",
}

_PARAGRAPHS: dict[ParagraphKind, str] = {
    "headline": "headline",
    "body": "",
    "byline": "byline, not read for statements",
    "caption": "caption, not read for statements",
    "furniture": "page furniture, not read for statements",
}

LONGEST_CUT = 25  # letters of a word that is left out rather than cut

_OPENING, _CLOSING = ("“", "‘", '"', "„", "«"), ("”", "’", '"', "»")

_DAY = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?"
    r"(?:[T ](?P<time>\d{2}:\d{2})(?::\d{2})?(?:\.\d+)?(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d{2})")
_YEAR = re.compile(r"\d{4}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def anchor(kind: str, name: str) -> str:
    """Return the page's id for a thing of that kind: the name itself where it is fit for one, else a hash of it.

    >>> anchor("story", "0a1b")
    'story-0a1b'
    """
    return f"{kind}-{name}" if _PLAIN_ID.fullmatch(name) else f"{kind}-{identify(name)}"


def place(article: str, span: Span) -> str:
    """Return the page's id for a stretch of an article."""
    return f"{anchor('at', article)}-{span.start}-{span.end}"


ALTERED: dict[AlterationKind, str] = {  # what quoted words do that say something else than the fullest
    "denial": "denies otherwise",
    "number": "another number",
    "name": "another name",
    "modality": "another modality",
}


def plural(count: int, word: str, words: str | None = None) -> str:
    """Return the count and its word: ``1 article``, ``4,000 articles``."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"


def doubt(statement: Statement) -> str:
    """Return how sure an attribution is if that is little, or that nothing of the kind was said, else nothing."""
    if statement.mode == "unsaid":
        return "not said, or only perhaps"
    return f"attribution {percent(statement.confidence)} sure" if statement.confidence < DOUBTFUL else ""


def percent(share: float) -> str:
    """Return a share between 0 and 1 as whole percent; what is neither all nor nothing never reads as either.

    >>> percent(0.996), percent(0.001)
    ('99%', '1%')
    """
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return f"{rounded}%"


def spelt_date(iso: str | None, *, precision: Precision | None = None) -> str:
    """Return an ISO 8601 date as a reader says it; one that cannot be read is returned as it stands.

    >>> spelt_date("2031-05-06T14:05:00Z"), spelt_date("2031-W20"), spelt_date(None)
    ('6 May 2031, 14:05 UTC', 'week 20 of 2031', 'date unknown')
    """
    if not iso:
        return DATE_UNKNOWN
    if precision == "past":
        return "in the past, date unknown"
    if week := _WEEK.fullmatch(iso):
        return f"week {int(week['week'])} of {week['year']}"
    day = _DAY.fullmatch(iso)
    if day is None or not 1 <= int(day["month"]) <= 12:
        return iso
    spelt = f"{MONTHS[int(day['month']) - 1]} {day['year']}"
    if day["day"]:
        spelt = f"{int(day['day'])} {spelt}"
    if day["time"]:
        spelt += f", {day['time']}{_zone(day['zone'])}"
    return spelt


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return " UTC" if zone in ("Z", "+00:00", "+0000") else f" UTC{zone}"


def date_order(iso: str | None) -> tuple[int, str]:
    """Return a key that puts dates of every precision in order, each at its beginning, unreadable ones last."""
    if not iso:
        return (2, "")
    if week := _WEEK.fullmatch(iso):
        try:
            return (0, date.fromisocalendar(int(week["year"]), int(week["week"]), 1).isoformat())
        except ValueError:
            return (1, iso)
    return (0, iso) if _DAY.fullmatch(iso) or _YEAR.fullmatch(iso) else (1, iso)


def period(dates: list[str | None]) -> str:
    """Return the first and last of some ISO dates as a period, by day; unknown ones count only when all are."""
    known = sorted((d for d in dates if d and date_order(d)[0] == 0), key=date_order)
    if not known:
        return DATE_UNKNOWN
    first, last = spelt_date(known[0][:10]), spelt_date(known[-1][:10])
    return first if first == last else f"{first} to {last}"


def machine_date(iso: str | None) -> str:
    """Return the date if a ``time`` element may carry it, else an empty string."""
    if iso and (_DAY.fullmatch(iso) or _WEEK.fullmatch(iso) or _YEAR.fullmatch(iso)):
        return iso
    return ""


def printable(words: str) -> str:
    """Return the words without control characters: a text must not be able to drive what shows it."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in words)


def shorten(words: str, *, limit: int) -> str:
    """Return the words on one line of at most ``limit`` code points, cut between words where there is a place for it.

    >>> shorten("the bridge is closed", limit=12)
    'the bridge…'
    """
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    head, _, tail = line[:limit].rpartition(" ")
    if not head or len(tail) > LONGEST_CUT:
        head = line[: limit - 1]
    return f"{head.rstrip(' ,;:…')}…"


def quoted(words: str) -> str:
    """Return the words in quotation marks, without a second pair where they have their own.

    >>> quoted("“We close,” she said"), quoted("“We close,”")
    ('“We close,” she said', '“We close”')
    """
    if words[:1] in _OPENING:
        inner = words[1:].rstrip().rstrip(",")
        closed = inner[-1:] in _CLOSING
        inner = inner[:-1].rstrip(",") if closed else inner
        return words if any(mark in inner for mark in '“”"') else f"“{inner}”"
    return f"“{words}”"


def siglum(number: int) -> str:
    """Return the letters that stand for the article of that number in its story: A to Z, then AA, AB, ...

    >>> siglum(0), siglum(25), siglum(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        letters = chr(ord("A") + letter) + letters
        number -= 1
    return letters


def article_name(article: Article) -> str:
    """Return what an article goes by: its outlet, else the id it came with, else its file's name."""
    return article.outlet or article.given_id or _file_name(article.source) or article.source or article.id


def _file_name(source: str) -> str:
    address = urlsplit(source) if source.startswith(("http://", "https://")) else None
    if address is not None:
        return unquote(PurePosixPath(address.path).name) or address.netloc
    return PureWindowsPath(source).name if "\\" in source else PurePosixPath(source).name


def web_address(url: str | None) -> str:
    """Return a URL that a page may link to (``http`` or ``https``), else an empty string."""
    if not url:
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def language_tag(language: str | None) -> str:
    """Return the language if it is well formed enough for a ``lang`` attribute, else an empty string."""
    return language if language and _LANGUAGE.fullmatch(language) else ""


def paragraph_label(kind: ParagraphKind) -> str:
    """Return the words that tell a reader what a paragraph serves as; empty for the body."""
    return _PARAGRAPHS[kind]
