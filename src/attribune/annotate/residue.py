"""What a page's links leave in running text: "Venn Orla Jane VennFerries to sail again Five things to know MORE said".

A name that links to a list of headlines comes with the full name and all of the list behind it. The list is no part of
the sentence, which goes on behind it.
"""

from __future__ import annotations

import re

_LAST = " MORE"
_LONGEST = 420  # code points of a list
_LIST = re.compile(rf"([A-Z][\w’'-]+) (?:[A-Z(][\w.’'()-]* ){{0,6}}?\1(?=[A-Z\d]).{{5,{_LONGEST}}}?{_LAST}\b")


def without_residue(text: str) -> str:
    """Return a text with blanks in place of what links left in it; every other character stays where it is.

    >>> without_residue("Sen. Venn Orla VennFerries sail on MORE said no.")
    'Sen. Venn                                    said no.'
    """
    if _LAST not in text:
        return text
    return _LIST.sub(lambda found: found[1].ljust(len(found[0])), text)
