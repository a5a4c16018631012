"""Whether a statement reports what was said, what was thought, what is planned, or what somebody did not say.

The first three are Pareti's (Attribution: A Computational Approach, 2015): assertions, beliefs and eventualities. The
last are reports of speech that did not take place: denied ("never said"), conditional ("if she says") or only
possible ("could say"), which FactBank (Sauri and Pustejovsky 2009) calls counterfactual and possible. What somebody
"will say" is a plan. Attitudes are left alone: who "does not believe" holds a view.
"""

from __future__ import annotations

import re
from functools import cache

from attribune.data import rows
from attribune.model import Mode, Span, StatementKind

_WORD = re.compile(r"[^\W\d_]+")
_ONESELF = len(" himself")
_NEAR = 48  # code points before a cue in which what denies it may stand
_DECLINING = r"(?:declin|refus|fail|forg|neglect|omit)\w*\sto"
_NOT = (
    r"(?:not|never|without|cannot|nor|rarely|seldom|hardly|\w+n[’']t"
    rf"|{_DECLINING}|yet\sto|unable\sto|no\slonger"
    r"|can|could|might|may|should|(?<!I\s)(?<!we\s)must|(?<!more\s)(?<!less\s)(?<!equally\s)(?<!as\s)likely\sto)"
)
# "stopped short of calling", "offered no sign of yielding"
_WITHHELD = re.compile(
    r"\b(?:st(?:op|ops|opped|opping)\sshort\sof|refrain(?:s|ed|ing)?\sfrom|sh(?:y|ies|ied|ying)\saway\sfrom)\s[a-z]+ing\b"
    r"|\b(?:g[ai]ve\w*|offer\w*|show\w*)\sno\s(?:hint|indication|sign)s?\b"
)
# "should start thinking", "ought to know": the author's advice
_ADVISED = re.compile(r"\b(?:should(?!\sbe)|ought\sto|needs?\sto)(?:\s(?:also|begin|really|start))*\s[a-z]+\b")
_YET_TO_COME = (
    r"(?:(?<!I\s)will|shall|\w+[’']ll|(?:going|plan\w*|set|due|scheduled|expected|intend\w*|prepar\w+|poised)\sto)"
)
_BETWEEN = (
    r"(?:\s(?!only\b|just\b|simply\b|merely\b)(?:[a-z]+ly|also|even|ever|yet|be|been|have|has|once|so|to|at\sonce))"
)
_NOBODY = re.compile(r"(?:no\sone|nobody|none|neither|any(?:one|body)(?!\swho)|no(?!\.?\s(?:\d|fewer|less)))\b", re.I)
_NEITHER = re.compile(r"\b[Nn]either\s[^.;:“”\"]+\snor\s(?:the\s)?$")
_TO_ONESELF = re.compile(r"(?:ask|asks|asked|asking|tell|tells|told|telling)\s(?:him|her|my)self\b")
_IF = re.compile(r"\b(?:if|unless|whether)\s(?:the\s)?$", re.I)


def mode_of(text: str, cue: Span | None, kind: StatementKind, source: Span | None = None) -> Mode:
    """Return what the reporting words at ``cue`` say it was; what stands in quotation marks was said or written.

    The last word of a cue that has a mode decides ("had said he believed"); without a cue, it is speech.
    """
    if cue is None:
        return "speech"
    if kind == "direct":
        return "unsaid" if _is_nobodys(text, cue, source) else "speech"
    words = _WORD.findall(text[cue.start : cue.end].lower())
    says = not _saying().isdisjoint(words)
    if _is_declined(text, cue) or _is_nobodys(text, cue, source) or (says and _is_unsaid(text, cue, source)):
        return "unsaid"
    if kind != "indirect":
        return "speech"
    if _stands_by(_ADVISED, text, cue):
        return "unsaid"
    if says and _stands_by(_to_come(), text, cue):
        return "plan"
    if _TO_ONESELF.search(text, cue.start, cue.end + _ONESELF):
        return "thought"
    return next((_modes()[word] for word in reversed(words) if word in _modes()), "speech")


def _is_nobodys(text: str, cue: Span, source: Span | None) -> bool:
    """Whether nobody says, thinks or plans it: "no one believes that", "neither Lee nor | the board | wants"."""
    if source is None or source.start > cue.start:
        return False
    before = text[max(0, source.start - _NEAR) : source.start]
    return _NOBODY.match(text, *source) is not None or _NEITHER.search(before) is not None


def _is_declined(text: str, cue: Span) -> bool:
    """Whether somebody is reported not to say something: "| declined | to comment", but "refused to resign"."""
    found = _declining().search(text, cue.start, cue.end + _NEAR)
    if found is not None and found.start() < cue.end:
        return True
    near = _WITHHELD.finditer(text, max(0, cue.start - _NEAR), cue.end + _NEAR)
    return any(withheld.start() < cue.end and withheld.end() > cue.start for withheld in near)


def _is_unsaid(text: str, cue: Span, source: Span | None) -> bool:
    """Whether a verb of saying at a cue is denied, conditional or only possible."""
    if _stands_by(_denied(), text, cue):
        return True
    if source is None or source.start > cue.start:
        return False
    before = text[max(0, source.start - _NEAR) : source.start]
    return _IF.search(before) is not None


def _stands_by(pattern: re.Pattern[str], text: str, cue: Span) -> bool:
    """Whether words that end within a cue are found in it and shortly before it."""
    start = max(0, cue.start - _NEAR)
    return any(found.end() > cue.start for found in pattern.finditer(text, start, cue.end))


@cache
def _denied() -> re.Pattern[str]:
    return _before_saying(_NOT)


@cache
def _declining() -> re.Pattern[str]:
    return _before_saying(_DECLINING)


@cache
def _to_come() -> re.Pattern[str]:
    return _before_saying(_YET_TO_COME)


def _before_saying(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{words}{_BETWEEN}{{0,3}}\s(?:{'|'.join(sorted(_saying()))})\b")


@cache
def _saying() -> frozenset[str]:
    """Return the forms of verbs of saying: of what they report it makes a difference whether it was said."""
    return frozenset(word for mode, words in rows("modes.txt") if mode == "saying" for word in words.split())


@cache
def _modes() -> dict[str, Mode]:
    modes: dict[str, Mode] = {}
    for mode, words in rows("modes.txt"):
        if mode == "saying":
            continue
        if mode not in ("thought", "plan"):
            raise ValueError(f"modes.txt: there is no mode {mode!r}")
        modes.update(dict.fromkeys(words.split(), mode))  # type: ignore[arg-type]  # checked above
    return modes
