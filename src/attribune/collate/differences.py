"""What kind of difference stands between a reading and the fullest, and which of them change what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from attribune.collate.aligning import Step
from attribune.collate.kinship import Relation, relation
from attribune.collate.wording import Wording, telling
from attribune.data import vocabulary
from attribune.model import Alteration, AlterationKind, Difference, Span
from attribune.text import Remembered

ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.|\[\.\.\.\]|\(\.\.\.\)")
BRACKET = re.compile(r"[\[(][^\])]*$")
SPELLING = 0.34  # of the letters of the longer of two words that may differ in one word spelt two ways
SLIP = 2  # letters that may differ in words that long
LOST = 3  # words left out at once, up to which a word among them is lost and not cut
SWAPPED = 8  # words that stand for as many others, up to which they are compared for what they change
CLAUSE = re.compile(r"[.,;:!?…—–()]")  # between two words: a clause ends
_DENIAL = re.compile(r"no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t")
_DENIES = Remembered(lambda word: _DENIAL.fullmatch(word) is not None)
PRONOUNS = frozenset(
    "i me my mine we us our ours you your yours he him his she her hers they them their theirs it its myself".split()
)
FORMS = (
    frozenset("am is are was were be been being 's 're 'm".split()),
    frozenset("has have had having 've".split()),
    frozenset("do does did doing done".split()),
    frozenset("will would shall should 'll 'd".split()),
    frozenset("can could".split()),
    frozenset("this that these those".split()),
)
# What a modal says; one that says something else changes the meaning. "Should" and "must" are how translators differ.
MODALS: dict[str, str] = {
    **dict.fromkeys(("must", "should", "shall", "ought", "need", "needs"), "duty"),
    **dict.fromkeys(("may", "might", "could", "perhaps", "maybe", "possibly"), "chance"),
    **dict.fromkeys(("can", "cannot"), "power"),
    **dict.fromkeys(("will", "would"), "future"),
}


def typed(reading: Wording, fullest: Wording, steps: Sequence[Step]) -> list[Difference]:
    """Return the kind of each step, "same" for what is the same."""
    last = len(steps) - 1
    return [
        "same" if step.kind == "same" else _type(reading, fullest, step, first=number == 0, last=number == last)
        for number, step in enumerate(steps)
    ]


def _type(reading: Wording, fullest: Wording, step: Step, *, first: bool, last: bool) -> Difference:
    if step.kind == "added":
        return "bracketed insertion" if _bracketed(reading, step.i0) else "added"
    if step.kind == "omitted":
        if first or last:
            return "cut at the start" if first else "cut at the end"
        return "cut with an ellipsis" if _elided(reading, step.i0) else "cut in the middle"
    return _substitution(reading, fullest, step)


def _substitution(reading: Wording, fullest: Wording, step: Step) -> Difference:
    ours, theirs = list(reading.normals[step.i0 : step.i1]), list(fullest.normals[step.j0 : step.j1])
    if "".join(ours) == "".join(theirs) or (len(ours) == len(theirs) and all(map(_same_but_spelling, ours, theirs))):
        return "spelling only"
    if _bracketed(reading, step.i0):
        return "bracketed insertion"
    if len(ours) == len(theirs) and all(map(_same_but_form, ours, theirs)):
        return "tense or person"
    return "word substituted" if max(len(ours), len(theirs)) <= LOST else "paraphrased"


def _bracketed(reading: Wording, word: int) -> bool:
    """Tell whether a word of the reading stands in brackets, which an editor set."""
    start = reading.spans[word][0]
    return BRACKET.search(reading.text, max(0, start - 60), start) is not None


def _elided(reading: Wording, word: int) -> bool:
    """Tell whether the reading marks, between a word and the one before it, that something was left out."""
    if not 0 < word < len(reading.spans):
        return False
    return ELLIPSIS.search(reading.text, reading.spans[word - 1][1], reading.spans[word][0]) is not None


def _same_but_spelling(a: str, b: str) -> bool:
    if a == b:
        return True
    longer = max(len(a), len(b))
    if any(map(str.isdigit, a + b)) or longer < 5 or a[:1] != b[:1]:
        return False
    return Levenshtein.distance(a, b) <= min(SLIP, SPELLING * longer) and not _same_but_form(a, b)


def _same_but_form(a: str, b: str) -> bool:
    """Tell whether two words differ in tense, number or person only."""
    if a == b or (a in PRONOUNS and b in PRONOUNS) or any(a in forms and b in forms for forms in FORMS):
        return True
    key = telling(a)
    return key is not None and key == telling(b)


def alterations(reading: Wording, fullest: Wording, steps: Sequence[Step]) -> list[Alteration]:
    """Return where words in quotation marks of both deny, count, name or oblige differently.

    A reading that is cut at its ends, or that reports what the other quotes, alters nothing.
    """
    found: list[Alteration] = []
    for number, step in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        if inside and step.kind == "omitted" and step.j1 - step.j0 > LOST:
            found.extend(_denied_by_cut(reading, fullest, step))
        elif (step.kind != "same" and inside) or step.kind == "substituted":
            found.extend(_altered(reading, fullest, step))
    return found


def _denied_by_cut(reading: Wording, fullest: Wording, step: Step) -> Iterator[Alteration]:
    """Yield the denial at the end of a long cut that denies the words behind it: "for peace, not | for war"."""
    for at in range(step.j1 - 1, step.j1 - 1 - LOST, -1):
        if CLAUSE.search(fullest.text, fullest.spans[at][1], fullest.spans[at + 1][0]):
            return
        if denials([fullest.normals[at]]):
            if _spoken(reading, step.i0, step.i1) and _spoken(fullest, at, at + 1):
                yield Alteration("denial", None, _span(fullest, at, at + 1))
            return


def _altered(reading: Wording, fullest: Wording, step: Step) -> Iterator[Alteration]:
    limit = SWAPPED if step.kind == "substituted" else LOST
    if max(step.i1 - step.i0, step.j1 - step.j0) > limit:
        return
    if not (_spoken(reading, step.i0, step.i1) and _spoken(fullest, step.j0, step.j1)):
        return
    ours, theirs = list(reading.normals[step.i0 : step.i1]), list(fullest.normals[step.j0 : step.j1])
    for kind in _changes(ours, theirs):
        yield Alteration(kind, _span(reading, step.i0, step.i1), _span(fullest, step.j0, step.j1))
    names = _names(reading, step.i0, step.i1), _names(fullest, step.j0, step.j1)
    if names[0] and names[1] and not any(_same_name(a, b) for a in names[0] for b in names[1]):
        yield Alteration("name", _span(reading, step.i0, step.i1), _span(fullest, step.j0, step.j1))


def _changes(ours: list[str], theirs: list[str]) -> Iterator[AlterationKind]:
    if denials(ours) % 2 != denials(theirs) % 2:
        yield "denial"
    if _numbers(ours) != _numbers(theirs) and (_numbers(ours) or len(theirs) <= LOST):
        yield "number"
    modes = {MODALS[word] for word in ours if word in MODALS}, {MODALS[word] for word in theirs if word in MODALS}
    if modes[0] and modes[1] and modes[0] != modes[1]:
        yield "modality"


def denials(words: Iterable[str]) -> int:
    """Return how many of the words deny."""
    return sum(map(_DENIES.__getitem__, words))


def _numbers(words: list[str]) -> set[str]:
    counting = vocabulary("number_words.txt")
    return {word for word in words if word in counting or any(map(str.isdigit, word))}


def _names(one: Wording, start: int, end: int) -> list[str]:
    """Return the words that are names by their capitals, less the first of a sentence."""
    texts = (one.text[a:b] for a, b in one.spans[start:end])
    return [text for text in texts if text[:1].isupper() and telling(text.lower()) in one.names]


def _same_name(a: str, b: str) -> bool:
    ours, theirs = a.lower(), b.lower()
    return ours[:3] == theirs[:3] or Levenshtein.normalized_similarity(ours, theirs) >= 1 - SPELLING


def _spoken(one: Wording, start: int, end: int) -> bool:
    """Tell whether words, or the place between two, stand in quotation marks."""
    return any(first <= start and end <= last and first < last for first, last in one.spoken)


def _span(one: Wording, start: int, end: int) -> Span | None:
    return Span(one.spans[start][0], one.spans[end - 1][1]) if start < end else None


def circumstances(reading: Wording, fullest: Wording) -> list[Difference]:
    """Return in what else than its words a reading differs: how it is told, who said it, on what day."""
    found: list[Difference] = []
    kinds = (reading.statement.kind, fullest.statement.kind)
    if "indirect" in kinds and kinds[0] != kinds[1]:
        found.append("reported" if kinds[0] == "indirect" else "quoted")
    if relation(reading.speaker, fullest.speaker) == "different":
        found.append("other speaker")
    if occasion(reading, fullest) == "different":
        found.append("other occasion")
    if _joined(reading, fullest):
        found.append("joined from two")
    return found


def occasion(a: Wording, b: Wording) -> Relation:
    """Return how the days relate on which two wordings are said to have been spoken: unknown unless both are told."""
    times = a.statement.said_on, b.statement.said_on
    values = [
        time.value[:10] for time in times if time is not None and time.value and time.precision in ("day", "minute")
    ]
    if len(values) < 2:
        return "unknown"
    return "same" if values[0] == values[1] else "different"


def _joined(reading: Wording, fullest: Wording) -> bool:
    """Tell whether the reading runs two quotations of the fullest together as one, without a mark between."""
    if len(fullest.starts) < 2 or len(reading.starts) > 1:
        return False
    parts = [fullest.code[start:end] for start, end in pairwise([*fullest.starts, len(fullest.code)])]
    held = [part in reading.code for part in parts if part]
    return sum(held) > 1
