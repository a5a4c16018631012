"""What the articles of a story agree on, differ in and leave out, once their sayings lie side by side."""

from attribune.compare.conflicts import conflicts
from attribune.compare.coverage import Coverage, coverage
from attribune.compare.positions import positions
from attribune.compare.timeline import timeline

__all__ = ["Coverage", "conflicts", "coverage", "positions", "timeline"]
