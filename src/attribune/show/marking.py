"""Marks in running text: overlapping spans become properly nested elements, and no character is lost.

Spans of statements nest and cross (a quotation inside a longer indirect statement, a source shared by two). One
sweep over their boundaries keeps a stack of open elements; a mark that has to stay open while one below it
closes is closed and opened again, so that one mark may be several elements, all with the same ``data-mark``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from attribune.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a text that is to be seen or linked to."""

    name: str  # the id of its first element; unique in the page
    span: Span
    role: str  # the class: what the style sheet calls it
    element: str = "span"
    note: str = ""  # the id of what explains it


def mark_text(
    text: str,
    span: Span,
    marks: Sequence[Mark],
    *,
    notes: Mapping[int, Markup] | None = None,
    begun: set[str] | None = None,
) -> Markup:
    """Return the text of ``span`` with elements around the marks, everything escaped.

    ``notes`` are put in at the offsets they stand under, after the marks that end there have been closed.
    ``begun`` collects the marks whose first element has been written, for texts marked piece by piece.
    """
    begun = set() if begun is None else begun
    notes = notes or {}
    waiting = sorted(_inside(marks, span), key=lambda m: (m.span.start, -m.span.end, m.name), reverse=True)
    bounds = {span.end, *(p for p in notes if span.start < p <= span.end)}
    bounds.update(min(max(p, span.start), span.end) for mark in waiting for p in mark.span)
    out: list[str] = []
    open_marks: list[Mark] = []
    place = span.start
    for bound in sorted(bounds):
        out.append(escape(text[place:bound]))
        place = bound
        again = _close(open_marks, min(bound, span.end), out, everything=bound == span.end)
        out.append(notes.get(bound, ""))
        while waiting and waiting[-1].span.start <= bound < span.end:
            again.append(waiting.pop())
        _open(open_marks, again, out, begun)
    return Markup("".join(out))


def _inside(marks: Iterable[Mark], span: Span) -> Iterator[Mark]:
    return (m for m in marks if max(m.span.start, span.start) < min(m.span.end, span.end))


def _close(open_marks: list[Mark], bound: int, out: list[str], *, everything: bool) -> list[Mark]:
    """Close what ends at ``bound`` and all above it; return those above that go on."""
    ending = [i for i, mark in enumerate(open_marks) if everything or mark.span.end <= bound]
    if not ending:
        return []
    above = open_marks[ending[0] :]
    del open_marks[ending[0] :]
    out.extend(f"</{mark.element}>" for mark in reversed(above))
    return [] if everything else [mark for mark in above if mark.span.end > bound]


def _open(open_marks: list[Mark], marks: Iterable[Mark], out: list[str], begun: set[str]) -> None:
    for mark in marks:
        first = "" if mark.name in begun else f' id="{escape(mark.name)}"'
        begun.add(mark.name)
        note = f' data-note="{escape(mark.note)}"' if mark.note else ""
        out.append(f'<{mark.element}{first} class="{escape(mark.role)}" data-mark="{escape(mark.name)}"{note}>')
        open_marks.append(mark)


def by_block(blocks: Sequence[Span], marks: Iterable[Mark]) -> list[list[Mark]]:
    """Return for each block (in order, without overlaps) the marks that touch it."""
    starts = [block.start for block in blocks]
    found: list[list[Mark]] = [[] for _ in blocks]
    for mark in marks:
        number = max(bisect_right(starts, mark.span.start) - 1, 0)
        while number < len(blocks) and starts[number] < mark.span.end:
            if blocks[number].end > mark.span.start:
                found[number].append(mark)
            number += 1
    return found


def blocks(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order with every other stretch of the text that is not blank, so that nothing is left out.

    Spans that overlap an earlier one are cut to what is left of them.
    """
    found: list[Span] = []
    place = 0
    for span in [*sorted(spans), Span(len(text), len(text))]:
        if text[place : span.start].strip():
            found.append(_trimmed(text, Span(place, min(span.start, len(text)))))
            place = found[-1].end
        cut = Span(max(span.start, place), min(span.end, len(text)))
        if cut.end > cut.start:
            found.append(cut)
            place = cut.end
    return found


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))
