"""Names with titles and roles, descriptions by role, places, nameless sources and pronouns.

The text becomes a string with one letter per word (``shapes.py``); what is sought there are the patterns that
news prose builds names from. The letters are listed in ``lexicon.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from attribune.annotate.lexicon import CHIEFS, GENDERS, GIVEN, ORGANISATIONS
from attribune.annotate.shapes import Shape, shape
from attribune.model import Gender, Mention, MentionKind, Span

# one word of a name or title, with the small words that tie it to the next one
_WORD = (
    r"(?:H\.?|I\.?"
    r"|T(?:[of]d?(?=[NGADSTOK]))?"  # Secretary of State
    r"|K(?:a(?=K))?"  # Health and Human Services Secretary
    r"|[ASD](?:q(?=[DKNOSA]{0,4}T))?"  # Italy's Foreign Minister
    r"|O(?:[of]d?(?:[NK]{1,2}od?)?(?=[NGADSTOK])"  # Congregation for the Doctrine of the Faith
    r"|q(?=[DKNOSA]{0,4}T)|\.(?=m{0,2}[tT]))?"  # Venn Ltd. chairman
    r"|[NG](?:p{1,3}(?=[NGI])|&(?=[NGO])|\.(?=m{0,2}[tT]))?)"  # Ursula von der Leyen, Venn Bros. chairman
)
_DETERMINER = r"(?:[dy0]0?x{0,2}|e0?)?"
_BEFORE_NOUN = rf"(?:[mb]|g(?=t)|(?<=[ADGHIKNOSTmq])x(?=x?[mtgb])|[ASDO]q|{_WORD})"
_NOUN = r"t(?:[mbt]{0,3}t)?"
_UNIT = re.compile(
    rf"(?=[A-Zdey0mtgu])(?:(?P<lead>(?:0o)?{_DETERMINER}(?:{_BEFORE_NOUN}){{0,8}}?)"
    rf"(?:(?P<role>{_NOUN})(?:(?:od?(?:m|[SA](?=G)))?(?P<named>{_WORD}+)|od?(?:m|[SAD](?![NGTOK])))?|(?P<group>g(?!t)))"
    r"|(?P<knowing>[dey0]?[mx]{0,2}u[wxr]?k(?:wd?[xm]{1,2})?)"
    rf"|(?P<citizen>[dey][mx]?(?:[NASOK]q?){{0,2}}D(?=[v,.;)wr]))"
    rf"|(?P<name>m{{0,3}}(?:{_WORD})+(?P<body>m?b)?)|(?P<nameless>[dy][mx]?b)"
    r"|(?P<pronoun>[Py])|(?P<thing>Q))"
)
_APPOSITION = re.compile(
    rf",(?:0,)?(?P<the>[dey])?(?P<role>x{{0,2}}(?:{_WORD}{{1,3}}q)?(?:{_BEFORE_NOUN}){{0,8}}?(?:{_NOUN}|T|[SN]D)"
    rf"(?:ax{{0,2}}(?:{_BEFORE_NOUN}){{0,4}}?(?:{_NOUN}|T))?"
    rf"(?:[oifw]d?(?:{_WORD}|[mtbgx0a]){{1,7}}){{0,3}})(?(the)(?=[,.;)#Br])|(?=[,.;)#Brv]))"
)
_CITIZEN = re.compile("[SN]{1,3}D")
_PEOPLE_ALONE = re.compile("D(?=[v,.)wrq])")
_OF = re.compile(rf"[ofi]d?(?:x{{1,3}}|m|{_WORD}(?:{_WORD})*)")
_GENDERED: dict[str, Gender] = dict.fromkeys(("she", "her", "hers", "herself"), "female")
_GENDERED |= dict.fromkeys(("he", "him", "his", "himself"), "male")
_PREPOSITIONS = frozenset(
    "about after against at before behind between by for from like of on over than to with".split()
)
_TYING = frozenset("by from on since under with".split())  # small words by which a role says of what it is
_PARTISANS = frozenset(("Democrat", "Republican"))
_PARTY_AND_NAME = 3  # words of a party member's name with the party at least
_COUNTING = frozenset("second third fourth fifth sixth seventh eighth ninth tenth every each another".split())
_BODILY = frozenset("AOb")  # classes of words that name no person
_POST_NOMINAL = frozenset("CBE DBE KC MBE MD MEP MLA MP MS MSP OBE PhD QC RN SC TD".split())
_SHORTEST = 3  # letters of a surname that another word is glued to
_AGED = re.compile(r"\d{1,3}-year-olds?")
_QUALIFIED = tuple("xmtgbNGASTKHODI")  # classes of words that an age only describes: "the 37-year-old | bridge"
_BRACKETED = 6  # words that a nickname in brackets and what follows it are long
_NICKNAME = re.compile(r"(?<=[GI.])#([A-Za-z])#(?=[GN])")  # in codes: Ann “Annie” Lee
_QUOTING = (('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'"))
_NEUTER = frozenset(("it", "its", "itself"))


class _Unit(NamedTuple):
    """A mention as indices into the shape: all of it, what names, and what is a role."""

    kind: MentionKind
    start: int
    end: int
    head: tuple[int, int]
    role: tuple[int, int] | None = None


def mentions(text: str, sentences: Sequence[Span], *, article: str) -> tuple[Mention, ...]:
    """Return the mentions of people, bodies, places and groups in ``text``, in order and without overlap.

    A mention is as long as it can be: ``span`` takes in the title, ``head`` is the name alone and ``role`` the
    title, or the role in an apposition before or after it. The kinds: ``name``; ``role`` (one person described by
    a role noun, also an indefinite one, "a spokesman"; ``head`` is the noun); ``group`` (people without a name,
    "officials", "a person familiar with the matter"); ``place`` (states, their capitals and seats of government,
    regions, cities); ``pronoun`` (of the third person; "it" is neuter). ``sentences`` are half-open spans of code
    points in order; ``article`` is the id that the mentions carry.
    """
    found = _with_nicknames(shape(text, sentences))
    words = _Words(found)
    plain = [_bare(words, _shown(words, _of_party(words, _uncounted(words, unit)))) for unit in _units(found.codes)]
    if "-year-old" in text:
        plain = _with_aged(words, plain)
    units = _with_bodies(words, _by_surname(words, plain))
    units = _borne_out(words, _apposed(words, units), found.headings)
    surnames = _surnames(words, units)
    return tuple(_mention(words, unit, surnames, article) for unit in units if _is_telling(words, unit, surnames))


def _with_nicknames(found: Shape) -> Shape:
    """Return a shape in which nicknames in quotation marks are read like initials: "Ann “Annie” Lee"."""
    codes = found.codes
    for match in _NICKNAME.finditer(codes):
        opening, closing = match.start(), match.end() - 1
        if (found.words[opening], found.words[closing]) in _QUOTING:
            codes = f"{codes[:opening]}III{codes[closing + 1 :]}"
    return found if codes is found.codes else found._replace(codes=codes)


class _Words:
    """Access to the words and spans of a shape by index."""

    def __init__(self, found: Shape) -> None:
        self.words, self.codes = found.words, found.codes
        self._starts, self._ends = found.starts, found.ends

    def span(self, start: int, end: int) -> Span:
        return Span(self._starts[start], self._ends[end - 1])

    def word(self, index: int) -> str:
        return self.words[index] if index < len(self.words) else ""

    def between(self, start: int, end: int) -> list[str]:
        return self.words[start:end]


def _units(codes: str) -> Iterable[_Unit]:
    for match in _UNIT.finditer(codes):
        start, end = match.span()
        group = match.lastgroup
        if group == "name":
            yield from _name(codes, start, end) if match["body"] is None else _body(codes, start, end)
        elif group in ("pronoun", "thing"):
            yield _Unit("pronoun", start, end, (start, end))
        elif group == "named":
            yield from _named_by_role(codes, start, match.start("named"), end)
        elif group == "role" and codes[start : start + 2] != "0o":
            yield from _role(codes, start, end)
        elif group == "citizen":
            yield _Unit("role", start, end, (end - 1, end), (start + 1, end))
        else:  # "two of his aides" is as nameless as "officials"
            noun = codes.index("u", start) if group == "knowing" else match.end() - 1
            yield _Unit("group", start, end, (noun, noun + 1))


def _named_by_role(codes: str, start: int, middle: int, end: int) -> Iterable[_Unit]:
    """Yield the unit of a role in lower case with what stands after it: "press secretary Ann Lee"."""
    start = _after_determiner(codes, start, middle)
    title, name = _split(codes, middle, end)
    if name is None:
        yield _Unit("role", start, middle, _noun(codes, start, middle), (start, middle))
        yield from _name(codes, middle, end)
    else:
        yield _Unit("name", start, end, name, (start, title[1] if title else middle))


def _name(codes: str, start: int, end: int) -> Iterable[_Unit]:
    title, name = _split(codes, start, end)
    if name is None:
        if title is not None and "T" in codes[title[0] : title[1]]:
            noun = codes.rindex("T", *title)
            yield _Unit("role", start, end, (noun, noun + 1), title)
        return
    first, last = name
    if last - first > 3 and codes.endswith("SD", first, last):
        last -= 2  # Ann Lee Ohio Democrat
    if codes[last - 1] == "D" and _CITIZEN.fullmatch(codes, first, last):
        yield _Unit("role", start, last, (last - 1, last), (first, last))
        return
    party = codes.find("DG", first, last)
    if title is None and party > first:
        yield _Unit("name", first, last, (party + 1, last), (first, party + 1))  # Senate Democrat Ann Lee
        return
    if codes[first - 1 : first + 2] == "iSG":
        yield _Unit("place", first, first + 1, (first, first + 1))
        start = first = first + 1
    if title is None:
        while first < last and codes[first] in "mq":
            first += 1
        start = first = first + 1 if codes[first : first + 2] == "DG" else first
    if title and codes[title[0] : title[0] + 2] == "SD":
        start, title = start + 1, (title[0] + 1, title[1])  # in Helsinki Finnish President ...
    kind: MentionKind = "place" if codes[first:last] == "S" and title is None else "name"
    yield _Unit(kind, start, last, (first, last), title)


def _body(codes: str, start: int, end: int) -> Iterable[_Unit]:
    """Yield a body named after a person or a state: "the Trump campaign", "the Italian government"."""
    title = max(codes.rfind(letter, start, end) for letter in "TH")
    first = start if title < 0 else title + 2 if codes[title + 1] == "." else title + 1
    while codes[first] in "mqofd":
        first += 1
    yield _Unit("name", first, end, (first, end))


def _split(codes: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the title and the name in a run of capitalised words, either of which may be missing."""
    while end > start and codes[end - 1] == "." and codes[end - 2] == "I":
        end -= 1
    last = max(codes.rfind("T", start, end), codes.rfind("H", start, end))
    surname = start + len(codes[start:end].rstrip("I.")) - 1
    if last == surname and last > start and codes[last] == "T" and (codes[last - 1] in "G.I" or codes[start] in "GH"):
        # a surname that is a title too: "Stephen King"
        last = max(codes.rfind("T", start, last), codes.rfind("H", start, last))
    if last < 0:
        return None, (start, end)
    rest = last + 2 if codes[last + 1 : last + 2] == "." else last + 1
    if codes[rest : rest + 1] in ("o", "f") and rest < end:
        given = codes.find("G", rest + 2, end)
        return ((start, end), None) if given < 0 else ((start, given), (given, end))
    if rest >= end:
        return (None, (start, end)) if codes[start:end] == "OoT" else ((start, end), None)  # Department of Justice
    if codes[rest] in "OK" and "G" not in codes[rest:end]:
        return None, (start, end)  # Justice Department, General Assembly
    return (start, rest), (rest, end)


def _role(codes: str, start: int, end: int) -> Iterable[_Unit]:
    what = codes.index("t", start, end)
    if codes[end : end + 1] == "q" and "o" in codes[what:end]:
        end = codes.index("o", what)  # "the leader of the state's union" leads no state
    first = _after_determiner(codes, start, end)
    bare = first == start and end - start == 1
    if bare and codes[start - 1 : start] != "q" and codes[end : end + 1] != "o":
        return  # a countable noun that stands alone is part of something else, or a verb
    noun = _noun(codes, first, end)
    of = _OF.match(codes, end)
    if of is not None and codes[of.end() : of.end() + 1] == "q":
        of = None  # "a member of Lee's household" is no member of Lee
    yield _Unit("role", start, end, noun, (first, of.end() if of else end))


def _after_determiner(codes: str, start: int, end: int) -> int:
    while start < end - 1 and codes[start] in "dey0":
        start += 1
    return start


def _noun(codes: str, start: int, end: int) -> tuple[int, int]:
    """Return the noun of a role in lower case: the last one before "of"."""
    of = codes.find("o", codes.index("t", start, end), end)
    noun = codes.rindex("t", start, of if of > 0 else end)
    return noun, noun + 1


def _with_bodies(words: _Words, units: list[_Unit]) -> list[_Unit]:
    """Return the units with the bodies that roles are of taken into them: "the head of the Harbour Union"."""
    codes = words.codes
    kept: list[_Unit] = []
    for unit in units:
        role = kept[-1] if kept else None
        if role and role.kind == "role" and role.role and unit.kind == "name" and unit.role is None:
            of = codes[role.end : unit.start] in ("o", "od") and not set(codes[unit.start : unit.end]) & set("GI")
            if of and words.word(role.head[0]).lower() in CHIEFS:
                kept[-1] = role._replace(end=unit.end, role=(role.role[0], unit.end))
                continue
        kept.append(unit)
    return kept


def _uncounted(words: _Words, unit: _Unit) -> _Unit:
    """Return a name without a title that is counted: "the fourth American President Lee has met" is not Lee."""
    if unit.kind == "name" and unit.role and unit.start and words.word(unit.start - 1).lower() in _COUNTING:
        return unit._replace(start=unit.head[0], role=None)
    return unit


def _of_party(words: _Words, unit: _Unit) -> _Unit:
    """Return a name without the party before it: "House Democrat | Orla Venn"."""
    start, end = unit.head
    if unit.kind != "name" or unit.role is not None or end - start < _PARTY_AND_NAME:
        return unit
    party = next((i for i in range(start, end - 2) if words.word(i) in _PARTISANS), None)
    if party is None or not set(words.codes[party + 1 : end]) <= set("NGIp."):
        return unit
    return unit._replace(head=(party + 1, end), role=(start, party + 1))


def _shown(words: _Words, unit: _Unit) -> _Unit:
    """Cut a name as it is shown from the one its link adds: "Venn Orla Jane VennFerries" is "Venn"."""
    start, end = unit.head
    bracketed = words.codes[end : end + 1] == "("  # "Orla Venn Jane (Jo) Mary VennFerries"
    bracketed = bracketed and words.word(end + 1) != "@"  # "Orla Venn (@OrlaVenn)"
    for last in range(start + 2, end + _BRACKETED if bracketed else end):
        for first in range(start, min(last - 1, end)):
            name, rest = words.word(first), words.word(last).removeprefix(words.word(first))
            if len(name) >= _SHORTEST and rest[:1].isupper() and len(rest) < len(words.word(last)):
                return unit._replace(head=(start, first + 1), end=first + 1)
    return unit


def _bare(words: _Words, unit: _Unit) -> _Unit:
    """Return a full name without the letters behind it: "Orla Venn MP"."""
    start, end = unit.head
    while unit.kind == "name" and end - start > 2 and words.word(end - 1) in _POST_NOMINAL:
        end -= 1
    return unit._replace(head=(start, end)) if end < unit.head[1] else unit


def _surnames(words: _Words, units: Iterable[_Unit]) -> set[str]:
    return {word for unit in units if _is_person(words.codes, unit) for word in words.between(*unit.head)[1:]}


def _by_surname(words: _Words, units: list[_Unit]) -> list[_Unit]:
    """Return the units with surnames that look like something else: "Dean", of Howard Dean, or part of a place."""
    alone = [i for i, u in enumerate(units) if u.kind == "role" and words.codes[u.start : u.end] == "T"]
    behind = [i for i, u in enumerate(units) if words.codes[u.start - 1 : u.end] in ("iSN", "iSG")]
    surnames = _surnames(words, units) if alone or behind else set()
    for i in behind:
        if words.word(units[i].end - 1) in surnames:  # "On Monday in Rome Venn said"
            units[i] = _Unit("name", units[i].end - 1, units[i].end, (units[i].end - 1, units[i].end))
    for i in alone:
        start, end = units[i].start, units[i].end
        if words.word(start) in surnames:
            units[i] = _Unit("name", start, end, (start, end))
    return units


def _with_aged(words: _Words, units: list[_Unit]) -> list[_Unit]:
    """Take in those who are called by their age alone: "the 37-year-old said"."""
    inside = {index for unit in units for index in range(unit.start, unit.end)}
    aged = [
        _Unit("role", i - 1, i + 1, (i, i + 1), (i, i + 1))
        for i, word in enumerate(words.words)
        if i and i not in inside and _AGED.fullmatch(word) and words.word(i - 1).lower() == "the"
        if words.codes[i + 1 : i + 2] not in _QUALIFIED
    ]
    return sorted([*units, *aged], key=lambda unit: unit.start) if aged else units


def _apposed(words: _Words, units: list[_Unit]) -> list[_Unit]:
    """Give names the roles that stand beside them between commas, and roles their possessor."""
    codes = words.codes
    for i, unit in enumerate(units):
        before = units[i - 1] if i else None
        plain = unit.role is None or not codes[slice(*unit.role)].strip("H.")  # "Mr." says nothing that a role would
        if unit.kind == "name" and plain and _BODILY.isdisjoint(codes[unit.head[0] : unit.head[1]]):
            role = _role_after(words, unit.end) or _role_before(words, units[max(0, i - 2) : i], unit)
            units[i] = unit._replace(role=role or unit.role)
        elif unit.role and before and unit.role[0] == unit.start and _owns(codes, before, unit):
            units[i] = unit._replace(role=(before.head[0], unit.role[1]))
    return units


def _owns(codes: str, before: _Unit, role: _Unit) -> bool:
    beside = codes[before.end : role.start] == "q"
    return beside and before.kind in ("name", "place")


def _role_after(words: _Words, end: int) -> tuple[int, int] | None:
    codes = words.codes
    match = _APPOSITION.match(codes, end)
    if match is None:
        return None
    start, end = match.span("role")
    if any(codes[i] == "w" and words.word(i).lower() not in _TYING for i in range(start, end)):
        return None  # "Lee, the mayor was told, ..."
    title, name = _split(codes, start, end) if "T" in codes[start:end] else (None, None)
    if (title and name) or ("G" in codes[start:end] and "t" not in codes[start:end]):
        return None  # the next of a list of names
    return start, end


def _role_before(words: _Words, before: list[_Unit], name: _Unit) -> tuple[int, int] | None:
    after = words.codes[name.end : name.end + 1]
    if words.codes[name.start - 1] != "," or after not in (",", "v", "."):
        return None
    role = next((u for u in before if u.kind == "role" and u.role and u.role[1] == name.start - 1), None)
    if role is None or (after == "v" and role.start and words.word(role.start - 1).lower() in _PREPOSITIONS):
        return None  # "Asked by the mayor, Lee said": the comma ends what goes before
    return role.role


def _is_person(codes: str, unit: _Unit) -> bool:
    start, end = unit.head
    return unit.kind == "name" and end - start > 1 and (unit.role is not None or codes[start] == "G")


def _borne_out(words: _Words, units: list[_Unit], headings: Sequence[range]) -> list[_Unit]:
    """Return the units without the names of headings that the rest of the text does not have.

    A heading writes a verb with a capital too: of "Amsel Spares Dorn" the two names are kept.
    """
    within = {index for heading in headings for index in heading}
    if not within:
        return units
    names = [" ".join(words.between(*u.head)).lower() for u in units if u.kind == "name" and u.start not in within]
    known = {*names, *(name.rpartition(" ")[2] for name in names)}
    kept: list[_Unit] = []
    for unit in units:
        first, last = unit.head
        written = " ".join(words.between(first, last)).lower()
        by_surname = words.codes[first:last] in ("GN", "GG") and written.rpartition(" ")[2] in known
        if unit.kind != "name" or unit.start not in within or written in known or by_surname:
            kept.append(unit)
        else:
            kept += [_Unit("name", i, i + 1, (i, i + 1)) for i in range(first, last) if words.word(i).lower() in known]
    return kept


def _is_telling(words: _Words, unit: _Unit, surnames: set[str]) -> bool:
    """Return whether a run of capitals names anything: "Foreign" and "Ministry" alone do not."""
    if unit.kind != "name":
        return True
    if words.word(unit.start) in surnames and _PEOPLE_ALONE.match(words.codes, unit.start):
        return True  # "Norse said", of Ann Norse
    codes = words.codes[unit.head[0] : unit.head[1]].replace(".", "")
    if codes == "O":
        modifies = words.codes[unit.end : unit.end + 1] in ("g", "D")  # "fellow Senate | Republicans"
        return words.word(unit.head[0]).lower() in ORGANISATIONS and not modifies
    if codes[-1:] == "D" and set(codes) <= set("KDO"):
        return False  # "House Democratic"
    return bool(codes.strip("KDIM")) or (len(codes) > 1 and "I" not in codes)


def _mention(words: _Words, unit: _Unit, surnames: set[str], article: str) -> Mention:
    kind, start, end, head, role = unit
    if kind in ("name", "place"):
        kind = _name_or_place(words, unit, known=words.word(head[0]) in surnames)
    span = words.span(start, end)
    return Mention(
        article=article,
        span=span,
        kind=kind,
        head=span if head == (start, end) else words.span(*head),
        role=words.span(*role) if role else None,
        gender=_gender(words, unit, kind),
    )


def _name_or_place(words: _Words, unit: _Unit, *, known: bool) -> MentionKind:
    """What a capitalised name is; ``known``: its first word is a surname that the text has elsewhere."""
    if unit.role is None and not known and _stands_for_place(words, unit):
        return "place"
    if unit.kind == "place" and known and words.codes[unit.start - 1 : unit.start] != "i":
        return "name"  # Santiago, where the text names one Ruben Santiago
    return unit.kind


def _stands_for_place(words: _Words, unit: _Unit) -> bool:
    (start, end), codes = unit.head, words.codes
    if unit.kind != "name":
        return False
    return codes[start:end] in ("N", "NN") and codes[start - 1 : start] == "i" and codes[end : end + 1] != "q"


def _gender(words: _Words, unit: _Unit, kind: MentionKind) -> Gender:
    if kind == "pronoun":
        word = words.word(unit.start).lower()
        return "neuter" if word in _NEUTER else _GENDERED.get(word, "plural")
    if kind in ("group", "place"):
        return "plural" if kind == "group" else "neuter"
    for start, end in (unit.role or unit.head, (unit.start, unit.head[1])):
        for index in range(end - 1, start - 1, -1):
            gender = GENDERS.get(words.word(index).lower()) if words.codes[index] in "tTH" else None
            if gender:
                return gender
    head = words.codes[unit.head[0] : unit.head[1]]
    given = GIVEN.get(words.word(unit.head[0]).lower().partition("-")[0], "unknown")
    shouted = len(head) > 1 and given != "unknown" and all(word.isupper() for word in words.between(*unit.head))
    if kind == "name" and not _BODILY.isdisjoint(head) and not shouted:
        return "neuter"  # but "ANN LEE", as transcripts write her, is no body
    return "unknown" if head == "N" or kind != "name" else given
