"""Credits: where an article says from which outlet it has something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from attribune.data import lines
from attribune.model import Annotation, Span
from attribune.trace.outlets import is_outlet, names_outlet
from attribune.trace.wires import Credit, CreditKind, agency, wire_credits

REACH = 90  # code points looked at beside a word that credits
AS = " as "  # "citing X as the cause" is about X
_NAME = r"[A-Z][\w&.’'-]*(?<![.’'])(?:[ ](?:of[ ]|the[ ]|de[ ]|and[ ]|la[ ])?[A-Z0-9][\w&.’'-]*(?<![.’']))*"
_NAMES = re.compile(_NAME)
_NOUNS = r"(?:[a-z][\w’'-]*[ ]){0,4}"
_FOLLOWING = re.compile(
    rf"(?P<before>(?:the[ ]|The[ ]|[A-Z]\w+[’']s[ ])?{_NOUNS})(?P<name>{_NAME})(?P<after>(?:[ ][a-z]+)?)"
)
_DESCRIBED = re.compile(  # "the Russian daily newspaper X": the name comes after the noun
    rf"(?P<before>(?:the[ ]|The[ ])?(?:[A-Z][\w-]+[ ]){{1,2}}(?:[a-z]+[ ]){{1,3}})(?P<name>{_NAME})(?P<after>)"
)
_PRECEDING = re.compile(
    rf"(?P<before>(?:[a-z]+[ ])?)(?P<name>{_NAME})(?P<after>(?:[ ](?:newspaper|magazine|agency|channel|website))?)"
    r"(?:[ ](?:has|had|have|first|also|previously|earlier|later|then))*$"
)
_CALLING = re.compile(r"(?i)\b(?:reporter|writer|editor|correspondent|columnist|producer|contributor)s?$")
# What comes before the name, and after it. A venue is where something was said, which is no sign of copying.
_BEFORE: tuple[tuple[str, CreditKind], ...] = (
    ("ccording to ", "report"),
    ("reported by ", "report"),
    ("ublished by ", "report"),
    ("ublished in ", "report"),
    ("ublished on ", "report"),
    ("ppeared in ", "report"),
    ("ppeared on ", "report"),
    ("reported in ", "report"),
    ("obtained by ", "report"),
    ("cited by ", "report"),
    ("quoted by ", "report"),
    ("citing ", "report"),
    ("(via ", "report"),
    ("h/t ", "report"),
    ("ourtesy of ", "report"),
    ("ource: ", "report"),
    ("told ", "venue"),
    ("peaking to ", "venue"),
    ("nterview with ", "venue"),
)
_AFTER: tuple[tuple[str, CreditKind], ...] = (
    (" reported", "report"),
    (" reports", "report"),
    (" revealed", "report"),
    (" contributed to this", "contribution"),
    (" contributed to the report", "contribution"),
)


def credited(annotation: Annotation, *, outlets: Sequence[str] = ()) -> tuple[Credit, ...]:
    """Return the places where an article credits an outlet, in order, or says that somebody spoke to one.

    Understood are datelines ("PORT ANSEL (Wire) -"), lines of contribution, "the Daily X reported", "according to
    the X newspaper", "citing X", and as venues "told X" and "in an interview with X". An outlet is one of ``outlets``
    (those of the story), or known by its name or by the nouns beside it.
    """
    text = annotation.article.text
    found: dict[Span, Credit] = {}
    for credit in (*wire_credits(annotation), *_in_bylines(annotation), *_named(text, outlets)):
        if not any(credit.span.overlaps(span) for span in found):
            found[credit.span] = credit
    for carrier in dict.fromkeys(statement.carrier for statement in annotation.statements):
        name = None if carrier is None else _name_in(text, carrier, outlets)
        if carrier is not None and name is not None and not any(carrier.overlaps(span) for span in found):
            found[carrier] = Credit(name, carrier, "report")
    return tuple(sorted(found.values(), key=lambda credit: credit.span))


def _named(text: str, outlets: Sequence[str]) -> Iterator[Credit]:
    for cue, kind in _BEFORE:
        for place in _places(text, cue):
            match = _following(text, Span(place + len(cue), place + len(cue) + REACH), outlets)
            if match is not None and not text.startswith(AS, match.end("name")):
                yield Credit(_clean(match["name"]), Span(_word_start(text, place), match.end("name")), kind)
    for cue, kind in _AFTER:
        for place in _places(text, cue):
            match = _PRECEDING.search(text, max(0, place - REACH), place)
            if match is not None and _is_outlet(match, outlets):
                start = match.end("name") - len(_proper(match["name"]))
                yield Credit(_clean(match["name"]), Span(start, place + len(cue)), kind)


def _following(text: str, span: Span, outlets: Sequence[str]) -> re.Match[str] | None:
    """Return the outlet named at the beginning of the span."""
    for pattern in (_DESCRIBED, _FOLLOWING):
        match = pattern.match(text, *span)
        if match is not None and _is_outlet(match, outlets):
            return match
    return None


def _in_bylines(annotation: Annotation) -> Iterator[Credit]:
    for paragraph in annotation.paragraphs:
        if paragraph.kind == "byline":
            for match in _NAMES.finditer(annotation.article.text, *paragraph.span):
                signed = _signed(match.group())
                if signed is not None:
                    name, (start, end) = signed
                    yield Credit(name, Span(match.start() + start, match.start() + end), "contribution")


def _signed(words: str) -> tuple[str, tuple[int, int]] | None:
    """Return the outlet in a byline, with its place there, without whoever is glued to it: "Jo Moor Strait Times"."""
    for blank in re.finditer(" ", words):
        known = _listed().get(words[blank.end() :].lower())
        if known is not None:
            return agency(known) or known, (blank.end(), len(words))
    if is_outlet(words) and _CALLING.search(words) is None:
        return _clean(words), (0, len(words))
    return None


@cache
def _listed() -> dict[str, str]:
    """Return the names of the outlets and agencies that are known by name, by their lower-case form."""
    names = (*lines("outlets.txt"), *lines("agencies.txt"))
    return {name.lower(): name for name in names if not name.startswith("*")}


def _is_outlet(match: re.Match[str], outlets: Sequence[str]) -> bool:
    """Whether the matched words are an outlet's name; one with "a" before it is only a kind of outlet."""
    name = _proper(match["name"])
    if name.startswith(("A ", "An ")) or name in ("A", "An", "The"):
        return False
    return is_outlet(name, before=match["before"], after=match["after"]) or any(
        names_outlet(name, outlet) for outlet in outlets
    )


def _proper(name: str) -> str:
    """Return an outlet's name without the word before its article: "So the Daily Lamp"."""
    return name.rpartition(" the ")[2]


def _name_in(text: str, carrier: Span, outlets: Sequence[str]) -> str | None:
    """Return the outlet that a carrier names ("public broadcaster RIA"), None for a carrier that is no outlet."""
    match = _following(text, carrier, outlets)
    return _clean(match["name"]) if match is not None else None


def _places(text: str, cue: str) -> Iterator[int]:
    place = text.find(cue)
    while place >= 0:
        yield place
        place = text.find(cue, place + len(cue))


def _word_start(text: str, place: int) -> int:
    """Return where the word that a cue begins in begins; cues leave out a letter that may be a capital."""
    return place - 1 if place and text[place - 1].isalpha() else place


def _clean(name: str) -> str:
    """Return an outlet's name without articles, endings and whoever stands before it ("Jo Doe and The Wire")."""
    last = re.split(r" and (?=[A-Z]|the )|^And ", _proper(name))[-1]
    return re.sub(r"^[Tt]he |[’']s$", "", last)
