"""How well one remark is told from another: ``python benchmarks/sayings.py DATA [--fast] [--part PART]``.

``sayings_gold.jsonl`` beside this file holds twenty stories as hashes of their articles, the statements found in them
as offsets, and pairs of statements of two articles, each judged by a person: ``same`` (one utterance, mostly in the
same words), ``paraphrased`` (one utterance, reported or translated in other words), ``different`` or ``undecided``
(left out). ``again`` is a second judgement, made later without sight of the first, ``other`` that of another reader,
of 240 pairs drawn by hash. DATA holds the articles.

``statements`` gives the product the statements as they were judged, each with its source, which a reader has corrected
where the product of that day had it wrong; who the source is, and which are one utterance, it finds. ``articles``
starts from the bare articles, and a judged statement is the one found today that shares most characters with it, if it
is half of both. ``text`` measures the judgement of paraphrases (msrp) and the alignment of words (mtref), ``speed`` the
collation of 10,000 sayings. CollateX is measured where it is installed (``pip install collatex Levenshtein``).
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import importlib.util
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from attribune.annotate import annotate
from attribune.collate import collate
from attribune.collate.aligning import align
from attribune.collate.matching import matched
from attribune.collate.meaning import Encoder, Meanings, encoder
from attribune.collate.traits import numbers
from attribune.collate.wording import Wording, encode, wording
from attribune.ids import identify
from attribune.model import Annotation, Article, Resolution, Saying, Span, Statement, Story
from attribune.resolve import resolve
from attribune.text import words

GOLD = Path(__file__).with_name("sayings_gold.jsonl")
SETS = ("helsinki/articles.jsonl.gz", "seesaw/articles.jsonl.gz", "coverage/articles.jsonl.gz")
ONE = ("same", "paraphrased")  # labels of one utterance
HALF = 0.5
Pairs = set[tuple[int, int]]
COLLATEX = importlib.util.find_spec("collatex") is not None
# From here on two sentences say the same. Two thirds of the pairs of msrp do, says its description: this bar is passed
# by two thirds of the pairs of its training part, whose labels were not looked at.
PARAPHRASE = 0.71
OTHER_NUMBER = 0.03
SIZES = (2_500, 5_000, 10_000)  # sayings
SAMPLE = 300  # sayings that CollateX collates: it is slow
READINGS = 3
WORDS = 24
VOCABULARY = 20_000  # words, as many as in a few thousand articles


@dataclass(frozen=True)
class Pair:
    """Two judged statements, by their numbers in the story."""

    a: int
    b: int
    label: str
    again: str | None
    other: str | None


@dataclass
class GoldStory:
    """One judged story, with what DATA holds of its articles."""

    name: str
    articles: list[Article]
    rows: list[dict[str, Any]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)

    def story(self) -> Story:
        """Return the story's articles as one story."""
        return Story(self.name, self.articles[0].id, tuple(article.id for article in self.articles))

    def statements(self) -> list[Statement]:
        """Return the statements as they were judged, with their sources; who these are is not given."""
        return [judged_statement(self.articles[row["article"]], row) for row in self.rows]

    def text(self, number: int) -> str:
        """Return the words of a judged statement."""
        row = self.rows[number]
        return " ".join(self.articles[row["article"]].text[start:end] for start, end in row["content"])


def judged_statement(article: Article, row: Mapping[str, Any]) -> Statement:
    """Return the statement of a row of judged ones, whose source nobody has identified yet."""
    content = tuple(Span(*span) for span in row["content"])
    return Statement(
        id=identify("statement", article.id, *content),
        article=article.id,
        kind=row["kind"],
        content=content,
        source=Span(*row["source"]) if row["source"] else None,
        cue=None,
        confidence=1.0,
    )


def texts_by_hash(data: Path, wanted: set[str]) -> dict[str, str]:
    """Return the texts of DATA that have one of these hashes."""
    found: dict[str, str] = {}
    for name in SETS:
        with gzip.open(data / name, "rt", encoding="utf-8") as lines:
            for text in (json.loads(line)["text"] for line in lines):
                digest = sha256(text.encode()).hexdigest()[:16]
                if digest in wanted:
                    found[digest] = text
    return found


def gold_stories(data: Path) -> list[GoldStory]:
    """Return the judged stories."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts = texts_by_hash(data, {digest for row in rows for digest, _ in row.get("articles", ())})
    stories: list[GoldStory] = []
    for row in rows:
        if "story" in row:
            articles = [Article(id=d, source=d, text=texts[d], published=on) for d, on in row["articles"]]
            stories.append(GoldStory(row["story"], articles))
        elif "label" in row:
            stories[-1].pairs.append(Pair(row["a"], row["b"], row["label"], row.get("again"), row.get("other")))
        else:
            stories[-1].rows.append(row)
    return stories


@dataclass
class Counts:
    """Judgements against the labels."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    found: dict[str, list[int]] = field(default_factory=lambda: {label: [0, 0] for label in ONE})

    def add(self, label: str, joined: bool) -> None:
        """Count one pair."""
        if label in ONE:
            self.found[label][0] += joined
            self.found[label][1] += 1
            self.right += joined
            self.missed += not joined
        else:
            self.wrong += joined

    @property
    def figures(self) -> dict[str, float]:
        """Precision and recall of all pairs, and recall by label, in percent."""
        return {
            "precision": percent(self.right, self.right + self.wrong),
            "recall": percent(self.right, self.right + self.missed),
            **{f"recall, {label}": percent(*counts) for label, counts in self.found.items()},
        }


def percent(part: int, whole: int) -> float:
    """Return a share in percent, 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def counted(stories: Sequence[GoldStory], judge: Callable[[GoldStory, Pair], bool]) -> Counts:
    """Return how a judge of pairs fares."""
    counts = Counts()
    for story in stories:
        for pair in story.pairs:
            if pair.label != "undecided":
                counts.add(pair.label, judge(story, pair))
    return counts


def joined_statements(story: GoldStory, *, fast: bool) -> list[set[str]]:
    """Return in which sayings each judged statement is, the statements being given."""
    statements = story.statements()
    annotations = [with_statements(annotate(article, fast=fast), statements) for article in story.articles]
    named = _sayings_of(collate(story.story(), annotations, resolve(annotations), fast=fast))
    return [named.get(statement.id, set()) for statement in statements]


def with_statements(annotation: Annotation, statements: Sequence[Statement]) -> Annotation:
    """Return an annotation with those of the given statements that are its article's in place of its own."""
    return replace(annotation, statements=tuple(one for one in statements if one.article == annotation.article.id))


def joined_articles(story: GoldStory, *, fast: bool) -> list[set[str]]:
    """Return in which sayings each judged statement is, all being found anew in the articles."""
    annotations = [annotate(article, fast=fast) for article in story.articles]
    resolution = resolve(annotations)
    named = _sayings_of(collate(story.story(), annotations, resolution, fast=fast))
    found = [_nearest(statement, resolution.statements) for statement in story.statements()]
    return [named[one] if one is not None else set() for one in found]


def _sayings_of(sayings: Sequence[Saying]) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for saying in sayings:
        for reading in saying.readings:
            named.setdefault(reading.statement, set()).add(saying.id)
    return named


def _nearest(wanted: Statement, statements: Sequence[Statement]) -> str | None:
    """Return the id of the statement that shares most characters with one, if they are half of both."""
    there = _characters(wanted)
    best = (HALF, "")
    for one in statements:
        if one.article == wanted.article:
            here = _characters(one)
            share = len(here & there) / (max(len(here), len(there)) or 1)
            best = max(best, (share, one.id))
    return best[1] or None


def _characters(statement: Statement) -> set[int]:
    return {place for start, end in statement.content for place in range(start, end)}


def product(
    stories: Sequence[GoldStory], joined: Callable[..., list[set[str]]], *, fast: bool
) -> Callable[[GoldStory, Pair], bool]:
    """Return the judge that takes two statements for one utterance if they are readings of one saying."""
    found = {story.name: joined(story, fast=fast) for story in stories}
    return lambda story, pair: not found[story.name][pair.a].isdisjoint(found[story.name][pair.b])


def _normal(text: str) -> list[str]:
    return [word.normal for word in words(text)]


def equal(story: GoldStory, pair: Pair) -> bool:
    """Judge two statements one utterance if their words are the same after normalising, as Quotebank does."""
    return _normal(story.text(pair.a)) == _normal(story.text(pair.b))


def thresholds(score: Callable[[str, str], float], stories: Sequence[GoldStory]) -> Iterator[tuple[float, Counts]]:
    """Yield the counts of a score at each of a few bars."""
    scores = {
        (story.name, pair.a, pair.b): score(story.text(pair.a), story.text(pair.b))
        for story in stories
        for pair in story.pairs
    }
    for bar in range(30, 100, 5):
        yield bar, counted(stories, lambda story, pair, bar=bar: scores[story.name, pair.a, pair.b] >= bar)  # type: ignore[misc]


def best_bar(score: Callable[[str, str], float], stories: Sequence[GoldStory]) -> tuple[float, Counts]:
    """Return the bar with the best F1 of a score, chosen on these very pairs, which flatters it."""
    return max(thresholds(score, stories), key=lambda item: _f1(item[1]))


def _f1(counts: Counts) -> float:
    return 2 * counts.right / ((2 * counts.right + counts.wrong + counts.missed) or 1)


def collatex_share(a: str, b: str) -> float:
    """Return what part of the words of the shorter of two texts CollateX aligns, near matches included, in percent."""
    return 100 * len(collatex_aligned(_normal(a), _normal(b))) / (min(len(_normal(a)), len(_normal(b))) or 1)


def agreement(pairs: Sequence[tuple[str, str]]) -> str:
    """Return how often two judgements of the same pairs agreed: one utterance or not."""
    decided = [(first in ONE, second in ONE) for first, second in pairs if "undecided" not in (first, second)]
    alike = sum(first == second for first, second in decided)
    share, expected = alike / (len(decided) or 1), _by_chance(decided)
    kappa = (share - expected) / ((1 - expected) or 1)
    return f"{len(pairs)}, decided both times {len(decided)}, alike {alike}, kappa {kappa:.2f}"


def _by_chance(pairs: Sequence[tuple[bool, bool]]) -> float:
    first, second = (sum(pair[i] for pair in pairs) / (len(pairs) or 1) for i in (0, 1))
    return first * second + (1 - first) * (1 - second)


def measure_pairs(
    data: Path, *, fast: bool, rivals: bool = True, end_to_end: bool = True
) -> dict[str, dict[str, float]]:
    """Return the figures of the product on the judged pairs, and of its rivals."""
    stories = gold_stories(data)
    pairs = [pair for story in stories for pair in story.pairs]
    print({label: sum(pair.label == label for pair in pairs) for label in sorted({pair.label for pair in pairs})})
    print("judged twice:", agreement([(pair.label, pair.again) for pair in pairs if pair.again]))
    print("judged by another reader:", agreement([(pair.label, pair.other) for pair in pairs if pair.other]))
    judges: dict[str, Callable[[GoldStory, Pair], bool]] = {
        "statements": product(stories, joined_statements, fast=fast)
    }
    if end_to_end:
        judges["articles"] = product(stories, joined_articles, fast=fast)
    figures = {name: counted(stories, judge).figures for name, judge in judges.items()}
    if rivals:
        figures["equal"] = counted(stories, equal).figures
        shares = [("token_set", fuzz.token_set_ratio)] + [("collatex", collatex_share)] * COLLATEX
        for name, score in shares:
            bar, counts = best_bar(score, stories)
            figures[f"{name} >= {bar:.0f}"] = counts.figures
    return figures


def measure_texts(data: Path, *, fast: bool) -> dict[str, dict[str, float]]:
    """Return the figures for paraphrases and for the alignment of words; those by meaning unless ``fast``."""
    rows = [line.split("\t") for line in _lines(data / "mtref" / "mtref-test.tsv")]
    aligners: dict[str, Callable[[Sequence[str], Sequence[str]], Pairs]] = {"difflib": difflib_aligned}
    if COLLATEX:
        aligners["CollateX"] = collatex_aligned
    shipped = None if fast else encoder()
    if shipped is not None:
        aligners["mtref"] = lambda a, b: meaning_aligned(shipped, a, b)
    figures = {name: _alignment(rows, aligner) for name, aligner in aligners.items()}
    if shipped is not None:
        figures["msrp"] = {"accuracy": _paraphrases(data / "msrp" / "msr_paraphrase_test.txt", shipped)}
    return figures


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8-sig").split("\n") if line]


def _alignment(
    rows: Sequence[Sequence[str]], aligner: Callable[[Sequence[str], Sequence[str]], Pairs]
) -> dict[str, float]:
    """Return precision, recall and F1 of the sure links, punctuation included as in the corpus."""
    right = found = wanted = 0
    for row in rows:
        gold = {(int(i), int(j)) for i, j in (link.split("-") for link in row[7].split())}
        links = aligner(row[1].split(), row[3].split())
        right, found, wanted = right + len(links & gold), found + len(links), wanted + len(gold)
    return {
        "precision": round(100 * right / found, 1),
        "recall": round(100 * right / wanted, 1),
        "F1": round(200 * right / (found + wanted), 1),
    }


def difflib_aligned(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Align two lists of tokens with difflib."""
    blocks = difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return {(block.a + k, block.b + k) for block in blocks for k in range(block.size)}


def collatex_aligned(a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Align two lists of tokens with CollateX, near matches included."""
    if not a or not b:
        return set()
    table = _collatex([a, b])
    return {(row[0], row[1]) for row in table if row[0] is not None and row[1] is not None}


def _collatex(witnesses: Sequence[Sequence[str]]) -> list[list[int | None]]:
    """Return the rows of CollateX's alignment table, each with the places of the tokens it sets side by side."""
    import collatex  # type: ignore[import-not-found, import-untyped, unused-ignore]

    given = [
        {"id": str(number), "tokens": [{"t": f"{token} ", "n": token, "at": at} for at, token in enumerate(tokens)]}
        for number, tokens in enumerate(witnesses)
    ]
    table = collatex.collate({"witnesses": given}, near_match=True, segmentation=False)
    return [
        [
            None if (cell := column.tokens_per_witness.get(str(n))) is None else cell[0].token_data["at"]
            for n in range(len(given))
        ]
        for column in table.columns
    ]


def meaning_aligned(shipped: Encoder, a: Sequence[str], b: Sequence[str]) -> Pairs:
    """Align two lists of tokens as the product does."""
    return set(matched(*(shipped.read(" ".join(tokens), _places(tokens)) for tokens in (a, b))))


def _places(tokens: Sequence[str]) -> list[tuple[int, int]]:
    places, start = [], 0
    for token in tokens:
        places.append((start, start + len(token)))
        start += len(token) + 1
    return places


def _paraphrases(path: Path, shipped: Encoder) -> float:
    meanings = Meanings(shipped)
    rows = [line.split("\t") for line in _lines(path)[1:]]
    right = sum((_alike(row[3], row[4], meanings) >= PARAPHRASE) == (row[0] == "1") for row in rows)
    return round(100 * right / len(rows), 1)


def _alike(first: str, second: str, meanings: Meanings) -> float:
    """Return how much two sentences say the same: likeness as wholes and part of words aligned, less other numbers."""
    a, b = _sentence(first, "a"), _sentence(second, "b")
    ours, theirs = meanings.of(a), meanings.of(b)
    aligned = 2 * len(matched(ours, theirs)) / ((len(a.normals) + len(b.normals)) or 1)
    other = min(3, len(numbers(a) ^ numbers(b)))
    return (float(ours.vector @ theirs.vector) + aligned) / 2 - OTHER_NUMBER * other


def _sentence(text: str, name: str) -> Wording:
    article = Article(id=name, source=name, text=text)
    return wording(_spoken(article, Span(0, len(text))), article, place=0)


def _spoken(article: Article, span: Span) -> Statement:
    return Statement(
        id=identify("statement", article.id, span),
        article=article.id,
        kind="direct",
        content=(span,),
        source=None,
        cue=None,
        confidence=1.0,
        actor="speaker",
        actor_confidence=1.0,
    )


def measure_speed() -> Iterator[str]:
    """Yield lines that tell how long finding and collating take, beside CollateX, and how it grows."""
    each = 0.0
    for size in SIZES:
        aligning, finding = _aligned(size), _collated(size)
        each = 1000 * aligning / size
        yield (
            f"{size} sayings of {READINGS} readings: collating {each:.3f} ms each; "
            f"found among {READINGS * size} statements of one story and collated {1000 * finding / size:.3f} ms each"
        )
    if COLLATEX:
        begun = time.process_time()
        for number in range(SAMPLE):
            _collatex([reading.split() for reading in _readings(number)])
        theirs = 1000 * (time.process_time() - begun) / SAMPLE
        yield f"CollateX, {SAMPLE} of them: {theirs:.2f} ms each, {theirs / each:.0f} times as long"


def _aligned(size: int) -> float:
    """Return the CPU seconds that collating the readings of so many sayings takes, words given, as to CollateX."""
    given = [[_sentence(text, str(n)) for n, text in enumerate(_readings(number))] for number in range(size)]
    begun = time.process_time()
    for wordings in given:
        letters: dict[str, str] = {}
        for one in wordings:
            one.code = encode(one.normals, letters)
        for one in wordings:
            align(one, wordings[0])
    return time.process_time() - begun


def _collated(size: int) -> float:
    """Return the CPU seconds that finding and collating the readings of so many sayings takes, as one story."""
    given = [_readings(number) for number in range(size)]
    articles = [
        Article(id=str(n), source=str(n), text=" ".join(texts)) for n, texts in enumerate(zip(*given, strict=True))
    ]
    statements = []
    for n, article in enumerate(articles):
        place = 0
        for readings in given:
            statements.append(_spoken(article, Span(place, place + len(readings[n]))))
            place += len(readings[n]) + 1
    annotations = [Annotation(article, (), (), (), (), (), ()) for article in articles]
    story = Story("story", "0", tuple(article.id for article in articles))
    begun = time.process_time()
    sayings = collate(story, annotations, Resolution((), (), tuple(statements)))
    seconds = time.process_time() - begun
    assert len(sayings) <= 1.01 * size, len(sayings)
    return seconds


def _readings(number: int) -> list[str]:
    """Return three readings of a made saying: whole, with one word changed, and cut."""
    words = [_word(f"{number} {k}") for k in range(WORDS)]
    changed = [*words[:9], "otherwise", *words[10:]]
    return [" ".join(words), " ".join(changed), " ".join(words[4:20])]


def _word(key: str) -> str:
    """Return one of ``VOCABULARY`` words of six letters."""
    number = int.from_bytes(sha256(key.encode()).digest()[:4], "big") % VOCABULARY
    return "".join(chr(ord("a") + byte % 26) for byte in sha256(f"word {number}".encode()).digest()[:6])


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure the collation of sayings.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--fast", action="store_true", help="by rules alone")
    parser.add_argument("--part", choices=["pairs", "text", "speed"], help="one part only")
    options = parser.parse_args()
    if options.part in (None, "pairs"):
        for name, figures in measure_pairs(options.data, fast=options.fast).items():
            print(f"{name:20}", figures)
    if options.part in (None, "text"):
        for name, figures in measure_texts(options.data, fast=options.fast).items():
            print(f"{name:20}", figures)
    if options.part in (None, "speed"):
        for line in measure_speed():
            print(line)


if __name__ == "__main__":
    main()
