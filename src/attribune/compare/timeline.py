"""The timeline of a story: what its articles put at a date."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attribune.compare.spans import around
from attribune.model import Annotation, Precision, Resolution, Span, Story, TimeExpression, TimelineEntry
from attribune.text import WORD, normalise, stem
from attribune.trace.lexicon import general_bits
from attribune.trace.words import quoted_spans

READ = ("headline", "body")
PRECISIONS: tuple[Precision, ...] = ("minute", "day", "week", "month", "year")  # the most precise first
SHORTEST = 4  # words of a sentence
LOOK_BACK = 16  # code points before a year
DATES = 4  # dates taken from one sentence
SAME = 0.6  # of what two sentences tell: more in common, and they tell the same
RAREST = 6  # words of a sentence by which others like it are looked for; two must be the same
# What stands before a year that dates a sentence; "the 2016 election" dates nothing.
_DATING = re.compile(
    r"\b(?:in|since|until|till|by|during|before|after|from|to|between|and|of)[ ](?:(?:early|late|mid|about)[ -])?$"
    r"|\b(?:early|late|mid|autumn|fall|spring|summer|winter)[ -]$",
    re.IGNORECASE,
)


def timeline(story: Story, annotations: Sequence[Annotation], resolution: Resolution) -> tuple[TimelineEntry, ...]:
    """Return the sentences of a story that name a resolved time, by date and then by the story's order.

    Of several sentences that tell the same of the same date the first article's is kept. Times that are not known,
    or only known to be past, are left out. Who is meant in a sentence (``resolution``) makes no difference yet.
    """
    by_id = {annotation.article.id: annotation for annotation in annotations}
    texts = {article: annotation.article.text for article, annotation in by_id.items()}
    dated: dict[str, list[TimelineEntry]] = defaultdict(list)
    for article in story.articles:
        if article in by_id:
            for entry in _entries(story, by_id[article]):
                dated[entry.on].append(entry)
    kept = [entry for on in sorted(dated) for entry in _apart(dated[on], texts)]
    return tuple(sorted(kept, key=lambda entry: (_first_day(entry.on), PRECISIONS.index(entry.precision))))


def _apart(entries: Sequence[TimelineEntry], texts: Mapping[str, str]) -> Sequence[TimelineEntry]:
    """Return the entries of one date without those that only repeat an earlier one."""
    if len(entries) == 1:
        return entries
    kept = _Kept()
    for entry in entries:
        kept.add(entry, texts[entry.article])
    return kept.entries


def _entries(story: Story, annotation: Annotation) -> Iterator[TimelineEntry]:
    """Yield an entry for each date that a sentence of headline or body names.

    Times within quotations are left out: "yesterday" is the speaker's there, not the article's.
    """
    text = annotation.article.text
    read = [paragraph.span for paragraph in annotation.paragraphs if paragraph.kind in READ]
    quoted = sorted(quoted_spans(annotation))
    dates: Counter[Span] = Counter()
    seen: set[tuple[Span, str]] = set()
    for time in annotation.times:
        sentence = around(annotation.sentences, time.span.start)
        if time.value is None or time.precision not in PRECISIONS or sentence is None:
            continue
        if around(read, sentence.start) is None or around(quoted, time.span.start) is not None:
            continue
        if (sentence, time.value) in seen or dates[sentence] == DATES or _attributive(text, time):
            continue
        seen.add((sentence, time.value))
        dates[sentence] += 1
        what = text[sentence.start : sentence.end]
        if len(what.split(maxsplit=SHORTEST)) >= SHORTEST:
            yield TimelineEntry(story.id, time.value, time.precision, what, annotation.article.id, sentence)


def _attributive(text: str, time: TimeExpression) -> bool:
    """Whether a year only tells which one of a kind is meant ("the 2016 election")."""
    if time.precision != "year" or not text[time.span.start : time.span.end].isdigit():
        return False
    return _DATING.search(text, max(0, time.span.start - LOOK_BACK), time.span.start) is None


def _first_day(on: str) -> str:
    """Return the first day of an ISO date of any precision, so that weeks and days sort together.

    >>> _first_day("2024-W21"), _first_day("2024-05-26"), _first_day("2024")
    ('2024-05-20', '2024-05-26', '2024')
    """
    year, _, week = on.partition("-W")
    if not week:
        return on
    try:
        return date.fromisocalendar(int(year), int(week[:2]), 1).isoformat()
    except ValueError:
        return on


class _Kept:
    """The entries of one date, no two of which tell the same."""

    def __init__(self) -> None:
        self.entries: list[TimelineEntry] = []
        self.told: list[Mapping[str, float]] = []
        self.weights: list[float] = []
        self.index: dict[str, list[int]] = defaultdict(list)

    def add(self, entry: TimelineEntry, text: str) -> None:
        """Keep the entry unless one that is kept already tells the same."""
        told = _told(text, entry.span)
        weight = sum(told.values())
        rarest = sorted(told, key=lambda word: (-told[word], word))[:RAREST]
        near = Counter(place for word in rarest for place in self.index.get(word, ()))
        for place, common in near.items():
            other = self.told[place]
            if common > 1 or len(rarest) < RAREST:
                shared = sum(map(told.__getitem__, told.keys() & other.keys()))
                if shared * 2 >= SAME * (weight + self.weights[place]):
                    return
        for word in rarest:
            self.index[word].append(len(self.entries))
        self.entries.append(entry)
        self.told.append(told)
        self.weights.append(weight)


def _told(text: str, span: Span) -> dict[str, float]:
    """Return the stems of a sentence with the bits that each tells."""
    stems = {stem(normalise(word)) for word in WORD.findall(text, *span)}
    return {word: general_bits(word) for word in sorted(stems)}
