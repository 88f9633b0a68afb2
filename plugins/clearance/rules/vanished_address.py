"""A page that was approved is gone, and nothing leads on from its address.

## What it checks
Every page that an approval names is still there, was withdrawn, or is one whose address some page
names as a former one (`clearance.formerly`). Where another page has exactly the bytes that were
approved, or an approval of the same bytes, it is named as the renamed one. It can't be told from
the records what slug a page had, so an address with a slug counts by its folder.

## Why it matters
People, newspapers and other agencies keep addresses. One that leads nowhere looks like a notice
that was taken back, and a notice is only taken back by a withdrawal, which says who did it and why
(1021.7).

## Remedy
If the page was renamed, write its former address into the front matter of the page as it is now:
`clearance: {formerly: [posts/2025/flood/]}`. If it was to be taken down, put the file back and
withdraw it (`clearance withdraw`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clearance.content.address import address, plain_address
from clearance.model import Page, Record, Severity, Violation
from clearance.rules.rule import Department

CODE = "CT104"
NAME = "vanished-address"
CLAUSE = "1021.7"
SEVERITY = Severity.NOTE
INTEGRITY = False


def check(department: Department, /) -> Iterator[tuple[str, Violation]]:
    gone = _gone(department)
    if not gone:
        return
    folders, addresses = _former(department)
    bearers = _bearers(department)
    for path, approval in sorted(gone.items()):
        where = address(path)
        renamed = bearers.get(approval.subjects[path])
        if where.casefold() in addresses or (renamed and _folder(where) in folders.get(renamed, ())):
            continue
        now = f"it seems to be `{renamed}` now" if renamed else "no page leads on from there"
        message = f"was approved, is gone without a withdrawal, and leaves the address {where!r} empty: {now}"
        yield renamed or path, Violation(message)


def _gone(department: Department) -> dict[str, Record]:
    """The newest approval of each page that is not there any more and was not withdrawn since."""
    gone: dict[str, Record] = {}
    for record in department.ledger.records:
        for path in record.subjects if record.kind in {"approval", "withdrawal"} else ():
            if path.endswith(".md") and path not in department.facts.files:
                if record.kind == "approval":
                    gone[path] = record
                else:
                    gone.pop(path, None)
    return gone


def _former(department: Department) -> tuple[Mapping[str, set[str]], set[str]]:
    """The folders of the former addresses of each page, and all these addresses."""
    folders: dict[str, set[str]] = {}
    addresses: set[str] = set()
    for judged in department.pages:
        former = judged.page.formerly if isinstance(judged.page, Page) else ()
        written = {plain_address(each).casefold() for each in former}
        addresses |= written
        folders[judged.path] = {_folder(each) for each in written}
    return folders, addresses


def _folder(where: str) -> str:
    return where.casefold().rstrip("/").rpartition("/")[0]


def _bearers(department: Department) -> dict[str, str]:
    """The pages that are there, by each digest that they have or were approved with."""
    bearers = {
        digest: path
        for record in department.ledger.records
        if record.kind == "approval"
        for path, digest in record.subjects.items()
        if path.endswith(".md") and path in department.facts.files
    }
    return bearers | {judged.page.digest: judged.path for judged in department.pages}
