from __future__ import annotations

from typing import Any

import pytest
from tests.rules.builders import approval, case, commit, facts, guidelines, page

from clearance.model import Violation
from clearance.rules import self_approval


@pytest.mark.parametrize(
    ("subject", "commits", "part"),
    [
        pytest.param({"authors": ("pio1", "sgt1")}, (), "is an author of the page", id="an author"),
        pytest.param(
            {"requested_by": "sgt1", "chain": ("lt2",)}, (), "asked for the post", id="who asked for it"
        ),
        pytest.param(
            {}, (commit("sgt1", "pio1"),), "wrote or committed a change to it", id="who wrote a change"
        ),
        pytest.param(
            {},
            (commit("pio1"), commit("pio1", "SGT1")),
            "wrote or committed a change to it",
            id="who committed one",
        ),
    ],
)
def test_approved_by_one_who_had_a_part(subject: dict[str, Any], commits: tuple[Any, ...], part: str) -> None:
    own, post = approval("sgt1"), page(**subject)
    message = f"'sgt1' approved this page on 2026-03-03, but {part}; expected somebody else"
    judged = case(post, commits=commits, approvals=(own,))
    assert [*self_approval.check(judged, facts())] == [Violation(message)]
    judged = case(post, commits=commits, approvals=(approval("lt2"), own))
    assert [*self_approval.check(judged, facts())] == []


def test_one_message_for_each_approval_newest_first() -> None:
    judged = case(page(authors=("sgt1", "lt2")), approvals=(approval("sgt1"), approval("lt2")))
    message = "approved this page on 2026-03-03, but is an author of the page; expected somebody else"
    assert [*self_approval.check(judged, facts())] == [
        Violation(f"'lt2' {message}"),
        Violation(f"'sgt1' {message}"),
    ]


def test_approved_by_one_who_had_no_part() -> None:
    judged = case(
        commits=(commit("pio1", "author1"), commit("x@mail.example")), approvals=(approval("sgt1"),)
    )
    assert [*self_approval.check(judged, facts())] == []


def test_commits_tell_nothing_while_equipment_is_unverified() -> None:
    judged = case(commits=(commit("sgt1"),), approvals=(approval("sgt1"),))
    assert [*self_approval.check(judged, facts(guidelines(equipment="unverified")))] == []


def test_an_own_approval_of_other_bytes_is_stale_instead() -> None:
    judged = case(page(authors=("sgt1",)), approvals=(approval("sgt1", {"content/posts/closure.md": "x"}),))
    assert [*self_approval.check(judged, facts())] == []


def test_a_fault_of_another_kind_is_told_by_another_rule() -> None:
    assert [*self_approval.check(case(approvals=(approval("patrol7"),)), facts())] == []
