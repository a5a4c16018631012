"""The face of the library: open a dossier, add to it, and take what was found as Arrow tables."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO

from attribune.annotate import annotate as annotate_article
from attribune.ids import identify
from attribune.model import ActorCorrection, Annotation, Article, Correction, CorrectionKind, Mode

LETTERS = 4  # an article's letter in its story is shorter

if TYPE_CHECKING:
    import pyarrow as pa

    from attribune.checking import Checked
    from attribune.dossier import DossierError, Hit, Store
    from attribune.engine.local import Local
    from attribune.pipeline import Added, Progress
    from attribune.show.desk import Desk


def annotate_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    fast: bool = False,
) -> Annotation:
    """Return what is found in one text on its own: quotations, statements, mentions, time expressions.

    ``published`` is an ISO date against which "on Sunday" is resolved; ``fast`` goes by rules alone, without the
    network. Spans are half-open code point offsets into ``text``.
    """
    article = Article(
        id=identify("article", "text", text),
        source="text",
        text=text,
        title=title,
        outlet=outlet,
        published=published,
    )
    return annotate_article(article, fast=fast)


def open_dossier(path: str | Path, *, create: bool = True, read_only: bool = False) -> Dossier:
    """Open the dossier at ``path``, making an empty one if there is none and ``create`` is set.

    Raises ``DossierError`` when the file is something else, was made by a newer version, or cannot be opened.
    """
    from attribune.dossier import Store

    return Dossier(Store.open(path, create=create and not read_only, read_only=read_only))


class Dossier:
    """A set of articles and all that was found in them, in one file. Use it as a context manager.

    Every table is a ``pyarrow.Table`` with the fields that ``attribune export`` writes.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Dossier:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was added is already kept."""
        self.store.close()

    def add(
        self,
        *inputs: str | Path,
        stdin: BinaryIO | None = None,
        fast: bool = False,
        engine: Local | None = None,
        progress: Progress | None = None,
    ) -> Added:
        """Read files, folders or ``-`` (``stdin``) into the dossier and bring its stories up to date.

        ``fast`` annotates by rules alone, without the network: about twenty times as fast, and less is found. Raises
        ``TypeError`` for a list of paths, which are given one by one: ``add(*paths)``.
        """
        from attribune.pipeline import add

        if not all(isinstance(given, (str, os.PathLike)) for given in inputs):
            raise TypeError("Dossier.add takes paths one by one; for a list of them write: dossier.add(*paths)")
        return add(self.store, inputs, stdin=stdin, fast=fast, engine=engine, progress=progress)

    def add_annotations(
        self, annotations: Sequence[Annotation], *, engine: Local | None = None, progress: Progress | None = None
    ) -> Added:
        """Take articles that were annotated elsewhere, as by a run, and bring the stories up to date."""
        from attribune.pipeline import add_annotations

        return add_annotations(self.store, annotations, engine=engine, progress=progress)

    def table(self, name: str) -> pa.Table:
        """Return one exported table by name; raises ``DossierError`` for a name there is no table of."""
        from attribune.dossier import table

        return table(self.store, name)

    def articles(self) -> pa.Table:
        """Return the articles, with their story and text."""
        return self.table("articles")

    def stories(self) -> pa.Table:
        """Return the stories: id, founder, number of articles, headline."""
        return self.table("stories")

    def statements(self, *, mode: Mode | None = None) -> pa.Table:
        """Return what the articles attribute, with spans, texts and speakers; all, or of one ``mode`` only."""
        import pyarrow.compute

        found = self.table("statements")
        return found if mode is None else found.filter(pyarrow.compute.equal(found["mode"], mode))

    def actors(self) -> pa.Table:
        """Return who speaks or is spoken of."""
        return self.table("actors")

    def mentions(self) -> pa.Table:
        """Return the places where actors are named or described."""
        return self.table("mentions")

    def sayings(self) -> pa.Table:
        """Return the utterances, each with the statements that carry it."""
        return self.table("sayings")

    def readings(self) -> pa.Table:
        """Return the wordings of the sayings."""
        return self.table("readings")

    def reuse(self) -> pa.Table:
        """Return the passages that two articles share."""
        return self.table("reuse")

    def derivations(self) -> pa.Table:
        """Return which article drew on which."""
        return self.table("derivations")

    def conflicts(self) -> pa.Table:
        """Return the accounts that cannot all be right."""
        return self.table("conflicts")

    def positions(self) -> pa.Table:
        """Return the actors' stances towards each other."""
        return self.table("positions")

    def timeline(self) -> pa.Table:
        """Return what the texts put at a time."""
        return self.table("timeline")

    def rejected(self) -> pa.Table:
        """Return what could not be read, and why."""
        return self.table("rejected")

    def merge_actors(self, *actors: str) -> int:
        """Say that actors, each given by id or name, are one, who goes by the name of the first.

        This and what follows holds for articles added later too. Returns the number of the correction, by which it can
        be undone; raises ``DossierError`` if an actor cannot be found.
        """
        from attribune.correcting import merge

        return merge(self.store, actors)

    def split_actor(self, actor: str, *names: str) -> int:
        """Say that these names, under which an actor is known, are another's; see ``merge_actors``."""
        from attribune.correcting import split

        return split(self.store, actor, names)

    def rename_actor(self, actor: str, name: str) -> int:
        """Say by which name an actor is to go; see ``merge_actors``."""
        from attribune.correcting import rename

        return rename(self.store, actor, name)

    def undo_correction(self, number: int | None = None) -> ActorCorrection:
        """Take back what was said of actors, the last of it unless a number is given; return it."""
        from attribune.correcting import undo

        return undo(self.store, number)

    def give_actor_ids(self, path: str | Path) -> int:
        """Take the ids that actors have elsewhere from a CSV file with the columns name, aliases and id."""
        from attribune.correcting import give_ids

        return give_ids(self.store, Path(path))

    def search(self, query: str, *, speaker: str | None = None, limit: int = 20) -> list[Hit]:
        """Return the places where the words stand, best first."""
        return self.store.search(query, speaker=speaker, limit=limit)

    def check(self, words: str, *, speaker: str | None = None, fast: bool = False) -> Checked:
        """Return the sayings that the words are or are part of, who carries which wording, and what the words change.

        ``speaker`` keeps to speakers of that name. Nothing found means: not in these articles.
        """
        from attribune.checking import check

        return check(self.store, words, speaker=speaker, fast=fast)

    def join(self, *names: str, fast: bool = False) -> Correction:
        """Make one saying of those that hold these statements or are these sayings (ids, or beginnings of ids).

        This and what ``part`` and ``lock`` do has the last word through later additions; ``undo`` takes it back.
        """
        return self._correct("join", names, fast=fast)

    def part(self, name: str, *names: str, fast: bool = False) -> Correction:
        """Make a statement a saying of its own, apart from ``names``, or from all that is one saying with it."""
        return self._correct("part", (name, *names), fast=fast)

    def lock(self, *names: str, fast: bool = False) -> Correction:
        """Keep to these statements, or to those of these sayings, as one saying that takes in no other."""
        return self._correct("lock", names, fast=fast)

    def undo(self, *, fast: bool = False) -> Correction:
        """Take the latest correction back and return it; raises ``DossierError`` if there is none."""
        from attribune.pipeline import correct

        return correct(self.store, None, fast=fast)

    def _correct(self, kind: CorrectionKind, names: tuple[str, ...], *, fast: bool) -> Correction:
        from attribune.pipeline import correct

        return correct(self.store, Correction(kind, self.store.statements_of(names, kind=kind)), fast=fast)

    def find_article(self, given: str, *, story: str | None = None) -> str:
        """Return the id of the one article that goes by a name: an id or how it begins, a file, an address, a letter.

        A letter is the one that the article has in ``story`` (an id), or in the only story of several articles.
        Raises ``DossierError`` where none or several fit.
        """
        found = self.store.find_articles(given)
        if not found and len(given) < LETTERS:
            refs = self._desk(story or self._only_story()).refs
            found = [name for name, ref in refs.items() if ref.siglum == given.upper()]
        if len(found) != 1:
            what = "No article goes" if not found else f"{len(found)} articles go"
            raise self._refused(
                f"{what} by the name {given!r}; `{{}}` writes all with their ids.", "export", "articles"
            )
        return found[0]

    def origins(self, article: str) -> dict[str, object]:
        """Return where the text of an article (an id) comes from: ``derivations`` and ``passages`` in order.

        A passage has ``span``, ``text``, ``relation``, ``other`` (an article), ``other_span`` and ``similarity``,
        and ``also``, the further articles that have words of it. ``elsewhere`` are the passages that it shares with
        articles of other stories, as the table ``reuse`` has them, with their ``relation``.
        """
        from attribune.dossier.elsewhere import reuse_told
        from attribune.show import beside, origin_rows
        from attribune.show.elsewhere import relation

        story = self._story_of(article)
        rows = [row for row in self.derivations().to_pylist() if article in (row["article"], row["drew_on"])]
        passages = origin_rows(self._desk(story), article)
        shared = beside(self.store, self.store.elsewhere(article=article), [article])
        texts = {other.article.id: other.article.text for other in shared.annotations}
        elsewhere = [
            {**reuse_told(reuse, texts), "relation": relation(reuse, article, shared)} for reuse in shared.reuses
        ]
        return {
            "article": article,
            "story": story,
            "derivations": rows,
            "passages": passages,
            "elsewhere": elsewhere,
        }

    def traced(self, *, article: str | None = None, story: str | None = None, width: int = 80) -> Iterator[str]:
        """Return lines for a terminal: who drew on whom in the stories, or where one article's text comes from."""
        from attribune.show import beside, lay_out, traced, traced_article

        if article is None:
            return traced(self.store, story=story, width=width)
        findings = self.store.findings(self._story_of(article))
        shared = beside(self.store, self.store.elsewhere(article=article), [article])
        desk = lay_out(findings, self.store.annotations(findings.story.articles), elsewhere=shared)
        return traced_article(desk, article, width=width)

    def stemma(self, form: str, *, article: str | None = None, story: str | None = None) -> str:
        """Return the stemma of a story, that of an article, or the only one, as ``svg``, ``graphml`` or ``dot``.

        Raises ``DossierError`` for another format, or where it must be said which story is meant.
        """
        from attribune.dossier import DossierError
        from attribune.show import graph

        chosen = story or (self._story_of(article) if article else self._only_story())
        try:
            return graph(self._desk(chosen), form)  # type: ignore[arg-type]  # another format is refused below
        except KeyError:
            told = f"A stemma is written as .svg, .graphml or .dot, not as {form or 'a file without an ending'!r}."
            raise DossierError(told) from None

    def _desk(self, story: str) -> Desk:
        from attribune.show import lay_out

        findings = self.store.findings(story)
        return lay_out(findings, self.store.annotations(findings.story.articles))

    def _story_of(self, article: str) -> str:
        return next(story.id for story in self.store.stories() if article in story.articles)

    def _only_story(self) -> str:
        shared = [story.id for story in self.store.stories() if len(story.articles) > 1]
        if len(shared) != 1:
            raise self._refused("Name the story with --story; `{}` lists them.", "trace")
        return shared[0]

    def _refused(self, told: str, command: str, table: str | None = None) -> DossierError:
        from attribune.dossier import DossierError

        words = ("attribune", command, str(self.store.path), *(("--table", table) if table else ()))
        return DossierError(told.format(shlex.join(words)))

    def report(self, *, stories: Sequence[str] | None = None, title: str | None = None) -> Iterator[str]:
        """Yield the report, one self-contained HTML page, in pieces.

        It holds the 50 stories with the most articles and a line for each article that stands alone, or else the
        ``stories`` of these ids, whose first digits will do. Raises ``LookupError`` for an id that fits not just one.
        """
        from attribune.show import report

        return report(self.store, stories=stories, title=title)
