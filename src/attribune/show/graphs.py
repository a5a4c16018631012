"""The stemma of a story as a file: SVG to look at, GraphML and DOT for programs that draw and reckon with graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, get_args
from xml.sax.saxutils import quoteattr

from markupsafe import escape

from attribune.model import Derivation
from attribune.show.borrowing import drawing, hidden_node, ranked_derivations
from attribune.show.desk import Desk
from attribune.show.labels import printable
from attribune.show.stemma import UNDECIDED

GraphFormat = Literal["svg", "graphml", "dot"]
FORMATS: tuple[GraphFormat, ...] = get_args(GraphFormat)

_STYLE = (
    "svg{background:#fff;font-family:sans-serif}.node rect{fill:#fff;stroke:#1b1b1b;stroke-width:1.2}"
    ".node.hidden rect{fill:none;stroke:#666}.name{font-size:13px;font-weight:600}.note{font-size:11.5px;fill:#555}"
    ".letter{font-size:15px;font-weight:700;fill:#8a2b06}.edge{stroke:#666}.arrow{fill:#666}"
    ".share{font-size:12px;font-weight:600;stroke:#fff;stroke-width:5px;paint-order:stroke}"
)
_FIELDS = (  # of GraphML: for what, name, type
    ("node", "siglum", "string"),
    ("node", "outlet", "string"),
    ("node", "title", "string"),
    ("node", "published", "string"),
    ("node", "in_dossier", "boolean"),
    ("edge", "share", "double"),
    ("edge", "confidence", "double"),
    ("edge", "decided", "boolean"),
)
_Value = str | float | bool


def graph(desk: Desk, form: GraphFormat) -> str:
    """Return the stemma of a story in a format: ``svg``, ``graphml`` or ``dot``; edges lead to whoever drew.

    GraphML after http://graphml.graphdrawing.org/specification.html, DOT after https://graphviz.org/doc/info/lang.html.
    """
    return _WRITERS[form](desk)


def _nodes(desk: Desk) -> Iterator[tuple[str, Mapping[str, _Value]]]:
    for annotation in desk.annotations:
        article, ref = annotation.article, desk.refs[annotation.article.id]
        told = {
            "siglum": ref.siglum,
            "outlet": article.outlet or ref.name,
            "title": article.title or "",
            "published": article.published or "",
        }
        yield article.id, {**{name: printable(value) for name, value in told.items()}, "in_dossier": True}
    named = dict.fromkeys(d.drew_on_name or "" for d in ranked_derivations(desk) if d.drew_on is None)
    for name in named:
        yield hidden_node(name), {"outlet": printable(name) or "unknown", "in_dossier": False}


def _ends(derivation: Derivation) -> tuple[str, str]:
    return derivation.drew_on or hidden_node(derivation.drew_on_name or ""), derivation.article


def _told(derivation: Derivation) -> Mapping[str, _Value]:
    return {
        "share": derivation.share,
        "confidence": derivation.confidence,
        "decided": derivation.confidence >= UNDECIDED,
    }


def _svg(desk: Desk) -> str:
    head, sign, rest = str(drawing(desk, ranked_derivations(desk))).partition(">")
    return f"{head}{sign}<style>{_STYLE}</style>{rest}\n"


def _graphml(desk: Desk) -> str:
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
        *(f'<key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n' for of, name, kind in _FIELDS),
        f'<graph id={quoteattr(desk.findings.story.id)} edgedefault="directed">\n',
        *(f"<node id={quoteattr(name)}>{_data(told)}</node>\n" for name, told in _nodes(desk)),
    ]
    for derivation in ranked_derivations(desk):
        source, target = map(quoteattr, _ends(derivation))
        parts.append(f"<edge source={source} target={target}>{_data(_told(derivation))}</edge>\n")
    return "".join(parts) + "</graph>\n</graphml>\n"


def _data(told: Mapping[str, _Value]) -> str:
    return "".join(f'<data key="{name}">{escape(_plain(value))}</data>' for name, value in told.items())


def _plain(value: _Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dot(desk: Desk) -> str:
    lines = ["digraph stemma {", "  rankdir=LR;", "  node [shape=box];"]
    for name, told in _nodes(desk):
        label = " ".join(str(told[part]) for part in ("siglum", "outlet", "published") if told.get(part))
        dotted = "" if told["in_dossier"] else ", style=dotted"
        lines.append(f"  {_quoted(name)} [label={_quoted(label)}{dotted}];")
    for derivation in ranked_derivations(desk):
        source, target = map(_quoted, _ends(derivation))
        undecided = "" if derivation.confidence >= UNDECIDED else ", style=dashed, dir=none"
        marks = f"label={_quoted(f'{derivation.share:.0%}')}, confidence={derivation.confidence}{undecided}"
        lines.append(f"  {source} -> {target} [{marks}];")
    return "\n".join([*lines, "}"]) + "\n"


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_WRITERS: Mapping[GraphFormat, Callable[[Desk], str]] = {"svg": _svg, "graphml": _graphml, "dot": _dot}
