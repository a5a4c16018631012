"""Make ``report_verbs.tsv`` from the attributions of PolNeAR's training articles.

    python training/report_verbs.py POLNEAR_TRAIN_DIR > src/attribune/data/report_verbs.tsv

Counts, for each word form, how often it stood inside an annotated cue where it might report at all (a verb, or a
noun of somebody's), by the classes of its neighbours, and how often the content after it ran to the end of its
sentence (a clause rather than an object). Only word forms and counts are written, no text. PolNeAR: Newell,
Margolin and Ruths, LREC 2018.
"""

from __future__ import annotations

import collections
import pathlib
import sys

from attribune.annotate.cues import ADVERBS, AUXILIARIES, DETERMINERS, PREPOSITIONS, PRONOUNS, WH, context
from attribune.annotate.layout import paragraphs
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.annotate.subjects import can_report
from attribune.annotate.tokens import Token, units
from brat import Attribution, read_attributions

FEWEST_CUES = 2  # a form must have been a cue this often
LOWEST_RATE = 0.12  # and in this share of its uses
CLOSED = (
    AUXILIARIES
    | ADVERBS
    | DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | WH
    | frozenset(
        "and or but that to of for on about with as against over not out up down off yes so than more who whose "
        "according him her them me us himself herself themselves".split()
    )
)

Key = tuple[str, str, str]


class Counts:
    """Uses of every word form by context, and what the contents after cues looked like."""

    def __init__(self) -> None:
        self.total: collections.Counter[Key] = collections.Counter()
        self.cues: collections.Counter[Key] = collections.Counter()
        self.clauses: collections.Counter[str] = collections.Counter()
        self.contents: collections.Counter[str] = collections.Counter()

    def add(self, text: str, attributions: list[Attribution]) -> None:
        """Count the words of one article."""
        layout = paragraphs(text, title=None)
        found = quotations(text, layout)
        cue_of = [(a, b, attribution) for attribution in attributions for a, b in attribution["cue"]]
        for unit in units(text, paragraphs=layout, sentences=sentences(text, layout), quotations=found):
            for place, token in enumerate(unit.tokens):
                name = token.text[0].isupper() and place > 0
                if name or token.quotation >= 0 or not token.text[0].isalpha() or token.lower in CLOSED:
                    continue
                if can_report(unit.tokens, place):
                    self._count(unit.tokens, place, token, cue_of)

    def _count(self, tokens: list[Token], place: int, token: Token, cues: list[tuple[int, int, Attribution]]) -> None:
        key = (token.lower, *context(tokens, place))
        self.total[key] += 1
        for start, end, attribution in cues:
            if start < token.end and token.start < end:
                self.cues[key] += 1
                after = [b for a, b in attribution["content"] if a >= token.end]
                if after:
                    self.contents[token.lower] += 1
                    self.clauses[token.lower] += max(after) >= tokens[-1].start
                return


def rows(counts: Counts) -> list[str]:
    """Return the table's lines: a ``*`` line for each form, then its contexts."""
    total: collections.Counter[str] = collections.Counter()
    cues: collections.Counter[str] = collections.Counter()
    by_form: dict[str, list[Key]] = collections.defaultdict(list)
    for key, n in counts.total.items():
        total[key[0]] += n
        by_form[key[0]].append(key)
    for (form, _, _), n in counts.cues.items():
        cues[form] += n
    out = []
    for form in sorted(cues):
        if cues[form] < FEWEST_CUES or cues[form] < LOWEST_RATE * total[form]:
            continue
        clause = (counts.clauses[form] + 1) / (counts.contents[form] + 2)
        out.append(f"{form}\t*\t*\t{total[form]}\t{cues[form]}\t{clause:.2f}")
        keys = sorted(key for key in by_form[form] if counts.total[key] > 1)
        out.extend(f"{form}\t{key[1]}\t{key[2]}\t{counts.total[key]}\t{counts.cues[key]}\t" for key in keys)
    return out


def main(split: str) -> None:
    """Read the split's articles and write the table to standard output."""
    counts = Counts()
    folder = pathlib.Path(split)
    for path in sorted(folder.glob("text/*.txt")):
        annotators = sorted(folder.glob(f"attributions/{path.stem}_????.ann"))
        if annotators:
            counts.add(path.read_bytes().decode("utf-8"), read_attributions(annotators[0]))
    sys.stdout.write(
        "# Forms that report, counted in the training articles of PolNeAR 1.0.0 (Newell, Margolin and Ruths, LREC\n"
        "# 2018) by training/report_verbs.py: form, class before, class after, uses, uses as a cue, share of contents\n"
        "# that run to the end of the sentence. A * line sums up a form.\n"
    )
    sys.stdout.write("\n".join(rows(counts)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
