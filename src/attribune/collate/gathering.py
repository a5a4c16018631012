"""The statements of a story gathered into utterances, each around the wording that says most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from attribune.collate.judging import identical, judge, relation
from attribune.collate.wording import Wording

CROWD = 64  # wordings under one key beyond which it brings none together
KEYS = 40  # of a wording, rarest first, by which others are found
LEAST = 6.0  # weight of shared keys under which two wordings are not compared
CLOSEST = 8  # wordings, most weight shared first, that are compared


@dataclass(slots=True)
class Group:
    """Statements in the same words, whole or trimmed; the founder says most, and the others are compared to it."""

    founder: Wording
    members: list[Wording] = field(default_factory=list)  # founder included

    @property
    def actor(self) -> str | None:
        """The actor its statements are attributed to, if any of them is: what the founder lacks, others may have."""
        return next((member.actor for member in self.members if member.actor is not None), None)

    def articles(self) -> set[str]:
        """Return the articles that carry one of its statements."""
        return {member.statement.article for member in self.members}


class _Tie(NamedTuple):
    """Two groups are one utterance in different words; ``into`` is the one that says more. Numbers of groups."""

    strength: float
    joining: int
    into: int


def gather(wordings: Iterable[Wording]) -> list[Group]:
    """Return the statements gathered into utterances, every one in exactly one group.

    Wordings are taken fullest first. One in the words of a founder before it joins that founder's group; any other
    founds a group. Then groups in other words join a group that says more, the strongest tie first; one that has
    joined takes in nobody, and one that took others in joins nobody, so that every statement is tied to the founder
    itself or is in the very words of one that is. Ties are looked for among the wordings with which rare words are
    shared; the work is near linear in the number of statements.
    """
    groups: list[Group] = []
    ties: list[_Tie] = []
    index = _Index()
    for alike in _by_words(sorted(wordings, key=lambda one: one.fullness)):
        found = _join(alike[0], groups, index.near(alike[0]), ties)
        number = len(groups)
        if found is None:
            groups.append(Group(alike[0], list(alike)))
            index.add(number, alike[0])
        else:
            groups[found].members.extend(alike)
    return _tied(groups, ties)


def _by_words(wordings: Sequence[Wording]) -> Iterator[list[Wording]]:
    """Yield wordings of the very same words together, in the order of the first, unless different people spoke."""
    batches: dict[str, list[list[Wording]]] = {}
    for one in wordings:
        alike = batches.setdefault(one.code, [])
        batch = next((batch for batch in alike if identical(batch[0], one)), None)
        if batch is None:
            alike.append([one])
        else:
            batch.append(one)
    firsts = {batch[0].statement.id: batch for alike in batches.values() for batch in alike}
    yield from (firsts[one.statement.id] for one in wordings if one.statement.id in firsts)


def _join(one: Wording, groups: Sequence[Group], near: Sequence[int], ties: list[_Tie]) -> int | None:
    """Return the group in whose words a wording is, None for none; note the ties to groups in other words."""
    best: tuple[float, int] | None = None
    found: list[_Tie] = []
    for number in near:
        link = judge(one, groups[number].founder, actor=groups[number].actor)
        if link is None:
            continue
        if not link.verbatim:
            found.append(_Tie(link.strength, len(groups), number))
        elif best is None or link.strength > best[0]:
            best = link.strength, number
    if best is None:
        ties.extend(found)
        return None
    return best[1]


def _tied(groups: list[Group], ties: Iterable[_Tie]) -> list[Group]:
    """Return the groups with those in other words joined, strongest tie first."""
    joined: set[int] = set()
    taking: set[int] = set()
    for tie in sorted(ties, key=lambda tie: (-tie.strength, tie.joining, tie.into)):
        if tie.joining in joined or tie.into in joined or tie.joining in taking:
            continue
        if _merge(groups, tie):
            joined.add(tie.joining)
            taking.add(tie.into)
    return [group for group in groups if group.members]


def _merge(groups: list[Group], tie: _Tie) -> bool:
    """Move the members of one group to another, less those of articles that have their own reading there."""
    into, joining = groups[tie.into], groups[tie.joining]
    there = into.articles()
    moving = [member for member in joining.members if member.statement.article not in there]
    if not moving or relation(into.actor, joining.actor) == "different":
        return False
    into.members.extend(moving)
    joining.members = [member for member in joining.members if member.statement.article in there]
    if joining.members:
        joining.founder = joining.members[0]
    return True


class _Index:
    """Founders by their telling words and by pairs of these that follow each other."""

    def __init__(self) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)

    def add(self, number: int, one: Wording) -> None:
        """Enter a founder."""
        for key, _ in _entries(one):
            numbers = self._numbers[key]
            if len(numbers) <= CROWD:
                numbers.append(number)

    def near(self, one: Wording) -> list[int]:
        """Return the founders that share most weight with a wording, most first."""
        weights: dict[int, float] = {}
        for key, weight in _entries(one):
            numbers = self._numbers.get(key, ())
            if len(numbers) <= CROWD:
                for number in numbers:
                    weights[number] = weights.get(number, 0.0) + weight
        found = sorted((-weight, number) for number, weight in weights.items() if weight >= LEAST)
        return [number for _, number in found[:CLOSEST]]


def _entries(one: Wording) -> list[tuple[str, float]]:
    """Return the keys of a wording for the index, rarest first, and then its pairs of keys, with their weights."""
    weights = one.weights
    single = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:KEYS]
    pairs = [(f"{a} {b}", weights[a] + weights[b]) for a, b in pairwise(one.keys[:KEYS])]
    return single + pairs
