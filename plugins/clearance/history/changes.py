"""What each commit changed, compared with each of its parents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from clearance.history.commits import CommitObject
from clearance.history.git import Repository

ADDED, DELETED, MODIFIED, RETYPED = "A", "D", "M", "T"
GITLINK = "160000"

RENAME_LIMIT = 1000
"""Added and deleted files of one commit, each, up to which git looks for renames with edits."""

_OPTIONS = (
    "--stdin",
    "-m",
    "-r",
    "-z",
    "--root",
    "--raw",
    "--no-abbrev",
    "--no-ext-diff",
    "--no-textconv",
    "--relative",
    "--ignore-submodules=none",
    "-M50%",
    f"-l{RENAME_LIMIT}",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs from a parent.

    A rename is two changes, a deletion and an addition, each with the other's path in `twin`.
    `mode` and `blob` are those after the change, `before` is the blob before it (of the old name,
    for a rename); `same_bytes` tells a mere change of mode.
    """

    kind: str
    path: str
    mode: str
    blob: str
    twin: str = ""
    before: str = ""

    @property
    def same_bytes(self) -> bool:
        return self.kind != ADDED and self.before == self.blob

    def below(self, folder: str) -> Change:
        """The same, with its paths below a folder."""
        twin = f"{folder}/{self.twin}" if self.twin else ""
        return replace(self, path=f"{folder}/{self.path}", twin=twin)


@dataclass(slots=True)
class Step:
    """A commit and its changes: one mapping from path to change for each parent that it differs from."""

    commit: CommitObject
    diffs: list[dict[str, Change]] = field(default_factory=list)

    def below(self, folder: str) -> Step:
        """The same, with each path below a folder."""
        return Step(
            self.commit,
            [{f"{folder}/{path}": change.below(folder) for path, change in d.items()} for d in self.diffs],
        )

    def own(self) -> dict[str, tuple[Change, ...]]:
        """The paths that differ from every parent, thus whose bytes this very commit made."""
        if len(self.diffs) < max(1, len(self.commit.parents)):
            return {}
        everywhere = set(self.diffs[0]).intersection(*self.diffs[1:])
        return {path: tuple(diff[path] for diff in self.diffs) for path in sorted(everywhere)}


def read_steps(
    repository: Repository, commits: Iterable[CommitObject], places: Iterable[str]
) -> tuple[Step, ...]:
    """The given commits, in their order, with what they changed in these folders of the department."""
    steps = {commit.id: Step(commit) for commit in commits}
    feed = "".join(f"{commit_id}\n" for commit_id in steps).encode()
    output = repository.git("diff-tree", *_OPTIONS, "--", *places, feed=feed)
    _distribute(output, steps)
    return tuple(steps.values())


def _distribute(output: bytes, steps: Mapping[str, Step]) -> None:
    """Hand each change to its commit; git names a commit anew before each parent's changes."""
    tokens = iter(output.split(b"\0")[:-1])
    diff: dict[str, Change] = {}
    for token in tokens:
        if token.startswith(b":"):
            diff.update((change.path, change) for change in _changes(token, tokens))
        else:
            diff = {}
            steps[token.decode()].diffs.append(diff)


def _changes(token: bytes, tokens: Iterator[bytes]) -> Iterator[Change]:
    _, mode, before, after, status = token.decode().split(" ")
    path = os.fsdecode(next(tokens))
    if not status.startswith("R"):
        yield Change(status[0], path, mode, after, before=before)
        return
    new = os.fsdecode(next(tokens))
    yield Change(DELETED, path, "000000", "0" * len(after), twin=new, before=before)
    yield Change(ADDED, new, mode, after, twin=path, before=before)
