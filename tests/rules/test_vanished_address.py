from __future__ import annotations

from dataclasses import replace

import pytest
from tests.rules.builders import approval, department, judged, page

from clearance.model import Ledger, Page, Record, Violation
from clearance.rules import vanished_address
from clearance.rules.rule import Department

OLD, NEW = "content/posts/old.md", "content/posts/2026/new.md"


def told(*records: Record, pages: tuple[Page, ...] = ()) -> list[tuple[str, Violation]]:
    files = {one.path: one.digest for one in pages}
    there: Department = department(
        ledger=Ledger(records), pages=tuple(map(judged, pages)), files={**files, "content/a.png": "d"}
    )
    return [*vanished_address.check(there)]


def approved(path: str, digest: str = "d1") -> Record:
    return approval(subjects={path: digest, "content/gone.png": "p"})


def withdrawn(path: str) -> Record:
    return replace(approved(path), kind="withdrawal")


@pytest.mark.parametrize(
    ("records", "pages"),
    [
        pytest.param([], (), id="nothing was ever approved"),
        pytest.param([approved(NEW)], (page(NEW),), id="the page is there"),
        pytest.param([approved(OLD), withdrawn(OLD)], (), id="it was withdrawn"),
        pytest.param(
            [approved(OLD)], (page(NEW, formerly=("posts/old/",)),), id="its address is another's former one"
        ),
        pytest.param(
            [approved(OLD), approved(NEW)],
            (page(NEW, formerly=("posts/with-a-slug/",)),),
            id="it had a slug, and the same bytes",
        ),
        pytest.param([replace(approved(OLD), kind="report")], (), id="another kind of record"),
    ],
)
def test_nothing_has_vanished(records: list[Record], pages: tuple[Page, ...]) -> None:
    assert told(*records, pages=pages) == []


def said(now: str) -> Violation:
    return Violation(
        f"was approved, is gone without a withdrawal, and leaves the address 'posts/old/' empty: {now}"
    )


@pytest.mark.parametrize(
    ("records", "pages", "path", "now"),
    [
        pytest.param([approved(OLD)], (), OLD, "no page leads on from there", id="deleted"),
        pytest.param(
            [withdrawn(OLD), approved(OLD)], (), OLD, "no page leads on from there", id="after it came back"
        ),
        pytest.param(
            [approved(OLD), approved(NEW)], (page(NEW),), NEW, f"it seems to be `{NEW}` now", id="renamed"
        ),
        pytest.param(
            [approved(OLD, page(NEW).digest)],
            (page(NEW),),
            NEW,
            f"it seems to be `{NEW}` now",
            id="renamed, and not approved yet",
        ),
        pytest.param(
            [approved(OLD), approved(NEW)],
            (page(NEW, formerly=("elsewhere/old/",)),),
            NEW,
            f"it seems to be `{NEW}` now",
            id="with the former address of another",
        ),
    ],
)
def test_an_address_that_leads_nowhere(
    records: list[Record], pages: tuple[Page, ...], path: str, now: str
) -> None:
    assert told(*records, pages=pages) == [(path, said(now))]
