"""What was found in the example coverage, measured against the record: one score for each kind of finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.example_record import (
    COVERAGE,
    Names,
    Places,
    Row,
    Said,
    Score,
    Text,
    key_of,
    load_record,
    overlapping,
    recorded_statements,
    recovered,
)

import attribune

TABLES = (
    "articles",
    "statements",
    "actors",
    "mentions",
    "readings",
    "reuse",
    "derivations",
    "conflicts",
    "positions",
    "timeline",
    "rejected",
)


@dataclass(frozen=True)
class Findings:
    """The record, and the tables of the dossier that the example coverage gave."""

    record: dict[str, Any]
    tables: dict[str, list[Row]]
    keys: dict[str, str]  # article id → its name in the record
    texts: dict[str, Text]
    recorded: list[Said]
    found: list[Said]

    def beside(self, said: Said, statements: list[Said]) -> list[Said]:
        """Return the statements of the same article."""
        return [other for other in statements if other.article == said.article]

    def match(self, said: Said) -> Said | None:
        """Return the found statement that shares most words with a recorded one, if any does."""
        return overlapping(said, self.beside(said, self.found))

    def places(self, article: str, *words: str) -> Places:
        """Return the places of recorded words."""
        return self.texts[article].of_words(*words)


def find_in_examples(path: Path) -> Findings:
    """Make a dossier of the example coverage at ``path`` and return what is in it beside the record."""
    record = load_record()
    with attribune.open(path) as dossier:
        dossier.add(COVERAGE)
        tables: dict[str, list[Row]] = {name: dossier.table(name).to_pylist() for name in TABLES}
    keys = {row["id"]: key_of(row["source"], row["given_id"]) for row in tables["articles"]}
    texts = {keys[row["id"]]: Text(row["text"]) for row in tables["articles"]}
    recorded = recorded_statements(record, texts)
    found = [_found(row, keys[row["article"]], texts) for row in tables["statements"]]
    return Findings(record=record, tables=tables, keys=keys, texts=texts, recorded=recorded, found=found)


def _found(row: Row, article: str, texts: dict[str, Text]) -> Said:
    content = texts[article].of_spans(map(span_of, row["content_spans"]))
    words = f"{article}: {row['speaker']} [{row['source']} | {row['cue']}]: {row['content']}"
    return Said(article=article, kind=row["kind"], content=content, speaker=row["speaker"], words=words, row=row)


def span_of(value: Any) -> tuple[int, int]:
    """Return a span of a table as a pair."""
    return (value["start"], value["end"]) if isinstance(value, dict) else (value[0], value[1])


def _story_score(findings: Findings) -> Score:
    """Pairs of articles that are in one story."""
    score = Score("story")
    found = {findings.keys[row["id"]]: row["story"] for row in findings.tables["articles"]}
    recorded = {key: row["story"] for key, row in findings.record["articles"].items()}
    for a, b in combinations(sorted(recorded), 2):
        if recorded[a] == recorded[b]:
            score.recall(found[a] == found[b], what=f"{a} and {b}")
        if found[a] == found[b]:
            score.judge(recorded[a] == recorded[b], what=f"{a} and {b}")
    return score


def _statement_score(findings: Findings, *, kind: str) -> Score:
    score = Score(kind)
    for said in findings.recorded:
        if said.kind == kind and not said.optional:
            beside = findings.beside(said, findings.recorded)
            score.recall(recovered(said, findings.beside(said, findings.found), beside), what=said.words)
    for said in findings.found:
        if said.kind == kind:
            known = frozenset().union(*(r.content for r in findings.beside(said, findings.recorded)))
            score.judge(2 * len(said.content & known) >= len(said.content), what=said.words)
    return score


def _role_score(findings: Findings, *, role: str) -> Score:
    score = Score(role)
    for said in findings.recorded:
        best = findings.match(said)
        if best is None or said.optional or not said.row.get(role):
            continue
        text = findings.texts[said.article]
        recorded = text.nearest(said.row[role], said.content)
        found = text.places(*span_of(best.row[f"{role}_span"])) if best.row[f"{role}_span"] else frozenset()
        what = f"{said.words} -- recorded: {said.row[role]}, found: {best.row[role]}"
        score.recall(bool(recorded & found), what=what)
        if found:
            score.judge(bool(recorded & found), what=what)
    return score


def _speaker_score(findings: Findings) -> Score:
    score = Score("speaker")
    names = Names(findings.record)
    for said in findings.recorded:
        best = findings.match(said)
        if best is None or said.speaker is None:
            continue
        right = names.owner(best.speaker) == said.speaker
        what = f"{said.words} -- recorded: {said.speaker}, found: {best.speaker} (source: {best.row['source']})"
        score.recall(right, what=what)
        if best.speaker is not None:
            score.judge(right, what=what)
    return score


def _detail_score(findings: Findings, *, name: str, recorded: str, right: Callable[[Said, Said], bool]) -> Score:
    score = Score(name)
    for said in findings.recorded:
        best = findings.match(said)
        if best is not None and recorded in said.row:
            what = f"{said.words} -- recorded: {said.row[recorded]}, found: {best.row[recorded]}"
            score.recall(right(said, best), what=what)
            if best.row[recorded]:
                score.judge(right(said, best), what=what)
    return score


def _same_day(said: Said, best: Said) -> bool:
    return bool(best.row["said_on"]) and best.row["said_on"][:10] == said.row["said_on"]


def _same_venue(said: Said, best: Said) -> bool:
    found = best.row["venue"]
    return bool(found) and (said.row["venue"] in found or found in said.row["venue"])


def _saying_score(findings: Findings) -> Score:
    score = Score("saying")
    recorded = [
        (saying["gist"], {r["article"]: findings.places(r["article"], *r["words"]) for r in saying["readings"]})
        for saying in findings.record["sayings"]
    ]
    found = list(_found_pairs(findings))
    for gist, readings in recorded:
        for a, b in combinations(sorted(readings), 2):
            hit = any(_carries(x, a, readings) and _carries(y, b, readings) for x, y in found)
            score.recall(hit, what=f"{gist}: {a} and {b}")
    for x, y in found:
        right = any(_carries(x, x.article, r) and _carries(y, y.article, r) for _, r in recorded)
        score.judge(right, what=f"{x.words} | {y.words}")
    return score


def _found_pairs(findings: Findings) -> Iterator[tuple[Said, Said]]:
    """Yield the pairs of statements of two articles that are readings of one saying, by name of the article."""
    by_id = {said.row["id"]: said for said in findings.found}
    readings: dict[str, list[Said]] = {}
    for row in findings.tables["readings"]:
        readings.setdefault(row["saying"], []).append(by_id[row["statement"]])
    for group in readings.values():
        for a, b in combinations(sorted(group, key=lambda said: said.article), 2):
            if a.article != b.article:
                yield a, b


def _carries(said: Said, article: str, readings: dict[str, Places]) -> bool:
    recorded = readings.get(article, frozenset()) if said.article == article else frozenset()
    return bool(recorded) and 2 * len(said.content & recorded) >= min(len(said.content), len(recorded))


def _person_score(findings: Findings) -> Score:
    """Recall over the recorded persons; a found actor is right who is the only one of that person, and nobody else."""
    score = Score("person")
    names = Names(findings.record)
    persons = [actor["name"] for actor in findings.record["actors"] if actor["type"] == "person"]
    found = [(row["name"], _full_names(row, names, persons)) for row in findings.tables["actors"]]
    seen: set[str] = set()
    for name, owners in sorted(found):
        if owners:
            score.judge(len(owners) == 1 and not owners & seen, what=f"{name} is {sorted(owners)}")
            seen |= owners
    for person in persons:
        score.recall(person in seen, what=person)
    return score


def _full_names(actor: Row, names: Names, persons: list[str]) -> set[str]:
    """Return the recorded persons whose names, not only descriptions, an actor goes by."""
    surnames = {person.split()[-1] for person in persons}
    named = [alias for alias in (actor["name"], *actor["aliases"]) if names.owner(alias) in persons]
    return {str(names.owner(alias)) for alias in named if alias == actor["name"] or alias.split()[-1] in surnames}


def _mention_score(findings: Findings) -> Score:
    """Whether the mention at each recorded name or description, once an article, is linked to the right actor."""
    score = Score("mention")
    names = Names(findings.record)
    actors = {row["id"]: names.owner(row["name"]) for row in findings.tables["actors"]}
    linked: dict[str, list[tuple[Places, str | None]]] = {}
    for row in findings.tables["mentions"]:
        key = findings.keys[row["article"]]
        linked.setdefault(key, []).append((findings.texts[key].places(*span_of(row["span"])), row["actor"]))
    for key, text in findings.texts.items():
        for name, alias in _aliases_in(findings.record, names, text):
            places = text.nearest(alias, frozenset())
            found = [actor for where, actor in linked.get(key, []) if actor and where & places]
            right = any(actors[actor] == name for actor in found)
            what = f"{key}: {alias} is {name}, not {[actors[actor] for actor in found]}"
            score.recall(right, what=what)
            if found:
                score.judge(right, what=what)
    return score


def _aliases_in(record: Row, names: Names, text: Text) -> Iterator[tuple[str, str]]:
    """Yield the recorded persons' names and descriptions that stand in a text and are nobody else's."""
    for actor in record["actors"]:
        for alias in actor["aliases"]:
            if actor["type"] == "person" and names.owner(alias) == actor["name"] and text.nearest(alias, frozenset()):
                yield actor["name"], alias


def _derivation_score(findings: Findings) -> Score:
    score = Score("derivation")
    found = {
        (findings.keys[row["article"]], findings.keys[row["drew_on"]])
        for row in findings.tables["derivations"]
        if row["drew_on"] in findings.keys
    }
    recorded = [(row["article"], row["drew_on"]) for row in findings.record["derivations"]]
    possible = [(row["article"], row["drew_on"]) for row in findings.record["possible_derivations"]]
    for pair in recorded:
        score.recall(pair in found, what=f"{pair[0]} drew on {pair[1]}")
    for pair in sorted(found):
        score.judge(pair in recorded or pair in possible, what=f"{pair[0]} drew on {pair[1]}")
    return score


def _reuse_score(findings: Findings) -> Score:
    score = Score("reuse")
    found = []
    for row in findings.tables["reuse"]:
        spans = {findings.keys[row[side]]: span_of(row[f"{side}_span"]) for side in ("a", "b")}
        found.append({key: findings.texts[key].places(*span) for key, span in spans.items()})
    for row in findings.record["reuse"]:
        sides = [(row[side], findings.places(row[side], row[f"{side}_words"])) for side in ("a", "b")]
        hit = any(all(2 * len(f.get(key, frozenset()) & places) >= len(places) for key, places in sides) for f in found)
        score.recall(hit, what=f"{row['a']} and {row['b']}: {row['a_words']}")
    return score


def _conflict_score(findings: Findings) -> Score:
    """A conflict is found when one of its kind has two or more of the recorded articles among its members."""
    score = Score("conflict")
    recorded = [
        (row["kind"], {m["article"] for m in row["members"]}, row["note"]) for row in findings.record["conflicts"]
    ]
    found = [(row["kind"], _member_articles(findings, row), row["note"]) for row in findings.tables["conflicts"]]
    for kind, articles, note in recorded:
        score.recall(any(k == kind and len(a & articles) > 1 for k, a, _ in found), what=f"{kind}: {note}")
    for kind, articles, note in found:
        right = any(k == kind and len(a & articles) > 1 for k, a, _ in recorded)
        score.judge(right, what=f"{kind} {sorted(articles)}: {note}")
    return score


def _member_articles(findings: Findings, conflict: Row) -> set[str]:
    return {findings.keys[member["article"]] for member in conflict["members"]}


def _position_score(findings: Findings) -> Score:
    score = Score("position")
    names = Names(findings.record)
    actors = {row["id"]: names.owner(row["name"]) for row in findings.tables["actors"]}
    found = {(actors.get(r["actor"]), actors.get(r["target"]), r["stance"]) for r in findings.tables["positions"]}
    for row in findings.record["positions"]:
        position = (row["actor"], row["target"], row["stance"])
        score.recall(position in found, what=" ".join(position))
    return score


def _timeline_score(findings: Findings) -> Score:
    """A recorded time counts as found, too, where an earlier article's sentence on the same date stands for it."""
    score = Score("timeline")
    spans = [(findings.keys[row["article"]], row["on"], span_of(row["span"])) for row in findings.tables["timeline"]]
    found = [(key, on[: len("2023-09-08")], findings.texts[key].places(*span)) for key, on, span in spans]
    recorded = findings.record["timeline"]
    places = {id(row): findings.places(row["article"], row["words"]) for row in recorded}
    hits = [
        row
        for row in recorded
        if any(k == row["article"] and on == row["on"] and p & places[id(row)] for k, on, p in found)
    ]
    story = findings.record["articles"]
    dates = {(story[row["article"]]["story"], row["on"]) for row in hits}
    for row in recorded:
        known = (story[row["article"]]["story"], row["on"]) in dates
        score.recall(known, what=f"{row['article']}: {row['words']} = {row['on']}")
    return score


def _not_body_score(findings: Findings) -> Score:
    score = Score("not body")
    rows = {findings.keys[row["id"]]: row for row in findings.tables["articles"]}
    for row in findings.record["not_body"]:
        article = rows[row["article"]]
        annotation = attribune.annotate(article["text"], title=article["title"])
        start = article["text"].index(row["words"])
        kinds = [p.kind for p in annotation.paragraphs if p.span.start <= start < p.span.end]
        score.recall("body" not in kinds, what=f"{row['article']}: {row['words']} is {kinds}, not {row['kind']}")
    return score


def _not_attributed_score(findings: Findings) -> Score:
    score = Score("not attributed")
    for row in findings.record["not_attributed"]:
        places = findings.places(row["article"], row["words"])
        taken = [s for s in findings.found if s.article == row["article"] and s.content and s.content <= places]
        score.recall(not taken, what=f"{row['article']}: {row['words']}")
    return score


MEASURES: dict[str, Callable[[Findings], Score]] = {
    "story": _story_score,
    **{kind: partial(_statement_score, kind=kind) for kind in ("direct", "mixed", "indirect")},
    **{role: partial(_role_score, role=role) for role in ("source", "cue")},
    "speaker": _speaker_score,
    "said on": partial(_detail_score, name="said on", recorded="said_on", right=_same_day),
    "venue": partial(_detail_score, name="venue", recorded="venue", right=_same_venue),
    "saying": _saying_score,
    "person": _person_score,
    "mention": _mention_score,
    "derivation": _derivation_score,
    "reuse": _reuse_score,
    "conflict": _conflict_score,
    "position": _position_score,
    "timeline": _timeline_score,
    "not body": _not_body_score,
    "not attributed": _not_attributed_score,
}
