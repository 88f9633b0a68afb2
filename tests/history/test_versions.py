from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import pytest
from tests.department import Department
from tests.village import OTHER, POST

from clearance.history.facts import read_history
from clearance.history.versions import former_files, former_versions


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def told(department: Department, paths: Iterable[str]) -> list[str]:
    """Commit two versions of each and remove the last one; the first versions."""
    texts = [f"The first text of {path}.\n" for path in paths]
    for version in ("first", "second"):
        for path in paths:
            department.write(path, f"The {version} text of {path}.\n")
        department.commit()
    return texts


def stood(department: Department) -> Mapping[str, tuple[str, ...]]:
    return read_history(department.root).stood


@pytest.mark.parametrize("count", [1, 40])
def test_texts_that_stood_there_before_by_their_digest(department: Department, count: int) -> None:
    paths = [f"content/posts/{number}/n.md" for number in range(count)]
    first = told(department, paths)
    department.git("rm", "-q", paths[0])
    department.commit()
    wanted = {path: (digest(text), digest("never")) for path, text in zip(paths, first, strict=True)}
    assert former_versions(department.root, stood(department), wanted) == {
        digest(text): text.encode() for text in first
    }


def test_one_text_of_each_path(department: Department) -> None:
    now = department.read(POST)
    department.write(POST, "Something else.\n")
    department.commit()
    wanted = {POST: digest(now), OTHER: digest("never")}
    assert former_files(department.root, stood(department), wanted) == {POST: now.encode()}
    assert former_files(department.root, stood(department), {}) == {}


def test_a_submodule_has_no_bytes_that_could_be_read(department: Department) -> None:
    head = department.git("rev-parse", "HEAD")
    department.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/sub")
    department.git("commit", "-q", "-m", "A submodule")
    assert "content/sub" not in stood(department)
    assert POST in stood(department)
