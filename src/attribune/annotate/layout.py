"""Paragraphs: an article's text cut at its line breaks, and what each stretch serves as.

Everything but blanks lies in exactly one paragraph. What the page put around the article (captions, bylines,
navigation, notices, lists of other headlines) is marked, never cut out. Lines are judged by their own words first
(``layout_rules``), then by their place among the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from attribune.annotate import layout_bylines as bylines
from attribune.annotate import layout_captions as captions
from attribune.annotate import layout_rules as rules
from attribune.annotate.posts import is_signed
from attribune.model import Paragraph, ParagraphKind, Span

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ASIDE_MARKS = (
    r"related|read more|read also|read|see also|also read|also see|also on|also watch|watch|more on this"
    r"|listen|photos|video|gallery|sign up|subscribe|recommended|from the archives?|click here"
)
# "(Related: ...)" with at most one pair of brackets inside it, and a stop after it
_ASIDE = re.compile(
    rf"\(\s?(?=[A-Z])(?:(?i:{_ASIDE_MARKS})\b[^():]{{0,40}}:[^()]*(?:\([^()]*\)[^()]*)?"
    r"|(?P<credit>(?:Additional )?(?:Reporting|Writing|Editing|Compiled|Edited) by [^()]*))\)[.,;]?"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_CLOSING = re.compile(r"(?:\s?[.!?”’\"')])*(?=\s|$)")  # after a title that running text follows on the same line
_WRAP_WIDTH = 110  # no text is hard-wrapped at more columns
_HEAD_REACH = 40  # a headline is looked for among so many lines
_PROSE_ABOVE = 1  # lines like running text that may stand above a headline with its byline
_SHORT = 4  # blanks of a line that may be a section's name
_NEAR = 2  # lines that may stand between a headline's byline and the running text, or between headline and deck
_EDGE = 3  # lines from either end among which an author may be presented


@dataclass(slots=True)
class _Line:
    """One line, or hard-wrapped lines joined: where it stands, its words, and what it serves as so far."""

    start: int
    end: int
    words: str
    kind: ParagraphKind


def paragraphs(text: str, *, title: str | None, outlet: str | None = None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``text`` in order, with their kinds.

    ``title`` is the article's title if known: the line that equals it is the headline. A line that is nothing but
    the name of the ``outlet``, or that of its site, is none. Spans are half-open code points without blanks at their
    ends; they do not overlap, and together hold everything but blanks.
    """
    lines = [_line(text, span) for span in _joined(text, _lines(text))]
    _mark_name(lines, _name(outlet or ""))
    _mark_captions(lines)
    _mark_headline(lines, title)
    _mark_runs(lines)
    _mark_shouted(lines)
    _mark_edges(lines)
    _mark_tail(lines)
    return tuple(paragraph for line in lines for paragraph in _paragraphs_of(line))


def _lines(text: str) -> list[Span]:
    """Return the lines of ``text`` that are not blank, without the blanks at their ends."""
    spans = []
    for match in _LINE.finditer(text):
        words = match.group()
        stripped = words.strip()
        if stripped:
            start = match.start() + len(words) - len(words.lstrip())
            spans.append(Span(start, start + len(stripped)))
    return spans


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Return ``spans`` with the lines of hard-wrapped paragraphs joined, if the text is hard-wrapped."""
    pairs = [(a, b) for a, b in pairwise(spans) if _is_next_line(text, a, b)]
    if not _is_hard_wrapped(text, pairs):
        return spans
    width = max(a.end - a.start for a, _ in pairs)
    joined = [spans[0]]
    for before, span in pairwise(spans):
        if _is_next_line(text, before, span) and _continues(text, before, span, width):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _is_next_line(text: str, before: Span, span: Span) -> bool:
    """Tell whether ``span`` stands on the line below ``before``, not indented."""
    return span.start - before.end <= 3 and text[before.end : span.start].strip(" \t") in ("\n", "\r\n", "\r")


def _is_hard_wrapped(text: str, pairs: Sequence[tuple[Span, Span]]) -> bool:
    """Tell whether lines were broken for width: short, mostly without a last stop, many begun with a small letter."""
    if not pairs or max(a.end - a.start for a, _ in pairs) > _WRAP_WIDTH:
        return False
    unfinished = sum(text[a.end - 1] not in '.!?”"' for a, _ in pairs)
    small = sum(text[b.start].islower() and a.end - a.start >= 40 for a, b in pairs)
    return unfinished >= 0.5 * len(pairs) and small >= 0.3 * len(pairs)


def _continues(text: str, before: Span, span: Span, width: int) -> bool:
    """Tell whether ``span`` goes on where ``before`` was broken because its next word would not fit."""
    if text[span.start].islower():
        return True
    first_word = text[span.start : min(span.end, span.start + 30)].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(first_word) >= width - 4


def _line(text: str, span: Span) -> _Line:
    """Return the line at ``span``, judged by its own words."""
    words = text[span.start : span.end]
    return _Line(span.start, span.end, words, rules.kind_of(words))


def _name(outlet: str) -> str:
    """Return the letters of an outlet's name, or of its site's: "The Valley Post", "www.valleypost.example"."""
    site = " " not in outlet and outlet.lower().removeprefix("www.").partition(".")[0]
    return _letters(site or outlet).removeprefix("the")


def _mark_name(lines: Sequence[_Line], name: str) -> None:
    """Mark lines that are nothing but the outlet's name."""
    for line in lines:
        if name and len(line.words) < 2 * len(name) + 4 and _letters(line.words).removeprefix("the") == name:
            line.kind = "furniture"


def _mark_captions(lines: list[_Line]) -> None:
    """Mark the line above a photo credit that is a line of its own as the caption it may be, and names above a wire's.

    The first line is spared: above a credit it is rather the headline than a caption cut off.
    """
    for before, line in pairwise(lines):
        if before.kind != "body":
            continue
        if line.kind == "caption" and captions.is_credit(line.words):
            first = before is lines[0] and rules.is_title_like(before.words)
            if not first and captions.looks_like_caption(before.words):
                before.kind = "caption"
        elif line.kind == "byline" and bylines.is_name(before.words) and bylines.is_wire(line.words):
            before.kind = "byline"


def _mark_headline(lines: list[_Line], title: str | None) -> None:
    """Mark the headline: what equals the title, or else the first line like one above the running text.

    Where there is none, or it is so short that it may be a section's name, or far from the running text, a line counts
    that has a byline or a clock below it.
    """
    known = _letters(title or "")
    if known and _mark_title(lines, known):
        return
    first = _first_headline(lines, known=bool(known))
    signed = None if known else _signed_headline(lines, first)
    found = first if signed is None else signed
    if found is not None:
        _mark_title(lines, _letters(lines[found].words))


def _first_headline(lines: Sequence[_Line], *, known: bool) -> int | None:
    """Return the place of the first line like a headline above the running text; none but the first if ``known``."""
    for place, line in enumerate(lines[: min(_HEAD_REACH, len(lines) - 1)]):
        if line.kind != "body":
            continue
        if _may_be_headline(line, place):
            return place
        if known or rules.is_prose(line.words):
            return None
    return None


def _signed_headline(lines: Sequence[_Line], first: int | None) -> int | None:
    """Return the place of a line like a headline with a byline or a clock below it, if it is likelier than the first.

    A caption as long as running text may stand above it.
    """
    doubtful = first is None or lines[first].words.count(" ") < _SHORT
    passed = 0
    for place, (line, after) in enumerate(pairwise(lines[:_HEAD_REACH])):
        title_like = _may_be_headline(line, place) and not line.words.startswith("By ")
        if line.kind == "body" and after.kind == "byline" and title_like:
            opens = place - (first or 0) > _NEAR and any(map(_is_running, lines[place + 2 : place + 2 + _NEAR]))
            return place if doubtful or opens else None
        passed += _is_running(line)
        if passed > _PROSE_ABOVE:
            break
    return None


def _is_running(line: _Line) -> bool:
    return line.kind == "body" and rules.is_prose(line.words)


def _may_be_headline(line: _Line, place: int) -> bool:
    """Tell whether a line may be the headline, by its shape; the very first line may be shorter, and longer."""
    blanks = line.words.count(" ")
    if is_signed(line.words):
        return False
    if place == 0:
        return blanks >= 2 and rules.is_title_like(line.words, words=24)
    return blanks >= 3 and rules.is_title_like(line.words)


def _mark_title(lines: list[_Line], known: str) -> bool:
    """Mark the lines that equal the title ``known`` (letters only), or its start before the outlet's name."""
    found = False
    for line in lines[:_HEAD_REACH]:
        if len(line.words) < 3 * len(known):
            letters = _letters(line.words)
            if letters == known or (known.startswith(letters) and len(letters) > 0.6 * len(known)):
                line.kind = "headline"
                found = True
    return found or _split_title(lines, known)


def _split_title(lines: list[_Line], known: str) -> bool:
    """Cut the title off a first line that begins with it, as texts without line breaks do."""
    if not lines or len(known) < 12:
        return False
    first = lines[0]
    end = _end_of_prefix(first.words, known)
    rest = first.words[end:].lstrip()
    if not end or not rest or rest[0].islower():
        return False
    headline = _Line(first.start, first.start + end, first.words[:end], "headline")
    lines[0:1] = [headline, _Line(first.end - len(rest), first.end, rest, "body")]
    return True


def _end_of_prefix(words: str, known: str) -> int:
    """Return where ``words`` have used up the letters ``known``, closing marks and a stop included, or 0."""
    place = 0
    for end, character in enumerate(words, start=1):
        if character.isalnum():
            if character.lower() != known[place]:
                return 0
            place += 1
            if place == len(known):
                closing = _CLOSING.match(words, end)
                return closing.end() if closing else end
    return 0


def _letters(words: str) -> str:
    """Return the letters and digits of ``words`` in small letters, by which titles are compared."""
    return _NO_LETTERS.sub("", words.lower())


def _mark_runs(lines: list[_Line]) -> None:
    """Mark three or more very short lines one after another, none of them a sentence, as navigation."""
    run: list[_Line] = []
    for line in [*lines, None]:
        if line is not None and line.kind in ("body", "furniture") and _is_label(line.words, words=4):
            run.append(line)
            continue
        if len(run) >= 3:
            for label in run:
                label.kind = "furniture"
        run = []


def _mark_shouted(lines: Sequence[_Line]) -> None:
    """Mark lines in capitals as links, unless the whole text is in capitals."""
    shouted = [line for line in lines if line.kind == "body" and rules.is_shouted(line.words)]
    if 4 * len(shouted) < len(lines):
        for line in shouted:
            line.kind = "furniture"


def _is_label(line: str, *, words: int) -> bool:
    """Tell whether ``line`` is at most so many words, begun with a capital or a digit, and no sentence."""
    if len(line) > 40 or line.count(" ") >= words:
        return False
    return (line[0].isupper() or line[0].isdigit()) and (line[-1].isalnum() or line[-1] in ")»›>")


def _mark_edges(lines: list[_Line]) -> None:
    """Mark what stands above the running text and is no headline, and who the author is at either end."""
    for line in _above_prose(lines):
        if line.kind == "body" and _is_label(line.words, words=4):
            line.kind = "furniture"
    told = [line for line in lines if line.kind in ("body", "headline")]
    for place, line in enumerate(told):
        closing = place >= len(told) - _EDGE
        if (closing or place < _EDGE) and line.kind == "body" and bylines.is_biography(line.words, closing=closing):
            line.kind = "byline"


def _above_prose(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the lines above the first running text, if there is any among the first lines."""
    head = lines[:_HEAD_REACH]
    for place, line in enumerate(head):
        if _is_running(line):
            yield from head[:place]
            return


def _mark_tail(lines: list[_Line]) -> None:
    """Mark what comes after the last real paragraph: lists of other headlines, links and sources."""
    for before, line in pairwise(lines):
        if line.kind == "body" and rules.is_title_like(line.words) and _is_bare_opener(before):
            line.kind = "furniture"
    start = _start_of_tail(lines)
    openers = [place for place in range(start, len(lines)) if _opens_tail(lines[place])]
    for place in range(start, len(lines)):
        line = lines[place]
        announced = bool(openers) and openers[0] < place
        between = announced and place < openers[-1]
        if line.kind == "body" and (between or (announced and rules.is_title_like(line.words))):
            line.kind = "furniture"
    _mark_last_titles(lines)


def _opens_tail(line: _Line) -> bool:
    """Tell whether ``line`` is furniture that announces what is no longer the article."""
    return line.kind == "furniture" and rules.opens_tail(line.words)


def _is_bare_opener(line: _Line) -> bool:
    """Tell whether ``line`` announces a link that must be the line below: "Related:"."""
    return len(line.words) < 24 and _opens_tail(line)


def _start_of_tail(lines: Sequence[_Line]) -> int:
    """Return the place after the last line that is surely the article's own."""
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if line.kind == "headline" or (line.kind == "body" and not rules.may_be_link(line.words)):
            return place + 1
    return len(lines)


def _mark_last_titles(lines: Sequence[_Line]) -> None:
    """Mark two or more lines like titles at the very end, below running text that has its stops."""
    last: list[_Line] = []
    for line in reversed(lines):
        if line.kind in ("headline", "body"):
            if line.kind == "headline" or not rules.is_title_like(line.words) or line.words[-1] in "!?”\"'’)":
                break
            last.append(line)
    told = [line for line in lines if _is_running(line) and _has_stop(line.words)]
    if len(told) >= 2 and (len(last) >= 2 or (last and rules.is_capitalised(last[0].words))):
        for line in last:
            line.kind = "furniture"


def _has_stop(words: str) -> bool:
    """Tell whether ``words`` end with a stop, with closing marks after it or not."""
    return any(mark in ".!?" for mark in words[-2:])


def _paragraphs_of(line: _Line) -> Iterator[Paragraph]:
    """Yield the paragraph of ``line``, or several where a label or asides ("(Related: ...)") stand inside its body."""
    place = rules.label_of(line.words) if line.kind in ("body", "headline") else 0
    if not place and (line.kind != "body" or "(" not in line.words):
        yield Paragraph(span=Span(line.start, line.end), kind=line.kind)
        return
    yield from _piece(line, 0, place, "furniture")
    for aside in _ASIDE.finditer(line.words, place):
        yield from _piece(line, place, aside.start(), line.kind)
        yield from _piece(line, aside.start(), aside.end(), "byline" if aside["credit"] else "furniture")
        place = aside.end()
    yield from _piece(line, place, len(line.words), line.kind)


def _piece(line: _Line, start: int, end: int, kind: ParagraphKind) -> Iterator[Paragraph]:
    """Yield one stretch of ``line`` as a paragraph, unless it is blank."""
    piece = line.words[start:end]
    stripped = piece.strip()
    if stripped:
        begin = line.start + start + len(piece) - len(piece.lstrip())
        yield Paragraph(span=Span(begin, begin + len(stripped)), kind=kind)
