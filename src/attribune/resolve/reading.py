"""An article read in order once its names are known: roles, nameless ones, states and pronouns to figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from attribune.annotate.cues import lexicon
from attribune.annotate.lexicon import COMMON, NO_TITLES, PLACES
from attribune.model import ActorType, Mention, Span
from attribune.resolve.bearers import Bearers, Present
from attribune.resolve.cast import ENOUGH, NOBODY, Link
from attribune.resolve.descriptions import DEFINITE, LEADING, PARTISANS, PREDICATE, Descriptions
from attribune.resolve.documents import of_it
from attribune.resolve.figures import Figure, Name, best_name, name_of
from attribune.resolve.generic import has_brought_in, kind_called, may_be_called
from attribune.resolve.nouns import kind_of, kind_of_phrase
from attribune.resolve.pages import Page
from attribune.resolve.places import StateName
from attribune.resolve.plurals import Plural, plurals
from attribune.resolve.roles import parse_role
from attribune.resolve.scene import Asked, Described, Place, Scene, Trace
from attribune.resolve.side_by_side import both

CALLED = 0.75  # "the ministry", where one ministry is named
NAMELESS = "nameless"  # evidence: its own words are its name
PLACE = "place as a source"  # evidence: a region or city said something
_BODIES = frozenset(("organisation", "unknown", "outlet"))
_ACTS = re.compile(r"\s+(?:has|had|is|was|will|would|could|should|may|might|must|did|does|can|wants?|says?)\b")
_FACING = re.compile(r"\b(?:with|against|by|between)\s+(?:the\s+)?$")
_SURE = 0.7  # a pronoun as sure as that tells of a gender
_AHEAD = re.compile(r"[^.;:!?\"“”]{0,60},\s(?:s?he)\b")  # "A mother of two, she left"
_HEADS = re.compile(r"(?:(?:The|[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,2}['’]s?)\s(?:[\w-]+\s){0,3})?")  # "Venn's young mother"
_OWNED = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,3}$")
_LIKE = re.compile(r"\b(?:[Ll]ike|[Uu]nlike)\s([^,.;:]{3,60}),\s$")
_DOING = re.compile(r"(?!Following|According|Including|Regarding|Concerning|During)[A-Z][a-z]{2,}ing\s(?:[a-z]+ly\s)?")
_NEAR = 70  # code points before a pronoun in which that is looked for
GOES_ON = re.compile(r"\s[a-z]")  # behind a mention that only describes what follows
_NEXT = re.compile(r"\s(?:who\s)?([a-z]+)")
_SPEAKING = ("say", "tell", "quote")
_POLICE = "police"
_SIGNS_OFF = re.compile(r"\s(?:reports|has (?:more|the (?:details|latest|report|story)))\.(?:\s|$)")  # who tells of it
_SUCCEEDED = frozenset(("administration", "campaign", "government"))  # the next one is called so, too
_POLICE_OF = re.compile(
    r"\b([A-Z]\w{2,}(?:\s[A-Z]\w+){0,2})\s[Pp]olice\b(?!\s(?i:academy|brutality|captain|cars?|chief|commissioner|cruisers?"
    r"|custody|department|detectives?|force|headquarters|lieutenant|officers?|reports?|sergeant|shootings?|spokes\w+|station"
    r"|unions?)\b)"
)
_FORCES = frozenset("department dept force service".split())  # "Orr Police Department"
_DETERMINED = re.compile(r"(?:the|th[eo]se|his|her|their|its|our|my|other)\b", re.I)
_BRINGS_IN = re.compile(r"(?:an?|one|two|three|four|five|several|\d+)\s", re.I)
_GOING_ON = re.compile(r"familiar$|close$|who$|briefed$|[a-z]{3,}(?:ing|ed)$")
_TIES = frozenset(("of", "for", "in", "at", "from", "on", "with", "who"))
# where what only adds to a description begins: "officials in Skell, led by Lee"
_INSERTED = re.compile(
    r",\s(?:(?:[a-z]+ed|led|known|seen|held)\s(?:against|by|in|on|as|at)|including|who|which|whose|where)\b"
    r"|,\s(?:an?|the)\s(?!.*\sand\s)"
)


class States:
    """The states of a story, one figure each; ``within``: those of which it tells from within."""

    def __init__(self, within: Collection[str] = ()) -> None:
        self._figures: dict[str, Figure] = {}
        self._within = within

    def of(self, name: str) -> Figure:
        """Return the figure of a state."""
        return self._figure(name, "state")

    def named(self, named: StateName, words: str) -> Figure:
        """Return for whom words stand that name a state: itself, or its seat of government as a body of its own."""
        seat = named.how == "seat" and named.state in self._within
        return self._figure(words, "organisation") if seat else self.of(named.state)

    def _figure(self, name: str, kind: ActorType) -> Figure:
        figure = self._figures.get(name)
        if figure is None:
            figure = self._figures[name] = Figure((name,), kind)
        return figure

    def all(self) -> list[Figure]:
        """Return the figures of all states asked for, by name."""
        return [self._figures[name] for name in sorted(self._figures)]


class Reading:
    """The links of an article's mentions, by index, and the figures of its nameless sources."""

    def __init__(self, page: Page, links: dict[int, Link]) -> None:
        self.page = page
        self.links = dict(links)
        self.nameless: dict[tuple[str, ...], Figure] = {}
        self._bodies: dict[str, dict[Figure, int]] | None = None
        self._descriptions = Descriptions(self)
        self.heard: dict[int, Link] = {}  # by place: bodies called by their kind alone
        self._led = -1  # the sentence whose subject has been seen
        self.present = Present({}, Counter(link.figure for link in links.values() if link.figure is not None))
        self.scene = Scene(self.present.often.__getitem__)
        for i in sorted(links, reverse=True):  # so that those not yet read have the place where they come first
            figure = links[i].figure
            if figure is not None:
                self.present.seen[figure] = page.mentions[i].span.start

    def read(self, bearers: Bearers, states: States, bodies: Sequence[tuple[int, str]] = ()) -> None:
        """Link what can only be linked once the roles of the whole story are known.

        ``bodies`` are those without a name of their own, where they speak (code points) and their words, in order.
        """
        heard = 0
        for i, mention in enumerate(self.page.mentions):
            while heard < len(bodies) and bodies[heard][0] <= mention.span.start:
                self._hear(*bodies[heard])
                heard += 1
            link = self.links.get(i) or self._link(i, mention, bearers, states)
            self.links[i] = link
            if link.figure is not None and link.confidence >= ENOUGH:
                self._see(i, mention, link.figure)
            elif mention.kind == "role" and mention.gender != "plural":
                self._pass_by(i, mention)
        for place, words in bodies[heard:]:
            self._hear(place, words)

    def _hear(self, place: int, words: str) -> None:
        """Remember a body without a name that speaks at a place, whom "it" may take up."""
        named = self.by_kind(place, words)
        if named.figure is not None:
            self.heard[place] = named
            self.scene.see(Trace(named.figure, self.page.sentence(place), "speaker", pronoun=False))
            return
        self.scene.see(Trace(self.unnamed(words, "organisation"), self.page.sentence(place), "speaker", pronoun=False))

    def by_kind(self, place: int, words: str) -> Link:
        """Return which body that has just been named "the company" and the like mean at a place."""
        noun = kind_called(words)
        if noun is None or has_brought_in(self.page.text, place, noun):
            return NOBODY
        return self.scene.recall_called(
            self.page.sentence(place), lambda figure: may_be_called(noun, best_name(figure), figure.type)
        )

    def _link(self, index: int, mention: Mention, bearers: Bearers, states: States) -> Link:
        if index in self.page.states:
            return self._state(index, mention, states)
        if mention.kind == "role":
            return self._descriptions.link(index, mention, bearers)
        if mention.kind == "group":
            return self.nobody(index, mention, "group")
        if mention.kind == "pronoun":
            return self.pronoun(index, mention)
        return self._place_that_speaks(index, mention, states)

    def _place_that_speaks(self, index: int, mention: Mention, states: States) -> Link:
        """Return whom the name of a region or city stands for where it says something: "Orvik argued that"."""
        page, name = self.page, self.page.words(mention.head)
        speaks = mention.kind == "place" and index in page.sources and name in PLACES
        if not speaks or page.is_located(mention.span) or page.is_oblique(mention.span) or page.is_owner(mention.span):
            return NOBODY
        return Link(states.of(name), CALLED, PLACE)

    def pronoun(self, index: int, mention: Mention) -> Link:
        """Return whom a pronoun means; within a quotation never the one who speaks it."""
        sentence = self.sentence(index, mention)
        if mention.gender in ("neuter", "plural"):
            if index not in self.page.sources:
                return NOBODY  # "it" and "they" mean things more often than actors
            if mention.gender == "plural":
                return self._they(mention)
            document = of_it(self, mention.span.start)
            return document if document.figure is not None else self.scene.recall_body(sentence)
        quoted = self.page.is_quoted(mention.span)
        form = self.page.form(mention.span)
        asked = Asked(
            gender=mention.gender,
            form=form,
            sentence=sentence,
            source=index in self.page.sources and form == "subject",
            quoted=quoted,
            but=self._speaker(mention) if quoted else self._likened(mention.span.start),
            unlikely=frozenset(
                figure
                for i in (*self.page.named_by(index), *self._acted_on(mention.span.start))
                if (figure := self.links.get(i, NOBODY).figure)
            ),
        )
        link = self.scene.recall(asked)
        if link.figure is not None and link.confidence >= _SURE:
            link.figure.referred[mention.gender] += 1
        return link

    def _they(self, mention: Mention) -> Link:
        """Return which group, or which several, "they" means."""
        page = self.page
        if page.is_quoted(mention.span) or page.is_possessive(mention.span):
            return NOBODY
        found = plurals(page, mention.span.start)
        if not found:
            return NOBODY
        best = found[0]
        rival = found[1].chance / best.chance if len(found) > 1 and best.chance else 0.0
        confidence = round((0.25 + 0.6 * best.chance) * (1 - 0.3 * rival**3), 3)
        if confidence < ENOUGH or best.thing:
            return NOBODY
        link = self.links.get(best.mention, NOBODY) if best.mention is not None else NOBODY
        figure = link.figure or self.unnamed(self._wording(best), "group")
        return Link(figure, confidence, "pronoun: several just spoken of")

    def _wording(self, several: Plural) -> str:
        """Return the words for several: those of the text, or their names where they stand side by side."""
        return self.side_by_side(several.names) if several.names else self.page.words(several.span)

    def side_by_side(self, names: Sequence[int]) -> str:
        """Return the names of those whom mentions mean that stand side by side."""
        figures = [(i, self.links.get(i, NOBODY).figure) for i in names]
        named = [best_name(f) if f is not None else self.page.words(self.page.mentions[i].head) for i, f in figures]
        return f"{', '.join(named[:-1])} and {named[-1]}"

    def sentence(self, index: int, mention: Mention) -> int:
        """Return the sentence that counts: what lies between a long quotation and "he said" brings no one else up."""
        return self.page.sentence(self.page.sources.get(index, mention.span.start))

    def _speaker(self, mention: Mention) -> Figure | None:
        source = self.page.source_around(mention.span)
        if source is None:
            return None
        link = self.links.get(source)
        named = self.page.mentions[source]
        if link is None and named.kind == "pronoun" and named.gender in ("female", "male"):
            asked = Asked(named.gender, "subject", self.sentence(source, named), source=True, quoted=False)
            link = self.scene.recall(asked)
        return link.figure if link else None

    def _likened(self, place: int) -> Figure | None:
        """Return whom the one that a pronoun means is likened to: "Like Amsel, he"."""
        like = _LIKE.search(self.page.text, max(0, place - _NEAR), place)
        found = self.page.mentions_in(Span(*like.span(1))) if like is not None else ()
        return self.links.get(found[-1], NOBODY).figure if found else None

    def _acted_on(self, place: int) -> Sequence[int]:
        """Return to which name the one that a pronoun means does something first: "Praising | Amsel, she said"."""
        page = self.page
        start = page.sentence_start(page.sentence(place))
        doing = _DOING.match(page.text, start)
        found = page.mentions_in(Span(doing.end(), doing.end() + 1)) if doing is not None else ()
        spans = ((i, page.mentions[i].span) for i in found)
        return [i for i, span in spans if "," in page.text[span.end : place] and not page.is_owner(span)]

    def _see(self, index: int, mention: Mention, figure: Figure) -> None:
        sentence = self.page.sentence(mention.span.start)
        place = self._place(index, mention, leads=self._led != sentence)
        if place in ("subject", "speaker"):
            self._led = sentence
        self.present.seen[figure] = mention.span.start
        if not self.is_chance(index, mention, figure) and _SIGNS_OFF.match(self.page.text, mention.span.end) is None:
            self.scene.see(Trace(figure, sentence, place, mention.kind == "pronoun"))

    def is_chance(self, index: int, mention: Mention, figure: Figure) -> bool:
        """Whether a name may be but a word at the head of a sentence: nothing in the article shows otherwise."""
        page, span = self.page, mention.span
        if figure.type != "unknown" or mention.kind != "name" or self.present.often[figure] > 1:
            return False
        heads = page.leads(span.start) and " " not in page.words(mention.head)
        after = _NEXT.match(page.text, span.end)
        return heads and mention.role is None and after is not None and not _is_verb(after[1])

    def _pass_by(self, index: int, mention: Mention) -> None:
        """Remember one who is only described ("the assailant"), if it is nobody just named that is described so."""
        page, span = self.page, mention.span
        noun = page.words(mention.head).lower().rsplit(" ", 1)[-1]
        sentence = page.sentence(span.start)
        heads = self._led != sentence and _HEADS.fullmatch(page.text, page.sentence_start(sentence), span.start)
        titled = noun not in NO_TITLES or noun in PARTISANS
        if titled and not heads:
            return  # by a title a text often means one it has named
        before = page.mentions[index - 1].span.end if index else 0
        if page.text[before : span.start] == ", " or _AHEAD.match(page.text, span.end):
            return
        leading = page.text[max(0, span.start - LEADING) : span.start]
        if PREDICATE.search(leading):
            return
        leads = bool(heads) or (self._led != sentence and not _OWNED.search(leading))
        place = self._place(index, mention, leads=leads)
        after = _NEXT.match(page.text, span.end)
        verb = lexicon().get(after[1]) if after is not None and place != "quoted" else None
        speaks = verb is not None and verb.kind in _SPEAKING
        self.scene.pass_by(Described(mention.gender, sentence, "embedded" if speaks else place, titled))

    def _place(self, index: int, mention: Mention, *, leads: bool) -> Place:
        page, span = self.page, mention.span
        if page.is_quoted(span):
            return "quoted"
        if index in page.states and page.is_owner(span):
            return "owner"  # "Skell's fire service said" is no word of the state's
        within = page.is_reported(span)
        if index in page.sources or index in page.telling:
            return "embedded" if within else "speaker"
        if page.is_headline(span):
            return "headline"
        if page.is_owner(span) or page.is_possessive(span):
            return "owner"
        if page.is_oblique(span):
            return "oblique"
        if within:
            return "reported"
        if leads:
            return "subject"
        return "presented" if mention.role is not None and mention.kind == "name" else "other"

    def _state(self, index: int, mention: Mention, states: States) -> Link:
        page, named = self.page, self.page.states[index]
        figure = states.named(named, page.words(mention.head))
        stands = f"{named.how} for the state" if figure.type == "state" else "seat of government"
        if index in page.sources:
            confidence, evidence = 0.88, "state as a source" if named.how == "name" else stands
        elif page.is_located(mention.span):
            return NOBODY
        elif named.how in ("name", "people"):
            confidence, evidence = 0.9, "name of the state"
        elif _acts(page, mention):
            confidence, evidence = 0.75, stands
        else:
            return NOBODY
        figure.forms.add(page.words(mention.head))
        return Link(figure, confidence, evidence)

    def nobody(self, index: int, mention: Mention, kind: ActorType) -> Link:
        """Return the nameless figure of a source that has no name, by its wording in this article."""
        if index not in self.page.sources:
            return NOBODY
        bare = DEFINITE.match(self.page.text, mention.span.start)
        told = self.page.words(mention.span).lower() == _POLICE  # "Police said"
        alone = bare is not None and self.page.text[bare.end() : mention.head.start].isspace()
        if told or alone:  # "the central bank" is not Ally Bank
            named = self.called(self.page.words(mention.head), mention.span.start)
            if named is not None:
                return named
            just_named = self.by_kind(mention.span.start, self.page.words(self.page.described(index)))
            if just_named.figure is not None:
                return just_named
        if kind == "group" and GOES_ON.match(after := self.page.behind(index)) and kind_of_phrase(after) == "unknown":
            return NOBODY  # "a police report" is not the police
        wording = self.page.words(self.page.described(index))
        two = both(self, mention.span.start, wording)
        if two is not None:
            return two
        nobody = self.unnamed(wording, kind)
        if mention.gender in ("female", "male"):
            nobody.gender = mention.gender  # "a woman", whom "she" takes up
        nobody.add_title(wording, parse_role(wording), self.page.sight(mention))
        return Link(nobody, 0.85, NAMELESS)

    def called(self, word: str, place: int) -> Link | None:
        """Return the body named before a place that "the ministry" and the like means, if the article has but one."""
        figure = self._only_body(word, place)
        return Link(figure, CALLED, "the only such body named here") if figure is not None else None

    def _only_body(self, word: str, place: int) -> Figure | None:
        noun = word.lower()
        if noun == "house" or (word.islower() and kind_of(noun) == "unknown"):
            return None  # "the House" is not the White House, and there are many reports
        if self._bodies is None:
            self._bodies = self._bodies_by_noun()
        found = self._bodies.get(noun, {})
        if noun == _POLICE and not found:
            told = [figure for key, figure in self.nameless.items() if key[-1] == noun and len(key) > 1]
            return told[0] if len(told) == 1 else self._police_of(place)  # "Orr police", which is no name
        before = [figure for figure, first in found.items() if first < place]
        alone = len(before) == 1 and (len(found) == 1 or noun not in _SUCCEEDED)
        return before[0] if alone else None

    def _police_of(self, place: int) -> Figure | None:
        """Return the police of the one place whose police the text has spoken of before: "Orr police searched"."""
        found = {match[1] for match in _POLICE_OF.finditer(self.page.text, 0, place) if match[1].lower() not in COMMON}
        return self.unnamed(f"{found.pop()} police", "organisation") if len(found) == 1 else None

    def _bodies_by_noun(self) -> dict[str, dict[Figure, int]]:
        """Return the bodies that are named, by the nouns they may be called by, and where they are first named."""
        found: dict[str, dict[Figure, int]] = {}
        for i, link in self.links.items():
            figure, start = link.figure, self.page.mentions[i].span.start
            if figure is not None and figure.article is None and figure.type in _BODIES:
                for name in filter(None, map(name_of, figure.names)):
                    for noun in _nouns_of(name):
                        bodies = found.setdefault(noun, {})
                        bodies[figure] = min(start, bodies.get(figure, start))
        return found

    def named(self, words: str) -> Figure | None:
        """Return whom the article calls so, where a name stands that is no mention of its own, if that is but one."""
        found = {
            link.figure: None
            for i, link in self.links.items()
            if link.figure is not None and self.page.mentions[i].kind == "name" and link.confidence >= ENOUGH
            if f" {self.page.words(self.page.mentions[i].head)}".endswith(f" {words}")
        }
        return next(iter(found)) if len(found) == 1 and words[:1].isupper() else None

    def unnamed(self, wording: str, kind: ActorType) -> Figure:
        """Return the figure of a nameless source of this article by its wording."""
        wording = _INSERTED.split(wording, maxsplit=1)[0]
        key = name_of(wording) or (wording.casefold(),)
        if DEFINITE.match(wording) and key not in self.nameless:
            fuller = [known for known, figure in self.nameless.items() if _is_taken_up(key, known, figure)]
            nearer = [known for known in fuller if known[: len(key)] == key] if len(fuller) > 1 else fuller
            key = nearer[0] if len(nearer) == 1 else key  # "a source in the ministry", then "the source"
        figure = self.nameless.get(key)
        if figure is None:
            figure = self.nameless[key] = Figure(key, kind, article=self.page.article)
        figure.names[wording] += 1
        figure.forms.add(wording)
        return figure


def _is_taken_up(key: Name, known: Name, figure: Figure) -> bool:
    """Whether "the officials" takes up "two campaign officials familiar with the plan", or "the source" one "in" it."""
    words = next(iter(figure.names))
    plain = figure.type == "group" and _DETERMINED.match(words) is None  # "campaign officials"
    people = plain and key != ("people",)
    brought_in = people or _BRINGS_IN.match(words) is not None
    for start in range(len(known) - len(key) + 1 if brought_in else 1):
        if not _TIES.isdisjoint(known[:start]) or "and" in known[:start]:
            return False  # "familiar with the findings", "Lee and town officials"
        after = known[start + len(key) :]
        ends = after[0] in _TIES or (brought_in and _GOING_ON.match(after[0])) if after else brought_in
        if known[start : start + len(key)] == key and ends:
            return True
    return False


def _nouns_of(name: Name) -> Iterator[str]:
    """Yield the nouns that may stand for a body: "court" of Orr Court, "police" of Orr Police Department."""
    yield name[-1]
    if name[-2:-1] == (_POLICE,) and name[-1] in _FORCES:
        yield _POLICE
    if name[0] != name[-1] and kind_of(name[0]) == "organisation":
        yield name[0]


def _is_verb(word: str) -> bool:
    return word.endswith(("s", "ed")) or word in lexicon() or _ACTS.match(f" {word}") is not None


def _acts(page: Page, mention: Mention) -> bool:
    """Return whether a capital stands where a government acts or is dealt with."""
    start, end = mention.span
    return bool(_ACTS.match(page.text, end) or _FACING.search(page.text, max(0, start - 14), start))
