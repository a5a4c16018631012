"""States under their names, peoples, capitals and seats of government."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from attribune.annotate.lexicon import STATES
from attribune.data import rows, terms
from attribune.text import normalise

How = Literal["name", "people", "capital", "seat"]


class StateName(NamedTuple):
    """The state that a word stands for, and how: by its name, its people, its capital or a seat of government."""

    state: str
    how: How


def _known() -> dict[str, StateName]:
    found: dict[str, StateName] = {}
    hows: tuple[How, ...] = ("name", "people", "capital", "seat")
    for name, others, peoples, capitals, seats in STATES:
        for how, field in zip(hows, (f"{name};{others}", peoples, capitals, seats), strict=True):
            for form in filter(None, (part.strip() for part in field.split(";"))):
                found.setdefault(normalise(form).rstrip("."), StateName(name, how))
    # what is also the name of a region speaks for no state
    for region in terms("places.txt"):
        found.pop(normalise(region), None)
    return found


_KNOWN = _known()


@lru_cache(maxsize=16384)
def state_name(words: str) -> StateName | None:
    """Return the state that ``words`` stand for, or None; "us" is a pronoun, "US" a state.

    >>> state_name("Kremlin")
    StateName(state='Russia', how='seat')
    """
    if words == "us":
        return None
    return _KNOWN.get(normalise(words).rstrip("."))


def told_from_within(texts: Iterable[str]) -> frozenset[str]:
    """Return the states of whose politics texts tell from within: a parliament or a party of theirs is named.

    There a seat of government is one power beside others, and does not speak for the state.
    """
    return frozenset(
        state for text in texts for word, state in _powers().items() if word in text and _is_word(word, text)
    )


def _is_word(word: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


@cache
def _powers() -> dict[str, str]:
    return {word.strip(): state for state, words in rows("powers.txt") for word in words.split(";")}
