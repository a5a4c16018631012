"""One actor across stories: the actors of all stories that have names of one key, to actors of the dossier.

The actors that stories tell of are compared only where they share a key (``block_key``: the sound of a surname,
the initials of a body), so that a dossier can be brought up to date key by key, and what is found for a key follows
from all that bears it, in whatever order it came. Within a key the names are taken from the most told to the least;
each joins the actor that an earlier one founded, or founds one of its own (a weak pair never chains two actors).
Two who bear the very same name are kept apart when nothing speaks for their being one: their roles are of different
kinds, and no one is named beside both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attribune.annotate.lexicon import GIVEN
from attribune.ids import identify
from attribune.model import Actor, ActorType, Gender, Title
from attribune.resolve.figures import Name, name_of
from attribune.resolve.roles import Role, fit, parse_role
from attribune.resolve.rules import Rules, key_of
from attribune.resolve.spelling import bare, same_person, sound

_PERSONS = ("person", "unknown")
_SAME, _SPELLING, _SHORT_TITLED, _SHORT_ONLY, _LETTERS = 0.95, 0.85, 0.85, 0.7, 0.9
_FITS = 0.6  # a title that fits a role as well as that
_KNOWN_IN = 2  # stories that tell of one in full, for a surname alone to mean that one
_UNWRITTEN = frozenset(("of", "and", "the", "for", "&", "in", "de", "du"))
_MOST_TITLES = 12
_ACRONYM = 7
_COMPARED = 50  # stories of one actor that are looked through for somebody named beside both

Company = Callable[[str], frozenset[str]]  # the names of all who are named in a story


class Local(NamedTuple):
    """An actor as one story tells of it."""

    story: str
    actor: Actor


class Placed(NamedTuple):
    """Which actor of the dossier the actor of a story is, how surely and why, and who else comes into question."""

    story: str
    local: str
    actor: str
    confidence: float
    evidence: str
    candidates: tuple[tuple[str, float], ...] = ()


class Gathered(NamedTuple):
    """The actors of one key, and where the actors of the stories belong."""

    actors: tuple[Actor, ...]
    placed: tuple[Placed, ...]


def block_key(actor: Actor, rules: Rules) -> str | None:
    """Return what the names of an actor must share with those of another for the two to be compared at all.

    None for nameless actors, which belong to one article alone, unless a person has said who they are.
    """
    name = bare(rules.name_of(actor))
    if not name:
        return None
    if actor.article is not None or actor.type in _PERSONS:
        return sound(_surname(name)) or name[-1]
    if actor.type == "state":
        return f"state {' '.join(name)}"
    letters = next((form for form in actor.aliases if form.isupper() and 1 < len(form) < _ACRONYM), None)
    return sound(letters.lower() if letters else _initials(name)) or name[0]


def _surname(name: Name) -> str:
    """Return the word that is the surname: the last one, or the first where only the last is a given name."""
    if len(name) == 2 and name[1] in GIVEN and name[0] not in GIVEN:
        return name[0]
    return name[-1]


def _initials(name: Name) -> str:
    plain = [word for word in name if word not in _UNWRITTEN]
    return "".join(word[0] for word in plain) if len(plain) > 1 else "".join(plain or name)


@dataclass(slots=True, eq=False)
class _Entry:
    """An actor of the dossier in the making."""

    founder: Name
    locals: list[Local] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[ActorType] = field(default_factory=Counter)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: set[Role] = field(default_factory=set)
    homonym: str = ""  # the story that tells this one from the first of that name

    def add(self, local: Local) -> None:
        actor = local.actor
        self.locals.append(local)
        self.names[actor.name] += max(1, actor.named)
        self.types[actor.type] += 1
        self.genders[actor.gender] += 1
        self.roles |= {role for title in actor.titles if (role := parse_role(title.words))}

    @property
    def type(self) -> ActorType:
        ranked = sorted(self.types, key=lambda kind: (kind == "unknown", -self.types[kind], kind))
        return ranked[0]

    @property
    def gender(self) -> Gender:
        ranked = sorted(self.genders, key=lambda g: (g == "unknown", -self.genders[g], g))
        return ranked[0]


class _Found(NamedTuple):
    """To which entry the actor of a story belongs, and why."""

    entry: _Entry
    local: Local
    confidence: float
    evidence: str
    likely: tuple[_Entry, ...] = ()


def gather(locals_: Iterable[Local], *, company: Company, rules: Rules | None = None) -> Gathered:
    """Return the actors of the dossier that the actors of one key are, in any order given.

    ``company`` is asked only where two who bear one name may be two persons. ``rules`` hold what a person has said.
    """
    rules = rules or Rules()
    entries: list[_Entry] = []
    placed: list[_Found] = []
    full, short = _by_name(locals_, rules)
    for name, group in full:
        for local in group:
            found = _place(name, local, entries, company, rules)
            found.entry.add(local)
            placed.append(found)
    told = tuple(entries)  # a surname alone means one of those with a full name
    shorts = [(name, local, _short(name, local, told, rules)) for name, group in short for local in group]
    for name, local, meant in shorts:
        found = meant or _alone(name, local, entries, company)
        found.entry.add(found.local)
        placed.append(found)
    return _gathered(entries, placed, rules)


def _by_name(
    locals_: Iterable[Local], rules: Rules
) -> tuple[list[tuple[Name, list[Local]]], list[tuple[Name, list[Local]]]]:
    """Return the actors of stories by name, full names and single words apart, the most told first."""
    by_name: dict[Name, list[Local]] = defaultdict(list)
    for local in locals_:
        by_name[rules.name_of(local.actor)].append(local)
    for group in by_name.values():
        group.sort(key=lambda local: (-local.actor.named, local.story, local.actor.id))

    def rank(item: tuple[Name, list[Local]]) -> tuple[bool, int, int, Name]:
        name, group = item  # an initial founds nobody while there is a name that it may stand for
        return (_is_initial(name), -len(group), -sum(local.actor.named for local in group), name)

    ranked = sorted(by_name.items(), key=rank)
    full = [item for item in ranked if len(bare(item[0])) > 1]
    return full, [item for item in ranked if len(bare(item[0])) == 1]


def _place(name: Name, local: Local, entries: list[_Entry], company: Company, rules: Rules) -> _Found:
    same = [entry for entry in entries if entry.founder == name]
    for entry in same:
        if _can_be_one(entry, local, company):
            return _Found(entry, local, _SAME, "full name")
    if same:
        entries.append(_Entry(name, homonym=local.story))
        return _Found(entries[-1], local, _SAME, "another of this name")
    alike = [entry for entry in entries if _alike(entry, name, local, rules)]
    if len(alike) == 1 or (alike and not _is_initial(name)):
        return _Found(alike[0], local, _SPELLING, f"another form of {_written(alike[0])}")
    entries.append(_Entry(name))
    return _Found(entries[-1], local, _SAME, "full name")


def _alike(entry: _Entry, name: Name, local: Local, rules: Rules) -> bool:
    if entry.homonym or rules.apart(" ".join(entry.founder), " ".join(name)):
        return False
    kinds = {entry.type, local.actor.type}
    if kinds <= {"person", "unknown"}:
        turned = len(name) == 2 and name[::-1] == entry.founder
        agreeing = "unknown" in (entry.gender, local.actor.gender) or entry.gender == local.actor.gender
        return agreeing and (turned or same_person(entry.founder, name))
    return False


def _is_initial(name: Name) -> bool:
    """Return whether a name begins with an initial."""
    return len(name) > 1 and len(name[0]) == 1


def _written(entry: _Entry) -> str:
    return min(entry.names, key=lambda written: (-entry.names[written], written))


def _can_be_one(entry: _Entry, local: Local, company: Company) -> bool:
    """Return whether one who bears the very name of another can be the other."""
    actor = local.actor
    if {entry.gender, actor.gender} == {"female", "male"}:
        return False
    roles = {role for title in actor.titles if (role := parse_role(title.words))}
    if not roles or not entry.roles or _of_a_kind(roles, entry.roles):
        return True
    own = {name_of(form) for form in (actor.name, *actor.aliases)}
    beside = {name for name in company(local.story) if tuple(name.split()) not in own}
    return any(not beside.isdisjoint(company(other.story)) for other in entry.locals[:_COMPARED])


def _of_a_kind(a: Iterable[Role], b: Iterable[Role]) -> bool:
    """Return whether some role of one can be a role of the other, or both have one of a wider kind in common."""
    b = list(b)
    return any(
        fit(one, other) > 0 or fit(other, one) > 0 or not {one.noun, *one.wider}.isdisjoint({other.noun, *other.wider})
        for one in a
        for other in b
    )


def _short(name: Name, local: Local, entries: Sequence[_Entry], rules: Rules) -> _Found | None:
    """Return who is meant where a story has a surname, or the letters of a body, alone."""
    word = name[-1]
    if local.actor.type not in _PERSONS:
        return _by_letters(name, local, entries)
    bearing = [
        entry
        for entry in entries
        if len(entry.founder) > 1
        and entry.type in _PERSONS
        and sound(_surname(bare(entry.founder))) == sound(word)
        and not rules.apart(" ".join(entry.founder), word)
        and ("unknown" in (entry.gender, local.actor.gender) or entry.gender == local.actor.gender)
    ]
    roles = {role for title in local.actor.titles if (role := parse_role(title.words))}
    titled = [e for e in bearing if any(fit(role, other) >= _FITS for role in roles for other in e.roles)]
    if len(titled) == 1:
        return _Found(titled[0], local, _SHORT_TITLED, f"title and surname of {_written(titled[0])}")
    if len(bearing) != 1 or len(bearing[0].locals) < _KNOWN_IN:
        return None
    if roles and bearing[0].roles and not _of_a_kind(roles, bearing[0].roles):
        return None
    return _Found(bearing[0], local, _SHORT_ONLY, f"the only surname of this form, {_written(bearing[0])}")


def _by_letters(name: Name, local: Local, entries: Sequence[_Entry]) -> _Found | None:
    """Return the body whose letters some story ties to its full name."""
    tied = [
        entry
        for entry in entries
        if any(name_of(form) == name for other in entry.locals for form in other.actor.aliases)
    ]
    return _Found(tied[0], local, _LETTERS, f"letters of {_written(tied[0])}") if len(tied) == 1 else None


def _alone(name: Name, local: Local, entries: list[_Entry], company: Company) -> _Found:
    """Return the actor of a single word: one of that very word that it can be, or a new one."""
    likely = tuple(entry for entry in entries if len(entry.founder) > 1 and entry.founder[-1] == name[-1])
    same = [entry for entry in entries if entry.founder == name]
    for entry in same:
        if _can_be_one(entry, local, company):
            return _Found(entry, local, _SAME, "named so only", likely)
    entries.append(_Entry(name, homonym=local.story if same else ""))
    return _Found(entries[-1], local, _SAME, "named so only", likely)


def _gathered(entries: Sequence[_Entry], placed: Sequence[_Found], rules: Rules) -> Gathered:
    taken: set[str] = set()
    actors = {entry: _actor(entry, rules, taken) for entry in entries}
    rows = []
    for entry, local, confidence, evidence, likely in placed:
        share = round(0.9 / (len(likely) + 1), 3)
        others = tuple(sorted((actors[other].id, share) for other in likely if other is not entry))
        rows.append(Placed(local.story, local.actor.id, actors[entry].id, confidence, evidence, others[:5]))
    by_id = {actor.id: actor for actor in actors.values()}
    return Gathered(tuple(by_id[name] for name in sorted(by_id)), tuple(sorted(rows)))


def _apart(entry: _Entry, rules: Rules) -> list[str]:
    """Return what an id must tell beside type and name: which of several of that name in a key it is, and which key.

    Of one name there may be bodies under several keys, since the letters that a story gives for one are a key too.
    """
    plain = Actor("", " ".join(entry.founder), entry.type, None, ())
    keys = {block_key(plain, rules), block_key(entry.locals[0].actor, rules)}
    return [*([entry.homonym] if entry.homonym else []), *(sorted(map(str, keys)) if len(keys) > 1 else [])]


def _identity(entry: _Entry, rules: Rules, taken: set[str]) -> str:
    """Return an id that no other actor of the dossier has; it joins those taken."""
    parts = ["actor", entry.type, " ".join(entry.founder), *_apart(entry, rules)]
    made = identify(*parts)
    if made in taken:  # three of one name in one story
        made = identify(*parts, entry.locals[0].actor.id)
    taken.add(made)
    return made


def _actor(entry: _Entry, rules: Rules, taken: set[str]) -> Actor:
    name = _best_name(entry)
    keys = sorted({" ".join(entry.founder), *(key_of(written) for written in entry.names)})
    described = [local.actor for local in entry.locals if local.actor.description]
    return Actor(
        id=_identity(entry, rules, taken),
        name=rules.called(keys) or name,
        type=entry.type,
        description=_description(described),
        aliases=tuple(sorted({form for local in entry.locals for form in local.actor.aliases})),
        gender=entry.gender,
        named=sum(local.actor.named for local in entry.locals),
        titles=merged_titles(title for local in entry.locals for title in local.actor.titles),
    )


def _best_name(entry: _Entry) -> str:
    return min(entry.names, key=lambda written: (" " not in written, -entry.names[written], -len(written), written))


def _description(actors: Sequence[Actor]) -> str | None:
    counts: Counter[str] = Counter()
    for actor in actors:
        counts[str(actor.description)] += max(1, actor.named)
    return min(counts, key=lambda words: (-counts[words], words)) if counts else None


def merged_titles(told: Iterable[Title]) -> tuple[Title, ...]:
    """Return the titles that several stories have, each once with when it was seen, the most frequent first."""
    found: dict[str, list[Title]] = defaultdict(list)
    for title in told:
        found[title.words].append(title)
    merged = []
    for words, titles in found.items():
        earliest = min(titles, key=lambda title: (title.first or "9", title.article, title.span))
        first = min((title.first for title in titles if title.first), default=None)
        last = max((title.last for title in titles if title.last), default=None)
        merged.append(Title(words, earliest.article, earliest.span, first, last, sum(t.count for t in titles)))
    return tuple(sorted(merged, key=lambda title: (-title.count, title.words))[:_MOST_TITLES])
