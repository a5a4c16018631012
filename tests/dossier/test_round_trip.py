"""What is put into a dossier comes out of it exactly as it went in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import make_annotation, make_article
from tests.dossier import nouns
from tests.dossier.blank import blank

from attribune.dossier import SCHEMAS, DossierError, Store, table
from attribune.model import Annotation, Mention, Span, Statement

relaxed = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@contextmanager
def new_store() -> Iterator[Store]:
    with tempfile.TemporaryDirectory() as folder, blank(Path(folder) / "d.dossier") as store:
        yield store


@relaxed
@given(nouns.any_annotation())
def test_an_annotation_comes_back_in_every_field(annotation: Annotation) -> None:
    with new_store() as store:
        assert store.put_annotations([annotation]) == 1
        assert store.annotations([annotation.article.id]) == [annotation]


@relaxed
@given(st.data())
def test_findings_come_back_in_every_field_and_leave_the_annotations_as_they_were(data: st.DataObject) -> None:
    covered = data.draw(nouns.any_coverage())
    found = data.draw(nouns.any_findings(covered))
    with new_store() as store:
        store.put_annotations(covered)
        store.put_findings(found)
        assert store.findings("story") == found
        assert store.annotations([a.article.id for a in covered]) == covered
        assert store.stories() == (found.story,)


@relaxed
@given(st.data())
def test_findings_put_again_leave_nothing_of_the_old(data: st.DataObject) -> None:
    covered = data.draw(nouns.any_coverage())
    with new_store() as store:
        store.put_annotations(covered)
        store.put_findings(data.draw(nouns.any_findings(covered)))
        found = data.draw(nouns.any_findings(covered))
        store.put_findings(found)
        assert store.findings("story") == found


@relaxed
@given(st.data())
def test_every_table_has_its_promised_fields_and_each_span_shows_its_words(data: st.DataObject) -> None:
    covered = data.draw(nouns.any_coverage())
    texts = {a.article.id: a.article.text for a in covered}
    with new_store() as store:
        store.put_annotations(covered)
        store.put_findings(data.draw(nouns.any_findings(covered)))
        for name, schema in SCHEMAS.items():
            taken = table(store, name)
            assert taken.schema.equals(schema, check_metadata=True)
            taken.validate(full=True)
        for row in table(store, "mentions").to_pylist():
            assert row["text"] == texts[row["article"]][slice(*row["span"])]
        for row in table(store, "statements").to_pylist():
            text = texts[row["article"]]
            assert row["content"] == " ".join(text[slice(*span)] for span in row["content_spans"])
            assert row["source"] == (text[slice(*row["source_span"])] if row["source_span"] else None)
        for row in table(store, "reuse").to_pylist():
            assert row["a_text"] == texts[row["a"]][slice(*row["a_span"])]
        for row in table(store, "derivations").to_pylist():
            assert all(e["text"] == texts[e["article"]][slice(*e["span"])] for e in row["evidence"])


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    article = make_article("🦊🦊 Mayor Ilse Brandt 🎺 said “𝔑𝔬”.", title="🦊")
    mention = Mention(article.id, Span(3, 21), "name", Span(9, 20))
    said = Statement("s", article.id, "direct", (Span(29, 31),), Span(3, 20), Span(23, 27), 0.9)
    assert article.text[29:31] == "𝔑𝔬"
    with new_store() as store:
        store.put_annotations([make_annotation(article, [said], [mention])])
        (row,) = table(store, "statements").to_pylist()
        assert (row["content"], row["source"], row["cue"]) == ("𝔑𝔬", "Mayor Ilse Brandt", "said")


def test_what_utf8_cannot_hold_is_replaced_one_for_one() -> None:
    article = make_article("before \ud800 after", source="caf\udce9.txt")
    with new_store() as store:
        store.put_annotations([make_annotation(article)])
        (kept,) = store.annotations([article.id])
        assert kept.article == replace(article, text="before \ufffd after", source="caf\ufffd.txt")


def test_annotations_come_in_the_order_asked_for() -> None:
    articles = [make_article(text) for text in ("one", "two", "three")]
    with new_store() as store:
        store.put_annotations([make_annotation(article) for article in articles])
        wanted = [articles[2].id, articles[0].id, articles[2].id]
        assert [annotation.article.id for annotation in store.annotations(wanted)] == wanted
        assert store.annotations([]) == []


def test_an_unknown_id_is_told() -> None:
    with new_store() as store:
        with pytest.raises(DossierError, match="no article nothing"):
            store.annotations(["nothing"])
        with pytest.raises(DossierError, match="no story nothing"):
            store.findings("nothing")
