"""Attribune reads the coverage of a story and shows who said what, in whose words, and who took it from whom."""

from attribune.library import Dossier
from attribune.library import annotate_text as annotate  # the room of that name stays importable as a package
from attribune.library import open_dossier as open  # noqa: A004 - attribune.open(path) is the promise

__version__ = "0.1.0"
__all__ = ["Dossier", "__version__", "annotate", "open"]
