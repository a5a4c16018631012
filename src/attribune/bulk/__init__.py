"""The whole way over tables on disk: from archives of any size to the exported tables, on one machine or many."""

from attribune.bulk.folder import RunFolder, is_run
from attribune.bulk.running import Ran, run

__all__ = ["Ran", "RunFolder", "is_run", "run"]
