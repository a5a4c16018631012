"""Whole sources: from the words that a report takes for its source to all that name who says it, and no others.

What stands before ("Ann Lee, | mayor of Orr"), what was glued on ("the ones | the harbour board", "officials | in
recent days") and who is only asked ("Lee was asked whether") are matters of grammar, however sure the network is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.cues import BE
from attribune.annotate.lexicon import LOWER
from attribune.annotate.phrases import HEADS, POINTING, TEMPORALS, Range, are_people, core_start, phrase_before
from attribune.annotate.reports import Report
from attribune.annotate.tokens import Token

_DONE = frozenset(
    "accused advised asked blamed charged convicted expected informed instructed notified ordered pressed questioned "
    "quizzed reminded suspected told urged warned".split()
)
_OPENING = "hic"  # classes of "when", "after", "if"
_NOBODY = frozenset(("the", "a", "an", "every", "it's", "example", "instance"))  # "for example, refusing to"
_SPANS = frozenset("in over on for during at within".split())  # open the time that something took
_TIMES = TEMPORALS | frozenset(
    "days weeks months years hours decades weekend past recent coming the few several".split()
)
_LOOSE = frozenset("i,wc:-h")  # classes of words that close no noun phrase
_OPEN_HEADS = frozenset("something anything everything nothing".split())
_HEADS = frozenset("ones one way idea words word thing things reason moment kind place time".split())
_COURTESY = frozenset("mr mrs ms".split())
_OWNERS = frozenset("his her their its".split())
_SEAT = re.compile(r"[DRI]-[A-Z][\w.]*")  # "R-Ohio"
_ALL_OF = frozenset("both all each".split())


def whole(tokens: Sequence[Token], report: Report) -> Report:
    """Return a report with all the words of its source, none where its source is only asked."""
    source = report.source
    if source is None:
        return report
    if _is_acted_on(tokens, report.cue, source) or _names_nobody(tokens, source):
        return report._replace(source=None)
    mended = _behind_according(tokens, report.cue, _with_seated(tokens, source))
    mended = _without_tail(tokens, _without_head(tokens, mended))
    mended = _with_title(tokens, _described(tokens, _those_before(tokens, mended)))
    if mended.end <= report.cue.start:
        mended = _with_others(tokens, _with_name(tokens, mended), report.cue)
    return report if mended == source else report._replace(source=mended)


def _is_acted_on(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a source is who was asked or accused: "Lee was asked whether"; "asked by Venn" has another source."""
    words = [token.lower for token in tokens[slice(*cue)]]
    done = next((place for place, word in enumerate(words) if word in _DONE), 0)
    by = cue.end < len(tokens) and tokens[cue.end].lower == "by"
    return not by and source.end <= cue.start and any(word in BE for word in words[:done])


def _names_nobody(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source is but a word that opens a clause or a phrase: "When", "the"."""
    first = tokens[source.start]
    return source.end - source.start == 1 and (first.word_class in _OPENING or first.lower in _NOBODY)


def _with_seated(tokens: Sequence[Token], source: Range) -> Range:
    """Take in who sits for a party and a state: "| Lee, | R-Orr"."""
    comma = source.start - 1
    seated = comma > 0 and tokens[comma].lower == "," and _SEAT.fullmatch(tokens[source.start].text)
    before = phrase_before(tokens, comma) if seated else None
    return source if before is None or before.end != comma else Range(before.start, source.end)


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
    if tokens[start].word_class not in "ns":
        return source
    while start and tokens[start - 1].word_class in "aer0":
        start -= 1
    if start and tokens[start - 1].word_class == "d" and tokens[start - 1].lower not in POINTING:
        return Range(start - 1, source.end)
    return source


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
    if tokens[start].lower in _OPEN_HEADS or _joins(tokens, source):
        start += 1
    elif tokens[start].word_class == "d" and start + 1 < source.end and tokens[start + 1].lower in _HEADS:
        start += 2
    elif tokens[start].word_class == "g" and start and tokens[start - 1].lower == ",":
        start += start + 1 < source.end and tokens[start + 1].word_class == "N"  # ", showing | Lee berating"
    titled = next((i for i in range(start + 1, source.end) if tokens[i].lower.rstrip(".") in _COURTESY), start)
    if tokens[titled - 1].word_class in "nsN" and titled > start:
        start = titled  # "Following the votes in Congress | Mr Lee"
    described = start < source.end and tokens[start].word_class in "dnsNa"
    return Range(start, source.end) if described else source


def _joins(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source begins with the "that" of the clause it stands in: "that | other lawyers"."""
    return tokens[source.start].lower == "that" and tokens[source.end - 1].word_class == "s"


def _without_tail(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out when it was, and what begins a clause: "officials | in recent days", "the group, | which"."""
    end = _before_time(tokens, source)
    while end > source.start + 1 and tokens[end - 1].word_class in _LOOSE and tokens[end - 1].lower != "whom":
        end -= 1
    before_time = source.end < len(tokens) and tokens[source.end].lower in TEMPORALS
    if end == source.end and before_time and tokens[end - 1].word_class in "ev" and end > source.start + 2:
        end -= tokens[end - 2].word_class in HEADS  # "a poll | released Tuesday"
    return Range(source.start, end)


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


def _with_others(tokens: Sequence[Token], source: Range, cue: Range) -> Range:
    """Take in those who say it too: "| military and | intelligence officials", "| Lee, the mayor, and | her board"."""
    link = source.start - 1
    if link > 1 and tokens[link].lower == ",":
        return _with_list(tokens, source)
    if link < 1 or tokens[link].lower != "and" or clauses.has_verb(tokens, Range(source.start, cue.start)):
        return source
    named = tokens[source.start].word_class == "N" or tokens[source.start].lower in _OWNERS
    if tokens[link - 1].lower == "," and named:
        listed = _with_list(tokens, Range(link, source.end))
        if listed.start < link:
            return listed
        others = clauses.subject_before(tokens, link)
        return Range(others.start, source.end) if others is not None and _opens(tokens, others.start) else source
    return Range(_shared(tokens, link, source), source.end)


def _with_list(tokens: Sequence[Token], source: Range) -> Range:
    """Take in a list of names of which a source is but the end: "ministers of Orr, Venn, | Skell and Orvik"."""
    start, items = source.start, 0
    while start > 1 and tokens[start - 1].lower == "," and tokens[start - 2].word_class == "N":
        start, comma = core_start(tokens, start - 2, 0), start - 1
        items += 1
    listed = items > 1 and any(tokens[i].lower == "and" for i in range(*source))
    first = phrase_before(tokens, comma) if listed else None
    if first is not None and first.start < start:
        people = tokens[start - 1].lower == "of" and are_people(tokens[start - 2])
        return Range(first.start, source.end) if people else source
    start -= start > 0 and are_people(tokens[start - 1])  # "| Justices | Lee, Dorn and Venn"
    return Range(start, source.end) if listed and (start == 0 or tokens[start - 1].word_class in "&hc") else source


def _shared(tokens: Sequence[Token], link: int, source: Range) -> int:
    """Where a source begins whose noun is that of another adjective, too: "both | military and | Orsk officials"."""
    adjective, noun = tokens[link - 1], tokens[source.end - 1]
    plain = source.end - source.start > 1 and noun.word_class in "ns" and tokens[source.start].word_class in "aNn"
    plural = adjective.word_class == "N" and adjective.text[-1:] == "s"
    if not plain or plural or adjective.word_class not in "aNn":
        return source.start
    whole = phrase_before([*tokens[:link], noun], link + 1)
    start = whole.start if whole is not None and whole.end > link else source.start
    alone = start == link - 1 and start and tokens[start - 1].word_class not in '",'
    return source.start if alone else start


def _opens(tokens: Sequence[Token], start: int) -> bool:
    return start == 0 or tokens[start - 1].word_class in "&hc"
