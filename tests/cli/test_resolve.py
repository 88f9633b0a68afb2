"""Settling a file among the records that doesn't count: it can't be deleted, and would be told for ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Copy
from tests.department import Department, Keys, Ran, found_department
from tests.village import NOW, post

from clearance.model import sha256
from clearance.records.statement import Statement

NEW = "content/posts/new.md"
FORGED = "records/2026/forged.json"


@pytest.fixture(scope="module")
def with_forgery(tmp_path_factory: pytest.TempPathFactory, keys: Keys) -> Department:
    """A department in which somebody committed a forged approval. Take a copy."""
    department = found_department(tmp_path_factory.mktemp("forgery") / "department", keys)
    department.write(NEW, post("New"))
    department.commit()
    department.put_record("2026/forged", department.statement(NEW), key="stranger")
    department.commit()
    department.approve(NEW)
    assert department.codes() == {(FORGED, "RC101")}
    return department


@pytest.fixture
def forged(with_forgery: Department, copy_of: Copy) -> Department:
    return copy_of(with_forgery)


def resolve(
    department: Department, *paths: str, by: str = "lt", key: str = "", reason: str = "Looked into."
) -> Ran:
    private = str(department.keys.private(key or by))
    return department.run("resolve", *paths, "--as", by, "--key", private, "--reason", reason)


def test_a_supervisor_settles_it_once_committed(forged: Department) -> None:
    ran = resolve(forged, FORGED)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"settled {FORGED}\n  signed in records/")
    assert (FORGED, "RC101") in forged.codes(), "not before it is committed"
    forged.commit(as_="lt")
    assert forged.codes() == set()
    assert forged.run("check").code == 0


def test_it_settles_these_bytes_and_the_record_counts_no_more_than_before(forged: Department) -> None:
    resolve(forged, FORGED)
    forged.commit(as_="lt")
    forged.put_record("2026/second", forged.statement("content/about.md"), key="stranger")
    forged.commit()
    assert forged.codes() == {("records/2026/second.json", "RC101")}


def test_a_settled_file_that_changes_is_told_again(forged: Department) -> None:
    resolve(forged, FORGED)
    forged.commit(as_="lt")
    forged.write(FORGED, forged.read(FORGED) + "\n")
    forged.commit()
    assert {(FORGED, "RC101"), (FORGED, "RC102")} & forged.codes()


@pytest.mark.parametrize(
    ("by", "key", "paths", "message"),
    [
        pytest.param("pio", "pio", [FORGED], "pio is no supervisor", id="no supervisor"),
        pytest.param("lt", "sgt", [FORGED], "this key is not lt's: it is sgt's", id="another's key"),
        pytest.param("nobody", "lt", [FORGED], "there is no member 'nobody'", id="nobody"),
        pytest.param(
            "lt", "lt", ["mkdocs.yml"], "no file among the records that doesn't count", id="no record"
        ),
        pytest.param("lt", "lt", ["records/gone.json"], "there is no such file", id="a missing file"),
    ],
)
def test_what_is_refused(forged: Department, by: str, key: str, paths: list[str], message: str) -> None:
    before = sorted((forged.root / "records").rglob("*"))
    ran = resolve(forged, *paths, by=by, key=key)
    assert (ran.code, ran.out, message in ran.err) == (2, "", True), ran.err
    assert sorted((forged.root / "records").rglob("*")) == before


def test_a_good_record_can_not_be_settled_away(forged: Department) -> None:
    """Nor can an approval be taken back so."""
    good = next(path for path in (forged.root / "records").rglob("*closure*.json"))
    ran = resolve(forged, good.relative_to(forged.root).as_posix())
    assert (ran.code, "doesn't count" in ran.err) == (2, True)


def test_a_link_is_taken_away_instead(forged: Department, tmp_path: Path) -> None:
    (forged.root / "records/link.json").symlink_to(tmp_path / "elsewhere")
    ran = resolve(forged, "records/link.json")
    assert (ran.code, "this is no plain file; take it away instead" in ran.err) == (2, True), ran.err


def test_a_resolution_by_somebody_who_may_not_settles_nothing(forged: Department) -> None:
    subjects = {FORGED: sha256((forged.root / FORGED).read_bytes())}
    forged.record(Statement("resolution", "test-pd", NOW, "officer", subjects, reason="Mine."), key="officer")
    forged.commit(as_="officer")
    assert (FORGED, "RC101") in forged.codes()
