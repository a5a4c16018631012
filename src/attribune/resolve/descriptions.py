"""Who is meant by a description of a person by role: "the mayor", "the official", "her mother", "the 37-year-old"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.model import Gender, Mention, Span
from attribune.resolve.cast import ENOUGH, NOBODY, Link
from attribune.resolve.roles import KIN, Role, bare, is_of_one_named
from attribune.resolve.scene import Asked

if TYPE_CHECKING:
    from attribune.resolve.bearers import Bearers
    from attribune.resolve.figures import Figure
    from attribune.resolve.reading import Reading

DEFINITE = re.compile(r"the\b", re.I)
_INDEFINITE = re.compile(r"(?:an?|another|any|each|every|no|one|some|two|three|several|many)\b", re.I)
_ONE = re.compile(r"\b(?:one|another)\s$", re.I)
_OF_ANY = re.compile(r"\s(?:of|for|at|to|behind)\s(?:an?|another|one|some|several|two|three)\s")
# what a text says only of those whom it does not name
_UNNAMED = re.compile(r"[^.“”\"]{0,80}\b(?:anonymity|not (?:to )?be (?:identified|named)|declined to be named)\b")
_POSSESSIVE = 3  # code points of a possessive mark and a blank
_WORD = 8  # code points of a small word and a blank
LEADING = 40  # code points before a description that are looked at
# what stands before "a teacher" where that is said of somebody: "is a teacher"
PREDICATE = re.compile(r"\b(?:is|was|be|been|being|as|become|became)\s+(?:an?\s+|the\s+)?$", re.I)
_INTRODUCED = 0.8
_SOON, _LATER = 2, 8  # sentences
_THIS = re.compile(r"(?:this|that)\b", re.I)
_GENTLEMAN = 0.8
_FROM_THERE = 0.7
_ANOTHER = 0.4  # a link less sure than this speaks for one whom the text has not named
_ABOARD = re.compile(r"\s(?:aboard|on|in|at)\s(?:the\s)?$")
_TELLS = re.compile(r"\s(?:who\s)?(?:had\s|has\s)?(?:tells|told)\s")  # "an official told | Harbour Radio"
_AGED = re.compile(r"the (\d{1,3})-year-old\b", re.I)
_BY_AGE, _AGED_SINCE = 0.85, 0.8
_GENERIC = frozenset(("man", "woman", "boy", "girl"))
PARTISANS = frozenset(("republican", "democrat", "independent", "conservative", "liberal", "lawmaker"))
_ELECTED = frozenset(("governor", "mayor", "president", "candidate", "representative", "senator"))
_PARTISAN = 0.85
_HIS = re.compile(r"(his|her)\s", re.I)
_ANY_KIN, _KIN_OF_ONE = 0.8, 0.65  # where the text does not say whose, and where it does, but not who "her" is


class Descriptions:
    """The descriptions of one article, asked for in their order, for a text takes up whom it has just brought in."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._page = reading.page
        # where "an official" was brought in, by its noun, and last spoken of
        self._introduced: dict[str, tuple[int, int]] = {}

    def link(self, index: int, mention: Mention, bearers: Bearers) -> Link:
        """Return who is meant by a mention that is a description: one named, one without a name, or nobody known."""
        aged = _AGED.match(self._page.text, mention.span.start)
        if aged:
            return self._of_age(aged[1], index, mention)
        role = self._page.described_role(index)
        if role is None or self._is_anybody(mention.span):
            self._introduce(index, role)
            return self._reading.nobody(index, mention, "person")
        if role.noun in _GENERIC:
            if _THIS.match(self._page.text, mention.span.start):
                return self._reading.pronoun(index, mention).weakened(_GENTLEMAN)
            return self._reading.nobody(index, mention, "person")
        return self._definite(index, mention, role, bearers)

    def _definite(self, index: int, mention: Mention, role: Role, bearers: Bearers) -> Link:
        introduced = self._introduction(index, role)
        if introduced is not None:
            return self._brought_in(index, introduced, role)
        if _UNNAMED.match(self._page.text, mention.span.end):
            return self._reading.nobody(index, mention, "person")
        link = self._borne(index, mention, role, bearers)
        if link is None or self._is_another(link, role, mention) or self._is_of_another(index, role, link):
            return self._reading.nobody(index, mention, "person")
        if link.figure is None or link.confidence < ENOUGH:
            return link
        earlier, _ = self._introduced.get(role.noun, (None, None))
        if role == bare(role) and earlier in self._page.sources and not _is_borne(link.figure, role):
            return self._brought_in(index, earlier, role)  # "the official" is not the adviser who has a name
        link.figure.forms.add(self._page.words(mention.span))
        return link

    def _borne(self, index: int, mention: Mention, role: Role, bearers: Bearers) -> Link | None:
        """Return who of those named bears a role, or of a party may be a politician just spoken of; None if nobody."""
        link = bearers.find(role, mention.gender, self._reading.present, mention.span.start)
        if KIN in role.wider:
            link = self._of_kin(link, role, mention)
        recent = self._partisan(index, role, mention)
        if link.figure is None:
            return link if link.candidates else recent
        return self._seated(link, recent) if recent is not None and role.narrower else link

    def _is_another(self, link: Link, role: Role, mention: Mention) -> bool:
        """Whether a description can hardly mean the one found: "the president of the guild" and a President."""
        if link.confidence < _FROM_THERE and self._page.home(mention):
            return True  # that a senator is from there the text does not say
        return link.figure is not None and link.confidence < _ANOTHER and bool(role.of or role.narrower)

    def _is_of_another(self, index: int, role: Role, link: Link) -> bool:
        """Whether "the witness's lawyer" is said to be somebody else's: "Dorn's lawyer", and Dorn is no witness."""
        page, owner = self._page, index - 1
        figure = link.figure
        if figure is None or owner < 0 or page.mentions[owner].kind != "role":
            return False
        span = page.mentions[owner].span
        told = [borne for borne in figure.roles if borne.noun == role.noun and borne.narrower]
        if not told or not page.is_owner(span) or page.mentions[index].span.start - span.end > _POSSESSIVE:
            return False
        known = self._reading.links.get(owner, NOBODY).figure
        noun = page.role(page.mentions[owner])
        owners = self._reading.present.seen if known is None else (known,)
        return noun is not None and not any(
            is_of_one_named(borne, owner.founder) and (known is not None or _is_borne(owner, noun))
            for borne in told
            for owner in owners
        )

    def _is_anybody(self, span: Span) -> bool:
        """Whether nobody is meant who was named before: "a mayor", "one of the mayors", "the mother of a player"."""
        text = self._page.text
        before = _ONE.search(text, max(0, span.start - _WORD), span.start)
        return bool(_INDEFINITE.match(text, span.start) or before or _OF_ANY.match(text, span.end))

    def _introduce(self, index: int, role: Role | None) -> None:
        """Remember "a senior official", who is not said to be somebody named: whom "the official" then means."""
        page, span = self._page, self._page.mentions[index].span
        before = page.text[max(0, span.start - LEADING) : span.start]
        if role is None or before.endswith((", ", " as ", "– ", "— ")) or PREDICATE.search(before):
            return
        named = [mention.span for mention in page.mentions[index + 1 : index + 2] if mention.kind == "name"]
        beside = named and page.sentence(named[0].start) == page.sentence(span.start)
        told = _TELLS.match(page.text, span.end) is not None
        if told or not beside or _ABOARD.search(page.text, span.end, named[0].start):
            self._introduced[role.noun] = index, index

    def _introduction(self, index: int, role: Role) -> int | None:
        """Return the mention that brought in who is now called by the noun alone, nobody named having come since."""
        page, span = self._page, self._page.mentions[index].span
        introduced, last = self._introduced.get(role.noun, (None, index))
        plain = role._replace(flags=frozenset()) == bare(role)
        if introduced is None or not plain or not DEFINITE.match(page.text, span.start):
            return None
        known = page.described_role(introduced)
        if known is None or not role.flags <= known.flags:
            return None  # "the deputy minister" is not the minister; "the former official" is "one former official"
        speaks = last in page.sources
        apart = page.sentence(span.start) - page.sentence(page.mentions[last].span.start)
        near = apart <= (_LATER if speaks else _SOON)
        since = page.mentions[last + 1 : index]
        return introduced if near and not any(_may_be(mention, speaks) for mention in since) else None

    def _brought_in(self, index: int, introduced: int, role: Role) -> Link:
        self._introduced[role.noun] = introduced, index
        wording = self._page.words(self._page.described(introduced))
        return Link(self._reading.unnamed(wording, "person"), _INTRODUCED, "brought in before")

    def _of_kin(self, link: Link, role: Role, mention: Mention) -> Link:
        """Return a link to somebody's mother only as far as she is the mother of the one whom "her" means."""
        his = _HIS.match(self._page.text, mention.span.start)
        if link.figure is None or his is None:
            return link
        owners = {word for borne in link.figure.roles if borne.noun == role.noun for word in borne.narrower}
        if not owners:
            return link.weakened(_ANY_KIN)
        gender: Gender = "male" if his[1].lower() == "his" else "female"
        sentence = self._page.sentence(mention.span.start)
        asked = Asked(gender, "owner", sentence, source=False, quoted=False, but=link.figure)
        owner = self._reading.scene.recall(asked)
        if owner.figure is None or owner.confidence < ENOUGH:
            return link.weakened(_KIN_OF_ONE)
        names = {word for name in owner.figure.names for word in name.lower().split()}
        return link if owners <= names or names <= owners else NOBODY

    def _of_age(self, age: str, index: int, mention: Mention) -> Link:
        """Return who is meant by an age: the one of whom the text tells it, else perhaps the one just spoken of."""
        page, links = self._page, self._reading.links
        told = re.compile(rf",?\s(?:aged\s)?{age}\b,?")
        before = re.compile(rf"\b{age}-year-old\s(?:[\w’'-]+\s){{0,4}}$")
        found = {
            link.figure: None
            for i, other in enumerate(page.mentions)
            if other.kind == "name"
            if (link := links.get(i, NOBODY)).figure is not None and link.figure.type in ("person", "unknown")
            if told.match(page.text, other.span.end)
            or before.search(page.text, max(0, other.head.start - LEADING), other.head.start)
        }
        if len(found) == 1:
            return Link(next(iter(found)), _BY_AGE, "of that age")
        sentence = self._reading.sentence(index, mention)
        asked = Asked(mention.gender, "subject", sentence, index in page.sources, quoted=False)
        link = self._reading.scene.recall(asked).weakened(_AGED_SINCE)
        return link if link.confidence >= ENOUGH else self._reading.nobody(index, mention, "person")

    def _partisan(self, index: int, role: Role, mention: Mention) -> Link | None:
        """Return the politician just spoken of for "the Ohio Democrat", whose party the text need not have given."""
        if role.noun not in PARTISANS:
            return None
        asked = Asked(
            mention.gender,
            "subject",
            self._page.sentence(mention.span.start),
            source=index in self._page.sources,
            quoted=False,
        )
        link = self._reading.scene.recall(asked)
        if link.figure is None or not any("lawmaker" in r.wider or r.noun in _ELECTED for r in link.figure.roles):
            return None
        return link.weakened(_PARTISAN)._replace(evidence="party of the one just named")

    def _seated(self, found: Link, recent: Link) -> Link:
        """Return who is meant by "the Ohio Democrat": a politician just spoken of whose seat the text does not tell.

        Else the one of whom it tells that seat.
        """
        if recent.figure is None or recent.figure.article is not None:
            return found
        return found if any(map(_seat, recent.figure.roles)) else recent


def _seat(role: Role) -> bool:
    """Whether a role tells of which party and for what somebody sits."""
    return role.noun in PARTISANS and bool(role.narrower)


def _is_borne(figure: Figure, role: Role) -> bool:
    return any(borne.noun == role.noun for borne in figure.roles)


def _may_be(mention: Mention, speaks: bool) -> bool:
    """Whether one named since may be "the official" rather than one brought in before, who spoke or did not."""
    return mention.kind == "name" and (mention.role is not None or not speaks)
