"""GitHub's answers, as far as they are relied on: shaped as its OpenAPI description has them.

What can be null there can be null here. What doesn't fit is an error, never taken for empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from clearance.errors import CannotJudge

WEB_FLOW = 19864447
"""the account under which GitHub commits what is done in the browser"""


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class User(Shape):
    """`id` stays with an account; its name can change, and be taken by another."""

    id: int
    login: str

    def __str__(self) -> str:
        return f"{self.login} (GitHub user {self.id})"


def _none_for_empty(value: object) -> object:
    """GitHub writes an account that it doesn't know as null in some places, and as {} in others."""
    return value or None


Account = Annotated[User | None, BeforeValidator(_none_for_empty)]
Sha = Annotated[str, Field(pattern="^([0-9a-f]{40}|[0-9a-f]{64})$")]


class Repository(Shape):
    id: int
    full_name: str


class Side(Shape):
    """One side of a pull request. `repo` is null where the fork was deleted."""

    ref: str
    sha: Sha
    repo: Repository | None


class PullRequest(Shape):
    number: int
    user: Account
    merged_at: datetime | None
    merge_commit_sha: Sha | None
    head: Side
    base: Side


class Review(Shape):
    id: int
    user: Account
    body: str
    state: str
    submitted_at: datetime | None = None
    commit_id: Sha | None


class Verification(Shape):
    verified: bool


class CommitText(Shape):
    verification: Verification | None = None


class PullCommit(Shape):
    sha: Sha
    author: Account
    committer: Account
    commit: CommitText


class Activity(Shape):
    """One change of a branch: by a push, a merged pull request, and so on. All zeros for no commit."""

    before: Sha
    after: Sha
    ref: str
    timestamp: datetime
    activity_type: str
    actor: Account


class Named(Shape):
    sha: Sha


class GitCommit(Shape):
    sha: Sha
    tree: Named


class TreeEntry(Shape):
    path: str
    type: str
    sha: Sha


class Tree(Shape):
    sha: Sha
    truncated: bool
    tree: tuple[TreeEntry, ...]


Shaped = TypeVar("Shaped")


def shaped(kind: type[Shaped], value: object, what: str) -> Shaped:
    """An answer as this kind of value. Raises CannotJudge, which names `what` was asked for."""
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise CannotJudge(
            f"GitHub's answer about {what} is not as its description says ({place}: {first['msg']})"
        ) from None
