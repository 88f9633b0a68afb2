"""Finding the repository around a folder, and refusing one whose history is not whole or not true."""

from __future__ import annotations

import os
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.git import Repository, checked, run


def open_repository(root: Path) -> Repository:
    """The repository that holds the department's folder.

    Raises CannotJudge when there is none, when nothing is committed, when it has no files of its
    own (a bare one), or when history was cut short, thinned out or replaced; the message says
    what to run.
    """
    if not root.is_dir():
        raise CannotJudge(f"there is no folder {root}")
    _refuse_without_files(root)
    head = _head(root)
    _refuse_shallow(root)
    _refuse_grafts(root)
    _refuse_replacements(root)
    _refuse_partial(root)
    return Repository(root, _ask(root, "rev-parse", "--show-object-format"), head)


def object_format(root: Path) -> str:
    """By which hash git names objects here, `sha1` or `sha256`; the first where there is no repository."""
    return run(root, "rev-parse", "--show-object-format").text or "sha1"


def _ask(root: Path, *arguments: str) -> str:
    return checked(run(root, *arguments), root).text


def _refuse_without_files(root: Path) -> None:
    if _ask(root, "rev-parse", "--is-inside-work-tree") == "true":
        return
    if _ask(root, "rev-parse", "--is-inside-git-dir") == "true":
        raise CannotJudge(
            f"the folder {root} is git's own store (a bare repository), without files to publish; "
            "clone it and use the clone"
        )
    raise CannotJudge(f"git's setting core.worktree leads away from {root}; remove it")


def _refuse_shallow(root: Path) -> None:
    if _ask(root, "rev-parse", "--is-shallow-repository") != "false":
        raise CannotJudge(
            "this clone holds only the newest part of the history, so who wrote what can't be proved; run "
            "`git fetch --unshallow`, or in GitHub Actions set `fetch-depth: 0` under actions/checkout"
        )


def _refuse_grafts(root: Path) -> None:
    common = Path(_ask(root, "rev-parse", "--path-format=absolute", "--git-common-dir"))
    grafts = common / "info" / "grafts"
    if os.path.lexists(grafts):
        raise CannotJudge(f"the file {grafts} tells git of other parents than the commits have; delete it")


def _refuse_replacements(root: Path) -> None:
    refs = _ask(root, "for-each-ref", "--format=%(refname)", "refs/replace/").split()
    if refs:
        name = refs[0].removeprefix("refs/replace/")
        raise CannotJudge(
            f"git is told to show another object in place of {name}; run `git replace --delete {name}`"
        )


def _refuse_partial(root: Path) -> None:
    filtered = run(root, "config", "--get-regexp", r"^(remote\..*\.promisor|extensions\.partialclone)$")
    if not filtered.output:
        return
    listing = _ask(root, "rev-list", "--objects", "--missing=print", "--no-object-names", "HEAD")
    if any(line.startswith("?") for line in listing.splitlines()):
        raise CannotJudge(
            "this clone left out old versions of files, so who wrote what can't be proved; run "
            "`git fetch --refetch --no-filter`, or in GitHub Actions remove `filter` under actions/checkout"
        )


def _head(root: Path) -> str:
    answer = run(root, "rev-parse", "--verify", "HEAD^{commit}")
    if "single revision" in answer.errors:
        raise CannotJudge("nothing is committed yet; commit the department's files first")
    return checked(answer, root).text
