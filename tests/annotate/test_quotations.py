from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.quotations import quotations
from attribune.model import Paragraph, Quotation, Span


def quoted(text: str) -> list[str]:
    return [text[q.span.start : q.span.end] for q in found(text)]


def found(text: str) -> tuple[Quotation, ...]:
    paragraphs = []
    place = 0
    for block in text.split("\n\n"):
        paragraphs.append(Paragraph(Span(place, place + len(block)), "body"))
        place += len(block) + 2
    return quotations(text, paragraphs)


def test_curly_and_straight_marks_pair() -> None:
    assert quoted("“The ferry stays,” said Orla Venn.") == ["“The ferry stays,”"]
    assert quoted('She said "the ferry stays" twice: "It stays."') == ['"the ferry stays"', '"It stays."']


def test_doubled_single_marks_pair() -> None:
    assert quoted("''We will sail,'' she said. ''Tonight.''") == ["''We will sail,''", "''Tonight.''"]
    assert quoted("“We will sail,’’ she said. ‘‘Tonight.’’") == ["“We will sail,’’", "‘‘Tonight.’’"]


def test_single_marks_of_a_british_outlet_pair_and_apostrophes_do_not() -> None:
    text = "‘It’s the islanders’ ferry, and we won’t sell it,’ said Orla Venn. The sailors’ union agreed."
    assert quoted(text) == ["‘It’s the islanders’ ferry, and we won’t sell it,’"]
    assert quoted("'We can't wait,' he said. The workers' pay is late.") == ["'We can't wait,'"]


def test_a_nested_quotation_belongs_to_the_one_around_it() -> None:
    text = "“He told me ‘never again’ and left,” Venn said."
    assert quoted(text) == ["“He told me ‘never again’ and left,”"]


def test_a_quotation_within_one_may_have_the_same_marks_if_all_are_closed() -> None:
    text = "“I will not live in what they call “peace” any longer,” Venn said. “Nor will she.”"
    assert quoted(text) == ["“I will not live in what they call “peace” any longer,”", "“Nor will she.”"]
    text = "“The ferry stays, she said. “And so do we.”"
    assert quoted(text) == ["“The ferry stays,", "“And so do we.”"]


def test_a_straight_mark_before_each_paragraph_of_an_extract_quotes_nothing() -> None:
    text = '"Venn walked to the quay.\n\n“It stays,” she said. “So do we.”\n\n"Amsel laughed at “the boat.”'
    assert quoted(text) == ["“It stays,”", "“So do we.”", "“the boat.”"]


def test_a_long_quotation_over_paragraphs_is_one() -> None:
    text = "“The first boat was late.\n\n“The second never came,” Venn said."
    (quotation,) = found(text)
    assert [text[a:b] for a, b in quotation.parts] == ["The first boat was late.", "The second never came,"]
    assert not quotation.mended


def test_a_missing_opening_mark_is_put_at_the_start_of_the_paragraph() -> None:
    text = "Venn was asked about it.\n\nWhy sell it? Nobody asked us. There is no reason,” she said."
    (quotation,) = found(text)
    assert text[quotation.span.start : quotation.span.end] == "Why sell it? Nobody asked us. There is no reason,”"
    assert quotation.mended
    assert quotation.confidence < 0.9


def test_a_missing_closing_mark_is_put_before_the_attribution() -> None:
    text = "“We were never asked, she said. The council met on Monday."
    (quotation,) = found(text)
    assert text[quotation.span.start : quotation.span.end] == "“We were never asked,"
    assert quotation.mended


def test_a_mark_left_open_does_not_swallow_the_next_paragraph() -> None:
    text = "“We were never asked\n\nThe council met on Monday.\n\nIt adjourned."
    assert quoted(text) == ["“We were never asked"]


def test_german_and_french_marks_pair() -> None:
    assert quoted("„Wir bleiben“, sagte Venn.") == ["„Wir bleiben“"]
    assert quoted("«Nous restons», a dit Venn.") == ["«Nous restons»"]


def test_decades_and_clipped_words_open_nothing() -> None:
    assert quoted("In the ’90s and '80s, rock 'n' roll ruled the islands.") == []


@given(st.text(alphabet="ab .,“”\"'’‘\n„«»😀", max_size=120))
def test_quotations_are_ordered_disjoint_and_inside_the_text(text: str) -> None:
    last = 0
    for quotation in found(text):
        start, end = quotation.span
        assert last <= start < end <= len(text)
        for part in quotation.parts:
            assert start <= part.start <= part.end <= end
        last = end


@given(st.lists(st.sampled_from(["“We stay,” she said.", "He left.", "“Go.”"]), min_size=1, max_size=8))
def test_well_formed_marks_are_never_mended(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert all(not q.mended for q in found(text))
    assert len(found(text)) == sum("“" in s for s in sentences)


def test_marks_without_end_take_no_longer_than_the_text_is_long() -> None:
    assert found('"He said ' * 3000)
    assert found("“A word.\n\n" * 3000)


def test_a_long_quotation_over_paragraphs_in_single_marks() -> None:
    text = "‘The first boat was late.\n\n‘The second, “Hope”, never came,’ Venn said."
    (quotation,) = found(text)
    assert [text[a:b] for a, b in quotation.parts] == ["The first boat was late.", "The second, “Hope”, never came,"]
    assert quoted("‘The first boat was late.\n\nThe second never came, Venn said.") == []
    assert quoted("'Tis the season.\n\n'Twas late, and the sailors' boat lay still.") == []
