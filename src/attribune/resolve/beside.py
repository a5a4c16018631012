"""Roles that a text itself ties to a name: in an apposition, or said of its bearer."""

from __future__ import annotations

import re

from attribune.resolve.cast import Link
from attribune.resolve.pages import Page

_IS = re.compile(
    r"\s*,?\s*(?:who\s+)?(?:(?:also|now|then|previously|once|currently)\s+)*"
    r"(?:serve[sd]?\s+as|serving\s+as|is|was|became|acts\s+as|doubles\s+as|has\s+been)\s+"
    r"(?:also\s+)?(?:the\s+|an?\s+)?"
)
# without "the", what stands behind a name is no one else: "Ann Lee, former head of the guild and its founder"
_APPOSED = re.compile(r",\s(?:an?\s)?")
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


def _noun(page: Page, index: int) -> int:
    """Return where a description begins without its article."""
    mention = page.mentions[index]
    return mention.role.start if mention.role else mention.span.start


def _give(page: Page, links: dict[int, Link], *, role: int, name: int, evidence: str) -> None:
    bearer = links.get(name)
    if bearer is None or bearer.figure is None:
        return
    mention = page.mentions[role]
    links[role] = Link(bearer.figure, min(0.95, bearer.confidence), evidence)
    bearer.figure.forms.add(page.words(mention.span))
    if evidence != "apposition" and mention.role is not None:
        bearer.figure.add_title(page.words(mention.role), page.role(mention), page.sight(mention))
