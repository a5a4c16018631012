"""Columns of Arrow tables from Python values.

Arrow's own way, ``pyarrow.array``, loads pandas wherever that happens to be installed: 45 MB and a fifth of a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa


def texts(values: Sequence[str | None]) -> pa.Array:
    """Return a column of texts, null where there is none."""
    import numpy as np
    import pyarrow as pa

    encoded = [b"" if value is None else value.encode("utf-8") for value in values]
    offsets = np.zeros(len(encoded) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, encoded), np.int32, len(encoded)), out=offsets[1:])
    buffers = [_known(values), pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    return pa.Array.from_buffers(pa.string(), len(encoded), buffers)


def integers(values: Sequence[int | None]) -> pa.Array:
    """Return a column of whole numbers, null where there is none."""
    import numpy as np
    import pyarrow as pa

    numbers = np.fromiter((value or 0 for value in values), np.int64, len(values))
    return pa.Array.from_buffers(pa.int64(), len(values), [_known(values), pa.py_buffer(numbers)])


def fractions(values: Iterable[float]) -> pa.Array:
    """Return a column of fractions."""
    import numpy as np
    import pyarrow as pa

    numbers = np.fromiter(values, np.float64)
    return pa.Array.from_buffers(pa.float64(), len(numbers), [None, pa.py_buffer(numbers)])


def _known(values: Sequence[object]) -> pa.Buffer | None:
    """Return which values there are, as bits; None if all are."""
    import numpy as np
    import pyarrow as pa

    known = np.fromiter((value is not None for value in values), np.bool_, len(values))
    return None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
