"""Whether work grows with the size of what it is given, told by processor time alone: seconds say nothing."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

TIMES = 4
"""how much more the second run is given"""
LINEAR_WITHIN = 10
"""between `TIMES`, which is linear growth, and its square"""
FLOOR_S = 0.01
"""of processor time: less is noise"""
ROUNDS = 8
"""a neighbour on the same processor can take away half of it for seconds: one bad round says nothing"""


def grows_linearly(work: Callable[[int], object], size: int) -> bool:
    """Whether four times the size takes `work` about four times as long, by the quickest run of each size.

    It asks again only while the answer is no: what is a square stays one, what was disturbed doesn't.
    """
    small = large = float("inf")
    for _ in range(ROUNDS):
        small = min(small, max(_seconds(work, size), FLOOR_S))
        large = min(large, _seconds(work, size * TIMES))
        if large < LINEAR_WITHIN * small:
            return True
    return False


def _seconds(work: Callable[[int], object], size: int) -> float:
    gc.disable()  # what the tests before this one left is nothing that `work` is to pay for
    try:
        started = time.process_time()
        work(size)
        return time.process_time() - started
    finally:
        gc.enable()
