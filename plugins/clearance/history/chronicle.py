"""What a repository's commits did, told one after another, and carried on from where an earlier run came to.

A commit's id stands for all that it builds on. So what was found up to some commits holds as long as
the order of commits begins with just these; each run then reads those that are new. Where the order
begins otherwise (another branch, a history written anew), everything is read from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from clearance.history.append_only import Additions
from clearance.history.changes import Step, read_steps
from clearance.history.clock import Clock
from clearance.history.commits import (
    CommitObject,
    VerifyCommit,
    carried_on,
    order_of,
    parse_all,
    parse_commit,
    signature_of,
)
from clearance.history.former import Rosters
from clearance.history.git import Repository
from clearance.history.lineage import Lineage
from clearance.history.rewriting import Rewriting, Undone, undo
from clearance.model import Commit, CommitSignature

Plain = tuple[Any, ...]
Emails = tuple[str, str]
"""of a commit's author, and of its committer"""
Verdict = tuple[str | None, str | None] | None
"""on a commit's signature: the key, or what is wrong with it; None for none"""


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a repository is told. `places` are folders relative to `Repository.root`; none is everything.

    Paths are told below the folder `below`, or as they are. `records` and `roster` are paths as told.
    """

    places: tuple[str, ...]
    records: str
    roster: str
    below: str = ""
    rewritings: tuple[Rewriting, ...] = ()
    """by lawful erasures, oldest first"""

    def plain(self) -> Plain:
        """All of it, to be compared."""
        rewritten = tuple(one.plain() for one in self.rewritings)
        return self.places, self.records, self.roster, self.below, rewritten


@dataclass(slots=True)
class Chronicle:
    """All that is known of the commits up to one of them. Its parts are plain enough to be kept."""

    scope: Scope
    clock: Clock
    lineage: Lineage
    additions: Additions
    rosters: Rosters
    people: list[Emails] = field(default_factory=list)
    """of each commit, in their order"""
    signatures: dict[str, Verdict] = field(default_factory=dict)
    """by commit, of those that were asked for"""
    renamed: dict[str, str] = field(default_factory=dict)
    """the id of today by each that a commit had before an erasure"""
    grown: bool = False
    """whether there is more than an earlier run knew"""
    _fresh: dict[str, CommitObject] = field(default_factory=dict)
    """commits that this run has read"""
    _undone: Undone | None = None
    """what this run has found of the erasures"""

    @classmethod
    def begin(cls, scope: Scope, hash_name: str) -> Chronicle:
        """Without commits yet, of a repository that names its objects by this hash."""
        return cls(scope, Clock(), Lineage.begin(hash_name), Additions(scope.records), Rosters(scope.roster))

    @property
    def order(self) -> list[str]:
        """The ids of the commits, parents first."""
        return [*self.clock.windows]

    def extend(self, repository: Repository, ids: Iterable[str]) -> None:
        """Take in these commits, which come after all that are known. Raises CannotJudge."""
        commits = parse_all(repository, ids)
        self.grown = True
        self._fresh |= {commit.id: commit for commit in commits}
        for step in read_steps(repository, commits, self.scope.places):
            self._take(step.below(self.scope.below) if self.scope.below else step)
        self.rosters.read(repository)

    def commits(
        self, repository: Repository, folder: str, head: Mapping[str, str], verify: VerifyCommit | None
    ) -> tuple[Commit, ...]:
        """Each commit that had a hand in a path below the folder, newest first."""
        touched = self.lineage.paths(len(self.people), folder, head)
        told = [(one, paths) for one, paths in zip(self._named(), touched, strict=True) if paths]
        self._verify(repository, [commit_id for (commit_id, _), _ in told], verify)
        return tuple(self._commit(*one, paths, verify) for one, paths in reversed(told))

    def plain(self) -> Plain:
        """All of it, for a later run; to be believed only under a seal (`cache/sealed.py`)."""
        return (
            self.scope.plain(),
            self.clock.windows,
            (self.lineage.first_hands, self.lineage.made, self.lineage.touched),
            (self.additions.first, self.additions.told),
            self.rosters.named,
            self.people,
            self.signatures,
            self.renamed,
        )

    def _named(self) -> Iterable[tuple[str, Emails]]:
        return zip(self.clock.windows, self.people, strict=True)

    def _take(self, step: Step) -> None:
        self.lineage.take(len(self.people), step)
        self.additions.take(step, self.clock.take(step.commit))
        self.rosters.take(step)
        self.people.append((step.commit.author_email, step.commit.committer_email))

    def _verify(self, repository: Repository, ids: Sequence[str], verify: VerifyCommit | None) -> None:
        unknown = [commit_id for commit_id in ids if commit_id not in self.signatures] if verify else []
        unread = [commit_id for commit_id in unknown if commit_id not in self._fresh]
        if unread:
            self._fresh |= {commit.id: commit for commit in parse_all(repository, unread)}
        if unknown and self.scope.rewritings:
            self._restore(repository, unknown)
        for commit_id in unknown:
            found = signature_of(self._fresh[commit_id], verify)
            self.signatures[commit_id] = (found.fingerprint, found.problem) if found else None
            self.grown = True

    def undone(self, repository: Repository) -> Undone:
        """The history as it was before the erasures."""
        if self._undone is None:
            self._undone = undo(repository, self.scope.rewritings)
        return self._undone

    def _restore(self, repository: Repository, ids: Iterable[str]) -> None:
        """Let these commits be as their devices signed them, before anything was erased."""
        then = self.undone(repository).then
        for commit_id in ids:
            if commit_id in then:
                former = parse_commit(commit_id, then[commit_id], repository.hash_name)
                self._fresh[commit_id] = former

    def _commit(
        self, commit_id: str, people: Emails, paths: frozenset[str], verify: VerifyCommit | None
    ) -> Commit:
        signature = self.signatures[commit_id] if verify else None
        return Commit(
            id=commit_id,
            author_email=people[0],
            committer_email=people[1],
            committed=self.clock.believed(commit_id),
            paths=paths,
            signature=CommitSignature(*signature) if signature else None,
        )


def told(repository: Repository, plain: Plain | None, scope: Scope) -> Chronicle:
    """All that HEAD can reach. `plain` is what an earlier run gave, or None. Raises CannotJudge."""
    known = _restored(plain, scope, repository.hash_name)
    before = known.order
    if before and before[-1] == repository.head:
        return known
    more = carried_on(repository, before[-1]) if before else None
    if more is not None:
        known.extend(repository, more)
        return known
    ids = order_of(repository)
    count = len(before)
    if ids[:count] != before:
        known, count = Chronicle.begin(scope, repository.hash_name), 0
    if not count:
        known.renamed = known.undone(repository).present
    known.extend(repository, ids[count:])
    return known


def _restored(plain: Plain | None, scope: Scope, hash_name: str) -> Chronicle:
    """What an earlier run gave as `plain`, where it is of the same scope; else one without commits."""
    if plain is None or plain[0] != scope.plain():
        return Chronicle.begin(scope, hash_name)
    _, windows, lineage, additions, named, people, signatures, renamed = plain
    return Chronicle(
        scope,
        Clock(windows),
        Lineage(*lineage),
        Additions(scope.records, *additions),
        Rosters(scope.roster, named),
        people,
        signatures,
        renamed,
    )
