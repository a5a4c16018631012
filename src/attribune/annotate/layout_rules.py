"""What a line of an article serves as, judged by its own words: body, byline, caption or page furniture.

The rules are the customary wordings of news pages (word list ``furniture.txt``) and the shapes of bylines, credits
and dates (``layout_bylines``, ``layout_captions``). A line that no rule knows is body: losing a real paragraph is
worse than keeping a line of junk.
"""

from __future__ import annotations

import re
from functools import cache

from attribune import data
from attribune.annotate.layout_bylines import is_byline
from attribune.annotate.layout_captions import is_caption
from attribune.annotate.posts import is_signed
from attribune.model import ParagraphKind

_NO_WORDS = re.compile(r"[\W_]*")
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_ADDRESS_ONLY = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?|@\w+|#\w+", re.IGNORECASE
)
_COUNT_ONLY = re.compile(
    r"[\d,.]+[KkMm]? (?:comments?|shares?|views?|likes?|retweets?|photos?|images?)|\d+ ?/ ?\d+|\d+ min(?:ute)? read"
    r"|(?:image|photo|slide|page) \d+ (?:of|/) \d+|(?:slideshow|gallery|photos) \(\d+ (?:images?|photos?|pictures?)\)",
    re.IGNORECASE,
)
_CODE = re.compile(r"window\.\w|document\.\w|function ?\(|\|\| \[\]|^[^.]*[{};]$")
_FOLLOW = re.compile(
    r"[-–—•*( ]*(?:follow\b.{0,80}?(?:\bon (?:x|twitter|facebook|instagram|threads|bluesky|mastodon|tiktok|youtube"
    r"|telegram|linkedin|social media|gab|parler|gettr|truth social|google\+?)\b|@\w)|twitter: ?@\w+$"
    r"|(?:write to|e-?mail|contact|reach)\b[^.]{0,80} \S+@\w)",
    re.IGNORECASE,
)
_ALSO_ON = re.compile(r"\(? ?also on [^,.]{2,40}(?:$|[:)])", re.IGNORECASE)
# "Support the Courier's local journalism", "Subscribe to the Big Wave newsletter"
_APPEAL = re.compile(
    r"(?:please )?support [^.,]{2,40}[’']s? (?:[\w-]+ ){0,2}journalism\b|subscribe to [^.,]{2,60} newsletters?[.!]?$",
    re.IGNORECASE,
)
# links to other pages: "Related: Orr wins again", "Read (from March 15): Orr loses", "Play Video 2:19 Orr at sea"
_ELSEWHERE = re.compile(
    r"(?:Related|RELATED|Read|READ)(?: \([^()]{3,30}\))?: ?\S|Related (?:Articles?|Content|Coverage|Stor(?:y|ies))\b"
    r"|Play [Vv]ideo \d+:\d\d\b"
)
_COPYRIGHT = re.compile(r"(?:[•*( ]*(?:copyright|©|\(c\))[\s©(c):,]*(?:(?:19|20)\d\d|by\b|the\b))", re.IGNORECASE)

# "High 61F. Winds SW at 5 to 10 mph.": the weather box beside an article
_FORECAST = re.compile(
    r"(?:[^.]{3,60}\. ){0,3}(?:highs?|lows?) (?:around |near )?-?\d+ ?°?[CF]?\b[^a-z]{0,4}winds?\b", re.IGNORECASE
)
_STAMPED = re.compile(r"[A-Z][\w/& ]{2,24} \d\d?/\d\d?/\d{4},? \d\d?:\d\d ?[ap]\.?m\.?$")  # a section and its clock
_BUTTON = re.compile(r"[A-Z]?[a-z]+\+?|[A-Z]+")  # "FacebookEmail Twitter": the humps of labels run together
_MOST_BUTTONS = 100  # code points of a row of buttons

_AROUND = ":;…»›>!.* []()"
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.?!][”\"’]? [A-Z“\"|]|[.?!][”\"]$")
_SAYS = re.compile(r"\b(?:sa(?:id|ys)|told|added|asked|wrote|according to)\b")
_LABEL = 40  # code points at the head of a line in which a box's label is looked for


def kind_of(line: str) -> ParagraphKind:
    """Return what ``line``, stripped, serves as by its own words; a headline is body here."""
    if _NO_WORDS.fullmatch(line):
        return "furniture"
    if len(line) > 500:
        return "caption" if is_caption(line) else "body"
    if is_signed(line):
        return "body"
    if is_caption(line):
        return "caption"
    flat = line if line.isprintable() and "  " not in line else " ".join(line.split())  # most are flat as they are
    if _is_furniture(line, _plain(flat)):
        return "furniture"
    return "byline" if is_byline(flat) else "body"


def opens_tail(line: str) -> bool:
    """Tell whether ``line``, furniture itself, announces links or sources after the article."""
    plain = _plain(" ".join(line.split()))
    return any(_starts(plain, phrase) for phrase in _phrases("tail"))


def label_of(line: str) -> int:
    """Return how many code points of ``line`` are the label of a box, which runs on as text: "Story highlights We"."""
    plain = _plain(line[:_LABEL])
    found = (len(phrase) for phrase in _phrases("label") if _starts(plain, phrase))
    return next((end for end in found if line[end : end + 1].isspace() and line[end:].lstrip()[:1].isupper()), 0)


def is_title_like(line: str, *, words: int = 18) -> bool:
    """Tell whether ``line`` has the shape of a title: short, begun with a capital, without a final stop."""
    if len(line) > 160 or line[-1] in ".:;,…" or line[0].islower() or line[0] in "•*-–—·":
        return False
    return line.count(" ") < words and _TWO_SENTENCES.search(line) is None


def is_prose(line: str) -> bool:
    """Tell whether ``line`` is surely running text: long, or a sentence of some length with its stop."""
    blanks = line.count(" ")
    return blanks >= 30 or (blanks >= 9 and line[-1] in ".!?…”\"'’)")


def is_shouted(line: str) -> bool:
    """Tell whether ``line`` is five words or more in capitals without a final stop, as links to articles are set."""
    return line.isupper() and line.count(" ") >= 4 and line[-1] not in '.!?”"'


def may_be_link(line: str) -> bool:
    """Tell whether ``line``, after the article, may be the name of another one: short, one sentence, no report."""
    if len(line) > 160 or line.count(" ") >= 20 or line[0] in "“\"'‘":
        return False
    return ". " not in line and _SAYS.search(line) is None


def is_capitalised(line: str) -> bool:
    """Tell whether ``line`` is four words or more, most of them with a capital, as headlines are set."""
    words = [word for word in line.split() if word[0].isalpha()]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _plain(flat: str) -> str:
    """Return a line of single blanks in small letters with plain apostrophes."""
    return flat.lower().replace("’", "'")


@cache
def _phrases(where: str) -> tuple[str, ...]:
    """Return the furniture phrases that stand at one place of a line."""
    return tuple(row[1] for row in data.rows("furniture.txt") if row[0] == where)


@cache
def _starting() -> dict[str, tuple[str, ...]]:
    """Return the furniture phrases that open a line, by their first letter."""
    found: dict[str, list[str]] = {}
    for phrase in _phrases("start"):
        found.setdefault(phrase[:1], []).append(phrase)
    return {key: tuple(phrases) for key, phrases in found.items()}


@cache
def _whole_lines() -> frozenset[str]:
    """Return the lines that are furniture word for word."""
    return frozenset(_phrases("whole")) | frozenset(_phrases("tail"))


def _starts(plain: str, phrase: str) -> bool:
    """Tell whether ``plain`` is ``phrase`` or begins with it, a colon or another mark after it."""
    return plain.startswith(phrase) and (len(plain) == len(phrase) or not plain[len(phrase)].isalnum())


def _is_furniture(line: str, plain: str) -> bool:
    """Tell whether ``line``, which is ``plain`` in small letters, belongs to the page and not to the article."""
    if _COPYRIGHT.match(line) or _FOLLOW.match(line) or _ALSO_ON.match(line) or _BRACKETED.fullmatch(line):
        return True
    if (
        _ELSEWHERE.match(line)
        or _APPEAL.match(line)
        or _FORECAST.match(line)
        or _STAMPED.match(line)
        or _is_row_of_buttons(line)
    ):
        return True
    if _ADDRESS_ONLY.fullmatch(line) or _COUNT_ONLY.fullmatch(line) or (line[-1] in ";{}»›→" and _ends_a_link(line)):
        return True
    words = plain.count(" ") + 1
    if plain.strip(_AROUND) in _whole_lines() and (plain[-1] != "." or words > 2 or plain.endswith("...")):
        return True
    starts = _starting().get(plain[:1], ()) if words <= 45 else ()
    if starts and plain.startswith(starts) and not (line[-1] == "." and _SAYS.search(line)):
        return any(_starts(plain, phrase) for phrase in starts)
    if plain[-1] not in ".!?" and words <= 40 and plain.endswith(_phrases("end")):
        return True
    if words > 45 or "“" in line or "”" in line or '"' in line:
        return False
    return any(map(plain.__contains__, _phrases("any")))


def _is_row_of_buttons(line: str) -> bool:
    """Tell whether ``line`` is nothing but labels of buttons: "Facebook Email Twitter"."""
    if len(line) > _MOST_BUTTONS or line[-1] in ".!?":
        return False
    words, known = line.split(), _whole_lines()
    return len(words) > 2 and all(
        word.lower() in known or known.issuperset(label.lower() for label in _BUTTON.findall(word)) for word in words
    )


def _ends_a_link(line: str) -> bool:
    """Tell whether ``line``, which ends in a bracket of code or an arrow, is a program's line or a link's."""
    if line[-1] in "»›→":
        return line.count(" ") < 20 and not line.startswith(("«", "»", "‹", "›"))
    return _CODE.search(line) is not None
