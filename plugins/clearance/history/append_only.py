"""Whether records were only ever added: a signed statement that could vanish would prove nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from clearance.history.changes import ADDED, DELETED, RETYPED, Change, Step

MISSING = "is missing from disk"


def is_record(path: str, folder: str) -> bool:
    """Whether this is a file that must never change: all in the folder but its README.md."""
    return path.startswith(f"{folder}/") and path != f"{folder}/README.md"


def introduced(steps: Iterable[Step], folder: str, believed: Mapping[str, datetime]) -> dict[str, datetime]:
    """When each record was first committed. `believed` are the instants of the commits, by their ids."""
    first: dict[str, datetime] = {}
    for step, change in _changes(steps, folder):
        if change.kind == ADDED:
            first.setdefault(change.path, believed[step.commit.id])
    return first


@dataclass(frozen=True, slots=True)
class Meddling:
    """(path, what happened) for each record that was not left alone, by path: lost for now, or put back."""

    rewritten: tuple[tuple[str, str], ...]
    restored: tuple[tuple[str, str], ...]


def meddling(steps: Sequence[Step], head: Mapping[str, str], missing: Iterable[str], folder: str) -> Meddling:
    """What was done to records after they were first written.

    `head` maps what HEAD has to its blob: a record that has its first bytes again was put back.
    `missing` are the records that HEAD has and the disk has not.
    """
    told = _told(steps, missing, folder)
    first = _first_bytes(steps, folder)
    lost = {path for path in told if MISSING in told[path] or head.get(path) != first.get(path)}
    words = {path: "; ".join(happened.values()) for path, happened in sorted(told.items())}
    return Meddling(
        rewritten=tuple((path, what) for path, what in words.items() if path in lost),
        restored=tuple((path, what) for path, what in words.items() if path not in lost),
    )


def _first_bytes(steps: Iterable[Step], folder: str) -> dict[str, str]:
    first: dict[str, str] = {}
    for _, change in _changes(steps, folder):
        if change.kind == ADDED:
            first.setdefault(change.path, change.blob)
    return first


def _told(steps: Iterable[Step], missing: Iterable[str], folder: str) -> dict[str, dict[str, str]]:
    """What happened to each record, one wording for each kind of change.

    Of commits that did the same to a record the first is named; `steps` come parents first, so
    that this is no merge that only passed it on.
    """
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for step, change in _changes(steps, folder):
        if change.kind != ADDED and not _only_mode(change):
            told[change.path].setdefault(change.kind, _words(change, step))
    for path in missing:
        told[path][MISSING] = MISSING
    return told


def _changes(steps: Iterable[Step], folder: str) -> Iterator[tuple[Step, Change]]:
    for step in steps:
        for diff in step.diffs:
            yield from ((step, change) for path, change in diff.items() if is_record(path, folder))


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
