"""The command line, as a person or a script meets it: in processes of its own wherever that makes a difference."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.csv
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result
from tests.newsstand import coverage, event, write
from tests.records import faults, record, tables

import attribune
from attribune.cli import main
from attribune.dossier import SCHEMAS

COMMAND = [sys.executable, "-m", "attribune.cli"]
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "coverage"
NEXT = {
    "check": "attribune show",
    "sayings": "attribune report",
    "demo": "attribune show ",
    "add": "attribune report ",
    "run": "attribune add ",
    "show": "attribune report ",
    "report": "attribune export ",
    "export": "attribune search ",
    "search": "attribune show ",
    "trace": "attribune report ",
    "version": "attribune demo",
}


def by_rules(arguments: tuple[object, ...]) -> list[str]:
    """The arguments, so that articles are added by rules alone: what the network finds is tested elsewhere."""
    return [*map(str, arguments), *(["--fast"] if arguments[0] in ("add", "run") else [])]


def run(*arguments: object, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    finished = subprocess.run(
        [*COMMAND, *by_rules(arguments)], input=given, capture_output=True, env=os.environ | environment, check=False
    )
    out, err = finished.stdout.decode("utf-8"), finished.stderr.decode("utf-8")
    return subprocess.CompletedProcess(finished.args, finished.returncode, out, err)


def here(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, by_rules(arguments))


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "story.dossier"
    with attribune.open(path) as opened:
        opened.add(EXAMPLE, fast=True)
    return path


# ---- bad input


def bad_inputs(folder: Path) -> dict[str, Path]:
    """Everything a person might give by mistake, by the words with which it is turned away."""
    (folder / "nothing in it").mkdir()
    return {
        "it is empty": _bytes(folder / "empty.txt", b""),
        "binary data": _bytes(folder / "binary.txt", bytes(range(256)) * 8),
        "longer than 20 MB": _bytes(folder / "long.jsonl", b'{"text": "' + b"word " * 10_000_000 + b'"}\n'),
        "larger than 20 MB": _bytes(folder / "long.txt", b"word " * 10_000_000),
        "NUL bytes": _bytes(folder / "wide.txt", "“No,” the mayor said.".encode("utf-16-le") * 9),
        "not valid JSON": _bytes(folder / "broken.jsonl", b'{"text": "The mayor said no."\n'),
        "it lists no article": _bytes(folder / "blank.csv", b"outlet,text\n"),
        "there is no article in this folder": folder / "nothing in it",
        "no such file": folder / "missing.txt",
    }


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(("before", "named"), [([], "actors, add, check"), (["actors"], "corrections, ids, list")])
def test_a_file_where_a_command_is_wanted_is_told_which_there_are(dossier: Path, before: list[str], named: str) -> None:
    told = here(*before, dossier)
    assert told.exit_code == 2
    assert f"{dossier} is a file; say first what to do with it: {named}" in " ".join(told.output.split())


def test_each_bad_input_is_told_in_one_line_and_kept_in_the_record(tmp_path: Path) -> None:
    given = bad_inputs(tmp_path)
    added = run("add", tmp_path / "a.dossier", *given.values())
    assert (added.returncode, added.stdout) == (1, "")
    lines = [line for line in added.stderr.splitlines() if line.startswith("rejected ")]
    kept = {row["source"]: row["reason"] for row in tables(tmp_path / "a.dossier")["rejected"]}
    assert len(lines) == len(kept) == len(given)
    for words, path in given.items():
        assert words in kept[str(path)]
        assert f"rejected {path}: {kept[str(path)]}" in lines
    assert len(added.stderr.splitlines()) == len(given) + 2
    assert "Nothing could be added" in added.stderr


def test_bad_input_is_no_error_where_anything_else_was_added(tmp_path: Path) -> None:
    good = _bytes(tmp_path / "good.txt", "“We close at noon,” the mayor said.".encode("cp1252"))
    added = run("add", tmp_path / "a.dossier", good, tmp_path / "missing.txt")
    assert added.returncode == 0
    assert "1 article added, 0 known already, 1 input rejected." in added.stderr
    again = run("add", tmp_path / "a.dossier", good, tmp_path / "missing.txt")
    assert again.returncode == 0
    assert "0 articles added, 1 known already, 1 input rejected." in again.stderr


def test_an_article_of_which_nothing_is_known_is_welcome(tmp_path: Path) -> None:
    added = run("add", tmp_path / "a.dossier", "-", "--json", given="“We close,” the mayor said on Sunday.".encode())
    assert (added.returncode, json.loads(added.stdout)["added"]) == (0, 1)
    (article,) = tables(tmp_path / "a.dossier")["articles"]
    assert {article[name] for name in ("outlet", "title", "url", "byline", "published", "language")} == {None}
    (statement,) = tables(tmp_path / "a.dossier")["statements"]
    assert statement["said_on"] is None


def test_articles_may_come_through_a_pipe_one_a_line(tmp_path: Path) -> None:
    rows = "".join(f"{json.dumps(row)}\n" for row in event(0)).encode()
    assert run("add", tmp_path / "a.dossier", "-", given=rows).returncode == 0
    assert len(tables(tmp_path / "a.dossier")["articles"]) == 6


# ---- the same record


@pytest.mark.parametrize("flag", ["--fast", "--json"])  # with one, by rules alone; with the other, not
def test_neither_chance_nor_processes_nor_place_change_the_record(tmp_path: Path, flag: str) -> None:
    news = write(tmp_path / "news.jsonl", coverage(2))
    for name, processes, seed in (("one", "1", "1"), ("two", "2", "2")):
        command = [*COMMAND, "add", str(tmp_path / f"{name}.dossier"), str(news), str(EXAMPLE), flag]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([*command, "--processes", processes], env=environment, capture_output=True, check=True)
    one = record(tmp_path / "one.dossier")
    assert one == record(tmp_path / "two.dossier")
    with attribune.open(tmp_path / "here.dossier") as opened:
        opened.add(EXAMPLE, news, fast=flag == "--fast")
    assert one == record(tmp_path / "here.dossier")


# ---- killed, stopped


def articles_kept(path: Path) -> int:
    """How many articles another process has stored so far."""
    return _counted(path, "articles")


def stories_kept(path: Path) -> int:
    """How many stories another process has stored so far."""
    return _counted(path, "stories")


def _counted(path: Path, table: str) -> int:
    if not path.exists():
        return -1
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        finally:
            connection.close()
    except sqlite3.Error:  # the table is not made yet
        return -1


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start the command in a process group of its own, so that its workers can be found."""
    return subprocess.Popen(
        [*COMMAND, *by_rules(arguments)], stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True
    )


def wait_for(reached: Callable[[], bool], *, seconds: float = 60) -> bool:
    """Wait until something is so; False when it is not so in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if reached():
            return True
        time.sleep(0.002)
    return False


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except OSError as error:
        return error.errno == errno.ESRCH
    return False


# When to kill: as soon as so many articles, or stories, are kept (-1: before there is a dossier).
MOMENTS: dict[int, list[tuple[Callable[[Path], int], int]]] = {
    1: [(articles_kept, -1), (articles_kept, 0), (articles_kept, 64), (articles_kept, 128), (stories_kept, 12)],
    2: [(articles_kept, 64), (stories_kept, 1)],
}
needs_signals = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")


@needs_signals
@pytest.mark.parametrize("processes", [1, 2])
def test_a_dossier_whose_adding_was_killed_is_whole_and_the_same_command_completes_it(
    tmp_path: Path, processes: int
) -> None:
    news = write(tmp_path / "news.jsonl", coverage(26))
    path = tmp_path / "killed.dossier"
    kept = []
    for count, least in MOMENTS[processes]:
        kill_when(lambda count=count, least=least: count(path) >= least, "add", path, news, "--processes", processes)  # type: ignore[misc]
        kept.append(whole(path))
    assert kept == sorted(kept), "something that was kept is lost"
    assert run("add", path, news, "--processes", processes).returncode == 0
    with attribune.open(tmp_path / "undisturbed.dossier") as undisturbed:
        undisturbed.add(news, fast=True)
    assert record(path) == record(tmp_path / "undisturbed.dossier")


def kill_when(reached: Callable[[], bool], *arguments: object) -> None:
    """Start the command, kill it at a moment, or when it has ended by itself, and see that its workers end too."""
    adding = start(*arguments)
    assert wait_for(lambda: reached() or adding.poll() is not None)
    adding.kill()
    adding.communicate()
    assert wait_for(lambda: is_gone(adding.pid), seconds=20), "a worker outlived the command"


def whole(path: Path) -> int:
    """Check that a dossier, if there is one by now, opens whole; return how many articles and stories it holds."""
    if articles_kept(path) < 0:
        return -1
    found = tables(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    assert [fault for fault in faults(found) if "is in none of the" not in fault] == []  # stories may be to come
    return len(found["articles"]) + len(found["stories"])


@needs_signals
def test_a_person_may_stop_it_and_go_on_later(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", coverage(30))
    path = tmp_path / "stopped.dossier"
    adding = start("add", path, news, "--processes", 2)
    assert wait_for(lambda: articles_kept(path) >= 64)
    os.killpg(adding.pid, signal.SIGINT)
    _, told = adding.communicate(timeout=60)
    assert adding.returncode == 130
    assert told == "Stopped. What was stored by then is kept; the same command takes up the rest.\n"
    assert wait_for(lambda: is_gone(adding.pid), seconds=20)
    assert articles_kept(path) >= 64


# ---- what goes where


def test_data_go_to_standard_output_and_everything_else_to_standard_error(dossier: Path, tmp_path: Path) -> None:
    silent: list[tuple[object, ...]] = [
        ("add", tmp_path / "a.dossier", EXAMPLE),
        ("report", dossier, "-o", tmp_path / "a.html"),
        ("export", dossier, "-o", tmp_path / "a.csv"),
        ("demo", tmp_path / "demo"),
    ]
    telling: list[tuple[object, ...]] = [
        ("show", dossier),
        ("search", dossier, "water"),
        ("export", dossier),
        ("version",),
    ]
    for arguments in silent:
        result = here(*arguments)
        assert (result.exit_code, result.stdout) == (0, ""), result.output
    for arguments in telling:
        result = here(*arguments)
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) >= 1
        assert "Next:" not in result.stdout


def test_every_command_ends_by_naming_the_next_one(dossier: Path, tmp_path: Path) -> None:
    arguments: dict[str, tuple[object, ...]] = {
        "demo": (tmp_path / "demo",),
        "add": (tmp_path / "a.dossier", EXAMPLE),
        "show": (dossier,),
        "report": (dossier, "-o", tmp_path / "a.html"),
        "export": (dossier,),
        "search": (dossier, "water"),
        "check": (dossier, "I would have telephoned first"),
        "sayings": ("lock", shutil.copy(dossier, tmp_path / "copy.dossier"), _saying(dossier)),
        "run": (EXAMPLE, "--out", tmp_path / "run", "--processes", 1),
        "trace": (dossier,),
        "version": (),
    }
    assert sorted([*arguments, "actors"]) == sorted(main.commands)
    for name, given in arguments.items():
        last = here(name, *given).stderr.splitlines()[-1]
        assert last.startswith(f"Next: {NEXT[name]}"), last


def _saying(dossier: Path) -> str:
    checked = json.loads(here("check", dossier, "I would have telephoned first", "--json").stdout)
    return str(checked["found"][0]["saying"])


def test_the_next_command_can_be_pasted_as_it_is(tmp_path: Path) -> None:
    news = write(tmp_path / "news.jsonl", event(0))
    told = here("add", tmp_path / "the mayor's own.dossier", news).stderr.splitlines()[-1].removeprefix("Next: ")
    pasted = told.replace("attribune", f"'{COMMAND[0]}' -m attribune.cli", 1)
    assert subprocess.run(pasted, shell=True, capture_output=True, check=False).returncode == 0
    assert (tmp_path / "the mayor's own.html").stat().st_size > 10_000


@pytest.mark.parametrize("arguments", [("version",), ("show", ...), ("search", ..., "water"), ("search", ..., "zzz")])
def test_json_is_all_there_is_on_standard_output_where_it_is_asked_for(
    dossier: Path, arguments: tuple[object, ...]
) -> None:
    result = here(*(dossier if given is ... else given for given in arguments), "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) is not None


def test_adding_tells_in_json_what_it_did(tmp_path: Path) -> None:
    result = here("add", tmp_path / "a.dossier", EXAMPLE, tmp_path / "missing.txt", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["added"], told["known"], told["counts"]["articles"]) == (0, 12, 0, 12)
    assert told["stories_updated"] == told["counts"]["stories"]
    assert told["rejected"] == [
        {"source": str(tmp_path / "missing.txt"), "reason": "there is no such file or folder; check the path"}
    ]
    nothing = here("add", tmp_path / "b.dossier", tmp_path / "missing.txt", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)["added"]) == (1, 0)


def test_a_story_in_json_is_the_rows_of_its_tables(dossier: Path) -> None:
    stories = json.loads(here("show", dossier, "--json").stdout)["stories"]
    told = json.loads(here("show", dossier, "--json", "--story", stories[0]["id"][:6]).stdout)
    assert told["story"] == stories[0]
    exported = tables(dossier)
    for name in ("articles", "statements", "sayings", "readings", "reuse", "derivations", "timeline"):
        assert told[name] == [row for row in exported[name] if row["story"] == stories[0]["id"]]


# ---- pipes and terminals


@pytest.mark.parametrize(
    "arguments",
    [
        ("show",),
        ("search", "the", "--limit", "100000"),
        *(("export", "--table", "mentions", "--format", form) for form in ("jsonl", "csv", "parquet")),
        ("report", "-o", "-"),
    ],
)
def test_a_reader_that_has_had_enough_is_no_error(dossier: Path, arguments: tuple[str, ...]) -> None:
    command, *rest = arguments
    writing = subprocess.Popen([*COMMAND, command, str(dossier), *rest], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writing.stdout is not None
    assert writing.stderr is not None
    assert writing.stdout.read(5)
    writing.stdout.close()
    told = writing.stderr.read().decode()
    writing.stderr.close()
    writing.wait(timeout=60)
    assert "Traceback" not in told
    assert "Error" not in told
    assert "Exception" not in told


@pytest.mark.parametrize("columns", [60, 100, 160])
def test_what_is_shown_fits_the_terminal(dossier: Path, columns: int) -> None:
    shown = run("show", dossier, COLUMNS=str(columns))
    lines = shown.stdout.splitlines()
    long = [line for line in lines if len(line) > columns and len(line.split()) > 2]
    assert long == []
    assert max(map(len, lines)) > columns * 0.9


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_a_terminal_that_is_not_utf8_shows_escapes_instead_of_failing(dossier: Path, encoding: str) -> None:
    for arguments in (("show", dossier), ("search", dossier, "water"), ("search", dossier, "water", "--json")):
        finished = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            capture_output=True,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            check=False,
        )
        assert finished.returncode == 0, finished.stderr
        if "--json" in arguments:
            expected = json.loads(here(*arguments).stdout)
            assert json.loads(finished.stdout) == expected


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_told_in_one_line(dossier: Path) -> None:
    for arguments in (("show", dossier), ("export", dossier, "--table", "articles"), ("report", dossier, "-o", "-")):
        with Path("/dev/full").open("wb") as full:
            finished = subprocess.run(
                [*COMMAND, *map(str, arguments)], stdout=full, stderr=subprocess.PIPE, check=False
            )
        (line,) = finished.stderr.decode().splitlines()
        assert line == "Error: standard output cannot be written: No space left on device; name another place."
        assert finished.returncode == 1
    assert "No space left" in here("report", dossier, "-o", "/dev/full").stderr
    assert not Path("/dev/full").is_file()


# ---- exports and reports


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_is_exported_in_every_form(dossier: Path, tmp_path: Path, name: str) -> None:
    with attribune.open(dossier) as opened:
        table = opened.table(name)
    for ending in ("jsonl", "csv", "parquet"):
        result = here("export", dossier, "--table", name, "-o", tmp_path / f"out.{ending}")
        assert result.exit_code == 0, result.output
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == table.to_pylist()
    assert pyarrow.parquet.read_table(tmp_path / "out.parquet").equals(table)
    options = pyarrow.csv.ParseOptions(newlines_in_values=True)
    assert pyarrow.csv.read_csv(tmp_path / "out.csv", parse_options=options).num_rows == table.num_rows


def test_the_form_is_what_the_name_ends_in_unless_it_is_given(dossier: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    here("export", dossier, "-o", target)
    assert target.read_bytes()[:4] == b"PAR1"
    here("export", dossier, "-o", target, "--format", "csv")
    assert target.read_bytes().startswith(b'"id","article"')
    here("export", dossier, "-o", tmp_path / "statements")
    assert (tmp_path / "statements").read_bytes().startswith(b'{"id":')


def test_all_forms_go_through_a_pipe(dossier: Path) -> None:
    for form in ("jsonl", "csv", "parquet"):
        result = here("export", dossier, "--table", "readings", "--format", form)
        assert result.exit_code == 0
        if form == "parquet":
            with attribune.open(dossier) as opened:
                assert pyarrow.parquet.read_table(io.BytesIO(result.stdout_bytes)).equals(opened.readings())


def test_the_help_of_export_names_every_table() -> None:
    told = " ".join(here("export", "--help").stdout.split())
    listed = told.partition("The tables are ")[2].partition(". Options")[0]
    assert [name.strip() for name in listed.replace(" and ", ", ").split(",")] == list(SCHEMAS)


def test_a_report_stands_beside_its_dossier_unless_said_otherwise(dossier: Path) -> None:
    assert here("report", dossier, "--title", "On the dam").exit_code == 0
    page = dossier.with_suffix(".html").read_text(encoding="utf-8")
    assert "On the dam" in page
    assert here("report", dossier, "--title", "On the dam", "-o", "-").stdout == page


def test_a_report_may_be_of_the_stories_asked_for_only(dossier: Path) -> None:
    with attribune.open(dossier) as opened:
        ids = [story.id for story in opened.store.stories()]
    assert len(ids) > 1
    page = here("report", dossier, "--story", ids[0][:10], "-o", "-").stdout
    assert ids[0] in page
    assert ids[1] not in page
    both = here("report", dossier, "--story", ids[0], "--story", ids[1], "-o", "-").stdout
    assert ids[0] in both
    assert ids[1] in both
    refused = here("report", dossier, "--story", "zzz", "-o", "-")
    assert refused.exit_code == 1
    assert "No story has an id that begins with 'zzz'" in refused.stderr


def test_a_report_that_breaks_off_leaves_the_one_before(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "story.html"
    page.write_text("the one before")

    def breaking_off(*_: object, **__: object) -> Iterator[str]:
        yield "<!doctype html>"
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(attribune.Dossier, "report", breaking_off)
    result = here("report", dossier, "-o", page)
    assert (result.exit_code, result.stderr) == (
        1,
        f"Error: {page} cannot be written: Input/output error; name another place.\n",
    )
    assert page.read_text() == "the one before"
    assert list(tmp_path.iterdir()) == [page]


def test_a_link_to_a_report_stays_a_link(dossier: Path, tmp_path: Path) -> None:
    link = tmp_path / "latest.html"
    link.symlink_to(tmp_path / "story.html")
    assert here("report", dossier, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert (tmp_path / "story.html").stat().st_size > 10_000


def test_the_demo_says_where_to_look_and_can_be_run_again(tmp_path: Path) -> None:
    for _ in range(2):
        result = here("demo", tmp_path / "demo")
        assert result.exit_code == 0
        assert str((tmp_path / "demo" / "example.html").resolve()) in result.stderr
        assert result.stderr.startswith("12 articles, ")
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == ["example.dossier", "example.html"]


def test_the_example_is_part_of_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = EXAMPLE.parents[1]
    made = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert made["wheel"]["force-include"] == {"examples/coverage": "attribune/example"}
    installed = tmp_path / "attribune"
    shutil.copytree(root / "examples" / "coverage", installed / "example")
    monkeypatch.setattr("attribune.cli.files", lambda package: tmp_path / package)
    assert here("demo", tmp_path / "demo").exit_code == 0
    sources = {Path(row["source"]).parent for row in tables(tmp_path / "demo" / "example.dossier")["articles"]}
    assert sources == {installed / "example"}


# ---- searching


QUERIES = ('"', "'", "AND", "a OR", "NEAR(", "*", "-", "col:on", "a\0b", "🦊", "", " ", "\\", "(" * 99)


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_is_an_error(dossier: Path, query: str) -> None:
    result = here("search", dossier, "--", query)
    assert result.exit_code == 0, result.output
    assert "Traceback" not in result.output


def test_a_hit_is_one_line_with_the_place_that_shows_it(dossier: Path) -> None:
    for hit in json.loads(here("search", dossier, "water", "--json").stdout):
        start_, end = hit["span"]
        texts = {row["id"]: row["text"] for row in tables(dossier)["articles"]}
        assert texts[hit["article"]][start_:end] == hit["snippet"]
    lines = here("search", dossier, "water", "--limit", "3").stdout.splitlines()
    assert len(lines) == 3
    assert all("water" in line.lower() for line in lines)


def test_a_hit_cannot_drive_the_terminal(tmp_path: Path) -> None:
    text = _bytes(tmp_path / "a.txt", b"The mayor said the \x1b[31m ferry\x07 left. " + b"It is full. " * 30)
    here("add", tmp_path / "a.dossier", text)
    for arguments in (("search", tmp_path / "a.dossier", "ferry"), ("show", tmp_path / "a.dossier")):
        shown = here(*arguments).stdout
        assert "ferry" in shown
        assert not {"\x1b", "\x07"} & set(shown)


def test_what_is_not_found_is_said_of_these_articles(dossier: Path) -> None:
    result = here("search", dossier, "hippopotamus")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Not found in these 12 articles." in result.stderr
    assert "There is no word in the query." in here("search", dossier, "“?!”").stderr


# ---- errors that help


def test_errors_say_in_one_line_what_to_do(dossier: Path, tmp_path: Path) -> None:
    text = _bytes(tmp_path / "a.txt", b"The mayor said no.")
    missing, elsewhere = tmp_path / "none.dossier", tmp_path / "no folder" / "a.html"
    expected = {
        ("show", missing): f"There is no dossier at {missing}. `attribune add",
        ("report", missing): "There is no dossier at",
        ("export", missing): "There is no dossier at",
        ("search", missing, "a"): "There is no dossier at",
        ("show", text): f"{text} is not a dossier; nothing was changed.",
        ("add", text, EXAMPLE): f"{text} is not a dossier; nothing was changed.",
        ("add", tmp_path / "no folder" / "a.dossier", text): "cannot be made, since its folder does not exist.",
        ("export", dossier, "--table", "sentences"): "There is no table 'sentences'; there are articles, stories,",
        ("export", dossier, "-o", elsewhere): "cannot be written: No such file or directory; make the folder first.",
        ("report", dossier, "-o", elsewhere): "cannot be written: No such file or directory; make the folder first.",
        ("report", dossier, "-o", text / "a.html"): "cannot be written: Not a directory; name another place.",
        ("report", dossier, "-o", dossier): "is the dossier itself; name another file with -o.",
        ("export", dossier, "-o", dossier): "is the dossier itself; name another file with -o.",
        ("show", dossier, "--story", "zz"): "No story has an id that begins with 'zz'; `attribune show ",
        ("show", dossier, "--story", ""): "2 stories have ids that begin with ''; `attribune show ",
        ("show", dossier, "--story", "zz", "--json"): "No story has an id that begins with 'zz'",
    }
    before = dossier.read_bytes()
    for arguments, words in expected.items():
        result = here(*arguments)
        assert (result.exit_code, result.stdout) == (1, ""), (arguments, result.output)
        (line,) = result.stderr.splitlines()
        assert line.startswith("Error: ")
        assert words in line
    assert dossier.read_bytes() == before
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(dossier: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "Permission denied" in here("report", dossier, "-o", tmp_path / "a.html").stderr
        assert "check the permissions" in here("add", tmp_path / "a.dossier", EXAMPLE).stderr
    finally:
        tmp_path.chmod(0o700)


def test_a_worker_that_is_killed_is_told_and_nothing_stored_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attribune.engine import ItemError

    def losing(*_: object, **__: object) -> object:
        raise ItemError("an article", "a worker process died on this item or one of the 16 from it")

    monkeypatch.setattr(attribune.Dossier, "add", losing)
    result = here("add", tmp_path / "a.dossier", EXAMPLE)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: a worker process died")
    assert len(result.stderr.splitlines()) == 1


def test_help_is_there_for_every_command() -> None:
    for name in main.commands:
        result = here(name, "-h")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: main {name}")


def test_the_package_runs_like_the_command() -> None:
    ran = subprocess.run([sys.executable, "-m", "attribune", "--help"], capture_output=True, text=True, check=True)
    assert "Commands:" in ran.stdout
