"""From signed records to reports: what was reported, when it was taken down, and what the cause was.

What does not fit is refused with a reason, and changes nothing: a report that says too little or too much,
or a resolution of a report without its cause. A report stays open until a supervisor's resolution names its
very bytes; no other record ends it, a withdrawal of the page included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from clearance.guidelines.models import Guidelines
from clearance.model import Record
from clearance.takedown.detail import read_cause, read_report
from clearance.takedown.report import Report, due

REPORT, RESOLUTION = "report", "resolution"


@dataclass(frozen=True, slots=True)
class Folded:
    """Reports, oldest first; and why a record, by its path, does not count."""

    reports: tuple[Report, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


def fold(records: Sequence[Record], guidelines: Guidelines) -> Folded:
    """All reports that these records tell of. `records` are those whose signer may sign such a thing."""
    reports: dict[tuple[str, str], Report] = {}
    refused: dict[str, str] = {}
    for record in _in_order(records, REPORT):
        try:
            reports[record.path, record.id] = _told(record, guidelines)
        except ValueError as problem:
            refused[record.path] = str(problem)
    for record in _in_order(records, RESOLUTION):
        try:
            reports |= _resolved(record, reports)
        except ValueError as problem:
            refused[record.path] = str(problem)
    by_page = _by_page(records) if reports else {}
    return Folded(tuple(_followed(one, by_page.get(one.page, [])) for one in reports.values()), refused)


def _in_order(records: Iterable[Record], kind: str) -> list[Record]:
    own = (record for record in records if record.kind == kind)
    return sorted(own, key=lambda record: (record.issued, record.id))


def _told(record: Record, guidelines: Guidelines) -> Report:
    told = read_report(record.predicate.get("detail"))
    if told.page not in record.subjects:
        raise ValueError(f"is about {told.page!r}, which is not among its files")
    if not record.predicate.get("reason"):
        raise ValueError("gives no reason")
    if told.received and told.received > guidelines.day(record.issued):
        raise ValueError(f"was received on {told.received}, after it was written")
    return Report(
        record=record.path,
        id=record.id,
        page=told.page,
        digest=record.subjects[told.page],
        kind=told.kind,
        member=record.member,
        reported=record.issued,
        due=due(told.kind, record.issued, told.received, guidelines),
    )


def _resolved(record: Record, reports: Mapping[tuple[str, str], Report]) -> dict[tuple[str, str], Report]:
    """The reports that this record resolves. The first resolution of a report counts."""
    named = [key for key in record.subjects.items() if key in reports]
    if not named:
        return {}
    cause = read_cause(record.predicate.get("detail"))
    still_open = [key for key in named if reports[key].is_open]
    return {key: replace(reports[key], resolved=record.issued, cause=cause) for key in still_open}


def _by_page(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for path in record.subjects if record.kind in {"approval", "withdrawal"} else ():
            found[path].append(record)
    return found


def _followed(report: Report, records: Iterable[Record]) -> Report:
    """The report with what happened to its page since. An approval counts here whoever signed it."""
    after = [record for record in records if record.issued >= report.reported]
    taken_down = [record.issued for record in after if record.kind == "withdrawal"]
    if not taken_down:
        return report
    back = any(
        record.issued > max(taken_down) and record.subjects[report.page] == report.digest
        for record in after
        if record.kind == "approval"
    )
    return replace(report, removed=min(taken_down), back=back)
