"""From a dossier to what people read: the report page, the terminal, and the stemma as a file."""

from attribune.show.checked import checked_lines
from attribune.show.collations import CollationFormat, collations
from attribune.show.desk import Findable, lay_out
from attribune.show.elsewhere import beside
from attribune.show.graphs import graph
from attribune.show.origins import origin_rows
from attribune.show.page import report
from attribune.show.terminal import terminal
from attribune.show.tracing import traced, traced_article

__all__ = [
    "CollationFormat",
    "Findable",
    "beside",
    "checked_lines",
    "collations",
    "graph",
    "lay_out",
    "origin_rows",
    "report",
    "terminal",
    "traced",
    "traced_article",
]
