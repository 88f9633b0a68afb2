"""All that GitHub tells about one merged pull request, read before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from clearance.errors import CannotJudge
from clearance.forge.arrivals import Arrival
from clearance.forge.shapes import Activity, PullCommit, PullRequest, Review, shaped

PAGES_OF_MAIN = 20
"""of 100 changes each: of what is older, the log tells nothing here"""
MOST_COMMITS = 250
"""GitHub lists no more of a pull request's commits"""


class Api(Protocol):
    """GitHub's REST API, read: see `github.GitHub`."""

    def get(self, path: str, **parameters: str | int) -> object: ...

    def pages(self, path: str, **parameters: str | int) -> list[object]: ...

    def first_pages(self, path: str, count: int, **parameters: str | int) -> list[object]: ...


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged pull request, and everything that bears on who may vouch for it.

    `pushes` are the changes of its branch, newest first, down to the branch's creation.
    """

    arrival: Arrival
    pull: PullRequest
    merged_at: datetime
    commits: tuple[PullCommit, ...]
    reviews: tuple[Review, ...]
    pushes: tuple[Activity, ...]


class Unclaimed(CannotJudge):
    """The step of main is no merged pull request that can be judged; the message tells what to do."""


def read_merge(api: Api, repository: str, arrival: Arrival, branch: str) -> Merge:
    """Raises Unclaimed, or CannotJudge where GitHub can't be read."""
    place = f"/repos/{repository}"
    pull, merged_at = _pull_of(api, place, arrival, branch)
    home = pull.base.repo
    if home is None or pull.head.repo is None or pull.head.repo.id != home.id:
        raise Unclaimed(
            f"pull request #{pull.number} comes from a fork, and who pushed there can't be read; push the "
            "branch to the department's own repository, and open the pull request from there"
        )
    commits = api.pages(f"{place}/pulls/{pull.number}/commits")
    if len(commits) >= MOST_COMMITS:
        raise Unclaimed(
            f"pull request #{pull.number} has {MOST_COMMITS} commits or more, and GitHub doesn't list them "
            "all; split it up"
        )
    reviews = api.pages(f"{place}/pulls/{pull.number}/reviews")
    pushes = _read_log(api, repository, pull.head.ref)
    what = f"pull request #{pull.number}"
    return Merge(
        arrival,
        pull,
        merged_at,
        shaped(tuple[PullCommit, ...], commits, f"the commits of {what}"),
        shaped(tuple[Review, ...], reviews, f"the reviews of {what}"),
        _since_creation(pushes, merged_at),
    )


def read_log_of_main(api: Api, repository: str, branch: str) -> tuple[Activity, ...]:
    """What happened to the branch that is published, newest first: as much of it as can be waiting."""
    path, ref = f"/repos/{repository}/activity", f"refs/heads/{branch}"
    return _activity(api.first_pages(path, PAGES_OF_MAIN, ref=ref), branch)


def _read_log(api: Api, repository: str, branch: str) -> tuple[Activity, ...]:
    """Everything that happened to a branch, newest first."""
    return _activity(api.pages(f"/repos/{repository}/activity", ref=f"refs/heads/{branch}"), branch)


def _activity(listed: list[object], branch: str) -> tuple[Activity, ...]:
    found = shaped(tuple[Activity, ...], listed, f"the activity of {branch}")
    if any(entry.ref != f"refs/heads/{branch}" for entry in found):
        raise CannotJudge(f"GitHub's answer about the activity of {branch} speaks of other branches")
    return tuple(sorted(found, key=lambda entry: entry.timestamp, reverse=True))


def _pull_of(api: Api, place: str, arrival: Arrival, branch: str) -> tuple[PullRequest, datetime]:
    listed = api.pages(f"{place}/commits/{arrival.tip}/pulls")
    pulls = shaped(tuple[PullRequest, ...], listed, f"the pull requests of commit {arrival.tip[:12]}")
    claiming = [
        (pull, pull.merged_at)
        for pull in pulls
        if pull.merged_at and pull.merge_commit_sha == arrival.tip and pull.base.ref == branch
    ]
    if len(claiming) != 1:
        number = "no pull request" if not claiming else f"{len(claiming)} pull requests"
        raise Unclaimed(f"{number} into {branch} claims commit {arrival.tip[:12]}; open one with this change")
    return claiming[0]


def _since_creation(log: tuple[Activity, ...], merged_at: datetime) -> tuple[Activity, ...]:
    """The branch's own life: its name may have been another branch's before."""
    kept: list[Activity] = []
    for entry in log:
        if entry.timestamp > merged_at:
            continue
        kept.append(entry)
        if entry.activity_type == "branch_creation":
            break
    return tuple(kept)
