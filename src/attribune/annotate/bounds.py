"""Bounds of contents: what is set apart by brackets or dashes ends where they close, and when it was is not said."""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate.clauses import RELATIVES, Range
from attribune.annotate.constructions import after_dateline
from attribune.annotate.contents import begins_clause, past_addressee, without_tail
from attribune.annotate.cues import ADDRESSING, STOPS
from attribune.annotate.phrases import REFLEXIVE, WEEKDAYS, phrase_after
from attribune.annotate.reports import Report
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import FINITE, QUOTED

_DASHES = frozenset(("—", "–", "--"))
_VERBAL = FINITE | frozenset("bcegt")  # classes of the words of a clause or of what hangs on a noun
_JOINING = ("that", "whether")
_CLAUSES = frozenset("that whether what how why".split())
_HOW_MANY = frozenset("all few many most one several some two".split())
_HOURS = frozenset("morning afternoon evening night".split())
_IF = (("if",), ("unless",), ("provided",))
_ONLY_IF = (("only", "if"), ("but", "only"))
_AS_LONG = (("as", "long", "as"), ("so", "long", "as"))
_TIED = ("such", "long")  # before "as"
_DANGLING = frozenset("especially even particularly such only and but".split())
_WHEN = frozenset("when while after before since until as".split())


def bounded(tokens: Sequence[Token], report: Report) -> Report:
    """Return a report whose contents end with the insertion it stands in, without a clause that says when."""
    dash = _dash_before(tokens, report)
    parts = (
        _without_day(tokens, _closed(tokens, _from_object(tokens, report.cue, part), dash))
        if part.start >= report.cue.end
        else part
        for part in report.contents
    )
    contents = _without_when(tokens, report, tuple(part for part in parts if part.end > part.start))
    contents = tuple(_whole_clause(tokens, report.cue, part) for part in contents)
    return report if contents == report.contents else report._replace(contents=contents)


def _dash_before(tokens: Sequence[Token], report: Report) -> str | None:
    """Return the dash right behind which a report opens: "The ferry — which Lee says is late — sails"; no hyphen."""
    start = min(report.cue.start, report.source.start if report.source else report.cue.start)
    start -= start > 0 and tokens[start - 1].lower in RELATIVES
    opens = start > after_dateline(tokens) and tokens[start - 1].lower in _DASHES
    return tokens[start - 1].lower if opens else None


def _from_object(tokens: Sequence[Token], cue: Range, part: Range) -> Range:
    """Begin with the object of the verb, without who is told it: "pitched | themselves as the remedy"."""
    if part.start == cue.end + 1 and tokens[cue.end].lower in REFLEXIVE:
        return Range(cue.end, part.end)
    return _without_addressee(tokens, cue, part)


def _without_addressee(tokens: Sequence[Token], cue: Range, part: Range) -> Range:
    """Leave out who is told it, and when: "told | the board on Monday | he would go", "said | Saturday | that"."""
    start = part.start
    if tokens[start].lower in WEEKDAYS and start + 1 < part.end and tokens[start + 1].lower == "that":
        return Range(start + 1, part.end)
    if start > cue.end + 1 or tokens[cue.end - 1].lower not in ADDRESSING or tokens[start].lower in _JOINING:
        return part
    clause = _behind_addressee(tokens, part)
    if clause is not None:
        return Range(clause, part.end)
    begins = past_addressee(tokens, cue.end)
    if begins is None or not start < begins < part.end:
        return part
    first = tokens[begins]
    subject = phrase_after(tokens, begins) if first.word_class in "do" else None
    told = subject is not None and subject.end < part.end and tokens[subject.end].word_class in FINITE
    return Range(begins, part.end) if told or first.lower in (*_JOINING, QUOTED) else part


def _behind_addressee(tokens: Sequence[Token], part: Range) -> int | None:
    """Return where the clause begins behind who is told it: "warned | the mayor and his deputy, Ann Lee, | that"."""
    for index in range(*part):
        token, before = tokens[index], tokens[index - 1]
        if token.lower in _CLAUSES and token.word_class in "chw":
            return index if index > part.start else None
        counted = token.lower == "of" and before.lower in _HOW_MANY
        to_do = token.word_class == "t" and before.word_class != "r"  # "asked | the voters to believe that"
        if token.word_class in FINITE or token.word_class == "o" or to_do or (token.word_class == "i" and not counted):
            return None
    return None


def _closed(tokens: Sequence[Token], part: Range, dash: str | None) -> Range:
    """End a part where the bracket closes that was opened before it, and at the next ``dash``, if one opened it."""
    depth = 0
    for index in range(*part):
        mark = tokens[index].lower
        depth += (mark == "(") - (mark == ")")
        if depth < 0 or mark == dash:
            end = index
            while end > part.start and tokens[end - 1].lower in STOPS:
                end -= 1
            return Range(part.start, end)
    return part


def _without_day(tokens: Sequence[Token], part: Range) -> Range:
    """Leave out the day behind an object, for it says when it was said: "praised the performance | Monday"."""
    day = part.end - 1
    day -= tokens[day].lower in _HOURS and tokens[day - 1].lower in WEEKDAYS
    if day <= part.start + 1 or tokens[day].lower not in WEEKDAYS:
        return part
    if any(token.word_class in _VERBAL for token in tokens[part.start : part.end]):
        return part
    before = tokens[day - 1]
    if before.lower == "on":
        return Range(part.start, day - 1)
    return Range(part.start, day) if before.word_class in "nsN" else part


def _without_when(tokens: Sequence[Token], report: Report, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Leave out what says in front when or with what: "When Lee rose, she said that", "Citing Orr, he wrote: “No.”"."""
    if len(parts) != 2 or parts[0].end > report.cue.start:
        return parts
    opening = tokens[parts[1].start].lower
    if opening != "that" and not (opening == QUOTED and tokens[parts[1].start - 1].lower == ":"):
        return parts
    first = tokens[parts[0].start]
    beside = first.lower in _WHEN or (first.word_class == "g" and first.text[0].isupper())
    return parts[1:] if beside else parts


def _whole_clause(tokens: Sequence[Token], cue: Range, part: Range) -> Range:
    """End what stands behind a cue where its clause ends, a condition counted in: "will sail, | if it may"."""
    if part.start < cue.end:
        return part
    opening = _main_clause(tokens, cue, part)
    if opening is not None:
        return Range(part.start, opening)
    behind = part.end + (part.end < len(tokens) and tokens[part.end].lower in (",", *_DASHES))
    if _is_condition(tokens, behind) or _is_tied(tokens, part.end):
        end = next((i for i in range(behind, len(tokens)) if tokens[i].lower in STOPS), len(tokens))
        return Range(part.start, end)
    cut = part.end < len(tokens) and tokens[part.end].lower not in STOPS and tokens[part.end - 1].lower in _DANGLING
    return Range(part.start, without_tail(tokens, part.start, part.end - 1)) if cut else part


def _main_clause(tokens: Sequence[Token], cue: Range, part: Range) -> int | None:
    """Return the comma behind which the main clause begins: "When Lee said it stays |, the crews left"."""
    if tokens[0].lower not in _WHEN - {"as"} or any(token.lower == "," for token in tokens[: cue.start]):
        return None
    comma = next((i for i in range(*part) if tokens[i].lower == ","), None)
    return comma if comma is not None and begins_clause(tokens, comma + 1) else None


def _is_tied(tokens: Sequence[Token], end: int) -> bool:
    """Whether a part was cut before the "as" that its last word is tied to: "such | as", "as long | as"."""
    return 0 < end < len(tokens) and tokens[end].lower == "as" and tokens[end - 1].lower in _TIED


def _is_condition(tokens: Sequence[Token], place: int) -> bool:
    words = tuple(token.lower for token in tokens[place : place + 3])
    return words[:1] in _IF or words[:2] in _ONLY_IF or words in _AS_LONG
