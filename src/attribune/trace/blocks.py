"""What of an article counts: headline and body, without what an outlet prints under all of its articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from attribune.model import Annotation, Span

READ = ("headline", "body")
FURNITURE_ARTICLES = 3  # a sentence in so many articles of one outlet may be house furniture ...
FURNITURE_SHARE = 0.4  # ... unless it is so much of an article that they are versions of one text

Furniture = frozenset[tuple[str, str]]


def blocks(annotation: Annotation, left_out: Furniture) -> Iterator[Span]:
    """Yield the stretches of headline or body that nothing else interrupts, without the sentences left out."""
    holes = _holes(annotation, left_out)
    start = end = -1
    kind = ""
    for paragraph in annotation.paragraphs:
        if paragraph.kind != kind and end > start:
            yield from _without(Span(start, end), holes)
            start = end
        if paragraph.kind in READ:
            start = paragraph.span.start if paragraph.kind != kind else start
            end = paragraph.span.end
        kind = paragraph.kind
    if end > start:
        yield from _without(Span(start, end), holes)


def _holes(annotation: Annotation, left_out: Furniture) -> list[Span]:
    outlet, text = annotation.article.outlet, annotation.article.text
    if not left_out or outlet is None:
        return []
    return [span for span in annotation.sentences if (outlet, text[span.start : span.end]) in left_out]


def _without(block: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = block.start
    for hole in holes:
        if block.start <= hole.start < block.end:
            if hole.start > start:
                yield Span(start, hole.start)
            start = hole.end
    if block.end > start:
        yield Span(start, block.end)


def furniture(annotations: Sequence[Annotation]) -> Furniture:
    """Return the sentences, as pairs of outlet and text, that an outlet prints under most of its articles."""
    by_outlet: dict[str, list[Annotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.article.outlet:
            by_outlet[annotation.article.outlet].append(annotation)
    return frozenset(
        (outlet, sentence)
        for outlet, own in by_outlet.items()
        if len(own) >= FURNITURE_ARTICLES
        for sentence in _repeated(own)
    )


def _repeated(annotations: Sequence[Annotation]) -> Iterator[str]:
    sentences = [{a.article.text[start:end] for start, end in a.sentences} for a in annotations]
    carriers = Counter(sentence for own in sentences for sentence in own)
    least = max(FURNITURE_ARTICLES, len(annotations) // 2)
    often = {sentence for sentence, count in carriers.items() if count >= least}
    versions: set[str] = set()
    for annotation, own in zip(annotations, sentences, strict=True):
        repeated = own & often
        if sum(map(len, repeated)) > FURNITURE_SHARE * len(annotation.article.text):
            versions |= repeated
    yield from sorted(often - versions)
