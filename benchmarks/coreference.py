"""Corpora with annotated coreference, read into texts with mentions: GUM, MEANTIME and ECB+.

Spans are half-open code points of ``text``, which is put together from the corpus's tokens.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from attribune.model import Span

PRONOUNS = frozenset("he him his himself she her hers herself they them their theirs themselves it its itself".split())
_OPENS = re.compile(r"\((\w+)-(\w+)-[^()]*?-([\d,]+)-(\w+)(?:-[^()]*)?")
_TIGHT_BEFORE = frozenset(".,;:!?)]}%'’”") | {"'s", "’s", "n't", "'re", "'ve", "'ll"}
_MARKS = {"``": '"', "''": '"'}
_TIGHT_AFTER = frozenset("([{$#‘“`")


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated mention: whose it is, where it stands, and where the words stand that it turns on."""

    entity: str
    span: Span
    head: Span
    kind: str  # name, pronoun or other
    type: str  # of the entity, in the corpus's own words


@dataclass(slots=True)
class Document:
    """A text and its annotated mentions; ``story`` says which texts tell of the same event."""

    name: str
    story: str
    text: str = ""
    mentions: list[Gold] = field(default_factory=list)


@dataclass(slots=True)
class _Token:
    word: str
    tag: str
    span: Span


def gum(archive: Path, *, split: str, genres: tuple[str, ...]) -> Iterator[Document]:
    """Yield GUM's documents of one split and these genres, from ``gum.zip`` beside ``documents.tsv``."""
    listed = (line.split("\t") for line in (archive.parent / "documents.tsv").read_text("utf-8").splitlines())
    names = sorted(row[0] for row in listed if row[1] == split and row[2] in genres)
    with zipfile.ZipFile(archive) as corpus:
        for name in names:
            yield _gum_document(name, corpus.read(f"dep/{name}.conllu").decode("utf-8"))


def _gum_document(name: str, conllu: str) -> Document:
    tokens: list[_Token] = []
    text = io.StringIO()
    found: list[Gold] = []
    opened: dict[str, list[tuple[int, list[int], str]]] = defaultdict(list)
    blank, joined, after = (
        "",
        0,
        " ",
    )  # ``joined``: up to which token a word of several tokens goes, ``after``: and then
    for line in conllu.splitlines():
        if line.startswith("# newpar") and not line.startswith("# newpar_block") and text.tell():
            blank = "\n\n"
        if not line[:1].isdigit() or "." in (columns := line.split("\t"))[0]:
            continue
        if "-" in columns[0]:
            joined, after = int(columns[0].partition("-")[2]), "" if "SpaceAfter=No" in columns[9] else " "
            continue
        text.write(blank)
        start = text.tell()
        text.write(columns[1])
        tokens.append(_Token(columns[1], columns[3], Span(start, text.tell())))
        blank = "" if int(columns[0]) < joined or "SpaceAfter=No" in columns[9] else " "
        if int(columns[0]) == joined:
            blank, joined = after, 0
        notes = next((note[len("Entity=") :] for note in columns[9].split("|") if note.startswith("Entity=")), "")
        found += _closed(notes, opened, tokens)
    return Document(name, name, text.getvalue(), found)


def _closed(notes: str, opened: dict[str, list[tuple[int, list[int], str]]], tokens: list[_Token]) -> Iterator[Gold]:
    """Yield the mentions that end with the last token, given what its column of entities says."""
    for piece in re.findall(r"\([^()]+\)?|[^()]+\)", notes):
        entity = re.match(r"\(?(\w+)", piece)
        assert entity is not None
        if piece[0] == "(":
            opening = _OPENS.match(piece)
            if opening is None:
                continue
            least = [int(number) for number in opening[3].split(",")]
            opened[entity[1]].append((len(tokens) - 1, least, opening[2]))
        if piece[-1] == ")" and opened[entity[1]]:
            first, least, kind = opened[entity[1]].pop()
            words = tokens[first:]
            heads = [words[number - 1] for number in least if number <= len(words)] or words[:1]
            span = Span(words[0].span.start, words[-1].span.end)
            yield Gold(entity[1], span, Span(heads[0].span.start, heads[-1].span.end), _kind(heads), kind)


def _kind(heads: list[_Token]) -> str:
    if len(heads) == 1 and heads[0].word.lower() in PRONOUNS and heads[0].tag in ("PRON", "DET"):
        return "pronoun"
    return "name" if any(head.tag == "PROPN" for head in heads) else "other"


class _Written:
    """A text put together from tokens whose blanks are lost."""

    def __init__(self) -> None:
        self.spans: dict[str, Span] = {}
        self._text = io.StringIO()
        self._before = ""

    def write(self, name: str, word: str, *, new_sentence: bool) -> None:
        """Write a token, with the blank or the break before it that English would have."""
        word = _MARKS.get(word, word)
        if self._text.tell():
            tight = word in _TIGHT_BEFORE or self._before in _TIGHT_AFTER
            self._text.write("\n\n" if new_sentence else "" if tight else " ")
        start = self._text.tell()
        self._text.write(word)
        self.spans[name] = Span(start, self._text.tell())
        self._before = word

    def text(self) -> str:
        """Return what was written."""
        return self._text.getvalue()


def meantime(path: Path) -> Iterator[Document]:
    """Yield MEANTIME's documents with their mentions of persons and organisations, from ``meantime.conll.gz``."""
    rows: dict[str, list[list[str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == len(("document", "sentence", "number", "word", "chains")):
                rows[columns[0]].append(columns)
    for name in sorted(rows):
        yield _meantime_document(name, rows[name])


def _meantime_document(name: str, rows: list[list[str]]) -> Document:
    written = _Written()
    sentence = rows[0][1]
    opened: dict[str, list[Span]] = defaultdict(list)
    found: list[tuple[str, Span]] = []
    for _, number, place, word, chains in rows:
        written.write(f"{number}.{place}", word, new_sentence=number != sentence)
        sentence, here = number, written.spans[f"{number}.{place}"]
        for piece in (part.strip() for part in chains.split("|")):
            chain = piece.strip("()")
            if piece[:1] == "(":
                opened[chain].append(here)
            if piece[-1:] == ")" and opened[chain]:
                found.append((chain, Span(opened[chain].pop().start, here.end)))
    mentions = [
        Gold(chain, span, span, "other", kind[1])
        for chain, span in found
        if (kind := re.search(r"_(PER|ORG)\d", chain)) is not None
    ]
    return Document(name, name.partition("/")[0], written.text(), mentions)


def ecbplus(archive: Path) -> Iterator[Document]:
    """Yield ECB+'s documents with the mentions of humans and organisations that are tied across documents.

    Only the sentences that its list names as reliably annotated count.
    """
    with zipfile.ZipFile(archive) as corpus:
        names = sorted(name for name in corpus.namelist() if name.endswith(".xml"))
        listing = next(name for name in corpus.namelist() if name.endswith("coreference_sentences.csv"))
        reliable = {tuple(line.split(",")[:3]) for line in corpus.read(listing).decode("utf-8-sig").splitlines()[1:]}
        for name in names:
            yield _ecb_document(name, corpus.read(name), reliable)


def _ecb_document(path: str, xml: bytes, reliable: Iterable[tuple[str, ...]]) -> Document:
    root = ElementTree.fromstring(xml)
    topic, file = path.removesuffix(".xml").split("/")[-1].split("_")
    written = _Written()
    sentence_of: dict[str, str] = {}
    last = "0"
    for token in root.iter("token"):
        number, name = token.attrib["sentence"], token.attrib["t_id"]
        written.write(name, token.text or "", new_sentence=number != last)
        sentence_of[name] = last = number
    chains = {
        source.attrib["m_id"]: relation.attrib["note"]
        for relation in root.iter("CROSS_DOC_COREF")
        for source in relation.iter("source")
    }
    document = Document(f"{topic}_{file}", f"{topic}_{'ecbplus' if 'plus' in file else 'ecb'}", written.text())
    for markable in root.find("Markables") or ():
        anchors = [anchor.attrib["t_id"] for anchor in markable.iter("token_anchor")]
        chain = chains.get(markable.attrib["m_id"], "")
        if not anchors or not chain.startswith("HUM") or markable.tag not in ("HUMAN_PART_PER", "HUMAN_PART_ORG"):
            continue
        if (topic, file, sentence_of[anchors[0]]) not in reliable:
            continue
        span = Span(written.spans[anchors[0]].start, written.spans[anchors[-1]].end)
        document.mentions.append(Gold(chain, span, span, "other", markable.tag))
    return document
