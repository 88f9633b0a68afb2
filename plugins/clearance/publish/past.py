"""The versions of a page that were approved before the present one, and which records of them are public.

A record of a former version is published with the page while the page is. It holds paths and digests,
no text; yet a path may say too much. So it is not published when the version was withdrawn since, which
is how the department takes back something that nobody should see, nor when it was replaced before the
post's own date, so that the public may never have had it. Such a version is listed without its record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from clearance.content.address import source_destination
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page, Record
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import could_approve


@dataclass(frozen=True, slots=True)
class Former:
    """An approved version, by its newest approval. `first` is when it was first approved."""

    approval: Record
    first: datetime
    withdrawn: datetime | None = None
    public: bool = False


def former_versions(judged: JudgedPage, judgement: Judgement) -> tuple[Former, ...]:
    """What supervisors approved before the present version, oldest first; none of a page that isn't out."""
    case = judgement.cases.get(judged.path)
    if case is None or len(case.past) < 2 or judged.approval is None or not judged.published:  # noqa: PLR2004 - the present one
        return ()
    versions = _versions(case, judgement.facts)
    since_last_withdrawal = {record.id for record in case.approvals}
    created = case.page.created
    return tuple(
        replace(
            version,
            public=version.approval.id in since_last_withdrawal
            and (created is None or after.first > created),
        )
        for version, after in pairwise(versions)
    )


def _versions(case: Case, facts: Facts) -> list[Former]:
    versions: list[Former] = []
    for record in case.past:
        last = versions[-1] if versions else None
        if record.kind == "withdrawal":
            if last and last.withdrawn is None:
                versions[-1] = replace(last, withdrawn=record.issued)
        elif could_approve(case, facts, record):
            if last and last.withdrawn is None and dict(last.approval.subjects) == dict(record.subjects):
                versions[-1] = replace(last, approval=record)
            else:
                versions.append(Former(record, record.issued))
    return versions


def public_records(judgement: Judgement) -> list[str]:
    """The files of all records that go out with the published pages, in order, signatures with them."""
    paths = {record.path for record, _ in public_approvals(judgement)}
    return [name for path in sorted(paths) for name in (path, f"{path}.sig")]


def public_approvals(judgement: Judgement) -> Iterator[tuple[Record, JudgedPage]]:
    """Approvals of published pages and, where they may be seen, of former versions, each with the page."""
    for judged in judgement.outcome.pages:
        if judged.published and judged.approval:
            yield judged.approval, judged
            former = former_versions(judged, judgement)
            yield from ((version.approval, judged) for version in former if version.public)


def public_sources(judgement: Judgement) -> dict[str, tuple[str, str]]:
    """The source of each published page, with its digest, by where it stands on the site."""
    return {
        source_destination(judged.path, judged.page.slug): (judged.path, judged.page.digest)
        for judged in judgement.outcome.pages
        if judged.published and isinstance(judged.page, Page)
    }


def since(judged: JudgedPage, judgement: Judgement) -> datetime:
    """When a published page came to say what it says: by its first approval after its newest note.

    Minor changes, and approving the same bytes once more, are no news.
    """
    case = judgement.cases[judged.path]
    newest = max((change.date for change in case.page.changes if not change.minor), default=None)
    entitled = (record for record in case.approvals if could_approve(case, judgement.facts, record))
    issued = [record.issued for record in entitled]
    own = (record.issued for record in case.approvals if dict(record.subjects) == dict(case.subjects))
    return min((each for each in issued if newest is None or each > newest), default=min(own))
