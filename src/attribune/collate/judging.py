"""Are two wordings one utterance? What they share, and how much of it is enough."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple

from attribune.collate.differences import denials, occasion
from attribune.collate.evidence import Evidence, evidence, part_evidence
from attribune.collate.kinship import Relation, Speaker, relation
from attribune.collate.meaning import Meanings
from attribune.collate.traits import likeness, meant, probability, traits
from attribune.collate.wording import Wording, sentence_of


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
    "akin": (
        Bar(12, contained=0.8, sequence=0.8),
        Bar(12, contained=0.95, sequence=0.75),
        Bar(contained=0.8, sequence=0.8, unbroken=12),
        Bar(7, contained=0.95, common=0.95, sequence=0.9),
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
    "akin": Bar(unbroken=12, words=4),
    "unknown": Bar(unbroken=12, words=4),
    "different": Bar(unbroken=20, words=8),
}

# One sentence that a statement quotes is one that the other quotes, nearly word for word: each has cut what the other
# kept, or another translator put it. What it shares is measured within these two sentences.
SENTENCE: dict[Relation, tuple[Bar, ...]] = {
    "same": (Bar(9, contained=0.9, sequence=0.85, words=4), Bar(14, contained=0.75, common=0.6, sequence=0.6, words=4)),
    "akin": (Bar(14, contained=0.9, sequence=0.85, words=6),),
    "unknown": (Bar(20, contained=0.9, sequence=0.85, words=8),),
    "different": (Bar(25, contained=0.9, sequence=0.9, words=8),),
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
    "akin": (Bar(18, common=0.6, sequence=0.4),),
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
# passed; for a bar of other words to count; for the same words under no name or another (``NAMELESS``). Read off
# judged pairs, like the bars.
UNDECIDED = 0.2
LIKELY: dict[Relation, float] = {"same": 0.78, "akin": 0.78, "unknown": 0.78, "different": 0.85}
QUOTED_LIKELY = 0.85  # of two quotations
SUPPORTED = 0.7
TRANSLATED_LIKELY = 0.4
BESIDE_LIKELY = 0.35  # of what stands beside two readings of one utterance; as much of both must also be alike
FOLLOWING_LIKELY = 0.25  # ... in an article that has most of its utterances from the other
BESIDE_ALIKE = 0.38
DOUBTED = 0.5  # how likely what passes a bar is at least
REST_LIKELY = 0.8  # of what stands beside a piece of a fuller quotation, and may be another piece of it
REST_SEQUENCE = 0.25
REST_COVERED = 0.45  # how much of a quotation has its like in the fuller one, where both are translations
REST_SHARED = 5.0
NAMELESS = 0.65
ATTRIBUTED = 0.6  # of two alike in meaning, where a speaker is unknown: how likely each at least is a statement
OTHER_OCCASION = 0.9  # in other words, and said to have been spoken on another day
TOLD = 8.0  # weight of a wording's telling words under which it tells too little to be found again by its meaning
ONE_OCCASION = 0.7  # on the same day
AGAIN = 0.6  # of what other wordings of the same speak for, on average over their groups
AGAIN_LEAST = 0.3  # ... and of each
AS_OTHERS = "alike in meaning, as others are"
FEW_NAMES = 3  # telling words: where more have capitals it may be a headline in which all words have them
NAMES_ALIKE = 0.9  # of two reports, one of which has no telling words but names
SENTENCE_LIKELY = 0.9
SENTENCES = 12  # of what one statement quotes that are compared with those of another
SURE = 0.95  # how likely one in the words of the other is at least

_WORD = re.compile(r"[a-z]+")
# of cues: whether what they report is said to be so, or not to be so
_OWNING = {
    **dict.fromkeys("acknowledge acknowledges acknowledged acknowledging".split(), True),
    **dict.fromkeys("admit admits admitted admitting confess confesses confessed".split(), True),
    **dict.fromkeys("confirm confirms confirmed confirming".split(), True),
    **dict.fromkeys("deny denies denied denying denial".split(), False),
}


class Link(NamedTuple):
    """Two wordings are one utterance: in the same words or others, how strongly and by what that is shown."""

    verbatim: bool
    strength: float
    confidence: float
    why: str


def judge(a: Wording, b: Wording, *, speaker: Speaker | None, meanings: Meanings | None = None) -> Link | None:
    """Return the link between two wordings, None if they are not shown to be one utterance.

    ``speaker`` is who is taken to have spoken ``b``, which others in the same words may tell. ``meanings`` is asked
    where words alone leave it open; without, the rules decide.
    """
    found = evidence(a, b)
    strength = found.common + found.sequence / 2 + found.shared / 40
    actors = relation(a.speaker, speaker)
    if found.common < NAMES_ALIKE and (_only_names(a) or _only_names(b)):
        return None
    verbatim = any(bar.passed(found) for bar in VERBATIM[actors])
    if _disowned(a, b) or (actors == "different" and _denied(a, b)) or _retold(a, b, speaker):
        return None
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
    if not why and _share_a_sentence(a, b, found, actors):
        return Link(False, strength + SENTENCE_LIKELY, SENTENCE_LIKELY, "a sentence of it is quoted in the other")
    doubt = _doubt(a, b, found, actors) if not why else None
    if doubt is not None:
        link = Link(False, strength, doubt, "the same telling words")
    else:
        link = Link(bool(why), strength + bool(why), SURE if why else 0.0, why)
    if meanings is not None:
        return _by_meaning(a, b, found, actors, link, meanings)
    if not link.why:
        return None
    likely = probability(traits(a, b, found, actors), kind="rules")
    if not link.verbatim and occasion(a, b) == "different" and likely < OTHER_OCCASION:
        return None
    return link._replace(confidence=round(max(likely, SURE if link.verbatim else DOUBTED), 3))


def _retold(a: Wording, b: Wording, speaker: Speaker | None) -> bool:
    """Whether one tells that the other's speaker said something: what is told there is a reading, not the telling."""
    ours, theirs = a.actor, b.actor if speaker is None else speaker.actor
    return ours != theirs and (theirs in a.within or ours in b.within)


def _only_names(one: Wording) -> bool:
    """Whether a report has few telling words, all names: "compared | it to Social Security", but no long headline."""
    few = one.statement.kind == "indirect" and len(one.keys) <= FEW_NAMES
    return few and all(map(one.names.__contains__, one.keys))


def judge_again(one: Wording, founder: Wording, *, known: Link | None, meanings: Meanings | None) -> Link | None:
    """Return the link between a statement and the founder of another group to which its own group is tied.

    That tie speaks for it, so that less is needed: the least of each, more of all of its group together. ``known`` is
    what ties it to its own founder; one that stands in the same article as the other goes with that.
    """
    if one.statement.article == founder.statement.article:
        return known
    link = judge(one, founder, speaker=founder.speaker, meanings=meanings)
    if link is not None or meanings is None:
        return link
    likely = _as_others(one, founder, relation(one.speaker, founder.speaker), meanings)
    return Link(False, likely, likely, AS_OTHERS) if likely else None


def _as_others(a: Wording, b: Wording, actors: Relation, meanings: Meanings) -> float:
    """Return how likely two wordings are one for which others speak too, 0 if they are opposed or hardly alike."""
    return 0.0 if _opposed(a, b, actors) else meant(a, b, evidence(a, b), actors, meanings, bar=AGAIN_LEAST)


def judge_all(ours: Sequence[Wording], theirs: Sequence[Wording], meanings: Meanings) -> Link | None:
    """Return the link between all of one group and all of another, None if on average they are not alike in meaning.

    Each pair speaks for it, so that less is needed of each than of two wordings alone.
    """
    total = 0.0
    for one, other in product(ours, theirs):
        actors = relation(one.speaker, other.speaker)
        if actors not in ("same", "akin") or overlapping(one, other) or min(one.weight, other.weight) < TOLD:
            return None
        if _only_names(one) or _only_names(other) or _retold(one, other, other.speaker):
            return None
        likely = _as_others(one, other, actors, meanings)
        if not likely:
            return None
        total += likely
    mean = total / (len(ours) * len(theirs))
    return Link(False, mean, round(mean, 3), AS_OTHERS) if mean >= AGAIN else None


def fit_together(links: Iterable[Link]) -> bool:
    """Tell whether all of a group fit another's founder: what some lack others have to spare."""
    return math.fsum(one.confidence - AGAIN for one in links if one.why == AS_OTHERS or one.confidence > AGAIN) >= 0


def _by_meaning(
    a: Wording, b: Wording, found: Evidence, actors: Relation, link: Link, meanings: Meanings
) -> Link | None:
    """Return the link after asking what the wordings mean, None if that speaks against it or does not show one."""
    if link.verbatim and actors == "same":
        return link
    occasions = occasion(a, b)
    if link.why:
        bar = NAMELESS if link.verbatim else OTHER_OCCASION if occasions == "different" else link.confidence
        likely = meant(a, b, found, actors, meanings, bar=bar)
        return link._replace(confidence=max(likely, link.confidence)) if likely else None
    known = traits(a, b, found, actors)
    said_little = min(a.weight, b.weight) < TOLD
    unsaid = actors == "unknown" and min(a.statement.confidence, b.statement.confidence) < ATTRIBUTED
    if said_little or unsaid or _opposed(a, b, actors) or probability(known, kind="rules") < UNDECIDED:
        return None
    bar = QUOTED_LIKELY if known["both quoted"] else LIKELY[actors]
    if occasions != "unknown":
        bar = max(bar, OTHER_OCCASION) if occasions == "different" else min(bar, ONE_OCCASION)
    likely = meant(a, b, found, actors, meanings, bar=bar)
    return Link(False, likely, likely, "alike in meaning") if likely else None


def _opposed(a: Wording, b: Wording, actors: Relation) -> bool:
    """Tell whether two actors said two things: one denies, or both articles hear both and know who said what."""
    if _disowned(a, b):
        return True
    if actors in ("same", "unknown"):
        return False
    return (actors == "different" and _denied(a, b)) or (a.actor in b.company and b.actor in a.company)


def _owned(one: Wording) -> bool | None:
    """Tell whether what is reported was said to be so or not to be so, None where the cue says neither."""
    cue = one.statement.cue
    words = _WORD.findall(one.text[slice(*cue)].lower()) if cue is not None else []
    return next((_OWNING[word] for word in reversed(words) if word in _OWNING), None)


def _disowned(a: Wording, b: Wording) -> bool:
    """Tell whether one of two wordings is reported to be admitted and the other denied, or not to have been said."""
    if (a.statement.mode == "unsaid") != (b.statement.mode == "unsaid"):
        return True
    return {_owned(a), _owned(b)} == {True, False} and _denied(a, b)


def _denied(a: Wording, b: Wording) -> bool:
    """Tell whether one of two wordings denies what the other says: "denied that it leaks", "said that it leaks"."""
    return (denials(a.normals) + (_owned(a) is False)) % 2 != (denials(b.normals) + (_owned(b) is False)) % 2


def _core_of(a: Wording, b: Wording, actors: Relation) -> bool:
    """Tell whether most of what one of them says is a quotation from the other, word for word."""
    return any(
        2 * (end - start) >= len(one.code)
        and end - start >= CORE[actors].words
        and one.code[start:end] in other.code
        and sum(one.worth[start:end]) >= CORE[actors].unbroken
        for (start, end), one, other in ((a.core, a, b), (b.core, b, a))
    )


def _share_a_sentence(a: Wording, b: Wording, found: Evidence, actors: Relation) -> bool:
    """Tell whether one sentence that is quoted in one of them is quoted in the other."""
    bars = SENTENCE[actors]
    if not a.spoken or not b.spoken or all(found.shared < bar.shared for bar in bars):
        return False
    return any(
        any(bar.passed(shared) for bar in bars)
        for ours in _quoted_sentences(a)
        for theirs in _quoted_sentences(b)
        if (shared := part_evidence(a, ours, b, theirs)).shared
    )


def _quoted_sentences(one: Wording) -> list[tuple[int, int]]:
    found = [sentence for start, end in one.spoken for sentence in one.sentences(start, end)]
    return found[:SENTENCES]


def judge_beside(a: Wording, b: Wording, *, follows: bool, meanings: Meanings | None = None) -> Link | None:
    """Return the link between two statements that stand beside readings of one utterance, on the same side.

    None if there is none: one of them must be in the reporter's words, for two quotations that differ are two. Where
    one article ``follows`` the other, less is needed. A report may tell but one sentence of a longer quotation.
    """
    quoted = a.statement.kind == "direct" and b.statement.kind == "direct"
    if quoted or relation(a.speaker, b.speaker) != "same" or _disowned(a, b):
        return None
    bar = FOLLOWING_LIKELY if follows else BESIDE_LIKELY
    link = _beside(a, b, bar, meanings)
    if link is not None or meanings is None:
        return link
    pairs = [(one, b) for one in _sentences_of(a)] + [(a, one) for one in _sentences_of(b)]
    links = (_beside(one, other, bar, meanings) for one, other in pairs)
    return max(filter(None, links), key=lambda found: found.confidence, default=None)


def _beside(a: Wording, b: Wording, bar: float, meanings: Meanings | None) -> Link | None:
    found = evidence(a, b)
    passed = BESIDE.passed(found)
    if meanings is None:
        likely = probability(traits(a, b, found, "same"), kind="rules") if passed else 0.0
    else:
        alike = likeness(a, b, meanings, same=1.0)["alike"] >= BESIDE_ALIKE
        likely = meant(a, b, found, "same", meanings, bar=0.0 if passed else bar) if alike else 0.0
    strength = found.common + found.sequence / 2
    return Link(False, strength, round(max(likely, DOUBTED), 3), "beside a shared reading") if likely else None


def _sentences_of(one: Wording) -> list[Wording]:
    """Return each sentence of a quotation of several, of the first ``SENTENCES``."""
    stretches = _quoted_sentences(one) if one.statement.kind == "direct" else []
    several = [sentence_of(one, start, end) for start, end in stretches if end > start]
    return several if len(several) > 1 else []


def judge_rest(one: Wording, whole: Wording, meanings: Meanings) -> Link | None:
    """Return the link between a quotation and a fuller one of which its neighbour is already a part, None for none.

    An article that cuts a quotation in pieces puts them one after the other.
    """
    if relation(one.speaker, whole.speaker) != "same" or 2 * len(one.normals) > len(whole.normals):
        return None
    if _disowned(one, whole):
        return None
    found = evidence(one, whole)
    if found.sequence < REST_SEQUENCE:
        return None
    likely = meant(one, whole, found, "same", meanings, bar=REST_LIKELY)
    if not likely and one.statement.kind == whole.statement.kind == "direct" and found.shared >= REST_SHARED:
        likely = DOUBTED * (likeness(one, whole, meanings, same=1.0)["covered"] >= REST_COVERED)
    return Link(False, likely, likely, "beside another piece of it") if likely else None


def overlapping(a: Wording, b: Wording) -> bool:
    """Tell whether two statements hold the same characters: one is then reported within the other."""
    return a.statement.article == b.statement.article and any(
        one.overlaps(other) for one in a.statement.content for other in b.statement.content
    )


def identical(a: Wording, b: Wording) -> bool:
    """Tell whether two statements of the very same words are one utterance."""
    if overlapping(a, b) or _disowned(a, b):
        return False
    actors = relation(a.speaker, b.speaker)
    if actors == "same":
        return len(a.normals) >= 4 or a.weight >= 5
    return sum(a.worth) >= 12 and (actors == "unknown" or len(a.normals) >= 8)


def _doubt(a: Wording, b: Wording, found: Evidence, actors: Relation) -> float | None:
    """Return how likely two wordings must at least be one that share their telling words, None for others."""
    kinds = (a.statement.kind, b.statement.kind)
    if any(bar.passed(found) for bar in REWORDED[actors]):
        enough = kinds != ("direct", "direct") or any(bar.passed(found) for bar in QUOTED_TWICE)
        return SUPPORTED if enough else None
    if actors != "same" or "indirect" in kinds:
        return None
    if QUOTED_STRETCH.passed(found):
        return SUPPORTED
    return TRANSLATED_LIKELY if TRANSLATED.passed(found) and a.keys[-1:] == b.keys[-1:] else None
