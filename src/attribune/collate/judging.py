"""Are two wordings one utterance? What they share, and how much of it is enough."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

from attribune.collate.wording import Wording

Relation = Literal["same", "unknown", "different"]

COMPARED = 2000  # words of a statement whose order is compared; the table for two grows with their product


class Evidence(NamedTuple):
    """What two wordings share. Weights are in nats of rarity: a rare word has about 6, a name in the news 2."""

    shared: float  # weight of the telling words that both have
    contained: float  # its part of the weight of the one that weighs less
    common: float  # its part of the weight of both (Dice's coefficient)
    sequence: float  # part of the words of the shorter one that stand in the longer one in the same order
    unbroken: float  # weight of the heaviest stretch of words that both have, common words included
    words: int  # of the shorter one


class Bar(NamedTuple):
    """What each kind of evidence must at least be; ``longest`` is how many words the shorter one may have at most."""

    shared: float = 0.0
    contained: float = 0.0
    common: float = 0.0
    sequence: float = 0.0
    unbroken: float = 0.0
    words: int = 0
    longest: int = 1_000_000

    def passed(self, evidence: Evidence) -> bool:
        """Tell whether the evidence is enough."""
        return (
            evidence.shared >= self.shared
            and evidence.contained >= self.contained
            and evidence.common >= self.common
            and evidence.sequence >= self.sequence
            and evidence.unbroken >= self.unbroken
            and self.words <= evidence.words <= self.longest
        )


# One in the other's own words, whole or trimmed. The less is known about who spoke, the more must be shared.
VERBATIM: dict[Relation, tuple[Bar, ...]] = {
    "same": (
        Bar(7, contained=0.8, sequence=0.8),
        Bar(12, contained=0.95, sequence=0.75),
        Bar(contained=0.8, sequence=0.8, unbroken=7),
        Bar(contained=0.95, sequence=0.95, unbroken=5, words=5),
        Bar(5, common=0.95, sequence=0.9),
    ),
    "unknown": (
        Bar(12, contained=0.8, sequence=0.8),
        Bar(12, contained=0.95, sequence=0.75),
        Bar(contained=0.8, sequence=0.8, unbroken=12),
    ),
    "different": (
        Bar(20, contained=0.8, sequence=0.8, words=8),
        Bar(contained=0.8, sequence=0.8, unbroken=20, words=8),
    ),
}

# The stretch that a statement quotes is in the other, word for word: its weight, and its words.
CORE: dict[Relation, Bar] = {
    "same": Bar(unbroken=5, words=4),
    "unknown": Bar(unbroken=12, words=4),
    "different": Bar(unbroken=20, words=8),
}

# Two in one article are one utterance told twice only if nothing differs in what is repeated.
REPEATED = (Bar(12, contained=0.95, sequence=0.95), Bar(7, common=0.8, sequence=0.9))

# In other words: by another translator, trimmed and reworded, or reported where the other quotes. Read off pairs of
# statements in coverage of the same events: at these marks nine in ten were one utterance.
REWORDED: dict[Relation, tuple[Bar, ...]] = {
    "same": (
        Bar(9, common=0.5, sequence=0.4),
        Bar(8, common=0.45, sequence=0.5),
        Bar(12, common=0.45, sequence=0.28),
        Bar(14, common=0.36, sequence=0.28),
        Bar(22, common=0.36),
        Bar(12, contained=0.42, common=0.28, sequence=0.42),
        Bar(16, contained=0.7, sequence=0.4),
        Bar(contained=0.9, unbroken=10),
        Bar(sequence=0.7, unbroken=6, words=6),
    ),
    "unknown": (Bar(18, common=0.6, sequence=0.4),),
    "different": (),
}

# Two quotations must have more in common: the same words in the same order, or a stretch of them unbroken. Else they
# may be two remarks on one subject.
QUOTED_TWICE = (
    Bar(9, common=0.5, sequence=0.5),
    Bar(12, common=0.35, sequence=0.5, unbroken=7),
    Bar(unbroken=14),
    Bar(sequence=0.7, unbroken=6, words=6),
)
# A stretch that heavy is no turn of phrase, whatever else two quotations say.
QUOTED_STRETCH = Bar(unbroken=15)
# A short remark translated twice leaves few words to go by, but in the same places, and the last is the same.
TRANSLATED = Bar(8, common=0.25, sequence=0.35, longest=15)

# Beside two readings of one utterance, where less is needed.
BESIDE = Bar(6, common=0.2, sequence=0.3)


class Link(NamedTuple):
    """Two wordings are one utterance: in the same words or others, and how strongly that is shown."""

    verbatim: bool
    strength: float


def relation(a: str | None, b: str | None) -> Relation:
    """Return how two actors, either of them perhaps unknown, relate."""
    if a is None or b is None:
        return "unknown"
    return "same" if a == b else "different"


def evidence(a: Wording, b: Wording) -> Evidence:
    """Return what two wordings share."""
    small, large = (a, b) if len(a.weights) <= len(b.weights) else (b, a)
    other = large.weights
    shared = sum([weight for key, weight in small.weights.items() if key in other])
    words = max(1, min(len(a.code), len(b.code), COMPARED))
    blocks = LCSseq.opcodes(a.code[:COMPARED], b.code[:COMPARED]).as_matching_blocks()
    return Evidence(
        shared=shared,
        contained=shared / (min(a.weight, b.weight) or 1.0),
        common=2 * shared / ((a.weight + b.weight) or 1.0),
        sequence=sum([block.size for block in blocks]) / words,
        unbroken=max([sum(a.worth[block.a : block.a + block.size]) for block in blocks]),
        words=words,
    )


def judge(a: Wording, b: Wording, *, actor: str | None) -> Link | None:
    """Return the link between two wordings, None if they are not shown to be one utterance.

    ``actor`` is who is taken to have spoken ``b``, which others in the same words may tell.
    """
    found = evidence(a, b)
    strength = found.common + found.sequence / 2 + found.shared / 40
    actors = relation(a.actor, actor)
    verbatim = any(bar.passed(found) for bar in VERBATIM[actors])
    if a.statement.article == b.statement.article:
        if overlapping(a, b):
            return None
        repeated = verbatim and any(bar.passed(found) for bar in REPEATED)
        return Link(True, strength + 1) if repeated else None
    if verbatim or _core_of(a, b, actors):
        return Link(True, strength + 1)
    return Link(False, strength) if _reworded(a, b, found, actors) else None


def _core_of(a: Wording, b: Wording, actors: Relation) -> bool:
    """Tell whether most of what one of them says is a quotation from the other, word for word."""
    return any(
        2 * (end - start) >= len(one.code)
        and end - start >= CORE[actors].words
        and one.code[start:end] in other.code
        and sum(one.worth[start:end]) >= CORE[actors].unbroken
        for (start, end), one, other in ((a.core, a, b), (b.core, b, a))
    )


def judge_beside(a: Wording, b: Wording) -> float | None:
    """Return how strongly two statements that stand beside readings of one utterance are shown to be one themselves.

    None if they are not: one of them must be in the reporter's words, for two quotations that differ are two.
    """
    quoted = a.statement.kind == "direct" and b.statement.kind == "direct"
    if quoted or relation(a.actor, b.actor) != "same":
        return None
    found = evidence(a, b)
    return found.common + found.sequence / 2 if BESIDE.passed(found) else None


def overlapping(a: Wording, b: Wording) -> bool:
    """Tell whether two statements hold the same characters: one is then reported within the other."""
    return a.statement.article == b.statement.article and any(
        one.start < other.end and other.start < one.end for one in a.statement.content for other in b.statement.content
    )


def identical(a: Wording, b: Wording) -> bool:
    """Tell whether two statements of the very same words are one utterance."""
    if overlapping(a, b):
        return False
    actors = relation(a.actor, b.actor)
    if actors == "same":
        return len(a.normals) >= 4 or a.weight >= 5
    return sum(a.worth) >= 12 and (actors == "unknown" or len(a.normals) >= 8)


def _reworded(a: Wording, b: Wording, found: Evidence, actors: Relation) -> bool:
    kinds = (a.statement.kind, b.statement.kind)
    if any(bar.passed(found) for bar in REWORDED[actors]):
        return kinds != ("direct", "direct") or any(bar.passed(found) for bar in QUOTED_TWICE)
    if actors != "same" or "indirect" in kinds:
        return False
    return QUOTED_STRETCH.passed(found) or (TRANSLATED.passed(found) and a.keys[-1:] == b.keys[-1:])
