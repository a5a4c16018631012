from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune import annotate
from attribune.annotate.network.decoding import decode
from attribune.annotate.network.links import Head
from attribune.annotate.reports import Report
from attribune.annotate.tokens import QUOTED, Token


def tokens(sentence: str) -> list[Token]:
    out = []
    place = 0
    for word in sentence.split():
        quoted = word.startswith("“")
        text = word.replace("_", " ")
        lower = QUOTED if quoted else text.lower()
        out.append(Token(place, place + len(text), text, lower, 0 if quoted else -1))
        place += len(text) + 1
    return out


def head(words: list[Token], cue: str, *, content: str = "", source: str = "", probability: float = 0.9) -> Head:
    place = next(i for i, token in enumerate(words) if token.text == cue)

    def likely(marked: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([0.9 if token.text in marked.split() else 0.02 for token in words])

    return Head(place, probability, likely(content.replace("_", " ")), likely(source))


def shown(words: list[Token], report: Report) -> tuple[str | None, list[str]]:
    def text(start: int, end: int) -> str:
        return " ".join(token.text for token in words[start:end])

    return text(*report.source) if report.source else None, [text(*part) for part in report.contents]


def test_the_content_is_the_stretch_that_the_network_means() -> None:
    words = tokens("Venn said that the ferry would stay , and the council met on Monday .")
    found = list(decode(words, [head(words, "said", content="that the ferry would stay", source="Venn")]))
    assert [shown(words, report) for report, _ in found] == [("Venn", ["that the ferry would stay"])]


def test_a_content_may_stand_on_both_sides_of_its_verb() -> None:
    words = tokens("The ferry , Venn said , will stay open this winter .")
    found = list(decode(words, [head(words, "said", content="The ferry will stay open this winter", source="Venn")]))
    assert [shown(words, report) for report, _ in found] == [("Venn", ["The ferry", "will stay open this winter"])]


def test_a_source_far_from_its_verb_is_picked_by_the_network() -> None:
    words = tokens("Orla Venn , speaking in Skell , refused to sell the ferry .")
    found = list(decode(words, [head(words, "refused", content="to sell the ferry", source="Orla Venn")]))
    assert [shown(words, report)[0] for report, _ in found] == ["Orla Venn"]


@pytest.mark.parametrize(
    ("sentence", "word_class"), [("Venn faces calls to resign .", "v"), ("Venn faces new calls to resign .", "s")]
)
def test_who_faces_calls_has_not_made_them(sentence: str, word_class: str) -> None:
    words = [word._replace(word_class=word_class) if word.text == "calls" else word for word in tokens(sentence)]
    ((report, _),) = decode(words, [head(words, "calls", content="to resign", source="Venn")])
    assert shown(words, report) == (None, ["to resign"])


def test_a_verb_right_behind_a_colon_is_not_what_the_one_before_it_does() -> None:
    words = tokens("Venn to Amsel : Ask Lund where the keys are")
    assert not list(decode(words, [head(words, "Ask", content="where the keys are", source="Amsel")]))


def test_a_quotation_goes_to_the_cue_that_claims_it_most() -> None:
    words = tokens("The box was labeled “late,” and a clerk had typed “lost.”")
    weak = head(words, "labeled", content="“late,” “lost.”")
    weak.content[-1] = 0.8
    strong = head(words, "typed", content="“lost.”", source="a clerk")
    found = [shown(words, report)[1] for report, _ in decode(words, [weak, strong])]
    assert found == [["“late,”"], ["“lost.”"]]


def test_two_cues_of_one_remark_give_one_report() -> None:
    words = tokens("Venn pitched herself by telling crews that the ferry would stay .")
    weak = head(words, "pitched", content="that the ferry would stay", source="Venn", probability=0.6)
    strong = head(words, "telling", content="that the ferry would stay", source="Venn", probability=0.9)
    ((report, _),) = decode(words, [weak, strong])
    assert words[report.cue.end - 1].text == "telling"


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    words = [
        word._replace(word_class="-") if word.text == "-" else word
        for word in tokens("SKELL - The ferry will stay , Venn said .")
    ]
    ((report, _),) = decode(words, [head(words, "said", content="SKELL - The ferry will stay", source="Venn")])
    assert shown(words, report) == ("Venn", ["The ferry will stay"])


def test_when_and_how_it_was_said_is_no_part_of_a_quotation() -> None:
    words = tokens("as Venn put it on Monday , “never.”")
    ((report, _),) = decode(words, [head(words, "put", content="on Monday , “never.”", source="Venn")])
    assert shown(words, report) == ("Venn", ["“never.”"])


def test_a_cue_without_content_gives_no_report_unless_it_announces_one() -> None:
    words = tokens("Venn went on for an hour .")
    assert not list(decode(words, [head(words, "went", source="Venn")]))
    words = tokens("Venn went on :")
    ((report, _),) = decode(words, [head(words, "went", source="Venn")])
    assert report.contents == ()


WORDS = st.lists(
    st.sampled_from(["Venn", "said", "that", ",", ".", ":", "“We_stay,”", "and", "the"]), min_size=1, max_size=25
)


@given(WORDS, st.data())
def test_parts_lie_inside_the_unit_and_apart_from_cue_and_source(words: list[str], data: st.DataObject) -> None:
    unit = tokens(" ".join(words))
    likely = st.lists(st.floats(0, 1), min_size=len(unit), max_size=len(unit)).map(np.array)
    place = data.draw(st.integers(0, len(unit) - 1))
    for report, _ in decode(unit, [Head(place, 0.9, data.draw(likely), data.draw(likely))]):
        taken = set(range(*report.cue)) | (set(range(*report.source)) if report.source else set())
        for start, end in report.contents:
            assert 0 <= start < end <= len(unit)
            assert not taken & set(range(start, end))


def test_a_content_ends_where_its_source_says_something_else() -> None:
    words = tokens("Venn said the ferry stays and denied the rest .")
    said = head(words, "said", content="the ferry stays and denied the rest", source="Venn")
    denied = head(words, "denied", content="the rest", source="Venn")
    denied.content[2] = 0.02
    found = [shown(words, report) for report, _ in decode(words, [said, denied])]
    assert found == [("Venn", ["the ferry stays"]), ("Venn", ["the rest"])]


def test_what_the_author_denies_is_nobodys_content() -> None:
    words = tokens("Despite what critics say , the ferry stays .")
    words = [word._replace(word_class="p" if word.text == "say" else "") for word in words]
    assert not list(decode(words, [head(words, "say", content="the ferry stays", source="critics")]))
    words = tokens("She knew what critics say : the ferry stays .")
    assert list(decode(words, [head(words, "say", content="the ferry stays", source="critics")]))


def test_an_adverb_that_reports_stands_for_its_verb() -> None:
    classes = {"gladly": "r", "foresee": "p", "They": "o"}
    words = [
        w._replace(word_class=classes.get(w.text, "")) for w in tokens("They gladly foresee that the ferry stays .")
    ]
    ((report, _),) = decode(words, [head(words, "gladly", content="that the ferry stays", source="They")])
    assert [token.text for token in words[slice(*report.cue)]] == ["gladly", "foresee"]


def test_the_subject_before_an_attribution_belongs_to_what_goes_on_behind_it() -> None:
    classes = {"sees": "z", "The": "d", "ferry": "n", "she": "o", ",": ","}
    words = [w._replace(word_class=classes.get(w.text, "")) for w in tokens("The ferry , she said , sees no profit .")]
    ((report, _),) = decode(words, [head(words, "said", content="sees no profit", source="she")])
    assert shown(words, report) == ("she", ["The ferry", "sees no profit"])


def test_whom_it_was_said_to_is_no_content_if_the_network_thinks_so_in_part() -> None:
    words = tokens("Venn warned the West that the ferry stays .")
    classes = {"the": "d", "West": "N", "that": "c", "ferry": "n", "stays": "z"}
    words = [word._replace(word_class=classes.get(word.text, "")) for word in words]
    ((report, _),) = decode(words, [head(words, "warned", content="West that ferry stays", source="Venn")])
    assert shown(words, report) == ("Venn", ["that the ferry stays"])


def test_whom_it_was_said_to_is_no_content() -> None:
    words = tokens("Venn warned them that the ferry stays .")
    words = [w._replace(word_class={"them": "o", "that": "c"}.get(w.text, "")) for w in words]
    ((report, _),) = decode(words, [head(words, "warned", content="them that the ferry stays", source="Venn")])
    assert shown(words, report) == ("Venn", ["that the ferry stays"])


def test_a_picked_source_does_not_begin_with_a_preposition() -> None:
    words = [w._replace(word_class={"by": "i"}.get(w.text, "")) for w in tokens("It was condemned by many members .")]
    ((report, _),) = decode(words, [head(words, "condemned", content="It", source="by many members")])
    assert shown(words, report) == ("many members", ["It"])


def test_who_a_line_before_a_colon_begins_with_speaks() -> None:
    classes = {"Venn": "N", "Skell": "N", "on": "i", "with": "i", ":": ":"}
    words = [w._replace(word_class=classes.get(w.text, "n")) for w in tokens("Venn on talks with Skell : “We_stay.”")]
    line = head(words, ":", content="“We stay.”", source="Venn Skell")
    line.content[-1], line.source[0] = 0.9, 0.2
    ((report, _),) = decode(words, [line])
    assert shown(words, report)[0] == "Venn"


def network_reads(sentence: str) -> list[tuple[str | None, list[str]]]:
    """Return source and contents of the statements in a sentence, by rules and network."""
    found = annotate(sentence).statements
    return [
        (sentence[slice(*one.source)] if one.source else None, [sentence[slice(*part)] for part in one.content])
        for one in found
    ]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("Orla Venn said Sunday she had “low expectations” of the ferry.", "she had “low expectations” of the ferry"),
        ("He wrongly said, without proof, that the memo had cleared him.", "that the memo had cleared him"),
        ("Over the weekend, Venn argued that the ferry must stay.", "that the ferry must stay"),
        ("The mayor issued a challenge to Venn: “She should resign.”", "“She should resign.”"),
    ],
)
def test_when_how_and_to_whom_it_was_said_stand_outside_the_content(sentence: str, content: str) -> None:
    assert [contents for _, contents in network_reads(sentence)] == [[content]]


def test_a_content_does_not_end_with_a_quotation_that_is_the_subject_of_its_clause() -> None:
    content = "“nothing bad ... maybe some good” will come out of her meeting with the board"
    assert network_reads(f"The mayor thinks {content}.") == [("The mayor", [content])]


def test_who_goes_on_to_say_something_says_it_once() -> None:
    sentence = "Venn continued to say that there have been “many questionable statements,” as Amsel’s on the ferry was."
    assert len(network_reads(sentence)) == 1


def test_who_was_asked_has_not_asked() -> None:
    sentence = "When asked if Skell was approaching a confrontation with Pell, the spokesman answered with a nod."
    assert [source for source, _ in network_reads(sentence)] == [None]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Oil is dear, and Venn’s government earlier this year reaffirmed its commitment to the ferry.", "government"),
        (
            "In a briefing, Hua Lind, the spokeswoman, said the ferry was late, according to Pell Radio.",
            "spokeswoman",
        ),
        ("In a reply, Orla Venn, a councillor wrote: “Do I get a new ferry?”", "Orla Venn, a councillor"),
    ],
)
def test_a_source_is_neither_cut_short_nor_goes_on_with_what_follows(sentence: str, source: str) -> None:
    ((found, _),) = network_reads(sentence)
    assert found is not None
    assert found.endswith(source)


def test_whom_something_is_according_to_says_it() -> None:
    assert network_reads("Venn is a liar, according to Orla Tarn.") == [("Orla Tarn", ["Venn is a liar"])]


def test_those_who_say_it_together_are_one_source() -> None:
    assert network_reads("“The ferry stays,” Orla Venn and Dag Tarrow said.") == [
        ("Orla Venn and Dag Tarrow", ["“The ferry stays,”"])
    ]
