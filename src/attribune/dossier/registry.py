"""The registry: which actors of the stories are one, kept up to date key by key, and a person's corrections."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from attribune.dossier.finding_records import ACTOR, actor_of, actor_row, title_of, title_row
from attribune.dossier.records import AMONG, Row, decode, encode, into
from attribune.model import Actor, ActorCorrection
from attribune.resolve.figures import name_of
from attribune.resolve.offices import Bearer, description_key, fill, office_keys
from attribune.resolve.registry import Gathered, Local, Placed, block_key, gather
from attribune.resolve.rules import Rules

_KNOWN = "story, local, key, actor, confidence, evidence, candidates"
OFFICE = "office "  # what the keys of actors without a name begin with


def key_of(actor: Actor, rules: Rules) -> str | None:
    """Return the key under which an actor of a story is compared with others, or None if it never is."""
    key = block_key(actor, rules)
    if key is not None:
        return f"name {key}"
    office = description_key(actor)
    return f"{OFFICE}{office}" if office is not None else None


def mark_stale(connection: sqlite3.Connection, stories: str) -> None:
    """Note the keys of all actors of stories (a JSON list) as not up to date."""
    connection.execute(
        f"INSERT OR IGNORE INTO stale_keys SELECT DISTINCT key FROM actors WHERE story {AMONG} AND key IS NOT NULL",
        (stories,),
    )


def stale_keys(connection: sqlite3.Connection) -> list[str]:
    """Return the keys that are not up to date, those of names before those of offices."""
    rows = connection.execute("SELECT key FROM stale_keys ORDER BY substr(key, 1, 6) = 'office', key")
    return [row[0] for row in rows]


def fetch_blocks(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, list[Local]]:
    """Return the actors of all stories that have one of the keys, by key."""
    sql = f"SELECT key, story, {ACTOR} FROM actors WHERE key {AMONG} ORDER BY key, story, place"
    blocks: dict[str, list[Local]] = {key: [] for key in keys}
    for key, story, *row in connection.execute(sql, (encode(keys),)):
        blocks[key].append(Local(story, actor_of(row)))
    return blocks


def fetch_company(connection: sqlite3.Connection, story: str) -> frozenset[str]:
    """Return the normal forms of the full names of persons and bodies in a story."""
    rows = connection.execute(
        "SELECT name FROM actors WHERE story = ? AND article IS NULL AND type NOT IN ('state', 'outlet')", (story,)
    )
    return frozenset(" ".join(name_of(name)) for (name,) in rows if " " in name)


def fetch_bearers(connection: sqlite3.Connection, key: str) -> list[Bearer]:
    """Return who has been seen in the office of a key."""
    sql = "SELECT actor, title FROM bearers WHERE office = ? ORDER BY actor, place"
    return [Bearer(actor, title_of(decode(title))) for actor, title in connection.execute(sql, (key,))]


def put_gathered(connection: sqlite3.Connection, found: Mapping[str, Gathered]) -> None:
    """Keep the actors of keys of names in place of those that were there."""
    among = (encode(list(found)),)
    before = _names(connection, *among)
    old = f"SELECT DISTINCT office FROM bearers WHERE actor IN (SELECT id FROM registry WHERE key {AMONG})"
    offices = {row[0] for row in connection.execute(old, among)}
    _forget(connection, *among)
    rows = ((*actor_row(actor), key) for key, gathered in found.items() for actor in gathered.actors)
    connection.executemany(into("registry", f"{ACTOR}, key"), rows)
    bearing = [
        (f"{OFFICE}{office}", actor.id, place, encode(title_row(title)))
        for gathered in found.values()
        for actor in gathered.actors
        for place, (office, title) in enumerate(office_keys(actor))
    ]
    connection.executemany(into("bearers", "office, actor, place, title"), bearing)
    offices.update(row[0] for row in bearing)
    connection.execute(
        f"INSERT OR IGNORE INTO stale_keys SELECT DISTINCT key FROM actors WHERE key {AMONG}",
        (encode(sorted(offices)),),
    )
    _put_placed(connection, {key: gathered.placed for key, gathered in found.items()})
    _rename(connection, before, _names(connection, *among))


def put_offices(connection: sqlite3.Connection, found: Mapping[str, Sequence[Placed]]) -> None:
    """Keep who is meant by the actors without a name that offices describe."""
    among = (encode(list(found)),)
    before = _names(connection, *among)
    _forget(connection, *among)
    _put_placed(connection, found)
    _rename(connection, before, _names(connection, *among))


def _forget(connection: sqlite3.Connection, keys: str) -> None:
    for table in ("known_as", "registry", "stale_keys"):
        connection.execute(f"DELETE FROM {table} WHERE key {AMONG}", (keys,))


def _put_placed(connection: sqlite3.Connection, found: Mapping[str, Sequence[Placed]]) -> None:
    rows = (
        (p.story, p.local, key, p.actor, p.confidence, p.evidence, encode(p.candidates) if p.candidates else None)
        for key, placed in found.items()
        for p in placed
    )
    connection.executemany(into("known_as", _KNOWN), rows)


def _names(connection: sqlite3.Connection, keys: str) -> dict[tuple[str, str], str]:
    """Return by which name each actor of a story with one of the keys goes, where that is not its own."""
    rows = connection.execute(
        "SELECT k.story, k.local, r.name FROM known_as AS k JOIN registry AS r ON r.id = k.actor "
        f"JOIN actors AS a ON a.story = k.story AND a.id = k.local WHERE k.key {AMONG} AND a.name <> r.name",
        (keys,),
    )
    return {(story, local): name for story, local, name in rows}


def _rename(
    connection: sqlite3.Connection, before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]
) -> None:
    """Have the statements of actors of stories spoken under the names they go by now."""
    changed = sorted(
        (place, after.get(place)) for place in before.keys() | after.keys() if before.get(place) != after.get(place)
    )
    if not changed:
        return
    own = "(SELECT name FROM actors WHERE actors.story = ? AND actors.id = ? LIMIT 1)"
    those = (
        "(SELECT statement FROM json_each(?) AS place JOIN statement_actors "
        "ON story = place.value ->> 0 AND actor = place.value ->> 1)"
    )
    among = (encode([place for place, _ in changed]),)
    index = "INSERT INTO statement_index ({}) SELECT {} number, content, speaker FROM statement_words WHERE number IN "
    connection.execute(index.format("statement_index, rowid, content, speaker", "'delete',") + those, among)
    connection.executemany(
        f"UPDATE statement_actors SET speaker = ifnull(?, {own}) WHERE story = ? AND actor = ?",
        ((name, *place, *place) for place, name in changed),
    )
    connection.execute(index.format("rowid, content, speaker", "") + those, among)


def bring_up_to_date(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Find anew which actors are one, for these keys; those of offices once the names are known."""
    rules = Rules([correction for _, correction in fetch_actor_corrections(connection)])

    @cache
    def company(story: str) -> frozenset[str]:
        return fetch_company(connection, story)

    blocks = fetch_blocks(connection, list(keys))
    names = {key: block for key, block in blocks.items() if not key.startswith(OFFICE)}
    put_gathered(connection, {key: gather(block, company=company, rules=rules) for key, block in names.items()})
    offices = [(key, block) for key, block in blocks.items() if key.startswith(OFFICE)]
    put_offices(connection, {key: list(fill(block, fetch_bearers(connection, key))) for key, block in offices})


def fetch_known(connection: sqlite3.Connection, story: str) -> dict[str, tuple[str, str]]:
    """Return the actors of the dossier that a story's actors are: id and name, by the id in the story."""
    rows = connection.execute(
        "SELECT local, k.actor, r.name FROM known_as AS k JOIN registry AS r ON r.id = k.actor WHERE story = ?",
        (story,),
    )
    return {local: (actor, name) for local, actor, name in rows}


def fetch_actor_corrections(connection: sqlite3.Connection) -> list[tuple[int, ActorCorrection]]:
    """Return what a person has said of the actors, with its number, in the order of saying."""
    rows = connection.execute("SELECT number, kind, names FROM actor_corrections ORDER BY number")
    return [(number, ActorCorrection(kind, tuple(decode(names)))) for number, kind, names in rows]


def put_actor_correction(connection: sqlite3.Connection, correction: ActorCorrection) -> int:
    """Keep a correction; return its number."""
    row = (correction.kind, encode(correction.names))
    return int(connection.execute(into("actor_corrections", "kind, names"), row).lastrowid or 0)


def rekey(connection: sqlite3.Connection, stories: Iterable[str], rules: Rules) -> None:
    """Give the actors of stories the keys that they have by these rules; note all keys touched as not up to date."""
    among = encode(sorted(set(stories)))
    mark_stale(connection, among)
    rows: list[Row] = connection.execute(
        f"SELECT story, place, key, {ACTOR} FROM actors WHERE story {AMONG}", (among,)
    ).fetchall()
    changed = [
        (key, story, place) for story, place, old, *row in rows if (key := key_of(actor_of(tuple(row)), rules)) != old
    ]
    connection.executemany("UPDATE actors SET key = ? WHERE story = ? AND place = ?", changed)
    mark_stale(connection, among)


def touched(connection: sqlite3.Connection, correction: ActorCorrection) -> list[str]:
    """Return the stories that have the names of a correction; their actors are keyed anew by what has been said."""
    stories = named_in(connection, correction.names)
    rekey(connection, stories, Rules([said for _, said in fetch_actor_corrections(connection)]))
    return stories


def put_outside_ids(connection: sqlite3.Connection, ids: Mapping[str, str]) -> int:
    """Keep ids that actors have elsewhere in place of those that were there."""
    connection.execute("DELETE FROM outside_ids")
    rows = sorted({" ".join(name_of(name)): outside for name, outside in sorted(ids.items())}.items())
    connection.executemany(into("outside_ids", "name, outside"), rows)
    return len(rows)


def named_in(connection: sqlite3.Connection, names: Iterable[str]) -> list[str]:
    """Return the stories that have an actor of one of these names, or of one of these ids after ``#``."""
    wanted = sorted(set(names))
    rows = connection.execute(
        f"SELECT DISTINCT story FROM actors WHERE name {AMONG} OR '#' || id {AMONG} ORDER BY story",
        (encode(wanted), encode(wanted)),
    )
    return [row[0] for row in rows]


def names_of(connection: sqlite3.Connection, actor: str) -> list[str]:
    """Return the names that stories have for an actor of the dossier, the most used first."""
    counts: dict[str, int] = defaultdict(int)
    rows = connection.execute(
        "SELECT a.name, a.named, a.article, a.id FROM actors AS a "
        "LEFT JOIN known_as AS k ON k.story = a.story AND k.local = a.id WHERE ifnull(k.actor, a.id) = ?",
        (actor,),
    )
    for name, named, article, local in rows:
        counts[name if article is None else f"#{local}"] += named
    return sorted(counts, key=lambda name: (name.startswith("#"), -counts[name], name))
