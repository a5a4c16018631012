"""Publication dates in the forms that feeds, pages and tables give them, as ISO 8601, or not at all.

A date is read only where its form leaves one reading: ``03/04/2024`` is a day in March or in April, so it is
unknown, while ``31/12/2024`` is not. A time is kept only where it is given, with its offset where that is given.
Forms: ISO 8601 and RFC 3339, RFC 5322 (feeds), written English dates, numeric dates, seconds or milliseconds
since 1970.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

EARLIEST = 1600  # no newspaper is older; tables write "unknown" as the year 1 or 1400
LATEST = 2200
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_TIME = r"(?:(?:[T,]|\s+(?:at|-))?\s*(?P<time>\d\d?:.*|\d{4}.*))?"
_FORMS = tuple(
    re.compile(form + _TIME, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)",
        rf"{_WEEKDAY}{_DAY}[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
        r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})",
        r"(?P<first>\d\d?)(?P<mark>[-/])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4})",
    )
)
_CLOCK = re.compile(
    r"(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d\d(?::?\d\d)?)?(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # 2001 to 2033
LONGEST = 64  # characters of a date with all its parts


def normalised(value: object) -> str | None:
    """Return a publication date as ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM:SS``, with its offset if it has one.

    Text and numbers are looked at; None is the answer for all that is no date, or more than one.

    >>> normalised("Mon, 27 May 2024 10:30:00 GMT"), normalised("May 27, 2024"), normalised("03/04/2024")
    ('2024-05-27T10:30:00+00:00', '2024-05-27', None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    given = " ".join((f"{value:.0f}" if isinstance(value, float) else str(value)[: 2 * LONGEST]).split())
    if len(given) > LONGEST:
        return None
    if _EPOCH.fullmatch(given):
        moment = datetime.fromtimestamp(int(given[:10]), UTC)
        return _joined(moment.date(), moment.timetz())
    for form in _FORMS:
        if match := form.fullmatch(given):
            return _written(match.groupdict())
    return None


def _written(parts: dict[str, str | None]) -> str | None:
    day = _day(parts)
    if day is None or not EARLIEST <= day.year < LATEST:
        return None
    return _joined(day, _clock(parts["time"]))


def _joined(day: date, clock: time | None) -> str:
    # midnight is how databases write a day without a time
    if clock is None or (clock.hour, clock.minute, clock.second) == (0, 0, 0):
        return day.isoformat()
    return datetime.combine(day, clock).isoformat()


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        numbers = int(parts["first"] or 0), int(parts["second"] or 0)
        readings = {_valid(year, *numbers), _valid(year, *reversed(numbers))} - {None}
        return readings.pop() if len(readings) == 1 else None
    month = parts["month"] or ""
    return _valid(year, _MONTHS.get(month.lower()) or int(month), int(parts["day"] or 0))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(given: str | None) -> time | None:
    """Return the time of day if it can be read to the end; with a zone only named (EST, CET) it is unknown."""
    match = _CLOCK.fullmatch(given.strip()) if given else None
    if match is None:
        return None
    hour = int(match["hour"])
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0), tzinfo=_zone(match["zone"]))
    except ValueError:
        return None


def _zone(given: str | None) -> timezone | None:
    if not given:
        return None
    digits = re.sub(r"\D", "", given)
    offset = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0))
    return timezone(-offset if "-" in given else offset) if offset else UTC
