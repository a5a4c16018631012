"""What was found in each story: into the tables as one, and out again exactly as it went in."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from attribune.dossier.connect import DossierError, not_there
from attribune.dossier.finding_records import (
    ACTOR,
    CONFLICT,
    DERIVATION,
    EVIDENCE,
    POSITION,
    READING,
    REUSE,
    SAYING,
    TIMELINE,
    actor_of,
    actor_row,
    conflict_of,
    conflict_row,
    derivation_of,
    derivation_row,
    evidence_of,
    evidence_row,
    position_of,
    position_row,
    reading_of,
    reading_row,
    reuse_of,
    reuse_row,
    saying_of,
    saying_row,
    timeline_of,
    timeline_row,
)
from attribune.dossier.mentions import fetch_mentions, put_links
from attribune.dossier.records import (
    AMONG,
    STATEMENT,
    Row,
    by_first,
    decode,
    encode,
    into,
    statement_of,
)
from attribune.dossier.registry import fetch_actor_corrections, fetch_known, key_of, mark_stale
from attribune.model import (
    Actor,
    Correction,
    Evidence,
    Reading,
    Resolution,
    Saying,
    Statement,
    Story,
    StoryFindings,
)
from attribune.resolve.rules import Rules

_Known = dict[str, tuple[str, str]]  # id and name of the actor of the dossier, by the id in the story


def put_findings(
    connection: sqlite3.Connection, found: Sequence[StoryFindings], *, replacing: Iterable[str] = ()
) -> None:
    """Insert the findings on stories in place of what was there of them, and of the stories they replace.

    An article is in one story at a time, so that any story that holds one of these articles is replaced too. The
    stories given have no article in common.
    """
    among = (encode([article for findings in found for article in findings.story.articles]),)
    held = connection.execute(f"SELECT DISTINCT story FROM story_articles WHERE article {AMONG}", among)
    remove_stories(connection, {*(findings.story.id for findings in found), *replacing, *(row[0] for row in held)})
    stories = [(findings.story.id, findings.story.founder) for findings in found]
    connection.executemany(into("stories", "id, founder"), stories)
    rules = Rules([correction for _, correction in fetch_actor_corrections(connection)])
    for parts in zip(*(_tables(findings, rules) for findings in found), strict=True):
        table, columns, _ = parts[0]
        connection.executemany(into(table, columns), chain.from_iterable(rows for _, _, rows in parts))
    mark_stale(connection, encode([story for story, _ in stories]))
    _put_statement_actors(connection, found)
    for findings in found:
        put_links(connection, findings.story, findings.resolution.mentions)


def remove_stories(connection: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Remove stories with all that was found in them; their articles stay."""
    wanted = encode(sorted(set(ids)))
    there = [row[0] for row in connection.execute(f"SELECT id FROM stories WHERE id {AMONG}", (wanted,))]
    if not there:  # as a rule when articles are added for the first time: what follows looks through many tables
        return
    among = (encode(there),)
    mark_stale(connection, *among)
    connection.execute(
        "INSERT INTO statement_index (statement_index, rowid, content, speaker) "
        "SELECT 'delete', number, content, speaker "
        f"FROM statement_words WHERE story {AMONG} ORDER BY number",
        among,
    )
    connection.execute(f"DELETE FROM stories WHERE id {AMONG}", among)


def _tables(findings: StoryFindings, rules: Rules) -> Iterator[tuple[str, str, Iterator[Row]]]:
    """Yield the tables that hold a story's findings: name, columns and rows, those referred to first."""
    story = findings.story.id
    yield "story_articles", "story, place, article", _listed(story, ((name,) for name in findings.story.articles))
    actors = ((*actor_row(actor), key_of(actor, rules)) for actor in findings.resolution.actors)
    yield _list("actors", f"{ACTOR}, key", story, actors)
    yield _list("sayings", SAYING, story, map(saying_row, findings.sayings))
    yield "readings", f"story, saying, place, {READING}", _reading_rows(findings.sayings)
    yield _list("reuse", REUSE, story, map(reuse_row, findings.reuses))
    yield _list("derivations", DERIVATION, story, map(derivation_row, findings.derivations))
    yield _list("conflicts", CONFLICT, story, map(conflict_row, findings.conflicts))
    yield _shown_by("derivation", story, (derivation.evidence for derivation in findings.derivations))
    yield _shown_by("conflict", story, (conflict.members for conflict in findings.conflicts))
    yield _list("positions", POSITION, story, map(position_row, findings.positions))
    yield _list("timeline", TIMELINE, story, map(timeline_row, findings.timeline))


def _list(table: str, columns: str, story: str, rows: Iterable[Row]) -> tuple[str, str, Iterator[Row]]:
    return table, f"story, place, {columns}", _listed(story, rows)


def _listed(story: str, rows: Iterable[Row]) -> Iterator[Row]:
    return ((story, place, *row) for place, row in enumerate(rows))


def _reading_rows(sayings: Iterable[Saying]) -> Iterator[Row]:
    for saying in sayings:
        for place, reading in enumerate(saying.readings):
            yield (saying.story, saying.id, place, *reading_row(reading))


def _shown_by(finding: str, story: str, lists: Iterable[Sequence[Evidence]]) -> tuple[str, str, Iterator[Row]]:
    columns = f"story, finding, finding_place, place, {EVIDENCE}"
    rows = (
        (story, finding, finding_place, place, *evidence_row(evidence))
        for finding_place, pieces in enumerate(lists)
        for place, evidence in enumerate(pieces)
    )
    return "evidence", columns, rows


def _put_statement_actors(connection: sqlite3.Connection, found: Sequence[StoryFindings]) -> None:
    among = (encode([article for findings in found for article in findings.story.articles]),)
    numbers = dict(connection.execute(f"SELECT id, number FROM statements WHERE article {AMONG}", among))
    for findings in found:
        if any(statement.id not in numbers for statement in findings.resolution.statements):
            raise not_there(findings.story.id, "statement")
    columns = "statement, story, place, actor, speaker, confidence, evidence, candidates"
    rows = (row for findings in found for row in _statement_rows(findings, numbers))
    connection.executemany(into("statement_actors", columns), rows)
    connection.execute(
        "INSERT INTO statement_index (rowid, content, speaker) SELECT number, content, speaker "
        f"FROM statement_words WHERE story {AMONG} ORDER BY number",
        (encode([findings.story.id for findings in found]),),
    )


def _statement_rows(findings: StoryFindings, numbers: Mapping[str, int]) -> Iterator[Row]:
    names = {actor.id: actor.name for actor in findings.resolution.actors}
    for place, statement in enumerate(findings.resolution.statements):
        yield (
            numbers[statement.id],
            findings.story.id,
            place,
            statement.actor,
            names.get(statement.actor) if statement.actor is not None else None,
            statement.actor_confidence,
            statement.actor_evidence,
            encode(statement.candidates) if statement.candidates else None,
        )


def statements_of(connection: sqlite3.Connection, names: Sequence[str], *, kind: str) -> tuple[str, ...]:
    """Return the statements that are meant by ids of statements or of sayings, or by what these begin with.

    To part one from the rest of its saying, that saying is meant too. Raises ``DossierError`` for a name that means
    nothing or several things, and where there is nothing to join, part or lock.
    """
    found: list[str] = []
    for place, name in enumerate(names):
        found.extend(_meant(connection, name, whole=kind != "part" or place > 0))
    if kind == "part" and len(names) == 1:
        beside = "SELECT o.statement FROM readings AS r JOIN readings AS o USING (story, saying) WHERE r.statement = ?"
        found.extend(row[0] for row in connection.execute(f"{beside} ORDER BY o.place", found[:1]))
    meant = tuple(dict.fromkeys(found))
    if len(meant) < 2 and kind != "lock":
        raise DossierError(f"There is nothing to {kind}: name statements or sayings of which there are two or more.")
    return meant


def _meant(connection: sqlite3.Connection, name: str, *, whole: bool) -> list[str]:
    """Return the statements that one name means: those of a saying, or one."""
    like = (f"{name.replace('%', '').replace('_', '')}%",)
    sayings = connection.execute("SELECT DISTINCT saying FROM readings WHERE saying LIKE ?", like).fetchall()
    statements = connection.execute("SELECT id FROM statements WHERE id LIKE ?", like).fetchall()
    if len(sayings) + len(statements) != 1:
        several = f"{len(sayings) + len(statements)} ids begin" if sayings or statements else "No id begins"
        raise DossierError(f"{several} with {name!r}; `attribune check` and the table `readings` tell the ids.")
    if statements:
        return [statements[0][0]]
    rows = connection.execute("SELECT statement FROM readings WHERE saying = ? ORDER BY place", sayings[0]).fetchall()
    if not whole and len(rows) > 1:
        raise DossierError(f"{name!r} is a saying; name the statement that is to be parted from it.")
    return [row[0] for row in rows]


def stories_of(connection: sqlite3.Connection, statements: Sequence[str]) -> set[str]:
    """Return the ids of the stories that hold these statements."""
    rows = connection.execute(
        f"SELECT DISTINCT story FROM statements JOIN story_articles USING (article) WHERE id {AMONG}",
        (encode(statements),),
    )
    return {story for (story,) in rows}


def put_correction(connection: sqlite3.Connection, correction: Correction) -> None:
    """Keep a correction as the latest. Raises ``DossierError`` if the dossier does not hold its statements."""
    found = connection.execute(
        f"SELECT count(*) FROM statements WHERE id {AMONG}", (encode(correction.statements),)
    ).fetchone()
    if found[0] != len(set(correction.statements)):
        raise DossierError("A correction speaks of statements that the dossier does not hold; nothing was kept.")
    row = (correction.kind, encode(correction.statements))
    connection.execute("INSERT INTO corrections (kind, statements) VALUES (?, ?)", row)


def take_back(connection: sqlite3.Connection) -> Correction | None:
    """Remove the latest correction and return it; None if there is none."""
    row = connection.execute("SELECT number, kind, statements FROM corrections ORDER BY number DESC LIMIT 1").fetchone()
    if row is None:
        return None
    connection.execute("DELETE FROM corrections WHERE number = ?", row[:1])
    return Correction(row[1], tuple(decode(row[2])))


def fetch_corrections(connection: sqlite3.Connection) -> tuple[Correction, ...]:
    """Return all corrections in the order of making."""
    rows = connection.execute("SELECT kind, statements FROM corrections ORDER BY number")
    return tuple(Correction(kind, tuple(decode(statements))) for kind, statements in rows)


def fetch_stories(connection: sqlite3.Connection) -> tuple[Story, ...]:
    """Return all stories, by id."""
    rows = connection.execute(
        "SELECT story, founder, article FROM stories JOIN story_articles ON story = id ORDER BY story, place"
    )
    return tuple(Story(name, members[0][0], tuple(member[1] for member in members)) for name, members in by_first(rows))


def fetch_findings(connection: sqlite3.Connection, story: str) -> StoryFindings:
    """Return the findings on a story as they were put. Raises ``DossierError`` for an id that no story has."""
    found = connection.execute("SELECT founder, mention_order FROM stories WHERE id = ?", (story,)).fetchone()
    if found is None:
        raise DossierError(f"There is no story {story} in the dossier; `attribune show` lists those there are.")
    founder, order = found
    members = tuple(name for (name,) in _of(connection, "story_articles", "article", story))
    evidence = _evidence(connection, story)
    actors = tuple(actor_of(row) for row in _of(connection, "actors", ACTOR, story))
    found = StoryFindings(
        story=Story(story, founder, members),
        resolution=Resolution(actors, fetch_mentions(connection, members, order), _statements(connection, story)),
        sayings=_sayings(connection, story),
        reuses=tuple(reuse_of(story, row) for row in _of(connection, "reuse", REUSE, story)),
        derivations=tuple(
            derivation_of(story, row, evidence.get(("derivation", place), ()))
            for place, row in enumerate(_of(connection, "derivations", DERIVATION, story))
        ),
        conflicts=tuple(
            conflict_of(story, row, evidence.get(("conflict", place), ()))
            for place, row in enumerate(_of(connection, "conflicts", CONFLICT, story))
        ),
        positions=tuple(position_of(story, row) for row in _of(connection, "positions", POSITION, story)),
        timeline=tuple(timeline_of(story, row) for row in _of(connection, "timeline", TIMELINE, story)),
    )
    known = fetch_known(connection, story)
    return known_by(found, known) if known else found


def known_by(findings: StoryFindings, known: _Known) -> StoryFindings:
    """Return the findings with the actors of the dossier in place of those of the story."""

    def one(actor: str | None) -> str | None:
        return known[actor][0] if actor in known else actor

    resolution = findings.resolution
    positions = [replace(p, actor=str(one(p.actor)), target=str(one(p.target))) for p in findings.positions]
    return replace(
        findings,
        resolution=Resolution(
            actors=_together(resolution.actors, known),
            mentions=tuple(replace(mention, actor=one(mention.actor)) for mention in resolution.mentions),
            statements=tuple(
                replace(s, actor=one(s.actor), candidates=tuple((str(one(a)), sure) for a, sure in s.candidates))
                for s in resolution.statements
            ),
        ),
        sayings=tuple(replace(saying, actor=one(saying.actor)) for saying in findings.sayings),
        positions=tuple(position for position in positions if position.actor != position.target),
    )


def _together(actors: Sequence[Actor], known: _Known) -> tuple[Actor, ...]:
    """Return the actors under the ids and names of the dossier, those that are one as one."""
    found: dict[str, Actor] = {}
    for actor in actors:
        made, name = known.get(actor.id, (actor.id, actor.name))
        aliases = {*actor.aliases, *(found[made].aliases if made in found else ())}
        found[made] = replace(found.get(made, actor), id=made, name=name, aliases=tuple(sorted(aliases)))
    return tuple(found[made] for made in sorted(found))


def _of(connection: sqlite3.Connection, table: str, columns: str, story: str) -> sqlite3.Cursor:
    return connection.execute(f"SELECT {columns} FROM {table} WHERE story = ? ORDER BY place", (story,))


def _evidence(connection: sqlite3.Connection, story: str) -> dict[tuple[str, int], list[Evidence]]:
    pieces = defaultdict(list)
    sql = f"SELECT finding, finding_place, {EVIDENCE} FROM evidence WHERE story = ? ORDER BY place"
    for finding, place, *row in connection.execute(sql, (story,)):
        pieces[finding, place].append(evidence_of(tuple(row)))
    return pieces


def _sayings(connection: sqlite3.Connection, story: str) -> tuple[Saying, ...]:
    readings: dict[str, list[Reading]] = defaultdict(list)
    for saying, *row in _of(connection, "readings", f"saying, {READING}", story):
        readings[saying].append(reading_of(saying, tuple(row)))
    rows = _of(connection, "sayings", SAYING, story)
    return tuple(saying_of(story, row, readings.get(row[0], ())) for row in rows)


def _statements(connection: sqlite3.Connection, story: str) -> tuple[Statement, ...]:
    columns = ", ".join(f"statements.{column}" for column in STATEMENT.split(", "))
    rows = connection.execute(
        f"SELECT article, actor, a.confidence, evidence, candidates, {columns} FROM statement_actors AS a "
        "JOIN statements ON number = a.statement WHERE story = ? ORDER BY place",
        (story,),
    )
    return tuple(statement_of(row[0], row[5:], (*row[1:4], decode(row[4] or "[]"))) for row in rows)
