"""The annotated texts as training windows: PolNeAR for attribution, GUM for names.

A window is a run of word pieces of one text with its labels. Attribution labels are tied to cue heads: the one
word of a cue that reports. For each cue head the window knows which pieces belong to its content, source and cue,
so that shared sources and discontinuous contents need no special case.
"""

from __future__ import annotations

import math
import pathlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from attribune.annotate.cues import AUXILIARIES, is_adverb, lexicon
from attribune.annotate.network.pieces import LENGTH, OVERLAP, pieces
from attribune.model import Span
from brat import ROLES, Attribution, Spans, read_attributions

NAME_TAGS = ("O", *(f"{b}-{t}" for t in ("person", "organisation", "place", "other") for b in "BI"))
_NAME_TYPES = {"person": "person", "organization": "organisation", "place": "place"}


@dataclass(slots=True)
class Window:
    """Word pieces with their case class and offsets, and what is known of them."""

    ids: list[int]
    cases: list[int]
    offsets: Sequence[tuple[int, int]]
    heads: list[tuple[int, list[list[int]]]] = field(default_factory=list)  # piece, and pieces by role
    flat: list[list[int]] = field(default_factory=list)  # pieces by role, of any attribution
    names: list[int] | None = None  # a tag for each piece


def head_of(text: str, cue: Spans) -> tuple[int, int] | None:
    """Return the span of the word of a cue that reports: the surest of the lexicon, else the first content word."""
    words: list[tuple[int, int, str]] = []
    for a, b in cue:
        words += [(a + m.start(), a + m.end(), m.group().lower()) for m in re.finditer(r"[\w’'-]+|[^\w\s]", text[a:b])]
    if not words:
        return None
    known = lexicon()

    def sureness(word: tuple[int, int, str]) -> float:
        verb = known.get(word[2])
        if verb is not None:
            return 1 + verb.use.cues / verb.use.total
        if word[2] in AUXILIARIES or is_adverb(word[2]) or not word[2][0].isalpha():
            return 0.0
        return 0.5

    best = max(words, key=sureness)
    return best[0], best[1]


def windows(count: int) -> Iterator[tuple[int, int]]:
    """Yield ``[start, end)`` of the windows over ``count`` pieces: as few as will do, of like length, overlapping."""
    number = max(1, math.ceil((count - OVERLAP) / (LENGTH - OVERLAP)))
    own = (count - OVERLAP) / number
    for index in range(number if count else 0):
        yield round(index * own), min(count, round((index + 1) * own) + OVERLAP)


def attribution_windows(tokenizer: Tokenizer, text: str, attributions: list[Attribution]) -> Iterator[Window]:
    """Cut a text into windows and label each."""
    ids, cases, offsets = pieces(text, [Span(0, len(text))], using=tokenizer)
    heads: dict[int, list[set[int]]] = {}
    for attribution in attributions:
        head = head_of(text, attribution["cue"])
        roles = [covered(offsets, attribution[role]) for role in ROLES]
        at = next((i for i, (a, b) in enumerate(offsets) if head and a < head[1] and head[0] < b), None)
        if at is None or not roles[0]:
            continue
        if at in heads and heads[at][1] and not roles[1]:
            continue
        heads[at] = roles
    flat = [set().union(*(roles[r] for roles in heads.values())) if heads else set() for r in range(len(ROLES))]
    for start, end in windows(len(ids)):
        yield Window(
            ids=ids[start:end],
            cases=cases[start:end],
            offsets=offsets[start:end],
            heads=[
                (at - start, [sorted(i - start for i in role if start <= i < end) for role in roles])
                for at, roles in sorted(heads.items())
                if start <= at < end
            ],
            flat=[sorted(i - start for i in role if start <= i < end) for role in flat],
        )


def covered(offsets: Sequence[tuple[int, int]], spans: Spans) -> set[int]:
    """Return the pieces that a list of spans covers."""
    out: set[int] = set()
    for start, end in spans:
        out.update(i for i, (a, b) in enumerate(offsets) if a < end and start < b)
    return out


def polnear(tokenizer: Tokenizer, split: pathlib.Path) -> Iterator[Window]:
    """Yield the windows of a split; where an article has several annotators, the first by name is taken."""
    for path in sorted(split.glob("text/*.txt")):
        annotators = sorted(split.glob(f"attributions/{path.stem}_????.ann"))
        if annotators:
            text = path.read_bytes().decode("utf-8")
            yield from attribution_windows(tokenizer, text, read_attributions(annotators[0]))


def gum(tokenizer: Tokenizer, folder: pathlib.Path, names: set[str]) -> Iterator[Window]:
    """Yield the windows of GUM's documents with the tags of their names (entities with a proper noun in them)."""
    for path in sorted((folder / "dep").glob("*.conllu")):
        if path.stem in names:
            text, spans = _gum_text(path)
            ids, cases, offsets = pieces(text, [Span(0, len(text))], using=tokenizer)
            tags = [0] * len(ids)
            for start, end, kind in spans:
                for order, piece in enumerate(sorted(covered(offsets, [(start, end)]))):
                    tags[piece] = NAME_TAGS.index(f"{'I' if order else 'B'}-{kind}")
            for start, end in windows(len(ids)):
                yield Window(ids[start:end], cases[start:end], offsets[start:end], names=tags[start:end])


def _gum_text(path: pathlib.Path) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a document's text and its names: runs of proper nouns, typed by the smallest entity around them."""
    text = ""
    spans: list[tuple[int, int, str]] = []
    open_entities: list[tuple[str, str]] = []  # key, type
    run: list[tuple[int, int, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) != 10 or not fields[0].isdigit():
            if not line and run:
                spans.append(_run(run))
                run = []
            continue
        entity = next((m[7:] for m in fields[9].split("|") if m.startswith("Entity=")), "")
        for key, kind in re.findall(r"\((\d+(?:\[\d+/\d+\])?)-(\w+)", entity):
            open_entities.append((key, kind))
        start = len(text)
        text += fields[1]
        if fields[4].startswith("NNP") and open_entities:
            run.append((start, len(text), open_entities[-1][1]))
        elif run:
            spans.append(_run(run))
            run = []
        for key in re.findall(r"(\d+(?:\[\d+/\d+\])?)\)", entity) + re.findall(
            r"\((\d+(?:\[\d+/\d+\])?)-[^()]*\)", entity
        ):
            for place in range(len(open_entities) - 1, -1, -1):
                if open_entities[place][0] == key:
                    del open_entities[place]
                    break
        text += "" if "SpaceAfter=No" in fields[9] else " "
    return text, spans


def _run(run: list[tuple[int, int, str]]) -> tuple[int, int, str]:
    kinds = [kind for _, _, kind in run]
    kind = _NAME_TYPES.get(max(set(kinds), key=kinds.count), "other")
    return run[0][0], run[-1][1], kind
