"""The pinned root of trust: which first adoption this clone, or this machine, believes in.

It is kept outside the repository's files, where nobody who can only push can change it: in git's
own settings, or in the environment of a CI job.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.git import checked, run

PIN_SETTING = "clearance.rootPin"
PIN_VARIABLE = "CLEARANCE_ROOT_PIN"

_PIN = re.compile(r"(sha256:)?[0-9a-f]{64}")


def trusted_pin(root: Path, variables: Mapping[str, str] = os.environ) -> str:
    """The pin from the environment, else from git's settings; empty when none is set.

    Raises CannotJudge when it is not a SHA-256.
    """
    pin = variables.get(PIN_VARIABLE, "").strip() or run(root, "config", "--get", PIN_SETTING).text.strip()
    if pin and not _PIN.fullmatch(pin):
        where = f"{PIN_VARIABLE} or the git setting {PIN_SETTING}"
        raise CannotJudge(f"{where} is {pin[:80]!r}; expected sha256: and 64 digits")
    return pin


def set_pin(root: Path, pin: str) -> None:
    """Trust this first adoption in this clone. Raises CannotJudge when git refuses."""
    checked(run(root, "config", "--local", PIN_SETTING, pin), root)
