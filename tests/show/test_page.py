"""The report as a file: whole, safe, and honest about what it leaves out."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article, make_statement, make_story
from tests.show.fakes import SIGNAL, FakeStore, bridge, full_store, heron

from attribune.model import Evidence, Resolution, Span, Statement, StoryFindings
from attribune.show import contexts, report, terminal

SHOW = Path(__file__).parents[2] / "src" / "attribune" / "show"
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Outline(HTMLParser):
    """Collects what the tests ask of a page, and checks that elements nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def attributes(self, name: str) -> list[str]:
        return [value for _, given in self.tags if (value := given.get(name)) is not None]


def outline(page: str) -> Outline:
    found = Outline()
    found.feed(page)
    found.close()
    assert not found.open
    return found


def whole(store: FakeStore, **options: Any) -> str:
    return "".join(report(store, **options))


def many(stories: int, *, size: int) -> FakeStore:
    """Return a store of stories of that many short articles each."""
    found, annotated = [], []
    for number in range(stories):
        articles = [
            make_article(f"Text {number} {n}.", id=f"s{number:03}n{n}", title=f"Headline {number}") for n in range(size)
        ]
        annotated += [make_annotation(article) for article in articles]
        found.append(StoryFindings(make_story(*articles), Resolution((), (), ()), (), (), (), (), (), ()))
    return FakeStore(found, annotated)


def test_every_address_within_the_page_leads_somewhere_and_no_id_is_given_twice() -> None:
    page = outline(whole(full_store()))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.attributes("href") if href.startswith("#")}
    assert targets <= set(ids)
    for name in ("aria-labelledby", "data-note"):
        assert {part for value in page.attributes(name) for part in value.split()} <= set(ids)


def test_what_the_page_links_to_outside_is_on_the_web_and_nothing_is_fetched() -> None:
    page = outline(whole(full_store()))
    outside = [href for href in page.attributes("href") if not href.startswith("#")]
    assert set(outside) == {"https://northernpost.example/bridge"}
    assert not page.attributes("src")
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object", "base")]


def test_a_text_with_markup_in_it_is_shown_and_not_run() -> None:
    page = outline(whole(full_store()))
    assert [tag for tag, _ in page.tags if tag == "script"] == ["script"]
    assert '<script>document.title = "owned"' in page.text
    assert 'Port chief "attacks" <bridge> plan & more' in page.text
    assert "inbox/<broken>.pdf" in page.text


def test_nothing_runs_but_the_script_whose_hash_the_policy_names() -> None:
    policy = next(given["content"] for _, given in outline(whole(full_store())).tags if "http-equiv" in given)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 2


def test_unknown_outlet_title_date_and_speaker_are_said_to_be_unknown() -> None:
    text = outline(whole(full_store())).text
    for words in ("stray note.txt", "untitled", "date unknown", "speaker unknown", "1 of unknown outlet"):
        assert words in text


def test_how_sure_an_attribution_is_and_to_whom_the_text_gives_it_are_told_apart() -> None:
    findings, annotations = bridge()
    doubted = [replace(s, confidence=0.41, actor=None) for s in findings.resolution.statements]
    resolution = replace(findings.resolution, statements=tuple(doubted))
    page = whole(FakeStore([replace(findings, resolution=resolution)], annotations))
    assert "attribution 41% sure; attributed to “" in page or "attribution 41% sure; candidates: " in page


def test_what_is_hardly_sure_to_be_an_attribution_is_folded_away_and_marked_faintly() -> None:
    findings, annotations = bridge()
    lone = next(saying for saying in findings.sayings if len({r.article for r in saying.readings}) == 1)
    said = tuple(
        replace(s, confidence=0.41) if s.id == lone.readings[0].statement else s for s in findings.resolution.statements
    )
    page = whole(FakeStore([replace(findings, resolution=replace(findings.resolution, statements=said))], annotations))
    assert f"{len(said)} statements (1 hardly sure to be attributions, or not said)" in page
    folded = page.split("<summary>1 of them hardly sure to be attributions, or not said</summary>")[1].split(
        "</details>"
    )[0]
    assert f'id="saying-{lone.id}"' in folded
    assert "attribution 41% sure" in folded
    assert page.count('<li id="saying-') == len(findings.sayings) - page.count('<article class="saying"')
    assert re.search(r'<mark [^>]*class="content \w+ doubtful"', page)
    assert "doubtful" not in whole(FakeStore([findings], annotations)).split("<body")[1].split("</header>")[1]


def test_what_was_not_found_is_said_with_how_many_articles_were_read() -> None:
    text = outline(whole(many(1, size=3))).text
    for words in (
        "0 sayings found in two or more of 3 articles",
        "No derivation was found among these 3 articles",
        "No shared passage was found among these 3 articles",
        "No conflict was found",
        "No statement was found that takes a position",
        "No statement was found whose speaker is known",
        "No sentence was found that puts something at a known time",
    ):
        assert words in text


def test_a_quotation_that_two_articles_share_is_not_called_copying() -> None:
    text = outline(whole(full_store())).text
    assert "quotation of the same remark, not copying, 100% alike" in text
    assert "shared passage, 81% alike" in text


def test_evidence_of_a_shared_passage_shows_both_sides() -> None:
    text = outline(whole(full_store())).text
    assert "C The Signal The harbour bridge will be shut for twelve months" in text


def test_an_undecided_derivation_is_said_to_be_undecided() -> None:
    assert "undecided: it may be the other way round" in outline(whole(full_store())).text


def test_the_page_comes_in_pieces_and_a_story_is_read_only_when_its_turn_comes() -> None:
    store = many(4, size=2)
    pieces = report(store)
    next(iter(pieces))
    before = len(store.asked)
    assert all(len(asked) == 1 for asked in store.asked)
    assert len(list(pieces)) > 8
    assert [len(asked) for asked in store.asked[before:]] == [2, 2, 2, 2]


def test_a_dossier_of_many_stories_has_an_index_and_says_how_many_are_left_out() -> None:
    page = outline(whole(many(53, size=2)))
    assert len([1 for _, given in page.tags if given.get("class") == "story"]) == 50
    assert "3 more stories with fewer articles left out of this page. Ask for more by id" in page.text
    assert "Headline 52" in page.text


def test_stories_asked_for_by_id_are_all_there_in_the_order_given() -> None:
    store = many(53, size=2)
    asked = [story.id for story in store.stories()][::-1]
    page = outline(whole(store, stories=asked))
    assert [given["id"] for _, given in page.tags if given.get("class") == "story"] == [f"story-{n}" for n in asked]
    assert "left out of this page" not in page.text


def test_the_beginning_of_an_id_will_do_if_it_fits_one_story_only() -> None:
    store = many(30, size=2)
    story = store.stories()[7].id
    assert f'id="story-{story}"' in whole(store, stories=[story[:12]])
    with pytest.raises(LookupError, match="no story"):
        report(store, stories=["nosuch"])
    with pytest.raises(LookupError, match="stories"):
        report(store, stories=sorted(s.id[0] for s in store.stories())[:1])


def test_an_article_that_stands_alone_has_a_line_beside_stories_and_a_full_showing_when_asked_for() -> None:
    store = full_store()
    lone = store.stories()[0].id
    assert "It stayed for an hour" not in whole(store)
    assert "Heron at the town hall" in whole(store)
    page = outline(whole(store, stories=[lone]))
    assert "It stayed for an hour" in page.text
    assert "Who drew on whom" not in page.text


def test_a_dossier_without_shared_stories_shows_its_articles_in_full() -> None:
    findings, annotation = heron()
    assert "It stayed for an hour" in whole(FakeStore([findings], [annotation]))


def test_an_empty_dossier_says_what_to_do_next() -> None:
    assert "attribune add" in outline(whole(FakeStore([], []))).text


def test_the_title_is_the_one_given_or_else_the_only_story_names_the_tab() -> None:
    assert "<title>Bridge &amp; tunnel</title>" in whole(full_store(), title="Bridge & tunnel")
    assert "<title>Harbour bridge to close for a year, mayor says</title>" in whole(full_store())


def test_a_text_that_utf8_or_html_cannot_hold_is_still_written() -> None:
    article = make_article("Lone \ud800 surrogate, \x00 nothing,\r\n\r\nand a \x1b bell.", id="odd")
    store = FakeStore(
        [StoryFindings(make_story(article), Resolution((), (), ()), (), (), (), (), (), ())], [make_annotation(article)]
    )
    page = whole(store)
    page.encode("utf-8")
    assert "Lone \ufffd surrogate, \ufffd nothing,&#13;\n&#13;\nand" in page


def test_evidence_that_holds_no_character_still_has_a_place_to_lead_to() -> None:
    findings, annotations = bridge()
    derivation = findings.derivations[1]
    empty = Evidence("credit", derivation.article, Span(0, 0))
    findings = replace(findings, derivations=(replace(derivation, evidence=(empty,)),))
    page = outline(whole(FakeStore([findings], annotations)))
    assert {href[1:] for href in page.attributes("href") if href[0] == "#"} <= set(page.attributes("id"))


def test_an_article_is_there_in_full_and_exactly() -> None:
    page = whole(full_store())
    body = page[page.index('data-article="article-c3signal"') :]
    body = body[body.index(">") + 1 : body.index("</article>")]
    body = re.sub(r'<ul class="margin".*?</ul>|<a class="reference".*?</a>|<span class="label".*?</span>', "", body)
    assert "".join(outline(f"<div>{body}").words) == SIGNAL + "\n"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=120), st.lists(st.tuples(st.integers(0, 120), st.integers(1, 40)), max_size=6))
def test_any_text_with_any_statements_is_there_in_full(text: str, spans: list[tuple[int, int]]) -> None:
    article = make_article(text, id="odd")
    said = [
        Statement(f"s{n}", "odd", "direct", (Span(start, min(start + size, len(text))),), None, None, 0.5)
        for n, (start, size) in enumerate(spans)
        if start < len(text)
    ]
    findings = StoryFindings(make_story(article), Resolution((), (), tuple(said)), (), (), (), (), (), ())
    store = FakeStore([findings], [make_annotation(article, said)])
    page = whole(store)
    page.encode("utf-8")
    outline(page)
    body = page[page.index('data-article="article-odd"') :]
    body = body[body.index(">") + 1 : body.index("</article>")]
    body = re.sub(r'(?s)<ul class="margin".*?</ul>|<a class="reference".*?</a>|<span class="label".*?</span>', "", body)
    assert "".join(outline(f"<div>{body}").words) == re.sub("[\ud800-\udfff\x00]", "\ufffd", text) + "\n"
    assert list(terminal(store))


def test_the_same_dossier_is_the_same_page() -> None:
    assert whole(full_store()) == whole(full_store())


def test_a_story_of_many_articles_and_statements_is_shown() -> None:
    articles = [make_article(f"“Yes {n},” said Ada Lindqvist. " * 20, id=f"n{n:03}") for n in range(60)]
    annotated = [
        make_annotation(a, [make_statement(a, f"Yes {n}", source="Ada Lindqvist")]) for n, a in enumerate(articles)
    ]
    findings = StoryFindings(make_story(*articles), Resolution((), (), ()), (), (), (), (), (), ())
    page = outline(whole(FakeStore([findings], annotated)))
    assert len([1 for _, given in page.tags if given.get("class") == "text-article"]) == 60


def test_everything_a_context_offers_is_shown_by_a_template_or_the_terminal() -> None:
    shown = (SHOW / "terminal.py").read_text(encoding="utf-8")
    shown += "".join(path.read_text(encoding="utf-8") for path in sorted((SHOW / "templates").glob("*.html")))
    unused = [
        f"{name}.{field.name}"
        for name, item in vars(contexts).items()
        if is_dataclass(item)
        for field in fields(item)
        if not re.search(rf"\.{field.name}\b", shown)
    ]
    assert not unused
