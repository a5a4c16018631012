"""Whose a statement is by the words around its cue."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.resolve.telling import annotated, tell

from attribune.model import Span
from attribune.resolve import resolve


def speakers(marked: str, *cues: str, sourceless: int = -1) -> list[str | None]:
    """Return the speakers of the statements of a text whose cues these words are, the numbered one without a source."""
    annotation = annotated(marked, name="a")
    text = annotation.article.text
    statements = tuple(
        replace(
            statement,
            cue=Span(text.index(cue), text.index(cue) + len(cue)),
            source=None if i == sourceless else statement.source,
        )
        for i, (statement, cue) in enumerate(zip(annotation.statements, cues, strict=True))
    )
    found = resolve([replace(annotation, statements=statements)])
    names = {actor.id: actor.name for actor in found.actors}
    return [names.get(str(statement.actor)) for statement in found.statements]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("[Ruth Amsel] was accused of hiding the letters.", "was accused of"),
        ("[Ruth Amsel] is widely seen as a friend.", "is widely seen"),
        ("[Ruth Amsel], expected to run in May, left.", "expected"),
        ("[Ruth Amsel], also seen as a friend, left.", "also seen"),
    ],
)
def test_what_is_said_of_somebody_is_not_theirs(text: str, cue: str) -> None:
    assert speakers(text, cue) == [None]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("[Ruth Amsel] expected rain.", "expected"),
        ("[Ruth Amsel] is convinced that it will rain.", "is convinced"),
        ("[Ruth Amsel, mayor of Orvik], told the council that it would rain.", "told"),
    ],
)
def test_what_somebody_says_or_thinks_is_theirs(text: str, cue: str) -> None:
    assert speakers(text, cue) == ["Ruth Amsel"]


def test_a_verb_behind_and_shares_the_subject_of_the_one_before() -> None:
    text = "[Ruth Amsel] denied that it rained and [later] described the mayor as late."
    assert speakers(text, "denied", "described", sourceless=1) == ["Ruth Amsel", "Ruth Amsel"]


def test_a_noun_behind_and_has_no_subject() -> None:
    text = "[Ruth Amsel] blamed the crew amid a strike and [growing] fears that the ferry would be sold."
    assert speakers(text, "blamed", "fears", sourceless=1) == ["Ruth Amsel", None]


def test_a_verb_without_and_shares_no_subject() -> None:
    text = "[Ruth Amsel] denied that it rained. The hall [was] described as cold."
    assert speakers(text, "denied", "described", sourceless=1) == ["Ruth Amsel", None]


@pytest.mark.parametrize("source", ["the Orsk inquiry", "Amsel’s car", "Amsel's sudden departure"])
def test_what_is_about_somebody_is_not_somebody(source: str) -> None:
    text = f"Orsk is a town. Lena Amsel is its mayor. [{source}] caused fears that the ferry would be sold."
    assert speakers(text, "caused") == [None]


def test_whose_body_speaks_is_a_body_of_its_own_and_whose_words_they_are_speaks_in_them() -> None:
    text = "Lena Amsel is the mayor. [Amsel’s office] said no. [Amsel’s letter] called it late."
    assert speakers(text, "said", "called") == ["Amsel’s office", "Lena Amsel"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[Another member of the board in Skell, Rep. Ruth Amsel], noted that it rained.", "Ruth Amsel"),
        ("[The person who wrote to Skell, former Ambassador Ruth Amsel], noted that it rained.", "Ruth Amsel"),
        ("Martin Dorn left. [His annual physicals] showed that he was well.", None),
        ("Martin Dorn left. [His Twitter account] said that he was well.", "Martin Dorn"),
        ("[Martin Dorn's Facebook page] said that he was well.", "Martin Dorn"),
        ("Martin Dorn left. [His remarks at the harbour] showed that he was well.", "Martin Dorn"),
        ("[US government figures] said that it rained.", "US government figures"),
    ],
)
def test_a_source_is_who_speaks_not_who_is_named_in_it(text: str, speaker: str | None) -> None:
    assert tell(text).speakers() == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[The Guild of Orsk’s chief economist, David Brand], said no.", "David Brand"),
        ("[Orsk’s managing director for northern rates, Ruth Amsel], said no.", "Ruth Amsel"),
        ("[Velmers’ friend Ruth Amsel] said no.", "Ruth Amsel"),
        ("[Orsk’s top prosecutor in 2031, Ruth Amsel], said no.", "Ruth Amsel"),
        ("Ruth Amsel, [dean of the Orsk college’s School of Law], said no.", "Ruth Amsel"),
        ("Ruth Amsel, [Director of the Orsk Crime agency, Advise], said no.", "Ruth Amsel"),
        ("[New York, Ruth Amsel], said no.", "Ruth Amsel"),
        ("Ruth Amsel, [a law professor at the University of Orsk, Irvine], said no.", "Ruth Amsel"),
        ("[A ferry association, RUFI], said no.", "RUFI"),
        ("Ruth Amsel, head of the Orsk Union, [an association of crews], said no.", "Ruth Amsel"),
        ("Ruth Amsel left. It told the Daily Quay [Amsel] said no.", "Ruth Amsel"),
        ("It has few members and [friends, Ruth Amsel], said no.", "Ruth Amsel"),
        ("The mayors, [including Ruth Amsel], said no.", None),
        ("[harbour31] said no.", "harbour31"),
        ("[One Reddit user] said no.", "One Reddit user"),
    ],
)
def test_who_is_named_behind_or_before_what_she_is_speaks_herself(text: str, speaker: str | None) -> None:
    assert speakers(text, "said") == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("[A lawyer for the suspect, Ruth Amsel], said no.", "A lawyer for the suspect"),
        ("[A spokesman for the show’s creator, Ruth Amsel], said no.", "A spokesman for the show’s creator"),
        ("[A member of Amsel’s household staff] said no.", "A member of Amsel’s household staff"),
        ("[A leader of the state’s largest teachers union] said no.", "A leader of the state’s largest teachers union"),
        ("Ruth Amsel was there. [Orsk’s harbour authority] said no.", "Orsk’s harbour authority"),
    ],
)
def test_who_stands_for_somebody_is_not_that_one(text: str, speaker: str) -> None:
    assert speakers(text, "said") == [speaker]


def test_the_source_is_the_one_described_more_fully_before() -> None:
    text = "[A source in the ministry] said no. [The source] added that it was late. [The aide] said so too."
    found = speakers(text, "said no", "added", "said so")
    assert found == ["A source in the ministry", "A source in the ministry", "The aide"]


def test_who_passed_a_letter_on_did_not_write_it() -> None:
    assert speakers("[The letter, released by officials], said no.", "said") == ["The letter"]


def test_a_namesake_with_another_given_name_is_another() -> None:
    text = "Rosa Almada Rivero left. TWO FOUND IN CAR AT ORSK Mona Rivero said so. [Mona Rivero] said no."
    assert speakers(text, "said no") != ["Rosa Almada Rivero"]


def test_what_is_written_of_the_one_named_at_its_end_is_not_that_ones_word() -> None:
    assert speakers("[Reports on Orsk’s choice for secretary, Ruth Amsel], said no.", "said") != ["Ruth Amsel"]


def test_a_report_on_somebody_is_not_that_ones_word() -> None:
    found = speakers(
        "Ruth Amsel left. [A report on Amsel] said no. [A sage on Amsel Radio] said yes.", "said no", "said yes"
    )
    assert found == ["A report on Amsel", None]


def test_whom_a_letter_went_to_did_not_write_it() -> None:
    assert speakers("Ruth Amsel left. [The letter to Amsel] said no.", "said") == ["The letter to Amsel"]


def test_the_star_of_a_work_is_not_the_work() -> None:
    assert speakers("[The “Harbour Lights” star, 34,] said no.", "said") == [None]


def test_a_name_with_its_style_behind_a_role_is_whom_the_role_means() -> None:
    assert speakers("[The Bishop of Orsk, the Rt Rev Vik Dorn], said no.", "said") == ["Vik Dorn"]


def test_one_without_a_name_is_somebody() -> None:
    found = speakers(
        "[One woman] said no. [One senior aide] said yes. [Channel One] said so.", "said no", "said yes", "said so"
    )
    assert found == ["One woman", "One senior aide", "Channel One"]


def test_radio_and_television_speak() -> None:
    assert speakers("[Orvikian state television] said no.", "said") == ["Orvikian state television"]


def test_a_firm_between_a_name_and_the_verb_is_the_one_named() -> None:
    assert speakers("Dornish Ferries, [the firm] that owns the ship, said no.", "said") == ["Dornish Ferries"]
    assert speakers("Asked by Dornish Ferries, [the agency] said no.", "said") == ["the agency"]


def test_the_name_behind_a_role_is_meant_with_whom_it_is_of() -> None:
    assert speakers("[The moderator, Dornish Radio’s Ruth Amsel], said no.", "said") == ["Ruth Amsel"]


def test_bodies_that_say_it_together_are_they() -> None:
    text = "Dorn and Amsel left, [the Orsk prosecutor’s office and Venn Police] said. It was late, [they] said so."
    both = "the Orsk prosecutor’s office and Venn Police"
    assert speakers(text, "said. It", "said so") == [both, both]


def test_the_office_of_the_secretary_of_state_is_no_secretary_of_state() -> None:
    found = speakers("Ruth Amsel, the secretary of state, left. [The secretary of state’s office] said no.", "said")
    assert found == ["The secretary of state’s office"]


def test_the_relative_of_a_name_in_s() -> None:
    assert speakers("Vik Hills left. [Hills’ grandmother] said no.", "said") == ["Hills’ grandmother"]


def test_the_name_behind_a_role_with_its_state_or_party() -> None:
    found = speakers("Vik Dorn left. [His father, Orrland harbour magnate Karl Dorn], said no.", "said")
    assert found == ["Karl Dorn"]


def test_deputies_are_a_group_at_the_head_of_a_sentence_too() -> None:
    assert (
        speakers("[Deputies] said no. They told it late, [deputies] said so.", "said no", "said so") == ["Deputies"] * 2
    )


def test_the_name_behind_its_body_and_an_unknown_calling_speaks() -> None:
    assert speakers("[Venn Bank bigwig Ruth Amsel] said no.", "said") == ["Ruth Amsel"]
    assert speakers("[Venn Bank and Ruth Amsel] said no.", "said") == ["Venn Bank and Ruth Amsel"]


@pytest.mark.parametrize(
    "source",
    [
        "Orrland state Governor Ruth Amsel",
        "Dorn appointee Justice Ruth Amsel",
        "House science committee Chairwoman Ruth Amsel, R-Texas",
        "White House coordinator Dr. Ruth Amsel",
        "Orsk police Chief Ruth Amsel",
        "his Orvik Security Agency counterpart Ruth Amsel",
        "Orvik University professor of political history Ruth Amsel",
        "Orvik’s harbour insider Ruth Amsel",
        "House Ways and Means Chairwoman Ruth Amsel",
        "Harbour Party cheerleader and Venn Radio commentator Ruth Amsel",
        "The top critic on the committee, Rep. Ruth Amsel of Orvik",
    ],
)
def test_who_has_the_office_speaks_not_the_place_or_body_it_is_of(source: str) -> None:
    assert speakers(f"[{source}] said no.", "said") == ["Ruth Amsel"]


def test_the_president_of_what_somebody_owns_is_not_the_president() -> None:
    text = "President Dorn left. [The president of Orvik’s Insurance Plans] said no. [The president] said yes."
    assert speakers(text, "said no", "said yes") == ["The president of Orvik’s Insurance Plans", "Dorn"]


def test_two_offices_before_a_name_are_both_its_bearers() -> None:
    text = "Vik Dorn is senator of Orrland. [The Orrland senator and 2031 hopeful Ruth Amsel] said no."
    assert speakers(text, "said") == ["Ruth Amsel"]


def test_what_is_in_a_place_is_not_the_place() -> None:
    assert speakers("[The largest newspaper in Finland] said no.", "said") == ["The largest newspaper in Finland"]


def test_they_are_all_those_who_said_it_together() -> None:
    text = "[Ruth Amsel and harbour officials] said it was late. [They] added that it was over."
    assert tell(text).speakers() == ["Ruth Amsel and harbour officials"] * 2


def test_of_whom_a_source_says_that_they_are_another_does_not_speak() -> None:
    found = speakers("[The relatives of murdered Orsk teen Ruth Amsel] said no.", "said")
    assert found == ["The relatives of murdered Orsk teen Ruth Amsel"]
    found = speakers("[The president of the civil rights organization Free Harbour] said no.", "said")
    assert found != ["Free Harbour"]


def test_a_body_of_volunteers_is_the_one_that_is_named() -> None:
    text = "[The volunteer organisation White Boats] said no."
    assert speakers(text, "said") == ["White Boats"]


def test_an_epithet_that_somebody_quoted_gives_is_no_part_of_a_name() -> None:
    text = "“China loves Sleepy Ruth Amsel,” he wrote. [Ms. Amsel] said no."
    assert speakers(text, "said") == ["Ruth Amsel"]


def test_a_description_that_swallows_the_verb_does_not_speak() -> None:
    text = "[Dorn] suspects crews of Orsk. President Oskar Dorn left."
    assert speakers(text, "suspects") == ["Oskar Dorn"]


def test_a_role_of_two_nouns_belongs_to_the_name_before() -> None:
    text = "Ruth Amsel, president and CEO of the Orsk Boats Alliance, [an umbrella group that sails], said no."
    assert speakers(text, "said") == ["Ruth Amsel"]


@pytest.mark.parametrize(
    ("source", "who"),
    [
        ("Ruth Amsel (R-Venn) and Oskar Dorn (D-Orr)", "Ruth Amsel and Oskar Dorn"),
        ("The Harbour Courier's Ruth Amsel and Oskar Dorn", "Ruth Amsel and Oskar Dorn"),
        ("Ruth Amsel, Oskar Dorn and Lena Venn", "Ruth Amsel, Oskar Dorn and Lena Venn"),
        ("pilots, porters and dock workers", "pilots, porters and dock workers"),
        ("Ruth Amsel, D-Orr, and Oskar Dorn, R-Skell,", "Ruth Amsel and Oskar Dorn"),
        ("Amsel and her husband, Oskar Dorn,", "Amsel and Oskar Dorn"),
        ("A joint statement from Mayor Ruth Amsel and Oskar Dorn", "Ruth Amsel and Oskar Dorn"),
        ("Ruth Amsel and other members of the board", "Ruth Amsel and other members of the board"),
        ("Mayor Ruth Amsel (D), the head of the board, and her aides", "Ruth Amsel and her aides"),
        ("Judges Ruth Amsel, Oskar Dorn, and Lena Venn", "Ruth Amsel, Oskar Dorn and Lena Venn"),
        ("Ruth Amsel of Orr and all the captains", "Ruth Amsel and all the captains"),
        ("France, Germany and the UK", "France, Germany and United Kingdom"),
    ],
)
def test_those_who_say_it_together_are_named_together(source: str, who: str) -> None:
    assert speakers(f"It was late. [{source}] said no.", "said") == [who]


def test_who_speaks_with_others_goes_by_the_full_name() -> None:
    text = "Ruth Amsel met the board. [Ms. Amsel and several others] said no."
    assert speakers(text, "said") == ["Ruth Amsel and several others"]


@pytest.mark.parametrize("verb", ["was asked", "was ordered", "has been advised", "was grilled"])
def test_who_is_asked_or_told_does_not_speak(verb: str) -> None:
    assert speakers(f"It was late. [Ruth Amsel] {verb} about the pier.", verb) == [None]


@pytest.mark.parametrize("source", ["a police report", "Clinical data", "Surveillance footage"])
def test_what_a_document_is_of_does_not_speak(source: str) -> None:
    assert speakers(f"It was late. [{source}] said no. It was cold.", "said") == [source]


def test_the_group_that_a_long_description_ends_with_speaks() -> None:
    text = "It was late. [Poverty reduction and social justice advocacy group Amsel Aid] said no."
    assert speakers(text, "said") == ["Amsel Aid"]


def test_who_is_described_by_where_she_wrote_is_the_one_named() -> None:
    text = "It was late. [The Twitter user who posted the photo, Ruth Amsel], said no."
    assert speakers(text, "said") == ["Ruth Amsel"]


def test_junior_is_part_of_the_name_before() -> None:
    assert speakers("It was late. Oskar Dorn, [Jr.] said no.", "said") == ["Oskar Dorn"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[Amsel Ferries Inc.] said no. [The company] said yes.", "Amsel Ferries Inc"),
        ("The New York Times erred. “It was wrong,” [the newspaper] said.", "New York Times"),
        ("[Amsel Ferries Inc.] said no. A boat company sued it. [The company] said yes.", "The company"),
        ("[The Energy Department] said no. [The company] said yes.", "The company"),
        ("[CNN] said no. [The paper] said yes.", "The paper"),
        (
            "[Amsel Ferries Inc.] met the Orsk Boats Fund. It was late. It was cold. Dorn left. [The firm] said yes.",
            "The firm",
        ),
    ],
)
def test_a_body_just_named_is_called_by_its_kind(text: str, who: str) -> None:
    assert tell(text).speakers()[-1] == who


@pytest.mark.parametrize(
    "text",
    [
        "The victim was Ruth Amsel. Amsel’s mother wants it told. “It is late,” [she] said.",
        "The Venn vice-president defended Oskar Dorn’s plan on Monday. “It is late,” [he] said.",
    ],
)
def test_who_is_only_named_for_what_is_theirs_is_not_meant_by_the_next_pronoun(text: str) -> None:
    assert tell(text).speakers() == [None]


def test_one_without_a_name_who_spoke_is_meant_rather_than_whose_family_it_was() -> None:
    told = tell("[The former captain] praised Oskar Dorn’s family on Monday. [He] said no.")
    assert told.speakers() == ["The former captain"] * 2


@pytest.mark.parametrize(
    "source",
    ["The Orsk captain and fellow Harbour Guild candidate", "Amsel’s campaign website"],
)
def test_whom_a_longer_description_names_on_the_way_does_not_speak(source: str) -> None:
    text = f"The Harbour Guild and Ruth Amsel met the Orr Police. It was late. [{source}] said no."
    assert tell(text).speakers() == [source]


def test_who_is_likened_to_somebody_is_somebody_else() -> None:
    text = "Erik Amsel sank. Georg Dorn was held under. Like Erik Amsel, [he] said no."
    assert tell(text).speakers() == ["Georg Dorn"]


def test_the_central_bank_is_no_bank_of_another_name() -> None:
    assert tell("Orr Bank was glad. [The central bank] said no.").speakers() == ["The central bank"]


def test_police_alone_are_those_named_before_if_they_are_the_only_ones() -> None:
    named = "The Orsk Police Department was called. [Police] said it is over."
    assert tell(named).speakers() == ["Orsk Police Department"]
    assert tell("[Police] said it is over. Call the Orsk Police Department.").speakers() == ["Police"]
    told = "It is over, according to [Orsk police]. On Monday [police] said it is late. [Police] said so twice."
    assert tell(told).speakers() == ["Orsk police"] * 3
    two = "The Orsk Police Department and the Skell Police Department came. [Police] said it is over."
    assert tell(two).speakers() == ["Police"]


def test_the_court_is_none_that_is_named_only_later() -> None:
    assert tell("[The court] ruled on it. The Orvik Court did so in May.").speakers() == ["The court"]
    assert tell("The Orvik Court met in May. [The court] ruled on it.").speakers() == ["Orvik Court"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("There was relief among harbour lawmakers, [who] thought it would sail.", "lawmakers"),
        ("It is not lost on some Republicans, [who] thought it would sail.", "some Republicans"),
        ("Those in the media and government [who] call it late are wrong.", None),
        ("The report was Orla Venn's. Orla Venn -- [who] wrote it -- is away.", "Orla Venn"),
    ],
)
def test_who_takes_up_the_people_right_before_it(text: str, who: str | None) -> None:
    assert tell(text).speakers() == [who]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("[Key harbour officials] said it is over.", "Key harbour officials"),
        ("[Orla Venn's lawyers] said it is over.", "Orla Venn's lawyers"),
        ("[The dockers’ union, the largest on the coast], said it is over.", "The dockers’ union"),
        ("They are the ones [top harbour officials] said are over.", "top harbour officials"),
    ],
)
def test_people_without_a_name_are_called_by_the_words_of_the_source(text: str, who: str) -> None:
    assert tell(text).speakers() == [who]


@pytest.mark.parametrize(
    ("before", "source", "who"),
    [
        ("The Department of Orr Harbours met.", "the department", "Department of Orr Harbours"),
        ("The Skell Court met. The ferry left.", "the court", "Skell Court"),
        ("Hamden police are still searching.", "Police", "Hamden police"),
        ("Hamden police searched, and so did Skell police who came.", "Police", "Police"),
        ("Hamden police searched. Skell police searched.", "Police", "Police"),
        ("The Senate Harbour Committee met.", "The Senate", "Senate"),
    ],
)
def test_a_body_called_by_its_noun_is_the_only_one_spoken_of_so_far(before: str, source: str, who: str) -> None:
    (speaker,) = speakers(f"{before} It was late. [{source}] said no. The Venn Court met.", "said no")
    assert speaker is not None
    assert speaker.removeprefix("The ") == who


def test_who_says_something_in_a_relative_clause_is_taken_up_by_a_pronoun() -> None:
    text = "Oskar Dorn was joined by Vik Amsel, [who] warned the crews that it was late. Then [he] said no."
    assert speakers(text, "warned", "said no") == ["Vik Amsel", "Vik Amsel"]


def test_some_of_a_people_are_no_one_of_that_name() -> None:
    told = tell("Other Skellites left. Then [some young Skellites] said that it was late.")
    assert told.speakers() == ["some young Skellites"]


def test_a_state_in_brackets_is_none_of_those_who_speak() -> None:
    told = tell("Then [Sens. Ann Amsel (R-Maine) and Joe Orlo (D-W.Va.)] said that it was late.")
    assert told.speakers() == ["Ann Amsel and Joe Orlo"]


def test_a_title_before_a_name_and_what_is_told_behind_it_are_both_known() -> None:
    told = tell("Rep. Karl Orlo, a Skell Democrat, left. Then [the congressman] said no.")
    assert told.speakers() == ["Karl Orlo"]
    assert tell("Sen. Karl Orlo (R-Ky.) left. Then [the GOP senator] said no.").speakers() == ["Karl Orlo"]


def test_what_a_pages_links_left_in_a_source_hides_no_name() -> None:
    links = "Orla Jane Venn2020 in numbers Five things to know about piers MORE"
    told = tell(f"Then [President Orla Venn {links}’s attorney Karl Amsel] said that it was late.")
    assert told.speakers() == ["Karl Amsel"]


def test_what_a_newspaper_announces_is_the_newspapers() -> None:
    told = tell("On Monday [the Skell Courier] said no. [The newspaper’s announcement] said it was late.")
    assert set(told.speakers()) == {"Skell Courier"}


def test_one_of_two_bodies_is_not_both() -> None:
    told = tell("On Monday [a poll by the Orvik Institute and the Skell Courier] said no.")
    assert told.speakers() == ["a poll by the Orvik Institute and the Skell Courier"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ann Lee and Orsk officials", "Ann Lee and Orsk officials"),
        ("the mayor and supporters", "Ann Lee and supporters"),
        ("Ms. Lee and Orsk Skellites", "Ann Lee and Orsk Skellites"),
        ("Ann Lee, councillors and business groups", "Ann Lee, councillors and business groups"),
        ("Many, including Ann Lee and Orla Dorn,", "Many"),
        ("Councillors including Ann Lee", "Councillors"),
    ],
)
def test_one_named_and_others_are_not_that_one_alone(source: str, speaker: str) -> None:
    assert tell(f"Mayor Ann Lee came on Monday. Then [{source}] said no.").speakers() == [speaker]


def test_what_a_bill_of_the_house_says_the_house_does_not_say() -> None:
    assert tell("The House of Representatives met. [The House bill] said no.").speakers() != [
        "House of Representatives"
    ]


def test_the_high_court_is_the_supreme_court() -> None:
    assert tell("The Supreme Court met. [The high court] said no.").speakers() == ["Supreme Court"]


def test_they_are_one_named_and_the_others_with_that_one() -> None:
    told = tell("Ann Lee and other officials left. [They] said no.")
    assert told.speakers() == ["Ann Lee and other officials"]


def test_a_counterpart_who_is_named_says_it_too() -> None:
    told = tell("On Monday [Ann Lee and her Republican counterpart, Sen. Orla Venn] said no.")
    assert told.speakers() == ["Ann Lee and Orla Venn"]


def test_a_poll_of_two_whose_names_a_slash_joins_is_not_that_of_the_first() -> None:
    assert tell("[A Skell Radio/Orvik TV poll] found that it was late.").speakers() == ["A Skell Radio/Orvik TV poll"]


def test_an_office_is_not_the_district_that_it_is_for() -> None:
    office = "the Attorney's Office for Orrland's Harbour District"
    assert tell(f"It fell, according to [{office}].").speakers() == [office]


def test_a_reporter_who_signs_off_is_nobody_of_whom_the_text_goes_on_to_speak() -> None:
    told = tell("[Karl Venn] said no.\n\nCrews honour the lost. Radio's Orla Dorn reports.\n\nThen [he] said so again.")
    assert told.speakers() == ["Karl Venn", "Karl Venn"]


def test_his_office_is_that_of_whom_he_means() -> None:
    told = tell("[Ann Lee] said no. Later [her office] said yes.")
    assert told.speakers() == ["Ann Lee", "Ann Lee's office"]
    told = tell("Ann Lee came. [Lee's team] said no. She left. Later [her team] said yes.")
    assert told.speakers() == ["Lee's team", "Lee's team"]
    assert tell("[Her office] said no.").speakers() == ["Her office"]


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("Ann Lee, legal head for Old and Young Sailors and Fishers", "Ann Lee"),
        ("Ann Lee, given to lecturing sailors on haste and the dangers of fogs", "Ann Lee"),
        ("Presidents Ann Lee of Orr, Ida Venn of Skell, and Orla Dorn of Lund", "Ann Lee, Ida Venn and Orla Dorn"),
        ("the Lee and Dorn campaigns", "the Lee and Dorn campaigns"),
        ("Lee Corp. and Dorn Inc.", "Lee Corp and Dorn Inc"),
        ("Chairwoman Ann Lee and the incoming harbour chief, Orla Dorn of Orr", "Ann Lee and Orla Dorn"),
        ("Ann Lee and councillors on the quay", "Ann Lee and councillors on the quay"),
        ("Sens. Ann Lee , D - Oregon , and Orla Dorn , R - Ohio", "Ann Lee and Orla Dorn"),
    ],
)
def test_who_stands_beside_whom(source: str, speaker: str) -> None:
    assert tell(f"Ann Lee met Orla Dorn and Ida Venn. Later [{source}] said no.").speakers() == [speaker]
