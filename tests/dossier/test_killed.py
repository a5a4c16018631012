"""A process that is killed in the middle of writing leaves a dossier that is whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from attribune.dossier import Store

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")

# Writes articles and findings for ever, and says of each batch when it is kept.
WRITER = """
import itertools, sys
from attribune.dossier import Store
from attribune.ids import identify
from attribune.model import *

def annotation(name):
    text = f"Clerk Mira Olsen said “article {name} is filed”. " * 40
    article = Article(name, "made up", text)
    spans = tuple(Span(place, place + 20) for place in range(0, len(text) - 20, 20))
    said = tuple(Statement(f"{name}/{n}", name, "direct", (span,), span, span, 0.5) for n, span in enumerate(spans))
    named = tuple(Mention(name, span, "name", span) for span in spans)
    return Annotation(article, (), spans, (), (), named, said)

def findings(name, covered):
    said = tuple(s for a in covered for s in a.statements)
    named = tuple(m for a in covered for m in a.mentions)
    actor = Actor("olsen", "Mira Olsen", "person", None, ("Mira Olsen",))
    story = Story(name, covered[0].article.id, tuple(a.article.id for a in covered))
    return StoryFindings(story, Resolution((actor,), named, said), (), (), (), (), (), ())

with Store.open(sys.argv[1], create=True) as store:
    start = len(store.article_ids())
    print("open", flush=True)
    for number in itertools.count(start // 5):
        covered = [annotation(f"{number:04}-{n}") for n in range(5)]
        store.put_annotations(covered)
        print("articles", *(a.article.id for a in covered), flush=True)
        store.put_findings(findings(f"story {number}", covered))
        print("story", f"{number}", flush=True)
"""


def kill_a_writer(path: Path, *, batches: int, after: float) -> list[str]:
    """Start a writer, let it keep some batches, wait ``after`` seconds, kill it; return the lines it said."""
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(batches + 1)]
    time.sleep(after)
    writer.send_signal(signal.SIGKILL)
    said.extend(writer.stdout)
    writer.wait()
    writer.stdout.close()
    assert writer.returncode == -signal.SIGKILL
    return [line.strip() for line in said if line.endswith("\n")]


def check_whole(path: Path, said: list[str]) -> None:
    articles = {name for line in said if line.startswith("articles") for name in line.split()[1:]}
    stories = {line for line in said if line.startswith("story")}
    with Store.open(path) as store:
        with store.writing() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            for index in ("article_index", "statement_index"):
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        assert articles <= set(store.article_ids())
        assert stories <= {story.id for story in store.stories()}
        assert len(store.article_ids()) % 5 == 0, "a batch was kept in part"
        for annotation in store.annotations(store.article_ids()):
            assert len(annotation.statements) == len(annotation.mentions) == len(annotation.sentences) > 0
        for story in store.stories():
            assert len(store.findings(story.id).resolution.statements) == 5 * len(annotation.statements)


def test_a_dossier_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "story.dossier"
    kept: list[str] = []
    for batches, after in [(0, 0.0), (1, 0.0), (2, 0.003), (5, 0.009), (12, 0.001), (3, 0.02)]:
        kept += kill_a_writer(path, batches=batches, after=after)
        check_whole(path, kept)
    assert sum(line.startswith("story") for line in kept) >= 8


def test_a_dossier_whose_writer_was_killed_can_be_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "story.dossier"
    said = kill_a_writer(path, batches=4, after=0.0)
    assert Path(f"{path}-wal").exists()
    with Store.open(path, read_only=True) as store:
        assert {name for line in said if line.startswith("articles") for name in line.split()[1:]} <= set(
            store.article_ids()
        )


def test_a_dossier_killed_while_it_is_made_can_be_made_again(tmp_path: Path) -> None:
    making = (
        "import sys; from attribune.dossier import Store; print(1, flush=True); Store.open(sys.argv[1], create=True)"
    )
    for number in range(4):
        path = tmp_path / f"{number}.dossier"
        maker = subprocess.Popen([sys.executable, "-c", making, str(path)], stdout=subprocess.PIPE)
        assert maker.stdout is not None
        maker.stdout.readline()
        time.sleep(0.004 * number)
        maker.kill()
        maker.wait()
        maker.stdout.close()
        with Store.open(path, create=True) as store:
            assert store.counts("articles") == {"articles": 0}
