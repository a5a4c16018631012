"""The README's sessions and examples are what really happens; only figures may have moved on."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from attribune.cli import main

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSION = "\n".join(re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL))
ELLIPSIS = "…"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command of the sessions writes, run in their order in a folder that has the example."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", folder / "examples")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        return {command: _run(command) for command in commands()}


def commands() -> list[str]:
    return re.findall(r"^\$ attribune (.*)$", SESSION, flags=re.MULTILINE)


def _run(command: str) -> str:
    result = CliRunner().invoke(main, shlex.split(command))
    assert result.exit_code == 0, f"{command}: {result.output}"
    return result.output


def shown(command: str) -> list[str]:
    """Return the lines that the README shows under a command, without ellipses."""
    _, _, rest = SESSION.partition(f"$ attribune {command}\n")
    under = rest.split("\n$ ")[0].split("$ attribune")[0]
    return [line for line in under.splitlines() if line.strip() and line.strip() != ELLIPSIS]


def test_the_readme_shows_every_command_of_a_first_session() -> None:
    named = {command.split()[0] for command in commands()}
    assert {"add", "report", "show", "search", "export", "version"} <= named
    assert set(main.commands) - named == {"actors", "demo", "sayings", "trace"}


@pytest.mark.parametrize("command", commands())
def test_a_command_writes_what_the_readme_shows(outputs: dict[str, str], command: str) -> None:
    written = _without_figures(outputs[command])
    missing = [line for line in shown(command) if _without_figures(line) not in written]
    assert not missing, f"not among the lines that `attribune {command}` writes:\n" + "\n".join(missing)


def _without_figures(text: str) -> str:
    return " ".join(re.sub(r"\d[\d.]*", "0", text).split())


def test_the_readme_names_every_table() -> None:
    from attribune.dossier.schemas import SCHEMAS

    assert [name for name in SCHEMAS if f"`{name}`" not in README] == []


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL))
def test_the_python_of_the_readme_runs(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})
    assert "Ilse Marrand" in capsys.readouterr().out


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/tutorial.md", "examples/README.md"])
def test_links_between_the_pages_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []
