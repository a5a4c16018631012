"""What the common nouns of nameless sources stand for: people in the plural, bodies, papers."""

from __future__ import annotations

import re

from attribune.annotate.lexicon import LOWER
from attribune.data import terms
from attribune.model import ActorType

_BODIES = terms("nameless_bodies.txt")
_PAPERS = terms("papers.txt")
_PEOPLE = frozenset(
    "people family couple crowd public women men children others families couples crowds youths campaigns clerks "
    "majority majorities percent half many some most few staff adults teenagers teens kids seniors".split()
)
_GROUPS = terms("groups.txt")
# what plural nouns for people end in; "taxes" and "attempts" say nothing, whatever a sentence may read like
_CALLINGS = re.compile(
    r"(?:[^aeiou]ers|ors|ists|[^aeiou]ants|[dr]ents|ees|men|women|people|ians|cans|ites|iates|crats|folk|mates|tives|herds)$"
)

_AFTER_NOUN = re.compile(
    r"\s+(?:of|in|at|from|with|for|on|by|to|near|who|whose|that|which|familiar|close"
    r"|speaking|working|serving|living|briefed|involved"
    r"|posted|released|published|conducted|commissioned|polled|surveyed|obtained|reviewed)\b|,"
)


def kind_of(noun: str) -> ActorType | None:
    """Return what a source is that is called by a noun (in lower case), or None where it can be none."""
    if noun in _BODIES:
        return "organisation"
    if noun in _PAPERS or noun.removesuffix("s") in _PAPERS:
        return "unknown"
    one = f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")
    if f"{noun}s" in _GROUPS:
        return "person"
    bodies = one != noun and one in _BODIES
    return "group" if is_calling(noun) or noun in _PEOPLE or bodies or noun in _GROUPS else None


def kind_of_phrase(words: str) -> ActorType | None:
    """Return what a source without a name can be by the noun of its phrase, or None where it has none.

    >>> kind_of_phrase("Skell's fire service in the harbour")
    'organisation'
    """
    end = _AFTER_NOUN.search(words)
    noun = (words[: end.start()] if end else words).split()[-1:]
    return kind_of(noun[0].lower()) if noun else None


def is_calling(noun: str) -> bool:
    """Return whether a noun (in lower case) ends as the callings of several people do, and is no other known word."""
    return _CALLINGS.search(noun) is not None and LOWER.get(noun, "x") == "x"
