"""Contents after a reporting verb: where what is reported begins and how far it goes.

Behind the verb come the addressee and adjuncts (when, where, how it was said), which are no part of what was said.
Then follows a quotation, a clause, an infinitive or an object, by which the kind of its end is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate.clauses import COORDINATORS, subject_after
from attribune.annotate.cues import ADDRESSING, PREPOSITIONS, STOPS, WH, is_adverb, lexicon
from attribune.annotate.finding import Cue, ends_clause, is_time
from attribune.annotate.phrases import DAYS, SUBJECTS, TEMPORALS, Range, phrase_after
from attribune.annotate.tokens import Token
from attribune.annotate.word_classes import FINITE, QUOTED

_TELLING = frozenset("said says say saying told tells tell telling".split())
_CONCESSIVE = frozenset("while although though when after as because since".split())
_CONTRASTING = frozenset("while although though whereas".split())
_ENDS_OBJECT = frozenset("after while because when before during despite amid but though although".split())
_PERSONS = frozenset("he she they we i".split())
_THEREUPON = frozenset("after before when".split())
_ADJUNCT_OPENERS = PREPOSITIONS | frozenset("on with via as through over for to of about".split())
_TIMES = TEMPORALS | frozenset("ago late early weekend days weeks months years hours today's".split())
_BARE_OBJECTS = frozenset("nothing something anything everything so sorry more less little much as yes no none".split())
# "The Courier says: hands off the ferry"; but "Skell protests: ..." is a headline's topic
_OPENING = _TELLING | frozenset("reads read wrote writes writing asked asks asking added adds adding replied".split())
_REFUSING = frozenset("refuse refuses refused refusing decline declines declined declining".split())
_ANSWERING = frozenset("give provide name identify rule be take elaborate share answer go comment".split())
_FEWEST_SPOKEN = 4  # words
ADJUNCT_REACH = 20  # tokens that may stand between a verb and what it reports


def content_after(
    tokens: Sequence[Token], cue: Cue, following: Sequence[Cue], *, behind: int | None = None
) -> tuple[Range, int] | None:
    """Return what is reported after a verb, and where its cue ends ("issued a challenge to the mayor:").

    Ends with the unit, with the object, or where the clause of one of the ``following`` cues begins. ``behind`` is
    where the source ends if it follows the verb ("But, says Lee, the ferry stays").
    """
    start = _start(tokens, cue) if behind is None else _behind_source(tokens, behind)
    if start is None:
        return None
    announced = announced_quotation(tokens, start)
    if announced is not None:
        return Range(announced, announced + 1), announced
    whole = cue.verb.clause >= 0.5 or tokens[start].lower in ("that", QUOTED)
    end = _clause_reach(tokens, start, following) if whole else _object_reach(tokens, start)
    content = Range(start, without_tail(tokens, start, end))
    if content.end <= start or not _fits(tokens, cue, content):
        return None
    return content, cue.group.end


def _start(tokens: Sequence[Token], cue: Cue) -> int | None:
    """The token where what is reported begins: past the addressee, the occasion, a colon or comma."""
    start = cue.group.end
    if start >= len(tokens):
        return None
    lower = tokens[start].lower
    if lower in (",", ":") and start + 1 < len(tokens) and tokens[start + 1].lower == QUOTED:
        return start + 1
    if lower in STOPS:
        return None
    if lower == ":":
        return start + 1 if start + 1 < len(tokens) and tokens[cue.place].lower in _OPENING else None
    if tokens[cue.place].lower in ADDRESSING and cue.group.end == cue.place + 1:
        return past_addressee(tokens, start)
    adjunct = lower in PREPOSITIONS or lower in _TIMES or is_adverb(lower)
    if adjunct or (tokens[start].word_class == "i" and (cue.verb.kind == "say" or is_time(tokens, start + 1))):
        return _past_adjuncts(tokens, start)
    return start


def _behind_source(tokens: Sequence[Token], end: int) -> int | None:
    start = past_adjuncts(tokens, end)
    if start + 1 < len(tokens) and tokens[start].lower in (",", ":"):
        return start + 1
    return None


def past_addressee(tokens: Sequence[Token], start: int) -> int | None:
    """Return the place behind "reporters", "the BBC on Tuesday", "him in a letter", None if nothing comes there."""
    addressee = subject_after(tokens, start, leads=True)
    end = addressee.end if addressee else start + (tokens[start].word_class == "o")
    if end == start:
        return _past_adjuncts(tokens, start)
    if end < len(tokens) and tokens[end].word_class in FINITE and addressee is not None:
        return start  # "told | the ferry would stay": nobody is addressed
    if end + 1 < len(tokens) and tokens[end].word_class == "t" and tokens[end + 1].word_class == "b":
        return start  # "warned | the crews to stop": who is addressed is who is to do it
    closed = end + 1 < len(tokens) and tokens[end].lower == "," and tokens[end + 1].lower in ("that", *WH)
    return _past_adjuncts(tokens, end + closed)


def _past_adjuncts(tokens: Sequence[Token], start: int) -> int | None:
    """Past adjuncts to what is reported; None if nothing comes behind them."""
    index = past_adjuncts(tokens, start)
    if index >= len(tokens):
        return None
    lower = tokens[index].lower
    if lower in (":", ",") and index + 1 < len(tokens) and (lower == ":" or tokens[index + 1].lower == QUOTED):
        return index + 1
    return index if lower not in STOPS else None


def past_adjuncts(tokens: Sequence[Token], start: int) -> int:
    """Return the place behind the adverbs, times and prepositional phrases at ``start``."""
    index = start
    while index < min(len(tokens), start + ADJUNCT_REACH):
        further = _adjunct_end(tokens, index)
        if further == index:
            break
        index = further
    return index


def _adjunct_end(tokens: Sequence[Token], index: int) -> int:
    """The end of the adverb, time or prepositional phrase at ``index``; ``index`` itself if there is none."""
    token = tokens[index]
    if token.lower in DAYS or (is_adverb(token.lower) and token.word_class == "r"):
        return index + 1
    if token.lower in _TIMES or (token.word_class == "0" and _is_time(tokens, index + 1)):
        return _past_times(tokens, index)
    if token.lower not in _ADJUNCT_OPENERS or index + 1 >= len(tokens) or token.word_class not in "ic":
        return index
    number = tokens[index + 1].word_class == "0"
    if token.lower == "about" and number:
        return index
    if _is_time(tokens, index + 1) or number:
        return _past_times(tokens, index + 1)
    phrase = phrase_after(tokens, index + 1)
    if phrase is None or (phrase.end < len(tokens) and tokens[phrase.end].word_class in FINITE):
        return index
    return phrase.end


def _is_time(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and (is_time(tokens, index) or tokens[index].lower in _TIMES)


def _past_times(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and (
        tokens[index].lower in _TIMES or tokens[index].word_class == "0" or tokens[index].lower == "the"
    ):
        if tokens[index].lower == "the" and not _is_time(tokens, index + 1):
            break
        index += 1
    return index


def announced_quotation(tokens: Sequence[Token], start: int) -> int | None:
    """The quotation that a colon announces: "issued a challenge to the mayor: ..."; nothing before it was said."""
    for index in range(start, len(tokens) - 1):
        if tokens[index].lower == ":" and tokens[index + 1].lower == QUOTED:
            return index + 1
        if tokens[index].lower in ("that", QUOTED, ","):
            return None
    return None


def _what_is_said_stands_before(tokens: Sequence[Token], cue: Cue) -> bool:
    """``what Lee says about the ferry``: what follows is not what was said."""
    before = tokens[cue.subject.start - 1].lower if cue.subject and cue.subject.start else ""
    return before in ("what", "whatever", "which")


def _fits(tokens: Sequence[Token], cue: Cue, content: Range) -> bool:
    """Whether a verb of this kind reports contents like this one."""
    kind = cue.verb.kind
    first = tokens[content.start]
    if first.lower in _ENDS_OBJECT or first.word_class in "vzpm":
        return False
    if tokens[cue.place].lower in _REFUSING and not _refuses_to_speak(tokens, content):
        return False
    if content.start > cue.group.end and first.lower in ("who", "which", "whom", "whose"):
        return False  # "responded to councillors | who think so"
    if any(token.lower == QUOTED for token in tokens[content.start : content.end]):
        return first.lower == QUOTED if kind == "quote" else kind != "" or _is_speech(tokens, content)
    if kind == "quote" or _what_is_said_stands_before(tokens, cue):
        return False
    if kind in ("say", "tell") and first.word_class == "i" and first.lower != "about":
        return False  # "responded to the board", but "said about 20 people left"
    if kind == "mind":
        return first.lower in ("that", *WH) or first.word_class == "t" or begins_clause(tokens, content.start)
    return kind != "say" or tokens[content.start - 1].lower == ":" or _is_clause(tokens, cue, content)


def _is_clause(tokens: Sequence[Token], cue: Cue, content: Range) -> bool:
    """Whether a content is a clause: its verb may have been missed, but a bare noun is short."""
    first = tokens[content.start]
    words = tokens[content.start : content.end]
    if any(token.word_class in "vzpmft" for token in words) or first.lower in SUBJECTS or first.lower in WH:
        return True
    missed = tokens[cue.place].lower in _TELLING and len(words) > 2 and first.lower not in _BARE_OBJECTS
    return missed or (first.lower == "that" and first.word_class in "cw")


def _refuses_to_speak(tokens: Sequence[Token], content: Range) -> bool:
    """``declined to comment``, but not ``refused to sign it``."""
    verb = tokens[content.start + 1] if content.end > content.start + 1 else None
    known = lexicon().get(verb.lower) if verb is not None else None
    speaks = known is not None and known.kind in ("say", "tell", "do", "quote")
    return tokens[content.start].word_class == "t" and verb is not None and (speaks or verb.lower in _ANSWERING)


def _is_speech(tokens: Sequence[Token], content: Range) -> bool:
    """Whether a quotation behind a verb that seldom reports is more than a word in quotation marks."""
    if tokens[content.start].lower != QUOTED:
        return True
    announced = tokens[content.start - 1].lower in (",", ":")
    return announced or len(tokens[content.start].text.split()) >= _FEWEST_SPOKEN


def _clause_reach(tokens: Sequence[Token], start: int, following: Sequence[Cue]) -> int:
    """The end of a reported clause: that of the unit, or where another clause of the author's sets in."""
    limit = _contrast(tokens, start)
    for cue in following:
        boundary = _boundary(tokens, start, cue)
        if boundary is not None:
            return min(boundary, limit)
    if tokens[0].lower in _CONCESSIVE:
        comma = next((i for i in range(start, len(tokens)) if tokens[i].lower == ","), len(tokens))
        return min(limit, comma) if all(token.lower != "," for token in tokens[:start]) else limit
    return limit


def _contrast(tokens: Sequence[Token], start: int) -> int:
    """Where ``, while Skell complains`` sets the reported clause against what others do, or a dash off a remark."""
    for index in range(start, len(tokens) - 1):
        if tokens[index].lower == QUOTED and tokens[index + 1].word_class == "-":
            return index + 1  # "“burning the ferry” - a charge that stung"
        if index == start:
            continue
        if tokens[index].lower == "," or ends_clause(tokens[index]):
            link = tokens[index + 1].lower
            same = _same_person(tokens, start, index + 2)
            carried = link == "according"  # "said the ferry stays, according to the Courier"
            if carried or link in _CONTRASTING or (link == "but" and not same and begins_clause(tokens, index + 2)):
                return index + (tokens[index].lower == QUOTED)
    return len(tokens)


def _same_person(tokens: Sequence[Token], start: int, place: int) -> bool:
    """Whether a clause goes on about who was spoken of: "said she hopes so, but she knows"."""
    pronoun = tokens[place].lower if place < len(tokens) else ""
    return pronoun in _PERSONS and tokens[start].lower in (pronoun, "that")


def begins_clause(tokens: Sequence[Token], start: int) -> bool:
    """Whether a clause with a subject of its own begins here ("the ferry stays")."""
    subject = phrase_after(tokens, start)
    if start + 1 < len(tokens) and tokens[start].lower == "there":
        return tokens[start + 1].word_class in FINITE
    if subject is None or subject.end >= len(tokens):
        return False
    verb = subject.end + (tokens[subject.end].word_class == "r")
    return verb < len(tokens) and tokens[verb].word_class in FINITE


def _boundary(tokens: Sequence[Token], start: int, cue: Cue) -> int | None:
    """Where the clause of a later cue begins, if it stands beside the content rather than within it."""
    if cue.place <= start:
        return None
    front = cue.group.start
    if cue.subject is not None and not cue.inherited:
        front = cue.subject.start
    boundary = front
    while boundary > start and (tokens[boundary - 1].lower in COORDINATORS or is_adverb(tokens[boundary - 1].lower)):
        boundary -= 1
    before = tokens[boundary - 1]
    if before.lower in _THEREUPON and cue.subject is not None and not cue.inherited and boundary - 1 > start:
        return boundary - 1  # "called on Lee to resign | after he said"
    beside = before.lower in STOPS or ends_clause(before) or (boundary < front and cue.inherited)
    return boundary if beside and boundary > start else None


def _object_reach(tokens: Sequence[Token], start: int) -> int:
    """The end of a reported object: the first stop or subordinate clause."""
    for index in range(start + 1, len(tokens)):
        lower = tokens[index].lower
        if lower in STOPS or lower == ":" or lower in _ENDS_OBJECT:
            return index
    return len(tokens)


def without_tail(tokens: Sequence[Token], start: int, end: int) -> int:
    """Leave out the stop at the end, unless it closes an abbreviation."""
    while end > start and (tokens[end - 1].lower in STOPS or tokens[end - 1].lower in (":", "and", "but")):
        end -= 1
    return end
