"""Finding cues: the words of a unit that report, each with its subject.

A verb without a subject of its own takes that of the clause before ("rose and said"), and a chain of verbs is one
cue ("went on to say").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate import clauses
from attribune.annotate.clauses import TEMPORALS, Range
from attribune.annotate.cues import ABOUT, DETERMINERS, WH, Use, Verb, context, lexicon, rate
from attribune.annotate.phrases import phrase_after
from attribune.annotate.subjects import VERBAL, can_report, inverted, subject_of
from attribune.annotate.tokens import QUOTED, Token, Unit
from attribune.annotate.word_classes import FINITE, capitals_tell

LEAST_RATE = 0.5  # a weaker cue is passed over: unknown beats wrong
LEAST_KNOWN_RATE = 0.4  # of a verb that is known to report
QUOTING_REACH = 12  # tokens behind a verb within which its object may hold a quotation
DIRECT_RATE = 0.2  # beside a quotation, a weaker verb will do
# A verb that the lexicon does not know, in the place of a verb of speech.
UNKNOWN = Verb(Use(total=8, cues=4), clause=0.9, contexts={})

_SAYING = frozenset("say says said saying told tells tell telling".split())  # "said of Lee": no part of the verb
_IN_LEXICON = re.compile("[vs]")  # in the letters of ``cues.roles``
_PARTICLES = frozenset("out up off down back".split())


class Cue(NamedTuple):
    """A word that reports: its place, the tokens of its group, how surely it reports, and its subject."""

    place: int
    group: Range
    verb: Verb
    rate: float
    subject: Range | None
    inherited: bool  # the subject is that of an earlier verb of the unit


def find_cues(unit: Unit) -> list[Cue]:
    """Return the cues of one unit, in order."""
    tokens = unit.tokens
    known = lexicon()
    found: list[Cue] = []
    quoted = '"' in unit.roles
    for place in _candidates(unit):
        token = tokens[place]
        verb = known.get(token.lower)
        if place and token.text[0].isupper() and (verb is None or _is_name(tokens)):
            continue
        if verb is None and _speaks(tokens, place):
            verb = UNKNOWN
        # What tells most for its time comes first.
        if verb is None or (share := rate(verb, context(tokens, place))) < DIRECT_RATE:
            continue
        least = LEAST_KNOWN_RATE if verb.kind in ("say", "tell") else LEAST_RATE
        if share < least and not (quoted and (_beside_quotation(tokens, place) or _quotes(tokens, place, verb))):
            continue
        if not can_report(tokens, place):
            continue
        group = with_particle(tokens, clauses.verb_group(tokens, place))
        earlier = None
        if found:
            earlier = found[-1].subject or inverted(tokens, Range(found[-1].group.start, found[-1].place + 1))
        subject, inherited = subject_of(tokens, Range(group.start, place + 1), earlier)
        cue = Cue(place, group, verb, share, subject, inherited)
        if found and _chained(tokens, found[-1], place):
            first = found.pop()
            cue = cue._replace(
                group=Range(first.group.start, group.end), subject=first.subject, inherited=first.inherited
            )
        found.append(cue)
    return found


def _candidates(unit: Unit) -> list[int]:
    """The places of words that may be cues: those of the lexicon, and beside a quotation any verb."""
    if '"' not in unit.roles:
        return [match.start() for match in _IN_LEXICON.finditer(unit.roles)]
    known = lexicon()
    return [place for place, token in enumerate(unit.tokens) if token.lower in known or token.word_class in VERBAL]


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether a word with a capital within this unit is a name."""
    return capitals_tell([token.text for token in tokens if token.quotation < 0])


def _speaks(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of any kind must be a verb of speech: it stands in ``"...," she roared at the gate``."""
    if not tokens[place].lower.endswith(("ed", "s")) or not tokens[place].text.isalpha():
        return False
    start = place
    while start and (tokens[start - 1].text[0].isupper() and tokens[start - 1].quotation < 0):
        start -= 1
    if start == place and start and tokens[start - 1].lower in ("he", "she", "they"):
        start -= 1
    before = tokens[start - 1] if start else None
    return start < place and before is not None and before.lower == QUOTED and ends_clause(before)


def _chained(tokens: Sequence[Token], first: Cue, place: int) -> bool:
    """Whether two cues are one: "went on to say", "declined to comment"."""
    return first.group.end == place - 1 and tokens[place - 1].lower == "to"


def with_particle(tokens: Sequence[Token], group: Range) -> Range:
    """Take in what belongs to the verb: "pointed out", "spoke about", "referred to the"."""
    end = group.end
    if end < len(tokens) and (tokens[end].lower in _PARTICLES or _puts_it(tokens, end)):
        end += 1
    if end + 1 < len(tokens):
        about = tokens[end].lower in ABOUT - {"as"} and not is_time(tokens, end + 1)
        about = about and tokens[group.end - 1].lower not in _SAYING and not _is_adjunct(tokens, end)
        end += about or (tokens[end].lower == "to" and _is_object(tokens[end + 1]))
    return Range(group.start, end)


def _puts_it(tokens: Sequence[Token], place: int) -> bool:
    """``as Lee put it``."""
    return tokens[place].lower == "it" and tokens[place - 1].lower in ("put", "puts", "putting")


def _is_adjunct(tokens: Sequence[Token], preposition: int) -> bool:
    """Whether what a preposition brings says where or to whom: "wrote on Twitter", "joked with her that"."""
    verb = lexicon().get(tokens[preposition - 1].lower)
    speaks = verb is not None and verb.kind in ("say", "tell", "quote")
    if speaks and tokens[preposition].lower == "on" and tokens[preposition + 1].text[0].isupper():
        return True
    phrase = phrase_after(tokens, preposition + 1)
    if phrase is None or phrase.end + 1 >= len(tokens):
        return False
    after = tokens[phrase.end].lower
    return after == "that" or (after in (",", ":") and tokens[phrase.end + 1].lower == QUOTED)


def is_time(tokens: Sequence[Token], place: int) -> bool:
    """Whether "on Monday", "over the weekend" follows, which says when and not about what."""
    if place >= len(tokens):
        return False
    words = [token.lower for token in tokens[place : place + 2]]
    if place and tokens[place].text[0].isupper() and words[0] not in TEMPORALS:
        return False  # "on The Sunday Table"
    return words[0] in TEMPORALS or (words[0] in ("the", "this", "last") and words[-1] in (*TEMPORALS, "weekend"))


def _is_object(token: Token) -> bool:
    return token.lower in DETERMINERS or token.lower in WH or token.text[0].isupper() or token.lower == QUOTED


def _beside_quotation(tokens: Sequence[Token], place: int) -> bool:
    """Whether a quotation follows at once, or stands before with at most a short subject in between."""
    after = [token.lower for token in tokens[place + 1 : place + 3]]
    if QUOTED in after[:1] or (len(after) == 2 and after[0] in (",", ":") and after[1] == QUOTED):
        return True
    for index in range(place - 1, max(-1, place - 6), -1):
        if tokens[index].lower == QUOTED:
            return ends_clause(tokens[index]) or tokens[index + 1].lower == ","
        if tokens[index].lower in lexicon():
            return False
    return False


def _quotes(tokens: Sequence[Token], place: int, verb: Verb) -> bool:
    """Whether the object of a known verb holds a quotation: "called half of them “deplorable”"."""
    if verb.kind not in ("say", "tell", "do"):
        return False
    for token in tokens[place + 1 : place + QUOTING_REACH]:
        if token.lower == QUOTED:
            return True
        if token.word_class in ",.:-&hwc" or token.word_class in FINITE:
            return False
    return False


def ends_clause(token: Token) -> bool:
    """Whether a quotation closes with a stop inside its marks."""
    return token.lower == QUOTED and token.text.rstrip("”\"'’»")[-1:] in (",", ".", "!", "?")
