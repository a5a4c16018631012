"""Whole sources: all the words that name who says it, and no others."""

from __future__ import annotations

import re

import pytest

from attribune.annotate.layout import paragraphs
from attribune.annotate.phrases import Range
from attribune.annotate.quotations import quotations
from attribune.annotate.reports import Report
from attribune.annotate.sentences import sentences
from attribune.annotate.tokens import Token, units
from attribune.annotate.whole_sources import whole

MARKS = re.compile(r"[\[\]{}]")


def tokens_of(text: str) -> list[Token]:
    parts = paragraphs(text, title=None)
    (unit,) = units(text, paragraphs=parts, sentences=sentences(text, parts), quotations=quotations(text, parts))
    return unit.tokens


def source_of(marked: str) -> str | None:
    """Return the words of the whole source of a report whose source is marked ``[...]`` and whose cue ``{...}``."""
    text = MARKS.sub("", marked)
    tokens = tokens_of(text)

    def between(opening: str, closing: str) -> Range:
        start, end = (len(MARKS.sub("", marked[: marked.index(mark)])) for mark in (opening, closing))
        places = [place for place, token in enumerate(tokens) if start <= token.start and token.end <= end]
        return Range(places[0], places[-1] + 1)

    source = whole(tokens, Report(between("{", "}"), between("[", "]"), (), 0.9)).source
    return None if source is None else text[tokens[source.start].start : tokens[source.end - 1].end]


def test_a_name_belongs_to_the_apposition_behind_it() -> None:
    sued = "But Orla Venn, [president of the Harbour League], which sued the board, {said} that it was right."
    assert source_of(sued) == "Orla Venn, president of the Harbour League"
    largest = "Lee Dorn, [a top official with the League, the largest in Orr], {called} it a loss."
    assert source_of(largest) == "Lee Dorn, a top official with the League, the largest in Orr"
    assert source_of("In the city of Skell, [the mayor of Orr] {said} that it was right.") == "the mayor of Orr"


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("That was never [the way Venn] {planned} to come back to the board.", "Venn"),
        ("The board passed a bill, [something Harbour Democrats] {said} they would reject.", "Harbour Democrats"),
        ("It is likely [that other lawyers] {say} so.", "other lawyers"),
        ("It is likely that [that board member] {says} so.", "that board member"),
        ("Following [the votes in Congress Mr Venn] {tweeted} that it is late.", "Mr Venn"),
        ("Aired on Monday, [showing Venn] {berating} the board.", "Venn"),
        ("They failed to spend more on ships, [a goal Skell members] {agreed} to meet by May.", "Skell members"),
        ("[A dozen Harbour officials] {said} so.", "A dozen Harbour officials"),
        ("Venn made [clear Skellites] {would question} it.", "Skellites"),
    ],
)
def test_what_a_clause_hangs_on_is_no_part_of_its_subject(marked: str, source: str) -> None:
    assert source_of(marked) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("[Officials in recent days] {have said} that it will sail.", "Officials"),
        ("[Skell officials over the weekend] {threatened} to stop it.", "Skell officials"),
        ("It failed, {according to} [the harbour league, which] grew.", "the harbour league"),
        ("[A new Courier poll released] Tuesday {showed} that it failed.", "A new Courier poll"),
        ("The board met, [many of whom] {said} no.", "many of whom"),
    ],
)
def test_when_it_was_and_what_begins_a_clause_are_no_part_of_a_source(marked: str, source: str) -> None:
    assert source_of(marked) == source


def test_those_who_say_it_too_belong_to_a_source() -> None:
    shared = "Military and [intelligence officials] {did not comment} on it."
    assert source_of(shared) == "Military and intelligence officials"
    allied = "Orla Venn, the mayor of Skell, and [her allies] {have accused} the board of greed."
    assert source_of(allied) == "Orla Venn, the mayor of Skell, and her allies"
    other = "The ferry sails in Skell and [harbour officials] {said} that it will."
    assert source_of(other) == "harbour officials"


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Both Vellandish and [Orsk officials] {said} that it was late.", "Both Vellandish and Orsk officials"),
        (
            "A group of the board's most cautious and [union-friendly members] {feared} that it was late.",
            "A group of the board's most cautious and union-friendly members",
        ),
        ("The talks were long and [senior officials] {said} that it was late.", "senior officials"),
        ("The board left and [Orsk officials] {said} that it was late.", "Orsk officials"),
        ("Dorn and Venn [both] {admitted} that it was late.", "Dorn and Venn"),
        ("The boats sank and [both] {said} that it was late.", "both"),
        (
            "Ministers of Orr, Venn, Skell, [the Orvik Islands, Dorn and Amsel] met and {said} that it was late.",
            "Ministers of Orr, Venn, Skell, the Orvik Islands, Dorn and Amsel",
        ),
        (
            "Justices Ann Venn, Karl Dorn, and [Lee Amsel] {said} that it was late.",
            "Justices Ann Venn, Karl Dorn, and Lee Amsel",
        ),
        ("It raised the hopes of Orr, Venn, [Dorn and Amsel] {said} so.", "Dorn and Amsel"),
        ("The boats left, medical and [harbour officials] {said} later.", "medical and harbour officials"),
        ("Speaking in Orr, [Venn and Dorn] {said} that it was late.", "Venn and Dorn"),
    ],
)
def test_a_source_of_several_is_not_cut_at_its_last_one(marked: str, source: str) -> None:
    assert source_of(marked) == source


def test_who_sits_for_a_party_belongs_to_the_source() -> None:
    assert source_of("“It is late,” Orla Venn, [R-Orr] {said} on Monday.") == "Orla Venn, R-Orr"


def test_who_is_only_asked_says_nothing() -> None:
    assert source_of("[Venn] {was asked} whether the ferry will sail.") is None
    assert source_of("Venn {was asked} by [a reporter] whether the ferry will sail.") == "a reporter"
    assert source_of("[Venn] {asked} whether the ferry will sail.") == "Venn"
    assert source_of("[The college] {has been advised} that it is late.") is None
    assert source_of("[Venn] {was accused} of greed.") is None
    assert source_of("[Venn] {was questioned about} why it is late.") is None


def test_a_word_that_only_opens_a_clause_says_nothing() -> None:
    assert source_of("[When] {asked about} it, Venn left.") is None
    assert source_of("[All] {said} that it is late.") == "All"
    assert source_of("Others, for [example], {rejecting} the plan, left.") is None
    assert source_of("Now no [one] {is saying} that it is late.") == "no one"


def test_who_stands_behind_according_to_is_its_source() -> None:
    assert source_of("{According to} the police, [Venn] – if that is her name – is late.") == "the police"


def test_a_title_and_a_description_are_taken_whole() -> None:
    assert (
        source_of("It was Secretary of [State Ann Venn] who {claimed} that it is late.")
        == "Secretary of State Ann Venn"
    )
    assert (
        source_of("The newly elected [representative] {claimed} that it is late.") == "The newly elected representative"
    )


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Friends, [family and neighbours] {say} that it is late.", "Friends, family and neighbours"),
        ("Neither Venn nor [anyone on the board] {said} so.", "Neither Venn nor anyone on the board"),
        ("But allies like [former Mayor Orla Dorn] {said} that it was late.", "allies like former Mayor Orla Dorn"),
        ("But sailors such as [Lee] {said} that it was late.", "sailors such as Lee"),
        (
            "Fully 76 percent of sailors overall and [61 percent of fishers] {blame} the board for it.",
            "76 percent of sailors overall and 61 percent of fishers",
        ),
        ("Over [half of the sailors] {regret} that it was late.", "Over half of the sailors"),
        ("Most [Democrats (80 percent)] {think} that it is late.", "Most Democrats (80 percent)"),
    ],
)
def test_all_who_say_it_belong_to_a_source(marked: str, source: str) -> None:
    assert source_of(marked) == source


def test_a_list_of_what_one_was_is_no_list_of_several() -> None:
    was = "The former first lady, [senator and secretary of state] {said} that it was late."
    assert source_of(was) == "senator and secretary of state"


def test_how_it_was_said_is_no_part_of_a_source() -> None:
    assert source_of("It is late, {say} [board officials for the record].") == "board officials"
    assert source_of("It is late, {said} [a sailor on condition of anonymity].") == "a sailor"
    spoke = "two sailors who spoke on condition of anonymity"
    assert source_of(f"It is late, {{said}} [{spoke}].") == spoke


def test_a_letter_says_it_and_not_whom_it_is_sent_to() -> None:
    urging = "The board signed a letter to Venn and [Dorn] {urging} them to wait."
    assert source_of(urging) == "a letter to Venn and Dorn"


def test_it_that_is_known_is_nobody() -> None:
    assert source_of("[It] {is known} that the ferry is late.") is None
    assert source_of("[It] {is saying} that the ferry is late.") == "It"


def test_who_is_asked_between_commas_asks_nothing() -> None:
    assert source_of("But [Venn], {asked} whether it was late, said that it was.") is None
    assert source_of("But [Venn, the mayor], {asked} whether it was late.") == "Venn, the mayor"


def test_who_wrote_an_article_says_it_not_who_ran_it() -> None:
    ran = "[The Skell Courier] ran an op-ed by Sen. Orla Venn (R-Orr) {urging} that the quay be closed."
    assert source_of(ran) == "Sen. Orla Venn (R-Orr)"
    assert source_of("[Venn] left the hall by a side door, {urging} the board to wait.") == "Venn"


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        (
            "[We] {are often told} by harbour officials and the Skell Courier that it sails.",
            "harbour officials and the Skell Courier",
        ),
        ("[Venn] {was asked} by a reporter whether it sails.", "a reporter"),
        ("[Venn] {was told} by phone that it sails.", None),
        ("[Venn] {is remembered} by Dorn as the one who sank it.", "Dorn"),
        ("[Venn] {is alarmed} by Dorn and his ferries.", "Venn"),
    ],
)
def test_by_whom_somebody_was_told_or_asked_is_who_speaks(marked: str, source: str | None) -> None:
    assert source_of(marked) == source


def test_too_is_no_part_of_a_name() -> None:
    assert source_of("[Venn, too], {said} it sails.") == "Venn"


@pytest.mark.parametrize("opening", ["", "On Monday, ", "On “Face the Harbour,” "])
def test_those_who_sit_for_a_party_and_a_state_are_a_list(opening: str) -> None:
    both = "Rep. Ann Lee, R-S.C., and Sen. Orla Venn, D-Ohio"
    assert source_of(f"{opening}Rep. Ann Lee, R-S.C., and [Sen. Orla Venn, D-Ohio], {{said}} it sails.") == both


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Orla Venn was one of [the first members] of the board to {call} for it.", "Orla Venn"),
        ("Orla Venn was among [the members] who {called} for it.", "Orla Venn"),
        ("It was one of [the members] who {called} for it.", "It"),
        ("They met some of [the members] who {called} for it.", "the members"),
        ("Those close to [her] {say} that it sails.", "Those close to her"),
        ("They've by and [large] {endorsed} it.", None),
    ],
)
def test_who_is_one_of_those_says_it_and_those_around_somebody_are_others(marked: str, source: str | None) -> None:
    assert source_of(marked) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("Karl Venn, [Jr.] {explained} that it sails.", "Karl Venn, Jr."),
        ("Even [though many sailors] {say} that it sails, it is late.", "many sailors"),
        ("[Vellandish] media did not like it, but {hoped} for a ferry.", "Vellandish media"),
        ("A query was sent to [the board], {asking} whether it sails.", None),
        (
            "Ten sailors, including the mates [Ann Lee and Orla Venn], {said} it sails.",
            "Ten sailors, including the mates Ann Lee and Orla Venn",
        ),
    ],
)
def test_a_source_has_its_noun_and_all_of_those_it_names(marked: str, source: str | None) -> None:
    assert source_of(marked) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("But Orla Venn, speaking after [the board] met on Monday, {also said} that it stays.", "Orla Venn"),
        ("Orla Venn, speaking in Orr, {said} [the mayor] was late.", "the mayor"),
        ("Some who have worked with [Venn] {praised} the board.", "Some"),
        ("Officials who have seen [the ferry] {say} that it stays.", "Officials"),
        ("Officials who said [the board] {warned} that it stays were right.", "the board"),
        (
            "Many, including Ann Lee, sailors who worked in Orr, [the Harbour League], and the board, {have said} no.",
            "Many, including Ann Lee, sailors who worked in Orr, the Harbour League",
        ),
        ("Two ships, including a tug, are late, [the board] {said}.", "the board"),
        ("Lee's counterpart, ranking member [Ida Dorn], Jr., {said} that it stays.", "Ida Dorn"),
        ("It came of the father of sailors who was lost — and [Venn] {said} that it stays.", "Venn"),
    ],
)
def test_whom_a_participle_a_relative_or_a_list_stands_between(marked: str, source: str) -> None:
    assert source_of(marked) == source


@pytest.mark.parametrize(
    ("marked", "source"),
    [
        ("It came as top lawmakers and [aides] {said} that it stays.", "top lawmakers and aides"),
        ("Monday [night's ruling] {said} that it stays.", "Monday night's ruling"),
        ("The Harbour Board, [town councillors and sailors] {argued} that it stays.", None),
        (
            "In Orr, where they met, Harbour head Ann Lee, Bank of Skell head Ida Dorn, [and Karl Venn] {said} no.",
            "Harbour head Ann Lee, Bank of Skell head Ida Dorn, and Karl Venn",
        ),
        ("[Ann Lee and his] {vowed to} stay.", "Ann Lee"),
        ("So did Ida Venn, aide of the late mayor Ann Lee, [and Orla Dorn] {said} no.", "and Orla Dorn"),
    ],
)
def test_all_who_say_it_together_are_the_source(marked: str, source: str | None) -> None:
    whole_source = source_of(marked)
    assert whole_source == (source or "The Harbour Board, town councillors and sailors")
