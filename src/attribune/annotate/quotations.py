"""Quotations: pairing quotation marks, and mending what is missing.

A paragraph is the unit: marks never pair across a paragraph break, except that a quotation left open goes
on when the next paragraph opens with a mark of its own (the newspaper convention for long quotations). Only
outermost quotations are returned; what is quoted inside one belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from attribune.model import Paragraph, Quotation, Span

_MARK = re.compile(r"[“”„«»\"]|''|``|’’|‘‘|[‘’']")
_OPENERS = frozenset("“„«") | {"``", "‘‘"}
_CLOSERS = frozenset("”»")
_SINGLES = frozenset("‘’'")
# Before an opening mark: nothing, a blank, a bracket, a dash, a colon or another mark.
_BEFORE_OPENING = frozenset("([{-–—:/“\"‘'")
_SENTENCE_STOP = frozenset(".,!?…;:")
_DECADE_OR_CLIPPED = re.compile(r"['’‘](?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)
# "..., he said" or "..., said Mr Brown" after words that were never closed.
_UNCLOSED_BEFORE = re.compile(
    r"(?<=[,!?]) (?=(?:(?:he|she|they|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?) (?:said|says|added|told)|(?:said|says|added) ))"
)

LONGEST = 20_000  # code points: two marks farther apart do not belong together
PAIRED = 0.98  # both marks stand in the text
UNOPENED = 0.6  # the opening mark was inferred
UNCLOSED = 0.6  # the closing mark was inferred

Role = Literal["open", "close", "either"]


class _Mark(NamedTuple):
    start: int
    end: int
    role: Role
    single: bool


def quotations(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the headline and body paragraphs, in order, without overlaps.

    A quotation whose opening or closing mark is missing is mended (``mended``, lower confidence): an unopened
    one starts with its paragraph, an unclosed one ends before its attribution or with its paragraph.
    """
    curly = text.count("“") > text.count('"')
    found: list[Quotation] = []
    run: list[tuple[Quotation, bool]] = []  # the paragraphs of one long quotation, the last of them left open
    for paragraph in paragraphs:
        if paragraph.kind not in ("headline", "body"):
            continue
        for quotation, closed in _in_paragraph(text, paragraph.span):
            if curly and not closed and text[quotation.span.start] == '"':
                continue  # set before each paragraph of a long extract, it says nothing of who speaks
            if run and quotation.span.start != paragraph.span.start:
                _finish(text, run, found)
            run.append((quotation, closed))
            if closed:
                _finish(text, run, found)
        if run and run[-1][0].span.end < paragraph.span.end:
            _finish(text, run, found)
    if run:
        _finish(text, run, found)
    return tuple(found)


def _finish(text: str, run: list[tuple[Quotation, bool]], found: list[Quotation]) -> None:
    """Add the quotation of a run to those found, and empty the run.

    A single mark that nothing closes is none, unless the paragraph after opened with one as well.
    """
    if run[-1][1] or text[run[0][0].span.start] not in _SINGLES:
        found.append(_joined(run))
    run.clear()


def _joined(run: Sequence[tuple[Quotation, bool]]) -> Quotation:
    """Join the paragraphs of one long quotation; once it is closed, nothing about it was guessed."""
    first, (last, closed) = run[0][0], run[-1]
    if len(run) == 1:
        return first
    return Quotation(
        span=Span(first.span.start, last.span.end),
        parts=tuple(part for quotation, _ in run for part in quotation.parts),
        mended=not closed,
        confidence=PAIRED if closed else UNCLOSED,
    )


def _in_paragraph(text: str, span: Span) -> Iterator[tuple[Quotation, bool]]:
    """Yield the quotations of one paragraph, each with whether it was closed there."""
    marks = list(_marks(text, span))
    free = span.start  # where an unopened quotation may start
    index = 0
    while index < len(marks):
        mark = marks[index]
        if mark.role == "close":
            if not mark.single and free == span.start and mark.start > span.start:
                yield _quotation(Span(span.start, mark.end), Span(span.start, mark.start), UNOPENED), True
                free = mark.end
            index += 1
            continue
        closing = _closing(text, marks, index)
        if closing is None:
            if mark.single and mark.start == span.start:
                yield _quotation(span, Span(mark.end, span.end), UNCLOSED), False
                return
            if not mark.single:
                end = _unclosed_end(text, mark, marks, index, span)
                yield _quotation(Span(mark.start, end), Span(mark.end, end), UNCLOSED), False
                index = _first_from(marks, index + 1, end)
                free = end
            else:
                index += 1
            continue
        close = marks[closing]
        if close.start > mark.end:
            yield _quotation(Span(mark.start, close.end), Span(mark.end, close.start), PAIRED), True
        free = close.end
        index = closing + 1


def _quotation(span: Span, inner: Span, confidence: float) -> Quotation:
    return Quotation(span=span, parts=(inner,), mended=confidence < PAIRED, confidence=confidence)


def _marks(text: str, span: Span) -> Iterator[_Mark]:
    """Yield the marks of a paragraph with their role; apostrophes inside words are not marks."""
    for match in _MARK.finditer(text, span.start, span.end):
        start, end = match.span()
        mark = match.group()
        before = text[start - 1] if start > span.start else ""
        after = text[end] if end < span.end else ""
        single = mark in _SINGLES
        role = _single_role(text, start, mark, before, after) if single else _double_role(mark, before, after)
        if role is not None:
            yield _Mark(start, end, role, single)


def _double_role(mark: str, before: str, after: str) -> Role:
    if mark in _OPENERS:
        # A German closing mark looks like an English opening one; it follows a word and precedes none.
        return "close" if before and not before.isspace() and before.isalnum() and not after.isalnum() else "open"
    if mark in _CLOSERS:
        return "close"
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    closes = not after or after.isspace() or not after.isalnum()
    if opens and not (closes and after.isspace()):
        return "open"
    if opens:
        return "either"  # blanks on both sides, as tokenised text has them
    return "close" if closes else "either"


def _single_role(text: str, start: int, mark: str, before: str, after: str) -> Role | None:
    opens = not before or before.isspace() or before in _BEFORE_OPENING
    if opens and mark != "’":
        if after.isspace() or not after or _DECADE_OR_CLIPPED.match(text, start):
            return None
        return "open"
    if mark == "‘" or after.isalnum():
        return None
    return None if opens else "close"


def _closing(text: str, marks: Sequence[_Mark], opening: int) -> int | None:
    """Return the index of the mark that closes ``marks[opening]``, None when the paragraph has none."""
    if marks[opening].single:
        return _closing_single(text, marks, opening)
    depth = 0
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        if mark.start - marks[opening].start > LONGEST:
            return None
        if mark.single:
            continue
        if mark.role != "open":
            if depth == 0:
                return index
            depth -= 1
        elif text[mark.start] == '"':
            return None
        else:  # one within another; if they do not all close, the first was never closed
            depth += 1
    return None


def _closing_single(text: str, marks: Sequence[_Mark], opening: int) -> int | None:
    """Prefer a closing mark after punctuation: a bare ’ before a blank may be a plural's apostrophe."""
    bare = None
    for index in range(opening + 1, len(marks)):
        mark = marks[index]
        if mark.start - marks[opening].start > LONGEST:
            break
        if not mark.single:
            if mark.role == "open" and bare is not None:
                break
            continue
        if mark.role == "open":
            break
        before = text[mark.start - 1]
        if before in _SENTENCE_STOP:
            return index
        if bare is None or (text[marks[bare].start - 1] == "s" and before != "s"):
            bare = index
    return bare


def _unclosed_end(text: str, mark: _Mark, marks: Sequence[_Mark], index: int, span: Span) -> int:
    """Return where a quotation without a closing mark ends: before its attribution, or as late as it can."""
    opened = (marks[i].start for i in range(index + 1, len(marks)) if not marks[i].single and marks[i].role == "open")
    limit = next(opened, span.end)
    attribution = _UNCLOSED_BEFORE.search(text, mark.end, limit)
    end = attribution.start() if attribution else limit
    while end > mark.end and text[end - 1].isspace():
        end -= 1
    return end


def _first_from(marks: Sequence[_Mark], index: int, place: int) -> int:
    while index < len(marks) and marks[index].start < place:
        index += 1
    return index
