"""Rules and network together: one list of reports a unit, with calibrated confidences.

The network finds most cues and tells their parts; the rules find nearly every quotation and mend its marks. Where
both see a cue, the network's reading stands; what only the rules see is kept if it claims a quotation that nobody
else does, or if they are sure. Confidences are logistic regressions (Platt 1999) fitted on held-out articles by
``training/calibrate.py``: the share of reports with that confidence that are right, source included.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from attribune.annotate import clauses
from attribune.annotate.bounds import bounded
from attribune.annotate.carriers import says_it_all, with_carriers
from attribune.annotate.constructions import felt
from attribune.annotate.cues import BE, PRONOUNS
from attribune.annotate.occasions import OCCASIONS
from attribune.annotate.phrases import Range
from attribune.annotate.reports import ACCORDING, Report, passes_on, reports
from attribune.annotate.subjects import NEGATIONS, first_subject
from attribune.annotate.tokens import QUOTED, Token, Unit
from attribune.annotate.whole_sources import whole
from attribune.annotate.word_classes import FINITE

if TYPE_CHECKING:
    from attribune.annotate.network.links import Links

LEAST = 0.2  # a report less likely to be right is not worth a look: four of five are wrong
SURE = 0.9  # confidence at which a rule's report needs no second voice
FAIR = 0.5  # ... and at which it may tell a source where the network sees none
_AT = frozenset(("in", "at", "during", "on"))
_BEHIND = "pm,"  # what ends a noun phrase
# what these verbs have for an object is never who speaks
_TELLING = frozenset(
    "tell tells telling told remind reminds reminding reminded inform informs informing informed assure assures "
    "assuring assured convince convinces convincing convinced persuade persuades persuading persuaded".split()
)
_CONTROLLED = frozenset("after before by despite when while without".split())  # before a participle
_NO_MATTER = ("question", "doubt", "denying")  # "there is no question that"
_THERE = ("there", "there's")
_CAPITALISED = 0.6  # of the words of a sentence, from where on capitals say nothing
UNCONFIRMED = 0.6  # how often a sure report of the rules is right that the network does not see, on PolNeAR dev


def read_unit(unit: Unit, links: Links | None) -> list[Report]:
    """Return the reports of one unit, in the order of their cues: by rules alone where there are no links."""
    ruled = [_with_speaker(unit.tokens, felt(unit.tokens, report)) for report in reports(unit)]
    if links is None:
        return _finished(unit.tokens, with_carriers(unit.tokens, ruled, ()))
    told = [
        _controlled(unit.tokens, _with_speaker(unit.tokens, _sourced(unit.tokens, report, ruled)))._replace(
            confidence=confidence(evidence)
        )
        for report, evidence in by_network(unit, links, ruled)
        if not _is_name(unit.tokens, report)
    ]
    found = [_borne_out(unit.tokens, report, ruled, told) for report in told if report.confidence >= LEAST]
    found.extend(_only_by_rules(unit.tokens, ruled, found))
    told = sorted((felt(unit.tokens, one) for one in _without_echoes(unit.tokens, found)), key=lambda one: one.cue)
    return _finished(unit.tokens, with_carriers(unit.tokens, told, ruled))


def _finished(tokens: Sequence[Token], found: Sequence[Report]) -> list[Report]:
    """Return the reports with whole sources and contents, without what is but a manner of speaking."""
    return [
        _with_negation(tokens, bounded(tokens, whole(tokens, report)))
        for report in found
        if not _is_idiom(tokens, report) and not _is_denied(tokens, report)
    ]


def _is_idiom(tokens: Sequence[Token], report: Report) -> bool:
    """Whether nobody is said to say it: "That said,", "All told,", "it is safe to say", "one would think"."""
    verb = report.cue.end - 1
    source = [token.lower for token in tokens[slice(*report.source)]] if report.source else []
    if source == ["that"]:
        return tokens[verb].lower == "said" and report.cue.end < len(tokens)
    if tokens[verb].lower == "telling" and any(token.lower in BE for token in tokens[slice(*report.cue)]):
        return not source or source == ["it"]  # "it is telling that"
    if tokens[verb].lower in _NO_MATTER and verb > 1 and tokens[verb - 1].lower == "no":
        return any(token.lower in _THERE for token in tokens[max(0, verb - 4) : verb - 1])
    if source == ["all"]:
        return tokens[verb].lower == "told" and verb + 1 < len(tokens) and tokens[verb + 1].lower == ","
    if source == ["one"]:
        return any(token.lower == "would" for token in tokens[slice(*report.cue)])
    nobody = not source or source[0].partition("'")[0] in ("it", "what")
    return nobody and verb > 1 and tokens[verb - 1].lower == "to" and tokens[verb - 2].word_class == "a"


def _is_denied(tokens: Sequence[Token], report: Report) -> bool:
    """Whether the author denies what somebody says: "It was not the first | as Lee claims", no comma before "as"."""
    source = report.source
    if source is None or source.start < 1 or source.end > report.cue.start or tokens[source.start - 1].lower != "as":
        return False
    before = [part for part in report.contents if part.end in (source.start, source.start - 1)]
    return any(token.lower in NEGATIONS for part in before for token in tokens[slice(*part)])


def _with_negation(tokens: Sequence[Token], report: Report) -> Report:
    """Take the "not" right before what was said into it: in "pleaded | not guilty" guilty is not what was said."""
    contents = tuple(part._replace(start=_before_negation(tokens, report, part.start)) for part in report.contents)
    return report if contents == report.contents else report._replace(contents=contents)


def _before_negation(tokens: Sequence[Token], report: Report, start: int) -> int:
    taken = start < 1 or tokens[start - 1].lower not in ("not", "never")
    return start if taken or report.cue.start <= start - 1 < report.cue.end else start - 1


def by_network(unit: Unit, links: Links, ruled: Sequence[Report]) -> Iterator[tuple[Report, dict[str, float]]]:
    """Yield the network's reports of a unit with the evidence, by name, that their confidence is told from."""
    from attribune.annotate.network.decoding import decode

    for report, features in decode(unit.tokens, links.heads(unit.tokens)):
        yield _by_verb(unit.tokens, report, ruled), {**features._asdict(), **_agreement(report, ruled)}


def _is_name(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a cue is a name that looks like one: "by Omar bin Said, who", where other words have no capital."""
    cue = tokens[report.cue.start]
    before = tokens[report.cue.start - 1].text if report.cue.start else ""
    if not cue.text[0].isupper() or cue.text.isupper() or not before[:1].isalpha():
        return False
    letters = [token.text[0] for token in tokens if token.text[0].isalpha()]
    return sum(letter.isupper() for letter in letters) < _CAPITALISED * len(letters)


def _by_verb(tokens: Sequence[Token], report: Report, ruled: Sequence[Report]) -> Report:
    """Give a speaker whom the network links to "according to" the own verb: "Lee said it stays, according to Skell".

    Where there is none, whom "according to" names is who speaks: in "Lee is a liar, according to Skell" Lee does not.
    """
    source = report.source
    if source is None or source.start > report.cue.start or tokens[report.cue.start].lower != "according":
        return report
    own = (r for r in ruled if r.source == source and r.confidence > SURE and _touches(r, report))
    verb = next(own, None)
    if verb is not None:
        return report._replace(cue=verb.cue, contents=verb.contents)
    named = next((r for r in ruled if r.cue.start == report.cue.start), None)
    return report if named is None else report._replace(source=named.source, contents=named.contents)


def _agreement(report: Report, ruled: Sequence[Report]) -> dict[str, float]:
    """How far the rules say the same: of the same cue, of the same source, with the same contents."""
    same = next((other for other in ruled if other.cue.end == report.cue.end), None)
    return {
        "rate": same.confidence if same is not None else 0.0,
        "same_source": float(same is not None and same.source == report.source),
        "same_contents": float(same is not None and same.contents == report.contents),
    }


def _sourced(tokens: Sequence[Token], report: Report, ruled: Sequence[Report]) -> Report:
    """Give a report whose source is not seen, is but the last of several or was told, that which the rules see."""
    joined = report.cue.start > 0 and tokens[report.cue.start - 1].lower in clauses.COORDINATORS
    least = SURE if report.source is not None or joined else FAIR
    same = [r for r in ruled if r.cue.end == report.cue.end and r.source is not None and r.confidence > least]
    told = _was_told(tokens, report)
    if not same:
        return report._replace(source=None) if told else report
    source = report.source
    seen = source is not None and not _is_last_of(tokens, source, same[0].source)
    return report if seen and not told else report._replace(source=same[0].source)


def _controlled(tokens: Sequence[Token], report: Report) -> Report:
    """Give a participle behind a preposition the subject of its clause: "Lee signed it | despite calling | it bad"."""
    verb = report.cue.end - 1
    if report.source is not None or tokens[verb].word_class != "g" or report.cue.start < 1:
        return report
    before = report.cue.start - 1
    if tokens[before].lower not in _CONTROLLED:
        return report
    if any(tokens[at].word_class in FINITE for at in range(before)):
        return report._replace(source=clauses.main_subject(tokens, before, within=True))
    return report._replace(source=clauses.main_subject_after(tokens, verb))


def _was_told(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a source is whom somebody told: "He told | Harbour Radio", but "as was told by Lee"."""
    telling = tokens[report.cue.end - 1].lower in _TELLING
    return telling and report.source is not None and report.source.start == report.cue.end


def _with_speaker(tokens: Sequence[Token], report: Report) -> Report:
    """Give a report whose source is where something was said who stands before that: "Lee, in | an interview, said"."""
    source = report.source
    if source is None or source.end > report.cue.start or source.start < 1 or tokens[source.start - 1].lower not in _AT:
        return report
    nouns = itertools.takewhile(lambda token: token.word_class not in _BEHIND, tokens[slice(*source)])
    if not any(token.lower in OCCASIONS for token in nouns):
        return report
    comma = source.start - 2
    if comma > 0 and tokens[comma].lower == "and":
        return report._replace(source=first_subject(tokens, comma))  # "Lee said no | and in a letter | said so"
    beside = comma > 0 and tokens[comma].lower == ","
    return report._replace(source=clauses.subject_before(tokens, comma) if beside else None)


def _is_last_of(tokens: Sequence[Token], one: Range, several: Range | None) -> bool:
    """Whether a source is the last name of another one: in "Ann Lee and | Orla Venn"."""
    joined = several is not None and several.start < one.start and several.end == one.end
    return joined and tokens[one.start - 1].lower == "and"


def _borne_out(tokens: Sequence[Token], report: Report, ruled: Sequence[Report], told: Sequence[Report]) -> Report:
    """Trust the rules within what is passed on, where the network has learnt to see the outermost report alone."""
    sure = any(r.cue.end == report.cue.end and r.source == report.source and r.confidence > SURE for r in ruled)
    others = (other for other in (*told, *ruled) if other is not report and passes_on(tokens, other))
    passed_on = any(_touches(report, other) and says_it_all(tokens, report, other) for other in others)
    return report._replace(confidence=max(report.confidence, UNCONFIRMED)) if sure and passed_on else report


def _touches(report: Report, other: Report) -> bool:
    """Whether a report stands within the contents of another."""
    return any(part.start <= report.cue.start < part.end for part in other.contents)


def _without_echoes(tokens: Sequence[Token], found: Sequence[Report]) -> list[Report]:
    """Leave out what stands within another report's content and is said by the same or by nobody named."""
    return [report for report in found if not any(_echoes(tokens, report, other) for other in found)]


def _echoes(tokens: Sequence[Token], report: Report, other: Report) -> bool:
    if report is other or not _touches(report, other):
        return False
    source = report.source
    if source is None or source == other.source:
        return True
    # in "he said, according to the Courier" he is not the Courier
    behind = tokens[other.cue.start].lower in ACCORDING and other.cue.start >= report.cue.end
    return tokens[source.start].lower in PRONOUNS and not behind


def _only_by_rules(tokens: Sequence[Token], ruled: Sequence[Report], found: Sequence[Report]) -> list[Report]:
    claimed = {index for report in found for index in _quotations(tokens, report)}
    cues = {index for report in found for index in range(*report.cue)}
    return [
        report._replace(confidence=min(report.confidence, UNCONFIRMED))
        for report in ruled
        if not cues & set(range(*report.cue))
        and (
            _quotations(tokens, report) - claimed
            or report.confidence > SURE
            or _is_passed_on(tokens, report, found)
            or (passes_on(tokens, report) and _quotations(tokens, report))
        )
    ]


def _is_passed_on(tokens: Sequence[Token], report: Report, found: Sequence[Report]) -> bool:
    """Whether a report stands within what another's source passes on ("Lee said so, Harbour Radio reports")."""
    return report.source is not None and any(_touches(report, other) for other in found if passes_on(tokens, other))


def _quotations(tokens: Sequence[Token], report: Report) -> set[int]:
    return {index for part in report.contents for index in range(*part) if tokens[index].lower == QUOTED}


def confidence(evidence: Mapping[str, float]) -> float:
    """Return how likely a report of the network with this evidence is right, between 0 and 1."""
    weights = _weights()
    total = weights["bias"] + sum(weights[name] * value for name, value in evidence.items())
    return round(1 / (1 + math.exp(-total)), 3)


@cache
def _weights() -> dict[str, float]:
    text = files("attribune.data").joinpath("calibration.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["network"]
    return weights
