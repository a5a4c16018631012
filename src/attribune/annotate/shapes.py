"""A text as a string of word classes, one letter per word (the letters are those of ``lexicon.py``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from attribune.text import Remembered

_TOKEN = re.compile(
    r"[a-z]{2,}+(?![\w.&’'-])"  # most words: no need to try the rest
    r"|(?:[^\W\d_]\.){2,}|[RDI]-(?:[A-Z]\.){2,}"  # U.S., and a senator's party and state
    r"|[^\W_]+(?:(?:\.(?![A-Z])|['’](?!(?:s|ll|re|ve|d|m)\b)|[&-])[^\W_]+)*"
    r"|['’](?:s|ll|re|ve|d|m)\b|\n\s*\n|[^\w\s]"
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
_UNCAPPED = frozenset("a an the of in on at to for and or by as but vs with from".split())  # in headings
_LETTERS = 4  # a run of words in capitals that are no longer than this can be a string of abbreviations
_GENERATIONS = frozenset(("Jr", "Sr"))
_SURNAME = re.compile("[GH](?=[NM])|T(?=N)")
_SETTLED = frozenset("doafeyiPQwvr0qB.,();:&#bpkugASKHGIDO")  # classes that hang on no neighbour
_CAPITALS = re.compile(f"U[U']{{{_FEWEST - 1},}}")
_CONTRACTED = re.compile(r"(.+)['’](?:ll|re|ve|d|m|t)$")


class Shape(NamedTuple):
    """The words and marks of a text and where they stand, with one letter of ``codes`` for each."""

    words: list[str]
    spans: list[tuple[int, int]]
    codes: str
    headings: list[range]  # the tokens of lines whose capitals say nothing


class _Tokens(NamedTuple):
    words: list[str]
    spans: list[tuple[int, int]]
    openings: list[int]  # the tokens where a capital need not mean a name
    headings: list[range]  # the tokens of lines whose capitals say nothing


def shape(text: str, sentences: Sequence[Span]) -> Shape:
    """Return the words of the sentences of ``text`` with their classes; each sentence begins with a boundary.

    Headings in title case and shouted lines lend no capital any weight: their words are names only where the
    rest of the text writes them with a capital in the middle of a sentence.
    """
    tokens = _tokens(text, sentences)
    words = tokens.words
    tokens.headings.extend(_shouted(words))
    codes = list(map(_WITHIN.__getitem__, words))
    there = set(words)
    for place in tokens.openings:
        if words[place][0].isupper():
            codes[place] = _code(words[place], there)
    _code_seen_elsewhere(tokens, codes)
    if tokens.headings:
        _code_headings(tokens, codes)
    _mend(words, codes)
    return Shape(words, tokens.spans, "".join(codes), tokens.headings)


def _code_seen_elsewhere(tokens: _Tokens, codes: list[str]) -> None:
    """Give words at the head of a sentence that look like no name ("Boeing") the class they have within others."""
    doubtful = [i for i in tokens.openings if codes[i] == "x" and _UNLIKELY.match(tokens.words[i].lower())]
    if doubtful:
        passed_over = {*tokens.openings, *(i for heading in tokens.headings for i in heading)}
        within = {word: i for i, word in enumerate(tokens.words) if i not in passed_over and codes[i] in _NAMING}
        for i in doubtful:
            if tokens.words[i] in within and tokens.words[i].lower() not in within:
                codes[i] = codes[within[tokens.words[i]]]


def _tokens(text: str, sentences: Sequence[Span]) -> _Tokens:
    tokens = _Tokens([], [], [], [])
    for sentence in sentences:
        spans = [match.span() for match in _TOKEN.finditer(text, *sentence)]
        words = [text[start:end] for start, end in spans]
        if not PHRASES.keys().isdisjoint(words):
            spans = _with_phrases(text, spans)
            words = [text[start:end] for start, end in spans]
        tokens.words.append("\n")
        tokens.spans.append((sentence.start, sentence.start))
        before = len(tokens.words)
        tokens.openings.extend(_openings(words, before))
        tokens.words.extend(words)
        tokens.spans.extend(spans)
        if _is_heading(text[sentence.start : sentence.end]):
            tokens.headings.append(range(before, len(tokens.words)))
    return tokens


def _openings(words: Sequence[str], first: int) -> Iterator[int]:
    """Yield where a sentence begins, or what stands in quotation marks or behind a colon in it, counted from ``first``.

    Marks that open something may follow each other.
    """
    openers = [place for place, word in enumerate(words) if word in _OPENERS or word[0] == "\n"]
    reached = 0
    for opener in (-1, *openers):
        if opener + 1 < reached:
            continue
        for place in range(opener + 1, len(words)):
            reached = place + 1
            yield first + place
            if words[place][0].isalnum():
                break


def _with_phrases(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the words that are one name together ("New Skell", "Harbour Radio")."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            continue
        word = text[start:end]
        joined.append((start, (_phrase_end(text, start, word) if word in PHRASES else None) or end))
    return joined


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
    if stripped[-1:] in '.!?…"”’:;':  # a sentence, unless every word has its capital but for the smallest
        words = [word for word in stripped.split() if word[0].isalpha() and word not in _UNCAPPED]
        return len(words) > _FEWEST and all(word[0].isupper() for word in words)
    words = [word for word in stripped.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _TITLE_CASE * len(words)


def _shouted(words: Sequence[str]) -> list[range]:
    """Return the runs of words in capitals that are too long for the letters of a body."""
    flags = "".join(["U" if word.isupper() else "'" if word[0] in "'’-–:" else "." for word in words])
    runs = [range(*match.span()) for match in _CAPITALS.finditer(flags)]
    return [run for run in runs if max(len(words[i]) for i in run) > _LETTERS]


def _code(word: str, there: set[str] | None) -> str:
    """Return the class of a word that is not in lower case, "?" where that hangs on the next word.

    ``there`` are the words of the text if the word has its capital anyway, as the first of its sentence.
    """
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
    if there is not None and found not in _SURE:
        return _initial_code(word, found, code, there)
    return found or _name_code(word)


def _initial_code(word: str, found: str | None, code: str, there: set[str]) -> str:
    """Return the class of the first word of a sentence, which has its capital anyway."""
    folded = word.lower()
    if code and code in "tmguk":
        return code
    common = (folded in there and folded.islower()) or folded in COMMON
    if found:
        return "?" if common else found
    return "x" if common or _UNLIKELY.match(folded) else _name_code(word)


def _mark_code(word: str) -> str:
    if word[0] in "'’":
        return "q" if word[1:] == "s" else "w" if len(word) > 1 else "#"
    if word[0].isspace():
        return "B"
    return word if word in ".,();:&" else "#"


def _odd_code(word: str) -> str:
    if word[0].isdigit():
        return "0"
    head, mark, tail = word.partition("-")
    if mark and tail[:1].isupper():
        if head in ("anti", "pro", "non"):
            return "x"  # what is against somebody does not bear the name
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
# the classes of words where a capital means a name
_WITHIN = Remembered(lambda word: LOWER.get(word) or ("x" if word.islower() else _code(word, None)))


def _code_headings(tokens: _Tokens, codes: list[str]) -> None:
    """Give the words of headings the classes that the rest of the text bears out."""
    within = {i for heading in tokens.headings for i in heading}
    apart = within.union(tokens.openings)
    known = {word for i, word in enumerate(tokens.words) if codes[i] in _NAMING and i not in apart}
    for i in sorted(within):
        word = tokens.words[i]
        if word[0].isupper():
            codes[i] = _heading_code(word, known)
            if CAPITAL.get(word.lower()) == "G" and i + 1 in within and tokens.words[i + 1] in known:
                codes[i] = "G"  # the text goes on with the surname alone


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
    surnames = {words[match.start() + 1] for match in _SURNAME.finditer("".join(codes))}
    for i, code in enumerate(codes):
        if code in _SETTLED:
            continue
        if code in "Mx" and words[i] in surnames:
            codes[i] = "N"
        elif code == "x":
            if words[i].endswith(CALLINGS):
                codes[i] = "t"
            elif words[i][-2:] == "ed" and codes[i - 1] in "NGA" and "-" not in words[i]:
                codes[i] = "w"  # "Amsel slammed allies": no group of that name
        elif code == "?":
            following = codes[i + 1] if i + 1 < len(codes) else "B"
            codes[i] = "G" if following in "NGI" or words[i] in surnames else "x"
        else:
            codes[i] = _beside(words, codes, i)


def _beside(words: Sequence[str], codes: Sequence[str], i: int) -> str:
    """Return the class of a title, a name, a role or a modifier by the words before and after it."""
    code, word, after = codes[i], words[i], "".join(codes[i + 1 : i + 2])
    if code == "t" and word in ADJECTIVES and after == "x":
        return "m" if words[i + 1][-2:] != "ed" else "t"
    if code == "N" and word.endswith(("ian", "ese")) and after in _NOUN_NEXT:
        return "D"  # of a people that no list has
    if code == "T" and word == "PM" and codes[i - 1] == "0":
        return "x"
    if code == "m" and word == "general" and codes[i - 1] == "t":
        return "t"  # the attorney general
    return "T" if code == "N" and word.lower() in NO_TITLES and after == "G" else code
