from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]
from tests.show.fakes import FakeStore, bridge

from attribune.model import StoryFindings
from attribune.show import CollationFormat, collations

NS = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
# TEI All, edition 4.3.0 of the Guidelines (TEI Consortium, BSD-2), as generated from its ODD
SCHEMA = Path(__file__).with_name("tei_all.rng.gz")


def written(form: CollationFormat) -> str:
    findings, annotations = bridge()
    return "".join(collations(FakeStore([findings], annotations), form=form))


def parsed(form: CollationFormat) -> etree._Element:
    return etree.fromstring(written(form).encode("utf-8"))


def shared(findings: StoryFindings) -> dict[str, str]:
    """Return the words of the readings of sayings that two articles carry, by statement."""
    return {
        reading.statement: reading.text
        for saying in findings.sayings
        if len({reading.article for reading in saying.readings}) > 1
        for reading in saying.readings
    }


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(gzip.decompress(SCHEMA.read_bytes())))


@pytest.mark.parametrize("form", ["tei", "tei-segments"])
def test_a_tei_document_is_valid_by_the_schema_of_the_guidelines(form: CollationFormat, schema: etree.RelaxNG) -> None:
    tree = parsed(form)
    schema.assertValid(tree)
    tree.find(".//t:listWit", NS).set("unheard-of", "yes")
    assert not schema.validate(tree)


@pytest.mark.parametrize("form", ["tei", "tei-segments"])
def test_every_reading_is_a_witness_that_says_where_it_stands(form: CollationFormat) -> None:
    tree = parsed(form)
    witnesses = {witness.get(ID): witness.get("n") for witness in tree.iterfind(".//t:witness", NS)}
    assert set(witnesses) == {f"s{name}" for name in shared(bridge()[0])}
    assert all("-" in place for place in witnesses.values())


@pytest.mark.parametrize("form", ["tei", "tei-segments"])
def test_whatever_is_pointed_at_is_there_and_named_once(form: CollationFormat) -> None:
    tree = parsed(form)
    names = [element.get(ID) for element in tree.iter() if element.get(ID)]
    assert len(names) == len(set(names))
    pointed = [
        pointer.removeprefix("#")
        for element in tree.iter()
        for attribute in ("wit", "from", "to", "who", "corresp")
        for pointer in (element.get(attribute) or "").split()
    ]
    assert pointed
    assert set(pointed) <= set(names)


def test_the_order_of_a_tei_document_is_that_of_the_guidelines() -> None:
    tree = parsed("tei")
    assert [etree.QName(child).localname for child in tree] == ["teiHeader", "text", "standOff"]
    header = [etree.QName(child).localname for child in tree[0]]
    assert header == ["fileDesc", "encodingDesc", "profileDesc"]
    assert [etree.QName(child).localname for child in tree[0][0]] == ["titleStmt", "publicationStmt", "sourceDesc"]
    assert all(len(list_app) for list_app in tree.iterfind(".//t:listApp", NS))


def test_each_reading_can_be_put_together_from_the_segments() -> None:
    tree = parsed("tei-segments")
    for name, text in shared(bridge()[0]).items():
        (block,) = [
            said for said in tree.iterfind(".//t:said", NS) if f"#s{name}" in said.getparent().get("corresp").split()
        ]
        words = block.text or ""
        for app in block:
            words += next(entry.text or "" for entry in app if f"#s{name}" in entry.get("wit").split())
            words += app.tail or ""
        assert words == text


def test_the_apparatus_tells_what_stands_instead_of_which_words() -> None:
    tree = parsed("tei")
    words = {word.get(ID): word.text for word in tree.iterfind(".//t:w", NS)}
    for app in tree.iterfind(".//t:app", NS):
        order = list(words)
        start, end = (order.index(app.get(side).removeprefix("#")) for side in ("from", "to"))
        lemma = app[0].text
        assert lemma is None or lemma.split() == [words[name] for name in order[start : end + 1]]


def test_the_table_is_shaped_as_collatex_writes_it() -> None:
    texts = shared(bridge()[0])
    rows = [json.loads(line) for line in written("collatex").splitlines()]
    assert rows
    for row in rows:
        assert len(row["table"]) == len(row["witnesses"])
        assert len({len(cells) for cells in row["table"]}) == 1
        for name, cells in zip(row["witnesses"], row["table"], strict=True):
            tokens = [token for cell in cells if cell is not None for token in cell]
            assert {token["_sigil"] for token in tokens} == {name}
            assert [token["_token_array_position"] for token in tokens] == list(range(len(tokens)))
            assert "".join(token["t"] for token in tokens) == texts[name.removeprefix("s")]


def test_what_xml_cannot_hold_does_not_break_the_document() -> None:
    findings, annotations = bridge()
    articles = [
        replace(one.article, text=one.article.text.replace("bridge", "b\x00idge"), outlet="A & <B>")
        for one in annotations
    ]
    odd = tuple(replace(one, article=article) for one, article in zip(annotations, articles, strict=True))
    etree.fromstring("".join(collations(FakeStore([findings], odd), form="tei-segments")).encode("utf-8"))


def test_a_dossier_without_shared_sayings_is_a_document_too() -> None:
    findings, annotations = bridge()
    etree.fromstring(
        "".join(collations(FakeStore([replace(findings, sayings=())], annotations), form="tei")).encode("utf-8")
    )
