"""Are two wordings one utterance? What they share, and how much of it is enough."""

from __future__ import annotations

from typing import NamedTuple

from attribune.collate.evidence import Evidence, Relation, evidence, relation
from attribune.collate.meaning import Meanings
from attribune.collate.traits import likeness, probability, traits
from attribune.collate.wording import Wording


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


# What the judge must give: without the encoder, for it to be asked; with it, for two to be one although no bar is
# passed; for a bar of other words to count; for the words of an unknown speaker. Read off judged pairs, like the bars.
UNDECIDED = 0.1
LIKELY: dict[Relation, float] = {"same": 0.85, "unknown": 0.9, "different": 1.01}
QUOTED_LIKELY = 0.97  # of two quotations, which must also have words in the same order
QUOTED_SEQUENCE = 0.3
SUPPORTED = 0.6
BESIDE_LIKELY = 0.35  # of what stands beside two readings of one utterance; as much of both must also be alike
BESIDE_ALIKE = 0.38
DOUBTED = 0.5  # how likely what passes a bar is at least
REST_LIKELY = 0.8  # of what stands beside a piece of a fuller quotation, and may be another piece of it
REST_SEQUENCE = 0.25
NAMELESS = 0.65
MEANT = 1.0  # tens of nats that must be found again by meaning: a few words can be alike in many remarks
SURE = 0.95  # how likely one in the words of the other is at least


class Link(NamedTuple):
    """Two wordings are one utterance: in the same words or others, how strongly and by what that is shown."""

    verbatim: bool
    strength: float
    confidence: float
    why: str


def judge(a: Wording, b: Wording, *, actor: str | None, meanings: Meanings | None = None) -> Link | None:
    """Return the link between two wordings, None if they are not shown to be one utterance.

    ``actor`` is who is taken to have spoken ``b``, which others in the same words may tell. ``meanings`` is asked
    where words alone leave it open; without, the rules decide.
    """
    found = evidence(a, b)
    strength = found.common + found.sequence / 2 + found.shared / 40
    actors = relation(a.actor, actor)
    verbatim = any(bar.passed(found) for bar in VERBATIM[actors])
    if a.statement.article == b.statement.article:
        repeated = verbatim and not overlapping(a, b) and any(bar.passed(found) for bar in REPEATED)
        return Link(True, strength + 1, SURE, "told twice in one article") if repeated else None
    why = (
        "in the words of the other"
        if verbatim
        else "its quotation stands in the other"
        if _core_of(a, b, actors)
        else ""
    )
    if not why and _reworded(a, b, found, actors):
        link = Link(False, strength, DOUBTED, "the same telling words")
    else:
        link = Link(bool(why), strength + bool(why), SURE if why else 0.0, why)
    if meanings is not None:
        return _by_meaning(a, b, found, actors, link, meanings)
    if not link.why:
        return None
    likely = probability(traits(a, b, found, actors), kind="rules")
    return link._replace(confidence=round(max(likely, link.confidence), 3))


def _by_meaning(
    a: Wording, b: Wording, found: Evidence, actors: Relation, link: Link, meanings: Meanings
) -> Link | None:
    """Return the link after asking what the wordings mean, None if that speaks against it or does not show one."""
    if link.verbatim and actors != "unknown":
        return link
    known = traits(a, b, found, actors)
    quoted = bool(known["both quoted"])
    if not link.why and (
        actors == "different"
        or probability(known, kind="rules") < UNDECIDED
        or (quoted and found.sequence < QUOTED_SEQUENCE)
    ):
        return None
    alike = likeness(a, b, meanings.of(a), meanings.of(b), same=actors == "same")
    likely = round(probability(known | alike, kind="meaning"), 3)
    if link.why:
        enough = likely >= (NAMELESS if link.verbatim else SUPPORTED)
        return link._replace(confidence=max(likely, link.confidence)) if enough else None
    if alike["found"] < MEANT or likely < (QUOTED_LIKELY if quoted else LIKELY[actors]):
        return None
    return Link(False, likely, likely, f"alike in meaning ({alike['cosine']:.2f})")


def _core_of(a: Wording, b: Wording, actors: Relation) -> bool:
    """Tell whether most of what one of them says is a quotation from the other, word for word."""
    return any(
        2 * (end - start) >= len(one.code)
        and end - start >= CORE[actors].words
        and one.code[start:end] in other.code
        and sum(one.worth[start:end]) >= CORE[actors].unbroken
        for (start, end), one, other in ((a.core, a, b), (b.core, b, a))
    )


def judge_beside(a: Wording, b: Wording, *, meanings: Meanings | None = None) -> Link | None:
    """Return the link between two statements that stand beside readings of one utterance, on the same side.

    None if there is none: one of them must be in the reporter's words, for two quotations that differ are two.
    """
    quoted = a.statement.kind == "direct" and b.statement.kind == "direct"
    if quoted or relation(a.actor, b.actor) != "same":
        return None
    found = evidence(a, b)
    known = traits(a, b, found, "same")
    passed = BESIDE.passed(found)
    likely = probability(known, kind="rules")
    if meanings is not None:
        alike = likeness(a, b, meanings.of(a), meanings.of(b), same=True)
        likely = probability(known | alike, kind="meaning")
        passed = (passed or likely >= BESIDE_LIKELY) and alike["alike"] >= BESIDE_ALIKE
    link = Link(False, found.common + found.sequence / 2, round(max(likely, DOUBTED), 3), "beside a shared reading")
    return link if passed else None


def judge_rest(one: Wording, whole: Wording, meanings: Meanings) -> Link | None:
    """Return the link between a quotation and a fuller one of which its neighbour is already a part, None for none.

    An article that cuts a quotation in pieces puts them one after the other.
    """
    if relation(one.actor, whole.actor) != "same" or 2 * len(one.normals) > len(whole.normals):
        return None
    found = evidence(one, whole)
    if found.sequence < REST_SEQUENCE:
        return None
    alike = likeness(one, whole, meanings.of(one), meanings.of(whole), same=True)
    likely = round(probability(traits(one, whole, found, "same") | alike, kind="meaning"), 3)
    return Link(False, likely, likely, "beside another piece of it") if likely >= REST_LIKELY else None


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
