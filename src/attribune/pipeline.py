"""The order of the stages, and what each needs: from inputs to a dossier, and from a story's articles to findings.

Articles are annotated one by one, in batches that are stored in one transaction each. Stories are formed over the
keys of all articles, which is cheap; only a story whose membership changed is read again side by side. A run that
is killed leaves whole batches and whole stories, and the next one takes up the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from attribune.annotate import annotate
from attribune.collate import collate
from attribune.compare import conflicts, positions, timeline
from attribune.dossier import Store
from attribune.engine.local import Local
from attribune.group import stories, story_keys
from attribune.model import Annotation, Article, Rejected, Story, StoryFindings
from attribune.read import read
from attribune.resolve import resolve
from attribune.trace import trace

log = logging.getLogger(__name__)

BATCH = 64  # articles stored in one transaction

Progress = Callable[[str, int, int | None], None]  # stage, how many are done, of how many (None: not known)


@dataclass(frozen=True, slots=True)
class Added:
    """What one run of ``add`` did: counts of articles and stories, and what was rejected."""

    new: int
    known: int
    stories: int  # read again because their membership changed
    rejected: tuple[Rejected, ...]


def add(
    store: Store,
    inputs: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    engine: Local | None = None,
    progress: Progress | None = None,
) -> Added:
    """Read the inputs into the dossier and bring its stories up to date.

    An article that is there already changes nothing. What cannot be read is stored as rejected; the rest goes on.
    """
    # One process unless told otherwise: worker processes import the caller's script again, which a script without
    # a main guard does not survive.
    engine = engine or Local(processes=1)
    report = progress or _silent
    intake = _Intake(store, read(inputs, stdin=stdin))
    new = 0
    outcomes = engine.map(_annotated, intake.articles(), batch=16)
    while batch := list(islice(outcomes, BATCH)):
        annotations = [outcome for outcome in batch if isinstance(outcome, Annotation)]
        intake.rejected.extend(outcome for outcome in batch if isinstance(outcome, Rejected))
        keys = [key for annotation in annotations for key in story_keys(annotation)]
        new += store.put_annotations(annotations, story_keys=keys)
        report("articles", new, None)
    store.put_rejected(intake.rejected)
    changed = refresh(store, engine=engine, progress=report)
    return Added(new=new, known=intake.known, stories=changed, rejected=tuple(intake.rejected))


def refresh(store: Store, *, engine: Local, progress: Progress | None = None) -> int:
    """Form the stories anew and read those again whose membership changed; return how many those are."""
    report = progress or _silent
    current = stories(store.story_keys(), engine=engine)
    stored = {story.id: story for story in store.stories()}
    changed = [story for story in current if stored.get(story.id) != story]
    kept = {story.id for story in current}
    gone_by_article = {a: s.id for s in stored.values() if s.id not in kept for a in s.articles}
    bundles = ((story, store.annotations(story.articles)) for story in changed)
    for done, findings in enumerate(engine.map(_side_by_side, bundles, batch=4), start=1):
        gone = sorted({gone_by_article[a] for a in findings.story.articles if a in gone_by_article})
        store.put_findings(findings, replacing=gone)
        report("stories", done, len(changed))
    store.remove_stories(sorted(set(stored) - kept))
    return len(changed)


def side_by_side(story: Story, annotations: Sequence[Annotation]) -> StoryFindings:
    """Return all that is found by reading the articles of one story side by side."""
    resolution = resolve(annotations)
    sayings = collate(story, annotations, resolution)
    reuses, derivations = trace(story, annotations, resolution, sayings)
    return StoryFindings(
        story=story,
        resolution=resolution,
        sayings=sayings,
        reuses=reuses,
        derivations=derivations,
        conflicts=conflicts(story, annotations, resolution, sayings),
        positions=positions(story, annotations, resolution),
        timeline=timeline(story, annotations, resolution),
    )


def _side_by_side(bundle: tuple[Story, list[Annotation]]) -> StoryFindings:
    return side_by_side(*bundle)


class _Intake:
    """The articles of the inputs that the dossier does not hold yet; counts the rest on the way."""

    def __init__(self, store: Store, items: Iterator[Article | Rejected]) -> None:
        self.known = 0
        self.rejected: list[Rejected] = []
        self._store = store
        self._items = items
        self._seen: set[str] = set()

    def articles(self) -> Iterator[Article]:
        """Yield each new article once, reading the inputs as far as needed and no further."""
        while batch := list(islice(self._items, BATCH)):
            read_now = [item for item in batch if isinstance(item, Article)]
            self.rejected.extend(item for item in batch if isinstance(item, Rejected))
            there = self._store.known([article.id for article in read_now]) | self._seen
            for article in read_now:
                if article.id in there or article.id in self._seen:
                    self.known += 1
                else:
                    self._seen.add(article.id)
                    yield article


def _annotated(article: Article) -> Annotation | Rejected:
    """Annotate one article; a fault of ours on it must not stop the others, and is told as such."""
    try:
        return annotate(article)
    except Exception as error:
        log.exception("annotating %s failed", article.source)
        return Rejected(article.source, f"could not be annotated ({type(error).__name__}: {error}); please report this")


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report no progress."""
