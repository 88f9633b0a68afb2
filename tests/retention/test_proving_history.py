"""The proof of a department after its history or its posts were meddled with, or got lost."""

from __future__ import annotations

import pytest
from tests.department import Department
from tests.retention.meddling import (
    Case,
    L,
    M,
    T,
    delete_a_post_on_disk,
    delete_a_record_and_its_signature,
    names,
    proof_of,
    require_told,
)
from tests.village import FOUNDED, OTHER, POST

pytestmark = pytest.mark.site


def write_the_history_anew(d: Department) -> None:
    """All of it in one commit, without one approval."""
    delete_a_record_and_its_signature(d)
    d.git("add", "-A", "records")
    tree = d.git("write-tree")
    d.git("update-ref", "HEAD", d.git("commit-tree", tree, "-m", "All"))


def move_the_branch_back(d: Department) -> None:
    d.git("reset", "-q", "--hard", "HEAD~2")


def change_a_post_after_its_approval(d: Department) -> None:
    d.replace(POST, "is closed", "is open")
    d.commit("content")


def edit_a_post_on_disk(d: Department) -> None:
    d.replace(POST, "is closed", "is open")


def take_a_version_out_of_history(d: Department) -> None:
    """A new history, as old as the first one, without the first version of a post; all records are in it."""
    d.git("checkout", "-q", "--orphan", "anew")
    d.commit(at=FOUNDED)
    d.git("branch", "-q", "-M", "anew", "main")
    d.git("reflog", "expire", "--expire=now", "--all")


def damage_an_object(d: Department) -> None:
    name = d.git("rev-parse", f"HEAD:{POST}")
    file = d.root / ".git/objects" / name[:2] / name[2:]
    file.chmod(0o644)
    file.write_bytes(b"nothing")


def delete_an_object(d: Department) -> None:
    name = d.git("rev-parse", f"HEAD~4:{OTHER}")
    (d.root / ".git/objects" / name[:2] / name[2:]).unlink()


def merge_without_the_records(d: Department) -> None:
    d.git("checkout", "-q", "-b", "side")
    d.approve(POST, by="lt")
    d.git("checkout", "-q", "main")
    d.git("merge", "-q", "-s", "ours", "-m", "Merge", "side")


def lose_what_a_tag_leads_to(d: Department) -> None:
    d.git("tag", "-a", "-m", "All of November", "november")
    d.git("reset", "-q", "--hard", "HEAD~1")
    d.git("reflog", "expire", "--expire=now", "--all")


def fall_behind(d: Department) -> None:
    d.git("update-ref", "refs/remotes/origin/main", "HEAD")
    d.git("reset", "-q", "--hard", "HEAD~1")
    d.git("reflog", "expire", "--expire=now", "--all")


CASES = (
    Case(
        write_the_history_anew,
        T,
        {"moved-back", "lost-version", "forged-record"},
        "stands with 1 more in commit",
    ),
    Case(
        move_the_branch_back,
        T,
        {"moved-back", "unrecorded-site", "changed-after-approval"},
        "which is no longer part of the branch",
    ),
    Case(
        change_a_post_after_its_approval, M, {"changed-after-approval"}, f"{POST}: is not as it was approved"
    ),
    Case(edit_a_post_on_disk, M, {"edited-file"}, f"{POST}: has other bytes than were committed"),
    Case(delete_a_post_on_disk, L, {"missing-file"}, f"{POST}: is missing"),
    Case(
        take_a_version_out_of_history,
        T,
        {"moved-back", "lost-version"},
        f"{OTHER}: the version sha256:",
    ),
    Case(damage_an_object, L, {"damaged-git"}, "git fsck: "),
    Case(delete_an_object, L, {"damaged-git"}, "missing blob"),
    Case(merge_without_the_records, T, {"rewritten-record"}, "was deleted in commit"),
    Case(
        lose_what_a_tag_leads_to,
        M,
        {"behind", "unrecorded-site"},
        "which is known here and not part of the branch",
    ),
    Case(fall_behind, M, {"behind", "unrecorded-site"}, "which is known here and not part of the branch"),
)


@pytest.mark.parametrize("case", CASES, ids=names)
def test_what_is_wrong_is_told(case: Case, kept: Department) -> None:
    case.deed(kept)
    require_told(case, proof_of(kept))
