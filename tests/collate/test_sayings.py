from __future__ import annotations

import random
from dataclasses import replace

from tests.builders import make_annotation, make_article, make_statement, make_story

from attribune.collate import collate
from attribune.ids import identify
from attribune.model import Article, Quotation, Reading, Resolution, Saying, Span, Statement, Story

QUOTE = "The harbour board has not dredged the channel for nine years, and everyone in Vessin knows it"


def collated(*pairs: tuple[Article, Statement]) -> tuple[Saying, ...]:
    articles = list(dict.fromkeys(article for article, _ in pairs))
    annotations = [make_annotation(one, [s for article, s in pairs if article == one]) for one in articles]
    resolution = Resolution(actors=(), mentions=(), statements=tuple(statement for _, statement in pairs))
    return collate(make_story(*articles), annotations, resolution)


def told(words: str, *, article: str, actor: str | None = "ilves", kind: str = "direct") -> tuple[Article, Statement]:
    """Return an article that consists of one statement, and the statement."""
    one = make_article(words, id=article)
    return one, make_statement(one, words, actor=actor, kind=kind)


def together(sayings: tuple[Saying, ...]) -> list[list[str]]:
    """Return the articles whose statements are one saying, saying by saying."""
    return sorted(sorted(reading.article for reading in saying.readings) for saying in sayings)


def reading(sayings: tuple[Saying, ...], article: str) -> Reading:
    return next(one for saying in sayings for one in saying.readings if one.article == article)


def test_one_remark_in_two_articles_is_one_saying() -> None:
    (saying,) = collated(told(f"“{QUOTE},”", article="a"), told(f'"{QUOTE}."', article="b"))
    assert [(one.article, one.change, one.similarity) for one in saying.readings] == [
        ("a", "verbatim", 1.0),
        ("b", "verbatim", 1.0),
    ]
    assert saying.actor == "ilves"


def test_a_saying_is_named_after_its_fullest_reading() -> None:
    full = told(QUOTE, article="b")
    (saying,) = collated(told("not dredged the channel for nine years", article="a"), full)
    assert saying.fullest == full[1].id
    assert saying.id == identify("saying", make_story(make_article("x", id="a")).id, full[1].id)


def test_quotations_that_share_one_sentence_and_cut_others_are_one_saying() -> None:
    sayings = collated(
        told(
            "“For nine years this board had known of silt. Nobody dredged the channel, and now ferries run aground "
            "while the minister opens museums in the mountains. We shall sue,”",
            article="a",
        ),
        told(
            "“I am tired of excuses, and so are the pilots who bring grain and timber up to Orrland every winter. "
            "For nine years the board has known of the silt. Ask any sailor,”",
            article="b",
        ),
    )
    assert together(sayings) == [["a", "b"]]


def test_a_sentence_that_says_little_does_not_join_two_quotations() -> None:
    sayings = collated(
        told("“I do not know about that. The pilots will decide when the ferry leaves,”", article="a"),
        told("“I do not know about that. Grain has nothing to do with the budget,”", article="b"),
    )
    assert together(sayings) == [["a"], ["b"]]


def test_a_trimmed_quotation_is_a_reading_of_the_longer_one() -> None:
    sayings = collated(told(QUOTE, article="a"), told("has not dredged the channel for nine years", article="b"))
    assert together(sayings) == [["a", "b"]]
    trimmed = reading(sayings, "b")
    assert trimmed.change == "trimmed"
    assert [variant.kind for variant in trimmed.variants] == ["omitted", "same", "omitted"]


def test_a_quotation_with_its_middle_left_out_is_spliced() -> None:
    sayings = collated(
        told(QUOTE, article="a"), told("The harbour board has not dredged, and everyone knows it", article="b")
    )
    assert reading(sayings, "b").change == "spliced"


def test_two_translations_of_a_short_demand_are_one_saying() -> None:
    sayings = collated(
        told("This lady should either beg our pardon, correct her remarks or retire", article="a"),
        told("that the chair should either “withdraw, excuse herself, or retire”", article="b", kind="mixed"),
        told("that the chair should “withdraw, excuse herself, or retire”", article="c", kind="mixed"),
    )
    assert together(sayings) == [["a", "b", "c"]]


def test_a_phrase_lifted_into_a_report_is_a_reading_of_the_remark() -> None:
    words = "Nobody in this town will lay a hand on a gate that our grandfathers built, whatever they say in Calder"
    report = "would “lay a hand on a gate”"
    article = make_article(report, id="b")
    start = report.index("lay")
    mark = Span(start - 1, len(report))
    quotation = Quotation(span=mark, parts=(Span(start, len(report) - 1),), mended=False, confidence=1.0)
    full, lifted = told(words, article="a"), make_statement(article, report, kind="mixed", actor="ilves")
    annotations = [make_annotation(full[0], [full[1]]), replace(make_annotation(article), quotations=(quotation,))]
    sayings = collate(make_story(full[0], article), annotations, Resolution((), (), (full[1], lifted)))
    assert together(sayings) == [["a", "b"]]


def test_a_long_run_of_common_words_is_no_coincidence() -> None:
    sayings = collated(
        told("Let her take back what she said or give up her place at the table, and soon", article="a"),
        told("She should take back what she said or give up her place at the table: so it goes", article="b"),
    )
    assert together(sayings) == [["a", "b"]]


def test_a_report_of_a_remark_is_a_paraphrase_of_the_quotation() -> None:
    sayings = collated(
        told("The captain ignored three warnings about the sandbank before the ferry struck it", article="a"),
        told("that three warnings about a sandbank went ignored by the captain", article="b", kind="indirect"),
    )
    assert together(sayings) == [["a", "b"]]
    assert reading(sayings, "a").change == "verbatim"
    assert reading(sayings, "b").change == "paraphrased"


def test_different_remarks_on_one_subject_stay_apart() -> None:
    sayings = collated(
        told("The harbour board has not dredged the channel for nine years", article="a"),
        told("The harbour board cannot order me to sail into the channel at night", article="b"),
        told("No harbour in this country is run like ours", article="c"),
    )
    assert together(sayings) == [["a"], ["b"], ["c"]]


def test_the_same_few_words_from_two_people_are_two_sayings() -> None:
    sayings = collated(told("a dredging scandal", article="a"), told("a dredging scandal", article="b", actor="reyn"))
    assert together(sayings) == [["a"], ["b"]]


def test_a_long_quotation_given_to_two_people_is_one_saying_all_the_same() -> None:
    sayings = collated(told(QUOTE, article="a"), told(QUOTE, article="b", actor="reyn"))
    assert together(sayings) == [["a", "b"]]


def test_an_unknown_speaker_does_not_bring_two_known_ones_together() -> None:
    words = "the dredging contract was forged"
    sayings = collated(
        told(f"{words} by the treasurer's cousin", article="a", actor=None),
        told(words, article="b"),
        told(words, article="c", actor="reyn"),
    )
    assert all({"b", "c"} - {one.article for one in saying.readings} for saying in sayings)


def test_a_speaker_is_known_if_one_article_knows() -> None:
    sayings = collated(told(QUOTE, article="a", actor=None), told(QUOTE, article="b"))
    assert [saying.actor for saying in sayings] == ["ilves"]


def test_one_article_of_many_that_names_a_speaker_is_not_believed() -> None:
    def unclear(name: str, *, actor: str | None = None) -> tuple[Article, Statement]:
        article, statement = told(QUOTE, article=name, actor=actor)
        return article, replace(statement, source=Span(0, 11))

    of_three = [unclear("a", actor="ilves"), unclear("b"), unclear("c")]
    assert [saying.actor for saying in collated(*of_three)] == ["ilves"]
    of_eight = [*of_three, *(unclear(name) for name in "defgh")]
    assert [saying.actor for saying in collated(*of_eight)] == [None]


def test_a_headline_that_repeats_a_quotation_is_the_same_saying() -> None:
    article = make_article(f"Captain: board has not dredged the channel for nine years\n\n“{QUOTE},” she said.")
    headline = make_statement(article, "board has not dredged the channel for nine years", actor="ilves")
    quotation = make_statement(article, f"“{QUOTE},”", actor="ilves")
    (saying,) = collated((article, headline), (article, quotation))
    assert saying.fullest == quotation.id


def test_two_reports_of_one_kind_in_one_article_are_two_sayings() -> None:
    article = make_article(
        "She said the ferry's captain ignored three warnings. Three warnings by radio, she said, were ignored."
    )
    first = make_statement(article, "the ferry's captain ignored three warnings", actor="ilves", kind="indirect")
    second = make_statement(article, "Three warnings by radio", actor="ilves", kind="indirect")
    assert len(collated((article, first), (article, second))) == 2


def test_what_is_reported_within_a_report_is_a_saying_of_its_own() -> None:
    article = make_article("Reyn said Ilves had claimed that the board has not dredged the channel for nine years.")
    outer = make_statement(article, "Ilves had claimed that the board has not dredged the channel for nine years")
    inner = make_statement(article, "the board has not dredged the channel for nine years")
    assert len(collated((article, outer), (article, inner))) == 2


def test_whoever_tells_what_somebody_said_does_not_say_it() -> None:
    words = f"Ilves had claimed that “{QUOTE}”"
    outer_article = make_article(f"Reyn said {words}, as all know.", id="b")
    outer = make_statement(outer_article, words, source="Reyn", actor="reyn", kind="mixed")
    inner = make_statement(outer_article, f"“{QUOTE}”", source="Ilves", actor="ilves")
    of_whom = told(f"“{QUOTE},”", article="a", actor="ilves")
    sayings = collated(of_whom, (outer_article, outer), (outer_article, inner))
    assert together(sayings) == [["a", "b"], ["b"]]
    assert reading(sayings, "a").statement == of_whom[1].id
    carried = replace(outer, actor=None)  # "it is late, Ilves wrote, according to a summary"
    assert together(collated(of_whom, (outer_article, carried))) == [["a", "b"]]


def test_what_stands_beside_a_shared_quotation_needs_fewer_words_to_be_the_same() -> None:
    def article(name: str, report: str) -> list[tuple[Article, Statement]]:
        one = make_article(f"{report}. “{QUOTE},” she said.", id=name)
        return [
            (one, make_statement(one, report, actor="ilves", kind="indirect")),
            (one, make_statement(one, f"“{QUOTE},”", actor="ilves")),
        ]

    first = "that one cause of the grounding is that ferries are barred from using the northern channel to reach Vessin"
    second = "that the ferries' inability to use the northern channel makes sailing to Vessin risky"
    sayings = collated(*article("a", first), *article("b", second))
    assert together(sayings) == [["a", "b"], ["a", "b"]]


def test_names_alone_do_not_make_a_report_a_piece_of_a_quotation() -> None:
    quoted = told("“If we closed the Vessin Ferry Board, many captains would sail to Vessin less.”", article="a")
    named = told("it to the Vessin Ferry Board", article="b", kind="indirect")
    assert together(collated(quoted, named)) == [["a"], ["b"]]
    alike = told("it to the Vessin Ferry Board", article="c", kind="indirect")
    assert ["b", "c"] in together(collated(quoted, named, alike))


def test_a_headline_in_capitals_is_no_mere_list_of_names() -> None:
    report = "that the Vessin Ferry Board should be given leave to sell its older barges and anchors to captains abroad"
    words = "Vessin Ferry Board to Sell Older Barges to Captains Abroad"
    headline = make_article(f"Ilves Calling for {words}", id="b")
    stated = make_statement(headline, words, actor="ilves", kind="indirect")
    assert together(collated(told(report, article="a", kind="indirect"), (headline, stated))) == [["a", "b"]]


def test_one_weak_pair_does_not_chain_two_sayings() -> None:
    sayings = collated(
        told("The captain ignored three warnings about the sandbank before the ferry struck it at noon", article="a"),
        told(
            "that three warnings came before the inspector closed the pier",
            article="b",
            kind="indirect",
        ),
        told("that the inspector closed the pier for a month after an anonymous letter", article="c", kind="indirect"),
    )
    assert ["a", "b", "c"] not in together(sayings)


def test_every_statement_is_in_exactly_one_saying_whatever_the_order() -> None:
    pairs = [
        told(QUOTE, article="a"),
        told("has not dredged the channel for nine years", article="b"),
        told("a dredging scandal", article="c", actor="reyn"),
        told("“🙂 …”", article="d", actor=None),
        told("УЖАСНО!", article="e"),
    ]
    expected = together(collated(*pairs))
    assert sorted(article for saying in expected for article in saying) == ["a", "b", "c", "d", "e"]
    statements = [statement for _, statement in pairs]
    annotations = [make_annotation(article, [statement]) for article, statement in pairs]
    story = make_story(*(article for article, _ in pairs))
    first = collate(story, annotations, Resolution((), (), tuple(statements)))
    for seed in range(4):
        random.Random(seed).shuffle(statements)
        assert collate(story, annotations, Resolution((), (), tuple(statements))) == first


def test_a_story_without_statements_has_no_sayings() -> None:
    assert (
        collate(Story("s", "a", ("a",)), [make_annotation(make_article("Nothing.", id="a"))], Resolution((), (), ()))
        == ()
    )
