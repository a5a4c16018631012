"""How well the article is taken out of a page: ``python benchmarks/extraction.py DATA_HTML_DIR [--compare]``.

Two sets of pages with the article's text written out beside them: ``scrapinghub`` (article-extraction-benchmark,
English) and ``fundus`` (the recorded pages of flairNLP/fundus, many languages, with title, date and authors).
Texts are compared as bags of word 4-grams, as the makers of the first set do, so order and repeats count;
precision, recall and F1 are means over pages. ``--compare`` tries trafilatura's options against ours.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

from attribune.read import dates, html, plain
from attribune.read.streams import UnreadableError

WORDS = re.compile(r"\w+")
GRAM = 4
VARIANTS: dict[str, dict[str, Any]] = {
    "no tables": {"include_tables": False},
    "precision": {"favor_precision": True},
    "recall": {"favor_recall": True},
    "fast": {"fast": True},
    "fast, precision": {"fast": True, "favor_precision": True},
    "with comments": {"include_comments": True},
}


class Page(NamedTuple):
    """A page and what people wrote down about the article in it."""

    html: str
    text: str
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()


class Scores(NamedTuple):
    """Of one page: how much of the text was found, and whether title, day, time and authors are right."""

    precision: float
    recall: float
    f1: float
    title: str
    day: str
    minute: str
    authors: str


def scrapinghub(folder: Path) -> Iterator[Page]:
    """Yield the pages of article-extraction-benchmark."""
    for name, gold in sorted(json.loads((folder / "ground-truth.json").read_text("utf-8")).items()):
        yield Page(_page(folder / "html" / f"{name}.html.gz"), gold["articleBody"])


def fundus(folder: Path) -> Iterator[Page]:
    """Yield the recorded pages of fundus: those of one publisher and the versions of its parser, both in order."""
    for path in sorted(folder.glob("*/*.json")):
        pages = sorted(path.parent.glob(f"{path.stem}_[0-9]*.html.gz"))
        for page, gold in zip(pages, json.loads(path.read_text("utf-8")).values(), strict=False):
            if "body" in gold:
                yield Page(
                    _page(page), _body(gold["body"]), gold.get("title"), gold.get("publishing_date"), _authors(gold)
                )


def _page(path: Path) -> str:
    return plain.decoded(gzip.decompress(path.read_bytes()))


def _body(body: dict[str, Any]) -> str:
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*section["headline"], *section["paragraphs"]]
    return "\n".join(parts)


def _authors(gold: dict[str, Any]) -> tuple[str, ...]:
    return tuple(name for name in gold.get("authors") or () if isinstance(name, str))


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Return the word 4-grams of a text with their counts (one shorter gram for a shorter text)."""
    words = WORDS.findall(text.lower())
    return Counter(tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1)) if words)


def scores(page: Page, options: Mapping[str, Any]) -> Scores:
    """Return how the reader does on a page under these options of trafilatura."""
    try:
        text, found, _ = html.extracted(page.html, options=options)
    except UnreadableError:
        text, found = "", {}
    gold, own = grams(page.text), grams(text)
    shared = (gold & own).total()
    precision = shared / own.total() if own else 0.0
    recall = shared / gold.total() if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
    published = dates.normalised(page.published)
    return Scores(
        precision,
        recall,
        f1,
        _verdict(_plain(page.title), _plain(found.get("title"))),
        _verdict((published or "")[:10], (found.get("published") or "")[:10]),
        _minute(published, found.get("published")),
        _verdict(_people(page.authors), _people((found.get("byline") or "").split(";"))),
    )


def _verdict(gold: object, own: object) -> str:
    return "no gold" if not gold else "missing" if not own else "right" if gold == own else "wrong"


def _plain(title: str | None) -> str:
    return "".join(WORDS.findall((title or "").casefold()))


def _people(names: tuple[str, ...] | list[str]) -> str:
    return " ".join(sorted(filter(None, map(_plain, names))))


def _minute(gold: str | None, own: str | None) -> str:
    """Compare moments that both have a time and an offset."""
    if not gold or not re.search(r"T.*[+-]\d\d:\d\d$", gold):
        return "no gold"
    if not own or not re.search(r"T.*[+-]\d\d:\d\d$", own):
        return "missing"
    apart = datetime.fromisoformat(gold) - datetime.fromisoformat(own)
    return "right" if abs(apart.total_seconds()) < 60 else "wrong"


def line(label: str, pages: list[Page], options: Mapping[str, Any]) -> str:
    """Return a line of the table of texts."""
    start = time.process_time()
    found = [scores(page, options) for page in pages]
    spent = (time.process_time() - start) / len(pages) * 1000
    means = " | ".join(f"{100 * mean(column):.1f}" for column in list(zip(*found, strict=True))[:3])
    nothing = sum(one.recall == 0 for one in found)
    return f"| {label} | {len(pages)} | {means} | {nothing} | {spent:.0f} |"


def fields(pages: list[Page]) -> Iterator[str]:
    """Yield the lines of the table of fields, for the pages whose gold has the field."""
    found = [scores(page, html.OPTIONS) for page in pages]
    for field in ("title", "day", "minute", "authors"):
        counts = Counter(getattr(one, field) for one in found)
        judged = sum(counts.values()) - counts["no gold"]
        share = 100 * counts["right"] / judged if judged else 0.0
        yield f"| {field} | {judged} | {share:.1f} | {counts['wrong']} | {counts['missing']} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="holds scrapinghub/ and fundus/")
    parser.add_argument("--compare", action="store_true", help="try other options of trafilatura as well")
    given = parser.parse_args()
    sets = {
        "scrapinghub": list(scrapinghub(given.folder / "scrapinghub")),
        "fundus": list(fundus(given.folder / "fundus")),
    }
    print("| pages, options | n | precision | recall | F1 | nothing found | ms a page |\n|---|---|---|---|---|---|---|")
    for name, pages in sets.items():
        print(line(f"{name}, as shipped", pages, html.OPTIONS))
        for label, options in VARIANTS.items() if given.compare else ():
            print(line(f"{name}, {label}", pages, {**html.OPTIONS, **options}))
    print("\n| field (fundus) | n | right % | wrong | missing |\n|---|---|---|---|---|")
    print("\n".join(fields(sets["fundus"])))


if __name__ == "__main__":
    main()
