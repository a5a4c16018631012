"""Searching finds who said the words and where they stand, and takes whatever a person types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.builders import make_actor, make_annotation, make_article, make_statement, make_story
from tests.dossier.blank import blank

from attribune.dossier import Hit, Store
from attribune.model import Annotation, Article, Resolution, StoryFindings

FERRY = make_article(
    "The ferry to Østerby stopped on Tuesday.\n\n"
    "“The engine 🚢 will not be repaired this year,” Captain Zoë Núñez told reporters. "
    "“Nobody,” she added, “asked the islanders.”\n\n"
    "A spokesman for the yard said repairs had been offered for free.",
    id="ferry",
    outlet="Island Courier",
    title="Ferry out of service",
)
MARKET = make_article(
    "Stalls reopened at the fish market.\n\nNothing was said about the ferry, nor about engine repairs.",
    id="market",
    outlet="Harbour Post",
    title="Fish market reopens as Núñez watches",
)


def stored(path: Path) -> Store:
    store = blank(path)
    captain = make_actor("Zoë Núñez")
    said = [
        make_statement(FERRY, "The engine 🚢 will not be repaired this year,", source="Captain Zoë Núñez", cue="told"),
        make_statement(FERRY, ["Nobody,", "asked the islanders."], source="she", cue="added"),
        make_statement(FERRY, "repairs had been offered for free", source="A spokesman for the yard", cue="said"),
    ]
    resolved = (*(replace(s, actor=captain.id, actor_confidence=0.9) for s in said[:2]), said[2])
    covered = [make_annotation(FERRY, said), make_annotation(MARKET)]
    store.put_annotations(covered)
    resolution = Resolution((captain,), (), resolved)
    store.put_findings(StoryFindings(make_story(FERRY), resolution, (), (), (), (), (), ()))
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("search") / "story.dossier"
    stored(path).close()
    with Store.open(path, read_only=True) as store:
        yield store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    with blank(tmp_path / "empty.dossier") as store:
        yield store


def text_of(hit: Hit) -> str:
    return {"ferry": FERRY, "market": MARKET}[hit.article].text


def marked(hit: Hit) -> list[str]:
    return [text_of(hit)[start:end] for start, end in hit.marks]


def test_a_statement_is_found_with_its_speaker_and_the_words_that_match(store: Store) -> None:
    first, *_ = store.search("engine repaired")
    assert (first.article, first.outlet, first.title) == ("ferry", "Island Courier", "Ferry out of service")
    assert first.speaker == "Zoë Núñez"
    assert first.statement is not None
    assert first.snippet == "The engine 🚢 will not be repaired this year,"
    assert marked(first) == ["engine", "repaired"]


def test_a_statement_is_found_by_its_speaker_even_where_the_article_says_she(store: Store) -> None:
    (hit,) = [hit for hit in store.search("nunez islanders") if hit.statement]
    assert marked(hit) == ["islanders"]
    assert hit.speaker == "Zoë Núñez"
    assert hit.snippet == "asked the islanders."


def test_statements_of_one_speaker_can_be_asked_for(store: Store) -> None:
    assert {hit.speaker for hit in store.search("", speaker="núñez")} == {"Zoë Núñez"}
    assert len(store.search("", speaker="ZOE NUNEZ")) == 2
    assert [hit.snippet for hit in store.search("repairs", speaker="spokesman")] == [
        "repairs had been offered for free"
    ]
    assert store.search("repairs", speaker="Núñez") == []
    assert store.search("repairs", speaker=" - ") == []


def test_words_outside_statements_are_found_in_their_sentence(store: Store) -> None:
    (hit,) = store.search("stalls")
    assert (hit.article, hit.statement, hit.speaker) == ("market", None, None)
    assert hit.snippet == "Stalls reopened at the fish market."
    assert marked(hit) == ["Stalls"]


def test_a_passage_is_not_shown_again_beside_the_statement_it_is_in(store: Store) -> None:
    assert [(hit.article, hit.statement is not None) for hit in store.search("islanders")] == [("ferry", True)]


def test_a_title_that_matches_shows_how_the_article_begins(store: Store) -> None:
    hits = [hit for hit in store.search("watches") if hit.article == "market"]
    assert [(hit.snippet, hit.marks) for hit in hits] == [("Stalls reopened at the fish market.", ())]


def test_accents_and_case_do_not_matter(store: Store) -> None:
    for query in ("østerby", "ØSTERBY"):
        assert [marked(hit) for hit in store.search(query)] == [["Østerby"]]
    assert [hit.speaker for hit in store.search("nunez")][:1] == ["Zoë Núñez"]


@pytest.mark.parametrize("query", ['"fish market"', "“fish market”", "„fish market“", "«fish market»", '"fish market'])
def test_words_between_quotation_marks_follow_each_other(store: Store, query: str) -> None:
    assert [marked(hit) for hit in store.search(query)] == [["fish market"]]
    assert store.search(query.replace("fish market", "market fish")) == []


def test_all_words_must_be_there(store: Store) -> None:
    assert store.search("ferry stalls") != []
    assert store.search("ferry stalls zeppelin") == []


def test_at_most_as_many_hits_as_asked_for(store: Store) -> None:
    assert len(store.search("repairs")) == 2
    assert len(store.search("repairs", limit=1)) == 1
    assert store.search("repairs", limit=0) == []
    assert [len(store.search("ferry", limit=limit)) for limit in (1, 2, 3)] == [1, 2, 2]


@pytest.mark.parametrize(
    "query",
    ["", " ", '"', '""', "'", "*", "a*", "AND", "OR NOT", "NEAR(a b)", "content:", "-x", "^x", "(", ")", "{a}", "a\0b",
     "\udce9", "!!!", "ferry !!!", "—", "🦊", "x" * 10_000, "ferry " * 5_000, '"' + "ferry " * 5_000 + '"'],
)  # fmt: skip
def test_nothing_a_person_types_is_an_error(store: Store, query: str) -> None:
    assert isinstance(store.search(query), list)
    assert isinstance(store.search(query, speaker=query), list)


def test_punctuation_beside_words_is_left_aside(store: Store) -> None:
    assert store.search("ferry !!!") == store.search("ferry")
    assert store.search("stalls,") == store.search("stalls")


words = st.text(st.sampled_from("ferry \"“”*():^-+{}.,'ø🚢\0\n"), max_size=20)


@settings(max_examples=60, deadline=None)
@given(words | st.text(max_size=20))
@example("ferry OR")
def test_a_snippet_is_exactly_what_stands_at_its_span(store: Store, query: str) -> None:
    for hit in [*store.search(query), *store.search("", speaker=query)]:
        text = text_of(hit)
        assert hit.snippet == text[hit.span.start : hit.span.end]
        assert all(hit.span.start <= start < end <= hit.span.end for start, end in hit.marks)


def only(store: Store, article: Article) -> Annotation:
    annotation = make_annotation(article)
    store.put_annotations([annotation])
    return annotation


def test_a_long_text_without_sentences_is_shown_around_the_words(empty: Store) -> None:
    text = "lorem " * 20_000 + "the lighthouse " + "ipsum " * 20_000
    only(empty, make_article(text, id="long"))
    (hit,) = empty.search("lighthouse")
    assert len(hit.snippet) <= 300
    assert hit.snippet == text[hit.span.start : hit.span.end]
    assert [text[start:end] for start, end in hit.marks] == ["lighthouse"]
    assert hit.snippet.startswith("lorem")
    assert hit.snippet.endswith("ipsum")


def test_the_passage_shown_is_the_one_with_most_of_the_words(empty: Store) -> None:
    filling = "Quite another matter was raised by others. " * 12
    text = f"The buoy is red. {filling}A second buoy lies by the reef. {filling}The reef is old."
    article = make_article(text, id="reef")
    annotation = replace(make_annotation(article), sentences=())
    empty.put_annotations([annotation])
    (hit,) = empty.search("reef buoy")
    assert [text[start:end] for start, end in hit.marks] == ["buoy", "reef"]


def test_a_text_with_a_nul_is_found_and_nothing_wrong_is_marked(empty: Store) -> None:
    text = "The keel\0 was laid. The keel was painted."
    only(empty, make_article(text, id="nul"))
    (hit,) = empty.search("keel")
    assert hit.snippet == text[hit.span.start : hit.span.end]
    assert all(text[start:end] == "keel" for start, end in hit.marks)


def test_a_text_that_holds_private_characters_is_marked_all_the_same(empty: Store) -> None:
    text = "\U000f0000\U000f0001 The anchor \U000f0000 holds."
    only(empty, make_article(text, id="private"))
    (hit,) = empty.search("anchor")
    assert [text[start:end] for start, end in hit.marks] == ["anchor"]
