"""`clearance withdraw`: gone with the next build, and back only by a new approval."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.department import Department, Ran
from tests.village import MAP, OTHER, POST, post

REASON = "The street is another one."


def withdraw(
    department: Department, *paths: str, by: str = "sgt", key: str = "", reason: str = REASON
) -> Ran:
    private = str(department.keys.private(key or by))
    return department.run("withdraw", *paths, "--as", by, "--key", private, "--reason", reason)


def test_it_says_what_goes(department: Department) -> None:
    ran = withdraw(department, POST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"withdrew {POST} with {MAP}\n  signed in records/")
    record = ran.out.split("signed in ")[1].splitlines()[0]
    said = json.loads(department.read(record))
    assert said["predicate"]["reason"] == REASON
    assert [subject["name"] for subject in said["subject"]] == [POST, MAP]
    assert department.states()["posts/closure.md"] == "live", "until it is committed"
    department.commit("records", as_="sgt")
    assert department.states()["posts/closure.md"] == "withdrawn"


@pytest.mark.site
def test_nothing_of_it_is_left_on_the_site(live: Department) -> None:
    assert live.published("posts/closure")
    withdraw(live, POST)
    live.commit("records", as_="sgt")
    assert live.build().code == 0
    assert live.traces("Mill Street", "posts/closure", "posts/map.png") == []
    assert live.published("posts/meeting")


def test_an_earlier_approval_brings_it_back_for_nobody(department: Department) -> None:
    withdraw(department, POST)
    department.commit("records", as_="sgt")
    department.write(POST, department.read(POST).replace("Mill", "Hill"))
    department.commit(POST)
    department.write(POST, department.read(POST).replace("Hill", "Mill"))
    department.commit(POST)
    assert department.states()["posts/closure.md"] == "withdrawn"


def test_a_new_approval_brings_it_back(department: Department) -> None:
    withdraw(department, POST)
    department.commit("records", as_="sgt")
    department.approve(POST, at=datetime.now(UTC) + timedelta(seconds=2))
    assert department.states()["posts/closure.md"] == "live"


def test_several_at_once(department: Department) -> None:
    assert withdraw(department, POST, OTHER, POST).out.count("withdrew ") == 2
    department.commit("records", as_="sgt")
    states = department.states()
    assert (states["posts/closure.md"], states["posts/meeting.md"]) == ("withdrawn", "withdrawn")


def test_one_that_waits_or_can_not_be_read(department: Department) -> None:
    department.write("content/posts/new.md", post("New").replace("title:", "titel:"))
    department.commit()
    assert withdraw(department, "content/posts/new.md").code == 0


@pytest.mark.parametrize(
    ("path", "by", "key", "message"),
    [
        pytest.param(POST, "pio", "", "pio is no supervisor; tell one", id="by no supervisor"),
        pytest.param(POST, "sgt", "lt", "this key is not sgt's", id="with another's key"),
        pytest.param(MAP, "sgt", "", "this is no page; withdraw the page that shows", id="a picture"),
        pytest.param("content/posts/no.md", "sgt", "", "there is no such file", id="no file"),
    ],
)
def test_what_can_not_be_withdrawn(
    department: Department, path: str, by: str, key: str, message: str
) -> None:
    ran = withdraw(department, path, by=by, key=key)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_one_that_is_withdrawn_already(department: Department) -> None:
    withdraw(department, POST)
    department.commit("records", as_="sgt")
    ran = withdraw(department, OTHER, POST)
    assert (ran.code, ran.out) == (2, "")
    assert "this page is withdrawn already" in ran.err
    assert department.git("status", "--porcelain", "records") == "", "nothing was signed"


def test_without_a_reason(department: Department) -> None:
    ran = withdraw(department, POST, reason="  ")
    assert ran.code == 2
    assert "--reason says nothing; expected a sentence for the record" in ran.err
    assert department.git("status", "--porcelain", "records") == ""
