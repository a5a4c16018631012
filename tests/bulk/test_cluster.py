"""What Spark finds is what this machine finds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.scale import first, tables
from tests.bulk.finished import footed, found, ran
from tests.newsstand import write

from attribune.bulk import running
from attribune.engine import EngineError, Local
from attribune.engine import spark as engine
from attribune.engine.spark import Spark
from attribune.engine.statements import Statement
from attribune.engine.tables import Table

COVERAGE = Path(__file__).resolve().parents[3] / "shared" / "data" / "coverage" / "articles.jsonl.gz"
ARTICLES = int(os.environ.get("ATTRIBUNE_CLUSTER_ARTICLES", "1000"))  # 5,000 in .ci/run
RARE = ("conflicts", "rejected")  # of which a thousand articles may have none


def test_spark_gives_the_tables_that_this_machine_gives(
    tmp_path: Path, spark: Spark, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ARTICLES", 16)  # so that there are waves
    news = write(tmp_path / "news.jsonl", footed(7))
    ran(tmp_path / "here", news)
    ran(tmp_path / "there", news, engine=spark)
    assert found(tmp_path / "there") == found(tmp_path / "here")


@pytest.mark.skipif(not COVERAGE.exists(), reason="the shared corpora are not beside the repository")
def test_spark_gives_the_tables_that_this_machine_gives_for_real_coverage(tmp_path: Path, spark: Spark) -> None:
    news = first(COVERAGE, ARTICLES, tmp_path)
    ran(tmp_path / "here", news, engine=Local())
    ran(tmp_path / "there", news, engine=spark)
    here, there = tables(tmp_path / "here"), tables(tmp_path / "there")
    assert len(here["articles"]) > ARTICLES * 0.9
    for name, rows in here.items():
        assert rows or name in RARE, f"{name} has no rows, so that nothing is shown"
        assert len(there[name]) == len(rows), name
        assert [row for row, other in zip(rows, there[name], strict=True) if row != other][:3] == [], name


def test_what_spark_says_of_a_fault_is_one_line(tmp_path: Path, spark: Spark) -> None:
    import pyarrow as pa

    wrong = Statement("wrong", (), "SELECT nothing FROM nowhere")
    with pytest.raises(EngineError, match=r"^Spark gave up: .*nowhere") as caught:
        spark.write(Table(tmp_path / "wrong", pa.schema([])), "part", wrong, [])
    assert "\n" not in str(caught.value)


def test_without_java_or_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert not engine.java()
    with pytest.raises(EngineError, match=r"Java 17|attribune\[spark\]"):
        Spark(master="local[1]")
    program = (
        "import sys; sys.modules['pyspark.sql'] = None\n"
        "from attribune.engine.spark import Spark\n"
        "Spark(master='local[1]')"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "pip install 'attribune[spark]'" in ended.stderr
