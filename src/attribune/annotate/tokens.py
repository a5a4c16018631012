"""Tokens of a paragraph as the clause rules read them: words, punctuation, and whole quotations as one token."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from attribune.annotate.word_classes import QUOTED as QUOTED
from attribune.annotate.word_classes import tagger
from attribune.model import Paragraph, Quotation, Span

LONGEST_UNIT = 400  # tokens; a longer "sentence" is a text without stops, cut so that no rule looks too far

TOKEN = re.compile(
    r"[a-z]{2,}+(?![\w’'\-&])"  # most words: no need to try the rest
    r"|(?:[A-Za-z]\.){2,}(?:-[A-Za-z]+)?"
    r"|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Pres|Adm|Maj|Cmdr|Lt|Col|Capt|Sgt|St|Jr|Sr|Prof|Rev|No|Inc|Corp|Co|Ltd|vs)\."
    r"|[A-Z]\.(?=\s[A-Z])"
    r"|(?<=\s)[’'](?:s|re|ve|ll|d|m)\b"
    r"|\w+(?:[’'\-&]\w+)*"
    r"|--+|[^\w\s]"
)
LONGEST_TITLE = 6  # words
_LETTERS = re.compile(r"[^\W\d_]+")
_Raw = tuple[int, int, str, str, int]  # start, end, text, lower, quotation
_STRAIGHT = str.maketrans("’‘", "''")


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
    classified: bool = True  # whether its tokens have their classes


def classified(tokens: Sequence[_Raw]) -> list[Token]:
    """Return the tokens of one sentence with their word classes."""
    forms = [lower if quotation >= 0 else word for _, _, word, lower, quotation in tokens]
    classes = tagger().classes(forms)
    # In two thirds of the time that ``Token(*token, name)`` takes, and there are hundreds to an article.
    found = [tuple.__new__(Token, (*token, name)) for token, name in zip(tokens, classes, strict=True)]
    if QUOTED in forms:
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
    needed: Callable[[Sequence[str]], bool] | None = None,
) -> Iterator[Unit]:
    """Yield the units of the headline and body paragraphs in order, their words classified.

    A sentence boundary inside a quotation does not end a unit. A quotation that runs over several paragraphs
    is one token in each of them. ``needed`` is asked for each unit, given its words in lower case, whether their
    classes are; where not, they are left empty.
    """
    for index, tokens in bare_units(text, paragraphs=paragraphs, sentences=sentences, quotations=quotations):
        plain = needed is not None and not needed([lower for _, _, _, lower, _ in tokens])
        yield Unit(index, [Token(*token) for token in tokens] if plain else classified(tokens), not plain)


def bare_units(
    text: str, *, paragraphs: Sequence[Paragraph], sentences: Sequence[Span], quotations: Sequence[Quotation]
) -> Iterator[tuple[int, list[_Raw]]]:
    """Yield the units without word classes: the paragraph, and for each token the fields of ``Token`` but the last."""
    spans = iter(wholes(text, sentences, quotations))
    span = next(spans, None)
    first = 0
    for index, paragraph in enumerate(paragraphs):
        while span is not None and span.start < paragraph.span.end:
            while first < len(quotations) and quotations[first].span.end <= span.start:
                first += 1
            end = min(span.end, paragraph.span.end)
            tokens = _tokens(text, Span(span.start, end), quotations, first)
            for place in range(0, len(tokens), LONGEST_UNIT):
                yield index, tokens[place : place + LONGEST_UNIT]
            span = Span(end, span.end) if end < span.end else next(spans, None)


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


def _tokens(text: str, span: Span, quotations: Sequence[Quotation], first: int) -> list[_Raw]:
    found: list[_Raw] = []
    place = span.start
    for index in range(first, len(quotations)):
        quoted = quotations[index].span
        if quoted.start >= span.end:
            break
        start, end = _stripped(text, max(quoted.start, span.start), min(quoted.end, span.end))
        _add_words(found, text, place, start)
        if end > start:
            found.append((start, end, text[start:end], QUOTED, index))
        place = max(place, min(quoted.end, span.end))
    _add_words(found, text, place, span.end)
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out blanks at both ends: of a quotation over several paragraphs, what a paragraph holds of it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _add_words(found: list[_Raw], text: str, start: int, end: int) -> None:
    found += [
        (match.start(), match.end(), word := match[0], word.lower() if word.isascii() else _lower(word), -1)
        for match in TOKEN.finditer(text, start, end)
    ]


def _lower(word: str) -> str:
    return word.lower().translate(_STRAIGHT)
