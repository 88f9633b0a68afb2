"""The site of a bare repository: built aside from the newest main, one build at a time, and swapped in."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from clearance.errors import CannotJudge
from clearance.history.git import run
from clearance.publish.build import Built, build_site
from clearance.publish.checkout import Source, checked_out, objects_of
from clearance.publish.orders import Orders
from clearance.server.settings import BRANCH, Settings

PATIENCE = 600.0
"""seconds that a build waits for the one before it"""
_PAUSE = 0.2
CACHE = "clearance-cache"
"""in the repository's own folder: what a build keeps for the next one"""


def tip(settings: Settings) -> str:
    """The newest commit of main. Raises CannotJudge when there is none."""
    answer = run(settings.repository, "rev-parse", "--verify", "--quiet", f"{BRANCH}^{{commit}}")
    if answer.code != 0:
        raise CannotJudge("nothing has been pushed to main yet", path=str(settings.repository))
    return answer.text


def rebuild(settings: Settings, *, clock: Callable[[], datetime], patience: float = PATIENCE) -> Built:
    """Publish what main holds when this build's turn has come: the newest push wins.

    A build that fails, or is killed, leaves the site as it was; the next one repairs what it left.
    Raises CannotJudge, also when the build before this one doesn't end.
    """
    with _alone(settings, patience):
        source = Source(tip(settings), (objects_of(settings.repository),))
        with checked_out(source, pin=settings.pin) as folder:
            orders = Orders(cache=settings.repository / CACHE)
            return build_site(folder, site_dir=settings.site, quiet=True, at=clock(), orders=orders)


@contextmanager
def _alone(settings: Settings, patience: float) -> Iterator[None]:
    """Hold the lock of this repository; it ends with the process that holds it, however that ends."""
    lock = os.open(settings.repository / "clearance.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        until = time.monotonic() + patience
        while not _taken(lock):
            if time.monotonic() > until:
                raise CannotJudge(
                    f"another build of this site has not ended within {patience:.0f} seconds; when it has, "
                    "run `clearance hook rebuild`"
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
