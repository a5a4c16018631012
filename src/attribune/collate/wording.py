"""A statement's words, made ready for comparing: their normal forms, and which of them tell something."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from attribune.collate.kinship import Speaker, speaker
from attribune.group.keys import rarity, share
from attribune.model import Actor, Article, Span, Statement
from attribune.text import WORD, Remembered, normalise, stem

COMMONEST = 0.15  # share of all documents from which on a word tells nothing
CONFLATED = 6  # letters of a stem by which words are compared: "defence" and "defensive", "Russia" and "Russian"
HABIT = 4  # different statements of a story that may share a word before it is a habit of the story
GENERAL = 100  # statements that a story is taken to have besides, so that few don't seem to have habits
PER_STATEMENT = 0.125  # of a word's share of documents that is its share of statements, which are shorter
RAREST = 0.0003  # share of statements ascribed to a word that the background list lacks
NAMED = 0.5  # of its weight that a name keeps: it says whom a remark is about, and many are about the same people
FULLNESS = {"direct": 1.0, "mixed": 0.9, "indirect": 0.7}  # what a word is worth in the source's own words
BEGINNING = frozenset(".?!:;…\"'“”‘’«»([—–-")  # after these, a capital is no sign of a name
STOP = re.compile(r"[.?!…]")  # between two words: a sentence ends


@dataclass(slots=True)
class Wording:
    """One statement, ready for comparing."""

    statement: Statement
    place: tuple[int, int]  # of its article in the story, of its first character in the article
    text: str  # of the article
    spans: Sequence[tuple[int, int]]  # of the words of all content spans
    normals: Sequence[str]  # their normal forms
    starts: Sequence[int]  # of the content spans, as numbers of words
    keys: Sequence[str]  # of the telling words, in order
    names: Sequence[str]  # those of them that have a capital within a sentence
    spoken: Sequence[tuple[int, int]]  # stretches of its words in quotation marks: first, and behind the last
    core: tuple[int, int]  # the longest of them
    around: tuple[int, int]  # characters of the sentences in which it stands
    speaker: Speaker | None = None  # to whom it is given, None where that is unknown
    company: frozenset[str] = frozenset()  # the actors who speak in its article
    within: frozenset[str] = frozenset()  # other actors whose words it tells: "the board notes that Lee said"
    code: str = ""  # one character for each word
    worth: Sequence[float] = ()  # of each word, common ones too
    weights: dict[str, float] = field(default_factory=dict)  # of each key
    weight: float = 0.0  # of all keys

    @property
    def actor(self) -> str | None:
        """The actor it is attributed to, if known."""
        return self.statement.actor

    @property
    def fullness(self) -> tuple[float, int, tuple[int, int], str]:
        """How little it says, for sorting: the fullest first, then by place."""
        told = len(set(self.keys)) * FULLNESS[self.statement.kind]
        return -told, -len(self.normals), self.place, self.statement.id

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the stretches of words from ``start`` to ``end`` that are sentences, or pieces cut off of such."""
        return self.stretches(start, end, stop=STOP)

    def stretches(self, start: int, end: int, *, stop: re.Pattern[str]) -> list[tuple[int, int]]:
        """Return the stretches of words from ``start`` to ``end`` that ``stop`` or a new content span parts."""
        ends = [
            at + 1
            for at in range(start, end - 1)
            if at + 1 in self.starts or stop.search(self.text, self.spans[at][1], self.spans[at + 1][0])
        ]
        return list(pairwise([start, *ends, end]))


def wording(
    statement: Statement,
    article: Article,
    *,
    place: int,
    quoted: Sequence[Span] = (),
    sentences: Sequence[Span] = (),
    actor: Actor | None = None,
    company: frozenset[str] = frozenset(),
    within: frozenset[str] = frozenset(),
) -> Wording:
    """Return the words of a statement of ``article``, which stands at ``place`` among those of the story.

    ``quoted`` is what the article has in quotation marks, in order; ``sentences`` are its sentences, ``actor`` is its
    actor where more than the id is known, ``company`` the actors who speak in it, ``within`` those who do so in what
    the statement says.
    """
    spans: list[tuple[int, int]] = []
    starts: list[int] = []
    for start, end in statement.content:
        starts.append(len(spans))
        spans.extend([match.span() for match in WORD.finditer(article.text, start, end)])
    forms = [_FORMS[article.text[start:end]] for start, end in spans]
    spoken = _spoken(statement, spans, quoted)
    keyed = [(key, span[0]) for (_, key), span in zip(forms, spans, strict=True) if key is not None]
    return Wording(
        statement=statement,
        place=(place, statement.content[0].start if statement.content else 0),
        text=article.text,
        spans=spans,
        normals=[normal for normal, _ in forms],
        starts=starts,
        keys=[key for key, _ in keyed],
        names=[key for key, start in keyed if _capital(article.text, start)],
        spoken=spoken,
        core=max(spoken, key=lambda stretch: stretch[1] - stretch[0], default=(0, 0)),
        around=_around(statement, sentences),
        speaker=_speaker(statement, article, actor),
        company=company,
        within=within,
    )


def sentence_of(one: Wording, first: int, last: int) -> Wording:
    """Return one sentence of a wording as a wording of its own: its words from ``first`` to ``last``."""
    spans, normals = one.spans[first:last], one.normals[first:last]
    keyed = [(key, start) for normal, (start, _) in zip(normals, spans, strict=True) if (key := telling(normal))]
    keys = [key for key, _ in keyed]
    weights = {key: one.weights[key] for key in keys}
    span = Span(spans[0][0], spans[-1][1])
    return replace(
        one,
        statement=replace(one.statement, content=(span,)),
        spans=spans,
        normals=normals,
        starts=[0],
        keys=keys,
        names=[key for key, start in keyed if _capital(one.text, start)],
        spoken=[(0, len(spans))],
        core=(0, len(spans)),
        around=span,
        code=one.code[first:last],
        worth=one.worth[first:last],
        weights=weights,
        weight=math.fsum(weights.values()),
    )


def _speaker(statement: Statement, article: Article, actor: Actor | None) -> Speaker | None:
    if actor is not None:
        return speaker(actor, article.text[slice(*statement.source)] if statement.source else "")
    return None if statement.actor is None else Speaker(statement.actor)


def _around(statement: Statement, sentences: Sequence[Span]) -> tuple[int, int]:
    """Return the characters of the sentences in which a statement stands, or its own if none are given."""
    if not statement.content:
        return (0, 0)
    first, last = statement.content[0].start, statement.content[-1].end
    ending = bisect_left(sentences, last, key=lambda sentence: sentence.end)
    beginning = bisect_right(sentences, first, key=lambda sentence: sentence.start) - 1
    start = sentences[beginning].start if beginning >= 0 else first
    end = sentences[ending].end if ending < len(sentences) else last
    return (min(start, first), max(end, last))


def _spoken(statement: Statement, spans: Sequence[tuple[int, int]], quoted: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the stretches of words in quotation marks; all of a direct statement is one."""
    if statement.kind != "mixed":
        return [(0, len(spans))] if statement.kind == "direct" else []
    first, last = statement.content[0].start, statement.content[-1].end
    within = quoted[bisect_left(quoted, (first, 0)) : bisect_left(quoted, (last, 0))]
    return [(bisect_left(spans, (start, 0)), bisect_left(spans, (end, 0))) for start, end in within]


def _capital(text: str, start: int) -> bool:
    """Tell whether the word at ``start`` has a capital for no other reason than to be a name."""
    return text[start].isupper() and start > 1 and not BEGINNING.intersection(text[start - 2 : start])


@lru_cache(maxsize=16384)
def telling(normal: str) -> str | None:
    """Return the key by which a word is compared, None for one that is too common to tell anything."""
    key = stem(normal)
    return None if share(key) > COMMONEST or len(key) < 2 else key[:CONFLATED]


# The normal form of a word as it is written, and its key.
_FORMS = Remembered(lambda written: ((normal := normalise(written)), telling(normal)))


@lru_cache(maxsize=16384)
def _common_worth(normal: str) -> float:
    """Return what a common word weighs: little, but a stretch of such words is no coincidence either."""
    return max(0.0, rarity(stem(normal)))


@lru_cache(maxsize=16384)
def _expected(normal: str) -> float:
    """Return in what share of the statements of general English a word is to be expected."""
    return max(RAREST, share(stem(normal)) * PER_STATEMENT)


def weigh(wordings: Sequence[Wording]) -> None:
    """Set codes, weights and worths of all wordings of a story.

    A key weighs the logarithm of its rarity. What many of the story's statements speak of tells them apart no more
    than a common word does; what a few share may be one remark in several articles, and keeps its weight.
    """
    letters: dict[str, str] = {}
    for one in wordings:
        one.code = encode(one.normals, letters)
    different = {one.code: one for one in reversed(wordings)}
    weights = _weights(different.values())
    for one in different.values():
        one.worth = [_common_worth(word) if (key := telling(word)) is None else weights[key] for word in one.normals]
        one.weights = {key: weights[key] for key in one.keys}
        one.weight = math.fsum(one.weights.values())
    for one in wordings:
        first = different[one.code]
        one.worth, one.weights, one.weight = first.worth, first.weights, first.weight


def _weights(wordings: Collection[Wording]) -> dict[str, float]:
    """Return the weight of each key of wordings that all differ: copies of a remark make no habit of its words."""
    expected = _expectations(wordings)
    frequency = Counter(key for one in wordings for key in dict.fromkeys(one.keys))
    named = Counter(key for one in wordings for key in dict.fromkeys(one.names))
    total = len(wordings) + GENERAL
    return {
        key: -math.log(expected[key] + max(0, count - HABIT) / total) * (NAMED if named[key] * 2 > count else 1.0)
        for key, count in sorted(frequency.items())
    }


def _expectations(wordings: Iterable[Wording]) -> dict[str, float]:
    """Return for each key the expectation of its most common word."""
    expected: dict[str, float] = {}
    for normal in dict.fromkeys(normal for one in wordings for normal in one.normals):
        key = telling(normal)
        if key is not None:
            expected[key] = max(expected.get(key, 0.0), _expected(normal))
    return expected


def encode(items: Sequence[str], letters: dict[str, str]) -> str:
    """Return one character for each item, so that compiled code can compare sequences of them as strings.

    ``letters`` holds what was given out before and takes up what is new.
    """
    return "".join([letters.setdefault(item, chr(len(letters) % 0x10FFFF + 1)) for item in items])
