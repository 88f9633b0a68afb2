"""When a commit was made, as far as those before it bear it out.

The date of a commit is whatever its committer wrote. A date before that of the work it builds on
is not believed: the commit counts as made when the last few before it were (their median, as in
the rule by which Bitcoin bounds the time of a block: a single clock that runs ahead moves nothing).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from statistics import median_low

from clearance.history.commits import CommitObject

WINDOW = 5
"""How many commits before it bear out the date of one; three of them would have to lie."""


def believed_times(commits: Iterable[CommitObject]) -> dict[str, datetime]:
    """The instant at which each commit counts as made, by its id. `commits` come parents first."""
    windows: dict[str, tuple[datetime, ...]] = {}
    believed: dict[str, datetime] = {}
    for commit in commits:
        before = max((windows[parent] for parent in commit.parents), key=_median, default=())
        believed[commit.id] = max([commit.committed, *([median_low(before)] if before else [])])
        windows[commit.id] = (*before, believed[commit.id])[-WINDOW:]
    return believed


def _median(window: tuple[datetime, ...]) -> datetime:
    return median_low(window)
