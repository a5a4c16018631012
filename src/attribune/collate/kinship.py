"""How the speakers of two accounts relate: one actor, akin, two actors, or one of them not known.

What the police say is said by "police", "the authorities", "the Orr Police Department" or "Sgt. Amsel of the Orr
police", and one article may have it from the one, another from the other. Such speakers are akin: that speaks for one
utterance less than one name does, but it does not speak against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from attribune.data import rows
from attribune.group.keys import share
from attribune.model import Actor
from attribune.resolve.places import state_name
from attribune.resolve.roles import Role, parse_role
from attribune.resolve.spelling import close, same_given
from attribune.text import normalise, stem, words

Relation = Literal["same", "akin", "unknown", "different"]

COMMON = 0.25  # share of all documents from which on a word tells nothing of who is meant
LEAST = 3  # letters of a word that tells
ACRONYM = 6  # letters that a name may be shortened to at most
# How much each relation is like knowing that one actor spoke.
SAMENESS: dict[Relation, float] = {"same": 1.0, "akin": 0.5, "unknown": 0.0, "different": 0.0}


def _listed(kind: str) -> frozenset[str]:
    return frozenset(word for row in rows("authorities.txt") if row[0] == kind for word in row[1].split())


_BODIES = frozenset(map(stem, _listed("body")))
_OFFICES = _listed("office")
_SERVING = frozenset(("aide", "adviser", "spokesman"))
_VAGUE = frozenset(map(stem, _listed("vague")))


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom an article gives a statement to, ready for comparing."""

    actor: str
    person: tuple[str, ...] = ()  # the name of a person who has one
    named: bool = False
    outlet: bool = False
    words: frozenset[str] = frozenset()  # that tell who it is: of the name, of titles and descriptions
    states: frozenset[str] = frozenset()  # that these name
    letters: str = ""  # the initials of a body
    body: bool = False  # of the authorities, or a state
    office: bool = False  # holds one
    several: bool = False  # speak together: "Ann Lee and Orla Dorn"


@lru_cache(maxsize=16384)
def speaker(actor: Actor, source: str = "") -> Speaker:
    """Return an actor as a speaker; ``source`` is what the statement calls a named person, description and all."""
    named = actor.article is None
    person = tuple(word.normal for word in words(actor.name)) if named and actor.type == "person" else ()
    titles = [title.words for title in actor.titles]
    forms = [*titles, actor.description or "", source] if person else [actor.name, *actor.aliases, *titles]
    told = frozenset(key for form in forms for key in _keys(form)) - frozenset(map(stem, person))
    states = frozenset(state for form in forms for state in _states(form))
    roles = [role for role in map(parse_role, titles) if role is not None]
    return Speaker(
        actor=actor.id,
        person=person,
        named=named,
        outlet=actor.type == "outlet",
        words=told,
        states=states,
        letters="" if person else _initials(actor.name),
        body=actor.type == "state"
        or state_name(actor.name) is not None
        or (not person and not told.isdisjoint(_BODIES)),
        office=any(_is_of_authorities(role) for role in roles),
        several=actor.type == "group" and " and " in actor.name,
    )


def _is_state(actor: Actor) -> bool:
    """Whether an actor is a state, or its seat of government: "White House"."""
    return actor.type == "state" or state_name(actor.name) is not None


def _is_of_authorities(role: Role) -> bool:
    """Whether a role is an office; one who speaks for somebody named ("the Amsel spokesman") speaks for no others."""
    serves = role.noun in _SERVING and bool(role.narrower)
    return not serves and not _OFFICES.isdisjoint({role.noun, *role.wider})


@lru_cache(maxsize=16384)
def _keys(form: str) -> frozenset[str]:
    """Return the stems of the words of a name or description that tell who is meant."""
    written = {stem(word.normal): form[word.start : word.end] for word in words(form)}
    return frozenset(
        key
        for key, word in written.items()
        if key not in _VAGUE and state_name(word) is None and len(key) > 1
        if word.isupper() or (len(key) >= LEAST and share(key) <= COMMON)
    )


@lru_cache(maxsize=16384)
def _states(form: str) -> frozenset[str]:
    """Return the states that the words of a name or description stand for."""
    known = (state_name(part) for part in (form, *(form[word.start : word.end] for word in words(form))))
    return frozenset(state.state for state in known if state is not None)


def _initials(name: str) -> str:
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return normalise(initials) if 1 < len(initials) <= ACRONYM else ""


def relation(a: Speaker | None, b: Speaker | None) -> Relation:
    """Return how two speakers, either of them perhaps unknown, relate."""
    if a is None or b is None:
        return "unknown"
    if a.actor == b.actor:
        return "same"
    return "akin" if _akin(a, b) else "different"


@lru_cache(maxsize=65536)
def _akin(a: Speaker, b: Speaker) -> bool:
    if a.outlet or b.outlet:
        return False
    if a.person and b.person:
        return _spelt_otherwise(a, b)
    shared = a.words & b.words
    bodies = a.named and b.named and not a.person and not b.person
    if bodies:  # two ministries have only that word in common
        shared -= _BODIES
    if shared or _belongs(a, b) or _belongs(b, a):
        return True
    if not (a.body or b.body) or not all(one.body or one.office for one in (a, b)):
        return False
    return not a.states.isdisjoint(b.states) or not (bodies or (a.states and b.states))


def _belongs(one: Speaker, other: Speaker) -> bool:
    """Tell whether one is called by the letters of the other, or has a person in it or around: "the Amsel campaign"."""
    around = one.named or one.body or one.several
    name = other.person[-1] if other.person and around else other.letters
    return name != "" and name in one.words


def _spelt_otherwise(a: Speaker, b: Speaker) -> bool:
    """Tell whether two names of persons differ by no more than a slip, and nothing else tells them apart."""
    first, second = a.person, b.person
    if len(first) < 2 or len(second) < 2 or not same_given(first[:-1], second[:-1]):
        return False
    return close(first[-1], second[-1]) or (first[-1][0] == second[-1][0] and bool(a.words & b.words))
