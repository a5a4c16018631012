"""Roles that a text itself ties to a name: in an apposition, said of its bearer, or brought in right before it."""

from __future__ import annotations

import re

from attribune.model import Span
from attribune.resolve.cast import Link
from attribune.resolve.pages import Page

_IS = re.compile(
    r"\s*,?\s*(?:who\s+)?(?:(?:also|now|then|previously|once|currently)\s+)*"
    r"(?:serve[sd]?\s+as|serving\s+as|is|was|became|acts\s+as|doubles\s+as|has\s+been)\s+"
    r"(?:also\s+)?(?:the\s+|an?\s+)?"
)
# without "the", what stands behind a name is no one else: "Ann Lee, former head of the guild and its founder"
_APPOSED = re.compile(r",\s(?:an?\s)?")
_TOLD, _LED = 0.95, 0.75
_THE = re.compile(r"the\s", re.I)
_LEAD = 400  # code points of the body in which whom it is about is brought in
_FARTHEST = 60  # code points between a name and what is said of it


def link_beside(page: Page, links: dict[int, Link]) -> None:
    """Link the descriptions that stand beside a name to its bearer, who thereby comes by a role."""
    name: int | None = None
    for i, mention in enumerate(page.mentions):
        if mention.kind == "name":
            name = i
            for j in page.mentions_in(mention.role) if mention.role else ():
                if page.mentions[j].kind == "role":
                    _give(page, links, role=j, name=i, evidence="apposition")
        elif mention.kind == "role" and name is not None and i not in links:
            start, noun = page.mentions[name].span.end, _noun(page, i)
            said = mention.span.start - start < _FARTHEST and _IS.fullmatch(page.text, start, noun)
            if said or (i not in page.sources and _APPOSED.fullmatch(page.text, start, noun)):
                _give(page, links, role=i, name=name, evidence="said to be")
    _link_led(page, links)


def _link_led(page: Page, links: dict[int, Link]) -> None:
    """Link the description that a text opens with to who is named without one at the head of the next sentence.

    "The US attorney general has said ... Ann Lee said": so British papers bring in whom they write about.
    """
    body = next((p.span.start for p in page.annotation.paragraphs if p.kind == "body"), len(page.text))
    for i in page.mentions_in(Span(body, body + _LEAD)):
        place = page.mentions[i].span.start
        if page.mentions[i].kind == "role" and i not in links and _THE.match(page.text, place) and page.leads(place):
            name = _next_named(page, i)
            if name is not None and name in links:
                _give(page, links, role=i, name=name, evidence="named in the next sentence", most=_LED)


def _next_named(page: Page, index: int) -> int | None:
    """Return the full name at the head of the next sentence, where that is its first and nothing is said of it."""
    number = page.sentence(page.mentions[index].span.start) + 1
    names = (i for i in range(index + 1, len(page.mentions)) if page.mentions[i].kind == "name")
    found = next((i for i in names if page.sentence(page.mentions[i].span.start) >= number), None)
    if found is None:
        return None
    mention, name = page.mentions[found], page.words(page.mentions[found].head)
    plain = mention.role is None and mention.name_type in (None, "person") and " " in name
    first = name.rsplit(" ", 1)[-1] not in page.text[: mention.span.start]
    return found if plain and first and page.sentence_start(number) == mention.span.start else None


def _noun(page: Page, index: int) -> int:
    """Return where a description begins without its article."""
    mention = page.mentions[index]
    return mention.role.start if mention.role else mention.span.start


def _give(page: Page, links: dict[int, Link], *, role: int, name: int, evidence: str, most: float = _TOLD) -> None:
    bearer = links.get(name)
    if bearer is None or bearer.figure is None:
        return
    mention = page.mentions[role]
    links[role] = Link(bearer.figure, min(most, bearer.confidence), evidence)
    bearer.figure.forms.add(page.words(mention.span))
    if evidence != "apposition" and mention.role is not None:
        bearer.figure.add_title(page.words(mention.role), page.role(mention), page.sight(mention))
