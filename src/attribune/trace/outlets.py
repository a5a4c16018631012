"""Outlets by their names: when a name is an outlet's, and when two names are one outlet."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from attribune.data import lines
from attribune.text import WORD, normalise

GENERIC = frozenset(
    "agency broadcaster channel com daily magazine network news newspaper newswire online outlet paper radio service "
    "site tabloid television tv website weekly wire".split()
)
FIRST = frozenset(("daily", "radio"))
_ADDITION = re.compile(r"\s+[-–—|(]|(?<!http)(?<!https):\s")  # "The Lantern (online)", "The Lantern - Opinion"
_HOST = re.compile(r"(?:https?://)?(?:www\.|edition\.|m\.)?(?P<label>[\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.I)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the outlets that are known by name, and the words that mark a name as an outlet's."""
    rows = lines("outlets.txt")
    names = frozenset(normalise(row) for row in rows if not row.startswith("*"))
    return names, frozenset(row[1:].strip() for row in rows if row.startswith("*"))


def is_outlet(name: str, *, before: str = "", after: str = "") -> bool:
    """Tell whether ``name`` is an outlet's by itself, or by the common noun right before or after it in the text."""
    names, marks = _known()
    own = _words(name)
    if not own:
        return False
    if " ".join(own) in names or own[0] in FIRST or (own[-1] in marks and (len(own) > 1 or own[0] not in GENERIC)):
        return True
    return any(word in GENERIC for word in _words(before)[-1:] + _words(after)[:1])


@cache
def _agencies() -> frozenset[str]:
    return frozenset(shape for name in lines("agencies.txt") for shape in forms(name))


def is_agency(outlet: str | None) -> bool:
    """Tell whether an outlet is a news agency, whose text others print."""
    if outlet is None:
        return False
    own = _words(outlet)
    return not forms(outlet).isdisjoint(_agencies()) or own[-1:] in (["wire"], ["newswire"], ["agency"])


@lru_cache(maxsize=4096)
def forms(name: str) -> frozenset[str]:
    """Return the shapes under which an outlet goes: its name in one word, shortened, by its initials, as a domain.

    Two names are the same outlet's when they share a shape.

    >>> sorted(forms("The Harbour City Times"))
    ['harbourcitytimes', 'hct', 'hctimes']
    >>> sorted(forms("hctimes.com"))
    ['hctimes']
    """
    head = _ADDITION.split(name.strip())[0]
    host = _HOST.fullmatch(head)
    words = _words(host["label"]) if host else _words(head)
    if not words:
        return frozenset()
    shapes = {"".join(words)}
    bare = words
    while len(bare) > 1 and bare[-1] in GENERIC:
        bare = bare[:-1]
        shapes.add("".join(bare))
    if len(bare) > 1:
        initials = "".join(word[0] for word in bare)
        shapes |= {initials, initials[:-1] + bare[-1]}
    if host:
        shapes |= {shape.removesuffix(word) for shape in list(shapes) for word in GENERIC if len(shape) > len(word) + 1}
    return frozenset(shapes)


def same_outlet(one: str, two: str) -> bool:
    """Tell whether two names may be one outlet's."""
    return not forms(one).isdisjoint(forms(two))


def short_for(name: str, outlet: str) -> bool:
    """Tell whether ``name`` may be said for ``outlet`` for short: its last word, if that is no mere common noun."""
    own, full = _words(name), _words(outlet)
    return len(own) == 1 and len(full) > 1 and own[0] == full[-1] and own[0] not in GENERIC


@lru_cache(maxsize=65536)
def names_outlet(name: str, outlet: str) -> bool:
    """Tell whether ``name`` stands for ``outlet``, in full or for short."""
    return same_outlet(name, outlet) or short_for(name, outlet)


def _words(name: str) -> list[str]:
    words = [normalise(match.group()).removesuffix("'s").replace(".", "") for match in WORD.finditer(name)]
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
