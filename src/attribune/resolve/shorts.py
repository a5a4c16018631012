"""Short names to figures: surnames, given names, titles with surnames, letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attribune.annotate.lexicon import ORGANISATIONS, OUTLETS
from attribune.model import Span
from attribune.resolve.cast import NOBODY, Cast, Link, agree
from attribune.resolve.figures import Figure, Name, Use
from attribune.resolve.pages import Page
from attribune.resolve.roles import KIN, Role
from attribune.resolve.spelling import GENERATIONS, bare, close

_FULL = 0.97
_ONE_HERE = 0.95  # the article names one person of this surname in full
_LAST_NAMED = 0.66  # it names several: the one named last
_PROMINENT_AND_LAST, _PROMINENT, _JUST = 0.85, 0.7, 0.6  # one of them is named far more often than the others
_JUST_NAMED = 400  # code points
_HELD = 0.85  # one is called by surname before another of that surname comes in
_ONE_IN_STORY = 0.88
_BY_TITLE = 0.8
_GIVEN_NAME = 0.8
_GIVEN_ELSEWHERE, _LONG = 0.6, 3
_OTHER_SPELLING = 0.85
_SLIP, _LONG_NAME = 0.7, 6
_LETTERS = 0.85
_ONLY_SHORT = 0.9
_KIN = re.compile(
    r"\b([A-Z][\w-]+)['’]s?\s(?:[a-z]+\s)?(?:brother|sister|mother|father|wife|husband|widow|son|daughter|cousin|uncle|aunt"
    r"|nephew|niece|grandmother|grandfather|grandson|granddaughter),?\s[A-Z][a-z]"
)
# offices so high that their bearers are named by surname alone at once
_HIGH = frozenset(("president", "vice president", "premier", "chancellor", "monarch", "pope"))
# what a body's full name ends with
_WHOLE = frozenset(
    "airlines airways association bank brothers church club college company corporation foundation group "
    "holdings hotels industries institute international motors party stores technologies union university".split()
)
# "Venn" is not the Venn campaign, nor Venn World
_OF_ANOTHER = frozenset(
    "act administration amendment bill cabinet camp campaign case doctrine dossier era flight government house island "
    "memo orbit plan poll premiums presidency rally regime report rule speech storm street team tower transition "
    "world".split()
)
_ONE = ("female", "male")
_COURTESY = ("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms")
_REGAL = frozenset(("monarch", "pope", "prince", "princess", "duke", "duchess", "patriarch"))
_POLITICAL = frozenset(("lawmaker", "leader", "minister", "politician"))


def link_names(page: Page, cast: Cast) -> dict[int, Link]:
    """Return the figure of each name in an article, by the index of the mention; new ones enter the cast."""
    reader = _Reader(page, cast)
    return {use.mention: reader.read(use) for use in page.uses}


class _Reader:
    """Reads the names of an article in order, and remembers who was named in full."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self._page = page
        self._cast = cast
        self._full: dict[Figure, int] = {}  # when each was last named in full
        self._first: dict[Figure, int] = {}  # and where first
        self._near: dict[str, list[Figure]] = {}  # persons of the article by a surname that is nearly theirs
        self._weight: Counter[Figure] = Counter()  # how often each is named in full, and was by surname for sure
        self._acted: set[Figure] = set()  # those who said or did something when they were last named in full
        self._told: set[Figure] = set()  # those who said something then
        self._speaking: set[Figure] = set()  # those who say something under their full name
        self._titled: dict[Name, Figure] = {}  # who spoke under a title since one of that surname was last named
        self._before: set[Name] = set()  # names that stand before what would be their full form
        self._surnamed: dict[Name, int] = {}  # where surnames alone first stand in running text
        for use in page.uses:
            if len(use.name) == 1 and not page.is_headline(page.mentions[use.mention].span):
                self._surnamed.setdefault(use.name, use.start)
        self._kin = {match[1].lower() for match in _KIN.finditer(page.text)}  # surnames that others here may bear
        named = [(use, cast.named(use.name) if len(use.name) > 1 else None) for use in page.uses]
        for use, figure in named:
            if figure is not None:
                self._first.setdefault(figure, use.start)
                self._speaking.update((figure,) if use.mention in page.sources else ())
                self._weight[figure] += 1
        self._held = self._holders(named)

    def read(self, use: Use) -> Link:
        if len(use.name) > 1:
            figure = self._cast.named(use.name)
            self._titled.pop(use.name[-1:], None)
            if figure is not None and use.type in ("person", "unknown") and len(figure.founder) > 1:
                if figure not in self._full or not self._is_quoted(use):
                    self._full[figure] = use.start  # of whom somebody else speaks the text does not
                (self._acted.add if self._acts(use) else self._acted.discard)(figure)
                (self._told.add if use.mention in self._page.sources else self._told.discard)(figure)
            return Link(figure, _FULL, "full name") if figure else NOBODY
        if not use.name:
            return NOBODY
        if use.surface.isupper() and len(use.surface) > 1 and use.type != "person":
            link = self._letters(use) or self._shouted(use) or self._alone(use)
        else:
            link = self._surname(use) or self._other(use) or self._alone(use)
        if link.figure is not None:
            # "Warren" is a man's given name, but as Elizabeth Warren's surname it says nothing
            short = len(link.figure.founder) > 1 and use.title is None
            link.figure.add(use._replace(gender="unknown") if short else use)
            self._learn(link.figure, use)
            self._weight[link.figure] += link.confidence >= _PROMINENT and use.name == link.figure.founder[-1:]
            if link.figure in self._full and use.name == link.figure.founder[:1] and not self._is_quoted(use):
                self._full[link.figure] = use.start  # "Andrew", between two of his family
        return link

    def _holders(self, named: Sequence[tuple[Use, Figure | None]]) -> dict[Name, Figure]:
        """Return who goes by surname alone, by that: the first one named in full whom the text calls so at once.

        Others of the family, whom it names in full after that, it has to name in full again. ``named`` are the names
        of the article in order, each with whom it names in full.
        """
        first: dict[Name, Figure] = {}
        bare: set[Name] = set()
        shared: set[Name] = set()
        for use, figure in named:
            surname = use.name[-1:]
            if surname in shared or self._page.is_headline(self._page.mentions[use.mention].span):
                continue
            if (
                figure is not None
                and figure.type in ("person", "unknown")
                and first.setdefault(surname, figure) is not figure
            ):
                shared.add(surname)
            elif len(use.name) == 1 and surname in first:
                bare.add(surname)
        return {n: f for n in shared & bare if (f := first[n]).type == "person" and not _is_only_relative(f)}

    def _is_quoted(self, use: Use) -> bool:
        return self._page.is_quoted(self._page.mentions[use.mention].span)

    def _acts(self, use: Use) -> bool:
        """Return whether one named in full is the source of something, or stands right before a verb."""
        page, span = self._page, self._page.mentions[use.mention].span
        after = page.text[span.end : span.end + 2]
        return use.mention in page.sources or (after[:1] == " " and after[1:].islower() and not page.is_oblique(span))

    def _learn(self, figure: Figure, use: Use) -> None:
        """A full name that is taken up by its last word when its bearer speaks is a person's."""
        if figure.type == "unknown" and use.mention in self._page.sources and len(figure.founder) in (2, 3):
            figure.type = "person"

    def _letters(self, use: Use) -> Link | None:
        written_out = self._cast.abbreviated(use.name)
        here = [figure for figure in written_out if figure in self._first]
        found = here if len(here) == 1 else written_out
        return Link(found[0], _LETTERS, "letters of the full name") if len(found) == 1 else None

    def _shouted(self, use: Use) -> Link | None:
        """Return whose surname is written as letters are, as in transcripts: "MARLOW: The ferry stays."."""
        link = self._surname(use._replace(type="unknown"))
        person = link is not None and link.figure is not None and link.figure.type in ("person", "unknown")
        return link if person else None

    def _surname(self, use: Use) -> Link | None:
        # that a surname is a woman's given name elsewhere says nothing of who bears it
        plain = use if use.title else use._replace(gender="unknown")
        fitting = [figure for figure in self._cast.surnamed(use.name) if self._can_be(figure, plain)]
        here = [figure for figure in fitting if figure in self._first]
        if use.name in self._before or (len(here) == 1 and self._comes_first(use, here[0])):
            self._before.add(use.name)
            return self._alone(use)
        if len(here) == 1:
            return self._only_one(use, here[0], fitting)
        holder = self._held.get(use.name) if here and use.title is None else None
        if holder is not None and [figure for figure in here if figure in self._full] == [holder]:
            return Link(holder, _HELD, "surname, the only one named so far")
        if here and self._another_speaks(use, here):
            return _undecided(here)
        if here:
            return self._among(use, here)
        if len(fitting) == 1:
            return Link(fitting[0], _ONE_IN_STORY, "surname, named in full elsewhere in the story")
        return self._in_story(use, fitting)

    def _only_one(self, use: Use, here: Figure, fitting: Sequence[Figure]) -> Link:
        """Return whether a surname is that of the only one of those fitting whom this article names in full."""
        if self._is_other(use, here) or self._is_of_the_junior(use, here):
            return self._in_story(use, [figure for figure in fitting if figure is not here]) or self._alone(use)
        if self._is_of_the_family(use, here):
            return self._alone(use)
        if min(fitting, key=_rank) is not here and self._is_called_before(use, here):
            return self._in_story(use, fitting) or self._alone(use)
        return _undecided([here]) if self._is_kin(use, here) else Link(here, _ONE_HERE, "surname")

    def _can_be(self, figure: Figure, use: Use) -> bool:
        persons = ("person", "unknown")
        if use.type == "outlet" and use.surface in OUTLETS and figure.type != "outlet":
            return False  # "The Hill" is no Capitol Hill
        if (use.type == "person" and figure.type not in persons) or (
            use.type not in persons and figure.type == "person"
        ):
            return False
        return agree(figure, use.gender)

    def _comes_first(self, use: Use, figure: Figure) -> bool:
        """Return whether a name stands before what would be its full form, and no one is known to be a person.

        A person is named in full first; who writes "Venn held a fair" and then of "Camp Venn" has Venn hold it.
        """
        span = self._page.mentions[use.mention].span
        plain = figure.type != "person" and use.title is None and use.start < self._first[figure]
        return plain and not self._page.is_headline(span)

    def _is_of_another(self, use: Use, figure: Figure) -> bool:
        """Return whether a body's name stands before a longer one that is its product's or office's: "Venn Search"."""
        return _is_part(figure) and use.role is None and self._comes_first(use, figure)

    def _is_other(self, use: Use, figure: Figure) -> bool:
        """Return whether a title with a surname, before any full name, means another of that surname.

        "President Dorn said he would stay. Lena Dorn left", but "Karl Dorn left", of whom no office is told.
        """
        if use.role is None or use.role.noun not in _HIGH or use.start > self._first[figure]:
            return False
        if any(figure.fit(use.role) or role.wider & _POLITICAL for role in figure.roles):
            return False
        span = self._page.mentions[use.mention].span
        return not self._page.is_headline(span) and (bool(figure.roles) or not self._is_he(span, figure))

    def _is_he(self, span: Span, figure: Figure) -> bool:
        """Return whether the first "he" or "she" behind a name is of the gender that somebody is known to have."""
        mentions = self._page.mentions_in(Span(span.end, span.end + _JUST_NAMED))
        singular = (m for i in mentions if (m := self._page.mentions[i]).kind == "pronoun" and m.gender in _ONE)
        told = next((m.gender for m in singular if not self._page.is_quoted(m.span)), None)
        return told is not None and told == figure.gender

    def _is_of_the_family(self, use: Use, figure: Figure) -> bool:
        """Return whether a surname is that of whose relative alone is named in full: "Dorn left. His son Ben Dorn".

        Who is somebody's son or the first lady is named so beside the one whom the text had called by surname before.
        """
        return self._is_called_before(use, figure) and use.title not in _COURTESY and _is_relative(figure)

    def _is_of_the_junior(self, use: Use, figure: Figure) -> bool:
        """Return whether a surname is that of whose junior alone is named in full, further down."""
        return figure.founder[-1] in GENERATIONS and self._is_called_before(use, figure)

    def _is_called_before(self, use: Use, figure: Figure) -> bool:
        """Return whether running text has a surname alone before it names this bearer of it in full."""
        return self._surnamed.get(use.name, use.start) < self._first[figure]

    def _is_kin(self, use: Use, figure: Figure) -> bool:
        """Return whether one who speaks may be another of the family: "Dorn's sister Ruth wept. Dorn said"."""
        kin = use.name[-1] in self._kin and use.title is None
        return kin and use.mention in self._page.sources and figure not in self._speaking and not figure.roles

    def _another_speaks(self, use: Use, here: Sequence[Figure]) -> bool:
        """Return whether only one with an office speaks of those of a name, and the most prominent one has none.

        "Smith said", where two Smiths are dead and Lieutenant Lee Smith speaks of them.
        """
        if use.mention not in self._page.sources or use.title is not None:
            return False
        speaking = [figure for figure in here if figure in self._speaking]
        office = len(speaking) == 1 and any(KIN not in role.wider for role in speaking[0].roles)
        return office and not min(here, key=_rank).roles

    def _among(self, use: Use, here: Sequence[Figure]) -> Link:
        """Return which of several of a surname is meant: by title, by the last full name, by prominence."""
        titled = [figure for figure in here if use.role and figure.fit(use.role)]
        if len(titled) == 1:
            if use.mention in self._page.sources:
                self._titled[use.name] = titled[0]
            return Link(titled[0], _BY_TITLE, "title and surname")
        head = self._head_of(use, titled or here)
        if head is not None:
            return head
        named = [figure for figure in titled or here if figure in self._full]
        if not named:
            return _undecided(here)
        last = max(named, key=lambda figure: self._full[figure])
        holder = self._held.get(use.name)
        if holder is not None and holder in here and not titled:
            return self._held_by(holder, use, last) or _undecided(here)
        return self._by_prominence(use, titled or here, last)

    def _head_of(self, use: Use, figures: Sequence[Figure]) -> Link | None:
        """Return who of a surname is meant where all others are juniors, or relatives without an office of their own.

        "President Venn" and "Orla Venn Jr.": who is "Venn"?
        """
        elders = [figure for figure in figures if figure.founder[-1] not in GENERATIONS]
        if len(elders) == 1:
            return Link(elders[0], _PROMINENT_AND_LAST, "surname, not of the junior")
        relatives = {figure for figure in figures if _is_only_relative(figure)}
        heads = [figure for figure in figures if figure not in relatives]
        elected = len(heads) == 1 and any(_is_political(role) for role in heads[0].roles)
        if elected and use.title is None and relatives.isdisjoint(self._speaking | self._acted):
            return Link(heads[0], _PROMINENT_AND_LAST, "surname, of which the others are relatives")
        return None

    def _by_prominence(self, use: Use, here: Sequence[Figure], last: Figure) -> Link:
        """Return which of several of a surname is meant, of whom none goes by it alone: the foremost or the last."""
        first, second = sorted(here, key=lambda figure: (-self._weight[figure], figure.founder))[:2]
        if self._weight[first] < 2 * self._weight[second]:
            return Link(last, _LAST_NAMED, "surname, the last one named in full")
        if first is last:
            return Link(first, _PROMINENT_AND_LAST, "surname, the most prominent one")
        if use.start - self._full[last] < _JUST_NAMED and last in self._acted:
            return Link(last, _JUST, "surname, the last one named in full")
        return Link(first, _PROMINENT, "surname, the most prominent one")

    def _held_by(self, holder: Figure, use: Use, last: Figure) -> Link | None:
        """Return who goes by a surname alone, or who just spoke under the full name, None if that cannot be told.

        "Dorn's father, Karl Dorn, said so. Dorn said" is the father, if the son himself says nothing.
        """
        if self._titled.get(use.name, holder) is not holder:
            return None  # "former President Dorn said", then "Dorn", in an article on Lena Dorn
        just = last is not holder and use.start - self._full[last] < _JUST_NAMED
        if not just or last not in self._told:
            doubtful = just and last in self._acted
            return Link(holder, _PROMINENT if doubtful else _HELD, "surname, called so before the others were named")
        if holder in self._speaking or any(map(_is_political, holder.roles)):
            return None
        return Link(last, _PROMINENT, "surname, the last one named in full")

    def _in_story(self, use: Use, fitting: Sequence[Figure]) -> Link | None:
        """Return which of those is meant whom only other articles name in full, None if a title fits none of them."""
        link = self._told_elsewhere(use, fitting)
        if link is not None and link.figure is not None and link.figure.type == "person":
            self._first.setdefault(link.figure, use.start)  # as good as named in full
            self._full.setdefault(link.figure, use.start)
        return link

    def _told_elsewhere(self, use: Use, fitting: Sequence[Figure]) -> Link | None:
        titled = [figure for figure in fitting if use.role and figure.fit(use.role)]
        if len(titled) == 1:
            return Link(titled[0], _BY_TITLE, "title and surname, named in full elsewhere in the story")
        if use.role is not None or not fitting:
            return None
        persons = [figure for figure in fitting if figure.type == "person"] or fitting
        if len(persons) == 1:
            return Link(persons[0], _BY_TITLE, "surname, named in full elsewhere in the story")
        head = self._head_of(use, persons)
        if head is not None:
            return Link(head.figure, _BY_TITLE, head.evidence)
        often = sorted(fitting, key=_rank)
        if _count(often[0]) >= 4 * _count(often[1]):
            return Link(often[0], _PROMINENT, "surname, the one most often named in the story")
        return _undecided(often)

    def _other(self, use: Use) -> Link | None:
        sounding = [figure for figure in self._cast.sounding(use.name) if self._can_be(figure, use)]
        if len(sounding) == 1:
            return Link(sounding[0], _OTHER_SPELLING, "other spelling")
        slips = self._slips(use) if len(use.name[0]) >= _LONG_NAME and not sounding else []
        if len(slips) == 1:
            return Link(slips[0], _SLIP, "surname, with a slip of the pen")
        named_first = [f for f in self._cast.first_named(use.name) if f.founder[-1] not in _OF_ANOTHER]
        if use.role is not None and use.role.noun in _REGAL:  # "Pope Francis" is no other Francis
            named_first = [f for f in named_first if f.fit(use.role)]
        begun = [f for f in named_first if f in self._first and self._can_be(f, use)]
        own = use.name[0] in ORGANISATIONS  # "the Senate" is not its Judiciary Committee
        wholes = [figure for figure in named_first if own and figure.founder[1] == "of"]
        if len(wholes) == 1:
            return Link(wholes[0], _GIVEN_NAME, "first part of the name")  # the House of Representatives
        if own or use.name in self._before or (len(begun) == 1 and self._is_of_another(use, begun[0])):
            self._before.add(use.name)
            return self._alone(use)
        if len(begun) > 1 or use.title is not None:  # nobody is called "Mr. Venn" after the Venn War Room
            begun = [figure for figure in begun if not _is_part(figure)]
        if len(begun) == 1:
            return Link(begun[0], _GIVEN_NAME, "first part of the name")
        begun = begun or [f for f in named_first if use.role and f.fit(use.role)]
        if len(begun) == 1:
            return Link(begun[0], _GIVEN_NAME, "role and first part of the name")
        begun = begun or [f for f in named_first if f.type == "person" and self._can_be(f, use)]
        if len(begun) == 1 and len(use.name[0]) > _LONG:
            return Link(begun[0], _GIVEN_ELSEWHERE, "first part of a name of the story")
        return _undecided(begun) if begun else None

    def _slips(self, use: Use) -> list[Figure]:
        """Return the persons named in full in this article whose surname is nearly this one."""
        word = use.name[0]
        if word not in self._near:
            self._near[word] = [
                figure
                for figure in self._first
                if figure.type == "person" and len(figure.founder) > 1 and close(bare(figure.founder)[-1], word)
            ]
        return [figure for figure in self._near[word] if self._can_be(figure, use)]

    def _alone(self, use: Use) -> Link:
        figure = self._cast.named(use.name)
        if figure is None or not agree(figure, use.gender):
            figure = self._cast.found(use.name, Figure(use.name, use.type))
        if use.role is not None:
            self._full[figure] = use.start
            self._first.setdefault(figure, use.start)
        return Link(figure, _ONLY_SHORT, "named so only")


def _is_political(role: Role) -> bool:
    return role.noun in _HIGH or not role.wider.isdisjoint(_POLITICAL)


def _is_relative(figure: Figure) -> bool:
    """Whether somebody is called a relative of somebody: "his son Ben Dorn", "first lady Lena Dorn"."""
    return any(KIN in role.wider or role.noun == "first lady" for role in figure.roles)


def _is_only_relative(figure: Figure) -> bool:
    """Whether somebody is called a relative of somebody, and bears no office."""
    return _is_relative(figure) and not any(map(_is_political, figure.roles))


def _is_part(figure: Figure) -> bool:
    """Whether a body's name may be that of a product or office of another's that it begins with."""
    return figure.type in ("organisation", "unknown") and figure.founder[-1] not in _WHOLE


def _count(figure: Figure) -> int:
    return sum(figure.names.values())


def _rank(figure: Figure) -> tuple[int, tuple[str, ...]]:
    return (-_count(figure), figure.founder)


def _undecided(figures: Sequence[Figure]) -> Link:
    share = round(0.9 / len(figures), 3)
    return Link(None, 0.0, "several of this name", tuple((figure, share) for figure in figures[:5]))
