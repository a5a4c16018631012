"""Cues: which words report, and how sure that is where they stand.

The lexicon ``report_verbs.tsv`` holds, for each word form, how often it was a cue among its uses before and
after words of certain classes. The rate of a use backs off to that of the form, as in Witten-Bell smoothing
(Witten and Bell 1991), so rare contexts lean on the form's own rate, and rare forms on what ``speech_verbs.txt``
says of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from attribune.annotate.word_classes import QUOTED
from attribune.data import rows
from attribune.text import Remembered

if TYPE_CHECKING:
    from attribune.annotate.tokens import Token

BE = frozenset("is are was were be been being am isn't aren't wasn't weren't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
MODAL = frozenset(
    "will would can could may might must shall should do does did don't doesn't didn't won't wouldn't can't "
    "couldn't cannot shouldn't".split()
)
AUXILIARIES = BE | HAVE | MODAL
ADVERBS = frozenset(
    "also not never then still again later once even just now often always repeatedly reportedly recently already "
    "further only too apparently soon ever long first previously thus therefore instead simply".split()
)
PRONOUNS = frozenset(
    "he she they it i we you who which there that's he's she's it's they're we're you're i'm "
    "he'd she'd they'd he'll she'll they'll they've we've you've i've who's who've".split()
)
DETERMINERS = frozenset(
    "the a an this these those his her their its our my your some any no each every both all several many most "
    "one two three four five another such more few".split()
)
WH = frozenset("whether if how why what who when where which whom".split())
ABOUT = frozenset("for of about on against with as over".split())
PREPOSITIONS = frozenset(
    "in at by from during after before into through among between under without within since until toward towards "
    "upon amid despite like near outside inside alongside via".split()
)
# verbs with whom it is said behind them ("told reporters that")
ADDRESSING = frozenset(
    "told tell tells telling reminded reminds reminding assured assures assuring informed informs informing asked asks "
    "asking warned warns warning advised advises advising notified instructed instructs instructing".split()
)
STOPS = frozenset(".,;!?)]}-–—…") | {"--"}
SIGNING = frozenset("— – ― -- -".split())  # marks before the name that a quotation is signed with
# "in the words of Ann Lee"
TELLING = frozenset("words view opinion eyes account".split())

_CLASSES: dict[str, str] = {}
for _words, _name in (
    (STOPS, "stop"),
    (DETERMINERS, "det"),
    (PREPOSITIONS, "prep"),
    (WH, "wh"),
    (ABOUT, "about"),
    (PRONOUNS - WH, "pron"),
    ({"him", "them", "me", "us", "himself", "herself", "themselves"}, "obj"),
    ({"that"}, "that"),
    ({"to"}, "to"),
    ({":"}, "colon"),
    ({QUOTED}, "quote"),
):
    _CLASSES.update(dict.fromkeys(_words, _name))


class Use(NamedTuple):
    """How a word form was used in the annotated texts: how often, and how often as a cue."""

    total: int
    cues: int


_UNSEEN = Use(0, 0)
# What is known of a verb beforehand, in uses: how often it reports, and how often a clause follows.
_PRIORS = {
    "say": (Use(10, 9), 0.85),
    "tell": (Use(8, 7), 0.7),
    "do": (Use(8, 6), 0.3),
    "mind": (Use(8, 6), 0.85),
    "quote": (Use(5, 1), 0.85),
}
_LEANING = 0.4  # the classes before and after a form are not independent: together they count half
_WEIGHT = 3.0  # in uses: how much a form's rate elsewhere counts in one context


class Verb(NamedTuple):
    """A form of the lexicon: its uses by context, and the share of its contents that are whole clauses.

    ``kind`` is its class in ``speech_verbs.txt``, empty for forms that are not listed there.
    """

    use: Use
    clause: float
    contexts: dict[tuple[str, str], Use]
    kind: str = ""


def roles(words: Sequence[str]) -> str:
    """Return one letter for each word in lower case: what it may do for a report, whatever its class.

    v, s: report, as a form of the lexicon or as one of a verb of speech there; a, i, t: belong to an attribution
    without a verb ("according", "per"; "in"; the ``TELLING``); ": a quotation; : announce one; -: sign one; .: nothing.
    """
    return "".join(map(_ROLES.__getitem__, words))


def may_report(letters: str) -> bool:
    """Whether the rules may find a report, or what announces one, in a unit of words with these ``roles``.

    Where they cannot, whatever the classes of the words, there is no need to tell these: in a quarter of all units.
    """
    return _REPORTING.search(letters) is not None


def _role(word: str) -> str:
    known = lexicon().get(word)
    if known is not None:
        return "s" if known.kind in ("say", "quote") else "v"
    if word in ("according", "per"):
        return "a"
    if word in TELLING:
        return "t"
    if word in SIGNING:
        return "-"
    return {"in": "i", QUOTED: '"', ":": ":"}.get(word, ".")


_ROLES = Remembered(_role)
_REPORTING = re.compile('[vsat"]|^-|:$')

_USES = 1 << 13  # of forms in contexts, whose rates are remembered
_NO_VERB = Verb(_UNSEEN, 0.0, {})


def context(tokens: Sequence[Token], place: int) -> tuple[str, str]:
    """Return the classes of the words before and after ``tokens[place]`` that bear on its use as a cue."""
    return _before(tokens, place), _after(tokens, place)


def _before(tokens: Sequence[Token], place: int) -> str:
    index = place - 1
    while index >= 0 and is_adverb(tokens[index].lower):
        index -= 1
    if index < 0:
        return "start"
    lower = tokens[index].lower
    if lower == "," and index and tokens[index - 1].lower == QUOTED:
        return "quote"
    if lower in BE:
        return "be"
    if lower in HAVE or lower in MODAL:
        return "aux"
    return _CLASSES.get(lower, "word")


def _after(tokens: Sequence[Token], place: int) -> str:
    index = place + 1
    if index >= len(tokens):
        return "stop"
    token = tokens[index]
    if token.lower == "," and index + 1 < len(tokens) and tokens[index + 1].lower == QUOTED:
        return "quote"
    known = _CLASSES.get(token.lower)
    if known is not None:
        return known
    return "name" if token.text[0].isupper() else "word"


def is_adverb(lower: str) -> bool:
    """Whether the word may stand between a subject and its verb."""
    return lower in ADVERBS or (lower.endswith("ly") and len(lower) > 4)


@cache
def lexicon() -> dict[str, Verb]:
    """Return the report verbs (and the nouns that report) by lower-case form.

    What the counts say of a form is joined with what is known of its verb: rare verbs lean on that.
    """
    verbs = _counted()
    for form, kind in _known().items():
        counted = verbs.get(form, _NO_VERB)
        if kind == "none":
            verbs.pop(form, None)
            continue
        prior, clause = _PRIORS[kind]
        use = Use(counted.use.total + prior.total, counted.use.cues + prior.cues)
        share = (counted.clause * counted.use.cues + clause * prior.cues) / use.cues
        verbs[form] = Verb(use, share, counted.contexts, kind)
    return verbs


def _counted() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    table = files("attribune.data").joinpath("report_verbs.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#") or not line:
            continue
        form, before, after, total, cues, clause = line.split("\t")
        use = Use(int(total), int(cues))
        if before == "*":
            verbs[form] = Verb(use, float(clause), {})
        else:
            verbs[form].contexts[before, after] = use
    return verbs


def _known() -> dict[str, str]:
    """The forms of the verbs in ``speech_verbs.txt`` with their class."""
    forms: dict[str, str] = {}
    for kind, verbs in rows("speech_verbs.txt"):
        for verb in verbs.split():
            for form in verb.split("/") if "/" in verb else _inflected(verb):
                forms.setdefault(form, kind)
    return forms


def _inflected(verb: str) -> list[str]:
    """The forms of a regular verb; a "*" says that its last letter is doubled."""
    base = verb.removesuffix("*")
    stem = base + base[-1] if verb.endswith("*") else base.removesuffix("e")
    ending = "es" if base.endswith(("s", "sh", "ch", "x")) else "s"
    return [base, base + ending, stem + "ing", stem + "ed"]


@cache
def _leanings() -> dict[tuple[int, str], float]:
    """How much more often than on average a word is a cue before and after each class, as a logarithm of odds."""
    verbs = _counted().values()
    total = sum(use.total for verb in verbs for use in verb.contexts.values())
    cues = sum(use.cues for verb in verbs for use in verb.contexts.values())
    tallies: dict[tuple[int, str], list[int]] = {}
    for verb in verbs:
        for where, use in verb.contexts.items():
            for side in (0, 1):
                tally = tallies.setdefault((side, where[side]), [0, 0])
                tally[0] += use.total
                tally[1] += use.cues
    average = _logit((cues + 1) / (total + 2))
    return {key: _logit((cued + 1) / (seen + 2)) - average for key, (seen, cued) in sorted(tallies.items())}


def _logit(share: float) -> float:
    return log(share / (1 - share))


def rate(verb: Verb, where: tuple[str, str]) -> float:
    """Return how often the form is a cue in this context, between 0 and 1.

    Where the form was rarely seen in the context, its rate elsewhere counts, corrected by what the context does to
    other forms.
    """
    use = verb.contexts.get(where, _UNSEEN)
    return (use.cues + _WEIGHT * _elsewhere(verb.use, where)) / (use.total + _WEIGHT)


@lru_cache(maxsize=_USES)
def _elsewhere(use: Use, where: tuple[str, str]) -> float:
    """Return the rate of a form, corrected by what the context does to others: few meet in the same few contexts."""
    leanings = _leanings()
    prior = _logit((use.cues + 0.5) / (use.total + 2))
    prior += _LEANING * (leanings.get((0, where[0]), 0.0) + leanings.get((1, where[1]), 0.0))
    return 1 / (1 + exp(-prior))
