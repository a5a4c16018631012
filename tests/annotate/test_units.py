"""Which units need to be looked at closely, and that leaving the others alone changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_article

from attribune.annotate import annotate, statements
from attribune.annotate.cues import may_report, roles
from attribune.model import Statement
from attribune.read import read

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "coverage"
WORDS = (
    "Lee said that the ferry stays , \u201c it is late \u201d according to per view in the of Venn : \u2014 he she "
    'told reporters " . It was raining and they roared'
).split()


def looked_at(text: str, *, closely: bool) -> tuple[Statement, ...]:
    """Return the statements that the rules find in a text, with all units looked at closely or those that need it."""
    with pytest.MonkeyPatch.context() as patch:
        if closely:
            patch.setattr(statements, "may_report", lambda letters: True)
        return annotate(make_article(text, id="a"), fast=True).statements


def test_articles_say_the_same_however_closely_their_units_are_looked_at() -> None:
    articles = [item for item in read([EXAMPLE]) if hasattr(item, "text")]
    assert len(articles) >= 10
    for article in articles:
        assert looked_at(article.text, closely=False) == looked_at(article.text, closely=True)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_words_say_the_same_however_closely_they_are_looked_at(words: list[str]) -> None:
    text = " ".join(words)
    assert looked_at(text, closely=False) == looked_at(text, closely=True)


@pytest.mark.parametrize("words", ["it was raining .", "the quay is grey and long ."])
def test_a_unit_without_a_word_that_reports_needs_no_classes(words: str) -> None:
    assert not may_report(roles(words.split()))


@pytest.mark.parametrize("words", ["lee said so .", "according to lee , it is", "\u2014 orla venn", "here is why :"])
def test_a_unit_with_a_cue_does(words: str) -> None:
    assert may_report(roles(words.split()))
