"""Descriptions of persons by their role, and when two of them can mean the same person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from attribune.annotate.lexicon import CALLINGS, ROLES
from attribune.data import rows
from attribune.resolve.nouns import kind_of
from attribune.resolve.places import state_name
from attribune.text import normalise, words

_NOUNS = {row[0]: (row[1] or row[0], frozenset(row[2].split())) for row in ROLES}
_LONGEST = max(noun.count(" ") for noun in _NOUNS) + 1
_FLAGS = {row[0]: row[1] for row in rows("modifiers.txt") if len(row) > 1 and row[1]}
_DOMAINS = frozenset(row[0] for row in rows("modifiers.txt") if len(row) == 1 or not row[1])
_VAGUE = frozenset(
    "senior top chief high leading veteran longtime late new current newly first embattled disgraced incoming acting "
    "interim caretaker ranking state government unnamed anonymous unidentified general special principal "
    "the a an this".split()
)
_SPELLINGS = {"defence": "defense", "labour": "labor"}
_SPELLINGS |= {"democrat": "democratic", "democrats": "democratic"}
_SPELLINGS |= {"republican": "republican", "republicans": "republican", "gop": "republican"}
# so that a country that no list has agrees with its people: "Velland", "Vellandish"
_PEOPLE = re.compile(r"(?<=....)(?:(?:i|e)?ans?|ese|ish|ia|i|a|s)$")
_TIES = frozenset("of for in at to from with on".split())
_PARTIES = frozenset("conservative democratic green independent labor liberal republican socialist".split())
_BY_PARTY = 0.9
# offices of which there is one whatever the party, as there is not of nominees and leaders
_ELECTED = frozenset(
    ("governor", "mayor", "president", "representative", "senator", "attorney general", "commissioner")
)
# words of the names of American states, as they narrow a role
_HOMES = frozenset(_PEOPLE.sub("", word.lower()) for row in rows("us_states.txt") for word in row[0].split()[-1:])
# who bears such an office by title is not also "the president of the company"
_OF_STATE = _ELECTED | {"minister", "premier", "secretary", "vice president"}
KIN = "relative"  # the wider word of all who are somebody's
_CLERICAL = "cleric"  # the wider word of those who are called so beside an office
PRESIDING = frozenset(("president", "vice president"))
_RELATIVES = frozenset("who whom whose that which and".split())
# what an office is of without saying more: "the president of the country"
_LANDS = frozenset(
    "city country county district government house island kingdom land nation province region republic state "
    "time town village world".split()
)


class Role(NamedTuple):
    """A role: what its bearer is, the wider words for that, what makes it another role, and what narrows it."""

    noun: str
    wider: frozenset[str]
    flags: frozenset[str]  # "deputy", "former"
    states: frozenset[str]
    narrower: frozenset[str]  # bodies and fields: "nato", "foreign"
    of: frozenset[str] = frozenset()  # what its bearer is it of, by a common noun: "sales", "agency"


@lru_cache(maxsize=16384)
def parse_role(phrase: str) -> Role | None:
    """Return the role that a phrase such as "Italian Deputy Prime Minister" names, or None if it names none."""
    raw = [phrase[word.start : word.end] for word in words(phrase)]
    folded = [normalise(word).removesuffix("'s") for word in raw]
    found = _noun(folded)
    if found is None:
        return None
    start, end = found
    written = " ".join(folded[start:end])
    noun, wider = _NOUNS.get(written, (written, frozenset()))
    close = next((i for i in range(end, len(folded)) if folded[i] in _RELATIVES), len(folded))
    before, after = range(start), range(end, close)
    flags = frozenset(_FLAGS[folded[i]] for i in before if folded[i] in _FLAGS)
    states, narrower = _narrowing(raw, folded, [*before, *after])
    of = _complement(raw[end:close])
    return Role(noun, wider, flags, states, narrower - {noun for noun in of if _is_body(noun)}, of)


def bare(role: Role) -> Role:
    """Return a role as its noun alone names it: "the official"."""
    return Role(role.noun, role.wider, frozenset(), frozenset(), frozenset())


def is_of_one_named(role: Role, name: Iterable[str]) -> bool:
    """Return whether a role is somebody's by one of these words of a name: "Lee's lawyer"."""
    return any(_PEOPLE.sub("", word) in role.narrower for word in name)


def is_of_home(role: Role) -> bool:
    """Return whether a role is that of a politician from somewhere: "the Kentucky senator", "Ohio's governor"."""
    return not role.narrower.isdisjoint(_HOMES) and ("lawmaker" in role.wider or role.noun == "governor")


def is_of_party(role: Role) -> bool:
    """Return whether nothing but a party narrows a role, if that: "the Republican senator", "the senator"."""
    return role.narrower <= _PARTIES


def _noun(folded: list[str]) -> tuple[int, int] | None:
    """Return where the noun stands: the last one before "of", the longest that is known."""
    stop = next((i for i, word in enumerate(folded) if i and word in _TIES), len(folded))
    for last in range(stop, 0, -1):
        for first in range(max(0, last - _LONGEST), last):
            longer = next((n for n in (4, 3, 2) if " ".join(folded[first : last + n]) in _NOUNS and last == stop), 0)
            noun = _NOUNS.get(" ".join(folded[first : last + longer]))
            if noun is not None:
                office = _noun(folded[:first]) if _CLERICAL in noun[1] and first else None
                return office or (first, last + longer)  # "Supreme Leader Ayatollah"
    return (stop - 1, stop) if stop and folded[stop - 1].endswith(CALLINGS) else None


def _complement(after: list[str]) -> frozenset[str]:
    """Return the common noun of what a role is tied to by the words behind it: "agency" for "of the agency in Orsk"."""
    if len(after) < 2 or after[0] not in _TIES:
        return frozenset()
    close = next((i for i in range(1, len(after)) if after[i] in _TIES), len(after))
    noun = after[close - 1]
    return frozenset((noun,)) if noun.islower() and noun not in _LANDS | _TIES else frozenset()


def _is_body(noun: str) -> bool:
    """Whether texts take up a body that they have named by a noun: "the head of the agency"."""
    return kind_of(noun) in ("organisation", "unknown")


def _narrowing(raw: list[str], folded: list[str], places: list[int]) -> tuple[frozenset[str], frozenset[str]]:
    states, narrower = set(), set()
    used = -1
    for i in places:
        if i <= used:
            continue
        pair = state_name(" ".join(folded[i : i + 2])) if i + 1 in places else None
        known = pair or state_name(raw[i].removesuffix("'s").removesuffix("’s"))
        if known:
            states.add(known.state)
            used = i + 1 if pair else i
        elif folded[i] in _FLAGS or folded[i] in _VAGUE:
            continue
        elif raw[i][0].isupper():
            narrower.add(_SPELLINGS.get(folded[i]) or _PEOPLE.sub("", folded[i]))
        elif folded[i] in _DOMAINS:
            narrower.add(_SPELLINGS.get(folded[i], folded[i]))
    return frozenset(states), frozenset(narrower)


def fit(description: Role, role: Role, *, states: frozenset[str] = frozenset()) -> float:
    """Return how well a description fits a person who bears ``role``, between 0 (not at all) and 1.

    ``states`` are those that the person's other roles name: a "Prime Minister" who is elsewhere "Italian Deputy
    Prime Minister" is Italian.
    """
    same = _same_noun(description, role)
    if not same or ("deputy" in description.flags) != ("deputy" in role.flags):
        return 0.0
    if ("former" in description.flags) != ("former" in role.flags):
        # a former president is called President, too, but the President is not "the former president"
        same *= 0.5 if "former" in description.flags and role.noun in PRESIDING else 0.6
    return same * _agreement(description, role, states) * _same_body(description, role)


def _same_noun(description: Role, role: Role) -> float:
    if description.noun == role.noun:
        return 1.0
    if description.noun in role.wider:
        return 0.9
    if role.noun == "chief" and role.noun in description.wider:
        # who is called "the agency director" may be its chief
        return 0.8 if description.noun not in _OF_STATE else 0.5
    return 0.5 if role.noun in description.wider else 0.0


def _agreement(description: Role, role: Role, states: frozenset[str]) -> float:
    if description.states:
        known = role.states or states
        if known and not description.states & known:
            return 0.0
        if not known:
            # "the NATO chief" and "the Italian chief" are two persons
            return 0.5 if not role.narrower else 0.2
    party = description.narrower & _PARTIES
    if party and description.noun in _ELECTED and not role.narrower & _PARTIES:
        # who is "Governor Lee" can be "the Republican governor"
        return _BY_PARTY * _agreement(description._replace(narrower=description.narrower - party), role, states)
    missing = description.narrower - role.narrower
    if not missing:
        return 1.0
    if role.narrower and role.narrower < description.narrower:
        return 0.9  # "the Compact chief" is the head of the River Compact
    if role.narrower and description.narrower.isdisjoint(role.narrower):
        return 0.2
    return 0.4 if role.noun in PRESIDING else 0.6


def _same_body(description: Role, role: Role) -> float:
    """Return how well what a description is of, by a common noun, agrees with what a role is of."""
    if role.noun in PRESIDING and role.of and not description.of and not description.narrower:
        return 0.8  # "the vice president" is hardly that of sales
    missing = {noun for noun in description.of - role.of if _PEOPLE.sub("", noun) not in role.narrower}
    if not missing:
        return 1.0
    if role.of:
        return 0.2  # "the vice president of sales" is not that of finance
    if role.noun in _OF_STATE and not role.narrower:
        return 0.4
    return 0.9 if all(map(_is_body, missing)) else 0.6
