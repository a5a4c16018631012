"""What several rooms' tests share: one Spark session, for it takes long to start."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

import pytest

from attribune.engine.spark import Spark, java


@pytest.fixture(scope="session")
def spark() -> Iterator[Spark]:
    """Spark on this machine; tests that need it are skipped, saying so, where there is none."""
    if importlib.util.find_spec("pyspark") is None or not java():
        pytest.skip("Spark needs the extra attribune[spark] and Java 17 or newer")
    # A time zone far from the one that results are told in, and no more tasks than a small machine can start quickly.
    java_options = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -Duser.timezone=Pacific/Apia"
    settings = {"spark.sql.shuffle.partitions": "2", "spark.driver.extraJavaOptions": java_options}
    with Spark(master="local[2]", settings=settings) as engine:
        yield engine
