"""Occasions: where, or to whom, and when something was said, as the words around the cue tell it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise, takewhile
from operator import itemgetter

from attribune.annotate.contents import past_adjuncts
from attribune.annotate.finding import is_time
from attribune.annotate.lexicon import OUTLET_WORDS, OUTLETS
from attribune.annotate.phrases import DAYS, Range, phrase_after
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import FINITE
from attribune.data import rows
from attribune.model import Span, TimeExpression

OCCASIONS = frozenset(
    "interview interviews speech speeches statement statements address conference briefing debate event meeting "
    "summit forum podcast tweet tweets post posts letter email e-mail memo op-ed editorial essay article column "
    "broadcast programme program show session ceremony call message video remarks report hearing panel gathering "
    "appearance appearances testimony sermon lecture "
    "livestream stream crowd audience supporters delegates parliament lawmakers congress "
    "news_conference press_conference town_hall book memoir filing note press reporters journalists phone telephone "
    "papers filings documents interviewer viewers listeners readers stage podium studio platform".split()
)
CROWDS = frozenset("crowd audience supporters delegates parliament lawmakers congress viewers listeners".split())
PLATFORMS = frozenset(
    "Twitter X Facebook Telegram Instagram YouTube TikTok Weibo LinkedIn Mastodon Bluesky Reddit Threads".split()
)
_TELLING = frozenset("told tell tells telling".split())
_MEANS = frozenset("telephone phone email e-mail video letter text fax mail".split())
_LEADING = frozenset("in at on during after via from outside inside to with before".split())
_HELD = frozenset("in at on during".split())  # before what somebody said something in
_OF_NOUNS = "nsN0a."  # classes of words before a noun: "Dec. 23 radio"
_LONGEST_NAME = 8  # tokens of an occasion's name
_PLACING = frozenset({"at", "outside", "inside"})
# "at the end", "at some length": these are no places
_ABSTRACT = frozenset(
    "time times end moment length least most first last beginning start point behest request expense age pace price "
    "level all once risk stake odds issue heart turn hand same best worst night noon dawn midnight present rate "
    "condition".split()
)
_TAILS = frozenset("with on to of in at for".split())


@cache
def _venue_nouns() -> frozenset[str]:
    return OCCASIONS | {word for _, words in rows("venue_nouns.txt") for word in words.split()}


def venue(tokens: Sequence[Token], *, cue: Span | None, source: Span | None, content: Sequence[Span]) -> Span | None:
    """Return the span that names the occasion or outlet of a statement, None when its unit names none.

    It stands behind the verb ("told the Courier", "said at the quay") or at the start of the sentence ("In an
    interview with the Courier, Lee said"). Words of the content do not count: they may name other occasions.
    """
    if cue is None:
        return None
    for phrase in _candidates(tokens, cue, source):
        start, end = tokens[phrase.start].start, tokens[phrase.end - 1].end
        if not any(part.start < end and start < part.end for part in content):
            return Span(start, end)
    return None


def _candidates(tokens: Sequence[Token], cue: Span, source: Span | None) -> Iterator[Range]:
    last = _first_from(tokens, cue.end) - 1
    verb = last if last >= 0 and tokens[last].start >= cue.start else 0
    if tokens[verb].lower in _TELLING:
        told = phrase_after(tokens, verb + 1)
        if told is not None and (_is_outlet(tokens, told) or _is_crowd(tokens, told)):
            yield _extended(tokens, told)
    behind = max(cue.end, source.end if source else 0)
    start = _first_from(tokens, behind)
    if tokens[verb].lower in _TELLING:
        told = phrase_after(tokens, start)
        start = told.end if told is not None else start + 1
    elif start < len(tokens) and tokens[start].word_class == "o":
        start += 1
    yield from _places(tokens, start, _reach(tokens, start))
    yield from _places(tokens, 0, verb, opening=True)


def _first_from(tokens: Sequence[Token], place: int) -> int:
    """The first token that begins at this code point of the article or behind it."""
    return bisect_left(tokens, place, key=itemgetter(0))


def _reach(tokens: Sequence[Token], start: int) -> int:
    """Past the adjuncts behind a verb, an aside between commas among them."""
    end = past_adjuncts(tokens, start)
    while end < len(tokens) - 1 and tokens[end].lower == ",":
        further = past_adjuncts(tokens, end + 1)
        if further == end + 1:
            break
        end = further
    return end


def _places(tokens: Sequence[Token], start: int, end: int, *, opening: bool = False) -> Iterator[Range]:
    """The occasions among the prepositional phrases from ``start`` to ``end``; ``opening``: until the first clause."""
    index = start
    while index < min(end, len(tokens) - 1):
        token = tokens[index]
        if opening and token.word_class in FINITE:
            return
        phrase = phrase_after(tokens, index + 1) if token.lower in _LEADING or token.lower == "by" else None
        if phrase is None or tokens[phrase.start].lower in DAYS:
            index += 1
            continue
        found = _place(tokens, index, phrase, opening=opening)
        if found is not None:
            yield found
        index = phrase.end


def _place(tokens: Sequence[Token], preposition: int, phrase: Range, *, opening: bool) -> Range | None:
    """The occasion that a prepositional phrase names, with its preposition where that says where; None if none."""
    lower = tokens[preposition].lower
    spoken = opening and preposition > 0 and tokens[preposition - 1].lower in ("speaking", "talking")
    head = tokens[_head(tokens, phrase)]
    if lower == "by" or (lower == "via" and head.lower in _MEANS):
        return Range(preposition, phrase.end) if head.lower in _MEANS else None
    verb = preposition > 0 and tokens[preposition - 1].lower in ("out", "back", "up")  # "lashed out at the board"
    if verb or head.lower in ("reporters", "journalists") or (spoken and head.lower in _ABSTRACT):
        return None
    if head.lower in _venue_nouns() and head.word_class in "nsN":
        return _extended(tokens, phrase)
    named = tokens[phrase.start].word_class == "N" or (
        tokens[phrase.start].lower == "the" and tokens[phrase.end - 1].word_class == "N"
    )
    outlet = lower == "on" or (spoken and lower in ("to", "with"))
    if outlet and (_is_outlet(tokens, phrase) or (spoken and lower == "on")):
        return _extended(tokens, phrase) if spoken else Range(preposition, phrase.end)
    if opening or spoken:
        return None
    if lower == "in" and named and not any(token.word_class == "0" for token in tokens[phrase.start : phrase.end]):
        return Range(preposition, _extended(tokens, phrase).end)
    if lower in _PLACING and head.word_class in "nsN" and head.lower not in _ABSTRACT:
        return Range(preposition, _extended(tokens, phrase).end)
    return None


def _head(tokens: Sequence[Token], phrase: Range) -> int:
    """The noun of a phrase: the last one before what a preposition adds."""
    end = next((i for i in range(phrase.start + 1, phrase.end) if tokens[i].word_class == "i"), phrase.end)
    return end - 1


def _extended(tokens: Sequence[Token], phrase: Range) -> Range:
    """Take in where it was or with whom: "an interview | with the Courier", "a rally | in the capital, Skell"."""
    end = phrase.end
    for _ in range(2):
        if end + 1 < len(tokens) and tokens[end].lower in _TAILS:
            further = phrase_after(tokens, end + 1)
            if further is None or _says_when(tokens, end):
                break
            end = further.end
    if end + 1 < len(tokens) and tokens[end].lower == "," and tokens[end + 1].word_class == "N":
        name = phrase_after(tokens, end + 1)
        closed = name is not None and (name.end == len(tokens) or tokens[name.end].word_class in ",.")
        if name is not None and closed and tokens[name.start].lower not in DAYS and tokens[end - 1].word_class == "n":
            end = name.end
    return Range(phrase.start, end)


def _says_when(tokens: Sequence[Token], preposition: int) -> bool:
    """Whether a prepositional phrase names a time: "a rally | on May 26"; but "a meeting with May"."""
    first = tokens[preposition + 1]
    timed = tokens[preposition].lower in ("on", "in", "at") and is_time(tokens, preposition + 1)
    return timed or first.lower in DAYS or first.word_class == "0"


def _is_outlet(tokens: Sequence[Token], phrase: Range) -> bool:
    """Whether a name is that of an outlet: a known one, one that says so, letters, or "the" with a name."""
    words = tokens[phrase.start : phrase.end]
    name = " ".join(token.text for token in words if token.word_class != "d")
    if name in OUTLETS or name in PLATFORMS or any(token.lower in OUTLET_WORDS for token in words):
        return True
    if words[0].lower == "the":
        return len(words) > 1 and words[-1].word_class == "N"
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1


def _is_crowd(tokens: Sequence[Token], phrase: Range) -> bool:
    head = tokens[_head(tokens, phrase)].lower
    return head in CROWDS or (head in _venue_nouns() and head not in ("reporters", "journalists"))


# Between a preposition like these and a time stands when something else was, not when it was said.
_OF_ANOTHER_TIME = frozenset("for by until till since before after from of between".split())
_MADE_PUBLIC = frozenset(
    "published broadcast aired released posted recorded issued shown handed delivered given held sent written "
    "filed submitted dated".split()
)
_OPENING = 12  # code points before a time that opens a sentence: "On Monday", "Late"
_BOTH_ENDS = 2  # commas around a clause
_DURING = frozenset("as during when while".split())


def said_on(
    tokens: Sequence[Token], times: Sequence[TimeExpression], cue: Span, content: Sequence[Span]
) -> TimeExpression | None:
    """Return the time at which a statement was made: the one that its verb has for an adverb.

    ``times`` are those of the unit; those within the content say when something else was.
    """
    fitting = [
        time
        for time in times
        if time.value is not None
        and not any(part.start <= time.span.start < part.end for part in content)
        and _is_adverb(tokens, time)
        and not _is_of_noun(tokens, time, cue)
        and _beside(tokens, time, cue, content)
    ]
    return min(fitting, key=lambda time: abs(time.span.start - cue.end), default=None)


def _is_adverb(tokens: Sequence[Token], time: TimeExpression) -> bool:
    """Whether a time stands on its own ("on Sunday"), not before a noun ("Sunday's vote", "the 2016 race")."""
    before = max((i for i, token in enumerate(tokens) if token.end <= time.span.start), default=None)
    after = next((token for token in tokens if token.start >= time.span.end), None)
    cut = any(token.start < time.span.end < token.end for token in tokens)  # "Sunday's"
    noun = after is not None and after.word_class in "nsN" and after.lower not in ("while", "when")
    if cut or (noun and not _is_before_subject(tokens, time.span)):
        return not cut and before is not None and _is_of_occasion(tokens, before)
    if before is None:
        return True
    if tokens[before].lower in ("the", "a", "an") and before:
        before -= 1
    first = next((token.lower for token in tokens if token.start >= time.span.start), "")
    vague = time.precision in ("month", "year") and first not in ("last", "this", "earlier")
    return tokens[before].lower not in _OF_ANOTHER_TIME and (not vague or tokens[before].lower == "in")


def _is_of_noun(tokens: Sequence[Token], time: TimeExpression, cue: Span) -> bool:
    """Whether a year or month before a verb belongs to a noun: "Lee — a rival in | 2030 | — said"."""
    if time.precision not in ("year", "month") or time.span.start > cue.start:
        return False
    before = [token for token in tokens if token.end <= time.span.start]
    return len(before) > 1 and before[-1].lower == "in" and before[-2].word_class in "ns"


def _is_before_subject(tokens: Sequence[Token], time: Span) -> bool:
    """Whether a day opens a sentence whose subject comes right behind it: "On Monday | Lee said"."""
    behind = [token for token in tokens if token.start >= time.end]
    name = list(takewhile(lambda token: token.word_class == "N", behind))
    opens = time.start - tokens[0].start < _OPENING
    return opens and 0 < len(name) < len(behind) and behind[len(name)].word_class in FINITE


def _is_of_occasion(tokens: Sequence[Token], before: int) -> bool:
    """Whether a time right behind ``before`` says when it was said: "in a | Monday tweet", not "after a Monday one"."""
    if before < 1 or tokens[before - 1].lower not in _HELD or tokens[before].word_class != "d":
        return False
    named = list(takewhile(lambda token: token.word_class in _OF_NOUNS, tokens[before + 1 : before + _LONGEST_NAME]))
    nouns = [token.lower for token in named if token.word_class in "nsN"]
    return bool(nouns) and nouns[-1] in _venue_nouns()


def _beside(tokens: Sequence[Token], time: TimeExpression, cue: Span, content: Sequence[Span]) -> bool:
    """Whether no other verb stands between a time and its cue, nor before the time in its clause."""
    low, high = sorted((time.span.start, cue.start))
    joined = [token.lower for token in tokens if time.span.end <= token.start < cue.start]
    if joined == ["and"]:
        return True  # "spoke on Sunday and said"
    if high == cue.start:
        low = max((token.end for token in tokens if token.word_class in ",.:" and token.end <= low), default=0)
    between = [
        token
        for token in tokens
        if low < token.start < high
        and not (cue.start <= token.start < cue.end)
        and not any(part.start <= token.start < part.end for part in content)
    ]
    if high == cue.start and time.span.start - tokens[0].start < _OPENING:
        between = _without_insertion(tokens, between, cue)
    if between and between[-1].lower == "to" and between[-1].end == cue.start - 1:
        hung_on = max((i for i, token in enumerate(between) if token.word_class in FINITE), default=-1)
        del between[hung_on:]  # "| tried to | portray", "| took to the radio on Monday to | say"
    verbs = (token for token, after in pairwise([*between, None]) if token and _is_verb(token, after))
    return all(token.lower in _MADE_PUBLIC or token.lower == "speaking" for token in verbs)


def _without_insertion(tokens: Sequence[Token], between: list[Token], cue: Span) -> list[Token]:
    """Leave out verbs that share the time of a cue: "On May 2, | while in Orr, | Lee said", "| left, | saying"."""
    verb = next((token for token in tokens if token.start >= cue.start), None)
    commas = [i for i, token in enumerate(between) if token.lower == ","]
    if verb is not None and verb.word_class == "g" and len(commas) == _BOTH_ENDS and between[-1].lower == ",":
        return between[: commas[0]]
    inserted = len(commas) > 1 and between[commas[0] + 1].lower in _DURING
    return between[: commas[0]] + between[commas[1] :] if inserted else between


def _is_verb(token: Token, after: Token | None) -> bool:
    """Whether a word acts in its clause, as "scathing" in "in a scathing opinion" does not."""
    describes = after is not None and after.word_class in "nsN"
    hanging = token.word_class in "ge" and not describes and "-" not in token.text
    return token.word_class in FINITE or (hanging and token.lower not in OCCASIONS)
