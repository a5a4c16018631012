"""Which passages the articles of a story share, and which article drew on which."""

from attribune.trace.blocks import Furniture
from attribune.trace.tracing import trace

__all__ = ["Furniture", "trace"]
