"""How times are written in English: one pattern of named alternatives, tried over small letters.

The alternatives are ordered: where two begin at the same place, the earlier one is taken. ``GRAMMAR``'s
``lastgroup`` names the kind. The small patterns below it take an expression apart again.
"""

from __future__ import annotations

import re

WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WEEKDAY_SHORT = r"(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?"
MONTH_NAME = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
MONTH = rf"(?:{MONTH_NAME}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?!%|[.,:/]\d|-(?:year|day|month|week|hour|minute))"
YEAR = r"(?:1[5-9]|20)\d\d\b"
CLOCK = (
    r"(?:(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.\s?m\b\.?|[ap]m\b)|\d{1,2}:\d\d(?::\d\d)?|(?:noon|midday|midnight)\b)"
    r"(?:\s?\(?(?:gmt|utc|[ecmp][sd]?t|bst|ce?st|cet|local time)\b(?:/(?:gmt|utc|[ecmp][sd]?t)\b)?\)?)?)"
)
PART = r"(?:morning|afternoon|evening|night|midnight|noon)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
_NUMBER = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|a hundred|several|a few|few|some|many|a couple(?: of)?"
    r"|two or three|three or four)"
)
_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?|centuries|generations?)"
_PHASE = r"(?:early|late|mid)"
_PHASE_OF = r"(?:the )?(?:end|beginning|start|middle) of "
_POSSESSIVE = r"(?:['’]s)"
ORDINAL = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_WHICH = r"(?:last|this past|this coming|this|next|past|coming|the previous|the following|the next|the past)"

_DATE = (
    rf"(?:{CLOCK},? (?:on )?)?(?:(?:{WEEKDAY}|{_WEEKDAY_SHORT}),? (?:the )?)?"
    rf"(?:{MONTH} ?{DAY}(?:,? {YEAR})?|(?:the )?{DAY} (?:of )?{MONTH}(?:,? {YEAR})?(?![\w]))(?:,? (?:at )?{CLOCK})?"
)
_WEEKDAY_EXPRESSION = (
    rf"(?:{CLOCK},? (?:on )?)?(?:(?:late|early|earlier|later|mid-?|all day) )?(?:{_WHICH} )?{WEEKDAY}s?\b"
    rf"(?: (?:late |early )?{PART}\b)?(?: (?:of )?(?:last|next|this) week\b)?(?:,? (?:at )?{CLOCK})?"
)
_TODAY = (
    rf"(?:{CLOCK},? )?(?:(?:late|early|earlier|later) )?(?:today|yesterday|tomorrow|tonight|overnight)\b"
    rf"(?: {PART}\b)?(?:,? at {CLOCK})?"
)
_PERIOD = (
    rf"(?:(?:{_PHASE}|earlier|later|sometime)(?: in)? |{_PHASE_OF})?"
    r"(?:last|this|next|the (?:past|last|previous|coming|following|same|current|next|latest)|that(?: same)?"
    r"|this (?:past|coming|same)|the) "
    rf"(?:weekend|week|month|year|quarter|decade|century|day|{PART}|{SEASON})\b(?!-)"
)
_AGO = (
    r"(?:(?:about|nearly|almost|roughly|around|over|some|exactly|more than|less than|at least|up to) )?"
    rf"(?:{_NUMBER}(?: or (?:so|two|more))?(?: and a half)?[ -])?{_UNIT}(?: or (?:so|two|more))?"
    r"[ -](?:ago|earlier|later)\b(?: (?:quarter|period)\b)?|the year[ -](?:ago|earlier)\b(?: (?:quarter|period)\b)?"
)
_QUARTER = (
    rf"(?:{ORDINAL}-quarter\b|(?:(?:the|(?:last|this|next) year{_POSSESSIVE}) )?"
    rf"(?:year-(?:ago|earlier) )?(?:(?:fiscal|{YEAR}{_POSSESSIVE}?)[ -])?{ORDINAL} quarter\b)"
    rf"(?: (?:of )?(?:fiscal )?(?:{YEAR}|(?:last|this|next) year\b))?"
)
_SEASON_OF = rf"(?:{_PHASE}[ -])?(?:the )?(?:{_PHASE}[ -])?{SEASON} (?:of )?{YEAR}"
_MONTH_EXPRESSION = (
    rf"(?:{_PHASE_OF}|{_PHASE}[ -])?(?:{_WHICH} )?"
    rf"(?:{MONTH},? (?:of )?{YEAR}|{MONTH_NAME}\b(?: (?:of )?(?:last|this|next|that|the same|the following) year\b)?)"
)
_DECADE = (
    rf"(?:the )?(?:{_PHASE}[ -])?(?:(?:1[5-9]|20)\d0['’]?s\b|['’‘]\d0s\b"
    r"|(?:nineteen[ -])?(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)"
)
_CENTURY = rf"(?:the )?(?:{_PHASE}[ -])?(?:\d{{1,2}}(?:st|nd|rd|th)|nineteenth|twentieth|twenty-first)[ -]century\b"
_YEAR_EXPRESSION = (
    rf"(?:{_PHASE_OF}|{_PHASE}[ -]|fiscal (?:year )?|calendar (?:year )?|the year )?(?:['’](?=\d\d\b)\d\d|{YEAR})"
)
_PAST_WORD = (
    r"(?:(?:more |most )?recently|lately|the past\b(?! [a-z0-9]+s?\b)"
    r"|recent (?:days|weeks|months|years|times)|the (?:other day|last few \w+|past (?:few|several) \w+))\b"
)
_PRESENT_WORD = (
    r"(?:right now|just now|now|currently|at present|these days|nowadays|at the moment|the (?:near )?future)\b"
)

_ALTERNATIVES = {
    "iso": r"(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d(?:[t ][0-2]\d:[0-5]\d(?::[0-5]\d)?)?\b",
    "date": _DATE,
    "numeric": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d\b",
    "weekday": _WEEKDAY_EXPRESSION,
    "today": _TODAY,
    "quarter": _QUARTER,
    "season": _SEASON_OF,
    "period": _PERIOD,
    "ago": _AGO,
    "month": _MONTH_EXPRESSION,
    "decade": _DECADE,
    "century": _CENTURY,
    "year": _YEAR_EXPRESSION,
    "past": _PAST_WORD,
    "present": _PRESENT_WORD,
    "clock": CLOCK,
}
GRAMMAR = re.compile(r"(?<![\w.$£€-])(?:" + "|".join(f"(?P<{kind}>{p})" for kind, p in _ALTERNATIVES.items()) + ")")

MONTH_AND_DAY = re.compile(rf"(?P<month>{MONTH}) ?(?P<day>\d{{1,2}})(?!\d)(?:[a-z]{{2}})?(?:,? (?P<year>{YEAR}))?")
DAY_AND_MONTH = re.compile(
    rf"(?<![\d:.])(?P<day>\d{{1,2}})(?:[a-z]{{2}})? (?:of )?(?P<month>{MONTH})(?:,? (?P<year>{YEAR}))?"
)
CLOCK_INSIDE = re.compile(rf"(?<!\d){CLOCK}")
WEEKDAY_INSIDE = re.compile(WEEKDAY)
MONTH_INSIDE = re.compile(rf"(?<![a-z]){MONTH}")
YEAR_INSIDE = re.compile(rf"(?<!\d){YEAR}")
MODIFIER = re.compile(
    r"(?:the )?(?:last|this past|this coming|past|coming|previous|following|same|that|this|next|current|latest|the)\b"
)
