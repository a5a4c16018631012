"""Who bears a role, by what the texts of a story say of the persons they name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from attribune.model import Gender
from attribune.resolve.cast import NOBODY, Link, agree
from attribune.resolve.figures import Figure
from attribune.resolve.roles import PRESIDING, Role, bare, is_of_home, is_of_party

_FEW = 0.4  # a description that fits worse than this does not mean the person
_RIVAL = 0.75  # of the best fit: who fits as well as that comes into question too
_MOST = 40
_HERE = 0.9
_IN_STORY, _VAGUE_IN_STORY = 0.82, 0.55  # the second for what could be many: "the former president"
_BY_TITLE = 0.8
_TITLED_AT_HOME = 0.75  # beside the President of another state
_NEARER = 0.68  # several bear it in this article: the one last spoken of
_NEAREST_TOO, _FAR_MORE = 0.8, 3  # one is named so many times as often as any other
_FAINT, _LONG_BEFORE = 0.5, 1500  # code points since one was named of whom the article hardly speaks
_TIED, _JUST = 0.6, 800  # less sure than that, one must have been spoken of within so many code points
_NEAR = 400  # code points; two bearers both spoken of so shortly before leave it open


class Present(NamedTuple):
    """Those named in an article: where each was last named as far as it has been read, and how often in all."""

    seen: dict[Figure, int]
    often: Counter[Figure]


class Bearers:
    """The persons of a story by their roles."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._by_noun: dict[str, dict[Figure, None]] = defaultdict(dict)
        self._by_wider: dict[str, dict[Figure, None]] = defaultdict(dict)
        self._fits: dict[Role, dict[Figure, float]] = {}
        for figure in figures:
            if figure.type not in ("person", "unknown"):
                continue
            for role in figure.roles:
                self._by_noun[role.noun][figure] = None
                for noun in role.wider:
                    self._by_wider[noun][figure] = None

    def find(self, role: Role, gender: Gender, present: Present, place: int) -> Link:
        """Return who is meant by a description at ``place`` (code points) of the article in which some are present.

        One who fits and is named in the article comes before one named in other articles of the story only.
        """
        fits = self._fitting(role)
        here = _best([(figure, fits[figure]) for figure in present.seen if figure in fits and agree(figure, gender)])
        best = next((value for figure, value in islice(fits.items(), _MOST) if agree(figure, gender)), 0.0)
        if here and here[0][1] >= _RIVAL * best:
            link = (
                _titled(role, here, present, place)
                or self._left_over(role, here, present)
                or _among(here, present, place)
            )
            doubtful = _is_faint(link.figure, role, present, place) or _is_far(link, role, present, place)
            return link.weakened(_FAINT) if doubtful else link
        if role == bare(role) and role.noun not in PRESIDING:
            return NOBODY  # "the official" need be none of those whom other articles call so
        # the best come first; of more than these none could be chosen anyway
        elsewhere = _best([(figure, value) for figure, value in islice(fits.items(), _MOST) if agree(figure, gender)])
        if len(elsewhere) == 1:
            figure, value = elsewhere[0]
            confidence = _IN_STORY if role.states or role.narrower else _VAGUE_IN_STORY
            return Link(figure, round(confidence * value, 3), "role given elsewhere in the story", tuple(elsewhere))
        return Link(None, 0.0, "several bear this role", _candidates(elsewhere)) if elsewhere else NOBODY

    def _left_over(self, role: Role, here: Sequence[tuple[Figure, float]], present: Present) -> Link | None:
        """Return "President Lee" for "the Orrland president" where the only other one named is of another state."""
        figure = here[0][0]
        presides = role.noun in PRESIDING or role.noun == "leader"
        titled = presides and any(bare(r) == r and r.noun in PRESIDING for r in figure.roles)
        if not titled or not role.states or len(here) > 1 or _is_abroad(figure):
            return None
        nouns = PRESIDING | {role.noun}
        others = [o for noun in nouns for o in self._by_noun[noun] if o is not figure and o in present.seen]
        foreign = others and all(map(_is_abroad, others))
        return Link(figure, _BY_TITLE, "only one left to bear this role", _candidates(here)) if foreign else None

    def _fitting(self, role: Role) -> dict[Figure, float]:
        """Return how well the role fits those whom it fits at all, the best first."""
        if role not in self._fits:
            figures = dict(self._by_noun.get(role.noun, {})) | self._by_wider.get(role.noun, {})
            for noun in sorted(role.wider):
                figures |= self._by_noun.get(noun, {})
            found = [(figure, figure.fit(role)) for figure in figures]
            found = sorted((pair for pair in found if pair[1] >= _FEW), key=lambda pair: (-pair[1], pair[0].founder))
            self._fits[role] = dict(found)
        return self._fits[role]


def _best(fits: Sequence[tuple[Figure, float]]) -> list[tuple[Figure, float]]:
    best = max((value for _, value in fits), default=0.0)
    rivals = [pair for pair in fits if pair[1] >= _RIVAL * best]
    return sorted(rivals, key=lambda pair: (-pair[1], pair[0].founder))


def _titled(role: Role, here: Sequence[tuple[Figure, float]], present: Present, place: int) -> Link | None:
    """Return the one of several for whom "the president" is a title: a President, not the president of a guild.

    Beside the President of a state that is always named, that is the one spoken of most or last.
    """
    alone = bare(role)
    titled = [pair for pair in here if alone in pair[0].roles] if role == alone and len(here) > 1 else []
    found = titled if len(titled) == 1 else [pair for pair in titled if not _is_abroad(pair[0])]
    if len(found) != 1:
        return None
    figure, value = found[0]
    others = [other for other, _ in here if other is not figure]
    abroad = any(map(_is_abroad, others))
    if abroad and not (_is_last(figure, others, present, place) or _is_foremost(figure, others, present)):
        return None
    confidence = _TITLED_AT_HOME if abroad else _BY_TITLE
    return Link(figure, round(confidence * value, 3), "bears this role by title", _candidates(here))


def _is_abroad(figure: Figure) -> bool:
    """Whether somebody bears a role of a state that the text names, not only a title: "the Ruritanian president"."""
    return any(borne.states for borne in figure.roles)


def _is_last(figure: Figure, others: Sequence[Figure], present: Present, place: int) -> bool:
    """Whether no other one was named after this one before a place."""
    before = present.seen[figure] < place
    return before and all(present.seen[o] > place or present.seen[o] < present.seen[figure] for o in others)


def _is_foremost(figure: Figure, others: Sequence[Figure], present: Present) -> bool:
    return all(present.often[figure] > present.often[other] for other in others)


def _among(here: Sequence[tuple[Figure, float]], present: Present, place: int) -> Link:
    seen, often = present
    if len(here) == 1:
        figure, value = here[0]
        return Link(figure, round(_HERE * value, 3), "bears this role", _candidates(here))
    before = sorted(here, key=lambda pair: (seen[pair[0]] > place, -seen[pair[0]], pair[0].founder))
    nearest, rival = before[0], before[1]
    first, second = sorted(here, key=lambda pair: (-often[pair[0]], pair[0].founder))[:2]
    if often[first[0]] >= _FAR_MORE * often[second[0]]:
        confidence = _NEAREST_TOO if nearest is first else _NEARER
        return Link(first[0], round(confidence * first[1], 3), "bears this role, most prominent", _candidates(here))
    if seen[nearest[0]] > place or (seen[rival[0]] < place and place - seen[rival[0]] < _NEAR):
        return Link(None, 0.0, "several bear this role", _candidates(here))
    return Link(nearest[0], round(_NEARER * nearest[1], 3), "bears this role and was named last", _candidates(before))


def _is_faint(figure: Figure | None, role: Role, present: Present, place: int) -> bool:
    """Whether one of whom the article hardly speaks was last named long before "the president".

    In an article on a head of state to whom it gives no title, that is the head of state.
    """
    told = role.flags or role.states or role.of or not is_of_party(role)
    if figure is None or told or abs(place - present.seen[figure]) < _LONG_BEFORE:
        return False
    most = max((often for other, often in present.often.items() if other.type in ("person", "unknown")), default=0)
    return most >= _FAR_MORE * present.often[figure]


def _is_far(link: Link, role: Role, present: Present, place: int) -> bool:
    """Whether "the Orrland senator" may be a senator not just spoken of, whom nothing ties to Orrland."""
    if link.figure is None or not is_of_home(role) or link.confidence >= _TIED:
        return False
    return not 0 <= place - present.seen[link.figure] < _JUST


def _candidates(fits: Sequence[tuple[Figure, float]]) -> tuple[tuple[Figure, float], ...]:
    sum_of = sum(value for _, value in fits) or 1.0
    return tuple((figure, round(0.9 * value / sum_of, 3)) for figure, value in fits[:5])
