"""The command line: a thin face on the library. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import click
from tqdm import tqdm

from attribune import __version__
from attribune.library import Dossier, open_dossier
from attribune.model import Rejected

F = TypeVar("F", bound=Callable[..., Any])

DossierFile = click.Path(dir_okay=False, path_type=Path)
as_json = click.option("--json", "as_json", is_flag=True, help="Write JSON to standard output instead of prose.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Tell more about what is going on, on standard error.")
def main(*, verbose: bool) -> None:
    """Show who said what, in whose words, and who took it from whom, in the coverage of a story."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr, format="%(name)s: %(message)s"
    )
    # What extraction libraries say of single pages is either in `rejected` or of no use to the user.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def _told_plainly(command: F) -> F:
    """Turn an error about a dossier into one line and exit status 1."""

    @functools.wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        from attribune.dossier import DossierError

        try:
            return command(*args, **options)
        except DossierError as error:
            raise click.ClickException(str(error)) from error

    return run  # type: ignore[return-value]


@main.command()
@click.argument("dossier", type=DossierFile)
@click.argument("inputs", nargs=-1, required=True)
@click.option("--processes", type=click.IntRange(min=1), help="Worker processes to use (default: one a core).")
@as_json
@_told_plainly
def add(*, dossier: Path, inputs: tuple[str, ...], processes: int | None, as_json: bool) -> None:
    """Read articles into DOSSIER, which is made if it is not there.

    INPUTS are text, HTML, JSON lines or CSV files, gzipped or not, folders of them, or - for standard input.
    The exit status is 1 if no article of the inputs is in the dossier afterwards.
    """
    from attribune.engine.local import Local

    with open_dossier(dossier) as opened, _progress() as progress:
        added = opened.add(*inputs, stdin=sys.stdin.buffer, engine=Local(processes=processes), progress=progress)
        counts = opened.store.counts()
    for rejected in added.rejected:
        _tell_rejected(rejected)
    if as_json:
        _write_json(
            {
                "added": added.new,
                "known": added.known,
                "stories_updated": added.stories,
                "rejected": [{"source": r.source, "reason": r.reason} for r in added.rejected],
                "counts": counts,
            }
        )
    else:
        _tell(
            f"{added.new} articles added, {added.known} were there already, {len(added.rejected)} inputs rejected. "
            f"{dossier} now holds {counts['articles']} articles in {counts['stories']} stories."
        )
    if not added.new and not added.known:
        _tell("Nothing could be added: see the reasons above.")
        sys.exit(1)
    _next(f"attribune report {dossier} -o {dossier.with_suffix('.html')}")


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("--story", help="Show the story of this id only (its first digits will do).")
@as_json
@_told_plainly
def show(*, dossier: Path, story: str | None, as_json: bool) -> None:
    """Show the stories of DOSSIER in the terminal: who said what, in whose words, who drew on whom."""
    from attribune.show import terminal

    with _existing(dossier) as opened:
        if as_json:
            _write_json({"counts": opened.store.counts(), "stories": opened.stories().to_pylist()})
        else:
            for line in terminal(opened.store, story=story, width=shutil.get_terminal_size((100, 24)).columns):
                click.echo(line)
    _next(f"attribune report {dossier} -o {dossier.with_suffix('.html')}")


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The page to write.")
@click.option("--title", help="The page's title.")
@_told_plainly
def report(*, dossier: Path, output: Path | None, title: str | None) -> None:
    """Write DOSSIER as one web page that opens from disk."""
    target = output or dossier.with_suffix(".html")
    with _existing(dossier) as opened, _written(target) as page:
        for piece in opened.report(title=title):
            page.write(piece)
    _tell(f"Wrote {target}.")
    _next(f"open {target} in a browser, or: attribune export {dossier} --table statements --format csv")


@contextlib.contextmanager
def _written(target: Path) -> Iterator[Any]:
    """Open a file beside the target and put it in place when it is whole."""
    draft = target.with_name(target.name + ".part")
    try:
        with draft.open("w", encoding="utf-8") as page:
            yield page
        draft.replace(target)
    except OSError as error:
        raise click.ClickException(f"{target} cannot be written: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("--table", "name", default="statements", show_default=True, help="The table to export.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "parquet"]), default="jsonl", show_default=True)
@click.option("-o", "--output", type=click.File("wb", lazy=True), default="-", help="A file instead of stdout.")
@_told_plainly
def export(*, dossier: Path, name: str, form: str, output: Any) -> None:
    """Write one table of DOSSIER: articles, statements, actors, mentions, sayings, readings, reuse, ..."""
    from attribune.dossier import export as write

    with _existing(dossier) as opened:
        table = opened.table(name)
        write(table, format=form, out=output)
    _tell(f"{table.num_rows} rows of {name}.")
    _next(f'attribune search {dossier} "some words"')


@main.command()
@click.argument("dossier", type=DossierFile)
@click.argument("query")
@click.option("--speaker", help="Only what this speaker said.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@as_json
@_told_plainly
def search(*, dossier: Path, query: str, speaker: str | None, limit: int, as_json: bool) -> None:
    """Find QUERY in the articles and statements of DOSSIER."""
    with _existing(dossier) as opened:
        hits = opened.search(query, speaker=speaker, limit=limit)
        articles = opened.store.counts()["articles"]
    if as_json:
        _write_json([dataclasses.asdict(hit) for hit in hits])
        return
    for hit in hits:
        who = f"{hit.speaker}: " if hit.speaker else ""
        click.echo(f"{hit.outlet or hit.title or hit.article} [{hit.span.start}:{hit.span.end}] {who}{hit.snippet}")
    if not hits:
        _tell(f"Not found in these {articles} articles.")
    _next(f"attribune show {dossier}")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
@_told_plainly
def demo(*, folder: Path) -> None:
    """Build a dossier and its report from the fictional example coverage, in FOLDER."""
    example = _example()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "example.dossier"
    page = folder / "example.html"
    with open_dossier(path) as opened:
        with _progress() as progress:
            added = opened.add(example, progress=progress)
        with _written(page) as out:
            for piece in opened.report(title="The example coverage"):
                out.write(piece)
        counts = opened.store.counts()
    _tell(f"{added.new + added.known} articles, {counts['statements']} statements, {counts['sayings']} sayings.")
    _tell(f"The dossier is {path}, its report {page.resolve()}")
    _next(f"open {page} in a browser, or: attribune show {path}")


def _example() -> Path:
    """The example coverage: beside the package when it is installed, at the top of a source tree otherwise."""
    packaged = Path(str(files("attribune"))) / "example"
    source = Path(__file__).resolve().parents[2] / "examples" / "coverage"
    for place in (packaged, source):
        if place.is_dir():
            return place
    raise click.ClickException("the example coverage is not part of this installation; use a source tree")


@main.command()
@as_json
def version(*, as_json: bool) -> None:
    """Print the version of Attribune and of the libraries that decide what it finds."""
    from importlib.metadata import version as installed

    libraries = {name: installed(name) for name in ("trafilatura", "duckdb", "pyarrow", "rapidfuzz")}
    if as_json:
        _write_json({"attribune": __version__, **libraries})
    else:
        click.echo(f"attribune {__version__} ({', '.join(f'{k} {v}' for k, v in libraries.items())})")
        _next("attribune demo")


def _existing(path: Path) -> Dossier:
    return open_dossier(path, create=False, read_only=True)


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """Progress bars on standard error, one a stage; none where nobody watches."""
    bars: dict[str, Any] = {}

    def update(stage: str, done: int, total: int | None) -> None:
        if stage not in bars:
            bars[stage] = tqdm(desc=stage, total=total, unit="", leave=False, disable=None, file=sys.stderr)
        bars[stage].update(done - bars[stage].n)

    try:
        yield update
    finally:
        for bar in bars.values():
            bar.close()


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _tell_rejected(rejected: Rejected) -> None:
    _tell(f"rejected {rejected.source}: {rejected.reason}")


def _next(command: str) -> None:
    _tell(f"Next: {command}")


def _write_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
