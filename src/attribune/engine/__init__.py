"""Runs stages: functions over processes, and SQL over Arrow tables."""

from attribune.engine.local import ItemError, Local

__all__ = ["ItemError", "Local"]
