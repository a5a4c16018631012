"""The body words of a story's articles, one character a word, so that strings compare passages in compiled code."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from attribune.model import Annotation, Article, Span
from attribune.text import WORD
from attribune.trace.blocks import Furniture, blocks, furniture
from attribune.trace.lexicon import NAME, GeneralLexicon, Lexicon, Weights, separator

LONGEST_NAME = 8  # words: a longer description tells something of its own
DESCRIBED = ("role", "group")  # mentions that may have no capitals
QUOTATION = 4  # words: shorter quotations are part of the sentence around them
HANDLE = "(@"
POST = 340  # code points before a signature that may belong to the post
NAME_BEFORE = 60  # code points of the name that stands before the handle
_SIGNATURE = re.compile(r"\(@\w{1,30}\)[ ]*(?:on[ ])?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")
_PARTS = re.compile(f"({WORD.pattern})")
_AS_NAME = bytes(min(weight, NAME) for weight in range(256))


@dataclass(frozen=True, slots=True)
class Body:
    """The body words of one article in order.

    ``starts`` and ``ends`` have the words' code point offsets, and ``codes`` one character a word, the same for the
    same word in every article of the story, and at the end of every block that something else interrupts a
    ``separator`` that no other article has. ``sentences`` holds the index of each sentence's first word and at last
    the number of words, ``edges`` the same with the ends of blocks and those of quotations, ``weights`` how much each
    word tells (in units), ``own_weights`` the same with 0 for words of quotations, ``quoted`` 1 for these, ``told``
    and ``own_told`` the sums of the weights before each word.
    """

    article: Article
    codes: str
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    edges: Sequence[int]
    weights: bytes
    own_weights: bytes
    told: Sequence[int]
    own_told: Sequence[int]
    quoted: bytes
    separator: str
    size: int  # words, separators not counted
    stem_codes: Mapping[int, str]

    def span(self, start: int, end: int) -> Span:
        """Return where the words from index ``start`` up to ``end`` stand in the article's text."""
        return Span(self.starts[start], self.ends[end - 1])

    def tells(self, start: int, end: int) -> int:
        """Return how much the words from index ``start`` up to ``end`` tell, in units."""
        return self.told[end] - self.told[start]

    def begins_sentence(self, word: int) -> bool:
        """Tell whether a sentence begins at the word, or the one before it ends there."""
        at = bisect_left(self.sentences, word)
        before_break = self.codes[word : word + 1] == self.separator
        return before_break or (at < len(self.sentences) and self.sentences[at] == word)

    def borders(self, place: int) -> bool:
        """Tell whether nothing but blanks and marks lies between the blocks that the separator at ``place`` parts."""
        if not 0 < place < len(self.starts) - 1:
            return False
        return not any(map(str.isalnum, self.article.text[self.ends[place - 1] : self.starts[place + 1]]))

    def stems(self, start: int, end: int) -> str:
        """Return the words from index ``start`` up to ``end``, with one character for all inflected forms."""
        return self.codes[start:end].translate(self.stem_codes)


def bodies(annotations: Sequence[Annotation], *, house: Furniture = frozenset()) -> tuple[Body, ...]:
    """Return the body words of the articles of one story, in the order given.

    Words outside headline and body paragraphs and house furniture (``blocks``, and what is
    known as ``house``) are left out.
    """
    lexicon = Lexicon()
    left_out = furniture(annotations) | house
    drafts = [_draft(annotation, lexicon, place, left_out) for place, annotation in enumerate(annotations)]
    weights = lexicon.weigh([draft.codes for draft in drafts])
    return tuple(_body(annotation, draft, weights) for annotation, draft in zip(annotations, drafts, strict=True))


def general_body(annotation: Annotation, lexicon: GeneralLexicon, place: int) -> Body:
    """Return the body words of one article of a collection, weighed by general English alone.

    House furniture is not left out. Bodies can be compared that have one ``lexicon``, and a ``place`` each.
    """
    draft = _draft(annotation, lexicon, place, frozenset())
    return _body(annotation, draft, lexicon.weights)


@dataclass(frozen=True, slots=True)
class _Draft:
    written: list[str]
    codes: str
    starts: array[int]
    ends: array[int]
    breaks: list[int]  # where the separators are


def _draft(annotation: Annotation, lexicon: Lexicon, place: int, left_out: Furniture) -> _Draft:
    end_of_block = separator(place)
    draft = _Draft([], "", array("l"), array("l"), [])
    codes = []
    for start, end in blocks(annotation, left_out):
        # What is between words and the words in turn: lengths give the places, all of it in compiled code.
        parts = _PARTS.split(annotation.article.text[start:end])
        draft.written.extend(parts[1::2])
        draft.written.append("")
        places = list(accumulate(map(len, parts), initial=start))
        draft.starts.extend(places[1::2])
        draft.ends.extend(places[2::2])
        draft.ends.append(end)
        draft.breaks.append(len(draft.starts) - 1)
        codes.append("".join(map(lexicon.__getitem__, parts[1::2])) + end_of_block)
    return replace(draft, codes="".join(codes))


def _body(annotation: Annotation, draft: _Draft, weights: Weights) -> Body:
    told = bytearray(map(weights.written.__getitem__, draft.written))
    sentences = _sentences(annotation, draft)
    for first in sentences[:-1]:
        told[first] = weights.plain.get(draft.codes[first], told[first])
    for mention in annotation.mentions:
        # Other names are written with capitals, which the lexicon has seen to.
        if mention.kind in DESCRIBED or mention.role is not None:
            first, last = _words_of(draft, mention.span)
            if last - first <= LONGEST_NAME:
                told[first:last] = told[first:last].translate(_AS_NAME)
    edges = {*sentences, *draft.breaks}
    quoted = bytearray(len(told))
    own = bytearray(told)
    for span in quoted_spans(annotation):
        first, last = _words_of(draft, span)
        quoted[first:last] = b"\x01" * (last - first)
        own[first:last] = bytes(last - first)
        if last - first >= QUOTATION:
            edges |= {first, last}
    return Body(
        article=annotation.article,
        codes=draft.codes,
        starts=draft.starts,
        ends=draft.ends,
        sentences=sentences,
        edges=sorted(edges),
        weights=bytes(told),
        own_weights=bytes(own),
        told=array("l", accumulate(told, initial=0)),
        own_told=array("l", accumulate(own, initial=0)),
        quoted=bytes(quoted),
        separator=draft.codes[-1:],
        size=len(told) - len(draft.breaks),
        stem_codes=weights.stems,
    )


def quoted_spans(annotation: Annotation) -> Iterator[Span]:
    """Yield the spans of an article that somebody else's words fill: quotations, direct statements, embedded posts."""
    for quotation in annotation.quotations:
        yield from quotation.parts
    for statement in annotation.statements:
        if statement.kind == "direct":
            yield from statement.content
    if HANDLE in annotation.article.text:
        yield from _posts(annotation)


def _posts(annotation: Annotation) -> Iterator[Span]:
    """Yield the posts of social media that stand in an article without marks, with the signature that closes them."""
    text = annotation.article.text
    starts = [paragraph.span.start for paragraph in annotation.paragraphs]
    place = text.find(HANDLE)
    while place >= 0:
        match = _SIGNATURE.match(text, place)
        if match is not None:
            own = bisect_right(starts, place) - 1
            # A signature in a paragraph of its own signs the one before.
            first = own - 1 if own > 0 and place - starts[own] <= NAME_BEFORE else own
            start = starts[first] if first >= 0 else 0
            yield Span(max(start, place - POST), match.end())
        place = text.find(HANDLE, place + 1)


def _words_of(draft: _Draft, span: Span) -> tuple[int, int]:
    """Return the first word that begins in the span, and the first after it."""
    first = bisect_left(draft.starts, span.start)
    return first, bisect_left(draft.starts, span.end, first)


def _sentences(annotation: Annotation, draft: _Draft) -> list[int]:
    """Return the first words of the sentences in order; a block begins one too, whatever else does."""
    firsts = {0, len(draft.codes), *(place + 1 for place in draft.breaks)}
    place = 0
    for sentence in annotation.sentences:
        place = bisect_left(draft.starts, sentence.start, place)
        firsts.add(place)
    return sorted(firsts)
