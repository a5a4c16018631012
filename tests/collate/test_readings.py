from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_article, make_statement
from tests.growth import LINEAR, growth

from attribune.collate.aligning import align
from attribune.collate.readings import read
from attribune.collate.wording import Wording, weigh, wording
from attribune.model import Article, Reading, Span, Statement
from attribune.text import words

WORDS = ["the", "ferry", "Osprey", "struck", "strikes", "a", "sandbank", "off", "Vessin", "and", "captain", "blames"]
ENDS = ["", "", "", ",", ".", "?", " —", " 🙂", "\n\n", ". “", "… "]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), max_size=30).map(
    lambda pairs: " ".join(word + end for word, end in pairs)
)


def prepared(*statements: tuple[Article, Statement]) -> list[Wording]:
    wordings = [wording(statement, article, place=at) for at, (article, statement) in enumerate(statements)]
    weigh(wordings)
    return wordings


def whole(text: str, name: str, *cuts: int) -> tuple[Article, Statement]:
    """Return an article of ``text`` that is all one statement, its content cut in parts at ``cuts``."""
    article = make_article(text, id=name)
    edges = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    spans = tuple(Span(start, end) for start, end in pairwise(edges))
    return article, Statement(
        id=name, article=name, kind="direct", content=spans, source=None, cue=None, confidence=1.0
    )


def compared(text: str, fullest: str) -> Reading:
    ours, theirs = prepared(whole(text, "a"), whole(fullest, "b"))
    return read("saying", ours, theirs)


def shown(reading: Reading, text: str, fullest: str) -> list[str]:
    """Return the variants as ``kind: words of the reading / words of the fullest``."""
    return [
        f"{variant.kind}: {text[slice(*variant.span)] if variant.span else ''}"
        f" / {fullest[slice(*variant.fullest_span)] if variant.fullest_span else ''}"
        for variant in reading.variants
    ]


def test_words_are_aligned_one_by_one() -> None:
    ours, theirs = "Aid was intended solely for the harbour.", "Aid was supplied strictly for the harbour of Vessin."
    assert shown(compared(ours, theirs), ours, theirs) == [
        "same: Aid was / Aid was",
        "substituted: intended solely / supplied strictly",
        "same: for the harbour / for the harbour",
        "omitted:  / of Vessin",
    ]


def test_small_words_of_unlike_sentences_are_not_called_the_same() -> None:
    ours = "The pier is closed. We have to be careful."
    theirs = "She blames the mayor of Vessin for all that. We have to be careful."
    assert shown(compared(ours, theirs), ours, theirs) == [
        "substituted: The pier is closed / She blames the mayor of Vessin for all that",
        "same: We have to be careful / We have to be careful",
    ]


def test_another_form_of_a_word_stands_against_it() -> None:
    ours, theirs = "to dredge and mark outside its channel", "dredging and marking outside its channel"
    assert "substituted: to dredge / dredging" in shown(compared(ours, theirs), ours, theirs)


def test_a_reading_that_only_joins_the_clause_is_verbatim() -> None:
    assert compared("that the channel was never dredged", "The channel was never dredged.").change == "verbatim"


def test_a_reading_with_words_of_its_own_is_extended() -> None:
    assert compared("The channel was never dredged properly", "The channel was never dredged").change == "extended"


def test_one_other_word_makes_a_reading_reworded() -> None:
    assert compared("The channel was never cleared", "The channel was never dredged").change == "reworded"


def test_the_text_joins_the_parts_of_a_split_quotation() -> None:
    article = make_article("“The channel,” she said, “was never dredged.”")
    statement = make_statement(article, ["“The channel,”", "“was never dredged.”"])
    (one,) = prepared((article, statement))
    reading = read("saying", one, one)
    assert reading.text == "“The channel,” “was never dredged.”"
    assert [article.text[slice(*variant.span)] for variant in reading.variants if variant.span] == [
        "The channel",
        "was never dredged",
    ]


def test_a_statement_without_a_word_has_a_reading() -> None:
    reading = compared("…!", "The channel was never dredged")
    assert reading.similarity == 0.0
    assert [variant.kind for variant in reading.variants] == ["omitted"]


@settings(deadline=None)
@given(TEXTS, TEXTS, st.lists(st.integers(1, 150), max_size=3), st.lists(st.integers(1, 150), max_size=3))
def test_no_word_of_either_is_lost_or_told_twice(a: str, b: str, cuts: list[int], other_cuts: list[int]) -> None:
    first, second = whole(a, "a", *cuts), whole(b, "b", *other_cuts)
    ours, theirs = prepared(first, second)
    reading = read("saying", ours, theirs)
    for one, spans in (
        (first, [variant.span for variant in reading.variants if variant.span]),
        (second, [variant.fullest_span for variant in reading.variants if variant.fullest_span]),
    ):
        article, statement = one
        assert spans == sorted(spans)
        covered = [word for span in spans for word in words(article.text, span)]
        assert covered == [word for span in statement.content for word in words(article.text, span)]
        assert all(any(part.start <= s.start and s.end <= part.end for part in statement.content) for s in spans)
    for variant in reading.variants:
        if variant.kind == "same":
            assert variant.span
            assert variant.fullest_span
            pair = [[w.normal for w in words(t, s)] for t, s in ((a, variant.span), (b, variant.fullest_span))]
            assert pair[0] == pair[1]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_similarity_is_the_part_of_the_words_of_both_that_are_the_same(a: str, b: str) -> None:
    reading = compared(a, b)
    assert 0 <= reading.similarity <= 1
    assert (compared(a, a).similarity, compared(a, a).change) == (1.0, "verbatim")
    same = sum(len(list(words(a, v.span))) for v in reading.variants if v.kind == "same")
    total = len(list(words(a))) + len(list(words(b)))
    assert reading.similarity == (round(2 * same / total, 4) if total else 1.0)


def test_the_time_to_align_grows_with_the_length_of_a_speech() -> None:
    def work(count: int) -> None:
        lines = [f"Clause {n} speaks of harbour {n % 97} and of ferry {n % 89}." for n in range(count)]
        shorter = [line for n, line in enumerate(lines) if n % 50]
        ours, theirs = prepared(whole(" ".join(shorter), "a"), whole(" ".join(lines), "b"))
        steps = align(ours, theirs)
        assert sum(step.i1 - step.i0 for step in steps if step.kind == "same") == len(ours.normals)

    assert growth(work, size=600) < LINEAR


def test_a_text_without_sentences_is_aligned_in_pieces() -> None:
    flat = " ".join(f"harbour{number}" for number in range(30000))
    ours, theirs = prepared(whole(flat, "a"), whole(f"ferry {flat}", "b"))
    steps = align(ours, theirs)
    assert (steps[0].i0, steps[-1].i1, steps[-1].j1) == (0, 30000, 30001)
    assert sum(step.i1 - step.i0 for step in steps if step.kind == "same") > 29000
