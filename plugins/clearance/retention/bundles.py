"""The git history as bundles, for a transfer."""

from __future__ import annotations

from pathlib import Path

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.history.git import Repository
from clearance.history.repository import open_repository
from clearance.history.retention import is_checkout

NAME, OF_RECORDS = "repository.bundle", "records.bundle"


def make_bundles(folder: Path, judgement: Judgement) -> tuple[str, ...]:
    """Write the history of HEAD, with branches and tags; and the records' own, where they have one.

    Each was verified by git. Raises CannotJudge.
    """
    root = judgement.evidence.root
    _bundle(open_repository(root), folder / NAME)
    if not is_checkout(root, "records"):
        return (NAME,)
    _bundle(open_repository(root / "records"), folder / OF_RECORDS)
    return (NAME, OF_RECORDS)


def _bundle(repository: Repository, place: Path) -> None:
    repository.git("bundle", "create", "--quiet", str(place.absolute()), "HEAD", "--branches", "--tags")
    repository.git("bundle", "verify", "--quiet", str(place.absolute()))
    heads = repository.git("bundle", "list-heads", str(place.absolute())).decode(errors="replace")
    if f"{repository.head} HEAD" not in heads.splitlines():
        raise CannotJudge("the git bundle does not hold the commit that is checked out; try again")
