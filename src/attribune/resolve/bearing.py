"""Which mention a source names: the one that closes it, that stands before it, or what its first one owns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attribune.annotate.lexicon import GIVEN
from attribune.annotate.occasions import PLATFORMS
from attribune.model import Mention, Span, Statement
from attribune.resolve.nouns import kind_of, kind_of_phrase

if TYPE_CHECKING:
    from attribune.resolve.pages import Page

_DESCRIBED = re.compile(r"(?:another|an?|one|the (?:person|man|woman))\s[^,;:]*,\s|the\s[^,;:]*\swho\s[^,;:]*,\s", re.I)
_A_BODY = re.compile(r"an?\s")
_DETERMINED = re.compile(r"(?:an?|the|one|another|this|that|his|her|their|its|our|my)\b", re.I)
_APPOSED = re.compile(r"(?:\s[^,;:]*)?,\s(?:the\s)?(?:[A-Z][\w. ]*(?:['’]s)?\s)?")
_FOR_OWNED = re.compile(r"\s(?:for|to|with)\s[^,;:]*['’]s?\s[^,;:]*,\s$")
_TIED = re.compile(r"\b(?:about|at|by|for|from|in|of|on|to|with)\s")
_TIE = re.compile(r"\s(?:about|by|for|from|of|on|to|with)\s")
# what joins or governs: behind it stands another one
_SMALL = (
    r"(?!(?:and|or|as|but|than|then|nor|about|against|at|by|for|from|in|like|near|of|on|over|to|under|via|with"
    r"|named|called|representing)\b)"
)
_CALLED = re.compile(rf"\s(?:{_SMALL}[\w-]+\s){{0,2}}")
_UNTIED = re.compile(rf"(?:{_SMALL}[^\s,;:]+\s)*")
_UNTIED_BUT_AND = re.compile(rf"(?:(?:and|{_SMALL}[^\s,;:]+)\s)*")
_CALLED_AND = re.compile(rf"{_CALLED.pattern}|\s(?:{_SMALL}[a-z-]+\s){{1,2}}and\s")
_OF_PLACE = re.compile(r"\sof\s(?:[A-Z][\w.]*\s?)+")
_OWNING = re.compile(r"\s(?:of|for)\s[^,;:'’]+['’]s?\s(?:[\w-]+\s){0,4}")
_AND_ALSO = re.compile(r"\sand\s(?:\d+\s)?")
_AND_SUCH = re.compile(r"\sand\s(?:[a-z\d-]+\s){0,2}")
_OF_OWNED = re.compile(r"\sof\s(?:the\s)?[A-Z][\w.& ]*['’]s?\s")
_ACCOUNT = re.compile(
    rf"(?:{'|'.join(sorted(PLATFORMS))}) "
    r"(?:account|communit(?:y|ies)|feed|handle|page|posts?|profile|channel|thread|users?)\b"
)
_ARTICLE = len("the ")
_THE_BODY = re.compile(r"(?:an?|the)\s")
_THAT_DOES = re.compile(r"\s(?:that|which)\s[^,;:.]*,\s")
_DASH = re.compile(r"(?:--|[—–])\s?$")
_QUOTED = re.compile(r"[\"”’]\s$")
# between a name and the last thing that is said of it: ", ", " (D-N.J.), ", ", the senator's son, and "
_UP_TO = re.compile(
    r"(?:,?\s(?:I{2,3}|IV|[JS]r\.?))?(?:\s\([^()]{1,12}\))?,\s(?:(?:an?|the)\s[^,;:“”\"]{1,60},\sand\s)?"
)
_DASHES = len("-- ")


def source_of(page: Page, statement: Statement) -> int | None:
    """Return the index of the mention that a statement's source names, None where it names none."""
    source = statement.source
    if source is None:
        return None
    within = [index for index in page.mentions_in(source) if not _holds_cue(page.mentions[index], statement)]
    for found in (
        _closing(page, source, within),
        _apposed_to(page, statement, source),
        _within_another(page, source, within),
    ):
        if found is not None:
            return found
    return _owned(page, within)


def _holds_cue(mention: Mention, statement: Statement) -> bool:
    """Whether the cue is taken for a part of a description: in "Obama suspects arson" nobody speaks of suspects."""
    cue = statement.cue
    return cue is not None and mention.kind in ("group", "role") and mention.span.start < cue.start < mention.span.end


def _closing(page: Page, source: Span, within: Sequence[int]) -> int | None:
    """Return the mention behind another that says who is meant by both."""
    if len(within) < 2:
        return None
    for index in reversed(within[-2:]):  # "the head of the board, Ann Lee of Skell"
        if is_apposed(page, source, page.mentions[index]):
            return index
    first, second = page.mentions[within[0]], page.mentions[within[1]]
    if _is_titled_twice(page, first, second) or is_owned_role(page, source, second):
        return within[1]
    if _is_named_body(page, first, second):
        return within[1]
    if is_called_body(page, source, page.mentions[within[-1]]):
        return within[-1]
    return next((index for index in within[1:] if is_of_body(page, source, page.mentions[index])), None)


def _owned(page: Page, within: Sequence[int]) -> int | None:
    """Return what the first mention owns, else the first."""
    if within and is_of_owned(page, page.mentions[within[0]]):
        return within[0]
    if within and _ACCOUNT.match(page.text, page.mentions[within[-1]].head.start):
        within = within[:-1]  # "his Twitter account"
    for index in within:
        span = page.mentions[index].span
        if index > within[0] and page.is_oblique(span):
            return index - 1  # "his remarks about the mayor" are his
        if index == within[-1] or not (page.is_owner(span) or page.is_possessive(span)):
            return index
    return None


def is_of_owned(page: Page, mention: Mention) -> bool:
    """Return whether a role is that of what somebody owns: "the president | of Venn's Insurance Plans"."""
    return mention.kind == "role" and _OF_OWNED.match(page.text, mention.head.end) is not None


def is_apposed(page: Page, source: Span, mention: Mention) -> bool:
    """Return whether a name closes a source that begins by describing its bearer: "another lawyer, Ann Lee"."""
    closes = mention.span.end >= source.end - 1 or _OF_PLACE.fullmatch(page.text, mention.span.end, source.end)
    if mention.kind != "name" or not closes or mention.span.start <= source.start:
        return False
    before = [page.mentions[i] for i in page.mentions_in(Span(source.start, mention.span.start))]
    roles = [one for one in before if one.kind == "role"]
    if len(roles) > 1 or _FOR_OWNED.search(page.text, source.start, mention.span.start):
        return False  # "a lawyer for the suspect, Ann Lee", "a spokesman for the show's creator, Ann Lee"
    name = page.words(mention.head)
    if _DESCRIBED.fullmatch(page.text, source.start, mention.span.start):
        return " " in name or name.isupper() or mention.name_type == "person"  # no town: "a school in Orsk, Velland"
    if mention.gender == "neuter" or mention.name_type not in (None, "person"):
        return False
    if roles and _TIE.search(page.text, source.start, roles[0].span.start):
        return False  # "reports on the choice for secretary, Ann Lee"
    if roles:  # "Skell's top prosecutor in 2020, Ann Lee"
        beside = _APPOSED.fullmatch(page.text, roles[0].head.end, mention.span.start) is not None
        return beside and " " in name
    return bool(before) and _is_mistaken(source, before) and _beside(page, before[-1].span.end, mention.span.start)


def _is_mistaken(source: Span, before: Sequence[Mention]) -> bool:
    """Whether a source begins too early: "in the north and | Skell, Ann Lee", "it has members and | friends, Lee"."""
    return before[-1].kind == "group" or (before[0].kind == "place" and before[0].span.start == source.start)


def _beside(page: Page, end: int, start: int) -> bool:
    return page.text[end:start].strip() == ","


def is_owned_role(page: Page, source: Span, mention: Mention) -> bool:
    """Return whether a role is that of a body whose name goes on: "the Guild of Skell's chief economist"."""
    first = page.mentions[page.mentions_in(source)[0]]
    owned = mention.kind == "role" and first.kind == "name"
    return owned and _OWNING.fullmatch(page.text, first.span.end, mention.head.start) is not None


def _is_titled_twice(page: Page, first: Mention, second: Mention) -> bool:
    """Whether a name bears the role before it too: "President and Chief Executive Ann Lee"."""
    between = page.text[first.span.end : second.span.start]
    named = first.kind == "role" and second.kind == "name" and second.role is not None
    also = _AND_ALSO if _DETERMINED.match(page.text, first.span.start) else _AND_SUCH
    return named and also.fullmatch(between) is not None


def _is_named_body(page: Page, first: Mention, second: Mention) -> bool:
    """Whether a role only says of whom the body is whose name follows: "the volunteer organisation | White Boats"."""
    between = page.text[first.span.end : second.span.start].split()
    named = first.kind == "role" and second.kind == "name" and len(between) == 1
    return named and kind_of(between[0].lower()) == "organisation"


def is_called_body(page: Page, source: Span, mention: Mention) -> bool:
    """Whether a source ends with the name of the body that it describes: "the rights and justice group | Amsel Aid"."""
    before = page.text[source.start : mention.span.start]
    named = mention.kind == "name" and mention.role is None and mention.span.end == source.end
    if not named or _TIED.search(before):
        return False
    last = before.split()[-1:]
    return bool(last) and last[0].islower() and kind_of(last[0]) == "organisation"


def is_of_body(page: Page, source: Span, mention: Mention) -> bool:
    """Return whether a name closes a source that says where or whose it is: "the Harbour Union | bigwig Ann Lee"."""
    after = page.text[mention.span.end : source.end]
    closes = mention.kind == "name" and (not after or after.lstrip(".")[:1] == "," or after[:2] == " (")
    before = [page.mentions[i] for i in page.mentions_in(Span(source.start, mention.span.start))]
    if not closes or not before or not _may_speak(page, mention, before[-1]):
        return False
    last = before[-1].span
    untied = _UNTIED if len(before) > 1 else _UNTIED_BUT_AND
    alone = untied.fullmatch(page.text, source.start, last.start) is not None
    called = _CALLED if mention.role is None else _CALLED_AND
    return alone and called.fullmatch(page.text, last.end, mention.span.start) is not None


def _may_speak(page: Page, mention: Mention, before: Mention) -> bool:
    """Whether a name is long enough to be that of who speaks; behind a role or group, also a person's name."""
    given = page.words(mention.head).split()[0].lower() in GIVEN
    person = mention.role is not None or mention.name_type == "person" or given
    return (person or before.kind in ("name", "place")) and (
        " " in page.words(mention.head) or mention.role is not None
    )


def _apposed_to(page: Page, statement: Statement, source: Span) -> int | None:
    """Return the name before a source that is nothing but its role: of "Ann Lee, head of the Harbour agency"."""
    index = page.last_before(source.start - 1)
    while index and page.mentions[index].kind == "role":
        index -= 1  # which may be beside its bearer: "Ann Lee, head of the Harbour agency, a body"
    if index is None or page.mentions[index].kind != "name" or page.mentions[index].span.end > source.start:
        return None
    name = page.mentions[index]
    beside = _has_role(page, name, source) or _is_dean(page, index, source) or _is_such_body(page, name, source)
    return index if beside or _leads_up_to(page, name, source, statement.content) else None


def _leads_up_to(page: Page, name: Mention, source: Span, content: Sequence[Span]) -> bool:
    """Whether a source with no comma behind is the role of a full name: "“No,” Ann Lee, the dean of Skell told us"."""
    start = name.span.start
    if " " not in page.words(name.head) or any(part.start <= start < part.end for part in content):
        return False  # "Ann Lee, the dean said, is late"
    if not _describes(page, source) or _UP_TO.fullmatch(page.text, name.span.end, source.start) is None:
        return False
    return page.leads(start) or _QUOTED.search(page.text, max(0, start - 2), start) is not None


def _describes(page: Page, source: Span) -> bool:
    """Whether a source begins with a person's role: "the dean of Skell", "an advocate for Venn"."""
    first = [mention for i in page.mentions_in(source) if (mention := page.mentions[i]).span.start == source.start]
    if any(mention.kind == "role" for mention in first):
        return True
    return _A_BODY.match(page.text, source.start) is not None and kind_of_phrase(page.words(source)) == "person"


def _is_such_body(page: Page, name: Mention, source: Span) -> bool:
    """Whether a source says what kind of body a name is: "Venn Ferries, the firm that owns the ship, says"."""
    body = kind_of_phrase(page.words(source)) == "organisation" and _THE_BODY.match(page.text, source.start)
    leads = page.leads(name.span.start) or _DASH.search(page.text, max(0, name.span.start - _DASHES), name.span.start)
    described = _THAT_DOES.match(page.text, source.end) is not None
    return bool(body and leads) and described and _beside(page, name.span.end, source.start)


def _has_role(page: Page, name: Mention, source: Span) -> bool:
    """Whether a source is the role of a name, or only says at what: "Ann Lee, head of the Union, a body of crews"."""
    if name.role is None:
        return False
    body = _A_BODY.match(page.text, source.start) is not None and not page.mentions_in(source)
    return source.start <= name.role.start < source.start + _ARTICLE or (
        body and _beside(page, name.role.end, source.start)
    )


def _is_dean(page: Page, index: int, source: Span) -> bool:
    """Whether a source right behind a full name is a role without an article, which is no other one's.

    "Ann Lee, dean of the school's north wing" is Ann Lee, "asked by Ann Lee, the dean" need not be.
    """
    name, after = page.mentions[index], page.mentions[index + 1 : index + 2]
    bare = bool(after) and after[0].kind == "role" and after[0].span.start == source.start
    full = " " in page.words(name.head) and _DETERMINED.match(page.text, source.start) is None
    return bare and full and _beside(page, name.span.end, source.start)


def _within_another(page: Page, source: Span, within: Sequence[int]) -> int | None:
    """Return the name before that a source ends like, where it is but the end of one: "told the Courier Lee"."""
    last = page.mentions[within[-1]] if len(within) == 1 else None
    if last is None or last.kind != "name" or last.head.start >= source.start or last.head.end != source.end:
        return None
    surname = f" {page.words(source)}"
    return next((i for i in range(within[0] - 1, -1, -1) if _is_so_named(page, i, surname)), None)


def _is_so_named(page: Page, index: int, surname: str) -> bool:
    return page.mentions[index].kind == "name" and page.words(page.mentions[index].head).endswith(surname)
