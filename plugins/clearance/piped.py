"""A program that is told through one pipe and answers through another, in a process group of its own."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from typing import IO, BinaryIO, cast


def pipe_of(pipe: IO[bytes] | None) -> BinaryIO:
    """The pipe itself: `Popen` types what PIPE always gives as optional."""
    return cast("BinaryIO", pipe)


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it has started; before anybody has waited for it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
