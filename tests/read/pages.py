"""Pages and texts of our own for the tests of reading."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from attribune.model import Article, Rejected
from attribune.read import read

PARAGRAPHS = (
    "The mayor of Oldbridge said on Monday that the bridge would stay shut until spring, whatever the hauliers say.",
    "“We will not open a bridge that may fall,” Marla Teague told reporters outside the town hall, after a long night.",
    "Her deputy, Tomas Brandt, called the decision “a disgrace” and asked the council to vote again within the week.",
    "The hauliers’ union said that the detour costs each of its members two hours a day, and will go to court.",
)
BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Bridge stays shut, says mayor | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="og:title" content="Bridge stays shut, says mayor | The Harbour Post">
<meta property="article:published_time" content="2031-03-03T09:15:00+01:00">
<meta name="author" content="Ines Calder">
<link rel="canonical" href="https://harbourpost.example/news/bridge-stays-shut">
</head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Bridge stays shut, says mayor</h1>{BODY}</article>
<div id="comments"><p class="comment">First comment by a reader who did not read it.</p></div>
</body></html>"""


def outcomes(*inputs: str | Path, stdin: bytes | None = None) -> list[Article | Rejected]:
    """Return all that comes out of reading the inputs."""
    return list(read(inputs, stdin=None if stdin is None else BytesIO(stdin)))


def articles(*inputs: str | Path, stdin: bytes | None = None) -> list[Article]:
    """Return the articles in the inputs; anything rejected is an error."""
    found = outcomes(*inputs, stdin=stdin)
    assert [one for one in found if isinstance(one, Rejected)] == []
    return [one for one in found if isinstance(one, Article)]


def reasons(*inputs: str | Path, stdin: bytes | None = None) -> list[str]:
    """Return why inputs were rejected."""
    return [one.reason for one in outcomes(*inputs, stdin=stdin) if isinstance(one, Rejected)]


def texts(*inputs: str | Path, stdin: bytes | None = None) -> list[str]:
    """Return the texts of the articles, whatever else was rejected."""
    return [one.text for one in outcomes(*inputs, stdin=stdin) if isinstance(one, Article)]


def write(path: Path, content: str | bytes, *, zipped: bool = False) -> Path:
    """Write a file with the folders above it."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data) if zipped else data)
    return path


def lines(rows: Iterable[object]) -> str:
    """Return rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
