"""What two wordings have in common, as numbers, and how likely they are then one utterance.

The judge is a logistic regression: its weights lie in ``data/sayings_judge.json``, made by ``training/judge.py`` from
judged pairs of statements, and what it gives is calibrated there. It has two sets of weights, by rules alone and with
the sentence encoder.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from attribune.collate.evidence import Evidence
from attribune.collate.kinship import SAMENESS, Relation
from attribune.collate.meaning import Meanings
from attribune.collate.wording import Wording, telling

if TYPE_CHECKING:
    from numpy.typing import NDArray

JUDGE = "sayings_judge.json"
FAINT = 0.3  # likeness of two words under which they have nothing to do with each other
COMPARED = 400  # words of a statement that are compared with each of another's
LEAST_WORTH = 0.3  # of a word where likeness is weighed: common ones count a little
FEW = 4  # words by which hardly anything is told
ENOUGH = 30.0  # weight beyond which more of it shows nothing more


def numbers(one: Wording) -> set[str]:
    """Return the words of a wording that have digits."""
    return {word for word in one.normals if any(map(str.isdigit, word))}


def traits(a: Wording, b: Wording, found: Evidence, actors: Relation) -> dict[str, float]:
    """Return what two wordings have in common by their words, speakers and places."""
    names = set(a.names), set(b.names)
    kinds = (a.statement.kind, b.statement.kind)
    both = kinds == ("direct", "direct")
    quoted = _quoted(a, b)
    return {
        "shared": min(found.shared, ENOUGH) / 10,
        "contained": found.contained,
        "common": found.common,
        "sequence": found.sequence,
        "unbroken": min(found.unbroken, ENOUGH) / 10,
        "words": math.log(found.words),
        "weight": min(a.weight, b.weight, ENOUGH) / 10,
        "same actor": SAMENESS[actors],
        "other actor": float(actors == "different"),
        "both quoted": float(both),
        "both quoted, sequence": both * found.sequence,
        "one reported": float("indirect" in kinds),
        "names": len(names[0] & names[1]) / (len(names[0] | names[1]) or 1),
        "other numbers": float(_other_numbers(numbers(a), numbers(b))),
        "few words": float(found.words <= FEW),
        "quotations": float(quoted is not None),
        "quotations, shared": quoted or 0.0,
    }


def _other_numbers(ours: set[str], theirs: set[str]) -> bool:
    """Tell whether both have numbers, and none in common."""
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


def _quoted(a: Wording, b: Wording) -> float | None:
    """Return how much of the lesser of what two wordings have in quotation marks is in the other's, by weight.

    None if one of them has nothing in quotation marks. What an article quotes it means to be the very words.
    """
    ours, theirs = _spoken(a), _spoken(b)
    if not ours or not theirs:
        return None
    small, large = (ours, theirs) if math.fsum(ours.values()) <= math.fsum(theirs.values()) else (theirs, ours)
    return math.fsum(worth for word, worth in small.items() if word in large) / (math.fsum(small.values()) or 1.0)


def _spoken(one: Wording) -> dict[str, float]:
    """Return the words that a wording has in quotation marks, without their endings, with what they are worth."""
    places = (at for start, end in one.spoken for at in range(start, end))
    return {telling(one.normals[at]) or one.normals[at]: max(one.worth[at], LEAST_WORTH) for at in places}


def meant(a: Wording, b: Wording, found: Evidence, actors: Relation, meanings: Meanings, *, bar: float) -> float:
    """Return how likely two wordings are one utterance by words and meaning, 0 if that is under ``bar``.

    The sentences around them are only read where they can still lift it to the bar: that costs as much again.
    """
    known = traits(a, b, found, actors) | likeness(a, b, meanings, same=SAMENESS[actors])
    if probability(known | {"context": 1.0}, kind="meaning") < bar:
        return 0.0
    likely = probability(known | {"context": context(a, b, meanings)}, kind="meaning")
    return round(likely, 3) if likely >= bar else 0.0


def context(a: Wording, b: Wording, meanings: Meanings) -> float:
    """Return how alike the sentences mean in which two wordings stand."""
    return float(meanings.around(a) @ meanings.around(b))


def likeness(a: Wording, b: Wording, meanings: Meanings, *, same: float) -> dict[str, float]:
    """Return what two wordings have in common by their meaning; ``same``: how far one actor is known to have spoken."""
    ours, theirs = meanings.of(a), meanings.of(b)
    cosine = float(ours.vector @ theirs.vector)
    found = {"cosine": cosine, "cosine, same actor": same * cosine}
    table = ours.words[:COMPARED] @ theirs.words[:COMPARED].T
    if not table.size:
        return found | {"covered": 0.0, "alike": 0.0, "found": 0.0}
    first, here = _covered(table.max(axis=1), a)
    second, there = _covered(table.max(axis=0), b)
    covered, weight = (first, here) if len(a.normals) <= len(b.normals) else (second, there)
    return found | {
        "covered": covered,
        "alike": 2 * first * second / ((first + second) or 1.0),
        "found": min(weight, ENOUGH) / 10,
    }


def _covered(best: NDArray[np.float32], one: Wording) -> tuple[float, float]:
    """Return how much of a wording's weight has its like in the other, as a part of it and in all."""
    worth = np.maximum(np.array(one.worth[: len(best)], dtype=np.float64), LEAST_WORTH)
    weight = float((np.clip((best - FAINT) / (1 - FAINT), 0, 1) * worth).sum())
    return weight / float(worth.sum()), weight


@cache
def _weights(kind: str) -> dict[str, float]:
    loaded = json.loads(files("attribune.data").joinpath(JUDGE).read_text(encoding="utf-8"))
    weights: dict[str, float] = loaded[kind]
    return weights


def probability(found: dict[str, float], *, kind: str) -> float:
    """Return how likely two wordings with these traits are one utterance; ``kind`` names the set of weights."""
    weights = _weights(kind)
    total = weights["bias"] + math.fsum(weights[name] * value for name, value in sorted(found.items()))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
