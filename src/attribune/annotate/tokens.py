"""Tokens of a paragraph as the clause rules read them: words, punctuation, and whole quotations as one token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, repeat
from typing import NamedTuple

from attribune.annotate.cues import roles
from attribune.annotate.word_classes import QUOTED as QUOTED
from attribune.annotate.word_classes import tagger
from attribune.model import Paragraph, Quotation, Span
from attribune.text import SOFT_HYPHEN

LONGEST_UNIT = 400  # tokens; a longer "sentence" is a text without stops, cut so that no rule looks too far

TOKEN = re.compile(
    r"[a-z]{2,}+(?![\w’'\-&\u00ad])|[A-Z][a-z]++(?![\w’'\-&.\u00ad])"  # most words: no need to try the rest
    r"|(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)?|[DIR]-(?:[A-Z]\.){2,}"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Pres|Adm|Maj|Cmdr|Lt|Col|Capt|Sgt|St|Jr|Sr|Prof|Rev|No|Inc|Corp|Co|Ltd|vs)\."
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|(?<=\s)[’'](?:s|re|ve|ll|d|m)\b"
    r"|\d+(?:[.,]\d+)+(?![\w’'\-&])"  # "88,000"
    r"|\w+(?:[’'\-&\u00ad]\w+)*"
    r"|--+|[^\w\s]"
)
LONGEST_TITLE = 6  # words
_PLAIN = str.maketrans({"’": "'", "‘": "'", SOFT_HYPHEN: None})
_PARTS = re.compile(f"({TOKEN.pattern})")  # splits a text into tokens, and what stands between them
_LETTERS = re.compile(r"[^\W\d_]+")


class Token(NamedTuple):
    """A token, its place (code points), and its lower-case form with straight apostrophes.

    ``quotation`` is the index of the quotation that the token stands for, -1 for words and punctuation; its ``lower``
    is ``QUOTED``. ``word_class`` is one of the letters of ``word_classes.py``.
    """

    start: int
    end: int
    text: str
    lower: str
    quotation: int = -1
    word_class: str = ""


class Unit(NamedTuple):
    """A sentence as the clause rules see it: quotations are single tokens, so none of them is cut in two."""

    paragraph: int
    tokens: list[Token]
    roles: str  # of its tokens in a report, whatever their classes: the letters of ``cues.roles``
    classified: bool = True  # whether its tokens have their classes


class Bare(NamedTuple):
    """The tokens of a unit by the fields of ``Token``, all but the last: columns are made faster than rows."""

    starts: list[int]
    ends: list[int]
    texts: list[str]
    lowers: list[str]
    quotations: list[int]

    def extend(self, more: Bare) -> None:
        """Add the tokens that follow."""
        self.starts.extend(more.starts)
        self.ends.extend(more.ends)
        self.texts.extend(more.texts)
        self.lowers.extend(more.lowers)
        self.quotations.extend(more.quotations)

    def part(self, start: int, end: int) -> Bare:
        """Return the tokens from one place to another."""
        return Bare(
            self.starts[start:end],
            self.ends[start:end],
            self.texts[start:end],
            self.lowers[start:end],
            self.quotations[start:end],
        )

    def forms(self) -> list[str]:
        """Return the forms by which the tokens are classified: a quotation has one for all."""
        if QUOTED not in self.lowers:
            return self.texts
        return [QUOTED if index >= 0 else text for text, index in zip(self.texts, self.quotations, strict=True)]


_made = partial(tuple.__new__, Token)  # in a third of the time that ``Token(*fields)`` takes


def classified(bare: Bare) -> list[Token]:
    """Return the tokens of one sentence with their word classes."""
    found = list(map(_made, zip(*bare, tagger().classes(bare.forms()), strict=True)))
    if QUOTED in bare.lowers:
        for place, token in enumerate(found):
            if token.quotation >= 0 and place and _is_title(found[place - 1], token):
                found[place] = token._replace(word_class="N")
    return found


def _is_title(before: Token, quoted: Token) -> bool:
    """Whether a quotation is a name within its sentence: the talk show “Evening,” the choir of “Helping Hands”."""
    words = _LETTERS.findall(quoted.text)
    if not 0 < len(words) <= LONGEST_TITLE or quoted.text.rstrip("”\"'’»")[-1:] in ("!", "?"):
        return False
    named = all(word[0].isupper() for word in words if len(word) > 3) and words[0][0].isupper()
    return named and (before.word_class in "nNsda" or before.lower in ("for", "of", "in", "on", "at", "from", "or"))


def units(
    text: str,
    *,
    paragraphs: Sequence[Paragraph],
    sentences: Sequence[Span],
    quotations: Sequence[Quotation],
    needed: Callable[[str], bool] | None = None,
) -> Iterator[Unit]:
    """Yield the units of the headline and body paragraphs in order, their words classified.

    A sentence boundary inside a quotation does not end a unit. A quotation that runs over several paragraphs
    is one token in each of them. ``needed`` is asked for each unit, given the roles of its words, whether their
    classes are; where not, they are left empty.
    """
    for index, bare in bare_units(text, paragraphs=paragraphs, sentences=sentences, quotations=quotations):
        letters = roles(bare.lowers)
        if needed is None or needed(letters):
            yield Unit(index, classified(bare), letters)
        else:
            yield Unit(index, list(map(_made, zip(*bare, repeat("")))), letters, classified=False)


def bare_units(
    text: str, *, paragraphs: Sequence[Paragraph], sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, Bare]]:
    """Yield the units without word classes, each with the index of its paragraph."""
    spans = iter(wholes(text, sentences, quotations))
    span = next(spans, None)
    first = 0
    for index, paragraph in enumerate(paragraphs):
        while span is not None and span.start < paragraph.span.end:
            while first < len(quotations) and quotations[first].span.end <= span.start:
                first += 1
            end = min(span.end, paragraph.span.end)
            bare = _tokens(text, Span(span.start, end), quotations, first)
            yield from ((index, part) for part in _cut(bare))
            span = Span(end, span.end) if end < span.end else next(spans, None)


def _cut(bare: Bare) -> list[Bare]:
    """Return the tokens of a sentence in units that are not too long; none if it has no tokens."""
    count = len(bare.starts)
    if 0 < count <= LONGEST_UNIT:
        return [bare]
    return [bare.part(start, start + LONGEST_UNIT) for start in range(0, count, LONGEST_UNIT)]


def wholes(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Iterator[Span]:
    """Yield sentences, joined where the boundary between two lies inside a quotation.

    A boundary right before a closing mark, as texts with blanks before their marks have it, is put behind the mark.
    """
    start: int | None = None
    place = 0
    for sentence in sentences:
        if start is None or start >= sentence.end:
            start = max(start or 0, sentence.start)
        while place < len(quotations) and quotations[place].span.end <= sentence.end:
            place += 1
        if place < len(quotations) and quotations[place].span.start < sentence.end:
            if _LETTERS.search(text, sentence.end, quotations[place].span.end) is not None:
                continue
            yield Span(start, quotations[place].span.end)
            start = quotations[place].span.end
            continue
        if start < sentence.end:
            yield Span(start, sentence.end)
        start = None
    if start is not None and start < sentences[-1].end:
        yield Span(start, sentences[-1].end)


def _tokens(text: str, span: Span, quotations: Sequence[Quotation], first: int) -> Bare:
    if first == len(quotations) or quotations[first].span.start >= span.end:
        return _words(text, *span)
    found = Bare([], [], [], [], [])
    place = span.start
    for index in range(first, len(quotations)):
        quoted = quotations[index].span
        if quoted.start >= span.end:
            break
        start, end = _stripped(text, max(quoted.start, span.start), min(quoted.end, span.end))
        found.extend(_words(text, place, start))
        if end > start:
            found.extend(Bare([start], [end], [text[start:end]], [QUOTED], [index]))
        place = max(place, min(quoted.end, span.end))
    found.extend(_words(text, place, span.end))
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks at both ends: of a quotation over several paragraphs, what a paragraph holds of it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _words(text: str, start: int, end: int) -> Bare:
    stretch = text[start:end]
    parts = _PARTS.split(stretch)
    words = parts[1::2]
    edges = list(accumulate(map(len, parts), initial=start))
    lowers = list(map(str.lower if stretch.isascii() else _lower, words))
    return Bare(edges[1:-1:2], edges[2::2], words, lowers, [-1] * len(words))


def _lower(word: str) -> str:
    return word.lower() if word.isascii() else word.lower().translate(_PLAIN)
