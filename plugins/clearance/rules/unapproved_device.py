"""A commit to the page was made on a device that was not approved for it.

## What it checks
For every signed commit that touched the page or one of its files: the key belongs to a
device in the roster; the device was approved on that day, and its key is not revoked (a
revoked key counts for nothing, whatever the date); the commit's e-mail address belongs to
the same member. Where a device is used by exception, the one who granted it was a
supervisor on the day the exception began. Checked only while `equipment` is `signed`.

## Why it matters
Authorized members shall use only department-approved equipment to post, unless they are
specifically authorized to do otherwise by their supervisors (1021.3).

## Remedy
The chief enters the device, or a supervisor's exception for it, in `guidelines/roster.yml` and
adopts it; or a supervisor authorizes this once by accepting this code by name; or the text goes
under a new file name, in a commit made and signed on an approved device of your own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time

from clearance.guidelines.models import Device, Equipment, Guidelines, Member
from clearance.model import Commit, Severity, Violation
from clearance.rules.people import why_not_supervisor
from clearance.rules.rule import Case, Facts

CODE = "AU104"
NAME = "unapproved-device"
CLAUSE = "1021.3"
SEVERITY = Severity.HOLD


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    if facts.guidelines.department.equipment is not Equipment.SIGNED:
        return
    for commit in case.commits:
        for problem in _problems(facts.guidelines, commit):
            yield Violation(f"commit {commit.id[:12]} is signed by {problem}")


def _problems(guidelines: Guidelines, commit: Commit) -> Iterator[str]:
    signature = commit.signature
    if signature is None or signature.problem or signature.fingerprint is None:
        return  # unsigned-commit tells
    found = guidelines.device(signature.fingerprint)
    if found is None:
        yield f"the key {signature.fingerprint}, which belongs to no device in the roster"
        return
    member, device = found
    whose = f"{member.id!r} on the device {device.name!r}"
    checks = (
        _invalid(device, guidelines, commit),
        _ungranted(device, guidelines),
        _borrowed(member, guidelines, commit),
    )
    yield from (f"{whose}, {problem}" for problem in checks if problem)


def _invalid(device: Device, guidelines: Guidelines, commit: Commit) -> str | None:
    if device.revoked:
        return f"whose key is revoked since {device.revoked.on}: {device.revoked.reason}"
    day = guidelines.day(commit.committed)
    return None if device.covers(day) else f"which was not approved on {day}"


def _ungranted(device: Device, guidelines: Guidelines) -> str | None:
    if device.exception is None:
        return None
    granter = device.exception.granted_by
    began = datetime.combine(device.since, time(12), guidelines.zone).astimezone(UTC)
    problem = why_not_supervisor(guidelines, granter, began)
    return f"by an exception of {granter!r}, who {problem}" if problem else None


def _borrowed(member: Member, guidelines: Guidelines, commit: Commit) -> str | None:
    committer = guidelines.member_by_email(commit.committer_email)
    if committer is None or committer.id == member.id:
        return None  # an address that nobody has is unauthorized-committer's
    return f"but its committer address is that of {committer.id!r}"
