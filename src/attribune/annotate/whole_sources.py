"""Whole sources: from the words that a report takes for its source to all that name who says it, and no others.

What stands before ("Ann Lee, | mayor of Orr"), what was glued on ("the ones | the harbour board", "officials | in
recent days") and who is only asked ("Lee was asked whether") are matters of grammar, however sure the network is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.agents import all_of, by_whom, in_place_of, is_acted_on, is_sent_to
from attribune.annotate.cues import BE
from attribune.annotate.joint_sources import with_others
from attribune.annotate.lexicon import LOWER
from attribune.annotate.phrases import HEADS, OWNERS, POINTING, TEMPORALS, WEEKDAYS, Range, phrase_after, phrase_before
from attribune.annotate.reports import Report
from attribune.annotate.subjects import VERBAL
from attribune.annotate.tokens import Token

_OPENING = "hic&"  # classes of "when", "after", "if", "and"
# "for example, refusing to", "they've by and large agreed"
_NOBODY = frozenset(("the", "a", "an", "every", "it's", "example", "instance", "large"))
_SPANS = frozenset("in over on for during at within".split())  # open the time that something took
_TIMES = TEMPORALS | frozenset(
    "days weeks months years hours decades weekend past recent coming the few several".split()
)
_LOOSE = frozenset("i,wc:-h&")  # classes of words that close no noun phrase
_NIGHTS = frozenset("afternoon's evening's morning's night's".split())
_MADE = frozenset("make makes made making".split())
_CLEAR = frozenset("clear plain known sure".split())
_OPEN_HEADS = frozenset("something anything everything nothing".split())
_HEADS = frozenset("ones one way idea words word thing things reason moment kind place time".split())
_COURTESY = frozenset("mr mrs ms".split())
_SEAT = re.compile(r"[DRI]-[A-Z][\w.]*")  # "R-Ohio"
_ALL_OF = frozenset("both all each".split())
_ABOUT = frozenset("over about nearly almost roughly some under".split())
_PARTS = frozenset("half two-thirds a third quarter three-quarters".split())
_HOW_MANY = frozenset("most many some several few".split())
_ASIDE = (("for", "the", "record"), ("on", "condition"), ("on", "background"), ("under", "condition"))
_OBJECTS = frozenset("her him them us me".split())  # "those close to her"
_JUNIOR = ("jr.", "jr", "sr.", "sr")
_CONCEDING = frozenset("although because even given though whereas".split())
_BESIDES = ("also", "too")
_FEW = frozenset("dozen few couple hundred thousand million handful lot bunch series group number".split())
_IT_IS = frozenset(
    "accepted agreed alleged assumed believed claimed considered estimated expected feared hoped known reported "
    "rumored rumoured said thought understood".split()
)


def whole(tokens: Sequence[Token], report: Report) -> Report:
    """Return a report with all the words of its source, none where its source is only asked."""
    source = report.source
    if source is None:
        return report
    agent = by_whom(tokens, report.cue) if source.end <= report.cue.start else None
    if agent is not None:
        return report._replace(source=agent)
    if is_acted_on(tokens, report.cue, source) or _names_nobody(tokens, source) or _is_void(tokens, report):
        return report._replace(source=None)
    source = all_of(tokens, report.cue, source)
    if is_sent_to(tokens, report.cue, source):
        return report._replace(source=None)
    another = in_place_of(tokens, report.cue, source)
    if another is not None:
        return report._replace(source=another)
    mended = _behind_according(tokens, report.cue, _with_seated(tokens, _to_its_noun(tokens, report.cue, source)))
    mended = _without_tail(tokens, _without_head(tokens, mended))
    mended = _with_title(tokens, _described(tokens, _those_before(tokens, mended)))
    if mended.end <= report.cue.start:
        mended = with_others(tokens, _with_name(tokens, mended), report.cue)
    return report if mended == report.source else report._replace(source=mended)


def _is_void(tokens: Sequence[Token], report: Report) -> bool:
    """Whether the source is the "it" of "it is known that", which stands for nobody."""
    assert report.source is not None
    words = [token.lower for token in tokens[slice(*report.cue)]]
    alone = report.source.end - report.source.start == 1 and tokens[report.source.start].lower == "it"
    return alone and not BE.isdisjoint(words) and not _IT_IS.isdisjoint(words)


def _names_nobody(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source is but a word that opens a clause or a phrase: "When", "the"."""
    first = tokens[source.start]
    opens = first.word_class in _OPENING and first.lower != "both"
    opens |= first.word_class == "r" and source.start == 0 and first.lower not in POINTING  # "Again", not "Most"
    return source.end - source.start == 1 and (opens or first.lower in _NOBODY)


def _with_seated(tokens: Sequence[Token], source: Range) -> Range:
    """Take in who sits for a party and a state, or is the junior: "| Lee, | R-Orr", "| Karl Lee, | Jr."."""
    comma, first = source.start - 1, tokens[source.start]
    seated = comma > 0 and tokens[comma].lower == "," and (_SEAT.fullmatch(first.text) or first.lower in _JUNIOR)
    before = phrase_before(tokens, comma) if seated else None
    return source if before is None or before.end != comma else Range(before.start, source.end)


def _to_its_noun(tokens: Sequence[Token], cue: Range, source: Range) -> Range:
    """Take in the noun that a source of one word stands before: "| Russian | media said no but hoped"."""
    if source.end > source.start + 1 or source.end >= cue.start or tokens[source.start].word_class not in "aN":
        return source
    whole = phrase_after(tokens, source.start)
    behind = tokens[source.end]
    if whole is None or not source.end < whole.end <= cue.start or behind.word_class not in "nsN":
        return source
    return source if behind.lower in TEMPORALS else whole


def _behind_according(tokens: Sequence[Token], cue: Range, source: Range) -> Range:
    """Return who stands right behind "according to", whoever else was taken: "According to | Lee, Venn is late"."""
    if tokens[cue.start].lower != "according" or source.start <= cue.end:
        return source
    return clauses.subject_after(tokens, cue.end, leads=True) or source


def _described(tokens: Sequence[Token], source: Range) -> Range:
    """Take in what stands before a noun and belongs to it: "the newly elected | representative", "no | one"."""
    start = source.start
    if start and tokens[start].lower == "one" and tokens[start - 1].lower in ("no", "any"):
        return Range(start - 1, source.end)
    if _is_counted(tokens, start) or _is_of_a_night(tokens, start):
        return Range(start - 1, source.end)
    if source.end == start + 1 and tokens[start].lower in _OBJECTS:
        close = next((i for i in range(start - 1, max(-1, start - 4), -1) if tokens[i].lower == "those"), start)
        return Range(close, source.end)
    if tokens[start].word_class not in "ns":
        return source
    while start and tokens[start - 1].word_class in "aer0":
        start -= 1
    if start and tokens[start - 1].word_class == "d" and tokens[start - 1].lower not in POINTING:
        return Range(start - 1, source.end)
    return source


def _is_of_a_night(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before is the day of "Monday | night's ruling"."""
    return start > 0 and tokens[start].lower in _NIGHTS and tokens[start - 1].lower in WEEKDAYS


def _is_counted(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before says how many there are: "over | half of them", "most | Democrats"."""
    before, first = tokens[start - 1].lower if start else "", tokens[start]
    if before in _ABOUT and (first.word_class == "0" or first.lower in _PARTS):
        return True
    plural = first.word_class == "s" or (first.word_class == "N" and first.lower.endswith("s"))
    return before in _HOW_MANY and plural


def _those_before(tokens: Sequence[Token], source: Range) -> Range:
    """Return whom "both" and the like sums up: "| Lee and Dorn | both said"."""
    if source.end - source.start > 1 or source.start < 3 or tokens[source.start].lower not in _ALL_OF:
        return source
    before = phrase_before(tokens, source.start)
    several = before is not None and any(tokens[i].lower == "and" for i in range(*before))
    return before if before is not None and several and before.end == source.start else source


def _with_title(tokens: Sequence[Token], source: Range) -> Range:
    """Take in the first words of a title of which the last was taken for a name: "Secretary of | State Ann Lee"."""
    of = source.start - 1
    cut = of > 0 and tokens[of].lower == "of" and tokens[source.start].word_class == "N"
    titled = cut and tokens[of - 1].text[0].isupper() and LOWER.get(tokens[of - 1].lower) == "t"
    return Range(of - 1, source.end) if titled and source.end - source.start > 1 else source


def _without_head(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out what a clause without "that" hangs on: "the way | Lee wants it", "something | the board said"."""
    start = source.start
    made = start > 0 and tokens[start - 1].lower in _MADE and tokens[start].lower in _CLEAR  # "made clear | Lee would"
    if tokens[start].lower in _OPEN_HEADS or _joins(tokens, source) or made:
        start += 1
    elif tokens[start].lower in _CONCEDING:
        start = next(i for i in range(start, source.end + 1) if i == source.end or tokens[i].lower not in _CONCEDING)
    elif tokens[start].word_class == "d" and start + 1 < source.end and tokens[start + 1].lower in _HEADS:
        start += 2
    elif _hangs_on_one(tokens, source):
        start = next(i for i in range(start, source.end) if tokens[i].word_class == "n") + 1
    elif tokens[start].word_class == "g" and start and tokens[start - 1].lower == ",":
        start += start + 1 < source.end and tokens[start + 1].word_class == "N"  # ", showing | Lee berating"
    titled = next((i for i in range(start + 1, source.end) if tokens[i].lower.rstrip(".") in _COURTESY), start)
    if tokens[titled - 1].word_class in "nsN" and titled > start:
        start = titled  # "Following the votes in Congress | Mr Lee"
    described = start < source.end and tokens[start].word_class in "dnsNa"
    return Range(start, source.end) if described else source


def _hangs_on_one(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a clause about one thing begins within: "a target | Harbour allies | agreed to meet"."""
    if tokens[source.start].lower not in ("a", "an") or tokens[source.end - 1].word_class != "s":
        return False
    one = next((i for i in range(source.start, source.end) if tokens[i].word_class == "n"), source.end)
    behind = tokens[one + 1 : source.end - 1]
    named = bool(behind) and all(token.word_class in "Nd" for token in behind)
    return named and tokens[one].lower not in _FEW


def _joins(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source begins with the "that" of the clause it stands in: "that | other lawyers"."""
    return tokens[source.start].lower == "that" and tokens[source.end - 1].word_class == "s"


def _without_tail(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out when it was, and what begins a clause: "officials | in recent days", "the group, | which"."""
    end = min(_before_time(tokens, source), _before_aside(tokens, source))
    end -= end > source.start + 1 and tokens[end - 1].lower in _BESIDES
    while end > source.start + 1 and tokens[end - 1].lower != "whom" and _is_loose(tokens[end - 1]):
        end -= 1
    before_time = source.end < len(tokens) and tokens[source.end].lower in TEMPORALS
    if end == source.end and before_time and tokens[end - 1].word_class in "ev" and end > source.start + 2:
        end -= tokens[end - 2].word_class in HEADS  # "a poll | released Tuesday"
    return Range(source.start, end)


def _is_loose(token: Token) -> bool:
    """Whether a word closes no noun phrase: "the group, | which", "Lee and | his"."""
    return token.word_class in _LOOSE or token.lower in OWNERS


def _before_aside(tokens: Sequence[Token], source: Range) -> int:
    """Where it begins how it was said that closes a source, its end where none does: "for the record"."""
    words = [token.lower for token in tokens[slice(*source)]]
    asides = (i for i in range(1, len(words)) if any(tuple(words[i : i + len(aside)]) == aside for aside in _ASIDE))
    at = source.start + next(asides, len(words))
    return source.end if tokens[at - 1].word_class in VERBAL else at  # "sources who spoke on condition"


def _before_time(tokens: Sequence[Token], source: Range) -> int:
    """Where the time begins that closes a source, its end where none does: "over the weekend", "in recent days"."""
    for index in range(source.end - 1, source.start, -1):
        if tokens[index].lower in _SPANS:
            return index if index < source.end - 1 else source.end
        if tokens[index].lower not in _TIMES:
            break
    return source.end


def _with_name(tokens: Sequence[Token], source: Range) -> Range:
    """Take in the name that an apposition describes: "| Ann Lee, | mayor of Orr, which has a ferry, said"."""
    comma = source.start - 1
    first = tokens[source.start]
    if comma < 2 or tokens[comma].lower != "," or first.word_class == "N" or first.lower == "whose":
        return source
    if not clauses.is_apposition(tokens, source) or clauses.has_verb(tokens, source):
        return source
    name = clauses.full_name_before(tokens, comma)
    if name is None or name.end != comma:
        return source
    opens = name.start == 0 or tokens[name.start - 1].word_class in '&hc:"-'
    return Range(name.start, source.end) if opens else source
