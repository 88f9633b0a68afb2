"""Updates of an incident on GitHub: the review of who commands it counts, and no other (1021.4.1)."""

from __future__ import annotations

import pytest
from tests.forge.conftest import OnGitHub
from tests.incidents.story import NUMBER, opening, path_of
from tests.village import post

from clearance.publish import incident

UPDATE = path_of("n1")
TEXT = post("Leave Mill Street", "Leave now.\n", clearance=f"  incident: {NUMBER}\n").replace(
    "[traffic]", "[safety]"
)


@pytest.fixture
def commanded(github: OnGitHub) -> OnGitHub:
    """The officer may command incidents, is no supervisor, and commands this one."""
    roster = github.runner().read("guidelines/roster.yml")
    _, _, officer = roster.partition("id: officer\n")
    role = officer.partition("    roles:\n")[2].partition("\n")[0]
    more = officer.replace(
        role, f"{role}\n{role.split('{')[0]}{{role: incident-commander, from: 2024-01-01}}", 1
    )
    github.change_guidelines("guidelines/roster.yml", officer, more)
    runner, at = github.runner(), github.hub.tick()
    said = incident.prepare(runner.judge(at), opening(commander="officer"), member="lt", at=at)
    runner.record(said, key="lt")
    github.add_records(runner)
    return github


@pytest.mark.parametrize(
    ("by", "code", "told"),
    [
        pytest.param("officer", 0, f"recorded: {UPDATE}, approved by officer in #1", id="who commands it"),
        pytest.param("sgt", 1, f"sgt did not command incident {NUMBER} then; officer did", id="a supervisor"),
    ],
)
def test_an_update(commanded: OnGitHub, by: str, code: int, told: str) -> None:
    pull = commanded.proposed({UPDATE: TEXT})
    commanded.review(pull, by=by)
    commanded.merge(pull)
    ran = commanded.record()
    assert (ran.code, told in ran.out) == (code, True), ran.out + ran.err


def test_who_commands_an_incident_approves_nothing_else(commanded: OnGitHub) -> None:
    pull = commanded.proposed()
    commanded.review(pull, by="officer")
    commanded.merge(pull)
    ran = commanded.record()
    assert ran.code == 1
    assert "officer is no supervisor" in ran.out
