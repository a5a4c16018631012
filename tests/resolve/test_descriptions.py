"""Descriptions by role, states, nameless sources and pronouns."""

from __future__ import annotations

import pytest
from tests.resolve.telling import tell

from attribune.resolve.roles import fit, parse_role


@pytest.mark.parametrize(
    ("description", "role", "fits"),
    [
        ("the NATO chief", "NATO Secretary-General", True),
        ("the NATO head", "NATO Secretary General", True),
        ("the German leader", "German Chancellor", True),
        ("the Kremlin spokesman", "Kremlin Press Secretary", True),
        ("the Russian spokesman", "Kremlin Press Secretary", True),
        ("the deputy prime minister", "Italian Deputy Prime Minister", True),
        ("the former secretary of state", "former Secretary of State", True),
        ("the top diplomat", "Foreign Minister", True),
        ("the lawmaker", "Sen.", True),
        ("the prime minister", "Italian Deputy Prime Minister", False),
        ("the French leader", "German Chancellor", False),
        ("the mayor", "Governor", False),
        ("the defence minister", "Foreign Minister", False),
    ],
)
def test_a_description_fits_a_role(description: str, role: str, fits: bool) -> None:
    wanted, given = parse_role(description), parse_role(role)
    assert wanted is not None
    assert given is not None
    assert (fit(wanted, given) >= 0.6) is fits


def test_a_description_means_who_bears_the_role_in_the_article() -> None:
    told = tell("Harbour Union Secretary-General Jon Halvard spoke. Then [the Harbour Union chief] said no.")
    assert told.speakers() == ["Jon Halvard"]


def test_a_description_means_who_bears_the_role_in_another_article() -> None:
    told = tell("[The Velland leader] said no.", "Velland Chancellor Otto Brehm spoke to farmers.")
    assert told.speakers() == ["Otto Brehm"]


def test_of_two_bearers_the_last_one_named_is_meant() -> None:
    filler = "The weather was fine and the farmers of the valley were pleased with it. " * 6
    told = tell(
        f"Deputy Prime Minister Aldo Branca spoke. {filler}\n\nDeputy Prime Minister Ida Tosi spoke.\n\n"
        "Then [the deputy prime minister] said no."
    )
    assert told.speakers() == ["Ida Tosi"]


def test_two_bearers_named_together_leave_it_open() -> None:
    told = tell("Senator Aldo Branca met Senator Ida Tosi. Then [the senator] said no.")
    (statement,) = told.resolution.statements
    assert statement.actor is None
    assert {told.name(actor) for actor, _ in statement.candidates} == {"Aldo Branca", "Ida Tosi"}


def test_an_apposition_gives_a_name_its_role() -> None:
    told = tell("They met Ruth Amsel, the mayor of Orvik, at noon. Later [the mayor] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_what_is_said_of_a_name_gives_it_a_role() -> None:
    told = tell("Then Ruth Amsel, who also serves as transport minister, came. Later [the transport minister] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_an_indefinite_description_names_no_one() -> None:
    told = tell("They met Spokesman Vik Dorn. Later [a spokesman] said no.")
    (statement,) = told.resolution.statements
    assert told.name(statement.actor) == "a spokesman"


@pytest.mark.parametrize("source", ["Moscow", "the Kremlin", "Russia", "the Russian government"])
def test_capitals_and_seats_of_government_speak_for_the_state(source: str) -> None:
    told = tell(f"On Monday [{source}] said that it was late.")
    (speaker,) = told.speakers()
    assert speaker == "Russia"
    assert told.actor("Russia").type == "state"


def test_a_seat_of_government_is_one_power_beside_others_where_parliament_is_told_of() -> None:
    told = tell(
        "[The White House] said no. Senate Republicans left. [Washington] said so.", "[The White House] said yes."
    )
    assert told.speakers() == ["White House", "United States", "White House"]
    assert told.actor("White House").type == "organisation"


def test_a_capital_where_something_happens_is_no_actor() -> None:
    assert tell("Farmers met in Moscow.").meant("Moscow") == [None]


def test_nameless_sources_are_never_one_across_articles() -> None:
    told = tell("[Velland officials] said no.", "[Velland officials] said yes. Then [Velland officials] left.")
    first, second, third = (statement.actor for statement in told.resolution.statements)
    assert first != second == third
    assert {actor.type for actor in told.resolution.actors} == {"group"}


def test_a_source_that_no_mention_covers_is_nameless_and_less_sure() -> None:
    told = tell("Then [several shepherds of the valley] said no.")
    (statement,) = told.resolution.statements
    assert told.name(statement.actor) == "several shepherds of the valley"
    assert statement.actor_confidence < 0.7


@pytest.mark.parametrize("source", ["I", "that", "however", "more"])
def test_words_that_name_no_one_leave_the_speaker_unknown(source: str) -> None:
    told = tell(f"Then [{source}] said that it was late.")
    assert told.speakers() == [None]


def test_a_pronoun_means_the_last_speaker_of_its_gender() -> None:
    told = tell(
        "Ruth Amsel met Martin Dorn at the harbour. [Amsel] said that ships were late. "
        "[She] said that it was a shame.\n\n[Dorn] said that it was no shame. [He] said that ships rest."
    )
    assert told.speakers() == ["Ruth Amsel", "Ruth Amsel", "Martin Dorn", "Martin Dorn"]


def test_a_new_subject_comes_before_an_older_speaker() -> None:
    told = tell(
        "[Martin Dorn] said that ships were late. Foreign Minister Aldo Branca agreed with the words of Dorn. "
        "[He] said that it was a shame."
    )
    assert told.speakers() == ["Martin Dorn", "Aldo Branca"]


def test_a_pronoun_shows_the_gender_of_no_one_else() -> None:
    told = tell("Ruth Amsel met officials. Then [he] said that it was late.")
    assert told.speakers() == [None]


@pytest.mark.parametrize(
    ("between", "speaker"),
    [
        ("The video started with the assailant saying that ships are nothing.", None),
        ("Then a protester climbed the crane.", None),
        ("The harbour master closed the quay.", "Martin Dorn"),
        ("Dorn is a driver.", "Martin Dorn"),
        ("The crane belongs to the port.", "Martin Dorn"),
    ],
)
def test_a_pronoun_may_mean_one_who_was_only_described_since(between: str, speaker: str | None) -> None:
    told = tell(f"[Martin Dorn] said that ships were late.\n\n{between} [He] said that the harbour was his.")
    assert told.speakers() == ["Martin Dorn", speaker]


def test_a_pronoun_hardly_means_one_whom_its_own_statement_names() -> None:
    met = "Martin Dorn met Aldo Branca at the harbour. Later [he] said that "
    assert tell(f"{met}ships had been late.").speakers() == ["Martin Dorn"]
    assert tell(f"{met}Dorn had been late.").speakers() != ["Martin Dorn"]
    assert tell(f"{met}Dorn's ship had been late.").speakers() == ["Martin Dorn"]


def test_no_one_is_called_he_for_a_platform() -> None:
    told = tell("A singer wrote on Twitter about the ferry in Skell, as YouTube showed. Then [he] said it was late.")
    assert told.speakers() == [None]


def test_a_pronoun_in_a_quotation_never_means_its_speaker() -> None:
    told = tell("Martin Dorn met Aldo Branca. “He is late,” [Dorn] said.")
    assert told.meant("He") in ([None], ["Aldo Branca"])


def test_a_relative_pronoun_means_the_name_before_it() -> None:
    told = tell("They met Ruth Amsel, [who] said that it was late.")
    assert told.speakers() == ["Ruth Amsel"]


def test_the_owner_is_not_the_speaker() -> None:
    told = tell("Ruth Amsel left. Then [Amsel’s spokesman] said that it was late.")
    (speaker,) = told.speakers()
    assert speaker == "Amsel’s spokesman"


def test_whose_it_is_comes_before_the_name_of_who_speaks() -> None:
    told = tell("Martin Dorn left. Then [his doctor, Ruth Amsel,] said that it was late.")
    assert told.speakers() == ["Ruth Amsel"]


def test_surnames_that_are_capitals_too_are_persons_where_the_text_says_so() -> None:
    told = tell("They met Ruben Santiago. Later [Santiago] said that it was late.")
    assert told.speakers() == ["Ruben Santiago"]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Young farmers from the valley came to the hall.", "Young farmers"),
        ("Most rivals of the mayor were silent. The new Orvik tenants spoke.", "The new Orvik tenants"),
        ("Ruth Amsel, the mayor of Orvik, and Martin Dorn wrote a bill.", "Ruth Amsel and Martin Dorn"),
        ("Ruth Amsel came to the hall. Later Amsel and Martin Dorn wrote a bill.", "Ruth Amsel and Martin Dorn"),
        ("Officials in the valley met a tea party candidate.", "Officials"),
        ("Police came to the hall and spoke of a theft.", "Police"),
        ("Six harbour unions have signed the letter to the mayor.", "Six harbour unions"),
        ("The mayor spoke to nobody, and the price of fish rose.", None),
    ],
)
def test_they_means_several_who_were_just_spoken_of(before: str, meant: str | None) -> None:
    assert tell(f"{before} [They] said that it was late.").speakers() == [meant]


def test_an_official_aboard_a_ferry_is_an_official() -> None:
    text = "Chief of staff Lee Dorn came. [A senior official aboard the Skell] said no. [The official] said it is over."
    assert tell(text).speakers() == ["A senior official aboard the Skell"] * 2


def test_the_former_official_is_the_one_brought_in_before() -> None:
    text = "[One former official] said no. [The former official] said so twice. Former harbour chief Lee Dorn left."
    assert tell(text).speakers() == ["One former official"] * 2


def test_they_means_the_group_that_spoke_last_whatever_else_is_named_in_the_plural() -> None:
    told = tell("[Officials] said that voters had seen the letters. [They] said no.")
    assert told.speakers() == ["Officials", "Officials"]


def test_whose_remarks_they_are_is_not_who_they_are_about() -> None:
    told = tell("Ruth Amsel spoke. [Her remarks about the mayor] said that it was late. Mayor Vik Dorn left.")
    assert told.speakers() == ["Ruth Amsel"]


def test_things_that_a_sentence_is_about_are_not_those_who_speak() -> None:
    told = tell("Some tenants have signed. Letters are kept in the hall, and [they] show that the air is bad.")
    assert told.speakers() == [None]


def test_a_governor_is_meant_by_her_party_whether_or_not_the_text_gives_it() -> None:
    told = tell("Gov. Ruth Amsel left. [The Republican governor] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_the_president_is_who_has_that_title_not_who_presides_over_a_guild() -> None:
    told = tell(
        "President Oskar Dorn left. Ruth Amsel, president of the Guild of Orsk, stayed. [The president] said no."
    )
    assert told.speakers() == ["Oskar Dorn"]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("Ruth Amsel, 37, met Oskar Dorn, 52.", "Ruth Amsel"),
        ("Oskar Dorn met the 37-year-old singer Ruth Amsel.", "Ruth Amsel"),
        ("Ruth Amsel spoke.", "Ruth Amsel"),
        ("It rained.", "The 37-year-old"),
    ],
)
def test_an_age_means_the_one_of_whom_the_text_tells_it_or_who_was_just_spoken_of(before: str, meant: str) -> None:
    assert tell(f"{before} [The 37-year-old] said no.").speakers() == [meant]


def test_it_means_the_body_without_a_name_that_just_spoke_and_not_the_state_it_is_of() -> None:
    told = tell("[Velland’s emergency service] said no. [It] added that it was late.")
    assert told.speakers() == ["Velland’s emergency service", "Velland’s emergency service"]


def test_she_may_be_a_woman_without_a_name_who_just_spoke() -> None:
    told = tell("Ruth Amsel left. [A woman who lives in Orsk] said no. [She] added that it was late.")
    assert told.speakers() == ["A woman who lives in Orsk", "A woman who lives in Orsk"]


def test_a_senator_from_somewhere_is_no_senator_of_whom_the_text_does_not_say_so() -> None:
    assert tell("Sen. Ruth Amsel left. [The senator from Orvik] said no.").speakers() == ["The senator from Orvik"]


def test_one_of_a_calling_is_none_of_those_who_are_named_with_it() -> None:
    told = tell("Ruth Amsel, an aide, left. [one senior aide] said no. [another aide] said yes.")
    assert "Ruth Amsel" not in told.speakers()


def test_a_region_that_says_something_speaks_and_one_where_it_is_said_does_not() -> None:
    told = tell("[Wyoming] argued that it was late. A man in [Wyoming] said no.")
    assert told.speakers() == ["Wyoming", None]


def test_the_house_is_not_the_white_house() -> None:
    assert tell("The White House left. [The House] said no.").speakers() == ["House"]


def test_the_report_need_not_be_the_one_that_has_a_name_but_the_post_is() -> None:
    told = tell("The Orsk Report came out. [The report] said no. He reads the Orsk Post. [The Post] said yes.")
    assert told.speakers() == ["The report", "Orsk Post"]


def test_a_director_is_no_president_but_the_chief_may_be_a_director() -> None:
    told = tell("President Oskar Dorn left. [The executive director] said no.")
    assert told.speakers() == ["The executive director"]
    assert tell("Ruth Amsel, the harbour director, left. [The harbour chief] said no.").speakers() == ["Ruth Amsel"]


def test_who_was_he_is_not_she() -> None:
    told = tell("Nobody left. Her deputy, Dagg Venn, left. “No,” [he] said. [She] said that it was late.")
    assert told.speakers() == ["Dagg Venn", None]


@pytest.mark.parametrize("one", ["pediatrician", "podiatrist", "astronaut", "geographer", "Spaniard", "Swede"])
def test_callings_and_peoples_by_their_form(one: str) -> None:
    assert tell(f"[The {one}] said that it was late.").speakers() == [f"The {one}"]


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("President Karl Venn left", "The president of the company"),
        ("President Karl Venn left", "The president of Colours of Change"),
        ("President Karl Venn left", "The head of the observatory"),
        ("Vice President Dick Venn left", "The vice president of sales"),
        ("Ruth Amsel, vice president of marketing, left", "The vice president of sales"),
        ("His mother, Ruth Amsel, left", "The mother of another player"),
    ],
)
def test_who_leads_something_else_is_not_the_one_who_is_named(before: str, description: str) -> None:
    assert tell(f"{before}. [{description}] said no.").speakers() == [description]


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("Ruth Amsel, founder of Orsk Distributed, left", "The founder of the nonprofit"),
        ("Ruth Amsel, president of Northbank, left", "The president of the bank"),
        ("Chief Executive Ruth Amsel left", "The chief executive of the company"),
        ("Ruth Amsel, the director of the Skell Observatory for Birds, left", "The head of the observatory"),
    ],
)
def test_who_leads_the_body_that_is_taken_up_is_the_one_who_is_named(before: str, description: str) -> None:
    assert tell(f"{before}. [{description}] said no.").speakers() == ["Ruth Amsel"]


def test_the_official_is_the_one_just_brought_in_and_not_one_named_before() -> None:
    told = tell(
        "Dagg Venn, a harbour official, left. A senior official in Orsk did not. [The official] said no. "
        "[The official] said it was late."
    )
    assert told.speakers() == ["A senior official in Orsk"] * 2


def test_the_teacher_is_not_the_one_brought_in_before_somebody_was_named() -> None:
    told = tell("A teacher was hurt. Teacher Ruth Amsel helped. [The teacher] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_the_official_is_one_who_spoke_some_sentences_before() -> None:
    filler = "The ferries of Orsk sail at noon. " * 4
    told = tell(
        f"Dagg Venn, a former harbour official, left. [One official] said no. {filler}Later [the official] said yes."
    )
    assert told.speakers() == ["One official"] * 2


def test_a_word_at_the_head_of_a_sentence_is_not_who_she_is() -> None:
    told = tell("The crews met Dagg Venn. Inadequate testing and outreach fueled the spread. “It is late,” [she] said.")
    assert told.speakers() == ["Dagg Venn"]


def test_what_stands_behind_a_name_without_an_article_is_its_role_though_it_goes_on() -> None:
    told = tell(
        "Ruth Amsel, former head of the harbour and founder of two clubs, left. Then [the former head] said so."
    )
    assert told.speakers() == ["Ruth Amsel"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“No,” Ruth Amsel, [the top spokeswoman for the port in Orsk] told us, “never.”", "Ruth Amsel"),
        ("Ruth Amsel, [the dean of the school] said that it was late.", "Ruth Amsel"),
        ("Asked about Ruth Amsel, [the dean] said that it was late.", "the dean"),
    ],
)
def test_who_leads_a_sentence_is_the_one_described_behind(text: str, speaker: str) -> None:
    assert tell(text).speakers() == [speaker]


def test_her_mother_is_the_mother_of_the_one_she_is() -> None:
    told = tell("Ruth Amsel's mother, Ida Amsel, left. Eva Tarn stayed. Then Tarn slept. [Her mother] said no.")
    assert told.speakers() == ["Her mother"]
    told = tell("Oskar Dorn's wife, Ruth Amsel, left. Oskar Dorn stayed. [His wife] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_the_official_is_none_who_has_a_name_where_one_without_has_spoken() -> None:
    filler = "The ferries of Orsk sail at noon. Harbour Adviser Ruth Amsel waved. " * 4
    told = tell(f"[A senior harbour official] said no. {filler}It was late, [the official] said.")
    assert told.speakers() == ["A senior harbour official"] * 2


def test_who_asks_not_to_be_named_has_no_name() -> None:
    told = tell("Harbour aide Ruth Amsel left. It was late, according to [the aide], who asked not to be identified.")
    assert "Ruth Amsel" not in told.speakers()


def test_the_president_is_not_the_former_president() -> None:
    assert tell("President Oskar Dorn left. [The former president] said no.").speakers() != ["Oskar Dorn"]


def test_a_nameless_source_keeps_the_whole_of_its_wording() -> None:
    told = tell("President Dorn left. [The leader in the state Senate] said no.")
    assert told.speakers() == ["The leader in the state Senate"]


def test_two_callings_without_an_article_are_of_the_one_named() -> None:
    told = tell("Oskar Dorn, co-founder of Venn, left. [#GrabIt co-founder and digital strategist Amsel] said no.")
    assert told.speakers() == ["Amsel"]


def test_the_president_is_hardly_one_named_once_and_long_before() -> None:
    filler = "Amsel looked at the ferries of Orsk, which sail at noon, and Amsel waved to the crews on them. " * 20
    told = tell(f"President Oskar Dorn of Skell sent his wishes. Ruth Amsel was glad. {filler}[The president] said no.")
    assert told.speakers() == [None]
    told = tell(f"Ruth Amsel was glad. {filler}President Oskar Dorn of Skell sent his wishes. [The president] said no.")
    assert told.speakers() == ["Oskar Dorn"]


@pytest.mark.parametrize(
    "text",
    [
        "“No,” Ruth Amsel III, the senator's daughter, and [an advocate for the crews] wrote.",
        "Sen. Ruth Amsel (D-N.J.), [the current chair of the committee] said no.",
    ],
)
def test_who_is_described_twice_is_the_one_who_leads(text: str) -> None:
    assert tell(text).speakers() == ["Ruth Amsel"]


def test_the_democratic_senator_is_hardly_one_named_once_and_long_after() -> None:
    filler = "Amsel looked at the ferries of Orsk, which sail at noon, and Amsel waved to the crews on them. " * 20
    told = tell(f"Ruth Amsel was glad. [The Democratic senator] said no. {filler}Sen. Oskar Dorn sent his wishes.")
    assert told.speakers() != ["Oskar Dorn"]


@pytest.mark.parametrize(
    ("before", "description"),
    [
        ("President Ann Dorn met the Russian president, Boris Lee. Dorn was pleased.", "The president"),
        (
            "President Ann Dorn met Russian President Boris Lee. Dorn waved. Dorn smiled. President Lee left.",
            "The president",
        ),
        ("President Ann Dorn met Russian President Boris Lee.", "The American president"),
        ("Russian President Boris Lee waited. President Ann Dorn was late.", "The U.S. president"),
    ],
)
def test_beside_a_president_of_another_state_the_president_is_the_one_at_home(before: str, description: str) -> None:
    assert tell(f"{before} [{description}] said no.").speakers() == ["Ann Dorn"]


@pytest.mark.parametrize(
    "before",
    [
        "Russian President Boris Lee spoke of President Ann Dorn. Lee was angry.",  # spoken of as much, and last
        "French President Jean Lee met Russian President Boris Dorn.",
    ],
)
def test_the_president_is_left_open_where_either_may_be_meant(before: str) -> None:
    (speaker,) = tell(f"{before} [The president] said no.").speakers()
    assert speaker != "Ann Dorn"


def test_the_leader_of_a_state_is_the_president_who_is_left_over() -> None:
    told = tell("President Ann Dorn met Russian President Boris Lee. [The U.S. leader] said no.")
    assert told.speakers() == ["Ann Dorn"]


def test_who_is_left_over_is_of_that_state_only_beside_one_of_another() -> None:
    assert tell("President Ann Dorn met Mayor Boris Lee. [The American president] said no.").speakers() != ["Ann Dorn"]


def test_whom_a_text_opens_with_is_who_is_named_at_the_head_of_the_next_sentence() -> None:
    opening = "[The Orr governor] has said that it was late.\n\n[Ann Lee] said so on Monday.\n\n"
    told = tell(f"{opening}The ferry left. [The governor] said no.")
    assert told.speakers() == ["Ann Lee"] * 3


@pytest.mark.parametrize(
    "after",
    [
        "Captain Ann Lee said so.",  # she has a role of her own
        "Lee said so.",
        "On Monday, Ann Lee said so.",
        "It was cold. Ann Lee said so.",
    ],
)
def test_who_is_named_otherwise_is_not_whom_a_text_opens_with(after: str) -> None:
    (speaker,) = tell(f"[The governor] has said that it was late.\n\n{after}").speakers()
    assert speaker == "The governor"


def test_the_witnesss_lawyer_is_not_the_lawyer_of_somebody_else() -> None:
    told = tell("Rudy Lee, Amsel's own lawyer, was in Orr.\n\nHe heard of the witness. [The witness’s lawyer] said no.")
    assert told.speakers() != ["Rudy Lee"]
    told = tell("Rudy Lee, Amsel's own lawyer, met President Hugo Amsel.\n\nLater [the president's lawyer] said no.")
    assert told.speakers() == ["Rudy Lee"]


def test_the_two_leaders_are_the_two_named_side_by_side() -> None:
    met = "President Hugo Amsel and Prime Minister Ida Dorn met in Orr."
    assert tell(f"{met} It was late. [The two leaders] said no.").speakers() == ["Hugo Amsel and Ida Dorn"]
    others = "President Karl Venn and Mayor Ann Lee stayed away."
    assert tell(f"{met} {others} [Both leaders] said no.").speakers() == ["Both leaders"]
    assert tell(f"{met} {others} [Both] said no.").speakers() == ["Karl Venn and Ann Lee"]
    assert tell(f"{met} {others} It was late. [The two] said no.").speakers() == [None]


def test_whom_she_praises_first_she_is_not() -> None:
    told = tell("Orla Venn came on stage. Ann Lee watched.\n\nPraising Lee for her haste, [she] said that it was late.")
    assert told.speakers() != ["Ann Lee"]


def test_pres_is_a_title() -> None:
    assert tell("They met Hugo Amsel at noon. Later [Pres. Amsel] said no.").speakers() == ["Hugo Amsel"]


def test_the_lawmaker_is_the_one_brought_in_who_told_an_outlet() -> None:
    told = tell(
        "[A Skell lawmaker] told Harbour Radio that it was late.\n\nSpeaker Ann Lee left. [The lawmaker] said no."
    )
    assert told.speakers() == ["A Skell lawmaker"] * 2


def test_the_aides_are_those_brought_in_before() -> None:
    told = tell("[Skell aides in the town hall] said that it was late.\n\n[The aides] said no.")
    assert told.speakers() == ["Skell aides in the town hall"] * 2
    told = tell("[Those aides in turn] said that it was late.\n\n[The aides] said no.")
    assert told.speakers()[1] == "The aides"
    told = tell("[Judges on the high court] said that it was late.\n\n[The court] said no.")
    assert told.speakers()[1] != "Judges on the high court"
