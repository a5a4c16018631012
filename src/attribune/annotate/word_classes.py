"""Word classes: which words of a sentence are finite verbs, participles, nouns, and so on.

A trigram tagger after Brants (2000, "TnT: a statistical part-of-speech tagger"): the classes that a form was seen
in, weighed by the two classes before it; an unknown form goes by its ending. The counts are in ``word_classes.tsv``.

A text's classes are a string with one letter per token:

===  ==============================  ===  ==============================
n    noun                            s    noun in the plural
N    name                            a    adjective
v    verb in the past                z    verb in -s: "says"
p    verb in the present: "say"      m    modal: "will"
b    infinitive                      g    form in -ing
e    past participle                 f    pronoun with its verb: "it's"
d    determiner, possessive          o    personal pronoun
w    "who", "which", "what"          h    "when", "where", "how", "why"
i    preposition, particle           c    "that", "because", "if"
t    "to"                            &    "and", "but", "or"
r    adverb                          0    number
,    comma                           .    full stop, "!", "?"
:    colon, semicolon                "    quotation, quotation mark
-    dash                            x    anything else
===  ==============================  ===  ==============================
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache, partial
from importlib.resources import files
from itertools import product
from math import inf, log
from typing import NamedTuple

from attribune.text import Remembered

TABLE = "word_classes.tsv"
QUOTED = "“”"  # the form that stands for a whole quotation
FINITE = frozenset("vzpmf")
LONGEST_ENDING = 4
_LEAST_SHARE = 0.04  # a class that a form has more rarely is left out: it is as often an error of the annotation
_ELSE_SHARE = 0.5  # the same of the class x
_NAME_SHARE = 0.5  # of a capitalised word's uses, within a sentence, that are names at the least
_BACKOFF = 4.0  # how many uses a context weighs that was not seen
_ENDING_WEIGHT = 20.0  # how many words an ending must have been seen with to count as much as the shorter one
_MARKS = {",": ",", ".": ".", "!": ".", "?": ".", "…": ".", ":": ":", ";": ":", QUOTED: '"'}
_MARKS |= dict.fromkeys('"“”«»', '"') | dict.fromkeys(("—", "–", "-", "--", "―"), "-")
_STOPS = frozenset((".", "!", "?", "…"))
_FIRST_CHOICE = 0xF0000  # no text has these letters for its own use
_ANY_CHOICE = chr(_FIRST_CHOICE)
_OPEN = re.compile(f"[{_ANY_CHOICE}-{chr(0x10FFFF)}]+")
_TELLING = 24  # forms of a sentence by which its capitals are judged
_DIGITS = re.compile(r"[\d.,:/-]*\d")
_NOUN = (("n", 0.0),)
_Scores = tuple[tuple[str, float], ...]
# standing alone, as some corpora have them
_CLITICS: dict[str, _Scores] = {
    "'s": (("d", 0.0), ("z", 0.0)),
    "'re": (("p", 0.0),),
    "'ve": (("p", 0.0),),
    "'m": (("p", 0.0),),
    "'ll": (("m", 0.0),),
    "'d": (("m", 0.0),),
    "n't": (("r", 0.0),),
}
_AS_VERB = {"e": "v", "s": "z", "n": "p", "b": "p"}
# A participle behind a noun has no object ("the bridge built in May"), but for those that name ("a man called Lee").
_TRANSITIVE = re.compile("[nsNo]r?e[odN]")
_NAMING = frozenset("called named given titled dubbed known elected appointed shown made left entitled told".split())
# A clause without a finite verb that no preposition or participle opens
_VERBLESS = re.compile(r"(?<![^,.:\"\-chw&])[^,.:\"\-chw&vzpmfie][^,.:\"\-chw&vzpmf]+(?![^,.:\"\-chw&])")
_PRONOUN_FIRST = re.compile("or?[sn]")  # "it | stays"
_SUBJECTS = frozenset("he she it they we i you who".split())
_BARE_DETERMINER = re.compile('dr(?=[^ae0rnsNgdo"])')
_INVERTED = re.compile('"e[dnN]')  # "...," said the mayor
_INSERTED = re.compile(",[es]")
_JOINED_PARTICIPLE = re.compile("&r?e")
_AUXILIARIES = frozenset("be is are was were been being am has have had having get got".split())


class Model(NamedTuple):
    """Counts as logarithms: the classes of known forms and of endings, and of a class after two others."""

    forms: dict[str, _Scores]
    endings: dict[str, _Scores]
    following: dict[str, dict[str, float]]  # by the two classes before
    prior: dict[str, float]


def read_model(table: str) -> Model:
    """Return the model of a table: lines of kind (form, ending, trigram), key, and counts by class or in all."""
    counts: dict[str, dict[str, str]] = {"form": {}, "ending": {}, "trigram": {}}
    for line in table.splitlines():
        if not line.startswith("#"):
            kind, key, value = line.split("\t")
            counts[kind][key] = value
    trigrams = {key: int(count) for key, count in counts["trigram"].items()}
    unigrams: Counter[str] = Counter()
    for key, count in trigrams.items():
        unigrams[key[2]] += count
    prior = {name: count / unigrams.total() for name, count in unigrams.items()}
    return Model(
        forms={form: _scores(value, prior, _LEAST_SHARE) for form, value in counts["form"].items()},
        endings=_ending_scores(counts["ending"], prior),
        following=_transitions(trigrams, prior),
        prior={name: log(share) for name, share in prior.items()},
    )


def _scores(counts: str, prior: dict[str, float], least: float) -> _Scores:
    """``n12 v3`` as how much more likely than chance each class is for the form.

    What is now and then "anything else" is an error of the annotation: by chance next to nothing is.
    """
    shares = {name: share for name, share in _shares(counts).items() if name != "x" or share > _ELSE_SHARE}
    return tuple((name, log(share / prior[name])) for name, share in shares.items() if share > least)


def _shares(counts: str) -> dict[str, float]:
    pairs = [(item[0], int(item[1:])) for item in counts.split()]
    total = sum(count for _, count in pairs)
    return {name: count / total for name, count in pairs}


def _ending_scores(counts: dict[str, str], prior: dict[str, float]) -> dict[str, _Scores]:
    """The classes of endings; a longer one leans on the next shorter."""
    shares: dict[str, dict[str, float]] = {}
    for ending in sorted(counts, key=len):
        own, total = _shares(counts[ending]), sum(int(item[1:]) for item in counts[ending].split())
        shorter = shares.get(ending[1:], own) if ending else own
        names = sorted(own.keys() | shorter.keys())
        weight = total / (total + _ENDING_WEIGHT)
        shares[ending] = {n: weight * own.get(n, 0.0) + (1 - weight) * shorter.get(n, 0.0) for n in names}
    return {
        ending: tuple((name, log(share / prior[name])) for name, share in own.items() if share > 2 * _LEAST_SHARE)
        for ending, own in shares.items()
    }


def _transitions(trigrams: dict[str, int], prior: dict[str, float]) -> dict[str, dict[str, float]]:
    """A class after two others: trigram counts that back off to bigrams, and those to the class alone."""
    pairs: dict[str, int] = defaultdict(int)
    contexts: dict[str, int] = defaultdict(int)
    singles: dict[str, int] = defaultdict(int)
    for key, count in trigrams.items():
        pairs[key[1:]] += count
        contexts[key[:2]] += count
        singles[key[1]] += count
    bigram = {
        first + second: (pairs.get(first + second, 0) + 0.5 * share) / (singles.get(first, 0) + 0.5)
        for first in sorted(prior.keys() | {"^"})
        for second, share in prior.items()
    }
    return {
        first + last: {
            name: log(
                (trigrams.get(first + last + name, 0) + _BACKOFF * bigram[last + name])
                / (contexts.get(first + last, 0) + _BACKOFF)
            )
            for name in prior
        }
        for first, last in product(sorted(prior.keys() | {"^"}), repeat=2)
    }


class Tagger:
    """Tells the classes of words by a model's counts."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._choices: dict[_Scores, str] = {}  # the letter, beyond those of the classes, of each choice between some
        self._scores: dict[str, _Scores] = {}  # and the choice that a letter stands for
        self._plain = Remembered(partial(self._word, name=False, first=False))
        self._within = Remembered(lambda form: self._word(form, name=form[0].isupper(), first=False) + _case(form))
        self._first = Remembered(lambda form: self._word(form, name=form[0].isupper(), first=True))
        self._settled = Remembered(self._best_path)

    def classes(self, forms: Sequence[str]) -> str:
        """Return one letter for each form of a sentence (see above); a whole quotation is one form, ``“”``.

        Time grows linearly. Where capitals say nothing (shouted text, titles in capitals) they are not gone by.
        """
        if not forms:
            return ""
        # One look at each word tells both its class, should a capital mark a name, and how it is written.
        facts = "".join(map(self._within.__getitem__, forms))
        if _capitals_tell(facts[1 : 2 * _TELLING : 2], forms[-1]):
            words = self._first[forms[0]] + facts[2::2]
        else:
            words = "".join(map(self._plain.__getitem__, forms))
        found, place = "^^", 0
        for match in _OPEN.finditer(words):
            # A word of one class settles what was open before it: few are told by the second word after them.
            start, end = match.span()
            found += words[place:start]
            found += self._settled[found[-2:] + words[start : end + 1]]
            place = end
        return self._with_verbs(forms, found[2:] + words[place:])

    def _best_path(self, stretch: str) -> str:
        """The likeliest classes of open words that stand behind two of known class and before one, or at the end."""
        if len(stretch) < 6 and stretch[-1] < _ANY_CHOICE:
            return self._best_class(stretch) if len(stretch) == 4 else self._best_two(stretch)
        states = {stretch[:2]: (0.0, "")}  # by last two classes: the best path so far, and how good it is
        for letter in stretch[2:]:
            scores = self._scores.get(letter)
            if scores is None:  # the known class behind them
                return states[self._best(states, letter)][1]
            states = self._step(states, scores)
        return max(states.values())[1]

    def _best_class(self, stretch: str) -> str:
        """The likeliest class of one open word between words of known class: as by the way of any more, but sooner."""
        following, last, after = self._model.following, stretch[1], stretch[3]
        behind = following[stretch[:2]]
        best, found = -inf, ""
        for name, own in self._scores[stretch[2]]:
            weight = behind[name] + own + following[last + name][after]
            if weight > best:
                best, found = weight, name
        return found

    def _best_two(self, stretch: str) -> str:
        """The likeliest classes of two open words between words of known class: sooner likewise."""
        following, after = self._model.following, stretch[4]
        behind = following[stretch[:2]]
        best, found = -inf, ""
        for first, own in self._scores[stretch[2]]:
            begun, between = behind[first] + own, following[stretch[1] + first]
            for second, its in self._scores[stretch[3]]:
                weight = between[second] + (begun + its) + following[first + second][after]
                if weight > best:
                    best, found = weight, first + second
        return found

    def _with_verbs(self, forms: Sequence[str], classes: str) -> str:
        """Give clauses that were left without a verb one, where a word that may be one stands behind a noun.

        Trigrams see too little of a sentence to tell "the judge agreed" from "the terms agreed", and what "and" joins.
        """
        found = list(classes)
        for match in _VERBLESS.finditer(classes):
            self._give_verb(forms, found, range(match.start() + 1, match.end()))
        # What a pattern cannot do without is looked for first: most sentences have it not.
        for match in _TRANSITIVE.finditer(classes) if "e" in classes else ():
            if forms[match.end() - 2].lower() not in _NAMING:
                found[match.end() - 2] = "v"
        if ",e" in classes or ",s" in classes:
            self._give_sentence_verb(forms, found)
        for match in _BARE_DETERMINER.finditer(classes) if "dr" in classes else ():
            found[match.start() + 1] = "n"  # "a tally": not every word in -ly is an adverb
        if "o" in classes:
            self._give_pronouns_verbs(forms, classes, found)
        for match in _INVERTED.finditer(classes) if '"e' in classes else ():
            found[match.start() + 1] = "v"
        if "&" in classes:
            self._give_joined_verbs(forms, classes, found)
        return "".join(found)

    def _give_joined_verbs(self, forms: Sequence[str], classes: str, found: list[str]) -> None:
        """``Lee rose and left``: what "and" joins to a verb is none of its participles, but for an auxiliary's."""
        for match in _JOINED_PARTICIPLE.finditer(classes):
            verbs = [place for place in range(match.start()) if found[place] in "vzpbeg"]
            if verbs and found[verbs[-1]] in "vzpb" and forms[verbs[-1]].lower() not in _AUXILIARIES:
                found[match.end() - 1] = "v"

    def _give_pronouns_verbs(self, forms: Sequence[str], classes: str, found: list[str]) -> None:
        """``he thunders``: what stands behind a pronoun that can be a subject is its verb, if it may be one."""
        for match in _PRONOUN_FIRST.finditer(classes):
            verb = "z" if classes[match.end() - 1] == "s" else "p"
            subject = forms[match.start()].lower() in _SUBJECTS
            if subject and verb in dict(self._model.forms.get(forms[match.end() - 1].lower(), ())):
                found[match.end() - 1] = verb

    def _give_sentence_verb(self, forms: Sequence[str], classes: list[str]) -> None:
        """``Lee, the mayor, retorted at a fair that``: behind an insertion, the verb of a sentence without one.

        Verbs in relative clauses, and behind "that", are those of other clauses.
        """
        main = False
        last = None
        own = True
        for place, name in enumerate(classes):
            if name in ",-:":
                own = True
            elif name in "hwc":
                own = False
            elif name in FINITE:
                main = main or own
            elif name in "es" and own and place > 1 and classes[place - 1] == ",":
                last = place
        if last is None or main or forms[min(last + 1, len(forms) - 1)].lower() == "by":
            return
        if _AS_VERB[classes[last]] in dict(self._looked_up(forms[last], name=False, first=False)):
            classes[last] = _AS_VERB[classes[last]]

    def _give_verb(self, forms: Sequence[str], classes: list[str], places: range) -> None:
        for place in places:
            verb = _AS_VERB.get(classes[place])
            if classes[place] in "nb" and "v" in dict(self._model.forms.get(forms[place].lower(), ())):
                verb = "v"  # "the letter read"
            if verb and self._may_be_verb(forms, classes, place, verb):
                classes[place] = verb
                return

    def _may_be_verb(self, forms: Sequence[str], classes: Sequence[str], place: int, verb: str) -> bool:
        before = classes[place - 1]
        after = classes[place + 1] if place + 1 < len(classes) else "."
        if verb == "v":
            return before in "nsN0orx" and (place + 1 == len(forms) or forms[place + 1].lower() != "by")
        if classes[place] == "b":
            return before in "nsNor"
        known = self._model.forms.get(forms[place].lower(), ())
        subject = before in "nN" if verb == "z" else before == "s"
        behind = after in 'idctorh",' or (after == "." and before == "N")  # "..., Harbour Radio reports."
        return subject and behind and forms[place][0].islower() and verb in dict(known)

    def _best(self, states: dict[str, tuple[float, str]], name: str) -> str:
        """The pair of last classes that ends the best path, a class being next."""
        following = self._model.following
        return max(states, key=lambda context: states[context][0] + following[context][name])

    def _step(self, states: dict[str, tuple[float, str]], candidates: _Scores) -> dict[str, tuple[float, str]]:
        """Take one token in: for each pair of last classes the best path to it."""
        new: dict[str, tuple[float, str]] = {}
        for context, (score, path) in states.items():
            last, following = context[1], self._model.following[context]
            for name, own in candidates:
                weight = following[name] + (score + own)
                key = last + name
                if key not in new or weight > new[key][0]:
                    new[key] = (weight, path + name)
        return new

    def _word(self, form: str, *, name: bool, first: bool) -> str:
        """The class of a form, or the letter of the choice between several."""
        scores = self._looked_up(form, name=name, first=first)
        if len(scores) == 1:
            return scores[0][0]
        letter = self._choices.setdefault(scores, chr(_FIRST_CHOICE + len(self._choices)))
        self._scores[letter] = scores
        return letter

    def _looked_up(self, form: str, *, name: bool, first: bool) -> _Scores:
        """The classes a form may have, each with how much more likely it is for this form than for any."""
        mark = _MARKS.get(form)
        if mark is not None:
            return ((mark, 0.0),)
        lower = form.lower().replace("’", "'")
        if lower in _CLITICS:
            return _CLITICS[lower]
        known = self._model.forms.get(lower)
        if lower.endswith("'s") and (known is None or all(score[0] != "f" for score in known)):
            return (("d", 0.0),)
        if known is None:
            known = self._by_ending(form, lower, sure=name and (not first or len(form) > 3))
            return self._or_name(known) if form[0].isupper() and not (name and not first) else known
        if form[0].islower():
            return tuple(score for score in known if score[0] != "N") or _NOUN
        return self._or_name(known) if name and not first else known

    def _by_ending(self, form: str, lower: str, *, sure: bool) -> _Scores:
        if not form[0].isalpha():
            return (("0" if _DIGITS.match(form) else "x", 0.0),)
        if sure:
            return (("N", 0.0),)
        endings = self._model.endings
        lengths = range(min(LONGEST_ENDING, len(lower)), -1, -1)
        return next((endings[lower[len(lower) - k :]] for k in lengths if lower[len(lower) - k :] in endings), _NOUN)

    def _or_name(self, scores: _Scores) -> _Scores:
        """A word with a capital is at least as often a name as anything else."""
        own = dict(scores).get("N", 0.0)
        rest = tuple((name, score + log(1 - _NAME_SHARE)) for name, score in scores if name != "N")
        return (*rest, ("N", max(own, log(_NAME_SHARE) - self._model.prior["N"])))


def capitals_tell(forms: Sequence[str]) -> bool:
    """Return whether a capital marks a name: not in shouted text, nor in titles, where most words have one."""
    return _capitals_tell("".join(map(_case, forms[:_TELLING])), forms[-1])


def _capitals_tell(cases: str, last: str) -> bool:
    shouted = cases.count("U")
    capitals = shouted + cases.count("C")
    words = capitals + cases.count("l")
    if words > 1 and shouted == words:
        return False
    if words < 4 or 3 * capitals <= 2 * words:
        return True
    return 2 * shouted <= words and last in _STOPS


def _case(form: str) -> str:
    """How a word is written: U in capitals, C with one, l without, . if it is short or no word."""
    if len(form) <= 3 or not form[0].isalpha():
        return "."
    return "U" if form.isupper() else "C" if form[0].isupper() else "l"


@cache
def tagger() -> Tagger:
    """Return the tagger of the model that ships with the package."""
    return Tagger(read_model(files("attribune.data").joinpath(TABLE).read_text(encoding="utf-8")))
