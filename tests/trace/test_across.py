"""Passages shared over a whole collection: found through shingles, whatever story the articles are of."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.trace.tracing import annotate_plain, article

from attribune.annotate import annotate
from attribune.engine.local import Local
from attribune.model import Article
from attribune.trace.across import Across, Common, across
from attribune.trace.candidates import HOLDERS, HOUSE, SHARED
from attribune.trace.shingles import SHINGLE, shingles

LIFTED = "The ferry had been leaking oil into the strait for eleven weeks before the harbour guard noticed the gulls."
MORE = "Its owner, a cheese merchant from the hills, had insured it twice and painted over the rust in April."
OWN = "Pell is a quiet town with a good bakery, and nothing has burnt there since the chandler's fire."
OTHER = "In the hills nobody talks of anything but the price of milk and the new road to the sanatorium."
FOOTER = "Readers who like these reports can have them brought to their doors by pigeon every second Thursday."


def found(*articles: Article) -> Across:
    return across(annotate_plain(*articles), engine=Local(processes=1))


def shown(passage: Common, *articles: Article) -> tuple[str, str]:
    texts = {one.id: one.text for one in articles}
    return texts[passage.a][slice(*passage.a_span)], texts[passage.b][slice(*passage.b_span)]


def test_a_passage_is_found_with_both_of_its_spans() -> None:
    early = article("early", OWN, LIFTED, MORE, published="2021-03-01")
    late = article("late", LIFTED, MORE, OTHER, published="2021-03-04")
    (passage,) = found(early, late).passages
    assert (passage.a, passage.b) == ("late", "early")
    words = f"{LIFTED}\n\n{MORE}".rstrip(".")
    assert shown(passage, early, late) == (words, words)
    assert not passage.quoted


def test_what_both_quote_is_a_quotation() -> None:
    words = f"{LIFTED} {MORE}".rstrip(".")
    one = article("a", f"“{words},” said Jorun Vael.", OWN, published="2021-03-01")
    two = article("b", OTHER, f"“{words},” Vael told a meeting.", published="2021-03-02")
    (passage,) = across([annotate(one, fast=True), annotate(two, fast=True)], engine=Local(processes=1)).passages
    assert passage.quoted


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    articles = [article(f"a{day}", LIFTED, MORE, f"Number {day}.", published=f"2021-03-0{day}") for day in (3, 1, 2)]
    assert found(*articles) == found(*articles[::-1])


def test_articles_far_apart_in_time_are_not_compared() -> None:
    early = article("early", LIFTED, MORE, published="2021-03-01")
    assert not found(early, article("late", LIFTED, MORE, published="2021-04-02")).passages
    assert found(early, article("late", LIFTED, MORE, published="2021-03-31")).passages


def test_an_article_without_a_date_is_compared_with_all() -> None:
    early = article("early", LIFTED, MORE, published="2021-03-01")
    (passage,) = found(early, article("always", LIFTED, MORE)).passages
    assert (passage.a, passage.b) == ("always", "early")


def test_what_an_outlet_prints_everywhere_is_left_out_and_told() -> None:
    own = [f"{sound}{vowel}" for sound in "bdfgkl" for vowel in ("arn", "ost")]
    articles = [
        article(
            f"a{name}", f"The village of {name} has a {name} of its own and pays for it.", FOOTER, outlet="Hill News"
        )
        for name in own
    ]
    assert len(articles) == HOUSE
    told = found(*articles)
    assert not told.passages
    assert told.dropped.house > 0
    assert found(*articles[:4]).passages


def test_copies_meet_at_the_first_and_not_each_other() -> None:
    count = HOLDERS + 12
    copies = [
        article(f"a{number:03}", LIFTED, MORE, published="2021-03-01", outlet=f"O{number}") for number in range(count)
    ]
    pairs = {(one.a, one.b) for one in found(*copies).passages}
    assert {b for _, b in pairs} == {one.id for one in copies[:HOLDERS]}
    assert len(pairs) == HOLDERS * (HOLDERS - 1) // 2 + HOLDERS * (count - HOLDERS)


def test_shingles_of_one_text_are_the_same_wherever_it_stands() -> None:
    alone, later = annotate_plain(article("a", LIFTED), article("b", f"{LIFTED} {MORE}"))
    keys = shingles(alone).keys.tolist()
    assert shingles(later).keys.tolist()[: len(keys)] == keys
    assert shingles(later).places.tolist() == list(range(len(shingles(later).keys)))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("ka lo mi nu pe ri so".split()), min_size=5, max_size=24), min_size=2, max_size=5)
)
def test_runs_are_those_that_comparing_every_place_with_every_other_finds(texts: list[list[str]]) -> None:
    annotations = annotate_plain(*(article(f"a{n}", " ".join(words)) for n, words in enumerate(texts)))
    seen: list[tuple[int, int, int, int, int]] = []

    class Watched(Local):
        def query(self, sql: str, **tables: object) -> object:
            table = super().query(sql, **tables)
            if "i" in table.column_names:
                seen.extend(tuple(row.values()) for row in table.to_pylist())
            return table

    across(annotations, engine=Watched(processes=1))
    assert seen == sorted(_plainly(texts))


def _plainly(texts: list[list[str]]) -> list[tuple[int, int, int, int, int]]:
    """Return the maximal runs of five equal words and more of pairs that share enough of them."""
    wanted = []
    for a, later in enumerate(texts):
        for b, earlier in enumerate(texts[:a]):
            equal = {
                (i, j)
                for i in range(len(later) - SHINGLE + 1)
                for j in range(len(earlier) - SHINGLE + 1)
                if later[i : i + SHINGLE] == earlier[j : j + SHINGLE]
            }
            if len(equal) >= SHARED:
                starts = sorted((i, j) for i, j in equal if (i - 1, j - 1) not in equal)
                for i, j in starts:
                    size = next(n for n in range(1, len(later) + 1) if (i + n, j + n) not in equal)
                    wanted.append((a, b, i, j, size + SHINGLE - 1))
    return wanted
