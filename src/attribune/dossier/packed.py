"""An annotation as one row of scalars, and back: articles and their layout as in the dossier, the rest as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from attribune.dossier.mentions import mentions_json, mentions_of
from attribune.dossier.records import (
    ARTICLE_COLUMNS,
    LAYOUT,
    UNLINKED_STATEMENT,
    article_of,
    article_row,
    decode,
    encode,
    paragraphs_json,
    paragraphs_of,
    quotations_json,
    quotations_of,
    spans_json,
    spans_of,
    statement_of,
    statement_row,
    time_of,
    time_row,
    whole,
)
from attribune.model import Annotation

FOUND = ("times", "mentions", "statements")
NAMES = (*ARTICLE_COLUMNS, *LAYOUT.split(", "), *FOUND)
PACKED = pa.schema([pa.field(name, pa.string()) for name in NAMES])


def pack(annotation: Annotation) -> dict[str, str | None]:
    """Return the columns ``PACKED`` of an annotation as ``annotate`` gives it, actors unset.

    What UTF-8 cannot hold becomes U+FFFD, one for one, as in the dossier.
    """
    values = (
        *article_row(annotation.article),
        paragraphs_json(annotation.paragraphs),
        spans_json(annotation.sentences),
        quotations_json(annotation.quotations),
        encode([time_row(time) for time in annotation.times]),
        mentions_json(annotation.mentions),
        encode([statement_row(statement) for statement in annotation.statements]),
    )
    return {name: value and whole(value) for name, value in zip(NAMES, values, strict=True)}


def unpack(row: Mapping[str, Any]) -> Annotation:
    """Return the annotation of the columns ``PACKED``; others are passed over."""
    article = article_of(tuple(row[name] for name in ARTICLE_COLUMNS))
    return Annotation(
        article=article,
        paragraphs=paragraphs_of(row["paragraphs"]),
        sentences=spans_of(decode(row["sentences"])),
        quotations=quotations_of(row["quotations"]),
        times=tuple(time_of(tuple(time)) for time in decode(row["times"])),
        mentions=mentions_of(article.id, row["mentions"]),
        statements=tuple(statement_of(article.id, tuple(s), UNLINKED_STATEMENT) for s in decode(row["statements"])),
    )
