"""Who a pronoun means: a memory of who was last spoken of, and how prominently.

After the idea of centering (Grosz, Joshi and Weinstein, Computational Linguistics 1995): the subject of the last
sentence, and in news before all the speaker of the last statement, is the likeliest to be taken up by a pronoun.
For "he" and "she" each of those last spoken of is described by a few marks (how long ago, how prominently, of which
gender), and the chance that the pronoun means one of them is a log-linear function of the marks (as in the entity
ranking of Rahman and Ng, JAIR 2011). ``training/pronouns.py`` learns the weights from the coreference annotation of
GUM (Zeldes, LREV 2017) and from pronouns of PolNeAR.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from math import exp
from typing import Literal, NamedTuple

from attribune.data import rows
from attribune.model import Gender
from attribune.resolve.cast import NOBODY, Link, agreeing
from attribune.resolve.figures import Figure

Place = Literal[
    "speaker", "subject", "presented", "other", "reported", "oblique", "owner", "embedded", "headline", "quoted"
]
_RANK: dict[Place, int] = {
    "speaker": 0,
    "subject": 1,
    "presented": 2,
    "other": 3,
    "embedded": 4,
    "reported": 5,
    "oblique": 6,
    "owner": 7,
    "headline": 8,
    "quoted": 9,
}
_WEIGHTS = {name: float(weight) for name, weight in rows("pronoun_weights.txt")}
_NEARNESS = (0.9, 0.85, 0.6, 0.45, 0.3, 0.2, 0.15)  # by the number of sentences between
_FARTHEST = len(_NEARNESS) - 1
_PROMINENCE: dict[Place, float] = {"speaker": 1.0, "subject": 0.85, "presented": 0.75, "other": 0.55, "embedded": 0.5}
_SLIGHT = 0.3  # the prominence of all other places
_REMEMBERED = 24
_FAR = 5  # sentences: how much farther makes no difference
_LONG = 2  # sentences after which one who was only described is forgotten
_HARDLY = 0.1  # that a pronoun means one whom its own statement names
_LEADING = ("speaker", "subject", "embedded")
_BENEATH = ("oblique", "owner", "reported")
_RATHER, _PERHAPS = 0.5, 0.8  # that it is not one who was only described since, who led there, or did not
_OFTEN = 3
_PERSONS = ("person", "unknown")
_STANDS_OUT, _RIVALS = 0.45, 0.7  # how prominent and near a body must be, and how much of that another may be
_CALLED = 0.7
_BODIES = ("organisation", "state", "outlet")


class Trace(NamedTuple):
    """That a figure was spoken of: in which sentence, how prominently, and whether by a pronoun."""

    figure: Figure
    sentence: int
    place: Place
    pronoun: bool


class Described(NamedTuple):
    """That one without a name was spoken of ("the assailant"): of which gender, in which sentence, how prominently."""

    gender: Gender
    sentence: int
    place: Place
    titled: bool = False  # may be one whom the text named before: "the former mayor"


class Asked(NamedTuple):
    """A pronoun for one person: its gender and form, where it stands, and who it cannot mean."""

    gender: Gender
    form: Literal["subject", "object", "owner"]
    sentence: int
    source: bool
    quoted: bool
    but: Figure | None = None
    unlikely: frozenset[Figure] = frozenset()  # whom its own statement names: "he praised Amsel"


class Option(NamedTuple):
    """One whom a pronoun may mean, and the marks by which that is judged."""

    figure: Figure
    marks: tuple[str, ...]


class _Standing(NamedTuple):
    """Whether a figure is named most of all, spoke last, or was the last that a sentence was about."""

    prominent: bool
    last_speaker: bool
    last_lead: bool


Prominent = Callable[[Figure], int]  # how often the article names a figure


class Scene:
    """The figures last spoken of in an article, as its sentences are read in order."""

    def __init__(self, often: Prominent) -> None:
        self._persons: deque[Trace] = deque(maxlen=_REMEMBERED)
        self._others: deque[Trace] = deque(maxlen=_REMEMBERED)
        self._described: deque[Described] = deque(maxlen=_REMEMBERED)
        self._often = often

    def see(self, trace: Trace) -> None:
        """Remember that a figure was spoken of."""
        (self._persons if trace.figure.type in _PERSONS else self._others).append(trace)

    def pass_by(self, described: Described) -> None:
        """Remember that one without a name was spoken of, whom a pronoun may mean rather than one before."""
        self._described.append(described)

    def options(self, asked: Asked) -> list[Option]:
        """Return those whom a pronoun may mean, the one last spoken of first."""
        by_figure: dict[Figure, list[Trace]] = {}
        for trace in reversed(self._persons):
            if trace.figure is not asked.but and trace.figure.can_be_meant(asked.gender):
                by_figure.setdefault(trace.figure, []).append(trace)
        most = max((self._often(figure) for figure in by_figure), default=0)
        speaker = next((t.figure for t in reversed(self._persons) if t.place == "speaker"), None)
        lead = next((t.figure for t in reversed(self._persons) if t.place in ("speaker", "subject")), None)
        found = []
        for figure, traces in by_figure.items():
            standing = _Standing(self._often(figure) == most, figure is speaker, figure is lead)
            found.append(Option(figure, tuple(_marks(traces, asked, standing))))
        return found

    def _passed(self, figure: Figure, asked: Asked) -> float:
        """Return how much less likely a figure is for one who was only described after it was last spoken of."""
        last = next(trace for trace in reversed(self._persons) if trace.figure is figure)
        since = [
            described
            for described in (*self._described, *self._nameless(figure))
            if _is_after(described, last)
            and described.sentence > asked.sentence - _LONG
            and agreeing(described.gender, asked.gender)
            and (asked.quoted or described.place != "quoted")
        ]
        if not since:
            return 1.0
        return _RATHER if any(described.place in _LEADING for described in since) else _PERHAPS

    def _nameless(self, but: Figure) -> Iterator[Described]:
        """Yield those without a name who spoke, or whom a sentence was about, as described: "the former mayor said"."""
        for trace in self._persons:
            nameless = trace.figure.article is not None and trace.figure.type == "person"
            if nameless and trace.figure is not but and trace.place in _LEADING:
                yield Described(trace.figure.gender, trace.sentence, trace.place, titled=True)

    def recall(self, asked: Asked) -> Link:
        """Return which person a pronoun means, and how likely; the rest of the chance is that it is none of them."""
        options = self.options(asked)
        scores = [
            exp(sum(_WEIGHTS.get(mark, 0.0) for mark in option.marks))
            * (_HARDLY if option.figure in asked.unlikely else 1.0)
            for option in options
        ]
        total = sum(scores) + exp(_WEIGHTS.get("nobody", 0.0))
        ranked = sorted(zip(options, scores, strict=True), key=lambda pair: (-pair[1], pair[0].figure.founder))[:5]
        if not ranked:
            return NOBODY
        chances = tuple((option.figure, round(score / total, 3)) for option, score in ranked)
        link = Link(*chances[0], "pronoun: likeliest of those spoken of", chances)
        doubt = self._passed(link.figure, asked) if asked.source and link.figure else 1.0  # a wrong speaker weighs more
        doubt *= _RATHER if link.figure in asked.unlikely else 1.0
        return link.weakened(doubt) if doubt < 1 else link

    def recall_body(self, sentence: int) -> Link:
        """Return which body "it" means in this sentence where it is a source."""
        scores, ranked = self._standing(sentence, _likely)
        if not ranked:
            return NOBODY
        best = scores[ranked[0]]
        rival = scores[ranked[1]] / best if len(ranked) > 1 else 0.0
        confidence = round((0.35 + 0.6 * best) * (1 - 0.5 * rival**3), 3)
        rest = tuple((figure, round(confidence * scores[figure] / best, 3)) for figure in ranked)
        return Link(ranked[0], confidence, "pronoun: nearest prominent one", rest)

    def _standing(self, sentence: int, likely: Callable[[Trace], float]) -> tuple[dict[Figure, float], list[Figure]]:
        """Return how near and prominent bodies are that are ``likely`` meant in a sentence, and the first of them."""
        scores: dict[Figure, float] = {}
        for trace in self._others:
            near = _NEARNESS[min(sentence - trace.sentence, _FARTHEST)]
            score = _PROMINENCE.get(trace.place, _SLIGHT) * near * likely(trace)
            if score > scores.get(trace.figure, 0.0):
                scores[trace.figure] = score
        return scores, sorted(scores, key=lambda figure: (-scores[figure], figure.founder))[:5]

    def recall_called(self, sentence: int, fits: Callable[[Figure], bool]) -> Link:
        """Return which body with a name is called by its kind alone ("the company"), if one stands out.

        It has spoken, or a sentence was about it, in one of the last few sentences, and no other has as lately.
        """
        scores, ranked = self._standing(
            sentence, lambda trace: float(trace.figure.article is None and fits(trace.figure))
        )
        if not ranked or scores[ranked[0]] < _STANDS_OUT:
            return NOBODY
        if len(ranked) > 1 and scores[ranked[1]] > _RIVALS * scores[ranked[0]]:
            return NOBODY
        return Link(ranked[0], _CALLED, "called by its kind, just named")


def _is_after(described: Described, last: Trace) -> bool:
    """Whether one was described after another was last named, or above that: "The captain took Lee's side"."""
    if described.sentence == last.sentence:
        return described.place in _LEADING and last.place in _BENEATH
    return described.sentence > last.sentence and not described.titled


def _marks(traces: list[Trace], asked: Asked, standing: _Standing) -> Iterator[str]:
    """Yield the marks of one who was spoken of at these places, the last first."""
    figure = traces[0].figure
    kind = "q" if asked.quoted else "s" if asked.source else "n"
    last = [trace for trace in traces if trace.sentence == traces[0].sentence]
    ago = min(max(0, asked.sentence - last[0].sentence), _FAR)
    place = min((trace.place for trace in last), key=_RANK.__getitem__)
    yield f"ago {ago}"
    yield f"{kind} ago {ago}"
    yield f"place {place}"
    yield f"{kind} place {place}"
    yield f"{min(ago, 2)} {place}"
    if ago == 0:
        yield f"here {asked.form} {'subject' if _RANK[place] < _RANK['presented'] else 'other'}"
    if last[0].pronoun:
        yield f"{kind} by pronoun"
    if len({trace.sentence for trace in traces}) > 1:
        yield "before too"
    if len(traces) >= _OFTEN:
        yield "often of late"
    if standing.prominent:
        yield f"{kind} most named"
    if standing.last_speaker:
        yield f"{kind} last speaker {ago}"
    if standing.last_lead:
        yield f"{kind} last lead {min(ago, 2)}"
    yield from _bearing(figure, asked.gender)


def _bearing(figure: Figure, gender: Gender) -> Iterator[str]:
    if figure.gender == gender:
        yield "gender"
    elif figure.type != "person":
        yield "one word" if len(figure.founder) == 1 else "perhaps no person"
    if figure.article is not None:
        yield "nameless"


def _likely(trace: Trace) -> float:
    """Return how likely a figure is to be taken up by "it", as far as its kind tells."""
    speaks = trace.place in ("speaker", "embedded")
    return (0.6 if speaks else 0.3) if trace.figure.type in _BODIES else 0.0
