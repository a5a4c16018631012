"""What holds of every resolution, whatever the texts are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.growth import LINEAR, growth
from tests.resolve.telling import annotated

from attribune.resolve import resolve

WORDS = (
    "[Amsel] Ruth Martin [President Amsel] the mayor [the mayor] of Orvik [he] She [they] said that [Moscow] Italy "
    "“it was” late . , officials [officials] NATO 's ’s [U.S.] Sen. J. who [who] 12 😀 the Harbour Union chief and"
)
TOKENS = [
    token for part in WORDS.split("[") for token in ([f"[{part.split(']')[0]}]"] if "]" in part else part.split())
]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(TOKENS), max_size=30), min_size=1, max_size=4))
def test_actors_are_real_confidences_are_chances_and_spans_stay(texts: list[list[str]]) -> None:
    annotations = [annotated(" ".join(words), name=f"a{i}") for i, words in enumerate(texts)]
    found = resolve(annotations)
    actors = {actor.id for actor in found.actors}
    assert len(actors) == len(found.actors)
    assert [m.span for m in found.mentions] == [m.span for a in annotations for m in a.mentions]
    for mention in found.mentions:
        assert mention.actor is None or mention.actor in actors
        assert 0 <= mention.confidence <= 1
    for statement in found.statements:
        assert statement.actor is None or (statement.actor in actors and statement.actor_confidence >= 0.5)
        assert {actor for actor, _ in statement.candidates} <= actors
        assert sorted((c for _, c in statement.candidates), reverse=True) == [c for _, c in statement.candidates]


@settings(deadline=None)
@given(st.text().filter(lambda text: not {"[", "]"} & set(text)))
def test_any_text_can_be_resolved(text: str) -> None:
    resolve([annotated(text, name="a")])


def test_the_time_taken_grows_with_the_number_of_articles() -> None:
    def surname(i: int) -> str:
        return f"Tar{'bcdfghklmn'[i % 10]}{'aeiou'[i // 10 % 5]}{'bcdfghklmnprst'[i // 50 % 14]}"

    def work(count: int) -> None:
        resolve(
            [
                annotated(f"Ruth Amsel met Hugo {surname(i)}, the mayor. [He] said no to [the mayor].", name=str(i))
                for i in range(count)
            ]
        )

    assert growth(work, size=80) < LINEAR
