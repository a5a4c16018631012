"""Bodies called by their kind alone: "the company", "the newspaper", for one that the text has just named."""

from __future__ import annotations

import re

from attribune.model import ActorType

_MEDIA = frozenset(
    "broadcaster channel magazine network newspaper outlet paper publication site station tabloid website".split()
)
_OTHERS = frozenset(
    "agency airline automaker carmaker company conglomerate corporation firm group manufacturer nonprofit organisation"
    " organization platform retailer startup watchdog".split()
)
_SENDERS = frozenset("broadcaster channel network site station website".split())
_PRINTED = frozenset("chronicle courier gazette herald journal magazine post review times tribune".split())
_OF_THE_STATE = frozenset(
    "administration agency army board bureau cabinet centers commission committee congress council court department"
    " force government house ministry office parliament party police senate service state".split()
)
_CALLED = re.compile(r"the ([a-z]+)", re.I)
_REACH = 2000  # code points before, in which another one may have been brought in
# what stands before "a ferry company" where that is said of one named: "Venn Ferries, a ferry company"
_OF_ONE_NAMED = re.compile(r"(?:,|\b(?:is|was|as|called|becoming?))\s$")


def kind_called(words: str) -> str | None:
    """Return the noun by which a body is called that has a name elsewhere, None if *words* are none of that kind.

    >>> kind_called("The company"), kind_called("the ferry company")
    ('company', None)
    """
    match = _CALLED.fullmatch(words)
    noun = match[1].lower() if match else ""
    return noun if noun in _MEDIA or noun in _OTHERS else None


def may_be_called(noun: str, name: str, kind: ActorType) -> bool:
    """Tell whether a body of that name and type may be called by a noun of these: no ministry is "the company".

    >>> may_be_called("firm", "Venn Ferries", "organisation"), may_be_called("firm", "Orr Police", "organisation")
    (True, False)
    """
    words = set(name.lower().split())
    if noun in _MEDIA:
        printed = not words.isdisjoint(_PRINTED)
        return kind == "outlet" and not (printed if noun in _SENDERS else name.isupper())
    if kind != "organisation":
        return False
    return noun == "agency" or not (name.isupper() or words & _OF_THE_STATE)


def has_brought_in(text: str, place: int, noun: str) -> bool:
    """Tell whether the text before a place has one of that kind without a name: "a ferry company sued"."""
    brought = re.compile(rf"\b(?:an?|another|one|some)\s(?:[\w’'-]+\s){{0,4}}?{noun}\b", re.I)
    start = max(0, place - _REACH)
    return any(
        _OF_ONE_NAMED.search(text, max(0, found.start() - 10), found.start()) is None
        for found in brought.finditer(text, start, place)
    )
