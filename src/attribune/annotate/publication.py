"""When an article was published, where nobody tells but its own head: "Updated: 7:32 a.m. on Monday, July 16, 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attribune.annotate.layout_captions import MONTH
from attribune.model import Paragraph
from attribune.read import dates

HEAD = 3000  # code points that are searched: further down stand the days of other articles

_DAY = re.compile(
    rf"\b(?:{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}\.?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{4})\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)


def published_in(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the ISO day by which the head of an article says when it appeared, ``None`` if it does not.

    Read are the lines that name authors and times. The first day counts, one of an update only if there is no other.
    """
    days = list(_days(text, paragraphs))
    return next((day for day, changed in days if not changed), days[0][0] if days else None)


def _days(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, bool]]:
    for start, end in (paragraph.span for paragraph in paragraphs if paragraph.kind == "byline"):
        if start > HEAD:
            return
        line = " ".join(text[start:end].split())
        if line.startswith(("—", "–", "-")):  # the day of a quotation or a post, under it
            continue
        for match in _DAY.finditer(line):
            day = dates.normalised(match.group())
            if day is not None:
                yield day, _CHANGED.search(line, 0, match.start()) is not None
