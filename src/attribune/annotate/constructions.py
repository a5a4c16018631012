"""Attributions without a reporting verb: "according to", a colon, a signature, a speaker's label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attribune.annotate import clauses
from attribune.annotate.contents import without_tail
from attribune.annotate.cues import BE, SIGNING, STOPS, TELLING
from attribune.annotate.finding import Cue
from attribune.annotate.lexicon import OUTLETS
from attribune.annotate.phrases import Range
from attribune.annotate.subjects import first_subject, is_person
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import QUOTED

ACCORDING = 0.92
ANNOUNCED = 0.7  # a quotation after a colon, where no verb claims it
SIGNED = 0.8  # a quotation with a name after a dash
_LEADING = frozenset(("according", "per", "in"))
_OPENING = frozenset({":", ";", "and", "but", "because", "that", "if", "while"})
# Verbs whose object, not whose subject, feels something and speaks of it (Levin 1993, "amuse" verbs)
_MOVING = frozenset(
    "alarmed amused angered annoyed appalled astonished baffled cheered delighted disappointed disturbed dismayed "
    "embarrassed encouraged enraged excited frightened frustrated horrified impressed incensed infuriated irritated "
    "offended outraged pleased puzzled reassured relieved saddened shocked stunned surprised thrilled troubled "
    "unsettled upset worried".split()
)
_WHOM = frozenset("me us him her them".split())
_RELATIVES = frozenset(("who", "which", "whose"))
_DATELINE_REACH = 14  # tokens
_LEAST_PLACE = 3  # code points


class Report(NamedTuple):
    """One attribution in a unit, as ranges of its tokens; ``source`` is None where the unit names none."""

    cue: Range
    source: Range | None
    contents: tuple[Range, ...]
    confidence: float
    carrier: Range | None = None  # who passes it on


def according(tokens: Sequence[Token]) -> Iterator[Report]:
    """``According to Ann Lee, ...``, ``..., according to Ann Lee`` and ``In the words of Ann Lee, ...``."""
    for place in [place for place, token in enumerate(tokens[:-2]) if token.lower in _LEADING]:
        cue = _cue_at(tokens, place)
        if cue is None:
            continue
        leads = place <= 2 or tokens[place - 1].lower in _OPENING
        source = clauses.subject_after(tokens, cue.end, leads=leads)
        if source is None or _names_nobody(tokens, source):
            continue
        if leads:
            source = source._replace(end=_past_description(tokens, source.end))
        contents = _around(tokens, place, _past_relative(tokens, source.end) if leads else source.end, leads=leads)
        if contents:
            yield Report(cue, source, contents, ACCORDING)


def _cue_at(tokens: Sequence[Token], place: int) -> Range | None:
    lower = tokens[place].lower
    if lower == "according" and tokens[place + 1].lower == "to":
        return Range(place, place + 2)
    if lower == "per" and place and tokens[place - 1].word_class in ',"' and tokens[place + 1].word_class in "dN":
        return Range(place, place + 1)
    words = [token.lower for token in tokens[place : place + 4]]
    if lower == "in" and words[1:2] == ["the"] and words[3:] == ["of"] and words[2] in TELLING:
        return Range(place, place + 4)
    return None


def _past_description(tokens: Sequence[Token], end: int) -> int:
    """Past ``, a lawyer who speaks for the board,``."""
    words = [token.lower for token in tokens[end : end + 2]]
    if words[:1] != [","] or words[1:] not in (["a"], ["an"]):
        return end
    close = _next_comma(tokens, end)
    return close if any(token.lower in _RELATIVES for token in tokens[end:close]) else end


def _past_relative(tokens: Sequence[Token], end: int) -> int:
    """Past ``, who speaks for the board,``."""
    if end + 1 < len(tokens) and tokens[end].lower == "," and tokens[end + 1].lower in _RELATIVES:
        return _next_comma(tokens, end)
    return end


def _next_comma(tokens: Sequence[Token], place: int) -> int:
    """Return where the next comma behind a token stands, the token itself if none does."""
    return next((i for i in range(place + 1, len(tokens)) if tokens[i].lower == ","), place)


def _names_nobody(tokens: Sequence[Token], source: Range) -> bool:
    """``according to plan``: a bare noun is no speaker."""
    return source.end - source.start == 1 and tokens[source.start].word_class in "nb"


def _around(tokens: Sequence[Token], place: int, end: int, *, leads: bool) -> tuple[Range, ...]:
    if not leads:
        start = after_dateline(tokens)
        first = Range(start, without_tail(tokens, start, place))
        if first.end <= start:
            return ()
        rest = Range(end + 1, without_tail(tokens, min(end + 1, len(tokens)), len(tokens)))
        cut = rest.end > rest.start and tokens[end].lower == "," and not clauses.has_verb(tokens, first)
        return (first, rest) if cut else (first,)  # "The plan, according to Lee, is dead"
    start = end
    while start < len(tokens) and tokens[start].lower in STOPS:
        start += 1
    stop = without_tail(tokens, start, len(tokens))
    long = stop - start > 2 or any(token.lower == QUOTED for token in tokens[start:stop])
    return (Range(start, stop),) if long else ()


def after_dateline(tokens: Sequence[Token]) -> int:
    """Where the first clause begins: behind ``SKELL (Harbour Wire) -`` or ``Skell (CNN)`` if the unit opens so."""
    if not tokens:
        return 0
    if not tokens[0].text.isupper() or len(tokens[0].text) < _LEAST_PLACE:
        return _behind_outlet(tokens)
    for index in range(1, min(len(tokens), _DATELINE_REACH)):
        if tokens[index].word_class == "-":
            return index + 1
        if tokens[index].word_class in "vzpm":
            break
    return _behind_outlet(tokens)


def _behind_outlet(tokens: Sequence[Token]) -> int:
    """Where the first clause begins behind a place and an outlet in brackets, 0 where there are none."""
    far = tokens[:_DATELINE_REACH]
    opening = next((i for i, token in enumerate(far) if token.lower == "("), len(far))
    closing = next((i for i, token in enumerate(far) if token.lower == ")"), 0)
    named = " ".join(token.text for token in tokens[opening + 1 : closing]) in OUTLETS
    placed = all(token.word_class == "N" or token.lower == "," for token in tokens[:opening])
    if not (named and placed):
        return 0
    dash = closing + 1 < len(tokens) and tokens[closing + 1].word_class == "-"
    return closing + 1 + dash


def announced(tokens: Sequence[Token], claimed: frozenset[int], cues: Sequence[Cue]) -> Iterator[Report]:
    """``The mayor was blunt: "..."`` where no verb claims the quotation; ``cues`` are those without a report."""
    for place in range(1, len(tokens) - 1):
        if tokens[place].lower != ":" or tokens[place + 1].lower != QUOTED or place + 1 in claimed:
            continue
        content = (Range(place + 1, place + 2),)
        cue = next((cue for cue in reversed(cues) if cue.place < place and cue.subject is not None), None)
        if cue is not None:
            yield Report(Range(*cue.group), cue.subject, content, max(ANNOUNCED, cue.rate))
        else:
            yield Report(Range(place, place + 1), first_subject(tokens, place), content, ANNOUNCED)


def felt(tokens: Sequence[Token], report: Report) -> Report:
    """Give a report to who felt something: in "The ruling angered | Lee |: ..." she speaks, not the ruling."""
    colon = tokens[report.cue.start].lower == ":"
    place = next((i for i in range(*(Range(0, report.cue.start) if colon else report.cue)) if _moves(tokens, i)), None)
    if place is None:
        return report
    whom = _whom(tokens, place + 1)
    if whom is None or (whom.end < len(tokens) and tokens[whom.end].lower not in (":", ",", ".", QUOTED)):
        return report
    contents = tuple(part for part in report.contents if part.start != whom.start)
    return report._replace(cue=Range(place, place + 1), source=whom, contents=contents)


def _moves(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb says what something, not somebody, made somebody feel."""
    if tokens[place].lower not in _MOVING or tokens[place].word_class not in "ve" or place + 1 >= len(tokens):
        return False
    group = clauses.verb_group(tokens, place)
    subject = clauses.subject_before(tokens, group.start)
    if subject is None or any(token.lower in BE for token in tokens[group.start : place]):
        return False
    head = next((i for i in range(*subject) if i > subject.start and tokens[i].word_class == "i"), subject.end) - 1
    return not is_person(tokens[head])


def _whom(tokens: Sequence[Token], start: int) -> Range | None:
    """The noun phrase or object pronoun at ``start``."""
    return Range(start, start + 1) if tokens[start].lower in _WHOM else clauses.subject_after(tokens, start)


def signed(tokens: Sequence[Token]) -> Iterator[Report]:
    """``"..." - Ann Lee``: a quotation signed with a name."""
    if len(tokens) < 3 or tokens[0].lower != QUOTED:
        return
    source = signature(tokens[1:])
    if source is not None:
        yield Report(Range(1, 2), Range(2, source.end + 1), (Range(0, 1),), SIGNED)


def signature(tokens: Sequence[Token]) -> Range | None:
    """Return the name that a dash and nothing else introduces: how a quotation is signed."""
    if len(tokens) < 2 or tokens[0].lower not in SIGNING or not tokens[1].text[0].isupper():
        return None
    source = clauses.subject_after(tokens, 1)
    return source if source is not None and source.end >= len(tokens) - 4 else None
