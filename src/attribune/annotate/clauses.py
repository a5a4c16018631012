"""Clause rules: where the subject of a reporting verb stands, and how far what it reports reaches.

Everything here works on the tokens of one unit and returns half-open ranges of token indices.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate.cues import (
    ABOUT,
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    WH,
    is_adverb,
    lexicon,
)
from attribune.annotate.tokens import QUOTED, Token

LONGEST_SUBJECT = 40  # tokens; what is longer is not a subject but a parsing accident

SUBORDINATORS = frozenset(
    "that but while when as because after before if although though since until whether where what how why who "
    "which than so yet then unless whereas to or and/or not".split()
)
RELATIVES = frozenset({"who", "which", "that"})
COORDINATORS = frozenset({"and", "but", "or", "then"})
TEMPORALS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow earlier later last "
    "this next january february march april may june july august september october november december week month "
    "year night morning afternoon evening recently".split()
)
_RELATIVE_OPENERS = frozenset("who which whose whom where although though while once when".split())
_BEFORE_NOUNS = DETERMINERS | PREPOSITIONS | ABOUT
_OPEN = {")": "(", "]": "["}
_NOT_A_SUBJECT = (STOPS - {")", "]"}) | COORDINATORS | frozenset({":", "(", "[", QUOTED, "to", "not"})
_ENDS_PHRASE = STOPS | SUBORDINATORS | {":", "(", "[", QUOTED}
_TRAILING = (TEMPORALS - {"may", "march"}) | {"however", "meanwhile", "too", "also", "on"}
_CONNECTIVES = frozenset(
    "meanwhile however moreover still nevertheless instead indeed finally later earlier and but or so yet then also "
    "perhaps today yesterday now thus therefore once again even not".split()
)


class Range(NamedTuple):
    """Token indices ``[start, end)``."""

    start: int
    end: int


def verb_group(tokens: Sequence[Token], place: int) -> Range:
    """Return the verb with the auxiliaries and adverbs before it ("has also repeatedly said")."""
    start = place
    while start > 0 and (tokens[start - 1].lower in AUXILIARIES or is_adverb(tokens[start - 1].lower)):
        start -= 1
    while start < place and is_adverb(tokens[start].lower) and tokens[start].text[0].isupper():
        start += 1
    return Range(start, place + 1)


def subject_before(tokens: Sequence[Token], end: int) -> Range | None:
    """Return the noun phrase that ends right before token ``end``, None where there is none.

    An apposition between commas belongs to it, a relative pronoun brings the noun phrase before it along, and
    leading connectives and adverbials do not belong to it.
    """
    last = end - 1
    if last < 0:
        return None
    lower = tokens[last].lower
    if lower in RELATIVES:
        return _with_antecedent(tokens, last)
    if lower == ",":
        return _with_apposition(tokens, last)
    if lower in _NOT_A_SUBJECT or lower in PREPOSITIONS or lower in ABOUT:
        return None
    return _headed(tokens, _trimmed(tokens, Range(_phrase_start(tokens, end), end)))


def _headed(tokens: Sequence[Token], phrase: Range | None) -> Range | None:
    """A bare word before a verb is a plural ("officials said") or a verb of the same chain ("kept saying")."""
    if phrase is None or is_nominal(tokens, phrase):
        return phrase
    last = tokens[phrase.end - 1]
    if last.text[0].isupper() or (last.lower.endswith("s") and not last.lower.endswith("ss")):
        return phrase
    chained = phrase.end < len(tokens) and tokens[phrase.end].lower.endswith("ing")
    if phrase.end - phrase.start > 1 or not chained:
        return None
    return subject_before(tokens, verb_group(tokens, phrase.start).start)


def _with_antecedent(tokens: Sequence[Token], relative: int) -> Range | None:
    end = relative - 1 if relative and tokens[relative - 1].lower == "," else relative
    if end <= 0 or tokens[end - 1].lower in _NOT_A_SUBJECT:
        return Range(relative, relative + 1) if tokens[relative].lower == "who" else None
    antecedent = _trimmed(tokens, Range(_phrase_start(tokens, end), end))
    return Range(antecedent.start, relative + 1) if antecedent else None


def _with_apposition(tokens: Sequence[Token], comma: int) -> Range | None:
    """The noun phrase before the comma that opens what this comma closes ("Ann Lee, the mayor, said")."""
    for index in range(comma - 1, max(-1, comma - LONGEST_SUBJECT), -1):
        lower = tokens[index].lower
        if lower in (";", ":", QUOTED, "—"):
            return None
        if lower == "," and index > 0:
            head = _trimmed(tokens, Range(_phrase_start(tokens, index), index))
            # A list of commas: go on to the first one whose left side can be a subject.
            if head is not None and is_nominal(tokens, head) and not _is_clause(tokens, Range(index + 1, comma)):
                return Range(head.start, comma)
    return None


def _is_clause(tokens: Sequence[Token], segment: Range) -> bool:
    """Whether what stands between two commas has a subject and a verb of its own, and so is no apposition."""
    if segment.start >= segment.end or tokens[segment.start].lower in _RELATIVE_OPENERS:
        return False
    return any(_is_finite(tokens, index) for index in range(segment.start + 1, segment.end))


def is_nominal(tokens: Sequence[Token], phrase: Range) -> bool:
    """Whether a range of tokens looks like a name, a pronoun or a noun phrase with a determiner."""
    first = tokens[phrase.start]
    return (
        first.text[0].isupper() or first.lower in DETERMINERS or first.lower in PRONOUNS or first.text[0].isdigit()
    ) and first.lower not in PREPOSITIONS


def _phrase_start(tokens: Sequence[Token], end: int) -> int:
    """Walk left from ``end`` to where the noun phrase begins."""
    index = end - 1
    lowest = max(0, end - LONGEST_SUBJECT)
    while index >= lowest:
        lower = tokens[index].lower
        if lower in _OPEN:
            index = _opening(tokens, index, lowest)
        elif lower == "and":
            if _has_verb_before(tokens, index, lowest):
                break
        elif lower == "," and _in_list(tokens, index, end):
            pass
        elif lower in _ENDS_PHRASE or (index < end - 1 and _is_finite(tokens, index)):
            break
        index -= 1
    return index + 1


def _opening(tokens: Sequence[Token], closing: int, lowest: int) -> int:
    mark = _OPEN[tokens[closing].lower]
    for index in range(closing - 1, lowest - 1, -1):
        if tokens[index].lower == mark:
            return index
    return closing


def _in_list(tokens: Sequence[Token], comma: int, end: int) -> bool:
    """Whether the comma stands in "A, B and C": a name on both sides and an "and" soon after."""
    if comma == 0 or comma + 1 >= end:
        return False
    both = tokens[comma - 1].text[0].isupper() and tokens[comma + 1].text[0].isupper()
    return both and any(tokens[index].lower == "and" for index in range(comma + 1, min(end, comma + 6)))


def _has_verb_before(tokens: Sequence[Token], place: int, lowest: int) -> bool:
    for index in range(place - 1, lowest - 1, -1):
        lower = tokens[index].lower
        if lower in STOPS or lower == QUOTED:
            return lower == QUOTED
        if _is_finite(tokens, index):
            return True
    return False


def _is_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a verb with a subject of its own, as far as its form tells."""
    token = tokens[index]
    if token.lower in AUXILIARIES:
        return not token.text[0].isupper() or index == 0
    if token.text[0].isupper():
        return False
    verb = lexicon().get(token.lower)
    if verb is not None and verb.use.cues >= 0.5 * verb.use.total:
        return index == 0 or tokens[index - 1].lower not in _BEFORE_NOUNS
    return token.lower.endswith("ed") and index > 0 and tokens[index - 1].lower in PRONOUNS


def _trimmed(tokens: Sequence[Token], phrase: Range) -> Range | None:
    """Drop connectives and adverbials that stand before the subject ("On Monday the minister")."""
    start, end = phrase
    while start < end and (tokens[start].lower in _CONNECTIVES or is_adverb(tokens[start].lower)):
        start += 1
    if start < end and (tokens[start].lower in PREPOSITIONS or tokens[start].lower in ABOUT):
        start = _after_adverbial(tokens, start, end)
    while start < end and tokens[start].lower in TEMPORALS:
        start += 1
    while start < end and (tokens[end - 1].lower in _TRAILING or tokens[end - 1].lower in AUXILIARIES):
        end -= 1
    return Range(start, end) if start < end else None


def _after_adverbial(tokens: Sequence[Token], start: int, end: int) -> int:
    """Skip "on Monday", "in a speech": to the last determiner, pronoun or name that can begin a subject."""
    for index in range(end - 1, start, -1):
        token = tokens[index]
        if token.lower in TEMPORALS:
            return index + 1
        begins_name = token.text[0].isupper() and not tokens[index - 1].text[0].isupper()
        if token.lower in DETERMINERS or token.lower in PRONOUNS or begins_name:
            of = index > 0 and tokens[index - 1].lower in ("of", "and", "for")
            if not of:
                return index
    return end


def subject_after(tokens: Sequence[Token], start: int, *, leads: bool = False) -> Range | None:
    """Return the noun phrase that begins at token ``start`` ("..., said Ann Lee, the mayor of Orr, on Monday").

    ``leads``: a clause follows after a comma ("According to Ann Lee, the mayor of Orr, the bridge ..."), so that
    what stands behind the first comma is only an apposition if another comma closes it.
    """
    if start >= len(tokens) or not _can_begin(tokens[start]):
        return None
    end = _phrase_end(tokens, start)
    if end == start:
        return None
    if end + 1 < len(tokens) and tokens[end].lower == "," and _opens_apposition(tokens[end + 1]):
        close = _apposition_end(tokens, end + 1)
        if not leads or _closes(tokens, Range(end + 1, close)):
            end = close
    return Range(start, end)


def _closes(tokens: Sequence[Token], apposition: Range) -> bool:
    end = apposition.end
    closed = end + 3 < len(tokens) and tokens[end].lower == ","
    return closed and not _is_clause(tokens, apposition)


def _can_begin(token: Token) -> bool:
    if token.lower in STOPS or token.lower in PREPOSITIONS or token.lower in WH or token.lower in TEMPORALS:
        return False
    return token.lower not in ("that", "to", ":", QUOTED, "(", "and", "but", *ABOUT)


def _phrase_end(tokens: Sequence[Token], start: int) -> int:
    index = start
    while index < min(len(tokens), start + LONGEST_SUBJECT):
        lower = tokens[index].lower
        if lower == "(":
            index = next((i for i in range(index, len(tokens)) if tokens[i].lower == ")"), index)
        elif lower in STOPS or lower in (":", QUOTED) or lower in TEMPORALS:
            break
        elif lower in PREPOSITIONS or lower in SUBORDINATORS or lower == "about" or is_adverb(lower):
            if lower != "from" or index == start:
                break
        elif lower == "and" and index + 1 < len(tokens) and not _can_begin(tokens[index + 1]):
            break
        index += 1
    return index


def _opens_apposition(token: Token) -> bool:
    if token.lower in ("and", "but", "or", "while", "who's") or token.lower in PREPOSITIONS or token.lower in ABOUT:
        return False
    if token.lower in ("who", "a", "an", "the", "one", "head", "its", "his", "her"):
        return True
    return token.text[0].islower() and not token.lower.endswith("ing") and token.lower not in SUBORDINATORS


def _apposition_end(tokens: Sequence[Token], start: int) -> int:
    for index in range(start, min(len(tokens), start + LONGEST_SUBJECT)):
        if tokens[index].lower in (",", ";", ":", ".", "—", QUOTED, "!", "?"):
            return index
    return start - 1
