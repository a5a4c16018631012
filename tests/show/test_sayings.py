"""A reading set against the fullest keeps every character of its own, and says what the fullest has beyond it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article, make_saying, make_statement, make_story
from tests.show.fakes import bridge, make_reading

from attribune.model import Reading, Resolution, Span, StoryFindings, Variant
from attribune.show.desk import Desk, lay_out
from attribune.show.sayings import coverage, reading_pieces, sayings_section

FULL = "One two three, four five six; seven eight nine ten eleven twelve."
PART = "One deux three four 🌉 six … and nine ten, no more than that."


def spans(text: str) -> st.SearchStrategy[Span | None]:
    ends = st.integers(0, len(text))
    return st.none() | st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


def variants() -> st.SearchStrategy[list[Variant]]:
    kinds = st.sampled_from(["same", "omitted", "added", "substituted"])
    return st.lists(st.builds(Variant, kinds, spans(PART), spans(FULL)), max_size=8)


def two_readings(parts: list[Span], steps: list[Variant]) -> tuple[Desk, Reading, Reading]:
    full, part = make_article(FULL, id="full"), make_article(PART, id="part")
    whole = make_statement(full, FULL)
    cut = replace(make_statement(part, PART), content=tuple(parts))
    story = make_story(full, part)
    findings = StoryFindings(story, Resolution((), (), (whole, cut)), (), (), (), (), (), ())
    desk = lay_out(findings, [make_annotation(full, [whole]), make_annotation(part, [cut])])
    reading = make_reading(part, cut, saying="s", variants=tuple(steps))
    return desk, reading, make_reading(full, whole, saying="s")


def disjoint(found: list[Span | None]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(span for span in found if span is not None and span.end > span.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept or [Span(0, len(PART))]


@given(st.lists(spans(PART), max_size=3).map(disjoint), variants())
def test_no_character_of_a_reading_is_lost_or_doubled_whatever_its_alignment(
    parts: list[Span], steps: list[Variant]
) -> None:
    desk, reading, fullest = two_readings(parts, steps)
    pieces = reading_pieces(desk, reading, fullest)
    own = "".join(piece.words for piece in pieces if piece.kind != "gap")
    assert own == "".join(PART[span.start : span.end] for span in parts)
    assert sum(piece.kind == "gap" for piece in pieces) == len(parts) - 1


def test_what_the_fullest_has_beyond_a_reading_is_shown_where_it_is_missing() -> None:
    steps = [
        Variant("same", Span(0, 3), Span(0, 3)),
        Variant("substituted", Span(4, 8), Span(4, 7)),
        Variant("same", Span(9, 14), Span(8, 13)),
        Variant("omitted", None, Span(15, 24)),
    ]
    desk, reading, fullest = two_readings([Span(0, 14)], steps)
    shown = [(piece.kind, piece.words, piece.instead) for piece in reading_pieces(desk, reading, fullest)]
    assert shown == [
        ("same", "One ", ""),
        ("substituted", "deux", "two"),
        ("same", " three", ""),
        ("omitted", "", "four five"),
    ]


def laid_out() -> Desk:
    findings, annotations = bridge()
    return lay_out(findings, annotations)


def test_sayings_are_in_order_of_how_many_articles_carry_them() -> None:
    section = sayings_section(laid_out())
    assert [saying.carried for saying in section.shared] == [4, 2, 2, 2]
    assert section.shared[0].count == "in 4 of 4 articles"


def test_what_is_hardly_sure_to_be_attributed_says_so_and_comes_last() -> None:
    findings, annotations = bridge()
    most = max(findings.sayings, key=lambda saying: len(saying.readings))
    doubted = {reading.statement for reading in most.readings}
    statements = tuple(replace(s, confidence=0.41) if s.id in doubted else s for s in findings.resolution.statements)
    desk = lay_out(replace(findings, resolution=replace(findings.resolution, statements=statements)), annotations)
    shared = sayings_section(desk).shared
    assert [saying.carried for saying in shared] == [2, 2, 2, 4]
    assert all("attribution 41% sure" in c.notes for wording in shared[-1].wordings for c in wording.carriers)


def test_articles_with_the_same_words_share_a_wording_and_the_fullest_comes_first() -> None:
    first = sayings_section(laid_out()).shared[0]
    assert [[c.article.siglum for c in wording.carriers] for wording in first.wordings] == [["A", "C"], ["B", "D"]]
    assert [wording.label for wording in first.wordings] == ["fullest wording", "trimmed"]


def test_who_does_not_carry_a_saying_is_named_with_the_number_of_articles() -> None:
    second = sayings_section(laid_out()).shared[1]
    assert second.missing_line == "Not found in these 2 articles:"
    assert [ref.name for ref in second.missing] == ["The Signal", "stray note.txt"]


def test_an_article_introduces_a_wording_in_its_own_words() -> None:
    trimmed = sayings_section(laid_out()).shared[0].wordings[1].carriers[0]
    assert (trimmed.source, trimmed.cue) == ("Ms Lindqvist", "said")
    assert trimmed.notes == ("venue: “at a rally”", "through: “Kestrel Wire”")


def test_an_unknown_speaker_stays_unknown_and_the_candidates_are_named() -> None:
    lone = {saying.words: saying for group in sayings_section(laid_out()).lone for saying in group.sayings}
    speaker = lone["the mayor had “lost the plot <b>entirely</b>"].speaker
    assert speaker.name == "speaker unknown"
    assert "Tomas Varga (42%)" in speaker.note
    assert "“A senior official”" in speaker.note


def test_coverage_tells_the_same_words_from_others_and_from_none() -> None:
    table = coverage(laid_out())
    assert [[cell.glyph for cell in row.cells] for row in table.rows][:2] == [list("●◐●◐"), list("●◐––")]
    assert table.rows[1].cells[2].meaning == "not found in C"
    assert table.caption == "4 sayings found in two or more of 4 articles"


def test_sayings_beyond_the_limit_are_listed_without_their_wordings(monkeypatch: Any) -> None:
    monkeypatch.setattr("attribune.show.sayings.SAYINGS_LIMIT", 1)
    section = sayings_section(laid_out())
    assert len(section.shared) == 1
    assert len(section.brief) == 3
    assert section.brief_note.startswith("3 more shared sayings")


def test_a_wide_or_long_coverage_table_says_how_much_of_it_is_shown(monkeypatch: Any) -> None:
    monkeypatch.setattr("attribune.show.sayings.COVERAGE_ROWS", 2)
    monkeypatch.setattr("attribune.show.sayings.COVERAGE_COLUMNS", 3)
    table = coverage(laid_out())
    assert len(table.rows) == 2
    assert len(table.columns) == 3
    assert table.note == "The table shows 2 of 4 sayings and 3 of 4 articles, those that carry most of them."


def test_two_statements_of_one_article_in_one_saying_count_as_one_article() -> None:
    article, other = make_article("Yes, he said. Yes, he said again.", id="a"), make_article("No.", id="b")
    said = make_statement(article, "Yes")
    again = replace(said, id="again", content=(Span(14, 17),))
    story = make_story(article, other)
    saying = make_saying(story, (article, said), (article, again))
    findings = StoryFindings(story, Resolution((), (), (said, again)), (saying,), (), (), (), (), ())
    section = sayings_section(lay_out(findings, [make_annotation(article, [said, again]), make_annotation(other)]))
    assert not section.shared
    assert section.lone_note == "1 saying in one article only"
