"""Times named in a text: where they stand, and what they stand for.

Few words of an article can belong to a time. They are looked up first; only around them is the grammar of
``time_grammar`` tried, from the leftmost word that can begin an expression. ``time_values`` says what it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from attribune import data
from attribune.annotate.time_context import is_time, tense_of
from attribune.annotate.time_grammar import GRAMMAR
from attribune.annotate.time_readings import READINGS, TENSED
from attribune.annotate.time_values import Context, Moment
from attribune.model import Span, TimeExpression

_TRIGGERS = (
    data.terms("time_words.txt")
    | {str(year) for year in range(1500, 2100)}
    | {f"{start}s" for start in (*range(1500, 2100, 10), *range(10, 100, 10))}
    | {f"{figure}{half}" for figure in range(60) for half in ("am", "pm")}
)
_FIGURES = re.compile(r"\d{1,2}[:/]\d\d")
_LEFT = data.terms("words_before_times.txt")
_NEVER_FIRST = frozenset("of than least to or so and half on week time local".split())
_LEFT_REACH = 8
_SAME_WIDTH = (("’", "'"), ("‘", "'"), ("\u202f", " "), ("\u2009", " "), ("\u2028", " "), ("\u2029", " "))
_LOWER = bytes(ord(chr(b).lower()) if b < 128 else b for b in range(256)).translate(
    bytes.maketrans(b"\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\xa0", b" " * 11)
)
_WORDS = bytes(b if chr(b).isalnum() or b == ord(":") else ord(" ") for b in range(256))


def time_expressions(text: str, sentences: Sequence[Span], *, published: str | None) -> tuple[TimeExpression, ...]:
    """Return the times named in the sentences of ``text``, in order; their spans do not overlap.

    ``published`` is the day of publication (ISO 8601, a time of day may follow); without it, or with one that
    is no date, what is relative to it has no value. ``time_values`` says how values are written. Durations ("for
    three years") and what recurs ("on Mondays") are not looked for. "Now", "recently" and their like are found,
    with precision "unknown" or "past" and no value.
    """
    reader = _Reader(text, _day_of(published))
    return tuple(time for sentence in sentences for time in reader.read(sentence))


def _day_of(published: str | None) -> date | None:
    """Return the day in ``published``, or None if there is none."""
    match = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)", published or "", re.ASCII)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


class _Reader:
    """Reads the sentences of one text in order, and remembers the last time that could be resolved."""

    def __init__(self, text: str, published: date | None) -> None:
        self._text, self._published = text, published
        for odd, plain in _SAME_WIDTH:
            text = text.replace(odd, plain)
        # one byte for each code point, so that tables of 256 do and offsets stay
        lower = text.encode("latin-1", "replace").translate(_LOWER)
        self._lower = lower.decode("latin-1")
        self._words = lower.translate(_WORDS).decode("latin-1")
        self._anchor: Moment | None = None

    def read(self, sentence: Span) -> Iterator[TimeExpression]:
        """Yield the times of one sentence."""
        done = sentence.start
        for trigger in self._triggers(sentence):
            match = self._match(trigger, Span(done, sentence.end)) if trigger >= done else None
            if match is None or not is_time(self._text, match):
                continue
            moment = self._resolve(match, sentence)
            if _anchors(match, moment):
                self._anchor = moment
            done = match.end()
            yield TimeExpression(Span(match.start(), done), moment.value, moment.precision)

    def _triggers(self, sentence: Span) -> list[int]:
        """Return the places of words in the sentence that can belong to a time, in order."""
        start, end = sentence
        words = self._words[start:end]
        found = _TRIGGERS.intersection(words.split())
        places = [place + start for word in found for place in _places(word, words)]
        if ":" in words or "/" in self._text[start:end]:
            places += [match.start() for match in _FIGURES.finditer(self._lower, start, end)]
        return sorted(places)

    def _match(self, trigger: int, within: Span) -> re.Match[str] | None:
        """Return the longest expression that holds the word at ``trigger``, or None."""
        for start in reversed(self._starts(trigger, within.start)):
            match = GRAMMAR.match(self._lower, start, within.end)
            if match is not None and match.end() > trigger:
                return match
        return None

    def _starts(self, trigger: int, low: int) -> list[int]:
        """Return the places left of ``trigger`` where its expression may begin, from right to left."""
        lower = self._lower
        place = _before_stops(lower, trigger, low)
        starts = [trigger] if place == trigger else [trigger, place]
        for _ in range(_LEFT_REACH):
            if place - 1 <= low or lower[place - 1] not in " -":
                break
            begin = max(lower.rfind(" ", low, place - 1), lower.rfind("-", low, place - 1), low - 1) + 1
            word = lower[begin : place - 1].rstrip(",.")
            begin += len(word) - len(word.lstrip("(\"'?"))  # "?" is any mark that Latin-1 lacks
            word = word.lstrip("(\"'?")
            if word not in _LEFT and not word[:1].isdigit():
                break
            place = begin
            if word not in _NEVER_FIRST:
                starts.append(place)
        return starts

    def _resolve(self, match: re.Match[str], sentence: Span) -> Moment:
        """Return what the expression stands for."""
        kind = match.lastgroup or ""
        tense = tense_of(self._text, match, sentence) if kind in TENSED else None
        return READINGS[kind](match.group(), Context(self._published, tense, self._anchor))


def _anchors(match: re.Match[str], moment: Moment) -> bool:
    """Tell whether what follows may be counted from ``moment``: not from "a year earlier" or "that week"."""
    if moment.first is None or (match.lastgroup == "ago" and moment.unit != "day"):
        return False
    return not match.group().startswith(("that ", "the same "))


def _before_stops(lower: str, place: int, low: int) -> int:
    """Return where the run of letters, figures and stops around ``place`` begins: "8.30pm", "a.m.", "26.5.2024"."""
    begin = place
    while begin > low and place - begin < 6 and (lower[begin - 1].isdigit() or lower[begin - 1] in "ap."):
        begin -= 1
    return begin if lower[begin].isalnum() else place


def _places(word: str, words: str) -> Iterator[int]:
    """Yield where ``word`` stands as a whole among ``words``, which blanks set apart."""
    place = words.find(word)
    while place >= 0:
        end = place + len(word)
        if (place == 0 or words[place - 1] == " ") and (end == len(words) or words[end] in " :"):
            yield place
        place = words.find(word, end)
