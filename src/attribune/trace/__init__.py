"""Which passages articles share, which article drew on which, and who tells a saying independently."""

from attribune.trace.blocks import Furniture
from attribune.trace.elsewhere import fingerprints
from attribune.trace.independence import independence
from attribune.trace.tracing import trace

__all__ = ["Furniture", "fingerprints", "independence", "trace"]
