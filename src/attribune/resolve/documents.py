"""Documents: whose "the statement" or "the letter" is, where the text told so when it brought that in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attribune.model import Span
from attribune.resolve.cast import ENOUGH, NOBODY, Link

if TYPE_CHECKING:
    from attribune.resolve.reading import Reading

_WRITTEN = (
    "statement|summary|letter|memo|memorandum|complaint|petition|e-?mail|release|lawsuit|suit|filing|motion|brief"
    "|op-ed|column|editorial|essay|post|tweet|message|note|manifesto|affidavit|testimony|ruling|order"
)
_OWNED_ALONE = "report|study|poll|survey|book|article|account"  # there are many: only those said to be somebody's count
_GIVEN_OUT = "brought|conducted|filed|issued|released|signed|sent|posted|published|taken|written"
_THE = re.compile(
    rf"(?:the|that|this)\s(?:same\s)?((?:[\w-]+\s)?)({_WRITTEN}|{_OWNED_ALONE})(?:\s(?:{_GIVEN_OUT}))?", re.I
)
_POLLS = {"poll": "poll|survey", "survey": "poll|survey"}  # two words for one thing
_ADJECTIVES = r"(?:(?!(?:an?|the)\b)[\w-]+\s){0,2}"
_DETERMINER = r"(?:an?|the|this|that|its|his|her|their)\s"
_OWNER = re.compile(rf"['’]s?\s{_ADJECTIVES}")
_POLLSTER = re.compile(r"\s(?:(?:national|state|tracking|university)\s)?", re.I)  # "a new Venn University poll"
_HIS = re.compile(rf"\s{_ADJECTIVES}")
_DEFINITE = re.compile(rf"\b(?:the|that|this)\s{_ADJECTIVES}$", re.I)
_BY = re.compile(rf"\s(?:(?:{_GIVEN_OUT})\s)?(?:by|from)\s(?:the\s)?")
_ISSUED = re.compile(
    rf"\s(?:(?:also|then|has|have|had|later|[a-z]+ly)\s)*(?:delivered|filed|issued|posted|published|put out"
    rf"|released|sent|shared|signed|tweeted|wrote)\s(?:(?:him|her|them|us|the\s[a-z]+|[A-Z]\w+)\s)?{_DETERMINER}{_ADJECTIVES}"
)
_OCCASION = re.compile(rf"\b(?:in|through|via|with)\s{_DETERMINER}{_ADJECTIVES}$", re.I)
_NEAR = 80  # code points between a verb of saying and "in a statement"
_REACH = 3000  # code points before, in which a document was brought in
_CONFIDENCE = 0.75
_SIGNED = 0.9
_EVIDENCE = "document of theirs"
_DOCUMENT = re.compile(rf"\b(?:{_WRITTEN}|{_OWNED_ALONE})\b", re.I)
_BEFORE_RELATIVE = re.compile(
    rf"\b({_WRITTEN}|{_OWNED_ALONE})(?:\s(?:{_GIVEN_OUT}))?"
    r"(?:\s(?:(?:on|in|late|early)\s)?[A-Z][\w.]+)?,?\s$",
    re.I,
)
_GIVEN_BY = re.compile(rf"(?:{_DETERMINER})?{_ADJECTIVES}({_WRITTEN}|{_OWNED_ALONE}){_BY.pattern}", re.I)
_LEAD = 70  # code points before a document that are looked at
_NOT_ALONE = 9  # code points before a name: "and the"
_AND_ANOTHER = re.compile(r"\s(?:and|or)\s")  # "a poll by Skell Radio | and | Orvik TV"
_ONE_OF_SEVERAL = re.compile(r"\b(?:and|or)\s(?:the\s)?$")


def of_document(reading: Reading, place: int, words: str) -> Link:
    """Return whose a document is that a source at ``place`` names by its kind: "the statement" that Lee issued.

    That is who owns, issued or signed the one of that kind that was brought in last, or said something in it.
    """
    named = _THE.fullmatch(words)
    if named is None:
        return NOBODY
    for noun in _mentioned(reading, place, named[2]):
        before = reading.page.text[max(0, noun.start - _LEAD) : noun.start]
        if named[1] and not before.endswith(named[1]):
            continue
        link = _whose(reading, noun)
        if link.figure is not None and link.confidence >= ENOUGH:
            return Link(link.figure, round(_CONFIDENCE * link.confidence, 3), _EVIDENCE)
        if _DEFINITE.search(before) is None:
            break  # another one, of which nobody is told
    return NOBODY


def of_signer(reading: Reading, span: Span) -> Link:
    """Return by whom a source is that is a document of somebody's: "the complaint filed by | the Harbour Board"."""
    named = _GIVEN_BY.match(reading.page.text, span.start, span.end)
    if named is None or _AND_ANOTHER.search(reading.page.text, named.end(), span.end):
        return NOBODY
    return _signer(reading, Span(*named.span(1))).weakened(_SIGNED)


def of_document_before(reading: Reading, place: int) -> Link:
    """Return whose the document is that a relative pronoun at ``place`` takes up: "a Venn | poll, which found"."""
    before = _BEFORE_RELATIVE.search(reading.page.text, max(0, place - _LEAD), place)
    if before is None:
        return NOBODY
    noun = Span(*before.span(1))
    link = _whose(reading, noun)
    if link.figure is None and _DEFINITE.search(reading.page.text, max(0, noun.start - _LEAD), noun.start):
        return of_document(reading, noun.start, f"the {before[1]}")
    return link.weakened(_CONFIDENCE)._replace(evidence=_EVIDENCE) if link.figure is not None else NOBODY


def of_it(reading: Reading, place: int) -> Link:
    """Return whose the document is that "it" at ``place`` takes up: the only one of the sentence before, if told."""
    page = reading.page
    number = page.sentence(place)
    start, end = page.sentence_start(number - 1), page.sentence_start(number)
    if number > 1:
        links = (reading.links.get(i, NOBODY) for i in page.mentions_in(Span(start, end)))
        taken_up = next((link for link in links if link.evidence == _EVIDENCE), None)
        if taken_up is not None:
            return taken_up
    nouns = [Span(*match.span()) for match in _DOCUMENT.finditer(page.text, start, end) if number > 1]
    if len(nouns) != 1 or _OCCASION.search(page.text, max(0, nouns[0].start - _LEAD), nouns[0].start):
        return NOBODY
    link = _author(reading, nouns[0])
    return link.weakened(_CONFIDENCE)._replace(evidence=_EVIDENCE) if link.figure is not None else NOBODY


def _mentioned(reading: Reading, place: int, noun: str) -> Iterator[Span]:
    """Yield where the text speaks of a document of that kind before a place, the last first."""
    page = reading.page
    pattern = re.compile(rf"\b(?:{_POLLS.get(noun.lower(), noun)})\b", re.I)
    found = [Span(*match.span()) for match in pattern.finditer(page.text, max(0, place - _REACH), place)]
    yield from (span for span in reversed(found) if not page.is_quoted(span))


def _whose(reading: Reading, noun: Span) -> Link:
    """Return whose a document is: of a kind of which there are many, only who is said to own it."""
    many = re.fullmatch(_OWNED_ALONE, reading.page.words(noun), re.I) is not None
    return _owner(reading, noun) if many else _author(reading, noun)


def _author(reading: Reading, noun: Span) -> Link:
    """Return who owns a document, issued or signed it, or said something in it."""
    for told in (_owner, _signer, _issuer, _speaker):
        link = told(reading, noun)
        if link.figure is not None:
            return link
    return NOBODY


def _owner(reading: Reading, noun: Span) -> Link:
    """``Lee's first letter``, ``her statement``, ``a Venn poll``."""
    page = reading.page
    index = page.last_before(noun.start)
    if index is None:
        return NOBODY
    span = page.mentions[index].span
    if page.text.endswith("/", 0, span.start):
        return NOBODY  # "the Skell Radio/Orvik TV poll"
    polled = page.words(noun).lower() in ("poll", "survey")
    between = _HIS if page.is_possessive(span) else _POLLSTER if polled and not page.is_owner(span) else _OWNER
    return reading.links.get(index, NOBODY) if between.fullmatch(page.text, span.end, noun.start) else NOBODY


def _signer(reading: Reading, noun: Span) -> Link:
    """``a statement from the Harbour Guild``."""
    page = reading.page
    by = _BY.match(page.text, noun.end)
    if by is None:
        return NOBODY
    found = page.mentions_in(Span(by.end(), by.end() + 1))
    owner = not found or page.is_possessive(page.mentions[found[0]].span)
    return NOBODY if owner else reading.links.get(found[0], NOBODY)


def _issuer(reading: Reading, noun: Span) -> Link:
    """``Ann Lee released a statement``."""
    page = reading.page
    for index in reversed(page.mentions_in(Span(max(0, noun.start - _LEAD), noun.start))):
        span = page.mentions[index].span
        if _ISSUED.fullmatch(page.text, span.end, noun.start):
            one_of = _ONE_OF_SEVERAL.search(page.text, max(0, span.start - _NOT_ALONE), span.start) is not None
            return NOBODY if one_of or page.is_oblique(span) else reading.links.get(index, NOBODY)
    return NOBODY


def _speaker(reading: Reading, noun: Span) -> Link:
    """``Ann Lee said in a statement``, ``In a statement, Ann Lee said``."""
    page = reading.page
    if _OCCASION.search(page.text, max(0, noun.start - _LEAD), noun.start) is None:
        return NOBODY
    sentence = page.sentence(noun.start)
    near = [
        (gap, index)
        for statement, index in zip(page.annotation.statements, page.named_sources, strict=True)
        if index is not None and (verb := statement.cue or statement.source) and page.sentence(verb.start) == sentence
        if (gap := max(noun.start - verb.end, verb.start - noun.end)) < _NEAR
    ]
    return reading.links.get(min(near)[1], NOBODY) if near else NOBODY
