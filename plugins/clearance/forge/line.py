"""Main as the checkout has it: its commits along first parents, and which of them brought what waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from clearance.content.page import read_page
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.forge.arrivals import Arrival
from clearance.history.git import checked, run
from clearance.history.repository import open_repository
from clearance.model import Page, Record

MERGE_COMMIT = "merge_commit"
"""the key in a record's `source`: the commit of main that brought the approved bytes"""


@dataclass(frozen=True, slots=True)
class Line:
    """`commits` are newest first, along first parents."""

    root: Path
    commits: tuple[str, ...]

    def parents(self, commit: str) -> tuple[str, ...]:
        return tuple(self._ask("rev-parse", f"{commit}^@").split())

    def between(self, arrival: Arrival) -> tuple[str, ...]:
        """The commits that a step added, newest first."""
        start = self.commits.index(arrival.tip)
        end = self.commits.index(arrival.base) if arrival.base else len(self.commits)
        return self.commits[start:end]

    def changed(self, arrival: Arrival) -> frozenset[str]:
        """The paths that differ from before the step."""
        base = arrival.base or self._ask("hash-object", "-t", "tree", "--stdin")  # the empty tree
        listing = self._ask("diff-tree", "-r", "-z", "--name-only", "--no-renames", base, arrival.tip)
        return frozenset(path for path in listing.split("\0") if path)

    def blobs(self, commit: str, paths: Iterable[str]) -> dict[str, str]:
        """The id of each file's bytes."""
        listing = self._ask("ls-tree", "-r", "-z", commit, "--", *paths)
        facts = (line.partition("\t") for line in listing.split("\0") if line)
        return {path: told.split(" ")[2] for told, _, path in facts}

    def files(self, commit: str, folder: str) -> dict[str, bytes]:
        """The bytes of every file in a folder of a commit."""
        ids = self.blobs(commit, (folder,))
        return {
            path: checked(run(self.root, "cat-file", "blob", blob), self.root).output
            for path, blob in ids.items()
        }

    def brought(self, path: str) -> str:
        """The newest commit along first parents that changed a path; empty for none."""
        return self._ask("rev-list", "--first-parent", "-1", self.commits[0], "--", path)

    def bringing(self, commit: str) -> str:
        """The commit along first parents with which this one came to main. It must have come."""
        newest, oldest = 0, len(self.commits) - 1
        while newest < oldest:
            middle = (newest + oldest + 1) // 2
            if run(self.root, "merge-base", "--is-ancestor", commit, self.commits[middle]).code == 0:
                newest = middle
            else:
                oldest = middle - 1
        return self.commits[newest]

    def since(self, commit: str, folder: str) -> tuple[str, ...]:
        """The commits along first parents that are newer than this one and changed a folder."""
        span = f"{commit}..{self.commits[0]}"
        return tuple(self._ask("rev-list", "--first-parent", span, "--", folder).split())

    def _ask(self, *arguments: str) -> str:
        return checked(run(self.root, *arguments), self.root).text


def read_line(root: Path) -> Line:
    """Raises CannotJudge where the folder is not the top of a checkout with a whole history."""
    repository = open_repository(root)
    if checked(run(root, "rev-parse", "--show-prefix"), root).text:
        raise CannotJudge("expected the top of the repository, as GitHub has it", path=str(root))
    listing = checked(run(root, "rev-list", "--first-parent", repository.head), root).text
    return Line(root, tuple(listing.split()))


def to_be_judged(steps: Sequence[Arrival], line: Line, evidence: Evidence) -> list[Arrival]:
    """The steps that brought what waits now, and those newer than the newest one on record, oldest first."""
    commits = {line.brought(path) for path in _waiting(evidence)}
    merged = {merged_as(record) for record in evidence.ledger.records} - {""}
    recorded = {evidence.history.today(commit) for commit in merged}
    newest = next((commit for commit in line.commits if commit in recorded), "")
    if newest:
        commits |= set(line.since(newest, "content"))
    return [step for step in steps if commits.intersection(line.between(step))]


def merged_as(record: Record) -> str:
    """The commit of main that an approval of the recorder is about; empty for any other record."""
    source = record.predicate.get("source")
    commit = source.get(MERGE_COMMIT) if isinstance(source, Mapping) else None
    return commit if isinstance(commit, str) and record.signer != record.member else ""


def _waiting(evidence: Evidence) -> set[str]:
    """The files of content/ whose newest approval is of other bytes. A draft waits for nothing."""
    newest: dict[str, str] = {}
    for record in evidence.ledger.records:  # oldest first
        if record.kind == "approval":
            newest.update(record.subjects)
    return {
        path
        for path, digest in evidence.tree.digests.items()
        if newest.get(path) != digest and not _is_draft(path, evidence)
    }


def _is_draft(path: str, evidence: Evidence) -> bool:
    if path not in evidence.tree.pages:
        return False
    page = read_page(path, evidence.tree.pages[path], zone=evidence.guidelines.zone)
    return isinstance(page, Page) and page.draft
