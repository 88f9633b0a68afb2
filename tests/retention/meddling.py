"""What the tests of the proof share: looking for a record, meddling with it, and what must be told of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.department import Department
from tests.village import NOW, POST

from clearance.model import Cause, sha256
from clearance.records.statement import Statement, decode
from clearance.retention.flaws import Proof
from clearance.retention.proving import Wanted, prove


def proof_of(department: Department, *, site: bool = True, known: str = "") -> Proof:
    place = department.root / "site" if site else None
    return prove(Wanted(department.root, department.pin, place, known), at=datetime.now(UTC))


def told(proof: Proof) -> list[str]:
    return [f"{flaw.path}: {flaw.wrong}" for flaw in proof.flaws]


def records(department: Department, kind: str) -> list[Path]:
    """The files of all records of a kind, oldest first, and of one day by name."""
    return sorted((department.root / "records").rglob(f"*-{kind}-*.json"))


def about(department: Department, page: str) -> Path:
    """The newest approval of a page."""
    own = [path for path in records(department, "approval") if page in path.read_text("utf-8")]
    return max(own, key=lambda path: decode(path.read_bytes()).issued)


def adoption(department: Department, number: int) -> Path:
    return sorted(records(department, "adoption"), key=lambda path: decode(path.read_bytes()).issued)[number]


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


def signature(record: Path) -> Path:
    return record.with_name(f"{record.name}.sig")


def put(department: Department, statement: Statement, key: str, *, at: datetime = NOW) -> None:
    department.put_record("2026/forged", statement, key=key)
    department.commit("records", as_="officer", at=at)


def digest_of(path: Path) -> str:
    return sha256(path.read_bytes())


def delete_a_record_and_its_signature(d: Department) -> None:
    signature(about(d, POST)).unlink()
    about(d, POST).unlink()


def delete_a_post_on_disk(d: Department) -> None:
    (d.root / POST).unlink()


def date_a_record_back(d: Department) -> None:
    put(d, d.statement(POST, by="lt", at=NOW - timedelta(days=20)), "lt")


@dataclass(frozen=True)
class Case:
    """A deed, the worst cause that it must be told with, all that it is called, and words that are said."""

    deed: Callable[[Department], None]
    cause: Cause
    names: set[str]
    words: str


T, L, M = Cause.TAMPERING, Cause.LOSS, Cause.MISTAKE


def names(case: Case) -> str:
    return case.deed.__name__.replace("_", " ")


def require_told(case: Case, proof: Proof) -> None:
    """All that is wrong is called by its name, the worst cause first."""
    assert {flaw.sort.name for flaw in proof.flaws} == case.names, told(proof)
    assert proof.flaws[0].sort.cause is case.cause
    assert [line for line in told(proof) if case.words in line], told(proof)
