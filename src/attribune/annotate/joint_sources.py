"""Sources of several: from the one next to the verb to all who say it together, told by the classes of words.

"military and | intelligence officials", "Neither Lee nor | the board", "allies like | Orla Dorn".
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.phrases import CLOSED, OWNERS, WEEKDAYS, Range, are_people, core_start, phrase_before
from attribune.annotate.tokens import Token

_PERCENT = frozenset(("percent", "%", "per"))
_FAR = 12  # tokens before "and" or "nor" in which the first of two may stand


def with_others(tokens: Sequence[Token], source: Range, cue: Range) -> Range:
    """Take in those who say it too: "| military and | intelligence officials", "| Lee, the mayor, and | her board"."""
    link = source.start - 1
    if link < 1:
        return source
    if tokens[link].lower == ",":
        return _with_list(tokens, source)
    if tokens[link].lower == "nor":
        return _with_neither(tokens, source)
    if tokens[link].lower == "like" or [token.lower for token in tokens[link - 1 : link + 1]] == ["such", "as"]:
        return _with_those_like(tokens, source)
    if tokens[link].lower != "and" or clauses.has_verb(tokens, Range(source.start, cue.start)):
        return source
    if _is_share(tokens, source.start):
        return _with_share(tokens, source)
    named = tokens[source.start].word_class == "N" or tokens[source.start].lower in OWNERS
    if tokens[link - 1].lower == "," and named:
        listed = _with_list(tokens, Range(link, source.end))
        if listed.start < link:
            return listed
        others = clauses.subject_before(tokens, link)
        return Range(others.start, source.end) if others is not None and _opens(tokens, others.start) else source
    people = _with_people(tokens, link, source)
    return Range(_shared(tokens, link, source), source.end) if people is None else people


def _with_people(tokens: Sequence[Token], link: int, source: Range) -> Range | None:
    """Take in the people right before "and others" at the start of a clause: "| top ministers and | aides"."""
    people = source.end == source.start + 1 and are_people(tokens[source.start]) and are_people(tokens[link - 1])
    first = phrase_before(tokens, link) if people else None
    if first is None or first.end != link or not _opens(tokens, first.start):
        return None
    return Range(first.start, source.end)


def _with_list(tokens: Sequence[Token], source: Range) -> Range:
    """Take in a list of which a source is but the end: "ministers of Orr, Venn, | Skell and Orvik"."""
    several = any(tokens[i].lower == "and" for i in range(*source))
    nouns = _with_nouns(tokens, source) if several and tokens[source.start].word_class in "ns" else source
    if nouns != source:
        return nouns
    start, items = source.start, 0
    while start > 1 and tokens[start - 1].lower == "," and tokens[start - 2].word_class == "N":
        before = _item(tokens, start - 2)
        if tokens[start - 2].lower in WEEKDAYS or (before and tokens[before - 1].lower == "and"):
            break
        start, comma = before, start - 1
        items += 1
    fewest = 1 if tokens[start].lower == "the" and _opens(tokens, start) else 2  # "| The board, | ministers and"
    if not several or items < fewest:
        return source
    first = phrase_before(tokens, comma)
    if first is not None and first.start < start:
        people = tokens[start - 1].lower == "of" and are_people(tokens[start - 2])
        return Range(first.start, source.end) if people else source
    start -= start > 0 and are_people(tokens[start - 1])  # "| Justices | Lee, Dorn and Venn"
    behind_time = items > 1 and start > 0 and tokens[start - 1].lower == ","  # "On Friday, after the vote, | Lee, ..."
    return Range(start, source.end) if behind_time or _opens(tokens, start) else source


def _item(tokens: Sequence[Token], last: int) -> int:
    """Where an item of a list begins: "| Bank of Orr head | Ann Lee, Orla Dorn and"."""
    start = core_start(tokens, last, 0)
    while start > 1 and tokens[start - 1].lower == "of" and tokens[start - 2].word_class == "N":
        start = core_start(tokens, start - 2, 0)
    return start


def _with_nouns(tokens: Sequence[Token], source: Range) -> Range:
    """Take in a list of nouns without articles: "| Friends, | family and neighbours"."""
    start = source.start
    while start > 1 and tokens[start - 1].lower == "," and tokens[start - 2].word_class in "ns":
        start = core_start(tokens, start - 2, 0)
    if start == source.start:
        return source
    comma = next(i for i in range(start, source.start) if tokens[i].lower == ",")
    people = are_people(tokens[source.start - 2]) and tokens[comma - 1].word_class == "s"
    return Range(start, source.end) if people and _opens(tokens, start) else source


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
    before = tokens[start - 1] if start else None
    timed = start > 1 and before is not None and before.lower == "," and tokens[start - 2].lower in WEEKDAYS
    linked = before is not None and (before.word_class in "&hc" or before.lower in clauses.SUBORDINATORS)
    return before is None or timed or linked or before.text.endswith(CLOSED)


def _with_neither(tokens: Sequence[Token], source: Range) -> Range:
    """Take in who does not say it either: "| Neither Lee nor | anyone on the board"."""
    far = range(source.start - 2, max(-1, source.start - _FAR), -1)
    neither = next((i for i in far if tokens[i].lower == "neither"), None)
    return source if neither is None else Range(neither, source.end)


def _with_those_like(tokens: Sequence[Token], source: Range) -> Range:
    """Take in all those of whom one is but named: "| allies like | Orla Dorn", "| sailors such as | Lee"."""
    like = source.start - 1 - (tokens[source.start - 1].lower == "as")
    head = tokens[like - 1] if like else None
    people = head is not None and (are_people(head) or head.lower == "people")
    before = phrase_before(tokens, like) if people else None
    return Range(before.start, source.end) if before is not None and before.end == like else source


def _is_share(tokens: Sequence[Token], start: int) -> bool:
    """Whether "61 percent of" begins at a token."""
    return tokens[start].word_class == "0" and any(t.lower in _PERCENT for t in tokens[start + 1 : start + 2])


def _with_share(tokens: Sequence[Token], source: Range) -> Range:
    """Take in the other share: "| 76 percent of sailors and | 61 percent of fishers"."""
    far = range(source.start - 2, max(-1, source.start - _FAR), -1)
    first = next((i for i in far if _is_share(tokens, i)), None)
    if first is None or clauses.has_verb(tokens, Range(first, source.start - 1)):
        return source
    return Range(first, source.end)
