"""The sayings of a dossier for other programs: TEI with a critical apparatus, and CollateX-shaped JSON.

``tei``: the fullest reading of each saying word by word, and in ``standOff`` the apparatus that points into it
(TEI P5, chapter 13, double-end-point-attached). ``tei-segments``: the apparatus within the text, parallel segments.
``collatex``: one object a line, each with ``witnesses`` and ``table`` as CollateX for Python writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple
from xml.sax.saxutils import escape

from attribune.collate.graph import Column, Witness, collation
from attribune.model import Actor, Saying
from attribune.show.desk import Desk, Findable, carriers, lay_out

CollationFormat = Literal["tei", "tei-segments", "collatex"]
TEI = "http://www.tei-c.org/ns/1.0"
NOT_NAME = re.compile(r"[^\w.-]")
NOT_XML = re.compile("[^\\t\\n\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
NAMES = {"person": "persName", "organisation": "orgName", "state": "orgName", "outlet": "orgName"}


class _Collated(NamedTuple):
    saying: Saying
    witnesses: Sequence[Witness]
    columns: Sequence[Column]


def collations(store: Findable, *, form: CollationFormat) -> Iterator[str]:
    """Yield a document of all sayings that two articles or more carry, in pieces. ``form``: see above."""
    if form == "collatex":
        for desk in _desks(store):
            for one in _collated(desk):
                yield json.dumps(_as_collatex(one), ensure_ascii=False) + "\n"
        return
    desks = list(_desks(store))
    yield from _head(desks, inline=form == "tei-segments")
    yield "<text><body>\n"
    for desk in desks:
        yield f'<div type="story" xml:id="{_id("t", desk.findings.story.id)}">\n'
        for one in _collated(desk):
            yield from _segmented(one) if form == "tei-segments" else _words(one)
        yield "</div>\n"
    yield "</body></text>\n"
    if form == "tei":
        yield "<standOff>\n"
        for desk in desks:
            for one in _collated(desk):
                yield from _apparatus(one)
        yield "</standOff>\n"
    yield "</TEI>\n"


def _desks(store: Findable) -> Iterator[Desk]:
    for story in store.stories():
        if len(story.articles) > 1:
            yield lay_out(store.findings(story.id), store.annotations(story.articles))


def _collated(desk: Desk) -> Iterator[_Collated]:
    annotations = {annotation.article.id: annotation for annotation in desk.annotations}
    for saying in desk.findings.sayings:
        if len(carriers(saying)) > 1:
            yield _Collated(saying, *collation(saying, dict(desk.statements), annotations))


def _as_collatex(one: _Collated) -> dict[str, object]:
    names = [f"s{witness.statement}" for witness in one.witnesses]
    table = [
        [_cell(one, number, column) if number in column else None for column in one.columns]
        for number in range(len(one.witnesses))
    ]
    return {"saying": one.saying.id, "story": one.saying.story, "witnesses": names, "table": table}


def _cell(one: _Collated, number: int, column: Column) -> list[dict[str, object]]:
    witness = one.witnesses[number]
    token = witness.tokens[column[number]]
    sigil, place = f"s{witness.statement}", column[number]
    return [
        {"_sigil": sigil, "_token_array_position": place, "n": token.normal, "t": token.text, "span": [*token.span]}
    ]


# ---- TEI


def _head(desks: Sequence[Desk], *, inline: bool) -> Iterator[str]:
    method, location = ("parallel-segmentation", "internal") if inline else ("double-end-point", "external")
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">\n<teiHeader>\n<fileDesc>\n'
    yield "<titleStmt><title>Sayings and their readings</title></titleStmt>\n"
    yield "<publicationStmt><p>Made by Attribune from a dossier.</p></publicationStmt>\n<sourceDesc>\n"
    for desk in desks:
        yield from _witnesses(desk)
    if not desks:
        yield "<p>No saying is carried by two articles.</p>\n"
    yield "</sourceDesc>\n</fileDesc>\n<encodingDesc>"
    yield f'<variantEncoding method="{method}" location="{location}"/></encodingDesc>\n'
    yield from _speakers(desks)
    yield "</teiHeader>\n"


def _witnesses(desk: Desk) -> Iterator[str]:
    """Yield an article's readings as witnesses, ``n`` being where each stands in it."""
    for annotation in desk.annotations:
        article, ref = annotation.article, desk.refs[annotation.article.id]
        here = [s for s in desk.statements.values() if s.article == article.id and _is_shared(desk, s.id)]
        if here:
            yield f'<listWit xml:id="{_id("a", article.id)}"><head>{_text(f"{ref.name}, {ref.date}")}</head>\n'
            for statement in here:
                spans = " ".join(f"{start}-{end}" for start, end in statement.content)
                yield f'<witness xml:id="{_id("s", statement.id)}" n="{spans}"/>\n'
            yield "</listWit>\n"


def _is_shared(desk: Desk, statement: str) -> bool:
    return statement in desk.sayings and len(carriers(desk.sayings[statement])) > 1


def _speakers(desks: Sequence[Desk]) -> Iterator[str]:
    spoken = {saying.actor for desk in desks for saying in desk.findings.sayings if len(carriers(saying)) > 1}
    actors = {actor.id: actor for desk in desks for actor in desk.findings.resolution.actors if actor.id in spoken}
    if not actors:
        return
    yield "<profileDesc><particDesc>\n"
    for name in sorted(actors):
        yield _speaker(actors[name])
    yield "</particDesc></profileDesc>\n"


def _speaker(actor: Actor) -> str:
    tag = NAMES.get(actor.type, "persName")
    around = "person" if tag == "persName" else "org"
    return f'<{around} xml:id="{_id("p", actor.id)}"><{tag}>{_text(actor.name)}</{tag}></{around}>\n'


def _opening(one: _Collated) -> str:
    """Return what opens a saying; ``corresp`` are its witnesses, the fullest first."""
    who = f' who="#{_id("p", one.saying.actor)}"' if one.saying.actor else ""
    carried = " ".join(f"#{_id('s', witness.statement)}" for witness in one.witnesses)
    return f'<ab type="saying" xml:id="{_id("y", one.saying.id)}" corresp="{carried}"><said{who}>'


def _words(one: _Collated) -> Iterator[str]:
    """Yield the fullest reading, each word with an id of its own."""
    yield _opening(one)
    for number, token in enumerate(one.witnesses[0].tokens):
        yield f'{_text(token.before)}<w xml:id="{_word(one, number)}">{_text(token.word)}</w>{_text(token.after)}'
    yield "</said></ab>\n"


def _word(one: _Collated, number: int) -> str:
    return f"{_id('y', one.saying.id)}.{number + 1}"


def _apparatus(one: _Collated) -> Iterator[str]:
    """Yield the apparatus of a saying: from which word to which of the fullest reading who has what instead."""
    if not any(_differs(one, column) for column in one.columns):
        return
    yield f'<listApp corresp="#{_id("y", one.saying.id)}">\n'
    last = -1
    for different, run in groupby(one.columns, key=lambda column: _differs(one, column)):
        part = list(run)
        place = [column[0] for column in part if 0 in column]
        if different:
            # What the fullest lacks stands between two of its words, or at one of its ends.
            start, end = (place[0], place[-1]) if place else (max(last, 0), max(last, 0))
            yield f'<app from="#{_word(one, start)}" to="#{_word(one, end)}">'
            yield from _entries(one, part, words=True)
            yield "</app>\n"
        last = place[-1] if place else last
    yield "</listApp>\n"


def _differs(one: _Collated, column: Column) -> bool:
    if len(column) < len(one.witnesses):
        return True
    return len({one.witnesses[number].tokens[word].normal for number, word in column.items()}) > 1


def _segmented(one: _Collated) -> Iterator[str]:
    """Yield a saying with its apparatus within the text."""
    yield _opening(one)
    for _, run in groupby(one.columns, key=lambda column: _differs(one, column)):
        entries = list(_entries(one, list(run)))
        if len(entries) == 1:
            yield entries[0].partition(">")[2].removesuffix("</lem>")
        else:
            yield f"<app>{''.join(entries)}</app>"
    yield "</said></ab>\n"


def _entries(one: _Collated, part: Sequence[Column], *, words: bool = False) -> Iterator[str]:
    """Yield what each witness has in some columns, those with the same characters together, the fullest first.

    With ``words``, what stands around them is left out; else nothing of any reading is lost.
    """
    held: dict[str, list[str]] = {}
    for number, witness in enumerate(one.witnesses):
        tokens = [witness.tokens[column[number]] for column in part if number in column]
        text = " ".join(token.word for token in tokens) if words else "".join(token.text for token in tokens)
        held.setdefault(text, []).append(f"#{_id('s', witness.statement)}")
    for place, (text, names) in enumerate(held.items()):
        tag = "lem" if place == 0 else "rdg"
        yield f'<{tag} wit="{" ".join(names)}">{_text(text)}</{tag}>'


def _id(prefix: str, name: str) -> str:
    """Return an XML id for an id of the dossier; a letter in front tells what it is of."""
    return prefix + NOT_NAME.sub("_", name)


def _text(text: str) -> str:
    """Return a text for XML, with U+FFFD for each character that XML cannot hold."""
    return escape(NOT_XML.sub("\ufffd", text))
