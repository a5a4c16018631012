"""Clause rules: the verb group around a reporting verb, and where its subject stands.

Everything here works on the tokens of one unit and returns half-open ranges of token indices.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate.cues import AUXILIARIES, BE
from attribune.annotate.phrases import (
    CONNECTING,
    LONGEST,
    POINTING,
    PREPOSITIONAL,
    TEMPORALS,
    Range,
    are_people,
    core_start,
    ends_with_comma,
    phrase_after,
    phrase_before,
)
from attribune.annotate.tokens import QUOTED, Token
from attribune.annotate.word_classes import FINITE

__all__ = ["COORDINATORS", "RELATIVES", "SUBORDINATORS", "TEMPORALS", "Range"]

SUBORDINATORS = frozenset(
    "that but while when as because after before if although though since until whether where what how why who "
    "which than so yet then unless whereas to or and/or not".split()
)
RELATIVES = frozenset({"who", "which", "that"})
_TEMPORAL = frozenset(("after", "before", "since", "until"))
COORDINATORS = frozenset({"and", "but", "or", "then"})
_RELATIVE_OPENERS = frozenset("who which whose whom where although though while once when".split())
# Verbs that must say whom: without an object, as in headlines, their subject is the object
_NEEDS_OBJECT = frozenset(
    "told urged ordered accused blamed charged criticised criticized slammed instructed advised praised".split()
)


def verb_group(tokens: Sequence[Token], place: int) -> Range:
    """Return the verb with the auxiliaries and adverbs before it ("has also repeatedly said")."""
    start = place
    while start > 0 and (_is_auxiliary(tokens[start - 1]) or tokens[start - 1].word_class == "r"):
        start -= 1
    quoted = start > 1 and tokens[start - 1].lower == QUOTED and len(tokens[start - 1].text.split()) == 1
    if quoted and tokens[start - 2].lower in AUXILIARIES and not ends_with_comma(tokens[start - 1]):
        return verb_group(tokens, start - 2)._replace(end=place + 1)  # "wasn't “officially” calling"
    while start < place and tokens[start].word_class == "r" and tokens[start].text[0].isupper():
        start += 1
    return Range(start, place + 1)


def _is_auxiliary(token: Token) -> bool:
    """Whether a word is an auxiliary, and not whom "May said" and "Will said" name."""
    return token.lower in AUXILIARIES and token.word_class != "N"


def subject_before(tokens: Sequence[Token], end: int) -> Range | None:
    """Return the noun phrase that is the subject of the verb group beginning at ``end``, None where none is there.

    An apposition between commas belongs to it. A relative pronoun stands for the noun before it, and what is said
    in a relative clause between commas does not belong to the noun phrase.
    """
    last = _before_times(tokens, end) - 1
    if last < 0:
        return None
    token = tokens[last]
    if token.lower in RELATIVES and (token.word_class in "wc" or token.lower == "who"):
        return _antecedent(tokens, last)
    if token.lower == ",":
        return _with_apposition(tokens, last)
    if token.word_class == "-":
        return _between_dashes(tokens, last)
    if token.lower == "whom" and last > 1 and tokens[last - 2].lower in POINTING:
        return Range(last - 2, end)  # "many of whom"
    return _unclosed(tokens, phrase_before(tokens, end))


def _before_times(tokens: Sequence[Token], end: int) -> int:
    """The place behind a relative pronoun if but a time follows it: "Lee, who | earlier this year | said"."""
    start = end
    while start and (tokens[start - 1].lower in TEMPORALS or tokens[start - 1].word_class == "0"):
        start -= 1
    return start if start and tokens[start - 1].lower == "who" else end


def _unclosed(tokens: Sequence[Token], phrase: Range | None) -> Range | None:
    """Take in the name before an apposition that no comma closes: "Ann Lee, a lawyer wrote"."""
    if phrase is None or phrase.start < 3 or tokens[phrase.start].lower not in ("a", "an"):
        return phrase
    comma = phrase.start - 1
    name = full_name_before(tokens, comma) if tokens[comma].lower == "," else None
    if name is None:
        return phrase
    opens = name.start == 0 or tokens[name.start - 1].lower == ","
    return Range(name.start, phrase.end) if opens else phrase


def full_name_before(tokens: Sequence[Token], end: int) -> Range | None:
    """Return the name of two words or more before token ``end``, None where there is none."""
    name = phrase_before(tokens, end)
    if name is None or name.end - name.start < 2 or any(tokens[i].word_class != "N" for i in range(*name)):
        return None
    return name


def _antecedent(tokens: Sequence[Token], relative: int) -> Range | None:
    """The noun that a relative pronoun stands for; a "that" without a noun before it is none."""
    end = relative - 1 if relative and tokens[relative - 1].lower in (",", "(") else relative
    phrase = phrase_before(tokens, end, subject=False) if end else None
    if phrase is None or tokens[relative].lower != "who" or phrase.start < 2 or tokens[phrase.start].word_class == "N":
        return phrase
    noun = phrase.start - 2
    if tokens[noun + 1].word_class == "i" and are_people(tokens[noun]):
        return Range(core_start(tokens, noun, max(0, noun - LONGEST)), phrase.end)  # "lawmakers in the House who argue"
    return phrase


def _with_apposition(tokens: Sequence[Token], comma: int) -> Range | None:
    """The noun phrase before the comma that opens what this comma closes ("Ann Lee, the mayor, said")."""
    nearest: Range | None = None
    for index in range(comma - 1, max(0, comma - LONGEST), -1):
        if tokens[index].lower in (";", ":", QUOTED, "—"):
            break
        if tokens[index].lower != ",":
            continue
        inserted = _without_relative(tokens, Range(index + 1, comma))
        if has_verb(tokens, inserted):
            continue
        head = phrase_before(tokens, index)
        if head is None or head.end != index or is_bare_number(tokens, head) or _is_behind_opening(tokens, head):
            continue
        found = Range(head.start, inserted.end) if is_apposition(tokens, inserted) else head
        if nearest is None:
            nearest = found
            if not _is_part_of_insertion(tokens, head, inserted):
                return nearest
        elif head.start == 0 or tokens[head.start - 1].word_class in "hc&":
            return found  # "Lee, in a speech in Orr, Skell, on Friday, said": not Skell but Lee
    # "Prime Minister Ann Lee, has said": a comma that should not be there
    alone = phrase_before(tokens, comma)
    return nearest or (alone if alone is not None and alone.end == comma and _opens(tokens, alone.start) else None)


def _opens(tokens: Sequence[Token], start: int) -> bool:
    """Whether a phrase opens its sentence, or stands right behind an adverbial that does: "After the vote, | Lee"."""
    if start < 2 or tokens[start - 1].lower != ",":
        return start == 0
    adverbial = tokens[0].word_class == "i" or tokens[0].lower in PREPOSITIONAL or tokens[0].lower in _TEMPORAL
    return adverbial and not has_verb(tokens, Range(0, start))


def _is_behind_opening(tokens: Sequence[Token], phrase: Range) -> bool:
    """Whether a phrase is all that stands behind a word that opens an adverbial: "After | the vote"."""
    return phrase.start == 1 and tokens[0].lower in _TEMPORAL


def _is_part_of_insertion(tokens: Sequence[Token], head: Range, inserted: Range) -> bool:
    """Whether the noun nearest to a verb may belong to an insertion that began before it."""
    behind_comma = head.start > 0 and tokens[head.start - 1].lower == ","
    first = tokens[min(inserted.start, len(tokens) - 1)]
    return behind_comma and (head.end - head.start == 1 or first.word_class == "i" or first.lower in TEMPORALS)


def _without_relative(tokens: Sequence[Token], segment: Range) -> Range:
    """Cut a relative clause off: "the mayor, who was away" is "the mayor"."""
    for index in range(*segment):
        if tokens[index].lower in _RELATIVE_OPENERS:
            comma = tokens[index - 1].lower == ","
            return Range(segment.start, max(segment.start, index - comma))
    return segment


def _between_dashes(tokens: Sequence[Token], dash: int) -> Range | None:
    """``Lee -- the mayor of Skell -- said``: the noun phrase before the dash that opens the insertion."""
    opening = next((i for i in range(dash - 1, max(0, dash - LONGEST), -1) if tokens[i].word_class == "-"), None)
    if not opening or opening >= dash - 1:
        return None
    return _with_apposition(tokens, opening) or phrase_before(tokens, opening)


def is_bare_number(tokens: Sequence[Token], phrase: Range) -> bool:
    """Whether a phrase is nothing but a number: an age, a count."""
    return all(token.word_class == "0" for token in tokens[phrase.start : phrase.end])


def has_verb(tokens: Sequence[Token], segment: Range) -> bool:
    """Whether a finite verb stands in the segment."""
    return any(token.word_class in FINITE for token in tokens[segment.start : segment.end])


def is_apposition(tokens: Sequence[Token], segment: Range) -> bool:
    """Whether a segment without a verb describes the noun before it: it begins like a noun phrase or is an age."""
    first = tokens[segment.start]
    if segment.end - segment.start == 1 and first.lower in CONNECTING:
        return False  # "Lee, however, said"
    return first.word_class in "dnsNa0er" and first.lower not in TEMPORALS


def subject_after(tokens: Sequence[Token], start: int, *, leads: bool = False) -> Range | None:
    """Return the noun phrase that begins at token ``start`` ("..., said Ann Lee, the mayor of Orr, on Monday").

    ``leads``: a clause follows after a comma ("According to Ann Lee, the mayor of Orr, the bridge ..."), so that
    what stands behind the first comma is only an apposition if another comma closes it.
    """
    phrase = phrase_after(tokens, start)
    if phrase is None or tokens[phrase.start].word_class == "o":
        return phrase
    end = phrase.end
    if end + 1 < len(tokens) and tokens[end].lower == ",":
        close = _segment_end(tokens, end + 1)
        inserted = Range(end + 1, close)
        if is_apposition(tokens, inserted) and not has_verb(tokens, inserted) and (not leads or _closes(tokens, close)):
            return Range(start, close)
    return phrase


def _closes(tokens: Sequence[Token], end: int) -> bool:
    return end + 3 < len(tokens) and tokens[end].lower == ","


def _segment_end(tokens: Sequence[Token], start: int) -> int:
    """The next mark of punctuation."""
    for index in range(start, min(len(tokens), start + LONGEST)):
        if tokens[index].word_class in ',.:"-':
            return index
    return min(len(tokens), start + LONGEST)


def is_passive(tokens: Sequence[Token], group: Range) -> bool:
    """Whether the subject of a verb group is what was said, or to whom ("was told", "imposed by", "told to quit")."""
    after = tokens[group.end].lower if group.end < len(tokens) else ""
    words = [token.lower for token in tokens[group.start : group.end - 1]]
    verb = tokens[group.end - 1].lower
    be = any(word in BE for word in words) and verb.endswith(("ed", "told", "said", "given", "shown"))
    bare = (
        verb in _NEEDS_OBJECT
        and after in ("to", "of", "for", "over")
        and not any(word in AUXILIARIES for word in words)
    )
    return be or bare or after == "by"


def main_subject(tokens: Sequence[Token], place: int, *, within: bool = False) -> Range | None:
    """Return the subject of the nearest finite verb before ``place`` whose subject stands before it.

    That is who acts in "Lee rose and said" and "Lee was blunt, saying". ``within``: the clause must be the same, so
    that in "talks failed when the mayor of Orr, Skell, said" the talks say nothing.
    """
    for index in range(place - 1, -1, -1):
        token = tokens[index]
        if within and token.word_class in "hc":
            return None
        if token.word_class in FINITE:
            subject = subject_before(tokens, verb_group(tokens, index).start)
            if subject is not None and not _is_subordinate(tokens, subject):
                return subject
    return None


def main_subject_after(tokens: Sequence[Token], place: int) -> Range | None:
    """Return the subject of the clause that a comma opens behind ``place``: "Citing its haste, | the board | left"."""
    for index in range(place + 1, len(tokens)):
        if tokens[index].word_class in FINITE:
            subject = subject_before(tokens, verb_group(tokens, index).start)
            before = tokens[subject.start - 1] if subject is not None and subject.start > place else None
            if before is not None and (before.lower == "," or ends_with_comma(before)):
                return subject
    return None


def _is_subordinate(tokens: Sequence[Token], subject: Range) -> bool:
    """Whether a subject is that of a clause within a clause: "how much | Lee | can get"."""
    before = tokens[subject.start - 1] if subject.start else None
    return before is not None and (before.word_class in "hwc" or before.lower in RELATIVES)
