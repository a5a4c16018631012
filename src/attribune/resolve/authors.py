"""Who wrote an article: whom "I" means where nobody is quoted."""

from __future__ import annotations

import re

from attribune.annotate.layout_bylines import is_name
from attribune.annotate.lexicon import GIVEN
from attribune.model import Annotation

_BY = re.compile(r"by[:]?\s+", re.I)
_AND = re.compile(r"\s*(?:;|,|\||\band\b|&)\s*")
_INTERVIEW = 3  # paragraphs that end with a question


def author_of(annotation: Annotation) -> str | None:
    """Return the name of the one person who signed an article, None if several did, an agency or nobody.

    The byline that came with the article tells it, else the lines of its text that are bylines. In what looks like
    an interview "I" is mostly the one who is asked: there nobody is named.
    """
    article = annotation.article
    asked = [p for p in annotation.paragraphs if p.kind == "body" and article.text.endswith("?", 0, p.span.end)]
    if len(asked) >= _INTERVIEW:
        return None
    signed = (
        [article.byline]
        if article.byline
        else [
            article.text[slice(*paragraph.span)].strip()
            for paragraph in annotation.paragraphs
            if paragraph.kind == "byline" and _BY.match(article.text, paragraph.span.start)
        ]
    )
    names = {name for line in signed for name in _AND.split(_BY.sub("", line, count=1).strip()) if name}
    only = " ".join(names.pop().split()) if len(names) == 1 else ""
    return only if is_name(only) and only.split()[0].lower() in GIVEN else None
