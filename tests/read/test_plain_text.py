from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.pages import articles, reasons, write

from attribune.model import Article
from attribune.read import plain
from attribune.read.streams import UnreadableError

ENGLISH = "“We won’t go,” said Marla Teague, the mayor of Oldbridge – a town of 40,000.\n\nHer deputy disagreed.\n"
FRENCH = "Le maire de Vieux-Pont a déclaré : « Nous ne partirons pas. » Le ministère se tait depuis l’été dernier.\n"
GERMAN = "Der Bürgermeister von Altbrück sagte: „Wir gehen nicht.“ Über die Lösung müsse man später sprechen.\n"
CZECH = "Starosta řekl, že neustoupí. Příští týden se sejde zastupitelstvo, uvedl mluvčí úřadu. Změny nečeká.\n"
POLISH = "Burmistrz powiedział, że nie ustąpi. „Zostajemy” – oświadczył. Źródła w urzędzie mówią co innego.\n"
RUSSIAN = "Мэр города заявил, что не уйдёт в отставку. «Мы остаёмся», — сказал он журналистам в понедельник.\n"
JAPANESE = "市長は辞任しないと述べた。「私たちはここに残る」と月曜日に記者団に語った。\n"
CHINESE = "市长表示他不会辞职。“我们留下来”，他星期一对记者说。\n"


@pytest.mark.parametrize("name", ["a.txt", "a.text", "a.md", "a.article", "a"])
def test_text_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    (article,) = articles(write(tmp_path / name, ENGLISH))
    assert article.text == ENGLISH
    assert article.source == str(tmp_path / name)


def test_nothing_that_a_plain_text_does_not_say_is_made_up(tmp_path: Path) -> None:
    path = write(tmp_path / "2031-03-03 harbour-post.txt", ENGLISH)
    (article,) = articles(path)
    assert article == Article(id=article.id, source=str(path), text=ENGLISH)


def test_line_ends_and_blanks_stay_as_they_are(tmp_path: Path) -> None:
    text = "  The mayor said no.\r\n\r\nShe left.\rThen\t came the rain.\x0b \n\n\n"
    assert articles(write(tmp_path / "a.txt", text))[0].text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells_the_encoding_and_is_not_text(tmp_path: Path, encoding: str) -> None:
    assert articles(write(tmp_path / "a.txt", ENGLISH.encode(encoding)))[0].text == ENGLISH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "cp1252"),
        ("The café owner José Ibáñez said the fee of £20 was too high.", "latin-1"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (POLISH, "cp1250"),
        (CZECH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (CHINESE, "gb18030"),
    ],
)
def test_older_encodings_are_told_apart(tmp_path: Path, text: str, encoding: str) -> None:
    assert articles(write(tmp_path / "a.txt", (text * 3).encode(encoding)))[0].text == text * 3


def test_one_damaged_byte_does_not_spoil_the_accents_of_the_rest(tmp_path: Path) -> None:
    damaged = FRENCH.encode() + b"\xff" + FRENCH.encode()
    assert articles(write(tmp_path / "a.txt", damaged))[0].text == FRENCH + "\ufffd" + FRENCH


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_what_was_written_in_utf8_is_read_back_to_the_letter(text: str) -> None:
    assert plain.decoded(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(min_size=1))
def test_any_bytes_are_text_or_turned_away_with_a_reason(data: bytes) -> None:
    try:
        text = plain.decoded(data)
    except UnreadableError:
        return
    assert "\x00" not in text


def test_bytes_that_are_no_text_in_any_encoding_are_turned_away(tmp_path: Path) -> None:
    noise = bytes((i * 7919 + i * i) % 255 + 1 for i in range(4000))
    assert "binary data" in reasons(write(tmp_path / "noise.txt", noise))[0]


def test_the_same_text_under_the_same_name_is_the_same_article_wherever_it_lies(tmp_path: Path) -> None:
    here = articles(write(tmp_path / "here" / "a.txt", ENGLISH))
    there = articles(write(tmp_path / "there" / "deep" / "a.txt.gz", ENGLISH, zipped=True))
    assert here[0].id == there[0].id
    assert here[0].source != there[0].source


def test_the_same_text_under_another_name_is_another_article(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path / "a.txt", ENGLISH), write(tmp_path / "b.txt", ENGLISH))
    assert first.id != second.id
