"""All the words by which those go who have no name: "45 % of likely voters", "an aide to the transition team"."""

from __future__ import annotations

import re

from attribune.model import Span

_HOW_MANY = (
    r"(?:(?:about|almost|around|at least|barely|fewer than|fully|just|more than|nearly|only|over|roughly|some|under)"
    r"\s)?"
    r"(?:(?:[\d.,]+\s?(?:%|percent|per cent)|(?:a |one |two |three )?[\w-]+)\sof\s(?:the\s)?)?"
)
# a noun in the plural reads on as a clause: "messages lawyers sent"
_WORD = r"(?!an?\s|of\s|by\s|from\s|in\s|at\s|for\s|and\s|[a-z]+(?<!ou)(?<!s)s\s)[\w&.’'-]+\s"
_LEADING = re.compile(rf"(?i:{_HOW_MANY})(?:(?:[Tt]he|[Oo]ther|[Aa]n?)\s)?(?:{_WORD}){{0,6}}")
_ONE_OF = re.compile(r"(?i:(?:at least |only )?(?:one|two|three|several|some|many|most)\sof\s)(?:[\w’'&.-]+\s){1,7}")
_DETERMINED = re.compile(r"(?:an?|any|his|her|its|one|some|that|the|their|these|this|those)\s", re.I)
_LONGEST = 80  # code points behind
_VERB = r"(?:has|have|had|is|are|was|were|will|would|can|could|may|might|must|does|did|said|says)"
_STOP = r"(?=$|[,;:](?!\d)|\s(?:[([–—]|-+\s)|\s(?:who|that|which|whose)\b)"
_PLAIN = rf"(?!\s{_VERB}\s|\s-+\s)(?:[^,;:([–—]|,(?=\d))"
_BEHIND = re.compile(
    rf"(?:-\w+|,\d+)?(?:\s(?!(?:{_VERB}|who)\b)(?=[\w“‘\"@$]|[’']s\s)(?:{_PLAIN}){{1,{_LONGEST}}}?)?{_STOP}"
)
_WHO = re.compile(r"\swho\s[^,;:]{1,60}(?=$|[,;:])")  # "the man who fell", but not behind more than that
_FEW = 2  # blanks
_LISTED = re.compile(
    r"(?:\s\([^()]{1,30}\))?(?:,(?!\s(?:\w+(?:ed|ing)|like|such|who|which)\b)(?:\s[\w’'-]+){1,5}){0,4},?\s(?:and|\(and)\s"
    rf"[^,;:()]{{1,{_LONGEST}}}\)?(?=$|[,;:]|\s\()"
)


def worded(text: str, mention: Span, source: Span, *, several: bool) -> Span:
    """Return all the words of a source that name no one, around a mention in it.

    ``several``: whether the mention is of several people, beside whom others may be listed: "residents and the mayor".
    """
    listed = _LISTED.match(text, mention.end, source.end) if several else None
    behind = listed or _BEHIND.match(text, mention.end, source.end)
    if behind is None or behind.end() == mention.end:
        short = text.count(" ", mention.start, mention.end) < _FEW
        behind = _WHO.match(text, mention.end, source.end) if short else None
    return Span(_start(text, mention, source), mention.end if behind is None else behind.end())


def _start(text: str, mention: Span, source: Span) -> int:
    if not source.start < mention.start:
        return mention.start
    before = _ONE_OF.fullmatch(text, source.start, mention.start) or _LEADING.fullmatch(
        text, source.start, mention.start
    )
    determined = _DETERMINED.match(text, mention.start) is not None
    return source.start if before is not None and (not determined or before.re is _ONE_OF) else mention.start
