"""What is found in the example coverage, beside the hand-made record of what is in it.

The table of recall and precision is written out on every run; ``pytest -rP tests/test_examples.py`` lists
everything that was missed and everything that was found but is not recorded.
"""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from tests.example_record import COVERAGE, Row, key_of, load_record
from tests.example_scores import MEASURES, Findings, find_in_examples, span_of

from attribune.model import Article
from attribune.read import read

# Percentages that may only rise: (recall, precision). They stand a little below what is found, so that they tell
# of a loss and not of a change of taste in one sentence.
FLOORS = {
    "story": (95, 95),  # pairs of articles that are in one
    "direct": (94, 97),
    "mixed": (92, 92),
    "indirect": (87, 89),
    "source": (95, 95),
    "cue": (95, 95),
    "speaker": (92, 95),  # precision: of the speakers that were named at all
    "said on": (50, 95),
    "venue": (63, 95),
    "saying": (62, 89),  # pairs of readings in two articles
    "person": (95, 76),  # precision: of the actors that are a recorded person, those that are the only one
    "mention": (94, 96),
    "derivation": (50, 95),
    "reuse": (75, 0),
    "conflict": (40, 90),
    "position": (33, 0),
    "timeline": (95, 0),
    "not body": (90, 0),
    "not attributed": (95, 0),
}


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return load_record()


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    items = list(read([COVERAGE]))
    assert all(isinstance(item, Article) for item in items), items
    return {key_of(item.source, item.given_id): item for item in items if isinstance(item, Article)}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return find_in_examples(tmp_path_factory.mktemp("examples") / "example.dossier")


# ---- the record itself


def test_every_article_of_the_example_is_read_once(record: Row, articles: dict[str, Article]) -> None:
    assert sorted(articles) == sorted(record["articles"])
    assert len(list(read([COVERAGE]))) == len(articles)


def test_what_the_record_says_of_an_article_is_what_is_read(record: Row, articles: dict[str, Article]) -> None:
    for key, article in articles.items():
        recorded = record["articles"][key]
        assert article.outlet == recorded["outlet"]
        assert (article.published or "")[:10] == (recorded["published"] or "")


def test_the_words_of_each_recorded_content_occur_once_in_their_article(
    record: Row, articles: dict[str, Article]
) -> None:
    for row in record["statements"]:
        for words in row["content"]:
            assert articles[row["article"]].text.count(words) == 1, (row["article"], words)


def test_every_other_recorded_string_is_in_its_article(record: Row, articles: dict[str, Article]) -> None:
    missing = [(key, words) for key, words in _strings(record) if words not in articles[key].text]
    assert missing == []


def _strings(record: Row) -> Iterator[tuple[str, str]]:
    for row in record["statements"]:
        yield from ((row["article"], row[role]) for role in ("source", "cue", "venue") if row.get(role))
    for row in record["reuse"]:
        yield from ((row["a"], row["a_words"]), (row["b"], row["b_words"]))
    for saying in record["sayings"]:
        yield from ((reading["article"], words) for reading in saying["readings"] for words in reading["words"])
    for name in ("conflicts", "characterisations", "positions"):
        yield from ((member["article"], member["words"]) for row in record[name] for member in row["members"])
    for name in ("not_attributed", "timeline", "not_body", "wrong_names"):
        yield from ((row["article"], row["words"]) for row in record[name])


def test_every_alias_in_the_record_stands_in_some_article(record: Row, articles: dict[str, Article]) -> None:
    everything = " ".join(article.text for article in articles.values()).casefold()
    aliases = [alias for actor in record["actors"] for alias in actor["aliases"]]
    assert [alias for alias in aliases if alias.casefold() not in everything] == []


def test_every_weekday_in_the_record_is_the_right_one(record: Row) -> None:
    days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    for row in record["timeline"]:
        for number, day in enumerate(days):
            if day in row["words"]:
                assert datetime.date.fromisoformat(row["on"]).weekday() == number, row


# ---- what is found


def test_nothing_of_the_example_is_rejected(findings: Findings) -> None:
    assert findings.tables["rejected"] == []


def test_every_span_shows_what_its_row_says(findings: Findings) -> None:
    for said in findings.found:
        text = findings.texts[said.article].text
        for role in ("source", "cue"):
            if said.row[f"{role}_span"]:
                start, end = span_of(said.row[f"{role}_span"])
                assert text[start:end] == said.row[role]


@pytest.fixture(scope="module")
def table(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Lines of a table that is written out when all measures are taken."""
    lines: list[str] = []
    yield lines
    capture: Any = request.config.pluginmanager.get_plugin("capturemanager")
    with capture.global_and_fixture_disabled():
        sys.stdout.write("\n".join(["", f"{'the example, percent':<24} recall            precision", *lines, ""]))


@pytest.mark.parametrize("name", MEASURES)
def test_what_is_found_is_what_is_recorded(findings: Findings, name: str, table: list[str]) -> None:
    score = MEASURES[name](findings)
    table.append(score.line())
    sys.stdout.write("\n".join(score.misses))  # shown by -rP
    recall, precision = FLOORS[name]
    assert score.recalls >= recall, "\n".join(score.misses)
    assert score.precision >= precision, "\n".join(score.misses)
