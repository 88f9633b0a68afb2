"""When Python looks for garbage: seldom, where many values are made that stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 100_000
"""new values between two looks"""


@contextmanager
def seldom_looked_for() -> Iterator[None]:
    """Meanwhile nothing that is there already is looked through for garbage, and what comes, seldom.

    Judging and building make many values that stay and hardly any garbage; and what is looked through is
    copied for each process that is forked.
    """
    usual, enabled = gc.get_threshold(), gc.isenabled()
    gc.freeze()
    gc.set_threshold(SELDOM)
    gc.enable()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
        if not enabled:
            gc.disable()
