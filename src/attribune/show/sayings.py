"""Sayings for showing: every wording set against the fullest, with who carries it and who does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean

from attribune.model import Reading, Saying, Span, Statement, VariantKind
from attribune.show.contexts import (
    ArticleRef,
    BriefSaying,
    Carrier,
    Cell,
    Coverage,
    CoverageRow,
    Link,
    LoneSaying,
    LoneSayings,
    Piece,
    SayingsSection,
    SayingView,
    Wording,
)
from attribune.show.desk import Desk, carried, carriers, extent, fullest, independent
from attribune.show.labels import ALTERED, DOUBTFUL, anchor, doubt, percent, plural, quoted, shorten, spelt_date
from attribune.text import words

SAYINGS_LIMIT = 150  # shared sayings of a story shown in full
COVERAGE_ROWS = 60
COVERAGE_COLUMNS = 40
WORDINGS = 9  # of a saying shown at once, the rest folded away
CARRIERS = 6  # of a wording, likewise
MISSING = 15  # articles named that do not carry a saying, likewise
HEADING_LENGTH = 140
OMITTED_LENGTH = 180

FULLEST = "fullest wording"
SAME = "the same words"

_Step = tuple[int, int, VariantKind, str]  # where a variant stands in the reading, its kind, the fullest's words


def sayings_section(desk: Desk) -> SayingsSection:
    """Return the sayings of a story: those that two articles or more carry first, the most carried at the top."""
    shared = shared_sayings(desk)
    total = len(desk.findings.sayings)
    articles = plural(len(desk.annotations), "article")
    count = f"{len(shared):,}" if shared else "None"
    found = f"{count} of {plural(total, 'saying')} found in two or more of these {articles}"
    return SayingsSection(
        note=f"{found}, each wording set against the fullest one." if shared else f"{found}.",
        shared=tuple(_saying(desk, saying) for saying in shared[:SAYINGS_LIMIT]),
        brief_note=f"{plural(max(len(shared) - SAYINGS_LIMIT, 0), 'more shared saying')}, without the wordings",
        brief=tuple(_brief(desk, saying) for saying in shared[SAYINGS_LIMIT:]),
        lone_note=f"{plural(total - len(shared), 'saying')} in one article only",
        lone=tuple(_lone(desk)),
    )


def shared_sayings(desk: Desk) -> list[Saying]:
    """Return the sayings carried by two articles or more, by number of articles and then by where they stand.

    Those that are hardly sure to be sayings, on the mean of their readings, come after the others.
    """
    order = {annotation.article.id: number for number, annotation in enumerate(desk.annotations)}

    def rank(saying: Saying) -> tuple[bool, int, int, int, str]:
        doubtful = mean(desk.statements[r.statement].confidence for r in saying.readings) < DOUBTFUL
        first = min((order[r.article], extent(desk.statements[r.statement]).start) for r in saying.readings)
        return (doubtful, -len(carriers(saying)), *first, saying.id)

    return sorted((s for s in desk.findings.sayings if len(carriers(s)) > 1), key=rank)


def _saying(desk: Desk, saying: Saying) -> SayingView:
    carrying = carriers(saying)
    missing = tuple(desk.refs[a.article.id] for a in desk.annotations if a.article.id not in carrying)
    name = anchor("saying", saying.id)
    wordings = tuple(_wordings(desk, saying))
    return SayingView(
        anchor=name,
        href=f"#{name}",
        speaker=desk.speaker(saying.actor, [desk.statements[r.statement] for r in saying.readings]),
        words=_heading(desk, saying),
        count=f"in {carried(desk, saying)}",
        folded="; ".join(_folded(desk, saying)),
        carried=len(carrying),
        since=_since(desk, carrying),
        wordings=wordings[:WORDINGS],
        further=wordings[WORDINGS:],
        further_note=_more(len(wordings) - WORDINGS, "wording"),
        missing_line=f"Not found in {_these(len(missing))}:" if missing else "",
        missing=missing[:MISSING],
        missing_further=missing[MISSING:],
        missing_note=_more(len(missing) - MISSING, "article"),
    )


def _since(desk: Desk, carrying: Sequence[str]) -> str:
    """Return which of the articles was published first; nothing unless all times are known and one is the first."""
    dated = sorted((a.article.published or "", a.article.id) for a in desk.annotations if a.article.id in carrying)
    if not dated[0][0] or (len(dated) > 1 and dated[1][0].startswith(dated[0][0])):
        return ""
    first = desk.refs[dated[0][1]]
    return f"first in {first.siglum} {first.name}, {first.date}"


def _folded(desk: Desk, saying: Saying) -> Iterator[str]:
    """Yield the articles that are one witness, since one text of theirs holds the saying."""
    for first, *rest in saying.witnesses:
        if rest:
            named = ", ".join(desk.refs[article].siglum for article in (first, *rest) if article in desk.refs)
            yield f"{named}: one text, counted once"


def _more(count: int, word: str) -> str:
    return plural(count, f"more {word}") if count > 0 else ""


def _brief(desk: Desk, saying: Saying) -> BriefSaying:
    return BriefSaying(
        anchor=anchor("saying", saying.id),
        speaker=desk.speaker(saying.actor, [desk.statements[r.statement] for r in saying.readings]),
        words=_heading(desk, saying),
        count=f"in {carried(desk, saying)}",
        carriers=tuple(_carrier(desk, reading, saying) for reading in saying.readings),
    )


def _these(count: int) -> str:
    return "this article" if count == 1 else f"these {count:,} articles"


def _heading(desk: Desk, saying: Saying) -> str:
    return shorten(fullest(saying).text, limit=HEADING_LENGTH)


def _wordings(desk: Desk, saying: Saying) -> Iterator[Wording]:
    """Yield the wordings of a saying, the fullest first, then by likeness; those with the same words are one."""
    full = fullest(saying)
    groups: dict[tuple[str, ...], list[Reading]] = {}
    rest = sorted((r for r in saying.readings if r is not full), key=lambda r: (-r.similarity, r.article))
    for reading in [full, *rest]:
        groups.setdefault(tuple(word.normal for word in words(reading.text)), []).append(reading)
    for group in groups.values():
        lead = group[0]
        first = FULLEST if len(groups) > 1 else SAME
        carrying = tuple(_carrier(desk, reading, saying) for reading in group)
        yield Wording(
            pieces=reading_pieces(desk, lead, full),
            label=first if lead is full else lead.change,
            tag="fullest" if lead is full else lead.change,
            similarity="" if lead is full else f"{percent(lead.similarity)} alike",
            carriers=carrying[:CARRIERS],
            further=carrying[CARRIERS:],
            further_note=_more(len(carrying) - CARRIERS, "place"),
            differences=", ".join(_differences(lead)),
            why="" if lead is full or not lead.why else f"{lead.why}, {percent(lead.confidence)} sure",
            flags=tuple(_flags(desk, lead, full)),
        )


def _differences(reading: Reading) -> Iterator[str]:
    """Yield the kinds of difference of a reading from the fullest, each once."""
    kinds = [variant.difference for variant in reading.variants if variant.difference != "same"]
    yield from dict.fromkeys([*kinds, *reading.differences])


def _flags(desk: Desk, reading: Reading, full: Reading) -> Iterator[str]:
    """Yield what the reading's words in quotation marks say that the fullest does not."""
    for altered in reading.alterations:
        ours = desk.words(reading.article, altered.span, limit=60) if altered.span else "nothing"
        theirs = desk.words(full.article, altered.fullest_span, limit=60) if altered.fullest_span else "nothing"
        yield f"{ALTERED[altered.kind]}: {quoted(ours)} for {quoted(theirs)}"


def _carrier(desk: Desk, reading: Reading, saying: Saying) -> Carrier:
    statement = desk.statements[reading.statement]
    span = extent(statement)
    return Carrier(
        article=desk.refs[reading.article],
        href=f"#{anchor('st', statement.id)}",
        start=span.start,
        end=span.end,
        source=desk.words(statement.article, statement.source, limit=100) if statement.source else "",
        cue=desk.words(statement.article, statement.cue, limit=60) if statement.cue else "",
        kind=statement.kind,
        notes=tuple(_carrier_notes(desk, statement, saying)),
    )


def _carrier_notes(desk: Desk, statement: Statement, saying: Saying) -> Iterator[str]:
    if statement.actor and statement.actor != saying.actor:
        yield f"here said by {desk.actor_name(statement.actor)}"
    if statement.venue:
        yield f"venue: {quoted(desk.words(statement.article, statement.venue, limit=80))}"
    if statement.said_on:
        named = desk.words(statement.article, statement.said_on.span, limit=60)
        resolved = statement.said_on.value
        yield f"when: “{named}”" + (f" ({spelt_date(resolved)})" if resolved else " (date unknown)")
    if doubt(statement):
        yield doubt(statement)
    if statement.carrier:
        yield f"through: {quoted(desk.words(statement.article, statement.carrier, limit=80))}"


def reading_pieces(desk: Desk, reading: Reading, full: Reading) -> tuple[Piece, ...]:
    """Return a reading's words in stretches that are the same, added, or stand for other words of the fullest.

    Every character of the statement's content is in exactly one piece, so that nothing disappears; what the
    fullest reading has beyond it stands in ``instead``.
    """
    text = desk.texts[reading.article]
    full_text = desk.texts[full.article]
    parts = sorted(desk.statements[reading.statement].content)
    steps = _steps(reading, full_text, parts[0].start)
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number:
            pieces.append(Piece("gap", " … "))
        inside, steps = _split(steps, part, last=number == len(parts) - 1)
        pieces.extend(_part_pieces(text, part, inside))
    return tuple(_joined(pieces))


def _steps(reading: Reading, full_text: str, start: int) -> list[_Step]:
    """Return the variants by where they stand in the reading; one that is only left out stands where it would."""
    steps: list[_Step] = []
    place = start
    for variant in reading.variants:
        instead = ""
        if variant.fullest_span is not None and variant.kind in ("omitted", "substituted"):
            gone = variant.fullest_span
            instead = shorten(full_text[gone.start : gone.end], limit=OMITTED_LENGTH)
        span = variant.span or Span(place, place)
        steps.append((span.start, span.end, variant.kind, instead))
        place = span.end
    return sorted(steps, key=lambda step: step[:2])


def _split(steps: list[_Step], part: Span, *, last: bool) -> tuple[list[_Step], list[_Step]]:
    cut = len(steps) if last else next((i for i, step in enumerate(steps) if step[0] > part.end), len(steps))
    return steps[:cut], steps[cut:]


def _part_pieces(text: str, part: Span, steps: Sequence[_Step]) -> Iterator[Piece]:
    place = part.start
    for start, end, kind, instead in steps:
        start, end = max(start, place), min(end, part.end)
        if start > place and place < part.end:
            yield Piece("same", text[place : min(start, part.end)])
            place = min(start, part.end)
        if end > place:
            yield Piece(kind, text[place:end], instead)
            place = end
        elif instead:
            yield Piece("omitted", "", instead)
    if place < part.end:
        yield Piece("same", text[place : part.end])


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours of one kind made one."""
    waiting: Piece | None = None
    for piece in pieces:
        if waiting is not None and waiting.kind == piece.kind and piece.kind in ("same", "added"):
            waiting = Piece(piece.kind, waiting.words + piece.words)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _lone(desk: Desk) -> Iterator[LoneSayings]:
    """Yield, article by article, the sayings that stand in no other."""
    found: dict[str, list[tuple[int, LoneSaying]]] = {}
    for saying in desk.findings.sayings:
        if len(carriers(saying)) == 1:
            statement = desk.statements[fullest(saying).statement]
            found.setdefault(statement.article, []).append((extent(statement).start, _lone_saying(desk, saying)))
    for annotation in desk.annotations:
        pairs = sorted(found.get(annotation.article.id, ()), key=lambda pair: (pair[0], pair[1].anchor))
        doubtful = tuple(saying for _, saying in pairs if saying.doubt)
        if pairs:
            yield LoneSayings(
                article=desk.refs[annotation.article.id],
                count=plural(len(pairs), "saying"),
                sayings=tuple(saying for _, saying in pairs if not saying.doubt),
                doubtful=doubtful,
                doubtful_note=f"{len(doubtful):,} of them hardly sure to be attributions, or not said"
                if doubtful
                else "",
            )


def _lone_saying(desk: Desk, saying: Saying) -> LoneSaying:
    statement = desk.statements[fullest(saying).statement]
    return LoneSaying(
        anchor=anchor("saying", saying.id),
        speaker=desk.speaker(saying.actor, [statement]),
        words=shorten(fullest(saying).text, limit=240),
        href=f"#{anchor('st', statement.id)}",
        cue=desk.words(statement.article, statement.cue, limit=60) if statement.cue else "",
        start=extent(statement).start,
        end=extent(statement).end,
        kind=statement.kind,
        doubt=doubt(statement),
    )


def coverage(desk: Desk) -> Coverage:
    """Return the table of who carries what: the sayings of two articles or more against the articles.

    Where there are too many articles, the columns are those that carry most of the sayings shown.
    """
    shared = shared_sayings(desk)
    rows = shared[:COVERAGE_ROWS]
    often = Counter(article for saying in rows for article in carriers(saying))
    ranked = sorted(desk.refs, key=lambda article: -often[article])[:COVERAGE_COLUMNS]
    articles = [article for article in desk.refs if article in set(ranked)]
    cut = len(rows) < len(shared) or len(articles) < len(desk.refs)
    return Coverage(
        caption=f"{plural(len(shared), 'saying')} found in two or more of {plural(len(desk.refs), 'article')}",
        note=f"The table shows {len(rows):,} of {plural(len(shared), 'saying')} and {len(articles):,} of "
        f"{plural(len(desk.refs), 'article')}, those that carry most of them." * cut,
        columns=tuple(desk.refs[article] for article in articles),
        rows=tuple(_coverage_row(desk, saying, articles) for saying in rows),
    )


def _coverage_row(desk: Desk, saying: Saying, articles: Sequence[str]) -> CoverageRow:
    return CoverageRow(
        saying=Link(shorten(fullest(saying).text, limit=110), f"#{anchor('saying', saying.id)}"),
        speaker=desk.speaker(saying.actor, ()).name,
        carried=", ".join(filter(None, (f"{len(carriers(saying))} of {len(desk.annotations)}", independent(saying)))),
        cells=tuple(_cell(desk.refs[article], saying, article) for article in articles),
    )


def _cell(ref: ArticleRef, saying: Saying, article: str) -> Cell:
    here = [r for r in saying.readings if r.article == article]
    if not here:
        return Cell("–", f"not found in {ref.siglum}", "")
    best = max(here, key=lambda r: (r.statement == saying.fullest, r.similarity))
    href = f"#{anchor('st', best.statement)}"
    if best.statement == saying.fullest:
        return Cell("●", f"{ref.siglum}: {FULLEST}", href)
    return Cell("●" if best.change == "verbatim" else "◐", f"{ref.siglum}: {best.change}", href)
