"""The statements of a story gathered into utterances, each around the wording that says most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from attribune.collate.judging import (
    AGAIN,
    SURE,
    Link,
    fit_together,
    identical,
    judge,
    judge_again,
    judge_all,
    judge_beside,
    judge_rest,
)
from attribune.collate.kinship import Speaker, relation
from attribune.collate.meaning import Meanings
from attribune.collate.wording import Wording

CROWD = 64  # wordings under one key beyond which it brings none together
KEYS = 40  # of a wording, rarest first, by which others are found
SHINGLE = 4  # words that follow each other
SHINGLED = 400  # words of a statement of which shingles are made
LEAST = 5.0  # weight of shared keys under which two wordings are not compared
LEAST_MEANT = 3.0  # the same, where their meaning can be compared
REACH = 4  # statements before and after a piece of a quotation, of which others may be pieces of it
TWICE = 0.7  # confidence from which an article may have an utterance twice: reported at its head, quoted further down
IN_THE_SAME_WORDS = Link(True, 0.0, SURE, "the very same words")
FOLLOWING = 12  # different wordings of a group beyond which it joins no other
FOLLOWED = 5  # utterances that two articles share from which on one may follow the other ...
FOLLOWED_SHARE = 0.4  # ... if they are so much of what one of them carries
CLOSEST = 8  # wordings, most weight shared first, that are compared


@dataclass(slots=True)
class Group:
    """Statements in the same words, whole or trimmed; the founder says most, and the others are compared to it."""

    founder: Wording
    members: list[Wording] = field(default_factory=list)  # founder included
    links: dict[str, Link] = field(default_factory=dict)  # by statement: what ties it to the founder

    @property
    def speaker(self) -> Speaker | None:
        """To whom its statements are given, if any of them is: what the founder lacks, others may have."""
        return next((member.speaker for member in self.members if member.speaker is not None), None)

    def beside(self, one: Wording) -> Wording:
        """Return the founder, or where one stands in its article the first of its members that stand in another.

        An article may report at its head what it quotes further down; that the two are one only others can show.
        """
        article = self.founder.statement.article
        if one.statement.article != article:
            return self.founder
        return next((member for member in self.members if member.statement.article != article), self.founder)

    def wordings(self) -> list[Wording]:
        """Return the first of its statements in each of its wordings."""
        return list({member.code: member for member in reversed(self.members)}.values())

    def articles(self) -> set[str]:
        """Return the articles that carry one of its statements."""
        return {member.statement.article for member in self.members}

    def speaks_for(self, other: Group) -> bool:
        """Tell whether one actor may have said what is in both groups."""
        ours, theirs = ({one.actor: one.speaker for one in group.members if one.actor} for group in (self, other))
        if not ours or not theirs or not ours.keys().isdisjoint(theirs):
            return True
        return any(relation(one, two) == "akin" for one in ours.values() for two in theirs.values())


_Sides = tuple[Wording | None, Wording | None]  # the statements before and after one in its article


class _Tie(NamedTuple):
    """Two groups are one utterance in different words; ``into`` is the one that says more. Numbers of groups."""

    link: Link
    joining: int
    into: int


def gather(wordings: Iterable[Wording], *, meanings: Meanings | None = None) -> list[Group]:
    """Return the statements gathered into utterances, every one in exactly one group.

    Wordings are taken fullest first. One in the words of a founder before it joins that founder's group; any other
    founds a group. Then groups in other words join a group that says more, the strongest tie first; one that took
    others in joins only if all of them together fit the new founder and none of them badly, so that every statement
    is tied to the founder itself or is in the very words of one that is. Ties are looked for among the wordings
    with which rare words are shared, and then beside what was found; the work is near linear in the number of
    statements. ``meanings`` is asked where words alone leave it open whether two are one.
    """
    ordered = sorted(wordings, key=lambda one: one.fullness)
    groups: list[Group] = []
    ties: list[_Tie] = []
    index = _Index(LEAST if meanings is None else LEAST_MEANT)
    for alike in _by_words(ordered):
        entries = _entries(alike[0])
        found = _join(alike[0], groups, index.near(entries), ties, meanings)
        if found is None:
            index.add(len(groups), entries)
            groups.append(Group(alike[0], list(alike), {one.statement.id: IN_THE_SAME_WORDS for one in alike[1:]}))
        else:
            number, link = found
            groups[number].members.extend(alike)
            groups[number].links.update({one.statement.id: link for one in alike})
    beside = _neighbours(ordered)
    merging = _Merging(groups, meanings, beside)
    merging.follow(ties)
    merging.follow(_beside(groups, beside, meanings))
    if meanings is not None:
        merging.follow(_pieces(groups, beside, meanings))
        merging.unite(_all_alike(groups, meanings), meanings)
    return [group for group in groups if group.members]


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


def _join(
    one: Wording, groups: Sequence[Group], near: Sequence[int], ties: list[_Tie], meanings: Meanings | None
) -> tuple[int, Link] | None:
    """Return the group in whose words a wording is, None for none; note the ties to groups in other words."""
    links: list[tuple[int, Link]] = []
    for number in near:
        link = judge(one, groups[number].beside(one), speaker=groups[number].speaker, meanings=meanings)
        if link is not None:
            links.append((number, link))
    verbatim = [pair for pair in links if pair[1].verbatim]
    best = min(verbatim, key=lambda pair: (-pair[1].strength, pair[0]), default=None)
    own = len(groups) if best is None else best[0]
    ties.extend(_Tie(link, max(own, number), min(own, number)) for number, link in links if not link.verbatim)
    return best


class _Merging:
    """Groups on their way to being utterances: which of them have joined which."""

    def __init__(self, groups: list[Group], meanings: Meanings | None, beside: Mapping[str, _Sides]) -> None:
        self._groups = groups
        self._meanings = meanings
        self._beside = beside
        self._joined: dict[int, int] = {}
        self._taking: set[int] = set()

    def follow(self, ties: Iterable[_Tie]) -> None:
        """Let groups join others by the ties, strongest first."""
        for tie in sorted(ties, key=lambda tie: (-tie.link.strength, tie.joining, tie.into)):
            into, joining = sorted((self._now(tie.into), self._now(tie.joining)))
            if into == joining:
                continue
            if (into, joining) == (tie.into, tie.joining) and joining not in self._taking:
                done = self._merge(self._groups[into], self._groups[joining], tie.link)
            else:
                done = self._merge_all(self._groups[into], self._groups[joining])
            if done:
                self._joined[joining] = into
                self._taking.add(into)

    def unite(self, ties: Iterable[_Tie], meanings: Meanings) -> None:
        """Let groups join others all of which is alike in meaning, strongest first, as they have become by then."""
        for tie in sorted(ties, key=lambda tie: (-tie.link.strength, tie.joining, tie.into)):
            into, joining = sorted((self._now(tie.into), self._now(tie.joining)))
            ours, theirs = self._groups[into], self._groups[joining]
            if into == joining or (len(theirs.articles()) > 1 and theirs.articles() <= ours.articles()):
                continue  # what several articles have as two remarks is two
            link = judge_all(ours.wordings(), theirs.wordings(), meanings)
            if link is None or any(self._has_its_own(ours, ours.articles(), one, link) for one in theirs.members):
                continue  # what is together stays so
            if self._merge(ours, theirs, link):
                self._joined[joining] = into

    def _now(self, number: int) -> int:
        """Return the group in which what was founded as this one is now."""
        while number in self._joined:
            number = self._joined[number]
        return number

    def _has_its_own(self, into: Group, there: set[str], member: Wording, link: Link) -> bool:
        """Tell whether the article of a member has another reading in a group, which the link is too weak to repeat.

        ``there`` are the articles of the group. What is quoted right after it was reported, or right before, is often
        the same.
        """
        if link.confidence >= TWICE or member.statement.article not in there:
            return False
        beside = {near.statement.id for near in self._beside[member.statement.id] if near is not None}
        near = any(other.statement.id in beside for other in into.members)
        return not near or link.confidence < AGAIN

    def _merge(self, into: Group, joining: Group, link: Link) -> bool:
        """Move members from one group to another, less those of articles that have their own reading there."""
        piece, there = link.why.endswith("piece of it"), into.articles()
        moving = [member for member in joining.members if piece or not self._has_its_own(into, there, member, link)]
        foreign = relation(joining.founder.speaker, into.speaker) == "different"  # the judge knew, and joined them
        if not moving or not (foreign or into.speaks_for(joining)):
            return False
        into.members.extend(moving)
        into.links.update({member.statement.id: link for member in moving})
        moved = {member.statement.id for member in moving}
        joining.members = [member for member in joining.members if member.statement.id not in moved]
        if joining.members:
            joining.founder = joining.members[0]
        return True

    def _merge_all(self, into: Group, joining: Group) -> bool:
        """Move a group that has taken others in, or is tied to one that joined, if its members fit the founder."""
        if not joining.members or not into.speaks_for(joining):
            return False
        links: dict[str, Link] = {}
        there = into.articles()
        told = {member.code: member for member in joining.members}
        if len(told) > FOLLOWING:
            return False
        for code, member in sorted(told.items()):
            link = judge_again(
                member, into.founder, known=joining.links.get(member.statement.id), meanings=self._meanings
            )
            if link is None or self._has_its_own(into, there, member, link):
                return False
            links[code] = link
        if not fit_together(links.values()):
            return False
        into.members.extend(joining.members)
        into.links.update({member.statement.id: links[member.code] for member in joining.members})
        joining.members = []
        return True


def _beside(groups: Sequence[Group], beside: Mapping[str, _Sides], meanings: Meanings | None) -> Iterator[_Tie]:
    """Yield ties between statements that stand beside two readings of one utterance in two articles.

    An article that follows another keeps its order, so what the same speaker is reported to say just before or after
    is likely the same too, and fewer words show it.
    """
    number = {member.statement.id: at for at, group in enumerate(groups) for member in group.members}
    follow = _followers(groups) if meanings is not None else set()  # rules alone ask for no less there
    for group in groups:
        for member in group.members:
            pair = frozenset((member.statement.article, group.founder.statement.article))
            if len(pair) == 1:
                continue
            ours, theirs = beside[member.statement.id], beside[group.founder.statement.id]
            for one, other in zip(ours, theirs, strict=True):
                if one is None or other is None:
                    continue
                into, joining = sorted((number[one.statement.id], number[other.statement.id]))
                link = judge_beside(one, other, follows=pair in follow, meanings=meanings) if into != joining else None
                if link is not None:
                    yield _Tie(link, joining, into)


def _followers(groups: Sequence[Group]) -> set[frozenset[str]]:
    """Return the pairs of articles of which one has most of its utterances in common with the other."""
    carried = Counter(article for group in groups for article in group.articles())
    pairs = (
        frozenset((group.founder.statement.article, article))
        for group in groups
        for article in group.articles() - {group.founder.statement.article}
    )
    return {
        pair
        for pair, shared in Counter(pairs).items()
        if shared >= max(FOLLOWED, FOLLOWED_SHARE * min(map(carried.__getitem__, pair)))
    }


def _pieces(groups: Sequence[Group], beside: Mapping[str, _Sides], meanings: Meanings) -> Iterator[_Tie]:
    """Yield ties of what stands near a piece of a fuller quotation to that quotation."""
    number = {member.statement.id: at for at, group in enumerate(groups) for member in group.members}
    for at, group in enumerate(groups):
        whole = group.founder
        for member in group.members:
            if member.statement.article == whole.statement.article:
                continue
            for near in _near(member, beside):
                joining = number[near.statement.id]
                link = judge_rest(near, whole, meanings) if joining > at else None
                if link is not None:
                    yield _Tie(link, joining, at)


def _all_alike(groups: Sequence[Group], meanings: Meanings) -> Iterator[_Tie]:
    """Yield ties between groups, one of them of several wordings, that are alike in meaning all together."""
    index = _Index(LEAST_MEANT)
    for joining, group in enumerate(groups):
        if not group.members:
            continue
        entries = _entries(group.founder)
        ours = group.wordings()
        for into in index.near(entries):
            theirs = groups[into].wordings()
            if len(ours) == len(theirs) == 1 or max(len(ours), len(theirs)) > FOLLOWING:
                continue
            if len(group.articles() | groups[into].articles()) > 1:
                link = judge_all(ours, theirs, meanings)
                if link is not None:
                    yield _Tie(link, joining, into)
        index.add(joining, entries)


def _near(one: Wording, beside: Mapping[str, _Sides]) -> Iterator[Wording]:
    """Yield the statements that stand up to ``REACH`` places before and after one, in its article."""
    for side in (0, 1):
        near = beside[one.statement.id][side]
        for _ in range(REACH):
            if near is not None:
                yield near
                near = beside[near.statement.id][side]


def _neighbours(wordings: Iterable[Wording]) -> dict[str, _Sides]:
    """Return for each statement the ones before and after it in its article."""
    ordered = sorted(wordings, key=lambda one: (one.place, one.statement.id))
    padded: list[Wording | None] = [None, *ordered, None]
    near: dict[str, _Sides] = {}
    for before, one, after in zip(padded, ordered, padded[2:], strict=False):
        article = one.statement.article
        near[one.statement.id] = (
            before if before is not None and before.statement.article == article else None,
            after if after is not None and after.statement.article == article else None,
        )
    return near


class _Index:
    """Founders by their telling words, and by words that follow each other, common ones too.

    Both are strings: keys of letters, shingles of codes. One may be taken for the other where a story has a great
    many words; that costs a comparison and changes nothing.
    """

    def __init__(self, least: float) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._least = least

    def add(self, number: int, entries: Iterable[tuple[str, float]]) -> None:
        """Enter a founder."""
        for key, _ in entries:
            numbers = self._numbers[key]
            if len(numbers) <= CROWD:
                numbers.append(number)

    def near(self, entries: Iterable[tuple[str, float]]) -> list[int]:
        """Return the founders that share most weight with a wording, most first."""
        weights: dict[int, float] = {}
        for key, weight in entries:
            numbers = self._numbers.get(key, ())
            if len(numbers) <= CROWD:
                for number in numbers:
                    weights[number] = weights.get(number, 0.0) + weight
        found = sorted((-weight, number) for number, weight in weights.items() if weight >= self._least)
        return [number for _, number in found[:CLOSEST]]


def _entries(one: Wording) -> list[tuple[str, float]]:
    """Return the rarest keys of a wording for the index, and its shingles of words, with their weights."""
    single = sorted(one.weights.items(), key=lambda item: (-item[1], item[0]))[:KEYS]
    code, worth = one.code[:SHINGLED], one.worth
    shingles = [(code[at : at + SHINGLE], sum(worth[at : at + SHINGLE])) for at in range(len(code) - SHINGLE + 1)]
    return single + shingles
