"""What the public saw on a day, from records of publications, and without them from git."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.department import Department
from tests.retention.conftest import publish
from tests.village import FOUNDED, NOW, OTHER, POST

pytestmark = pytest.mark.site


def seen(department: Department, when: datetime, *path: str) -> dict[str, Any]:
    ran = department.run("records", "on", when.isoformat(), *path, "--format", "json")
    return json.loads(ran.out) if ran.out else {"error": ran.err}


def approvers(answer: dict[str, Any]) -> dict[str, str]:
    return {page["path"]: page["approver"] for page in answer["pages"]}


def test_before_the_first_commit_there_was_nothing(recorded: Department) -> None:
    answer = seen(recorded, FOUNDED - timedelta(days=1))
    assert (answer["commit"], answer["pages"]) == (None, [])
    ran = recorded.run("records", "on", (FOUNDED - timedelta(days=2)).date().isoformat())
    assert (ran.code, ran.out.endswith("there was no site of this department yet.\n")) == (0, True)


def test_without_a_record_it_is_worked_out_from_git(recorded: Department) -> None:
    answer = seen(recorded, FOUNDED + timedelta(days=1))
    assert answer["publication"] is None
    assert approvers(answer)[OTHER] == "chief"
    ran = recorded.run("records", "on", (FOUNDED + timedelta(days=1)).isoformat(), OTHER, "--show")
    assert (ran.code, "on Monday" in ran.out) == (0, True)
    later = recorded.run("records", "on", (NOW - timedelta(days=8)).isoformat(), OTHER, "--show")
    assert (later.code, "on Tuesday" in later.out) == (0, True)


def test_a_page_that_waited_was_not_seen(recorded: Department) -> None:
    """Changed at day 10, approved at day 9: in between the build would have left it out."""
    ran = recorded.run("records", "on", (NOW - timedelta(days=9, hours=12)).isoformat(), OTHER)
    assert (ran.code, ran.out.endswith(f"{OTHER} was not public.\n")) == (1, True)


def test_a_recorded_publication_says_what_was_public(kept: Department) -> None:
    before = datetime.fromisoformat(json.loads(newest(kept))["predicate"]["detail"]["built"])
    key = str(kept.keys.private("lt"))
    kept.run("withdraw", str(kept.root / POST), "--reason", "Wrong street.", "--as", "lt", "--key", key)
    kept.commit("records", as_="lt")
    assert POST in approvers(seen(kept, before))
    assert kept.build().code == 0
    publish(kept)
    answer = seen(kept, datetime.now(NOW.tzinfo))
    assert POST not in approvers(answer)
    assert answer["publication"].endswith(".json")
    assert OTHER in approvers(answer)
    assert POST in approvers(seen(kept, before))


def newest(department: Department) -> str:
    files = sorted((department.root / "records").rglob("*-publication-*.json"))
    return files[-1].read_text("utf-8")
