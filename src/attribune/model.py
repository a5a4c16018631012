"""The nouns of the product: frozen dataclasses without behaviour beyond their own fields.

Every span is a half-open pair of code point offsets into ``article.text``; what a finding shows is
``article.text[span.start:span.end]``. Every confidence lies between 0 and 1. Dates are ISO 8601 strings,
as precise as the text allows (``2024-05-26``, ``2024-W21``, ``2024-05``, ``2024``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

ParagraphKind = Literal["headline", "body", "byline", "caption", "furniture"]
StatementKind = Literal["direct", "indirect", "mixed"]
Mode = Literal["speech", "thought", "plan", "unsaid"]
MODES: tuple[Mode, ...] = get_args(Mode)
MentionKind = Literal["name", "role", "pronoun", "place", "group"]
NameType = Literal["person", "organisation", "place", "other"]
ActorType = Literal["person", "organisation", "state", "group", "outlet", "unknown"]
Gender = Literal["female", "male", "plural", "neuter", "unknown"]
Precision = Literal["minute", "day", "week", "month", "year", "past", "unknown"]
Change = Literal["verbatim", "trimmed", "spliced", "reworded", "paraphrased", "extended"]
VariantKind = Literal["same", "omitted", "added", "substituted"]
Difference = Literal[
    "same",
    "cut at the start",
    "cut at the end",
    "cut in the middle",
    "cut with an ellipsis",
    "added",
    "bracketed insertion",
    "spelling only",
    "tense or person",
    "word substituted",
    "paraphrased",
    "quoted",  # where the fullest reports
    "reported",  # where the fullest quotes
    "other speaker",
    "other occasion",
    "joined from two",
]
AlterationKind = Literal["denial", "number", "name", "modality"]
CorrectionKind = Literal["join", "part", "lock"]
ConflictKind = Literal["date", "venue", "speaker"]
Stance = Literal["for", "against", "neutral"]


class Span(NamedTuple):
    """``[start, end)`` in code points of one article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether two spans of one text have a place in common."""
        return self.start < other.end and other.start < self.end


class Link(NamedTuple):
    """Words of an article that lead to another page."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Article:
    """One published text by one outlet. ``text`` is kept exactly as decoded or extracted."""

    id: str
    source: str  # the path or URL as the user gave it
    text: str
    given_id: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None  # ISO date, or date and time
    language: str | None = None
    links: tuple[Link, ...] = ()  # of a page, in order


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input, or a part of one, that could not be read, and why, in one line."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of an article and what it serves as; only ``headline`` and ``body`` are read for statements."""

    span: Span
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between one pair of quotation marks.

    ``span`` includes the marks, ``parts`` exclude them (several when a quotation runs over paragraphs,
    each with its own opening mark). ``mended`` means that a mark was missing and had to be inferred.
    """

    span: Span
    parts: tuple[Span, ...]
    mended: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time named in the text, resolved against the publication date where that is known."""

    span: Span
    value: str | None  # ISO 8601, None when it could not be resolved
    precision: Precision


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an actor is named or described.

    ``head`` is the part that names (the name without titles, the noun of a role); ``role`` is the title or
    role that stands with it, if any. ``actor`` and ``confidence`` are set by ``resolve``.
    """

    article: str
    span: Span
    kind: MentionKind
    head: Span
    role: Span | None = None
    gender: Gender = "unknown"
    actor: str | None = None
    confidence: float = 0.0
    evidence: str = ""  # which rule linked it, in a few words
    name_type: NameType | None = None  # what the network takes a name for; ``None`` by rules alone, or in doubt


@dataclass(frozen=True, slots=True)
class Statement:
    """What an article attributes to a source. ``actor`` and what follows it are set by ``resolve``."""

    id: str
    article: str
    kind: StatementKind
    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    confidence: float
    venue: Span | None = None
    said_on: TimeExpression | None = None
    carrier: Span | None = None  # the outlet or person through whom the article has it ("RIA reports")
    mode: Mode = "speech"
    actor: str | None = None
    actor_confidence: float = 0.0
    actor_evidence: str = ""
    candidates: tuple[tuple[str, float], ...] = ()  # actor ids with confidences, best first


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was found in one article on its own."""

    article: Article
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    times: tuple[TimeExpression, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A title or role that articles give an actor: the words, where they first stand, and when they were seen."""

    words: str
    article: str
    span: Span
    first: str | None  # publication date of the first article that has it, None where no article with it has a date
    last: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state or group that speaks or is spoken of, one across all articles."""

    id: str
    name: str
    type: ActorType
    description: str | None  # the texts' own words for the role
    aliases: tuple[str, ...]  # every surface form
    gender: Gender = "unknown"
    named: int = 0  # in how many places
    titles: tuple[Title, ...] = ()  # the most frequent first
    article: str | None = None  # of one without a name, who belongs to this article alone


ActorCorrectionKind = Literal["merge", "split", "rename"]


@dataclass(frozen=True, slots=True)
class ActorCorrection:
    """What a person has said of the actors of a dossier; it holds for later additions too.

    ``merge``: all these names are one actor's. ``split``: the first name is not that of the actor who bears the others.
    ``rename``: the actor of the first name goes by the second. Names are as written; a nameless actor stands as ``#``
    and its id.
    """

    kind: ActorCorrectionKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actors of one story, with every mention and statement linked to them where that was possible."""

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, anchored to a founder: every member is like the founder itself."""

    id: str
    founder: str  # article id
    articles: tuple[str, ...]  # article ids, founder included, by publication time and then id


@dataclass(frozen=True, slots=True)
class Variant:
    """One step of a reading's alignment with the fullest reading; either span may be None, never both."""

    kind: VariantKind
    span: Span | None  # in the reading's article
    fullest_span: Span | None  # in the fullest reading's article
    difference: Difference = "same"  # what kind of difference it is, "same" where there is none


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words in quotation marks that say something else than those of the fullest reading; either span may be None."""

    kind: AlterationKind
    span: Span | None  # in the reading's article
    fullest_span: Span | None  # in the fullest reading's article


@dataclass(frozen=True, slots=True)
class Reading:
    """A saying's words in one article, and how they differ from the fullest reading."""

    saying: str
    statement: str
    article: str
    text: str
    change: Change
    similarity: float
    variants: tuple[Variant, ...]
    confidence: float = 1.0  # that it is the same utterance as the fullest
    why: str = ""  # what shows that, in a few words; nothing for the fullest itself
    differences: tuple[Difference, ...] = ()  # in what else than its words it differs
    alterations: tuple[Alteration, ...] = ()


@dataclass(frozen=True, slots=True)
class Saying:
    """One utterance, however many articles carry it."""

    id: str
    story: str
    actor: str | None
    fullest: str  # statement id
    readings: tuple[Reading, ...]
    witnesses: tuple[tuple[str, ...], ...] = ()  # its articles, those together that have it from one text; by ``trace``


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of the sayings. Later ones prevail over earlier ones.

    ``join``: the statements are one saying. ``part``: the first is not of the saying of the others. ``lock``: the
    statements are a saying, and no others are of it.
    """

    kind: CorrectionKind
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage that two articles share. ``quoted``: both hold it as a quotation of the same speaker."""

    id: str
    story: str | None  # None where the articles are of different stories
    a: str
    a_span: Span
    b: str
    b_span: Span
    similarity: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a derivation, a conflict or a position, tied to the characters that show it."""

    kind: str
    article: str
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """One article drew on another, or on a named source that is not in the dossier (``drew_on`` None).

    ``confidence`` is that of the direction; below one half it is undecided and the order is by id.
    """

    story: str | None  # None where the articles are of different stories
    article: str
    drew_on: str | None
    drew_on_name: str | None
    share: float  # of the article's body words that stand in shared passages
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Accounts that cannot all be right."""

    story: str
    kind: ConflictKind
    saying: str
    members: tuple[Evidence, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Position:
    """An actor's stance towards another actor, with the statements that show it."""

    story: str
    actor: str
    target: str
    stance: Stance
    statements: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that a text puts at a time: the sentence that says so, and the time."""

    story: str
    on: str
    precision: Precision
    what: str
    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class StoryFindings:
    """All that was found by reading the articles of one story side by side."""

    story: Story
    resolution: Resolution
    sayings: tuple[Saying, ...]
    reuses: tuple[Reuse, ...]
    derivations: tuple[Derivation, ...]
    conflicts: tuple[Conflict, ...]
    positions: tuple[Position, ...]
    timeline: tuple[TimelineEntry, ...]
