"""The drawing of the stemma: whoever drew stands to the right, nothing lies on anything else."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.show.stemma import NODE_HEIGHT, NODE_WIDTH, Edge, Node, draw, lay

NAMES = "abcdefghij"
SVG = "{http://www.w3.org/2000/svg}"


def node(key: str, **fields: object) -> Node:
    given: dict[str, object] = {"siglum": key.upper(), "name": f"Outlet {key}", "note": "5 May 2031"} | fields
    return Node(id=key, **given)  # type: ignore[arg-type]


def edge(source: str, target: str, *, share: float = 0.5, confidence: float = 0.9) -> Edge:
    return Edge(source, target, share, confidence)


def drawn(nodes: list[Node], edges: list[Edge]) -> ET.Element:
    return ET.fromstring(draw(nodes, edges, title="Stemma", description="Who drew on whom", prefix="s"))


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=25))
def test_no_two_articles_lie_on_each_other_whoever_drew_on_whom(pairs: list[tuple[str, str]]) -> None:
    layout = lay([node(name) for name in NAMES], [edge(a, b) for a, b in pairs])
    for (x, y), (other_x, other_y) in combinations(layout.nodes.values(), 2):
        assert abs(x - other_x) >= NODE_WIDTH or abs(y - other_y) >= NODE_HEIGHT
    for x, y in layout.nodes.values():
        assert 0 <= x <= layout.width - NODE_WIDTH
        assert 0 <= y <= layout.height - NODE_HEIGHT
    for points in layout.edges:
        assert all(-1 <= x <= layout.width + 1 and -1 <= y <= layout.height + 1 for x, y in points)


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), max_size=20))
def test_whoever_drew_stands_further_right_as_long_as_there_is_no_circle(pairs: set[tuple[int, int]]) -> None:
    layout = lay([node(name) for name in NAMES], [edge(NAMES[a], NAMES[b]) for a, b in sorted(pairs)])
    for a, b in pairs:
        assert layout.nodes[NAMES[a]][0] < layout.nodes[NAMES[b]][0]


def test_a_circle_of_derivations_is_drawn_all_the_same() -> None:
    root = drawn([node(n) for n in "abc"], [edge("a", "b"), edge("b", "c"), edge("c", "a")])
    assert len(root.findall(f"{SVG}path")) == 3


def test_an_undecided_derivation_is_a_broken_line_without_an_arrow() -> None:
    sure, unsure = drawn([node(n) for n in "abc"], [edge("a", "b"), edge("a", "c", confidence=0.4)]).findall(
        f"{SVG}path"
    )
    assert sure.get("marker-end")
    assert sure.get("stroke-dasharray") is None
    assert unsure.get("marker-end") is None
    assert unsure.get("stroke-dasharray")


def test_a_source_that_is_not_in_the_dossier_has_a_dotted_box() -> None:
    root = drawn([node("a"), node("w", hidden=True, siglum="", name="Kestrel Wire")], [edge("w", "a", share=0.0)])
    boxes = {group.get("class"): group.find(f"{SVG}rect") for group in root.findall(f"{SVG}g")}
    hidden = boxes["node hidden"]
    assert hidden is not None
    assert hidden.get("stroke-dasharray")


def test_the_drawing_says_in_words_what_it_shows() -> None:
    root = drawn([node("a"), node("b")], [edge("a", "b")])
    assert root.get("role") == "img"
    labelled = str(root.get("aria-labelledby")).split()
    found = {element.get("id"): element.text for element in root if element.get("id")}
    assert [found[name] for name in labelled] == ["Stemma", "Who drew on whom"]


def test_the_share_stands_on_the_line_unless_it_is_unknown() -> None:
    root = drawn([node(n) for n in "abc"], [edge("a", "b", share=0.314), edge("a", "c", share=0.0)])
    assert [text.text for text in root.findall(f"{SVG}text")] == ["31%"]


def test_names_are_words_and_never_markup() -> None:
    root = drawn([node("a", name="<b>&Co</b>"), node("b", note='"</svg>')], [edge("a", "b")])
    assert "<b>&Co</b>" in "".join(root.itertext())


def test_a_long_line_goes_around_the_articles_between() -> None:
    layout = lay([node(n) for n in "abcd"], [edge("a", "b"), edge("b", "c"), edge("c", "d"), edge("a", "d")])
    bends = layout.edges[3][1:-1]
    assert len(bends) == 4
    for x, y in bends:
        for left, top in layout.nodes.values():
            assert not (left < x < left + NODE_WIDTH and top < y < top + NODE_HEIGHT)


def test_one_source_with_many_takers_is_high_and_not_wide() -> None:
    takers = [node(f"t{n}") for n in range(40)]
    layout = lay([node("a"), *takers], [edge("a", t.id) for t in takers])
    assert layout.width < 600
    assert layout.height > 2000


def test_the_same_stemma_is_the_same_drawing() -> None:
    nodes, edges = [node(n) for n in NAMES], [edge("a", n) for n in NAMES[1:]]
    assert draw(nodes, edges, title="t", description="d", prefix="p") == draw(
        nodes, edges, title="t", description="d", prefix="p"
    )


def test_a_line_to_an_article_that_is_not_drawn_is_an_error() -> None:
    with pytest.raises(KeyError):
        draw([node("a")], [edge("a", "b")], title="t", description="d", prefix="p")
