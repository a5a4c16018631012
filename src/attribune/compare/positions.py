"""Positions: who is said to be for or against whom, by the verbs that say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import prod
from typing import NamedTuple, Protocol, TypeVar, cast

from attribune.compare.spans import around
from attribune.data import rows
from attribune.model import Annotation, Mention, Position, Resolution, Span, Stance, Statement, Story
from attribune.trace.words import quoted_spans

SURE = 0.5  # confidence of both actors ...
SURE_PRONOUN = 0.75  # ... and of one that only a pronoun names
VERB = 0.85  # confidence that a verb of the list means the stance it is listed for
LOOK_BACK = 3  # words before a verb that may turn its sense

# What may stand between who does it and the verb, and between the verb and whom it is about.
_AFTER_SUBJECT = re.compile(
    r"(?:[ ,]+(?:who|which|has|have|had|also|again|later|and|now|soon|even|still|once|earlier|[a-z]+ly)\b)*[ ,]+"
)
_BEFORE_OBJECT = re.compile(r"[ ](?:(?:the|both|fellow|former|then|Mr|Mrs|Ms)\b[. ]+)*")
_AFTER_OBJECT = re.compile(r"[ ](?:(?:is|are|was|were|be|been|being|has|have|had|also|again|[a-z]+ly)[ ])+")
_BY = re.compile(r"[ ](?:[a-z]+ly[ ])?by[ ](?:the[ ])?")
# What turns the sense of a verb, or leaves open whether it was done at all.
_TURNING = frozenset(
    "not never no nor neither without refused refuses declined declines failed fails stopped didn't doesn't don't "
    "won't wouldn't hasn't haven't isn't wasn't cannot can't would could may might should shall if whether to must "
    "unless nobody".split()
)
_BEING = frozenset("is are was were be been being".split())
_WORD = re.compile(r"[\w’']+")


class _Placed(Protocol):
    @property
    def article(self) -> str: ...


P = TypeVar("P", bound=_Placed)


class _Who(NamedTuple):
    actor: str
    confidence: float


class _Cue(NamedTuple):
    place: int
    end: int
    stance: Stance


class _Found(NamedTuple):
    who: _Who
    whom: _Who
    stance: Stance
    statements: tuple[str, ...]

    @property
    def confidence(self) -> float:
        return min(self.who.confidence, self.whom.confidence) * VERB


def positions(story: Story, annotations: Sequence[Annotation], resolution: Resolution) -> tuple[Position, ...]:
    """Return which actor the articles say is for or against which other, with the statements around the words.

    Read are verbs of support and opposition outside quotations ("slammed", "threw his weight behind") whose subject
    and object are known actors. The passive is turned round; what is negated, wished or supposed is left out, and so
    is a stance beside which the actor makes no statement. Confidence grows with the number of places.
    """
    mentions = _by_article(resolution.mentions)
    statements = _by_article(resolution.statements)
    found: dict[tuple[str, str, Stance], list[_Found]] = defaultdict(list)
    for annotation in sorted(annotations, key=lambda a: a.article.id):
        article = annotation.article.id
        for one in _in_article(annotation, mentions.get(article, ()), statements.get(article, ())):
            found[one.who.actor, one.whom.actor, one.stance].append(one)
    return tuple(_position(story, own) for _, own in sorted(found.items()))


def _by_article(placed: Sequence[P]) -> Mapping[str, Sequence[P]]:
    own: dict[str, list[P]] = defaultdict(list)
    for one in placed:
        own[one.article].append(one)
    return own


def _position(story: Story, found: Sequence[_Found]) -> Position:
    first = found[0]
    statements = tuple(dict.fromkeys(name for one in found for name in one.statements))
    doubt = prod(1 - one.confidence for one in found)
    return Position(story.id, first.who.actor, first.whom.actor, first.stance, statements, round(1 - doubt, 4))


def _in_article(
    annotation: Annotation, mentions: Sequence[Mention], statements: Sequence[Statement]
) -> Iterator[_Found]:
    text = annotation.article.text
    cues = list(_cues(text))
    linked = _Linked(mentions if cues else ())
    quoted = sorted(quoted_spans(annotation)) if cues else []
    for cue in cues:
        sentence = around(annotation.sentences, cue.place)
        if sentence is None or around(quoted, cue.place) is not None:
            continue
        pair = _who_and_whom(text, linked, statements, sentence, cue)
        if pair is not None and pair[0].actor != pair[1].actor:
            shown = tuple(s.id for s in statements if s.actor == pair[0].actor and _touches(s, sentence))
            if shown:
                yield _Found(*pair, cue.stance, shown)


def _cues(text: str) -> Iterator[_Cue]:
    """Yield the places of the listed verbs, in order."""
    cues = _cue_words()
    found = []
    for word in sorted({word for word in text.split() if word in cues}):
        for place in _places(text, word):
            for rest, stance in cues[word]:
                end = place + len(word) + len(rest)
                if text.startswith(rest, place + len(word)) and not text[end : end + 1].isalnum():
                    found.append(_Cue(place, end, stance))
    yield from sorted(found)


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where the word stands between blanks or at the beginning of a line."""
    place = text.find(word)
    while place >= 0:
        if not place or text[place - 1].isspace():
            yield place
        place = text.find(word, place + len(word))


@cache
def _cue_words() -> Mapping[str, Sequence[tuple[str, Stance]]]:
    """Return for each first word of a cue what must follow it, and the stance."""
    cues: dict[str, list[tuple[str, Stance]]] = defaultdict(list)
    for stance, forms in rows("stance_cues.txt"):
        for form in forms.split():
            first, *rest = form.split("_")
            cues[first].append(("".join(f" {word}" for word in rest), cast(Stance, stance)))
    return cues


def _touches(statement: Statement, sentence: Span) -> bool:
    parts = [*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)]
    return any(part.overlaps(sentence) for part in parts)


class _Linked:
    """The mentions of an article that are surely linked to an actor, in order of place."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        linked = [
            mention
            for mention in mentions
            if mention.actor is not None and mention.confidence >= (SURE_PRONOUN if mention.kind == "pronoun" else SURE)
        ]
        self.mentions = sorted(linked, key=lambda mention: (mention.span.start, -mention.span.end))
        self.starts = [mention.span.start for mention in self.mentions]

    def after(self, text: str, place: int, gap: re.Pattern[str]) -> _Who | None:
        """Return whom the mention names that follows ``place`` with nothing but ``gap`` between."""
        match = gap.match(text, place)
        at = bisect_left(self.starts, place)
        if match is None or at == len(self.starts) or self.starts[at] > match.end():
            return None
        return _who(self.mentions[at])

    def before(self, text: str, place: int, gap: re.Pattern[str]) -> _Who | None:
        """Return whom the mention names that ends before ``place`` with nothing but ``gap`` between."""
        at = bisect_left(self.starts, place) - 1
        if at < 0 or gap.fullmatch(text, self.mentions[at].span.end, place) is None:
            return None
        return _who(self.mentions[at])


def _who(mention: Mention) -> _Who | None:
    return _Who(mention.actor, mention.confidence) if mention.actor is not None else None


def _who_and_whom(
    text: str, linked: _Linked, statements: Sequence[Statement], sentence: Span, cue: _Cue
) -> tuple[_Who, _Who] | None:
    """Return who takes the stance and towards whom, None unless both stand where the grammar puts them."""
    before = [word.lower().replace("’", "'") for word in _WORD.findall(text, sentence.start, cue.place)[-LOOK_BACK:]]
    if not _TURNING.isdisjoint(before):
        return None
    if _BEING.isdisjoint(before):
        who = _reporter(statements, cue) or linked.before(text, cue.place, _AFTER_SUBJECT)
        whom = linked.after(text, cue.end, _BEFORE_OBJECT)
    else:
        who = linked.after(text, cue.end, _BY)
        whom = linked.before(text, cue.place, _AFTER_OBJECT)
    return (who, whom) if who is not None and whom is not None else None


def _reporter(statements: Sequence[Statement], cue: _Cue) -> _Who | None:
    """Return who makes the statement that the verb introduces, if it does."""
    for statement in statements:
        if statement.cue is not None and statement.cue.start <= cue.place < statement.cue.end:
            sure = statement.actor is not None and statement.actor_confidence >= SURE
            return _Who(str(statement.actor), statement.actor_confidence) if sure else None
    return None
