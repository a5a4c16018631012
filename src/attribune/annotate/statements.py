"""Statements: the reports of all units put together, with continuations, carriers, occasions and ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from attribune.annotate.clauses import Range
from attribune.annotate.combining import read_unit
from attribune.annotate.occasions import venue
from attribune.annotate.reports import CARRYING, SIGNED, Report, signature
from attribune.annotate.tokens import QUOTED, Token, Unit, units
from attribune.ids import identify
from attribune.model import Paragraph, Quotation, Span, Statement, StatementKind, TimeExpression

if TYPE_CHECKING:
    from attribune.annotate.network.links import Links

CONTINUED = 0.75  # a quotation without a cue that goes on from the statement before
ALONE = 0.5  # a quotation that nothing is said about
FEWEST_WORDS_ALONE = 4  # a shorter quotation without a cue is a name, a title or a scare quote

# An inner report must be this sure for what stands around it to be its carrier.
LEAST_CARRIED = 0.85


@dataclass(slots=True)
class _Draft:
    """A statement in the making."""

    unit: int
    paragraph: int
    parts: list[Span]
    quoted: list[bool]  # for each part, whether it is one quotation and nothing else
    mixed: bool
    source: Span | None
    cue: Span | None
    confidence: float
    tokens: list[Token] = field(repr=False)
    carrier: Span | None = None
    closed: bool = False  # signed: what follows is somebody else's


def statements(
    text: str,
    *,
    article: str,
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
    links: Links | None = None,
) -> tuple[Statement, ...]:
    """Return what the article attributes, in the order of the text; sources are spans, not yet actors.

    ``links`` is what the network says of the article; without them, rules alone decide.

    Quotations that attribute nothing (scare quotes, titles) give no statement. A quotation without a cue that
    goes on from the one before belongs to its statement.
    """
    drafts: list[_Draft] = []
    announced: _Draft | None = None  # "She went on:" at the end of the unit before
    for index, unit in enumerate(units(text, paragraphs=paragraphs, sentences=sentences, quotations=quotations)):
        found = [_draft(index, unit, report) for report in _with_carriers(unit, read_unit(unit, links))]
        drafts.extend(draft for draft in found if draft.parts)
        if not found:
            _go_on(drafts, index, unit, announced)
        announced = next((draft for draft in found if not draft.parts), None)
    unique = {tuple(draft.parts): draft for draft in reversed(drafts)}
    finished = (_finished(text, article, draft, quotations, times) for draft in unique.values())
    return tuple(sorted(finished, key=lambda statement: (statement.content, statement.id)))


def _with_carriers(unit: Unit, found: list[Report]) -> list[tuple[Report, Range | None]]:
    """Pair each report with its carrier's source, and leave out the carriers' own reports."""
    carriers = [r for r in found if unit.tokens[r.cue.end - 1].lower in CARRYING or _is_according(unit, r)]
    carried: dict[int, Range] = {}
    dropped = set()
    for carrier in carriers:
        inner = [i for i, r in enumerate(found) if r is not carrier and r not in carriers and _within(r, carrier)]
        for index in inner:
            if carrier.source is not None:
                carried[index] = carrier.source
            dropped.add(carrier)
    return [(report, carried.get(i)) for i, report in enumerate(found) if report not in dropped]


def _is_according(unit: Unit, report: Report) -> bool:
    return unit.tokens[report.cue.start].lower == "according"


def _within(inner: Report, carrier: Report) -> bool:
    """Whether a report says what its carrier passes on: the same quotation, or a clause with its own cue."""
    return inner.confidence >= LEAST_CARRIED and any(
        part.start < own.end and own.start < part.end and inner.cue.start < part.end and inner.source is not None
        for part in carrier.contents
        for own in (*inner.contents, inner.cue)
    )


def _draft(index: int, unit: Unit, pair: tuple[Report, Range | None]) -> _Draft:
    report, carrier = pair
    tokens = unit.tokens
    contents = [part for part in report.contents if part.end > part.start]
    return _Draft(
        unit=index,
        paragraph=unit.paragraph,
        parts=[_span(tokens, part) for part in contents],
        quoted=[part.end - part.start == 1 and tokens[part.start].lower == QUOTED for part in contents],
        mixed=any(token.lower == QUOTED for part in contents for token in tokens[part.start : part.end]),
        source=_span(tokens, report.source) if report.source else None,
        cue=_span(tokens, report.cue),
        confidence=report.confidence,
        tokens=tokens,
        carrier=_span(tokens, carrier) if carrier else None,
    )


def _span(tokens: Sequence[Token], place: Range) -> Span:
    return Span(tokens[place.start].start, tokens[place.end - 1].end)


def _go_on(drafts: list[_Draft], index: int, unit: Unit, announced: _Draft | None) -> None:
    """Give a unit that is nothing but quotation to who announced it or went before, or let it stand alone."""
    last = drafts[-1] if drafts else None
    signed = signature(unit.tokens)
    if signed is not None and last is not None and last.unit == index - 1 and last.source is None:
        last.source, last.cue = _span(unit.tokens, signed), _span(unit.tokens, Range(0, 1))
        last.confidence, last.unit = SIGNED, index
        last.closed = True
        return
    words = [token for token in unit.tokens if token.lower == QUOTED or token.text[0].isalnum()]
    if not words or any(token.lower != QUOTED for token in words):
        return
    parts = [Span(token.start, token.end) for token in words]
    if announced is not None:
        quoted = [True] * len(parts)
        drafts.append(replace(announced, unit=index, paragraph=unit.paragraph, parts=parts, quoted=quoted, mixed=True))
        return
    adjacent = last is not None and last.unit == index - 1 and unit.paragraph - last.paragraph <= 1
    if last is not None and adjacent and last.quoted[-1] and not last.closed:
        last.parts.extend(parts)
        last.quoted.extend(True for _ in parts)
        last.unit, last.paragraph = index, unit.paragraph
        return
    known = last is not None and adjacent and unit.paragraph == last.paragraph and last.source is not None
    if not known and sum(len(token.text.split()) for token in words) < FEWEST_WORDS_ALONE:
        return
    drafts.append(
        _Draft(
            unit=index,
            paragraph=unit.paragraph,
            parts=parts,
            quoted=[True] * len(parts),
            mixed=True,
            source=last.source if known and last is not None else None,
            cue=None,
            confidence=CONTINUED if known else ALONE,
            tokens=unit.tokens,
        )
    )


def _finished(
    text: str,
    article: str,
    draft: _Draft,
    quotations: Sequence[Quotation],
    times: Sequence[TimeExpression],
) -> Statement:
    content = tuple(sorted(draft.parts))
    kind: StatementKind = "indirect"
    if draft.mixed:
        kind = "direct" if all(draft.quoted) else "mixed"
    mended = _worst_quotation(content, quotations)
    return Statement(
        id=identify("statement", article, *content),
        article=article,
        kind=kind,
        content=content,
        source=draft.source,
        cue=draft.cue,
        confidence=round(min(draft.confidence, mended), 3),
        venue=venue(text, draft.tokens, cue=draft.cue, source=draft.source, content=content),
        said_on=_said_on(draft, content, times),
        carrier=draft.carrier,
    )


def _worst_quotation(content: Sequence[Span], quotations: Iterable[Quotation]) -> float:
    return min((q.confidence for q in quotations for c in content if c.start <= q.span.start < c.end), default=1.0)


def _said_on(draft: _Draft, content: Sequence[Span], times: Iterable[TimeExpression]) -> TimeExpression | None:
    """The time that stands with the cue, outside the content: "said on Monday", "On Monday Lee said"."""
    if draft.cue is None:
        return None
    cue, start, end = draft.cue, draft.tokens[0].start, draft.tokens[-1].end
    near = [
        time
        for time in times
        if start <= time.span.start < end
        and time.value is not None
        and not any(part.start <= time.span.start < part.end for part in content)
    ]
    return min(near, key=lambda time: abs(time.span.start - cue.end), default=None)
