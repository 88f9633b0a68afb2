"""How a page came to be public: who approved it, by office and role, when, and where its records stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from clearance.content.address import source_destination
from clearance.guidelines.models import Guidelines
from clearance.model import JudgedPage, Page, Record
from clearance.publish.past import Former
from clearance.publish.views import clock_time, long_date


@dataclass(frozen=True, slots=True)
class Version:
    """An approved version of a page, as readers see it. Without `record` its record isn't public."""

    approved_by: str
    approved_on: str
    approved_at: str
    record: str = ""
    withdrawn_on: str = ""
    present: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a page came to be public, by office and role; names stay in the records."""

    approved_by: str
    role: str
    approved_on: str
    approved_at: str
    digest: str
    record: str
    signature: str
    source: str
    vouched: bool
    versions: tuple[Version, ...] = ()
    """all that were approved, newest first; none where there never was another"""


def provenance(
    judged: JudgedPage, guidelines: Guidelines, former: tuple[Former, ...] = ()
) -> Provenance | None:
    """How this page was approved, after which `former` versions, or None when it is not."""
    record = judged.approval
    if record is None:
        return None
    issued = record.issued.astimezone(guidelines.zone)
    present = replace(_version(Former(record, record.issued), guidelines), present=True)
    versions = (present, *(_version(each, guidelines) for each in reversed(former)))
    return Provenance(
        approved_by=office(record.member, guidelines),
        role=role(record, judged, guidelines),
        approved_on=f"{long_date(issued)}, {clock_time(issued)}",
        approved_at=issued.isoformat(),
        digest=judged.page.digest,
        record=record.path,
        signature=f"{record.path}.sig",
        source=_source(judged),
        vouched=record.signer != record.member,
        versions=versions if former else (),
    )


def _source(judged: JudgedPage) -> str:
    slug = judged.page.slug if isinstance(judged.page, Page) else None
    return quote(source_destination(judged.path, slug))


def role(record: Record, judged: JudgedPage, guidelines: Guidelines) -> str:
    """In which this approval of the page was given; updates of an incident only its commander approves."""
    if isinstance(judged.page, Page) and judged.page.incident is not None:
        return "incident commander"
    return "chief" if guidelines.has_role(record.member, "chief", record.issued) else "supervisor"


def office(member_id: str, guidelines: Guidelines) -> str:
    """By which the public knows a member."""
    member = guidelines.member(member_id)
    return member.office if member else member_id


def _version(former: Former, guidelines: Guidelines) -> Version:
    issued = former.approval.issued.astimezone(guidelines.zone)
    withdrawn = former.withdrawn and former.withdrawn.astimezone(guidelines.zone)
    return Version(
        approved_by=office(former.approval.member, guidelines),
        approved_on=f"{long_date(issued)}, {clock_time(issued)}",
        approved_at=issued.isoformat(),
        record=former.approval.path if former.public else "",
        withdrawn_on=f"{long_date(withdrawn)}, {clock_time(withdrawn)}" if withdrawn else "",
    )
