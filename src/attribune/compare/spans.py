"""Finding the one of ordered spans that a place lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attribune.model import Span


def around(spans: Sequence[Span], place: int) -> Span | None:
    """Return the one of the spans, ordered and apart from each other, that the place lies in; None if none does."""
    after = bisect_right(spans, place, key=lambda span: span.start)
    return spans[after - 1] if after and place < spans[after - 1].end else None
