"""Statements in the making: the reports of one unit after the other, with what goes on from unit to unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import NamedTuple

from attribune.annotate.clauses import main_subject_after
from attribune.annotate.constructions import SIGNED, felt, signature
from attribune.annotate.phrases import Range
from attribune.annotate.posts import Post
from attribune.annotate.reports import Report, announcement
from attribune.annotate.tokens import Token, Unit
from attribune.annotate.transcripts import Turn
from attribune.annotate.word_classes import QUOTED
from attribune.model import Span

CONTINUED = 0.75  # a quotation without a cue that goes on from the statement before
NEXT_PARAGRAPH = 0.6  # the same, after a statement without a quotation in the paragraph before
ALONE = 0.5  # a quotation that nothing is said about
SPOKEN = 0.9  # what stands behind a speaker's label
BLOCK = 0.8  # a paragraph without marks behind "Lee writes:"
UNMARKED = 0.55  # one in the first person behind another colon
HEADING = 8  # words of a quotation set over others at most
FEWEST_WORDS_ALONE = 4  # a shorter quotation without a cue is a name, a title or a scare quote
_MARKS = "\"'“”‘’«»"
_WRITING = frozenset(
    "add added adds argue argued argues ask asked asks conclude concluded concludes continue continued"
    " continues explain explained explains issued note noted notes observe observed observes read reads"
    " released replied replies reply report reported reports respond responded responds said say saying says"
    " state stated statement states tell tells testified told tweet tweeted tweets write writes wrote".split()
)
_FIRST_PERSON = frozenset("i we my our us me i'm we're i've we've i'll we'll".split())


class Stage(NamedTuple):
    """The unit before, if its verb speaks but nothing of what was said stands in it: "She spoke at a fair"."""

    tokens: list[Token]
    cue: Span


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    unit: int
    paragraph: int
    parts: list[Span]
    quoted: list[bool]  # for each part, whether it is one quotation and nothing else
    mixed: bool
    source: Span | None
    cue: Span | None
    confidence: float
    tokens: list[Token] = field(repr=False)
    carrier: Span | None = None
    closed: bool = False  # signed: what follows is somebody else's
    stage: Stage | None = field(default=None, repr=False)
    day: Span | None = None  # of a post


class Drafting:
    """Takes in the units of an article in order; ``drafts`` holds what was found so far."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._announced: Draft | None = None  # "She went on:" in the unit before
        self._block: Draft | None = None  # what is set off below "She wrote:"
        self._stage: Stage | None = None

    def turns(self, index: int, unit: Unit, speeches: Sequence[Turn]) -> None:
        """Take in a unit of a transcript: each speech, or what its paragraph holds of one, is one statement."""
        last = self.drafts[-1] if self.drafts else None
        if last is not None and (last.paragraph, last.source) == (unit.paragraph, speeches[-1].label):
            return
        if last is not None and last.cue is None and last.source == speeches[0].label and last.closed:
            last.parts.append(speeches[0].words)
            last.quoted.append(True)
            last.paragraph = unit.paragraph
            return
        own = index, unit.paragraph
        self.drafts.extend(
            Draft(*own, [speech.words], [True], True, speech.label, None, SPOKEN, unit.tokens, closed=True)
            for speech in speeches
        )

    def post(self, index: int, unit: Unit, post: Post, reports: Sequence[Report]) -> None:
        """Take in a unit of a signed post: all of the post is one statement, and whom it quotes speaks as well."""
        if self.drafts and self.drafts[-1].source == post.name:
            self.drafts.pop()
        found = [_draft(index, unit, report) for report in reports if report.source is not None]
        self.drafts.extend(draft for draft in found if draft.parts and draft.parts[0] not in post.words)
        own = list(post.words), [True] * len(post.words)
        self.drafts.append(
            Draft(index, unit.paragraph, *own, True, post.name, None, SPOKEN, unit.tokens, closed=True, day=post.day)
        )
        self._announced, self._stage = None, None

    def take(self, index: int, unit: Unit, reports: Sequence[Report]) -> None:
        """Take in a unit and its reports."""
        found = [_draft(index, unit, report) for report in reports]
        for draft in found:
            self._take_over_source(draft)
            draft.stage = self._stage
        in_block = self._goes_on_in_block(index, unit)
        for draft in found:
            draft.closed |= in_block
        self.drafts.extend(draft for draft in found if draft.parts and (draft.source is not None or not in_block))
        went_on = in_block or (not found and self._go_on(index, unit))
        said = not unit.classified or went_on or any(draft.parts for draft in found)
        announced = _last_announcement(unit, reports) if said else announcement(unit)
        self._announced = _draft(index, unit, felt(unit.tokens, announced)) if announced else None
        self._stage = None if said else _stage(unit.tokens, announced)

    def _take_over_source(self, draft: Draft) -> None:
        """``Adding: "..."``: a sentence that opens with a participle has the speaker of the one before.

        Unless it has a subject of its own: "Citing its haste, the board left".
        """
        first = next((place for place, token in enumerate(draft.tokens) if token.word_class != "r"), 0)
        if draft.source is not None or draft.cue is None or draft.cue.end <= draft.tokens[first].start:
            return
        if draft.tokens[first].word_class != "g" or draft.cue.start > draft.tokens[first].start:
            return
        last = self.drafts[-1] if self.drafts else None
        own = main_subject_after(draft.tokens, first)
        if own is not None and draft.parts and draft.tokens[own.start].start >= draft.parts[-1].end:
            draft.source = _speaker(draft.tokens, own)
        elif last is not None and draft.unit - last.unit <= 1 and draft.paragraph - last.paragraph <= 1:
            draft.source = last.source

    def _go_on(self, index: int, unit: Unit) -> bool:
        """Give a unit without a report to who announced it or went before, or let a quotation stand alone."""
        if self._sign(index, unit):
            return True
        if any(token.quotation < 0 and token.text[0].isalnum() for token in unit.tokens):
            return False
        quoted = [token for token in unit.tokens if token.quotation >= 0]
        if not quoted or self._is_heading(unit):
            return False
        parts = [Span(token.start, token.end) for token in quoted]
        long = sum(len(token.text.split()) for token in quoted) >= FEWEST_WORDS_ALONE
        if self._announced is not None:
            self._add(index, unit, parts, self._announced, self._announced.confidence)
        elif not self._extend(index, unit, parts) and not self._follow(index, unit, parts, long=long) and long:
            self._add(index, unit, parts, None, ALONE)
        return True

    def _is_heading(self, unit: Unit) -> bool:
        """Whether a unit is a quotation set over what follows: a few words in their own paragraph, without a stop."""
        whole = unit.tokens[0].text
        words = whole.strip(_MARKS)
        alone = len(unit.tokens) == 1 and (not self.drafts or self.drafts[-1].paragraph != unit.paragraph)
        if not alone or self._announced is not None or whole[-1] not in _MARKS:
            return False
        return words[-1:].isalnum() and len(words.split()) <= HEADING

    def _sign(self, index: int, unit: Unit) -> bool:
        """``- Ann Lee`` below a quotation says whose it is."""
        last = self.drafts[-1] if self.drafts else None
        signed = signature(unit.tokens)
        if signed is None or last is None or last.unit != index - 1 or last.source is not None:
            return False
        last.source, last.cue = _span(unit.tokens, signed), _span(unit.tokens, Range(0, 1))
        last.confidence, last.unit, last.closed = SIGNED, index, True
        return True

    def _goes_on_in_block(self, index: int, unit: Unit) -> bool:
        """A paragraph after "She wrote:", set off as a block without quotation marks; whom it quotes speaks as well."""
        block, announced, first = self._block, self._announced, unit.tokens[0]
        if block is not None and block.paragraph == unit.paragraph:
            block.parts[-1] = Span(block.parts[-1].start, unit.tokens[-1].end)
            return True
        if announced is None or announced.tokens[-1].lower != ":" or unit.paragraph != announced.paragraph + 1:
            return False
        if first.quotation >= 0 or not first.text[0].isalnum():
            return False
        written = _is_written(announced)
        if not written and _FIRST_PERSON.isdisjoint(token.lower for token in unit.tokens):
            return False
        parts = [Span(first.start, unit.tokens[-1].end)]
        self._add(index, unit, parts, announced, BLOCK if written else UNMARKED)
        self._block = self.drafts[-1]
        return True

    def _extend(self, index: int, unit: Unit, parts: list[Span]) -> bool:
        """A quotation right behind another of the same speaker's belongs to the same statement."""
        last = self._last()
        if last is None or not self._adjacent(last, index, unit) or not last.quoted[-1] or last.closed:
            return False
        last.parts.extend(parts)
        last.quoted.extend(True for _ in parts)
        last.unit, last.paragraph = index, unit.paragraph
        return True

    def _follow(self, index: int, unit: Unit, parts: list[Span], *, long: bool) -> bool:
        """A quotation behind what its speaker was reported to say."""
        last = self._last()
        if last is None or not self._adjacent(last, index, unit) or last.source is None or last.closed:
            return False
        same = unit.paragraph == last.paragraph
        if not same and not long:
            return False
        self._add(index, unit, parts, last, CONTINUED if same else NEXT_PARAGRAPH, cue=False)
        return True

    def _last(self) -> Draft | None:
        """Return the statement that goes on; where another passes it on behind, who quoted it has not said more of it.

        In "“No,” Lee said, according to the Courier. “Never.”" that is Lee's.
        """
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.cue is None:
            return last
        beside = takewhile(lambda draft: draft.unit >= last.unit, islice(reversed(self.drafts), 1, None))
        return next((draft for draft in beside if draft.quoted[-1] and _passes_on(last, draft)), last)

    def _adjacent(self, last: Draft, index: int, unit: Unit) -> bool:
        return last.unit == index - 1 and unit.paragraph - last.paragraph <= 1

    def _add(
        self, index: int, unit: Unit, parts: list[Span], of: Draft | None, confidence: float, *, cue: bool = True
    ) -> None:
        """Add a statement of nothing but quotations, by the speaker of another draft or nobody known."""
        self.drafts.append(
            Draft(
                unit=index,
                paragraph=unit.paragraph,
                parts=parts,
                quoted=[True] * len(parts),
                mixed=True,
                source=of.source if of else None,
                cue=of.cue if of and cue else None,
                confidence=confidence,
                tokens=of.tokens if of and cue else unit.tokens,
            )
        )


def _is_written(announced: Draft) -> bool:
    """Whether what stands below a colon is what somebody said or wrote, by the cue: "Lee writes:"."""
    cue = announced.cue
    within = (token for token in announced.tokens if cue is not None and cue.start <= token.start < cue.end)
    return any(token.lower in _WRITING for token in within)


def _last_announcement(unit: Unit, reports: Sequence[Report]) -> Report | None:
    """Return who is to speak behind what others have said: "Lee repeated it, with Venn saying of him:"."""
    told = [report.cue.start for report in reports if report.contents]
    announced = announcement(unit) if told and unit.roles[-1] == ":" else None
    if announced is None or announced.cue.end == len(unit.tokens) or announced.cue.start <= max(told):
        return None
    return announced


def _passes_on(outer: Draft, inner: Draft) -> bool:
    """Whether one statement holds another, the words of which it tells behind them."""
    cues = inner.cue, outer.cue
    if cues[0] is None or cues[1] is None or cues[0].start > cues[1].start:
        return False
    return any(part.start <= cues[0].start < part.end for part in outer.parts)


def _stage(tokens: list[Token], announced: Report | None) -> Stage | None:
    """The stage that a unit sets; one in the present tense is what a picture shows ("Lee speaks at a fair in May")."""
    if announced is None or tokens[announced.cue.end - 1].word_class == "z":
        return None
    return Stage(tokens, _span(tokens, announced.cue))


def _draft(index: int, unit: Unit, report: Report) -> Draft:
    tokens = unit.tokens
    contents = [part for part in report.contents if part.end > part.start]
    return Draft(
        unit=index,
        paragraph=unit.paragraph,
        parts=[_span(tokens, part) for part in contents],
        quoted=[part.end - part.start == 1 and tokens[part.start].lower == QUOTED for part in contents],
        mixed=any(token.lower == QUOTED for part in contents for token in tokens[part.start : part.end]),
        source=_speaker(tokens, report.source),
        cue=_span(tokens, report.cue),
        confidence=report.confidence,
        tokens=tokens,
        carrier=_speaker(tokens, report.carrier),
        closed=tokens[report.cue.start].word_class == "-",
    )


def _speaker(tokens: Sequence[Token], place: Range | None) -> Span | None:
    """The span of a source, less what only joins it to the next word: "Lee's" claim, "he's" saying."""
    if place is None or place.end <= place.start:
        return None
    if tokens[place.end - 1].lower == "'s" and place.end - place.start > 1:
        place = Range(place.start, place.end - 1)
    start, end = _span(tokens, place)
    lower = tokens[place.end - 1].lower
    suffix = next((s for s in ("'s", "'ve", "'re", "'m", "'d", "'ll") if lower.endswith(s) and len(lower) > len(s)), "")
    return Span(start, end - len(suffix))


def _span(tokens: Sequence[Token], place: Range) -> Span:
    return Span(tokens[place.start].start, tokens[place.end - 1].end)
