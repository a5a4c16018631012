"""Who is one across stories, and who is not."""

from __future__ import annotations

from itertools import permutations

import pytest

from attribune.ids import identify
from attribune.model import Actor, ActorCorrection, Span, Title
from attribune.resolve.offices import Bearer, description_key, fill, office_keys
from attribune.resolve.registry import Gathered, Local, block_key, gather
from attribune.resolve.rules import Rules

NOBODY: frozenset[str] = frozenset()
_KINDS = (("organisation", "female"), ("outlet", "male"), ("organisation", "male"), ("outlet", "female"))


def local(story: str, name: str, *titles: str, kind: str = "person", **fields: object) -> Local:
    """An actor of a story, who bears titles seen on the first of May 2023."""
    seen = tuple(Title(words, f"of {story}", Span(0, len(words)), "2023-05-01", "2023-05-01", 1) for words in titles)
    given = {"description": None, "aliases": (name,), "named": 2, "titles": seen} | fields
    return Local(story, Actor(identify("actor", name), name, kind, **given))  # type: ignore[arg-type]


def gathered(*locals_: Local, company: dict[str, frozenset[str]] | None = None, rules: Rules | None = None) -> Gathered:
    return gather(locals_, company=lambda story: (company or {}).get(story, NOBODY), rules=rules)


def names(found: Gathered) -> list[str]:
    return sorted(actor.name for actor in found.actors)


def keys(*actors: Local) -> set[str | None]:
    return {block_key(actor.actor, Rules()) for actor in actors}


def test_one_name_in_two_stories_is_one_actor() -> None:
    found = gathered(local("a", "Ruth Amsel"), local("b", "Ruth Amsel"))
    assert names(found) == ["Ruth Amsel"]
    assert {placed.actor for placed in found.placed} == {found.actors[0].id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir Orlov", "Volodymyr Orlov"),
        ("Oleksiy Zorskyy", "Oleksiy Zorsky"),
        ("William Amsel", "Bill Amsel"),
        ("R. Amsel", "Ruth Amsel"),
        ("Ruth B. Amsel", "Ruth Amsel"),
        ("Amsel Ruth", "Ruth Amsel"),
    ],
)
def test_forms_of_one_name_are_one_actor(one: str, other: str) -> None:
    assert len(keys(local("a", one), local("b", other))) == 1
    found = gathered(local("a", other), local("c", other), local("b", one))
    assert names(found) == [other]
    assert any("another form of" in placed.evidence and placed.confidence < 0.9 for placed in found.placed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Martin Amsel", "Ruth Amsel"),
        ("George W. Amsel", "George H. Amsel"),
        ("Donald Amsel", "Donald Amsel Jr."),
        ("Ruth Amsel", "Ruth Amdahl"),
    ],
)
def test_other_names_are_other_actors(one: str, other: str) -> None:
    assert names(gathered(local("a", one), local("b", other))) == sorted([one, other])


def test_an_initial_that_fits_two_is_neither() -> None:
    found = gathered(local("a", "Ruth Amsel"), local("b", "Rosa Amsel"), local("c", "R. Amsel"))
    assert len(found.actors) == 3


def test_a_man_and_a_woman_of_one_name_are_two() -> None:
    found = gathered(local("a", "Robin Amsel", gender="female"), local("b", "Robin Amsel", gender="male"))
    assert len(found.actors) == 2
    assert len({actor.id for actor in found.actors}) == 2


def test_one_name_in_callings_of_different_kinds_is_two_unless_somebody_is_named_beside_both() -> None:
    pair = local("a", "Ruth Amsel", "senator"), local("b", "Ruth Amsel", "surgeon")
    assert len(gathered(*pair).actors) == 2
    both = {"a": frozenset({"martin dorn"}), "b": frozenset({"martin dorn", "ruth amsel"})}
    assert len(gathered(*pair, company=both).actors) == 1


def test_a_surname_with_its_title_means_who_bears_both() -> None:
    found = gathered(
        local("a", "Ruth Amsel", "President"), local("b", "Martin Amsel"), local("c", "Amsel", "President")
    )
    (placed,) = [placed for placed in found.placed if placed.story == "c"]
    assert {actor.id: actor.name for actor in found.actors}[placed.actor] == "Ruth Amsel"
    assert placed.evidence == "title and surname of Ruth Amsel"


def test_a_surname_alone_that_two_bear_stays_open_with_both_as_candidates() -> None:
    found = gathered(local("a", "Ruth Amsel"), local("b", "Martin Amsel"), local("c", "Amsel"))
    (placed,) = [placed for placed in found.placed if placed.story == "c"]
    assert {actor.id: actor.name for actor in found.actors}[placed.actor] == "Amsel"
    assert len(placed.candidates) == 2


def test_a_body_is_known_by_letters_that_some_story_ties_to_its_name() -> None:
    union = local("a", "Harbour Workers Union", kind="organisation", aliases=("HWU", "Harbour Workers Union"))
    letters = local("b", "HWU", kind="organisation")
    assert keys(union, letters) == {"hvu"}
    assert names(gathered(union, letters)) == ["Harbour Workers Union"]


def test_bodies_of_one_name_that_are_looked_for_under_two_keys_have_two_ids() -> None:
    plain = local("a", "Lower Delta", kind="organisation")
    letters = local("b", "Lower Delta", kind="organisation", aliases=("Lower Delta", "RIVER"))
    person = local("c", "Lower Delta"), local("d", "Delta", kind="organisation")
    blocks = (gathered(plain), gathered(letters), gathered(*person))
    assert len(keys(plain, letters, person[0])) == 3
    ids = [actor.id for found in blocks for actor in found.actors]
    assert len(set(ids)) == len(ids) >= 3


def test_three_of_one_name_in_one_story_have_each_an_id_of_its_own() -> None:
    several = [local("a", "Harbour Post", kind=kind, gender=gender) for kind, gender in _KINDS]
    found = gathered(*several)
    assert len({actor.id for actor in found.actors}) == len(found.actors)


def test_the_order_in_which_stories_come_makes_no_difference() -> None:
    several = (
        local("a", "Ruth Amsel", "senator"),
        local("b", "Amsel"),
        local("c", "R. Amsel"),
        local("d", "Ruth Amsel", "surgeon"),
        local("e", "Rosa Amsel"),
    )
    assert len({gathered(*order) for order in permutations(several)}) == 1


def test_titles_keep_the_days_on_which_they_were_seen() -> None:
    later = Title("mayor", "of b", Span(3, 8), "2024-01-01", "2024-02-01", 2)
    found = gathered(local("a", "Ruth Amsel", "mayor"), local("b", "Ruth Amsel", titles=(later,)))
    (title,) = found.actors[0].titles
    assert (title.first, title.last, title.count, title.article) == ("2023-05-01", "2024-02-01", 3, "of a")


# ---- what a person says


def test_names_that_a_person_merges_are_one() -> None:
    rules = Rules([ActorCorrection("merge", ("Ruth Amsel", "Lady Orvik"))])
    pair = local("a", "Ruth Amsel"), local("b", "Lady Orvik")
    assert len({block_key(one.actor, rules) for one in pair}) == 1
    assert len(gathered(*pair, rules=rules).actors) == 1


def test_a_name_that_a_person_splits_off_stays_apart() -> None:
    rules = Rules([ActorCorrection("split", ("Bill Amsel", "William Amsel"))])
    found = gathered(local("a", "William Amsel"), local("b", "Bill Amsel"), rules=rules)
    assert names(found) == ["Bill Amsel", "William Amsel"]


def test_an_actor_goes_by_the_name_that_a_person_gives() -> None:
    rules = Rules([ActorCorrection("rename", ("Ruth Amsel", "Dame Ruth"))])
    assert names(gathered(local("a", "Ruth Amsel"), rules=rules)) == ["Dame Ruth"]


# ---- offices


def described(words: str, day: str) -> Local:
    title = Title(words, "of z", Span(0, 1), day, day, 1)
    return Local("z", Actor("nameless", words, "person", None, (words,), titles=(title,), article="of z"))


def seen(actor: str, words: str, first: str, last: str) -> Bearer:
    return Bearer(actor, Title(words, "of a", Span(0, 1), first, last, 3))


def test_a_description_is_looked_for_under_the_office_it_names() -> None:
    bearer = local("a", "Ruth Amsel", "Velland president")
    assert description_key(described("The Velland president", "2023-05-02").actor) in dict(office_keys(bearer.actor))
    assert description_key(described("A spokesman", "2023-05-02").actor) is None


def test_a_description_means_who_was_seen_in_the_office_then() -> None:
    bearers = [
        seen("old", "Velland president", "2010-01-01", "2014-01-01"),
        seen("new", "Velland president", "2022-01-01", "2023-06-01"),
    ]
    (placed,) = fill([described("The Velland president", "2023-05-02")], bearers)
    assert (placed.actor, placed.evidence) == ("new", "office known from other stories")


def test_two_who_bore_the_office_at_the_time_leave_it_open() -> None:
    bearers = [seen(name, "Velland president", "2022-01-01", "2023-06-01") for name in ("one", "other")]
    (placed,) = fill([described("The Velland president", "2023-05-02")], bearers)
    assert placed.actor == "nameless"
    assert {actor for actor, _ in placed.candidates} == {"one", "other"}
