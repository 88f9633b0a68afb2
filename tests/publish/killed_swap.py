"""Build a site and be killed at the n-th thing that is done to the file system.

    python killed_swap.py SITE N [renames]

Writes a new site (marked NEW) in place of an old one. The N-th audit event of the interpreter
that has to do with files stops the process as `kill -9` does. With `renames`, the system is
said not to know how to exchange two folders.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from clearance.publish import swap

STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.scandir", "os.chmod", "open", "shutil.rmtree")


def main(site: Path, last: int) -> None:
    count = 0

    def kill(event: str, _: tuple[object, ...]) -> None:
        nonlocal count
        if event not in STEPS:
            return
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    with swap.lock(site):
        swap.recover(site)
        new = swap.aside(site)
        for name in ("index.html", "a/index.html"):
            (new / name).parent.mkdir(exist_ok=True)
            (new / name).write_text("NEW", encoding="ascii")
        if old := swap.swap(new, site):
            swap.discard(old)
    count = last  # the build is over; what the interpreter does at its end doesn't matter


if __name__ == "__main__":
    if sys.argv[3:]:
        vars(swap)["_LIBC"] = None
    main(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write("done")
