"""A department with a short schedule, looked at years later: the commands' clock is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.department import Department, Ran
from tests.village import NOW

from clearance.cli import records_disposal

AUTHORITY = "Local Records Commission, application 26:114"
SCHEDULE = """\
custodian: chief
administration_lieutenant: lt
schedule:
  - id: notices
    title: Posts and files
    keep: 1
    authority: Schedule 26-001, item 3
    applies_to: [post, media]
  - {id: pages, title: Pages, keep: permanent, authority: "Schedule 26-001, item 4", applies_to: [page]}
  - {id: takedowns, title: Takedowns, keep: 1, authority: "Schedule 26-001, item 5", applies_to: [withdrawal]}
"""
LATER = NOW + timedelta(days=400)
"""when all that happened until now is more than a year old"""


def schedule(department: Department, text: str = SCHEDULE) -> None:
    department.write("guidelines/retention.yml", text)
    department.adopt()


def move_clock(monkeypatch: pytest.MonkeyPatch, to: datetime) -> None:
    monkeypatch.setattr(records_disposal, "now", lambda: to)


def hold(department: Department, *arguments: str, by: str = "lt", reason: str = "A suit.") -> Ran:
    key = str(department.keys.private(by))
    return department.run("records", "hold", *arguments, "--reason", reason, "--as", by, "--key", key)


def dispose(department: Department, *paths: str, by: str = "chief", authority: str = AUTHORITY) -> Ran:
    key = str(department.keys.private(by))
    return department.run("records", "dispose", *paths, "--authority", authority, "--as", by, "--key", key)
