from __future__ import annotations

from tests.rules.builders import approval, case, facts, incident, page

from clearance.model import Violation
from clearance.rules import missing_approval


def test_nobody_has_approved() -> None:
    message = "nobody has approved this page; expected a supervisor's approval of these bytes"
    assert [*missing_approval.check(case(), facts())] == [Violation(message)]


def test_of_an_update_it_names_who_commands_the_incident() -> None:
    known = facts(None, None, incident(("sgt1", 60), ("lt2", 20)))
    message = (
        "nobody has approved this page; expected the approval of these bytes by lt2, who commands incident "
        "2026-0412"
    )
    assert [*missing_approval.check(case(page(incident="2026-0412")), known)] == [Violation(message)]


def test_any_approval_leaves_the_word_to_other_rules() -> None:
    stale = approval("patrol7", {"content/posts/closure.md": "other"})
    assert [*missing_approval.check(case(approvals=(stale,)), facts())] == []
