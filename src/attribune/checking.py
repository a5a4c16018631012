"""Did they say that? Words that somebody gives, looked up among the sayings of a dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attribune.collate.differences import CLAUSE, denials
from attribune.collate.judging import Link, judge
from attribune.collate.meaning import Meanings, encoder
from attribune.collate.readings import read
from attribune.collate.wording import Wording, telling, weigh, wording
from attribune.dossier import Store
from attribune.model import AlterationKind, Annotation, Article, Change, Reading, Saying, Span, Statement, StoryFindings
from attribune.text import words

CANDIDATES = 60  # statements that the words are compared with
STORIES = 8  # that are looked into
GIVEN = "given"  # stands for an article's id: that of the words that are asked about


@dataclass(frozen=True, slots=True)
class Carried:
    """One article's wording of a saying. ``text`` is what ``span`` shows, less what stands between its parts."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    statement: str
    span: Span
    text: str
    change: Change  # against the fullest wording


@dataclass(frozen=True, slots=True)
class Altered:
    """Where the given words deny, count, name or oblige differently: ``given`` stands where ``said`` was said."""

    kind: AlterationKind
    given: str
    said: str


@dataclass(frozen=True, slots=True)
class Found:
    """A saying that the given words are, or are part of.

    ``carried`` are its wordings by time of publication, those of unknown time last. ``change``, ``differences`` and
    ``altered`` tell what the given words make of ``beside``: its fullest quotation, or its fullest wording if no
    article quotes it.
    """

    saying: str
    story: str
    speaker: str | None
    confidence: float
    why: str
    fullest: str
    beside: str
    change: Change
    differences: tuple[str, ...]
    altered: tuple[Altered, ...]
    carried: tuple[Carried, ...]
    since: str | None  # when the first of its articles was published


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dossier of so many ``articles`` knows of the given words: the sayings, surest and most carried first."""

    words: str
    speaker: str | None
    articles: int
    found: tuple[Found, ...]


def check(store: Store, given: str, *, speaker: str | None = None, fast: bool = False) -> Checked:
    """Return the sayings that the words ``given`` are or are part of; ``speaker`` keeps to speakers of that name.

    Unless ``fast``, words are compared by meaning too, where the sentence encoder is installed.
    """
    asked = [word.normal for word in words(given)]
    keys = [word for word in dict.fromkeys(asked) if telling(word) is not None] or asked
    with store.reading():
        near = store.nearest(keys, speaker=speaker, limit=CANDIDATES)
        stories = list(dict.fromkeys(story for story, _ in near))[:STORIES]
        wanted = {statement for _, statement in near}
        shipped = None if fast else encoder()
        meanings = None if shipped is None else Meanings(shipped)
        found = [one for story in stories for one in _in_story(store, story, wanted, given, meanings)]
        articles = store.counts("articles")["articles"]
    return Checked(given, speaker, articles, tuple(sorted(found, key=_rank)))


def _rank(found: Found) -> tuple[float, int, float, str]:
    """Rank the surest first, of those about as sure what most articles carry."""
    articles = len({carried.article for carried in found.carried})
    return (-round(found.confidence, 1), -articles, -found.confidence, found.saying)


def _in_story(store: Store, story: str, wanted: set[str], given: str, meanings: Meanings | None) -> Iterator[Found]:
    """Yield the sayings of one story that the given words are."""
    findings = store.findings(story)
    annotations = {one.article.id: one for one in store.annotations(findings.story.articles)}
    statements = {one.id: one for one in findings.resolution.statements}
    for saying in findings.sayings:
        members = [reading.statement for reading in saying.readings]
        near = [statements[name] for name in members if name in wanted]
        if near:
            best = _best(given, near, annotations, meanings)
            if best is not None:
                yield _found(given, saying, findings, annotations, best)


def _best(
    given: str, near: Sequence[Statement], annotations: dict[str, Annotation], meanings: Meanings | None
) -> Link | None:
    """Return the strongest link of the given words to one of the statements, None if there is none."""
    links = []
    for statement in near:
        ours, theirs = _pair(given, statement, annotations)
        link = judge(ours, theirs, speaker=ours.speaker, meanings=meanings)
        if link is not None:
            links.append(link)
    return max(links, key=lambda link: (link.confidence, link.strength), default=None)


def _pair(
    given: str, statement: Statement, annotations: dict[str, Annotation], *, verbatim: bool = False
) -> tuple[Wording, Wording]:
    """Return the given words, as if the statement's speaker had said them, and the statement's.

    With *verbatim*, what the article reports is taken for the speaker's own words.
    """
    asked = Article(id=GIVEN, source=GIVEN, text=given)
    as_said = Statement(
        id=GIVEN,
        article=GIVEN,
        kind="direct" if statement.kind == "indirect" else statement.kind,
        content=(Span(0, len(given)),),
        source=None,
        cue=None,
        confidence=1.0,
        actor=statement.actor or GIVEN,
    )
    annotation = annotations[statement.article]
    parts = (part for quotation in annotation.quotations for part in quotation.parts)
    quoted = statement.content if verbatim else sorted(parts)
    pair = (
        wording(as_said, asked, place=0, quoted=[Span(0, len(given))]),
        wording(statement, annotation.article, place=1, quoted=quoted),
    )
    weigh(pair)
    return pair


def _found(
    given: str, saying: Saying, findings: StoryFindings, annotations: dict[str, Annotation], link: Link
) -> Found:
    statements = {one.id: one for one in findings.resolution.statements}
    names = {actor.id: actor.name for actor in findings.resolution.actors}
    full = next(reading for reading in saying.readings if reading.statement == saying.fullest)
    beside = _quoted(saying, statements) or full
    ours, theirs = _pair(given, statements[beside.statement], annotations, verbatim=True)
    reading = read(saying.id, ours, theirs)
    all_of_it = _carried(saying, statements, annotations)
    carried = sorted(all_of_it, key=lambda one: (one.published or "~", one.article, one.span))
    return Found(
        saying=saying.id,
        story=saying.story,
        speaker=names.get(saying.actor) if saying.actor is not None else None,
        confidence=link.confidence,
        why=link.why,
        fullest=full.text,
        beside=beside.text,
        change=reading.change,
        differences=_kinds(reading),
        altered=tuple(_altered(reading, ours, theirs)),
        carried=tuple(carried),
        since=next((one.published for one in carried if one.published), None),
    )


def _quoted(saying: Saying, statements: dict[str, Statement]) -> Reading | None:
    """Return the fullest reading in quotation marks."""
    quoted = [one for one in saying.readings if statements[one.statement].kind != "indirect"]
    return max(quoted, key=lambda one: (len(one.text), one.statement), default=None)


def _kinds(reading: Reading) -> tuple[str, ...]:
    kinds = (variant.difference for variant in reading.variants if variant.difference != "same")
    return tuple(dict.fromkeys(kinds))


def _altered(reading: Reading, given: Wording, said: Wording) -> Iterator[Altered]:
    """Yield what the given words alter, and a denial that they add to what was said or leave out of it."""
    for one in reading.alterations:
        ours = given.text[slice(*one.span)] if one.span else ""
        theirs = said.text[slice(*one.fullest_span)] if one.fullest_span else ""
        yield Altered(one.kind, ours, theirs)
    if any(one.kind == "denial" for one in reading.alterations):
        return
    denying = _denying(given, range(len(given.normals)))
    if denying and not denials(said.normals):
        yield Altered("denial", denying[0], "")
    denied = _denying(said, _answering(given, said)) if not denying else []
    if len(denied) % 2:
        yield Altered("denial", "", denied[0])


def _denying(one: Wording, places: range) -> list[str]:
    """Return the words at some places that deny."""
    return [one.text[slice(*one.spans[at])] for at in places if denials([one.normals[at]])]


def _answering(given: Wording, said: Wording) -> range:
    """Return which words of what was said the given ones may stand for: from the head of one clause on.

    It is the clause with most of their telling words; none if that has less than half of them.
    """
    wanted = set(given.keys)
    best, most = range(0), (len(wanted) + 1) // 2
    for start, end in said.stretches(0, len(said.spans), stop=CLAUSE):
        held = [at for at in range(start, end) if telling(said.normals[at]) in wanted]
        if len(held) >= most and held:
            best, most = range(start, held[-1] + 1), len(held) + 1
    return best


def _carried(saying: Saying, statements: dict[str, Statement], annotations: dict[str, Annotation]) -> Iterator[Carried]:
    for reading in saying.readings:
        article = annotations[reading.article].article
        content = statements[reading.statement].content
        yield Carried(
            article=article.id,
            outlet=article.outlet,
            title=article.title,
            published=article.published,
            statement=reading.statement,
            span=Span(content[0].start, content[-1].end),
            text=reading.text,
            change=reading.change,
        )
