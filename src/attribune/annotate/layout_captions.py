"""Lines that describe or credit a picture."""

from __future__ import annotations

import re
from functools import cache

from attribune import data

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"

_CAPTION_START = re.compile(
    r"FILE\b(?: PHOTO| IMAGE)?\.?\s?[-–—:]|File (?:photo|picture|image)\b|Enlarge this image|toggle caption"
    r"|Image (?:copyright|caption|source|credit)\b|Media caption\b|\(?(?:Pool photo|Photograph|Photo|Image"
    r"|Illustration|Picture|Video)s?(?: credits?)?(?: by\b| courtesy\b| via\b|\s?:|/)"
    r"|\(?(?:Credit|Pictured|Caption|Source photo)s?\s?:"
    r"|In this (?:\w+\.? \d{1,2}, \d{4},? |undated )?(?:file )?(?:photo|image|picture|frame|still)\b"
)
# "PLACE, COUNTRY - MAY 27: ..." as agencies begin captions; a dateline has no colon after the day
_PLACED_CAPTION = re.compile(
    r"[A-Z][A-Z .,'’()/-]{2,60}\s?[-–—:]\s?(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*\.? \d{1,2}"
    r"(?:,? \d{4})?\s?:"
)
_PHOTO_HINT = re.compile(
    r"\b(?:file photo|pictured|poses? for|looks? on|gestures?|waves? (?:to|from|as)|from left|seen (?:here|in this)|"
    r"(?:second|third|center|centre|far)?\s?(?:left|right|back|background),)",
    re.IGNORECASE,
)

_LONGEST_CREDIT = 160  # code points
_CREDIT_SIGNS = ("/", "|", "via ", "redit", "hoto", "PHOTO", "©")
_FULL_DATE = re.compile(rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? {MONTH}\.? \d{{1,2}}", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Tell whether ``line`` describes or credits a picture."""
    if _CAPTION_START.match(line) or _PLACED_CAPTION.match(line) or is_credit(line):
        return True
    opening = line.rfind("(", max(0, len(line) - 160))
    if opening > 0 and _credit_in_brackets().match(line, opening):
        return True
    tail = line[-110:]
    return any(map(tail.__contains__, _CREDIT_SIGNS)) and _credit_at_end().search(tail) is not None


@cache
def _agency() -> str:
    """Return a pattern of the names in photo credits, the longest first."""
    names = sorted((row[0] for row in data.rows("photo_agencies.txt")), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


@cache
def _credit_in_brackets() -> re.Pattern[str]:
    """Return the pattern of a credit in brackets at the end of a caption, and what archives put after it."""
    agency = _agency()
    return re.compile(
        r"\((?:[^()]*\b(?:[Pp]hotos?|[Ii]mages?|PHOTOS?|[Pp]hotograph(?:er|y)?|[Ii]llustration)\b(?:[ /:]|by)[^()]*"
        rf"|[^()]*(?:/|\b[Vv]ia |\bfor )\s?{agency}(?:\s?/[^()]*)?|{agency}(?:\s?/[^()]*)?|[^()]*, {agency}"
        rf"|{PERSON} ?/ ?[A-Z][^()]*|[Ff]ile|[Ff]ile [Pp]hoto|[Cc]ourtesy [^()]*)\)"
        rf"(?:\.?$|\s*(?:less|more)$|\s*OR[A-Z ]{{2,12}}:.{{0,30}}$|\s*{PERSON} {agency}$)"
    )


@cache
def _credit_at_end() -> re.Pattern[str]:
    """Return the pattern of a credit that runs on after the last stop of a caption."""
    agency = _agency()
    return re.compile(
        r"(?<=[a-z0-9][.”\"’')])\s*(?:(?:[Pp]hoto(?:graph)?s?(?: by|:)|[Cc]redits?:?|PHOTO:|©)\s?[A-Z][^.!?]{2,70}"
        rf"|(?:[A-Z][\w.'’/-]* ){{0,6}}(?:[Vv]ia |[\w.'’/-]*/){agency}|{agency}/{PERSON}|{PERSON} {agency} Photo"
        rf"|(?:[-–—] )?{PERSON} \| (?:{agency} \| )?{agency})$"
    )


@cache
def _credit_alone() -> re.Pattern[str]:
    """Return the pattern of a line that is a credit and nothing else."""
    agency = _agency()
    name = r"[A-Z][\w.'’-]*(?:[ /][A-Z][\w.'’-]*){0,5}"
    return re.compile(
        rf"\(?(?:[Cc]redit:? |[Pp]hotos?:? (?:by |[Cc]ourtesy (?:of )?)?|PHOTO:? |[Ii]mages?:? |© |[Vv]ia )?(?:the )?"
        rf"(?:{agency}(?:\s?[/,|-]\s?(?:{name}|{agency}))*"
        rf"(?: [Pp]hoto(?:/{name}|: {name})?|: {name}| [Ii]mages?| file| file photo)?"
        rf"|{name}\s?[/,|-]\s?{agency}(?:\s?[/,|]\s?(?:{name}|{agency}))*|{name} (?:via|for|/|\|) {agency})"
        r"(?: via [A-Z]\w+(?: [A-Z]\w+)?)?\)?\.?"
    )


@cache
def _credit_chain() -> re.Pattern[str]:
    """Return the pattern of names with strokes between that end with an agency: "AFP PHOTO / Wick / Lou VANCE/AFP"."""
    names = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,5}"
    return re.compile(rf"{names}(?: ?/ ?{names})* ?/ ?{_agency()}(?: ?/ ?[Ff]ile(?: \d{{4}})?)?")


def is_credit(line: str) -> bool:
    """Tell whether ``line`` is a photo credit and nothing else; an agency's bare name signs articles as well."""
    if len(line) <= 90 and line not in wires() and _credit_alone().fullmatch(line) is not None:
        return True
    return line.count("/") > 1 and len(line) <= _LONGEST_CREDIT and _credit_chain().fullmatch(line) is not None


def looks_like_caption(line: str) -> bool:
    """Tell whether ``line``, next to a photo credit, may be its caption: cut off, dated or pointing at people."""
    if len(line) > 450 or "“" in line:
        return False
    return line[-1] not in '.!?”"' or _FULL_DATE.search(line) is not None or _PHOTO_HINT.search(line) is not None


@cache
def wires() -> tuple[str, ...]:
    """Return the names of agencies that sign articles as well as pictures."""
    return tuple(row[0] for row in data.rows("photo_agencies.txt") if row[1:] == ("wire",))
