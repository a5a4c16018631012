"""What a line of an article serves as, judged by its own words: body, byline, caption or page furniture.

The rules are the customary wordings of news pages (word lists ``furniture.txt`` and ``photo_agencies.txt``) and the
shapes of bylines, credits and dates. A line that no rule knows is body: losing a real paragraph is worse than
keeping a line of junk.
"""

from __future__ import annotations

import re
from functools import cache

from attribune import data
from attribune.model import ParagraphKind

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_NAME = r"[A-Z][\w.'’-]*(?:,? (?:[A-Z][\w.'’-]*|and|de|da|del|di|du|la|le|van|von|der|den|bin|al|el)(?=[ ,/|]|$)){0,14}"
_JOB = (
    r"(?:writer|reporter|correspondent|columnist|editor|contributor|producer|blogger|critic|analyst|commentator"
    r"|fellow|author|journalist|strategist|bureau chief|host)s?"
)

_NO_WORDS = re.compile(r"[\W_]*")
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_ADDRESS_ONLY = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?|@\w+|#\w+", re.IGNORECASE
)
_COUNT_ONLY = re.compile(r"[\d,.]+[KkMm]? (?:comments?|shares?|views?|likes?|retweets?|photos?|images?)", re.IGNORECASE)
_FOLLOW = re.compile(
    r"[-–—•*( ]*follow\b.{0,80}?(?:\bon (?:x|twitter|facebook|instagram|threads|bluesky|mastodon|tiktok|youtube"
    r"|telegram|linkedin|social media|gab|parler|gettr|truth social|google\+?)\b|@\w)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:[•*( ]*(?:copyright|©|\(c\))[\s©(c):,]*(?:(?:19|20)\d\d|by\b|the\b))", re.IGNORECASE)

_CAPTION_START = re.compile(
    r"FILE\b(?: PHOTO| IMAGE)?\.?\s?[-–—:]|File (?:photo|picture|image)\b|Enlarge this image|toggle caption"
    r"|Image (?:copyright|caption|source|credit)\b|Media caption\b|\(?(?:Photo|Image|Illustration|Picture|Video)s?"
    r"(?: credits?)?(?: by\b| courtesy\b| via\b|\s?:|/)|\(?(?:Credit|Pictured|Caption|Source photo)s?\s?:"
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
_DATE_INSIDE = re.compile(rf"\b{_MONTH}\.? \d{{1,2}}, \d{{4}}\b|\b\d{{1,2}} {_MONTH}\.? \d{{4}}\b", re.IGNORECASE)

_FULL_DATE = re.compile(rf"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? {_MONTH}\.? \d{{1,2}}", re.IGNORECASE)

_BY = re.compile(rf"(?:[A-Z][\w ]{{2,30}} [—–-] )?(?:[Bb]y|BY)[:]? {_NAME}(?P<rest>.*)", re.DOTALL)
_BYLINE_REST = re.compile(r"\s*(?:$|[,/|–—•·(-])")
_CLOCK_OR_DATE = re.compile(
    rf"\b(?:{_MONTH}\.? ?\d{{1,2}}|\d{{1,2}}[:.]\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})", re.IGNORECASE
)
_JOB_LINE = re.compile(rf"{_NAME},? (?:[\w-]+ ){{0,4}}{_JOB}\b[^.?!]*", re.IGNORECASE)
_NAMED_JOB = re.compile(rf"{_NAME}, ")
_SPECIAL = re.compile(rf"{_NAME},? (?:[Ss]pecial (?:to|for)|[Ff]or|[Oo]pinion contributor)\b[^.?!]*")
_OUTLET_PAIR = re.compile(
    r"[A-Z][\w.'’&-]*(?: [\w.'’&-]+){0,4} [|•] (?:The )?[A-Z][\w.'’&-]*(?: [A-Z&][\w.'’&-]*){0,4}"
)
_STAMP = re.compile(r"(?:last |first )?(?:updated|published|posted|modified|created|issued)\b.*\d", re.IGNORECASE)
_CREDIT_NOTE = re.compile(
    r"[-–—•⦁*( ]*(?:contributing|reporting by|additional reporting|editing by|written by|with (?:files|assistance)"
    r"|with reporting|compiled by|edited by|produced by|associated press writers?|reporters?|correspondents?)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"\b(?:[Ww]riters?|[Rr]eporters?|reported|reporting|[Cc]orrespondents?|staff)\b.{0,160}\bcontributed\.$|"
    r"\bcontributed (?:to|reporting)\b(?: to| for| from)?(?: (?:this|the) (?:report|story|article|post|piece))?"
    r"(?: from [\w ,]+)?[.)\s]*$"
)
_BIOGRAPHY = re.compile(
    r"[•—–* ]*[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3} (?:"
    rf"(?:is|was|covers|writes|reports) (?:[\w’'-]+,? ){{0,8}}{_JOB}\b|(?:covers|writes (?:about|for)|reports on) )"
)
_STAMP_WORD = re.compile(
    rf"{_MONTH}\.?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|[\d:./-]+(?:am|pm|st|nd|rd|th|h)?|[ap]\.?m\.?"
    r"|[a-z]{3}\.\d{1,2}\.\d{4}|at|on|ago|hrs?|hours?|min(?:ute)?s?|days?|[ecmpg][sdm]t|utc|bst|cet|local|time|[|/,·•–—-]"
)
_STAMP_SURE = re.compile(rf"{_MONTH}|[a-z]+day|\d{{1,2}}[:.]\d\d|\d+/\d+|\bago\b|[ap]\.?m\b")

_AROUND = ":…»›>!.* []()"
_SAYS = re.compile(r"\b(?:sa(?:id|ys)|told|added|asked|wrote|according to)\b")


def kind_of(line: str) -> ParagraphKind:
    """Return what ``line``, stripped, serves as by its own words; a headline is body here."""
    if _NO_WORDS.fullmatch(line):
        return "furniture"
    if _is_caption(line):
        return "caption"
    if len(line) > 500:
        return "body"
    if _is_furniture(line):
        return "furniture"
    return "byline" if _is_byline(line) else "body"


def is_credit(line: str) -> bool:
    """Tell whether ``line`` is a photo credit and nothing else."""
    return len(line) <= 90 and _credit_alone().fullmatch(line) is not None


def looks_like_caption(line: str) -> bool:
    """Tell whether ``line``, next to a photo credit, may be its caption: cut off, dated or pointing at people."""
    if len(line) > 450 or "“" in line:
        return False
    return line[-1] not in '.!?”"' or _FULL_DATE.search(line) is not None or _PHOTO_HINT.search(line) is not None


def is_biography(line: str) -> bool:
    """Tell whether ``line`` says who its author is; meant for the edges of a text only."""
    return len(line) <= 300 and _BIOGRAPHY.match(line) is not None


def opens_tail(line: str) -> bool:
    """Tell whether ``line``, furniture itself, announces links or sources after the article."""
    plain = _plain(line)
    return any(_starts(plain, phrase) for phrase in _phrases("tail"))


def is_title_like(line: str, *, words: int = 18) -> bool:
    """Tell whether ``line`` has the shape of a title: short, begun with a capital, without a final stop."""
    if len(line) > 160 or line[-1] in ".:;,…" or line[0].islower() or line[0] in "•*-–—·":
        return False
    return line.count(" ") < words


def is_prose(line: str) -> bool:
    """Tell whether ``line`` is surely running text: long, or a sentence of some length with its stop."""
    blanks = line.count(" ")
    return blanks >= 30 or (blanks >= 9 and line[-1] in ".!?…”\"'’)")


def may_be_link(line: str) -> bool:
    """Tell whether ``line``, after the article, may be the name of another one: short, one sentence, no report."""
    if len(line) > 160 or line.count(" ") >= 20 or line[0] in "“\"'‘":
        return False
    return ". " not in line and _SAYS.search(line) is None


def is_capitalised(line: str) -> bool:
    """Tell whether ``line`` is four words or more, most of them with a capital, as headlines are set."""
    words = [word for word in line.split() if word[0].isalpha()]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _plain(line: str) -> str:
    """Return ``line`` in small letters with plain apostrophes and single blanks."""
    return " ".join(line.lower().replace("’", "'").split())


@cache
def _phrases(where: str) -> tuple[str, ...]:
    """Return the furniture phrases that stand at one place of a line."""
    return tuple(row[1] for row in data.rows("furniture.txt") if row[0] == where)


@cache
def _whole_lines() -> frozenset[str]:
    """Return the lines that are furniture word for word."""
    return frozenset(_phrases("whole")) | frozenset(_phrases("tail"))


def _starts(plain: str, phrase: str) -> bool:
    """Tell whether ``plain`` is ``phrase`` or begins with it, a colon or another mark after it."""
    return plain.startswith(phrase) and (len(plain) == len(phrase) or not plain[len(phrase)].isalnum())


def _is_furniture(line: str) -> bool:
    """Tell whether ``line`` belongs to the page and not to the article."""
    if _COPYRIGHT.match(line) or _FOLLOW.match(line) or _BRACKETED.fullmatch(line):
        return True
    if _ADDRESS_ONLY.fullmatch(line) or _COUNT_ONLY.fullmatch(line):
        return True
    plain = _plain(line)
    if plain.strip(_AROUND) in _whole_lines() and (plain[-1] != "." or plain.endswith("...")):
        return True
    words = plain.count(" ") + 1
    if words <= 45 and plain.startswith(_phrases("start")):
        return any(_starts(plain, phrase) for phrase in _phrases("start"))
    if plain[-1] not in ".!?" and words <= 40 and plain.endswith(_phrases("end")):
        return True
    if words > 45 or any(mark in line for mark in '“”"'):
        return False
    return any(phrase in plain for phrase in _phrases("any"))


def _is_caption(line: str) -> bool:
    """Tell whether ``line`` describes or credits a picture."""
    if _CAPTION_START.match(line) or _PLACED_CAPTION.match(line) or is_credit(line):
        return True
    if line.endswith((")", ").")):
        opening = line.rfind("(")
        return opening > 0 and len(line) - opening < 120 and _credit_in_brackets().match(line, opening) is not None
    tail = line[-110:]
    may_end = any(sign in tail for sign in ("/", "via ", "redit", "hoto", "PHOTO", "©"))
    return may_end and _credit_at_end().search(tail) is not None


@cache
def _agency() -> str:
    """Return a pattern of the names in photo credits, the longest first."""
    names = sorted(data.lines("photo_agencies.txt"), key=lambda name: (-len(name), name))
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


@cache
def _credit_in_brackets() -> re.Pattern[str]:
    """Return the pattern of a credit in brackets at the end of a caption."""
    agency = _agency()
    return re.compile(
        r"\((?:[^()]*\b(?:[Pp]hotos?|[Ii]mages?|PHOTOS?|[Pp]hotograph(?:er|y)?|[Ii]llustration)\b(?:[ /:]|by)[^()]*"
        rf"|[^()]*(?:/|\b[Vv]ia |\bfor )\s?{agency}(?:\s?/[^()]*)?|{agency}(?:\s?/[^()]*)?|[^()]*, {agency}"
        r"|[Ff]ile|[Ff]ile [Pp]hoto|[Cc]ourtesy [^()]*)\)\.?$"
    )


@cache
def _credit_at_end() -> re.Pattern[str]:
    """Return the pattern of a credit that runs on after the last stop of a caption."""
    return re.compile(
        r"(?<=[a-z0-9][.”\"’')])\s*(?:(?:[Pp]hoto(?:graph)?s?(?: by|:)|[Cc]redits?:?|PHOTO:|©)\s?[A-Z][^.!?]{2,70}"
        rf"|(?:[A-Z][\w.'’/-]* ){{0,6}}(?:[Vv]ia |[\w.'’/-]*/){_agency()})$"
    )


@cache
def _credit_alone() -> re.Pattern[str]:
    """Return the pattern of a line that is a credit and nothing else."""
    agency = _agency()
    name = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
    return re.compile(
        rf"\(?(?:[Cc]redit:? |[Pp]hotos?:? (?:by |[Cc]ourtesy (?:of )?)?|PHOTO:? |[Ii]mages?:? |© |[Vv]ia )?(?:the )?"
        rf"(?:{agency}(?:\s?[/,|-]\s?(?:{name}|{agency}))*(?: [Pp]hoto(?:/{name})?| [Ii]mages?| file| file photo)?"
        rf"|{name}\s?[/,|-]\s?{agency}(?:\s?[/,|]\s?(?:{name}|{agency}))*|{name} (?:via|for|/|\|) {agency})"
        r"(?: via [A-Z]\w+(?: [A-Z]\w+)?)?\)?\.?"
    )


def _is_byline(line: str) -> bool:
    """Tell whether ``line`` names who wrote the article, or when it appeared."""
    words = len(line.split())
    if words <= 60 and (_CONTRIBUTED.search(line) or _CREDIT_NOTE.match(line)):
        return _is_contribution(line)
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
    if any(mark in line for mark in '“"'):
        return False
    if "contribut" in line and _CONTRIBUTED.search(line):
        return True
    return _CREDIT_NOTE.match(line) is not None and (line[-1] != "." or line.count(" ") < 25)


def _is_stamp(line: str) -> bool:
    """Tell whether ``line`` is a date, a time of day or both, and nothing else."""
    lower = line.lower()
    if len(lower) > 60 or not _STAMP_SURE.search(lower):
        return False
    parts = re.split(r"[\s,;|]+", lower)
    return any(part[:1].isdigit() for part in parts) and all(not p or _STAMP_WORD.fullmatch(p) for p in parts)


def _is_signature(line: str) -> bool:
    """Tell whether ``line`` has the shape of a byline: "By" and names, or a name with its trade or date."""
    by = _BY.match(line)
    if by is not None:
        return _BYLINE_REST.match(by["rest"]) is not None or _CLOCK_OR_DATE.search(by["rest"]) is not None
    if line.count(" ") < 14 and (_OUTLET_PAIR.fullmatch(line) or _SPECIAL.fullmatch(line)):
        return True
    if _NAMED_JOB.match(line) and line.count(" ") < 12 and _JOB_LINE.fullmatch(line):
        return True
    return _is_dated_name(line)


def _is_dated_name(line: str) -> bool:
    """Tell whether ``line`` is capitalised names and a full date: "Valley Wire Monday, July 16, 2018"."""
    date = _DATE_INSIDE.search(line) if line.count(" ") <= 13 else None
    if date is None:
        return False
    rest = line[: date.start()] + line[date.end() :]
    words = re.findall(r"[^\W\d_]\w*", rest)
    return all(word[0].isupper() or word in ("at", "on", "by", "and", "of", "the", "a", "p", "m") for word in words)
