from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read import dates

MOMENTS = st.datetimes(min_value=datetime(1700, 1, 1), max_value=datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, second=moment.second or 1)
)
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2031-03-03", "2031-03-03"),
        ("2031/03/03", "2031-03-03"),
        ("20310303", "2031-03-03"),
        ("2031-03-03T09:15", "2031-03-03T09:15:00"),
        ("2031-03-03 09:15:30.250+01", "2031-03-03T09:15:30+01:00"),
        ("20310303T091530Z", "2031-03-03T09:15:30+00:00"),
        ("20310303091530", "2031-03-03T09:15:30"),
        ("2031-03-03T00:00:00Z", "2031-03-03"),
        ("Mon, 03 Mar 2031 09:15:00 GMT", "2031-03-03T09:15:00+00:00"),
        ("03-MAR-2031 09:15:01.79", "2031-03-03T09:15:01"),
        ("March 3rd, 2031", "2031-03-03"),
        ("Monday, Mar. 3, 2031 at 9:15 p.m.", "2031-03-03T21:15:00"),
        ("3 March 2031, 12:05 am", "2031-03-03T00:05:00"),
        ("3 Sept 2031 09:15 CET", "2031-09-03"),
        ("3.12.2031", "2031-12-03"),
        ("31/12/2031", "2031-12-31"),
        ("12/31/2031", "2031-12-31"),
        ("5/5/2031", "2031-05-05"),
        (" 2031-03-03\n", "2031-03-03"),
        (1930295700, "2031-03-03T09:15:00+00:00"),
        ("1930295700123", "2031-03-03T09:15:00+00:00"),
        (1930295700.5, "2031-03-03T09:15:00+00:00"),
    ],
)
def test_a_date_in_a_usual_form_is_read(written: object, expected: str) -> None:
    assert dates.normalised(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "yesterday",
        "03/04/2031",
        "2031",
        "2031-03",
        "2031-W10",
        "2031-02-30",
        "2031-13-01",
        "13/13/2031",
        "0001-01-01T00:00:00",
        "Updated March 3, 2031",
        "March 3",
        "3 Brumaire 2031",
        "2031-03-03 and 2031-03-04",
        17,
        True,
        float("nan"),
        float("inf"),
        10**30,
        ["2031-03-03"],
        "9" * 100_000,
    ],
)
def test_what_is_no_date_or_more_than_one_is_unknown(written: object) -> None:
    assert dates.normalised(written) is None


def test_a_time_that_is_no_time_leaves_the_day() -> None:
    assert dates.normalised("2031-03-03T25:61:00") == "2031-03-03"
    assert dates.normalised("2031-03-03 13:00 p.m.") == "2031-03-03"
    assert dates.normalised("2031-03-03T10:00:00+99:00") == "2031-03-03"


@given(MOMENTS, OFFSETS)
def test_moments_survive_every_way_of_writing_them(moment: datetime, offset: timezone) -> None:
    there = moment.replace(tzinfo=offset)
    assert dates.normalised(there.isoformat()) == there.isoformat()
    assert dates.normalised(there.isoformat(" ")) == there.isoformat()
    assert dates.normalised(format_datetime(there)) == there.isoformat()
    assert dates.normalised(there.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")) == there.astimezone(UTC).isoformat()


@given(st.text() | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}.*"))
def test_whatever_is_written_gives_a_date_or_nothing(written: str) -> None:
    found = dates.normalised(written)
    assert found is None or datetime.fromisoformat(found)
