"""Who drew on whom, for showing: the stemma with its table, and the passages that articles share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup
from rapidfuzz.distance import Indel

from attribune.model import Derivation, Evidence, Reuse, Span
from attribune.show.contexts import (
    DerivationRow,
    Passage,
    PassagesSection,
    Piece,
    Quote,
    Reason,
    SharedPassage,
    StemmaSection,
)
from attribune.show.desk import Desk
from attribune.show.labels import anchor, percent, place, plural, printable
from attribune.show.stemma import UNDECIDED, Edge, Node, draw
from attribune.text import Word, words

DRAWN_DERIVATIONS = 60  # the drawing shows the strongest of them
LISTED_DERIVATIONS = 400
REASONS = 3  # shown at once, the rest folded away
PASSAGES_LIMIT = 60
PASSAGE_WORDS = 150  # of a shared passage before it is cut; the whole stands in the article

QUOTATION = "quotation of the same remark, not copying"


def stemma_section(desk: Desk) -> StemmaSection:
    """Return the stemma of a story: drawing, table, and what could not be found."""
    found = ranked_derivations(desk)
    return StemmaSection(
        drawing=drawing(desk, found) if found else Markup(),
        caption=f"{plural(len(found), 'derivation')} found among {plural(len(desk.annotations), 'article')}",
        rows=tuple(_row(desk, derivation) for derivation in found[:LISTED_DERIVATIONS]),
        note=" ".join(_notes(desk, found)),
    )


def ranked_derivations(desk: Desk) -> list[Derivation]:
    """Return the derivations of a story: those whose direction is known first, the largest share first."""

    def rank(derivation: Derivation) -> tuple[bool, float, str, str]:
        undecided = derivation.confidence < UNDECIDED
        return (undecided, -derivation.share, derivation.article, derivation.drew_on or derivation.drew_on_name or "")

    return sorted(desk.findings.derivations, key=rank)


def _notes(desk: Desk, found: Sequence[Derivation]) -> Iterator[str]:
    articles = plural(len(desk.annotations), "article")
    if not found:
        yield f"No derivation was found among these {articles}: no passage or credit shows that one drew on another."
        return
    if len(found) > DRAWN_DERIVATIONS:
        yield f"The drawing shows the {DRAWN_DERIVATIONS} largest of {plural(len(found), 'derivation')}."
    if len(found) > LISTED_DERIVATIONS:
        yield f"The table shows {LISTED_DERIVATIONS} of {len(found):,}; “attribune export --table derivations” has all."
    linked = {d.article for d in found} | {d.drew_on for d in found}
    alone = [desk.refs[a.article.id] for a in desk.annotations if a.article.id not in linked]
    if alone:
        named = ", ".join(f"{ref.siglum} {ref.name}" for ref in alone[:12])
        more = f" and {len(alone) - 12:,} more" if len(alone) > 12 else ""
        yield f"No derivation was found of or from {named}{more}."


def drawing(desk: Desk, found: Sequence[Derivation]) -> Markup:
    """Return the strongest of the derivations as a drawing."""
    derivations = found[:DRAWN_DERIVATIONS]
    linked = {d.article for d in derivations} | {d.drew_on for d in derivations}
    nodes = [
        Node(id=a.article.id, siglum=ref.siglum, name=ref.name, note=ref.date)
        for a in desk.annotations
        if a.article.id in linked and (ref := desk.refs[a.article.id])
    ]
    named = dict.fromkeys(d.drew_on_name or "" for d in derivations if d.drew_on is None)
    nodes += [Node(hidden_node(name), "", name or "unknown", "not in the dossier", hidden=True) for name in named]
    edges = [
        Edge(d.drew_on or hidden_node(d.drew_on_name or ""), d.article, d.share, d.confidence) for d in derivations
    ]
    return draw(
        nodes,
        edges,
        title=f"Stemma: who drew on whom among {plural(len(desk.annotations), 'article')}",
        description=". ".join(sentence(desk, d) for d in derivations) + ".",
        prefix=anchor("stemma", desk.findings.story.id),
    )


def hidden_node(name: str) -> str:
    """Return the id of the node of a source that is not in the dossier; no article's id has a colon."""
    return f"named:{printable(name)}"


def sentence(desk: Desk, derivation: Derivation) -> str:
    """Return a derivation in words."""
    taker = desk.refs[derivation.article]
    drew_on = desk.refs[derivation.drew_on] if derivation.drew_on else None
    hidden = f"{derivation.drew_on_name or 'an unknown source'}, which is not in the dossier"
    source = f"{drew_on.siglum} {drew_on.name}" if drew_on else hidden
    share = f", {percent(derivation.share)} of its words" if derivation.share > 0 else ""
    if drew_on and derivation.confidence < UNDECIDED:
        return f"{taker.siglum} {taker.name} and {source} share passages, which drew on which is undecided{share}"
    return f"{taker.siglum} {taker.name} drew on {source}{share}"


def _row(desk: Desk, derivation: Derivation) -> DerivationRow:
    reasons = tuple(reason(desk, item) for item in derivation.evidence)
    undecided = derivation.drew_on is not None and derivation.confidence < UNDECIDED
    rest = len(reasons) - REASONS
    return DerivationRow(
        article=desk.refs[derivation.article],
        drew_on=desk.refs[derivation.drew_on] if derivation.drew_on else None,
        drew_on_name=derivation.drew_on_name or "unknown",
        share=percent(derivation.share) if derivation.drew_on or derivation.share > 0 else "",
        confidence=f"{derivation.confidence:.2f}",
        undecided="undecided: it may be the other way round" if undecided else "",
        reasons=reasons[:REASONS],
        further=reasons[REASONS:],
        further_note=f"{plural(rest, 'more piece')} of evidence" if rest > 0 else "",
    )


def reason(desk: Desk, item: Evidence) -> Reason:
    """Return a piece of evidence with the words that show it; of a shared passage (named in its note), both sides."""
    shared = desk.reuses.get(item.note)
    return Reason(
        kind=item.kind.replace("_", " "),
        note=item.note if shared is None else "",
        quote=desk.quote(item.article, item.span),
        other=None if shared is None else _other_side(desk, shared, item.article),
    )


def _other_side(desk: Desk, reuse: Reuse, article: str) -> Quote:
    return desk.quote(reuse.a, reuse.a_span) if reuse.b == article else desk.quote(reuse.b, reuse.b_span)


def passages_section(desk: Desk) -> PassagesSection:
    """Return the passages that articles of the story share, those that are no mere quotations first, then by length."""
    found = sorted(desk.findings.reuses, key=lambda r: (r.quoted, r.a_span.start - r.a_span.end, r.id))
    quoted = sum(reuse.quoted for reuse in found)
    articles = plural(len(desk.annotations), "article")
    rest = len(found) - PASSAGES_LIMIT
    return PassagesSection(
        note=f"{plural(len(found), 'shared passage')} found among these {articles}; {quoted:,} of them only because "
        "both quote the same remark, which is not copying."
        if found
        else f"No shared passage was found among these {articles}.",
        passages=tuple(_shared(desk, reuse) for reuse in found[:PASSAGES_LIMIT]),
        left_out=f"{plural(rest, 'shorter passage')} not shown here; “attribune export --table reuse” has all."
        if rest > 0
        else "",
    )


def _shared(desk: Desk, reuse: Reuse) -> SharedPassage:
    a, b = _cut(desk, reuse.a, reuse.a_span), _cut(desk, reuse.b, reuse.b_span)
    kept_a, kept_b = _common(a, b)
    label = QUOTATION if reuse.quoted else "shared passage"
    return SharedPassage(
        anchor=anchor("reuse", reuse.id),
        label=f"{label}, {percent(reuse.similarity)} alike",
        quoted=reuse.quoted,
        sides=(
            _passage(desk, reuse.a, reuse.a_span, a, kept_a),
            _passage(desk, reuse.b, reuse.b_span, b, kept_b),
        ),
    )


def _cut(desk: Desk, article: str, span: Span) -> list[Word]:
    found = []
    for word in words(desk.texts[article], span):
        found.append(word)
        if len(found) == PASSAGE_WORDS:
            break
    return found


def _common(a: Sequence[Word], b: Sequence[Word]) -> tuple[set[int], set[int]]:
    """Return which words of each side the other has too, by the longest common subsequence."""
    kept_a: set[int] = set()
    kept_b: set[int] = set()
    for step in Indel.opcodes([word.normal for word in a], [word.normal for word in b]):
        if step.tag == "equal":
            kept_a.update(range(step.src_start, step.src_end))
            kept_b.update(range(step.dest_start, step.dest_end))
    return kept_a, kept_b


def _passage(desk: Desk, article: str, span: Span, cut: Sequence[Word], kept: set[int]) -> Passage:
    text = desk.texts[article]
    end = span.end if len(cut) < PASSAGE_WORDS else cut[-1].end
    pieces: list[Piece] = []
    at = span.start
    for number, word in enumerate(cut):
        if number in kept:
            continue
        follows = pieces and pieces[-1].kind == "own" and not text[at : word.start].strip()
        if follows:
            pieces[-1] = Piece("own", pieces[-1].words + text[at : word.end])
        else:
            pieces += [Piece("same", text[at : word.start]), Piece("own", text[word.start : word.end])]
        at = word.end
    pieces.append(Piece("same", text[at:end] + "…" * (end < span.end)))
    return Passage(desk.refs[article], f"#{place(article, span)}", tuple(p for p in pieces if p.words))
