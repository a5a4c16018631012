"""How the work of a function grows with its input: a ratio of two runs side by side, so that no machine is too slow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 8  # how much larger the larger input is
LINEAR = 28  # a quadratic function needs 64 times as long, a linear one 8 times


def growth(work: Callable[[int], object], *, size: int) -> float:
    """Return how many times the CPU time an input of ``TIMES * size`` takes over one of ``size``.

    ``work`` is given the size and does everything, so what it prepares must itself be linear. The best of three
    runs counts, which leaves out what else the machine does.
    """
    return min(_seconds(work, TIMES * size) for _ in range(3)) / max(min(_seconds(work, size) for _ in range(3)), 1e-4)


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.collect()
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
