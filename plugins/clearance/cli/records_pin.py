"""The first adoption that a proof begins with: without it nothing about the past can be said."""

from __future__ import annotations

from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.pin import PIN_SETTING, PIN_VARIABLE, trusted_pin


def required_pin(folder: Path) -> str:
    """As trusted on this machine. Raises CannotJudge when none is set."""
    pin = trusted_pin(folder)
    if not pin:
        raise CannotJudge(
            "which first adoption is to be trusted? Set its id as "
            f"{PIN_VARIABLE}, or with `git config {PIN_SETTING}`"
        )
    return pin
