from __future__ import annotations

import pytest
from tests.builders import make_article, make_statement

from attribune.collate.readings import read
from attribune.collate.wording import Wording, weigh, wording
from attribune.model import Quotation, Reading, Span, TimeExpression

FULL = "We must never open the sluice before nine boats have passed, and Captain Ilves knows it"


def prepared(words: str, name: str, *, kind: str = "direct", actor: str | None = "ilves") -> Wording:
    article = make_article(words, id=name)
    quoted = [part for quotation in quotations(words) for part in quotation.parts]
    return wording(make_statement(article, words, kind=kind, actor=actor), article, place=0, quoted=quoted)


def quotations(words: str) -> list[Quotation]:
    if "“" not in words:
        return []
    start, end = words.index("“"), words.index("”")
    return [Quotation(Span(start, end + 1), (Span(start + 1, end),), mended=False, confidence=1.0)]


def beside(ours: str, theirs: str = FULL, **fields: str | None) -> Reading:
    pair = [prepared(ours, "a", **fields), prepared(theirs, "b")]  # type: ignore[arg-type]
    weigh(pair)
    return read("saying", *pair)


def kinds(reading: Reading) -> list[str]:
    return [variant.difference for variant in reading.variants if variant.difference != "same"]


@pytest.mark.parametrize(
    ("ours", "expected"),
    [
        ("open the sluice before nine boats have passed, and Captain Ilves knows it", ["cut at the start"]),
        ("We must never open the sluice before nine boats have passed", ["cut at the end"]),
        ("We must never open the sluice, and Captain Ilves knows it", ["cut in the middle"]),
        ("We must never open the sluice … and Captain Ilves knows it", ["cut with an ellipsis"]),
        ("We must never open the sluice [at Vessin] before nine boats have passed, and Captain Ilves knows it",
         ["bracketed insertion"]),
        ("They must never open the sluice before nine boats have passed, and Captain Ilves knows it",
         ["tense or person"]),
        ("We must never open the sluice before nine boats had passed, and Captain Ilves knows it",
         ["tense or person"]),
        ("We must never open the sluise before nine boats have passed, and Captain Ilves knows it",
         ["spelling only"]),
        ("We must never open the gate before nine boats have passed, and Captain Ilves knows it",
         ["word substituted"]),
    ],
)  # fmt: skip
def test_each_difference_has_its_kind(ours: str, expected: list[str]) -> None:
    assert kinds(beside(ours)) == expected


def test_a_whole_clause_in_other_words_is_paraphrased() -> None:
    assert "paraphrased" in kinds(beside("We must never let the water out while ships are still underway upstream"))


@pytest.mark.parametrize(
    ("ours", "kind"),
    [
        ("We must open the sluice before nine boats have passed, and Captain Ilves knows it", "denial"),
        ("We must never open the sluice before six boats have passed, and Captain Ilves knows it", "number"),
        ("We must never open the sluice before nine boats have passed, and Captain Reyn knows it", "name"),
        ("We may never open the sluice before nine boats have passed, and Captain Ilves knows it", "modality"),
    ],
)
def test_quoted_words_that_say_something_else_are_flagged(ours: str, kind: str) -> None:
    reading = beside(ours)
    assert [altered.kind for altered in reading.alterations] == [kind]


def test_a_flag_points_at_the_words_of_both() -> None:
    ours = "We may never open the sluice before nine boats have passed, and Captain Ilves knows it"
    (altered,) = beside(ours).alterations
    assert altered.span
    assert altered.fullest_span
    assert (ours[slice(*altered.span)], FULL[slice(*altered.fullest_span)]) == ("may", "must")


@pytest.mark.parametrize(
    "ours",
    [
        "open the sluice before nine boats have passed, and Captain Ilves knows it",
        "We must never open the gate before nine boats have passed, and Captain Ilves knows it",
        "We should never open the sluice before nine boats have passed, and Captain Ilves knows it",
    ],
)
def test_what_is_cut_or_put_in_other_words_is_not_flagged(ours: str) -> None:
    assert beside(ours).alterations == ()


def test_a_long_cut_that_takes_the_denial_of_what_follows_is_flagged() -> None:
    full = "We open the sluice for the oldest ships of the valley, not for boats of the board"
    (altered,) = beside("We open the sluice for boats of the board", full).alterations
    assert altered.fullest_span
    assert (altered.kind, full[slice(*altered.fullest_span)]) == ("denial", "not")
    full = "We open the sluice for the ships of the valley, and it is not, for the boats of the board"
    assert beside("We open the sluice for the boats of the board", full).alterations == ()


def test_a_report_in_the_reporters_words_is_not_flagged() -> None:
    ours = "that they may open the sluice before nine boats have passed"
    assert beside(ours, kind="indirect").alterations == ()


def test_only_the_quoted_words_of_a_report_are_flagged() -> None:
    ours = "they may never “open the sluice before six boats have passed,” and Captain Reyn knows it"
    assert [altered.kind for altered in beside(ours, kind="mixed").alterations] == ["number"]


def test_what_is_reported_of_a_quotation_says_so() -> None:
    assert beside("that the sluice must stay shut", kind="indirect").differences == ("reported",)


def test_another_speaker_is_a_difference() -> None:
    assert beside(FULL, actor="reyn").differences == ("other speaker",)
    assert beside(FULL, actor=None).differences == ()


def test_another_day_is_another_occasion() -> None:
    pair = [prepared(FULL, "a"), prepared(FULL, "b")]
    for one, value in zip(pair, ("2024-05-26", "2024-05-27"), strict=True):
        object.__setattr__(one.statement, "said_on", TimeExpression(Span(0, 2), value, "day"))
    weigh(pair)
    assert read("saying", *pair).differences == ("other occasion",)


def test_two_quotations_run_together_are_joined() -> None:
    article = make_article("“The channel was never dredged,” she said. “Nobody asked us.”", id="b")
    full = wording(
        make_statement(article, ["“The channel was never dredged,”", "“Nobody asked us.”"], actor="ilves"),
        article,
        place=0,
    )
    run = prepared("The channel was never dredged nobody asked us", "a")
    weigh([run, full])
    assert read("saying", run, full).differences == ("joined from two",)
