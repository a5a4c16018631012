"""The stemma as a drawing: a small layered layout, from left (who was drawn on) to right (who drew).

The method is that of Sugiyama, Tagawa and Toda (1981) at its simplest: edges that close a circle are turned
around for the layout, nodes are put in layers by longest path, long edges get a bend in every layer they cross,
layers are put in order by the mean place of their neighbours, and nodes are moved towards those neighbours as
far as their distance allows. Left to right, because names are wider than high and one source often has many
takers. Everything is decided by ids and order of input, so that the same stemma is always the same drawing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

NODE_WIDTH = 186
NODE_HEIGHT = 46
ROW = 68  # height that a node takes up in its layer
BEND_ROW = 24  # height that an edge takes up which only passes through a layer
COLUMN = 316  # from one layer's left side to the next one's
MARGIN = 14
SWEEPS = 4
NAME_SIZE, NOTE_SIZE = 13, 11.5  # pixels, as in the style sheet
UNDECIDED = 0.5  # below this confidence the direction is not known


@dataclass(frozen=True, slots=True)
class Node:
    """An article, or a source named by articles that is not in the dossier (``hidden``)."""

    id: str
    siglum: str
    name: str
    note: str  # the date
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """``target`` drew on ``source``."""

    source: str
    target: str
    share: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: the top left corner of each node, the points each edge runs through, the size."""

    nodes: Mapping[str, tuple[float, float]]
    edges: tuple[tuple[tuple[float, float], ...], ...]  # in the order of the edges given
    width: float
    height: float


def draw(nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, description: str, prefix: str) -> Markup:
    """Return the drawing as one SVG element without styles of its own; edges between unknown nodes are an error.

    ``prefix`` makes the ids inside it unique in the page. Classes for the style sheet: ``node``, ``hidden``,
    ``edge``, ``undecided``, ``name``, ``note``, ``share``.
    """
    layout = lay(nodes, edges)
    width, height = round(layout.width), round(layout.height)
    parts = [
        f'<svg class="stemma" role="img" aria-labelledby="{escape(prefix)}-title {escape(prefix)}-desc"'
        f' viewBox="0 0 {width} {height}" width="{width}" height="{height}" xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{escape(prefix)}-title">{escape(title)}</title>',
        f'<desc id="{escape(prefix)}-desc">{escape(description)}</desc>',
        f'<defs><marker id="{escape(prefix)}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9"'
        ' markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="arrow" d="M0 0 10 5 0 10z"/></marker></defs>',
    ]
    parts.extend(_edge(edge, points, prefix) for edge, points in zip(edges, layout.edges, strict=True))
    parts.extend(_node(node, layout.nodes[node.id]) for node in nodes)
    takers, sources = Counter(edge.source for edge in edges), Counter(edge.target for edge in edges)
    parts.extend(
        _share(edge, points, early=sources[edge.target] > takers[edge.source])
        for edge, points in zip(edges, layout.edges, strict=True)
    )
    return Markup("".join(parts) + "</svg>")


def _edge(edge: Edge, points: Sequence[tuple[float, float]], prefix: str) -> str:
    undecided = edge.confidence < UNDECIDED
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        path += f"C{middle:.0f} {y:.0f} {middle:.0f} {to_y:.0f} {to_x:.0f} {to_y:.0f}"
    arrow = "" if undecided else f' marker-end="url(#{escape(prefix)}-arrow)"'
    dashes = ' stroke-dasharray="6 5"' if undecided else ""
    return (
        f'<path class="edge{" undecided" * undecided}" d="{path}" fill="none"'
        f' stroke-width="{1.2 + 2.8 * min(max(edge.share, 0.0), 1.0):.1f}"{dashes}{arrow}/>'
    )


def _share(edge: Edge, points: Sequence[tuple[float, float]], *, early: bool) -> str:
    """Return the share as words on the line, near its start or its end: where fewer lines meet."""
    if edge.share <= 0:
        return ""
    (x, y), (to_x, to_y) = points[:2] if early else points[-2:]
    along = 0.3 if early else 0.7
    risen = along * along * (3 - 2 * along)  # of a curve whose handles are level with its ends
    words = f"{max(round(edge.share * 100), 1)}%" + " ?" * (edge.confidence < UNDECIDED)
    place = f'x="{x + (to_x - x) * along:.0f}" y="{y + (to_y - y) * risen + 4:.0f}"'
    return f'<text class="share" {place} text-anchor="middle">{words}</text>'


def _node(node: Node, corner: tuple[float, float]) -> str:
    x, y = corner
    dots = ' stroke-dasharray="2 4"' if node.hidden else ""
    indent = 40 if node.siglum else 12
    left, room = x + indent, NODE_WIDTH - indent - 8
    name, note = fit(node.name, room / NAME_SIZE), fit(node.note, room / NOTE_SIZE)
    letter = f'<text class="letter" x="{x + 20:.0f}" y="{y + 28:.0f}" text-anchor="middle">{escape(node.siglum)}</text>'
    return (
        f'<g class="node{" hidden" * node.hidden}"><title>{escape(node.name)}, {escape(node.note)}</title>'
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{NODE_WIDTH}" height="{NODE_HEIGHT}" rx="4"{dots}/>'
        f"{letter * bool(node.siglum)}"
        f'<text class="name" x="{left:.0f}" y="{y + 19:.0f}">{escape(name)}</text>'
        f'<text class="note" x="{left:.0f}" y="{y + 36:.0f}">{escape(note)}</text></g>'
    )


def fit(words: str, room: float) -> str:
    """Return the words on one line, cut to a room given in ems of a sans-serif face, by rough widths of letters."""
    line = " ".join(words.split())
    width = 0.0
    for number, letter in enumerate(line):
        width += _em(letter)
        if width > room:
            return line[: max(number - 1, 1)].rstrip() + "…"
    return line


def _em(letter: str) -> float:
    if letter in "iljtfrI.,:;'’!|()[]/- ":
        return 0.38
    if letter in "mwMW@%—…" or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.74 if letter.isupper() else 0.64


def lay(nodes: Sequence[Node], edges: Sequence[Edge]) -> Layout:
    """Return where nodes and edges go; time is linear in edges times layers crossed, times the sweeps."""
    names = [node.id for node in nodes]
    forward = _without_circles(names, [(e.source, e.target) for e in edges])
    layer = _layers(names, forward)
    chains = [_chain(number, edge, layer) for number, edge in enumerate(forward)]
    columns = _ordered(_columns(names, layer, chains), chains)
    tops = _tops(columns, chains, set(names))
    top, bottom = min(tops.values(), default=0.0), max(tops.values(), default=0.0)
    places = {name: (MARGIN + COLUMN * layer[name], MARGIN + tops[name] - top) for name in names}
    lines = []
    for edge, turned, chain in zip(edges, forward, chains, strict=True):
        points = _points(chain, layer, tops, top)
        lines.append(points if turned == (edge.source, edge.target) else points[::-1])
    return Layout(
        nodes=places,
        edges=tuple(lines),
        width=2 * MARGIN + NODE_WIDTH + COLUMN * max(layer.values(), default=0),
        height=2 * MARGIN + NODE_HEIGHT + bottom - top,
    )


def _without_circles(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the edges with those turned around that close a circle, found by a walk in depth."""
    after: dict[str, list[str]] = {name: [] for name in names}
    for source, target in edges:
        after[source].append(target)
    finished: set[str] = set()
    number: dict[str, int] = {}
    for root in names:
        stack = [(root, iter(after[root]))] if root not in finished else []
        finished.add(root)
        while stack:
            name, children = stack[-1]
            child = next((c for c in children if c not in finished), None)
            if child is None:
                number[name] = len(number)
                stack.pop()
            else:
                finished.add(child)
                stack.append((child, iter(after[child])))
    return [(s, t) if number[s] > number[t] else (t, s) for s, t in edges]


def _layers(names: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return each node's layer: one more than the last of the nodes before it."""
    after: dict[str, list[str]] = {name: [] for name in names}
    before = dict.fromkeys(names, 0)
    for source, target in edges:
        if source != target:
            after[source].append(target)
            before[target] += 1
    layer = dict.fromkeys(names, 0)
    ready = [name for name in names if not before[name]]
    for name in ready:  # grows while it is walked
        for target in after[name]:
            layer[target] = max(layer[target], layer[name] + 1)
            before[target] -= 1
            if not before[target]:
                ready.append(target)
    return layer


def _chain(number: int, edge: tuple[str, str], layer: Mapping[str, int]) -> tuple[str, ...]:
    """Return what an edge runs through: its ends, and a bend in each layer between them."""
    source, target = edge
    bends = range(layer[source] + 1, layer[target])
    return (source, *(f"\0bend {number} {between}" for between in bends), target)


def _columns(names: Sequence[str], layer: Mapping[str, int], chains: Sequence[tuple[str, ...]]) -> list[list[str]]:
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for name in names:
        columns[layer[name]].append(name)
    for chain in chains:
        for step, bend in enumerate(chain[1:-1], start=1):
            columns[layer[chain[0]] + step].append(bend)
    return columns


def _neighbours(chains: Sequence[tuple[str, ...]], *, before: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for chain in chains:
        for left, right in pairwise(chain):
            name, neighbour = (right, left) if before else (left, right)
            found.setdefault(name, []).append(neighbour)
    return found


def _ordered(columns: list[list[str]], chains: Sequence[tuple[str, ...]]) -> list[list[str]]:
    """Return the columns with each in the order of its neighbours' mean places, swept to and fro."""
    befores, afters = _neighbours(chains, before=True), _neighbours(chains, before=False)
    for sweep in range(SWEEPS):
        near = befores if sweep % 2 == 0 else afters
        place = {name: float(i) for column in columns for i, name in enumerate(column)}
        for column in columns if sweep % 2 == 0 else reversed(columns):
            column.sort(key=lambda name: _mean([place[n] for n in near.get(name, ())], place[name]))
            place.update((name, float(i)) for i, name in enumerate(column))
    return columns


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _tops(columns: list[list[str]], chains: Sequence[tuple[str, ...]], nodes: set[str]) -> dict[str, float]:
    """Return the height of every node and bend: level with its neighbours as far as the others leave room."""
    befores, afters = _neighbours(chains, before=True), _neighbours(chains, before=False)
    tops: dict[str, float] = {}
    for column in columns:
        _settle(column, befores, tops, nodes)
    for column in reversed(columns[:-1]):
        _settle(column, afters, tops, nodes)
    return tops


def _settle(column: Sequence[str], near: Mapping[str, list[str]], tops: dict[str, float], nodes: set[str]) -> None:
    wanted = [_mean([tops[n] for n in near.get(name, ()) if n in tops], tops.get(name, 0.0)) for name in column]
    place = float("-inf")
    moved = 0.0
    for name, wish in zip(column, wanted, strict=True):
        half = (ROW if name in nodes else BEND_ROW) / 2
        tops[name] = max(wish, place + half)
        moved += tops[name] - wish
        place = tops[name] + half
    for name in column:
        tops[name] -= moved / len(column)


def _points(
    chain: Sequence[str], layer: Mapping[str, int], tops: Mapping[str, float], top: float
) -> tuple[tuple[float, float], ...]:
    """Return the points of an edge: out of a node's right side, through its bends, into a node's left side."""
    first = layer[chain[0]]
    middle = NODE_HEIGHT / 2 + MARGIN - top
    points = [(MARGIN + COLUMN * first + NODE_WIDTH, tops[chain[0]] + middle)]
    for step, bend in enumerate(chain[1:-1], start=1):
        left = MARGIN + COLUMN * (first + step)
        points += [(left, tops[bend] + middle), (left + NODE_WIDTH, tops[bend] + middle)]
    return (*points, (MARGIN + COLUMN * layer[chain[-1]], tops[chain[-1]] + middle))
