"""The words by which an article is recognised as one about an event: what it says often and others say rarely."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from attribune.data import lines
from attribune.model import Annotation
from attribune.text import WORD, Remembered, normalise, stem

KEYS = 30  # most that an article is known by
READ = 3000  # code points of the body that are read: news tells its event first, and what follows is background
HEADLINE = 3  # occurrences in the body that one in the headline is worth
COMMONEST = 0.15  # share of all documents from which on a word tells nothing
UNLISTED = 0.0001  # share of documents ascribed to a word that the background list lacks
UNLISTED_NUMBER = 0.01  # the list has no numbers, and they are common
FOREIGN = 0.4  # share of listed words under which a text is taken to be in another language
FEWEST_WORDS = 40  # below which nothing is said about the language
LONG = 6  # letters of a word of another language that is no function word


class StoryKey(NamedTuple):
    """One word by which an article is known. ``published`` is an ISO day, None where unknown."""

    article: str
    published: str | None
    key: str
    weight: float


def story_keys(annotation: Annotation) -> tuple[StoryKey, ...]:
    """Return the words that tell most about what an article reports, the most telling first, at most ``KEYS``.

    Words are stems. The weight is that of Salton and Buckley (1988, "Term-weighting approaches in automatic text
    retrieval"): one plus the logarithm of the count, times the logarithm of the word's rarity in general English.
    An article without any such word comes with one empty key of weight 0, so that no article is lost.
    """
    article = annotation.article
    published = day(article.published)
    weights = _weights(_counts(annotation))
    if not weights:
        return (StoryKey(article.id, published, "", 0.0),)
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:KEYS]
    return tuple(StoryKey(article.id, published, key, weight) for key, weight in best)


def day(published: str | None) -> str | None:
    """Return the day of an ISO date or date and time, None if it is not known to the day.

    >>> day("2031-04-02T11:30:00Z"), day("2031-04"), day(None)
    ('2031-04-02', None, None)
    """
    try:
        return date.fromisoformat((published or "")[:10]).isoformat()
    except ValueError:
        return None


@cache
def background() -> dict[str, float]:
    """Return the share of general English documents in which a stem stands, by stem."""
    pairs = (line.split() for line in lines("document_frequencies.txt"))
    return {key: int(count) / 10_000 for key, count in pairs}


@lru_cache(maxsize=16384)
def share(key: str) -> float:
    """Return the share of general English documents in which a stem stands, a guess where it is not listed."""
    listed = background().get(key)
    if listed is not None:
        return listed
    return UNLISTED_NUMBER if any(c.isdigit() for c in key) else UNLISTED


def rarity(key: str) -> float:
    """Return how telling a stem is: the natural logarithm of one over its share of documents."""
    return -math.log(share(key))


class _Counts(NamedTuple):
    """How often each stem stands in an article, and how often with a capital."""

    all: dict[str, int]
    capitals: dict[str, int]


_STEMS = Remembered(lambda form: stem(normalise(form)))
# How telling stems are, 0 for those that tell nothing.
_TOLD = Remembered(lambda key: rarity(key) if len(key) > 1 and share(key) <= COMMONEST else 0.0)


def _counts(annotation: Annotation) -> _Counts:
    forms = Counter(WORD.findall(annotation.article.title or "") * HEADLINE)
    left = READ
    for paragraph in annotation.paragraphs:
        if left > 0 and paragraph.kind in ("headline", "body"):
            start, end = paragraph.span
            found = WORD.findall(annotation.article.text, start, min(end, start + left))
            forms.update(found * HEADLINE if paragraph.kind == "headline" else found)
            left -= end - start
    counts = _Counts({}, {})
    for form, count in forms.items():
        key = _STEMS[form]
        counts.all[key] = counts.all.get(key, 0) + count
        if form[0].isupper():
            counts.capitals[key] = counts.capitals.get(key, 0) + count
    return counts


def _weights(counts: _Counts) -> dict[str, float]:
    foreign = _foreign(counts.all)
    return {
        key: (1 + math.log(count)) * told
        for key, count in counts.all.items()
        if (told := _TOLD[key]) and not (foreign and _maybe_function_word(key, counts))
    }


def _foreign(counts: Mapping[str, int]) -> bool:
    """Tell whether a text is in another language than that of the background list."""
    total = sum(counts.values())
    known = background()
    listed = sum([count for key, count in counts.items() if key in known])
    return total >= FEWEST_WORDS and listed < FOREIGN * total


def _maybe_function_word(key: str, counts: _Counts) -> bool:
    """Tell whether a word of another language may be one like "and": the list, which lacks it, would think it rare."""
    return len(key) < LONG and counts.capitals.get(key, 0) * 2 <= counts.all[key]
