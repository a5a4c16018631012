"""A text as a string of word classes, one letter per word (the letters are those of ``lexicon.py``)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
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
from attribune.annotate.phrases import WEEKDAYS
from attribune.annotate.posts import ACCOUNT
from attribune.model import Span
from attribune.text import Remembered

_BOUNDARY = "\x1f"  # stands before each sentence
_PARTS = re.compile(  # splits a text into its tokens, and what stands between them
    r"([A-Za-z][a-z]++(?![\w&’'\u00ad-]|\.\S)"  # most words: no need to try the rest
    r"|(?:[^\W\d_]\.){2,}|[RDI]-(?:[A-Z]\.){2,}"  # U.S., and a senator's party and state
    r"|\d+(?:,\d{3})+(?![\w&’'-])"  # "1,500"
    r"|[^\W_]+(?:(?:\.(?![A-Z]|https?:)|['’](?!(?:s|ll|re|ve|d|m)\b)|[&\u00ad-])[^\W_]+)*"
    rf"|['’](?:s|ll|re|ve|d|m)\b|\n\s*\n|[^\w\s]|{_BOUNDARY})"
)
_COMPOUND = re.compile(r"(?:ed|ing|born|style|era|made|run|held|like|wide|free|friendly|old|long|only|first)$")
_UNLIKELY = re.compile(
    r"[a-z]+(?:ly|ing|ed|tion|tions|ment|ments|ness|ists|makers|workers|keepers|builders|holders|owners|goers)$"
)
_OPENERS = frozenset("\"“‘«„':—–-(•*[")  # marks behind which a capital need not mean a name
_OPENING = re.compile("[mj][mj'.]*([wU])")  # in the letters of ``_part``
_NAMED_ALONE = frozenset(("A", "One"))  # small words that within a sentence have their capital as names: "Channel One"
_SMALL = frozenset("doafeyiPQwvr0")  # classes of words that name no one whatever their first letter
_NOUN_NEXT = frozenset("xzmtgbT")
_NAMING = frozenset("NGAS")
_SURE = frozenset("TKHDSOM")  # classes that a capital at the head of a sentence puts in no doubt
_TITLE_CASE = 0.7  # share of capitalised words from which a line without a full stop is a heading
_FEWEST = 4  # words that a line must have to be judged at all
_UNCAPPED = frozenset("a an the of in on at to for and or by as but vs with from".split())  # in headings
_DASHES = ("—", "–")
_LETTERS = 4  # a run of words in capitals that are no longer than this can be a string of abbreviations
# of the United States, as the Associated Press abbreviates them
_STATES = frozenset(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn "
    "Tex Va Vt Wash Wis Wyo".split()
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_NUMBERED = frozenset(
    "Airborne Army Battalion Brigade Circuit Congress Congressional District Division Fleet Infantry Judicial Precinct "
    "Regiment Ward".split()
)
_GENERATIONS = frozenset(("Jr", "Sr"))
_SURNAME = re.compile(r"[GH]\.?(?=[NMG])|T(?=N)")
_TITLED = re.compile(r"G(?=GN)")
_NAMES_TOO = ("M", "G")  # classes of what may be a small word as well: "May", "Will"
_SAYING = ("v", "w")
_BEFORE_MONTHS = frozenset(
    "after before by during early from every in last late mid next of on since this through to until".split()
)
_DATING = frozenset("0iof")  # classes of words before a month
_PLAIN = "z"  # in the making, a word of class x that hangs on no neighbour
_UNSETTLED = re.compile(f"[^doafeyiPQwvr0qB.,();:&#bpkugASKHGIDO{_PLAIN}]")  # classes that hang on a neighbour
_OWNED = re.compile("[NGS]#(?=m{0,2}t)")
_CAPITALS = re.compile(f"U[Uj']{{{_FEWEST - 1},}}")  # in the letters of ``_part``
_CONTRACTED = re.compile(r"(.+)['’](?:ll|re|ve|d|m|t)$")


class Shape(NamedTuple):
    """The words and marks of a text, from where to where they stand, and one letter of ``codes`` for each."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    codes: str
    headings: list[range]  # the tokens of lines whose capitals say nothing


class _Tokens(NamedTuple):
    words: list[str]
    starts: list[int]
    ends: list[int]


def shape(text: str, sentences: Sequence[Span]) -> Shape:
    """Return the words of the sentences of ``text`` with their classes; each sentence begins with a boundary.

    Headings in title case and shouted lines lend no capital any weight: their words are names only where the
    rest of the text writes them with a capital in the middle of a sentence.
    """
    tokens = _tokens(text, sentences)
    words = tokens.words
    facts = "".join(map(_FACTS.__getitem__, words))
    codes, parts = list(facts[::2]), facts[1::2]
    headings = [*_title_cased(text, sentences, words), *_shouted(words, parts)]
    openings = [match.start(1) for match in _OPENING.finditer(parts)]
    there = set(words)
    for place in openings:
        if words[place][0].isupper():
            codes[place] = _code(words[place], there)
    _code_seen_elsewhere(words, codes, openings, headings)
    if headings:
        _code_headings(words, codes, openings, headings)
    _mend(words, codes, openings)
    mended = "".join(codes)
    _code_titles(words, codes, mended)
    _code_owners(words, codes, mended)
    return Shape(*tokens, "".join(codes).replace(_PLAIN, "x"), headings)


def _code_seen_elsewhere(words: list[str], codes: list[str], openings: list[int], headings: list[range]) -> None:
    """Give words at the head of a sentence that look like no name ("Boeing") the class they have within others.

    A common word ("Brown") has to stand there as a name twice, or behind one.
    """
    doubtful = [i for i in openings if codes[i] == "x" and words[i][0].isupper()]
    if doubtful:
        sought = {words[i] for i in doubtful}.union(words[i].lower() for i in doubtful)
        passed_over = {*openings, *(i for heading in headings for i in heading)}
        places = [i for i, word in enumerate(words) if word in sought and codes[i] in _NAMING and i not in passed_over]
        within = {words[i]: i for i in places}
        times = Counter(words[i] for i in places) + Counter(words[i] for i in places if codes[i - 1] in _NAMING)
        for i in doubtful:
            word, folded = words[i], words[i].lower()
            if times[word] > (folded in COMMON) and folded not in within:
                codes[i] = codes[within[word]]


def _tokens(text: str, sentences: Sequence[Span]) -> _Tokens:
    """Return the words and marks of the sentences, split in one go: what lies between two counts as the boundary."""
    plain = text.replace(_BOUNDARY, " ")
    parts = _PARTS.split("".join([_BOUNDARY + plain[start:end] for start, end in sentences]))
    lengths = list(map(len, parts))
    place, behind = -1, 0
    for start, end in sentences:
        place = parts.index(_BOUNDARY, place + 1)
        lengths[place], behind = start - behind, end
    edges = list(accumulate(lengths))
    tokens = _Tokens(parts[1::2], edges[:-1:2], edges[1::2])
    _join_phrases(text, tokens)
    return tokens


def _join_phrases(text: str, tokens: _Tokens) -> None:
    """Join the words that are one name together ("New Skell", "Harbour Radio")."""
    words, starts, ends = tokens
    joined: list[tuple[int, int]] = []
    reached = 0
    for place, word in enumerate(words):
        if word in PHRASES and starts[place] >= reached and (end := _phrase_end(text, starts[place], word)):
            joined.append((place, end))
            reached = end
    for place, end in reversed(joined):
        after = bisect_left(starts, end, place)
        words[place:after] = [text[starts[place] : end]]
        del starts[place + 1 : after]
        ends[place:after] = [end]


def _phrase_end(text: str, start: int, first: str) -> int | None:
    for name, _ in PHRASES[first]:
        end = start + len(name)
        if text.startswith(name, start) and not text[end : end + 1].isalnum():
            return end
    return None


def _title_cased(text: str, sentences: Sequence[Span], words: list[str]) -> list[range]:
    """Return the tokens of the sentences that are headings, without their boundaries."""
    found = [place for place, (start, end) in enumerate(sentences) if _is_heading(text[start:end])]
    if not found:
        return []
    edges = [*(place for place, word in enumerate(words) if word == _BOUNDARY), len(words)]
    return [range(edges[place] + 1, edges[place + 1]) for place in found]


def _is_heading(sentence: str) -> bool:
    stripped = sentence.strip()
    if stripped.startswith(_DASHES) or ACCOUNT in stripped:
        return False  # whose words stand before: "— Orla Venn, Harbour Courier", "No! — Orla Venn (@orlavenn)"
    if stripped.isupper():
        return stripped.count(" ") >= _FEWEST - 1
    if stripped[-1:] in '.!?…"”’:;':
        return _is_all_capitalised(stripped)
    words = [word for word in stripped.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _FEWEST and capitals >= _TITLE_CASE * len(words)


def _is_all_capitalised(sentence: str) -> bool:
    """Tell whether every word of a sentence with its stop has its capital but for the smallest."""
    words = 0
    for word in sentence.split():
        if word[0].isalpha() and word not in _UNCAPPED:
            if not word[0].isupper():
                return False
            words += 1
    return words > _FEWEST


def _shouted(words: Sequence[str], parts: str) -> list[range]:
    """Return the runs of words in capitals that are too long for the letters of a body."""
    runs = [range(*match.span()) for match in _CAPITALS.finditer(parts)]
    return [run for run in runs if max(len(words[i]) for i in run) > _LETTERS]


def _part(word: str) -> str:
    """Return a letter for the part that a word or mark plays for the capitals around it.

    U: in capitals itself; w: another word; m: a mark that opens something, or a boundary; ': what may stand between
    words in capitals; j: both of these.
    """
    if word.isupper():
        return "U"
    if word[0] in "'’-–:":
        return "j" if word in _OPENERS else "'"
    if word in _OPENERS or word[0].isspace():
        return "m"
    return "w" if word[0].isalnum() else "."


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
    if code == "w" and there is None and CAPITAL.get(folded, "") in _NAMES_TOO:
        return CAPITAL[folded]
    if code in _SMALL and (word not in _NAMED_ALONE or there is not None):
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
    folded = word.lower().replace(".", "")
    if word in THINGS or _is_party(word) or (len(word) >= _LETTERS and LOWER.get(folded, "x") in _SMALL):
        return "x"
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


def _code_within(word: str) -> str:
    """Return the class of a word where a capital means a name."""
    if word.islower():
        return LOWER.get(word) or ("x" if word.endswith((*CALLINGS, "ed")) or _ORDINAL.fullmatch(word) else _PLAIN)
    return LOWER.get(word) or _code(word, None)


_FACTS = Remembered(lambda word: _code_within(word) + _part(word))


def _code_headings(words: list[str], codes: list[str], openings: list[int], headings: list[range]) -> None:
    """Give the words of headings the classes that the rest of the text bears out."""
    within = {i for heading in headings for i in heading}
    apart = within.union(openings)
    known = {word for i, word in enumerate(words) if codes[i] in _NAMING and i not in apart}
    for i in sorted(within):
        word = words[i]
        if word[0].isupper():
            codes[i] = _heading_code(word, known)
            if CAPITAL.get(word.lower()) == "G" and i + 1 in within and words[i + 1] in known:
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


def _mend(words: list[str], codes: list[str], openings: Iterable[int]) -> None:
    """Settle the words whose class hangs on their neighbours."""
    before = "".join(codes)
    follow = (words[match.end()] for match in _SURNAME.finditer(before))
    surnames = {word for word in follow if word.lower() not in WEEKDAYS}  # "said Lena Haley Monday"
    for i in openings:
        codes[i] = _opening(words, codes, i, surnames)
    for match in _UNSETTLED.finditer(before):
        i, code = match.start(), match[0]
        if code == "M" and before[i + 1 : i + 2] == "N" and _is_borne(words, i):
            codes[i] = "G"  # "Jan Amsel", but "in May Amsel said"
        elif code in "Mx" and words[i] in surnames:
            codes[i] = "M" if code == "M" and _is_dated(before, i) else "N"
        elif code == "x":
            if words[i].endswith(CALLINGS):
                codes[i] = "t"
            elif words[i][0].isdigit() and not _NUMBERED.isdisjoint(words[i + 1 : i + 2]):
                codes[i] = "K"  # "the 6th Circuit Court"
            elif words[i][-2:] == "ed" and codes[i - 1] in "NGA" and "-" not in words[i]:
                codes[i] = "w"  # "Amsel slammed allies": no group of that name
        elif code == "?":
            following = codes[i + 1] if i + 1 < len(codes) else "B"
            codes[i] = "G" if following in "NGI" or words[i] in surnames else "x"
        else:
            codes[i] = _beside(words, codes, i)


def _opening(words: Sequence[str], codes: Sequence[str], i: int, surnames: set[str]) -> str:
    """Return the class of a word at the head of a sentence, where its capital says nothing."""
    code, after = codes[i], "".join(codes[i + 1 : i + 2])
    if words[i] in surnames and (code == "t" or (code == "w" and after in _SAYING)):
        return "N"  # "May said", "Boxer said", where the text has a Ruth May and a Jane Boxer
    if code == "t" and after == "N" and CAPITAL.get(words[i].lower()) == "G":
        return "G"  # "Dean Amsel": with a capital no title
    return "N" if code == "x" and words[i + 1 : i + 2] == ["One"] else code  # "Channel One"


def _code_titles(words: list[str], codes: list[str], mended: str) -> None:
    """Tell a title that is a given name as well by the one behind it: "Dean Lena Amsel", but "Dean Amsel"."""
    for match in _TITLED.finditer(mended):
        if LOWER.get(words[match.start()].lower()) == "t":
            codes[match.start()] = "T"


def _code_owners(words: list[str], codes: list[str], mended: str) -> None:
    """Tell the mark of possession behind a name in s from one of quotation: "Hills' grandmother"."""
    for match in _OWNED.finditer(mended):
        mark = match.start() + 1
        if words[mark] in "'’" and words[mark - 1].endswith("s"):
            codes[mark] = "q"


def _is_dated(codes: str, i: int) -> bool:
    """Tell whether a month stands by a number or a preposition, also where somebody bears its name: "in May"."""
    return codes[i - 1] in _DATING or codes[i + 1 : i + 2] == "0"


def _is_borne(words: Sequence[str], i: int) -> bool:
    """Tell whether a month's name before another name is a given name, for all that stands before it."""
    return words[i].lower() in GIVEN and words[i - 1].lower() not in _BEFORE_MONTHS


def _beside(words: Sequence[str], codes: Sequence[str], i: int) -> str:
    """Return the class of a title, a name, a role or a modifier by the words before and after it."""
    code, word, after = codes[i], words[i], "".join(codes[i + 1 : i + 2])
    if code == "t" and word in ADJECTIVES and after in ("x", _PLAIN):
        return "m" if words[i + 1][-2:] != "ed" else "t"
    if code == "N" and after == "." and word in _STATES and words[i - 1] == ",":
        return "S"  # "Mobile, Ala."
    if code == "N" and word.endswith(("ian", "ese")) and after in _NOUN_NEXT:
        return "D"  # of a people that no list has
    if code == "T" and word == "PM" and codes[i - 1] == "0":
        return "x"
    if code == "m" and word == "general" and codes[i - 1] == "t":
        return "t"  # the attorney general
    given = after == "G" or codes[i + 1 : i + 3] == ["S", "N"]  # "Principal Chad Lee"
    return "T" if code == "N" and given and word.lower() in NO_TITLES else code
