"""The order of the stages, and what each needs: from inputs to a dossier, and from a story's articles to findings.

Articles are annotated one by one, in batches that are stored in one transaction each. New ones are compared with those
of the days around them, by their keys, and stories are formed of all pairs that are alike, which is cheap; only a story
whose membership changed is read again side by side. A run that is killed leaves whole batches and whole stories, and
the next one takes up the rest.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from attribune.annotate import annotate
from attribune.collate import collate
from attribune.compare import conflicts, positions, timeline
from attribune.dossier import DossierError, Store
from attribune.engine.local import Local
from attribune.group import STRETCH, StoryKey, compared, joined, scopes, story_keys
from attribune.model import ActorCorrection, Annotation, Article, Correction, Rejected, Story, StoryFindings
from attribune.read import read
from attribune.read.inputs import STANDARD_INPUT
from attribune.resolve import resolve
from attribune.text import clip
from attribune.trace import Furniture, fingerprints, independence, trace

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = logging.getLogger(__name__)

MADE = 50_000  # objects, less those done with, between two collections of garbage
BATCH = 64  # articles, or stories, stored in one transaction
MENTIONS = 5000  # in the articles of stories that are stored in one transaction
STORY = "story:"  # and its id: what stands as the source where a story is rejected
SAID = 200  # code points of an error's own words in a reason
BESIDE = ("", "-wal", "-shm", "-journal")  # what the names of a dossier's own files end in

Told = TypeVar("Told", StoryFindings, StoryFindings | Rejected)
Progress = Callable[[str, int, int | None], None]  # stage, how many are done, of how many (None: not known)


class Said(NamedTuple):
    """What a person has said of the sayings and of the actors."""

    sayings: Sequence[Correction] = ()
    actors: Sequence[ActorCorrection] = ()


NOTHING_SAID = Said()


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
    fast: bool = False,
    engine: Local | None = None,
    progress: Progress | None = None,
) -> Added:
    """Read the inputs into the dossier and bring its stories up to date; ``fast`` annotates by rules alone.

    An article that is there already changes nothing. What cannot be read is stored as rejected, until the same input
    is read again; the rest goes on. Raises ``DossierError`` when the dossier cannot be written and
    ``ItemError`` when a worker process is killed; what was stored by then is kept, and adding again takes up the rest.
    """
    # One process unless told otherwise: worker processes import the caller's script again, which a script without
    # a main guard does not survive.
    engine = engine or Local(processes=1)
    report = progress or _silent
    given = [inputs] if isinstance(inputs, str) else list(inputs)
    with seldom_collected():
        return _add(store, given, stdin=stdin, fast=fast, engine=engine, report=report)


def _add(
    store: Store,
    given: Sequence[str | Path],
    *,
    stdin: BinaryIO | None,
    fast: bool,
    engine: Local,
    report: Progress,
) -> Added:
    faults = _Faults(given)
    intake = _Intake(store, _without(_own_files(store, given), read(given, stdin=stdin)), faults)
    new = 0
    outcomes = engine.map(partial(_annotated, fast=fast), intake.articles(), batch=16)
    while batch := list(islice(outcomes, BATCH)):
        faults.found.extend(outcome for outcome in batch if isinstance(outcome, Rejected))
        done = [outcome for outcome in batch if isinstance(outcome, _Done)]
        annotations = [one.annotation for one in done]
        keys = [key for one in done for key in one.keys]
        prints = {one.annotation.article.id: one.fingerprints for one in done}
        new += store.put_annotations(annotations, story_keys=keys, fingerprints=prints)
        intake.stored(annotations)
        report("articles", new, None)
    changed = _refresh(store, faults, fast=fast, engine=engine, report=report)
    faults.keep(store)
    return Added(new=new, known=intake.known, stories=changed, rejected=tuple(faults.found))


def add_annotations(
    store: Store,
    annotations: Sequence[Annotation],
    *,
    fast: bool = False,
    engine: Local | None = None,
    progress: Progress | None = None,
) -> Added:
    """Put articles that were annotated elsewhere into the dossier and bring its stories up to date.

    An article that is there already changes nothing. The dossier forms its stories of what it holds. ``fast`` tells
    sayings by wording alone.
    """
    faults = _Faults([])
    keys = [key for annotation in annotations for key in story_keys(annotation)]
    prints = {annotation.article.id: fingerprints(annotation) for annotation in annotations}
    new = store.put_annotations(annotations, story_keys=keys, fingerprints=prints)
    one = engine or Local(processes=1)
    changed = _refresh(store, faults, fast=fast, engine=one, report=progress or _silent)
    faults.keep(store)
    return Added(new=new, known=len(annotations) - new, stories=changed, rejected=tuple(faults.found))


def _refresh(store: Store, faults: _Faults, *, fast: bool, engine: Local, report: Progress) -> int:
    """Bring the stories up to date with the articles; return how many were read again."""
    changed = 0
    store.put_fast(fast=fast)
    _fingerprint(store)
    while True:
        articles = store.counts("articles")
        changed += _rework(store, faults, fast=fast, engine=engine, report=report)
        store.refresh_registry()
        # Another program may have added to the dossier meanwhile: its stories must not be left as they were before.
        if store.counts("articles") == articles:
            return changed


def _fingerprint(store: Store) -> None:
    """Give fingerprints to the articles that an older version left without, which is none otherwise."""
    without = iter(store.without_fingerprints())
    while portion := list(islice(without, BATCH)):
        store.put_fingerprints({found.article.id: fingerprints(found) for found in store.annotations(portion)})


def _rework(store: Store, faults: _Faults, *, fast: bool, engine: Local, report: Progress) -> int:
    """Form the stories anew, read those again whose membership changed, and remove those that are no more."""
    current = current_stories(store, engine=engine)
    stored = {story.id: story for story in store.stories()}
    changed = [story for story in current if stored.get(story.id) != story]
    kept = {story.id for story in current}
    gone_by_article = {a: s.id for s in stored.values() if s.id not in kept for a in s.articles}
    said = _said(store)
    bundles = (_bundle(store, story, said) for story in changed)
    outcomes = engine.map(partial(_read_story, fast=fast), bundles, batch=4)
    read_now = _counted(outcomes, partial(report, "stories"), len(changed))
    for told in together(read_now):
        faults.found.extend(findings for findings in told if isinstance(findings, Rejected))
        found = [findings for findings in told if isinstance(findings, StoryFindings)]
        gone = {gone_by_article[a] for findings in found for a in findings.story.articles if a in gone_by_article}
        store.put_findings(*found, replacing=sorted(gone))
    store.remove_stories(sorted(set(stored) - kept))
    return len(changed)


def _counted(items: Iterable[Told], report: Callable[[int, int], None], total: int) -> Iterator[Told]:
    """Pass items on, reporting how many there were of how many."""
    for done, item in enumerate(items, start=1):
        report(done, total)
        yield item


def current_stories(store: Store, *, engine: Local) -> tuple[Story, ...]:
    """Return the stories of all articles in the dossier, after comparing those that are new with those around them."""
    new = store.uncompared()
    for scope in scopes([day for _, day in new], store.stretches(STRETCH)):
        found = compared(scope, store.story_keys(days=scope.days), engine=engine)
        store.put_likenesses(found, **scope._asdict())
    if new:
        store.put_compared([article for article, _ in new])
    return joined(store.neighbourhoods())


def together(found: Iterable[Told]) -> Iterator[list[Told]]:
    """Yield the findings on stories in lists that are worth a transaction: many small stories, or a large one."""
    told: list[Told] = []
    mentions = 0
    for findings in found:
        told.append(findings)
        mentions += 0 if isinstance(findings, Rejected) else len(findings.resolution.mentions)
        if mentions >= MENTIONS or len(told) >= BATCH:
            yield told
            told, mentions = [], 0
    if told:
        yield told


def side_by_side(
    story: Story,
    annotations: Sequence[Annotation],
    *,
    said: Said = NOTHING_SAID,
    fast: bool = False,
    house: Furniture = frozenset(),
) -> StoryFindings:
    """Return all that is found by reading the articles of one story side by side.

    ``said`` is what a person says of its sayings and actors; unless ``fast``, sayings are told by meaning too.
    ``house`` are sentences, with their outlets, that are known to stand under all that an outlet prints.
    """
    resolution = resolve(annotations, corrections=said.actors)
    sayings = collate(story, annotations, resolution, fast=fast, corrections=said.sayings)
    reuses, derivations = trace(story, annotations, resolution, sayings, house=house)
    sayings = independence(story, annotations, resolution, sayings, reuses, derivations)
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


_Bundle = tuple[Story, list[Annotation], Said]


def _said(store: Store) -> Said:
    return Said(store.corrections(), tuple(correction for _, correction in store.actor_corrections()))


def _bundle(store: Store, story: Story, said: Said) -> _Bundle:
    """Return a story with the annotations of its articles and what was said of their statements and actors."""
    annotations = store.annotations(story.articles)
    there: set[str] = set()
    if said.sayings:
        there.update(statement.id for annotation in annotations for statement in annotation.statements)
    own = tuple(one for one in said.sayings if not there.isdisjoint(one.statements))
    return story, annotations, said._replace(sayings=own)


def read_again(store: Store, stories: Collection[str], *, fast: bool = False) -> None:
    """Read stories again by what has been said of them, within the caller's transaction; the registry follows.

    What was added by rules and wording alone is read again so, ``fast`` or not.
    """
    said = _said(store)
    fast = fast or store.is_fast()
    for story in store.stories():
        if story.id in stories:
            _, annotations, own = _bundle(store, story, said)
            store.put_findings(side_by_side(story, annotations, said=own, fast=fast))
    store.refresh_registry()


def correct(store: Store, correction: Correction | None, *, fast: bool = False) -> Correction:
    """Keep a correction, or take the latest back if None is given; read the stories it is about again.

    Returns what was kept or taken back. Raises ``DossierError`` if there is nothing to take back, or if the correction
    is about statements that the dossier does not hold.
    """
    with store.writing():
        if correction is not None:
            store.put_correction(correction)
        done = correction or store.take_back()
        if done is None:
            raise DossierError("There is no correction to take back.")
        read_again(store, store.stories_of(done.statements), fast=fast)
    return done


def read_story(
    story: Story,
    annotations: Sequence[Annotation],
    *,
    said: Said = NOTHING_SAID,
    fast: bool = False,
    house: Furniture = frozenset(),
) -> StoryFindings | Rejected:
    """Read one story as ``side_by_side``; a fault of ours on it must not stop the others, and is told as such."""
    try:
        return side_by_side(story, annotations, said=said, fast=fast, house=house)
    except Exception as error:
        return our_fault(f"{STORY}{story.id}", "its articles could not be read side by side", error)


def _read_story(bundle: _Bundle, *, fast: bool) -> StoryFindings | Rejected:
    story, annotations, said = bundle
    return read_story(story, annotations, said=said, fast=fast)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles of garbage seldom, and not among what is loaded: word lists alone take it long.

    The stages make a great many small objects and no cycles.
    """
    before = gc.get_threshold()
    gc.set_threshold(MADE, *before[1:])
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


class _Done(NamedTuple):
    """What comes of one article by itself."""

    annotation: Annotation
    keys: tuple[StoryKey, ...]
    fingerprints: NDArray[np.int64]


def _annotated(article: Article, *, fast: bool) -> _Done | Rejected:
    """Annotate one article; a fault of ours on it must not stop the others, and is told as such."""
    try:
        annotation = annotate(article, fast=fast)
        return _Done(annotation, story_keys(annotation), fingerprints(annotation))
    except Exception as error:
        name = article.given_id or article.url or article.title  # a list, as a source, does not say which it was
        return our_fault(article.source, f"{f'its article {name}' if name else 'it'} could not be annotated", error)


def our_fault(source: str, what: str, error: Exception) -> Rejected:
    """Return what is told, and logged, of an error that is no fault of the input."""
    log.info("%s: %s", source, what, exc_info=error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Rejected(source, f"{what} ({clip(said, limit=SAID)}); please report this")


def _own_files(store: Store, inputs: Iterable[str | Path]) -> set[str]:
    """Return the places of the files that make up the dossier, unless one is itself an input."""
    return {_place(f"{store.path}{ending}") for ending in BESIDE}.difference(map(_place, inputs))


def _without(places: set[str], items: Iterable[Article | Rejected]) -> Iterator[Article | Rejected]:
    """Pass on what was read but for what was rejected of these places, which lie in a folder that is read."""
    return (item for item in items if isinstance(item, Article) or _place(item.source) not in places)


def _place(path: str | Path) -> str:
    return os.path.normpath(Path(path).absolute())


class _Faults:
    """What could not be read in this run, in place of what could not be read of the same inputs before."""

    def __init__(self, inputs: Sequence[str | Path]) -> None:
        self.found: list[Rejected] = []
        self._read = {_place(given) for given in inputs if str(given).strip() not in ("", STANDARD_INPUT)}

    def keep(self, store: Store) -> None:
        """Store what was found; what was rejected before stays if it is of other inputs."""
        before = {rejected.source for rejected in store.rejected()}
        store.put_rejected(self.found, read_again=sorted(filter(self._was_tried, before)))

    def _was_tried(self, source: str) -> bool:
        """Tell whether a source was read again in this run; a story that cannot be read is, every time."""
        place = PurePath(_place(source))
        return source.startswith(STORY) or not self._read.isdisjoint(map(str, (place, *place.parents)))


class _Intake:
    """The articles of the inputs that the dossier does not hold yet; counts the rest on the way."""

    def __init__(self, store: Store, items: Iterator[Article | Rejected], faults: _Faults) -> None:
        self.known = 0
        self._store = store
        self._items = items
        self._faults = faults
        self._on_their_way: set[str] = set()

    def articles(self) -> Iterator[Article]:
        """Yield each new article once, reading the inputs as far as needed and no further."""
        while batch := list(islice(self._items, BATCH)):
            read_now = [item for item in batch if isinstance(item, Article)]
            self._faults.found.extend(item for item in batch if isinstance(item, Rejected))
            there = self._store.known([article.id for article in read_now]) | self._on_their_way
            for article in read_now:
                if article.id in there:
                    self.known += 1
                else:
                    there.add(article.id)
                    self._on_their_way.add(article.id)
                    yield article

    def stored(self, annotations: Iterable[Annotation]) -> None:
        """Forget articles that the dossier holds now: it is asked for them, and memory does not grow with the input."""
        self._on_their_way.difference_update(annotation.article.id for annotation in annotations)


def _silent(stage: str, done: int, total: int | None) -> None:
    """Report no progress."""
