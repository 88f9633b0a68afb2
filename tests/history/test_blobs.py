"""Every version of many files by its digest, out of one walk through the history."""

from __future__ import annotations

from tests.department import Department
from tests.village import OTHER, POST

from clearance.history.blobs import find_blobs, read_blobs
from clearance.history.facts import read_history
from clearance.history.repository import open_repository
from clearance.model import sha256


def test_former_and_present_versions_are_found_and_the_rest_is_left_out(department: Department) -> None:
    first = department.read(POST).encode()
    department.tell(POST)
    department.commit(POST)
    second = department.read(POST).encode()
    (department.root / OTHER).unlink()
    department.commit(OTHER)
    gone = department.git("show", f"HEAD~1:{OTHER}").encode() + b"\n"
    repository = open_repository(department.root)
    wanted = {sha256(data): data for data in (first, second, gone)}
    stood = read_history(department.root).stood
    found = find_blobs(repository, stood, [POST, OTHER], [*wanted, "0" * 64])
    assert found.keys() == wanted.keys()
    assert dict(read_blobs(repository, [*found.values()])) == {
        found[digest]: data for digest, data in wanted.items()
    }
    assert find_blobs(repository, stood, [], []) == {}
