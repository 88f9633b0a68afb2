"""A department in which a post has to be erased: what happened, and the steps of an erasure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.clock import next_second
from tests.department import Department, Ran
from tests.village import NOW, post

ARREST = "content/posts/arrest.md"
PHOTO = "content/posts/photo.png"
NAMED = "Jordan Example was arrested"
AUTHORITY = "Circuit Court of Cook County, 2026-CR-0412, order of 2026-11-20"
BYTES = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a7300000016494441"
    "54789c63e4e43cc1c0c0c0c4c0c0c0c0c0000009a300de942351060000000049454e44ae426082"
)
DAYS = [NOW - timedelta(days=number) for number in (20, 19, 12, 11, 5)]


def happened(department: Department, *, signed: bool = False) -> None:
    """A post with a photo was published, corrected, withdrawn and taken out; its custodian is `lt`."""

    def by(name: str) -> str:
        return name if signed else ""

    appoint(department, at=DAYS[0])
    department.write(PHOTO, BYTES)
    department.write(ARREST, _text(f"{NAMED} on Monday."))
    department.commit("content", at=DAYS[0], signed_with=by("pio"))
    department.approve(ARREST, at=DAYS[1])
    department.write(ARREST, _text(f"{NAMED} on Tuesday."))
    department.tell(ARREST, "The day was wrong.", at=DAYS[2])
    department.commit("content", at=DAYS[2], signed_with=by("pio"))
    department.approve(ARREST, at=DAYS[3])
    (department.root / ARREST).unlink()
    (department.root / PHOTO).unlink()
    department.commit("content", at=DAYS[4], signed_with=by("pio"))


def appoint(department: Department, *, at: datetime) -> None:
    """Supervisors are custodians as well, so that it isn't the chief who orders and confirms."""
    supervisor = "- {role: supervisor, from: 2024-01-01}"
    custodian = supervisor.replace("supervisor", "custodian")
    department.replace("guidelines/roster.yml", supervisor, f"{supervisor}\n      {custodian}")
    department.commit("guidelines", as_="chief", at=at)
    department.adopt(at=at)


def _text(body: str) -> str:
    return post(
        "An arrest",
        f"{body}\n\n![A car at the station](photo.png)\n",
        date=DAYS[0],
        clearance="  media:\n    photo.png: {kind: photo}\n",
    )


def erase(department: Department, step: str, *arguments: str, by: str) -> Ran:
    key = str(department.keys.private(by))
    return department.run("records", "erase", step, *arguments, "--as", by, "--key", key)


def order(department: Department, *paths: str, by: str = "lt") -> Ran:
    told = ("--authority", AUTHORITY, "--reason", "Expungement.")
    return erase(department, "order", *(paths or (ARREST, PHOTO)), *told, by=by)


def signed_in(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out.split("signed in ")[1].split()[0]


def committed(department: Department, ran: Ran, *, by: str) -> str:
    """The record that was signed, which is committed; the next one is of a later second."""
    record = signed_in(ran)
    department.commit("records", as_=by, at=datetime.now(UTC))
    next_second()
    return record


def erased(department: Department, *paths: str) -> str:
    """All three steps, each committed; the record of the order."""
    record = committed(department, order(department, *paths), by="lt")
    committed(department, erase(department, "confirm", record, by="chief"), by="chief")
    committed(department, erase(department, "carry-out", record, by="lt"), by="lt")
    return record
