"""From a signed record to the public site: commit it, push it, build, in one go.

Whoever takes something down in a hurry has no time for three more commands. What is committed is the new
records and nothing else that lies about; where `records/` is a repository of its own, it is committed there.
"""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from clearance.errors import CannotJudge


def require_committable(root: Path, *, push: bool) -> None:
    """Raise CannotJudge, before anything is signed, where git could not commit, or not push."""
    repository = _repository(root)
    _git(
        repository,
        "var",
        "GIT_COMMITTER_IDENT",
        wrong="git doesn't know who commits; set user.name and user.email",
    )
    _git(
        repository, "symbolic-ref", "-q", "HEAD", wrong="no branch is checked out; expected one to commit to"
    )
    if push:
        wrong = "this branch has no upstream to push to; set it with git push -u"
        _git(repository, "rev-parse", "--abbrev-ref", "@{upstream}", wrong=wrong)


def commit(root: Path, records: Sequence[str], message: str) -> None:
    """Commit these records with their signatures. Raises CannotJudge; they stay where they are."""
    repository = _repository(root)
    files = [
        str((root / path).relative_to(repository)) for record in records for path in (record, f"{record}.sig")
    ]
    wrong = "the records are signed and written, but not committed; commit and push records/ by hand"
    _git(repository, "add", "--", *files, wrong=wrong)
    _git(repository, "commit", "-q", "--no-verify", "-m", message, "--only", "--", *files, wrong=wrong)


def push(root: Path) -> None:
    """Push the branch that is checked out. Raises CannotJudge; what was committed stays committed."""
    wrong = "the records are committed here, but not pushed; try git pull --rebase, then git push"
    _git(_repository(root), "push", "-q", wrong=wrong)


def _repository(root: Path) -> Path:
    records = root / "records"
    return records if (records / ".git").exists() else root


def _git(repository: Path, *arguments: str, wrong: str) -> None:
    """The user's own git with the user's own settings, since it is they who commit."""
    try:
        done = subprocess.run(["git", *arguments], cwd=repository, capture_output=True, check=False)
    except OSError as error:
        raise CannotJudge(f"the program git could not be started: {error.strerror}") from None
    if done.returncode:
        told = done.stderr.decode(errors="backslashreplace").strip().splitlines()
        raise CannotJudge(f"{wrong} ({told[-1]})" if told else wrong)
