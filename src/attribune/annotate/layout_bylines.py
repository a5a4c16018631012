"""Lines that name who wrote an article, who helped, or when it appeared."""

from __future__ import annotations

import re

from attribune.annotate.layout_captions import MONTH, PERSON, wires

_PARTICLE = r"and|de|da|del|di|du|la|le|van|von|der|den|bin|al|el"
_NAME = rf"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|{_PARTICLE})(?=[ ,;/|)]|$)){{0,14}}"
_DESK = r"(?:writer|reporter|correspondent|columnist|editor|contributor|blogger|journalist|bureau chief)s?"
_JOB = rf"(?:{_DESK}|(?:analyst|commentator|fellow|author|strategist)s?)"

_DATE_INSIDE = re.compile(rf"\b{MONTH}\.? \d{{1,2}}, \d{{4}}\b|\b\d{{1,2}} {MONTH}\.? \d{{4}}\b", re.IGNORECASE)
_PERSON_ONLY = re.compile(PERSON)
_PERSONS = re.compile(rf"{PERSON}(?:, {PERSON}){{0,6}},? and {PERSON}")
_BY = re.compile(rf"(?:[A-Z][\w ]{{2,30}} [—–-] )?(?:[Bb]y|BY)[:]? {_NAME}(?P<rest>.*)", re.DOTALL)
_BYLINE_REST = re.compile(r"\s*(?:$|[,/|–—•·(-])")
_CLOCK_OR_DATE = re.compile(
    rf"\b(?:{MONTH}\.? ?\d{{1,2}}|\d{{1,2}}[:.]\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})", re.IGNORECASE
)
_JOB_LINE = re.compile(rf"{_NAME},? (?:[\w-]+ ){{0,4}}{_JOB}\b[^.?!]*", re.IGNORECASE)
_NAMED_JOB = re.compile(rf"{_NAME}, ")
_SPECIAL = re.compile(rf"{_NAME},? (?:[Ss]pecial (?:to|for)|[Oo]pinion contributor)\b[^.?!]*")
_OUTLET_PAIR = re.compile(
    r"[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,4} [|•] (?:The )?[A-Z][\w.'’&-]*(?: [A-Z&][\w.'’&-]*){0,4}"
)
_STAMP = re.compile(
    r"(?:last |first |originally )?(?:updated|published|posted|modified|created|issued)\b.*\d", re.IGNORECASE
)
_CREDIT_NOTE = re.compile(
    r"[-–—•⦁*( ]*(?:contributing\s?:|(?:(?:additional )?(?:reporting|writing|editing|research) by|additional reporting"
    r"|(?:written|compiled|edited|produced) by|with (?:files|assistance|reporting)|associated press writers?)\b)",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    rf"[-–—•⦁*( ]*(?:(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by {_NAME}[;,. )]*)+", re.DOTALL
)
_CONTRIBUTED = re.compile(
    r"\b(?:[Ww]riters?|[Rr]eporters?|reported|reporting|[Cc]orrespondents?|staff)\b.{0,160}\bcontributed\.$"
    r"|^[A-Z].{4,60} contributed\.$|"
    r"\bcontributed (?:to|reporting)\b(?: to| for| from)?(?: (?:this|the) (?:report|story|article|post|piece))?"
    r"(?: from [\w ,]+)?[.)\s]*$"
)
_IS_ONE = r" is (?:an? |the |our |[A-Z][\w.’']+ )(?:(?!who|that|which|to|of|and\b)[\w’'&-]+ ){0,5}"
_BIOGRAPHY = re.compile(rf"[•—–* ]*{PERSON}{_IS_ONE}{_DESK}\b")
_LATE_BIOGRAPHY = re.compile(rf"[•—–* ]*{PERSON}{_IS_ONE}{_JOB}\b")
_BEAT = re.compile(rf"[•—–* ]*{PERSON} (?:covers|writes (?:about|for)|reports (?:on|for)) ")
_STAMP_WORD = re.compile(
    rf"{MONTH}\.?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|[\d:./-]+(?:am|pm|st|nd|rd|th|h)?|[ap]\.?m\.?"
    r"|[a-z]{3}\.\d{1,2}\.\d{4}|at|on|ago|hrs?|hours?|min(?:ute)?s?|days?|weeks?|months?|years?|[ecmpg][sdm]?t|utc|bst|cet|local|time|[|/,·•–—-]"
)
_STAMP_SURE = re.compile(rf"{MONTH}|[a-z]+day|\d{{4}}-\d\d-\d\d|\d{{1,2}}[:.]\d\d|\d+/\d+|\bago\b|[ap]\.?m\b")


def is_byline(line: str) -> bool:
    """Tell whether ``line``, without double blanks, names who wrote the article, or when it appeared."""
    words = line.count(" ") + 1
    if words <= 60 and _is_contribution(line):
        return True
    if words > 22 or line[-1] in '!?”"':
        return False
    if _is_stamp(line) or (_STAMP.match(line) and line[-1] != "."):
        return True
    return (line[-1] != "." or _ends_with_abbreviation(line)) and _is_signature(line)


def _ends_with_abbreviation(line: str) -> bool:
    """Tell whether the last stop of ``line`` may belong to a name or a time of day."""
    return line.endswith(("Jr.", "Sr.", ".m.")) or (len(line) > 2 and line[-2].isupper() and line[-3] in " .")


def _is_contribution(line: str) -> bool:
    """Tell whether ``line`` says who helped: a note of credits that has no quotation."""
    if "“" in line or '"' in line:
        return False
    if "contribut" in line and _CONTRIBUTED.search(line):
        return True
    if _CREDIT_NOTE.match(line) is None:
        return False
    return line[-1] != "." or _CREDITED.fullmatch(line) is not None


def _is_stamp(line: str) -> bool:
    """Tell whether ``line`` is a date, a time of day or both, and nothing else."""
    if len(line) > 60:
        return False
    lower = line.lower()
    if not _STAMP_SURE.search(lower):
        return False
    parts = re.split(r"[\s,;|]+", lower)
    return any(part[:1].isdigit() for part in parts) and all(not p or _STAMP_WORD.fullmatch(p) for p in parts)


def _is_signature(line: str) -> bool:
    """Tell whether ``line`` has the shape of a byline: "By" and names, or a name with its trade or date."""
    by = _BY.match(line)
    if by is not None:
        return _BYLINE_REST.match(by["rest"]) is not None or _CLOCK_OR_DATE.search(by["rest"]) is not None
    if line.count(" ") < 14 and any(shape.fullmatch(line) for shape in (_OUTLET_PAIR, _SPECIAL, _PERSONS)):
        return True
    if _NAMED_JOB.match(line) and line.count(" ") < 12 and _JOB_LINE.fullmatch(line):
        return True
    return _is_wire_signature(line) or _is_dated_name(line)


def _is_wire_signature(line: str) -> bool:
    """Tell whether ``line`` is names and then a news agency's: "LOU VANCE and ANNA WICK Associated Press"."""
    names = tuple(name for name in wires() if " " in name)  # a short one may end a headline
    if line.count(" ") > 12 or not line.endswith(names) or line[0] in "—–-(":
        return False
    return all(part[0].isupper() or part in ("and", "&", "de", "van", "von", "al", "el") for part in line.split())


def _is_dated_name(line: str) -> bool:
    """Tell whether ``line`` is capitalised names and a full date: "Valley Wire Monday, July 16, 2018"."""
    date = _DATE_INSIDE.search(line) if line.count(" ") <= 13 else None
    if date is None or line[0] in "—–-":  # so are tweets signed, and those are quotations
        return False
    rest = line[: date.start()] + line[date.end() :]
    words = re.findall(r"[^\W\d_]\w*", rest)
    return all(word[0].isupper() or word in ("at", "on", "by", "and", "of", "the", "a", "p", "m") for word in words)


def is_wire(line: str) -> bool:
    """Tell whether ``line`` is the bare name of a news agency."""
    return line in wires()


def is_name(line: str) -> bool:
    """Tell whether ``line`` may be a person's name and nothing else."""
    return _PERSON_ONLY.fullmatch(line) is not None


def is_biography(line: str, *, closing: bool) -> bool:
    """Tell whether ``line`` says who its author is; meant for the edges of a text only (``closing``: its end)."""
    if len(line) > 300:
        return False
    if closing:
        return _LATE_BIOGRAPHY.match(line) is not None or _BEAT.match(line) is not None
    return _BIOGRAPHY.match(line) is not None
