"""Who "they" means where they say something: several people or bodies that the text spoke of just before.

Most whom "they" takes up are no mention of their own ("voters in the south", "Amsel and Dorn"), so that the text
before the pronoun is looked through for phrases in the plural. They are ranked as the idea of centering has it (see
``scene``): the subject of the last sentence first, and who spoke in it before all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from attribune.annotate.cues import lexicon
from attribune.annotate.lexicon import LOWER
from attribune.model import Span
from attribune.resolve.nouns import is_calling, kind_of, kind_of_phrase
from attribune.resolve.pages import Page

_NEARNESS = (1.0, 0.95, 0.6, 0.35)  # by the number of sentences between
_SPEAKER, _SUBJECT, _FIRST, _OTHER, _OBLIQUE = 1.0, 0.85, 0.7, 0.5, 0.4
_SEVERAL, _BODY, _JOINED = 1.0, 0.6, 1.05  # what "they" takes up: several, one body, one named and others
_PLURAL = re.compile(r"(?<![\w'’-])(?:[A-Za-z][\w-]+(?:s|men|people|folk|children|public)|[Pp]olice)(?![\w'’-])")
_NAMED_SO = re.compile(r"(?:the|most|many|some|these|those|all|both|several|young)\s$", re.I)
_AND = re.compile(r"(?:,[^.;:!?\"“”]{0,60},?|\s\([^()]{0,30}\))?,?\sand\s(?:the\s)?")
_AND_SEVERAL = re.compile(r"(?:,[^.;:!?\"“”]{0,40},)?,?\sand\s(?:(?:[a-z]+|\d+)\s){0,2}")
_LISTED = re.compile(r"(?:,[^.;:!?\"“”]{0,60})?,\s(?:the\s)?")
_BEFORE = re.compile(r"([\w'’-]+)\s$")
_GOVERNING = re.compile(
    r"\b(?:of|to|with|by|for|from|against|on|about|between|over|than|at|in|like|behind|despite|including|among|into)"
    r"\s+(?:the\s+)?$"
)
_ACTS = re.compile(
    r",?\s(?!(?:of|in|at|on|from|with|who|whose|that|which|and|or|for|to|by|than|as|into|about|near)\b)[a-z]"
)
_SUBJECT_OF = re.compile(
    r"(?:(?:The|These|Those|Such|Some|Many|Most|His|Her|Their|Its|Our)\s)?(?:[a-z]+\s){0,2}?([A-Za-z]{3,}[^su\W]s)(?=\s[a-z])"
)
_JOINT = " and "
_MODIFIERS = 3  # words before a noun that are looked at
_BEGINNING = "dye"  # classes of words that nothing stands before in a phrase
_PLAIN = "xmtgb"  # classes of words that may stand before a plural noun and belong to it


class Plural(NamedTuple):
    """Several who were spoken of, or one body: where, which mention if it is one, and how likely "they" are meant."""

    span: Span
    mention: int | None
    chance: float
    names: tuple[int, ...] = ()  # the mentions that stand side by side in it
    thing: bool = False


def plurals(page: Page, place: int) -> list[Plural]:
    """Return whom "they" at a place (code points) may mean, the likeliest first; the nearer of equals comes first."""
    start = page.sentence_start(page.sentence(place) - len(_NEARNESS) + 1)
    found = [*_mentioned(page, start, place), *named_together(page, start, place), *_described(page, start, place)]
    found += [*_joint(page, start, place), *_with_a_group(page, start, place), *_things(page, place)]
    free = [one for one in found if not page.is_quoted(one.span)]
    ranked = sorted(free, key=lambda one: (-one.chance, -one.span.end, one.span.start))
    kept: list[Plural] = []
    for one in ranked:
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return kept


def _chance(page: Page, span: Span, place: int, *, speaks: bool, weight: float) -> float:
    apart = page.sentence(place) - page.sentence(span.start)
    if not 0 <= apart < len(_NEARNESS) or page.is_headline(span):
        return 0.0
    if speaks:
        prominence = _SPEAKER
    elif _GOVERNING.search(page.text, max(0, span.start - 20), span.start):
        prominence = _OBLIQUE
    elif _ACTS.match(page.text, span.end):
        prominence = _SUBJECT
    else:
        prominence = _FIRST if page.leads(span.start) else _OTHER
    return prominence * _NEARNESS[apart] * weight


def _mentioned(page: Page, start: int, place: int) -> Iterator[Plural]:
    """Yield the groups and the bodies that are mentions."""
    for i in page.mentions_in(Span(start, place)):
        mention = page.mentions[i]
        if mention.span.end > place:
            continue
        if mention.kind == "group":
            span = _whole(page, mention.span)
            weight = _SEVERAL if _is_several(page.text, mention.head) else _BODY
            yield Plural(span, i, _chance(page, span, place, speaks=i in page.sources, weight=weight))
        elif mention.kind == "name" and mention.gender == "neuter":
            yield Plural(mention.span, i, _chance(page, mention.span, place, speaks=i in page.sources, weight=_BODY))


def named_together(page: Page, start: int, place: int) -> Iterator[Plural]:
    """Yield the names that "and" joins."""
    run: list[int] = []
    for i in page.mentions_in(Span(start, place)):
        mention = page.mentions[i]
        if mention.kind != "name" or mention.span.end > place or (run and page.is_oblique(mention.span)):
            continue  # "Amsel, Republican of Orrland, and Dorn"
        gap = (page.mentions[run[-1]].span.end, mention.span.start) if run else (0, 0)
        joined = bool(run) and _AND.fullmatch(page.text, *gap) is not None
        run = [*run, i] if joined or (run and _LISTED.fullmatch(page.text, *gap)) else [i]
        if joined:
            span = Span(page.mentions[run[0]].span.start, mention.span.end)
            speaks = any(j in page.sources for j in run)
            yield Plural(span, None, _chance(page, span, place, speaks=speaks, weight=_SEVERAL), tuple(run))
            run = []


def _with_a_group(page: Page, start: int, place: int) -> Iterator[Plural]:
    """Yield the names that "and" joins to several: "Ann Lee and other fishers", "Dorn and all ten of his aides"."""
    inside = [i for i in page.mentions_in(Span(start, place)) if page.mentions[i].span.end <= place]
    for name, group in pairwise(inside):
        first, second = page.mentions[name], page.mentions[group]
        if (first.kind, second.kind) != ("name", "group") or page.is_oblique(first.span):
            continue
        if _AND_SEVERAL.fullmatch(page.text, first.span.end, second.span.start):
            span = Span(first.span.start, second.span.end)
            yield Plural(span, None, _chance(page, span, place, speaks=name in page.sources, weight=_JOINED))


def _described(page: Page, start: int, place: int) -> Iterator[Plural]:
    """Yield the phrases in the plural that are no mentions."""
    for match in _PLURAL.finditer(page.text, start, place):
        noun = Span(*match.span())
        if not page.mentions_in(noun) and _is_several(page.text, noun):
            span = _whole(page, noun)
            yield Plural(span, None, _chance(page, span, place, speaks=_speaks(page, span), weight=_SEVERAL))


def _joint(page: Page, start: int, place: int) -> Iterator[Plural]:
    """Yield those who say something together: "the prosecutor's office and Orsk Police", "Lee and Orsk's voters"."""
    spans = (
        s.source for s in page.annotation.statements if s.source and start <= s.source.start < s.source.end <= place
    )
    for span in spans:
        words = page.words(span)
        if _JOINT in words and kind_of_phrase(words) in ("organisation", "group"):
            yield Plural(span, None, _chance(page, span, place, speaks=True, weight=_SEVERAL))


def _things(page: Page, place: int) -> Iterator[Plural]:
    """Yield the things in the plural that are what the sentence of "they", or the one before it, is about."""
    number = page.sentence(place)
    for start in (page.sentence_start(number), page.sentence_start(number - 1)):
        match = _SUBJECT_OF.match(page.text, start, place)
        if match is not None and not page.mentions_in(Span(*match.span(1))) and kind_of(match[1].lower()) != "group":
            span = Span(*match.span(1))
            yield Plural(span, None, _SUBJECT * _NEARNESS[number - page.sentence(start)], thing=True)


def _speaks(page: Page, span: Span) -> bool:
    return any(s.source and s.source.start <= span.start < s.source.end for s in page.annotation.statements)


def _is_several(text: str, noun: Span) -> bool:
    word = text[noun.start : noun.end]
    if word[0].isupper() and _NAMED_SO.search(text, max(0, noun.start - 9), noun.start):
        return True  # "most Millennials"
    return word.lower() == "police" or kind_of(word.lower()) == "group"


def _whole(page: Page, noun: Span) -> Span:
    """Return a noun with the words before it that belong to it: "the young voters", "Dorn's supporters"."""
    text, start = page.text, noun.start
    first = text[start : noun.end].split()[0].lower()
    if LOWER.get(first, "x") in _BEGINNING:
        return noun
    for _ in range(_MODIFIERS):
        before = _BEFORE.search(text, max(0, start - 30), start)
        if before is None:
            break
        word = before[1]
        owner = word.endswith(("'s", "’s", "s'", "s’"))
        kind = LOWER.get(word.lower(), "x")
        if not owner and kind not in _PLAIN + _BEGINNING + "0":
            break
        if kind == "x" and not owner and (word.endswith("ly") or is_calling(word.lower()) or word in lexicon()):
            break
        start = before.start()
        if owner or kind not in _PLAIN:
            break
    return Span(start, noun.end)
