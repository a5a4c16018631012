"""All that can be found in one article on its own."""

from attribune.annotate.annotating import annotate

__all__ = ["annotate"]
