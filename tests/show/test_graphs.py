"""The stemma as a file: every article a node, every derivation an edge, in three formats that others read."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.show.fakes import full_store

from attribune.show import graph, lay_out
from attribune.show.desk import Desk

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def desk() -> Desk:
    store = full_store()
    story = max(store.stories(), key=lambda story: len(story.articles))
    return lay_out(store.findings(story.id), store.annotations(story.articles))


def ends(desk: Desk) -> set[tuple[str, str]]:
    return {(d.drew_on or f"named:{d.drew_on_name}", d.article) for d in desk.findings.derivations}


def data(element: ET.Element) -> dict[str, str]:
    return {child.attrib["key"]: child.text or "" for child in element}


def test_graphml_holds_every_article_and_every_derivation(desk: Desk) -> None:
    root = ET.fromstring(graph(desk, "graphml"))
    edges = root.findall(f"{GRAPHML}graph/{GRAPHML}edge")
    nodes = {node.attrib["id"] for node in root.findall(f"{GRAPHML}graph/{GRAPHML}node")}
    assert {(edge.attrib["source"], edge.attrib["target"]) for edge in edges} == ends(desk)
    assert {name for pair in ends(desk) for name in pair} <= nodes
    assert {annotation.article.id for annotation in desk.annotations} <= nodes
    declared = {key.attrib["id"] for key in root.findall(f"{GRAPHML}key")}
    for edge in edges:
        told = data(edge)
        assert set(told) <= declared
        assert (told["decided"] == "true") == (float(told["confidence"]) >= 0.5)


def test_a_source_outside_the_dossier_is_marked_as_such(desk: Desk) -> None:
    nodes = ET.fromstring(graph(desk, "graphml")).findall(f"{GRAPHML}graph/{GRAPHML}node")
    assert [n.attrib["id"] for n in nodes if data(n)["in_dossier"] == "false"] == ["named:Kestrel Wire"]


def test_dot_holds_every_derivation_and_leaves_the_undecided_without_arrows(desk: Desk) -> None:
    text = graph(desk, "dot")
    assert set(re.findall(r'^  "([^"]+)" -> "([^"]+)"', text, re.M)) == ends(desk)
    undecided = sum(derivation.confidence < 0.5 for derivation in desk.findings.derivations)
    assert text.count("dir=none") == undecided > 0
    assert text.count("{") == text.count("}") == 1


def test_svg_is_one_drawing_that_brings_its_own_style(desk: Desk) -> None:
    root = ET.fromstring(graph(desk, "svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert next(child.tag.rpartition("}")[2] for child in root) == "style"
    assert len(root.findall("*[@class]")) >= len(desk.findings.derivations)


@pytest.mark.parametrize("form", ["graphml", "svg"])
def test_names_with_markup_and_control_characters_break_nothing(desk: Desk, form: str) -> None:
    odd = replace(desk.annotations[0].article, outlet='<b>"A" & \x00B</b>', title="\x1b[31m]]>")
    first = replace(desk.annotations[0], article=odd)
    ET.fromstring(graph(replace(desk, annotations=(first, *desk.annotations[1:])), form))  # type: ignore[arg-type]


def test_quotation_marks_in_names_stay_inside_their_quotation_marks_in_dot(desk: Desk) -> None:
    odd = replace(desk.annotations[0].article, outlet='The "Lantern" \\')
    text = graph(replace(desk, annotations=(replace(desk.annotations[0], article=odd), *desk.annotations[1:])), "dot")
    assert r"The \"Lantern\" \\" in text
