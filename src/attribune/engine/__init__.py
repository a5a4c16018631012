"""Runs stages: functions over processes or machines, and named statements over tables."""

from attribune.engine.local import ItemError, Local
from attribune.engine.tables import EngineError, RunError

__all__ = ["EngineError", "ItemError", "Local", "RunError"]
