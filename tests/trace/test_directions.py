"""What tells who drew on whom beside time and credit lines: names, quotation marks, odd wordings."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import find
from tests.trace.tracing import article, drew, traced

from attribune.annotate import annotate
from attribune.model import Annotation, Article, Derivation, Link, Span
from attribune.trace.namings import page_of
from attribune.trace.outlets import names_article, site

LEAK = "The ferry had been leaking oil into the strait for eleven weeks before the harbour guard noticed the gulls."
OWNER = "Its owner, a cheese merchant from the hills, had insured it twice and painted over the rust in April."
NETS = "Fishermen sold their nets by the quay and bought tickets to the mountains with the money they got."
INQUIRY = "An inquiry led by a retired judge will hear forty witnesses before the first snow falls on the piers."
PELL = "Pell is a quiet town with a good bakery."
HILLS = "In the hills nobody talks of anything but the price of milk."


def found(*articles: Article) -> tuple[Derivation, ...]:
    return traced(annotated(*articles))[1]


def annotated(*articles: Article) -> list[Annotation]:
    return [annotate(one, fast=True) for one in articles]


def words(articles: tuple[Article, ...], derivation: Derivation, kind: str) -> list[str]:
    """Return what shows a derivation, as it stands in the article."""
    text = next(one.text for one in articles if one.id == derivation.article)
    return [text[slice(*item.span)] for item in derivation.evidence if item.kind == kind]


def test_who_names_the_other_s_outlet_beside_what_both_have_drew_on_it() -> None:
    model = article("z", PELL, LEAK, OWNER, outlet="The Pell Lantern")
    copy = article("a", "Harsh words in the Pell Lantern this morning.", LEAK, OWNER, HILLS, outlet="Hill Courier")
    (derivation,) = found(model, copy)
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.8
    assert words((model, copy), derivation, "credit") == ["Pell Lantern"]


def test_a_name_far_from_what_both_have_tells_nothing() -> None:
    model = article("b", PELL, LEAK, OWNER, outlet="The Pell Lantern")
    filler = [f"Of the town's {number} wells not one was dry when we came by." for number in range(12)]
    copy = article("a", LEAK, OWNER, *filler, "The Pell Lantern has a new owner.", outlet="Hill Courier")
    (derivation,) = found(model, copy)
    assert derivation.confidence < 0.5


def test_an_outlet_is_named_by_its_address_too() -> None:
    page = article("z", PELL, LEAK, OWNER, outlet="Guest writer", url="https://www.pelllantern.example/ferry")
    copy = article("a", "Harsh words in the Pell Lantern this morning.", LEAK, OWNER, HILLS, outlet="Hill Courier")
    (derivation,) = found(page, copy)
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.8
    assert names_article("Pell Lantern", page)
    assert not names_article("Hill Courier", page)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.pelllantern.co.uk/1", "pelllantern"),
        ("http://pelllantern.example", "pelllantern"),
        ("pelllantern", None),
        ("https://", None),
        ("http://[::1", None),
    ],
)
def test_a_site_goes_by_the_telling_part_of_its_address(url: str, expected: str | None) -> None:
    assert site(url) == expected


def test_who_quotes_what_the_other_says_itself_and_names_it_drew_on_it() -> None:
    opinion = article("z", LEAK, OWNER, PELL, outlet="The Pell Lantern")
    report = article("a", f"“{LEAK}” the Lantern wrote. “{OWNER}”", HILLS, outlet="Hill Courier")
    (derivation,) = found(opinion, report)
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.8


def test_marks_on_one_side_alone_decide_nothing() -> None:
    print_out = article("z", LEAK, OWNER, INQUIRY, PELL, outlet="The Pell Lantern")
    report = article("a", INQUIRY, f"“{LEAK} {OWNER}”, said Ada Lind.", HILLS, outlet="Hill Courier")
    assert all(derivation.confidence < 0.5 for derivation in found(print_out, report))


def test_an_agency_s_page_that_was_updated_later_is_still_the_source() -> None:
    wire = article("a", LEAK, OWNER, PELL, outlet="Strait Newswire", published="2021-03-02")
    paper = article("z", LEAK, OWNER, HILLS, outlet="Hill Courier", published="2021-03-01")
    (derivation,) = found(wire, paper)
    assert (derivation.article, derivation.drew_on) == ("z", "a")
    assert 0.5 <= derivation.confidence < 0.7


def test_a_report_that_was_copied_with_its_source_is_not_by_that_source() -> None:
    cited = f"{LEAK[:-1]}, the Daily Crier reported. {OWNER} {NETS}"
    one = article("a", cited, PELL, outlet="The Pell Lantern", published="2021-03-01")
    two = article("b", cited, HILLS, outlet="Strait Times", published="2021-03-02")
    assert drew(found(one, two)) == [("b", "a")]


def test_a_source_that_each_cites_in_its_own_words_is_the_source_of_both() -> None:
    one = article("a", "The Daily Crier reported it.", LEAK, OWNER, PELL, outlet="The Pell Lantern")
    two = article("b", HILLS, LEAK, OWNER, "So the Daily Crier reports.", outlet="Strait Times")
    assert [(d.article, d.drew_on_name) for d in found(one, two)] == [("a", "Daily Crier"), ("b", "Daily Crier")]


def test_what_is_cited_as_something_is_no_source() -> None:
    one = article("a", LEAK, OWNER, "Many were citing the Daily Crier as their only paper.", outlet="The Pell Lantern")
    assert found(one, article("b", HILLS, outlet="Strait Times")) == ()


def test_a_small_part_of_a_text_signed_by_an_agency_is_the_agency_s() -> None:
    rest = [f"{HILLS[:-1]}, says house {number} on the {number}th road of the valley." for number in range(6)]
    signed = article("a", f"PELL (Reuters) - {LEAK}", OWNER, NETS, outlet="The Pell Lantern")
    taker = article("b", LEAK, OWNER, *rest, outlet="Hill Courier")
    assert [(d.article, d.drew_on_name) for d in found(signed, taker)] == [("a", "Reuters"), ("b", "Reuters")]


FIRST = (LEAK, OWNER, NETS, INQUIRY)
VERSION = (LEAK, OWNER.replace("cheese", "chease"), NETS.replace("mountains", "foothills"), INQUIRY)


def versions(*, copied: tuple[str, ...]) -> tuple[Article, ...]:
    """Return a text, a later version of it, and a copy of one of the two."""
    return (
        article("z", *FIRST, PELL, outlet="The Pell Lantern", published="2021-03-01"),
        article("y", *VERSION, HILLS, outlet="Strait Times", published="2021-03-02"),
        article("x", *copied, "It is what it is.", outlet="Hill Courier", published="2021-03-03"),
    )


def test_odd_wordings_tell_which_of_several_versions_a_copy_was_made_from() -> None:
    family = versions(copied=VERSION)
    derivations = found(*family)
    assert drew(derivations) == [("y", "z"), ("x", "y")]
    assert words(family, derivations[1], "odd wording") == ["chease", "foothills"]
    notes = {item.note for item in derivations[1].evidence if item.kind == "odd wording"}
    assert notes == {"not in The Pell Lantern"}


def test_without_odd_wordings_a_copy_was_made_from_the_first() -> None:
    family = versions(copied=FIRST)
    derivations = found(*family)
    assert drew(derivations) == [("y", "z"), ("x", "z")]
    assert words(family, derivations[1], "odd wording") == ["cheese", "mountains"]


def test_a_common_little_word_is_no_odd_wording() -> None:
    version = (LEAK, OWNER.replace("and painted", "then painted"), NETS, INQUIRY)
    first = article("z", *FIRST, PELL, outlet="The Pell Lantern", published="2021-03-01")
    other = article("y", *version, HILLS, outlet="Strait Times", published="2021-03-02")
    copy = article("x", *version, "It is what it is.", outlet="Hill Courier", published="2021-03-03")
    derivations = found(first, other, copy)
    assert drew(derivations) == [("y", "z"), ("x", "z")]
    assert find(copy.text, "then painted") is not None
    assert not words((first, other, copy), derivations[1], "odd wording")


def test_what_one_site_prints_under_all_of_its_writers_is_no_derivation() -> None:
    rest = [f"{HILLS[:-1]}, says house {number} on the {number}th road of the valley." for number in range(12)]
    one = article("a", *rest, LEAK, outlet="Ada Lind", url="https://pelllantern.example/1", published="2021-03-01")
    two = article("b", PELL, INQUIRY, LEAK, outlet="Jo Moor", published="2021-03-02")
    here = replace(two, text=f"{PELL * 20}\n\n{LEAK}", url="https://www.pelllantern.example/2")
    elsewhere = replace(here, url="https://hillcourier.example/2")
    assert found(one, here) == ()
    assert drew(found(one, elsewhere)) == [("b", "a")]


def test_who_links_to_the_other_s_page_drew_on_it() -> None:
    address = "https://www.pelllantern.example/2031/ferry/"
    model = article("z", PELL, LEAK, OWNER, outlet="PL", url=address)
    words_linked = Link(Span(0, len("It is said")), "http://pelllantern.example/2031/ferry?from=hills")
    copy = article("a", f"It is said: {LEAK}", OWNER, HILLS, outlet="Hill Courier", links=(words_linked,))
    (derivation,) = found(model, copy)
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.9
    assert words((model, copy), derivation, "credit") == ["It is said"]


def test_an_address_in_the_text_is_a_link_too() -> None:
    model = article("z", PELL, LEAK, OWNER, outlet="PL", url="https://pelllantern.example/2031/ferry")
    copy = article("a", LEAK, OWNER, "See https://pelllantern.example/2031/ferry.", outlet="Hill Courier")
    (derivation,) = found(model, copy)
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert words((model, copy), derivation, "credit") == ["https://pelllantern.example/2031/ferry"]


def test_a_link_to_a_site_says_nothing_of_what_stands_far_from_it() -> None:
    model = article("b", PELL, LEAK, OWNER, outlet="PL", url="https://pelllantern.example/2031/ferry")
    filler = [f"Of the town's {number} wells not one was dry when we came by." for number in range(12)]
    near = Link(Span(0, 11), "https://pelllantern.example/weather")
    beside = article("a", LEAK, OWNER, *filler, outlet="Hill Courier", links=(near,))
    far = article("a", *filler, LEAK, OWNER, outlet="Hill Courier", links=(near,))
    assert found(model, beside)[0].confidence > 0.5 > found(model, far)[0].confidence


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.pelllantern.example/1/?from=hills#top", "pelllantern.example/1"),
        ("https://pelllantern.example/", None),
        ("pelllantern.example/1", None),
        ("http://[::1", None),
        (None, None),
    ],
)
def test_a_page_goes_by_its_site_and_its_path(url: str | None, expected: str | None) -> None:
    assert page_of(url) == expected
