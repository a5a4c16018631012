"""Noun phrases: from where to where a name or a description of a speaker runs, told by the classes of its words.

Everything here works on the tokens of one unit and returns half-open ranges of token indices.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from attribune.annotate.lexicon import LOWER
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import FINITE

LONGEST = 40  # tokens; what is longer is no noun phrase but a parsing accident

_SHORT_LIST = 5  # tokens
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TEMPORALS = WEEKDAYS | frozenset(
    "today yesterday tonight tomorrow earlier later last "
    "this next january february march april may june july august september october november december week month "
    "year night morning afternoon evening recently".split()
)
DAYS = TEMPORALS - frozenset("this last next march may week month year night morning afternoon evening".split())
SUBJECTS = frozenset("he she they it i we you".split())  # pronouns that can be subjects
CLOSED = (',"', ",”", ",’", ",'")  # a quoted name, and a comma in it
HEADS = frozenset("nsN0")  # classes of the words that carry a noun phrase
POINTING = frozenset(
    "this that these those some many all both most others several few neither one another each either".split()
)
OWNERS = frozenset("his her their its".split())
REFLEXIVE = frozenset("himself herself themselves itself".split())
_JOINING = frozenset({"of", "for", "from"})  # prepositions that hang on any noun
_LOCATING = frozenset("in at on to with against about between near by".split())  # that hang on common nouns
_CONJUNCTIONS = frozenset("as than like with after before since until because while although though".split())
# participles that are prepositions where they open a phrase
PREPOSITIONAL = frozenset("regarding concerning including following considering given according".split())
_OPEN = {")": "(", "]": "["}
_SYMBOLS = frozenset("$ £ € % & / ' ’ # *".split())
_BULLETS = frozenset({"*", "•"})
_RELATIVES = frozenset({"who", "which", "that"})
_BEFORE_NUMBERS = frozenset("about nearly almost over more than at least only".split())
CONNECTING = frozenset(
    "meanwhile however moreover still nevertheless instead indeed finally later earlier and but or so yet then also "
    "perhaps today yesterday now thus therefore once again even not only just".split()
)
_PARTS_OF_MONTHS = frozenset(("late", "early", "mid", "-"))
_CLOSE_TO = frozenset({"with", "to", "about"})
_TIME_NOUNS = frozenset("day time year month week moment hour".split())
_YEAR = re.compile(r"[12]\d{3}")


class Range(NamedTuple):
    """Token indices ``[start, end)``."""

    start: int
    end: int


def are_people(token: Token) -> bool:
    """Return whether a word, or its singular, is what people are: "ministers", "Justices", "officials"."""
    return not {LOWER.get(token.lower), LOWER.get(token.lower.removesuffix("s"))}.isdisjoint(("g", "t"))


def phrase_before(tokens: Sequence[Token], end: int, *, subject: bool = True) -> Range | None:
    """Return the noun phrase that ends before token ``end``, None if there is none.

    What belongs to it: titles, "of" and other prepositional phrases behind its noun, coordinated nouns, a relative
    clause without commas. Adverbials on either side do not ("On Monday the minister", "Lee in Skell"). Where it is to
    be a ``subject``, the object of a preposition or an infinitive will not do.
    """
    lowest = max(0, end - LONGEST)
    last = _last_noun(tokens, end - 1, lowest)
    if last is None:
        return None
    if tokens[last].word_class in "of":
        return _pronoun(tokens, last, lowest)
    stop = last + 1
    start = core_start(tokens, last, lowest)
    while start > lowest:
        noun = _attached(tokens, start, lowest) if subject or tokens[start - 1].lower in _JOINING else None
        if noun is None:
            break
        start = core_start(tokens, noun, lowest)
        if tokens[noun + 1].lower in _LOCATING and all(t.word_class == "N" for t in tokens[start : noun + 1]):
            stop = noun + 1  # "Lee in Skell", but "the leading Democrats in Skell"
    if tokens[start].lower == "that" and start and tokens[start - 1].word_class in "vzpbge" and stop > start + 1:
        start += 1  # "found that 74 percent": it joins clauses
    elif subject and start > 0 and _governs(tokens[start - 1]):
        return _behind_adverbial(tokens, start, stop, free=tokens[start - 1].lower in _CONJUNCTIONS)
    return _trimmed(tokens, start, stop)


def _pronoun(tokens: Sequence[Token], place: int, lowest: int) -> Range | None:
    """``he``, or ``one of them``."""
    if tokens[place].lower.partition("'")[0] in SUBJECTS:
        return Range(place, place + 1)
    if place - 2 >= lowest and tokens[place - 1].lower == "of" and tokens[place].lower in ("them", "us"):
        return Range(core_start(tokens, place - 2, lowest), place + 1)
    return None


def _last_noun(tokens: Sequence[Token], index: int, lowest: int) -> int | None:
    """The word that closes a noun phrase at ``index``, adverbs and times behind it passed over."""
    while index > lowest and (
        tokens[index].word_class == "r" or tokens[index].lower in DAYS or tokens[index].lower in REFLEXIVE
    ):
        index -= 1
        if tokens[index + 1].lower in DAYS:
            index -= tokens[index].lower in _PARTS_OF_MONTHS
            index -= tokens[index].lower in ("on", "in", "since")
    if index > lowest and tokens[index].lower in TEMPORALS and tokens[index - 1].lower in ("last", "this", "next"):
        index -= 2
    if index < lowest:
        return None
    token = tokens[index]
    if token.lower in _OPEN:
        opening = _opening(tokens, index, lowest)
        return index if opening > lowest and tokens[opening - 1].word_class in HEADS else None
    if token.word_class in HEADS or token.word_class in "of" or token.lower in POINTING:
        return index
    if token.word_class == "e" and index > lowest and tokens[index - 1].word_class in HEADS:
        return index - 1  # "a poll | released in late August"
    # "the accused", "the filing", "the deputy premier"
    described = any(before.word_class == "d" for before in tokens[max(lowest, index - 2) : index])
    return index if token.word_class in "aeg" and described else None


def _opening(tokens: Sequence[Token], closing: int, lowest: int) -> int:
    mark = _OPEN[tokens[closing].lower]
    return next((index for index in range(closing - 1, lowest, -1) if tokens[index].lower == mark), lowest)


def core_start(tokens: Sequence[Token], last: int, lowest: int) -> int:
    """Return where the words begin that stand before the noun ``last`` and belong to it."""
    index = last
    if tokens[index].lower in _OPEN:
        index = _opening(tokens, index, lowest) - 1
    while index > lowest and _precedes_noun(tokens, index - 1):
        index -= 1
        token = tokens[index]
        if token.word_class == "d" and not token.lower.endswith(("'s", "s'")):
            more = index > lowest and tokens[index - 1].lower in ("all", "both", "half", "even")
            return index - more
    return index


def _precedes_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word belongs to the noun phrase that begins right behind it."""
    token, after = tokens[index], tokens[index + 1]
    before = tokens[index - 1].word_class if index else ""
    if token.lower in DAYS:
        return bool(before) and tokens[index - 1].lower not in ("on", "last", "this") and after.word_class in "nN"
    match token.word_class:
        case "d" | "a" | "0":
            return True
        case "n" | "N":
            if token.text.endswith(CLOSED):
                return False  # on “Harbour Hour,” | Lee said
            if token.lower in _TIME_NOUNS and after.word_class == "N":
                return False  # "the day | Lee said"
            return after.word_class in "nsN0ageed(" or after.lower in _SYMBOLS
        case "s":
            return after.word_class in "ns" or after.lower in ("'", "’")
        case "e" | "g":
            return before in ("", "d", "a", "i", "c", "&", ",") and after.word_class in "nsNa"
        case "r":
            return after.word_class in "ae" or (after.word_class == "0" and token.lower in _BEFORE_NUMBERS)
    return token.lower in _SYMBOLS


def _attached(tokens: Sequence[Token], start: int, lowest: int) -> int | None:
    """The noun on which hangs what begins at ``start``: "officials | in Skell", "Lee and | the mayor"."""
    link = start - 1
    if link <= lowest:
        return None
    token = tokens[link]
    if token.word_class == "i" and token.text[0].isupper():
        return None  # a sentence that began without a stop before it
    if token.word_class == "i" and tokens[link - 1].word_class in FINITE:
        return _antecedent(tokens, link - 1, lowest)  # "a woman who lives | across the street"
    if token.lower in _JOINING or token.lower in _LOCATING:
        return _noun_before(tokens, link, participle=True)
    if token.word_class in "eg":
        return _noun_before(tokens, link)
    if token.word_class == "b" and tokens[link - 1].word_class == "t":
        return _noun_before(tokens, link - 1, participle=True)
    if token.lower in ("and", "or"):
        return _noun_before(tokens, link) if not _has_verb_before(tokens, link, lowest) else None
    if token.lower == ",":
        return link - 1 if _in_list(tokens, link) else None
    if token.word_class in FINITE:
        return _antecedent(tokens, link, lowest)
    return None


def _noun_before(tokens: Sequence[Token], link: int, *, participle: bool = False) -> int | None:
    """The noun right before ``link``, a participle or adjective allowed in between ("people close to")."""
    index = link - 1
    if participle and index > 0 and tokens[index].word_class in "aeg":
        index -= 1
    if index < 0:
        return None
    token = tokens[index]
    noun = token.word_class in HEADS or token.lower in _OPEN or token.lower in POINTING
    noun = noun or (participle and LOWER.get(token.lower) == "t")  # "a Skell official familiar with"
    return index if noun and token.lower not in DAYS else None


def _antecedent(tokens: Sequence[Token], verb: int, lowest: int) -> int | None:
    """The noun before a relative clause without commas: "the man | who runs the harbour"."""
    index = verb
    while index > lowest and tokens[index].word_class in "vzpmfr":
        index -= 1
    return _noun_before(tokens, index) if tokens[index].lower in _RELATIVES else None


def _has_verb_before(tokens: Sequence[Token], place: int, lowest: int) -> bool:
    """Whether the clause has had its verb, so that "and" joins clauses and not nouns."""
    for index in range(place - 1, lowest - 1, -1):
        if tokens[index].word_class in ',.:"-':
            return tokens[index].word_class == '"' and not ends_with_comma(tokens[index])
        if tokens[index].word_class in FINITE:
            return True
    return False


def ends_with_comma(quotation: Token) -> bool:
    """Return whether a quotation has a comma within its marks, so that what follows it begins anew."""
    return quotation.text.rstrip("”\"'’»")[-1:] == ","


def _in_list(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the comma stands in "A, B and C": a name on both sides and an "and" soon after."""
    if comma == 0 or tokens[comma - 1].word_class not in "Ns" or tokens[comma + 1].word_class not in "Nds":
        return False
    if any(token.lower == "and" for token in tokens[comma + 1 : comma + _SHORT_LIST + 1]):
        return True
    named = list(takewhile(lambda token: token.word_class == "N" or token.lower == ",", tokens[comma + 1 :]))
    after = tokens[comma + len(named) + 1 : comma + len(named) + 2]
    return bool(after) and after[0].lower == "and" and any(token.lower == "," for token in named)


def _governs(token: Token) -> bool:
    """Whether what follows is the object of this word and so no subject."""
    return token.word_class in "ib" or token.lower in _CONJUNCTIONS or token.lower in PREPOSITIONAL


def _behind_adverbial(tokens: Sequence[Token], start: int, stop: int, *, free: bool) -> Range | None:
    """``In the speech | Mr Lee``: a name behind a common noun that is not its title. ``free``: else all of it."""
    for index in range(stop - 1, start, -1):
        before = tokens[index - 1]
        bare = before.word_class == "n" and LOWER.get(before.lower) != "t"
        if _YEAR.fullmatch(before.text) or (bare and tokens[index].word_class == "N"):
            return Range(index, stop)
    return _trimmed(tokens, start, stop) if free else None


def _trimmed(tokens: Sequence[Token], start: int, stop: int) -> Range | None:
    """Drop what links a phrase to the text before it, and refuse what names nobody."""
    while start < stop and (tokens[start].lower in CONNECTING or tokens[start].lower in DAYS | _BULLETS):
        start += 1
    named = any(token.word_class in "nsN0" or token.lower in POINTING for token in tokens[start:stop])
    described = stop - start > 1 and tokens[start].word_class == "d"
    return Range(start, stop) if named or described else None


def phrase_after(tokens: Sequence[Token], start: int) -> Range | None:
    """Return the noun phrase that begins at token ``start`` ("said | Ann Lee of Orr | on Monday"), or None."""
    if start >= len(tokens):
        return None
    if tokens[start].word_class == "o":
        return Range(start, start + 1) if tokens[start].lower in SUBJECTS else None
    taken = start > 1 and tokens[start - 2].lower == "according" and tokens[start].word_class == "b"
    end = last = start + taken  # "according to show insiders": the classes see an infinitive
    while end < min(len(tokens), start + LONGEST):
        step = _goes_on(tokens, end, headed=start < end == last)
        if step == 0:
            break
        end += step
        if tokens[end - 1].word_class in HEADS or tokens[end - 1].lower in _OPEN:
            last = end
        if tokens[end - 1].quotation >= 0 and ends_with_comma(tokens[end - 1]):
            break  # "an interview with “Harbour Hour,” | Venn said"
    if last == start:
        return Range(start, end) if end > start and tokens[start].lower in POINTING else None
    return Range(start, last)


def _goes_on(tokens: Sequence[Token], index: int, *, headed: bool) -> int:
    """How many tokens further the phrase goes on; 0 where it ends. ``headed``: its noun has been read."""
    token = tokens[index]
    after = tokens[index + 1].word_class if index + 1 < len(tokens) else ""
    if token.lower in DAYS:  # "the Sunday Times", but "the mayor | Sunday"
        return int(index > 0 and tokens[index - 1].lower in ("the", "a") and after in ("n", "N", "0"))
    if token.lower in TEMPORALS and token.word_class not in "nsN":
        return 0
    match token.word_class:
        case "n" | "s" | "N" | "0":
            return 1
        case "d":
            return int(not headed or token.lower.endswith(("'s", "s'")))
        case "a" | "e" | "g":
            return _of_adjective(tokens, index, after, headed=headed)
        case "r":
            return int(not headed and bool(after) and after in "ae0rnsd")
        case "i" | "&":
            return int(headed and _links(tokens, index))
    if token.lower == "(" and headed:
        closing = next((i for i in range(index, min(len(tokens), index + LONGEST)) if tokens[i].lower == ")"), index)
        return closing + 1 - index if closing > index else 0
    return int(token.lower in _SYMBOLS)


def _of_adjective(tokens: Sequence[Token], index: int, after: str, *, headed: bool) -> int:
    """``a | senior | official`` and ``a source | familiar with | the talks``."""
    if headed and after == "i" and tokens[index].word_class == "a" and tokens[index + 1].lower in _CLOSE_TO:
        return 2 if _begins_noun(tokens, index + 2) else 0
    inside = tokens[index].word_class == "a" or (index > 0 and tokens[index - 1].word_class in "dan")
    return int(bool(after) and after in "nsNaeg&0" and (not headed or (inside and after in "nsNaeg")))


def _links(tokens: Sequence[Token], index: int) -> bool:
    """Whether a preposition or "and" brings more of the phrase."""
    token = tokens[index]
    if token.word_class == "&":
        return token.lower == "and" and _joins_nouns(tokens, index)
    joins = token.lower in _JOINING or (token.lower == "with" and tokens[index - 1].word_class in "ns")
    return joins and _begins_noun(tokens, index + 1)


def _begins_noun(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].word_class in "dnsNa0eg" and tokens[index].lower not in TEMPORALS


def _joins_nouns(tokens: Sequence[Token], place: int) -> bool:
    """Whether "and" goes on with another noun, and not with a new clause."""
    if not _begins_noun(tokens, place + 1):
        return False
    for token in tokens[place + 1 : place + 8]:
        if token.word_class in FINITE:
            return False
        if token.word_class not in "dnsNa0":
            return True
    return True
