"""The command line: a thin face on the library. Data goes to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import logging
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click
from tqdm import tqdm

from attribune import __version__
from attribune.cli_actors import actors
from attribune.cli_sayings import check, sayings
from attribune.cli_shared import (
    Commands,
    DossierFile,
    as_json,
    existing,
    name_next,
    tell,
    told_plainly,
    unwritable,
    write_json,
)
from attribune.library import Dossier, open_dossier
from attribune.model import MODES, Mode

if TYPE_CHECKING:
    from attribune.model import Annotation


OutputFile = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
STANDARD_OUTPUT = Path("-")
ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".parquet": "parquet"}
COLLATIONS = ("tei", "tei-segments", "collatex")
DECIDING = ("trafilatura", "onnxruntime", "tokenizers", "duckdb", "pyarrow", "rapidfuzz")
STOPPED = 130  # the exit status of a program that was interrupted, as shells have it


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-v", "--verbose", is_flag=True, help="Tell more about what is going on, on standard error.")
def main(*, verbose: bool) -> None:
    """Show who said what, in whose words, and who took it from whom, in the coverage of a story."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.ERROR, stream=sys.stderr, format="%(name)s: %(message)s"
    )
    # What extraction libraries say of single pages is either in `rejected` or of no use to the user.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # A terminal or a pipe that is not UTF-8 shows what it cannot hold as an escape; it is no reason to stop.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("dossier", type=DossierFile)
@click.argument("inputs", nargs=-1, required=True)
@click.option("--processes", type=click.IntRange(min=1), help="Worker processes to use (default: one a core).")
@click.option("--fast", is_flag=True, help="Go by rules alone, without the network: much faster, finds less.")
@click.option("--story", help="Take the story of this id (its first digits will do) out of the folder of a run.")
@as_json
@told_plainly
def add(
    *, dossier: Path, inputs: tuple[str, ...], processes: int | None, fast: bool, story: str | None, as_json: bool
) -> None:
    """Read articles into DOSSIER, which is made if it is not there.

    INPUTS are text, HTML, JSON lines, CSV or Parquet files, web archives, folders of them, or - for standard input;
    with --story, the folder that `attribune run` wrote. The exit status is 1 if no article of the inputs is in the
    dossier afterwards.
    """
    from attribune.engine import Local
    from attribune.show.labels import plural

    chosen = None if story is None else _story_of_run(inputs, story)
    try:
        with open_dossier(dossier) as opened, _progress() as progress:
            engine = Local(processes=processes)
            if chosen is not None:
                added = opened.add_annotations(chosen, engine=engine, progress=progress)
            else:
                added = opened.add(*inputs, stdin=sys.stdin.buffer, fast=fast, engine=engine, progress=progress)
            counts = opened.store.counts()
    except KeyboardInterrupt:
        tell("Stopped. What was stored by then is kept; the same command takes up the rest.")
        sys.exit(STOPPED)
    for rejected in added.rejected:
        tell(f"rejected {rejected.source}: {rejected.reason}")
    if as_json:
        write_json(
            {
                "added": added.new,
                "known": added.known,
                "stories_updated": added.stories,
                "rejected": [dataclasses.asdict(rejected) for rejected in added.rejected],
                "counts": counts,
            }
        )
    tell(
        f"{plural(added.new, 'article')} added, {added.known:,} known already, "
        f"{plural(len(added.rejected), 'input')} rejected. "
        f"{dossier} holds {plural(counts['articles'], 'article')} in {plural(counts['stories'], 'story', 'stories')}."
    )
    if not added.new and not added.known:
        tell("Nothing could be added, for the reasons above.")
        sys.exit(1)
    name_next("report", dossier, "-o", dossier.with_suffix(".html"))


def _story_of_run(inputs: tuple[str, ...], story: str) -> list[Annotation]:
    """Return the annotated articles of a story that a run has found."""
    from attribune.bulk import RunFolder, is_run

    if len(inputs) != 1 or not is_run(inputs[0]):
        raise click.ClickException("--story takes a story out of one folder that `attribune run` wrote; name that.")
    return RunFolder(inputs[0]).story(story)


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write.")
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Where to run."
)
@click.option("--master", help="Spark's master, such as local[4] or spark://host:7077 (default: as Spark is set up).")
@click.option(
    "--conf", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of Spark's own; may be repeated."
)
@click.option("--processes", type=click.IntRange(min=1), help="Worker processes of the engine local.")
@click.option("--fast", is_flag=True, help="Go by rules alone, without the network: much faster, finds less.")
@as_json
@told_plainly
def run(
    *,
    inputs: tuple[str, ...],
    out: Path,
    engine: str,
    master: str | None,
    settings: tuple[str, ...],
    processes: int | None,
    fast: bool,
    as_json: bool,
) -> None:
    """Take many articles the whole way into Parquet tables, on this machine or on a cluster.

    INPUTS are web archives, JSON lines, CSV or Parquet files, or folders. A run that was stopped goes on when it is
    called again, and one with more inputs adds them.
    """
    from attribune.bulk import run as run_all
    from attribune.show.labels import plural

    if engine == "local" and (master or settings):
        raise click.UsageError("--master and --conf are for --engine spark.")
    try:
        with _engine(engine, master, settings, processes) as chosen, _progress() as progress:
            ran = run_all(inputs, out, engine=chosen, fast=fast, progress=progress)
    except KeyboardInterrupt:
        tell("Stopped. What was done by then is kept; the same command goes on from there.")
        sys.exit(STOPPED)
    if as_json:
        write_json({"tables": str(ran.folder / "tables"), "counts": dict(ran.counts)})
    tell(
        f"{plural(ran.counts['articles'], 'article')} in {plural(ran.counts['stories'], 'story', 'stories')}, "
        f"{plural(ran.counts['rejected'], 'input')} rejected. The tables are in {out / 'tables'}."
    )
    if not ran.counts["articles"]:
        tell("No article could be read; the table rejected says why.")
        sys.exit(1)
    name_next("add", "story.dossier", out, "--story", ran.largest)


def _engine(name: str, master: str | None, settings: tuple[str, ...], processes: int | None) -> Any:
    """Return an engine as a context manager."""
    if name == "local":
        from attribune.engine import Local

        return contextlib.nullcontext(Local(processes=processes))
    from attribune.engine.spark import Spark

    unclear = [setting for setting in settings if "=" not in setting]
    if unclear:
        raise click.UsageError(f"--conf {unclear[0]} gives no value; write it as NAME=VALUE.")
    return Spark(master=master, settings=dict(setting.split("=", 1) for setting in settings))


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("--story", help="Show the story of this id only (its first digits will do).")
@as_json
@told_plainly
def show(*, dossier: Path, story: str | None, as_json: bool) -> None:
    """Show the stories of DOSSIER in the terminal.

    That is who said what, in whose words, who carries it, and who drew on whom. With --json: how much of what there
    is, and the stories; with --story and --json, all tables of that story.
    """
    from attribune.show import terminal

    with existing(dossier) as opened:
        chosen = None if story is None else _story_id(opened, story)
        if as_json:
            write_json(_stories_as_json(opened) if chosen is None else _story_as_json(opened, chosen))
        else:
            for line in terminal(opened.store, story=chosen, width=shutil.get_terminal_size((100, 24)).columns):
                click.echo(line)
    name_next("report", dossier, "-o", dossier.with_suffix(".html"))


@main.command()
@click.argument("dossier", type=DossierFile)
@click.argument("article", required=False)
@click.option("--story", help="Tell of the story of this id only (its first digits will do).")
@click.option("--stemma", type=OutputFile, help="Write the story's stemma to this file: .svg, .graphml or .dot.")
@as_json
@told_plainly
def trace(*, dossier: Path, article: str | None, story: str | None, stemma: Path | None, as_json: bool) -> None:
    """Tell where the text of ARTICLE comes from, stretch by stretch; without ARTICLE, who drew on whom.

    ARTICLE is an id (its first digits will do), an id of the input, a file, an address, or its letter in the story.
    """
    with existing(dossier) as opened:
        chosen = None if story is None else _story_id(opened, story)
        name = None if article is None else opened.find_article(article, story=chosen)
        if stemma is not None:
            drawn = opened.stemma(stemma.suffix.lower().removeprefix("."), article=name, story=chosen)
            with _written(stemma, dossier=dossier) as out:
                out.write(drawn.encode("utf-8", errors="replace"))
        elif as_json:
            rows = (row for row in opened.derivations().to_pylist() if chosen in (None, row["story"]))
            write_json(list(rows) if name is None else opened.origins(name))
        else:
            columns = shutil.get_terminal_size((100, 24)).columns
            click.echo("\n".join(opened.traced(article=name, story=chosen, width=columns)))
    name_next("report", dossier, "-o", dossier.with_suffix(".html"))


def _story_id(opened: Dossier, given: str) -> str:
    """Return the id of the one story whose id is or begins with what was given."""
    ids = [story.id for story in opened.store.stories()]
    fitting = [given] if given in ids else [name for name in ids if name.startswith(given)]
    if len(fitting) != 1:
        begun = "No story has an id that begins" if not fitting else f"{len(fitting)} stories have ids that begin"
        command = shlex.join(("attribune", "show", str(opened.store.path)))
        raise click.ClickException(f"{begun} with {given!r}; `{command}` lists the stories with their ids.")
    return fitting[0]


def _stories_as_json(opened: Dossier) -> dict[str, object]:
    return {"counts": opened.store.counts(), "stories": opened.stories().to_pylist()}


def _story_as_json(opened: Dossier, story: str) -> dict[str, object]:
    """Return the rows of a story in all tables that tell of stories, each as it is exported."""
    from attribune.dossier import SCHEMAS

    tables = {name: opened.table(name) for name, schema in SCHEMAS.items() if "story" in schema.names}
    rows = {name: [row for row in table.to_pylist() if row["story"] == story] for name, table in tables.items()}
    return {"story": next(row for row in opened.stories().to_pylist() if row["id"] == story), **rows}


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("-o", "--output", type=OutputFile, help="The page to write (default: beside the dossier; - for stdout).")
@click.option("--title", help="The page's title.")
@click.option(
    "--story",
    "asked",
    multiple=True,
    help="Hold the story of this id only (its first digits will do); may be repeated.",
)
@told_plainly
def report(*, dossier: Path, output: Path | None, title: str | None, asked: tuple[str, ...]) -> None:
    """Write DOSSIER as one web page that opens from disk.

    It holds the 50 stories with the most articles, and a line for each article that stands alone; with --story, the
    stories asked for and nothing else.
    """
    target = output or dossier.with_suffix(".html")
    with existing(dossier) as opened:
        stories = [_story_id(opened, name) for name in asked] or None
        with _written(target, dossier=dossier) as page:
            for piece in opened.report(stories=stories, title=title):
                page.write(piece.encode("utf-8", errors="replace"))
    tell(f"Wrote {target}. Open it in a browser.")
    name_next("export", dossier, "--table", "statements", "-o", dossier.with_name("statements.csv"))


@contextlib.contextmanager
def _written(target: Path, *, dossier: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the target's place when it is whole; a pipe or a device is written to as it is.

    Refuses to write over the dossier itself.
    """
    if target == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        return
    if target.exists() and target.samefile(dossier):
        raise click.ClickException(f"{target} is the dossier itself; name another file with -o.")
    place = target.resolve()
    plain = place.is_file() or not place.exists()
    draft = place.with_name(f"{place.name}.part") if plain else place
    try:
        with draft.open("wb") as page:
            yield page
        if plain:
            draft.replace(place)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        if plain:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)


@main.command()
@click.argument("dossier", type=DossierFile)
@click.option("--table", "name", default="statements", show_default=True, help="The table to export.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "parquet", *COLLATIONS]),
    help="The form to write it in (default: what the ending of the output's name says, else jsonl). tei, tei-segments "
    "and collatex are of all sayings with their readings, whatever the table.",
)
@click.option("--mode", type=click.Choice(MODES), help="Statements of one mode only.")
@click.option("-o", "--output", type=OutputFile, default=STANDARD_OUTPUT, help="A file to write instead of stdout.")
@told_plainly
def export(*, dossier: Path, name: str, form: str | None, mode: Mode | None, output: Path) -> None:
    """Write one table of DOSSIER.

    The tables are articles, stories, statements, actors, mentions, sayings, readings, reuse, derivations,
    conflicts, positions, timeline and rejected.
    """
    from attribune.dossier import export as write
    from attribune.show.labels import plural

    form = form or ENDINGS.get(output.suffix.lower(), "jsonl")
    if form in COLLATIONS:
        _export_collations(dossier, form, output)
        return
    if form == "parquet" and output == STANDARD_OUTPUT and sys.stdout.isatty():
        raise click.ClickException(f"Parquet is not for the eye; name a file, such as -o {name}.parquet.")
    if mode and name != "statements":
        raise click.UsageError(f"--mode is for statements; {name} have none.")
    with existing(dossier) as opened:
        table = opened.statements(mode=mode) if mode else opened.table(name)
    with _written(output, dossier=dossier) as out:
        write(table, format=form, out=out)  # type: ignore[arg-type]  # Click has checked it
    tell(f"{plural(table.num_rows, 'row')} of {name}.")
    name_next("search", dossier, "some words")


def _export_collations(dossier: Path, form: str, output: Path) -> None:
    from attribune.show import collations

    with existing(dossier) as opened, _written(output, dossier=dossier) as out:
        for piece in collations(opened.store, form=form):  # type: ignore[arg-type]  # Click has checked it
            out.write(piece.encode("utf-8"))
    name_next("check", dossier, "some words")


@main.command()
@click.argument("dossier", type=DossierFile)
@click.argument("query")
@click.option("--speaker", help="Only what this speaker said.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="The most to show.")
@as_json
@told_plainly
def search(*, dossier: Path, query: str, speaker: str | None, limit: int, as_json: bool) -> None:
    """Find QUERY in the articles and statements of DOSSIER.

    All of its words must be there; words between quotation marks must follow each other.
    """
    from attribune.show.labels import plural
    from attribune.show.terminal import hit_line

    with existing(dossier) as opened:
        hits = opened.search(query, speaker=speaker, limit=limit)
        articles = opened.store.counts("articles")["articles"]
    if as_json:
        write_json([dataclasses.asdict(hit) for hit in hits])
    else:
        for hit in hits:
            click.echo(hit_line(hit))
    if not hits and speaker is None and not any(map(str.isalnum, query)):
        tell("There is no word in the query.")
    elif not hits:
        tell(f"Not found in {'this' if articles == 1 else 'these'} {plural(articles, 'article')}.")
    name_next("show", dossier)


main.add_command(actors)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"))
@told_plainly
def demo(*, folder: Path) -> None:
    """Build a dossier and its report from the fictional example coverage, in FOLDER."""
    from attribune.show.labels import plural

    example = _example()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "example.dossier"
    page = folder / "example.html"
    with open_dossier(path) as opened:
        with _progress() as progress:
            opened.add(example, progress=progress)
        with _written(page, dossier=path) as out:
            for piece in opened.report(title="The example coverage"):
                out.write(piece.encode("utf-8"))
        counts = opened.store.counts("articles", "statements", "sayings")
    tell(", ".join(plural(count, name.removesuffix("s")) for name, count in counts.items()) + ".")
    tell(f"The dossier is {path}, its report {page.resolve()}; open that in a browser.")
    name_next("show", path)


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

    libraries = {name: installed(name) for name in DECIDING}
    if as_json:
        write_json({"attribune": __version__, **libraries})
    else:
        click.echo(f"attribune {__version__} ({', '.join(f'{k} {v}' for k, v in libraries.items())})")
    name_next("demo")


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[str, int, int | None], None]]:
    """A progress bar on standard error, one stage after the other; none where nobody watches."""
    bars: dict[str, Any] = {}

    def close() -> None:
        for bar in bars.values():
            bar.close()
        bars.clear()

    def update(stage: str, done: int, total: int | None) -> None:
        if stage not in bars:
            close()
            bars[stage] = tqdm(desc=stage, total=total, unit="", leave=False, disable=None, file=sys.stderr)
        bars[stage].update(done - bars[stage].n)

    try:
        yield update
    finally:
        close()


main.add_command(check)
main.add_command(sayings)

if __name__ == "__main__":
    main()
