"""Who may do what, and when: `roster.yml` (1021.3). Entries are closed with `until`, never deleted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from clearance.guidelines.fields import CivilDate, Email, Line, Prose, Slug, Strict
from clearance.guidelines.keys import checked_key, fingerprint

PublicKey = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}( [^\x00-\x1f\x7f]*)?$",
        max_length=4000,
        description="the one line of the device's .pub file, such as ssh-ed25519 AAAA… name",
    ),
    AfterValidator(checked_key),
]


class Role(StrEnum):
    CHIEF = "chief"
    SUPERVISOR = "supervisor"
    AUTHOR = "author"
    PIO = "pio"
    INCIDENT_COMMANDER = "incident-commander"
    RECORDER = "recorder"
    CUSTODIAN = "custodian"
    REVIEWER = "reviewer"
    WEB_ADMIN = "web-admin"


class Period(Strict):
    """Whole days in the department's time zone, both ends included."""

    since: CivilDate = Field(alias="from")
    until: CivilDate | None = None

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Grant(Period):
    """A role and the days on which it is held."""

    role: Role
    authorized_by: Slug | None = None


class Revocation(Strict):
    """Why a device's key counts for nothing any more, whatever the date on a statement."""

    on: CivilDate
    reason: Line


class EquipmentException(Strict):
    """A supervisor's leave to use equipment that is not department-approved (1021.3)."""

    granted_by: Slug
    reason: Line


class Device(Period):
    """One approved piece of equipment and the public key that it holds."""

    name: Line
    key: PublicKey
    revoked: Revocation | None = None
    exception: EquipmentException | None = None

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.key)


class Member(Period):
    """One person, or the pipeline's recorder. `office` is how the public sees them."""

    id: Slug
    name: Line
    office: Line
    authorized_by: Slug
    github_id: Annotated[int, Field(ge=1, le=2**63 - 1, description="a GitHub user number")] | None = None
    emails: tuple[Email, ...] = ()
    roles: tuple[Grant, ...] = ()
    devices: tuple[Device, ...] = ()
    note: Prose | None = None

    def holds(self, role: Role, day: date) -> bool:
        """Whether the entry is open and the role granted on this day. A PIO is an author too."""
        wanted = {role, Role.PIO} if role is Role.AUTHOR else {role}
        return self.covers(day) and any(g.role in wanted and g.covers(day) for g in self.roles)


class Roster(Strict):
    """All who ever had a part in publishing."""

    members: Annotated[tuple[Member, ...], Field(min_length=1)]
