from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from tests.rules.builders import approval, facts, guidelines, member, page

from clearance.model import JudgedPage, State
from clearance.publish.provenance import Provenance, provenance

GUIDELINES = guidelines()


def test_a_page_without_an_approval_has_none() -> None:
    assert provenance(JudgedPage(page(), State.LIVE), GUIDELINES) is None


@pytest.mark.parametrize(
    ("approver", "about", "role"),
    [
        pytest.param("chief1", {}, "chief", id="the chief"),
        pytest.param("sgt1", {}, "supervisor", id="a supervisor"),
        pytest.param("sgt1", {"incident": "2026-0412"}, "incident commander", id="an update of an incident"),
    ],
)
def test_the_office_and_no_person_is_named(approver: str, about: Mapping[str, Any], role: str) -> None:
    record = approval(approver)
    subject = page(**about)
    told = provenance(JudgedPage(subject, State.LIVE, approval=record), GUIDELINES)
    assert told == Provenance(
        approved_by="Village Police",
        role=role,
        approved_on="March 3, 2026, 12:00 p.m.",
        approved_at="2026-03-03T12:00:00-06:00",
        digest=subject.digest,
        record="records/approval.json",
        signature="records/approval.json.sig",
        source="posts/closure/index.md",
        vouched=False,
    )


def test_somebody_who_is_gone_from_the_roster() -> None:
    told = provenance(
        JudgedPage(page(), State.LIVE, approval=approval("gone")), facts(guidelines(member("x"))).guidelines
    )
    assert told is not None
    assert told.approved_by == "gone"
