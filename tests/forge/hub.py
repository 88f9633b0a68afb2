"""GitHub, as far as the recorder sees it: a real bare repository, and what GitHub knows beyond git.

Merges are made with git, as GitHub makes them. Times are given by the tests.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

ZERO = "0" * 40
WEB_FLOW = ("web-flow", 19864447)
Method = Literal["merge", "squash", "rebase"]


@dataclass(frozen=True)
class Account:
    login: str
    id: int


@dataclass
class Pull:
    number: int
    user: Account | None
    branch: str
    head: str
    base: str = "main"
    fork: bool = False
    merged_at: datetime | None = None
    merge_commit: str | None = None
    started_from: str = ""


@dataclass
class GivenReview:
    id: int
    user: Account | None
    state: str
    body: str
    at: datetime | None
    commit: str | None


@dataclass
class Moved:
    """A change of a branch, as the activity log has it."""

    branch: str
    before: str
    after: str
    kind: str
    actor: Account | None
    at: datetime


@dataclass
class Configured:
    """A repository's settings: rulesets as they are imported, and all else by name. None: not there."""

    private: bool = True
    default_branch: str = "main"
    rulesets: list[dict[str, Any]] = field(default_factory=list)
    environments: dict[str, set[str] | None] = field(default_factory=dict)
    """the branches that may deploy to each, None for any"""
    secrets: dict[str, set[str]] = field(default_factory=dict)
    """names, by environment; under "" those of the repository"""
    sha_pinning: bool = True
    actions: bool = True
    default_rights: str = "read"
    """of the token of each workflow"""
    may_approve: bool = False
    pages: dict[str, Any] | None = field(default_factory=lambda: {"build_type": "workflow", "https": True})
    keys: dict[str, bool] = field(default_factory=dict)
    """whether each deploy key can write"""
    variables: dict[str, str] = field(default_factory=dict)


@dataclass
class Hub:
    """`git` is the bare repository. `accounts` maps an e-mail address to who GitHub takes it for."""

    git_dir: Path
    clock: datetime
    repository: str = "test-village/website"
    repository_id: int = 77
    accounts: dict[str, Account] = field(default_factory=dict)
    pulls: dict[int, Pull] = field(default_factory=dict)
    reviews: dict[int, list[GivenReview]] = field(default_factory=dict)
    log: list[Moved] = field(default_factory=list)
    verified: set[str] = field(default_factory=set)
    unlinked: set[str] = field(default_factory=set)
    """commits whose author GitHub doesn't know"""
    lost: set[str] = field(default_factory=set)
    """commits that GitHub doesn't have any more"""
    configured: Configured = field(default_factory=Configured)
    issues: list[dict[str, Any]] = field(default_factory=list)
    """number, title, body, state and user of each, oldest first"""
    merged_tree: str = ""
    """what the next merges hold, where it is not what git makes of the two sides"""

    def tick(self) -> datetime:
        self.clock += timedelta(minutes=1)
        return self.clock

    # --- git ---------------------------------------------------------------------------------

    def git(self, *arguments: str, who: Mapping[str, str] | None = None, feed: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-C", str(self.git_dir), *arguments],
            env={
                "PATH": os.environ["PATH"],
                "HOME": os.devnull,
                "GIT_CONFIG_GLOBAL": os.devnull,
                **(who or {}),
            },
            input=feed,
            capture_output=True,
            check=True,
        )
        return os.fsdecode(done.stdout).strip()

    def tip(self, branch: str = "main") -> str:
        return self.git("rev-parse", f"refs/heads/{branch}")

    def exists(self, branch: str) -> bool:
        return bool(self.git("for-each-ref", f"refs/heads/{branch}"))

    # --- what people do ----------------------------------------------------------------------

    def push(self, source: Path, branch: str, actor: Account | None, *, force: bool = False) -> str:
        """Push the HEAD of a clone to a branch, in somebody's name."""
        before = self.tip(branch) if self.exists(branch) else ZERO
        refspec = f"{'+' if force else ''}HEAD:refs/heads/{branch}"
        subprocess.run(
            ["git", "-C", str(source), "push", "-q", str(self.git_dir), refspec],
            check=True,
            capture_output=True,
        )
        after = self.tip(branch)
        kind = "branch_creation" if before == ZERO else "force_push" if force else "push"
        self.log.append(Moved(branch, before, after, kind, actor, self.tick()))
        for pull in self.pulls.values():
            if pull.branch == branch and pull.merged_at is None:
                pull.head = after
        return after

    def open(self, user: Account | None, branch: str, *, base: str = "main") -> Pull:
        number = len(self.pulls) + 1
        pull = Pull(number, user, branch, self.tip(branch), base, started_from=self.tip(base))
        self.pulls[number] = pull
        self.reviews[number] = []
        return pull

    def review(
        self,
        pull: Pull,
        user: Account | None,
        body: str = "",
        *,
        state: str = "APPROVED",
        at: datetime | None = None,
    ) -> GivenReview:
        number = 1000 + sum(map(len, self.reviews.values()))
        given = GivenReview(number, user, state, body, at or self.tick(), pull.head)
        self.reviews[pull.number].append(given)
        return given

    def merge(self, pull: Pull, by: Account, method: Method = "merge") -> str:
        """Merge as GitHub does: in its own name, and a rebase in the name of who pressed the button."""
        at, before = self.tick(), self.tip("main")
        after = {"merge": self._merged, "squash": self._squashed, "rebase": self._rebased}[method](
            pull, by, at
        )
        self.git("update-ref", "refs/heads/main", after, before)
        pull.merged_at, pull.merge_commit = at, after
        self.log.append(Moved("main", before, after, "pr_merge", by, at))
        return after

    def edit_in_browser(self, branch: str, path: str, data: bytes, author: Account) -> str:
        """A commit that GitHub makes for somebody, signed with its own key."""
        parent, at = self.tip(branch), self.tick()
        index = {"GIT_INDEX_FILE": str(self.git_dir / "edit-index")}
        self.git("read-tree", parent, who=index)
        blob = self.git("hash-object", "-w", "--stdin", feed=data)
        self.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", who=index)
        tree = self.git("write-tree", who=index)
        address = f"{author.id}+{author.login}@users.noreply.github.com"
        self.accounts[address] = author
        made = self._commit(tree, (parent,), _who(author.login, address, at), _web_flow(at))
        self.verified.add(made)
        self.git("update-ref", f"refs/heads/{branch}", made, parent)
        self.log.append(Moved(branch, parent, made, "push", author, at))
        for pull in self.pulls.values():
            if pull.branch == branch and pull.merged_at is None:
                pull.head = made
        return made

    # --- how GitHub merges -------------------------------------------------------------------

    def _tree(self, head: str) -> str:
        return (
            self.merged_tree
            or self.git("merge-tree", "--write-tree", "refs/heads/main", head).splitlines()[0]
        )

    def _merged(self, pull: Pull, by: Account, at: datetime) -> str:
        parents = (self.tip(), pull.head)
        made = self._commit(
            self._tree(pull.head), parents, _who(by.login, self._address(by), at), _web_flow(at)
        )
        self.verified.add(made)
        return made

    def _squashed(self, pull: Pull, by: Account, at: datetime) -> str:
        author = pull.user or by
        who = _who(author.login, self._address(author), at)
        made = self._commit(self._tree(pull.head), (self.tip(),), who, _web_flow(at))
        self.verified.add(made)
        return made

    def _rebased(self, pull: Pull, by: Account, at: datetime) -> str:
        onto = self.tip()
        with tempfile.TemporaryDirectory() as folder:
            self.git("worktree", "add", "-q", "--detach", f"{folder}/tree", onto)
            committer = _as("COMMITTER", by.login, self._address(by), at)
            for commit in self.commits(pull):
                self.git("-C", f"{folder}/tree", "cherry-pick", commit, who=committer)
            made = self.git("-C", f"{folder}/tree", "rev-parse", "HEAD")
        self.git("worktree", "prune")
        return made

    def _commit(
        self, tree: str, parents: tuple[str, ...], author: Mapping[str, str], committer: Mapping[str, str]
    ) -> str:
        given = [part for parent in parents for part in ("-p", parent)]
        return self.git("commit-tree", tree, *given, "-m", "On GitHub", who={**author, **committer})

    def _address(self, account: Account) -> str:
        return next(
            (a for a, known in self.accounts.items() if known == account), f"{account.login}@mail.example"
        )

    def commits(self, pull: Pull) -> list[str]:
        """Of a pull request, oldest first."""
        return self.git("rev-list", "--reverse", "--no-merges", f"{pull.started_from}..{pull.head}").split()


def _who(name: str, address: str, at: datetime) -> dict[str, str]:
    return _as("AUTHOR", name, address, at)


def _web_flow(at: datetime) -> dict[str, str]:
    return _as("COMMITTER", "GitHub", "noreply@github.com", at)


def _as(kind: str, name: str, address: str, at: datetime) -> dict[str, str]:
    date = at.astimezone(UTC).isoformat()
    return {f"GIT_{kind}_NAME": name, f"GIT_{kind}_EMAIL": address, f"GIT_{kind}_DATE": date}
