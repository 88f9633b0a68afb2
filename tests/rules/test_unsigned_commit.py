from __future__ import annotations

import pytest
from tests.rules.builders import case, commit, facts, guidelines, signed_by

from clearance.model import CommitSignature, Violation
from clearance.rules import unsigned_commit

SIGNED = facts(guidelines(equipment="signed"))


def test_a_signed_commit_passes() -> None:
    assert [*unsigned_commit.check(case(commits=(commit(signature=signed_by(1)),)), SIGNED)] == []


@pytest.mark.parametrize(
    ("signature", "problem"),
    [
        pytest.param(None, "is not signed", id="no signature"),
        pytest.param(
            CommitSignature("SHA256:x", "it is not of these bytes"),
            "has a signature that does not count: it is not of these bytes",
            id="a signature with a problem",
        ),
        pytest.param(CommitSignature(None), "has a signature without a key", id="a signature without a key"),
    ],
)
def test_an_unsigned_commit(signature: CommitSignature | None, problem: str) -> None:
    judged = case(commits=(commit(signature=signed_by(1)), commit(signature=signature, number=16**39)))
    message = f"commit 100000000000 {problem}; expected the signature of an approved device"
    assert [*unsigned_commit.check(judged, SIGNED)] == [Violation(message)]


@pytest.mark.parametrize("equipment", ["listed", "unverified"])
def test_signatures_are_not_asked_for(equipment: str) -> None:
    assert [*unsigned_commit.check(case(commits=(commit(),)), facts(guidelines(equipment=equipment)))] == []
