"""Outlets by their names: when a name is an outlet's, and when two names are one outlet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from attribune.data import lines
from attribune.model import Article
from attribune.text import WORD, normalise, stem
from attribune.trace.lexicon import general_bits

GENERIC = frozenset(
    "agency broadcaster channel com daily magazine network news newspaper newswire online outlet paper radio service "
    "site tabloid television tv website weekly wire".split()
)
FIRST = frozenset(("daily", "radio"))
SHORTEST = 3  # letters of a name that stands for an outlet by itself
SITE = "//"  # before a shape by which an address goes
COMMON = 6.5  # bits: a word that tells less is no outlet's name by itself
_ADDITION = re.compile(r"\s+[-–—|(]|(?<!http)(?<!https):\s")  # "The Lantern (online)", "The Lantern - Opinion"
_HOST = re.compile(r"(?:https?://)?(?:www\.|edition\.|m\.)?(?P<label>[\w-]+)(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.I)


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return the outlets that are known by name, and the words that mark a name as an outlet's."""
    rows = lines("outlets.txt")
    names = frozenset(normalise(row) for row in rows if not row.startswith("*"))
    return names, frozenset(row[1:].strip() for row in rows if row.startswith("*"))


def is_outlet(name: str, *, before: str = "", after: str = "") -> bool:
    """Tell whether ``name`` is an outlet's by itself, or by the common noun right before or after it in the text."""
    names, marks = _known()
    own = _words(name)
    if not own:
        return False
    if " ".join(own) in names or own[0] in FIRST or (own[-1] in marks and (len(own) > 1 or own[0] not in GENERIC)):
        return True
    return any(word in GENERIC for word in _words(before)[-1:] + _words(after)[:1])


@cache
def _agencies() -> frozenset[str]:
    return frozenset(shape for name in lines("agencies.txt") for shape in forms(name))


def is_agency(outlet: str | None) -> bool:
    """Tell whether an outlet is a news agency, whose text others print."""
    if outlet is None:
        return False
    own = _words(outlet)
    return not forms(outlet).isdisjoint(_agencies()) or own[-1:] in (["wire"], ["newswire"], ["agency"])


@lru_cache(maxsize=4096)
def forms(name: str) -> frozenset[str]:
    """Return the shapes under which an outlet goes: its name in one word, shortened, by its initials, as a domain.

    Two names are the same outlet's when they share a shape.

    >>> sorted(forms("The Harbour City Times"))
    ['harbourcitytimes', 'hct', 'hctimes']
    >>> sorted(forms("hctimes.com"))
    ['hctimes']
    """
    head = _ADDITION.split(name.strip())[0]
    host = _HOST.fullmatch(head)
    words = _words(host["label"]) if host else _words(head)
    if not words:
        return frozenset()
    shapes = {"".join(words)}
    bare = words
    while len(bare) > 1 and bare[-1] in GENERIC:
        bare = bare[:-1]
        shapes.add("".join(bare))
    if len(bare) > 1:
        initials = "".join(word[0] for word in bare)
        shapes |= {initials, initials[:-1] + bare[-1]}
    if host:
        shapes |= {shape.removesuffix(word) for shape in list(shapes) for word in GENERIC if len(shape) > len(word) + 1}
    return frozenset(shapes)


@lru_cache(maxsize=16384)
def written_shapes(name: str) -> tuple[str, ...]:
    """Return the shapes that a name has in a text, in full and without what kind of outlet it is.

    Initials and what it is shortened to in addresses come with ``SITE`` before, for only an address goes by these.
    """
    words = _words(name)
    bare = len(words)
    while bare > 1 and words[bare - 1] in GENERIC:
        bare -= 1
    written = dict.fromkeys("".join(words[:end]) for end in (len(words), bare) if end)
    return (*written, *(SITE + shape for shape in sorted(forms(name)) if len(shape) >= SHORTEST))


def names_article(name: str, article: Article) -> bool:
    """Tell whether ``name`` stands for the outlet of an article, by its name or by its address."""
    if article.outlet and names_outlet(name, article.outlet):
        return True
    return bool(article.url) and site(article.url or "") in forms(name)


def article_shapes(article: Article) -> frozenset[str]:
    """Return the shapes under which an article's outlet goes in a text that names it, by its name and its address.

    Those that are a mere word of the language are left out ("Time"). "the " before a shape means that only a name with
    the article stands for the outlet, for short.
    """
    return _shapes(article.outlet or "", article.url or "")


@lru_cache(maxsize=4096)
def _shapes(outlet: str, url: str) -> frozenset[str]:
    names = [name for name in (outlet, site(url)) if name]
    full = {shape for name in names for shape in forms(name)}
    shapes = {shape for shape in full if len(shape) >= SHORTEST and general_bits(stem(shape)) >= COMMON}
    if url and (address := site(url)):
        shapes.add(SITE + address)
    words = _words(_ADDITION.split(outlet.strip())[0])
    if len(words) > 1 and words[-1] not in GENERIC:
        shapes.add(f"the {words[-1]}")
    return frozenset(shapes)


@lru_cache(maxsize=4096)
def site(url: str) -> str | None:
    """Return the part of an address by which its site is known: "pelllantern" of "https://news.pelllantern.co.uk/1"."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    labels = host.split(".")
    end = len(labels) - (2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1)
    return labels[end - 1] if end > 0 else None


def same_outlet(one: str, two: str) -> bool:
    """Tell whether two names may be one outlet's."""
    return not forms(one).isdisjoint(forms(two))


def short_for(name: str, outlet: str) -> bool:
    """Tell whether ``name`` may be said for ``outlet`` for short: its last word, if that is no mere common noun."""
    own, full = _words(name), _words(outlet)
    return len(own) == 1 and len(full) > 1 and own[0] == full[-1] and own[0] not in GENERIC


@lru_cache(maxsize=16384)
def names_outlet(name: str, outlet: str) -> bool:
    """Tell whether ``name`` stands for ``outlet``, in full or for short."""
    return same_outlet(name, outlet) or short_for(name, outlet)


def _words(name: str) -> list[str]:
    words = [normalise(match.group()).removesuffix("'s").replace(".", "") for match in WORD.finditer(name)]
    return words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
