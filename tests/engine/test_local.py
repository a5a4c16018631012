import gc
import os
from collections.abc import Iterator
from itertools import count, islice

import pyarrow as pa
import pytest

from attribune.engine import ItemError, Local


def double(number: int) -> int:
    return number * 2


def halve(number: int) -> float:
    return 10 / number


def garbage_threshold(_: int) -> int:
    return gc.get_threshold()[0]


def end_the_process(number: int) -> int:
    os._exit(number)


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_the_items(processes: int) -> None:
    assert list(Local(processes=processes).map(double, range(50), batch=4)) == [2 * n for n in range(50)]


def test_processes_collect_garbage_as_seldom_as_their_caller() -> None:
    before = gc.get_threshold()
    gc.set_threshold(12_345, *before[1:])
    try:
        assert set(Local(processes=2).map(garbage_threshold, range(6), batch=2)) == {12_345}
    finally:
        gc.set_threshold(*before)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_input_may_be_endless(processes: int) -> None:
    results = Local(processes=processes).map(double, count(), batch=2)
    assert list(islice(results, 9)) == [0, 2, 4, 6, 8, 10, 12, 14, 16]


@pytest.mark.parametrize("processes", [1, 2])
def test_items_are_read_only_a_few_batches_ahead(processes: int) -> None:
    read: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            read.append(number)
            yield number

    results = Local(processes=processes).map(double, items(), batch=5)
    for taken in range(1, 200):
        next(results)
        assert len(read) <= taken + 5 * (2 * processes + 1)


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_names_its_item_and_comes_after_the_results_before_it(processes: int) -> None:
    results = Local(processes=processes).map(halve, [1, 2, 5, 0, 4], batch=2)
    assert list(islice(results, 3)) == [10, 5, 2]
    with pytest.raises(ItemError, match=r"ZeroDivisionError.*on 0") as caught:
        next(results)
    assert caught.value.item == 0


def test_a_worker_that_dies_is_an_error_and_not_a_wait_without_end() -> None:
    with pytest.raises(ItemError, match="worker process died") as caught:
        list(Local(processes=2).map(end_the_process, [3, 3], batch=2))
    assert caught.value.item == 3


def test_one_small_batch_starts_no_process() -> None:
    here = Local(processes=2).map(lambda _: os.getpid(), range(3), batch=16)  # a lambda cannot be pickled
    assert set(here) == {os.getpid()}


def test_no_items_give_no_results() -> None:
    assert list(Local(processes=2).map(double, [])) == []


def test_impossible_options_are_refused() -> None:
    with pytest.raises(ValueError, match="processes"):
        Local(processes=0)
    with pytest.raises(ValueError, match="batch"):
        next(Local(processes=1).map(double, [1], batch=0))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_query_joins_the_tables_it_is_given(processes: int) -> None:
    outlets = pa.table({"outlet": ["Harbour Post", "The Lantern"], "town": ["Vessin", "Orlo"]})
    articles = pa.table({"outlet": ["The Lantern", "The Lantern", "Harbour Post"], "article": [3, 1, 2]})
    sql = "SELECT article, town FROM articles JOIN outlets USING (outlet) ORDER BY article"
    result = Local(processes=processes).query(sql, outlets=outlets, articles=articles)
    assert result.to_pylist() == [
        {"article": 1, "town": "Orlo"},
        {"article": 2, "town": "Vessin"},
        {"article": 3, "town": "Orlo"},
    ]


def test_queries_leave_nothing_behind_for_the_next() -> None:
    local = Local(processes=1)
    local.query("SELECT n FROM numbers ORDER BY n", numbers=pa.table({"n": [1]}))
    import duckdb

    with pytest.raises(duckdb.Error):
        local.query("SELECT n FROM numbers ORDER BY n")
