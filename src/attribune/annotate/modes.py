"""Whether a statement reports what was said, what was thought, or what is planned.

The distinction is that of Pareti (Attribution: A Computational Approach, 2015): assertions, beliefs and eventualities.
"""

from __future__ import annotations

import re
from functools import cache

from attribune.data import rows
from attribune.model import Mode, Span, StatementKind

_WORD = re.compile(r"[^\W\d_]+")


def mode_of(text: str, cue: Span | None, kind: StatementKind) -> Mode:
    """Return what the reporting words at ``cue`` say it was; what stands in quotation marks was said or written.

    The last word of a cue that has a mode decides ("had said he believed"); without a cue, it is speech.
    """
    if cue is None or kind != "indirect":
        return "speech"
    words = _WORD.findall(text[cue.start : cue.end].lower())
    return next((_modes()[word] for word in reversed(words) if word in _modes()), "speech")


@cache
def _modes() -> dict[str, Mode]:
    modes: dict[str, Mode] = {}
    for mode, words in rows("modes.txt"):
        if mode not in ("thought", "plan"):
            raise ValueError(f"modes.txt: there is no mode {mode!r}")
        modes.update(dict.fromkeys(words.split(), mode))  # type: ignore[arg-type]  # checked above
    return modes
