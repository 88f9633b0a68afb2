"""Whether work grows with the size of what it is given, told by processor time alone: seconds say nothing."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 4
"""how much more the second run is given"""
FLOOR_S = 0.01
"""of processor time: less is noise"""


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times as long `work` takes for four times the size: 4 is linear growth, 16 a square."""
    small = max(_seconds(work, size), FLOOR_S)
    return _seconds(work, size * TIMES) / small


def _seconds(work: Callable[[int], object], size: int) -> float:
    return min(_once(work, size) for _ in range(2))


def _once(work: Callable[[int], object], size: int) -> float:
    started = time.process_time()
    work(size)
    return time.process_time() - started
