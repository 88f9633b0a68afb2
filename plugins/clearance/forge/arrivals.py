"""How each commit came to main: what GitHub's activity log says of it.

Only the log tells a merged pull request from a push that looks like one.
https://docs.github.com/en/rest/repos/repos#list-repository-activities
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clearance.forge.shapes import Activity, User

MERGED = "pr_merge"
_WORDS = {
    "push": "was pushed to main directly",
    "force_push": "was pushed to main by force",
    "branch_creation": "was there when main was created",
    "merge_queue_merge": "came through the merge queue, which can join several pull requests",
}


@dataclass(frozen=True, slots=True)
class Arrival:
    """One step of main, from the commit `base` (empty for the first) to the commit `tip`.

    `kind` is the log's `activity_type`, or empty where the log doesn't tell.
    """

    base: str
    tip: str
    kind: str = ""
    actor: User | None = None

    @property
    def merged(self) -> bool:
        return self.kind == MERGED

    @property
    def words(self) -> str:
        """How it came, where it was no merged pull request."""
        by = f" by {self.actor}" if self.actor else ""
        unknown = "came to main in a way that GitHub doesn't tell any more"
        return _WORDS.get(self.kind, unknown) + by


def arrivals(line: Sequence[str], log: Iterable[Activity]) -> list[Arrival]:
    """The steps by which main grew, oldest first.

    `line` are main's commits along first parents, newest first; `log` is main's activity, newest
    first. Each commit of the line is in exactly one step; one that no entry explains is a step alone,
    and so is one that came in place of another.
    """
    place = {commit: number for number, commit in enumerate(line)}
    steps: list[Arrival] = []
    at = 0
    for entry in log:
        begin = place.get(entry.after, -1)
        end = place.get(entry.before, len(line) if not entry.before.strip("0") else -1)
        if begin < at:
            continue  # of a main that was rewritten, or of commits newer than this checkout
        kind = entry.activity_type
        if end <= begin:
            end, kind = begin + 1, "" if kind == MERGED else kind
        steps += _alone(line, at, begin)
        steps.append(Arrival(_at(line, end), entry.after, kind, entry.actor))
        at = end
    steps += _alone(line, at, len(line))
    return steps[::-1]


def _alone(line: Sequence[str], begin: int, end: int) -> list[Arrival]:
    return [Arrival(_at(line, number + 1), line[number]) for number in range(begin, end)]


def _at(line: Sequence[str], number: int) -> str:
    return line[number] if number < len(line) else ""
