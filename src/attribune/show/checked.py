"""What is known of given words, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from attribune.checking import Altered, Checked, Found
from attribune.show.labels import ALTERED, percent, plural, shorten, spelt_date

LINE = 160  # code points of a wording that are shown
MOST = 12  # wordings of a saying that are shown


def checked_lines(checked: Checked) -> Iterator[str]:
    """Yield what a dossier knows of given words: the sayings found, or that there is none in so many articles."""
    if not checked.found:
        by = f" by {checked.speaker}" if checked.speaker else ""
        these = "this" if checked.articles == 1 else "these"
        yield f"Not found{by} in {these} {plural(checked.articles, 'article')}."
    for number, found in enumerate(checked.found):
        if number:
            yield ""
        yield from _found_lines(found, checked.articles)


def _set_beside(altered: Altered) -> str:
    if not altered.said:
        return f"nothing like “{altered.given}” was said"
    return f"“{altered.given}” where “{altered.said}” was said" if altered.given else f"“{altered.said}” is left out"


def _found_lines(found: Found, articles: int) -> Iterator[str]:
    carrying = len({one.article for one in found.carried})
    since = f", first on {spelt_date(found.since)}" if found.since else ""
    yield f"{found.speaker or 'Speaker unknown'}: in {carrying} of {plural(articles, 'article')}{since}"
    yield f"  saying {found.saying}, {percent(found.confidence)} sure: {found.why}"
    yield f"  fullest wording: {shorten(found.fullest, limit=2 * LINE)}"
    if found.beside != found.fullest:
        yield f"  fullest quotation: {shorten(found.beside, limit=2 * LINE)}"
    yield f"  your words: {found.change}" + (f" ({', '.join(found.differences)})" if found.differences else "")
    for one in found.altered:
        yield f"  ! {ALTERED[one.kind]}: {_set_beside(one)}"
    for carried in found.carried[:MOST]:
        where = carried.outlet or carried.title or carried.article
        span = f"[{carried.span.start}:{carried.span.end}]"
        yield f"  {carried.change}: {where}, {spelt_date(carried.published)} {span} statement {carried.statement}"
        yield f"    {shorten(carried.text, limit=LINE)}"
    if len(found.carried) > MOST:
        yield f"  and {plural(len(found.carried) - MOST, 'more wording')}"
