"""One remark in two mouths: direct quotations in nearly the same words that articles give to different persons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz.distance import Indel

from attribune.model import Actor, Conflict, Evidence, Resolution, Saying, Span, Statement, Story
from attribune.text import WORD, normalise

_QUOTING = re.compile(r"\b(?:quot|cit|recit|read|repeat|echo|recall|recount|paraphras)\w*")
KEY = 6  # words at the beginning or the end of a quotation that must be the same
REACH = 90  # code points in which these are looked for
SURE = 0.88  # confidence of both speakers: named or by their office, not by a pronoun
ALIKE = 0.85  # of the words of the shorter quotation


def speaker_conflicts(
    story: Story, texts: Mapping[str, str], resolution: Resolution, sayings: Sequence[Saying]
) -> Iterator[Conflict]:
    """Yield the direct quotations that are surely one remark and surely given to two persons.

    Two actors are two persons when they bear different names and some article mentions both. Quotations are brought
    together by their first or last six words.
    """
    actors = {actor.id: actor for actor in resolution.actors if actor.type == "person"}
    statements = [
        statement
        for statement in resolution.statements
        if statement.kind == "direct" and statement.actor in actors and statement.actor_confidence >= SURE
        if not _passes_on(statement, texts)
    ]
    named_in = _named_in(resolution)
    reading_of = {reading.statement: saying.id for saying in sayings for reading in saying.readings}
    told: set[tuple[str, str, str]] = set()
    for one, two in _alike(statements, texts):
        a, b = sorted((str(one.actor), str(two.actor)))
        saying = min(reading_of.get(one.id, ""), reading_of.get(two.id, "")) or reading_of.get(one.id, "")
        apart = _other_names(actors[a], actors[b]) and not named_in.get(a, set()).isdisjoint(named_in.get(b, ()))
        if apart and saying and (a, b, saying) not in told:
            told.add((a, b, saying))
            members = tuple(_shown(statement, actors) for statement in (one, two))
            note = " / ".join(member.note for member in members)
            yield Conflict(story.id, "speaker", saying, members, note)


def _passes_on(statement: Statement, texts: Mapping[str, str]) -> bool:
    """Whether the speaker reads somebody else's words out, whom another article may name."""
    cue = statement.cue
    return cue is not None and _QUOTING.search(texts[statement.article], *cue) is not None


def _alike(statements: Sequence[Statement], texts: Mapping[str, str]) -> Iterator[tuple[Statement, Statement]]:
    """Yield the pairs of quotations of two articles and two actors that have nearly the same words."""
    keyed: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        for key in sorted(set(_keys(texts[statement.article], statement.content))):
            keyed[key].append(place)
    pairs = {
        (one, two)
        for places in keyed.values()
        if len({statements[place].actor for place in places}) > 1
        for one, two in combinations(places, 2)
        if statements[one].actor != statements[two].actor
    }
    for one, two in sorted(pairs):
        a, b = statements[one], statements[two]
        if a.article != b.article and _similarity(a, b, texts) >= ALIKE:
            yield a, b


def _keys(text: str, content: Sequence[Span]) -> Iterator[tuple[str, ...]]:
    for start, end in content:
        first = [normalise(word) for word in WORD.findall(text, start, min(end, start + REACH))[:KEY]]
        last = [normalise(word) for word in WORD.findall(text, max(start, end - REACH), end)[-KEY:]]
        if len(first) == KEY:
            yield ("first", *first)
            yield ("last", *last)


def _similarity(a: Statement, b: Statement, texts: Mapping[str, str]) -> float:
    """Return how much of the shorter quotation's words the other has, in order."""
    words_a, words_b = (
        [normalise(word) for start, end in one.content for word in WORD.findall(texts[one.article], start, end)]
        for one in (a, b)
    )
    common = (len(words_a) + len(words_b) - Indel.distance(words_a, words_b)) / 2
    return common / max(1, min(len(words_a), len(words_b)))


def _named_in(resolution: Resolution) -> Mapping[str, set[str]]:
    """Return the articles that call each actor by a name."""
    articles: dict[str, set[str]] = defaultdict(set)
    for mention in resolution.mentions:
        if mention.actor is not None and mention.kind == "name":
            articles[mention.actor].add(mention.article)
    return articles


def _other_names(a: Actor, b: Actor) -> bool:
    """Tell whether neither name is a part of the other; relatives share a surname."""
    names_a, names_b = ({normalise(word) for word in WORD.findall(actor.name)} for actor in (a, b))
    return not (names_a <= names_b or names_b <= names_a)


def _shown(statement: Statement, actors: Mapping[str, Actor]) -> Evidence:
    span = statement.source if statement.source is not None else statement.content[0]
    return Evidence("speaker", statement.article, span, actors[str(statement.actor)].name)
