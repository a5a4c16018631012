"""Reports: one unit's cues, each with the source before or after it and the content it reports.

The rules follow the constructions of attribution in English news (Pareti 2015): verb after subject with a
clause, quotation before verb with either order, a clause around its attribution, participles, coordinated verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attribune.annotate import clauses
from attribune.annotate.clauses import COORDINATORS, SUBORDINATORS
from attribune.annotate.constructions import (
    ANNOUNCED,
    SIGNED,
    Report,
    according,
    after_dateline,
    announced,
    signature,
    signed,
)
from attribune.annotate.contents import ADJUNCT_REACH, begins_clause, content_after, past_adjuncts, without_tail
from attribune.annotate.cues import BE, PRONOUNS, STOPS, lexicon
from attribune.annotate.finding import Cue, ends_clause, find_cues
from attribune.annotate.phrases import Range
from attribune.annotate.subjects import DASHES, NEGATIONS, first_subject, inverted
from attribune.annotate.tokens import Token, Unit
from attribune.annotate.word_classes import FINITE, QUOTED

__all__ = ["ACCORDING", "CARRYING", "SIGNED", "Report", "announcement", "passes_on", "reports", "signature"]

# A cue that passes on what others said: beside another cue for the same words, its source is the carrier.
ACCORDING = frozenset(("according", "per"))  # "according to the Courier", "per the Courier"
CARRYING = frozenset("reports reported report according writes wrote cited quoted reporting".split())
_NOBODY = frozenset("nobody none no neither nothing you".split())
_FEWEST_BARE = 3  # words: a shorter quotation without a comma before the verb is a name or a scare quote
_GOES_ON = frozenset("because or that and but if since".split())  # "..., he said, because ..." goes on with content


def reports(unit: Unit) -> list[Report]:
    """Return the reports of one unit, in the order of their cues."""
    tokens = unit.tokens
    cues = find_cues(unit)
    found: list[Report] = []
    idle: list[Cue] = []
    for index, cue in enumerate(cues):
        report = _of_cue(tokens, cue, cues[index - 1] if index else None, cues[index + 1 :])
        if report is None:
            idle.append(cue)
        else:
            found.append(report)
    if "a" in unit.roles or "i" in unit.roles:
        found.extend(according(tokens))
    if ":" in unit.roles:
        claimed = frozenset(index for report in found for part in report.contents for index in range(*part))
        found.extend(announced(tokens, claimed, idle))
    found.extend(signed(tokens))
    return sorted(_without_nested(tokens, found), key=lambda report: report.cue)


def announcement(unit: Unit) -> Report | None:
    """Return who speaks in a unit that holds nothing of what is said: "She went on:", "He spoke at length."."""
    tokens = unit.tokens
    if unit.roles[-1] == ":":
        cue = next((cue for cue in reversed(find_cues(unit)) if cue.subject is not None), None)
        if cue is not None:
            return Report(Range(*cue.group), cue.subject, (), max(ANNOUNCED, cue.rate))
        return Report(Range(len(tokens) - 1, len(tokens)), first_subject(tokens, len(tokens) - 1), (), ANNOUNCED)
    for place in reversed([place for place, role in enumerate(unit.roles) if role == "s"]):
        group = _speaking(tokens, place)
        subject = clauses.subject_before(tokens, group.start) if group else None
        if group is not None and subject is not None:
            return Report(group, subject, (), ANNOUNCED)
    return None


def _speaking(tokens: Sequence[Token], place: int) -> Range | None:
    """The group of a verb of speech, if that is finite and not denied."""
    if tokens[place].word_class not in FINITE:
        return None
    group = clauses.verb_group(tokens, place)
    denied = any(token.lower in NEGATIONS for token in tokens[group.start : place])
    return None if denied else group


def _of_cue(tokens: Sequence[Token], cue: Cue, before: Cue | None, following: Sequence[Cue]) -> Report | None:
    """What one cue reports: content before it, around it, or behind it."""
    floor = _clause_end(tokens, before) if before else 0
    report = _quotation_first(tokens, cue, floor, following)
    turned = inverted(tokens, Range(cue.group.start, cue.place + 1)) if cue.subject is None else None
    if report is None and turned is not None:
        return _content_around(tokens, cue, floor, following) or _verb_first(tokens, cue, following, turned)
    if report is None and _closes(tokens, cue) and not _introduces(tokens, cue):
        report = _content_around(tokens, cue, floor, following)
    return report or _verb_first(tokens, cue, following) or _content_around(tokens, cue, floor, following)


def _without_nested(tokens: Sequence[Token], found: list[Report]) -> list[Report]:
    """Leave out what a report's own content says of its source ("said he feared"), and weak cues of nobody's."""
    kept = []
    for report in found:
        named = report.source is not None and tokens[report.source.start].lower not in PRONOUNS
        nested = any(
            part.start <= report.cue.start < part.end and other is not report and not passes_on(tokens, other)
            for other in found
            for part in other.contents
        )
        quoted = any(tokens[index].lower == QUOTED for part in report.contents for index in range(*part))
        weak = report.source is None and not quoted and not _stands_alone(tokens, report)
        nobody = report.source is not None and tokens[report.source.start].lower in _NOBODY
        if not weak and not nobody and (named or not nested):
            kept.append(report)
    return kept


def _stands_alone(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a report needs no source: "it was reported that", "Adding that" at the start of a sentence."""
    verb = tokens[report.cue.end - 1]
    known = lexicon().get(verb.lower)
    passive = any(token.lower in BE for token in tokens[report.cue.start : report.cue.end])
    opens = report.cue.start == 0 and verb.word_class == "g"
    return known is not None and known.kind in ("say", "tell") and (passive or opens)


def passes_on(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a report may be that of a carrier ("Harbour Radio reports", "according to the Courier")."""
    return tokens[report.cue.end - 1].lower in CARRYING or tokens[report.cue.start].lower in ACCORDING


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
    """The quotation right before ``place``, with a comma or dash at its end; a long one may go without."""
    index = place - 1
    while index >= 0 and (tokens[index].lower in (",", "and", "then") or tokens[index].lower in DASHES):
        index -= 1
    if index < 0 or tokens[index].word_class != '"':
        return None
    apart = ends_clause(tokens[index]) or tokens[index + 1].lower in (",", *DASHES)
    opens = index == 0 or tokens[index - 1].word_class in ',.:-"'
    return index if apart or (opens and len(tokens[index].text.split()) >= _FEWEST_BARE) else None


def _quotation_after(tokens: Sequence[Token], place: int) -> int | None:
    """The quotation that goes on after ``"...," she said,``: only adjuncts may stand between."""
    for index in range(place, min(len(tokens), place + ADJUNCT_REACH)):
        lower = tokens[index].lower
        if lower == QUOTED:
            before = tokens[index - 1].lower
            linked = before in ("but", "and", "that", "because") and tokens[index - 2].lower == ","
            return index if linked or before in (",", ":", ".") or before in DASHES or index == place else None
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
    if start < quoted and tokens[start].word_class in FINITE:
        start = max(floor, after_dateline(tokens))  # "The report, due in May, is “late,” Lee said"
    other = any(tokens[i].lower in lexicon() and tokens[i].word_class in FINITE for i in range(start, quoted))
    return quoted if other else start


def _verb_first(
    tokens: Sequence[Token], cue: Cue, following: Sequence[Cue], turned: Range | None = None
) -> Report | None:
    """``Ann Lee said that ...``, ``told Channel 4 "..."``, ``criticised the plan``, and ``Says Ann Lee, "..."``."""
    if turned is not None:
        cue = cue._replace(subject=turned)
    found = content_after(tokens, cue, following, behind=turned.end if turned else None)
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
    quoted = index == cue.group.end and index + 1 < len(tokens) and tokens[index + 1].lower == QUOTED
    return min(index + 1 + quoted, len(tokens))  # "asking, “...” and Lee claiming"


def _introduces(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a quotation follows right behind the verb: `` Lee boasted, "..." ``."""
    end = cue.group.end
    return end + 1 < len(tokens) and tokens[end].lower in (",", ":") and tokens[end + 1].lower == QUOTED


def _closes(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether nothing but a time or place stands between the verb and the next stop (", he said on Monday, ...")."""
    index = past_adjuncts(tokens, cue.group.end)
    return index == len(tokens) or tokens[index].lower in STOPS


def _content_around(tokens: Sequence[Token], cue: Cue, floor: int, following: Sequence[Cue]) -> Report | None:
    """``The bridge is closed, the mayor said`` and ``The bridge, the mayor said, is closed``."""
    own = cue.subject if not cue.inherited else inverted(tokens, Range(cue.group.start, cue.place + 1))
    if own is None or cue.verb.kind == "quote" or not _set_apart(tokens, max(cue.group.end, own.end)):
        return None
    front = min(own.start, cue.group.start)
    if front < 2 or tokens[front - 1].word_class not in ",-":
        return None
    start = after_dateline(tokens) if _trails(tokens, cue, own) else min(floor, front - 1)
    start = next((i + 1 for i in range(front - 1, start, -1) if _ends_before(tokens, i)), start)
    while start < front and (tokens[start].lower in STOPS or tokens[start].lower in COORDINATORS):
        start += 1
    first = Range(start, without_tail(tokens, start, front - 1))
    rest = _rest(tokens, max(cue.group.end, own.end), first, following)
    parts = [part for part in (first, rest) if part and part.end > part.start]
    contents = tuple(part for part in parts if not (rest and _links(tokens, part)))
    if not contents or (first.end - first.start < 2 and not rest):
        return None
    return Report(Range(*cue.group), own, contents, cue.rate) if _holds_clause(tokens, contents) else None


def _ends_before(tokens: Sequence[Token], index: int) -> bool:
    """Whether a clause ends here that is no part of one behind: a colon, or somebody's closed quotation."""
    if tokens[index].lower in (":", ";"):
        return True
    return ends_clause(tokens[index]) and index > 0 and tokens[index - 1].lower in (",", ":")


def _set_apart(tokens: Sequence[Token], end: int) -> bool:
    """Whether an attribution ends here: with a stop, or with when and how it was said."""
    index = past_adjuncts(tokens, end)
    return index >= len(tokens) or tokens[index].word_class in ',.:-ch"g&'


def _rest(tokens: Sequence[Token], end: int, first: Range, following: Sequence[Cue]) -> Range | None:
    """What goes on behind an attribution set between commas, where the part before it is not whole without."""
    start = past_adjuncts(tokens, end)
    if start + 1 >= len(tokens) or tokens[start].word_class not in ",-":
        return None
    start += 1
    whole = clauses.has_verb(tokens, first) and tokens[first.start].lower not in SUBORDINATORS
    if whole and not (tokens[start].lower in _GOES_ON and begins_clause(tokens, start + 1)):
        return None
    stop = min([cue.group.start for cue in following if tokens[cue.group.start - 1].lower == ","], default=len(tokens))
    stop = without_tail(tokens, start, stop)
    return Range(start, stop) if stop > start else None


def _links(tokens: Sequence[Token], part: Range) -> bool:
    """``Further, he said, ...``: nothing but a connective."""
    return all(token.word_class in "r&i" for token in tokens[part.start : part.end])


def _holds_clause(tokens: Sequence[Token], contents: Sequence[Range]) -> bool:
    """Whether contents around an attribution are a clause of their own, not an adverbial before it."""
    quoted = any(tokens[index].lower == QUOTED for part in contents for index in range(*part))
    return quoted or any(_is_clause(tokens, segment) for part in contents for segment in _segments(tokens, part))


def _is_clause(tokens: Sequence[Token], segment: Range) -> bool:
    """Whether a stretch between commas has a verb that is not that of a clause within it ("asked why it was late")."""
    if tokens[segment.start].lower in SUBORDINATORS - {"that", "what"}:
        return False
    for token in tokens[segment.start : segment.end]:
        if token.word_class in FINITE:
            return True
        if token.word_class in "hwc" and tokens[segment.start].word_class in "ge":
            return False
    return False


def _segments(tokens: Sequence[Token], part: Range) -> list[Range]:
    """The stretches between commas."""
    commas = [index for index in range(*part) if tokens[index].lower == ","]
    edges = [part.start - 1, *commas, part.end]
    return [Range(a + 1, b) for a, b in pairwise(edges) if a + 1 < b]


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
