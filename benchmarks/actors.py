"""Who is who: mentions to actors, within an article and across articles.

    python benchmarks/actors.py DATA [--network] [--only gum,meantime,ecbplus,pronouns]
    python benchmarks/actors.py DATA --growth 1000,10000,100000

DATA is the folder that holds the corpora. Figures are those of the scorer ``scorch``; the conversions are ours and are
described where they are made. ``--network`` finds statements with the network too, else by rules alone.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import pickle
import resource
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.coreference import Document, Gold, ecbplus, gum, meantime
from scorch.scores import b_cubed, ceaf_e, muc

from attribune.annotate import annotate
from attribune.dossier import Store
from attribune.engine import Local as Engine
from attribune.group import story_keys
from attribune.model import Actor, Annotation, Article, Mention, Resolution, Span, Story, StoryFindings
from attribune.pipeline import current_stories
from attribune.read import read
from attribune.resolve import resolve
from attribune.resolve.figures import name_of
from attribune.resolve.registry import Local, block_key, gather
from attribune.resolve.rules import Rules

SPOKEN_FOR = Path(__file__).with_name("pronoun_speakers.tsv")
_ACTING = ("person", "organization")
_RENAMED = 7  # of ten names, those that are others in each copy of a story
_SHIFTED = ("bcdfgklmnprstvz", "BCDFGKLMNPRSTVZ")
_LETTERS = "".join(_SHIFTED)
_LEAST = 0.3  # of the words of two mentions together, those they share, for them to be one
Clusters = list[set[int]]
Triple = tuple[float, float, float]  # precision, recall, F1 in percent


class Scores(NamedTuple):
    """MUC, B-cubed and CEAF-e, and the mean of their F1 (CoNLL)."""

    muc: Triple
    b_cubed: Triple
    ceaf_e: Triple

    @property
    def conll(self) -> float:
        """Return the mean of the three F1."""
        return sum(triple[2] for triple in self) / len(self)


def _percent(measure: Callable[[Clusters, Clusters], Triple], gold: Clusters, found: Clusters) -> Triple:
    recall, precision, f1 = measure(gold, found)
    return (100 * precision, 100 * recall, 100 * f1)


def chains(documents: Iterable[Document], *, fast: bool, types: Sequence[str] = _ACTING) -> Scores:
    """Score the chains of named entities of these types: their names and the third-person pronouns for them.

    An annotated mention and ours are one if the words they turn on overlap. Chains of one mention do not count on
    either side, as in CoNLL. A name of ours that is annotated as something of another type is left out; a pronoun
    that we take for somebody, and that means something else, counts as a fault.
    """
    gold_all: Clusters = []
    found_all: Clusters = []
    for number, document in enumerate(documents):
        offset = number * 1_000_000
        article = Article(id=document.name, source=document.name, text=document.text)
        resolution = resolve([annotate(article, fast=fast)])
        gold, found = _chains(document, resolution.mentions, types)
        gold_all += [{offset + place for place in chain} for chain in gold if len(chain) > 1]
        found_all += [{offset + place for place in chain} for chain in found if len(chain) > 1]
    return Scores(*(_percent(measure, gold_all, found_all) for measure in (muc, b_cubed, ceaf_e)))


def _chains(document: Document, mentions: Sequence[Mention], types: Sequence[str]) -> tuple[Clusters, Clusters]:
    named = {gold.entity for gold in document.mentions if gold.kind == "name" and gold.type in types}
    gold: dict[str, set[int]] = defaultdict(set)
    for mention in document.mentions:
        if mention.entity in named and mention.kind != "other":
            gold[mention.entity].add(mention.head.start)
    found: dict[str, set[int]] = defaultdict(set)
    for ours in mentions:
        if ours.actor is None or ours.kind not in ("name", "place", "pronoun"):
            continue
        theirs = _turning_on(document.mentions, ours.head, named)
        if theirs is None or theirs.entity in named or ours.kind == "pronoun":
            found[ours.actor].add(theirs.head.start if theirs else ours.head.start)
    return list(gold.values()), list(found.values())


def _turning_on(mentions: Sequence[Gold], head: Span, named: set[str]) -> Gold | None:
    """Return the annotated mention that turns on these words: one in question if there is one, and the shortest."""
    fitting = [gold for gold in mentions if gold.head.overlaps(head)]
    return min(
        fitting,
        key=lambda gold: (gold.entity not in named or gold.kind == "other", gold.span.end - gold.span.start),
        default=None,
    )


def across(documents: Sequence[Document], *, fast: bool) -> Triple:
    """Score annotated mentions by the actor that ours has at the same place, over all documents at once (B-cubed).

    A mention at which we have none counts as an actor of its own.
    """
    actors = _linked(documents, fast=fast)
    gold: dict[str, set[int]] = defaultdict(set)
    found: dict[str, set[int]] = defaultdict(set)
    number = 0
    for document in documents:
        ours = [mention for mention in actors[document.name] if mention.actor is not None]
        for mention in document.mentions:
            number += 1
            gold[mention.entity].add(number)
            best = max(ours, key=lambda other: _likeness(mention.span, other), default=None)
            same = best is not None and _likeness(mention.span, best) >= _LEAST
            found[best.actor if same and best and best.actor else f"alone {number}"].add(number)
    return _percent(b_cubed, list(gold.values()), list(found.values()))


def _likeness(span: Span, mention: Mention) -> float:
    def share(other: Span) -> float:
        both = min(span.end, other.end) - max(span.start, other.start)
        return max(0, both) / (max(span.end, other.end) - min(span.start, other.start))

    return max(share(mention.span), share(mention.head))


def _linked(documents: Sequence[Document], *, fast: bool) -> dict[str, list[Mention]]:
    """Return the mentions of each document with the actors of the dossier that they would make."""
    stories: dict[str, list[Annotation]] = defaultdict(list)
    for document in documents:
        article = Article(id=document.name, source=document.name, text=document.text)
        stories[document.story].append(annotate(article, fast=fast))
    resolved = {story: resolve(stories[story]) for story in sorted(stories)}
    one = _registered(resolved)
    linked: dict[str, list[Mention]] = defaultdict(list)
    for story, resolution in resolved.items():
        for mention in resolution.mentions:
            actor = one.get((story, str(mention.actor)), mention.actor)
            linked[mention.article].append(replace(mention, actor=actor))
    return linked


def _registered(resolved: Mapping[str, Resolution]) -> dict[tuple[str, str], str]:
    """Return the actor of the dossier that each actor of a story is, by story and id."""
    blocks: dict[str, list[Local]] = defaultdict(list)
    company: dict[str, frozenset[str]] = {}
    for story, resolution in resolved.items():
        named = (actor.name for actor in resolution.actors if actor.article is None and actor.type != "state")
        company[story] = frozenset(" ".join(name_of(name)) for name in named if " " in name)
        for actor in resolution.actors:
            key = block_key(actor, Rules())
            if key is not None:
                blocks[key].append(Local(story, actor))
    gathered = (gather(block, company=company.__getitem__) for block in blocks.values())
    return {(placed.story, placed.local): placed.actor for found in gathered for placed in found.placed}


def growth(source: Path, counts: Sequence[int], *, annotated: int) -> Iterator[dict[str, float]]:
    """Yield for each number of articles what resolving takes: CPU seconds, and the peak memory of this process in MB.

    So many articles of a file are annotated and made into stories; of these the first are taken, and from then on
    copies of them in which seven of ten names are others (``_renamed``), the rest being those of whom all speak.
    ``resolve`` is that of the stories one by one, ``registry`` finding out who of them is one, ``again`` the same once
    one story has changed.
    """
    with tempfile.TemporaryDirectory() as folder:
        stories = Path(folder) / "stories"
        _keep_stories(source, annotated, stories)
        for wanted in counts:
            with Store.open(Path(folder) / f"{wanted}.dossier", create=True) as store:
                yield {"articles": wanted, **_grown(store, stories, wanted)}


def _keep_stories(source: Path, number: int, target: Path) -> None:
    """Annotate the first articles of a file by rules, and write their stories one after the other."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "a.dossier", create=True) as store:
        for article in islice(_articles(source), number):
            annotation = annotate(article, fast=True)
            store.put_annotations([annotation], story_keys=story_keys(annotation))
        with target.open("wb") as file:
            for story in current_stories(store, engine=Engine(processes=1)):
                pickle.dump((story, store.annotations(story.articles)), file)


def _grown(store: Store, stories: Path, wanted: int) -> dict[str, float]:
    seconds, mentions, articles = 0.0, 0, 0
    last: StoryFindings | None = None
    for story, within, copy in _copies(stories):
        begun = time.process_time()
        resolution = resolve(within)
        seconds += time.process_time() - begun
        mentions += sum(len(annotation.mentions) for annotation in within)
        actors = tuple(_renamed(actor, copy) for actor in resolution.actors)
        last = _put_actors(store, story, copy, actors)
        articles += len(within)
        if articles >= wanted:
            break
    assert last is not None
    registry = _seconds(store.refresh_registry)
    store.put_findings(last)
    again = _seconds(store.refresh_registry)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"resolve_s": seconds, "registry_s": registry, "again_s": again, "peak_mb": peak}
    return {"mentions": mentions, **{name: round(value, 2) for name, value in told.items()}}


def _copies(stories: Path) -> Iterator[tuple[Story, list[Annotation], int]]:
    """Yield the stories, and then copies of them without end, each with the number of the copy."""
    for copy in count():
        with stories.open("rb") as file:
            while file.peek(1):
                yield (*pickle.load(file), copy)


def _put_actors(store: Store, story: Story, copy: int, actors: tuple[Actor, ...]) -> StoryFindings:
    """Keep the actors of a story whose articles have no text; return what was kept."""
    names = tuple(f"{name} {copy}" for name in story.articles)
    store.put_annotations(
        [Annotation(Article(id=name, source=name, text=""), (), (), (), (), (), ()) for name in names]
    )
    again = Story(f"{story.id} {copy}", f"{story.founder} {copy}", names)
    findings = StoryFindings(again, Resolution(actors, (), ()), (), (), (), (), (), ())
    store.put_findings(findings)
    return findings


def _renamed(actor: Actor, copy: int) -> Actor:
    """Return an actor as a copy of its story has it: most go by another name, as long and as common as their own."""
    drawn = hashlib.blake2b(actor.name.encode(), digest_size=2).digest()[0]
    nobody = replace(actor, article=actor.article and f"{actor.article} {copy}", titles=())
    if actor.type == "state" or drawn % 10 >= _RENAMED:
        return nobody
    shifted = str.maketrans(
        _LETTERS, "".join(letters[copy % len(letters) :] + letters[: copy % len(letters)] for letters in _SHIFTED)
    )
    aliases = tuple(sorted(alias.translate(shifted) for alias in actor.aliases))
    return replace(nobody, name=actor.name.translate(shifted), aliases=aliases)


def _articles(source: Path) -> Iterator[Article]:
    return (item for item in read([source]) if isinstance(item, Article))


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


class Asked(NamedTuple):
    """A pronoun that is the source of a statement in PolNeAR dev, and whom it means, as a person read it."""

    article: str
    sha256: str  # of the text, its first digits
    start: int  # code point
    end: int
    name: str


def asked(path: Path = SPOKEN_FOR) -> list[Asked]:
    """Return the pronouns asked about."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return [Asked(row[0], row[1], int(row[2]), int(row[3]), row[4]) for row in rows]


def pronouns(
    texts: Callable[[str], str], questions: Sequence[Asked], *, fast: bool
) -> Iterator[tuple[Asked, str | None]]:
    """Yield each pronoun asked about with the name of the actor that it is linked to, or None if it is to none."""
    by_article: dict[str, list[Asked]] = defaultdict(list)
    for question in questions:
        by_article[question.article].append(question)
    for name in sorted(by_article):
        text = texts(name)
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        if not digest.startswith(by_article[name][0].sha256):
            raise SystemExit(f"{name} is not the text that the questions are about")
        resolution = resolve([annotate(Article(id=name, source=name, text=text), fast=fast)])
        actors = {actor.id: actor for actor in resolution.actors}
        for question in by_article[name]:
            yield question, _meant(question, resolution.mentions, actors)


def _meant(question: Asked, mentions: Sequence[Mention], actors: dict[str, Actor]) -> str | None:
    asked = Span(question.start, question.end)
    for mention in mentions:
        if mention.span.overlaps(asked) and mention.actor:
            return actors[mention.actor].name
    return None


def is_right(name: str | None, wanted: str) -> bool:
    """Return whether an actor's name is the wanted one: it holds its last word, and no other given name.

    Several names that are as good are separated by ``|``; of persons meant at once each must be named right.
    """
    if name is None:
        return False
    if " and " in wanted and "|" not in wanted:
        named, several = name.split(" and "), wanted.split(" and ")
        return len(named) == len(several) and all(map(is_right, named, several))
    words = name.casefold().split()
    for good in wanted.casefold().split("|"):
        parts = good.split()
        if parts == words or (parts[-1] in words and (len(words) == 1 or parts[0] in words)):
            return True
    return False


def polnear_text(archive: Path, name: str) -> str:
    """Return a text of PolNeAR dev."""
    with zipfile.ZipFile(archive) as corpus:
        return corpus.read(f"dev/text/{name}.txt").decode("utf-8")


def pronoun_figures(data: Path, *, fast: bool, wrong: list[str] | None = None) -> dict[str, float]:
    """Return how many pronouns were asked about, and the percent named right, named wrong and not named."""
    counts: Counter[str] = Counter()
    for question, name in pronouns(partial(polnear_text, data / "polnear" / "polnear.zip"), asked(), fast=fast):
        outcome = "unknown" if name is None else "right" if is_right(name, question.name) else "wrong"
        counts[outcome] += 1
        if wrong is not None and outcome != "right":
            wrong.append(f"{question.article} {question.start}: {question.name}, not {name}")
    total = sum(counts.values())
    return {"asked": total, **{name: round(100 * counts[name] / total, 1) for name in ("right", "wrong", "unknown")}}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--network", action="store_true")
    parser.add_argument("--only", default="gum,meantime,ecbplus,pronouns")
    parser.add_argument("--misses", action="store_true", help="list the pronouns that were not named right")
    parser.add_argument("--growth", help="numbers of articles of coverage, ascending, to measure time and memory at")
    parser.add_argument(
        "--annotated", type=int, default=10000, help="articles to annotate for that; then copies of them"
    )
    options = parser.parse_args()
    if options.growth:
        source = options.data / "coverage" / "articles.jsonl.gz"
        for figures in growth(source, list(map(int, options.growth.split(","))), annotated=options.annotated):
            print(json.dumps(figures), flush=True)
        return
    fast, only, data = not options.network, options.only.split(","), options.data
    if "gum" in only:
        _show_gum(data, fast=fast)
    if "meantime" in only:
        _show("MEANTIME, B-cubed", across(list(meantime(data / "meantime" / "meantime.conll.gz")), fast=fast))
    if "ecbplus" in only:
        _show("ECB+, B-cubed", across(list(ecbplus(data / "ecbplus" / "ecbplus-1-35.zip")), fast=fast))
    if "pronouns" in only:
        wrong: list[str] = []
        figures = pronoun_figures(data, fast=fast, wrong=wrong)
        print("pronoun speakers: " + ", ".join(f"{name} {value}" for name, value in figures.items()))
        print("of he and she: " + ", ".join(f"{name} {value}" for name, value in _of_persons(wrong).items()))
        if options.misses:
            print("\n".join(wrong))


def _of_persons(wrong: Sequence[str]) -> dict[str, float]:
    """Return the figures for the pronouns of one person alone, given the lines on all that were not right."""
    persons = {f"{q.article} {q.start}": q for q in asked() if q.end - q.start < len("they")}
    missed = [line for line in wrong if line.partition(":")[0] in persons]
    unknown = sum(line.endswith("not None") for line in missed)
    total = len(persons)
    counts = {"right": total - len(missed), "wrong": len(missed) - unknown, "unknown": unknown}
    return {"asked": total, **{name: round(100 * count / total, 1) for name, count in counts.items()}}


def _show_gum(data: Path, *, fast: bool) -> None:
    archive = data / "gum" / "gum.zip"
    for split in ("dev", "train"):
        for title, genres in (("news, interview", ("news", "interview")), ("all genres", tuple(_genres(archive)))):
            scores = chains(gum(archive, split=split, genres=genres), fast=fast)
            for name, triple in zip(Scores._fields, scores, strict=True):
                _show(f"GUM {split}, {title}, {name}", triple)
            print(f"{f'GUM {split}, {title}, CoNLL':44}{'':16}{scores.conll:8.1f}")


def _genres(archive: Path) -> list[str]:
    rows = (archive.parent / "documents.tsv").read_text("utf-8").splitlines()[1:]
    return sorted({row.split("\t")[2] for row in rows})


def _show(title: str, triple: Triple) -> None:
    precision, recall, f1 = triple
    print(f"{title:44}{precision:8.1f}{recall:8.1f}{f1:8.1f}")


if __name__ == "__main__":
    main()
