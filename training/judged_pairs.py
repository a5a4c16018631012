"""Articles of ECB+ as running text, those of PolNeAR, and the pairs of statements that were judged for training.

``sayings_pairs.jsonl`` beside this file has the form of ``benchmarks/sayings_gold.jsonl``: hashes, offsets, names and
labels. ECB+ (Cybulska and Vossen, LREC 2014) is under CC BY 3.0; PolNeAR (Newell, Margolin and Ruths, LREC 2018), of
which the training part is used, is what the attribution network learnt from, too.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_LEFT = re.compile(r" (?=(?:[,.;:!?%)\]]|n't\b|'(?:s|re|ve|ll|d|m)\b|’(?:s|t|re|ve|ll|d|m)\b))")
_RIGHT = re.compile(r"(?<=[$(\[#]) ")
_OPEN = re.compile(r"(?:(?<=\s)|^)\" ?([^\"]*?) ?\"", re.MULTILINE)


def running_text(sentences: list[list[str]]) -> str:
    """Return tokens as a text: one paragraph a sentence, without the blanks that tokenising put in."""
    lines = (" ".join(tokens).replace("``", '"').replace("''", '"') for tokens in sentences)
    return "\n\n".join(_OPEN.sub(r'"\1"', _RIGHT.sub("", _LEFT.sub("", line))) for line in lines)


def ecbplus(archive: Path) -> Iterator[tuple[str, str, str]]:
    """Yield topic (an event within it), name and text of the articles of the archive."""
    with zipfile.ZipFile(archive) as corpus:
        for name in sorted(corpus.namelist()):
            if name.endswith(".xml"):
                file = Path(name).name
                event = "plus" if "plus" in file else "ecb"
                yield f"{file.split('_')[0]}-{event}", file, running_text(_sentences(corpus.read(name)))


def polnear(archive: Path) -> Iterator[str]:
    """Yield the texts of the training part of the archive."""
    with zipfile.ZipFile(archive) as corpus:
        for name in sorted(corpus.namelist()):
            if name.startswith("train/text/") and name.endswith(".txt"):
                yield corpus.read(name).decode("utf-8")


def _sentences(xml: bytes) -> list[list[str]]:
    sentences: dict[int, list[str]] = defaultdict(list)
    for token in ElementTree.fromstring(xml).iter("token"):
        sentences[int(token.get("sentence", "0"))].append(token.text or "")
    return [sentences[number] for number in sorted(sentences)]
