from __future__ import annotations

import re
from pathlib import Path

import pytest

import clearance.publish.audit
from clearance.model import Severity
from clearance.publish.audit import describe

SOURCES = Path(clearance.publish.audit.__file__).parent
NAMED = {
    code
    for file in SOURCES.glob("*.py")
    if file.name != "catalogue.py"
    for code in re.findall(r'Offence\(\s*"(SA\d{3})"', file.read_text(encoding="utf-8"))
}


def test_every_code_that_a_check_reports_is_described_and_no_other() -> None:
    assert set(describe()) == NAMED


def test_names_are_as_unique_as_codes() -> None:
    checks = describe().values()
    assert len({check.name for check in checks}) == len(checks)


def test_only_an_audit_without_sources_is_a_note() -> None:
    assert [c.code for c in describe().values() if c.severity is not Severity.BLOCK] == ["SA406"]


@pytest.mark.parametrize("code", describe())
def test_a_check_explains_itself(code: str) -> None:
    check = describe()[code]
    assert check.code == code
    assert check.page.startswith(f"{check.summary}\n\n## Why it matters\n{check.why}\n\n## Remedy\n")
    assert all(text.endswith(".") for text in (check.summary, check.why, check.remedy))
