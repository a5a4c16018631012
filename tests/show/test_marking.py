"""Marks in running text keep every character, nest properly and can each be put together again."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from attribune.model import Span
from attribune.show.marking import Mark, blocks, by_block, mark_text

TEXT = "The “mayor” <said> it & left 🌉 early.\nNo one 'heard' her, she said."


class _Reader(HTMLParser):
    """Reads marked text back: all words, the words of each mark, and whether elements nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str | None]] = []
        self.words = ""
        self.marks: dict[str, str] = {}
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open.append((tag, given.get("data-mark")))
        if given.get("id"):
            self.ids.append(str(given["id"]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.words += data
        for _, name in self.open:
            if name is not None:
                self.marks[name] = self.marks.get(name, "") + data


def read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(str(markup))
    reader.close()
    assert not reader.open
    return reader


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.integers(0, len(text))
    return st.tuples(ends, ends).map(lambda pair: Span(min(pair), max(pair)))


@given(st.lists(spans(TEXT), max_size=9))
def test_every_mark_holds_exactly_its_words_however_the_spans_cross(found: list[Span]) -> None:
    marks = [Mark(f"m{number}", span, "content") for number, span in enumerate(found)]
    reader = read(mark_text(TEXT, Span(0, len(TEXT)), marks))
    assert reader.words == TEXT
    for mark in marks:
        assert reader.marks.get(mark.name, "") == TEXT[mark.span.start : mark.span.end]
    assert sorted(reader.ids) == sorted(mark.name for mark in marks if mark.span.end > mark.span.start)


@given(st.lists(spans(TEXT), max_size=6), st.lists(spans(TEXT), max_size=4))
def test_a_text_marked_by_paragraphs_is_still_the_whole_text(found: list[Span], paragraphs: list[Span]) -> None:
    marks = [Mark(f"m{number}", span, "content") for number, span in enumerate(found)]
    spaces = blocks(TEXT, paragraphs)
    begun: set[str] = set()
    out, place = "", 0
    for space, inside in zip(spaces, by_block(spaces, marks), strict=True):
        assert not TEXT[place : space.start].strip()
        out += TEXT[place : space.start] + str(mark_text(TEXT, space, inside, begun=begun))
        place = space.end
    reader = read(out + TEXT[place:])
    assert reader.words == TEXT
    assert len(reader.ids) == len(set(reader.ids))
    for mark in marks:
        own = TEXT[mark.span.start : mark.span.end]
        assert "".join(reader.marks.get(mark.name, "").split()) == "".join(own.split())


def test_words_of_a_text_are_never_markup() -> None:
    text = '<script>alert("x")</script>'
    assert "<script>" not in mark_text(text, Span(0, len(text)), [Mark("m", Span(2, 9), "content")])


def test_a_note_stands_after_the_marks_that_end_at_its_place() -> None:
    marked = mark_text(
        "she said yes", Span(0, 12), [Mark("m", Span(9, 12), "content", "mark")], notes={12: Markup("<a>1</a>")}
    )
    assert marked.endswith("yes</mark><a>1</a>")


def test_a_mark_within_a_mark_is_an_element_within_an_element() -> None:
    marks = [Mark("outer", Span(0, 10), "content"), Mark("inner", Span(4, 8), "source")]
    marked = mark_text("0123456789", Span(0, 10), marks)
    assert marked.count('data-mark="outer"') == 1
    assert marked.index("outer") < marked.index("inner")


def test_marking_a_very_long_text_takes_time_in_proportion() -> None:
    text = "word " * 100_000
    marks = [Mark(f"m{i}", Span(i * 50, i * 50 + 60), "content") for i in range(9_000)]
    paragraphs = [Span(i, i + 499) for i in range(0, len(text), 500)]
    spaces = blocks(text, paragraphs)
    for space, inside in zip(spaces, by_block(spaces, marks), strict=True):
        assert len(mark_text(text, space, inside)) >= 499
