"""What names are taken for: people, organisations, places, others, by rules alone and with the network.

    python benchmarks/names.py DATA

On GUM dev (Zeldes, LREV 2017), all genres: of the annotated mentions that are names, how many the product finds as a
name or place, and what type of actor it then makes of them. DATA is the folder that holds the corpora.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a script, this folder alone is looked in

from benchmarks.coreference import Document, gum

from attribune.annotate import annotate
from attribune.model import Article, Mention, Resolution
from attribune.resolve import resolve

GENRES = ("academic", "bio", "court", "interview", "news", "speech", "textbook", "voyage")
TYPES = ("person", "organisation", "place", "other")
_GOLD = {"person": "person", "organization": "organisation", "place": "place"}
_ACTORS = {"person": "person", "organisation": "organisation", "outlet": "organisation", "state": "place"}


def scored(documents: Iterable[Document], *, fast: bool) -> Counter[tuple[str, str]]:
    """Count the names of each annotated type by what the product takes them for: a type, "unknown" or "not found"."""
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        article = Article(id=document.name, source=document.name, text=document.text)
        found = resolve([annotate(article, fast=fast)])
        counts.update(_taken(document, found))
    return counts


def _taken(document: Document, found: Resolution) -> Iterator[tuple[str, str]]:
    types = {actor.id: _ACTORS.get(actor.type, "unknown") for actor in found.actors}
    named = [mention for mention in found.mentions if mention.kind in ("name", "place")]
    for gold in document.mentions:
        if gold.kind == "name":
            mention = next((m for m in named if m.head.overlaps(gold.head)), None)
            yield _GOLD.get(gold.type, "other"), _type(mention, types) if mention else "not found"


def _type(mention: Mention, types: dict[str, str]) -> str:
    """Return what a mention is taken for: its actor's type, else what it says itself."""
    known = types.get(mention.actor or "", "unknown")
    if known != "unknown":
        return known
    return "place" if mention.kind == "place" else mention.name_type or "unknown"


def shares(counts: Counter[tuple[str, str]], kind: str) -> tuple[int, float, float, float]:
    """Return how many names of a type there are, and the percentages that are typed right, wrongly, and not found."""
    total = sum(count for (gold, _), count in counts.items() if gold == kind)
    right, lost = counts[kind, kind], counts[kind, "not found"]
    wrong = total - right - lost - counts[kind, "unknown"]
    return total, 100 * right / total, 100 * wrong / total, 100 * lost / total


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Measure what names are taken for.")
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    documents = list(gum(options.data / "gum" / "gum.zip", split="dev", genres=GENRES))
    for fast in (True, False):
        counts = scored(documents, fast=fast)
        print("rules alone" if fast else "rules and network")
        for kind in TYPES:
            total, right, wrong, lost = shares(counts, kind)
            print(f"  {kind:<13} {total:>5} names   {right:5.1f} right   {wrong:5.1f} wrong   {lost:5.1f} not found")


if __name__ == "__main__":
    main()
