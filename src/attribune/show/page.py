"""The report: one HTML page with everything in it, made section by section so that it never sits in memory whole."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from attribune.model import Reuse, Story
from attribune.show.articles import article_view
from attribune.show.choice import Choice, choose
from attribune.show.desk import Findable, lay_out, places
from attribune.show.elsewhere import beside
from attribune.show.findings import headline, lone_story, story_anchor, story_view, title_of
from attribune.show.labels import CHANGES, KINDS, plural
from attribune.show.page_contexts import IndexEntry, LoneSection, PageHead, RejectedRow, RejectedSection

LONE_LIMIT = 500  # articles that stand alone, one line each
REJECTED_LIMIT = 500

TITLE = "Who said what, in whose words, and who took it from whom"
ASK_FOR_MORE = "Ask for more by id: attribune report DOSSIER --story ID"

# what UTF-8 or HTML cannot hold as it is: lone surrogates and NUL have no way in, a carriage return has one
_UNWRITABLE = re.compile("[\ud800-\udfff\x00\r]")


def report(store: Findable, *, stories: Sequence[str] | None = None, title: str | None = None) -> Iterator[str]:
    """Return the page in pieces, to be written one after the other as UTF-8.

    Without ``stories`` the page holds the 50 stories with the most articles in full, and a line for
    each article that stands alone; what is left out is counted in the page. With ``stories`` (ids) it holds these,
    all of them, in the order given. The page asks for nothing from outside and works without its script.

    Raises ``LookupError`` for an id that fits no story of the store, or several.
    """
    choice = choose(store.stories(), stories)
    return (_writable(chunk) for chunk in _page(store, choice, title))


def _page(store: Findable, choice: Choice, title: str | None) -> Iterator[str]:
    script = _asset("report.js")
    yield _render("head.html", page=_head(store, choice, title, script=script))
    elsewhere = store.elsewhere()
    for story in choice.full:
        yield from _story(store, story, elsewhere)
    if choice.lone:
        yield _render("lone.html", lone=_lone(store, choice.lone))
    rejected = _rejected(store)
    if rejected.rows:
        yield _render("rejected.html", rejected=rejected)
    yield _render("foot.html", script=Markup(script))


def _story(store: Findable, story: Story, elsewhere: Sequence[Reuse]) -> Iterator[str]:
    shared = beside(store, elsewhere, story.articles)
    desk = lay_out(store.findings(story.id), store.annotations(story.articles), elsewhere=shared)
    view = story_view(desk)
    compared = ("coverage.html", "stemma.html", "passages.html") if view.compared else ()
    for template in ("story.html", "sayings.html", *compared, "findings.html"):
        yield _render(template, story=view)
    spans = places(desk.findings, elsewhere=shared.reuses)
    for annotation in desk.annotations:
        yield _render("article.html", article=article_view(desk, annotation, spans.get(annotation.article.id, ())))
    yield _render("story_end.html")


def _head(store: Findable, choice: Choice, title: str | None, *, script: str) -> PageHead:
    style = _asset("report.css")
    rest = plural(choice.left_out, "more story", "more stories")
    only = choice.full[0] if len(choice.full) == 1 else None
    return PageHead(
        name=title or (_headline(store, only) if only else TITLE),
        title=title or TITLE,
        summary=_summary(store, choice),
        policy=_policy(style, script),
        style=Markup(style),
        changes=tuple(CHANGES.items()),
        kinds=tuple(KINDS.items()),
        index=tuple(_index_entry(store, story) for story in choice.full) if not only else (),
        left_out=f"{rest} with fewer articles left out of this page. {ASK_FOR_MORE}" if choice.left_out else "",
    )


def _summary(store: Findable, choice: Choice) -> str:
    if not choice.full:
        return "This dossier holds no articles yet. Put some in: attribune add DOSSIER FILES"
    articles = sum(len(story.articles) for story in choice.full)
    words = f"{plural(articles, 'article')} in {plural(len(choice.full), 'story', 'stories')}"
    if choice.lone:
        words += f", {plural(len(choice.lone), 'article')} that {'stands' if len(choice.lone) == 1 else 'stand'} alone"
    rejected = len(store.rejected())
    return f"{words}, {plural(rejected, 'input')} that could not be read" if rejected else words


def _policy(style: str, script: str) -> str:
    """Return a Content-Security-Policy that lets in this style sheet and this script and nothing else."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _index_entry(store: Findable, story: Story) -> IndexEntry:
    return IndexEntry(
        headline=_headline(store, story),
        href=f"#{story_anchor(story.id)}",
        facts=plural(len(story.articles), "article"),
    )


def _headline(store: Findable, story: Story) -> str:
    """Return what a story goes by; only a story whose founder has no title has all its articles read for it."""
    founders = store.annotations((story.founder,))
    titled = any(title_of(annotation) for annotation in founders)
    return headline(founders if titled else store.annotations(story.articles), founder=story.founder)


def _lone(store: Findable, lone: Sequence[Story]) -> LoneSection:
    shown = lone[:LONE_LIMIT]
    story_of = {story.articles[0]: story.id for story in shown}
    annotations = {a.article.id: a for a in store.annotations(tuple(story_of))}
    rest = len(lone) - len(shown)
    return LoneSection(
        note=f"On the events of {plural(len(lone), 'article')} no other article was found. "
        "Read one in full: attribune report DOSSIER --story ID",
        rows=tuple(lone_story(annotations[article], story) for article, story in story_of.items()),
        left_out=f"{plural(rest, 'more article')} left out of this page; “attribune export --table articles” has all."
        if rest
        else "",
    )


def _rejected(store: Findable) -> RejectedSection:
    found = store.rejected()
    rest = len(found) - REJECTED_LIMIT
    return RejectedSection(
        note=f"{plural(len(found), 'input')} could not be read; everything else was.",
        rows=tuple(RejectedRow(item.source, item.reason) for item in found[:REJECTED_LIMIT]),
        left_out=f"{rest:,} more left out of this page; “attribune export --table rejected” has all." * (rest > 0),
    )


def _render(template: str, **context: object) -> str:
    return _environment().get_template(template).render(context)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("attribune.show"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("attribune.show").joinpath("templates", name).read_text(encoding="utf-8")


def _writable(chunk: str) -> str:
    return _UNWRITABLE.sub(lambda match: "&#13;" if match.group() == "\r" else "\ufffd", chunk)
