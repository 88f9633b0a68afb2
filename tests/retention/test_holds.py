"""`clearance records hold`: signed, in force once committed, and ended only by custodian or chief."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from tests.department import Department
from tests.retention.aging import LATER, hold, move_clock
from tests.village import MAP, NOW, OTHER, POST

from clearance.records.statement import Statement


def in_force(department: Department) -> dict[str, tuple[bool, set[str]]]:
    holds = department.judge(LATER).evidence.holds
    return {number: (one.everything, set(one.paths)) for number, one in holds.items()}


def test_it_holds_a_page_and_what_it_shows(department: Department) -> None:
    ran = hold(department, POST, "--matter", "2026-L-0412")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"placed hold 2026-L-0412 on {POST}, {MAP}\n  signed in records/")
    said = json.loads(department.read(ran.out.split("signed in ")[1].splitlines()[0]))
    assert said["predicateType"] == "https://clearance.example/hold/v1"
    assert said["predicate"]["reason"] == "A suit."
    assert said["predicate"]["detail"] == {
        "action": "place",
        "number": "2026-L-0412",
        "matter": "litigation",
        "scope": "listed",
    }
    assert in_force(department) == {}, "until it is committed"
    department.commit("records", as_="lt")
    assert in_force(department) == {"2026-L-0412": (False, {POST, MAP})}


def test_it_is_widened_and_released(department: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hold(department, POST, "--matter", "7").code == 0
    department.commit("records", as_="lt")
    move_clock(monkeypatch, NOW + timedelta(hours=1))
    assert hold(department, "--all", "--matter", "7", "--kind", "records-request").code == 0
    department.commit("records", as_="lt")
    assert in_force(department) == {"7": (True, {POST, MAP})}
    move_clock(monkeypatch, NOW + timedelta(hours=2))
    assert hold(department, "--release", "--matter", "7", by="chief").out.startswith("released hold 7\n")
    department.commit("records")
    assert in_force(department) == {}


def test_two_matters_on_one_page_end_each_by_itself(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hold(department, POST, "--matter", "1").code == hold(department, POST, "--matter", "2").code == 0
    department.commit("records", as_="lt")
    move_clock(monkeypatch, NOW + timedelta(hours=2))
    assert hold(department, "--release", "--matter", "1", by="chief").code == 0
    department.commit("records")
    assert in_force(department) == {"2": (False, {POST, MAP})}


def test_a_page_that_is_gone_can_be_held(department: Department) -> None:
    (department.root / OTHER).unlink()
    department.commit()
    assert hold(department, OTHER, "--matter", "7").code == 0
    department.commit("records", as_="lt")
    assert in_force(department) == {"7": (False, {OTHER})}


@pytest.mark.parametrize(
    ("by", "arguments", "message"),
    [
        pytest.param("lt", (), "name files, or --all, and not both", id="nothing named"),
        pytest.param("lt", (POST, "--all"), "name files, or --all, and not both", id="both named"),
        pytest.param("lt", (POST, "--release"), "ends the whole hold; leave out files", id="a part of it"),
        pytest.param("chief", ("--release",), "releases hold 7, which is not in force", id="none to release"),
        pytest.param("pio", ("--all",), "neither custodian nor supervisor", id="placed by nobody entitled"),
        pytest.param("lt", ("content/posts/no.md",), "this is no page, no file", id="no such file"),
        pytest.param("lt", (POST, "--matter", "a b"), "expected the number of the case", id="no number"),
    ],
)
def test_what_is_not_signed(
    department: Department, by: str, arguments: tuple[str, ...], message: str
) -> None:
    ran = hold(department, "--matter", "7", *arguments, by=by)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert department.git("status", "--porcelain", "records") == ""


def test_a_supervisor_can_not_release(department: Department) -> None:
    hold(department, POST, "--matter", "7")
    department.commit("records", as_="lt")
    ran = hold(department, "--release", "--matter", "7", by="lt")
    assert (ran.code, ran.out) == (2, "")
    assert "lt, neither custodian nor chief, and can't release a hold" in ran.err


def test_a_record_of_ones_own_making_changes_nothing_and_is_told(department: Department) -> None:
    hold(department, POST, "--matter", "7")
    department.commit("records", as_="lt")
    moment, detail = NOW + timedelta(minutes=1), {"action": "release", "number": "7"}
    path = department.record(
        Statement("hold", "test-pd", moment, "patrol", {}, reason="x", detail=detail), key="patrol"
    )
    department.commit("records", as_="patrol")
    assert in_force(department) == {"7": (False, {POST, MAP})}
    told = [one.message for one in department.judge(LATER).outcome.findings if one.path == path]
    assert len(told) == 1
    assert "patrol, neither custodian nor chief, and can't release a hold" in told[0]
