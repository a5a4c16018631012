"""Whole sources: from the words that a report takes for its source to all that name who says it, and no others.

What stands before ("Ann Lee, | mayor of Orr"), what was glued on ("the ones | the harbour board", "officials | in
recent days") and who is only asked ("Lee was asked whether") are matters of grammar, however sure the network is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.cues import BE
from attribune.annotate.joint_sources import with_others
from attribune.annotate.lexicon import LOWER
from attribune.annotate.phrases import HEADS, POINTING, TEMPORALS, Range, phrase_after, phrase_before
from attribune.annotate.reports import Report
from attribune.annotate.subjects import VERBAL
from attribune.annotate.tokens import Token

_DONE = frozenset(
    "accused advised asked blamed charged convicted expected informed instructed notified ordered pressed questioned "
    "quizzed reminded suspected told urged warned".split()
)
_ASKED = frozenset("asked pressed questioned quizzed grilled".split())
_OPENING = "hic"  # classes of "when", "after", "if"
# "for example, refusing to", "they've by and large agreed"
_NOBODY = frozenset(("the", "a", "an", "every", "it's", "example", "instance", "large"))
_SPANS = frozenset("in over on for during at within".split())  # open the time that something took
_TIMES = TEMPORALS | frozenset(
    "days weeks months years hours decades weekend past recent coming the few several".split()
)
_LOOSE = frozenset("i,wc:-h")  # classes of words that close no noun phrase
_OPEN_HEADS = frozenset("something anything everything nothing".split())
_HEADS = frozenset("ones one way idea words word thing things reason moment kind place time".split())
_COURTESY = frozenset("mr mrs ms".split())
_SEAT = re.compile(r"[DRI]-[A-Z][\w.]*")  # "R-Ohio"
_ALL_OF = frozenset("both all each".split())
_ABOUT = frozenset("over about nearly almost roughly some under".split())
_PARTS = frozenset("half two-thirds a third quarter three-quarters".split())
_HOW_MANY = frozenset("most many some several few".split())
_ASIDE = (("for", "the", "record"), ("on", "condition"), ("on", "background"), ("under", "condition"))
_LETTERS = frozenset("email letter letters memo message messages note notes petition petitions text texts".split())
_WRITTEN = _LETTERS | frozenset(
    "article articles book books column columns editorial editorials essay essays op-ed op-eds piece pieces post posts "
    "report reports statement statements study tweet tweets".split()
)
# behind these "by" names no one who speaks: "they are alarmed by the news"; who quotes somebody is the carrier
_NO_AGENTS = frozenset(
    "alarmed amazed angered annoyed appalled bothered comforted concerned confused convinced disappointed "
    "discouraged dismayed disturbed embarrassed emboldened encouraged enraged excited frightened frustrated "
    "gratified heartened horrified humbled impressed insulted intrigued irritated moved offended outraged "
    "perplexed persuaded pleased puzzled reassured relieved saddened scared shaken shocked stunned surprised "
    "tempted threatened troubled unmoved upset worried quoted cited".split()
)
_OBJECTS = frozenset("her him them us me".split())  # "those close to her"
_NAMING = "nsNad"  # classes of the words of a name and what it is called
_JUNIOR = ("jr.", "jr", "sr.", "sr")
_CONCEDING = frozenset("although because even given though whereas".split())
_SENT = frozenset("addressed delivered directed sent submitted written".split())
_BESIDES = ("also", "too")
_FEW = frozenset("dozen few couple hundred thousand million handful lot bunch series group number".split())
_IT_IS = frozenset(
    "accepted agreed alleged assumed believed claimed considered estimated expected feared hoped known reported "
    "rumored rumoured said thought understood".split()
)


def whole(tokens: Sequence[Token], report: Report) -> Report:
    """Return a report with all the words of its source, none where its source is only asked."""
    source = report.source
    if source is None:
        return report
    agent = _agent(tokens, report.cue) if source.end <= report.cue.start else None
    if agent is not None:
        return report._replace(source=agent)
    if _is_acted_on(tokens, report.cue, source) or _names_nobody(tokens, source) or _is_void(tokens, report):
        return report._replace(source=None)
    source = _of_all(tokens, source)
    if _is_sent_to(tokens, report.cue, source):
        return report._replace(source=None)
    one = _one_of(tokens, source)
    if one is not None:
        return report._replace(source=one)
    written = _with_letter(tokens, report.cue, source) or _its_author(tokens, report.cue)
    if written is not None:
        return report._replace(source=written)
    mended = _behind_according(tokens, report.cue, _with_seated(tokens, _to_its_noun(tokens, report.cue, source)))
    mended = _without_tail(tokens, _without_head(tokens, mended))
    mended = _with_title(tokens, _described(tokens, _those_before(tokens, mended)))
    if mended.end <= report.cue.start:
        mended = with_others(tokens, _with_name(tokens, mended), report.cue)
    return report if mended == report.source else report._replace(source=mended)


def _is_acted_on(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a source is who was asked or accused: "Lee was asked whether"."""
    words = [token.lower for token in tokens[slice(*cue)]]
    done = next((place for place, word in enumerate(words) if word in _DONE), 0)
    acted_on = any(word in BE for word in words[:done]) or _is_asked(tokens, cue, source)
    return source.end <= cue.start and acted_on


def _is_sent_to(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a source is to whom something went that asks: "a query was sent to | the board, | asking"."""
    to = source.start - 1
    sent = to > 0 and tokens[to].lower == "to" and tokens[to - 1].lower in _SENT
    return sent and tokens[cue.start].word_class == "g"


def _agent(tokens: Sequence[Token], cue: Range) -> Range | None:
    """Return by whom somebody was told or asked something: "Lee was told | by Venn | that", not "told by phone"."""
    words = [token.lower for token in tokens[slice(*cue)]]
    done = words[-1] in _DONE or (tokens[cue.end - 1].word_class == "e" and words[-1] not in _NO_AGENTS)
    if not done or BE.isdisjoint(words) or cue.end + 1 >= len(tokens) or tokens[cue.end].lower != "by":
        return None
    agent = clauses.subject_after(tokens, cue.end + 1)
    if agent is None or (agent.end == agent.start + 1 and tokens[agent.start].word_class == "n"):
        return None
    while agent.end + 1 < len(tokens) and tokens[agent.end].lower == "and":
        further = clauses.subject_after(tokens, agent.end + 1)
        if further is None:
            break
        agent = Range(agent.start, further.end)
    return agent


def _of_all(tokens: Sequence[Token], source: Range) -> Range:
    """Return all those of whom a source names some: "| the officials, including the aides | Lee and Dorn"."""
    start = source.start
    while start and tokens[start - 1].word_class in _NAMING:
        start -= 1
    if start < 2 or tokens[start - 1].lower != "including":
        return source
    comma = start - 2
    before = phrase_before(tokens, comma if tokens[comma].lower == "," else start - 1, subject=False)
    return source if before is None or before.end < comma else Range(before.start, source.end)


def _one_of(tokens: Sequence[Token], source: Range) -> Range | None:
    """Return who is said to be one of those taken for a source: "| Lee | was one of | the first to call for"."""
    start = source.start
    while start and tokens[start - 1].word_class in "da":
        start -= 1
    before = [token.lower for token in tokens[max(0, start - 2) : start]]
    be = start - (3 if before == ["one", "of"] else 2 if before[-1:] == ["among"] else start)
    if be < 1 or tokens[be].lower not in BE:
        return None
    return clauses.subject_before(tokens, clauses.verb_group(tokens, be).start)


def _is_asked(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a participle right behind a name and a comma asks: "Lee, | asked | whether it was late, said"."""
    beside = source.end == cue.start - 1 and tokens[source.end].lower == ","
    return beside and tokens[cue.start].lower in _ASKED and all(t.lower != "," for t in tokens[slice(*source)])


def _is_void(tokens: Sequence[Token], report: Report) -> bool:
    """Whether the source is the "it" of "it is known that", which stands for nobody."""
    assert report.source is not None
    words = [token.lower for token in tokens[slice(*report.cue)]]
    alone = report.source.end - report.source.start == 1 and tokens[report.source.start].lower == "it"
    return alone and not BE.isdisjoint(words) and not _IT_IS.isdisjoint(words)


def _names_nobody(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source is but a word that opens a clause or a phrase: "When", "the"."""
    first = tokens[source.start]
    return source.end - source.start == 1 and (first.word_class in _OPENING or first.lower in _NOBODY)


def _with_seated(tokens: Sequence[Token], source: Range) -> Range:
    """Take in who sits for a party and a state, or is the junior: "| Lee, | R-Orr", "| Karl Lee, | Jr."."""
    comma, first = source.start - 1, tokens[source.start]
    seated = comma > 0 and tokens[comma].lower == "," and (_SEAT.fullmatch(first.text) or first.lower in _JUNIOR)
    before = phrase_before(tokens, comma) if seated else None
    return source if before is None or before.end != comma else Range(before.start, source.end)


def _to_its_noun(tokens: Sequence[Token], cue: Range, source: Range) -> Range:
    """Take in the noun that a source of one word stands before: "| Russian | media said no but hoped"."""
    if source.end > source.start + 1 or source.end >= cue.start or tokens[source.start].word_class not in "aN":
        return source
    whole = phrase_after(tokens, source.start)
    behind = tokens[source.end]
    if whole is None or not source.end < whole.end <= cue.start or behind.word_class not in "nsN":
        return source
    return source if behind.lower in TEMPORALS else whole


def _with_letter(tokens: Sequence[Token], cue: Range, source: Range) -> Range | None:
    """Return the letter that says something to whoever was taken for its source: "| a letter to | Lee | urging"."""
    if source.end != cue.start or tokens[cue.start].word_class != "g":
        return None
    to = source.start - 1
    while to > 1 and (tokens[to].lower in (",", "and") or tokens[to].word_class == "N"):
        to -= 1
    written = tokens[to].lower == "to" and tokens[to - 1].lower in _LETTERS
    letter = phrase_before(tokens, to, subject=False) if to > 0 and written else None
    return None if letter is None or letter.end != to else Range(letter.start, source.end)


def _its_author(tokens: Sequence[Token], cue: Range) -> Range | None:
    """Return who wrote what says something, whoever ran it: "ran an op-ed by | Lee (R-Ohio) | urging"."""
    if tokens[cue.start].word_class != "g" or cue.end - cue.start > 1:
        return None
    end = cue.start
    if end > 2 and tokens[end - 1].lower == ")":
        end = next((i for i in range(end - 2, 1, -1) if tokens[i].lower == "("), end)
    author = phrase_before(tokens, end, subject=False)
    if author is None or author.end != end or author.start < 2 or tokens[author.start - 1].lower != "by":
        return None
    return Range(author.start, cue.start) if tokens[author.start - 2].lower in _WRITTEN else None


def _behind_according(tokens: Sequence[Token], cue: Range, source: Range) -> Range:
    """Return who stands right behind "according to", whoever else was taken: "According to | Lee, Venn is late"."""
    if tokens[cue.start].lower != "according" or source.start <= cue.end:
        return source
    return clauses.subject_after(tokens, cue.end, leads=True) or source


def _described(tokens: Sequence[Token], source: Range) -> Range:
    """Take in what stands before a noun and belongs to it: "the newly elected | representative", "no | one"."""
    start = source.start
    if start and tokens[start].lower == "one" and tokens[start - 1].lower in ("no", "any"):
        return Range(start - 1, source.end)
    if _is_counted(tokens, start):
        return Range(start - 1, source.end)
    if source.end == start + 1 and tokens[start].lower in _OBJECTS:
        close = next((i for i in range(start - 1, max(-1, start - 4), -1) if tokens[i].lower == "those"), start)
        return Range(close, source.end)
    if tokens[start].word_class not in "ns":
        return source
    while start and tokens[start - 1].word_class in "aer0":
        start -= 1
    if start and tokens[start - 1].word_class == "d" and tokens[start - 1].lower not in POINTING:
        return Range(start - 1, source.end)
    return source


def _is_counted(tokens: Sequence[Token], start: int) -> bool:
    """Whether the word before says how many there are: "over | half of them", "most | Democrats"."""
    before, first = tokens[start - 1].lower if start else "", tokens[start]
    if before in _ABOUT and (first.word_class == "0" or first.lower in _PARTS):
        return True
    plural = first.word_class == "s" or (first.word_class == "N" and first.lower.endswith("s"))
    return before in _HOW_MANY and plural


def _those_before(tokens: Sequence[Token], source: Range) -> Range:
    """Return whom "both" and the like sums up: "| Lee and Dorn | both said"."""
    if source.end - source.start > 1 or source.start < 3 or tokens[source.start].lower not in _ALL_OF:
        return source
    before = phrase_before(tokens, source.start)
    several = before is not None and any(tokens[i].lower == "and" for i in range(*before))
    return before if before is not None and several and before.end == source.start else source


def _with_title(tokens: Sequence[Token], source: Range) -> Range:
    """Take in the first words of a title of which the last was taken for a name: "Secretary of | State Ann Lee"."""
    of = source.start - 1
    cut = of > 0 and tokens[of].lower == "of" and tokens[source.start].word_class == "N"
    titled = cut and tokens[of - 1].text[0].isupper() and LOWER.get(tokens[of - 1].lower) == "t"
    return Range(of - 1, source.end) if titled and source.end - source.start > 1 else source


def _without_head(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out what a clause without "that" hangs on: "the way | Lee wants it", "something | the board said"."""
    start = source.start
    if tokens[start].lower in _OPEN_HEADS or _joins(tokens, source):
        start += 1
    elif tokens[start].lower in _CONCEDING:
        start = next(i for i in range(start, source.end + 1) if i == source.end or tokens[i].lower not in _CONCEDING)
    elif tokens[start].word_class == "d" and start + 1 < source.end and tokens[start + 1].lower in _HEADS:
        start += 2
    elif _hangs_on_one(tokens, source):
        start = next(i for i in range(start, source.end) if tokens[i].word_class == "n") + 1
    elif tokens[start].word_class == "g" and start and tokens[start - 1].lower == ",":
        start += start + 1 < source.end and tokens[start + 1].word_class == "N"  # ", showing | Lee berating"
    titled = next((i for i in range(start + 1, source.end) if tokens[i].lower.rstrip(".") in _COURTESY), start)
    if tokens[titled - 1].word_class in "nsN" and titled > start:
        start = titled  # "Following the votes in Congress | Mr Lee"
    described = start < source.end and tokens[start].word_class in "dnsNa"
    return Range(start, source.end) if described else source


def _hangs_on_one(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a clause about one thing begins within: "a target | Harbour allies | agreed to meet"."""
    if tokens[source.start].lower not in ("a", "an") or tokens[source.end - 1].word_class != "s":
        return False
    one = next((i for i in range(source.start, source.end) if tokens[i].word_class == "n"), source.end)
    behind = tokens[one + 1 : source.end - 1]
    named = bool(behind) and all(token.word_class in "Nd" for token in behind)
    return named and tokens[one].lower not in _FEW


def _joins(tokens: Sequence[Token], source: Range) -> bool:
    """Whether a source begins with the "that" of the clause it stands in: "that | other lawyers"."""
    return tokens[source.start].lower == "that" and tokens[source.end - 1].word_class == "s"


def _without_tail(tokens: Sequence[Token], source: Range) -> Range:
    """Leave out when it was, and what begins a clause: "officials | in recent days", "the group, | which"."""
    end = min(_before_time(tokens, source), _before_aside(tokens, source))
    end -= end > source.start + 1 and tokens[end - 1].lower in _BESIDES
    while end > source.start + 1 and tokens[end - 1].word_class in _LOOSE and tokens[end - 1].lower != "whom":
        end -= 1
    before_time = source.end < len(tokens) and tokens[source.end].lower in TEMPORALS
    if end == source.end and before_time and tokens[end - 1].word_class in "ev" and end > source.start + 2:
        end -= tokens[end - 2].word_class in HEADS  # "a poll | released Tuesday"
    return Range(source.start, end)


def _before_aside(tokens: Sequence[Token], source: Range) -> int:
    """Where it begins how it was said that closes a source, its end where none does: "for the record"."""
    words = [token.lower for token in tokens[slice(*source)]]
    asides = (i for i in range(1, len(words)) if any(tuple(words[i : i + len(aside)]) == aside for aside in _ASIDE))
    at = source.start + next(asides, len(words))
    return source.end if tokens[at - 1].word_class in VERBAL else at  # "sources who spoke on condition"


def _before_time(tokens: Sequence[Token], source: Range) -> int:
    """Where the time begins that closes a source, its end where none does: "over the weekend", "in recent days"."""
    for index in range(source.end - 1, source.start, -1):
        if tokens[index].lower in _SPANS:
            return index if index < source.end - 1 else source.end
        if tokens[index].lower not in _TIMES:
            break
    return source.end


def _with_name(tokens: Sequence[Token], source: Range) -> Range:
    """Take in the name that an apposition describes: "| Ann Lee, | mayor of Orr, which has a ferry, said"."""
    comma = source.start - 1
    first = tokens[source.start]
    if comma < 2 or tokens[comma].lower != "," or first.word_class == "N" or first.lower == "whose":
        return source
    if not clauses.is_apposition(tokens, source) or clauses.has_verb(tokens, source):
        return source
    name = clauses.full_name_before(tokens, comma)
    if name is None or name.end != comma:
        return source
    opens = name.start == 0 or tokens[name.start - 1].word_class in '&hc:"-'
    return Range(name.start, source.end) if opens else source
