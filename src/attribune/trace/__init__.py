"""Which passages articles share, which article drew on which, and who tells a saying independently."""

from attribune.trace.blocks import Furniture
from attribune.trace.elsewhere import drawn_elsewhere, fingerprints
from attribune.trace.independence import independence
from attribune.trace.tracing import trace

__all__ = ["Furniture", "drawn_elsewhere", "fingerprints", "independence", "trace"]
