"""How well times are found and resolved, against texts annotated in TimeML (TempEval-3's TimeBank and AQUAINT).

    python benchmarks/times.py ZIP_OR_DIR [--errors N]

``ZIP_OR_DIR`` holds ``*.tml`` files, in folders or in one zip file. Scored are TIMEX3 of the types DATE and TIME in
the text (not the creation time): extents strict (same span) and relaxed (any overlap, one to one), and values on the
extents that match relaxed. Durations and sets are not what the product looks for: the share of them is printed, and a
time found where one stands counts as wrong. Values are compared after writing both in the product's form: parts of a
day are the day, a weekend its week, quarters, seasons and decades intervals; PAST_REF is precision "past" without a
value, PRESENT_REF and FUTURE_REF "unknown" without one; XX for a month or day left open is left off, W7 is W07.
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from attribune.annotate.layout import paragraphs
from attribune.annotate.sentences import sentences
from attribune.annotate.times import time_expressions
from attribune.model import Paragraph, Span, TimeExpression

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


class Timex(NamedTuple):
    """A TIMEX3 of the gold standard."""

    span: Span
    type: str
    value: str


class Document(NamedTuple):
    """One annotated text."""

    name: str
    corpus: str
    text: str
    created: str
    timexes: tuple[Timex, ...]


class Score(NamedTuple):
    """Counts of one document, or of many."""

    counts: Counter[str]
    errors: list[str]


def documents(path: Path) -> Iterator[Document]:
    """Yield the documents of a folder or a zip file, by name."""
    if path.is_dir():
        for file in sorted(path.rglob("*.tml")):
            yield document(file.stem, file.parent.name, file.read_bytes())
        return
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".tml"):
                yield document(Path(name).stem, Path(name).parent.name, archive.read(name))


def document(name: str, corpus: str, content: bytes) -> Document:
    """Return the text of a TimeML file with its times."""
    root = ElementTree.fromstring(content)
    pieces: list[str] = []
    timexes: list[Timex] = []
    body = root.find("TEXT")
    if body is not None:
        collect(body, pieces, timexes)
    created = root.find("DCT/TIMEX3")
    day = created.get("value", "")[:10] if created is not None else ""
    return Document(name, corpus, "".join(pieces), day, tuple(timexes))


def collect(element: ElementTree.Element, pieces: list[str], timexes: list[Timex]) -> None:
    """Add the text below ``element`` to ``pieces``, and its times to ``timexes``."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        collect(child, pieces, timexes)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        end = sum(map(len, pieces))
        timexes.append(Timex(Span(start, end), element.get("type", ""), element.get("value", "")))


def predictions(doc: Document) -> tuple[TimeExpression, ...]:
    """Return what the product finds; every paragraph counts as body, so that times alone are measured."""
    layout = [Paragraph(paragraph.span, "body") for paragraph in paragraphs(doc.text, title=None)]
    return time_expressions(doc.text, sentences(doc.text, layout), published=doc.created)


def in_product_form(value: str) -> tuple[str | None, str | None]:
    """Return a TIMEX3 value as the product writes it, and the precision that a missing value must have."""
    if value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return None, "past" if value == "PAST_REF" else "unknown"
    value = re.sub(r"T(?:NI|MO|EV|AF|DT)$|-WE$|(?:-XX)+$", "", value)
    value = re.sub(r"-W(\d)$", r"-W0\1", value)
    quarter = re.fullmatch(r"(\d{4})-Q([1-4])", value)
    if quarter:
        first = 3 * int(quarter[2]) - 2
        return f"{quarter[1]}-{first:02}/{quarter[1]}-{first + 2:02}", None
    season = re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value)
    if season:
        first, last = _SEASONS[season[2]]
        return f"{season[1]}-{first:02}/{int(season[1]) + (last < first)}-{last:02}", None
    decade = re.fullmatch(r"(\d{3})X?", value)
    return (f"{decade[1]}0/{decade[1]}9" if decade else value), None


def same_value(found: TimeExpression, gold: Timex) -> bool:
    """Tell whether ``found`` has the value of ``gold``."""
    value, precision = in_product_form(gold.value)
    return found.value == value and (precision is None or found.precision == precision)


def score(doc: Document) -> Score:
    """Compare what was found in ``doc`` with its annotation."""
    found = list(predictions(doc))
    counts: Counter[str] = Counter(found=len(found))
    errors = []
    for gold in doc.timexes:
        counts[f"gold {gold.type}"] += 1
        if gold.type not in ("DATE", "TIME"):
            continue
        words = " ".join(doc.text[gold.span.start : gold.span.end].split())
        match = next((f for f in found if f.span.overlaps(gold.span)), None)
        if match is None:
            errors.append(f"missed   {words!r} {gold.value}")
            continue
        found.remove(match)
        counts[f"relaxed {gold.type}"] += 1
        counts[f"strict {gold.type}"] += match.span == gold.span
        counts[f"value {gold.type}"] += same_value(match, gold)
        if match.span != gold.span:
            errors.append(f"extent   {words!r} found as {doc.text[match.span.start : match.span.end]!r}")
        if not same_value(match, gold):
            errors.append(f"value    {words!r} {gold.value} found as {match.value} ({doc.created})")
    for extra in found:
        errors.append(f"spurious {doc.text[max(0, extra.span.start - 40) : extra.span.end + 20]!r} {extra.value}")
        counts["on duration or set"] += any(extra.span.overlaps(gold.span) for gold in doc.timexes)
    return Score(counts, [f"{doc.name}: {error}" for error in errors])


def rates(hits: int, found: int, gold: int) -> str:
    """Return precision, recall and F1 in per cent."""
    precision, recall = hits / max(found, 1), hits / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"


def report(name: str, counts: Counter[str]) -> None:
    """Print the table of one corpus."""
    gold, relaxed, strict, value = (
        counts[f"{what} DATE"] + counts[f"{what} TIME"] for what in ("gold", "relaxed", "strict", "value")
    )
    other = counts["gold DURATION"] + counts["gold SET"]
    print(f"{name}: {gold} DATE/TIME, {other} DURATION/SET not looked for ({100 * other / max(gold + other, 1):.1f} %)")
    print(f"  extent relaxed  {rates(relaxed, counts['found'], gold)}")
    print(f"  extent strict   {rates(strict, counts['found'], gold)}")
    print(f"  value           {100 * value / max(relaxed, 1):5.1f} % of the matched")
    for type_ in ("DATE", "TIME"):
        matched = counts[f"relaxed {type_}"]
        strict_, value_ = counts[f"strict {type_}"], counts[f"value {type_}"]
        gold_ = max(counts[f"gold {type_}"], 1)
        print(
            f"  {type_}  gold {counts[f'gold {type_}']:5}  recall relaxed {100 * matched / gold_:5.1f}"
            f"  strict {100 * strict_ / gold_:5.1f}  value {100 * value_ / max(matched, 1):5.1f} % of the matched"
        )
    print(f"  found in places of a DURATION or SET: {counts['on duration or set']} of {counts['found']}")


def main(arguments: list[str]) -> None:
    """Score the documents named on the command line and print the tables."""
    by_corpus: dict[str, Counter[str]] = {}
    errors: list[str] = []
    for doc in documents(Path(arguments[0])):
        result = score(doc)
        by_corpus.setdefault(doc.corpus, Counter()).update(result.counts)
        errors += result.errors
    for name, counts in sorted(by_corpus.items()):
        report(name, counts)
    report("all", sum(by_corpus.values(), Counter()))
    if "--errors" in arguments:
        print("\n".join(errors[: int(arguments[arguments.index("--errors") + 1])]))


if __name__ == "__main__":
    main(sys.argv[1:])
