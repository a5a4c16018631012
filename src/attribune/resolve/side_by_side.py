"""Several who say something together: "Ann Lee (R-Venn) and Orla Dorn", "Mr. Lee and other members"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import Span
from attribune.resolve.cast import NOBODY, Link
from attribune.resolve.figures import Figure, best_name
from attribune.resolve.plurals import named_together

if TYPE_CHECKING:
    from attribune.resolve.reading import Reading

_BODIES = ("organisation", "outlet")
_BEFORE_SEVERAL = re.compile(
    r"(?:[Bb]oth\s(?:the\s)?|[A-Z][a-z]+s\.?\s|(?:[\w-]+\s){1,3}and\s(?:[a-z]+\s)?|[^,;:]*['’]s\s"
    r"|(?:[\w-]+\s){1,3}(?:statement|letter|op-ed|report)\s(?:by|from)\s)?"
)
_BETWEEN_SEVERAL = re.compile(
    r"(?:\s\([^()]{1,30}\)|,\s[RDI]-[A-Z][\w. ]{1,20})?(?:,\s|,?\sand\s)(?:the\s|fellow\s|[A-Z][a-z]+\s)?"
    r"|,?\sand\s(?:his|her)\s(?:[A-Za-z-]+\s){0,2}[a-z-]+,\s"
)
_AFTER_SEVERAL = re.compile(r"$|,|\s\(|\sof\s[A-Z][\w ]+$")
_OWNS = re.compile(r"['’]s?\s")
# "and other members", ", the mayor, and his aides"
_AND_OTHERS = re.compile(
    r"(?:\sof\s[A-Z]\w+)?(?:\s\([^()]{1,30}\))?(?:,\s[^,;:]{1,60},)?\s(?=(and\s))and\s"
    r"(?:all|fellow|(?:(?:a few|many|most|several|some|the|two|three)\s)?(?:his|her|their|its|others?|members)"
    r"|(?:a few|many|most|several|some|two|three)\s(?:[\w-]+\s){0,2}[\w-]+s)\b"
    r"(?![^,;:]*,\s[A-Z])"
)
_DETERMINER = 4  # code points: "the "
_SEVERAL = 0.85
_TWO = re.compile(
    r"(?:(?:the|these) two|both)\s(?:[a-z]+\s)?(?:candidates|governors|leaders|men|ministers|presidents|rivals|senators"
    r"|women)",
    re.I,
)
_PAIR = 2
_BOTH = 0.75  # the only two that a text names side by side


def several(reading: Reading, span: Span) -> Link | None:
    """Return those who say something together: "Ann Lee (R-Venn) and Orla Dorn". None if a source names but one."""
    page = reading.page
    if " and " not in page.words(span):
        return None
    within = [i for i in page.mentions_in(span) if not _is_bracketed(page.text, span.start, page.mentions[i].span)]
    names = [i for i in within if page.mentions[i].kind == "name" or i in page.states]
    first = next((i for i in within if i in names or page.mentions[i].kind == "role"), None)
    others = _AND_OTHERS.match(page.text, page.mentions[first].span.end, span.end) if first is not None else None
    if first is not None and others is not None:
        return _with_others(reading, span, first, others.start(1))
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
    """Return the two persons whom "the two leaders" at a place mean: the only two named side by side before it."""
    if _TWO.fullmatch(words) is None:
        return None
    pairs: dict[frozenset[Figure], tuple[int, ...]] = {}
    for found in named_together(reading.page, 0, place):
        figures = [reading.links.get(i, NOBODY).figure for i in found.names]
        persons = [figure for figure in figures if figure is not None and figure.type == "person"]
        if len(found.names) == len(persons) == _PAIR:
            pairs[frozenset(persons)] = found.names
    if len(pairs) != 1:
        return None
    return Link(reading.unnamed(reading.side_by_side(*pairs.values()), "group"), _BOTH, "the two named side by side")


def _is_bracketed(text: str, start: int, span: Span) -> bool:
    """Whether a name stands in brackets that opened at ``start`` or behind: "Joe Venn (D-W. | Va | .)"."""
    return text.count("(", start, span.start) > text.count(")", start, span.start)


def _with_others(reading: Reading, span: Span, index: int, link: int) -> Link | None:
    """Return one named and those who say it too, from "and" on: "Mr. Lee | and other members".

    None if somebody stands before.
    """
    page, mention = reading.page, reading.page.mentions[index]
    figure = reading.links.get(index, NOBODY).figure
    leads = min(mention.span.start, (mention.role or mention.span).start) - span.start
    if figure is None or figure.article is not None or leads > _DETERMINER:
        return None
    words = f"{best_name(figure)} {page.words(Span(link, span.end))}"
    return Link(reading.unnamed(words, "group"), _SEVERAL, "several side by side")
