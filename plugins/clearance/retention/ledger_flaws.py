"""What is wrong with records, guidelines and content, as far as the evidence shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from clearance.evidence import Evidence
from clearance.history.append_only import MISSING
from clearance.model import Cause, Record, Refusal
from clearance.retention import flaws
from clearance.retention.flaws import Flaw, Sort

_SORT_OF_REFUSAL = {
    Cause.TAMPERING: flaws.FORGED,
    Cause.LOSS: flaws.HALF,
    Cause.MISTAKE: flaws.FAULTY,
}


def about_records(evidence: Evidence) -> Iterator[Flaw]:
    """Records that were touched, that don't count, and approvals by who may not approve."""
    touched = dict(evidence.history.rewritten_records)
    for path, happened in touched.items():
        yield Flaw(flaws.MISSING_RECORD if happened == MISSING else flaws.REWRITTEN, path, happened)
    differing = _changed_on_disk(evidence) - touched.keys()
    for path in differing:
        yield Flaw(flaws.CHANGED_ON_DISK, path, "has other bytes than were committed")
    explained = differing | touched.keys()
    for refusal in evidence.ledger.refusals:
        if not _halves(refusal.path) & explained:
            yield Flaw(_sort(refusal, evidence), refusal.path, refusal.reason)
    for record in evidence.ledger.records:
        if record.kind == "approval" and not _may_approve(record, evidence):
            wrong = f"is an approval by {record.member}, who was no supervisor at {record.issued.isoformat()}"
            yield Flaw(flaws.UNENTITLED, record.path, wrong)


def _changed_on_disk(evidence: Evidence) -> set[str]:
    """Files among the records that were committed with other bytes than they have here."""
    history = evidence.history
    return {path for path in history.uncommitted if path in history.introduced}


def _halves(path: str) -> set[str]:
    whole = path.removesuffix(".sig")
    return {whole, f"{whole}.sig"}


def _sort(refusal: Refusal, evidence: Evidence) -> Sort:
    waits = bool(_halves(refusal.path) & evidence.history.uncommitted)
    return flaws.UNCOMMITTED if waits and refusal.cause is Cause.MISTAKE else _SORT_OF_REFUSAL[refusal.cause]


def _may_approve(record: Record, evidence: Evidence) -> bool:
    """A supervisor, or who commanded an incident then and may approve its updates (1021.4.1)."""
    commanders = (incident.commander_at(record.issued) for incident in evidence.incidents.values())
    return evidence.guidelines.may_approve(record.member, record.issued) or record.member in commanders


def about_guidelines(evidence: Evidence) -> Iterator[Flaw]:
    """Whether one adoption follows the other, and the last one covers what is here."""
    current = evidence.chain.current
    if current is None:
        waiting = evidence.chain.problem.endswith("is not committed yet; commit it")
        sort = flaws.WAITING_ADOPTION if waiting else flaws.BROKEN_CHAIN
        yield Flaw(sort, "records/", evidence.chain.problem)
        return
    adopted = current.subjects
    for path in sorted(adopted.keys() | evidence.governed.keys()):
        if adopted.get(path) != evidence.governed.get(path):
            edited = path in evidence.history.uncommitted
            yield Flaw(flaws.BEING_EDITED if edited else flaws.UNADOPTED, path, _how(path, evidence))


def _how(path: str, evidence: Evidence) -> str:
    current = evidence.chain.current
    when = f"since the adoption of {current.issued.date()}" if current else ""
    if path not in evidence.governed:
        return f"was taken away {when}"
    return f"was {'changed' if current and path in current.subjects else 'added'} {when}"


def about_content(evidence: Evidence) -> Iterator[Flaw]:
    """Whether what was approved last lies here as it was approved."""
    for path, record in sorted(standing(evidence.ledger.records, evidence).items()):
        found = evidence.tree.digests.get(path)
        differs = path in evidence.history.uncommitted
        if found is None and differs:
            yield Flaw(
                flaws.MISSING_FILE, path, f"is missing; it was approved at {record.issued.isoformat()}"
            )
        elif differs:
            yield Flaw(flaws.EDITED_FILE, path, "has other bytes than were committed")
        elif found not in {None, record.subjects[path]}:
            wrong = f"is not as it was approved at {record.issued.isoformat()}"
            yield Flaw(flaws.CHANGED_AFTER_APPROVAL, path, wrong)


def standing(records: Iterable[Record], evidence: Evidence) -> dict[str, Record]:
    """The newest approval of each file that was not withdrawn since; records come oldest first."""
    newest: dict[str, Record] = {}
    for record in records:
        if record.kind == "approval" and _may_approve(record, evidence):
            newest.update(dict.fromkeys(record.subjects, record))
        elif record.kind == "withdrawal":
            for path in record.subjects:
                newest.pop(path, None)
    return newest
