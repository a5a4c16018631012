"""An article in full, for showing: its exact text with every statement marked and named beside its paragraph."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from attribune.model import Annotation, ParagraphKind, Span, Statement
from attribune.show.contexts import Link
from attribune.show.desk import Desk, carried, carriers, extent
from attribune.show.findings import body_words, title_of, untitled
from attribune.show.labels import anchor, doubt, language_tag, paragraph_label, percent, place, plural, web_address
from attribune.show.marking import Mark, blocks, by_block, mark_text
from attribune.show.origins import origins
from attribune.show.page_contexts import ArticleView, MarginNote, ParagraphView

UNCLASSED = "not classed, not read for statements"


def article_view(desk: Desk, annotation: Annotation, spans: Sequence[Span] = ()) -> ArticleView:
    """Return an article with its statements marked; ``spans`` are other places that must be found in it."""
    article = annotation.article
    statements = sorted((desk.statements[s.id] for s in annotation.statements), key=lambda s: (*extent(s), s.id))
    marks = list(_marks(annotation, statements, spans))
    begun: set[str] = set()
    paragraphs, end = _paragraphs(desk, annotation, statements, marks, begun)
    return ArticleView(
        ref=desk.refs[article.id],
        anchor=anchor("article", article.id),
        title=title_of(annotation) or untitled(annotation),
        byline=article.byline or "",
        counts=f"{plural(body_words(annotation), 'word')}, {plural(len(statements), 'statement')}",
        source=article.source,
        url=web_address(article.url) or web_address(article.source),
        language=language_tag(article.language),
        paragraphs=paragraphs,
        after=article.text[end:],
        loose=tuple(mark.name for mark in marks if mark.name not in begun),
        origins=origins(desk, article.id) if len(desk.annotations) > 1 or _is_elsewhere(desk, article.id) else None,
    )


def _is_elsewhere(desk: Desk, article: str) -> bool:
    return any(article in (reuse.a, reuse.b) for reuse in desk.elsewhere.reuses)


def _paragraphs(
    desk: Desk, annotation: Annotation, statements: Sequence[Statement], marks: Sequence[Mark], begun: set[str]
) -> tuple[tuple[ParagraphView, ...], int]:
    """Return the paragraphs, and where the last one ends; ``begun`` collects the marks written."""
    text = annotation.article.text
    kinds: dict[Span, ParagraphKind] = {p.span: p.kind for p in annotation.paragraphs}
    spaces = blocks(text, list(kinds))
    notes = _notes(desk, spaces, statements)
    views: list[ParagraphView] = []
    at = 0
    for space, inside, here in zip(spaces, by_block(spaces, marks), notes, strict=True):
        kind = kinds.get(space)
        views.append(
            ParagraphView(
                before=text[at : space.start],
                kind=kind or "unclassed",
                label=paragraph_label(kind) if kind else UNCLASSED,
                text=mark_text(text, space, inside, notes=_references(here, space), begun=begun),
                notes=tuple(note for _, note in here),
            )
        )
        at = space.end
    return tuple(views), at


def _marks(annotation: Annotation, statements: Sequence[Statement], spans: Sequence[Span]) -> Iterator[Mark]:
    for span in spans:
        yield Mark(place(annotation.article.id, span), span, "place")
    for statement in statements:
        name = anchor("st", statement.id)
        faint = " doubtful" if doubt(statement) else ""
        for number, span in enumerate(statement.content):
            part = f"{name}-{number}" if number else name
            yield Mark(part, span, f"content {statement.kind}{faint}", "mark", note=f"note-{name}")
        if statement.source is not None:
            yield Mark(f"{name}-source", statement.source, f"source{faint}")
        if statement.cue is not None:
            yield Mark(f"{name}-cue", statement.cue, f"cue{faint}")


def _notes(desk: Desk, spaces: Sequence[Span], statements: Sequence[Statement]) -> list[list[tuple[int, MarginNote]]]:
    """Return for each paragraph the statements that end in it, numbered in the order of the text, with that end."""
    found: list[list[tuple[int, MarginNote]]] = [[] for _ in spaces]
    ends = [space.end for space in spaces]
    for number, statement in enumerate(statements, start=1):
        end = extent(statement).end
        block = min(bisect_left(ends, end), len(spaces) - 1)
        if spaces:
            found[block].append((end, _margin_note(desk, statement, number)))
    return found


def _references(notes: Sequence[tuple[int, MarginNote]], space: Span) -> dict[int, Markup]:
    """Return the raised numbers that lead from the text to the notes, by offset."""
    found: dict[int, Markup] = {}
    for end, note in notes:
        at = min(max(end, space.start + 1), space.end)
        label = f"statement {note.number}: {note.speaker.name}, {note.kind}"
        link = f'<a class="reference" href="#{escape(note.anchor)}" aria-label="{escape(label)}">{note.number}</a>'
        found[at] = found.get(at, Markup()) + Markup(link)
    return found


def _margin_note(desk: Desk, statement: Statement, number: int) -> MarginNote:
    name = anchor("st", statement.id)
    return MarginNote(
        anchor=f"note-{name}",
        number=number,
        speaker=desk.speaker(statement.actor, [statement]),
        kind=statement.kind,
        about=_about(statement),
        doubtful=bool(doubt(statement)),
        place=Link(f"statement {number} in the text", f"#{name}"),
        saying=_elsewhere(desk, statement),
    )


def _about(statement: Statement) -> str:
    why = f"{statement.actor_evidence}, " if statement.actor_evidence else ""
    speaker = f"{why}{percent(statement.actor_confidence)} sure" if statement.actor is not None else ""
    return "; ".join(filter(None, (speaker, doubt(statement))))


def _elsewhere(desk: Desk, statement: Statement) -> Link:
    saying = desk.sayings.get(statement.id)
    if saying is None:
        return Link("", "")
    count = len(carriers(saying))
    words = f"in {carried(desk, saying)}" if count > 1 else "in this article only"
    return Link(words, f"#{anchor('saying', saying.id)}")
