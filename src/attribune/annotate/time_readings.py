"""How each kind of expression that the grammar knows is read: from its words to what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from attribune.annotate import time_grammar as grammar
from attribune.annotate import time_values as values
from attribune.annotate.time_values import Context, Moment, Unit

TENSED = frozenset(["date", "weekday", "month", "quarter", "period"])
"""The kinds whose reading asks for the tense of the verb beside them."""

_DAY_PARTS = re.compile(rf"{grammar.PART}$|day$")
_COUNT = re.compile(r"\d+|[a-z]+")
_VAGUE = frozenset("several few some many or".split())


def _iso(words: str, context: Context) -> Moment:
    """Read "2024-05-26" and "2024-05-26T08:30"."""
    year, month, day = (int(part) for part in words[:10].split("-"))
    return values.at_clock(values.calendar_day(year, month, day), words[11:])


def _numeric(words: str, context: Context) -> Moment:
    """Read "5/26/2024" with the month first, unless that cannot be, and "26.5.2024" with the day first."""
    first, second, year = re.split(r"[/.]", words)
    month, day = (second, first) if "." in words or int(first) > 12 else (first, second)
    return values.calendar_day(values.full_year(year), int(month), int(day))


def _date(words: str, context: Context) -> Moment:
    """Read a month and a day, with a year or without, and with a time of day or without."""
    match = grammar.MONTH_AND_DAY.search(words) or grammar.DAY_AND_MONTH.search(words)
    if match is None:
        return Moment(None, "day")
    month, day = values.month_number(match["month"]), int(match["day"])
    if match["year"]:
        found = values.calendar_day(int(match["year"]), month, day)
    else:
        name = grammar.WEEKDAY_INSIDE.search(words)
        found = values.day_and_month(month, day, name.group() if name else None, context)
    return _with_clock(found, words[: match.start()] + "|" + words[match.end() :])


def _with_clock(day: Moment, words: str) -> Moment:
    """Return ``day`` at the time of day that stands in ``words``, if one does."""
    match = grammar.CLOCK_INSIDE.search(words)
    return day if match is None else values.at_clock(day, match.group())


def _modifier(words: str) -> str:
    """Return which one is meant, in one word: last, past, this, next, coming, following, previous, that, same."""
    match = grammar.MODIFIER.search(words)
    if match is None:
        return ""
    which = match.group()
    if which in ("the next", "the coming"):
        return "following" if which == "the next" else "coming"
    return which.split()[-1]


def _weekday(words: str, context: Context) -> Moment:
    """Read a weekday: "last Sunday", "Sunday night", "Monday last week", "8:30 a.m. Tuesday"."""
    name = grammar.WEEKDAY_INSIDE.search(words)
    if name is None:
        return Moment(None, "day")
    modifier = _modifier(words[: name.start()])
    found = values.weekday(name.group(), modifier, context)
    week = re.search(r"(last|next|this) week", words[name.end() :])
    if week is not None:
        found = values.of_week(found, week[1], context)
    return _with_clock(found, words[: name.start()] + "|" + words[name.end() :])


def _today(words: str, context: Context) -> Moment:
    """Read "today", "yesterday morning", "tonight"."""
    if context.published is None:
        return Moment(None, "day")
    step = -1 if "yesterday" in words else 1 if "tomorrow" in words else 0
    return _with_clock(values.moment("day", values.shifted(context.published, "day", step)), words)


def _period(words: str, context: Context) -> Moment:
    """Read "last week", "earlier this year", "the weekend", "that day", "this summer"."""
    unit = re.split(r"[ -]", words)[-1]
    modifier = _modifier(words)
    if unit == "weekend":
        return values.weekend(modifier, context)
    if unit in values.SEASON_STARTS:
        return values.season(unit, modifier, None, context)
    if unit == "century":
        return Moment(None, "unknown")
    if unit == "quarter" and modifier in ("latest", "the", "that", "same", "current"):
        return values.quarter(None, None, context)
    if "the past" in words or "the last" in words:
        return values.PAST
    return values.relative(_unit(unit), modifier, context)


def _unit(word: str) -> Unit:
    """Return the unit of the calendar for a word of the language; parts of a day are the day."""
    if _DAY_PARTS.search(word):
        return "day"
    return {"week": "week", "month": "month", "quarter": "quarter", "decade": "decade"}.get(word, "year")  # type: ignore[return-value]


def _ago(words: str, context: Context) -> Moment:
    """Read "three days ago", "about a year earlier", "two weeks later"."""
    direction = next(way for way in ("ago", "earlier", "later") if way in words)
    parts = _COUNT.findall(words)
    unit = next((part.rstrip("s") for part in parts if part.rstrip("s") in _AGO_UNITS), "")
    numbers = [values.number_of(part) for part in parts]
    count = next((number for number in numbers if number is not None), None)
    if _VAGUE.intersection(parts) or " and a half" in words:
        count = None
    elif count is None and words.startswith(("year-", "year ", "the year")):
        count = 1
    if unit in ("hour", "minute") and direction == "ago" and context.published is not None:
        return values.moment("day", context.published)
    return values.ago(count, unit, direction, context)


_AGO_UNITS = frozenset("minute hour day week month quarter year decade".split())


def _quarter(words: str, context: Context) -> Moment:
    """Read "the third quarter", "1989 first quarter", "last year's fourth quarter"."""
    ordinal = re.search(r"(first|1st)|(second|2nd)|(third|3rd)|(fourth|4th)", words)
    number = ordinal.lastindex if ordinal is not None else None
    year = grammar.YEAR_INSIDE.search(words)
    if year is not None:
        return values.quarter(number, int(year.group()), context)
    step = {"last": -1, "this": 0, "next": 1}.get(_modifier(words)) if " year" in words or "year" in words[:9] else None
    if "year-" in words:
        found = values.quarter(number, None, context)
        return found if found.first is None else values.moment("quarter", values.shifted(found.first, "year", -1))
    if step is not None and context.published is not None:
        return values.quarter(number, context.published.year + step, context)
    return values.quarter(number, None, context)


def _season(words: str, context: Context) -> Moment:
    """Read "summer 2023" and "the winter of 2024"."""
    name = next(season for season in values.SEASON_STARTS if season in words)
    year = grammar.YEAR_INSIDE.search(words)
    return values.season(name, "", int(year.group()) if year else None, context)


def _month(words: str, context: Context) -> Moment:
    """Read "May 2024", "last November", "early December", "June last year"."""
    name = grammar.MONTH_INSIDE.search(words)
    if name is None:
        return Moment(None, "month")
    month = values.month_number(name.group())
    year = grammar.YEAR_INSIDE.search(words)
    if year is not None:
        return values.moment("month", date(int(year.group()), month, 1))
    rest = words[name.end() :]
    if rest.endswith("year"):
        start = values.relative("year", _modifier(rest), context).first
        return Moment(None, "month") if start is None else values.moment("month", start.replace(month=month))
    return values.month_alone(month, _modifier(words[: name.start()]), context)


def _year(words: str, context: Context) -> Moment:
    """Read "2019", "fiscal 1989", "'98"."""
    return values.moment("year", date(values.full_year(re.findall(r"\d+", words)[-1]), 1, 1))


def _decade(words: str, context: Context) -> Moment:
    """Read "the 1990s", "'80s", "the nineties"."""
    return values.decade(words)


def _century(words: str, context: Context) -> Moment:
    """Leave a century, too wide to be a time, without a value."""
    return values.PAST


def _past(words: str, context: Context) -> Moment:
    """Read "recently" and its like."""
    return values.PAST


def _present(words: str, context: Context) -> Moment:
    """Leave "now" and "the future" without a value."""
    return values.UNKNOWN


def _clock(words: str, context: Context) -> Moment:
    """Read a time of day by itself: on the day named before it, or else on the day of publication."""
    anchor = context.anchor
    if anchor is not None and anchor.unit == "day" and anchor.first is not None:
        return _with_clock(values.moment("day", anchor.first), words)
    if context.published is None:
        return Moment(None, "minute")
    return _with_clock(values.moment("day", context.published), words)


READINGS: dict[str, Callable[[str, Context], Moment]] = {
    "iso": _iso,
    "numeric": _numeric,
    "date": _date,
    "weekday": _weekday,
    "today": _today,
    "period": _period,
    "ago": _ago,
    "quarter": _quarter,
    "season": _season,
    "month": _month,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "past": _past,
    "present": _present,
    "clock": _clock,
}
"""The reading of each kind, by the name that the grammar gives it."""
