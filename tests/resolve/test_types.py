"""What the network takes a name for decides where the words around it do not."""

from __future__ import annotations

from dataclasses import replace

from tests.resolve.telling import annotated

from attribune.model import NameType, Resolution
from attribune.resolve import resolve

TEXT = "The ferry left Orsk Quay late. Velmer Quist was on board. At Orsk Quay [he] waited for an hour."


def read(marked: str, **types: NameType) -> Resolution:
    """Resolve one article; ``types`` says what the network takes names for, by their last word."""
    found = annotated(marked, name="a")
    words = found.article.text
    mentions = tuple(replace(m, name_type=types.get(words[slice(*m.head)].split()[-1])) for m in found.mentions)
    return resolve([replace(found, mentions=mentions)])


def kinds(resolution: Resolution) -> dict[str, tuple[str, str]]:
    return {actor.name: (actor.type, actor.gender) for actor in resolution.actors}


def test_a_name_of_unknown_kind_is_of_the_type_that_the_network_gives_it() -> None:
    assert kinds(read(TEXT))["Velmer Quist"][0] == "unknown"
    assert kinds(read(TEXT, Quist="person"))["Velmer Quist"][0] == "person"
    assert kinds(read(TEXT, Quist="organisation"))["Velmer Quist"][0] == "organisation"


def test_nobodys_he_means_a_place() -> None:
    plain, typed = (kinds(r)["Orsk Quay"] for r in (read(TEXT), read(TEXT, Quay="place")))
    assert (plain, typed) == (("unknown", "unknown"), ("unknown", "neuter"))
    (statement,) = read("The ferry left Orsk Quay late. [He] said so.", Quay="place").statements
    assert statement.actor is None
    assert not statement.candidates


def test_one_place_where_the_network_errs_makes_no_person_a_thing() -> None:
    text = "Velmer Quist left. Then Velmer Quist came back, and [Quist] was late."
    found = annotated(text, name="a")
    names: list[NameType] = ["place", "person", "person"]
    mentions = tuple(replace(m, name_type=kind) for m, kind in zip(found.mentions, names, strict=True))
    assert kinds(resolve([replace(found, mentions=mentions)])) == {"Velmer Quist": ("person", "unknown")}


def test_a_persons_name_in_capitals_is_shown_as_names_are_written() -> None:
    found = annotated("[RUTH O'AMSEL] said no. HQ BOARD left.", name="a")
    person = tuple(replace(m, name_type="person" if i == 0 else None) for i, m in enumerate(found.mentions))
    names = {actor.name for actor in resolve([replace(found, mentions=person)]).actors}
    assert "Ruth O'Amsel" in names
