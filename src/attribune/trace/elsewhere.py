"""Passages that articles of different stories share: found by fingerprints of each article, and aligned pair by pair.

Fingerprints are told by winnowing (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): of every so many shingles in a
row the one with the least key. Two articles that share a run of ``SHINGLE + WINDOW - 1`` words have a
fingerprint in common, and the fingerprints are a fifth of the shingles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol

import numpy as np

from attribune.engine.statements import ENCOUNTERS, composed
from attribune.ids import identify
from attribune.model import Annotation, Derivation, Reuse
from attribune.trace.across import by_publication
from attribune.trace.credits import credited
from attribune.trace.derivations import PASSAGE, derivations
from attribune.trace.lexicon import GeneralLexicon
from attribune.trace.namings import Namings
from attribune.trace.seeds import matches
from attribune.trace.shared import Piece, exact_pieces, paired
from attribune.trace.shingles import shingles
from attribune.trace.words import Body, general_body

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

STEPS = (1, 2, 4)  # each doubles the shingles that the least is taken of
WINDOW = 1 + sum(STEPS)  # shingles in a row, of which one is a fingerprint
DAYS = 30  # most between two articles that are brought together
SHARED = 2  # fingerprints that two articles must share
STORIES = 8  # that a fingerprint may stand in: what stands in more is a stock phrase, or stands under all of an outlet
LEADS = 3  # articles of one story that a fingerprint is looked for in, by day and id: the rest have it from them
PAIRS = 256  # aligned with one lexicon, and their bodies kept

NUMBERS = {"most": STORIES, "leads": LEADS, "days": DAYS, "shared": SHARED}


class Engine(Protocol):
    """What runs SQL over tables: ``attribune.engine.Local`` or another with its ``query``."""

    def query(self, sql: str, **tables: pa.Table) -> pa.Table:
        """Return the result of one statement over the named tables."""
        ...


def fingerprints(annotation: Annotation) -> NDArray[np.int64]:
    """Return the fingerprints of an article, rising: keys of runs of its words, the same wherever these stand."""
    least = shingles(annotation).keys
    for step in STEPS:
        if len(least) > step:
            least = np.minimum(least[:-step], least[step:])
    return np.unique(least)


def encounters(fingerprints: pa.Table, appearances: pa.Table, *, engine: Engine) -> list[tuple[int, int]]:
    """Return the pairs of articles of different stories and outlets that share fingerprints, the lesser number first.

    ``fingerprints`` has a row for each (``article``, ``fingerprint``), ``appearances`` one for each article
    (``article``, ``story``, ``outlet``, ``day``); articles go by numbers in the order of their ids. Articles more than
    ``DAYS`` days apart are not compared; what stands in more than ``STORIES`` stories brings nobody together.
    """
    sql = composed([ENCOUNTERS.given(**NUMBERS)], order="a, b")
    found = engine.query(sql, fingerprints=fingerprints, appearances=appearances)
    return list(zip(*(column.to_pylist() for column in found.columns), strict=True))


def shared_elsewhere(pairs: Iterable[tuple[Annotation, Annotation]]) -> Iterator[tuple[Reuse, ...]]:
    """Yield the passages that the articles of each pair share, as far as they tell enough to be no chance.

    In each, ``a`` is the article that was published first, or else the lesser by id; it is of no one story.
    ``quoted`` says that both hold it as a quotation, whoever the speakers are.
    """
    given = iter(pairs)
    while chunk := list(islice(given, PAIRS)):
        body = _bodies()
        for one, two in chunk:
            first, second = sorted((one, two), key=by_publication)
            yield tuple(_reuse(body(first), body(second), piece) for piece in _pieces(body(first), body(second)))


def drawn_elsewhere(pairs: Iterable[tuple[Annotation, Annotation]]) -> Iterator[tuple[Derivation, ...]]:
    """Yield for each pair of articles of different stories which drew on which, or on which source outside both.

    The evidence is that within a story, as far as two articles can show it; ``story`` is None.
    """
    for one, two in pairs:
        annotations = sorted((one, two), key=by_publication)
        body = _bodies()
        first, second = texts = [body(annotation) for annotation in annotations]
        outlets = sorted({text.article.outlet for text in texts if text.article.outlet})
        given = [credited(annotation, outlets=outlets) for annotation in annotations]
        pieces = list(_pieces(first, second))
        reuses = [_reuse(first, second, piece) for piece in pieces]
        found = derivations(None, texts, [(paired(1, 0, pieces), reuses)], given, Namings(annotations))
        yield tuple(derivation for derivation in found if derivation.share > 0)


def _bodies() -> Callable[[Annotation], Body]:
    lexicon = GeneralLexicon()
    known: dict[str, Body] = {}

    def body(annotation: Annotation) -> Body:
        name = annotation.article.id
        if name not in known:
            known[name] = general_body(annotation, lexicon, len(known))
        return known[name]

    return body


def _pieces(first: Body, second: Body) -> Iterator[Piece]:
    found: Sequence[Piece] = exact_pieces(second, first, matches((first, second)).get((1, 0), ()))
    for piece in found:
        if second.tells(piece.a_start, piece.a_end) >= PASSAGE:
            yield piece


def _reuse(first: Body, second: Body, piece: Piece) -> Reuse:
    a, a_span = first.article.id, first.span(piece.b_start, piece.b_end)
    b, b_span = second.article.id, second.span(piece.a_start, piece.a_end)
    name = identify("reuse", f"{a} {a_span.start} {a_span.end}", f"{b} {b_span.start} {b_span.end}")
    return Reuse(name, None, a, a_span, b, b_span, piece.similarity, piece.quoted)
