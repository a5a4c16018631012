"""A dossier in the terminal: plain lines, each finding with its article's letter and the offsets that show it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from attribune.dossier import Hit
from attribune.model import Rejected, Story
from attribune.show.choice import Choice, choose
from attribune.show.contexts import (
    ArticleRef,
    Carrier,
    ConflictView,
    DerivationRow,
    LoneSaying,
    LoneSayings,
    Piece,
    Quote,
    Reason,
    SayingView,
    Speaker,
)
from attribune.show.desk import Findable, lay_out
from attribune.show.findings import lone_story, story_view
from attribune.show.labels import plural, printable, quoted
from attribune.show.page_contexts import StoryView

NARROWEST = 40  # columns; a narrower terminal breaks our lines itself
LONE_LIMIT = 200  # articles that stand alone, one line each
KEY = "[-missing of the fullest wording-] {+only here+}; A 12-40 is article A, characters 12 to 40"


def terminal(store: Findable, *, story: str | None = None, width: int = 80) -> Iterator[str]:
    """Return the lines for a terminal of ``width`` columns, one by one, without line ends or colours.

    They tell of the stories of two articles or more (the 50 with the most), then of each article that stands
    alone in a line; or of one story, given by its id or the beginning of it. Raises ``LookupError`` if no story
    fits, or several.
    """
    choice = choose(store.stories(), None if story is None else [story])
    return _lines(store, choice, Sheet(max(width, NARROWEST)), everything=story is None)


class Sheet:
    """Breaks words into lines of a width."""

    def __init__(self, width: int) -> None:
        self.width = width

    def put(self, words: str, *, indent: int = 0, hang: int = 4) -> list[str]:
        """Return the words as lines, indented, those after the first by ``hang`` more."""
        lines = textwrap.wrap(
            printable(words),
            width=max(self.width, indent + hang + 20),
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        )
        return lines or [""]

    def heading(self, words: str) -> list[str]:
        """Return a section's heading with a blank line before it."""
        return ["", *self.put(words.upper(), hang=0)]


def _lines(store: Findable, choice: Choice, sheet: Sheet, *, everything: bool) -> Iterator[str]:
    if not choice.full:
        yield "This dossier holds no articles yet."
    for number, story in enumerate(choice.full):
        if number:
            yield from ("", "")
        yield from _story(store, story, sheet)
    if choice.left_out:
        rest = plural(choice.left_out, "more story", "more stories")
        yield from ("", f"{rest} with fewer articles not shown: attribune show DOSSIER --story ID")
    yield from _alone(store, choice.lone, sheet)
    if everything:
        yield from _rejected(store.rejected(), sheet)


def _story(store: Findable, story: Story, sheet: Sheet) -> Iterator[str]:
    view = story_view(lay_out(store.findings(story.id), store.annotations(story.articles)))
    yield from sheet.put(view.head.headline, hang=0)
    yield "=" * min(len(view.head.headline), sheet.width)
    yield from sheet.put("; ".join(view.head.facts), hang=0)
    yield from sheet.put(f"story {view.id}")
    yield from sheet.heading("Articles")
    for row in view.headlines:
        where = f"{named(row.article)}, {row.article.date}"
        yield from sheet.put(f"{where}: {row.title} ({plural(row.statements, 'statement')})", indent=2)
    yield from _sayings(view, sheet)
    if view.compared:
        yield from derivation_lines(view, sheet)
        yield from _conflicts(view.conflicts, sheet)


def named(ref: ArticleRef) -> str:
    """Return an article's letter and name."""
    return f"{ref.siglum} {ref.name}"


def _who(speaker: Speaker) -> str:
    return f"{speaker.name} ({speaker.note})" if speaker.note else speaker.name


def _sayings(view: StoryView, sheet: Sheet) -> Iterator[str]:
    if view.compared:
        yield from sheet.heading("Sayings")
        yield from sheet.put(view.sayings.note, indent=2, hang=0)
        yield from sheet.put(KEY, indent=2, hang=0)
        for saying in view.sayings.shared:
            yield from _saying(saying, sheet)
        if view.sayings.brief:
            yield from sheet.put(view.sayings.brief_note, indent=2)
    yield from sheet.heading(view.sayings.lone_note if view.compared else "Sayings")
    for group in view.sayings.lone:
        yield from _lone(group, sheet)


def _saying(saying: SayingView, sheet: Sheet) -> Iterator[str]:
    yield ""
    folded = f"; {saying.folded}" if saying.folded else ""
    yield from sheet.put(f"{_who(saying.speaker)}, {saying.count}{folded}", indent=2)
    for flag in (flag for wording in (*saying.wordings, *saying.further) for flag in wording.flags):
        yield from sheet.put(f"! {flag}", indent=4)
    for wording in (*saying.wordings, *saying.further):
        likeness = f", {wording.similarity}" if wording.similarity else ""
        yield from sheet.put(f"{wording.label}{likeness}: {_marked(wording.pieces)}", indent=4)
        for carrier in (*wording.carriers, *wording.further):
            yield from sheet.put(_carrier(carrier), indent=8)
    if saying.missing_line:
        missing = ", ".join(map(named, (*saying.missing, *saying.missing_further)))
        yield from sheet.put(f"{saying.missing_line} {missing}", indent=4)


def _marked(pieces: Iterable[Piece]) -> str:
    """Return a reading with its differences in brackets, as wdiff writes them."""
    marked = ""
    for piece in pieces:
        if piece.instead:
            marked += f"{_space_after(marked)}[-{piece.instead}-]"
        if piece.kind in ("added", "substituted"):
            marked += f"{_space_after(marked)}{{+{piece.words}+}}"
        else:
            marked += " " * (marked[-1:] in ("]", "}") and piece.words[:1].isalnum()) + piece.words
    return marked


def _space_after(words: str) -> str:
    return "" if not words or words[-1].isspace() or words[-1] in "“‘\"'([" else " "


def _carrier(carrier: Carrier) -> str:
    source = carrier.source or "no source named"
    cue = f" {carrier.cue}" if carrier.cue else ""
    notes = "".join(f"; {note}" for note in carrier.notes)
    where = f"{carrier.article.siglum} {carrier.start}-{carrier.end}"
    return f"{where} {carrier.article.name}, {carrier.article.date}: {source}{cue} ({carrier.kind}){notes}"


def _lone(group: LoneSayings, sheet: Sheet) -> Iterator[str]:
    yield from sheet.put(f"{named(group.article)}, {group.count}", indent=2)
    for saying in group.sayings:
        yield from sheet.put(_lone_saying(group, saying), indent=4)
    if group.doubtful:
        yield from sheet.put(f"{group.doubtful_note}:", indent=4)
    for saying in group.doubtful:
        yield from sheet.put(f"{_lone_saying(group, saying)} ({saying.doubt})", indent=6)


def _lone_saying(group: LoneSayings, saying: LoneSaying) -> str:
    cue = f" {saying.cue}" if saying.cue else ""
    where = f"{group.article.siglum} {saying.start}-{saying.end}"
    return f"{where} {_who(saying.speaker)}{cue}, {saying.kind}: {saying.words}"


def derivation_lines(view: StoryView, sheet: Sheet) -> Iterator[str]:
    """Yield the derivations of a story with their evidence."""
    yield from sheet.heading("Who drew on whom")
    for row in view.stemma.rows:
        yield from sheet.put(_derivation(row), indent=2)
        for reason in (*row.reasons, *row.further):
            yield from sheet.put(_reason(reason), indent=6)
    yield from sheet.put(view.stemma.note, indent=2, hang=0) if view.stemma.note else ()


def _derivation(row: DerivationRow) -> str:
    source = named(row.drew_on) if row.drew_on else f"{row.drew_on_name} (not in the dossier)"
    share = f", {row.share} of its words" if row.share else ""
    doubt = f"; {row.undecided}" if row.undecided else ""
    return f"{named(row.article)} drew on {source}{share} (confidence {row.confidence}{doubt})"


def _reason(reason: Reason) -> str:
    note = f" ({reason.note})" if reason.note else ""
    other = f"; {where(reason.other)}: {quoted(reason.other.words)}" if reason.other else ""
    return f"{where(reason.quote)} {reason.kind}{note}: {quoted(reason.quote.words)}{other}"


def where(quote: Quote) -> str:
    """Return an article's letter and the offsets of the words in it."""
    return f"{quote.article.siglum} {quote.start}-{quote.end}"


def _conflicts(conflicts: Sequence[ConflictView], sheet: Sheet) -> Iterator[str]:
    yield from sheet.heading("Conflicts")
    if not conflicts:
        yield "  No saying was found that these articles give different dates, venues or speakers."
    for conflict in conflicts:
        yield from sheet.put(f"{conflict.title}: {conflict.note}", indent=2)
        if conflict.saying.words:
            yield from sheet.put(conflict.saying.words, indent=6)
        for member in conflict.members:
            yield from sheet.put(_reason(member), indent=6)


def _alone(store: Findable, lone: Sequence[Story], sheet: Sheet) -> Iterator[str]:
    if not lone:
        return
    yield from sheet.heading(f"{plural(len(lone), 'article')} on whose events no other was found")
    shown = {story.articles[0]: story.id for story in lone[:LONE_LIMIT]}
    annotations = {a.article.id: a for a in store.annotations(tuple(shown))}
    for article, story in shown.items():
        row = lone_story(annotations[article], story)
        counted = plural(row.statements, "statement")
        yield from sheet.put(f"{row.name}, {row.date}: {row.title} ({counted}; story {row.story})", indent=2)
    if len(lone) > LONE_LIMIT:
        yield f"  {len(lone) - LONE_LIMIT:,} more not shown: attribune export DOSSIER --table articles"


def _rejected(rejected: Sequence[Rejected], sheet: Sheet) -> Iterator[str]:
    if rejected:
        yield from sheet.heading(f"{plural(len(rejected), 'input')} that could not be read")
    for item in rejected[:LONE_LIMIT]:
        yield from sheet.put(f"{item.source}: {item.reason}", indent=2)
    if len(rejected) > LONE_LIMIT:
        yield f"  {len(rejected) - LONE_LIMIT:,} more not shown: attribune export DOSSIER --table rejected"


def hit_line(hit: Hit) -> str:
    """Return what a search found as one line that cannot drive the terminal."""
    who = f"{hit.speaker}: " if hit.speaker else ""
    line = f"{hit.outlet or hit.title or hit.article} [{hit.span.start}:{hit.span.end}] {who}{hit.snippet}"
    return printable(" ".join(line.split()))
