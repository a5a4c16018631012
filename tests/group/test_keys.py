import pytest
from tests.builders import make_annotation, make_article

from attribune.group import story_keys
from attribune.model import Annotation, Paragraph, Span

FERRY = (
    "The ferry Osprey ran aground off Vessin on Monday, and its captain, Mara Ilves, said that the harbour had not "
    "been dredged. The ferry had 40 passengers on board."
)


def names(annotation: Annotation) -> list[str]:
    return [key.key for key in story_keys(annotation)]


def test_an_article_is_known_by_what_is_rare_in_general_english() -> None:
    keys = names(make_annotation(make_article(FERRY)))
    assert {"ferri", "osprei", "vessin", "ilv", "dredg"} <= set(keys)
    assert keys.index("osprei") < keys.index("harbour")
    assert not {"the", "and", "said", "that", "on"} & set(keys)


def test_the_headline_counts_for_more_than_the_body() -> None:
    plain = {key.key: key.weight for key in story_keys(make_annotation(make_article(FERRY)))}
    titled = make_article(FERRY, title="Captain blames undredged harbour")
    headed = {key.key: key.weight for key in story_keys(make_annotation(titled))}
    assert headed["harbour"] > plain["harbour"]
    assert headed["osprei"] == plain["osprei"]


def test_page_furniture_says_nothing_about_the_event() -> None:
    article = make_article(FERRY + "\n\nSubscribe to Vellum Gardening")
    end = len(FERRY)
    kinds = (Paragraph(Span(0, end), "body"), Paragraph(Span(end + 2, len(article.text)), "furniture"))
    assert "vellum" not in names(Annotation(article, kinds, (), (), (), (), ()))


def test_keys_come_best_first_and_in_a_bounded_number() -> None:
    text = " ".join(f"Name{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}" for n in range(100))
    keys = story_keys(make_annotation(make_article(text)))
    assert len(keys) == 30
    assert [key.weight for key in keys] == sorted((key.weight for key in keys), reverse=True)


@pytest.mark.parametrize("text", ["", "   ", "the and of", "🙂 🙂", "?!", "\u0000"])
def test_an_article_that_says_nothing_still_has_a_row(text: str) -> None:
    (key,) = story_keys(make_annotation(make_article(text, published="2031-04-02")))
    assert (key.published, key.key, key.weight) == ("2031-04-02", "", 0.0)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2031-04-02", "2031-04-02"),
        ("2031-04-02T23:10:00Z", "2031-04-02"),
        ("2031-04", None),
        (None, None),
        ("?", None),
    ],
)
def test_a_date_counts_when_it_is_known_to_the_day(published: str | None, expected: str | None) -> None:
    assert story_keys(make_annotation(make_article(FERRY, published=published)))[0].published == expected


def test_function_words_of_another_language_are_no_keys() -> None:
    text = (
        "Die Fähre lief vor Vessin auf Grund, und der Kapitän sagte, dass der Hafen nicht tief genug war und dass die "
        "Behörde das wusste. Die Behörde wies das zurück und sagte, dass die Fähre nicht auf dem Kurs war, den der "
        "Kapitän gemeldet hatte, und dass der Hafen in diesem Jahr schon einmal vermessen wurde."
    )
    keys = names(make_annotation(make_article(text)))
    assert {"vessin", "fahr", "kapitan", "hafen"} <= set(keys)
    assert not {"und", "der", "die", "das", "dass", "nicht"} & set(keys)
