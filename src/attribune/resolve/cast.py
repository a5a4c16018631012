"""Names to figures: full names over all articles of a story, then short ones article by article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from attribune.annotate.lexicon import GIVEN
from attribune.model import ActorType, Gender
from attribune.resolve.figures import Figure, Name, Use
from attribune.resolve.pages import Page
from attribune.resolve.places import state_name
from attribune.resolve.rules import Rules
from attribune.resolve.spelling import bare, same_person, sound


class Link(NamedTuple):
    """To whom a mention belongs, how surely and why; without a figure, who comes into question."""

    figure: Figure | None
    confidence: float
    evidence: str
    candidates: tuple[tuple[Figure, float], ...] = ()

    def weakened(self, factor: float) -> Link:
        """Return the same link, less sure."""
        fewer = tuple((figure, round(confidence * factor, 3)) for figure, confidence in self.candidates)
        return Link(self.figure, round(self.confidence * factor, 3), self.evidence, fewer)


ENOUGH = 0.5  # a link less sure than this is left among the candidates
NOBODY = Link(None, 0.0, "")


class Cast:
    """All figures of a story that are known by a name."""

    def __init__(self, rules: Rules | None = None) -> None:
        self._rules = rules or Rules()
        self.figures: list[Figure] = []
        self._by_name: dict[Name, Figure] = {}
        self._by_surname: dict[str, list[Figure]] = defaultdict(list)
        self._by_sound: dict[str, list[Figure]] = defaultdict(list)
        self._by_slip: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        self._by_first: dict[str, list[Figure]] = defaultdict(list)
        self._by_initials: dict[str, list[Figure]] = defaultdict(list)
        self._by_brackets: dict[str, list[Figure]] = defaultdict(list)
        self._bodies: dict[tuple[str, Name], Figure] = {}

    def enter(self, name: Name, uses: Sequence[Use]) -> Figure:
        """Return the figure of a full name, an old one if the name can be a spelling of its name."""
        types = Counter(use.type for use in uses)
        kind = "person" if types["person"] else max(sorted(types), key=lambda t: types[t])
        found = self._by_name.get(name)
        if found is None and kind in ("person", "unknown"):
            found = next((f for f in self._alike(name) if self._can_be(f, name)), None)
        if found is None and kind != "person":
            found = self._of_state(name) or self._by_name.get(turned(name))
        if found is None:
            found = self.found(name, Figure(name, kind))
        elif name not in self._by_name:
            self._learn(name, found)
        self._by_name[name] = found
        return found

    def _learn(self, name: Name, figure: Figure) -> None:
        """Know a person by another form of the name too: "Ms. Orvik" is Ruth Orvik Amsel, also "Orvik Amsel"."""
        given, *others = bare(name)
        for word in others if len(name) > len(figure.founder) else ():
            if figure not in self._by_surname[word]:
                self._by_surname[word].append(figure)
        if len(given) > 1 and figure not in self._by_first[given]:
            self._by_first[given].append(figure)

    def known_as(self, name: Name, whole: Name) -> Figure:
        """Return the figure of a full name, which is known by another one from now on."""
        figure = self._by_name[name] = self._by_name[whole]
        self._learn(name, figure)
        return figure

    def _of_state(self, name: Name) -> Figure | None:
        """Return the body whose name is this one with its state in other words: "US Air Force", "U.S. Air Force"."""
        of_state = body_of_state(name)
        return self._bodies.get(of_state) if of_state else None

    def learn_letters(self, figure: Figure, letters: str) -> None:
        """Know a body by the letters that a text puts behind its name in brackets."""
        if figure.type != "person" and figure not in self._by_brackets[letters]:
            self._by_brackets[letters].append(figure)

    def _can_be(self, figure: Figure, name: Name) -> bool:
        return same_person(figure.founder, name) and not self._rules.apart(" ".join(figure.founder), " ".join(name))

    def found(self, name: Name, figure: Figure) -> Figure:
        """Enter a new figure under a name."""
        self.figures.append(figure)
        self._by_name[name] = figure
        plain = bare(name)
        if figure.type in ("person", "unknown"):
            for word in plain[1:] or plain:
                self._by_surname[word].append(figure)
            self._by_sound[sound(plain[-1])].append(figure)
            self._by_slip[plain[0], sound(plain[-1])[:2]].append(figure)
        else:
            self._by_surname[plain[-1]].append(figure)
            of_state = body_of_state(name)
            if of_state is not None:
                self._bodies.setdefault(of_state, figure)
            for letters in _letters_of(plain, figure.type):
                self._by_initials[letters].append(figure)
        if len(plain) > 1:
            self._by_first[plain[0]].append(figure)
        return figure

    def named(self, name: Name) -> Figure | None:
        """Return the figure that bears exactly this name."""
        return self._by_name.get(name)

    def surnamed(self, name: Name) -> list[Figure]:
        """Return the figures whose name ends with, or holds, these words."""
        return [figure for figure in self._by_surname.get(name[-1], ()) if len(name) == 1 or _holds(figure, name)]

    def sounding(self, name: Name) -> list[Figure]:
        """Return the figures whose surname can be another spelling of this one."""
        return self._by_sound.get(sound(name[-1]), [])

    def first_named(self, name: Name) -> list[Figure]:
        """Return the figures whose name begins with this word."""
        return self._by_first.get(name[0], [])

    def abbreviated(self, name: Name) -> list[Figure]:
        """Return the bodies behind whose names these letters stand in brackets, or else whose initials they are."""
        letters = name[0].replace(".", "")
        return self._by_brackets.get(letters) or self._by_initials.get(letters, [])

    def _alike(self, name: Name) -> Iterable[Figure]:
        plain = bare(name)
        last = sound(plain[-1])
        return [*self._by_sound.get(last, ()), *self._by_slip.get((plain[0], last[:2]), ())]


def _letters_of(name: Name, kind: ActorType) -> set[str]:
    """Return the letters by which a body may go: "DOJ", the "HHS" of a department, the "NBC" of NBC News."""
    named = body_of_state(name)
    forms = {name, name if named is None else named[1]}
    forms |= {turned(form) for form in forms} - {()}
    forms |= {form[2:] for form in forms if form[:2] in _OFFICES and len(form) > _LONG_OFFICE}
    letters = {"".join(word[0] for word in form if word not in _UNWRITTEN) for form in forms}
    letters |= {"".join(word[0] for word in form if word not in _UNWRITTEN - {"of"}) for form in forms}
    return letters | ({name[0]} if kind == "outlet" and name[1:] == ("news",) else set())


_COURTESY = frozenset(("mr", "mrs", "ms", "miss", "mx"))
_UNWRITTEN = frozenset(("of", "and", "the", "for", "&"))
_LONG_OFFICE = 4  # words: the office "of Health and Human Services"
_OWNERS = ("'s ", "’s ", "s' ", "s’ ")
_BRANCHES = frozenset(("department", "ministry"))  # of a government
_OFFICES = {("department", "of"), ("ministry", "of"), ("office", "of")}


def _holds(figure: Figure, name: Name) -> bool:
    whole = figure.founder
    return any(whole[i : i + len(name)] == name for i in range(1, len(whole)))


def cast_of(pages: Sequence[Page], rules: Rules) -> Cast:
    """Return the figures of all full names in the articles, the most frequent name first."""
    uses: dict[Name, list[Use]] = defaultdict(list)
    for page in pages:
        for use in page.uses:
            if len(use.name) > 1:
                uses[use.name].append(use)
    cast = Cast(rules)
    surnames = {bare(name)[-1] for name in uses if name[0] in GIVEN and uses[name][0].type == "person"}
    owned = {use.name for page in pages for use in page.uses if _is_owned(page, use)}
    wholes = _wholes(uses) | _with_states({name: found for name, found in uses.items() if name not in owned})
    full = [name for name in uses if name not in wholes and (len(uses[name]) > 1 or not _are_two(name, surnames))]
    for name in sorted(full, key=lambda name: (-len(uses[name]), name)):
        figure = cast.enter(name, uses[name])
        for use in uses[name]:
            figure.add(use)
    for name, whole in wholes.items():
        figure = cast.known_as(name, whole)
        for use in uses[name]:
            figure.add(use)
    for page in pages:
        _learn_letters(page, cast)
    return cast


def _wholes(uses: Mapping[Name, Sequence[Use]]) -> dict[Name, Name]:
    """Return the full names of which others, with "Ms.", are the surname: "Ms. Lee-Ann Coy" is Theresa Lee-Ann Coy."""
    longer: dict[Name, list[Name]] = defaultdict(list)
    for name in uses:
        if name[0] in GIVEN:
            longer[name[1:]].append(name)
    return {name: longer[name][0] for name in uses if len(longer.get(name, ())) == 1 and _is_surname(uses[name])}


def _is_owned(page: Page, use: Use) -> bool:
    """Whether a body is said to be somebody's: "Velland's | Foreign Ministry"."""
    return use.type == "organisation" and page.text.endswith(_OWNERS, 0, page.mentions[use.mention].span.start)


def _with_states(uses: Mapping[Name, Sequence[Use]]) -> dict[Name, Name]:
    """Return the names of bodies that stand with one state alone elsewhere, with that: "(US) Justice Department"."""
    longer: dict[Name, dict[str, Name]] = defaultdict(dict)
    for name in uses:
        of_state = body_of_state(name)
        if of_state is not None and uses[name][0].type == "organisation":
            state, plain = of_state
            for form in uses.keys() & {plain, turned(plain)}:
                if uses[form][0].type == "organisation":
                    longer[form].setdefault(state, name)
    return {name: next(iter(found.values())) for name, found in longer.items() if len(found) == 1}


def _is_surname(uses: Sequence[Use]) -> bool:
    """Whether a name stands somewhere behind a courtesy title."""
    return any(use.title is not None and use.title.rstrip(".").lower() in _COURTESY for use in uses)


def _are_two(name: Name, surnames: Container[str]) -> bool:
    """Whether a name is two surnames side by side, as between two headlines: "a lead for Amsel Dorn on oil"."""
    return len(name) == 2 and name[0] not in GIVEN and name[0] in surnames and name[1] in surnames


def _learn_letters(page: Page, cast: Cast) -> None:
    for use, letters in pairwise(page.uses):
        end = page.mentions[use.mention].span.end
        if letters.surface.isupper() and len(letters.name) == 1 and page.text[end : letters.start].strip() == "(":
            figure = cast.named(use.name)
            if figure is not None and len(use.name) > 1 and use.name[0][0] == letters.name[0][0]:
                cast.learn_letters(figure, letters.name[0].replace(".", ""))


def turned(name: Name) -> Name:
    """Return the other form of an office's name, () for other names: "Department of Justice", "Justice Department"."""
    if len(name) > 2 and name[0] in _BRANCHES and name[1] == "of":
        return (*name[2:], name[0])
    return (name[-1], "of", *name[:-1]) if len(name) > 1 and name[-1] in _BRANCHES else ()


@lru_cache(maxsize=4096)
def body_of_state(name: Name) -> tuple[str, Name] | None:
    """Return the state that a name of two more words or more begins with, and the rest: "US Air Force"."""
    for size in (2, 1):
        known = state_name(" ".join(name[:size])) if len(name) > size + 1 else None
        known = known or (state_name("US") if len(name) > 2 and name[:size] == ("us",) else None)
        if known is not None and known.how in ("name", "people"):
            return known.state, name[size:]
    return None


def agree(figure: Figure, gender: Gender) -> bool:
    """Return whether a figure can be of this gender."""
    return agreeing(figure.gender, gender)


def agreeing(one: Gender, other: Gender) -> bool:
    """Return whether two genders can be one person's."""
    return one == other or "unknown" in (one, other)
