"""Who drew on whom: time, credits, founders, sources that are not in the dossier."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import find, make_annotation, make_statement
from tests.trace.tracing import annotate_plain, article, drew, traced

from attribune.annotate import annotate
from attribune.model import Article
from attribune.read import read

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "data" / "seeds"

LIFTED = "The ferry had been leaking oil into the strait for eleven weeks before the harbour guard noticed the gulls."
MORE = "Its owner, a cheese merchant from the hills, had insured it twice and painted over the rust in April."
THIRD = "Fishermen sold their nets by the quay and bought tickets to the mountains with the money they got."
FOURTH = "An inquiry led by a retired judge will hear forty witnesses before the first snow falls on the piers."
OWN_A = "Pell is a quiet town with a good bakery."
OWN_B = "In the hills nobody talks of anything but the price of milk."


def test_the_later_article_drew_on_the_earlier() -> None:
    early = article("z", OWN_A, LIFTED, published="2021-03-01")
    late = article("a", LIFTED, OWN_B, published="2021-03-04")
    _, (derivation,) = traced(annotate_plain(early, late))
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.8
    assert derivation.share == pytest.approx(19 / 31, abs=0.02)


def test_hours_of_one_day_decide_too() -> None:
    early = article("z", LIFTED, OWN_A, published="2021-03-01T08:15:00+00:00")
    late = article("a", LIFTED, OWN_B, published="2021-03-01T10:05:00+01:00")
    _, (derivation,) = traced(annotate_plain(early, late))
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert 0.5 < derivation.confidence < 0.9


def test_the_evidence_shows_the_words_taken() -> None:
    early = article("z", OWN_A, LIFTED, published="2021-03-01")
    late = article("a", LIFTED, OWN_B, published="2021-03-04")
    (reuse,), (derivation,) = traced(annotate_plain(early, late))
    (evidence,) = derivation.evidence
    assert (evidence.kind, evidence.article, evidence.note) == ("passage", "a", reuse.id)
    assert late.text[slice(*evidence.span)] == LIFTED.rstrip(".")


def test_without_dates_a_credit_decides() -> None:
    model = article("z", OWN_A, LIFTED, outlet="The Pell Lantern")
    copy = article("a", "The Pell Lantern reported the leak first.", LIFTED, OWN_B, outlet="Hill Courier")
    _, (derivation,) = traced(annotate_plain(model, copy))
    assert (derivation.article, derivation.drew_on, derivation.drew_on_name) == ("a", "z", "The Pell Lantern")
    assert derivation.confidence > 0.5
    credit = derivation.evidence[-1]
    assert copy.text[slice(*credit.span)] == "The Pell Lantern reported"


def test_an_agency_s_text_is_printed_by_others_and_not_the_other_way_round() -> None:
    wire = article("z", LIFTED, OWN_A, outlet="Strait Newswire", published="2021-03-01")
    paper = article("a", LIFTED, OWN_B, outlet="The Pell Lantern", published="2021-03-01")
    _, (derivation,) = traced(annotate_plain(wire, paper))
    assert (derivation.article, derivation.drew_on) == ("a", "z")
    assert derivation.confidence > 0.5


def test_without_any_sign_the_direction_is_undecided_and_follows_the_ids() -> None:
    _, (derivation,) = traced(annotate_plain(article("b", LIFTED, OWN_A), article("a", LIFTED, OWN_B)))
    assert (derivation.article, derivation.drew_on) == ("b", "a")
    assert derivation.confidence < 0.5


def test_copies_of_one_text_point_to_its_founder_and_not_to_each_other() -> None:
    copies = [
        article(f"a{day}", LIFTED, MORE, THIRD, f"Edition number {day}.", published=f"2021-03-0{day}")
        for day in range(1, 7)
    ]
    _, derivations = traced(annotate_plain(*copies))
    assert drew(derivations) == [(f"a{day}", "a1") for day in range(2, 7)]


def test_an_article_put_together_from_two_drew_on_both() -> None:
    one = article("one", LIFTED, MORE, OWN_A, published="2021-03-01")
    two = article("two", THIRD, FOURTH, OWN_B, published="2021-03-01")
    both = article("both", LIFTED, MORE, THIRD, FOURTH, published="2021-03-05")
    _, derivations = traced(annotate_plain(one, two, both))
    assert sorted(drew(derivations)) == [("both", "one"), ("both", "two")]


def test_a_copy_of_a_changed_copy_drew_on_that_one() -> None:
    first = article("first", LIFTED, OWN_A, published="2021-03-01")
    second = article("second", LIFTED, MORE, THIRD, published="2021-03-02")
    last = article("last", LIFTED, MORE, THIRD, OWN_B, published="2021-03-03")
    _, derivations = traced(annotate_plain(first, second, last))
    assert drew(derivations) == [("second", "first"), ("last", "second")]


def test_two_outlets_that_quote_one_speech_owe_each_other_nothing() -> None:
    words = " ".join((LIFTED, MORE)).rstrip(".")
    one = article("a", f"“{words},” said Jorun Vael.", OWN_A, published="2021-03-01")
    two = article("b", f"“{words},” Vael told a meeting.", OWN_B, published="2021-03-02")
    said = [make_statement(one, words, actor="vael"), make_statement(two, words, actor="vael")]
    annotations = [make_annotation(one, said[:1]), make_annotation(two, said[1:])]
    reuses, derivations = traced(annotations, statements=said)
    assert [reuse.quoted for reuse in reuses] == [True]
    assert derivations == ()


def test_a_quotation_given_to_an_outlet_of_the_story_is_drawn_from_it() -> None:
    words = LIFTED.rstrip(".")
    one = article("z", f"“{words},” Jorun Vael said.", OWN_A, outlet="The Pell Lantern")
    two = article("a", f"“{words},” Vael told the Pell Lantern.", OWN_B, outlet="Hill Courier")
    said = [make_statement(one, words, actor="vael"), make_statement(two, words, actor="vael")]
    annotations = [make_annotation(one, said[:1]), make_annotation(two, said[1:])]
    _, derivations = traced(annotations, statements=said)
    assert drew(derivations) == [("a", "z")]


def test_a_credited_source_without_an_article_is_named() -> None:
    told = ("The Hill Courier reported that milk was dear.", "Butter is next, according to the Hill Courier.")
    text = article("a", OWN_A, *told, outlet="The Pell Lantern")
    _, (derivation,) = traced(annotate_plain(text))
    assert (derivation.drew_on, derivation.drew_on_name, derivation.share) == (None, "Hill Courier", 0.0)
    assert find(text.text, "The Hill Courier reported") == derivation.evidence[0].span


def test_a_report_named_once_for_one_remark_is_no_source_of_the_article() -> None:
    text = article("a", OWN_A, "The Hill Courier reported that milk was dear.", outlet="The Pell Lantern")
    assert traced(annotate_plain(text)) == ((), ())


def test_what_copies_of_an_absent_source_share_is_its_share() -> None:
    copies = [
        article(name, f"PELL (Strait Newswire) - {LIFTED}", MORE, own, outlet=outlet)
        for name, own, outlet in (("a", OWN_A, "The Pell Lantern"), ("b", OWN_B, "Hill Courier"))
    ]
    _, derivations = traced(annotate_plain(*copies))
    absent = [derivation for derivation in derivations if derivation.drew_on is None]
    assert [(d.article, d.drew_on_name) for d in absent] == [("a", "Strait Newswire"), ("b", "Strait Newswire")]
    assert all(derivation.share > 0.7 for derivation in absent)
    assert all(derivation.confidence < 0.5 for derivation in derivations if derivation.drew_on is not None)


def test_speaking_to_an_outlet_is_no_credit_for_copying() -> None:
    text = article("a", "Milk is dear, Jorun Vael told the Hill Courier.", OWN_A, outlet="The Pell Lantern")
    assert traced(annotate_plain(text)) == ((), ())


def test_background_that_an_outlet_repeats_is_no_derivation() -> None:
    own = " ".join(f"{OWN_A} {n}" for n in range(30))
    one = article("a", LIFTED, own, outlet="The Pell Lantern", published="2021-03-01")
    three = article("c", LIFTED, " ".join(f"{OWN_B} {n}" for n in range(30)), outlet="The Pell Lantern")
    _, derivations = traced(annotate_plain(one, three))
    assert derivations == ()


def test_nobody_is_his_own_ancestor() -> None:
    one = article("a", "The Hill Courier reported it.", LIFTED, MORE, outlet="The Pell Lantern", published="2021-03-02")
    two = article("b", LIFTED, MORE, THIRD, FOURTH, outlet="Hill Courier")
    three = article("c", THIRD, FOURTH, LIFTED, outlet="Strait Post", published="2021-03-01")
    _, derivations = traced(annotate_plain(one, two, three))
    ancestors = {name: {d.drew_on for d in derivations if d.article == name} for name in "abc"}
    for name in "abc":
        above = set(ancestors[name])
        for _ in range(3):
            above |= {high for low in above if low for high in ancestors[low]}
        assert name not in above


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the four seed articles are not beside this checkout")
def test_of_the_four_seeds_one_is_a_rewrite_and_one_lifted_a_sentence() -> None:
    articles = [item for item in read([SEEDS / "articles.jsonl"]) if isinstance(item, Article)]
    names = {item.id: item.given_id for item in articles}
    reuses, derivations = traced([annotate(item) for item in articles])
    inside = [(names[d.article], names[d.drew_on]) for d in derivations if d.drew_on is not None]
    assert sorted(inside) == [("001", "000"), ("002", "003")]
    assert all(derivation.confidence > 0.8 for derivation in derivations if derivation.drew_on is not None)
    assert sum(reuse.quoted for reuse in reuses) >= 5


def test_two_that_print_one_agency_s_text_point_to_it_and_not_to_each_other() -> None:
    one = article("a", f"PELL (Reuters) - {LIFTED}", MORE, OWN_A, outlet="The Pell Lantern")
    two = article("b", f"PELL (Reuters) - {LIFTED}", MORE, OWN_B, outlet="Hill Courier")
    _, found = traced(annotate_plain(one, two))
    assert [(d.article, d.drew_on, d.drew_on_name) for d in found] == [("a", None, "Reuters"), ("b", None, "Reuters")]
    assert all({item.kind for item in derivation.evidence} == {"credit", "passage"} for derivation in found)


def test_who_prints_agency_text_without_a_word_has_it_from_the_agency_too() -> None:
    named = article("a", f"PELL (Reuters) - {LIFTED}", MORE, OWN_A, outlet="The Pell Lantern")
    silent = article("b", LIFTED, MORE, OWN_B, outlet="Hill Courier")
    _, found = traced(annotate_plain(named, silent))
    assert [(d.article, d.drew_on_name, d.confidence) for d in found] == [("a", "Reuters", 0.9), ("b", "Reuters", 0.75)]


def test_who_names_the_other_outlet_has_it_from_there() -> None:
    named = article("a", f"PELL (Reuters) - {LIFTED}", MORE, OWN_A, outlet="The Pell Lantern")
    taker = article("b", "The Pell Lantern reported the leak.", LIFTED, MORE, OWN_B, outlet="Hill Courier")
    _, found = traced(annotate_plain(named, taker))
    assert ("b", "a") in drew(found)
