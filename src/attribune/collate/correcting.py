"""What a person says of the sayings, done to what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attribune.collate.gathering import Group
from attribune.collate.judging import Link
from attribune.collate.wording import Wording
from attribune.model import Correction

JOINED = Link(False, 0.0, 1.0, "joined by hand")
LOCKED = Link(False, 0.0, 1.0, "locked by hand")


def correct(groups: Iterable[Group], corrections: Iterable[Correction]) -> list[Group]:
    """Return the groups after the corrections, in their order; what they say of other stories' statements is passed by.

    Every statement stays in exactly one group, and the founder of each is its fullest statement.
    """
    changed = list(groups)
    for correction in corrections:
        of = {member.statement.id: group for group in changed for member in group.members}
        named = [(name, of[name]) for name in correction.statements if name in of]
        if correction.kind == "part" and any(group is named[0][1] for _, group in named[1:]):
            changed = _parted(changed, *named[0])
        elif correction.kind != "part" and named:
            changed = _together(changed, [name for name, _ in named], locked=correction.kind == "lock")
    return changed


def _parted(groups: Sequence[Group], name: str, group: Group) -> list[Group]:
    """Return the groups with one statement in a group of its own."""
    out = [member for member in group.members if member.statement.id == name]
    rest = [member for member in group.members if member.statement.id != name]
    return [one for one in groups if one is not group] + [_group(part, group.links) for part in (rest, out) if part]


def _together(groups: Sequence[Group], names: Sequence[str], *, locked: bool) -> list[Group]:
    """Return the groups with these statements in one: with all that goes with them or, if locked, without."""
    wanted = set(names)
    kept: list[Group] = []
    moved: list[Wording] = []
    links: dict[str, Link] = {}
    for group in groups:
        here = [one for one in group.members if not locked or one.statement.id in wanted]
        if wanted.isdisjoint(one.statement.id for one in group.members):
            kept.append(group)
            continue
        moved.extend(here)
        links |= group.links
        left = [one for one in group.members if one not in here]
        if left:
            kept.append(_group(left, group.links))
    by_hand = LOCKED if locked else JOINED
    joined = _group(moved, links)
    joined.links = {one.statement.id: links.get(one.statement.id, by_hand) for one in moved}
    if locked:
        joined.links = dict.fromkeys(joined.links, by_hand)
    else:
        joined.links.update(dict.fromkeys(sorted(wanted), by_hand))
    joined.links.pop(joined.founder.statement.id, None)
    return [*kept, joined]


def _group(members: Sequence[Wording], links: dict[str, Link]) -> Group:
    """Return a group around the fullest of its members."""
    founder = min(members, key=lambda member: member.fullness)
    kept = {one.statement.id: links[one.statement.id] for one in members if one.statement.id in links}
    kept.pop(founder.statement.id, None)
    return Group(founder, list(members), kept)
