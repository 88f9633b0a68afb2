from __future__ import annotations

import pytest
from tests.rules.builders import LONG_AGO, case, commit, facts, guidelines

from clearance.model import Commit, Violation
from clearance.rules import unauthorized_committer


@pytest.mark.parametrize("name", ["author1", "pio1", "sgt1", "chief1", "PIO1"])
@pytest.mark.parametrize("equipment", ["listed", "signed"])
def test_an_authorized_member_may_commit(name: str, equipment: str) -> None:
    judged = case(commits=(commit(name),))
    assert [*unauthorized_committer.check(judged, facts(guidelines(equipment=equipment)))] == []


@pytest.mark.parametrize(
    ("commits", "message"),
    [
        pytest.param(
            [commit("stranger@mail.example")],
            "commit 000000000000 is by 'stranger@mail.example': no member of the roster has this address",
            id="an unknown address as author",
        ),
        pytest.param(
            [commit("pio1", "noreply@forge.example")],
            "commit 000000000000 is by 'noreply@forge.example': no member of the roster has this address",
            id="an unknown address as committer",
        ),
        pytest.param(
            [commit("patrol7")],
            "commit 000000000000 is by 'patrol7@village.example': the member 'patrol7' "
            "has no author, PIO, supervisor or chief role on 2026-03-03",
            id="a member without a role",
        ),
        pytest.param(
            [commit("retired3")],
            "commit 000000000000 is by 'retired3@village.example': the member 'retired3' "
            "has no open entry in the roster on 2026-03-03",
            id="a member whose entry is closed",
        ),
        pytest.param(
            [commit("pio1"), commit("pio1", at=LONG_AGO)],
            "commit 000000000000 is by 'pio1@village.example': the member 'pio1' "
            "has no open entry in the roster on 2023-03-03",
            id="an early commit from before the entry opened",
        ),
        pytest.param(
            [commit("pio1", "noreply@forge.example", vouched=("patrol7",))],
            "commit 000000000000 is by 'patrol7': the member 'patrol7' "
            "has no author, PIO, supervisor or chief role on 2026-03-03",
            id="a commit of the forge, vouched to be of a member without a role",
        ),
        pytest.param(
            [commit("pio1", vouched=("nobody9",))],
            "commit 000000000000 is by 'nobody9': the member 'nobody9' is not in the roster",
            id="a commit of the forge, vouched to be of nobody in the roster",
        ),
        pytest.param(
            [commit("x@mail.example"), commit("X@mail.example")],
            "commit 000000000000 is by 'x@mail.example': no member of the roster has this address",
            id="one address in several commits, told once",
        ),
    ],
)
def test_an_unauthorized_committer(commits: list[Commit], message: str) -> None:
    judged = case(commits=tuple(commits))
    assert [*unauthorized_committer.check(judged, facts())] == [Violation(message)]
    assert [*unauthorized_committer.check(judged, facts(guidelines(equipment="unverified")))] == []


def test_a_commit_that_the_forge_made_for_a_member() -> None:
    judged = case(commits=(commit("somebody@mail.example", "noreply@forge.example", vouched=("pio1",)),))
    assert [*unauthorized_committer.check(judged, facts())] == []
