"""Venues: what the words for where something was said name, and when two of them cannot be one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz

from attribune.data import rows
from attribune.text import WORD, normalise
from attribune.trace.outlets import is_outlet, same_outlet

MISSPELT = 80  # of 100: names so like each other are one name, if they are not very short
SHORT = 4  # letters
_NAME = re.compile(
    r"(?P<before>(?:[a-z]+[ ])?)(?P<name>[A-Z][\w&.’'-]*(?:[ ](?:of[ ])?[A-Z0-9][\w&.’'-]*)*)(?P<after>(?:[ ][a-z]+)?)"
)


class Venue(NamedTuple):
    """The outlets, the kinds of places and the proper names in the words for a venue."""

    outlets: tuple[str, ...]
    classes: frozenset[str]
    names: frozenset[str]

    @property
    def telling(self) -> bool:
        """Whether it says enough to contradict another one."""
        return bool(self.outlets or self.classes)


@cache
def place_nouns() -> Mapping[str, str]:
    """Return the class of every noun for a kind of place."""
    return {word.replace("_", " "): name for name, words in rows("venue_nouns.txt") for word in words.split()}


def parse_venue(words: str) -> Venue:
    """Return what the words name.

    >>> parse_venue("a rally in Port Ansel").classes
    frozenset({'rally'})
    """
    kinds = place_nouns()
    found = list(_NAME.finditer(words))
    outlets = [m["name"] for m in found if is_outlet(m["name"], before=m["before"], after=m["after"])]
    single = [normalise(word) for word in WORD.findall(words)]
    plain = {*single, *(f"{one} {two}" for one, two in pairwise(single))}
    names = {normalise(word).removesuffix("'s") for match in found for word in WORD.findall(match["name"])}
    return Venue(tuple(outlets), frozenset(kinds[word] for word in plain if word in kinds), frozenset(names))


def venues_differ(one: Venue, two: Venue) -> bool:
    """Tell whether two venues cannot be one: other outlets, or places of kinds that exclude each other.

    A name in common, or two that are spelt alike, leaves the question open.
    """
    if _share_a_name(one, two):
        return False
    if one.outlets and two.outlets:
        return not any(same_outlet(a, b) for a in one.outlets for b in two.outlets)
    return bool(one.classes and two.classes) and one.classes.isdisjoint(two.classes)


def _share_a_name(one: Venue, two: Venue) -> bool:
    if not one.names.isdisjoint(two.names):
        return True
    return any(min(len(a), len(b)) > SHORT and fuzz.ratio(a, b) >= MISSPELT for a in one.names for b in two.names)
