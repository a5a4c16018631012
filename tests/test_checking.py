from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import attribune
from attribune.dossier import DossierError
from attribune.library import Dossier

FULL = "We must never open the sluice before nine boats have passed"
ARTICLES = {
    "ledger": f"Captain Ilves spoke at the lock on Monday. “{FULL}, and the board knows it,” Captain Ilves said.",
    "wire": f"At the lock, Captain Ilves said: “{FULL}.” The board of the lock did not reply to her on Monday.",
    "clamour": "“We may never open the sluice before nine boats have passed,” Captain Ilves said on Monday.",
}


def write(folder: Path, *names: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"Lock captain speaks\n\n{ARTICLES[name]}\n", encoding="utf-8")
    return folder


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with attribune.open(tmp_path / "lock.dossier") as opened:
        opened.add(write(tmp_path / "news", *ARTICLES), fast=True)
        yield opened


def together(dossier: Dossier) -> list[int]:
    """Return how many statements each saying has."""
    return sorted(len(row["statements"]) for row in dossier.sayings().to_pylist())


def statement(dossier: Dossier, words: str) -> str:
    (name,) = [row["id"] for row in dossier.statements().to_pylist() if words in row["content"]]
    return str(name)


def test_words_that_were_said_are_found_with_all_who_carry_them(dossier: Dossier) -> None:
    checked = dossier.check(FULL, fast=True)
    (found,) = checked.found
    assert checked.articles == 3
    assert len(found.carried) == 3
    assert found.speaker
    assert "Ilves" in found.speaker
    assert found.altered == ()
    for carried in found.carried:
        text = {row["id"]: row["text"] for row in dossier.articles().to_pylist()}[carried.article]
        assert text[slice(*carried.span)] == carried.text


def test_what_the_given_words_change_is_told(dossier: Dossier) -> None:
    (found,) = dossier.check("We must never open the sluice before six boats have passed", fast=True).found
    assert [(one.kind, one.given, one.said) for one in found.altered] == [("number", "six", "nine")]


def test_a_denial_is_told_even_where_the_words_were_reported_and_not_quoted(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    said = "the sluice, the oldest in the valley of the Orl, as a danger to boats"
    text = f"Lock captain speaks\n\nCaptain Ilves described {said}.\n"
    (folder / "one.txt").write_text(text, encoding="utf-8")
    with attribune.open(tmp_path / "two.dossier") as opened:
        opened.add(folder, fast=True)
        (found,) = opened.check(
            "the sluice, the oldest in the valley of the Orl, is not a danger to boats", fast=True
        ).found
    assert [(one.kind, one.given, one.said) for one in found.altered] == [("denial", "not", "")]


@pytest.mark.parametrize(
    ("said", "given", "left_out"),
    [
        (
            "the lock would never send boats to the valley of the Orl",
            "the lock would send boats to the valley",
            "never",
        ),
        ("there was no clear message from the boats of the valley", "the message from the boats is clear", "no"),
        (
            "the lock was opened strictly for the oldest ships of the valley, not for the boats of the Orl",
            "the lock was opened for the boats of the Orl",
            "not",
        ),
    ],
)
def test_a_denial_that_is_left_out_is_told_even_of_what_was_reported(
    tmp_path: Path, said: str, given: str, left_out: str
) -> None:
    source = tmp_path / "one.txt"
    source.write_text(f"Lock captain speaks\n\nCaptain Ilves said that {said}.\n", encoding="utf-8")
    with attribune.open(tmp_path / "two.dossier") as opened:
        opened.add(source, fast=True)
        (found,) = opened.check(given, fast=True).found
    assert [(one.kind, one.given, one.said) for one in found.altered] == [("denial", "", left_out)]


def test_a_denial_in_another_clause_is_not_left_out(tmp_path: Path) -> None:
    source = tmp_path / "one.txt"
    said = "the lock is safe for the oldest ships of the valley, and nobody has to wait there"
    source.write_text(f"Lock captain speaks\n\nCaptain Ilves said that {said}.\n", encoding="utf-8")
    with attribune.open(tmp_path / "two.dossier") as opened:
        opened.add(source, fast=True)
        (found,) = opened.check("the lock is safe for the oldest ships of the valley", fast=True).found
    assert found.altered == ()


def test_words_that_nobody_said_are_not_found_in_so_many_articles(dossier: Dossier) -> None:
    checked = dossier.check("Every boat must be painted green before winter", fast=True)
    assert (checked.found, checked.articles) == ((), 3)


def test_only_what_the_named_speaker_said_counts(dossier: Dossier) -> None:
    assert dossier.check(FULL, speaker="Ilves", fast=True).found
    assert not dossier.check(FULL, speaker="Reyn", fast=True).found


@pytest.mark.parametrize("words", ["", "…", "a", '" OR "', "%", "🙂", "word " * 3000])
def test_any_words_can_be_asked_about(dossier: Dossier, words: str) -> None:
    assert dossier.check(words, fast=True).articles == 3


def test_what_is_parted_stays_apart_when_articles_are_added(tmp_path: Path) -> None:
    with attribune.open(tmp_path / "lock.dossier") as dossier:
        dossier.add(write(tmp_path / "news", "ledger", "clamour"), fast=True)
        assert max(together(dossier)) == 2
        correction = dossier.part(statement(dossier, "may never"), fast=True)
        assert correction.kind == "part"
        assert max(together(dossier)) == 1
        dossier.add(write(tmp_path / "news", "wire"), fast=True)
        apart = statement(dossier, "may never")
        assert [row["statements"] for row in dossier.sayings().to_pylist() if apart in row["statements"]] == [[apart]]


def test_what_is_undone_is_as_it_was(dossier: Dossier) -> None:
    before = dossier.readings().to_pylist()
    done = dossier.part(statement(dossier, "may never"), fast=True)
    assert dossier.readings().to_pylist() != before
    assert dossier.undo(fast=True) == done
    assert dossier.readings().to_pylist() == before


def test_a_saying_is_named_by_the_beginning_of_its_id(dossier: Dossier) -> None:
    (found,) = dossier.check(FULL, fast=True).found
    correction = dossier.lock(found.saying[:10], fast=True)
    assert (correction.kind, set(correction.statements)) == ("lock", {one.statement for one in found.carried})


@pytest.mark.parametrize("name", ["zzz", "", "%"])
def test_an_id_that_means_nothing_or_several_things_is_told(dossier: Dossier, name: str) -> None:
    with pytest.raises(DossierError, match="with"):
        dossier.join(name, fast=True)


def test_there_is_nothing_to_take_back_at_first(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="no correction"):
        dossier.undo()


def test_one_statement_alone_cannot_be_joined(dossier: Dossier) -> None:
    with pytest.raises(DossierError, match="nothing to join"):
        dossier.join(statement(dossier, "may never"), fast=True)
