"""Made articles in which it is known what was taken from where: copies, rewrites and lifted sentences, by hash."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from attribune.annotate.layout import paragraphs
from attribune.model import Article, Span
from attribune.text import WORD

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s+[A-Z“\"])[^.!?\n]*)*[.!?]*[”\"]?")


def hashed(*parts: object) -> int:
    """Return a number that depends on the parts alone."""
    return int.from_bytes(sha256(":".join(map(str, parts)).encode()).digest()[:6], "big")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


@dataclass(frozen=True)
class Made:
    """A made article: what was done, to which original, and where the original's words stand in it."""

    kind: str
    article: Article
    original: str
    families: frozenset[str]
    place: Span


def _copy(text: str, key: str) -> str:
    return text


def shortened(text: str, key: str) -> str:
    """Return the text without every third sentence or so."""
    kept = (m.group() if hashed(key, m.start()) % 3 else "" for m in SENTENCE.finditer(text))
    return re.sub(r" {2,}", " ", "\n\n".join(kept))


def edited(rate: int) -> Callable[[str, str], str]:
    """Return an editor that drops, doubles or swaps for another word of the article ``rate`` words in a hundred."""

    def edit(text: str, key: str) -> str:
        words = WORD.findall(text)

        def change(match: re.Match[str]) -> str:
            number = hashed(key, match.start())
            if number % 100 >= rate:
                return match.group()
            other = words[number // 100 % len(words)]
            return ("", f"{match.group()} {other}", other)[number // 7 % 3]

        return WORD.sub(change, text)

    return edit


def rewritten(text: str, key: str, rate: int) -> tuple[str, dict[int, int]]:
    """Return the text shortened and edited, and from where every word that is left begins to where it began."""
    words = WORD.findall(text)
    made = ""
    origins: dict[int, int] = {}
    for sentence in SENTENCE.finditer(text):
        if not hashed(key, sentence.start()) % 3:
            continue
        made += "\n\n" * bool(made)
        at = sentence.start()
        for word in WORD.finditer(text, *sentence.span()):
            made += text[at : word.start()]
            at = word.end()
            number = hashed(key, word.start())
            change = number // 7 % 3 if number % 100 < rate else None
            if change in (None, 1):
                origins[len(made)] = word.start()
                made += word.group()
            if change:
                made += " " * (change == 1) + words[number // 100 % len(words)]
        made += text[at : sentence.end()]
    return made, origins


REWRITES: Mapping[str, Callable[[str, str], str]] = {
    "copy": _copy,
    "cut": shortened,
    "edited, 5 %": edited(5),
    "edited, 10 %": edited(10),
    "edited, 20 %": edited(20),
}
LIFTS = {"one sentence": 1, "two sentences": 2, "two in marks": 2}
FAMILY = 12  # originals in one story, and as many hosts to put their sentences in


def made_story(originals: Sequence[Article], hosts: Sequence[Article]) -> tuple[list[Article], list[Made]]:
    """Return the articles of a story and what was made of which."""
    made: list[Made] = []
    for original, host in zip(originals, hosts, strict=True):
        for kind, rewrite in REWRITES.items():
            text = rewrite(original.text, f"{kind}{original.id}")
            made.append(made_of(kind, text, original, frozenset((original.id,)), Span(0, len(text))))
        for kind, count in LIFTS.items():
            passage = lifted(kind, count, original, host)
            if passage is not None:
                made.append(passage)
    return [*originals, *hosts, *(one.article for one in made)], made


def made_of(
    kind: str,
    text: str,
    original: Article,
    families: frozenset[str],
    place: Span,
    *,
    published: str | None = "2020-01-02",
) -> Made:
    """Return an article that was made of another one's words; they stand at ``place``."""
    name = f"{original.id} {kind}"
    article = Article(id=name, source=name, text=text, outlet=f"The {kind} of {original.id}", published=published)
    return Made(kind, article, original.id, families, place)


def lifted(
    kind: str, count: int, original: Article, host: Article, *, published: str | None = "2020-01-02"
) -> Made | None:
    """Return the host with neighbouring sentences of the original as a paragraph of its own, by hash."""
    body = [paragraph.span for paragraph in paragraphs(original.text, title=original.title) if paragraph.kind == "body"]
    sentences = [
        sentence
        for start, end in body
        for sentence in SENTENCE.finditer(original.text, start, end)
        if not re.search('["“”]', sentence.group())
    ]
    runs = [
        (one.start(), two.end())
        for one, two in zip(sentences, sentences[count - 1 :], strict=False)
        if 12 * count <= len(WORD.findall(original.text[one.start() : two.end()])) <= 45 * count
        and "\n" not in original.text[one.start() : two.end()]
    ]
    if not runs:
        return None
    start, end = runs[hashed(kind, original.id) % len(runs)]
    passage = original.text[start:end].strip()
    shown = f"“{passage}”" if "marks" in kind else passage
    parts = host.text.split("\n\n")
    before = "\n\n".join(parts[: len(parts) // 2]) + "\n\n"
    text = before + shown + "\n\n" + "\n\n".join(parts[len(parts) // 2 :])
    begin = text.index(passage, len(before))
    place = Span(begin, begin + len(passage))
    return made_of(kind, text, original, frozenset((original.id, host.id)), place, published=published)
