"""What single words are, for finding names: one letter per word class, read from the word lists.

A text becomes a string with one letter per word, and names and roles are found by regular expressions over
those letters (``names.py``). The letters:

====  =======================================  ====  =========================================
caps                                           low
====  =======================================  ====  =========================================
N     a capitalised word, perhaps a name       t     a role noun: "minister"
G     a given name                             m     a word before a role noun: "foreign"
A     letters: "NATO"; a known outlet          g     a plural for nameless people: "officials"
I     one letter: "J"; "Jr"                    d, r  determiner; "who"
D     of a country: "Italian"                  0     number, quantity
S     a place: "Italy", "Moscow"               o, f  "of"; "for", "to"
T     title: "Secretary"                       a     "and"
H     courtesy: "Mr"                           p     particle: "von"
O     noun of a body: "Ministry"               e, i  "this"; "in", "near"
K     "Foreign", "Health": part of titles      v, w  speaking verb; other function word
M     month, day                               P, y  "he"; "his"
Q     "it"                                     u, k  "person"; "familiar" (with the matter)
q, B  possessive "'s"; a boundary              b, x  "ministry", "campaign"; anything else
====  =======================================  ====  =========================================
"""

from __future__ import annotations

from attribune.data import lines, rows, terms, vocabulary
from attribune.model import Gender

_KINDS = {
    "determiner": "d",
    "demonstrative": "e",
    "possessive": "y",
    "quantity": "0",
    "of": "o",
    "for": "f",
    "and": "a",
    "particle": "p",
    "place": "i",
    "person pronoun": "P",
    "thing pronoun": "Q",
    "speaking": "v",
    "auxiliary": "w",
    "relative": "r",
    "body": "b",
    "other": "w",
}
_DATES = (
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul "
    "Aug Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri "
    "Sat Sun"
)
_PERSONS = "person people man woman someone somebody individuals individual persons"
_PEOPLES = (
    "democrat republican democratic western arab muslim jewish christian catholic protestant sunni shiite islamist "
    "hispanic latino asian african baltic nordic balkan spaniard briton frenchman frenchwoman dutchman dutchwoman "
    "englishman englishwoman irishman irishwoman welshman welshwoman scotsman scotswoman swede filipino filipina"
)
_KNOWING = "familiar close knowledgeable briefed"


def _fields(name: str, width: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row, *[""] * (width - len(row))) for row in rows(name))


ROLES = _fields("roles.txt", 5)
STATES = _fields("states.txt", 5)
GENDERS: dict[str, Gender] = {row[0]: row[3] for row in ROLES if row[3]}  # type: ignore[misc]
GENDERS |= {row[0]: row[1] for row in _fields("honorifics.txt", 2) if row[1]}  # type: ignore[misc]
COMMON = vocabulary("common_words.txt")
THINGS = vocabulary("acronyms_of_things.txt")
GIVEN: dict[str, Gender] = dict.fromkeys(vocabulary("given_male.txt"), "male")
GIVEN |= dict.fromkeys(vocabulary("given_female.txt"), "female")
GIVEN |= dict.fromkeys(vocabulary("given_either.txt"), "unknown")
OUTLETS = frozenset(line for line in lines("outlets.txt") if not line.startswith("*"))
OUTLET_WORDS = frozenset(line[1:].strip() for line in lines("outlets.txt") if line.startswith("*"))
ORGANISATION_WORDS = frozenset(line.lstrip("* ") for line in lines("organisation_nouns.txt"))
BODIES = terms("bodies.txt")
ORGANISATIONS = frozenset(line[2:] for line in lines("organisation_nouns.txt") if line.startswith("*"))
ORGANISATIONS |= {name.lower() for name in BODIES}


def _names(field: str) -> list[str]:
    return [name.strip() for name in field.split(";") if name.strip()]


def _places() -> frozenset[str]:
    found = set(terms("places.txt"))
    for name, others, _, capitals, seats in STATES:
        found.update([name, *_names(others), *_names(capitals), *_names(seats)])
    return frozenset(found)


PLACES = _places()
DEMONYMS = frozenset(name for row in STATES for name in _names(row[2]))


# titles that stand before a name with a full stop
SHORT = frozenset(
    "mr mrs ms mx dr prof rev hon fr pres sen rep gov gen lt col capt maj sgt adm st sens reps govs drs".split()
)


def _lower() -> dict[str, str]:
    codes = {"'s": "q", "’s": "q"} | dict.fromkeys(_PERSONS.split(), "u") | dict.fromkeys(_KNOWING.split(), "k")
    codes |= {row[0]: "m" for row in _fields("modifiers.txt", 2)}
    codes |= {row[0]: "t" for row in ROLES if " " not in row[0]}
    # as adjectives these are far more common than as nouns
    codes |= dict.fromkeys("general major private principal independent conservative liberal socialist".split(), "m")
    codes |= dict.fromkeys(terms("groups.txt"), "g")
    for kind, words in reversed(rows("function_words.txt")):
        codes |= dict.fromkeys(words.split(), _KINDS[kind])
    return codes


def _capital() -> dict[str, str]:
    """Codes of words with a capital, by their lower-case form; later lists win over earlier ones."""
    codes = dict.fromkeys(GIVEN, "G")
    codes |= dict.fromkeys(terms("groups.txt"), "g")
    codes |= {row[0]: "T" for row in ROLES if " " not in row[0] and not row[4]}
    codes |= dict.fromkeys(terms("name_words.txt"), "K") | dict.fromkeys(ORGANISATION_WORDS, "O")
    codes |= dict.fromkeys(("general", "justice", "major", "chief", "prime", "vice"), "T")
    codes |= dict.fromkeys((row[0] for row in _fields("honorifics.txt", 2)), "H") | dict.fromkeys(SHORT, "H")
    codes |= {name.lower(): "D" for name in DEMONYMS if " " not in name}
    codes |= {f"{name.lower()}s": "g" for name in DEMONYMS if name[-1] in "nika"}
    codes |= dict.fromkeys(_PEOPLES.split(), "D")
    codes |= {name.lower(): "S" for name in PLACES if name.isalpha() and not (name.isupper() and len(name) < 4)}
    return codes | dict.fromkeys(_DATES.lower().split(), "M")


LOWER = _lower()
CAPITAL = _capital()
# role nouns that before another noun are adjectives: "her official account"
ADJECTIVES = frozenset("official executive expert veteran chief head star model suspect native student fellow".split())
# a noun of such a form is one person's calling, whether the lists have it or not
CALLINGS = tuple(
    "ologist onomist ographer iatrist ician onaut woman keeper watchman fireman craftsman councilor".split()
)
# heads of bodies: "of" after them belongs to the role
CHIEFS = frozenset(row[0] for row in ROLES if {"leader", "chief"} & {row[1], *row[2].split()})
NO_TITLES = frozenset(row[0] for row in ROLES if row[4])


def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of several words, with their codes, by their first word and the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    coded = [(name, "S") for name in PLACES] + [(name, "A") for name in OUTLETS] + [(name, "D") for name in DEMONYMS]
    coded += [(f"{name} News", "A") for name in OUTLETS] + [(name, "O") for name in BODIES]
    for role in (row[0] for row in ROLES if " of " in row[0]):  # so that a surname behind it is none of its words
        first, _, rest = role.partition(" of ")
        written = rest.title().replace("The ", "the ")
        coded += [(f"{first.title()} of {written}", "T"), (f"{first} of {written}", "T")]
    # what is no title alone is one here: "Chief Executive Orla Venn"
    coded += [(row[0].title(), "T") for row in ROLES if " " in row[0] and row[0].rpartition(" ")[2] in NO_TITLES]
    for name, code in coded:
        first = name.split()[0].rstrip(",")
        if first != name:
            found.setdefault(first, []).append((name, code))
    return {first: tuple(sorted(names, key=lambda name: (-len(name[0]), name))) for first, names in found.items()}


PHRASES = _phrases()
