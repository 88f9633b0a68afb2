"""The department's guidelines, read and checked: who may act, when, and what is laid down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from clearance.guidelines.department import Contacts, Department, Equipment
from clearance.guidelines.keys import without_comment
from clearance.guidelines.packs import Pack, PackRule
from clearance.guidelines.plans import Categories, Category, Monitoring, Retention, Training
from clearance.guidelines.roster import Device, Member, Period, Role, Roster
from clearance.model import Signer

__all__ = [
    "Categories",
    "Category",
    "Contacts",
    "Department",
    "Device",
    "Equipment",
    "Guidelines",
    "Member",
    "Monitoring",
    "Pack",
    "PackRule",
    "Retention",
    "Role",
    "Roster",
    "Training",
]


@dataclass(frozen=True)  # without slots: the indexes below are made once and kept
class Guidelines:
    """All of `guidelines/`. Every `at` must carry an offset (ValueError otherwise)."""

    department: Department
    roster: Roster
    categories: Categories
    training: Training
    retention: Retention
    monitoring: Monitoring
    packs: tuple[Pack, ...] = ()

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.department.timezone)

    def day(self, at: datetime) -> date:
        """The day that it is in the department at an instant."""
        if at.tzinfo is None:
            raise ValueError("an instant needs an offset")
        if at not in self._days:
            self._days[at] = at.astimezone(self.zone).date()
        return self._days[at]

    def member(self, member_id: str) -> Member | None:
        return self._members.get(member_id)

    def member_by_email(self, email: str) -> Member | None:
        """Whose address this is, or was: addresses are never given to somebody else."""
        return self._by_email.get(email.casefold())

    def member_by_github_id(self, number: int) -> Member | None:
        """Whose account on GitHub this is: a number stays with an account, a name doesn't."""
        return next((member for member in self.roster.members if member.github_id == number), None)

    def active(self, member_id: str, at: datetime) -> bool:
        """Whether the member's entry is open at that time."""
        member = self.member(member_id)
        return member is not None and member.covers(self.day(at))

    def has_role(self, member_id: str, role: str, at: datetime) -> bool:
        """Whether the member's entry is open and the role granted at that time. A PIO is an author too."""
        key = member_id, role, self.day(at)
        if key not in self._held:
            member = self.member(member_id)
            self._held[key] = member is not None and member.holds(Role(role), key[2])
        return self._held[key]

    def may_author(self, member_id: str, at: datetime) -> bool:
        return self.has_role(member_id, Role.AUTHOR, at)

    def may_approve(self, member_id: str, at: datetime) -> bool:
        return any(self.has_role(member_id, role, at) for role in (Role.SUPERVISOR, Role.CHIEF))

    def training_gaps(self, member_id: str, at: datetime) -> tuple[str, ...]:
        """The topics missing or lapsed at that time, such as `privacy (lapsed 2025-03-01)`."""
        key = member_id, self.day(at)
        if key not in self._gaps:
            self._gaps[key] = self.training.gaps(*key)
        return self._gaps[key]

    def category(self, category_id: str) -> Category | None:
        return next((c for c in self.categories.categories if c.id == category_id), None)

    def pack_codes(self) -> tuple[str, ...]:
        """The code of each rule in the packs, in their order."""
        return tuple(rule.code for pack in self.packs for rule in pack.rules)

    def device(self, fingerprint: str) -> tuple[Member, Device] | None:
        """The device that a key belongs, or belonged, to, and its member."""
        return self._devices.get(fingerprint)

    def signers(self) -> dict[str, Signer]:
        """Every key that the roster knows, by fingerprint, with the instants between which it is valid.

        A key is valid only while its member's entry is open; a recorder's, only while it has that role.
        """
        return {
            fingerprint: self._signer(fingerprint, member, device)
            for fingerprint, (member, device) in self._devices.items()
        }

    @cached_property
    def _days(self) -> dict[datetime, date]:
        return {}

    @cached_property
    def _held(self) -> dict[tuple[str, str, date], bool]:
        """What was found of roles before: the same few people act on page after page."""
        return {}

    @cached_property
    def _gaps(self) -> dict[tuple[str, date], tuple[str, ...]]:
        """What was found of training before."""
        return {}

    @cached_property
    def _members(self) -> dict[str, Member]:
        return {member.id: member for member in self.roster.members}

    @cached_property
    def _by_email(self) -> dict[str, Member]:
        return {email.casefold(): m for m in self.roster.members for email in m.emails}

    @cached_property
    def _devices(self) -> dict[str, tuple[Member, Device]]:
        return {device.fingerprint: (m, device) for m in self.roster.members for device in m.devices}

    def _signer(self, fingerprint: str, member: Member, device: Device) -> Signer:
        recorder = [grant for grant in member.roles if grant.role is Role.RECORDER]
        periods: tuple[Period, ...] = (device, member, *recorder)
        ends = [period.until for period in periods if period.until]
        return Signer(
            member=member.id,
            key=without_comment(device.key),
            fingerprint=fingerprint,
            since=self._midnight(max(period.since for period in periods)),
            until=self._midnight(min(ends) + timedelta(days=1)) if ends else None,
            revoked=device.revoked is not None,
            recorder=bool(recorder),
        )

    def _midnight(self, day: date) -> datetime:
        """The beginning of a day, as UTC: two instants of one zone would compare by their clock faces."""
        return datetime.combine(day, time(), self.zone).astimezone(UTC)
