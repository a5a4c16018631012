"""The exported tables as Arrow: one SQL query each but for the mentions, its columns those of ``schemas.SCHEMAS``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pyarrow as pa

from attribune.dossier.arrow import fetch_table
from attribune.dossier.connect import DossierError
from attribune.dossier.elsewhere import reuse_told
from attribune.dossier.mentions import exported
from attribune.dossier.schemas import SCHEMAS
from attribune.dossier.store import Store

_PLAIN = "('full name', 'named so only')"  # evidence that nobody needs to be told


def table(store: Store, name: str) -> pa.Table:
    """Return an exported table with exactly the fields of ``SCHEMAS[name]``.

    The order of rows follows from what is in the dossier, never from the order of adding. What articles of different
    stories share, at the end of ``reuse``, is looked for now. Raises ``DossierError`` for a name there is no table of.
    """
    if name not in SCHEMAS:
        raise DossierError(f"There is no table {name!r}; there are {', '.join(SCHEMAS)}.")
    with store.reading() as connection:
        rows = exported(connection) if name == "mentions" else connection.execute(QUERIES[name]())
        found = fetch_table(rows, SCHEMAS[name])
        return pa.concat_tables([found, *_elsewhere(store)]) if name == "reuse" else found


def _elsewhere(store: Store) -> Iterator[pa.Table]:
    """Yield the rows of passages that articles of different stories share."""
    reuses = store.elsewhere()
    texts = {a.article.id: a.article.text for a in store.annotations(sorted({n for r in reuses for n in (r.a, r.b)}))}
    yield pa.Table.from_pylist([reuse_told(reuse, texts) for reuse in reuses], schema=SCHEMAS["reuse"])


def _span(column: str, *, of: str = "") -> str:
    """Return SQL for a span as JSON, null where its columns are."""
    start, end = (f"{of}.{column}_{side}" if of else f"{column}_{side}" for side in ("start", "end"))
    return f"'[' || {start} || ',' || {end} || ']'"


def _listed(value: str, rows: str) -> str:
    """Return SQL for a JSON list of ``value`` over ``rows``, whose order is kept."""
    return f"(SELECT json_group_array({value}) FROM (SELECT {rows}))"


def _shown_by(finding: str, of: str) -> str:
    """Return SQL for the evidence of the row of the table ``of``, with the words of each piece."""
    piece = "json_object('kind', kind, 'article', article, 'span', json_array(a, b), 'text', words, 'note', note)"
    return _listed(
        f"json({piece})",
        "e.kind, e.article, e.span_start AS a, e.span_end AS b, e.note, "
        "slice(t.text, e.span_start, e.span_end) AS words "
        f"FROM evidence AS e JOIN articles AS t ON t.id = e.article WHERE e.story = {of}.story "
        f"AND e.finding = '{finding}' AND e.finding_place = {of}.place ORDER BY e.place",
    )


def _known(actor: str, of: str) -> str:
    """Return SQL for the id in the dossier of an actor in the story of the row of the table ``of``."""
    place = f"known_as.story = {of}.story AND known_as.local = {of}.{actor}"
    return f"ifnull((SELECT actor FROM known_as WHERE {place}), {of}.{actor})"


def _name(actor: str, of: str) -> str:
    """Return SQL for the name of an actor in the story of the row of the table ``of``."""
    place = f"known_as.story = {of}.story AND known_as.local = {of}.{actor}"
    known = f"SELECT name FROM known_as JOIN registry ON registry.id = known_as.actor WHERE {place}"
    told = f"SELECT name FROM actors WHERE actors.story = {of}.story AND actors.id = {of}.{actor} LIMIT 1"
    return f"ifnull(({known}), ({told}))"


def _articles() -> str:
    return """
        SELECT id, given_id, source, outlet, url, title, byline, published, language, story, text
        FROM articles LEFT JOIN story_articles ON article = id
        ORDER BY published, id"""


def _stories() -> str:
    members = "article FROM story_articles WHERE story = stories.id ORDER BY place"
    return f"""
        SELECT
          stories.id, founder, articles.title,
          (SELECT min(published) FROM story_articles JOIN articles ON articles.id = article WHERE story = stories.id),
          (SELECT count(*) FROM story_articles WHERE story = stories.id),
          {_listed("article", members)}
        FROM stories JOIN articles ON articles.id = founder
        ORDER BY stories.id"""


def _statements() -> str:
    actor = _known("actor", "a")
    linked = f"known_as AS k WHERE k.story = a.story AND k.local = a.actor AND k.evidence NOT IN {_PLAIN}"
    sure = f"min(a.confidence, ifnull((SELECT confidence FROM {linked}), 1.0))"
    why = f"a.evidence || ifnull((SELECT '; ' || k.evidence FROM {linked}), '')"
    return f"""
        SELECT
          s.id, s.article, {_span("source", of="s")}, {_span("cue", of="s")}, s.content_spans,
          s.source, s.cue, s.content, s.kind, {actor}, a.speaker, s.venue, s.said_on, s.said_on_precision,
          s.confidence, a.story, t.outlet, s.carrier, s.mode, {sure}, {why}
        FROM statements AS s
        JOIN articles AS t ON t.id = s.article
        LEFT JOIN statement_actors AS a ON a.statement = s.number
        ORDER BY s.article, s.number"""


def _actors() -> str:
    """Return SQL for the actors of the registry, and those of single stories that are in none."""
    titles = (
        "json_object('title', json_extract(value, '$[0]'), 'article', json_extract(value, '$[1]'), "
        "'span', json_array(json_extract(value, '$[2]'), json_extract(value, '$[3]')), "
        "'first', json_extract(value, '$[4]'), 'last', json_extract(value, '$[5]'), "
        "'count', json_extract(value, '$[6]'))"
    )
    aliases = "DISTINCT value FROM json_each(a.aliases) ORDER BY value"
    outside = "outside FROM outside_ids, json_each(a.aliases) WHERE outside_ids.name = normal(value) ORDER BY outside"
    return f"""
        WITH told AS (
          SELECT a.id AS local, ifnull(k.actor, a.id) AS id, a.story, a.name, a.type, a.description, a.aliases, a.titles
          FROM actors AS a LEFT JOIN known_as AS k ON k.story = a.story AND k.local = a.id),
        one AS (
          SELECT id, min(story) AS first, json_group_array(DISTINCT story) AS stories FROM told GROUP BY id),
        a AS (
          SELECT one.id, one.stories, ifnull(r.name, t.name) AS name, ifnull(r.type, t.type) AS type,
            iif(r.id IS NULL, t.description, r.description) AS description, ifnull(r.aliases, t.aliases) AS aliases,
            ifnull(r.titles, t.titles) AS titles
          FROM one LEFT JOIN registry AS r ON r.id = one.id
          LEFT JOIN told AS t ON r.id IS NULL AND t.id = one.id AND t.story = one.first
          GROUP BY one.id)
        SELECT id, name, type, description, {_listed("value", aliases)},
          {_listed("value", "value FROM json_each(a.stories) ORDER BY value")},
          {_listed(f"json({titles})", "value FROM json_each(a.titles)")},
          (SELECT {outside} LIMIT 1)
        FROM a ORDER BY id"""


def _sayings() -> str:
    statements = "statement FROM readings AS r WHERE r.story = s.story AND r.saying = s.id ORDER BY r.place"
    return f"""
        SELECT s.id, s.story, {_known("actor", "s")}, {_name("actor", "s")}, s.fullest,
          {_listed("statement", statements)}, content,
          (SELECT count(DISTINCT article) FROM readings AS r WHERE r.story = s.story AND r.saying = s.id),
          nullif(json_array_length(s.witnesses), 0), s.witnesses
        FROM sayings AS s JOIN statements ON statements.id = s.fullest
        ORDER BY s.story, s.place"""


def _readings() -> str:
    return f"""
        SELECT r.saying, r.statement, r.article, r.text, r.change, r.similarity, r.story, t.outlet,
          r.confidence, r.why, r.differences,
          {_steps("variants", "ifnull(v ->> 5, v ->> 0)")}, {_steps("alterations", "v ->> 0")}
        FROM readings AS r JOIN articles AS t ON t.id = r.article
        ORDER BY r.story, r.saying, r.place"""


def _steps(column: str, kind: str) -> str:
    """Return SQL for the steps that a column of ``readings`` holds, as objects of a kind and two spans."""
    spans = (
        f"json(CASE WHEN v ->> {at} IS NULL THEN 'null' ELSE json_array(v ->> {at}, v ->> {at + 1}) END)"
        for at in (1, 3)
    )
    piece = "json_object('kind', {}, 'span', {}, 'fullest_span', {})".format(kind, *spans)
    return _listed(f"json({piece})", f"value AS v FROM json_each(r.{column}) ORDER BY key")


def _reuse() -> str:
    return f"""
        SELECT story, a, {_span("a")}, b, {_span("b")}, similarity, r.id, quoted,
          slice(one.text, a_start, a_end), slice(other.text, b_start, b_end)
        FROM reuse AS r JOIN articles AS one ON one.id = a JOIN articles AS other ON other.id = b
        ORDER BY story, place"""


def _derivations() -> str:
    return f"""
        SELECT story, article, drew_on, share, confidence, {_shown_by("derivation", "derivations")}, drew_on_name
        FROM derivations ORDER BY story, place"""


def _conflicts() -> str:
    return f"""
        SELECT story, kind, {_shown_by("conflict", "conflicts")}, note, saying
        FROM conflicts ORDER BY story, place"""


def _positions() -> str:
    return f"""
        SELECT story, {_known("actor", "positions")}, {_known("target", "positions")}, stance, statements, confidence,
          {_name("actor", "positions")}, {_name("target", "positions")}
        FROM positions ORDER BY story, place"""


def _timeline() -> str:
    return f"""
        SELECT story, "on", precision, what, article, {_span("span")}, outlet
        FROM timeline JOIN articles ON articles.id = article
        ORDER BY story, place"""


def _rejected() -> str:
    return "SELECT source, reason FROM rejected ORDER BY source, reason"


QUERIES: Mapping[str, Callable[[], str]] = {
    "articles": _articles,
    "stories": _stories,
    "statements": _statements,
    "actors": _actors,
    "sayings": _sayings,
    "readings": _readings,
    "reuse": _reuse,
    "derivations": _derivations,
    "conflicts": _conflicts,
    "positions": _positions,
    "timeline": _timeline,
    "rejected": _rejected,
}
