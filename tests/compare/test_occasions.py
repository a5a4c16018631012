"""When and where something was said, where the statement itself does not tell."""

from __future__ import annotations

from dataclasses import replace

from tests.builders import find, make_article, make_statement
from tests.compare.told import mention

from attribune.compare.occasions import Page, occasion
from attribune.model import Annotation, Paragraph, Span, TimeExpression

WORDS = "The gate stays shut"


def told(
    *sentences: str, words: str = WORDS, kind: str = "direct", time: str | None = None
) -> tuple[str | None, str | None]:
    """Return the words for when and where ``WORDS`` were said, in one paragraph of these sentences."""
    article = make_article(" ".join(sentences))
    text = article.text
    spans = [find(text, sentence) for sentence in sentences]
    statement = make_statement(article, words, cue="said", kind=kind, actor="vael")
    at = find(text, time)
    annotation = Annotation(
        article=article,
        paragraphs=(Paragraph(Span(0, len(text)), "body"),),
        sentences=tuple(span for span in spans if span is not None),
        quotations=(),
        times=() if at is None else (TimeExpression(at, "2021-03-07", "day"),),
        mentions=(),
        statements=(statement,),
    )
    found = occasion(statement, Page(annotation, [mention(article, "Vael", "vael")]))
    return (
        None if found.time is None else text[slice(*found.time.span)],
        None if found.venue is None else text[slice(*found.venue)],
    )


def test_what_the_sentence_of_the_cue_tells_counts() -> None:
    assert told("“The gate stays shut,” Vael said in parliament on Sunday.", time="on Sunday") == (
        "on Sunday",
        "in parliament",
    )


def test_the_sentence_that_leads_up_to_a_quotation_counts() -> None:
    lead = "Vael answered them at the yard gates on Sunday."
    assert told(lead, "“The gate stays shut,” he said.", time="on Sunday") == ("on Sunday", "at the yard gates")


def test_before_indirect_speech_it_may_be_about_something_else() -> None:
    lead = "Vael will go to a rally on Sunday."
    assert told(lead, "He said that The gate stays shut.", kind="indirect", time="on Sunday") == (None, None)


def test_a_sentence_about_somebody_else_leads_up_to_nothing() -> None:
    lead = "The baker went to a fair on Sunday, and Vael stayed at home with a cold."
    assert told(lead, "“The gate stays shut,” he said.", time="on Sunday") == (None, None)


def test_times_of_something_else_in_the_sentence_do_not_count() -> None:
    sentence = "“The gate stays shut,” Vael said of the plan that was printed on Sunday."
    assert told(sentence, time="on Sunday") == (None, None)


def test_what_was_said_tells_nothing_of_where() -> None:
    words = "The gate stays shut in court on Sunday"
    assert told(f"Vael said: “{words}.”", words=words, time="on Sunday") == (None, None)


def test_an_occasion_that_fits_any_place_is_looked_at_more_closely() -> None:
    article = make_article("“The gate stays shut,” Vael told a meeting in the town hall.")
    statement = make_statement(article, WORDS, cue="told", venue="a meeting")
    annotation = Annotation(
        article=article,
        paragraphs=(),
        sentences=(Span(0, len(article.text)),),
        quotations=(),
        times=(),
        mentions=(),
        statements=(statement,),
    )
    venue = occasion(statement, Page(annotation, ())).venue
    assert venue == find(article.text, "in the town hall")
    plain = occasion(replace(statement, venue=find(article.text, "the town hall")), Page(annotation, ())).venue
    assert plain == find(article.text, "the town hall")
