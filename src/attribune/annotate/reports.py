"""Reports: one unit's cues, each with the source before or after it and the content it reports.

The rules follow the constructions of attribution in English news (Pareti 2015): verb after subject with a
clause, quotation before verb with either order, "according to", participles, coordinated verbs, and a colon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate import clauses
from attribune.annotate.clauses import COORDINATORS, SUBORDINATORS, TEMPORALS, Range
from attribune.annotate.cues import (
    ABOUT,
    BE,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    WH,
    Verb,
    context,
    is_adverb,
    lexicon,
    rate,
)
from attribune.annotate.tokens import QUOTED, Token, Unit

LEAST_RATE = 0.4  # a weaker cue is passed over: unknown beats wrong
DIRECT_RATE = 0.2  # beside a quotation, a weaker verb will do
ADJUNCT_REACH = 16  # tokens in which "that" or a quotation may follow "said in a statement on Monday"

_ADDRESSED = frozenset("told tell tells telling reminded assured informed asked warned".split())
_CLAUSE_OPENERS = PRONOUNS | DETERMINERS
_DASHES = frozenset(("—", "–", "--", "-", ";"))


class Report(NamedTuple):
    """One attribution in a unit, as ranges of its tokens; ``source`` is None where the unit names none."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float


class _Cue(NamedTuple):
    place: int
    group: Range
    verb: Verb
    rate: float
    subject: Range | None
    inherited: bool  # the subject is that of an earlier verb of the unit


def reports(unit: Unit) -> list[Report]:
    """Return the reports of one unit, in the order of their cues."""
    tokens = unit.tokens
    cues = _cues(tokens)
    found: list[Report] = []
    for index, cue in enumerate(cues):
        following = cues[index + 1] if index + 1 < len(cues) else None
        floor = _clause_end(tokens, cues[index - 1]) if index else 0
        report = _quotation_first(tokens, cue, floor, following) or _content_after(tokens, cue, following)
        report = report or _content_before(tokens, cue, floor)
        if report is not None:
            found.append(report)
    found.extend(_according(tokens))
    found.extend(_colon(tokens, found))
    return sorted(found, key=lambda report: report.cue)


def _cues(tokens: Sequence[Token]) -> list[_Cue]:
    """Find the words that report, with their subjects; a verb without one takes that of the verb before."""
    known = lexicon()
    found: list[_Cue] = []
    for place, token in enumerate(tokens):
        verb = known.get(token.lower)
        if verb is None or token.quotation >= 0 or (token.text[0].isupper() and place):
            continue
        share = rate(verb, context(tokens, place))
        if share < (DIRECT_RATE if _beside_quotation(tokens, place) else LEAST_RATE):
            continue
        group = clauses.verb_group(tokens, place)
        subject = clauses.subject_before(tokens, group.start)
        inherited = subject is None
        if inherited and _inherits(tokens, group.start):
            subject = found[-1].subject if found else _first_subject(tokens, group.start)
        found.append(_Cue(place, group, verb, share, subject, inherited))
    return found


def _beside_quotation(tokens: Sequence[Token], place: int) -> bool:
    window = tokens[max(0, place - 6) : place + 4]
    return any(token.lower == QUOTED for token in window)


def _inherits(tokens: Sequence[Token], start: int) -> bool:
    """Whether a verb group without a subject of its own shares that of the clause before."""
    if start == 0:
        return False
    before = tokens[start - 1].lower
    return before in COORDINATORS or before in (",", "to", "by", "in", "while", "before", "after", *_DASHES)


def _first_subject(tokens: Sequence[Token], limit: int) -> Range | None:
    """The subject of the unit's first clause: the noun phrase at its start."""
    start = 0
    while start < limit and (is_adverb(tokens[start].lower) or tokens[start].lower in (",", *COORDINATORS)):
        start += 1
    subject = clauses.subject_after(tokens[:limit], start)
    return subject if subject is not None and clauses.is_nominal(tokens, subject) else None


def _quotation_first(tokens: Sequence[Token], cue: _Cue, floor: int, following: _Cue | None) -> Report | None:
    """``"...," she said`` and ``"...," said Ann Lee``, with what goes on after the source."""
    own = cue.subject if not cue.inherited else None
    front = own.start if own else cue.group.start
    quoted = _before(tokens, front)
    if quoted is None or quoted < floor:
        return None
    source = own or clauses.subject_after(tokens, cue.place + 1)
    if source is None and cue.subject is None:
        return None
    contents = [Range(_segment_start(tokens, quoted, floor), quoted + 1)]
    after = _quotation_after(tokens, max(cue.place + 1, source.end if source else 0))
    if after is not None and (following is None or after < following.group.start):
        contents.append(Range(after, after + 1))
    return Report(Range(*cue.group), source or cue.subject, tuple(contents), max(0.9, cue.rate))


def _before(tokens: Sequence[Token], place: int) -> int | None:
    """The index of the quotation right before ``place``, a comma or dash between them allowed."""
    index = place - 1
    while index >= 0 and (tokens[index].lower in (",", "and", "then") or tokens[index].lower in _DASHES):
        index -= 1
    return index if index >= 0 and tokens[index].lower == QUOTED else None


def _quotation_after(tokens: Sequence[Token], place: int) -> int | None:
    """The quotation that goes on after ``"...," she said,``: only adjuncts may stand between."""
    for index in range(place, min(len(tokens), place + ADJUNCT_REACH)):
        lower = tokens[index].lower
        if lower == QUOTED:
            before = tokens[index - 1].lower
            return index if before in (",", ":", ".") or before in _DASHES or index == place else None
        if lower in lexicon() or lower in BE:
            return None
    return None


def _segment_start(tokens: Sequence[Token], quoted: int, floor: int) -> int:
    """Where the clause that ends in this quotation begins: the words before it belong to what was said."""
    start = quoted
    while start > floor:
        lower = tokens[start - 1].lower
        if lower in STOPS or lower in (":", "but", "and") or (lower == QUOTED and start - 1 < quoted):
            break
        start -= 1
    whole = all(tokens[i].lower not in lexicon() for i in range(start, quoted))
    return start if whole else quoted


def _content_after(tokens: Sequence[Token], cue: _Cue, following: _Cue | None) -> Report | None:
    """``Ann Lee said that ...``, ``told Channel 4 "..."``, ``criticised the plan``."""
    start = _content_start(tokens, cue)
    if start is None:
        return None
    whole = cue.verb.clause >= 0.5 or tokens[start].lower in ("that", QUOTED)
    end = _clause_reach(tokens, start, following) if whole else _object_reach(tokens, start)
    end = _without_tail(tokens, start, end)
    if end <= start:
        return None
    source = None if _passive(tokens, cue) else cue.subject
    confidence = cue.rate if tokens[start].lower != QUOTED else max(0.9, cue.rate)
    return Report(Range(*cue.group), source, (Range(start, end),), confidence)


def _passive(tokens: Sequence[Token], cue: _Cue) -> bool:
    """``was accused of``: who stands before the verb did not say it."""
    return cue.place > 0 and tokens[cue.place].lower.endswith("ed") and any(
        tokens[index].lower in BE for index in range(cue.group.start, cue.place)
    )


def _content_start(tokens: Sequence[Token], cue: _Cue) -> int | None:
    """The token where what is reported begins: past the addressee, the occasion, a colon or comma."""
    start = cue.place + 1
    if start >= len(tokens):
        return None
    lower = tokens[start].lower
    if lower in (",", ":") and start + 1 < len(tokens) and tokens[start + 1].lower == QUOTED:
        return start + 1
    if lower in STOPS:
        return None
    if lower == ":":
        return start + 1 if start + 1 < len(tokens) else None
    if lower in PREPOSITIONS or lower in TEMPORALS or lower in _ADDRESSED or tokens[cue.place].lower in _ADDRESSED:
        return _past_adjuncts(tokens, cue.place, start)
    return start


def _past_adjuncts(tokens: Sequence[Token], place: int, start: int) -> int | None:
    """Past "Monday in a statement" or "reporters on Monday" to "that", a quotation or a new clause."""
    addressed = tokens[place].lower in _ADDRESSED
    limit = min(len(tokens), start + ADJUNCT_REACH)
    for index in range(start, limit):
        lower = tokens[index].lower
        if lower in ("that", QUOTED) or (lower in WH and addressed and index > start):
            return index
        if lower == ":":
            return index + 1 if index + 1 < len(tokens) else None
        if index > start and lower in PRONOUNS and tokens[index - 1].lower not in PREPOSITIONS:
            return index
        if lower in STOPS and lower != ",":
            break
    if addressed:
        addressee = clauses.subject_after(tokens, start)
        return addressee.end if addressee and addressee.end < len(tokens) else None
    while start < limit and tokens[start].lower in TEMPORALS:
        start += 1
    return start if start < len(tokens) and tokens[start].lower not in STOPS else None


def _clause_reach(tokens: Sequence[Token], start: int, following: _Cue | None) -> int:
    """The end of a reported clause: that of the unit, or where the next reporting clause sets in."""
    if following is None or following.place <= start:
        return len(tokens)
    front = following.group.start
    if following.subject is not None and not following.inherited:
        front = following.subject.start
    boundary = front
    while boundary > start and (tokens[boundary - 1].lower in COORDINATORS or is_adverb(tokens[boundary - 1].lower)):
        boundary -= 1
    stops = tokens[boundary - 1].lower in STOPS or (boundary < front and following.inherited)
    return boundary if stops and boundary > start else len(tokens)


def _object_reach(tokens: Sequence[Token], start: int) -> int:
    """The end of a reported object: the first stop or subordinate clause."""
    for index in range(start + 1, len(tokens)):
        lower = tokens[index].lower
        if lower in STOPS or lower == ":":
            return index
        if lower in ("after", "while", "because", "when", "before", "during", "despite", "amid", "but", "though"):
            return index
    return len(tokens)


def _without_tail(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave out the stop at the end, unless it closes an abbreviation."""
    while end > start and (tokens[end - 1].lower in STOPS or tokens[end - 1].lower in (":", "and", "but")):
        end -= 1
    return end


def _clause_end(tokens: Sequence[Token], cue: _Cue) -> int:
    """Past the cue and what follows it up to the next stop: content of a later cue cannot begin before."""
    index = cue.place + 1
    while index < len(tokens) and tokens[index].lower not in STOPS:
        index += 1
    return min(index + 1, len(tokens))


def _content_before(tokens: Sequence[Token], cue: _Cue, floor: int) -> Report | None:
    """``The bridge is closed, the mayor said.``"""
    own = cue.subject if not cue.inherited else clauses.subject_after(tokens, cue.place + 1)
    if own is None:
        return None
    front = min(own.start, cue.group.start)
    if front < 2 or tokens[front - 1].lower not in (",", "—", "–", "--"):
        return None
    start = min(floor, front - 1)
    while start < front and (tokens[start].lower in STOPS or tokens[start].lower in COORDINATORS):
        start += 1
    if front - 1 - start < 2:
        return None
    return Report(Range(*cue.group), own, (Range(start, front - 1),), cue.rate)


def _according(tokens: Sequence[Token]) -> list[Report]:
    """``According to Ann Lee, ...`` and ``..., according to Ann Lee``."""
    found = []
    for place in range(len(tokens) - 2):
        if tokens[place].lower != "according" or tokens[place + 1].lower != "to":
            continue
        source = clauses.subject_after(tokens, place + 2)
        if source is None:
            continue
        contents = _around(tokens, place, source.end)
        if contents:
            found.append(Report(Range(place, place + 2), source, contents, 0.92))
    return found


def _around(tokens: Sequence[Token], place: int, end: int) -> tuple[Range, ...]:
    if place > 2:
        start = _without_tail(tokens, 0, place)
        return (Range(0, start),) if start else ()
    start = end
    while start < len(tokens) and tokens[start].lower in STOPS:
        start += 1
    stop = _without_tail(tokens, start, len(tokens))
    return (Range(start, stop),) if stop - start > 2 else ()


def _colon(tokens: Sequence[Token], found: Sequence[Report]) -> list[Report]:
    """``The mayor was blunt: "..."`` where no verb claims the quotation."""
    claimed = {index for report in found for part in report.contents for index in range(*part)}
    out = []
    for place in range(1, len(tokens) - 1):
        if tokens[place].lower != ":" or tokens[place + 1].lower != QUOTED or place + 1 in claimed:
            continue
        subject = _first_subject(tokens, place)
        out.append(Report(Range(place, place + 1), subject, (Range(place + 1, place + 2),), 0.7))
    return out
