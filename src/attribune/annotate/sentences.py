"""Sentences: where one ends and the next begins, within one paragraph at a time.

A mark that can end a sentence, followed by blanks, ends one unless the words around it speak against it:
an abbreviation or an initial before it, a small letter after it, an attribution after a closing quotation mark.
Closing quotation marks and brackets belong to the sentence before. Every paragraph is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from attribune import data
from attribune.model import Paragraph, Span

_WIDE_MARKS = "。！？"  # of scripts that write no blanks
_END = re.compile(rf"(?P<mark>[.!?…‼⁇⁈⁉؟۔।{_WIDE_MARKS}]+)(?P<close>(?:[”\"'’»›)\]}}“」』]|\[\d{{1,3}}\])*)")
_AFTER_LOST_BLANK = re.compile(r"[“‘\"(]?[A-Z][a-z’']*\s")
_BLANKS = re.compile(r"\s*")
_NEXT = re.compile(r"[\"“‘'«‹„(\[{`—–•*·\s-]*(?P<word>[^\W_]+(?:[’'][^\W_]+)?)?(?P<stop>\.)?")
_SPACED_CLOSE = re.compile(r"\s+(?:\"|''|”|’’|\[\d{1,3}\](?:\s?\[\d{1,3}\])*)(?=\s|$)")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}|Ph\.?D")
_ATTRIBUTION = re.compile(
    r"(?:\s[”\"])?\s+(?:(?:[^\W\d_a-z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|added|adds|wrote|writes|tweeted|cried|shouted|replied|told|exclaimed|wondered|answered"
    r"|countered|demanded|inquired|insisted|joked|pleaded|posted|quipped|recalled|responded|retorted|screamed|snapped"
    r"|texted|yelled|(?:shot|fired|called|wrote) back)\b"
    # "“How long?” Harbour and Ferries Committee Chairwoman Ann B. Lee (D-N.Y.) said."
    r"|[^\W\d_a-z][\w.’'-]*,?\s+(?:(?:[^\W\d_a-z][\w.’'-]*,?|and|of|for|the|\([^()]{1,16}\))\s+){1,12}"
    r"(?:said|says|asked)(?:[.,;]|\s(?:in|on|at|last|this|during|earlier)\b))"
)
# "“They will stay.” Lee said."
_ATTRIBUTION_ALONE = re.compile(r"\s+(?:[^\W\d_a-z][\w.’'-]*\s+){1,3}(?:said|says|added|asked|wrote|tweeted)\.(?=\s|$)")
_TOKEN_REACH = 24  # no abbreviation is longer
_SENTENCE_MARKS = frozenset("!?‼⁇⁈⁉؟")


class _Parity:
    """Counts the straight quotation marks of a paragraph from its start on, each once."""

    def __init__(self, text: str, start: int) -> None:
        self._text, self._place, self._count = text, start, 0

    def is_open_at(self, place: int) -> bool:
        """Tell whether an odd number of marks stands before ``place``, which must not go back."""
        self._count += self._text.count('"', self._place, place)
        self._place = place
        return self._count % 2 == 1


class _Reach(NamedTuple):
    """The paragraph in work, and where its current sentence began."""

    text: str
    stop: int
    start: int
    parity: _Parity
    small: bool  # no capital in it, so that none can be asked of the next sentence


def sentences(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Span, ...]:
    """Return the sentences of the headline and body paragraphs of ``text``, in order.

    Spans are half-open code points, without blanks at their ends; none crosses the end of a paragraph, and
    together they hold every character of these paragraphs except blanks between sentences.
    """
    return tuple(
        span
        for paragraph in paragraphs
        if paragraph.kind in ("headline", "body")
        for span in _of_paragraph(text, paragraph.span)
    )


def _of_paragraph(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one stretch of ``text``."""
    start, stop = _stripped(text, paragraph)
    parity, small = _Parity(text, start), text[start:stop].islower()
    for match in _END.finditer(text, start, stop):
        if match.start() < start:  # already taken in by a spaced closing mark
            continue
        end = _end_of_sentence(_Reach(text, stop, start, parity, small), match)
        if end is None:
            continue
        following = _BLANKS.match(text, end, stop)
        assert following is not None
        if following.end() >= stop:
            break
        yield Span(start, end)
        start = following.end()
    if start < stop:
        yield Span(start, stop)


def _stripped(text: str, span: Span) -> Span:
    """Return ``span`` without the blanks at its ends."""
    start, stop = span
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return Span(start, stop)


def _end_of_sentence(reach: _Reach, match: re.Match[str]) -> int | None:
    """Return where the sentence ends that ``match`` may end, or None if it goes on."""
    end = match.end()
    if match["mark"][-1] in _WIDE_MARKS:
        return end
    if end < reach.stop and not reach.text[end].isspace():
        return _end_before_lost_blank(reach, match)
    end = _with_spaced_close(reach, match)
    following = _NEXT.match(reach.text, end, reach.stop)
    assert following is not None
    word = following["word"] or ""
    if word[:1].islower() and not reach.small:
        return None
    if _goes_on_after(reach, match, word, dotted=following["stop"] is not None):
        return None
    return end


def _end_before_lost_blank(reach: _Reach, match: re.Match[str]) -> int | None:
    """Return where a sentence ends that the next one follows without a blank: "The mill burned.Nobody was hurt."."""
    before = _word_before(reach, match.start())
    if len(match["mark"]) > 1 or not (before[-3:].isalpha() and before[-3:].islower() and before.isalpha()):
        return None
    opens_next = match["close"] == "“" or (match["close"] == '"' and not reach.parity.is_open_at(match.start()))
    end = match.end() - opens_next
    return end if _AFTER_LOST_BLANK.match(reach.text, end, reach.stop) else None


def _with_spaced_close(reach: _Reach, match: re.Match[str]) -> int:
    """Return the end of ``match``, taking in what closes it after a blank: marks of tokenised text, numbers of notes.

    A straight mark between blanks closes if an odd number of them stands before it in the paragraph.
    """
    spaced = _SPACED_CLOSE.match(reach.text, match.end(), reach.stop)
    if spaced is None:
        return match.end()
    if spaced.group().endswith('"') and not reach.parity.is_open_at(match.end()):
        return match.end()
    return spaced.end()


def _goes_on_after(reach: _Reach, match: re.Match[str], word: str, *, dotted: bool) -> bool:
    """Tell whether the sentence goes on after ``match``, before ``word`` (``dotted``: a stop follows it)."""
    mark = match["mark"]
    if mark == ".":
        if match["close"] and _ATTRIBUTION_ALONE.match(reach.text, match.end(), reach.stop):
            return True
        return _is_abbreviation(reach, match.start(), word, dotted=dotted)
    if match["close"] and mark[-1] in _SENTENCE_MARKS:
        return _ATTRIBUTION.match(reach.text, match.end(), reach.stop) is not None
    return False


def _word_before(reach: _Reach, end: int) -> str:
    """Return the word that ends at ``end``, or before a blank there, without an opening bracket or mark."""
    words = reach.text[max(reach.start, end - _TOKEN_REACH) : end].split()
    return words[-1].lstrip("(\"“‘'[—–-") if words else ""


def _is_abbreviation(reach: _Reach, stop: int, word: str, *, dotted: bool) -> bool:
    """Tell whether the full stop at ``stop`` belongs to an abbreviation that does not end the sentence."""
    before = _word_before(reach, stop)
    starts_sentence = word in data.terms("sentence_starters.txt") and not (dotted and len(word) == 1)
    kind = _abbreviations().get(before.rpartition("-")[2])
    if kind == "name":
        return True
    if kind == "number":
        return word[:1].isdigit()
    if kind == "end" or _DOTTED.fullmatch(before) or (len(before) == 1 and before.isupper()):
        return not starts_sentence
    # "1." at the head of a sentence numbers it
    return before.replace(".", "").isdigit() and not reach.text[reach.start : stop - len(before)].strip("(\"“‘'[")


@cache
def _abbreviations() -> dict[str, str]:
    """Return abbreviations without their last stop, and what may follow them: name, number or end."""
    return {row[0]: row[1] for row in data.rows("abbreviations.txt")}
