"""PolNeAR's annotations: brat standoff files, one attribution an event line."""

from __future__ import annotations

import pathlib
import re

ROLES = ("content", "source", "cue")

Spans = list[tuple[int, int]]
Attribution = dict[str, Spans]


def read_attributions(path: pathlib.Path) -> list[Attribution]:
    """Return the attributions of one brat file as spans by role."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("T") and len(fields) > 1:
            spans[fields[0]] = [(int(a), int(b)) for a, b in (p.split() for p in fields[1].split(" ", 1)[1].split(";"))]
        elif line.startswith("E") and len(fields) > 1:
            events.append(fields[1].split())
    attributions = []
    for event in events:
        roles: Attribution = {role: [] for role in ROLES}
        for name, key in (item.split(":") for item in event):
            roles.get(re.sub(r"\d+$", "", name).lower(), []).extend(spans.get(key, []))
        attributions.append(roles)
    return attributions
