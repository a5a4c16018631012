"""Count in how many documents of the training texts each word stands, for ``attribune/data/document_frequencies.txt``.

    python training/word_frequencies.py DATA > src/attribune/data/document_frequencies.txt

DATA is the folder with polnear, gum, ewt, ecbplus and meantime, whose licences allow it. Words are counted as stems
(``attribune.text.stem``). Those that are mostly written with a capital within sentences count by the middle rate of
the five, and only if four have them: what was in the news when one of them was collected is nothing to go by later.
"""

from __future__ import annotations

import gzip
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from attribune.text import stem, words

SCALE = 10_000  # frequencies are given in documents of so many
FEWEST = 2  # documents; what stands in one only is no more telling than what stands in none
LETTERS = re.compile(r"[^\W\d_]+(?:['.&-][^\W\d_]+)*")
SENTENCE_START = re.compile(r"(?:^|[.?!:\n])[\s\"'“‘(]*$")

HEADER = """\
# In how many of 10,000 documents a word stands: stem, then count, most frequent first.
# Source: counted by training/word_frequencies.py over PolNeAR (news, v1.0.0), GUM (genres under CC BY and CC BY-SA,
# and US public domain), UD English EWT (CC BY-SA 4.0), ECB+ (CC BY 3.0) and MEANTIME (Wikinews, CC BY 4.0), each
# collection counting alike (of words mostly written with a capital, the middle one of them). Words, no sentences."""


def polnear(data: Path) -> Iterator[str]:
    """Yield the texts of PolNeAR's training and development articles."""
    with ZipFile(data / "polnear/polnear.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".txt"):
                yield archive.read(name).decode("utf-8")


def gum(data: Path) -> Iterator[str]:
    """Yield the documents of GUM."""
    with ZipFile(data / "gum/gum.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("dep/"):
                yield "\n".join(_sentences(archive.read(name).decode("utf-8").splitlines()))


def ewt(data: Path) -> Iterator[str]:
    """Yield the documents of EWT."""
    for name in ("en_ewt-ud-train-rebuilt.conllu.gz", "en_ewt-ud-dev.conllu.gz"):
        document: list[str] = []
        with gzip.open(data / "ewt" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("# newdoc"):
                    yield "\n".join(document)
                    document = []
                elif line.startswith("# text = "):
                    document.append(line[9:])
        yield "\n".join(document)


def ecbplus(data: Path) -> Iterator[str]:
    """Yield the documents of ECB+, a sentence a line."""
    with ZipFile(data / "ecbplus/ecbplus-1-35.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".xml"):
                tokens = ElementTree.fromstring(archive.read(name)).iter("token")
                lines = groupby(tokens, key=lambda token: token.get("sentence"))
                yield "\n".join(" ".join(token.text or "" for token in line) for _, line in lines)


def meantime(data: Path) -> Iterator[str]:
    """Yield the documents of MEANTIME."""
    with gzip.open(data / "meantime/meantime.conll.gz", "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.count("\t") == 4]
    for _, document in groupby(rows, key=lambda row: row[0]):
        sentences = groupby(document, key=lambda row: row[1])
        yield "\n".join(" ".join(row[3] for row in sentence) for _, sentence in sentences)


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    return (line[9:] for line in lines if line.startswith("# text = "))


def count(documents: Iterable[str]) -> tuple[Counter[str], Counter[str], int]:
    """Return for each stem the documents with it and the balance of small over capital letters, and the documents."""
    frequencies: Counter[str] = Counter()
    balance: Counter[str] = Counter()
    total = 0
    for text in filter(str.strip, documents):
        total += 1
        seen = set()
        for word in words(text):
            key = stem(word.normal)
            seen.add(key)
            if not SENTENCE_START.search(text, max(0, word.start - 4), word.start):
                balance[key] += 1 if text[word.start].islower() else -1
        frequencies.update(seen)
    return frequencies, balance, total


def rate(per_collection: Sequence[float], *, name: bool) -> float:
    """Return a word's documents in SCALE: the mean of the collections, or for a name the middle one of them."""
    if not name:
        return sum(per_collection) / len(per_collection) * SCALE
    spread = sum(one > 0 for one in per_collection) >= len(per_collection) - 1
    return median(per_collection) * SCALE if spread else 0.0


def main() -> None:
    """Write the list to standard output."""
    data = Path(sys.argv[1])
    balance: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    rates = []
    for collection in (polnear, gum, ewt, ecbplus, meantime):
        frequencies, small, total = count(collection(data))
        balance.update(small)
        documents.update(frequencies)
        rates.append({key: frequency / total for key, frequency in frequencies.items()})
    frequent = (key for key in documents if documents[key] >= FEWEST and LETTERS.fullmatch(key))
    listed = {key: rate([one.get(key, 0.0) for one in rates], name=balance[key] <= 0) for key in frequent}
    ranked = sorted((key for key in listed if listed[key] > 0), key=lambda key: (-round(listed[key]), key))
    sys.stdout.write("\n".join([HEADER, *(f"{key} {max(1, round(listed[key]))}" for key in ranked)]) + "\n")


if __name__ == "__main__":
    main()
