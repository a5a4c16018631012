"""The statements of a story to its sayings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attribune.collate.correcting import correct
from attribune.collate.gathering import Group, gather
from attribune.collate.kinship import relation
from attribune.collate.meaning import Meanings, encoder
from attribune.collate.nesting import told_within
from attribune.collate.readings import read
from attribune.collate.wording import Wording, weigh, wording
from attribune.ids import identify
from attribune.model import Actor, Annotation, Correction, Resolution, Saying, Statement, Story

FEWEST = 0.2  # of the readings with a source, weighed by confidence: fewer, and whom they name has not said it


def collate(
    story: Story,
    annotations: Sequence[Annotation],
    resolution: Resolution,
    *,
    fast: bool = True,
    corrections: Sequence[Correction] = (),
) -> tuple[Saying, ...]:
    """Return the sayings of a story, by the place of their fullest reading.

    Unless ``fast``, the sentence encoder is asked where words alone leave it open whether two statements are one
    utterance; where its weights are not installed, words alone decide. ``corrections`` have the last word.

    Every statement of ``resolution`` is a reading of exactly one saying. The fullest reading is the one with most
    telling words, those in the speaker's own words counting for more; the others are aligned with it.
    """
    places = {article: place for place, article in enumerate(story.articles)}
    wordings = worded(resolution.statements, annotations, places, actors=resolution.actors)
    shipped = None if fast or len(story.articles) < 2 else encoder()
    meanings = None if shipped is None else Meanings(shipped)
    found = correct(gather(wordings, meanings=meanings), corrections)
    groups = sorted(found, key=lambda group: group.founder.place)
    return tuple(_saying(story, group) for group in groups)


def worded(
    statements: Sequence[Statement],
    annotations: Sequence[Annotation],
    places: Mapping[str, int],
    *,
    actors: Sequence[Actor] = (),
) -> list[Wording]:
    """Return the statements of the annotated articles ready for comparing; ``places`` of the articles in the story."""
    known = {actor.id: actor for actor in actors}
    annotated = {annotation.article.id: annotation for annotation in annotations}
    quoted = {
        one.article.id: sorted(part for quotation in one.quotations for part in quotation.parts) for one in annotations
    }
    speaking: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.actor is not None:
            speaking[statement.article].add(statement.actor)
    company = {article: frozenset(actors) for article, actors in speaking.items()}
    within = told_within(statements)
    wordings = [
        wording(
            statement,
            annotated[statement.article].article,
            place=places.get(statement.article, len(places)),
            quoted=quoted[statement.article],
            sentences=annotated[statement.article].sentences,
            actor=None if statement.actor is None else known.get(statement.actor),
            company=company.get(statement.article, frozenset()),
            within=within.get(statement.id, frozenset()),
        )
        for statement in statements
        if statement.article in annotated
    ]
    weigh(wordings)
    return wordings


def _saying(story: Story, group: Group) -> Saying:
    fullest = group.founder
    name = identify("saying", story.id, fullest.statement.id)
    members = sorted(group.members, key=lambda member: (member.place, member.statement.id))
    return Saying(
        id=name,
        story=story.id,
        actor=_speaker(members),
        fullest=fullest.statement.id,
        readings=tuple(read(name, one, fullest, link=group.links.get(one.statement.id)) for one in members),
    )


def _speaker(members: Sequence[Wording]) -> str | None:
    """Return the actor to whom most readings attribute a saying, by the confidence of both; None if none does.

    A reading or two among many whose source is nobody known are likely to be misread. Speakers akin to the actor back
    it: six articles that say "police" have six nameless sources.
    """
    votes: dict[str, float] = defaultdict(float)
    speakers = {member.actor: member.speaker for member in members}
    for member in members:
        if member.actor is not None:
            votes[member.actor] += member.statement.confidence * member.statement.actor_confidence
    told = sum(member.statement.confidence for member in members if member.statement.source is not None)
    best = min(votes, key=lambda actor: (-votes[actor], actor), default=None)
    if best is None:
        return None
    backed = [vote for actor, vote in votes.items() if relation(speakers[actor], speakers[best]) in ("same", "akin")]
    return best if sum(backed) >= FEWEST * told else None
