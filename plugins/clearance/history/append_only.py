"""Whether records were only ever added: a signed statement that could vanish would prove nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from clearance.history.changes import ADDED, DELETED, RETYPED, Change, Step

MISSING = "is missing from disk"


def is_record(path: str, folder: str) -> bool:
    """Whether this is a file that must never change: all in the folder but its README.md."""
    return path.startswith(f"{folder}/") and path != f"{folder}/README.md"


@dataclass(frozen=True, slots=True)
class Meddling:
    """(path, what happened) for each record that was not left alone, by path: lost for now, or put back."""

    rewritten: tuple[tuple[str, str], ...]
    restored: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Additions:
    """What was done to the records below a folder. Feed it parents first."""

    folder: str
    first: dict[str, tuple[int, str]] = field(default_factory=dict)
    """when each record was first committed, in seconds since 1970, and the blob that it was"""
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    """what happened to a record afterwards, one wording for each kind of change

    Of commits that did the same to a record the first is named: no merge that only passed it on."""

    def take(self, step: Step, believed: datetime) -> None:
        for change in self._changes(step):
            if change.kind == ADDED:
                self.first.setdefault(change.path, (int(believed.timestamp()), change.blob))
            elif not _only_mode(change):
                self.told.setdefault(change.path, {}).setdefault(change.kind, _words(change, step))

    def introduced(self) -> dict[str, datetime]:
        """When each record was first committed."""
        return {path: datetime.fromtimestamp(seconds, UTC) for path, (seconds, _) in self.first.items()}

    def meddling(self, head: Mapping[str, str], missing: Iterable[str]) -> Meddling:
        """What was done to records after they were first written.

        `head` maps what HEAD has to its blob: a record that has its first bytes again was put back.
        `missing` are the records that HEAD has and the disk has not.
        """
        gone = frozenset(missing)
        told = dict(sorted((path, self._words(path, gone)) for path in self.told.keys() | gone))
        lost = {path for path in told if path in gone or head.get(path) != self._first_blob(path)}
        return Meddling(
            rewritten=tuple((path, what) for path, what in told.items() if path in lost),
            restored=tuple((path, what) for path, what in told.items() if path not in lost),
        )

    def _words(self, path: str, gone: frozenset[str]) -> str:
        return "; ".join([*self.told.get(path, {}).values(), *([MISSING] if path in gone else [])])

    def _first_blob(self, path: str) -> str | None:
        return self.first[path][1] if path in self.first else None

    def _changes(self, step: Step) -> Iterator[Change]:
        for diff in step.diffs:
            yield from (change for path, change in diff.items() if is_record(path, self.folder))


def _only_mode(change: Change) -> bool:
    return change.same_bytes and change.kind != RETYPED


def _words(change: Change, step: Step) -> str:
    if change.kind == DELETED:
        what = f"was renamed to {change.twin}" if change.twin else "was deleted"
    elif change.kind == RETYPED:
        what = "was replaced by another type of file"
    else:
        what = "was changed"
    return f"{what} in commit {step.commit.short}"
