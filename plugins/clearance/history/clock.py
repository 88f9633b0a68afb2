"""When a commit was made, as far as those before it bear it out.

The date of a commit is whatever its committer wrote. A date before that of the work it builds on
is not believed: the commit counts as made when the last few before it were (their median, as in
the rule by which Bitcoin bounds the time of a block: a single clock that runs ahead moves nothing).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median_low

from clearance.history.commits import CommitObject

WINDOW = 5
"""How many commits before it bear out the date of one; three of them would have to lie."""

Window = tuple[int, ...]
"""seconds since 1970 at which the last few commits count as made, oldest first"""


@dataclass(slots=True)
class Clock:
    """The instant at which each commit counts as made. Feed it parents first."""

    windows: dict[str, Window] = field(default_factory=dict)
    """by the ids of the commits, in the order in which they came; each ends with the commit's own second"""

    def take(self, commit: CommitObject) -> datetime:
        before = max((self.windows[parent] for parent in commit.parents), key=median_low, default=())
        written = int(commit.committed.timestamp())
        believed = max(written, median_low(before)) if before else written
        self.windows[commit.id] = (*before, believed)[-WINDOW:]
        return datetime.fromtimestamp(believed, UTC)

    def believed(self, commit_id: str) -> datetime:
        return datetime.fromtimestamp(self.windows[commit_id][-1], UTC)
