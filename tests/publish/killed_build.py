"""Build a department and be killed at the n-th thing that is done to files once the site is under way.

    python killed_build.py ROOT SITE CACHE INSTANT N

Prints how many such things there were, when it was not killed.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from clearance.mkdocs_plugin.output import Output
from clearance.publish.build import build_site
from clearance.publish.orders import Orders, Search

STEPS = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open", "shutil.rmtree")
_under_way = False
_count = 0


def main(root: Path, site: Path, cache: Path, at: datetime, last: int) -> None:
    def kill(event: str, _: tuple[object, ...]) -> None:
        global _count  # noqa: PLW0603 - an audit hook can't be taken away again
        if not _under_way or event not in STEPS:
            return
        _count += 1
        if _count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    move_aside = Output.move_aside

    def begin(*arguments: object) -> Output:
        global _under_way  # noqa: PLW0603 - the same
        _under_way = True
        return move_aside(*arguments)  # type: ignore[arg-type]  # as it is called

    Output.move_aside = begin  # type: ignore[method-assign,assignment]  # for this process
    sys.addaudithook(kill)
    orders = Orders(cache=cache, search=Search.AFTER)
    code = build_site(root, site_dir=site, quiet=True, at=at, orders=orders).exit_code
    sys.stdout.write(str(_count))
    sys.stdout.flush()
    sys.exit(code)


if __name__ == "__main__":
    department, public, kept = (Path(argument) for argument in sys.argv[1:4])
    main(department, public, kept, datetime.fromisoformat(sys.argv[4]), int(sys.argv[5]))
