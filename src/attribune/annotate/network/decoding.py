"""From the network's scores to reports: grammar says where a part may begin and end, the scores say which one it is.

The content of a cue is the stretch with the greatest sum of log-odds on either side of its verb and source, among
those that begin and end where clauses and objects do (a maximum-sum segment, Bentley 1984). The source is the noun
phrase of the clause rules if the network agrees with it, else the run of tokens that the network picks.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from attribune.annotate import clauses
from attribune.annotate.clauses import COORDINATORS, RELATIVES, Range
from attribune.annotate.constructions import after_dateline
from attribune.annotate.contents import announced_quotation, begins_clause, past_adjuncts
from attribune.annotate.cues import ADDRESSING, PRONOUNS, STOPS
from attribune.annotate.finding import ends_clause, with_particle
from attribune.annotate.network.links import Head
from attribune.annotate.phrases import DAYS, PREPOSITIONAL, TEMPORALS, ends_with_comma, phrase_before
from attribune.annotate.reports import Report, passes_on
from attribune.annotate.subjects import first_subject, is_person, subject_of
from attribune.annotate.tokens import QUOTED, Token
from attribune.annotate.word_classes import FINITE

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAN = 0.5  # log-odds added to every token of a content: the network is shy of the ends of long ones
LEAST_PART = 0.5  # the sum of log-odds that a content must reach
LEAST_FURTHER_PART = 1.5  # the same, for a second part
QUOTED_WEIGHT = 3.0  # a quotation is one token but many words
OWN = 0.1  # the same for a verb's own subject, which needs hardly any agreement
AGREED = 0.12  # mean likelihood at which the network agrees with a noun phrase
PICKED, GROWN = 0.15, 0.12  # likelihoods of a source's surest token, and of those around it

_BARRED = -50.0  # log-odds of a token that cannot be content
_OPENERS = COORDINATORS | frozenset("that to of whether how why what if".split())
_CLOSERS = COORDINATORS | frozenset("after while during when because as before despite in at on for by with".split())
_DENYING = frozenset("despite matter to".split())  # "no matter what", "contrary to what"
_LINKING = frozenset("ich&")  # classes of words that only join a source to its clause: "by the mayor"
_GOING_ON = COORDINATORS | {"that"}
_LEADING = STOPS | {"including"}  # no source begins with these
_ASKED = frozenset("asked questioned pressed quizzed".split())
_WHEN = frozenset("when if once while though although".split())
_CLAUSES = frozenset("that whether if how why what when where".split())
_OBJECTS = frozenset("me us you him her them".split())
_TRAILING = STOPS | {":", "and", "but"}
_UNDERGOING = frozenset(
    "face faces faced facing draw draws drew drawn drawing prompt prompts prompted prompting spark sparks "
    "sparked sparking provoke provokes provoked provoking trigger triggers triggered triggering attract "
    "attracts attracted amid despite receive receives received resist resists resisted ignore ignores "
    "ignored defy defies defied".split()
)
_CLOSE = 3  # tokens before a noun among which the verb stands that takes it as its object
_NEAR = 8  # tokens behind the verb at which an object may begin


class Features(NamedTuple):
    """What the confidence of a report is told from: mean log-odds, and whether something is so (0 or 1)."""

    head: float
    content: float
    source: float
    sourced: float
    quoted: float
    direct: float
    pronoun: float
    parts: float


def decode(tokens: Sequence[Token], heads: Sequence[Head]) -> Iterator[tuple[Report, Features]]:
    """Yield the reports of one unit; one without contents announces what the next unit quotes.

    A report's confidence is the likelihood of its cue; ``Features`` tell how sure the whole of it is.
    """
    likely = [head for head in heads if tokens[head.place].lower != QUOTED]
    found = _with_shared_sources(tokens, [(_report(tokens, head), head) for head in likely])
    found = _one_owner(tokens, _told_apart(tokens, found))
    for report, head in found:
        says = (report.contents or tokens[-1].lower == ":") and not _opens_what_is_said(tokens, report)
        if says and not _repeats(report, head, found):
            yield report, _features(tokens, head, report)


def _report(tokens: Sequence[Token], head: Head) -> Report:
    place = _verb_of(tokens, head.place)
    cue = with_particle(tokens, clauses.verb_group(tokens, place))
    source = _source(tokens, cue, place, head)
    contents = () if _is_denied(tokens, cue, source) else _contents(tokens, cue, source, head.content)
    contents = tuple(_past_addressee(tokens, cue, part) for part in contents)
    return Report(Range(*cue), source, contents, head.probability)


def _opens_what_is_said(tokens: Sequence[Token], report: Report) -> bool:
    """Whether a cue only begins what a name with a colon says: in "Venn to Amsel: Ask her" nobody asks."""
    place = report.cue.start
    return place > 0 and tokens[place - 1].lower == ":" and report.source is not None and report.source.end == place - 1


def _verb_of(tokens: Sequence[Token], place: int) -> int:
    """The verb that an adverb stands before: "gladly | agreed"."""
    verb = place + 1
    if tokens[place].word_class == "r" and verb < len(tokens) and tokens[verb].word_class in "vzpbge":
        return verb
    return place


def _is_denied(tokens: Sequence[Token], cue: Range, source: Range | None) -> bool:
    """Whether the author says the contrary: "despite what Lee says, the ferry stays" is not hers."""
    start = source.start if source is not None and source.start < cue.start else cue.start
    before = [token.lower for token in tokens[max(0, start - 2) : start]]
    return len(before) == 2 and before[0] in _DENYING and before[1] == "what"


def _is_asked(tokens: Sequence[Token], cue: Range) -> bool:
    """Whether somebody is asked, not asking: "When asked if it stays, Lee said no"."""
    asked = tokens[cue.end - 1].lower in _ASKED and cue.end - cue.start == 1
    return asked and (cue.start == 0 or tokens[cue.start - 1].lower in _WHEN)


def _past_addressee(tokens: Sequence[Token], cue: Range, part: Range) -> Range:
    """Leave out whom it was said to: "warned | the crews that"."""
    if part.start < cue.end or tokens[cue.end - 1].lower not in ADDRESSING:
        return part
    addressee = clauses.subject_after(tokens, cue.end, leads=True)
    end = addressee.end if addressee else cue.end + (tokens[cue.end].word_class == "o")
    if part.start <= end < part.end - 1 and tokens[end].lower in _CLAUSES and tokens[end].word_class in "chw":
        return Range(end, part.end)
    own = part.start == cue.end and end == part.start + 1 and tokens[part.start].lower in _OBJECTS
    return Range(end, part.end) if own and begins_clause(tokens, end) else part


def _with_shared_sources(tokens: Sequence[Token], read: list[tuple[Report, Head]]) -> list[tuple[Report, Head]]:
    """Give a participle behind an attribution, or behind all that was said, that one's source: "Lee said, citing"."""
    shared = []
    for report, head in read:
        start = report.cue.start
        comma = start > 1 and (tokens[start - 1].lower == "," or ends_with_comma(tokens[start - 1]))
        if comma and tokens[start].word_class == "g" and tokens[start].lower not in PREPOSITIONAL:
            behind = [other.source for other, _ in read if other.source and _closes(tokens, other, start - 1)]
            around = [other.source for other, _ in read if other.source and _ends_at(tokens, other, start)]
            sources = behind[-1:] or around[:1]
            report = report._replace(source=sources[0]) if sources else report
        shared.append((report, head))
    return shared


def _ends_at(tokens: Sequence[Token], report: Report, place: int) -> bool:
    """Whether what a verb before a place reports ends there: "Lee said that the report shows it is late, | citing"."""
    finite = report.cue.end < place and tokens[report.cue.end - 1].word_class in FINITE
    return finite and any(part.end in (place, place - 1) for part in report.contents)


def _closes(tokens: Sequence[Token], report: Report, comma: int) -> bool:
    """Whether an attribution ends at a comma, but for when and where it was made."""
    end = max(report.cue.end, report.source.end if report.source else 0)
    return end <= comma and past_adjuncts(tokens, end) == comma


def _told_apart(tokens: Sequence[Token], read: list[tuple[Report, Head]]) -> list[tuple[Report, Head]]:
    """End a content where its source is said to report something else: "said it stays | and denied the rest"."""
    apart = []
    for index, (report, head) in enumerate(read):
        contents = report.contents
        for other, _ in read[index + 1 :]:
            link = other.cue.start - 1
            same = report.source is not None and other.source == report.source
            if same and other.contents and tokens[link].lower in COORDINATORS:
                contents = tuple(
                    _without_tail(tokens, Range(part.start, link)) if part.start < link < part.end else part
                    for part in contents
                )
        apart.append((report._replace(contents=contents), head))
    return apart


def _one_owner(tokens: Sequence[Token], found: list[tuple[Report, Head]]) -> list[tuple[Report, Head]]:
    """Leave a quotation that stands alone to the cue that claims it most, but for a carrier's."""
    claims: dict[int, list[int]] = {}
    for index, (report, _) in enumerate(found):
        for part in report.contents:
            if part.end - part.start == 1 and tokens[part.start].lower == QUOTED and not passes_on(tokens, report):
                claims.setdefault(part.start, []).append(index)
    for place, claimants in claims.items():
        owner = max(claimants, key=lambda index: (found[index][1].content[place], -index))
        for index in claimants:
            report, head = found[index]
            if index != owner:
                contents = tuple(part for part in report.contents if part != (place, place + 1))
                found[index] = (report._replace(contents=contents), head)
    return found


def _repeats(report: Report, head: Head, found: Sequence[tuple[Report, Head]]) -> bool:
    """Whether a surer cue reports the same of the same source: "recently pitched himself by telling them".

    Both may end it otherwise: "went on to say that".
    """
    return any(
        report.source == other.source
        and (report.contents == other.contents or (report.source is not None and _begin_alike(report, other)))
        and (head.probability, -head.place) < (further.probability, -further.place)
        for other, further in found
    )


def _begin_alike(one: Report, other: Report) -> bool:
    return bool(one.contents and other.contents) and one.contents[0].start == other.contents[0].start


def _features(tokens: Sequence[Token], head: Head, report: Report) -> Features:
    content = [float(head.content[i]) for part in report.contents for i in range(*part)]
    source = [float(head.source[i]) for i in range(*report.source)] if report.source else []
    return Features(
        head=_log_odds(head.probability),
        content=_log_odds(sum(content) / len(content)) if content else 0.0,
        source=_log_odds(sum(source) / len(source)) if source else 0.0,
        sourced=float(bool(source)),
        quoted=float(any(tokens[i].lower == QUOTED for part in report.contents for i in range(*part))),
        direct=float(all(tokens[i].lower in (QUOTED, *STOPS) for part in report.contents for i in range(*part))),
        pronoun=float(report.source is not None and tokens[report.source.start].lower in PRONOUNS),
        parts=float(len(report.contents) > 1),
    )


def _log_odds(likely: float) -> float:
    bounded = min(max(likely, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def _source(tokens: Sequence[Token], cue: Range, place: int, head: Head) -> Range | None:
    found = _claimed(tokens, cue, place, head)
    return _without_time(tokens, found) if found is not None else None


def _without_time(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out when it was said, and what only goes on: "Lee's office earlier this year"."""
    end = source.end
    while end > source.start + 1 and (tokens[end - 1].lower in _GOING_ON or _is_when(tokens[end - 1])):
        end -= 1
    return Range(source.start, end)


def _is_when(token: Token) -> bool:
    return token.lower in TEMPORALS and (token.text.islower() or token.lower.endswith("day"))


def _claimed(tokens: Sequence[Token], cue: Range, place: int, head: Head) -> Range | None:
    if _undergone(tokens, cue) or _is_anonymous(tokens, cue) or _is_asked(tokens, cue):
        return None
    if tokens[place].lower == ":" and _governed(tokens, place):
        first = first_subject(tokens, place)
        return first if first is not None and any(is_person(tokens[i]) for i in range(*first)) else None
    group = clauses.verb_group(tokens, place)
    subject, inherited = subject_of(tokens, group, None)
    if subject is not None and not inherited and head.source[subject.start : subject.end].mean() > OWN:
        return subject
    phrases = [
        subject,
        clauses.subject_before(tokens, group.start),
        clauses.subject_after(tokens, place + 1),
    ]
    agreed = [(head.source[p.start : p.end].mean(), p) for p in phrases if p is not None and p.end > p.start]
    if agreed and max(agreed)[0] > AGREED:
        return max(agreed)[1]
    return _picked(tokens, cue, head.source)


def _undergone(tokens: Sequence[Token], cue: Range) -> bool:
    """Whether a noun that reports is what somebody meets with, not says: "Lee faces calls", "Lee drew criticism"."""
    before = [token.lower for token in tokens[max(0, cue.start - _CLOSE) : cue.start]]
    if before and before[-1] in _UNDERGOING:
        return True  # whatever class "calls" was given
    return tokens[cue.end - 1].word_class in "nNs" and any(word in _UNDERGOING for word in before)


def _is_anonymous(tokens: Sequence[Token], cue: Range) -> bool:
    """Whether "it" stands before a passive verb and its clause: "it is alleged that" names nobody."""
    clause = cue.end < len(tokens) and tokens[cue.end].lower == "that"
    return clause and cue.start > 0 and tokens[cue.start - 1].lower == "it" and clauses.is_passive(tokens, cue)


def _governed(tokens: Sequence[Token], colon: int) -> bool:
    """Whether the last name before a colon is no speaker but a preposition's: "Lee on talks with Skell: ..."."""
    start = colon
    while start > 0 and tokens[start - 1].word_class in "Nnsda":
        start -= 1
    return 1 < start < colon and tokens[start - 1].word_class == "i"


def _picked(tokens: Sequence[Token], cue: Range, likely: NDArray[np.float64]) -> Range | None:
    """The run of tokens around the likeliest source."""
    allowed = [i for i, token in enumerate(tokens) if not cue.start <= i < cue.end and token.lower not in STOPS]
    surest = max(allowed, key=lambda i: likely[i], default=None)
    if surest is None or likely[surest] < PICKED:
        return None
    start = end = surest
    while start > 0 and likely[start - 1] > GROWN and start - 1 not in range(*cue):
        start -= 1
    while end + 1 < len(tokens) and likely[end + 1] > GROWN and end + 1 not in range(*cue):
        end += 1
    while start < end and (tokens[start].lower in _LEADING or tokens[start].word_class in _LINKING):
        start += 1
    while tokens[end].lower in STOPS:
        end -= 1
    return Range(start, end + 1)


def _contents(
    tokens: Sequence[Token], cue: Range, source: Range | None, likely: NDArray[np.float64]
) -> tuple[Range, ...]:
    odds = _odds(tokens, likely)
    odds[: after_dateline(tokens)] = _BARRED
    for barred in (cue, source):
        if barred is not None:
            odds[barred.start : barred.end] = _BARRED
    low = min(cue.start, source.start if source else cue.start)
    high = max(cue.end, source.end if source else cue.end)
    begins, ends = _borders(tokens, cue, source)
    found = []
    for region in (Range(0, low), Range(low, high), Range(high, len(tokens))):
        best = _best(odds, region, begins, ends)
        if best is not None:
            found.append((best[0], _without_tail(tokens, best[1])))
    found = [(value, part) for value, part in found if part.end > part.start and value > LEAST_PART]
    greatest = max((value for value, _ in found), default=0.0)
    parts = tuple(part for value, part in found if value >= min(LEAST_FURTHER_PART, greatest))
    return _with_subject(tokens, low, high, _without_occasion(tokens, high, parts))


def _without_occasion(tokens: Sequence[Token], high: int, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Leave out when it was said, if that comes first: "Over the weekend Lee said that", not "In time, Lee said,"."""
    if len(parts) < 2 or parts[1].start != high:
        return parts
    return parts[1:] if past_adjuncts(tokens, parts[0].start) >= parts[0].end else parts


def _with_subject(tokens: Sequence[Token], low: int, high: int, parts: tuple[Range, ...]) -> tuple[Range, ...]:
    """Take in the subject of what goes on behind an attribution set between commas: "The ferry, Lee says, stays"."""
    set_apart = high < len(tokens) and tokens[low - 1].lower == tokens[high].lower == "," and low > 1
    if len(parts) != 1 or not set_apart or parts[0].start != high + 1:
        return parts
    verb = tokens[parts[0].start]
    subject = phrase_before(tokens, low - 1)
    if subject is None or subject.end != low - 1 or (verb.word_class not in FINITE and verb.lower not in RELATIVES):
        return parts
    return (subject, *parts)


def _odds(tokens: Sequence[Token], likely: NDArray[np.float64]) -> NDArray[np.float64]:
    bounded = np.clip(likely, 1e-3, 1 - 1e-3)
    weights = np.array([QUOTED_WEIGHT if token.lower == QUOTED else 1.0 for token in tokens])
    odds: NDArray[np.float64] = (np.log(bounded / (1 - bounded)) + LEAN) * weights
    return odds


def _borders(tokens: Sequence[Token], cue: Range, source: Range | None) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Where a content may begin (at a token) and end (before a token)."""
    count = len(tokens)
    begins, ends = np.zeros(count, dtype=bool), np.zeros(count + 1, dtype=bool)
    for index, token in enumerate(tokens):
        stop = token.lower in STOPS or token.lower == ":"
        ends[index] |= stop or token.lower in _CLOSERS
        if token.lower == QUOTED:
            begins[index] = True
            ends[index + 1] = not _is_subject(tokens, cue, index)
        if token.lower in _OPENERS or (index and (tokens[index - 1].lower in STOPS or tokens[index - 1].lower == ":")):
            begins[index] = True
    begins[after_dateline(tokens)] = True
    begins[cue.end : cue.end + _NEAR] = True
    begins[cue.end : _past_occasion(tokens, cue.end)] = False
    ends[[cue.start, count]] = True
    if source is not None:
        ends[source.start] = True
        if source.end < count:
            begins[source.end] = True
    begins &= np.array([token.lower not in STOPS and token.lower != ":" for token in tokens])
    return begins, ends


def _is_subject(tokens: Sequence[Token], cue: Range, quoted: int) -> bool:
    """Whether a clause goes on with a quotation for its subject: "said “no harm” will come of it"."""
    verb = quoted + 1
    follows = verb < len(tokens) and tokens[verb].word_class in FINITE and verb not in range(*cue)
    return follows and cue.end <= quoted and not ends_clause(tokens[quoted])


def _past_occasion(tokens: Sequence[Token], end: int) -> int:
    """Where what is said begins behind when, where and how: "put it on Monday in a letter, “...”"; else ``end``."""
    index = past_adjuncts(tokens, end)
    quoted = index + 1 < len(tokens) and tokens[index].lower in (",", ":") and tokens[index + 1].lower == QUOTED
    if quoted:
        return index + 1
    announced = announced_quotation(tokens, end)
    if announced is not None and not any(token.word_class in FINITE for token in tokens[end:announced]):
        return announced
    if end + 1 < len(tokens) and tokens[end].lower in DAYS and begins_clause(tokens, end + 1):
        return end + 1
    return _past_insertion(tokens, end)


def _past_insertion(tokens: Sequence[Token], end: int) -> int:
    """Where the clause begins behind what leads up to it: "said, without proof, that", "said later that"."""
    start = end + (tokens[end : end + 1] != [] and tokens[end].lower == ",")
    opens = start < len(tokens) and tokens[start].word_class in "ir"
    for index in range(start + 1, min(len(tokens), start + _NEAR)) if opens else ():
        if tokens[index].lower == QUOTED or tokens[index].word_class in FINITE:
            break
        closed = tokens[index - 1].lower == "," or tokens[start].word_class == "r"
        if tokens[index].lower == "that" and tokens[index].word_class == "c" and closed:
            return index
    return end


def _best(
    odds: NDArray[np.float64], region: Range, begins: NDArray[np.bool_], ends: NDArray[np.bool_]
) -> tuple[float, Range] | None:
    """The stretch of a region with the greatest sum, the first of equals; in one pass over the region."""
    best: tuple[float, Range] | None = None
    total, start, low = 0.0, -1, 0.0
    for index in range(region.start, region.end):
        if begins[index] and (start < 0 or total < low):
            start, low = index, total
        total += odds[index]
        if start >= 0 and ends[index + 1] and (best is None or total - low > best[0]):
            best = (float(total - low), Range(start, index + 1))
    return best


def _without_tail(tokens: Sequence[Token], part: Range) -> Range:
    end = part.end
    while end > part.start and tokens[end - 1].lower in _TRAILING:
        end -= 1
    return Range(part.start, end)
