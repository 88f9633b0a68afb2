"""Whether git has all that it had: objects that are whole, and branches that only ever went forward."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from clearance.history.git import checked, run
from clearance.retention.flaws import BEHIND, DAMAGED, MOVED_BACK, Flaw, Sort

SHOWN = 3
"""complaints of git that are told"""


def damage(place: Path, folder: str) -> Iterator[Flaw]:
    """What git finds when it reads every object there is and computes its name anew."""
    answer = run(place, "fsck", "--full", "--no-dangling", "--no-progress")
    if answer.code:
        told = [*answer.errors.splitlines(), *os.fsdecode(answer.output).splitlines()]
        lines = [line for line in told if line.startswith(("error", "missing", "broken", "fatal"))] or told
        yield Flaw(DAMAGED, ".git/" if folder else "records/.git/", f"git fsck: {'; '.join(lines[:SHOWN])}")


def not_in(place: Path, commits: Iterable[str]) -> set[str]:
    """Those of the commits that are not part of the history of HEAD."""
    wanted = set(commits)
    if not wanted:
        return set()
    line = set(checked(run(place, "rev-list", "HEAD"), place).text.split())
    return {commit for commit in wanted if commit not in line and not _abbreviates(commit, line)}


def _abbreviates(commit: str, line: set[str]) -> bool:
    return len(commit) < len(next(iter(line))) and any(each.startswith(commit) for each in line)


def moved_back(place: Path, folder: str) -> Iterator[Flaw]:
    """Records of commits where the branch once stood, by git's own notes, and which it has no more."""
    branch = _branch(place)
    notes = ("rev-list", "--walk-reflogs", "--ignore-missing", branch)
    former = checked(run(place, *notes), place).text.split() if branch else []
    yield from _without(place, folder, former, MOVED_BACK, "is no longer part of the branch")


def behind(place: Path, folder: str) -> Iterator[Flaw]:
    """Records that the same branch has elsewhere, as far as git was told, or that a tag leads to."""
    form = "--format=%(objectname) %(*objectname) %(refname)"
    refs = [line.split(" ") for line in run(place, "for-each-ref", form).text.splitlines()]
    name = _branch(place).removeprefix("refs/heads/")
    known = [
        peeled or commit
        for commit, peeled, ref in refs
        if ref.startswith("refs/tags/")
        or (name and ref.startswith("refs/remotes/") and ref.endswith(f"/{name}"))
    ]
    yield from _without(place, folder, known, BEHIND, "is known here and not part of the branch")


def _branch(place: Path) -> str:
    """The branch that is checked out; empty where a commit is."""
    return run(place, "symbolic-ref", "-q", "HEAD").text


def _without(place: Path, folder: str, commits: list[str], sort: Sort, words: str) -> Iterator[Flaw]:
    """For each commit, newest first, the records in it that HEAD lacks and no commit before it told."""
    told = set(_records(place, "HEAD", folder))
    outside = not_in(place, commits)
    for commit in dict.fromkeys(each for each in commits if each in outside):
        lost = sorted(set(_records(place, commit, folder)) - told)
        told.update(lost)
        if lost:
            more = f" with {len(lost) - 1:,} more" if len(lost) > 1 else ""
            prefix = "" if folder else "records/"
            yield Flaw(sort, f"{prefix}{lost[0]}", f"stands{more} in commit {commit[:12]}, which {words}")


def _records(place: Path, commit: str, folder: str) -> Iterator[str]:
    listing = run(place, "ls-tree", "-r", "-z", "--name-only", commit, "--", *([folder] if folder else []))
    yield from (path for path in os.fsdecode(listing.output).split("\0") if path)
