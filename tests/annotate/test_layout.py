"""What each stretch of an article serves as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.growth import LINEAR, growth

from attribune.annotate.layout import paragraphs

BODY = (
    "The old mill at Anselm burned down in the night, and nobody has said why.\n\n"
    "“We saw smoke before we saw fire,” said Tilda Moss, who lives across the river from it."
)


def laid_out(text: str, title: str | None = None) -> list[tuple[str, str]]:
    found = paragraphs(text, title=title)
    return [(paragraph.kind, text[paragraph.span.start : paragraph.span.end]) for paragraph in found]


def kinds(text: str, title: str | None = None) -> list[str]:
    return [kind for kind, _ in laid_out(text, title)]


def kind_within(line: str) -> str:
    """The kind of ``line`` where it stands between two paragraphs of an article."""
    first, second = BODY.split("\n\n")
    found = laid_out(f"{first}\n\n{line}\n\n{second}")
    return next(kind for kind, words in found if words == line)


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n", "\n \n\n"])
def test_paragraphs_are_cut_at_blank_lines_and_at_line_breaks(gap: str) -> None:
    text = gap.join(["Mill Burns Down at Anselm", *BODY.split("\n\n")])
    assert kinds(text) == ["headline", "body", "body"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The old mill at Anselm burned down in the night, and nobody has said\n"
        "why. The brigade came late because its only engine stood in a barn\n"
        "at Pell.\n"
        "The mayor, Tilda Moss, has asked the county for a second engine, and\n"
        "for a bridge that can bear it.\n"
    )
    assert [words[:9] for _, words in laid_out(text)] == ["The old m", "The mayor"]


def test_single_lines_that_are_whole_paragraphs_are_not_joined() -> None:
    text = "The mill burned.\nNobody was hurt.\nThe brigade came late.\nThe mayor is not pleased."
    assert len(kinds(text)) == 4


def test_the_line_that_equals_the_title_is_the_headline() -> None:
    text = f"Search\n\nMill Burns.\n\n{BODY}"
    assert laid_out(text, "“Mill burns”")[1] == ("headline", "Mill Burns.")


def test_the_title_is_found_though_the_outlet_is_named_after_it() -> None:
    text = f"The mill at Anselm burns down\n\n{BODY}"
    assert kinds(text, "The mill at Anselm burns down - Valley Post")[0] == "headline"


def test_a_title_that_running_text_follows_on_the_same_line_is_cut_off() -> None:
    text = "Mill burns down , mayor ' not pleased ' . The old mill burned down in the night . Nobody was hurt ."
    found = laid_out(text, "Mill burns down, mayor ‘not pleased’")
    assert found[0] == ("headline", "Mill burns down , mayor ' not pleased ' .")
    assert found[1] == ("body", "The old mill burned down in the night . Nobody was hurt .")


@pytest.mark.parametrize("outlet", ["The Valley Post", "valleypost.example", "www.valleypost.example"])
def test_the_name_of_the_outlet_is_no_headline(outlet: str) -> None:
    text = f"Valley Post\n\nMill Burns Down at Anselm\n\n{BODY}"
    found = [paragraph.kind for paragraph in paragraphs(text, title=None, outlet=outlet)]
    assert found[:2] == ["furniture", "headline"]


def test_without_a_title_the_headline_is_found_below_navigation() -> None:
    text = f"Subscribe\n\nSearch\n\nMill Burns Down at Anselm\n\nBy Lou Vance\n\n{BODY}"
    assert kinds(text) == ["furniture", "furniture", "headline", "byline", "body", "body"]


@pytest.mark.parametrize(
    "above",
    [
        "Town and Country",
        "One hurt in two Skell break-ins\n\nClose\n\nFirefighters stand beside the ruins of the mill at Anselm.",
        "Partly cloudy skies. A stray shower is possible. Low 67F. Winds NE at 5 to 10 mph.",
    ],
)
def test_a_line_with_a_byline_below_it_is_likelier_the_headline_than_what_stands_far_above(above: str) -> None:
    found = laid_out(f"{above}\n\nMill burns down at Anselm in the night\n\nUpdated: July 16, 2031 @ 7:52 am\n\n{BODY}")
    assert [words for kind, words in found if kind == "headline"] == ["Mill burns down at Anselm in the night"]


def test_a_deck_with_a_byline_below_it_is_not_the_headline() -> None:
    found = laid_out(f"Mill burns down at Anselm in the night\n\nNobody says why it did so\n\nBy Tilda Moss\n\n{BODY}")
    assert [words for kind, words in found if kind == "headline"] == ["Mill burns down at Anselm in the night"]


@pytest.mark.parametrize(
    "line",
    [
        "AFP PHOTO / ANSELM / Tilda MOSS/AFP/Getty Images/File 2031",
        "AFP PHOTO / Skellkuva / Per Ohlsson / Skell OUTPER OHLSSON/AFP/Getty Images",
    ],
)
def test_names_with_strokes_between_that_end_with_an_agency_are_a_credit(line: str) -> None:
    assert kind_within(line) == "caption"


def test_a_headline_above_a_photo_credit_is_no_caption() -> None:
    assert kinds(f"Mill Burns Down at Anselm\n\nLou Vance / AP\n\n{BODY}")[:2] == ["headline", "caption"]


def test_a_headline_set_twice_is_a_headline_twice() -> None:
    text = f"Mill Burns Down at Anselm\n\nBy Lou Vance\n\nMill burns down at Anselm\n\n{BODY}"
    assert kinds(text)[:3] == ["headline", "byline", "headline"]


def test_an_author_is_presented_at_the_edge_of_a_text_only() -> None:
    presented = "Lou Vance is a staff writer at the Valley Post."
    assert kinds(f"{BODY}\n\n{presented}")[-1] == "byline"
    assert kinds("\n\n".join([BODY, BODY, presented, BODY, BODY]))[4] == "body"


def test_credits_in_brackets_are_cut_out_of_their_paragraph() -> None:
    assert laid_out("The mill burned. (Reporting by Lou Vance; Editing by Anna Wick)") == [
        ("body", "The mill burned."),
        ("byline", "(Reporting by Lou Vance; Editing by Anna Wick)"),
    ]


def test_running_text_at_the_start_is_no_headline() -> None:
    assert kinds(BODY) == ["body", "body"]
    assert kinds("She said the mill burned") == ["body"]
    assert kinds(f"The mill burned. Nobody knows why\n\n{BODY}")[0] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By Lou Vance",
        "By LOU VANCE and ANNA F. WICK, Valley Post Staff Writers",
        "by Lou Vance /",
        "Lou Vance, Staff writer",
        "Lou Vance | Valley Post",
        "Valley Wire Monday, July 16, 2029",
        "Updated 8:30 AM ET",
        "Published: May 3, 2029 at 7:15 p.m.",
        "July 16, 2029",
        "1 hr ago",
        "Reporting by Lou Vance; Editing by Anna Wick",
        "Valley Post writers Bo Trask and Anna Wick contributed to this report.",
        "Contributing: Bo Trask",
        "Lou Vance, Bo Trask and Anna F. Wick",
        "7 years ago",
        "By                LOU VANCE Valley Wire",
        "Lou Vance and Anna WickAssociated Press",
        "(Reporting by Lou Vance; Editing by Anna Wick)",
        "Reporting by Lou Vance and Bo Trask; Editing by Anna Wick.",
        "Jul.16.2029 / 8:02 AM ET",
        "Originally published July 16, 2029 at 1:52 am",
    ],
)
def test_who_wrote_it_and_when_is_a_byline(line: str) -> None:
    assert kind_within(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "Getty Images",
        "(AP Photo/Lou Vance)",
        "Photo: Lou Vance/Valley Post",
        "File photo",
        "ANSELM, NORLAND - MAY 27: Firefighters stand at the mill on May 27, 2029 in Anselm. (Photo by Lou Va",
        "FILE - In this July 3, 2029, photo, Mayor Tilda Moss speaks at the mill in Anselm.",
        "Mayor Tilda Moss, left, speaks at the mill, Sunday, July 15, 2029. (Lou Vance/Pool via AP)",
        "Enlarge this image toggle caption Lou Vance/AP Lou Vance/AP",
        "The mill, Sunday, July 15, 2029. (Lou Vance/Pool via AP) less",
        "The mill as it stood. (Lou Vance / Valley Post)",
        "The mill as it stood on July 15, 2029. REUTERS/Lou Vance",
        "Pool photo by Lou Vance",
        "The mill in its better days.Credit Lou Vance for The Valley Post",
    ],
)
def test_what_stands_under_a_picture_is_a_caption(line: str) -> None:
    assert kind_within(line) == "caption"


def test_the_line_above_a_credit_is_its_caption_if_it_was_cut_off_or_dated() -> None:
    cut_off = f"{BODY}\n\nFirefighters at the mill in Ans\nGetty Images"
    assert kinds(cut_off)[-2:] == ["caption", "caption"]
    assert kinds(f"{BODY}\n\nGetty Images")[-2:] == ["body", "caption"]


@pytest.mark.parametrize(
    "line",
    [
        "Please let us know if you're having issues with commenting.",
        "Follow Lou Vance on X: or e-mail to:",
        "Follow @valleypost",
        "Copyright 2029,",
        "© 2029 Valley Post. All rights reserved.",
        "(Related: The mill that would not burn (twice), a history.)",
        "Read more: The mayor’s engine",
        "Related Content Mill burns again in Ans",
        "( Also on VALLEY POST: Ten mills to see)",
        "Story Continues Below",
        "ADVERTISEMENT",
        "Sign up for our newsletter",
        "CLICK HERE TO GET THE VALLEY POST APP",
        "This video is from the Anselm Anglers channel on example.com.",
        "Watch this clip of the mill burning.",
        "Your browser does not support the video tag.",
        "Your weather is set to Anselm. You can change the location at any time.",
        "___",
        "https://valleypost.example/mill",
        "312 Comments",
        "Image 4 of 7",
        "Write to Lou Vance at lou.vance@valleypost.example",
        "1 / 4",
        "From the archives: the day the mill was built »",
        "window._ads = window._ads || [];    _ads.push({flush: true});",
        "Sources include:",
        "[music]",
        "Slideshow (5 images)",
        "Support the Valley Post’s explanatory journalism",
        "Subscribe to the Big Mill newsletter.",
        "61% of readers think this story is true. Add your two cents.",
        "To find out more about commenting please read the Conversation Guidelines and FAQs",
        "Unlimited Digital Access. $1 for 4 weeks.",
        "Chat with us on the messenger of your choice.",
        "The mill is a nonprofit newsroom. Sign up to receive our biggest stories as soon as they’re published.",
    ],
)
def test_what_the_page_put_around_the_article_is_furniture(line: str) -> None:
    assert kind_within(line) == "furniture"


@pytest.mark.parametrize(
    "line",
    [
        "“No.”",
        "Why did the mill burn?",
        "She did not say",
        "ANSELM, May 27 (Valley Wire) - The mill burned down.",
        "ANSELM (VW) — The mill burned down.",
        "By Monday, the fire was out.",
        "By then Tilda Moss had left.",
        "Follow the money, said Tilda Moss.",
        "Read my lips, the mayor said, and left.",
        "More than forty people came to see it.",
        "Copyright law does not help a miller.",
        "Shares of the mill fell.",
        "Image is everything, the mayor said.",
        "Related to the miller by marriage, she had the key.",
        "Tilda Moss (left the party in 2028) has the key.",
        "Lou Vance, a writer of crime novels, saw it all.",
        "To reach the mill you need a boat.",
        "Reporters asked the mayor why.",
        "Also on Friday, the mayor left.",
        "Old Anselm is the largest mill producer in Norland.",
        "Reporting by the Valley Post showed that the mill was old.",
        "Contributing to the blaze was a dry wind, she said.",
        "Support our brigade, the mayor said.",
        "Tilda Moss is accused of lying to an editor.",
        "Tilda Moss is a Democrat who once sued the editor of the Valley Post.",
        "— Tilda Moss (@tildamoss) July 16, 2029",
    ],
)
def test_a_short_paragraph_of_the_article_stays_body(line: str) -> None:
    assert kind_within(line) == "body"


def test_an_aside_in_brackets_is_cut_out_of_its_paragraph() -> None:
    text = 'The mill burned. (Related: "Dry" mills – are they safe (again)?) Nobody was hurt.'
    assert laid_out(text) == [
        ("body", "The mill burned."),
        ("furniture", '(Related: "Dry" mills – are they safe (again)?)'),
        ("body", "Nobody was hurt."),
    ]


def test_the_label_of_a_box_is_cut_off_the_text_that_follows_on_its_line() -> None:
    text = f"{BODY}\n\nStory highlights The mill burned in the night and nobody was hurt, the mayor of Vessin said."
    assert laid_out(text)[-2:] == [
        ("furniture", "Story highlights"),
        ("body", "The mill burned in the night and nobody was hurt, the mayor of Vessin said."),
    ]
    told = "Story highlights of the year were read out by the mayor of Vessin at the mill on Monday."
    assert laid_out(f"{BODY}\n\n{told}")[-1] == ("body", told)


def test_a_run_of_very_short_lines_is_navigation() -> None:
    text = f"{BODY}\n\nWeather\n\nSports\n\nLocal News\n\nObituaries"
    assert kinds(text) == ["body"] * 2 + ["furniture"] * 4


def test_a_line_in_capitals_is_a_link_unless_all_is_in_capitals() -> None:
    first, second = BODY.split("\n\n")
    shouted = "COUNTY BUYS A SECOND ENGINE"
    assert kinds("\n\n".join([first, second, shouted, first, second]))[2] == "furniture"
    assert kinds(f"{first.upper()}\n\nSHE DID NOT SAY WHY SO\n\n{second.upper()}")[1] == "body"


def test_headlines_of_other_articles_at_the_end_are_furniture() -> None:
    text = f"{BODY}\n\nCounty Buys a Second Engine\n\nAnglers meet at the old bridge on Sunday"
    assert kinds(text) == ["body"] * 2 + ["furniture"] * 2


def test_links_between_notices_at_the_end_are_furniture_though_they_have_stops() -> None:
    links = ["Watch this clip of the mill.", "County buys a second engine.", "Sources include:", "valleypost.example"]
    text = "\n\n".join([BODY, *links])
    assert kinds(text) == ["body"] * 2 + ["furniture"] * 4


def test_the_article_goes_on_after_a_link() -> None:
    text = f"{BODY}\n\nRead more: County buys an engine\n\nThe mill will not be built again."
    assert kinds(text) == ["body", "body", "furniture", "body"]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert kinds("") == []
    assert kinds(" \n\t\n", "Title") == []


LINES = st.sampled_from(
    [
        "Mill burns",
        "By Lou Vance",
        BODY,
        "(Related: x)",
        "AP",
        "Related",
        " ",
        "It is. (Related: a) So.",
        "a",
        "…",
        "😀 .",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(LINES).map("\n".join)), st.none() | st.text(max_size=20) | LINES)
def test_everything_but_blanks_lies_in_exactly_one_paragraph(text: str, title: str | None) -> None:
    place = 0
    for paragraph in paragraphs(text, title=title):
        start, end = paragraph.span
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip() != ""
        place = end
    assert not text[place:].strip()


@pytest.mark.parametrize(
    "piece", ["Mill ", "(Related: ", "By A ", "word. ", "Mill\n", "a\n", "AP/", "(", "2029 ", "Aa, "]
)
def test_time_grows_with_the_length_of_the_text_only(piece: str) -> None:
    assert growth(lambda size: paragraphs(piece * size, title=piece * size), size=2000) < LINEAR


@pytest.mark.parametrize(
    "line",
    [
        "FacebookEmail Twitter Google+ LinkedIn Pinterest",
        "High 61F. Winds SW at 5 to 10 mph..",
        "Low around 48F, wind light",
        "Turn on notifications? Please enable them.",
        "Harbour/Trade 07/16/2029, 06:45am",
    ],
)
def test_what_the_page_sets_above_an_article_is_not_its_headline(line: str) -> None:
    assert kinds(f"{line}\n\nMill burns in Skell\n\n{BODY}")[:2] == ["furniture", "headline"]
