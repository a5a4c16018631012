from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.layout import paragraphs
from attribune.annotate.quotations import quotations
from attribune.annotate.sentences import sentences
from attribune.annotate.statements import statements
from attribune.annotate.times import time_expressions
from attribune.model import Span, Statement


class Told(NamedTuple):
    source: str | None
    cue: str | None
    content: list[str]
    kind: str


def annotate(text: str) -> tuple[Statement, ...]:
    layout = paragraphs(text, title=None)
    spans = sentences(text, layout)
    times = time_expressions(text, spans, published="2031-05-14")
    return statements(
        text,
        article="a",
        paragraphs=layout,
        sentences=spans,
        quotations=quotations(text, layout),
        times=times,
    )


def told(text: str) -> list[Told]:
    def words(span: Span | None) -> str | None:
        return text[span.start : span.end] if span else None

    return [Told(words(s.source), words(s.cue), [text[a:b] for a, b in s.content], s.kind) for s in annotate(text)]


def test_a_quotation_before_its_verb_in_either_order() -> None:
    assert told("“The ferry stays,” Orla Venn said.") == [Told("Orla Venn", "said", ["“The ferry stays,”"], "direct")]
    text = "“The ferry stays,” said Orla Venn, the harbour master of Skell, on Monday."
    assert told(text) == [
        Told("Orla Venn, the harbour master of Skell", "said", ["“The ferry stays,”"], "direct"),
    ]


def test_a_split_quotation_is_one_statement() -> None:
    text = "“The ferry stays,” she said, “and so do we.”"
    assert told(text) == [Told("she", "said", ["“The ferry stays,”", "“and so do we.”"], "direct")]


def test_a_quotation_that_goes_on_without_a_cue_belongs_to_the_statement_before() -> None:
    text = "“The ferry stays,” she said. “It always has.”\n\n“And it always will.”"
    assert told(text) == [
        Told("she", "said", ["“The ferry stays,”", "“It always has.”", "“And it always will.”"], "direct"),
    ]


def test_reported_speech_ends_with_its_sentence() -> None:
    text = "Orla Venn said that the ferry would stay. The council met on Monday."
    assert told(text) == [Told("Orla Venn", "said", ["that the ferry would stay"], "indirect")]


def test_a_clause_with_a_quoted_part_is_mixed() -> None:
    text = "Venn argued that selling the ferry would be “madness”."
    assert told(text) == [Told("Venn", "argued", ["that selling the ferry would be “madness”"], "mixed")]


def test_the_addressee_is_not_part_of_the_content() -> None:
    text = "Venn told Harbour Radio on Tuesday that the ferry would stay."
    assert told(text) == [Told("Venn", "told", ["that the ferry would stay"], "indirect")]


def test_an_attribution_behind_its_clause() -> None:
    text = "The ferry will sail on Friday, the harbour master said."
    assert told(text) == [Told("the harbour master", "said", ["The ferry will sail on Friday"], "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        "According to Orla Venn, the ferry will sail on Friday.",
        "The ferry will sail on Friday, according to Orla Venn.",
    ],
)
def test_according_to(text: str) -> None:
    (statement,) = told(text)
    assert statement.source == "Orla Venn"
    assert statement.content[0].lower() == "the ferry will sail on friday"


def test_a_description_of_whom_it_is_according_to_is_not_what_was_said() -> None:
    (statement,) = told("According to Orla Venn, a lawyer who represents the crew, the ferry will sail.")
    assert statement.source == "Orla Venn, a lawyer who represents the crew"
    assert statement.content == ["the ferry will sail"]


def test_who_shoots_back_says_what_stands_before() -> None:
    found = told("“Who will pay?” asked Venn. “Not me,” replied Tarrow. “Then who?” Venn shot back.")
    assert [(one.source, one.content) for one in found] == [
        ("Venn", ["“Who will pay?”"]),
        ("Tarrow", ["“Not me,”"]),
        ("Venn", ["“Then who?”"]),
    ]


def test_the_word_before_a_quotation_of_the_next_paragraph_is_not_what_was_said() -> None:
    (statement,) = told("Orla Venn just announced that:\n\n“The ferry stays. Nobody will pay for it.”")
    assert statement.content == ["“The ferry stays. Nobody will pay for it.”"]


def test_those_familiar_with_something_are_the_source_with_all_that_it_is() -> None:
    (statement,) = told("A harbour official familiar with the work of the board said that it would meet.")
    assert statement.source == "A harbour official familiar with the work of the board"


@pytest.mark.parametrize("text", ["Orla Venn, however, said it was late.", "* Orla Venn said it was late."])
def test_neither_however_nor_the_mark_of_a_list_is_part_of_the_source(text: str) -> None:
    assert told(text)[0].source == "Orla Venn"


def test_two_who_say_it_together_are_both_the_source() -> None:
    (statement,) = told("“The ferry stays,” Orla Venn and Dag Tarrow said.")
    assert statement.source == "Orla Venn and Dag Tarrow"


def test_a_verb_without_a_subject_shares_that_of_the_clause_before() -> None:
    text = "Venn rejected the offer and said that the ferry would stay, adding: “Nobody asked us.”"
    found = told(text)
    assert [s.source for s in found] == ["Venn", "Venn", "Venn"]
    assert found[-1].content == ["“Nobody asked us.”"]


def test_an_apposition_belongs_to_the_source() -> None:
    text = "Orla Venn, the harbour master of Skell, said the ferry would stay."
    assert told(text)[0].source == "Orla Venn, the harbour master of Skell"


def test_a_clause_about_the_speaker_does_not_belong_to_the_source() -> None:
    for clause in ("who has run the harbour since 2019", "speaking on Monday", "at a rally in Skell"):
        assert told(f"Orla Venn, {clause}, said the ferry would stay.")[0].source == "Orla Venn"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "Two officials with knowledge of the sale said the ferry would go.",
            "Two officials with knowledge of the sale",
        ),
        ("The man who runs the quay said the ferry would go.", "The man who runs the quay"),
        ("The board sat down with Orla Venn, who has said that the ferry would stay.", "Orla Venn"),
        ("The union is angry, with Orla Venn saying that the ferry must stay.", "Orla Venn"),
        ("Orla Venn was blunt, saying that the ferry must stay.", "Orla Venn"),
        ("Orla Venn -- the harbour master -- said the ferry would stay.", "Orla Venn"),
        ("Councillors in Skell complain that the ferry is late.", "Councillors in Skell"),
        ("The board rejects the suggestion that anything is missing.", "The board"),
        ("Some say the ferry will stay.", "Some"),
    ],
)
def test_a_source_is_a_noun_phrase(text: str, source: str) -> None:
    assert told(text)[0].source == source


def test_a_time_before_the_subject_does_not_belong_to_it() -> None:
    assert told("On Monday the harbour master said the ferry would stay.")[0].source == "the harbour master"


def test_the_speaker_comes_before_the_carrier() -> None:
    text = "The harbour master said the ferry “will stay,” Harbour Radio reports."
    (statement,) = annotate(text)
    assert statement.source is not None
    assert text[statement.source.start : statement.source.end] == "The harbour master"
    assert statement.carrier is not None
    assert text[statement.carrier.start : statement.carrier.end] == "Harbour Radio"


def test_a_scare_quote_attributes_nothing() -> None:
    assert told("The so-called “ghost ferry” left the harbour at noon.") == []


def test_a_colon_announces_a_quotation() -> None:
    text = "The harbour master also issued a challenge to the council: “Come and sail it yourselves.”"
    assert told(text)[0].content == ["“Come and sail it yourselves.”"]
    assert told(text)[0].source == "The harbour master"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ruling angered Lee: “It is a scandal and a shame.”", "Lee"),
        ("The ruling angered the mayor of Orrin: “It is a scandal.”", "the mayor of Orrin"),
        ("The ruling had surprised her: “I never saw it coming.”", "her"),
        ("The news angered Lee:\n\n“It is a scandal and a shame.”", "Lee"),
        ("The mayor delighted the crowd: “We have kept the ferry.”", "The mayor"),
        ("The mayor was blunt: “We have kept the ferry.”", "The mayor"),
    ],
)
def test_who_is_moved_speaks_and_not_what_moved_them(text: str, source: str) -> None:
    assert told(text)[0].source == source


def test_a_signed_quotation_is_said_by_who_signed_it() -> None:
    assert told("“We will miss the old ferry very much.”\n\n— Orla Venn")[0].source == "Orla Venn"


def test_the_accused_did_not_say_it() -> None:
    assert all(s.source != "Venn" for s in told("Venn was accused of selling the ferry without a vote."))


def test_what_a_statement_says_of_its_own_speaker_is_not_another_statement() -> None:
    assert len(told("Venn said she feared the ferry would be sold.")) == 1


def test_the_occasion_and_the_day_are_kept_with_their_place() -> None:
    text = "“It stays,” Venn told the Skell Courier on Tuesday."
    (statement,) = annotate(text)
    assert statement.venue is not None
    assert text[statement.venue.start : statement.venue.end] == "the Skell Courier"
    assert statement.said_on is not None
    assert statement.said_on.value == "2031-05-13"


def test_a_mended_quotation_is_less_sure() -> None:
    text = "Venn was asked about it.\n\nWhy sell it? There is no reason at all,” she said."
    (statement,) = annotate(text)
    assert statement.source is not None
    assert statement.confidence <= 0.6


def test_a_text_without_stops_is_read_in_linear_pieces() -> None:
    text = "Venn said the ferry would stay and " * 2000
    assert len(annotate(text)) > 0


WORDS = ["Venn", "said", "that", "“It stays,”", "the", "ferry", ",", ".", "told", "and", "\n\n", "😀", "“", "”", ":"]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_spans_stay_inside_the_text_and_ids_are_unique(words: list[str]) -> None:
    text = " ".join(words)
    found = annotate(text)
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        assert statement.content
        for span in (*statement.content, *filter(None, (statement.source, statement.cue, statement.venue))):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= statement.confidence <= 1
        for before, after in zip(statement.content, statement.content[1:], strict=False):
            assert before.end <= after.start


def test_a_source_may_end_in_a_bracket() -> None:
    assert told("“It stays,” Councillor Orla Venn (Harbour List) said on Monday.")[0].source is not None


def test_an_unknown_verb_in_the_place_of_a_verb_of_speech_is_a_cue() -> None:
    assert told("“Nobody sells this ferry,” she roared at the quay.")[0].source == "she"


def test_an_attribution_between_the_parts_of_its_clause() -> None:
    assert told("The ferry, Orla Venn said, is beyond repair.")[0].content == ["The ferry", "is beyond repair"]
    assert told("The ferry is late, she said, because the crew is ill.")[0].content == [
        "The ferry is late",
        "because the crew is ill",
    ]


def test_what_others_do_meanwhile_is_not_reported() -> None:
    text = "Skell maintains that the ferry is safe, while the crew stays ashore."
    assert told(text)[0].content == ["that the ferry is safe"]
    text = "Venn said the ferry was “a wreck,” but the board has not answered."
    assert told(text)[0].content == ["the ferry was “a wreck,”"]


def test_an_adverbial_alone_is_no_content() -> None:
    for text in (
        "Venn spoke on Thursday.",
        "Asked about the ferry, the harbour master answered at some length.",
        "When asked about the ferry, Venn answered in the affirmative.",
        "Venn did not reply to questions.",
    ):
        assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Please put it through the doors of those who stay at home.",
        "Venn struck a softer note on Sunday.",
        "The board’s remarks came as the ferry sank.",
        "The board should say more about the ferry.",
        "The ferry went according to plan.",
        "The so-called “ghost ferry” operator left, and twenty men railed.",
        "Harbour Boss Told To Quit As Ferry Row Boils Over",
        "Orla Venn accused of selling the ferry",
        "On Friday they learned why.",
        "Nobody knows what Venn says about the ferry.",
    ],
)
def test_nothing_is_reported_here(text: str) -> None:
    assert told(text) == []


def test_what_is_asked_was_not_said() -> None:
    text = "The reporter asked whether Venn had said that the ferry was lost."
    assert [s.source for s in told(text)] == ["The reporter"]


def test_a_quoted_name_belongs_to_its_noun() -> None:
    text = "Organisers of “Save the Skell” said the march was peaceful."
    assert told(text) == [
        Told("Organisers of “Save the Skell”", "said", ["the march was peaceful"], "indirect"),
    ]


def test_who_shouted_at_a_rally_is_not_who_reported_it() -> None:
    text = "“Sell it now,” he roared at a rally in Skell on Saturday, Harbour Radio reported."
    (statement,) = annotate(text)
    assert statement.source is not None
    assert statement.carrier is not None
    assert text[slice(*statement.source)] == "he"
    assert text[slice(*statement.carrier)] == "Harbour Radio"


def test_a_dateline_is_no_content() -> None:
    text = "SKELL, Orrin (Harbour Wire) - The ferry will sail on Friday, according to the harbour master."
    assert told(text)[0].content == ["The ferry will sail on Friday"]


@pytest.mark.parametrize("opening", ["Skell (CNN)", "Skell, Orrin (AP) --", "(Reuters)", "Orr Skell (CNN) "])
def test_a_place_and_an_outlet_in_brackets_are_no_content(opening: str) -> None:
    (statement,) = told(f"{opening} The ferry will sail on Friday, the harbour master said.")
    assert statement.content == ["The ferry will sail on Friday"]


def test_the_possessor_of_a_claim_made_it() -> None:
    text = "Nobody shares Orla Venn’s claim that the ferry is safe."
    assert told(text)[0].source == "Orla Venn"
    assert told("He’s claiming that the ferry is safe.")[0].source == "He"


def test_a_sentence_that_opens_with_adding_goes_on_with_its_speaker() -> None:
    text = "Venn said the ferry would stay.\n\nAdding, “It always has stayed with us.”"
    assert [s.source for s in told(text)] == ["Venn", "Venn"]


def test_a_sentence_that_opens_with_a_participle_and_has_a_subject_is_that_ones() -> None:
    text = "“They are afraid,” Venn said.\n\nCiting the need to save money, the Harbour Board closed the quay."
    (cited,) = [s for s in annotate(text) if s.cue and text[slice(*s.cue)] == "Citing"]
    assert cited.source is not None
    assert text[slice(*cited.source)] == "the Harbour Board"


@pytest.mark.parametrize("heading", ["“The harbour is lost”", "'The harbour is lost'"])
def test_a_heading_in_quotation_marks_is_not_what_was_said_before(heading: str) -> None:
    text = f"“We had many quarrels,” Venn said.\n\n{heading}\n\nDorn left the hall."
    (said,) = annotate(text)
    assert [text[slice(*part)] for part in said.content] == ["“We had many quarrels,”"]


def test_a_quotation_in_the_paragraph_after_belongs_to_who_spoke_before() -> None:
    text = "Venn answered at some length.\n\n“We have sailed this boat for thirty years.”"
    assert told(text)[0].source == "Venn"
    text = "Venn did not answer.\n\n“We have sailed this boat for thirty years.”"
    assert told(text)[0].source is None


def test_a_letter_without_marks_is_what_its_writer_says() -> None:
    text = "Orla Venn wrote to the board:\n\nWe have sailed for thirty years. My crew is tired.\n\nThe board met."
    assert told(text) == [
        Told("Orla Venn", "wrote to", ["We have sailed for thirty years. My crew is tired."], "direct"),
    ]


def test_a_transcript_is_read_by_its_labels() -> None:
    text = "VENN: The ferry stays.\n\nMARLOW: It does not.\n\nIt never did.\n\nVENN: You will see."
    assert [(s.source, s.content, s.kind) for s in told(text)] == [
        ("VENN", ["The ferry stays."], "direct"),
        ("MARLOW", ["It does not.", "It never did."], "direct"),
        ("VENN", ["You will see."], "direct"),
    ]


def test_a_transcript_that_runs_on_within_a_paragraph_is_cut_at_its_labels() -> None:
    text = "A hearing.\n\nIt was long. VENN: The ferry stays. ORLA MARLOW: For how long? (LAUGHTER) VENN: For good."
    assert [(s.source, s.content) for s in told(text)] == [
        ("VENN", ["The ferry stays."]),
        ("ORLA MARLOW", ["For how long? (LAUGHTER)"]),
        ("VENN", ["For good."]),
    ]


def test_hours_of_a_day_within_a_paragraph_make_no_transcript() -> None:
    assert told("UPDATES 5:50 p.m. ET: The ferry sails. 4:30 p.m. ET: It waits. 3 p.m. ET: It is late.") == []


def test_headings_with_a_colon_make_no_transcript() -> None:
    text = "WATCH: The ferry in the storm.\n\nThe board met on Monday.\n\nIt adjourned."
    assert told(text) == []


def test_headings_of_one_form_make_no_transcript() -> None:
    headings = ["Loser: Harbour Board", "Winner: Orla Venn", "Loser: Skell Ferries", "Winner: Ruth Amsel"]
    assert told("\n\n".join(f"{heading}\n\nIt was a long day there." for heading in headings)) == []


def test_who_is_to_do_something_belongs_to_what_was_asked() -> None:
    assert told("A docker warned the crews to stop.")[0].content == ["the crews to stop"]
    assert told("Somebody asked the owner, Marlow, whether the ferry was safe.")[0].content == [
        "whether the ferry was safe"
    ]


def test_the_verb_behind_insertions_is_that_of_the_speaker() -> None:
    text = "Orla Venn, Skell’s harbour master, retorted at a fair in Orrin that the board was “asleep”."
    assert told(text) == [
        Told("Orla Venn, Skell’s harbour master", "retorted", ["that the board was “asleep”"], "mixed"),
    ]
    text = "One of them, who may not speak to reporters, pointed out that the gate was shut and wondered why."
    assert [s.source for s in told(text)] == ["One of them", "One of them"]


def test_a_colon_ends_what_stands_before_it() -> None:
    text = "On one point she agreed with Marlow: the ferry, she said, is beyond repair."
    assert told(text)[-1].content == ["the ferry", "is beyond repair"]
    text = "He will have to wait: according to two officials, the ferry is beyond repair."
    assert told(text)[0].content == ["the ferry is beyond repair"]


@pytest.mark.parametrize(
    "text",
    [
        "Says the harbour master Orla Venn, “The ferry stays with us.”",
        "But, says the harbour master Orla Venn, the ferry stays.",
        "The ferry stays, says the harbour master Orla Venn, infecting others with her mirth.",
        "The ferry, said the harbour master Orla Venn, is lost.",
        "“The ferry stays,” laughed the harbour master Orla Venn, adding that she would sail it.",
    ],
)
def test_a_speaker_behind_the_verb(text: str) -> None:
    assert {s.source for s in told(text)} == {"the harbour master Orla Venn"}


def test_a_verb_whose_clause_began_elsewhere_has_no_speaker_to_share() -> None:
    text = "Hopes for the ferry sank when a councillor on the board for piers, boats and bells, said it was lost."
    assert all(s.source != "Hopes for the ferry" for s in told(text))


def test_each_of_two_participles_has_its_own_quotation() -> None:
    text = "There’s the Courier asking, “Is the ferry lost?” and Harbour Radio claiming, “It is.”"
    assert [(s.source, s.content) for s in told(text)] == [
        ("the Courier", ["“Is the ferry lost?”"]),
        ("Harbour Radio", ["“It is.”"]),
    ]


def test_words_in_quotation_marks_behind_any_verb_are_no_speech() -> None:
    assert told("The board battled “fake ferries” all summer.") == []


def test_the_plan_according_to_somebody_is_one_statement() -> None:
    text = "The plan, according to Orla Venn, is dead."
    assert told(text) == [Told("Orla Venn", "according to", ["The plan", "is dead"], "indirect")]


def test_what_was_not_said_is_no_statement() -> None:
    assert told("Venn has not endorsed any of the plans for the ferry.") == []
    assert told("The captain wasn’t “officially” calling for her resignation.") == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Venn, in a speech in Orrin, Skell, on Friday, said that the ferry stays.", "Venn"),
        ("In his testimony Venn, like others who spoke before him, stresses that the ferry stays.", "Venn"),
        ("Hopes rise on the quay In his statement Venn insists that the ferry stays.", "Venn"),
        ("Orla Venn is heard saying that the ferry stays.", "Orla Venn"),
        (
            "The bill drew anger from councillors in the House who argue that the ferry stays.",
            "councillors in the House",
        ),
    ],
)
def test_the_speaker_behind_insertions_and_before_participles(text: str, source: str) -> None:
    assert told(text)[0].source == source


def test_the_whole_sentence_was_said_where_its_verb_stands_before_the_quotation() -> None:
    text = "A report of the board in Orrin, Skell, is “full of holes,” Orla Venn told Harbour Radio on Sunday."
    assert told(text)[0].content == ["A report of the board in Orrin, Skell, is “full of holes,”"]
    text = "Further, she said, the ferry is lost."
    assert told(text)[0].content == ["the ferry is lost"]


def test_refusing_to_do_something_says_nothing() -> None:
    assert told("Venn refused to sign the letter.") == []
    assert told("Venn declined to say whether she would sign the letter.") != []


def test_marks_with_blanks_before_them_close_what_was_said() -> None:
    text = "She added , “ the ferry is lost . ” That meeting was the last , Orla Venn said ."
    assert [(s.source, s.content) for s in told(text)] == [
        ("She", ["“ the ferry is lost . ”"]),
        ("Orla Venn", ["That meeting was the last"]),
    ]


def test_shouted_text_and_headlines_are_read_as_well() -> None:
    assert told("SHE SAID THAT THE FERRY STAYS.")[0].content == ["THAT THE FERRY STAYS"]
    assert told("Harbour Master Says Ferry Will Stay in Skell")[0].source == "Harbour Master"
    assert told("Skell protests: Ferries for all and the islands first") == []


@pytest.mark.parametrize(
    "text", ["", " \n\n ", "😀🎉 “👍” 😀", "„Wir bleiben hier“", "«»", "他说：“不。”", "\ufeff", "'s", "“"]
)
def test_odd_text_is_no_error(text: str) -> None:
    assert all(s.source is None for s in annotate(text))


def test_in_the_words_of_somebody() -> None:
    text = "In the words of Orla Venn, who speaks for the board, the ferry was “never in danger”."
    assert told(text) == [
        Told("Orla Venn", "In the words of", ["the ferry was “never in danger”"], "mixed"),
    ]


def test_what_another_noted_is_not_put_into_the_mouth_of_the_next() -> None:
    text = "When Marlow noted that the ferry had never paid, Venn boasted, “That makes us smart.”"
    assert [(s.source, s.content) for s in told(text)] == [
        ("Marlow", ["that the ferry had never paid"]),
        ("Venn", ["“That makes us smart.”"]),
    ]


def test_signed_quotations_in_a_row_are_each_their_signers() -> None:
    text = "“The ferry is a disgrace to us all.” ― Orla Venn\n“It is the pride of the isles.” ― Dunc Marlow"
    assert [s.source for s in told(text)] == ["Orla Venn", "Dunc Marlow"]


def test_an_object_that_holds_a_quotation_is_reported() -> None:
    assert told("Venn called half of the councillors “deplorable”.")[0].content == [
        "half of the councillors “deplorable”"
    ]
    text = "Marlow likened it to “burning the ferry” - a charge that stung."
    assert told(text)[0].content == ["it to “burning the ferry”"]


def test_a_quotation_that_goes_on_after_but() -> None:
    text = "“I love the ferry,” she said, but “it belongs in a museum.”"
    assert told(text)[0].content == ["“I love the ferry,”", "“it belongs in a museum.”"]


def test_per_somebody_at_the_end() -> None:
    assert told("The ferry stays shut “until the autumn,” per the harbour rules.")[0].source == "the harbour rules"


@pytest.mark.parametrize("end", ["accused of", "has spoken about", "told the board on", "warned against", "said in"])
def test_a_text_that_breaks_off_behind_its_verb_is_read_without_a_fault(end: str) -> None:
    assert told(f"Orla Venn {end}") == []


def test_a_comma_within_a_number_ends_no_clause() -> None:
    (one,) = told("The rate fell as 88,000 posts were added in May, according to Ruth Amsel.")
    assert (one.source, one.content) == ("Ruth Amsel", ["The rate fell as 88,000 posts were added in May"])


@pytest.mark.parametrize("opening", ["Following the arrests", "After the vote"])
def test_the_speaker_stands_behind_what_opens_the_sentence(opening: str) -> None:
    (one,) = told(f"{opening}, lawmakers on the ferry board, led by Ruth Amsel, said the board would meet.")
    assert one.source == "lawmakers on the ferry board"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Orla Venn told the crew never to return.", "never to return"),
        ("Orla Venn said not a word was true.", "not a word was true"),
    ],
)
def test_a_negation_right_before_what_was_said_is_part_of_it(text: str, content: str) -> None:
    assert told(text)[0].content == [content]


def test_a_speaker_with_a_relative_clause_is_taken_whole() -> None:
    (one,) = told("A woman who lives across the street from the Amsels described them as “kind and loving neighbours.”")
    assert one.source == "A woman who lives across the street from the Amsels"


def test_what_goes_on_behind_who_passed_it_on_is_the_speakers() -> None:
    text = "“The ferry stays,” Ms. Venn wrote, according to the Skell Courier. “It always has.”"
    found = {one.source: one.content for one in told(text)}
    assert found["Ms. Venn"] == ["“The ferry stays,”", "“It always has.”"]
    assert set(found) == {"Ms. Venn"}
    found = {one.source: one.content for one in told(f"{text}\n\n“It always will.”")}
    assert found["Ms. Venn"] == ["“The ferry stays,”", "“It always has.”", "“It always will.”"]


def test_who_is_to_speak_last_speaks_behind_the_colon() -> None:
    text = "Dorn repeated his remarks, with Venn saying of Amsel:\n\n“Whoever asks has an obligation to ask again.”"
    assert ("Venn", ["“Whoever asks has an obligation to ask again.”"]) in [(s.source, s.content) for s in told(text)]


INTRODUCED = "It was late on Monday, and the harbour of Skell was closed to all ferries.\n\nOrla Venn {cue}:\n\n"
BLOCK = "The ferry sails at noon. Jon Dorn said that it does not. That is wrong."


@pytest.mark.parametrize("cue", ["writes", "continued", "wrote in May", "noted", "argues", "testified"])
def test_a_paragraph_below_who_writes_is_hers_whole_without_marks(cue: str) -> None:
    found = told(f"{INTRODUCED.format(cue=cue)}{BLOCK}\n\nNobody knew.")
    assert [(one.source, one.content, one.kind) for one in found] == [
        ("Orla Venn", [BLOCK], "direct"),
        ("Jon Dorn", ["that it does not"], "indirect"),
    ]


def test_a_paragraph_below_another_colon_is_hers_in_the_first_person_only() -> None:
    assert told(f"{INTRODUCED.format(cue='held two offices')}The ferry sails at noon.") == []
    assert told(f"{INTRODUCED.format(cue='had two wishes')}The ferry sails at noon.") == []


def test_a_quotation_below_a_block_is_not_known_to_be_hers() -> None:
    found = told(f"{INTRODUCED.format(cue='writes')}{BLOCK}\n\n“It never sailed on a Monday.”")
    assert [one.source for one in found if one.content[0].startswith("“")] != ["Jon Dorn"]


def test_may_is_a_name_where_she_speaks() -> None:
    text = "Theresa May left. “The ferry stays,” May told the board. But May argued that it was late."
    assert [s.source for s in told(text)] == ["May", "May"]


def test_who_said_it_may_stand_behind_a_full_stop() -> None:
    text = "The board met in May. “I would match it against anyone.” Venn said."
    (said,) = annotate(text)
    assert said.source is not None
    assert text[slice(*said.source)] == "Venn"
