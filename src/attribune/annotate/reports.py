"""Reports: one unit's cues, each with the source before or after it and the content it reports.

The rules follow the constructions of attribution in English news (Pareti 2015): verb after subject with a
clause, quotation before verb with either order, "according to", participles, coordinated verbs, and a colon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate import clauses
from attribune.annotate.clauses import COORDINATORS, TEMPORALS, Range
from attribune.annotate.contents import ADJUNCT_REACH, content_after, without_tail
from attribune.annotate.cues import BE, PRONOUNS, STOPS, lexicon
from attribune.annotate.finding import Cue, find_cues
from attribune.annotate.subjects import DASHES, first_subject
from attribune.annotate.tokens import Token, Unit
from attribune.annotate.word_classes import QUOTED

UNSOURCED_RATE = 0.8  # a cue without a source must be surer, unless it stands beside a quotation
SIGNED = 0.8  # a quotation with a name after a dash

# A cue that passes on what others said: beside another cue for the same words, its source is the carrier.
CARRYING = frozenset("reports reported report according writes wrote cited quoted reporting".split())
_SIGNING = frozenset("— – ― -- -".split())


class Report(NamedTuple):
    """One attribution in a unit, as ranges of its tokens; ``source`` is None where the unit names none."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float


def reports(unit: Unit) -> list[Report]:
    """Return the reports of one unit, in the order of their cues."""
    tokens = unit.tokens
    cues = find_cues(tokens)
    found: list[Report] = []
    for index, cue in enumerate(cues):
        following = cues[index + 1 :]
        floor = _clause_end(tokens, cues[index - 1]) if index else 0
        report = _quotation_first(tokens, cue, floor, following)
        if report is None and _closes(tokens, cue):
            report = _content_before(tokens, cue, floor)
        report = report or _verb_first(tokens, cue, following) or _content_before(tokens, cue, floor)
        if report is not None:
            found.append(report)
    found.extend(_according(tokens))
    found.extend(_colon(tokens, found))
    found.extend(_signed(tokens))
    if not found and cues and tokens[-1].lower == ":":
        found.append(Report(Range(*cues[-1].group), cues[-1].subject, (), cues[-1].rate))
    return sorted(_without_nested(tokens, found), key=lambda report: report.cue)


def _without_nested(tokens: Sequence[Token], found: list[Report]) -> list[Report]:
    """Leave out what a report's own content says of its source ("said he feared"), and weak cues of nobody's."""
    kept = []
    for report in found:
        named = report.source is not None and tokens[report.source.start].lower not in PRONOUNS
        nested = any(
            part.start <= report.cue.start < part.end and other is not report
            for other in found
            for part in other.contents
        )
        quoted = any(tokens[index].lower == QUOTED for part in report.contents for index in range(*part))
        weak = report.source is None and report.confidence < UNSOURCED_RATE and not quoted
        if not weak and (named or not nested):
            kept.append(report)
    return kept


def _quotation_first(tokens: Sequence[Token], cue: Cue, floor: int, following: Sequence[Cue]) -> Report | None:
    """``"...," she said`` and ``"...," said Ann Lee``, with what goes on after the source."""
    own = cue.subject if not cue.inherited else None
    front = own.start if own else cue.group.start
    quoted = _before(tokens, front)
    if quoted is None or (quoted < floor and tokens[cue.place].lower not in CARRYING):
        return None
    source = own or clauses.subject_after(tokens, cue.place + 1)
    if source is None and cue.subject is None:
        return None
    contents = [Range(_segment_start(tokens, quoted, min(floor, quoted)), quoted + 1)]
    after = _quotation_after(tokens, max(cue.place + 1, source.end if source else 0))
    if after is not None and (not following or after < following[0].group.start):
        contents.append(Range(after, after + 1))
    return Report(Range(*cue.group), source or cue.subject, tuple(contents), max(0.9, cue.rate))


def _before(tokens: Sequence[Token], place: int) -> int | None:
    """The index of the quotation right before ``place``, a comma or dash between them allowed."""
    index = place - 1
    while index >= 0 and (tokens[index].lower in (",", "and", "then") or tokens[index].lower in DASHES):
        index -= 1
    return index if index >= 0 and tokens[index].lower == QUOTED else None


def _quotation_after(tokens: Sequence[Token], place: int) -> int | None:
    """The quotation that goes on after ``"...," she said,``: only adjuncts may stand between."""
    for index in range(place, min(len(tokens), place + ADJUNCT_REACH)):
        lower = tokens[index].lower
        if lower == QUOTED:
            before = tokens[index - 1].lower
            return index if before in (",", ":", ".") or before in DASHES or index == place else None
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


def _verb_first(tokens: Sequence[Token], cue: Cue, following: Sequence[Cue]) -> Report | None:
    """``Ann Lee said that ...``, ``told Channel 4 "..."``, ``criticised the plan``."""
    found = content_after(tokens, cue, following)
    if found is None:
        return None
    content, cue_end = found
    source = None if clauses.is_passive(tokens, Range(cue.group.start, cue.place + 1)) else cue.subject
    quoted = tokens[content.start].lower == QUOTED
    return Report(Range(cue.group.start, cue_end), source, (content,), max(0.9, cue.rate) if quoted else cue.rate)


def _clause_end(tokens: Sequence[Token], cue: Cue) -> int:
    """Past the cue and what follows it up to the next stop: content of a later cue cannot begin before."""
    index = cue.place + 1
    while index < len(tokens) and tokens[index].lower not in STOPS:
        index += 1
    return min(index + 1, len(tokens))


def _closes(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether nothing but a time stands between the verb and the next stop (", the mayor said on Monday, as ...")."""
    index = cue.group.end
    while index < len(tokens) and (tokens[index].lower in TEMPORALS or tokens[index].lower == "on"):
        index += 1
    return index == len(tokens) or tokens[index].lower in STOPS


def _content_before(tokens: Sequence[Token], cue: Cue, floor: int) -> Report | None:
    """``The bridge is closed, the mayor said.``"""
    own = cue.subject if not cue.inherited else clauses.subject_after(tokens, cue.place + 1)
    if own is None:
        return None
    front = min(own.start, cue.group.start)
    if front < 2 or tokens[front - 1].lower not in (",", "—", "–", "--"):
        return None
    start = 0 if _trails(tokens, cue, own) else min(floor, front - 1)
    while start < front and (tokens[start].lower in STOPS or tokens[start].lower in COORDINATORS):
        start += 1
    if front - 1 - start < 2:
        return None
    return Report(Range(*cue.group), own, (Range(start, front - 1),), cue.rate)


def _trails(tokens: Sequence[Token], cue: Cue, source: Range) -> bool:
    """Whether source and verb close the unit, so that all before them is content (", the mayor said on Monday.")."""
    if _closes(tokens, cue) and cue.group.end > source.end:
        return True
    for index in range(max(cue.group.end, source.end), len(tokens)):
        if tokens[index].lower in STOPS:
            return index >= len(tokens) - 2
        if tokens[index].lower in lexicon() or tokens[index].lower == "that":
            return False
    return True


def _according(tokens: Sequence[Token]) -> list[Report]:
    """``According to Ann Lee, ...`` and ``..., according to Ann Lee``."""
    found = []
    for place in range(len(tokens) - 2):
        if tokens[place].lower != "according" or tokens[place + 1].lower != "to":
            continue
        source = clauses.subject_after(tokens, place + 2, leads=place <= 2)
        if source is None:
            continue
        contents = _around(tokens, place, source.end)
        if contents:
            found.append(Report(Range(place, place + 2), source, contents, 0.92))
    return found


def _around(tokens: Sequence[Token], place: int, end: int) -> tuple[Range, ...]:
    if place > 2:
        start = without_tail(tokens, 0, place)
        return (Range(0, start),) if start else ()
    start = end
    while start < len(tokens) and tokens[start].lower in STOPS:
        start += 1
    stop = without_tail(tokens, start, len(tokens))
    return (Range(start, stop),) if stop - start > 2 else ()


def _colon(tokens: Sequence[Token], found: Sequence[Report]) -> list[Report]:
    """``The mayor was blunt: "..."`` where no verb claims the quotation."""
    claimed = {index for report in found for part in report.contents for index in range(*part)}
    out = []
    for place in range(1, len(tokens) - 1):
        if tokens[place].lower != ":" or tokens[place + 1].lower != QUOTED or place + 1 in claimed:
            continue
        subject = first_subject(tokens, place)
        out.append(Report(Range(place, place + 1), subject, (Range(place + 1, place + 2),), 0.7))
    return out


def _signed(tokens: Sequence[Token]) -> list[Report]:
    """``"..." - Ann Lee``: a quotation signed with a name."""
    if len(tokens) < 3 or tokens[0].lower != QUOTED:
        return []
    source = signature(tokens[1:])
    return [Report(Range(1, 2), Range(2, source.end + 1), (Range(0, 1),), SIGNED)] if source else []


def signature(tokens: Sequence[Token]) -> Range | None:
    """Return the name that a dash and nothing else introduces: how a quotation is signed."""
    if len(tokens) < 2 or tokens[0].lower not in _SIGNING or not tokens[1].text[0].isupper():
        return None
    source = clauses.subject_after(tokens, 1)
    return source if source is not None and source.end >= len(tokens) - 4 else None
