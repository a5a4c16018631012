"""Sayings told by meaning. Needs the weights of the sentence encoder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.builders import make_actor, make_annotation, make_article, make_statement, make_story
from tests.collate.test_sayings import together, told

from attribune.collate import collate
from attribune.collate.evidence import evidence
from attribune.collate.matching import matched
from attribune.collate.meaning import Encoder, encoder
from attribune.collate.traits import traits
from attribune.collate.wording import weigh, wording
from attribune.model import Actor, Article, Resolution, Saying, Span, Statement, TimeExpression, Title

pytestmark = pytest.mark.skipif(encoder() is None, reason="the weights of the sentence encoder are not installed")


ARREST = "the arrest of a dozen smugglers for secretly bringing untaxed oil ashore at Vessin"
ARREST_AGAIN = "the arrest of 12 smugglers who allegedly shipped untaxed oil and other goods to Vessin in secret"


@pytest.fixture
def shipped() -> Encoder:
    found = encoder()
    assert found is not None
    return found


def collated(*pairs: tuple[Article, Statement], actors: Sequence[Actor] = ()) -> tuple[Saying, ...]:
    articles = list(dict.fromkeys(article for article, _ in pairs))
    annotations = [make_annotation(one, [s for article, s in pairs if article == one]) for one in articles]
    resolution = Resolution(tuple(actors), (), tuple(one for _, one in pairs))
    return collate(make_story(*articles), annotations, resolution, fast=False)


def saying(*said: str, article: str, actor: str = "ilves", kind: str = "direct") -> list[tuple[Article, Statement]]:
    """Return an article of several statements by one actor, and each of them."""
    one = make_article(" He went on. ".join(said), id=article)
    return [(one, make_statement(one, words, actor=actor, kind=kind)) for words in said]


def words(text: str) -> list[tuple[int, int]]:
    places, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        places.append((start, start + len(word)))
        start += len(word)
    return places


def test_a_report_in_other_words_is_the_same_saying_and_says_why() -> None:
    sayings = collated(
        told("that all the grain shipped to Vessin must be used inside the province", article="a", kind="indirect"),
        told("“All the corn that leaves for Vessin should be sold within the province,”", article="b"),
    )
    assert together(sayings) == [["a", "b"]]
    assert any(reading.why.startswith("alike in meaning") for reading in sayings[0].readings)


def test_two_quotations_on_one_subject_stay_apart() -> None:
    sayings = collated(
        told("“I never told the pilot to leave the channel. He is a grown man,”", article="a"),
        told("“The pilot was found guilty of many things that have nothing to do with me,”", article="b"),
    )
    assert together(sayings) == [["a"], ["b"]]


def test_the_same_thing_from_two_people_is_two_sayings() -> None:
    sayings = collated(
        told("that all the grain shipped to Vessin must be used inside the province", article="a", kind="indirect"),
        told("“All the corn for Vessin should be sold within the province,”", article="b", actor="reyn"),
    )
    assert together(sayings) == [["a"], ["b"]]


def test_a_body_and_its_head_can_be_named_for_the_same_report() -> None:
    said = (
        told(ARREST, article="a", kind="indirect", actor="vessin customs"),
        told(ARREST_AGAIN, article="b", kind="indirect", actor="ilves"),
    )
    head = Title("head of the Vessin customs", "b", Span(0, 1), None, None, 1)
    customs = make_actor("Vessin Customs", type="organisation", aliases=("Vessin Customs",))
    assert together(collated(*said, actors=[customs, make_actor("Ilves", titles=(head,))])) == [["a", "b"]]
    assert together(collated(*said, actors=[customs, make_actor("Ilves")])) == [["a"], ["b"]]


def test_what_an_article_reports_and_quotes_is_one_saying_as_another_shows() -> None:
    reported = "he never told the pilot to leave the Vessin channel"
    full = "“I did not tell the pilot to leave the Vessin channel. He is a grown man and knows the water,”"
    first = make_article(f"Ilves said {reported}. The ferry was late. {full} he said.", id="a")
    sayings = collated(
        (first, make_statement(first, reported, actor="ilves", kind="indirect")),
        (first, make_statement(first, full, actor="ilves")),
        told("“I did not tell the pilot to leave the Vessin channel,”", article="b"),
    )
    assert together(sayings) == [["a", "a", "b"]]


def test_an_article_that_follows_another_has_its_reports_from_there_too() -> None:
    shared = (
        "“The sluice stays shut until the last barge has passed,”",
        "“We were never told about the northern channel,”",
        "“Three captains warned the board in the spring,”",
        "“Nobody will lose a day's pay over this,”",
        "“I have asked the ministry for a second dredger,”",
    )

    def article(name: str, report: str, around: str, quoted: Sequence[str]) -> list[tuple[Article, Statement]]:
        one = make_article(f"{around} {report}. {around} " + f" {around} ".join(quoted), id=name)
        quotations = [(one, make_statement(one, words, actor="ilves")) for words in quoted]
        return [(one, make_statement(one, report, actor="ilves", kind="indirect")), *quotations]

    def follows(quoted: Sequence[str]) -> bool:
        concerns = "that concerns about the virus spreading through the schools were overblown"
        first = article("a", concerns, "He turned to the audience at the guildhall.", quoted)
        fears = "he dismissed fears of a school outbreak"
        second = article("b", fears, "Asked by reporters on the quay, he gave another answer.", quoted)
        return together(collated(*first, *second)) == [["a", "b"]] * (1 + len(quoted))

    assert follows(shared)
    assert not follows(shared[:2])


def test_one_quoted_word_in_two_forms_is_one() -> None:
    told_of = "The report “totally vindicates” him."
    first, second = make_article(told_of, id="a"), make_article(told_of.replace("vindicates", "vindicated"), id="b")
    a, b = (
        wording(make_statement(one, one.text, kind="mixed"), one, place=0, quoted=[Span(12, 30)])
        for one in (first, second)
    )
    weigh([a, b])
    assert traits(a, b, evidence(a, b), "same")["quotations, shared"] == 1.0


def test_a_short_report_goes_with_the_longer_ones_of_its_group() -> None:
    bill = "a harbour bill that triggered months of often violent protests so the island-ruled city can move"
    sayings = collated(
        told("withdrawing a harbour bill after months of sometimes violent protest", article="a", kind="indirect"),
        told("to completely withdraw the harbour bill", article="b", kind="indirect"),
        told("to withdraw the harbour bill", article="c", kind="indirect"),
        told(f"{bill} forward from a dangerous place and find solutions", article="d", kind="indirect"),
    )
    assert together(sayings) == [["a", "b", "c", "d"]]


def test_who_denies_what_another_says_has_said_something_else() -> None:
    sayings = collated(
        told("that the dredging of the Vessin channel is a waste of public money", article="a", kind="indirect"),
        told(
            "that the dredging of the Vessin channel is not a waste of public money",
            article="b",
            kind="indirect",
            actor="reyn",
        ),
    )
    assert together(sayings) == [["a"], ["b"]]


@pytest.mark.parametrize(("day", "expected"), [("2024-05-04", [["a", "b"]]), ("2024-05-11", [["a"], ["b"]])])
def test_the_day_on_which_it_was_said_speaks_for_or_against(day: str, expected: list[list[str]]) -> None:
    one, first = told("that the Vessin ferry would be back in service before the harvest", article="a", kind="indirect")
    two, second = told("that the boat to Vessin would sail again by harvest time", article="b", kind="indirect")
    sayings = collated(
        (one, replace(first, said_on=TimeExpression(Span(0, 4), "2024-05-04", "day"))),
        (two, replace(second, said_on=TimeExpression(Span(0, 4), day, "day"))),
    )
    assert together(sayings) == expected


def test_a_scrap_that_hardly_tells_anything_stays_alone() -> None:
    sayings = collated(
        told("that he was at home when the incident occurred", article="a", kind="indirect"),
        told("the incident", article="b", kind="indirect"),
    )
    assert together(sayings) == [["a"], ["b"]]


def test_articles_that_hear_both_know_who_said_what() -> None:
    first = make_article(f"{ARREST}. The council had met before that.", id="a")
    second = make_article(f"{ARREST_AGAIN}. The ferry was late by a day.", id="b")
    sayings = collated(
        (first, make_statement(first, ARREST, actor="ilves", kind="indirect")),
        (first, make_statement(first, "The council had met before that", actor="reyn", kind="indirect")),
        (second, make_statement(second, ARREST_AGAIN, actor="reyn", kind="indirect")),
        (second, make_statement(second, "The ferry was late by a day", actor="ilves", kind="indirect")),
    )
    assert together(sayings) == [["a"], ["a"], ["b"], ["b"]]


def test_the_pieces_of_another_translation_join_the_fuller_quotation() -> None:
    whole = (
        "“I cannot see why the envoy wrote such a letter. We must be very careful now. The league has to stay "
        "calm, not give the impression that it is leaving, and show greater patience.”"
    )
    pieces = saying(
        "“I cannot see why the envoy writes such a letter. You must be very careful,”",
        "“I recommend more patience.”",
        article="b",
    )
    assert together(collated(told(whole, article="a"), *pieces)) == [["a", "b", "b"]]


def test_a_word_stands_for_its_like_wherever_it_stands(shipped: Encoder) -> None:
    ours, theirs = "yesterday the ferry halted the traffic", "traffic was stopped by the ferry yesterday"
    pairs = matched(shipped.read(ours, words(ours)), shipped.read(theirs, words(theirs)))
    told_by = {(ours.split()[i], theirs.split()[j]) for i, j in pairs}
    assert {("halted", "stopped"), ("ferry", "ferry"), ("yesterday", "yesterday")} <= told_by


def test_no_word_is_matched_twice(shipped: Encoder) -> None:
    text = "the gate and the gate and the gate"
    pairs = matched(shipped.read(text, words(text)), shipped.read("the gate", words("the gate")))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


@pytest.mark.parametrize("text", ["", "…", "🙂 🙂", "word " * 3000])
def test_any_text_has_a_meaning(shipped: Encoder, text: str) -> None:
    found = shipped.read(text, words(text))
    assert found.words.shape == (len(text.split()), 384)
    assert np.isfinite(found.vector).all()


def test_a_text_means_the_same_whatever_was_read_before(shipped: Encoder) -> None:
    alone = shipped.read("the ferry halted", words("the ferry halted"))
    shipped.read("something else entirely", [])
    assert (shipped.read("the ferry halted", words("the ferry halted")).vector == alone.vector).all()


def test_what_may_be_no_statement_is_joined_with_nobody_elses() -> None:
    words = "that the law has “no price limit for grain” and needs one"
    article, statement = told(words, article="a", kind="mixed", actor=None)
    other = told("“There is no price limit for grain,”", article="b")
    assert together(collated((article, statement), other)) == [["a", "b"]]
    assert together(collated((article, replace(statement, confidence=0.4)), other)) == [["a"], ["b"]]


def test_what_somebody_did_not_say_is_no_reading_of_what_was_said() -> None:
    ((first, said),) = saying("that the harbour will be closed to all of the ferries", article="a", kind="indirect")
    ((second, never),) = saying("that the harbour will be closed to all of the ferries", article="b", kind="indirect")
    assert together(collated((first, said), (second, never))) == [["a", "b"]]
    assert together(collated((first, said), (second, replace(never, mode="unsaid")))) == [["a"], ["b"]]


def test_what_is_admitted_and_what_is_denied_are_two_sayings() -> None:
    def reported(cue: str, words: str, article: str) -> tuple[Article, Statement]:
        one = make_article(f"Ilves {cue} {words}.", id=article)
        return one, make_statement(one, words, source="Ilves", cue=cue, kind="indirect", actor="ilves")

    admitted = reported("acknowledged", "having sold the grain of the province to Vessin for nine years", "a")
    again = reported("admitted", "having sold the province's grain to Vessin for nine years", "b")
    denied = reported("denied", "having sold the grain of the province to Vessin for nine years", "b")
    assert together(collated(admitted, again)) == [["a", "b"]]
    assert together(collated(admitted, denied)) == [["a"], ["b"]]


def test_a_remark_summed_up_at_the_head_goes_with_all_that_report_it() -> None:
    head = (
        "Orr will never send soldiers to Vessin and any grain that was shipped there should not be used up in the hills"
    )
    quoted = "“All the corn leaving from Orr for Vessin should be used within the town,”"
    sayings = collated(
        *saying(head, quoted, article="a"),
        told("that the grain Orr sends to Vessin must only “be used inside the town.”", article="b", kind="indirect"),
    )
    assert together(sayings) == [["a", "a", "b"]]
    assert any(reading.why == "alike in meaning, as others are" for reading in sayings[0].readings)


def test_a_report_and_the_quotation_below_it_that_two_articles_have_are_two_sayings() -> None:
    report, quoted = (
        "that one reason for the want of bread is that Orr is kept from using the grain of the province in the town",
        "“To deny Orr the use of this grain in the town makes it very hard for its people to live,”",
    )
    again = "that the ban on using the grain of the province in the town leaves Orr without bread"
    sayings = collated(*saying(report, quoted, article="a"), *saying(again, quoted, article="b"))
    assert together(sayings) == [["a", "b"], ["a", "b"]]


def test_a_report_may_tell_one_sentence_of_a_longer_quotation_beside_a_shared_one() -> None:
    shared = "“The harbour board has not dredged the channel for nine years, and everyone in Vessin knows it,”"
    asked = (
        "“Why does nobody watch the lighthouse? Is it dark? Yes. Is it a danger to captains? No. Are we building "
        "roads and paying masons? No. So what is the trouble with the tower? There is none."
    )
    last = "And lend us the ropes to moor against the storms at the quays.”"
    report = (
        "wider help from the capital, including leave to use borrowed ropes for mooring against the storms on the quays"
    )

    def told_by(name: str, words: str, kind: str) -> list[tuple[Article, Statement]]:
        one = make_article(f"{shared} Ilves said. {words} she said.", id=name)
        return [
            (one, make_statement(one, shared, actor="ilves")),
            (one, make_statement(one, words, actor="ilves", kind=kind)),
        ]

    reported = told_by("b", report, "indirect")
    assert together(collated(*told_by("a", f"{asked} {last}", "direct"), *reported)) == [["a", "b"], ["a", "b"]]
    assert together(collated(*told_by("a", f"{asked}”", "direct"), *reported)) == [["a"], ["a", "b"], ["b"]]
