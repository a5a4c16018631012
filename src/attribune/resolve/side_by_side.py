"""Several who say something together: "Ann Lee (R-Venn) and Orla Dorn", "Mr. Lee and other members"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import Span
from attribune.resolve.cast import NOBODY, Link
from attribune.resolve.figures import Figure, best_name
from attribune.resolve.nouns import kind_of_phrase
from attribune.resolve.pages import Page
from attribune.resolve.plurals import named_together

if TYPE_CHECKING:
    from attribune.resolve.reading import Reading

_BODIES = ("organisation", "outlet")
_BEFORE_SEVERAL = re.compile(
    r"(?:[Bb]oth\s(?:the\s)?|[A-Z][a-z]+s\.?\s|(?:[\w-]+\s){1,3}and\s(?:[a-z]+\s)?|[^,;:]*['’]s\s"
    r"|(?:[\w-]+\s){1,3}(?:statement|letter|op-ed|report)\s(?:by|from)\s)?"
)
_BETWEEN_SEVERAL = re.compile(
    r"\.?(?:\s\([^()]{1,30}\)|\s?,\s[RDI]\s?-\s?[A-Z][\w. ]{1,20}|\sof\s[A-Z]\w+(?:\s[A-Z]\w+)?)?"
    r"(?:\s?,\s|\s?,?\sand\s|\s?,\sand\s)"
    r"(?:the\s|fellow\s|[A-Z][a-z]+\s)?"
    r"|,?\sand\s(?:his|her|the)\s(?:[A-Za-z-]+\s){0,4}[a-z-]+,\s"
)
_AFTER_SEVERAL = re.compile(r"\.?$|\s?,|\s\(|\sof\s[A-Z][\w ]+$")
_OWNS = re.compile(r"['’]s?\s")
# "and other members", ", the mayor, and his aides"
_AND_OTHERS = re.compile(
    r"(?:\sof\s[A-Z]\w+)?(?:\s\([^()]{1,30}\))?(?:,\s[^,;:]{1,60},)?\s(?=(and\s))and\s"
    r"(?:all|fellow|(?:(?:a few|many|most|several|some|the|two|three)\s)?(?:his|her|their|its|others?|members)"
    r"|(?:a few|many|most|several|some|two|three)\s(?:[\w-]+\s){0,2}[\w-]+s)\b"
    r"(?![^,;:]*,\s[A-Z])"
)
# "and Orsk officials", ", Skellites and business groups"
_AND_GROUP = re.compile(
    r"(?:,\s(?!an?\b|his\b|her\b|the\b|who|which)(?:(?!(?:at|for|in|of|to|with)\b)[\w’'-]+\s){0,3}[\w’'-]+)*,?\sand\s"
    r"(?:the\s)?((?:(?!and\b)[\w’'-]+\s){0,3}(?:[a-z-]+|Democrats|Republicans))"
    r"(?:\s(?:at|from|in|of|on)\s[^,;:]{1,40})?"
)
_DETERMINER = 4  # code points: "the "
_SEVERAL = 0.85
_TWO = re.compile(
    r"(?:(?:the|these) two|both)(\s(?:[a-z]+\s)?(?:candidates|governors|leaders|men|ministers|presidents|rivals"
    r"|senators|women))?",
    re.I,
)
_PAIR = 2
_NEAR = 4  # sentences before "both" alone
_BOTH = 0.75  # the only two that a text names side by side


def several(reading: Reading, span: Span) -> Link | None:
    """Return those who say something together: "Ann Lee (R-Venn) and Orla Dorn". None if a source names but one."""
    page = reading.page
    if " and " not in page.words(span):
        return None
    within = [i for i in page.mentions_in(span) if not _is_aside(page, span, i)]
    names = [i for i in within if page.mentions[i].kind == "name" or i in page.states]
    first = next((i for i in within if i in names or page.mentions[i].kind == "role"), None)
    if first is not None:
        end = page.mentions[first].span.end
        others = _AND_OTHERS.match(page.text, end, span.end)
        if others is not None:
            return _with_others(reading, span, first, others.start(1))
        group = _AND_GROUP.fullmatch(page.text, end, span.end)
        joint = _with_group(reading, span, first, group[1]) if group is not None else None
        if joint is not None:
            return joint
    owned = bool(names) and _OWNS.match(page.text, page.mentions[names[0]].span.end) is not None
    names = names[owned:]  # "the Courier's Ann Lee and Orla Dorn"
    spans = [page.mentions[i].span for i in names]
    figures = [reading.links.get(i, NOBODY).figure for i in names]
    if len(spans) < 2 or any(figure is None or (owned and figure.type in _BODIES) for figure in figures):
        return None
    leads = _BEFORE_SEVERAL.fullmatch(page.text, span.start, spans[0].start)
    gaps = [page.text[one.end : other.start] for one, other in pairwise(spans)]
    if not leads or not all(map(_BETWEEN_SEVERAL.fullmatch, gaps)) or " and " not in gaps[-1]:
        return None
    if _AFTER_SEVERAL.match(page.text, spans[-1].end, span.end) is None or page.is_possessive(spans[-1]):
        return None
    return Link(reading.unnamed(reading.side_by_side(names), "group"), _SEVERAL, "several side by side")


def both(reading: Reading, place: int, words: str) -> Link | None:
    """Return the two persons whom "the two leaders" or "both" at a place mean.

    They are the only two named side by side before it; "both" alone means two just named so.
    """
    two = _TWO.fullmatch(words)
    if two is None or words == "both":  # "Lee and Dorn both": that is what they did
        return None
    page = reading.page
    alone = two[1] is None
    pairs = _pairs(reading, page.sentence_start(page.sentence(place) - _NEAR) if alone else 0, place)
    if len(pairs) > 1 and alone:
        pairs = _pairs(reading, page.sentence_start(page.sentence(place) - 1), place)
    if len(pairs) != 1:
        return None
    return Link(reading.unnamed(reading.side_by_side(*pairs.values()), "group"), _BOTH, "the two named side by side")


def _pairs(reading: Reading, start: int, end: int) -> dict[frozenset[Figure], tuple[int, ...]]:
    """Return the pairs of persons named side by side between two places, and their mentions."""
    pairs: dict[frozenset[Figure], tuple[int, ...]] = {}
    for found in named_together(reading.page, start, end):
        figures = [reading.links.get(i, NOBODY).figure for i in found.names]
        persons = [figure for figure in figures if figure is not None and figure.type == "person"]
        if len(found.names) == len(persons) == _PAIR:
            pairs[frozenset(persons)] = found.names
    return pairs


def _is_aside(page: Page, source: Span, index: int) -> bool:
    """Whether a name stands in brackets within a source, or in a role: "Joe Venn (D-W. | Va |)", "| Orr | aide Lee"."""
    place = page.mentions[index].span
    if page.text.count("(", source.start, place.start) > page.text.count(")", source.start, place.start):
        return True
    if place.start > source.start and page.text.endswith(" of ", source.start, place.start):
        return True  # "Ann Lee of | Orr | and Orla Dorn of | Skell"
    roles = (page.mentions[i].role for i in page.mentions_in(source) if i != index)
    return any(role is not None and role.start <= place.start and place.end <= role.end for role in roles)


def _with_group(reading: Reading, span: Span, index: int, group: str) -> Link | None:
    """Return one named and a group beside them; "Orr and Skell officials" and "the Lee and Dorn camps" name nobody."""
    page, mention = reading.page, reading.page.mentions[index]
    figure = reading.links.get(index, NOBODY).figure
    if figure is None or kind_of_phrase(group) != "group":
        return None
    shared = " " in group and (page.text.startswith(("the ", "The "), span.start) or mention.kind == "place")
    if group[0].isupper() and (shared or figure.type in (*_BODIES, "state")):
        return Link(reading.unnamed(page.words(span), "group"), _SEVERAL, "several side by side")
    return _with_others(reading, span, index, mention.span.end)


def _with_others(reading: Reading, span: Span, index: int, link: int) -> Link | None:
    """Return one named and those who say it too, from "and" on: "Mr. Lee | and other members".

    None if somebody stands before.
    """
    page, mention = reading.page, reading.page.mentions[index]
    figure = reading.links.get(index, NOBODY).figure
    leads = min(mention.span.start, (mention.role or mention.span).start) - span.start
    if figure is None or figure.article is not None or leads > _DETERMINER:
        return None
    others = page.text[link : span.end]
    words = " ".join(f"{best_name(figure)}{'' if others[0] in ' ,' else ' '}{others}".split())
    return Link(reading.unnamed(words, "group"), _SEVERAL, "several side by side")
