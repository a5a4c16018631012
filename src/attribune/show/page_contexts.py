"""What the templates get of a whole page: its head, each story with its parts, each article in full, what was rejected.

The records that these are made of stand in ``contexts``.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from attribune.model import ParagraphKind, StatementKind
from attribune.show.contexts import (
    ActorRow,
    ArticleRef,
    ConflictView,
    Coverage,
    Link,
    OriginsView,
    PassagesSection,
    PositionRow,
    SayingsSection,
    Speaker,
    StemmaSection,
    TimelineRow,
)


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One article in the headline matrix."""

    article: ArticleRef
    title: str  # "untitled" and how it begins where it has none
    byline: str
    statements: int
    words: int
    url: str


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A statement, named beside the paragraph where it begins."""

    anchor: str
    number: int
    speaker: Speaker
    kind: StatementKind
    about: str  # why this speaker, and how sure
    doubtful: bool  # hardly sure to be an attribution
    place: Link  # the statement's mark in the text
    saying: Link  # where else it stands


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph with its marks; ``before`` is the article's blank space ahead of it, kept exactly."""

    before: str
    kind: ParagraphKind | str
    label: str
    text: Markup
    notes: tuple[MarginNote, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article in full."""

    ref: ArticleRef
    anchor: str
    title: str  # "untitled" and how it begins where it has none
    byline: str
    counts: str
    source: str
    url: str
    language: str  # empty means unknown, in HTML too
    paragraphs: tuple[ParagraphView, ...]
    after: str  # blank space at the end of the text
    loose: tuple[str, ...]  # ids of marks that hold no character of the text
    origins: OriginsView | None  # None in a story of one article that shares nothing with others


@dataclass(frozen=True, slots=True)
class StoryHead:
    """A story's headline, its figures and the way to its parts."""

    anchor: str
    href: str
    headline: str
    facts: tuple[str, ...]
    glance: tuple[Link, ...]
    parts: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """All of a story except its articles in full, which are made one at a time."""

    id: str
    head: StoryHead
    headlines: tuple[HeadlineRow, ...]
    sayings: SayingsSection
    coverage: Coverage
    stemma: StemmaSection
    passages: PassagesSection
    timeline: tuple[TimelineRow, ...]
    conflicts: tuple[ConflictView, ...]
    positions: tuple[PositionRow, ...]
    actors: tuple[ActorRow, ...]
    compared: bool  # two articles or more


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A story in the list at the top."""

    headline: str
    href: str
    facts: str


@dataclass(frozen=True, slots=True)
class LoneStory:
    """A story that has one article."""

    story: str  # its id, by which a report of it can be asked for
    title: str
    name: str
    date: str
    datetime: str
    statements: int
    url: str


@dataclass(frozen=True, slots=True)
class LoneSection:
    """The articles that stand alone."""

    note: str
    rows: tuple[LoneStory, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """An input that could not be read."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class RejectedSection:
    """The inputs that could not be read."""

    note: str
    rows: tuple[RejectedRow, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """The top of the page."""

    name: str  # what a browser's tab and history say
    title: str
    summary: str
    policy: str  # Content-Security-Policy
    style: Markup
    changes: tuple[tuple[str, str], ...]  # every change label and what it means
    kinds: tuple[tuple[str, str], ...]  # every statement kind and what it means
    index: tuple[IndexEntry, ...]
    left_out: str
