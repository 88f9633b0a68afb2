"""Waiting until a record is of a later second: two of one second would be one."""

from __future__ import annotations

import time


def next_second() -> None:
    """Wait until the clock shows another second, which is less than one."""
    time.sleep(1 - time.time() % 1)
