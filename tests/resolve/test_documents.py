"""Whose "the statement", "the letter" and the like are."""

from __future__ import annotations

import pytest
from tests.resolve.telling import tell


@pytest.mark.parametrize(
    ("told", "source", "author"),
    [
        ("Ann Lee released a statement.", "The statement", "Ann Lee"),
        ("Ann Lee later sent the board a first letter.", "The letter", "Ann Lee"),
        ("A statement from Ann Lee came on Monday.", "The statement", "Ann Lee"),
        ("Ann Lee's new report was read aloud.", "The report", "Ann Lee"),
        ("Ann Lee spoke, and her statement was brief.", "That statement", "Ann Lee"),
        ("[Ann Lee] said in a statement that the ferry was late.", "The statement", "Ann Lee"),
        ("In a short letter to Orr, [Ann Lee] said that the ferry was late.", "The letter", "Ann Lee"),
        ("Ann Lee issued a statement. Few read the statement.", "The statement", "Ann Lee"),
        ("[Ann Lee] said in a press release that the ferry was late.", "The release", "Ann Lee"),
        ("Judge Ann Lee issued a ruling.", "The ruling", "Ann Lee"),
        ("Ann Lee's account was read aloud.", "The account", "Ann Lee"),
    ],
)
def test_a_document_is_theirs_who_issued_it_or_said_something_in_it(told: str, source: str, author: str) -> None:
    found = tell(f"{told}\n\n[{source}] said no.")
    assert found.speakers()[-1] == author
    assert found.resolution.statements[-1].actor_evidence == "document of theirs"


@pytest.mark.parametrize(
    ("told", "source"),
    [
        ("Ann Lee released a statement. A statement came from nowhere.", "The statement"),
        ("Ann Lee spoke of a report.", "The report"),
        ("A report by the Harbour Guild was read.", "The report"),  # it need not be the one meant
        ("The Harbour Guild and Ann Lee sent a letter.", "The letter"),
        ("“Ann Lee issued a statement,” a man said.", "The statement"),
        ("Ann Lee issued a first statement.", "The second statement"),
    ],
)
def test_a_document_of_which_that_is_not_told_stands_for_itself(told: str, source: str) -> None:
    assert tell(f"{told}\n\n[{source}] said no.").speakers()[-1] != "Ann Lee"


@pytest.mark.parametrize("source", ["The same poll", "The poll", "This poll", "The survey conducted"])
def test_the_poll_is_that_of_the_pollster_named_last(source: str) -> None:
    told = tell(f"A new Orvik University poll came on Monday.\n\n[{source}] found that it was late.")
    assert told.speakers() == ["Orvik University"]


def test_which_takes_up_whose_a_document_is() -> None:
    told = tell("On Monday Ann Lee issued a statement Tuesday, [which] said that it was late.")
    assert told.speakers() == ["Ann Lee"]
    told = tell("It came from a guild of shipbuilders, [which] said that it was late.")
    assert told.speakers() == [None]


def test_it_is_the_document_of_the_sentence_before() -> None:
    told = tell("The Courier obtained Ann Lee's letter. [It] said no. And [it] said yes.")
    assert told.speakers() == ["Ann Lee", "Ann Lee"]
    told = tell("The Courier obtained a letter and Ann Lee's report. [It] said no.")
    assert told.speakers() != ["Ann Lee"]


@pytest.mark.parametrize(
    ("source", "author"),
    [
        ("the complaint filed by the Harbour Guild", "Harbour Guild"),
        ("A new report from the Harbour Guild", "Harbour Guild"),
    ],
)
def test_a_document_given_out_by_somebody_is_theirs(source: str, author: str) -> None:
    assert tell(f"The Harbour Guild met. [{source}] said no.").speakers() == [author]


def test_a_poll_by_two_is_not_that_of_the_first() -> None:
    assert tell("[A poll by Skell Radio and Orvik TV] found that it was late.").speakers() != ["Skell Radio"]
