"""Through whom an article has somebody's words, by rules alone and with the network."""

from __future__ import annotations

import pytest

import attribune

ways = pytest.mark.parametrize("fast", [True, False], ids=["rules", "network"])
Told = tuple[str | None, str | None, str]


def told(text: str, *, fast: bool) -> list[Told]:
    """Return the source, the carrier and the content of each statement."""
    return [
        (
            text[slice(*s.source)] if s.source else None,
            text[slice(*s.carrier)] if s.carrier else None,
            " ".join(text[a:b] for a, b in s.content),
        )
        for s in attribune.annotate(text, fast=fast).statements
    ]


@ways
@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Venn, the Skell Courier reports, said the ferry would stay.", "the ferry would stay"),
        ("According to the Skell Courier, Venn said the ferry would stay.", "the ferry would stay"),
        ("“The ferry stays,” Venn said, according to the Skell Courier.", "“The ferry stays,”"),
        ("The ferry would stay, Venn said, the Skell Courier reported.", "The ferry would stay"),
        ("Venn said the ferry would stay, the Skell Courier reported on Monday.", "the ferry would stay"),
        ("The Skell Courier quoted Venn as saying that the ferry would stay.", "that the ferry would stay"),
        ("Venn was quoted by the Skell Courier as saying that the ferry would stay.", "that the ferry would stay"),
        ("“The ferry stays,” the Skell Courier quoted Venn as saying.", "“The ferry stays,”"),
    ],
)
def test_the_speaker_is_whose_words_they_are_and_who_passes_them_on_is_the_carrier(
    text: str, content: str, *, fast: bool
) -> None:
    ((source, carrier, words),) = told(text, fast=fast)
    assert (source, (carrier or "").lower(), words) == ("Venn", "the skell courier", content)


@ways
def test_one_who_is_quoted_by_nobody_named_has_no_carrier(*, fast: bool) -> None:
    ((source, carrier, words),) = told("Venn was quoted as saying that the ferry would stay.", fast=fast)
    assert (source, carrier, words) == ("Venn", None, "that the ferry would stay")


@ways
def test_what_a_carrier_adds_to_a_remark_is_not_lost_with_it(*, fast: bool) -> None:
    text = (
        "The Skell Courier reported on Monday that the harbour had been closed for repairs to its northern wall and "
        "that two boats were lost, and Venn said so."
    )
    assert any("two boats were lost" in words for _, _, words in told(text, fast=fast))


@ways
def test_it_names_nobody_where_a_thing_is_alleged(*, fast: bool) -> None:
    ((source, _, words),) = told("It is alleged that the mayor took money from the ferry company.", fast=fast)
    assert (source, words) == (None, "that the mayor took money from the ferry company")


def test_who_cites_somebody_behind_an_attribution_is_who_said_it() -> None:
    text = "The ferry earns nothing in winter, the Courier said, citing records that the harbour office keeps."
    assert {source for source, _, _ in told(text, fast=False)} == {"the Courier"}


@ways
def test_one_who_goes_on_after_a_carrier_speaks_not_the_carrier(*, fast: bool) -> None:
    text = (
        "Asked about it, Mr. Venn said that “we want the ferry.”\n\n“You know it’s much more important what you think "
        "as a sailor than what you think as an owner,” he said, according to Skell Radio News. “And that’s what we do.”"
    )
    assert [source for source, _, words in told(text, fast=fast) if "sailor" in words or "we do" in words] == ["he"]


@pytest.mark.parametrize("verb", ["wrote", "reported", "said"])
@ways
def test_what_is_passed_on_is_no_statement_of_its_own_whatever_its_verb(verb: str, *, fast: bool) -> None:
    text = f"“The harbour has been closed since May,” Venn {verb} in his report, according to a summary of the board."
    ((source, carrier, _),) = told(text, fast=fast)
    assert (source, carrier) == ("Venn", "a summary of the board")
