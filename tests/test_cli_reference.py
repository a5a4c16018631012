"""The page on the command line is made of what the commands say of themselves, and checked here.

``ATTRIBUNE_WRITE_DOCS=1 pytest tests/test_cli_reference.py`` writes it anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import click

from attribune.cli import main

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
MADE = re.compile(r"(?<= -->\n).*(?=<!-- end -->)", re.DOTALL)
WIDTH = 100


def said() -> Iterator[str]:
    """Yield a section for the command itself and for every command it has, with its help."""
    settings = {**main.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    top = click.Context(main, info_name="attribune", **settings)
    yield f"\n```\n{main.get_help(top)}\n```\n"
    for name, command in commands():
        context = click.Context(command, info_name=name, parent=top)
        yield f"\n### attribune {name}\n\n```\n{command.get_help(context)}\n```\n"


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command by name, those of a group behind it, as "actors merge"."""
    for name, command in sorted(main.commands.items()):
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", sub) for part, sub in sorted(command.commands.items()))


def test_the_page_on_the_command_line_says_what_every_command_says() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = "".join(said()) + "\n"
    if os.environ.get("ATTRIBUNE_WRITE_DOCS"):
        PAGE.write_text(MADE.sub(lambda match: made, text), encoding="utf-8")
        return
    found = MADE.search(text)
    assert found is not None
    assert found.group() == made, f"docs/cli.md is out of date; {__doc__}"


def test_no_command_and_no_option_is_without_help() -> None:
    for name, command in commands():
        assert command.help, name
        for option in command.params:
            assert not isinstance(option, click.Option) or option.help, f"{name} {option.name}"


def test_the_page_tells_of_every_command_in_its_own_words_too() -> None:
    told = MADE.sub("", PAGE.read_text(encoding="utf-8"))
    untold = [
        name for name, _ in commands() if name != "demo" and not re.search(rf"`{name}\b|attribune {name}\b", told)
    ]
    assert untold == []


def test_every_command_that_the_documentation_shows_exists() -> None:
    root = PAGE.parents[1]
    for page in (root / "README.md", root / "examples" / "README.md", *sorted((root / "docs").glob("*.md"))):
        for name, rest in re.findall(
            r"^(?:\$ )?attribune ((?:actors )?[a-z]+)\b(.*)$", page.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert name in dict(commands()), f"{page.name}: attribune {name}"
            known = {flag for option in dict(commands())[name].params for flag in option.opts}
            used = set(re.findall(r"(?<= )--?[a-z][a-z-]*", rest.partition("#")[0]))
            assert used <= known, f"{page.name}: attribune {name}{rest}"
