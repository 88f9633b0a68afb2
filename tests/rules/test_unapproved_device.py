from __future__ import annotations

import pytest
from tests.rules.builders import case, commit, device, facts, guidelines, member, public_key, signed_by

from clearance.guidelines.keys import fingerprint
from clearance.model import Commit, CommitSignature, Violation
from clearance.rules import unapproved_device


def devices() -> list[dict[str, object]]:
    reason = "the desk computer is being repaired"
    return [
        device(2),
        device(10, "old laptop", until="2026-03-02"),
        device(11, "new laptop", **{"from": "2026-03-04"}),
        device(12, "lost phone", revoked={"on": "2026-05-01", "reason": "stolen"}),
        device(13, "own laptop", exception={"granted_by": "sgt1", "reason": reason}),
        device(14, "own phone", exception={"granted_by": "author1", "reason": reason}),
        device(15, "own tablet", exception={"granted_by": "retired3", "reason": reason}),
    ]


SIGNED = facts(guidelines(member("pio1", "pio", devices=devices()), equipment="signed"))


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(commit("pio1", signature=signed_by(2)), id="an approved device of the committer"),
        pytest.param(
            commit("author1", "pio1", signature=signed_by(2)), id="written by one, committed by another"
        ),
        pytest.param(commit("pio1", signature=signed_by(13)), id="an exception by a supervisor"),
        pytest.param(
            commit("pio1", signature=signed_by(15)), id="an exception by who was a supervisor when it began"
        ),
        pytest.param(commit("pio1"), id="an unsigned commit, which another rule tells"),
        pytest.param(
            commit("pio1", signature=CommitSignature("SHA256:x", "forged")),
            id="a forged one, which another tells",
        ),
        pytest.param(
            commit("pio1", signature=CommitSignature(None)), id="one without a key, which another tells"
        ),
        pytest.param(
            commit("x@mail.example", signature=signed_by(2)),
            id="an address that nobody has, which another tells",
        ),
    ],
)
def test_nothing_to_say_of_the_device(made: Commit) -> None:
    assert [*unapproved_device.check(case(commits=(made,)), SIGNED)] == []


@pytest.mark.parametrize(
    ("made", "problem"),
    [
        pytest.param(
            commit("pio1", signature=signed_by(99)),
            f"the key {fingerprint(public_key(99))}, which belongs to no device in the roster",
            id="an unknown key",
        ),
        pytest.param(
            commit("pio1", signature=signed_by(10)),
            "'pio1' on the device 'old laptop', which was not approved on 2026-03-03",
            id="a device no longer approved",
        ),
        pytest.param(
            commit("pio1", signature=signed_by(11)),
            "'pio1' on the device 'new laptop', which was not approved on 2026-03-03",
            id="a device not approved yet",
        ),
        pytest.param(
            commit("pio1", signature=signed_by(12)),
            "'pio1' on the device 'lost phone', whose key is revoked since 2026-05-01: stolen",
            id="a key revoked later",
        ),
        pytest.param(
            commit("pio1", signature=signed_by(14)),
            "'pio1' on the device 'own phone', by an exception of 'author1', who has no supervisor or chief "
            "role on 2024-01-01; expected a supervisor",
            id="an exception by who is no supervisor",
        ),
        pytest.param(
            commit("author1", signature=signed_by(2)),
            "'pio1' on the device 'desk computer', but its committer address is that of 'author1'",
            id="a device of somebody else",
        ),
    ],
)
def test_an_unapproved_device(made: Commit, problem: str) -> None:
    judged = case(commits=(made,))
    message = f"commit 000000000000 is signed by {problem}"
    assert [*unapproved_device.check(judged, SIGNED)] == [Violation(message)]


@pytest.mark.parametrize("equipment", ["listed", "unverified"])
def test_devices_are_not_asked_for(equipment: str) -> None:
    judged = case(commits=(commit("pio1", signature=signed_by(99)),))
    assert [*unapproved_device.check(judged, facts(guidelines(equipment=equipment)))] == []
