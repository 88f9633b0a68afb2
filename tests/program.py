"""A program in a process of its own: pytest's has threads, and is nothing to fork or to end."""

from __future__ import annotations

import subprocess
import sys


def printed(program: str) -> str:
    """What the program printed, which must end well and complain of nothing."""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout
