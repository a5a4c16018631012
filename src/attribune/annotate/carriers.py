"""Carriers: through whom an article has what somebody said ("Lee, Harbour Radio reports, said the ferry stays").

The speaker is the one whose words they are; who passes them on is the carrier, and what the carrier says is that the
speaker said so, which is no statement of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.contents import past_adjuncts
from attribune.annotate.cues import lexicon
from attribune.annotate.phrases import Range, phrase_after, phrase_before
from attribune.annotate.reports import ACCORDING, CARRYING, Report, passes_on
from attribune.annotate.tokens import QUOTED, Token
from attribune.annotate.word_classes import FINITE

LEAST_CARRIED = 0.6  # an inner report must be this sure for what stands around it to be its carrier
_QUOTING = frozenset("quote quotes quoted quoting cite cites cited citing".split())
_INSERTED = CARRYING | {"says", "said"}  # "Lee, the Courier says, told friends"
_AS_REACH = 14  # tokens behind "quoted" within which its "as saying" stands


def with_carriers(tokens: Sequence[Token], found: Sequence[Report], ruled: Sequence[Report]) -> list[Report]:
    """Return the reports of a unit with their carriers, and without the carriers' own reports.

    ``ruled`` are the reports of the rules, which tell the carrier of a cue where those of the network do not.
    """
    quoting = _quoted_as_saying(tokens, [_past_insertion(tokens, report) for report in found], ruled)
    by_rules = {report.cue.end: report for report in _paired(tokens, ruled) if report.carrier is not None}
    return [_with_carrier_of(tokens, report, by_rules.get(report.cue.end)) for report in _paired(tokens, quoting)]


def _with_carrier_of(tokens: Sequence[Token], report: Report, same: Report | None) -> Report:
    """Give a report the carrier that the rules see, unless it is what the report itself is about."""
    if report.carrier is not None or same is None or same.carrier is None or same.source != report.source:
        return report
    inside = any(part.start <= same.carrier.start < part.end for part in report.contents)
    return report if inside or passes_on(tokens, report) else report._replace(carrier=same.carrier)


def _past_insertion(tokens: Sequence[Token], report: Report) -> Report:
    """``Lee, the Courier reports, said``: the subject of "said" stands before what is set between commas."""
    comma = report.cue.start - 1
    source = report.source
    if source is None or comma < 1 or tokens[comma].lower != "," or not _tells(tokens, source, comma):
        return report
    speaker = phrase_before(tokens, source.start - 1)
    finite = tokens[report.cue.end - 1].word_class in FINITE  # not "The ferry stays, the Courier said, citing Lee"
    if speaker is None or speaker.end != source.start - 1 or not finite:
        return report
    return report._replace(source=speaker, carrier=source)


def _tells(tokens: Sequence[Token], source: Range, comma: int) -> bool:
    """Whether a source and a verb of passing on fill what stands between two commas: ", the Courier reports,"."""
    if source.start < 2 or tokens[source.start - 1].lower != "," or source.end >= comma:
        return False
    verb = tokens[source.end]
    carries = verb.lower in _INSERTED and verb.word_class in FINITE
    return carries and past_adjuncts(tokens, source.end + 1) == comma


def _quoted_as_saying(tokens: Sequence[Token], found: list[Report], ruled: Sequence[Report]) -> list[Report]:
    """``The Courier quoted Lee as saying``: Lee's words, and "saying" is no further cue."""
    out, taken = [], set()
    for report in found:
        link = _as_saying(tokens, report.cue)
        if link is not None:
            taken.add(link + 1)
            before = [r.contents for r in ruled if r.cue.end == report.cue.end and r.contents[0].end <= r.cue.start]
            out.append(_of_the_quoted(tokens, report._replace(contents=before[0]) if before else report, link))
        else:
            out.append(report)
    return [report for report in out if report.cue.start not in taken]


def _as_saying(tokens: Sequence[Token], cue: Range) -> int | None:
    """The "as" of a cue that goes on with "as saying"."""
    if tokens[cue.end - 1].lower not in _QUOTING:
        return None
    for index in range(cue.end, min(len(tokens) - 1, cue.end + _AS_REACH)):
        if tokens[index].lower == "as":
            verb = tokens[index + 1].lower
            return index if verb.endswith("ing") and verb in lexicon() else None
        if tokens[index].lower == QUOTED or tokens[index].word_class in FINITE:
            return None
    return None


def _of_the_quoted(tokens: Sequence[Token], report: Report, link: int) -> Report:
    cue = report.cue
    if tokens[cue.end - 1].lower.endswith("ed") and clauses.is_passive(tokens, cue):
        speaker = clauses.subject_before(tokens, cue.start)
        carrier = phrase_after(tokens, cue.end + 1) if tokens[cue.end].lower == "by" else None
    else:
        speaker = phrase_after(tokens, cue.end)
        carrier = report.source or clauses.subject_before(tokens, cue.start)
    contents = tuple(part if part.end <= cue.start else _behind(part, link + 2) for part in report.contents)
    contents = tuple(part for part in contents if part.end > part.start)
    return Report(Range(cue.start, cue.end), speaker, contents, report.confidence, carrier)


def _behind(part: Range, start: int) -> Range:
    return Range(max(part.start, start), part.end)


def _paired(tokens: Sequence[Token], found: Sequence[Report]) -> list[Report]:
    """Give each report its carrier's source, and leave out the carriers' own reports that say no more."""
    carriers = [report for report in found if passes_on(tokens, report) and report.carrier is None]
    carried: dict[int, Range] = {}
    dropped: set[Report] = set()
    for carrier in carriers:
        inner = [
            i
            for i, r in enumerate(found)
            if r is not carrier and (r not in carriers or _is_of_another(tokens, r, carrier)) and _within(r, carrier)
        ]
        for index in inner:
            if carrier.source is not None and carrier.source != found[index].source:
                carried[index] = carrier.source
            if says_it_all(tokens, found[index], carrier):
                dropped.add(carrier)
    return [
        report._replace(carrier=carried[i]) if i in carried else report
        for i, report in enumerate(found)
        if report not in dropped
    ]


def _is_of_another(tokens: Sequence[Token], inner: Report, carrier: Report) -> bool:
    """Whether one who may carry is but told of: "it is late, | Lee wrote, | according to the Courier"."""
    own = tokens[inner.cue.start].lower not in ACCORDING and tokens[carrier.cue.start].lower in ACCORDING
    return own and any(part.start <= inner.cue.start < part.end for part in carrier.contents)


def says_it_all(tokens: Sequence[Token], inner: Report, carrier: Report) -> bool:
    """Whether nothing that a carrier passes on has a verb of its own beside a report with its source and cue."""
    parts = (inner.cue, *inner.contents, *((inner.source,) if inner.source else ()))
    said = {index for part in parts for index in range(*part)}
    rest = {index for part in carrier.contents for index in range(*part)} - said
    return not any(tokens[index].word_class in FINITE for index in rest)


def _within(inner: Report, carrier: Report) -> bool:
    """Whether a report says what its carrier passes on: the same quotation, or a clause with its own cue."""
    return inner.confidence >= LEAST_CARRIED and any(
        part.start < own.end and own.start < part.end and inner.cue.start < part.end and inner.source is not None
        for part in carrier.contents
        for own in (*inner.contents, inner.cue)
    )
