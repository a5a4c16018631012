"""Who tells a saying on its own: copies and wire text are folded, quotations of one remark are not."""

from __future__ import annotations

from tests.builders import make_annotation, make_article, make_saying, make_statement
from tests.trace.tracing import story_of, traced

from attribune.annotate import annotate
from attribune.collate import collate
from attribune.model import Annotation, Article, Resolution, Saying
from attribune.resolve import resolve
from attribune.trace import independence, trace

REMARK = "We will not sell the ferry, not for gold and not for all the cheese in the hills"
TOLD = f"“{REMARK},” mayor Jorun Vael said on Monday in the old customs house, where the roof leaks on petitioners."
BEFORE = "Eleven weeks ago oil was seen in the strait, and the only ferry of Pell has lain at the quay ever since."
AFTER = "Its owner, a cheese merchant from the hills, had insured it twice and painted over the rust in April."
OWN = "Fishermen sold their nets by the quay and bought tickets to the mountains with the money they got."


def witnesses(*articles: Article) -> list[tuple[str, ...]]:
    """Return the groups of the one saying that all of the articles carry."""
    annotations = [annotate(article, fast=True) for article in articles]
    (saying,) = [saying for saying in told(annotations) if len({r.article for r in saying.readings}) == len(articles)]
    return list(saying.witnesses)


def told(annotations: list[Annotation]) -> tuple[Saying, ...]:
    story, resolution = story_of(annotations), resolve(annotations)
    sayings = collate(story, annotations, resolution)
    reuses, derivations = trace(story, annotations, resolution, sayings)
    return independence(story, annotations, resolution, sayings, reuses, derivations)


def article(name: str, *paragraphs: str, outlet: str | None = None, day: int = 1) -> Article:
    return make_article("\n\n".join(paragraphs), id=name, outlet=outlet, published=f"2021-03-0{day}")


def test_a_copy_is_no_second_witness() -> None:
    first = article("a", BEFORE, TOLD, AFTER)
    assert witnesses(first, article("b", BEFORE, TOLD, OWN, day=2)) == [("a", "b")]


def test_two_who_quote_one_remark_are_two_witnesses() -> None:
    one = article("a", BEFORE, f"“{REMARK},” Jorun Vael said.")
    two = article("b", OWN, f"Before the fishermen Jorun Vael stood up. “{REMARK},” Vael declared.", day=2)
    assert witnesses(one, two) == [("a",), ("b",)]


def test_who_copies_much_has_the_quotations_from_there_too() -> None:
    first = article("a", BEFORE, AFTER, f"“{REMARK},” Jorun Vael said. {OWN}")
    copy = article("b", BEFORE, AFTER, f"Then came a voice from the gallery. “{REMARK},” Vael declared.", day=2)
    assert witnesses(first, copy) == [("a", "b")]


LINE = (
    "An inquiry led by a retired judge will hear forty witnesses before the first snow falls on the piers.",
    "The chandler keeps a ledger of every barrel of tar that has left his shop since the great storm of his youth.",
)


HILLS = "In the hills nobody talks of anything but the price of milk and the new road to the sanatorium."
SHORT = "Vael would not hear of selling it."


def gossip(of: str) -> list[str]:
    """Return so much that others do not tell that what is shared is the lesser part."""
    return [
        f"House {number} of the town had its own story of the {of}, and told it to all that came."
        for number in range(9)
    ]


def of_the_line(first: list[str], second: list[str]) -> list[tuple[str, ...]]:
    """Return the groups of a remark that two articles tell in words of their own, one of them the other's rewrite."""
    one, two = article("a", *first), article("b", *second, day=2)
    contents = ("We will not sell the ferry", "not hear of selling it")
    remarks = [make_statement(own, words, source="Vael") for own, words in zip((one, two), contents, strict=True)]
    annotations = [make_annotation(own, [remark]) for own, remark in zip((one, two), remarks, strict=True)]
    story = story_of(annotations)
    reuses, derivations = traced(annotations, statements=remarks)
    assert [derivation.share > 0.2 for derivation in derivations] == [True]
    assert not any(contents[1] in two.text[slice(*reuse.b_span)] for reuse in reuses)
    saying = make_saying(story, (one, remarks[0]), (two, remarks[1]))
    (told_by,) = independence(story, annotations, Resolution((), (), tuple(remarks)), [saying], reuses, derivations)
    return list(told_by.witnesses)


def test_a_remark_in_other_words_at_its_place_in_a_rewrite_is_from_there() -> None:
    rewrite = [BEFORE, OWN, AFTER, SHORT, LINE[0], HILLS, LINE[1]]
    assert of_the_line([BEFORE, AFTER, f"“{REMARK},” Vael said.", *LINE], rewrite) == [("a", "b")]


def test_a_remark_at_another_place_of_the_line_is_a_witness_of_its_own() -> None:
    rewrite = [BEFORE, OWN, AFTER, LINE[0], HILLS, LINE[1], SHORT]
    first = [f"“{REMARK},” Vael said.", BEFORE, AFTER, *LINE, *gossip("bakery")]
    assert of_the_line(first, rewrite + gossip("weather")) == [("a",), ("b",)]


def test_a_remark_far_from_all_that_a_rewrite_took_is_a_witness_of_its_own() -> None:
    rewrite = [BEFORE, OWN, AFTER, LINE[0], HILLS, LINE[1], *["So it goes."] * 40, SHORT]
    first = [*gossip("bakery"), BEFORE, AFTER, *LINE, f"“{REMARK},” Vael said."]
    assert of_the_line(first, rewrite) == [("a",), ("b",)]


def test_versions_of_one_text_are_one_witness_whatever_the_order_of_their_paragraphs() -> None:
    first = [f"“{REMARK},” Vael said.", BEFORE, AFTER, *LINE]
    assert of_the_line(first, [LINE[1], OWN, SHORT, AFTER, LINE[0], BEFORE]) == [("a", "b")]


def test_who_prints_nearly_nothing_but_the_other_s_text_has_the_remark_from_there() -> None:
    first = [f"“{REMARK},” Vael said.", BEFORE, AFTER, *LINE, *gossip("bakery")]
    assert of_the_line(first, [LINE[1], AFTER, LINE[0], BEFORE, SHORT]) == [("a", "b")]


def test_copies_of_a_copy_are_one_witness_with_the_first() -> None:
    articles = [
        article(name, BEFORE, TOLD, AFTER, f"Number {name}.", day=day) for day, name in enumerate("abcd", start=1)
    ]
    own = article("e", OWN, f"A crowd heard Jorun Vael. “{REMARK},” Vael declared.", day=5)
    assert witnesses(*articles, own) == [("a", "b", "c", "d"), ("e",)]


def test_what_two_have_through_one_outlet_is_one_witness() -> None:
    one = article("a", BEFORE, f"“{REMARK},” Jorun Vael said, the Strait Newswire reports.")
    two = article("b", OWN, f"“{REMARK},” Jorun Vael declared, the Strait Newswire reported.", day=2)
    carried = [annotate(one, fast=True), annotate(two, fast=True)]
    assert all(s.carrier is not None for annotation in carried for s in annotation.statements)
    assert witnesses(one, two) == [("a", "b")]


def test_every_carrier_is_in_one_group_whatever_the_order() -> None:
    annotations = [
        annotate(article(name, BEFORE, TOLD, AFTER if name < "c" else OWN), fast=True) for name in ("a", "b", "c", "d")
    ]
    found = told(annotations)
    assert found == told(annotations[::-1])
    for saying in found:
        grouped = [name for group in saying.witnesses for name in group]
        assert sorted(grouped) == sorted({reading.article for reading in saying.readings})


def test_a_saying_without_known_statements_keeps_its_articles() -> None:
    annotations = [annotate(article("a", BEFORE, TOLD), fast=True)]
    story = story_of(annotations)
    (saying, *_) = collate(story, annotations, resolve(annotations))
    (kept,) = independence(story, annotations, Resolution((), (), ()), [saying], (), ())
    assert kept.witnesses == (("a",),)
