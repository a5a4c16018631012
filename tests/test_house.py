"""The shape of the code, printed against the targets in CONTRIBUTING."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "attribune"
SHORT, LONG, LONGEST = 12, 45, 60  # lines of a function: half below, nine in ten below, none above
LONGEST_MODULE = 500


def functions() -> list[tuple[str, int]]:
    """Every function with its length in lines, decorators and docstring left out."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                end = node.end_lineno or node.lineno
                length = end - body[0].lineno + 1 + (body[0].lineno > node.lineno)
                found.append((f"{path.relative_to(PACKAGE)}:{node.name}", length))
    return found


def modules() -> list[tuple[str, int]]:
    return [
        (str(path.relative_to(PACKAGE)), len(path.read_text(encoding="utf-8").splitlines()))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def test_functions_fit_on_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    found = functions()
    lengths = [length for _, length in found]
    short = sum(length < SHORT for length in lengths) / len(lengths)
    fitting = sum(length < LONG for length in lengths) / len(lengths)
    with capsys.disabled():
        print(
            f"\n{len(lengths)} functions: median {statistics.median(lengths):g} lines, "
            f"{short:.0%} under {SHORT} (target 50%), {fitting:.1%} under {LONG} (target 90%), longest {max(lengths)}"
        )
    assert short >= 0.5
    assert fitting >= 0.9
    assert not [name for name, length in found if length > LONGEST]


def test_modules_have_at_most_five_hundred_lines(capsys: pytest.CaptureFixture[str]) -> None:
    found = modules()
    lengths = [lines for _, lines in found]
    with capsys.disabled():
        print(f"\n{len(found)} modules: median {statistics.median(lengths):g} lines, most {max(lengths)}")
    assert not [name for name, lines in found if lines > LONGEST_MODULE]


def test_the_library_prints_nothing() -> None:
    printing = [
        str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []
