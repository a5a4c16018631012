"""Full-text search: what was said, by whom, and where words stand in the articles."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from attribune.dossier.records import content_words, decode, spans_of, whole
from attribune.model import Span

_TERM = re.compile(r'["“„«](?P<phrase>[^"”“»]*)["”“»]?|(?P<word>[^\s"“”„«»]+)')
_WORDLIKE = re.compile(r"[^\W_]")
_PASSAGE = 280  # code points of text that are shown around words that stand close together
_BEFORE = 80  # of them before the first of the words, where the sentence is longer than that


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words sought stand: a statement, or a passage of an article.

    ``snippet`` is exactly ``article.text[span.start:span.end]``, and ``marks`` are the words that matched, as
    spans in the article's text too. A title or a speaker may match alone; then there are no marks.
    """

    article: str
    outlet: str | None
    title: str | None
    span: Span
    snippet: str
    marks: tuple[Span, ...]
    statement: str | None = None
    speaker: str | None = None  # the actor's name, else the article's own words for the source


def search(connection: sqlite3.Connection, query: str, *, limit: int, speaker: str | None) -> list[Hit]:
    """Return at most ``limit`` hits: statements first, then passages of articles, each best first by BM25.

    All words of the query must be there, in any order, whatever their case and accents; those between quotation
    marks one after the other. A statement also matches by its speaker's name. With ``speaker``, only statements
    by speakers of that name are returned, all of theirs if the query has no words.
    """
    words = _match(query)
    name = _match(speaker) if speaker is not None else ""
    if limit < 1 or not (words or name) or (speaker is not None and not name):
        return []
    if speaker is not None:
        said = f" AND content : ({words})" if words else ""
        return list(_statement_hits(connection, f"speaker : ({name}){said}", limit))
    hits = list(_statement_hits(connection, words, limit))
    if len(hits) < limit:
        hits.extend(islice(_article_hits(connection, words, limit, beside=tuple(hits)), limit - len(hits)))
    return hits


def nearest(
    connection: sqlite3.Connection, words: Sequence[str], *, limit: int, speaker: str | None
) -> list[tuple[str, str]]:
    """Return at most ``limit`` statements that have most of the words, best first by BM25: story and statement."""
    terms = " OR ".join(term for word in words if (term := _match(f'"{word}"')))
    name = _match(speaker) if speaker is not None else ""
    if not terms or (speaker is not None and not name):
        return []
    match = f"content : ({terms})" + (f" AND speaker : ({name})" if name else "")
    rows = connection.execute(
        "WITH best AS (SELECT rowid AS number, rank AS score FROM statement_index WHERE statement_index MATCH ? "
        "ORDER BY rank, rowid LIMIT ?) SELECT story, statements.id FROM best JOIN statements USING (number) "
        "JOIN statement_actors ON statement_actors.statement = best.number ORDER BY score, best.number",
        (match, limit),
    )
    return rows.fetchall()


def _match(query: str) -> str:
    """Return a user's words as an FTS5 expression that holds for texts with all of them; empty if there are none.

    Every word and phrase is quoted, so that nothing in it is read as an operator.
    """
    plain = whole(query).replace("\0", " ")
    terms = (match["phrase"] or match["word"] or "" for match in _TERM.finditer(plain))
    return " ".join(f'"{term}"' for term in terms if _WORDLIKE.search(term))


def _statement_hits(connection: sqlite3.Connection, match: str, limit: int) -> Iterator[Hit]:
    rows = connection.execute(
        "WITH best AS (SELECT rowid AS number, rank AS score FROM statement_index WHERE statement_index MATCH ? "
        "ORDER BY rank, rowid LIMIT ?) "
        "SELECT best.number, statements.id, article, content_spans, outlet, title, text, "
        "coalesce(speaker, statements.source) "
        "FROM best JOIN statements USING (number) JOIN statement_actors ON statement_actors.statement = best.number "
        "JOIN articles ON articles.id = article ORDER BY score, best.number",
        (match, limit),
    ).fetchall()
    for number, statement, article, content_spans, outlet, title, text, speaker in rows:
        content = spans_of(decode(content_spans))
        joined = _marks(connection, "statement_index", 0, match, number, content_words(text, content))
        marks = [place for mark in joined for place in _unjoined(mark, content)]
        span = _passage(text, content, marks)
        yield Hit(article, outlet, title, span, *_shown(text, span, marks), statement=statement, speaker=speaker)


def _article_hits(connection: sqlite3.Connection, match: str, limit: int, *, beside: Sequence[Hit]) -> Iterator[Hit]:
    """Yield passages of the best articles, leaving out what stands in the statements that are hits already."""
    rows = connection.execute(
        "WITH best AS (SELECT rowid AS number, bm25(article_index, 4.0, 1.0) AS score FROM article_index "
        "WHERE article_index MATCH ? ORDER BY score, rowid LIMIT ?) "
        "SELECT best.number, id, outlet, title, text, sentences FROM best JOIN articles USING (number) "
        "ORDER BY score, best.number",
        (match, limit),
    ).fetchall()
    for number, article, outlet, title, text, sentences in rows:
        marks = _marks(connection, "article_index", 1, match, number, text)
        shown = [hit.span for hit in beside if hit.article == article]
        left = [mark for mark in marks if not any(s.start <= mark.start and mark.end <= s.end for s in shown)]
        if left or not marks:
            span = _passage(text, spans_of(decode(sentences)), left)
            yield Hit(article, outlet, title, span, *_shown(text, span, marks))


def _marks(connection: sqlite3.Connection, index: str, column: int, match: str, number: int, text: str) -> list[Span]:
    """Return where in ``text``, a column of one row of an index, the words of the expression stand."""
    opening, closing = _unused(text)
    (marked,) = connection.execute(
        f"SELECT highlight({index}, ?, ?, ?) FROM {index} WHERE {index} MATCH ? AND rowid = ?",
        (column, opening, closing, match, number),
    ).fetchone()
    if marked.replace(opening, "").replace(closing, "") != text:
        return []  # SQLite's own functions end a text at a NUL; better no mark than a wrong one
    found = re.finditer(f"{opening}(.*?){closing}", marked, re.DOTALL)
    starts = ((match.start() - 2 * before, len(match[1])) for before, match in enumerate(found))
    return [Span(start, start + length) for start, length in starts]


def _unused(text: str) -> tuple[str, str]:
    """Return two characters that do not occur in ``text``, of those that Unicode leaves to private use."""
    free = (chr(code) for code in range(0xF0000, 0xFFFFE) if chr(code) not in text)
    return next(free), next(free)


def _unjoined(mark: Span, content: Sequence[Span]) -> Iterator[Span]:
    """Yield the places in the article of a span of ``content_words``; several if it runs over a join."""
    offset = 0
    for part in content:
        start = max(mark.start, offset)
        end = min(mark.end, offset + part.end - part.start)
        if start < end:
            yield Span(start - offset + part.start, end - offset + part.start)
        offset += part.end - part.start + 1


def _shown(text: str, span: Span, marks: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    inside = tuple(mark for mark in marks if span.start <= mark.start and mark.end <= span.end)
    return text[span.start : span.end], inside


def _passage(text: str, bounds: Sequence[Span], marks: Sequence[Span]) -> Span:
    """Return where most of the marks stand close together, to the ends of their bounds if those are near.

    ``bounds`` are the sentences of an article or the parts of a statement, in order. Without marks it is the
    first of them.
    """
    if marks:
        first, last = _densest(text, marks)
        start, end = _bound(bounds, first).start, _bound(bounds, last).end
    else:
        start, end = bounds[0] if bounds else (0, len(text))
        first = last = Span(start, start)
    if end - start <= _PASSAGE:
        return Span(start, end)
    start = _blank_after(text, max(start, first.start - _BEFORE), first.start) if first.start > start else start
    return Span(start, max(last.end, _blank_before(text, start, min(end, start + _PASSAGE))))


def _bound(bounds: Sequence[Span], mark: Span) -> Span:
    """Return the bound that a mark begins in, widened to hold the mark; the mark itself if it is in none."""
    at = bisect_right(bounds, mark.start, key=lambda bound: bound.start) - 1
    if at < 0 or bounds[at].end <= mark.start:
        return mark
    return Span(bounds[at].start, max(bounds[at].end, mark.end))


def _blank_after(text: str, start: int, limit: int) -> int:
    blank = text.find(" ", start, limit)
    return blank + 1 if blank >= 0 else start


def _blank_before(text: str, limit: int, end: int) -> int:
    if end == len(text):
        return end
    blank = text.rfind(" ", limit, end + 1)
    return blank if blank > limit else end


def _densest(text: str, marks: Sequence[Span]) -> tuple[Span, Span]:
    """Return the first and last mark of the stretch with most different words, the earliest of the best."""
    inside: Counter[str] = Counter()
    left, best, chosen = 0, (0, 0), (marks[0], marks[0])
    for right, mark in enumerate(marks):
        inside[text[mark.start : mark.end].casefold()] += 1
        while left < right and mark.end - marks[left].start > _PASSAGE - _BEFORE:
            word = text[marks[left].start : marks[left].end].casefold()
            inside[word] -= 1
            inside += Counter()  # drops what is down to zero
            left += 1
        score = (len(inside), right - left)
        if score > best:
            best, chosen = score, (marks[left], mark)
    return chosen
