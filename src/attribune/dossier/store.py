"""The dossier: one SQLite file that keeps articles and findings, and gives them back as they were put."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal

import pyarrow as pa

from attribune.dossier import annotations as _annotations
from attribune.dossier import elsewhere as _elsewhere
from attribune.dossier import findings as _findings
from attribune.dossier import likenesses as _likenesses
from attribune.dossier import registry as _registry
from attribune.dossier.connect import DossierError, connect, connect_in_memory, told_of
from attribune.dossier.search import Hit, nearest, search
from attribune.model import ActorCorrection, Annotation, Correction, Rejected, Reuse, Story, StoryFindings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PORTION = 256  # keys of the registry brought up to date in one transaction
COUNTED = (
    "articles",
    "stories",
    "statements",
    "mentions",
    "sayings",
    "readings",
    "reuse",
    "derivations",
    "conflicts",
    "positions",
    "timeline",
    "rejected",
)


class Store:
    """A dossier that is open. Made by ``Store.open``; a context manager that closes the file.

    Every write is one transaction: it is there whole once the method returns, and not at all if it raises or the
    process is killed. Others may read while one writes; a second writer waits for its turn. A store belongs to
    the thread that opened it. All methods raise ``DossierError``.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._connection = connection
        self._state: Literal["idle", "reading", "writing"] = "idle"

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, read_only: bool = False, timeout: float = 30.0) -> Store:
        """Open the dossier at ``path``, bringing an older one up to date; with ``create``, make it if need be.

        ``timeout`` is how many seconds to wait for another writer. Raises ``DossierError`` for a file that is
        missing, is no dossier, was made by a newer version or cannot be opened; such a file is never changed.
        """
        if create and read_only:
            raise ValueError("a dossier cannot be made when it is opened for reading only")
        place = Path(path)
        connection = connect(place, create=create, read_only=read_only, timeout=timeout)
        return cls(connection, place, read_only=read_only)

    @classmethod
    def in_memory(cls) -> Store:
        """Open an empty dossier that is in no file: a way from nouns to the exported tables."""
        return cls(connect_in_memory(), Path(":memory:"), read_only=False)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was put is kept already. A second call does nothing."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection for several reads that see the dossier at one moment."""
        with told_of(self.path):
            if self._state != "idle":
                yield self._connection
                return
            with self._within("reading", "BEGIN"):
                yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make one transaction of all that is put within; if anything raises, nothing of it is kept."""
        if self.read_only:
            raise DossierError(f"{self.path} is open for reading only.")
        if self._state == "reading":
            raise DossierError(f"{self.path} cannot be written to in the middle of reading it.")
        with told_of(self.path):
            if self._state == "writing":
                with self._part():
                    yield self._connection
                return
            with self._within("writing", "BEGIN IMMEDIATE"):
                yield self._connection

    @contextmanager
    def _part(self) -> Iterator[None]:
        """Keep all of a part of a transaction or nothing of it, should the caller go on after an error."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO part")
            raise
        finally:
            self._connection.execute("RELEASE part")

    @contextmanager
    def _within(self, state: Literal["reading", "writing"], begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        self._state = state
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise
        finally:
            self._state = "idle"

    def put_annotations(
        self,
        annotations: Sequence[Annotation],
        *,
        story_keys: pa.Table | Iterable[_annotations.StoryKeyRow] = (),
        fingerprints: Mapping[str, NDArray[np.int64]] | None = None,
    ) -> int:
        """Keep annotations, and with them their story keys and fingerprints; return how many articles are new.

        An article that is there already changes nothing. What UTF-8 cannot hold (half a surrogate pair, from an
        undecodable file name) is kept as U+FFFD, one for one, so that spans stay right.
        """
        with self.writing() as connection:
            new = _annotations.put_annotations(connection, annotations)
            _annotations.put_story_keys(connection, story_keys)
            _elsewhere.put_fingerprints(connection, fingerprints or {})
        return new

    def put_rejected(self, rejected: Iterable[Rejected], *, read_again: Iterable[str] = ()) -> None:
        """Keep what could not be read; the same source and reason twice changes nothing.

        What was kept of the sources ``read_again`` goes: since then something in them could be read.
        """
        with self.writing() as connection:
            _annotations.put_rejected(connection, rejected, read_again=read_again)

    def put_story_keys(self, keys: pa.Table | Iterable[_annotations.StoryKeyRow]) -> None:
        """Keep story keys of articles that are there; a key that an article has already changes nothing."""
        with self.writing() as connection:
            _annotations.put_story_keys(connection, keys)

    def put_findings(self, *found: StoryFindings, replacing: Iterable[str] = ()) -> None:
        """Keep the findings on stories in place of all that was there of them and of the stories ``replacing``.

        An article is in one story at a time: any other story that holds one of these articles goes too, and no two
        of those given may hold the same. The articles must be there. Of a resolution's mentions and statements only
        what ``resolve`` fills in is taken; the rest is that of the annotations. Many at once are kept faster.
        """
        with self.writing() as connection:
            _findings.put_findings(connection, found, replacing=replacing)

    def remove_stories(self, ids: Iterable[str]) -> None:
        """Remove stories and what was found in them; their articles stay. Unknown ids change nothing."""
        with self.writing() as connection:
            _findings.remove_stories(connection, ids)

    def statements_of(self, names: Sequence[str], *, kind: str) -> tuple[str, ...]:
        """Return the statements that are meant by ids of statements or sayings, or by what these begin with."""
        with self.reading() as connection:
            return _findings.statements_of(connection, names, kind=kind)

    def stories_of(self, statements: Sequence[str]) -> set[str]:
        """Return the ids of the stories that hold these statements."""
        with self.reading() as connection:
            return _findings.stories_of(connection, statements)

    def put_correction(self, correction: Correction) -> None:
        """Keep what a person says of the sayings, behind what was said before; stories are not reworked by this."""
        with self.writing() as connection:
            _findings.put_correction(connection, correction)

    def take_back(self) -> Correction | None:
        """Remove the latest correction and return it; None if there is none."""
        with self.writing() as connection:
            return _findings.take_back(connection)

    def corrections(self) -> tuple[Correction, ...]:
        """Return what persons said of the sayings, in the order of making."""
        with self.reading() as connection:
            return _findings.fetch_corrections(connection)

    def is_fast(self) -> bool:
        """Return whether articles were last added by rules and wording alone."""
        with self.reading() as connection:
            return bool(connection.execute("SELECT max(fast) FROM ways").fetchone()[0])

    def put_fast(self, *, fast: bool) -> None:
        """Remember whether articles are added by rules and wording alone."""
        if fast != self.is_fast():
            with self.writing() as connection:
                connection.execute("DELETE FROM ways")
                connection.execute("INSERT INTO ways (fast) VALUES (?)", (fast,))

    def refresh_registry(self) -> None:
        """Find out anew which actors of stories are one, where stories have changed; in portions that are kept each."""
        with self.reading() as connection:
            keys = _registry.stale_keys(connection)
        while keys:
            for start in range(0, len(keys), _PORTION):
                with self.writing() as connection:
                    _registry.bring_up_to_date(connection, keys[start : start + _PORTION])
            with self.reading() as connection:  # who bears an office is known once the names are
                keys = _registry.stale_keys(connection)

    def actor_corrections(self) -> list[tuple[int, ActorCorrection]]:
        """Return what a person has said of the actors, each with its number, in the order of saying."""
        with self.reading() as connection:
            return _registry.fetch_actor_corrections(connection)

    def correct(self, correction: ActorCorrection) -> tuple[int, list[str]]:
        """Keep a correction; return its number, and the stories that have the names it speaks of."""
        with self.writing() as connection:
            number = _registry.put_actor_correction(connection, correction)
            return number, _registry.touched(connection, correction)

    def withdraw(self, number: int) -> list[str]:
        """Remove a correction; return the stories that have the names it spoke of."""
        with self.writing() as connection:
            correction = dict(_registry.fetch_actor_corrections(connection))[number]
            connection.execute("DELETE FROM actor_corrections WHERE number = ?", (number,))
            return _registry.touched(connection, correction)

    def names_of(self, actor: str) -> list[str]:
        """Return the names that stories have for an actor, the most used first; ``#`` and an id where there is none."""
        with self.reading() as connection:
            return _registry.names_of(connection, actor)

    def put_outside_ids(self, ids: Mapping[str, str]) -> int:
        """Keep the ids that actors have elsewhere, by name, in place of those that were there; return how many."""
        with self.writing() as connection:
            return _registry.put_outside_ids(connection, ids)

    def article_ids(self) -> tuple[str, ...]:
        """Return the ids of all articles, sorted."""
        with self.reading() as connection:
            return _annotations.article_ids(connection)

    def find_articles(self, given: str) -> list[str]:
        """Return the ids of the articles that go by a name: an id or how it begins, a source, an address."""
        with self.reading() as connection:
            return _annotations.find_articles(connection, given)

    def known(self, ids: Iterable[str]) -> set[str]:
        """Return which of the ids are those of articles in the dossier."""
        with self.reading() as connection:
            return _annotations.known(connection, ids)

    def annotations(self, article_ids: Sequence[str]) -> list[Annotation]:
        """Return the annotations of these articles as they were put, actors unset, in the order asked for."""
        with self.reading() as connection:
            return _annotations.fetch_annotations(connection, article_ids)

    def rejected(self) -> tuple[Rejected, ...]:
        """Return what could not be read, by source and reason."""
        with self.reading() as connection:
            return _annotations.fetch_rejected(connection)

    def story_keys(self, *, days: tuple[int, int] | None = None) -> pa.Table:
        """Return story keys, by article and key: ``article``, ``published``, ``key``, ``weight``.

        All of them, or those of the articles from a first to a last of ``days`` (counted from 0001-01-01, which is
        day 1) and of those without one.
        """
        with self.reading() as connection:
            return _annotations.fetch_story_keys(connection, days)

    def put_fingerprints(self, fingerprints: Mapping[str, NDArray[np.int64]]) -> None:
        """Keep the fingerprints of articles that are there; those of an article that has some already stay."""
        with self.writing() as connection:
            _elsewhere.put_fingerprints(connection, fingerprints)

    def without_fingerprints(self) -> list[str]:
        """Return the ids of the articles that have no fingerprints yet, sorted."""
        with self.reading() as connection:
            return _elsewhere.fetch_without_fingerprints(connection)

    def fingerprints(self) -> _elsewhere.Fingerprints:
        """Return the fingerprints by which articles of different stories meet."""
        with self.reading() as connection:
            return _elsewhere.fetch_fingerprints(connection)

    def elsewhere(self, *, article: str | None = None) -> tuple[Reuse, ...]:
        """Return the passages that articles of different stories share, or those that one article does.

        They are looked for now, by what is kept of each article.
        """
        with self.reading():
            return tuple(_elsewhere.reuse_elsewhere(self, article=article))

    def uncompared(self) -> list[tuple[str, int | None]]:
        """Return the articles that ``likenesses`` does not take into account yet, each with its day if known."""
        with self.reading() as connection:
            return _likenesses.fetch_uncompared(connection)

    def stretches(self, days: int) -> dict[int, int]:
        """Return how many articles with story keys there are in each stretch of so many days."""
        with self.reading() as connection:
            return _likenesses.count_by_stretch(connection, days)

    def put_likenesses(
        self,
        found: Iterable[_likenesses.LikenessRow],
        *,
        first: int,
        last: int,
        undated: bool,
    ) -> None:
        """Keep which articles are alike, in place of what was known of the stretches from ``first`` to ``last``.

        With ``undated``, also in place of what was known of pairs without a day.
        """
        with self.writing() as connection:
            _likenesses.put_likenesses(connection, found, first=first, last=last, undated=undated)

    def put_compared(self, articles: Iterable[str]) -> None:
        """Keep that these articles have been compared with all those around them."""
        with self.writing() as connection:
            _likenesses.put_compared(connection, articles)

    def neighbourhoods(self) -> Iterator[tuple[str, dict[str, float]]]:
        """Yield all articles in the order in which they may found a story, each with those it is like and how much."""
        with self.reading() as connection:
            yield from _likenesses.fetch_neighbourhoods(connection)

    def stories(self) -> tuple[Story, ...]:
        """Return all stories, by id."""
        with self.reading() as connection:
            return _findings.fetch_stories(connection)

    def findings(self, story_id: str) -> StoryFindings:
        """Return the findings on one story as they were put."""
        with self.reading() as connection:
            return _findings.fetch_findings(connection, story_id)

    def counts(self, *tables: str) -> dict[str, int]:
        """Return how many rows these tables have, all that are counted unless named. Each is read through."""
        unknown = sorted(set(tables) - {*COUNTED, "actors"})
        if unknown:
            raise ValueError(f"no such table: {unknown[0]}")
        with self.reading() as connection:
            return {name: _count(connection, name) for name in tables or (*COUNTED, "actors")}

    def search(self, query: str, *, limit: int = 20, speaker: str | None = None) -> list[Hit]:
        """Return where the words of ``query`` stand: statements first, then passages of articles, best first.

        All words must be there, whatever their case and accents; words between quotation fingerprints must follow each
        other. ``speaker`` keeps to statements by speakers of that name. No input is a syntax error.
        """
        with self.reading() as connection:
            return search(connection, query, limit=limit, speaker=speaker)

    def nearest(self, words: Sequence[str], *, limit: int, speaker: str | None = None) -> list[tuple[str, str]]:
        """Return at most ``limit`` statements that have most of the words, best first: story and statement."""
        with self.reading() as connection:
            return nearest(connection, words, limit=limit, speaker=speaker)


def _count(connection: sqlite3.Connection, table: str) -> int:
    what = {
        "actors": "count(DISTINCT id) FROM actors",
        "mentions": "ifnull(sum(json_array_length(mentions)), 0) FROM articles",
    }.get(table, f"count(*) FROM {table}")
    (number,) = connection.execute(f"SELECT {what}").fetchone()
    return int(number)
