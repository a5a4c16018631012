"""The rest of a story for showing: its head, headlines, timeline, conflicts, positions and who speaks in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from attribune.model import Actor, Annotation, Conflict, ConflictKind, Position
from attribune.show.borrowing import passages_section, ranked_derivations, reason, sentence, stemma_section
from attribune.show.contexts import ActorRow, ConflictView, Link, PositionRow, TimelineRow
from attribune.show.desk import Desk, carried, fullest
from attribune.show.labels import (
    anchor,
    article_name,
    date_order,
    doubt,
    machine_date,
    period,
    plural,
    quoted,
    shorten,
    spelt_date,
    web_address,
)
from attribune.show.page_contexts import HeadlineRow, LoneStory, StoryHead, StoryView
from attribune.show.sayings import coverage, sayings_section, shared_sayings
from attribune.text import words

UNTITLED = "untitled"
FEWEST_BLANKS = 5  # in a paragraph that may tell what an untitled article is about; signatures of posts are shorter
OPENING_LENGTH = 70  # code points of the body shown in place of a title
QUOTES = 4  # statements named for one position at once, the rest folded away
ALIASES = 40

_CONFLICTS: dict[ConflictKind, str] = {
    "date": "One saying, different dates",
    "venue": "One saying, different venues",
    "speaker": "One saying, different speakers",
}


def story_view(desk: Desk) -> StoryView:
    """Return all of a story except its articles in full."""
    return StoryView(
        id=desk.findings.story.id,
        head=_head(desk),
        headlines=tuple(_headline_row(desk, annotation) for annotation in desk.annotations),
        sayings=sayings_section(desk),
        coverage=coverage(desk),
        stemma=stemma_section(desk),
        passages=passages_section(desk),
        timeline=tuple(_timeline(desk)),
        conflicts=tuple(_conflict(desk, conflict) for conflict in desk.findings.conflicts),
        positions=tuple(_positions(desk)),
        actors=tuple(_actors(desk)),
        compared=len(desk.annotations) > 1,
    )


def title_of(annotation: Annotation) -> str:
    """Return an article's title, else its headline paragraph, else an empty string; on one line."""
    article = annotation.article
    if article.title and article.title.strip():
        return " ".join(article.title.split())
    headline = next((p.span for p in annotation.paragraphs if p.kind == "headline"), None)
    return shorten(article.text[headline.start : headline.end], limit=200) if headline else ""


def headline(annotations: Sequence[Annotation], *, founder: str) -> str:
    """Return what a story goes by: its founder's title, else the first there is, else how the founder begins."""
    ordered = sorted(annotations, key=lambda annotation: annotation.article.id != founder)
    return next((title for title in map(title_of, ordered) if title), "") or untitled(ordered[0])


def untitled(annotation: Annotation) -> str:
    """Return what is shown for a title where there is none: that, and the words with which the body begins."""
    text = annotation.article.text
    bodies = [text[p.span.start : p.span.end] for p in annotation.paragraphs if p.kind == "body"]
    told = (words for words in bodies if words[:1] not in "—–-•*@" and words.count(" ") >= FEWEST_BLANKS)
    opening = shorten(next(told, bodies[0] if bodies else text), limit=OPENING_LENGTH)
    return f"{UNTITLED}: {quoted(opening)}" if opening else UNTITLED


def story_anchor(story_id: str) -> str:
    """Return the page's id for a story."""
    return anchor("story", story_id)


def facts(desk: Desk) -> tuple[str, ...]:
    """Return the figures of a story, each with what it is a part of."""
    articles = [annotation.article for annotation in desk.annotations]
    outlets = {article.outlet for article in articles if article.outlet}
    strays = sum(not article.outlet for article in articles)
    by = f" by {plural(len(outlets), 'outlet')}" if outlets else ""
    unknown = f" ({strays:,} of unknown outlet)" if strays else ""
    statements = [desk.statements[s.id] for a in desk.annotations for s in a.statements]
    known = sum(statement.actor is not None for statement in statements)
    doubtful = sum(bool(doubt(statement)) for statement in statements)
    hardly = f" ({doubtful:,} hardly sure to be attributions, or not said)" if doubtful else ""
    shared, sayings = len(shared_sayings(desk)), len(desk.findings.sayings)
    found = [
        f"{plural(len(articles), 'article')}{by}{unknown}",
        period([article.published for article in articles]),
        f"{plural(len(statements), 'statement')}{hardly}, {known:,} with a known speaker",
    ]
    if len(articles) > 1:
        found.append(f"{shared:,} of {plural(sayings, 'saying')} in two or more articles")
        found.append(plural(len(desk.findings.derivations), "derivation"))
        found.append(plural(len(desk.findings.conflicts), "conflict"))
    return tuple(found)


def _head(desk: Desk) -> StoryHead:
    name = story_anchor(desk.findings.story.id)
    return StoryHead(
        anchor=name,
        href=f"#{name}",
        headline=headline(desk.annotations, founder=desk.findings.story.founder),
        facts=facts(desk),
        glance=tuple(_glance(desk)),
        parts=tuple(Link(words, f"#{name}-{part}") for part, words in _parts(desk)),
    )


def _parts(desk: Desk) -> Iterator[tuple[str, str]]:
    yield "headlines", "Headlines"
    yield "sayings", "Sayings"
    if len(desk.annotations) > 1:
        yield "coverage", "Who carries what"
        yield "stemma", "Who drew on whom"
        yield "passages", "Shared passages"
    yield "timeline", "Timeline"
    if len(desk.annotations) > 1:
        yield "conflicts", "Conflicts"
    yield "positions", "Positions"
    yield "actors", "Who speaks"
    yield "articles", "Articles"


def _glance(desk: Desk) -> Iterator[Link]:
    """Yield what stands out: the most carried saying, the largest derivation, the conflicts."""
    name = story_anchor(desk.findings.story.id)
    for saying in shared_sayings(desk)[:1]:
        words_said = quoted(shorten(fullest(saying).text, limit=90))
        wordings = len({tuple(w.normal for w in words(r.text)) for r in saying.readings})
        speaker = desk.speaker(saying.actor, ()).name
        yield Link(
            f"Most carried: {speaker}, {words_said}, in {carried(desk, saying)} and {plural(wordings, 'wording')}",
            f"#{anchor('saying', saying.id)}",
        )
    for derivation in ranked_derivations(desk)[:2]:
        yield Link(sentence(desk, derivation), f"#{name}-stemma")
    for conflict in desk.findings.conflicts[:2]:
        yield Link(f"{_CONFLICTS[conflict.kind]}: {conflict.note}", f"#{name}-conflicts")


def _headline_row(desk: Desk, annotation: Annotation) -> HeadlineRow:
    article = annotation.article
    return HeadlineRow(
        article=desk.refs[article.id],
        title=title_of(annotation) or untitled(annotation),
        byline=article.byline or "",
        statements=len(annotation.statements),
        words=body_words(annotation),
        url=web_address(article.url) or web_address(article.source),
    )


def body_words(annotation: Annotation) -> int:
    """Return how many words the article's body has."""
    return sum(
        sum(1 for _ in words(annotation.article.text, p.span)) for p in annotation.paragraphs if p.kind == "body"
    )


def _timeline(desk: Desk) -> Iterator[TimelineRow]:
    """Yield the times that the texts name, each once, with all that is put there in the order of the articles."""
    order = {article: number for number, article in enumerate(desk.findings.story.articles)}
    ordered = sorted(desk.findings.timeline, key=lambda e: (*date_order(e.on), e.precision, order[e.article], e.span))
    for (on, precision), entries in groupby(ordered, key=lambda entry: (entry.on, entry.precision)):
        places = dict.fromkeys((entry.article, entry.span) for entry in entries)
        yield TimelineRow(
            when=spelt_date(on, precision=precision),
            datetime=machine_date(on),
            precision=f"known to the {precision}" if precision in ("week", "month", "year") else "",
            quotes=tuple(desk.quote(article, span) for article, span in places),
        )


def _conflict(desk: Desk, conflict: Conflict) -> ConflictView:
    saying = next((s for s in desk.findings.sayings if s.id == conflict.saying), None)
    words_said = quoted(shorten(fullest(saying).text, limit=140)) if saying else ""
    return ConflictView(
        title=_CONFLICTS[conflict.kind],
        note=conflict.note,
        saying=Link(words_said, f"#{anchor('saying', saying.id)}" if saying else ""),
        members=tuple(reason(desk, member) for member in conflict.members),
    )


def _positions(desk: Desk) -> Iterator[PositionRow]:
    def rank(position: Position) -> tuple[str, str, str]:
        return (desk.actor_name(position.actor), desk.actor_name(position.target), position.stance)

    for position in sorted(desk.findings.positions, key=rank):
        shown = [desk.statements[name] for name in position.statements if name in desk.statements]
        yield PositionRow(
            actor=desk.actor_name(position.actor),
            target=desk.actor_name(position.target),
            stance=position.stance,
            confidence=f"{position.confidence:.2f}",
            quotes=tuple(desk.told(statement) for statement in shown[:QUOTES]),
            further=tuple(desk.told(statement) for statement in shown[QUOTES:]),
            further_note=plural(len(shown) - QUOTES, "more statement") if len(shown) > QUOTES else "",
        )


def _actors(desk: Desk) -> Iterator[ActorRow]:
    """Yield who speaks in the story, those with the most statements first."""
    statements: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    for annotation in desk.annotations:
        for statement in annotation.statements:
            name = desk.statements[statement.id].actor
            if name is not None and name in desk.actors:
                statements[name] += 1
                articles.setdefault(name, set()).add(annotation.article.id)
    for name, count in sorted(statements.items(), key=lambda pair: (-pair[1], desk.actor_name(pair[0]), pair[0])):
        actor = desk.actors[name]
        yield ActorRow(
            name=actor.name,
            description=actor.description or "",
            type=actor.type if actor.type not in ("person", "unknown") else "",
            aliases=_aliases(actor),
            statements=count,
            articles=f"{len(articles[name])} of {len(desk.annotations)}",
        )


def _aliases(actor: Actor) -> tuple[str, ...]:
    """Return an actor's other names, each once whatever its capitals."""
    known = {alias.casefold(): alias for alias in reversed(actor.aliases)}
    known.pop(actor.name.casefold(), None)
    return tuple(reversed(known.values()))[:ALIASES]


def lone_story(annotation: Annotation, story_id: str) -> LoneStory:
    """Return the line for a story of one article."""
    article = annotation.article
    return LoneStory(
        story=story_id,
        title=title_of(annotation) or untitled(annotation),
        name=article_name(article),
        date=spelt_date(article.published),
        datetime=machine_date(article.published),
        statements=len(annotation.statements),
        url=web_address(article.url) or web_address(article.source),
    )
