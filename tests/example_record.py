"""The hand-made record of the example coverage, with its words found in the articles again.

Places are positions of words: an article's words are counted from 0, and a stretch of text is the set of the
positions of its words. Sets of positions are what the measures compare, so that a quotation mark or a comma at
the edge of a span counts for nothing.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from attribune.text import normalise, words

EXAMPLES = Path(__file__).parents[1] / "examples"
COVERAGE = EXAMPLES / "coverage"
Row = Mapping[str, Any]
Places = frozenset[int]


def load_record() -> dict[str, Any]:
    """Return ``examples/record.json``."""
    record: dict[str, Any] = json.loads((EXAMPLES / "record.json").read_text(encoding="utf-8"))
    return record


def key_of(source: str, given_id: str | None) -> str:
    """Return the name under which the record knows an article: the id of its line, or the name of its page."""
    return given_id or Path(source).stem


@dataclass(frozen=True)
class Text:
    """One article's text, and where its words stand."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in words(self.text)]

    def places(self, start: int, end: int) -> Places:
        """Return the positions of the words that begin in ``[start, end)``."""
        return frozenset(range(bisect_left(self._starts, start), bisect_right(self._starts, end - 1)))

    def of_spans(self, spans: Iterable[tuple[int, int]]) -> Places:
        """Return the positions of the words of several spans."""
        return frozenset().union(*(self.places(start, end) for start, end in spans))

    def of_words(self, *strings: str) -> Places:
        """Return the positions of the words of recorded strings; one that is not there is an error."""
        return self.of_spans((start := self.text.index(string), start + len(string)) for string in strings)

    def nearest(self, string: str, content: Places) -> Places:
        """Return where ``string`` stands nearest to a content, and outside it; of no content, where it stands first."""
        found = [self.places(*match.span()) for match in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", self.text)]
        outside = [places for places in found if places and not places & content]
        if not content:
            return min(outside, key=min, default=frozenset())
        return min(outside, key=lambda places: _distance(places, content), default=frozenset())


def _distance(a: Places, b: Places) -> int:
    return min(abs(x - y) for x in (min(a), max(a)) for y in b)


@dataclass
class Score:
    """How much of what is recorded was found, how much of what was found is recorded, and what is amiss."""

    name: str
    recorded: int = 0
    recalled: int = 0
    found: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def recall(self, found: bool, *, what: str) -> None:
        """Count one recorded thing, found or not."""
        self.recorded += 1
        self.recalled += found
        if not found:
            self.misses.append(f"{self.name}: not found: {what}")

    def judge(self, right: bool, *, what: str) -> None:
        """Count one found thing, right or not."""
        self.found += 1
        self.right += right
        if not right:
            self.misses.append(f"{self.name}: not recorded: {what}")

    @property
    def recalls(self) -> float:
        """The share of the recorded that was found, in percent."""
        return 100 * self.recalled / self.recorded if self.recorded else 100.0

    @property
    def precision(self) -> float:
        """The share of the found that is right, in percent."""
        return 100 * self.right / self.found if self.found else 100.0

    def line(self) -> str:
        """Return the score as a line of a table."""
        precision = f"{self.precision:6.1f} ({self.right}/{self.found})" if self.found else "     -"
        return f"{self.name:<24} {self.recalls:6.1f} ({self.recalled}/{self.recorded})".ljust(43) + precision


@dataclass(frozen=True)
class Said:
    """A recorded or a found statement, reduced to what is compared."""

    article: str
    kind: str
    content: Places
    speaker: str | None
    words: str
    optional: bool = False
    row: Row = field(default_factory=dict)


def recorded_statements(record: Row, texts: Mapping[str, Text]) -> list[Said]:
    """Return the record's statements with their words' places."""
    return [
        Said(
            article=row["article"],
            kind=row["kind"],
            content=texts[row["article"]].of_words(*row["content"]),
            speaker=row["speaker"],
            words=f"{row['article']}: {' ... '.join(row['content'])}",
            optional=row.get("optional", False),
            row=row,
        )
        for row in record["statements"]
    ]


class Names:
    """Who in the record a name or a description belongs to."""

    def __init__(self, record: Row) -> None:
        self._owners: dict[str, set[str]] = {}
        for actor in record["actors"]:
            for alias in [actor["name"], *actor["aliases"]]:
                self._owners.setdefault(folded(alias), set()).add(actor["name"])

    def owner(self, name: str | None) -> str | None:
        """Return the recorded actor of a name: of the name as it stands, or of the longest end of it.

        What belongs to two recorded actors ("the minister", "Falkwin") belongs to nobody.
        """
        words = folded(name or "").split()
        for start in range(len(words)):
            owners = self._owners.get(" ".join(words[start:]), set()) | self._by_end(words[start:])
            if owners:
                return min(owners) if len(owners) == 1 else None
        return None

    def _by_end(self, words: list[str]) -> set[str]:
        """Return the actors whose own name ends with these words: "Tamblin" for Osric Tamblin."""
        names = sorted({name for owners in self._owners.values() for name in owners})
        return {name for name in names if folded(name).split()[-len(words) :] == words}


def folded(name: str) -> str:
    """Return a name as it is compared: normal forms of its words, without article and possessive ending."""
    forms = [re.sub(r"'s$", "", normalise(word)) for word in name.split()]
    return " ".join(form for form in forms if form not in ("the", "a", "an"))


def recovered(recorded: Said, found: Iterable[Said], beside: Iterable[Said]) -> bool:
    """Tell whether found statements carry a recorded one.

    Either those that lie mostly inside it make up half of its words, or one that runs on into what the same
    speaker says beside it holds half of them: where a statement is cut in two is not what is measured.
    """
    found = list(found)
    inside: Places = frozenset().union(
        *(f.content for f in found if 2 * len(f.content & recorded.content) >= len(f.content))
    )
    if 2 * len(inside & recorded.content) >= len(recorded.content):
        return True
    own: Places = frozenset().union(*(b.content for b in beside if b.speaker == recorded.speaker), recorded.content)
    return any(
        2 * len(f.content & recorded.content) >= len(recorded.content)
        and 5 * len(f.content & own) >= 4 * len(f.content)
        for f in found
    )


def overlapping(recorded: Said, found: Iterable[Said]) -> Said | None:
    """Return the found statement that shares most words with the recorded one, if any does."""
    best = max(found, key=lambda f: (len(f.content & recorded.content), -len(f.content)), default=None)
    return best if best is not None and best.content & recorded.content else None
