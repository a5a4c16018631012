"""The report in a real browser, opened from disk: quiet, readable at every width, and usable without a mouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from tests.show.fakes import articles, full_store, statements

from attribune.show import report

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="Playwright drives the browser: pip install attribune[dev]"
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine to open the report in")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]

# The words of an article as the page holds them, without the numbers and notes beside them.
OWN_TEXT = """text => {
  const copy = text.cloneNode(true);
  for (const extra of copy.querySelectorAll(".margin, .reference, .label")) extra.remove();
  return copy.textContent;
}"""

MARKED = """name => [...document.querySelectorAll(`[data-mark="${name}"]`)].map(piece => {
  const range = document.createRange();
  range.selectNodeContents(piece);
  const copy = range.cloneContents();
  for (const extra of copy.querySelectorAll(".reference")) extra.remove();
  return copy.textContent;
}).join("")"""

# Text whose contrast with what is behind it is less than WCAG 2.1 asks for (4.5, or 3 for large text).
FAINT = """() => {
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || e.closest("script, svg, .vh, .skip")) continue;
    const style = getComputedStyle(e);
    const a = light(parse(style.color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${e.className}: ${walker.currentNode.data.trim()}`);
  }
  return faint;
}"""


@dataclass
class Visit:
    """A page that was opened, and what it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("report") / "story.html"
    path.write_text("".join(report(full_store())), encoding="utf-8", newline="")
    return path.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


def visit(browser: Any, address: str, *, width: int = 1280, **options: Any) -> Visit:
    context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    found = Visit(page)
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.goto(address)
    return found


def test_the_page_opens_from_disk_and_asks_for_nothing_else(browser: Any, address: str) -> None:
    found = visit(browser, address)
    assert found.page.locator("h1").count() == 1
    assert found.requests == [address]
    assert not found.complaints


def test_markup_in_an_article_does_nothing(browser: Any, address: str) -> None:
    found = visit(browser, address)
    assert found.page.title() == "Harbour bridge to close for a year, mayor says"
    assert found.page.locator("main script, main img").count() == 0


def test_each_article_is_there_character_by_character(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    for article in articles():
        text = page.locator(f'[data-article="article-{article.id}"]')
        assert text.evaluate(OWN_TEXT) == article.text


def test_every_statement_is_marked_with_exactly_its_words(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    texts = {article.id: article.text for article in articles()}
    for statement in statements(*articles()).values():
        text = texts[statement.article]
        marks = {f"st-{statement.id}{f'-{n}' * bool(n)}": span for n, span in enumerate(statement.content)}
        marks |= {f"st-{statement.id}-{part}": getattr(statement, part) for part in ("source", "cue")}
        for name, span in marks.items():
            if span is not None:
                assert page.evaluate(MARKED, name) == text[span.start : span.end]


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_the_page_never_scrolls_sideways(browser: Any, address: str, width: int) -> None:
    page = visit(browser, address, width=width).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_stand_out_from_what_is_behind_them(browser: Any, address: str, scheme: str) -> None:
    page = visit(browser, address, color_scheme=scheme).page
    page.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
    assert page.evaluate(FAINT) == []


def test_light_and_dark_follow_the_reader(browser: Any, address: str) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    light, dark = (visit(browser, address, color_scheme=scheme).page.evaluate(paper) for scheme in ("light", "dark"))
    assert light != dark


def test_headings_go_down_one_level_at_a_time(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_its_headings_say_what_they_head(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    tables = page.locator("table")
    assert tables.count() >= 6
    for number in range(tables.count()):
        table = tables.nth(number)
        assert table.locator("caption").inner_text().strip()
        assert table.locator("th").count() == table.locator("th[scope]").count() > 0
        assert table.locator("tbody th").count() >= table.locator("tbody").count() > 0


def test_the_page_has_its_landmarks_and_says_its_language(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    assert page.locator("html").get_attribute("lang") == "en"
    for landmark in ("body > header", "main", "body > footer", "nav"):
        assert page.locator(landmark).count() >= 1
    assert page.locator('[data-article="article-c3signal"]').get_attribute("lang") == "en-GB"
    assert page.locator('[data-article="article-d4stray"]').get_attribute("lang") == ""


def test_nothing_is_told_to_screen_readers_without_a_name(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    named = """[...document.querySelectorAll('a, summary, [role=region], [role=img], nav')].filter(e =>
        !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim())).length"""
    assert page.evaluate(named) == 0


def test_all_that_can_be_reached_with_the_keyboard_shows_where_one_is(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
        )
    assert all(tag in ("A", "SUMMARY", "DIV") and outline != "none" for tag, outline in seen)


def test_the_skip_link_leads_past_the_head(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_boxes_that_scroll_can_be_scrolled_with_the_keyboard(browser: Any, address: str) -> None:
    page = visit(browser, address, width=360).page
    scrolling = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth)"
    assert page.evaluate(f"{scrolling}.length") > 0
    assert page.evaluate(f"{scrolling}.every(e => e.tabIndex === 0 && e.getAttribute('role') === 'region')")


def test_a_finding_leads_to_its_words_and_all_their_pieces_light_up(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    carrier = page.locator(".carriers a").first
    target = str(carrier.get_attribute("href"))[1:]
    carrier.click()
    page.wait_for_function("document.querySelector('.lit')")
    assert page.locator(".lit").first.get_attribute("data-mark") == target
    assert page.locator(".lit").first.is_visible()
    box = page.locator(".lit").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 900


def test_a_click_on_a_marked_statement_leads_to_who_said_it(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    page.locator("mark[data-note]").first.click()
    page.wait_for_function("document.querySelector('.lit')")
    assert page.locator(".lit").first.evaluate("e => e.closest('.margin') !== null")


def test_what_is_folded_away_opens_when_one_goes_there(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    page.locator(".margin .elsewhere", has_text="in this article only").first.click()
    page.wait_for_function("document.querySelector('.fold[open]')")
    assert page.locator(".fold li.lit").is_visible()


def test_the_page_is_whole_without_its_script(browser: Any, address: str) -> None:
    found = visit(browser, address, java_script_enabled=False)
    page = found.page
    page.locator("summary", has_text="in one article only").click()
    assert page.locator(".fold li").first.is_visible()
    page.locator(".carriers a").first.click()
    target = page.url.split("#")[1]
    assert page.locator(f'[id="{target}"]').is_visible()


def test_in_print_the_folds_are_open_and_the_navigation_is_gone(browser: Any, address: str) -> None:
    page = visit(browser, address).page
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.locator(".parts").first.is_visible()
