"""What a time expression stands for: calendar arithmetic from the words and the day of publication.

Values are ISO 8601, as precise as the words: ``2024-05-26T08:30``, ``2024-05-26``, ``2024-W21``, ``2024-05``, ``2024``.
What has no form of its own there is written as an interval of the next finer unit (ISO 8601-1, 5.5): a quarter or a
season ``2024-07/2024-09`` (precision month), a decade ``1990/1999`` (precision year). A weekend is its week. Parts of
a day ("Sunday night") are the day.

The readings of "last", "this", "next" and of undated days follow news usage as TIDES/TimeML annotators describe it
(Ferro et al., TIDES 2005 Standard for the Annotation of Temporal Expressions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from attribune.model import Precision

Tense = Literal["past", "future"]
Unit = Literal["day", "week", "month", "quarter", "season", "year", "decade"]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SEASON_STARTS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_NUMBERS.split())} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_DECADES = {
    "twenties": 1920,
    "thirties": 1930,
    "forties": 1940,
    "fifties": 1950,
    "sixties": 1960,
    "seventies": 1970,
    "eighties": 1980,
    "nineties": 1990,
}
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?P<seconds>:\d\d)?\s?(?P<half>[ap])?(?:\.?m\b)?"
)
_NEAR = 62  # days from publication within which a date without a year is the nearest, whatever the verb


@dataclass(frozen=True, slots=True)
class Moment:
    """What an expression stands for: a unit of the calendar and its first day, or nothing that is known."""

    value: str | None
    precision: Precision
    unit: Unit | None = None
    first: date | None = None


class Context(NamedTuple):
    """What the words are resolved against."""

    published: date | None
    tense: Tense | None
    anchor: Moment | None  # the last time before this one that could be resolved


_AS_FINE_AS: dict[Unit, tuple[Unit, ...]] = {
    "day": ("day",),
    "week": ("day", "week"),
    "month": ("day", "week", "month"),
    "quarter": ("day", "week", "month", "quarter"),
    "season": ("day", "week", "month", "season"),
    "year": ("day", "week", "month", "quarter", "season", "year"),
    "decade": ("day", "week", "month", "quarter", "season", "year", "decade"),
}
UNKNOWN = Moment(None, "unknown")
PAST = Moment(None, "past")


def moment(unit: Unit, first: date) -> Moment:
    """Return the unit of the calendar that begins at, or holds, ``first``."""
    year, month = first.year, first.month
    if unit == "day":
        return Moment(first.isoformat(), "day", unit, first)
    if unit == "week":
        iso_year, week, weekday = first.isocalendar()
        return Moment(f"{iso_year:04}-W{week:02}", "week", unit, _days(first, 1 - weekday))
    if unit == "month":
        return Moment(f"{year:04}-{month:02}", "month", unit, first.replace(day=1))
    if unit == "quarter":
        return _interval(unit, date(year, 3 * ((month - 1) // 3) + 1, 1))
    if unit == "season":
        return _interval(unit, first)
    if unit == "decade":
        start = year - year % 10
        return Moment(f"{start:04}/{start + 9:04}", "year", unit, date(max(start, 1), 1, 1))
    return Moment(f"{year:04}", "year", unit, date(year, 1, 1))


def _interval(unit: Unit, first: date) -> Moment:
    """Return three months from ``first`` on."""
    last = _months(first, 2)
    value = f"{first.year:04}-{first.month:02}/{last.year:04}-{last.month:02}"
    return Moment(value, "month", unit, first.replace(day=1))


def shifted(start: date, unit: Unit, count: int) -> date:
    """Return the day ``count`` units after ``start``, within the calendar that ``datetime.date`` knows."""
    if unit == "day":
        return _days(start, count)
    if unit == "week":
        return _days(start, 7 * count)
    return _months(start, count * {"month": 1, "quarter": 3, "season": 12, "year": 12, "decade": 120}[unit])


def _days(start: date, count: int) -> date:
    """Return the day ``count`` days after ``start``, or the calendar's end."""
    return date.fromordinal(min(max(start.toordinal() + count, 1), date.max.toordinal()))


def _months(start: date, count: int) -> date:
    """Return the first day of the month ``count`` months after that of ``start``, or the calendar's end."""
    index = start.year * 12 + start.month - 1 + count
    index = min(max(index, 12), 9999 * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


def number_of(word: str) -> int | None:
    """Return the number that a word or figures stand for, or None if it is vague ("several").

    >>> number_of("twelve"), number_of("1,5"), number_of("several")
    (12, None, None)
    """
    return int(word) if word.isascii() and word.isdigit() and len(word) < 5 else NUMBERS.get(word)


def month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return MONTHS.index(word[:3]) + 1


def full_year(word: str) -> int:
    """Return the year of four digits, or of two in the style "'98" or "3/5/24"."""
    year = int(word)
    if len(word) > 2:
        return year
    return year + (1900 if year >= 50 else 2000)


def calendar_day(year: int, month: int, day: int) -> Moment:
    """Return the day, or an unresolved one if the calendar has no such day."""
    try:
        return moment("day", date(year, month, day))
    except ValueError:
        return Moment(None, "day")


def day_and_month(month: int, day: int, name: str | None, context: Context) -> Moment:
    """Return the day meant by a month and day without a year; ``name`` is the weekday if that is given too."""
    published = context.published
    if published is None:
        year = _year_in_reach(context.anchor)
        return Moment(None, "day") if year is None else calendar_day(year, month, day)
    years = range(max(published.year - 1, 1), min(published.year + 1, 9999) + 1)
    days = [found for found in (calendar_day(year, month, day) for year in years) if found.first is not None]
    agreeing = [found for found in days if name and found.first and WEEKDAYS[found.first.weekday()] == name]
    return _nearest(agreeing or days, published, context.tense) or Moment(None, "day")


def _year_in_reach(anchor: Moment | None) -> int | None:
    """Return the year of the last time before this one, if that one had a year."""
    return anchor.first.year if anchor is not None and anchor.first is not None else None


def _nearest(candidates: list[Moment], published: date, tense: Tense | None) -> Moment | None:
    """Return the nearest of ``candidates``, which are in order of time; of two that are far, the one the verb means."""
    before = [c for c in candidates if c.first is not None and c.first <= published]
    after = [c for c in candidates if c.first is not None and c.first > published]
    if not before or not after:
        return after[0] if after else before[-1] if before else None
    past, future = before[-1], after[0]
    back, ahead = _distance(past, published), _distance(future, published)
    if min(back, ahead) <= _NEAR:
        return past if back <= ahead else future
    return future if tense == "future" else past


def _distance(moment: Moment, published: date) -> int:
    """Return how many days lie between ``moment`` and the day of publication."""
    return abs((moment.first - published).days) if moment.first is not None else 0


def month_alone(month: int, modifier: str, context: Context) -> Moment:
    """Return the month meant by its name alone, or after "last", "this", "next"."""
    published = context.published
    if published is None:
        return Moment(None, "month")
    this = date(published.year, month, 1)
    if modifier in ("last", "past"):
        return moment("month", this if this < published.replace(day=1) else shifted(this, "year", -1))
    if modifier in ("next", "coming"):
        return moment("month", this if this > published else shifted(this, "year", 1))
    if modifier == "this":
        return moment("month", this)
    if context.tense == "past":  # a year-old month, unlike a year-old day, is often named without its year
        return moment("month", this if this <= published else shifted(this, "year", -1))
    if context.tense == "future":
        return moment("month", this if this >= published.replace(day=1) else shifted(this, "year", 1))
    months = [moment("month", shifted(this, "year", step)) for step in (-1, 0, 1)]
    return _nearest(months, published, None) or Moment(None, "month")


def weekday(name: str, modifier: str, context: Context) -> Moment:
    """Return the day meant by a weekday: by itself the last one not after publication, the next if a verb says so."""
    published = context.published
    if published is None:
        return Moment(None, "day")
    back = (published.weekday() - WEEKDAYS.index(name)) % 7
    if modifier in ("next", "coming", "following"):
        return moment("day", _days(published, 7 - back))
    if not modifier and context.tense == "future":
        return moment("day", _days(published, -back % 7))
    if modifier in ("last", "past", "previous"):
        return moment("day", _days(published, -(back or 7)))
    if modifier == "this" and context.tense != "past":
        return moment("day", _days(published, -back if back == 0 else 7 - back))
    return moment("day", _days(published, -back))


def of_week(day: Moment, modifier: str, context: Context) -> Moment:
    """Return the weekday ``day`` in the last, this or the next week: "Monday last week"."""
    if context.published is None or day.first is None:
        return day
    monday = _days(context.published, -context.published.weekday() + {"last": -7, "next": 7}.get(modifier, 0))
    return moment("day", _days(monday, day.first.weekday()))


def clock(words: str) -> str | None:
    """Return the time of day in ``words`` as ``HH:MM``, or None if there is none in them or it is impossible."""
    if words.startswith(("noon", "midday", "midnight")):
        return "00:00" if words.startswith("midnight") else "12:00"
    match = _CLOCK.match(words)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def at_clock(day: Moment, words: str) -> Moment:
    """Return ``day`` at the time of day in ``words``."""
    time = clock(words)
    if time is None or day.precision != "day":
        return day
    return Moment(None if day.value is None else f"{day.value}T{time}", "minute", "day", day.first)


def relative(unit: Unit, modifier: str, context: Context) -> Moment:
    """Return "last week", "this month", "next year" and the like, or "that day" relative to the time before it."""
    start = context.published
    if modifier in ("that", "same", "following", "previous"):
        anchor = context.anchor
        finer = anchor is not None and anchor.unit in _AS_FINE_AS[unit]
        start = anchor.first if finer and anchor is not None else None
    if start is None:
        return Moment(None, "unknown")
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(modifier, 0)
    return moment(unit, shifted(start, unit, step))


def weekend(modifier: str, context: Context) -> Moment:
    """Return the week whose weekend is meant: the one just over or running, unless words say another."""
    published = context.published
    if published is None:
        return Moment(None, "week")
    running = published.weekday() >= 5
    if modifier in ("next", "coming"):
        step = 1 if running or modifier == "next" else 0
    elif modifier == "this" or context.tense == "future":
        step = 0
    else:
        step = 0 if running and modifier != "last" else -1
    return moment("week", _days(published, 7 * step))


def season(name: str, modifier: str, year: int | None, context: Context) -> Moment:
    """Return a season of three months, named by the year in which it begins; "winter of 2024" begins in December."""
    month = SEASON_STARTS[name]
    if year is not None:
        return moment("season", date(year, month, 1))
    published = context.published
    if published is None:
        return Moment(None, "month")
    start = date(published.year, month, 1)
    if modifier in ("last", "past") or (not modifier and context.tense == "past"):
        over = _months(start, 3) <= published
        return moment("season", start if over else shifted(start, "year", -1))
    if modifier in ("next", "coming"):
        return moment("season", start if start > published else shifted(start, "year", 1))
    in_winter = month == 12 and published.month <= 2
    return moment("season", shifted(start, "year", -1) if in_winter else start)


def quarter(number: int | None, year: int | None, context: Context) -> Moment:
    """Return a quarter by number and year; without a year the last begun, without a number the last one over."""
    if number is not None and year is not None:
        return moment("quarter", date(year, 3 * number - 2, 1))
    if context.published is None:
        return Moment(None, "month")
    anchor = context.anchor
    if number is None:
        named = anchor is not None and anchor.unit == "quarter"
        return anchor if named and anchor else moment("quarter", shifted(context.published, "quarter", -1))
    start = date(context.published.year, 3 * number - 2, 1)
    ahead = start > context.published and context.tense != "future"
    return moment("quarter", shifted(start, "year", -1) if ahead else start)


def ago(count: int | None, unit: str, direction: str, context: Context) -> Moment:
    """Return "three days ago" from publication on, or "two weeks earlier" from the time before it on."""
    if count is None or unit not in ("day", "week", "month", "quarter", "year", "decade"):
        return Moment(None, "unknown") if direction == "later" else PAST
    start, known = context.published, context.anchor
    if direction != "ago" and known is not None and known.first is not None:
        start = known.first
    if start is None:
        return Moment(None, "unknown")
    step = count if direction == "later" else -count
    same_quarter = unit == "year" and known is not None and known.unit == "quarter" and known.first is not None
    if same_quarter and known is not None and known.first is not None:
        return moment("quarter", shifted(known.first, "year", step))
    if unit == "decade":
        return moment("year", shifted(start, "decade", step))
    return moment(unit, shifted(start, unit, step))  # type: ignore[arg-type]


def decade(words: str) -> Moment:
    """Return the decade named in ``words``: "the 1990s", "'80s", "nineties"."""
    match = re.search(r"(\d\d)?(\d)0['’]?s", words)
    if match is not None:
        start = int(match[1]) * 100 + int(match[2]) * 10 if match[1] else full_year(match[2] + "0")
        return moment("decade", date(start, 1, 1)) if start else PAST
    return next((moment("decade", date(start, 1, 1)) for word, start in _DECADES.items() if word in words), PAST)
