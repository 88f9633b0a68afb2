"""`clearance records fixity`: two copies, whole and the same, or which of them isn't, and how."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.department import Department, Ran, run_here
from tests.village import POST

from clearance.retention.bag import close_bag


def fixity(one: Path, other: Path) -> Ran:
    return run_here("records", "fixity", str(one), str(other))


@pytest.fixture
def bags(tmp_path: Path) -> tuple[Path, Path]:
    one = tmp_path / "one"
    (one / "data").mkdir(parents=True)
    (one / "data/a.txt").write_text("A")
    close_bag(one, [])
    return one, shutil.copytree(one, tmp_path / "other")


@pytest.fixture
def clones(department: Department, tmp_path: Path) -> tuple[Path, Path]:
    other = tmp_path / "backup.git"
    department.git("clone", "-q", "--mirror", "--no-local", str(department.root), str(other))
    return department.root, other


def test_two_bags_that_are_the_same(bags: tuple[Path, Path]) -> None:
    ran = fixity(*bags)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{bags[0]}: whole\n{bags[1]}: whole\nThe two hold the same bag: 5 files.\n"


def test_one_rotted_and_the_other_is_whole_by_its_own_list(bags: tuple[Path, Path]) -> None:
    (bags[1] / "data/a.txt").write_text("a")
    ran = fixity(*bags)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"{bags[0]}: whole",
        f"{bags[1]}: NOT WHOLE",
        "  data/a.txt was changed",
        "differs: data/a.txt",
        "The two are not the same whole copy.",
    ]


def test_both_rotted_alike(bags: tuple[Path, Path]) -> None:
    for bag in bags:
        (bag / "data/a.txt").write_text("a")
    assert (fixity(*bags).code, fixity(*bags).out.count("NOT WHOLE")) == (1, 2)


def test_both_are_whole_and_are_not_the_same(bags: tuple[Path, Path], tmp_path: Path) -> None:
    third = tmp_path / "third"
    (third / "data").mkdir(parents=True)
    (third / "data/b.txt").write_text("B")
    close_bag(third, [])
    ran = fixity(bags[0], third)
    assert ran.code == 1
    assert "only in COPY_A: data/a.txt\nonly in COPY_B: data/b.txt\n" in ran.out
    assert "NOT WHOLE" not in ran.out


def test_a_clone_and_its_backup(clones: tuple[Path, Path]) -> None:
    ran = fixity(*clones)
    assert (ran.code, ran.err) == (0, "")
    assert "The two hold the same history: " in ran.out


def test_a_backup_that_lags_behind(department: Department, clones: tuple[Path, Path]) -> None:
    department.tell(POST)
    department.commit(POST)
    ran = fixity(*clones)
    assert ran.code == 1
    head = department.git("rev-parse", "HEAD")
    assert f"only in COPY_A: commit {head}\n" in ran.out
    assert f"only in COPY_A: {POST} " in ran.out


def test_a_damaged_object(clones: tuple[Path, Path]) -> None:
    pack = next(iter((clones[1] / "objects/pack").glob("*.pack")))
    data = bytearray(pack.read_bytes())
    data[len(data) // 2] ^= 1
    pack.chmod(0o644)
    pack.write_bytes(data)
    ran = fixity(*clones)
    assert (ran.code, ran.err) == (1, "")
    assert f"{clones[0]}: whole\n{clones[1]}: NOT WHOLE\n" in ran.out


def test_a_record_that_one_copy_lost(department: Department, clones: tuple[Path, Path]) -> None:
    record = next(iter((department.root / "records").rglob("*-approval-closure-*.json")))
    blob = department.git("rev-parse", f"HEAD:{record.relative_to(department.root).as_posix()}")
    loose = department.root / ".git/objects" / blob[:2] / blob[2:]
    assert loose.is_file()
    loose.unlink()
    ran = fixity(*clones)
    assert ran.code == 1
    assert f"{clones[0]}: NOT WHOLE\n  " in ran.out
    assert f"{clones[1]}: whole\n" in ran.out


def test_what_can_not_be_compared(bags: tuple[Path, Path], clones: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (bags[1] / "data/link").symlink_to("/etc/passwd")
    for one, other, message in (
        (bags[0], clones[0], "one is a bag and the other a clone; expected two of a kind"),
        (bags[0], tmp_path / "empty", "is neither; expected a bag"),
        (bags[0], tmp_path / "no", "there is no such folder; expected a bag"),
        (bags[0], bags[1], "is a link, or no plain file"),
    ):
        ran = fixity(one, other)
        assert (ran.code, ran.out) == (2, "")
        assert message in ran.err
