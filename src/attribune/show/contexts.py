"""What the templates and the terminal get: frozen records of words, labels and links, ready to be shown.

Everything here is decided by pure functions (``sayings``, ``borrowing``, ``findings``, ``articles``, ``page``);
a template only loops over it and leaves out what is empty. Fields named ``href`` are addresses within the page
(``#...``), ``url`` is an outside address that is safe to link to; either is empty where there is none.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from attribune.model import Stance, StatementKind, VariantKind


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere in the page."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """How an article is named wherever the page speaks of it."""

    siglum: str  # the letter that stands for it in its story
    name: str  # outlet, given id or file name
    date: str  # in words, "date unknown" where it is
    datetime: str  # ISO, for machines
    href: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, and where they stand."""

    article: ArticleRef
    words: str
    href: str
    start: int  # the span of the words in the article's text, in code points
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, or that nobody knows who does."""

    name: str
    known: bool
    note: str  # the speaker's description, or the candidates


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a reading set against the fullest reading.

    ``gap`` stands between two parts of a statement, ``own`` is what only one side of a shared passage has.
    ``instead`` holds the fullest reading's words that are missing at this place: of an ``omitted`` piece, whose
    own words are empty, or a ``substituted`` one.
    """

    kind: VariantKind | str
    words: str
    instead: str = ""

    @property
    def hint(self) -> str:
        """What a reader who cannot see the mark is told ahead of the words."""
        return {"added": "only here: ", "substituted": "here: "}.get(self.kind, "")


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a wording, and how it introduces it."""

    article: ArticleRef
    href: str  # the exact place in the article
    start: int
    end: int
    source: str  # the article's words for the source; empty where it names none
    cue: str  # "said", "insisted that"
    kind: StatementKind
    notes: tuple[str, ...]  # venue, time, through whom, another speaker


@dataclass(frozen=True, slots=True)
class Wording:
    """The articles that carry a saying in the same words, and how these differ from the fullest wording."""

    pieces: tuple[Piece, ...]
    label: str  # the change, "fullest wording", or "the same words" where there is one wording only
    tag: str  # the same for the style sheet
    similarity: str
    carriers: tuple[Carrier, ...]
    further: tuple[Carrier, ...]  # the rest of the carriers, folded away
    further_note: str
    differences: str = ""  # the kinds of difference from the fullest wording
    why: str = ""  # what shows that it is the same saying, and how surely
    flags: tuple[str, ...] = ()  # words in quotation marks that say something else than those of the fullest


@dataclass(frozen=True, slots=True)
class SayingView:
    """One saying carried by several articles."""

    anchor: str
    href: str
    speaker: Speaker
    words: str  # the fullest wording, clipped
    count: str  # "in 3 of 4 articles (2 independent)"
    folded: str  # which of them are counted as one; empty where none are
    carried: int
    since: str  # where and when it was published first, if that is known
    wordings: tuple[Wording, ...]
    further: tuple[Wording, ...]  # the rest of the wordings, folded away
    further_note: str
    missing_line: str  # "Not found in these 2 articles:"
    missing: tuple[ArticleRef, ...]
    missing_further: tuple[ArticleRef, ...]
    missing_note: str


@dataclass(frozen=True, slots=True)
class BriefSaying:
    """A saying carried by several articles, without its wordings."""

    anchor: str
    speaker: Speaker
    words: str
    count: str
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class LoneSaying:
    """A saying that one article alone carries."""

    anchor: str
    speaker: Speaker
    words: str
    href: str
    cue: str
    start: int
    end: int
    kind: StatementKind
    doubt: str


@dataclass(frozen=True, slots=True)
class LoneSayings:
    """The sayings that only this article carries; those apart that are hardly sure to be attributions at all."""

    article: ArticleRef
    count: str
    sayings: tuple[LoneSaying, ...]
    doubtful: tuple[LoneSaying, ...]
    doubtful_note: str


@dataclass(frozen=True, slots=True)
class SayingsSection:
    """All sayings of a story: the shared ones in full, the rest of them in brief, those of one article each."""

    note: str
    shared: tuple[SayingView, ...]
    brief_note: str
    brief: tuple[BriefSaying, ...]
    lone_note: str
    lone: tuple[LoneSayings, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Whether an article carries a saying."""

    glyph: str
    meaning: str  # the same in words
    href: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One saying across the articles."""

    saying: Link
    speaker: str
    carried: str  # "3 of 4, 2 independent"
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who carries what."""

    caption: str
    note: str
    columns: tuple[ArticleRef, ...]
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: what it shows, and the words that show it."""

    kind: str
    note: str
    quote: Quote
    other: Quote | None  # the same passage in the other article, if it is one that two share


@dataclass(frozen=True, slots=True)
class DerivationRow:
    """One article that drew on another, or on a source that is not in the dossier."""

    article: ArticleRef
    drew_on: ArticleRef | None
    drew_on_name: str  # where ``drew_on`` is None
    share: str  # empty where it cannot be known
    confidence: str
    undecided: str  # what to say where the direction is undecided
    reasons: tuple[Reason, ...]
    further: tuple[Reason, ...]  # the rest of the reasons, folded away
    further_note: str


@dataclass(frozen=True, slots=True)
class StemmaSection:
    """Who drew on whom: a drawing, and a table with all that it shows."""

    drawing: Markup  # SVG; empty where nothing was found
    caption: str
    rows: tuple[DerivationRow, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One side of a shared passage; what the other side does not have is ``own``."""

    article: ArticleRef
    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two articles share."""

    anchor: str
    label: str
    quoted: bool
    sides: tuple[Passage, Passage]


@dataclass(frozen=True, slots=True)
class PassagesSection:
    """The shared passages of a story, longest first."""

    note: str
    passages: tuple[SharedPassage, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A stretch of an article and where else its words stand."""

    relation: (
        str  # "drawn from", "text of X, also in", "shared, undecided", "drawn by", "quotation, also in" or "own words"
    )
    words: str  # clipped
    quote: Quote
    other: Quote | None  # the same passage in the article that the relation is to
    similarity: str
    also: tuple[ArticleRef, ...]  # the other articles that have words of it


@dataclass(frozen=True, slots=True)
class SharedElsewhere:
    """A passage that stands in an article of another story, too."""

    relation: str  # "also in", or as in ``Origin``
    quote: Quote
    words: str  # clipped
    name: str  # of the other article
    date: str
    datetime: str
    title: str
    span: str  # where it stands in that
    similarity: str
    more: str  # how many more articles have it


@dataclass(frozen=True, slots=True)
class OriginsView:
    """Where an article's text comes from."""

    article: ArticleRef
    summary: str  # shares of its words
    sources: tuple[tuple[str, Quote], ...]  # that the article names for its text, with the words that do
    origins: tuple[Origin, ...]  # in the order of the text
    left_out: str
    elsewhere: tuple[SharedElsewhere, ...]  # in articles of other stories, in the order of the text


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """What the texts put at one time."""

    when: str
    datetime: str
    precision: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Accounts that cannot all be right."""

    title: str
    note: str
    saying: Link
    members: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An actor's stance towards another, and the words that show it."""

    actor: str
    target: str
    stance: Stance
    confidence: str
    quotes: tuple[Quote, ...]
    further: tuple[Quote, ...]  # the rest of them, folded away
    further_note: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Someone who speaks in the story, and every name the articles give them."""

    name: str
    description: str
    type: str  # empty for a person, and where it is not known
    aliases: tuple[str, ...]
    statements: int
    articles: str  # "3 of 4"
