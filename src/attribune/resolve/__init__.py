"""Mentions and statements of a story to the actors they belong to."""

from attribune.resolve.resolving import resolve

__all__ = ["resolve"]
