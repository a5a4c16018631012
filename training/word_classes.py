"""Make ``word_classes.tsv``: how often each word form, ending and sequence of classes was seen.

    python training/word_classes.py DATA > src/attribune/data/word_classes.tsv
    python training/word_classes.py DATA --check

DATA is the folder with gum, ewt and polnear, whose licences allow it. Classes come from the annotation of GUM and
EWT; forms that stand too rarely there are counted in PolNeAR's training articles as well, with the classes that the
first counts give them in their sentences. Only forms and counts are written, no text. ``--check`` leaves the
development splits of GUM and EWT out and prints how many classes and how many finite verbs of them are found.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

from attribune.annotate.layout import paragraphs
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.annotate.tokens import TOKEN, bare_units
from attribune.annotate.word_classes import FINITE, LONGEST_ENDING, Tagger, read_model

Sentence = list[tuple[str, str]]  # form, class

CLASSES = {
    "NN": "n",
    "NNS": "s",
    "NNP": "N",
    "NNPS": "N",
    "VBD": "v",
    "VBZ": "z",
    "VBP": "p",
    "MD": "m",
    "VB": "b",
    "VBG": "g",
    "VBN": "e",
    "JJ": "a",
    "JJR": "a",
    "JJS": "a",
    "RB": "r",
    "RBR": "r",
    "RBS": "r",
    "DT": "d",
    "PDT": "d",
    "PRP$": "d",
    "WP$": "d",
    "PRP": "o",
    "EX": "o",
    "WDT": "w",
    "WP": "w",
    "WRB": "h",
    "TO": "t",
    "CC": "&",
    "CD": "0",
    "RP": "i",
}
MARKS = {",": ",", ".": ".", "!": ".", "?": ".", ":": ":", ";": ":"}
# Before a form in -ing the annotation calls these subordinators; for finding subjects and verbs they are prepositions.
PREPOSITIONS = frozenset("for with by from about in of on at into over without than like through to upon".split())
PUNCTUATION = frozenset((",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"))
NO_MODELS = frozenset("be is are was were am been has have had do does did done".split())  # verbs like no other
FEWEST = 2  # a form must have been seen this often
KNOWN = 8  # a form seen as often in annotated text needs no counts from elsewhere, and tells nothing of unknown ones
FEWEST_OF_ENDING = 8
FEWEST_ELSEWHERE = 4  # a form that only the unannotated text has must be as frequent as this
CLOSED = frozenset('owh&dtcmfi,.:"-N')  # an unknown form without a capital has none of these classes


def class_of(universal: str, tag: str, form: str) -> str:
    """Return the class of one annotated word (Penn tag, and universal tag where that tells more)."""
    if tag == "IN":
        return "c" if universal == "SCONJ" and form.lower() not in PREPOSITIONS else "i"
    if universal == "PUNCT" or tag in PUNCTUATION:
        return MARKS.get(form) or ('"' if form in '"“”«»``' else "-" if set(form) <= set("-–—") else "x")
    return "0" if form.lower() == "one" else CLASSES.get(tag, "x")


def read(lines: Iterable[str]) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file in the product's tokens; those that do not align are left out."""
    text = ""
    words: list[tuple[str, str]] = []
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if line.startswith("# text ="):
            text, words = line[9:].rstrip("\n"), []
        elif len(fields) == 10 and fields[0].isdigit():
            words.append((fields[1], class_of(fields[3], fields[4], fields[1])))
        elif not line.strip() and words:
            sentence = aligned(text, words)
            if sentence:
                yield sentence
            words = []


def aligned(text: str, words: Sentence) -> Sentence:
    """Return the product's tokens of a sentence with their classes, empty where the words are not in the text."""
    spans = []
    place = 0
    for form, name in words:
        start = text.find(form, place)
        if not 0 <= start - place <= 2:
            return []
        place = start + len(form)
        spans.append((start, place, name))
    out = []
    for match in TOKEN.finditer(text):
        inside = [name for start, end, name in spans if start < match.end() and match.start() < end]
        if not inside:
            return []
        out.append((match.group(), joined(inside, match.group())))
    return out


def joined(names: list[str], form: str) -> str:
    """Return the class of a token that the annotation cuts into several: "Lee's", "it's", "don't", "six-year-old"."""
    if len(names) == 1:
        return names[0]
    if names[-1] == "x" and form.lower().endswith(("'s", "’s", "'", "’")):
        return "d"
    if names[0] in "owhdnN" and names[-1] in "zmpv":
        return "f"
    return names[0] if names[0] in FINITE else names[-1]


def gum(data: Path, *, development: bool) -> Iterator[Sentence]:
    """Yield the sentences of GUM's training or development documents."""
    with (data / "gum/documents.tsv").open(encoding="utf-8") as table:
        splits = {row["doc"]: row["split"] for row in csv.DictReader(table, delimiter="\t")}
    with ZipFile(data / "gum/gum.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("dep/") and (splits[Path(name).stem] != "train") == development:
                yield from read(archive.read(name).decode("utf-8").splitlines())


def ewt(data: Path, *, development: bool) -> Iterator[Sentence]:
    """Yield the sentences of EWT's training or development split."""
    name = "en_ewt-ud-dev.conllu.gz" if development else "en_ewt-ud-train-rebuilt.conllu.gz"
    with gzip.open(data / "ewt" / name, "rt", encoding="utf-8") as lines:
        yield from read(lines)


def news(data: Path) -> Iterator[list[str]]:
    """Yield the forms of the sentences of PolNeAR's training articles."""
    with ZipFile(data / "polnear/polnear.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.startswith("train/") and name.endswith(".txt"):
                text = archive.read(name).decode("utf-8")
                layout = paragraphs(text, title=None)
                spans, quoted = sentences(text, layout), quotations(text, layout)
                for _, bare in bare_units(text, paragraphs=layout, sentences=spans, quotations=quoted):
                    yield bare.forms()


class Counts:
    """Classes of forms, and of endings of rare forms, and sequences of three classes."""

    def __init__(self) -> None:
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self.trigrams: Counter[str] = Counter()

    def add(self, sentence: Sentence) -> None:
        """Count an annotated sentence."""
        context = "^^"
        for form, name in sentence:
            self.forms[form.lower().replace("’", "'")][name] += 1
            self.trigrams[context + name] += 1
            context = context[1] + name

    def add_forms(self, tagger: Tagger, unannotated: Iterable[list[str]]) -> None:
        """Count forms that the annotated text has too rarely, with the classes they are taken for elsewhere."""
        elsewhere: dict[str, Counter[str]] = defaultdict(Counter)
        for forms in unannotated:
            for form, name in zip(forms, tagger.classes(forms), strict=True):
                lower = form.lower().replace("’", "'")
                if name not in CLOSED and self.forms[lower].total() < KNOWN:
                    elsewhere[lower][name] += 1
        for form, names in elsewhere.items():
            if names.total() >= FEWEST_ELSEWHERE and form.isalpha():
                self.forms[form].update(names)

    def complete(self) -> None:
        """Let every verb be seen in all its forms: what may be "b" may be "p" and "n", what may be "v" may be "e"."""
        for form, names in self.forms.items():
            for one, other in (("b", "p"), ("v", "e")):
                if form not in NO_MODELS and names[one] + names[other]:
                    least = max(names[one], names[other]) // 4 + 1
                    names[one], names[other] = max(names[one], least), max(names[other], least)
        verbs = [form for form, names in self.forms.items() if 4 * (names["b"] + names["p"]) > names.total()]
        for form in [form for form in verbs if form not in NO_MODELS]:
            self.forms[form]["n"] = max(self.forms[form]["n"], self.forms[form].total() // 8 + 1)
            for ending, name in (("s", "z"), ("es", "z"), ("ing", "g"), ("ed", "v"), ("ed", "e")):
                names = self.forms.get(form.removesuffix("e" if ending != "s" else "") + ending, Counter())
                if names:
                    names[name] = max(names[name], names.total() // 4 + 1)

    def table(self) -> Iterator[str]:
        """Yield the lines of the table."""
        endings: dict[str, Counter[str]] = defaultdict(Counter)
        for form, names in sorted(self.forms.items()):
            if names.total() >= FEWEST:
                yield f"form\t{form}\t{_counts(names)}"
            if names.total() <= KNOWN and form.isalpha():
                kept = Counter({name: count for name, count in names.items() if name not in CLOSED})
                for length in range(min(LONGEST_ENDING, len(form) - 1) + 1):
                    endings[form[len(form) - length :]].update(kept)
        for ending, names in sorted(endings.items()):
            if names.total() >= FEWEST_OF_ENDING:
                yield f"ending\t{ending}\t{_counts(names)}"
        yield from (f"trigram\t{key}\t{count}" for key, count in sorted(self.trigrams.items()))


def _counts(names: Counter[str]) -> str:
    return " ".join(f"{name}{count}" for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0])))


HEADER = """\
# Word forms, endings of unknown forms, and sequences of three word classes, with how often they were seen.
# Source: counted by training/word_classes.py over GUM (genres under CC BY and CC BY-SA, and US public domain) and
# UD English EWT (CC BY-SA 4.0); forms that are rare there also over PolNeAR (news, v1.0.0), tagged by the first
# counts. Forms and counts, no sentences. The letters are explained in annotate/word_classes.py."""


def counted(data: Path, *, development: bool) -> Counts:
    """Return the counts of all training sentences, with those of the development splits too if asked for."""
    counts = Counts()
    for split in (False, True)[: 1 + development]:
        for corpus in (gum, ewt):
            for sentence in corpus(data, development=split):
                counts.add(sentence)
    counts.complete()
    counts.add_forms(Tagger(read_model("\n".join(counts.table()))), news(data))
    return counts


def check(data: Path) -> None:
    """Print how well the development splits are told by counts that leave them out."""
    tagger = Tagger(read_model("\n".join(counted(data, development=False).table())))
    for corpus in (gum, ewt):
        right = total = 0
        finite: Counter[tuple[bool, bool]] = Counter()
        for sentence in corpus(data, development=True):
            for (_, name), found in zip(sentence, tagger.classes([form for form, _ in sentence]), strict=True):
                total += 1
                right += name == found
                finite[name in FINITE, found in FINITE] += 1
        both, missed, wrong = finite[True, True], finite[True, False], finite[False, True]
        sys.stdout.write(
            f"{corpus.__name__}: {total} tokens, {right / total:.3f} right; finite verbs: "
            f"precision {both / (both + wrong):.3f}, recall {both / (both + missed):.3f}\n"
        )


def main() -> None:
    """Run from the command line."""
    data = Path(sys.argv[1])
    if "--check" in sys.argv[2:]:
        check(data)
    else:
        sys.stdout.write("\n".join([HEADER, *counted(data, development=True).table()]) + "\n")


if __name__ == "__main__":
    main()
