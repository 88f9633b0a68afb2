"""The commander of an incident, who is no supervisor, takes its updates down, and nothing else."""

from __future__ import annotations

import pytest
from tests.department import Department
from tests.incidents.story import NUMBER, Story, begin
from tests.village import POST

from clearance.errors import CannotJudge
from clearance.publish import withdrawal
from clearance.records.statement import Statement

WHO = "    emails: [patrol@test.example]\n    github_id: 1006\n"
ROLE = "    roles:\n      - {role: incident-commander, from: 2024-01-01}\n"


@pytest.fixture
def story(department: Department) -> Story:
    """Commanded by a member with that role alone."""
    department.replace("guidelines/roster.yml", WHO, f"{WHO}{ROLE}")
    begun = begin(department)
    begun.open(commander="patrol")
    return begun


def state(story: Story, path: str) -> str:
    return story.department.states(story.now)[path.removeprefix("content/")]


def forge(story: Story, path: str, *, by: str) -> str:
    """A withdrawal as somebody with write access would make it, past the command."""
    story.wait(0.2)
    judged = story.department.judge(story.now).outcome.page(path)
    assert judged is not None
    said = Statement("withdrawal", "test-pd", story.now, by, dict(judged.subjects), reason="x")
    record = story.department.record(said, key=by)
    story.department.commit("records", as_=by, at=story.now)
    return record


def test_the_commander_takes_an_update_down(story: Story) -> None:
    path = story.update("n1", "All is over.\n", by="patrol")
    assert state(story, path) == "live"
    story.withdraw(path, by="patrol")
    assert state(story, path) == "withdrawn"
    assert story.department.codes(story.now) == set()


def test_a_page_of_no_incident_stays(story: Story) -> None:
    with pytest.raises(CannotJudge, match="patrol is no supervisor; tell one"):
        story.withdraw(POST, by="patrol")
    record = forge(story, POST, by="patrol")
    assert state(story, POST) == "live"
    assert (record, "RC101") in story.department.codes(story.now)


def test_a_commander_of_another_incident_can_not(story: Story) -> None:
    path = story.update("n1", "All is over.\n", by="patrol")
    story.hand_over("lt", by="patrol")
    with pytest.raises(CannotJudge, match="no supervisor"):
        story.withdraw(path, by="patrol")
    record = forge(story, path, by="patrol")
    assert state(story, path) == "live"
    assert (record, "RC101") in story.department.codes(story.now)


def test_one_page_of_the_incident_and_one_that_is_not_are_not_withdrawn_together(story: Story) -> None:
    path = story.update("n1", "All is over.\n", by="patrol")
    story.wait(0.2)
    with pytest.raises(CannotJudge, match=POST):
        withdrawal.prepare(
            story.department.judge(story.now), (path, POST), member="patrol", reason="x", at=story.now
        )


def test_taking_the_incident_out_of_the_page_brings_nothing_back(story: Story) -> None:
    path = story.update("n1", "All is over.\n", by="patrol")
    story.withdraw(path, by="patrol")
    story.department.replace(path, f"  incident: {NUMBER}\n", "")
    story.department.commit("content", at=story.now)
    assert state(story, path) in {"pending", "stale"}


def test_nobody_withdraws_a_page_that_is_gone(story: Story) -> None:
    """Nor is an address that vanished excused by it: not by a member who commands nothing."""
    digest = {"content/posts/gone.md": "0" * 64}
    said = Statement("withdrawal", "test-pd", story.now, "pio", digest, reason="x")
    record = story.department.record(said, key="pio")
    story.department.commit("records", at=story.now)
    assert (record, "RC101") in story.department.codes(story.now)
