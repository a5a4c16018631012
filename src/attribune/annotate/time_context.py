"""What stands around an expression: whether it is a time at all there, and what tense the verb beside it has."""

from __future__ import annotations

import re
from collections.abc import Callable

from attribune.annotate import time_grammar as grammar
from attribune.annotate.time_values import SEASON_STARTS, Tense
from attribune.model import Span

_AFTER_WEEKDAY = re.compile(r"[’']?s? (?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Night (?:Football|Live))\b")
_BEFORE_WEEKDAY = re.compile(r"\b(?:Black|Bloody|Super|Cyber|Ruby|News|Fat|Freaky|Casual|Throwback) $")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|during|through|throughout|before|after|between|from|for|of|last|next|this|and|to|or|mid"
    r"|every|each|around|late|early|past|coming|its|\(|,)[ -]*$",
    re.IGNORECASE,
)
_BEFORE_MAY = re.compile(
    r"\b(?:in|since|until|till|during|throughout|mid|every|early|late|through)[ -]$", re.IGNORECASE
)
_NAME_LIKE = frozenset(["april", "may", "june", "august", "march"])
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|of|from|to|until|till|during|before|after|through|between|and|or|the|for|as|late|early|mid"
    r"|around|about|circa|than|post|pre|back|only|again|last|this|his|her|its|their|our|spring|summer|fall|autumn"
    r"|winter|election|class|season|year)[ -]|[(/,–-] ?)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:,\d|\.\d|%| ?(?:percent|per cent|[a-z]+(?:s|people|men|women|km|miles|pounds|tons)\b))")
_MEASURED = re.compile(
    r" (?:people|men|women|children|miles|km|kilomet|met(?:er|re)|feet|dollars|euros|pounds|tons|percent)"
)

_DURING = re.compile(r"\b(?:in|over|during|until|since|by|through) $", re.IGNORECASE)

_REACH_BACK, _REACH_ON = 110, 70
_PAST_VERB = (
    r"(?:said|says|told|was|were|had (?:[a-z]+ly )?been [a-z]+|had|has|have|did|met|held|came|went|took|made|gave|left"
    r"|began|won|lost|died|saw|spoke|wrote|sent|found|got|became|brought|kept|fell|rose|hit|shot|led|ran|sold|bought"
    r"|built|broke|drew|fought|heard|knew|sought|spent|swore|taught|thought|threw|tore|struck|stood|sat|cut|put|let|paid"
    r"|since|(?!need|indeed|speed|feed|hundred|unit)[a-z]+[^e\W]ed)\b"
)
_CUES = re.compile(
    r"\b(?:(?P<future>(?:(?:will|shall|won[’']t|would|should|may|might|can|must|cannot)\b|(?<=[a-z])[’']ll\b)"
    r"(?: (?:not|also|then|now|only|likely|soon|be|have|been)\b){0,3}(?: [a-z]+\b)?"
    r"|(?:is|are|was|were) (?:going|due|scheduled|slated|set|expected|planned|likely|to)\b|due\b|scheduled\b|slated\b"
    r"|set (?:to|for)\b|plan(?:s|ned|ning)? to\b|planned for\b|expect(?:s|ed)? (?:to|on|in)\b|upcoming\b|ahead of\b"
    r"|(?<!not )(?<!up )(?:until|till)\b|hop(?:es|ing) to\b|intends? to\b|vow(?:s|ed) to\b"
    r"|starting\b|beginning\b|deadline\b|payable\b|effective\b|(?:meets?|votes?|opens|begins|starts)\b)"
    rf"|(?P<past>{_PAST_VERB})|(?P<open>to (?!the\b|an?\b|his\b|her\b|their\b|its\b|reporters\b)[a-z]+\b))"
)
_PAST_NEXT = re.compile(rf" (?:[a-z]+ly )?{_PAST_VERB}")
_FUTURE_JUST_BEFORE = re.compile(r"\b(?:by|through|ahead of|before) (?:the )?$", re.IGNORECASE)


def is_time(text: str, match: re.Match[str]) -> bool:
    """Tell whether what ``match`` found is a time where it stands, and not a name, a verb or a number."""
    check = _CHECKS.get(match.lastgroup or "")
    return check is None or check(text, match)


def _is_weekday(text: str, match: re.Match[str]) -> bool:
    """Tell a weekday from a title ("Sunday Times") or a name ("Black Friday") and from a habit ("Mondays")."""
    start, end = match.span()
    name = grammar.WEEKDAY_INSIDE.search(match.group())
    if name is None or match.group()[name.end() :].startswith("s"):
        return False
    before = text[max(0, start + name.start() - 12) : start + name.start()]
    return not _AFTER_WEEKDAY.match(text, end) and not _BEFORE_WEEKDAY.search(before)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Tell a month from the verbs and names that look like it ("may", "march", "April")."""
    words = match.group()
    start, end = match.span()
    name = grammar.MONTH_INSIDE.search(words)
    if name is None or not text[start + name.start()].isupper():
        return False
    alone = name.group() == words
    if not alone or name.group() not in _NAME_LIKE:
        return True
    before = text[max(0, start - 12) : start]
    if name.group() == "may":
        return _BEFORE_MAY.search(before) is not None and text[end : end + 2] not in ("’s", "'s")
    return _BEFORE_MONTH.search(before) is not None and re.match(r" [A-Z][a-z]", text[end : end + 3]) is None


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Tell a date from a verb and a number ("may 5", "march 10 miles")."""
    name = grammar.MONTH_INSIDE.search(match.group())
    if name is None:
        return False
    capital = text[match.start() + name.start()].isupper()
    return capital and _MEASURED.match(text, match.end()) is None


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Tell a year from a count: by what stands before it, or by not being a round number of things."""
    words = match.group()
    start, end = match.span()
    if words[0] in "'’":
        return _BEFORE_YEAR.search(text[max(0, start - 12) : start]) is not None
    if text[end : end + 1] in ("%", "°") or re.match(r"[.,:]\d|-?[a-z]*(?:mm|km|kg|cc|hp)\b", text[end : end + 6]):
        return False
    before = text[max(0, start - 12) : start]
    if before.endswith(("$", "£", "€", "¥", "#", "№")):
        return False
    if _MEASURED.match(text, end) and not before.lower().endswith(("in ", "since ")):
        return False
    if len(words) > 4 or _BEFORE_YEAR.search(before):
        return True
    year = int(words)
    if year < 1900 or year > 2049 or year % 50 == 0:
        return False
    return _COUNTED.match(text, end) is None or year % 10 != 0


def _is_period(text: str, match: re.Match[str]) -> bool:
    """Tell a named period from "the day", "the night" and the like, which tell of no time by themselves."""
    words = match.group()
    last = text[match.start() + words.rfind(" ") + 1]
    if words.endswith((" in the day", " of the day")) or last.isupper():  # "CBS This Morning"
        return False
    if not words.startswith("the ") or " of " in words:
        return True
    if words[4:] in SEASON_STARTS:
        before = text[max(0, match.start() - 8) : match.start()]
        return _DURING.search(before) is not None and not text.startswith(" of", match.end())
    return words[4:] in ("weekend", "quarter") or " " in words[4:]


def _is_no_title(text: str, match: re.Match[str]) -> bool:
    """Tell "today" and "now" from names that end so ("Valley Today"): no capital within a sentence."""
    start = match.start()
    return text[start].islower() or not text[max(0, start - 2) : start].rstrip(" ").isalnum()


def _is_ago(text: str, match: re.Match[str]) -> bool:
    """Tell "two years ago" from "days earlier than"; seconds and "later" without a number tell no time."""
    return text[match.end() : match.end() + 5] != " than"


def _is_clock(text: str, match: re.Match[str]) -> bool:
    """Tell a time of day from a score or a verse ("3:16"): figures without a half of the day need "at" or a zone."""
    words = match.group()
    if re.search(r"[a-z]", words):
        return re.match(r"(?:noon|mid)", words) is None or text[max(0, match.start() - 3) : match.start()] == "at "
    return (
        re.search(
            r"\b(?:at|by|until|from|before|after|around|about) $", text[max(0, match.start() - 8) : match.start()]
        )
        is not None
    )


_CHECKS: dict[str, Callable[[str, re.Match[str]], bool]] = {
    "weekday": _is_weekday,
    "month": _is_month,
    "date": _is_date,
    "year": _is_year,
    "period": _is_period,
    "today": _is_no_title,
    "present": _is_no_title,
    "ago": _is_ago,
    "clock": _is_clock,
}


def tense_of(text: str, match: re.Match[str], sentence: Span) -> Tense | None:
    """Return the tense of the verb or other cue beside the expression: right after it, nearest before it, or after."""
    start, end = match.span()
    if _PAST_NEXT.match(text, end):
        return "past"
    if _FUTURE_JUST_BEFORE.search(text, max(sentence.start, start - 12), start):
        return "future"
    if text.startswith(("'s", "’s"), end):
        return "past"
    last = None
    for cue in _CUES.finditer(text, max(sentence.start, start - _REACH_BACK), start):
        last = cue
    if last is None:
        last = _CUES.search(text, end, min(sentence.end, end + _REACH_ON))
    if last is None or last["open"]:
        return None
    return "future" if last["future"] else "past"
