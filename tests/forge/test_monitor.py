"""The monitor's one issue: opened, kept up to date, closed, and never anybody else's."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.department import Department, Ran, run_here
from tests.forge.hub import Account, Hub
from tests.forge.standin import TOKEN, WRITER, Fault, StandIn, served
from tests.village import NOW, OTHER, POST

from clearance.cli import forge as door
from clearance.errors import CannotJudge
from clearance.forge.github import GitHub
from clearance.forge.monitor import MARK, TITLE


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with served(Hub(tmp_path, NOW)) as api:
        monkeypatch.setenv("GITHUB_API_URL", api.base)
        monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
        monkeypatch.setattr(door, "GitHub", functools.partial(GitHub, sleep=lambda _seconds: None))
        yield api


def monitor(github: StandIn, department: Department, *more: str) -> Ran:
    github.asked.clear()
    given = ("--repository", github.hub.repository, "--root", str(department.root))
    return run_here("forge", "monitor", *given, *more)


def written(github: StandIn) -> list[str]:
    return [asked for asked in github.asked if asked.startswith(("POST", "PATCH"))]


def wait(department: Department) -> None:
    """A page changes, and waits for its approval."""
    department.replace(OTHER, "on Monday", "on Tuesday")
    department.tell(OTHER)
    department.commit(as_="officer")


def test_from_nothing_to_an_issue_and_back(github: StandIn, department: Department) -> None:
    assert monitor(github, department).out == "Nothing waits, and there is no issue.\n"
    wait(department)
    assert (monitor(github, department).out, len(github.hub.issues)) == ("opened issue 1\n", 1)
    issue = github.hub.issues[0]
    assert issue["title"] == TITLE
    assert issue["body"].startswith(f"{MARK}\n- Pages that wait to be cleared: 1.\n\n")
    assert (monitor(github, department).out, written(github)) == ("left issue 1\n", [])
    department.replace(POST, "is closed", "is shut")
    department.tell(POST)
    department.commit(as_="pio")
    assert monitor(github, department).out == "updated issue 1\n"
    assert "Pages that wait to be cleared: 2." in issue["body"]
    department.approve(OTHER, POST, at=datetime.now(UTC))
    assert monitor(github, department).out == "closed issue 1\n"
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    wait_again = department.read(OTHER).replace("on Tuesday", "on Friday")
    department.write(OTHER, wait_again)
    department.commit(as_="officer")
    assert (monitor(github, department).out, len(github.hub.issues)) == ("opened issue 2\n", 2)


def test_somebody_elses_issue_is_never_touched(github: StandIn, department: Department) -> None:
    wait(department)
    others: list[dict[str, object]] = [
        {"user": Account("stranger", 5), "body": f"{MARK}\nhello"},
        {"user": WRITER, "body": f"quoted: {MARK}"},
        {"user": WRITER, "body": None},
    ]
    for number, one in enumerate(others, 1):
        github.hub.issues.append({"number": number, "title": "Mine", "state": "open", **one})
    before = [dict(issue) for issue in github.hub.issues]
    assert monitor(github, department).out == "opened issue 4\n"
    assert github.hub.issues[:3] == before


def test_of_two_only_the_first_is_kept(github: StandIn, department: Department) -> None:
    wait(department)
    for number in (1, 2):
        old = {"title": TITLE, "body": f"{MARK}\nold", "state": "open", "user": WRITER}
        github.hub.issues.append({"number": number, **old})
    assert monitor(github, department).out == "updated issue 1\n"
    assert [issue["state"] for issue in github.hub.issues] == ["open", "closed"]


def test_what_was_reported_is_counted_and_not_named(github: StandIn, department: Department) -> None:
    key = str(department.keys.private("patrol"))
    reason = "It shows Mrs. Example."
    department.run("report", POST, "--reason", reason, "--as", "patrol", "--key", key)
    department.commit("records", as_="patrol", at=datetime.now(UTC))
    ran = monitor(github, department, "--dry-run")
    assert ran.out == "- Reports of what should not be public: 1 open, 0 of them overdue.\n"
    assert github.asked == []


def test_a_token_that_may_not_write(github: StandIn, department: Department) -> None:
    wait(department)
    github.faults.append(Fault(r"/issues$", status=403))
    ran = monitor(github, department)
    assert (ran.code, "the token may not use" in ran.err) == (2, True)


def test_a_lost_answer_opens_no_second_issue(github: StandIn, department: Department) -> None:
    wait(department)
    github.faults.append(Fault(r"/issues$", status=502))
    api = GitHub(github.base, TOKEN, sleep=lambda _seconds: None)
    with pytest.raises(CannotJudge, match="GitHub is not well"):
        api.send("POST", f"/repos/{github.hub.repository}/issues", title="x", body="y")
    assert len(written(github)) == 1
    assert github.hub.issues == []
