"""What the terminal shows: the same findings in plain lines, each with the article and offsets that show it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.builders import make_annotation, make_article, make_story
from tests.show.fakes import POST, FakeStore, bridge, full_store

from attribune.model import Resolution, StoryFindings
from attribune.show import terminal


def shown(store: FakeStore, *, story: str | None = None, width: int = 100) -> str:
    return "\n".join(terminal(store, story=story, width=width))


def flat(lines: str) -> str:
    return " ".join(lines.split())


def test_a_story_is_told_from_headline_to_conflicts() -> None:
    text = shown(full_store())
    places = [
        text.index(words) for words in ("Harbour bridge", "ARTICLES", "SAYINGS", "WHO DREW", "CONFLICTS", "Heron")
    ]
    assert places == sorted(places)


def test_every_line_fits_the_width_unless_a_single_word_does_not() -> None:
    for width in (40, 72, 120):
        long = [line for line in terminal(full_store(), width=width) if len(line) > width]
        assert not long


def test_a_wording_is_set_against_the_fullest_in_plain_characters() -> None:
    text = flat(shown(full_store()))
    assert "We will not gamble with a single life [-, and we will not reopen it" in text
    assert "should “[-withdraw that-] {+take it back+}, apologise or step down" in text


def test_each_wording_leads_to_its_characters_in_the_article() -> None:
    match = re.search(r"A (\d+)-(\d+) Northern Post", shown(full_store()))
    assert match is not None
    assert POST[int(match[1]) : int(match[2])].startswith("We will not gamble")


def test_unknowns_are_named() -> None:
    text = flat(shown(full_store()))
    for words in ("speaker unknown (candidates: Tomas Varga (42%)", "date unknown", "untitled", "Not found in these 2"):
        assert words in text
    assert "undecided: it may be the other way round" in text
    assert "drew on Kestrel Wire (not in the dossier)" in text


def test_what_is_hardly_sure_to_be_an_attribution_comes_last() -> None:
    findings, annotations = bridge()
    lone = [saying for saying in findings.sayings if len({r.article for r in saying.readings}) == 1]
    first = lone[0].readings[0].statement
    said = tuple(replace(s, confidence=0.41) if s.id == first else s for s in findings.resolution.statements)
    store = FakeStore([replace(findings, resolution=replace(findings.resolution, statements=said))], annotations)
    text = flat(shown(store))
    assert text.count("(attribution 41% sure)") == 1
    assert "1 of them hardly sure to be attributions, or not said: " in text.split("(attribution 41% sure)")[0]


def test_one_story_is_shown_by_the_beginning_of_its_id() -> None:
    store = full_store()
    lone = store.stories()[0].id
    text = shown(store, story=lone[:10])
    assert "It stayed for an hour" in text
    assert "Harbour bridge" not in text
    with pytest.raises(LookupError):
        terminal(store, story="nosuch")


def test_a_text_cannot_drive_the_terminal() -> None:
    article = make_article("x", id="a", title="Clear \x1b[2J the\x07 screen\nnow", outlet="Quay\x9b31m Daily")
    findings = StoryFindings(make_story(article), Resolution((), (), ()), (), (), (), (), (), ())
    for line in terminal(FakeStore([findings], [make_annotation(article)])):
        assert line.isprintable()


def test_an_empty_dossier_is_told_to_be_empty() -> None:
    assert list(terminal(FakeStore([], []))) == ["This dossier holds no articles yet."]
