"""Who acts: by whom something was said, who is only asked or written to, and who is one of those who said it.

The noun next to a verb is often not who says it: "Lee was told by Venn that", "a query was sent to the board, asking",
"Lee was one of the first to call for it", "ran an op-ed by Lee urging".
"""

from __future__ import annotations

from collections.abc import Sequence

from attribune.annotate import clauses
from attribune.annotate.cues import BE, lexicon
from attribune.annotate.phrases import POINTING, Range, are_people, phrase_before
from attribune.annotate.subjects import VERBAL
from attribune.annotate.tokens import QUOTED, Token
from attribune.annotate.word_classes import FINITE

_DONE = frozenset(
    "accused advised asked blamed charged convicted expected informed instructed notified ordered pressed questioned "
    "quizzed reminded suspected told urged warned".split()
)
_ASKED = frozenset("asked pressed questioned quizzed grilled".split())
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
_NAMING = "nsNad"  # classes of the words of a name and what it is called
_RELATIVE = 12  # tokens before a source in which the "who" may stand of the clause that it ends
_SENT = frozenset("addressed delivered directed sent submitted written".split())


def is_acted_on(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a source is who was asked or accused: "Lee was asked whether"."""
    words = [token.lower for token in tokens[slice(*cue)]]
    done = next((place for place, word in enumerate(words) if word in _DONE), 0)
    acted_on = any(word in BE for word in words[:done]) or _is_asked(tokens, cue, source)
    return source.end <= cue.start and acted_on


def _is_asked(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a participle right behind a name and a comma asks: "Lee, | asked | whether it was late, said"."""
    beside = source.end == cue.start - 1 and tokens[source.end].lower == ","
    return beside and tokens[cue.start].lower in _ASKED and all(t.lower != "," for t in tokens[slice(*source)])


def is_sent_to(tokens: Sequence[Token], cue: Range, source: Range) -> bool:
    """Whether a source is to whom something went that asks: "a query was sent to | the board, | asking"."""
    to = source.start - 1
    sent = to > 0 and tokens[to].lower == "to" and tokens[to - 1].lower in _SENT
    return sent and tokens[cue.start].word_class == "g"


def by_whom(tokens: Sequence[Token], cue: Range) -> Range | None:
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


def all_of(tokens: Sequence[Token], cue: Range, source: Range) -> Range:
    """Return all those of whom a source names some: "| the officials, including the aides | Lee and Dorn"."""
    start = source.start
    while start and tokens[start - 1].word_class in _NAMING:
        start -= 1
    if start and tokens[start - 1].lower == "," and any(t.lower == "and" for t in tokens[source.start : cue.start]):
        start = 1 + max((i for i in range(start) if tokens[i].lower == "including"), default=start - 1)
    if start < 2 or tokens[start - 1].lower != "including":
        return source
    comma = start - 2
    before = phrase_before(tokens, comma if tokens[comma].lower == "," else start - 1, subject=False)
    return source if before is None or before.end < comma else Range(before.start, source.end)


def in_place_of(tokens: Sequence[Token], cue: Range, source: Range) -> Range | None:
    """Return who says it though others were taken for the source: one of them, their letter, or who wrote it."""
    return (
        _one_of(tokens, source)
        or _with_letter(tokens, cue, source)
        or _its_author(tokens, cue)
        or _around_participle(tokens, cue, source)
        or _around_relative(tokens, cue, source)
    )


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


def _around_participle(tokens: Sequence[Token], cue: Range, source: Range) -> Range | None:
    """Return who opens the sentence before a participle: "| Lee, | speaking after | the board | met, said"."""
    comma = next((i for i in range(source.start) if tokens[i].lower == ","), 0)
    if not comma or source.end > cue.start or tokens[cue.start - 1].lower != ",":
        return None
    if tokens[comma + 1].word_class != "g" or tokens[comma + 2].word_class in "nsa":  # "Lee, ranking member, said"
        return None
    subject = phrase_before(tokens, comma)
    if subject is None or subject.end != comma or (subject.start and tokens[subject.start - 1].word_class != "&"):
        return None
    verbs = (i for i in range(comma, cue.end) if tokens[i].word_class in FINITE)
    closing = next((i for i in verbs if tokens[clauses.verb_group(tokens, i).start - 1].lower == ","), cue.end)
    return subject if closing in range(*cue) else None


def _around_relative(tokens: Sequence[Token], cue: Range, source: Range) -> Range | None:
    """Return of whom it is told before with whom they did what: "| Some | who have worked with | Lee | say"."""
    if source.end != cue.start or tokens[cue.end - 1].word_class == "g" or tokens[source.start].lower == "whose":
        return None
    near = range(source.start - 1, max(0, source.start - _RELATIVE), -1)
    who = next((i for i in near if tokens[i].lower in ("who", ",", ";", QUOTED) or tokens[i].word_class == "-"), 0)
    if not who or tokens[who].lower != "who":
        return None
    verbs = [i for i in range(who, source.start) if tokens[i].word_class in VERBAL]
    said = any((verb := lexicon().get(tokens[i].lower)) and verb.kind in ("say", "tell") for i in verbs)
    reports = said and tokens[source.start - 1].word_class != "i"
    before = phrase_before(tokens, who, subject=False) if verbs and not reports else None
    if before is None or before.end != who:
        return None
    return before if are_people(tokens[who - 1]) or tokens[who - 1].lower in POINTING else None
