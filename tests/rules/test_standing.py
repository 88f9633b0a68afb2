from __future__ import annotations

import pytest
from tests.rules.builders import MAP, PATH, approval, case, commit, facts, guidelines, hold, page

from clearance.model import Record
from clearance.rules import standing

FACTS = facts(guidelines(untrained=("chief1",)))


@pytest.mark.parametrize(
    ("approvals", "index"),
    [
        pytest.param([approval("sgt1")], 0, id="the only one"),
        pytest.param([approval("lt2"), approval("sgt1")], 1, id="the newest of two"),
        pytest.param(
            [approval("sgt1"), approval("lt2", accepts=("BP102",))], 1, id="the newest that accepts"
        ),
        pytest.param([approval("sgt1"), approval("patrol7")], 0, id="the newer one is by no supervisor"),
        pytest.param([approval("sgt1"), approval("chief1")], 0, id="the newer one is by one untrained"),
        pytest.param(
            [approval("sgt1"), approval("patrol7", {PATH: "x"})],
            0,
            id="the newer one is of other bytes, by no supervisor",
        ),
    ],
)
def test_the_approval_that_counts(approvals: list[Record], index: int) -> None:
    judged = case(approvals=tuple(approvals))
    assert standing.counting_approval(judged, FACTS) == approvals[index]
    assert standing.faulty(judged, FACTS) == ()


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(approval("patrol7"), id="by no supervisor"),
        pytest.param(approval("retired3"), id="by one who has left"),
        pytest.param(approval("chief1"), id="by one untrained"),
        pytest.param(approval("lt2"), id="by one who committed a change"),
    ],
)
def test_a_faulty_approval(made: Record) -> None:
    judged = case(approvals=(made,), commits=(commit("pio1", "lt2"),))
    assert standing.counting_approval(judged, FACTS) is None
    assert standing.faulty(judged, FACTS) == (made,)


@pytest.mark.parametrize("member", ["author", "requester"])
def test_neither_author_nor_requester_approve(member: str) -> None:
    post = page(authors=("pio1", "sgt1")) if member == "author" else page(requested_by="sgt1", chain=("lt2",))
    judged = case(post, approvals=(approval("sgt1"),))
    assert standing.counting_approval(judged, FACTS) is None


def test_a_hold_must_be_accepted() -> None:
    blind, seeing = approval("sgt1"), approval("sgt1", accepts=("BP102",))
    assert standing.counting_approval(case(holds=(hold(),), approvals=(blind,)), FACTS) is None
    assert standing.counting_approval(case(holds=(hold(),), approvals=(seeing, blind)), FACTS) == seeing


@pytest.mark.parametrize("subjects", [{PATH: "a"}, {PATH: "a", MAP: "b"}])
def test_an_approval_of_more_or_less_is_not_current(subjects: dict[str, str]) -> None:
    made, other = approval(subjects=subjects), approval("patrol7", {PATH: "a", "content/x.png": "x"})
    assert standing.current(case(subjects=subjects, approvals=(made, other)), FACTS) == (made,)


def test_an_approval_ends_when_a_supervisor_approves_other_bytes() -> None:
    first, correction, again = approval("lt2"), approval("sgt1", {PATH: "x"}), approval("sgt1")
    assert standing.current(case(approvals=(first, correction)), FACTS) == ()
    assert standing.current(case(approvals=(first, correction, again)), FACTS) == (again,)


@pytest.mark.parametrize(
    ("approver", "faults"),
    [
        pytest.param("sgt1", [], id="a supervisor"),
        pytest.param("patrol7", ["patrol7 is no supervisor"], id="no supervisor"),
        pytest.param("chief1", ["chief1 lacks training in privacy (missing)"], id="untrained"),
        pytest.param(
            "pio1",
            ["pio1 is no supervisor", "pio1 is an author of the page; somebody else must approve it"],
            id="the author",
        ),
    ],
)
def test_faults_of_an_approver_as_sentences(approver: str, faults: list[str]) -> None:
    made = approval(approver)
    assert [*standing.approver_faults(made, case(approvals=(made,)), FACTS)] == faults


def test_whose_work_a_commit_of_the_forge_is() -> None:
    """A rebase names who merged as its committer; the recorder tells whose work it is."""
    merged = case(approvals=(approval("lt2"),), commits=(commit("pio1", "lt2", vouched=("pio1",)),))
    assert standing.counting_approval(merged, FACTS) == approval("lt2")
    own = case(approvals=(approval("lt2"),), commits=(commit("pio1", vouched=("pio1", "lt2")),))
    assert standing.counting_approval(own, FACTS) is None
