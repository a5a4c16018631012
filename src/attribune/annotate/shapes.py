"""A text as a string of word classes, one letter per word (the letters are those of ``lexicon.py``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from attribune.annotate.lexicon import (
    ADJECTIVES,
    CALLINGS,
    CAPITAL,
    COMMON,
    GIVEN,
    LOWER,
    NO_TITLES,
    OUTLETS,
    PHRASES,
    PLACES,
    THINGS,
)
from attribune.model import Span

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[RDI]-(?:[A-Z]\.){2,}"  # U.S., and a senator's party and state
    r"|[^\W_]+(?:(?:\.(?![A-Z])|['’](?!s\b)|[&-])[^\W_]+)*"
    r"|['’]s\b|\n\s*\n|[^\w\s]"
)
_COMPOUND = re.compile(r"(?:ed|ing|born|style|era|made|run|held|like|wide|free|friendly|old|long|only|first)$")
_UNLIKELY = re.compile(r"[a-z]+(?:ly|ing|ed|tion|tions|ment|ments|ness)$")
_OPENERS = frozenset("\"“‘«„':—–-(•*[")
_SMALL = frozenset("doafeyiPQwvr0")  # classes of words that name no one whatever their first letter
_NOUN_NEXT = frozenset("xmtgbT")
_NAMING = frozenset("NGAS")
_SURE = frozenset("TKHDSOM")  # classes that a capital at the head of a sentence puts in no doubt
_TITLE_CASE = 0.7  # share of capitalised words from which a line without a full stop is a heading
_FEWEST = 4  # words that a line must have to be judged at all
_LETTERS = 4  # a run of words in capitals that are no longer than this can be a string of abbreviations
_GENERATIONS = frozenset(("Jr", "Sr"))
_CONTRACTED = re.compile(r"(.+)['’](?:ll|re|ve|d|m|t)$")


class Shape(NamedTuple):
    """The words and marks of a text, with one letter of ``codes`` for each."""

    starts: list[int]
    ends: list[int]
    codes: str
    headings: list[range]  # the tokens of lines whose capitals say nothing


class _Tokens(NamedTuple):
    starts: list[int]
    ends: list[int]
    words: list[str]
    initial: list[bool]  # whether a capital here need not mean a name
    headings: list[range]  # the tokens of lines whose capitals say nothing


def shape(text: str, sentences: Sequence[Span]) -> Shape:
    """Return the words of the sentences of ``text`` with their classes; each sentence begins with a boundary.

    Headings in title case and shouted lines lend no capital any weight: their words are names only where the
    rest of the text writes them with a capital in the middle of a sentence.
    """
    tokens = _tokens(text, sentences)
    words, initial = tokens.words, tokens.initial
    tokens.headings.extend(_shouted(words))
    lower = {word for word in words if word.islower()}
    codes = [
        LOWER.get(word) or ("x" if word in lower else _code(word, first, lower))
        for word, first in zip(words, initial, strict=True)
    ]
    if tokens.headings:
        _code_headings(tokens, codes)
    _mend(words, codes)
    return Shape(tokens.starts, tokens.ends, "".join(codes), tokens.headings)


def _tokens(text: str, sentences: Sequence[Span]) -> _Tokens:
    tokens = _Tokens([], [], [], [], [])
    starts, ends, words, initials, headings = tokens
    for first, last in sentences:
        starts.append(first)
        ends.append(first)
        words.append("\n")
        initials.append(False)
        before, skip, initial = len(words), 0, True
        for match in _TOKEN.finditer(text, first, last):
            start, end = match.span()
            if start < skip:
                continue
            word = match[0]
            if word in PHRASES:
                end = skip = _phrase_end(text, start, word) or end
                word = text[start:end]
            starts.append(start)
            ends.append(end)
            words.append(word)
            initials.append(initial)
            initial = (word in _OPENERS or word[0].isspace() or initial) and not word[0].isalnum()
        if _is_heading(text[first:last]):
            headings.append(range(before, len(words)))
    return tokens


def _phrase_end(text: str, start: int, first: str) -> int | None:
    for name, _ in PHRASES[first]:
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum():
            return end
    return None


def _is_heading(sentence: str) -> bool:
    stripped = sentence.strip()
    if stripped.isupper():
        return stripped.count(" ") >= _FEWEST - 1
    if not stripped or stripped[-1] in '.!?…"”’:;':
        return False
    words = [word for word in stripped.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _TITLE_CASE * len(words)


def _shouted(words: list[str]) -> list[range]:
    """Return the runs of words in capitals that are too long for the letters of a body."""
    found, start = [], 0
    for i, word in enumerate([*words, "\n"]):
        if word.isupper() or (word[0] in "'’-–:" and i > start):
            continue
        if i - start >= _FEWEST and max(map(len, words[start:i])) > _LETTERS:
            found.append(range(start, i))
        start = i + 1
    return found


def _code(word: str, initial: bool, lower: set[str]) -> str:
    """Return the class of a word that is not in lower case, "?" where that hangs on the next word."""
    first = word[0]
    if not first.isalnum():
        return _mark_code(word)
    if not first.isupper():
        return _odd_code(word)
    if len(word) > 1 and word.isupper():
        return _acronym_code(word)
    folded = word.lower()
    code = LOWER.get(folded, "")
    if code in _SMALL:
        return code
    if len(word) == 1 or word in _GENERATIONS:
        return "I"
    contracted = _CONTRACTED.match(folded) if "'" in word or "’" in word else None
    if contracted and LOWER.get(contracted[1], "x") in _SMALL:
        return "w"
    found = CAPITAL.get(folded)
    if initial and found not in _SURE:
        return _initial_code(word, found, code, lower)
    return found or _name_code(word)


def _initial_code(word: str, found: str | None, code: str, lower: set[str]) -> str:
    """Return the class of the first word of a sentence, which has its capital anyway."""
    folded = word.lower()
    if code and code in "tmguk":
        return code
    common = folded in lower or folded in COMMON
    if found:
        return "?" if common else found
    return "x" if common or _UNLIKELY.match(folded) else _name_code(word)


def _mark_code(word: str) -> str:
    if word[0] in "'’":
        return "q" if len(word) > 1 else "#"
    if word[0].isspace():
        return "B"
    return word if word in ".,();:&" else "#"


def _odd_code(word: str) -> str:
    if word[0].isdigit():
        return "0"
    head, mark, tail = word.partition("-")
    if mark and tail[:1].isupper():
        return "T" if head in ("then", "ex", "vice", "former") else "N"
    return "x"


def _acronym_code(word: str) -> str:
    if word in PLACES:
        return "S"
    if word in THINGS or _is_party(word):
        return "x"
    folded = word.lower().replace(".", "")
    found = CAPITAL.get(folded)
    if found and found in "TH":
        return found
    if len(folded) == 2 and len(word) == 4 and word != "U.N.":
        return "I"  # initials: "J.D."
    return "A" if len(folded) <= 6 or word.title() in OUTLETS else found or "N"


def _is_party(word: str) -> bool:
    """Return whether a word is a legislator's party and state: "R-Fla", "D-N.Y."."""
    return word[1:2] == "-" and word[0] in "RDI"


def _name_code(word: str) -> str:
    """Return the class of a capitalised word that no list of single words knows."""
    if word in PHRASE_CODES:
        return PHRASE_CODES[word]
    head, mark, tail = word.rpartition("-")
    if not mark:
        return "A" if word in OUTLETS else "N"
    last = tail.lower()
    if CAPITAL.get(last) == "T" or CAPITAL.get(word.lower().replace("-", " ")) == "T" or last == "elect":
        return "T"
    if _is_party(word) or not (tail[:1].isupper() or (len(tail) < 5 and not _COMPOUND.search(tail))):
        return "x"
    first = head.partition("-")[0].lower()
    return "G" if first in GIVEN else "D" if CAPITAL.get(first) == "D" else "N"


PHRASE_CODES = {name: code for names in PHRASES.values() for name, code in names}


def _code_headings(tokens: _Tokens, codes: list[str]) -> None:
    """Give the words of headings the classes that the rest of the text bears out."""
    within = {i for heading in tokens.headings for i in heading}
    known = {
        word for i, word in enumerate(tokens.words) if codes[i] in _NAMING and not tokens.initial[i] and i not in within
    }
    for i in sorted(within):
        word = tokens.words[i]
        if word[0].isupper():
            codes[i] = _heading_code(word, known)


def _heading_code(word: str, known: set[str]) -> str:
    plain = word.title() if len(word) > 3 and word.isupper() and word not in known else word
    folded = plain.lower()
    code = LOWER.get(folded, "")
    if code in _SMALL:
        return code
    found = CAPITAL.get(folded) or PHRASE_CODES.get(plain)
    if found and found in "TSDKHM" and folded not in NO_TITLES:
        return found
    if plain in known or word in known:
        return found or _name_code(plain)
    return "A" if word in OUTLETS else "x"


def _mend(words: list[str], codes: list[str]) -> None:
    """Settle the words whose class hangs on their neighbours."""
    surnames = {
        words[i]
        for i in range(1, len(words))
        if (codes[i] in "NM" and codes[i - 1] in "GH") or (codes[i] == "N" and codes[i - 1] == "T")
    }
    for i, code in enumerate(codes):
        if code == "?":
            following = codes[i + 1] if i + 1 < len(codes) else "B"
            codes[i] = "G" if following in "NGI" or words[i] in surnames else "x"
        elif code in "Mx" and words[i] in surnames:
            codes[i] = "N"
        elif code == "t" and words[i] in ADJECTIVES and codes[i + 1 : i + 2] == ["x"]:
            codes[i] = "m" if words[i + 1][-2:] != "ed" else "t"
        elif code == "N" and words[i].endswith(("ian", "ese")) and "".join(codes[i + 1 : i + 2]) in _NOUN_NEXT:
            codes[i] = "D"  # of a people that no list has
        elif code == "x" and words[i].endswith(CALLINGS):
            codes[i] = "t"
        elif code == "T" and words[i] == "PM" and codes[i - 1] == "0":
            codes[i] = "x"
        elif code == "m" and words[i] == "general" and codes[i - 1] == "t":
            codes[i] = "t"  # the attorney general
        elif code == "N" and words[i].lower() in NO_TITLES and codes[i + 1 : i + 2] == ["G"]:
            codes[i] = "T"
