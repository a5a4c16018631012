"""Those who are named in a story, before they become actors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from attribune.annotate.lexicon import GIVEN, ORGANISATION_WORDS, OUTLET_WORDS, OUTLETS
from attribune.annotate.occasions import PLATFORMS
from attribune.ids import identify
from attribune.model import Actor, ActorType, Gender, Span, Title
from attribune.resolve.roles import Role, fit, parse_role
from attribune.text import normalise, words

Name = tuple[str, ...]
_MOST_TITLES = 12
_FORMS = frozenset("inc corp co ltd llc plc corporation incorporated limited nv ag gmbh".split())  # of companies
_SMALL = frozenset(("the", "a", "an"))


@lru_cache(maxsize=16384)
def name_of(surface: str) -> Name:
    """Return the normal forms of a name's words, without an article, a possessive, and a company's legal form."""
    name = tuple(normalise(surface[word.start : word.end]).removesuffix("'s") for word in words(surface))
    while len(name) > 1 and name[-1] in _FORMS:
        name = name[:-1]
    return name[1:] if len(name) > 1 and name[0] in _SMALL else name


OF_SEVERAL = re.compile(r"\b(Gov|Rep|Sen)s\.?$")  # "Sens. Ann Lee and Karl Venn": each is one


class Use(NamedTuple):
    """One place where a name is written: which mention, under what words, with what title."""

    mention: int
    start: int
    surface: str
    name: Name
    type: ActorType
    title: str | None
    role: Role | None
    gender: Gender
    sight: Sight | None = None  # where the title stands
    second: Role | None = None  # of party and state behind ("(R-Ky.)"), or of a title before one told behind


class Sight(NamedTuple):
    """Where a title stands: the day of publication, if that is known, the article and the span."""

    published: str | None
    article: str
    span: Span


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making: the names, titles and genders under which the texts have it."""

    founder: Name
    type: ActorType
    article: str | None = None  # of a nameless one, which belongs to one article alone
    names: Counter[str] = field(default_factory=Counter)
    forms: set[str] = field(default_factory=set)
    roles: Counter[Role] = field(default_factory=Counter)
    titles: Counter[str] = field(default_factory=Counter)
    seen: dict[str, list[Sight]] = field(default_factory=dict)  # where each title stands
    genders: Counter[Gender] = field(default_factory=Counter)
    gender: Gender = "unknown"  # the one that most of the mentions show
    referred: Counter[Gender] = field(default_factory=Counter)  # the pronouns that surely mean this one
    _told: tuple[frozenset[str], tuple[Role, ...]] | None = None  # what the roles come to, as long as none is added

    def add(self, use: Use) -> None:
        """Take in one more place where this one is named."""
        self.names[use.surface] += 1
        self.forms.add(use.surface)
        self.add_title(use.title, use.role, use.sight)
        for untitled in (use.second, use.role if use.title is None else None):
            if untitled is not None:
                self.roles[untitled] += 1
                self._told = None
        if self.type == "unknown" and use.type != "unknown":
            self.type = use.type
        if use.gender not in ("unknown", "plural"):
            self.genders[use.gender] += 1
            if self.genders[use.gender] > self.genders[self.gender]:
                self.gender = use.gender
        if self.gender == "neuter" and self.type == "person":  # taken for a place or a thing here and there
            self.gender = "unknown"
            del self.genders["neuter"]

    def add_title(self, title: str | None, role: Role | None, sight: Sight | None) -> None:
        """Take in a title or a description; what is no role ("Mr.") is passed over."""
        if title and role:
            self.titles[title] += 1
            if sight is not None:
                self.seen.setdefault(title, []).append(sight)
            self.roles[role] += 1
            self._told = None

    def can_be_meant(self, gender: Gender) -> bool:
        """Return whether a word of this gender can mean this one, by the names and, without these, the pronouns before.

        In "her deputy, Venn, left. He said no. She said yes" she is not Venn.
        """
        if gender == "unknown":
            return True
        if self.gender != "unknown" or not self.referred:
            return self.gender in (gender, "unknown")
        return self.referred[gender] >= max(self.referred.values())

    def settle_gender(self) -> bool:
        """Take the gender that pronouns show where names show none; return whether they do."""
        ranked = self.referred.most_common(2)
        if self.gender != "unknown" or not ranked or (len(ranked) > 1 and ranked[0][1] <= 2 * ranked[1][1]):
            return False
        self.gender = ranked[0][0]
        return True

    def fit(self, description: Role) -> float:
        """Return how well a description by role fits, between 0 and 1."""
        if self._told is None:
            self._told = (self._states(), self._fullest_roles())
        states, roles = self._told
        return max((fit(description, role, states=states) for role in roles), default=0.0)

    def _states(self) -> frozenset[str]:
        """Return the states that the roles name, without those that few of them name."""
        counts: Counter[str] = Counter()
        for role, count in self.roles.items():
            for state in role.states:
                counts[state] += count
        return frozenset(state for state, count in counts.items() if 4 * count >= max(counts.values()))

    def _fullest_roles(self) -> tuple[Role, ...]:
        """Return the roles without those that say less than another of the same noun: who is once "Ruritania's
        president" is so wherever a text calls him "President"."""
        told = {(role.noun, role.flags) for role in self.roles if role.states or role.narrower}
        return tuple(r for r in self.roles if r.states or r.narrower or (r.noun, r.flags) not in told)


def type_of(surface: str, name: Name, gender: Gender, role: Role | None, *, titled: bool) -> ActorType:
    """Return what a name is likely to be the name of."""
    if surface in OUTLETS or surface.title() in OUTLETS or name[:1] == ("daily",):
        return "outlet"
    if len(name) > 1 and name[-1] in OUTLET_WORDS and name[0] not in GIVEN:
        return "outlet"
    if gender == "neuter" or surface in PLATFORMS or (len(name) > 1 and name[-1] in ORGANISATION_WORDS):
        return "organisation"
    if " " in surface and surface.rpartition(" ")[2].rstrip(".").lower() in _FORMS:
        return "organisation"
    if role or titled or (len(name) > 1 and name[0] in GIVEN):
        return "person"
    return "unknown"


def actor_of(figure: Figure) -> Actor:
    """Return the actor that a figure amounts to; its id depends on its type and name alone."""
    name = best_name(figure)
    if figure.article is not None:
        made = identify("actor", "group", figure.article, " ".join(figure.founder))
    else:
        made = identify("actor", figure.type, " ".join(name_of(name)))
    return Actor(
        id=made,
        name=name,
        type=figure.type,
        description=_description(figure),
        aliases=tuple(sorted(figure.forms)),
        gender=figure.gender,
        named=sum(figure.names.values()),
        titles=_titles(figure),
        article=figure.article,
    )


def _titles(figure: Figure) -> tuple[Title, ...]:
    """Return the titles with when they were seen, the most frequent first."""
    found = []
    for title in sorted(figure.seen, key=lambda words: (-figure.titles[words], words))[:_MOST_TITLES]:
        sights = sorted(figure.seen[title], key=lambda sight: (sight.published or "9", sight.article, sight.span))
        days = [sight.published for sight in sights if sight.published]
        first = sights[0]
        found.append(
            Title(title, first.article, first.span, min(days, default=None), max(days, default=None), len(sights))
        )
    return tuple(found)


def best_name(figure: Figure) -> str:
    """Return the most frequent of the full names, the longer and then the earlier in the alphabet of equals.

    Of those who have no name, the longest of the wordings.
    """

    def rank(surface: str) -> tuple[bool, bool, int, int, str]:
        shouted = surface.isupper() and " " in surface
        return (" " not in surface, shouted, -figure.names[surface], -len(surface), surface)

    if figure.type == "state":
        return " ".join(figure.founder)
    if not figure.names:
        return " ".join(figure.founder)
    if figure.article is not None:  # nameless: "a Guild official", whatever it is called later
        return min(figure.names, key=lambda words: (-len(words), -figure.names[words], words))
    best = min(figure.names, key=rank)
    fuller = [name for name in figure.names if name.endswith(f" {best}")] if " " in best else []
    words = name_of(best)  # none where an account is called by signs alone
    short = words[:1] != () and (words[0] not in GIVEN or figure.founder[1:] == words)
    best = min(fuller, key=rank) if fuller and short else best
    return _unshouted(best) if figure.type == "person" and best.isupper() and " " in best else best


def _unshouted(name: str) -> str:
    """Return a person's name in capitals, as transcripts have it, as it is written elsewhere.

    >>> _unshouted("ORLA MCVENN-O'RIAN")
    "Orla McVenn-O'Rian"
    """
    return re.sub(r"\bMc(\w)", lambda match: f"Mc{match[1].upper()}", name.title())


def _description(figure: Figure) -> str | None:
    """Return the role that the texts give most often, in its most telling wording."""
    nouns: Counter[str] = Counter()
    for title, count in figure.titles.items():
        nouns[_noun(title) or ""] += count
    if not nouns:
        return None
    most = min(nouns, key=lambda noun: (-nouns[noun], noun))

    def rank(title: str) -> tuple[int, int, int, str]:
        role = parse_role(title)
        telling = len(role.states | role.narrower) if role else 0
        return (-min(telling, 1), -figure.titles[title], len(title), title)

    best = min((title for title in figure.titles if _noun(title) == most), key=rank, default=None)
    return best and OF_SEVERAL.sub(r"\1.", best)


def _noun(title: str) -> str | None:
    role = parse_role(title)
    return role.noun if role else None
