"""What it costs to say ``import attribune``: little, and none of what only some uses need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

SECONDS = 0.5  # of processor time
HEAVY = ("duckdb", "pyarrow", "trafilatura", "lxml", "onnxruntime", "numpy", "jinja2", "sqlite3", "click", "tqdm")
# What only extras or development bring; the package must do without.
EXTRAS = (
    "torch",
    "transformers",
    "pyspark",
    "pandas",
    "hypothesis",
    "pytest",
    "playwright",
)

MEASURE = """
import json, sys, time
before = time.process_time()
import attribune
print(json.dumps([time.process_time() - before, sorted(sys.modules)]))
"""
WITHOUT = """
import sys

class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Refusing())
"""
WHOLE_WAY = """
import sys, tempfile, pathlib
import attribune, attribune.cli
made = tempfile.TemporaryDirectory()
folder = pathlib.Path(made.name)
(folder / "a.txt").write_text("“We close at noon,” the mayor said.", encoding="utf-8")
(folder / "b.html").write_text(
    "<html><body><article><p>“We close at noon,” the mayor said, and nobody had asked her to say it."
    "</p></article></body></html>", encoding="utf-8")
with attribune.open(folder / "a.dossier") as dossier:
    added = dossier.add(folder / "a.txt", folder / "b.html")
    assert (added.new, added.rejected) == (2, ()), added
    assert "<html" in "".join(dossier.report())
    assert dossier.statements().num_rows >= 2
print("done")
"""


def python(program: str) -> str:
    """Return what a fresh process that runs the program writes."""
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert finished.returncode == 0, finished.stderr.decode("utf-8")
    return finished.stdout.decode("utf-8")


def test_importing_takes_less_than_half_a_second_and_loads_nothing_heavy() -> None:
    python(MEASURE)  # so that what is measured is not the compiling of a fresh clone
    seconds, loaded = json.loads(python(MEASURE))
    assert seconds < SECONDS
    assert [name for name in HEAVY if name in loaded] == []


def test_annotating_one_text_loads_nothing_heavy() -> None:
    program = (
        "import attribune, json, sys; attribune.annotate('“No,” said she.'); print(json.dumps(sorted(sys.modules)))"
    )
    loaded = json.loads(python(program))
    assert [name for name in ("duckdb", "pyarrow", "trafilatura", "sqlite3", "jinja2") if name in loaded] == []


@pytest.mark.parametrize("program", ["import attribune, attribune.cli\nprint('done')", WHOLE_WAY])
def test_the_package_works_without_extras(program: str) -> None:
    assert python(WITHOUT.format(names=set(EXTRAS)) + program) == "done\n"
