"""One command in a process of its own: its seconds, and the most memory that it used.

    python -I -S bench/timing.py COMMAND…

The kernel counts what a process used before it became another program, too: a child of a big
process never seems smaller than its parent. So a small Python starts the command, about 10 MB, and
prints one JSON object for `timed`. The command's output is dropped; its errors are passed on.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> tuple[int, float, float]:
    """Its exit code (negative: the signal), seconds of the clock, and peak memory in MB.

    The memory is that of the largest one of the command and the children that it waited for, and
    of this module's own process at least. What Python compiles is kept, as where it is installed.
    Raises CalledProcessError if the command can't be started.
    """
    kept = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    starter = [sys.executable, "-I", "-S", str(Path(__file__).resolve()), *command]
    told = json.loads(
        subprocess.run(starter, cwd=folder, env=kept, stdout=subprocess.PIPE, check=True).stdout
    )
    return told["code"], told["seconds"], told["memory"]


def main() -> None:
    begin = time.perf_counter()
    process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"code": code, "seconds": seconds, "memory": usage.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
