"""Plain text: bytes to characters, and nothing else is touched.

The text is what was decoded, line ends included (a ``\\r\\n`` stays two characters); only a byte order mark is
taken off. UTF-8 is tried first, since text in another encoding is hardly ever valid UTF-8 by chance.
"""

from __future__ import annotations

import codecs
import re

from attribune.model import Article
from attribune.read import articles
from attribune.read.articles import Details
from attribune.read.streams import UnreadableError

SAMPLE = 65_536  # bytes shown to the detector; only lines that hold more than ASCII tell anything
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that text is found in, the commoner first; the detector knows many more, and takes English for them.
_LEGACY = (
    "cp1251",
    "cp1250",
    "gb18030",
    "cp932",
    "euc_jis_2004",
    "cp949",
    "big5",
    "cp1256",
    "cp1254",
    "cp1253",
    "cp1255",
    "iso8859_2",
    "cp1257",
    "koi8_r",
    "koi8_u",
    "cp1252",
)
_BINARY = "it holds NUL bytes: binary data, or UTF-16 without a byte order mark; save it as text in UTF-8"
NULS = 0.1  # of the bytes of a list: more, and it is none; fewer, and only the lines they stand in are broken
DAMAGED = 0.1  # of the characters beyond ASCII: more bytes than this that are not UTF-8, and it is another encoding
TIE = 0.03  # of the detector's measures: closer than this, the commoner encoding is likelier
WESTERN = 0.05  # of the words: prose in these languages has far more of the small words below, others none
_WESTERN = frozenset(
    b"the and of said was der die und das nicht le les des est une dans nous que los del por "
    b"og det som che della het een och att".split()
)
# Names of encodings of text; Python also knows codecs that are none (hex, zip), and a page may name anything.
_DECLARED = re.compile(
    r"(?:us-ascii|latin|iso-?\d|windows-\d|cp12|koi8|gb|big5|euc|s(?:hift)?[-_]?jis|mac)", re.IGNORECASE
)
_WORD = re.compile(rb"[a-z\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def article(data: bytes, *, source: str, name: str, details: Details) -> Article:
    """Return the article of a plain text file; its title is what ``details`` say, for a headline is part of the text.

    Raises ``UnreadableError`` when the bytes are no text, or none that can be told.
    """
    return articles.article(decoded(data), source=source, name=name, details=details)


def decoded(data: bytes, *, declared: str | None = None) -> str:
    """Return the characters of ``data``, by its byte order mark, as UTF-8, as ``declared``, or as detected.

    Text that is UTF-8 but for a few damaged bytes keeps U+FFFD in their place. Raises ``UnreadableError`` when the
    encoding cannot be told, or when what comes out is binary data.
    """
    encoding = encoding_of(data, declared=declared)
    text = data.decode(encoding, errors="replace")
    if "\x00" in text:
        raise UnreadableError(_BINARY)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise UnreadableError("it holds binary data, not text; save it as plain text, HTML, JSON lines or CSV")
    return articles.characters(text)


def encoding_of(data: bytes, *, declared: str | None = None) -> str:
    """Return the name of the encoding of ``data``, which may be cut off anywhere; see ``decoded``."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if data.count(b"\x00") > NULS * len(data):
        raise UnreadableError(_BINARY)
    if _is_utf8(data):
        return "utf-8"
    return _known(declared) or _detected(data)


def _is_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8, or would be but for the odd damaged one."""
    text, _ = codecs.utf_8_decode(data, "replace", False)
    damaged = text.count("\ufffd")
    return damaged == 0 or damaged < DAMAGED * (len(text) - len(text.encode("ascii", "ignore")) - damaged)


def _known(declared: str | None) -> str | None:
    """Return the codec of a declared encoding; pages that say Latin-1 mean Windows-1252 (WHATWG Encoding, 4.2)."""
    try:
        name = codecs.lookup(declared).name if declared and _DECLARED.match(declared) else ""
    except LookupError:
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"
    return {"gb2312": "gb18030", "gbk": "gb18030"}.get(name, name) or None


def _detected(data: bytes) -> str:
    if _is_western(data[:SAMPLE]):
        return "cp1252"
    from charset_normalizer import from_bytes  # here, for hardly any text needs it

    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:SAMPLE]
    found = list(from_bytes(telling, cp_isolation=list(_LEGACY)))
    if not found:
        raise UnreadableError("it is binary data, or text in an encoding that cannot be told; save it as text in UTF-8")
    least = min(match.chaos for match in found) + TIE
    likely = [match for match in found if match.chaos <= least]
    best = max(match.coherence for match in likely) - TIE
    names = {name for match in likely if match.coherence >= best for name in match.could_be_from_charset}
    return next(name for name in _LEGACY if name in names)


def _is_western(data: bytes) -> bool:
    """Tell whether the small words are those of a language that is written in Windows-1252.

    The detector compares the frequencies of letters beyond ASCII, of which such texts have few: of articles in
    English, German and French it took a third for something else.
    """
    words = _WORD.findall(data.lower())
    return sum(word in _WESTERN for word in words) > WESTERN * len(words)
