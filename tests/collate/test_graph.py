from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article, make_saying, make_statement, make_story
from tests.collate.test_readings import TEXTS, whole
from tests.growth import LINEAR, growth

from attribune.collate.graph import Column, Witness, collation, columns
from attribune.collate.wording import wording
from attribune.model import Article, Statement


def collated(*pairs: tuple[Article, Statement]) -> tuple[list[Witness], list[Column]]:
    saying = make_saying(make_story(*(article for article, _ in pairs)), *pairs)
    statements = {statement.id: statement for _, statement in pairs}
    annotations = {article.id: make_annotation(article, [statement]) for article, statement in pairs}
    return collation(saying, statements, annotations)


def shown(*texts: str) -> list[list[str]]:
    """Return the rows of the table: one for each text, with a dash where it has no word."""
    witnesses, table = collated(*(whole(text, str(number)) for number, text in enumerate(texts)))
    return [
        [witness.tokens[column[number]].word if number in column else "-" for column in table]
        for number, witness in enumerate(witnesses)
    ]


def test_the_same_words_stand_in_one_column() -> None:
    assert shown(
        "The channel was never dredged",
        "The northern channel was not dredged",
        "The northern channel was dredged",
    ) == [
        ["The", "-", "channel", "was", "never", "dredged"],
        ["The", "northern", "channel", "was", "not", "dredged"],
        ["The", "northern", "channel", "was", "-", "dredged"],
    ]


def test_the_parts_of_a_split_quotation_are_one_witness() -> None:
    article = make_article("“The channel,” she said, “was never dredged.”")
    statement = make_statement(article, ["“The channel,”", "“was never dredged.”"])
    (witness,), table = collated((article, statement))
    assert "".join(token.text for token in witness.tokens) == "“The channel,” “was never dredged.”"
    assert [article.text[slice(*token.span)] for token in witness.tokens] == "The channel was never dredged".split()
    assert len(table) == 5


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.lists(st.integers(1, 150), max_size=3)), min_size=1, max_size=5))
def test_no_word_of_any_witness_is_lost_or_out_of_order(given: list[tuple[str, list[int]]]) -> None:
    pairs = [whole(text, str(number), *cuts) for number, (text, cuts) in enumerate(given)]
    witnesses, table = collated(*pairs)
    for number, (witness, (article, statement)) in enumerate(zip(witnesses, pairs, strict=True)):
        assert [column[number] for column in table if number in column] == list(range(len(witness.tokens)))
        assert all(article.text[slice(*token.span)] == token.word for token in witness.tokens)
        if witness.tokens:
            text = "".join(token.text for token in witness.tokens)
            assert text == " ".join(article.text[start:end] for start, end in statement.content)
    assert all(table)


def test_the_time_to_collate_grows_with_the_number_of_words() -> None:
    def work(count: int) -> None:
        words = [f"harbour{number % 997}" for number in range(count)]
        texts = [" ".join(words), " ".join(words[::2]), " ".join(["ferry", *words])]
        columns([wording(statement, article, place=0) for article, statement in (whole(t, t[:9]) for t in texts)])

    assert growth(work, size=2000) < LINEAR
