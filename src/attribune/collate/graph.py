"""All readings of a saying side by side, word for word: its variant graph, laid out as a table.

A column holds, for each witness, one of its words or none; words of a column stand at the same place of the utterance.
Same words in a column are a shared node of a variant graph (Schmidt and Colomb 2009, "A data structure for representing
multi-version texts online"), and a witness is a path through it. Every word of every witness is in exactly one column,
and the words of a witness are in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from attribune.collate.aligning import align
from attribune.collate.wording import Wording, encode, wording
from attribune.model import Annotation, Saying, Span, Statement

Column = dict[int, int]  # by witness: which of its words


class Token(NamedTuple):
    """One word of a witness with the characters around it; those of all tokens are all of the witness's text."""

    before: str  # of the first word only
    word: str
    after: str
    normal: str
    span: Span

    @property
    def text(self) -> str:
        """Return the word with what stands around it."""
        return f"{self.before}{self.word}{self.after}"


class Witness(NamedTuple):
    """One reading of a saying as a row of tokens."""

    statement: str
    article: str
    tokens: tuple[Token, ...]


def collation(
    saying: Saying, statements: dict[str, Statement], annotations: dict[str, Annotation]
) -> tuple[list[Witness], list[Column]]:
    """Return the witnesses of a saying, the fullest first, and the table in which they stand side by side."""
    rest = [reading.statement for reading in saying.readings if reading.statement != saying.fullest]
    names = [saying.fullest, *rest]
    articles = [annotations[statements[name].article].article for name in names]
    wordings = [wording(statements[name], article, place=0) for name, article in zip(names, articles, strict=True)]
    return [_witness(one) for one in wordings], columns(wordings)


def columns(wordings: Sequence[Wording]) -> list[Column]:
    """Return the table of the wordings, numbered as they come; the first is the one all others stand beside."""
    letters: dict[str, str] = {}
    for one in wordings:
        one.code = encode(one.normals, letters)
    first = wordings[0]
    spine: list[Column] = [{0: word} for word in range(len(first.normals))]
    gaps: list[list[Column]] = [[] for _ in range(len(spine) + 1)]  # before each word of the first, and behind the last
    for number, one in enumerate(wordings[1:], start=1):
        for step in align(one, first):
            paired = min(step.i1 - step.i0, step.j1 - step.j0)
            for k in range(paired):
                spine[step.j0 + k][number] = step.i0 + k
            extra = range(step.i0 + paired, step.i1)
            if extra:
                place = step.j0 + paired
                gaps[place] = _woven(gaps[place], number, extra, wordings)
    rows = zip(gaps, [*spine, None], strict=True)
    return [column for gap, word in rows for column in (*gap, word) if column is not None]


def _woven(there: list[Column], number: int, extra: range, wordings: Sequence[Wording]) -> list[Column]:
    """Return the columns of a gap with the words of one more witness, in columns of their like where order allows."""
    held = "".join(_letter(column, wordings) for column in there)
    ours = wordings[number].code[extra.start : extra.stop]
    woven: list[Column] = []
    for step in LCSseq.opcodes(held, ours):
        if step.tag == "equal":
            pairs = zip(there[step.src_start : step.src_end], extra[step.dest_start : step.dest_end], strict=True)
            woven.extend({**column, number: word} for column, word in pairs)
        else:
            woven.extend(there[step.src_start : step.src_end])
            woven.extend({number: word} for word in extra[step.dest_start : step.dest_end])
    return woven


def _letter(column: Column, wordings: Sequence[Wording]) -> str:
    witness = min(column)
    return wordings[witness].code[column[witness]]


def _witness(one: Wording) -> Witness:
    return Witness(one.statement.id, one.statement.article, tuple(_tokens(one)))


def _tokens(one: Wording) -> Iterator[Token]:
    """Yield the words with all characters of the content up to the next word; one blank joins two spans."""
    text = ""
    marks: list[int] = []  # where each word begins
    edges = [*one.starts, len(one.spans)][1:]
    for (start, end), first, last in zip(one.statement.content, one.starts, edges, strict=True):
        base = len(text) + bool(text)
        text = f"{text} {one.text[start:end]}" if text else one.text[start:end]
        marks.extend(base + a - start for a, _ in one.spans[first:last])
    for at, start, end in zip(range(len(marks)), marks, [*marks, len(text)][1:], strict=True):
        span = Span(*one.spans[at])
        stop = start + span.end - span.start
        yield Token("" if at else text[:start], text[start:stop], text[stop:end], one.normals[at], span)
