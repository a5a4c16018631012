"""Names: full and short, in one article and across those of a story."""

from __future__ import annotations

import random

import pytest
from tests.resolve.telling import annotated, tell

from attribune.annotate import annotate
from attribune.model import Article
from attribune.resolve import resolve


def test_a_surname_belongs_to_the_full_name_in_the_article() -> None:
    told = tell("Doris Quandt left. Later [Quandt] said that it was late.")
    assert told.speakers() == ["Doris Quandt"]


def test_a_surname_belongs_to_a_full_name_that_comes_later() -> None:
    told = tell("[Quandt] said that it was late. The remark of Doris Quandt caused laughter.")
    assert told.speakers() == ["Doris Quandt"]


def test_a_surname_alone_finds_the_full_name_in_another_article() -> None:
    told = tell("Yesterday [Quandt] said that it was late.", "The remark of Doris Quandt caused laughter.")
    assert told.speakers() == ["Doris Quandt"]


def test_spellings_of_one_name_are_one_actor() -> None:
    told = tell(
        "The Velland President Volodymyr Tereshenko spoke. [Tereshenko] said no.",
        "It was Vladimir Tereshenko again. [Tereshenko] said yes.",
        "Then [Velland President Tereshenkko] said perhaps.",
    )
    assert len(set(told.speakers())) == 1
    assert told.speakers()[0] is not None


def test_one_given_name_does_not_make_two_persons_one() -> None:
    told = tell("President Vladimir Orlo met President Vladimir Tereshenko. [Orlo] said no. [Tereshenko] said yes.")
    assert told.speakers() == ["Vladimir Orlo", "Vladimir Tereshenko"]


def test_two_persons_of_one_surname_are_kept_apart() -> None:
    told = tell(
        "Martin Amsel spoke first. [Amsel] said no.\n\n"
        "Then his sister [Ruth Amsel] said maybe. [Amsel] said yes.\n\nLater [Mr. Amsel] said that he was sorry."
    )
    assert told.speakers() == ["Martin Amsel", "Ruth Amsel", "Ruth Amsel", "Martin Amsel"]


def test_a_surname_of_several_named_elsewhere_stays_open() -> None:
    told = tell(
        "On Monday [Amsel] said that it was late.", "They met Martin Amsel at noon.", "They met Ruth Amsel at night."
    )
    (statement,) = told.resolution.statements
    assert statement.actor is None
    assert {told.name(actor) for actor, _ in statement.candidates} == {"Martin Amsel", "Ruth Amsel"}


def test_a_title_decides_between_namesakes() -> None:
    told = tell("Mayor Ruth Amsel came with General Martin Amsel. Then [General Amsel] said that it was late.")
    assert told.speakers() == ["Martin Amsel"]


def test_a_title_before_any_full_name_is_another_namesake() -> None:
    told = tell("Yesterday [President Amsel] said no. Later his son Hugo Amsel arrived. Then [Hugo] said yes.")
    assert told.speakers() == ["Amsel", "Hugo Amsel"]


def test_letters_stand_for_the_body_they_abbreviate() -> None:
    told = tell("The Northern Harbour Authority met. Then the [NHA] said that ships were late.")
    assert told.speakers() == ["Northern Harbour Authority"]


def test_nicknames_and_initials_are_one_name() -> None:
    told = tell("Joseph Tarn came.", "Joe Tarn came.", "J. Tarn came. Then [Tarn] said that it was late.")
    assert told.speakers() in (["Joseph Tarn"], ["Joe Tarn"])
    assert {"Joseph Tarn", "Joe Tarn"} <= set(told.actor(str(told.speakers()[0])).aliases)


def test_an_actor_has_its_fullest_name_its_role_and_all_its_forms() -> None:
    told = tell(
        "Velland Foreign Minister Doris Quandt left. [Quandt] said that it was late.",
        "[The Velland foreign minister] said that it was late. But Foreign Minister Quandt smiled.",
    )
    actor = told.actor("Doris Quandt")
    assert actor.type == "person"
    assert actor.description == "Velland Foreign Minister"
    assert actor.aliases == ("Doris Quandt", "Quandt", "The Velland foreign minister")


def test_the_order_of_the_articles_does_not_matter() -> None:
    texts = {
        "a": "The mayor of Orvik, Ruth Amsel, left. [She] said that it was late.",
        "b": "Martin Amsel came. Later [Amsel] said no, and [the mayor] said yes. Then [officials] said nothing.",
        "c": "[Amsel] said that it was late, and [Orvik’s mayor] said that Tereshenko knew.",
    }
    annotations = [annotated(text, name=name) for name, text in texts.items()]
    expected = resolve(annotations)
    for seed in range(4):
        shuffled = random.Random(seed).sample(annotations, len(annotations))
        found = resolve(shuffled)
        assert found.actors == expected.actors
        assert sorted(found.statements, key=lambda s: s.id) == sorted(expected.statements, key=lambda s: s.id)
        assert set(found.mentions) == set(expected.mentions)


def test_a_story_without_articles_has_no_actors() -> None:
    assert resolve([]).actors == ()


def test_every_mention_and_statement_comes_back() -> None:
    annotation = annotated("Ruth Amsel met [officials]. [They] said no.", name="a")
    found = resolve([annotation])
    assert [m.span for m in found.mentions] == [m.span for m in annotation.mentions]
    assert [s.id for s in found.statements] == [s.id for s in annotation.statements]


def test_two_surnames_belong_to_the_full_name_that_ends_with_them() -> None:
    told = tell("Orvik Amsel came. Ines Orvik Amsel sat down. Orvik Amsel rose. Then [Ms. Orvik] said no.")
    assert told.speakers() == ["Ines Orvik Amsel"]
    assert [actor.name for actor in told.resolution.actors] == ["Ines Orvik Amsel"]


def test_a_surname_behind_an_office_of_several_words_is_no_part_of_it() -> None:
    told = tell("Ruth Amsel came. Later [Secretary of State Amsel] said no.")
    assert told.speakers() == ["Ruth Amsel"]


def test_a_surname_may_be_the_name_of_a_people() -> None:
    told = tell("Ruth German spoke. Then [German] said no to the German officials.")
    assert told.speakers() == ["Ruth German"]


def test_letters_in_brackets_stand_for_the_body_before_them() -> None:
    told = tell("The Harbour Defence and Space Company (HADES) spoke. It rained.", "[HADES] said no.")
    assert told.speakers() == ["Harbour Defence and Space Company"]


def test_a_body_of_a_state_is_one_whatever_the_word_for_the_state() -> None:
    told = tell("The US Harbour Agency spoke. It rained. [The United States Harbour Agency] said no.")
    (statement,) = told.resolution.statements
    (actor,) = [actor for actor in told.resolution.actors if actor.id == statement.actor]
    assert set(actor.aliases) == {"US Harbour Agency", "United States Harbour Agency"}


def test_two_surnames_side_by_side_are_no_full_name() -> None:
    two = "Ruth Amsel met Martin Dorn. A lead for Amsel Dorn on oil. Then [Dorn] said that it was late."
    assert tell(two).speakers() == ["Martin Dorn"]


def test_who_bears_two_titles_speaks_not_another_bearer_of_the_first() -> None:
    told = tell(
        "President Ruth Amsel left. Then [Skell Radio President and Chief Executive Officer Martin Dorn] said no. "
        "[District Attorney Lena Venn] said no."
    )
    assert told.speakers() == ["Martin Dorn", "Lena Venn"]


def test_a_surname_is_nobodys_where_one_of_the_family_may_be_meant() -> None:
    told = tell("Martin Dorn’s sister Ruth wept in Skell. [Dorn] said that he had been a good man.")
    assert told.speakers() == [None]
    alone = tell("Martin Dorn’s ship sank in Skell. [Dorn] said that it had been a good one.")
    assert alone.speakers() == ["Martin Dorn"]


def test_a_name_that_stands_before_a_longer_one_is_no_short_form_of_it() -> None:
    told = tell("[Vennira] opened. It goes to Camp Vennira. [Vennira] says so.")
    assert told.speakers() == ["Vennira", "Vennira"]


def test_a_surname_alone_is_not_the_government_or_campaign_that_bears_it() -> None:
    told = tell("The Amsel administration failed. [Amsel] said no.")
    assert told.speakers() == ["Amsel"]


def test_the_meeting_is_no_he() -> None:
    told = tell("It was like Ruth Amsel and Oskar Dorn. At the World Ferry Summit in May [he] said no.")
    assert told.speakers() == ["Oskar Dorn"]


def test_a_body_is_not_its_product_that_is_named_after_it() -> None:
    assert tell("[Venniro] opened. It is in Venniro Search. [Venniro] said no.").speakers() == ["Venniro", "Venniro"]


def test_a_body_is_the_longer_name_that_holds_no_more_than_what_it_is() -> None:
    told = tell("[Venniro] opened. The Venniro Group is large. [Venniro] said no.")
    assert told.speakers() == ["Venniro Group", "Venniro Group"]


def test_a_surname_that_speaks_is_not_that_of_the_dead_where_an_officer_bears_it_too() -> None:
    text = "Ruth Dorn and Carl Dorn died. [Lt. Oskar Dorn] said so. Ruth Dorn was kind. Ruth Dorn ran. [Dorn] said no."
    assert tell(text).speakers() == ["Oskar Dorn", None]


def test_a_surname_in_capitals_is_that_of_the_person_named_in_full() -> None:
    turns = "[ORLA VENN]: The ferry stays.\n\n[MARLOW]: For how long?\n\n[VENN]: For good."
    found = tell(f"Lee Marlow came late.\n\n{turns}")
    assert found.speakers() == ["Orla Venn", "Lee Marlow", "Orla Venn"]


def test_soft_hyphens_are_no_part_of_a_name() -> None:
    assert tell("[Wayne La\u00adPierre] said no. [La\u00adPierre] left.").speakers() == ["Wayne LaPierre"] * 2


def test_who_is_elect_is_not_who_is() -> None:
    assert tell("Orla Venn, the Vellandish president, left. [The president - elect] said no.").speakers() == [None]


def test_a_surname_alone_is_not_the_juniors() -> None:
    text = "President Dorn left. Then Oskar Dorn Jr. spoke. Oskar Dorn Jr. stayed. [Dorn] said no."
    assert tell(text).speakers() == ["Dorn"]


def test_an_outlet_that_is_called_like_a_place_is_an_outlet_under_its_full_name() -> None:
    told = tell("They met on Capitol Hill. [The Hill] said no. Fiona Hill left. Then [Hill] said yes.")
    assert told.speakers() == ["The Hill", "Fiona Hill"]


def test_a_body_is_none_of_several_products_that_are_named_after_it() -> None:
    told = tell("Venniro Watch and Venniro Ads are new. [Venniro] said no.")
    assert told.speakers() == ["Venniro"]


def test_nobody_is_called_by_a_title_and_the_first_word_of_a_bodys_name() -> None:
    assert tell("The Dorn War Room is new. [Mr. Dorn] said no.").speakers() == ["Dorn"]


def test_a_pope_is_none_of_the_others_of_his_name() -> None:
    assert tell("Francis Dorn left. [Pope Francis] said no.").speakers() == ["Francis"]


def test_father_and_son_of_one_name_are_two() -> None:
    told = tell("[Vik Dorn Jr.] said no. His father, Vik Dorn Sr., left. [Dorn Jr.] said so. [Dorn Sr.] said yes.")
    assert told.speakers() == ["Vik Dorn Jr", "Vik Dorn Jr", "Vik Dorn Sr"]
    told = tell("[Vik Dorn Jr.] said no. His father, Vik Dorn, left. [Dorn Jr.] said so. [Dorn] said yes.")
    assert told.speakers() == ["Vik Dorn Jr", "Vik Dorn Jr", "Vik Dorn"]


def test_a_courtesy_title_with_two_names_stands_before_a_surname_of_two() -> None:
    told = tell("Theresa Jean-Pierre Coy left. [Ms. Jean-Pierre Coy] said no. [Jean-Pierre Coy] said yes.")
    assert told.speakers() == ["Theresa Jean-Pierre Coy"] * 2
    assert tell("Mary Ann Lee left. [Ann Lee] said no.").speakers() == ["Ann Lee"]


def test_a_surname_is_not_that_of_a_relative_who_alone_is_named_in_full() -> None:
    told = tell(
        "[Dorn] said no. It was late. At night the first lady Lena Dorn left. [Dorn] said yes. [Mrs. Dorn] said no."
    )
    assert told.speakers() == ["Dorn", "Dorn", "Lena Dorn"]
    told = tell("Vice President Dorn left. It was the death of his son Ben Dorn. [Dorn] said yes.")
    assert told.speakers() == ["Dorn"]


def test_who_is_named_within_a_quotation_is_not_the_one_who_goes_on() -> None:
    text = "[Ethan Amsel] said, “Let me be clear.” “The words of John Amsel were old,” [Amsel] said."
    filler = "John Amsel sailed. John Amsel fished. John Amsel was old. "
    assert tell(filler + text).speakers()[-1] == "Ethan Amsel"


def test_who_goes_by_surname_before_a_relative_is_named_in_full_goes_by_it_afterwards() -> None:
    text = (
        "Jonas Venn left the board on Monday. Venn was tired of it. Karl Venn, his son, stayed. Karl Venn sails. "
        "They say that Karl Venn is good at it. The weather was fine, and the ferry left the harbour on time that day."
    )
    assert tell(f"{text} [Venn] said no.").speakers() == ["Jonas Venn"]


def test_a_first_lady_does_not_go_by_surname_alone() -> None:
    text = "First Lady Lena Venn spoke on Monday. President Venn was there. President Jonas Venn waved. He left."
    assert tell(f"{text} Then [Venn] said no.").speakers() == ["Jonas Venn"]


def test_a_relative_who_has_just_spoken_may_be_the_one_meant() -> None:
    text = "Jonas Venn fell ill on Monday. Venn was tired. “He is well,” said [Karl Venn]."
    assert tell(f"{text} [Venn] said no.").speakers() == ["Karl Venn", "Karl Venn"]


def test_where_both_of_a_family_speak_under_their_names_it_is_left_open() -> None:
    text = "[Jonas Venn] said that he was tired. Venn left. “He is well,” said [Karl Venn]."
    assert tell(f"{text} [Venn] said no.").speakers() == ["Jonas Venn", "Karl Venn", None]


def test_a_given_name_alone_does_not_show_who_goes_by_the_surname() -> None:
    text = "Ruth and Jonas Venn met Karl Venn. Karl was late. Karl was tired. Jonas Venn left. " + "It rained. " * 40
    assert tell(f"{text} [Venn] said no.").speakers() == ["Jonas Venn"]


def test_an_account_that_is_called_by_signs_alone_has_them_for_its_name() -> None:
    post = "What a day on the water. pic.twitter.com/rUASag — 🚢🌊 (@ferry31) July 2, 2019"
    text = f"The ferry was late.\n\n{post}\n\nIt rained."
    annotation = annotate(Article(id="a0", source="a0.txt", text=text), fast=True)
    assert [actor.name for actor in resolve([annotation]).actors] == ["🚢🌊"]


def test_whom_another_article_names_in_full_keeps_the_surname_beside_a_junior() -> None:
    told = tell(
        "Yesterday [President Amsel] said no. [Mr. Amsel] said yes.\n\nLater Hugo Amsel Jr. came. [Amsel] said so.",
        "They met President Hugo Amsel at noon.",
    )
    assert told.speakers() == ["Hugo Amsel"] * 3


def test_a_surname_before_the_first_full_name_is_that_of_the_one_the_story_tells_most_of() -> None:
    told = tell(
        "On Monday [Amsel] said that it was late. They met Karl Amsel at noon.",
        *["They met Ruth Amsel at night. Ruth Amsel left. Ruth Amsel came back. Ruth Amsel slept."] * 3,
    )
    assert told.speakers() == ["Ruth Amsel"]


def test_a_surname_is_not_that_of_a_relative_whom_other_articles_name() -> None:
    told = tell(
        "On Monday [Amsel] said that it was late.",
        "They met President Hugo Amsel at noon.",
        "They met the first lady, Ruth Amsel, at night.",
    )
    assert told.speakers() == ["Hugo Amsel"]


def test_an_official_is_nobody_whom_only_another_article_calls_an_official() -> None:
    told = tell(
        "It was late. Then [the official] said no.",
        "Party official Ida Dorn left, and party official Lee Tarn stayed.",
    )
    assert told.speakers() == ["the official"]


def test_a_president_named_in_full_only_later_is_one_with_the_president_where_the_pronoun_fits() -> None:
    told = tell("Yesterday [President Amsel] said that he would stay. Later Hugo Amsel left. Then [Amsel] said no.")
    assert set(told.speakers()) == {"Hugo Amsel"}
    told = tell("Yesterday [President Amsel] said that he would stay. Later Ruth Amsel left. Then [Ruth] said no.")
    assert told.speakers() == ["Amsel", "Ruth Amsel"]


@pytest.mark.parametrize("name", ["Harbour Department", "US Department of Harbour", "U.S. Harbour Department"])
def test_a_department_is_one_in_each_form_of_its_name(name: str) -> None:
    told = tell(f"On Monday [the Department of Harbour] said no. Later [the {name}] said yes.")
    assert len(set(told.speakers())) == 1


def test_a_ministry_without_its_state_is_no_other_states() -> None:
    told = tell("[The Russian Foreign Ministry] said no. Then [the Foreign Ministry] said yes.")
    assert len(set(told.speakers())) == 1
    told = tell("[The Russian Foreign Ministry] said no. Then France's [Foreign Ministry] said yes.")
    assert len(set(told.speakers())) == 2
    told = tell("[The Russian Foreign Ministry] met the French Foreign Ministry. Then [the Foreign Ministry] said yes.")
    assert len(set(told.speakers())) == 2


def test_letters_in_brackets_are_those_of_the_body_before() -> None:
    told = tell("On Monday [the Department of Justice] (DOJ) said no. Later [DOJ] said yes.")
    assert set(told.speakers()) == {"Department of Justice"}


def test_a_company_of_that_name_is_not_the_person() -> None:
    told = tell("They met President Hugo Amsel at noon. “Amsel Incorporated has fallen.” Later [Amsel] said no.")
    assert told.speakers() == ["Hugo Amsel"]


def test_the_house_is_the_house_of_representatives_that_is_named() -> None:
    told = tell(
        "The House of Representatives met on Monday. Later [the House] said no. Then [House Republicans] said yes."
    )
    assert told.speakers() == ["House of Representatives", "House Republicans"]
    assert tell("On Monday [the House] said no.").speakers() == ["House"]


def test_who_has_spoken_by_title_may_be_meant_by_the_surname_of_another() -> None:
    opening = "They met Lena Dorn at noon. Dorn smiled. Former President Hugo Dorn was there."
    told = tell(f"{opening} Lena Dorn left. Later [former president Dorn] said no.\n\nIt was late. [Dorn] said yes.")
    assert told.speakers() == ["Hugo Dorn", None]
