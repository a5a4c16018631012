"""Attribune reads the coverage of a story and shows who said what, in whose words, and who took it from whom."""

from attribune.library import Dossier, open_dossier as open  # noqa: A004 - attribune.open(path) is the promise
from attribune.library import annotate_text as annotate  # the room of that name stays importable as a package

__version__ = "0.1.0"
__all__ = ["Dossier", "__version__", "annotate", "open"]
