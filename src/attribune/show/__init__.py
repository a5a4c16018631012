"""From a dossier to what people read: the report page and the terminal."""

from attribune.show.checked import checked_lines
from attribune.show.collations import CollationFormat, collations
from attribune.show.desk import Findable
from attribune.show.page import report
from attribune.show.terminal import terminal

__all__ = ["CollationFormat", "Findable", "checked_lines", "collations", "report", "terminal"]
