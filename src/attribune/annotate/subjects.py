"""Subjects: which words may report where they stand, and who it is that reports.

The class of a word tells how its subject is found: a finite verb has it before or after itself or shares that of the
verb before; a participle and an infinitive have that of the clause they hang on; a noun has a possessor.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.clauses import COORDINATORS, Range
from attribune.annotate.cues import ABOUT, ADDRESSING, BE, HAVE, PREPOSITIONS, is_adverb, lexicon
from attribune.annotate.lexicon import LOWER
from attribune.annotate.phrases import (
    DAYS,
    OWNERS,
    POINTING,
    PREPOSITIONAL,
    SUBJECTS,
    TEMPORALS,
    phrase_after,
    phrase_before,
)
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import FINITE, QUOTED

VERBAL = frozenset("vzpbge")
DASHES = frozenset(("—", "–", "--", "-", ";"))
_OF_ANOTHER = frozenset("of for from against about".split())  # "accused Lee of saying": it is not the accuser's
_SHARING = COORDINATORS | DASHES | {",", "while", "before", "after", "never", "who"}
_UNREAL = frozenset("should must might may could shall shouldn't mustn't couldn't ought".split())
# Before a noun and its participle: "with Lee saying", "footage shows Lee saying"
_WITH_PARTICIPLE = frozenset(
    {"", "with", ",", "and", "there's"}
    | set("show shows showed showing quoted quotes saw heard caught filmed has had".split())
)
NEGATIONS = frozenset(
    "not never didn't doesn't don't hasn't haven't hadn't wouldn't won't can't cannot isn't aren't wasn't weren't "
    "couldn't".split()
)
_OWNERS = OWNERS | {"my", "our"}
_LEADING = PREPOSITIONS | ABOUT | clauses.SUBORDINATORS


def can_report(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of the lexicon is one that reports here: a verb, or a noun or adjective of somebody's."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    if token.lower in PREPOSITIONAL or (token.word_class in VERBAL and _asked_about(tokens, place)):
        return False
    match token.word_class:
        case "b":
            return before is not None and not _imperative(tokens, place)
        case "e":
            return _has_auxiliary(tokens, place) or _like_finite(tokens, place)
        case "g" if before is not None and before.word_class in "da" and _precedes_noun(tokens, place):
            return False  # "phony talking points"
        case "v" | "z" | "p" | "g":
            return before is None or before.word_class != "d" or before.lower in POINTING
        case "n" | "s":
            return _owner(tokens, place) is not None and _says_what(tokens, place)
        case "a":
            return before is not None and _has_auxiliary(tokens, place)
    return False


def _asked_about(tokens: Sequence[Token], place: int) -> bool:
    """Whether nobody says that it was said: "whether Lee had said", "the board should say", "Lee did not say"."""
    group = clauses.verb_group(tokens, place)
    if any(token.lower in _UNREAL or token.lower in NEGATIONS for token in tokens[group.start : place]):
        return True
    verb = lexicon().get(tokens[place].lower)
    if (
        verb is not None
        and verb.kind == "mind"
        and any(token.lower == "would" for token in tokens[group.start : place])
    ):
        return True
    if all(token.lower not in ("whether", "if") for token in tokens[: group.start]):
        return False
    subject = phrase_before(tokens, group.start)
    return subject is not None and subject.start > 0 and tokens[subject.start - 1].lower in ("whether", "if")


def _says_what(tokens: Sequence[Token], place: int) -> bool:
    """Whether it is told what a noun says: "his claim that", "her call for", "their promise to"; not "his remarks"."""
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return after is not None and (after.lower in ("that", "of", "for", ":", QUOTED) or after.word_class == "t")


def _precedes_noun(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].word_class in "ns"


def _imperative(tokens: Sequence[Token], place: int) -> bool:
    """``Please put it``: an infinitive without "to" and without a verb that it hangs on."""
    index = place - 1
    while index >= 0 and is_adverb(tokens[index].lower):
        index -= 1
    return index < 0 or tokens[index].word_class not in "tmvzpo&f,bnsN"


def _has_auxiliary(tokens: Sequence[Token], place: int) -> bool:
    start = clauses.verb_group(tokens, place).start
    return any(token.lower in BE or token.lower in HAVE for token in tokens[start:place])


def _like_finite(tokens: Sequence[Token], place: int) -> bool:
    """A form in -ed that the classes take for a participle, but that a clause or quotation follows."""
    after = [token.lower for token in tokens[place + 1 : place + 3]]
    if not after:
        return False
    if "that" in after[:1] or after[0] == QUOTED or (after[0] in (",", ":") and after[-1] == QUOTED):
        return True
    # "Ann Lee, the mayor, declined to say", "pointed out that": behind an insertion it is the verb of the clause
    inserted = place > 0 and tokens[place - 1].lower == "," and clauses.subject_before(tokens, place) is not None
    return inserted and (after[-1] == "that" or tokens[place + 1].word_class in "tdo")


def _owner(tokens: Sequence[Token], place: int) -> Range | None:
    """Whose word a noun is: "| the minister's | claim"."""
    index = place - 1
    while index >= 0 and tokens[index].word_class in "ae0":
        index -= 1
    if index < 0 or tokens[index].word_class != "d":
        return None
    if tokens[index].lower in _OWNERS:
        return Range(index, index + 1)
    if not tokens[index].lower.endswith("'s") or tokens[index].lower[:-2] in TEMPORALS:
        return None
    start = index
    while start > 0 and tokens[start - 1].word_class in "nNa0":
        start -= 1
    if start and tokens[start - 1].word_class == "d" and tokens[start - 1].lower != "that":
        start -= 1
    return Range(start, index + 1)


def subject_of(tokens: Sequence[Token], group: Range, earlier: Range | None) -> tuple[Range | None, bool]:
    """Return who reports with a verb group, and whether that is the subject of another verb.

    ``earlier`` is the subject of the cue before in the same unit, which later verbs share if they can.
    """
    verb = tokens[group.end - 1]
    if verb.word_class in "nsa" and not _has_auxiliary(tokens, group.end - 1):
        return _owner(tokens, group.end - 1), False
    if verb.word_class == "g" and group.end - group.start == 1:
        return _of_participle(tokens, group.start, earlier)
    if verb.word_class == "b" and group.start and tokens[group.start - 1].lower == "to":
        return _of_infinitive(tokens, group.start - 1, earlier), True
    turned = inverted(tokens, group)
    if turned is not None and group.start and tokens[group.start - 1].lower == ",":
        return None, True
    own = clauses.subject_before(tokens, group.start)
    if own is not None:
        return own, False
    if turned is not None:
        return None, True
    if group.start and tokens[group.start - 1].lower in _SHARING:
        return earlier or clauses.main_subject(tokens, group.start, within=True), True
    return None, True


def inverted(tokens: Sequence[Token], group: Range) -> Range | None:
    """``..., says Ann Lee``: a person behind a verb that stands at the start of its clause, and nothing else."""
    before = tokens[group.start - 1] if group.start else None
    verb = lexicon().get(tokens[group.end - 1].lower)
    if verb is None or verb.kind not in ("say", "tell", "quote") or tokens[group.end - 1].lower in ADDRESSING:
        return None
    if before is not None and before.word_class not in ',-"&':
        return None
    phrase = phrase_after(tokens, group.end)
    if phrase is None:
        return None
    end = next((i for i in range(phrase.start, phrase.end) if tokens[i].word_class == "i"), phrase.end)
    if not any(is_person(token) for token in tokens[phrase.start : end]):
        return None
    after = tokens[phrase.end] if phrase.end < len(tokens) else None
    ends = after is None or after.word_class in ',.:"-ichg' or after.lower in DAYS or after.lower == "("
    return phrase if ends else None


def is_person(token: Token) -> bool:
    """Return whether a word is a name, a title, the word for a group or a pronoun."""
    return token.word_class == "N" or LOWER.get(token.lower) in ("t", "g") or token.lower in SUBJECTS


def _of_participle(tokens: Sequence[Token], place: int, earlier: Range | None) -> tuple[Range | None, bool]:
    """``Lee was blunt, saying``, ``with Lee saying``, ``a letter saying``."""
    if place == 0:
        return first_subject(tokens, len(tokens)), True
    before = tokens[place - 1]
    if before.lower in _OF_ANOTHER:
        return None, True
    own = phrase_before(tokens, place)
    if own is not None and own.end == place:
        link = tokens[own.start - 1].lower if own.start else ""
        if link in _WITH_PARTICIPLE or link in DASHES:
            return own, False
    if before.word_class in FINITE:
        return clauses.subject_before(tokens, clauses.verb_group(tokens, place - 1).start), False
    return earlier or clauses.main_subject(tokens, place) or first_subject(tokens, place), True


def _of_infinitive(tokens: Sequence[Token], to: int, earlier: Range | None) -> Range | None:
    """``Lee went on to say``; behind a noun ("asked the mayor to say", "her power to say") nobody has said it yet."""
    if to and tokens[to - 1].word_class in "nsNo0":
        return None
    return clauses.main_subject(tokens, to) or earlier


def first_subject(tokens: Sequence[Token], limit: int) -> Range | None:
    """Return the subject of the unit's first clause: the noun phrase at its start, before token ``limit``."""
    start = 0
    while start < limit and (is_adverb(tokens[start].lower) or tokens[start].lower in (",", *COORDINATORS)):
        start += 1
    if start < limit and (tokens[start].word_class == "g" or tokens[start].lower in _LEADING):
        start = next((i + 1 for i in range(start, limit) if tokens[i].lower == ","), limit)
    return clauses.subject_after(tokens[:limit], start)
