"""Passages that two articles share: which are found, and where they begin and end."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import find, make_annotation, make_statement
from tests.trace.tracing import annotate_plain, article, shown, traced

from attribune.model import Paragraph, Span
from attribune.text import WORD, normalise

LIFTED = "According to Ostrava, the ferry had been leaking oil into the strait for eleven weeks before anybody looked."
OTHER_A = "The harbour master of Pell went home early on Tuesday."
OTHER_B = "Snow is forecast for the northern valleys, and the passes may close."


def test_a_sentence_taken_over_word_for_word_is_found_with_its_cue() -> None:
    annotations = annotate_plain(article("a", OTHER_A, LIFTED), article("b", LIFTED, OTHER_B))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations) == (LIFTED.rstrip("."), LIFTED.rstrip("."))
    assert reuse.similarity == 1
    assert not reuse.quoted


def test_changed_words_do_not_end_a_passage() -> None:
    edited = LIFTED.replace("leaking oil", "spilling fuel").replace("eleven weeks", "almost eleven weeks")
    annotations = annotate_plain(article("a", OTHER_A, LIFTED), article("b", edited, OTHER_B))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations) == (LIFTED.rstrip("."), edited.rstrip("."))
    assert 0.7 < reuse.similarity < 1


def test_a_changed_word_near_the_end_does_not_cut_the_end_off() -> None:
    edited = LIFTED.replace("before anybody looked", "until anybody looked")
    annotations = annotate_plain(article("a", LIFTED), article("b", edited))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations)[1].endswith("until anybody looked")


def test_a_passage_does_not_reach_into_the_next_sentence() -> None:
    one = "The mayor of Pell refused to comment."
    two = "The mayor was said to be fishing."
    annotations = annotate_plain(article("a", LIFTED, one), article("b", LIFTED, two))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations) == (LIFTED.rstrip("."), LIFTED.rstrip("."))


def test_names_and_offices_alone_are_no_passage() -> None:
    one = "Deputy Foreign Minister Anselm Korda of the Republic of Vell arrived by train."
    two = "Nobody had told Deputy Foreign Minister Anselm Korda of the Republic of Vell about the cake."
    assert traced(annotate_plain(article("a", one), article("b", two))) == ((), ())


def test_accents_apostrophes_and_capitals_do_not_matter() -> None:
    one = "The Čapek company’s ferry had been leaking oil into the strait for eleven weeks."
    two = "THE CAPEK COMPANY'S ferry had been leaking oil into the strait for eleven weeks."
    annotations = annotate_plain(article("a", one), article("b", two))
    (reuse,), _ = traced(annotations)
    assert reuse.similarity == 1


def test_what_is_no_body_text_neither_counts_nor_joins_what_it_parts() -> None:
    first = "The ferry had been leaking oil into the narrow strait for eleven weeks."
    caption = "A seagull on the quay of Pell looks at the camera of our photographer."
    second = "Divers found the crack beside the propeller and closed it with tar and rope."
    text = "\n\n".join((first, caption, second))
    paragraphs = tuple(
        Paragraph(span, "caption" if text[slice(*span)] == caption else "body")
        for words in (first, caption, second)
        for span in [find(text, words)]
        if span is not None
    )
    annotations = [
        replace(make_annotation(article(name, first, caption, second)), paragraphs=paragraphs) for name in ("a", "b")
    ]
    reuses, _ = traced(annotations)
    assert [shown(reuse, annotations)[0] for reuse in reuses] == [first.rstrip("."), second.rstrip(".")]


def test_what_an_outlet_prints_under_all_its_articles_is_left_out() -> None:
    slogan = "Subscribe to our morning letter and get the best of the harbour delivered to your breakfast table."
    stories = (
        "Divers found the crack beside the propeller and closed it with tar.",
        "Three bakers of Lamp Street have won the regional prize for rye bread.",
        "The council has postponed its vote on the new tramway until the spring.",
    )
    articles = [article(f"a{n}", f"{story} " * 4, slogan, outlet="The Pell Lantern") for n, story in enumerate(stories)]
    assert traced(annotate_plain(*articles)) == ((), ())


def test_one_speech_quoted_in_both_is_marked_as_quotation() -> None:
    words = "We have carried this harbour on our backs for forty winters and we will not drop it now"
    one = article("a", f"“{words},” said Jorun Vael.", OTHER_A)
    two = article("b", f"“{words},” Vael told the crowd.", OTHER_B)
    said = [make_statement(one, words, actor="vael"), make_statement(two, words, actor="vael")]
    annotations = [make_annotation(one, said[:1]), make_annotation(two, said[1:])]
    (reuse,), derivations = traced(annotations, statements=said)
    assert reuse.quoted
    assert derivations == ()


def test_the_same_words_of_different_speakers_are_no_shared_quotation() -> None:
    words = "We have carried this harbour on our backs for forty winters and we will not drop it now"
    one = article("a", f"“{words},” said Jorun Vael.")
    two = article("b", f"“{words},” said Marit Holm.")
    said = [make_statement(one, words, actor="vael"), make_statement(two, words, actor="holm")]
    annotations = [make_annotation(one, said[:1]), make_annotation(two, said[1:])]
    (reuse,), _ = traced(annotations, statements=said)
    assert not reuse.quoted


def test_a_post_that_both_articles_show_is_a_quotation_without_marks() -> None:
    post = "Let us carry this harbour on our backs, friends, and never drop it: the gulls are watching every crate"
    signed = f"{post} — Jorun Vael (@jorunvael) March 7, 2021"
    annotations = annotate_plain(
        article("a", OTHER_A, signed), article("b", OTHER_B, post, "— Jorun Vael (@jorunvael) March 7, 2021")
    )
    reuses, derivations = traced(annotations)
    assert [reuse.quoted for reuse in reuses] == [True]
    assert derivations == ()


def test_a_quotation_that_lost_its_marks_in_one_article_is_still_one() -> None:
    words = "We have carried this harbour on our backs for forty winters and we will not drop it now"
    one = article("a", f"“{words},” said Jorun Vael.")
    two = article("b", f"Vael said that {words.lower()}.")
    said = [
        make_statement(one, words, actor="vael"),
        make_statement(two, words.lower(), actor="vael", kind="indirect"),
    ]
    annotations = [make_annotation(one, said[:1]), make_annotation(two, said[1:])]
    (reuse,), derivations = traced(annotations, statements=said)
    assert reuse.quoted
    assert derivations == ()


@pytest.mark.parametrize(
    "odd", ["", " \n\n ", "😀 😀 😀", "A", "!!! ??? ...", "Все счастливые семьи похожи друг на друга"]
)
def test_odd_texts_share_nothing_and_break_nothing(odd: str) -> None:
    annotations = annotate_plain(article("a", odd), article("b", odd), article("c", LIFTED))
    reuses, derivations = traced(annotations)
    assert all(reuse.a != "c" and reuse.b != "c" for reuse in reuses)
    assert all(derivation.article != "c" for derivation in derivations)


def test_shouted_copies_are_found() -> None:
    annotations = annotate_plain(article("a", LIFTED, OTHER_A), article("b", LIFTED.upper(), OTHER_B))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations)[1] == LIFTED.upper().rstrip(".")


def test_offsets_are_code_points_after_emoji() -> None:
    annotations = annotate_plain(article("a", "😀🚢 " + LIFTED), article("b", LIFTED))
    (reuse,), _ = traced(annotations)
    assert shown(reuse, annotations)[0] == shown(reuse, annotations)[1]


# ---- properties

FILLER = [f"{a}{b}{c}" for a in "bdfgklmn" for b in ("ar", "el", "ish", "on", "ut") for c in ("ba", "do", "ki", "la")]


def _filler(rng: random.Random, tag: str, count: int) -> str:
    return " ".join(f"{tag}{rng.choice(FILLER)}{n}" for n in range(count))


@given(st.integers(min_value=0), st.integers(min_value=12, max_value=60), st.integers(min_value=0, max_value=3))
@settings(max_examples=60, deadline=None)
def test_a_planted_passage_is_found_with_both_ends(seed: int, size: int, edits: int) -> None:
    rng = random.Random(seed)
    planted = [f"{rng.choice(FILLER)}{n}" for n in range(size)]
    edited = list(planted)
    for edit in range(edits):
        edited[6 + (size - 12) * edit // 3] = f"other{edit}"
    one = article("a", _filler(rng, "x", 20), " ".join(planted), _filler(rng, "y", 20))
    two = article("b", _filler(rng, "v", 20), " ".join(edited), _filler(rng, "w", 20))
    annotations = annotate_plain(one, two)
    reuses, _ = traced(annotations)
    found = [shown(reuse, annotations) for reuse in reuses]
    assert found[0][0].split()[0] == planted[0]
    assert found[-1][0].split()[-1] == planted[-1]
    assert sum(len(words.split()) for words, _ in found) <= size


@given(st.lists(st.lists(st.sampled_from(FILLER[:40]), max_size=60), min_size=2, max_size=4))
@settings(max_examples=60, deadline=None)
def test_spans_cover_whole_words_and_equal_passages_are_equal(texts: list[list[str]]) -> None:
    annotations = annotate_plain(*(article(f"a{n}", " ".join(words) or "-") for n, words in enumerate(texts)))
    reuses, _ = traced(annotations)
    by_id = {annotation.article.id: annotation.article.text for annotation in annotations}
    for reuse in reuses:
        for name, span in ((reuse.a, reuse.a_span), (reuse.b, reuse.b_span)):
            assert _whole_words(by_id[name], span)
        one, two = ([normalise(word) for word in WORD.findall(words)] for words in shown(reuse, annotations))
        assert 0 < reuse.similarity <= 1
        assert (reuse.similarity == 1) == (one == two)


def _whole_words(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 1) : span.start] + text[span.end : span.end + 1]
    return span.start < span.end and not any(character.isalnum() for character in around)


@given(st.permutations(range(4)))
@settings(max_examples=10, deadline=None)
def test_the_order_in_which_annotations_come_makes_no_difference(order: list[int]) -> None:
    articles = [
        article("a", OTHER_A, LIFTED, published="2021-03-01"),
        article("b", LIFTED, OTHER_B, published="2021-03-02"),
        article("c", OTHER_A, OTHER_B, published="2021-03-03"),
        article("d", OTHER_B, LIFTED, OTHER_A),
    ]
    annotations = annotate_plain(*articles)
    assert traced([annotations[place] for place in order]) == traced(annotations)


# ---- size


def test_four_hundred_copies_do_not_meet_each_and_every_other() -> None:
    annotations = annotate_plain(*(article(f"a{n:03}", LIFTED, OTHER_A) for n in range(400)))
    reuses, derivations = traced(annotations)
    assert len(reuses) <= 2 * 400 * 48
    assert len(derivations) < 400


def test_articles_of_a_hundred_thousand_words_are_no_trouble() -> None:
    rng = random.Random(7)
    words = " ".join(f"{rng.choice(FILLER)}{rng.randrange(3000)}" for _ in range(100_000))
    annotations = annotate_plain(article("a", words), article("b", words))
    (reuse,), _ = traced(annotations)
    assert reuse.a_span == Span(0, len(words))
