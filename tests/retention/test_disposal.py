"""`clearance records due` and `dispose`: by the schedule, with the authority on record, and never else."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.department import Department
from tests.retention.aging import AUTHORITY, LATER, SCHEDULE, dispose, hold, move_clock, schedule
from tests.village import MAP, NOW, OTHER, PNG, POST, WITH_MAP

from clearance.records.statement import Statement


@pytest.fixture
def aged(
    scheduled: Department, copy_of: Callable[[Department], Department], monkeypatch: pytest.MonkeyPatch
) -> Department:
    """Everything in it is more than a year old."""
    move_clock(monkeypatch, LATER)
    return copy_of(scheduled)


def due(department: Department, *arguments: str) -> dict[str, tuple[str, bool]]:
    """Path -> series, and whether it may be disposed of."""
    ran = department.run("records", "due", "--format", "json", *arguments)
    assert (ran.code, ran.err) == (0, "")
    return {item["path"]: (item["series"], item["disposable"]) for item in json.loads(ran.out)["items"]}


def test_nothing_is_due_before_its_years_are_over(aged: Department) -> None:
    before, first = (f"{NOW + timedelta(days=days):%Y-%m-%d}" for days in (300, 370))
    assert due(aged, "--on", before) == {}
    assert due(aged, "--on", first) == dict.fromkeys((POST, MAP, OTHER), ("notices", True))
    assert due(aged) == due(aged, "--on", first)


def test_as_people_read_it(aged: Department) -> None:
    shown = aged.run("records", "due").out.splitlines()
    assert shown[:2] == ["notices: Posts and files, 1 years", "  Schedule 26-001, item 3"]
    assert shown[2].startswith(f"  {POST}  post, last used ")
    assert shown[2].endswith("(the public reads it now)")
    assert shown[-1] == (
        "Nothing of it may go without the approval of the Local Records Commission (50 ILCS 205/7)."
    )
    early = aged.run("records", "due", "--on", "2024-01-01").out
    assert early == "The schedule allows nothing to be disposed of on 2024-01-01.\n"


def test_whatever_happens_to_a_post_lets_its_years_begin_anew(aged: Department) -> None:
    aged.tell(POST, at=NOW + timedelta(days=200))
    aged.commit(POST, at=NOW + timedelta(days=200))
    aged.approve(POST, at=NOW + timedelta(days=201))
    assert due(aged) == {OTHER: ("notices", True)}, "nor is its picture due"


def test_a_post_in_an_incident_that_goes_on_is_not_due(aged: Department) -> None:
    text = aged.read(OTHER).replace("clearance:\n", "clearance:\n  incident: 2026-0001\n")
    aged.write(OTHER, text)
    aged.commit(OTHER, as_="officer", at=NOW)
    assert due(aged) == dict.fromkeys((POST, MAP), ("notices", True))


def test_a_signed_record_is_listed_and_stays(aged: Department) -> None:
    digest = aged.judge().evidence.tree.digests[OTHER]
    record = aged.record(
        Statement("withdrawal", "test-pd", NOW, "sgt", {OTHER: digest}, reason="x"), key="sgt"
    )
    aged.commit("records", as_="sgt", at=NOW)
    assert due(aged)[record] == ("takedowns", False)
    ran = dispose(aged, record)
    assert (ran.code, ran.out) == (1, "")
    assert f"{record}: is a signed record, and those are the proof of all the rest; it stays" in ran.err


def test_what_is_disposed_of_is_signed_and_gone_from_the_tree(aged: Department) -> None:
    digests = aged.judge(LATER).evidence.tree.digests
    ran = dispose(aged, POST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"removed {POST}\nremoved {MAP}\n  signed in records/")
    assert "The bytes are still in git's history" in ran.out
    said = json.loads(aged.read(ran.out.split("signed in ")[1].splitlines()[0]))
    assert said["predicateType"] == "https://clearance.example/disposal/v1"
    assert {one["name"]: one["digest"]["sha256"] for one in said["subject"]} == {
        path: digests[path] for path in (POST, MAP)
    }
    assert said["predicate"]["detail"] == {
        "authority": AUTHORITY,
        "series": "notices",
        "schedule": "Schedule 26-001, item 3",
    }
    aged.commit("content", "records", at=LATER)
    assert due(aged) == {OTHER: ("notices", True)}
    states = aged.states(LATER + timedelta(hours=1))
    assert "posts/closure.md" not in states
    assert states["posts/meeting.md"] == "live"


def test_a_picture_that_another_post_shows_stays(aged: Department) -> None:
    second = "content/posts/second.md"
    aged.write(second, WITH_MAP.replace("Mill Street closed", "Still closed"))
    aged.commit(second, at=NOW)
    aged.approve(second, at=NOW)
    assert dispose(aged, POST).out.startswith(f"removed {POST}\n  signed in")
    aged.git("checkout", "-q", POST)
    ran = dispose(aged, MAP, POST)
    assert ran.code == 2, "the record of the first one is not committed yet"
    aged.git("clean", "-fdq", "records")
    ran = dispose(aged, MAP, POST)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"{MAP}: {second} shows it and is kept\nNothing was disposed of.\n"
    assert (aged.root / MAP).read_bytes() == PNG


# --- what is refused ---------------------------------------------------------------------------


def test_nothing_is_disposed_of_before_its_time(aged: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    move_clock(monkeypatch, NOW + timedelta(days=300))
    ran = dispose(aged, POST, "content/about.md")
    assert (ran.code, ran.out) == (1, "")
    lines = ran.err.splitlines()
    assert lines[0].startswith(f"{POST}: is kept until ")
    assert lines[0].endswith("(series notices, 1 years)")
    assert "content/about.md: is kept for ever (series pages)" in lines
    assert lines[-1] == "Nothing was disposed of."
    assert aged.git("status", "--porcelain") == ""


def test_what_no_series_is_about_is_kept(department: Department, monkeypatch: pytest.MonkeyPatch) -> None:
    schedule(department, SCHEDULE.replace("[post, media]", "[media]"))
    move_clock(monkeypatch, LATER)
    ran = dispose(department, OTHER)
    assert (ran.code, ran.out) == (1, "")
    assert f"{OTHER}: no series of guidelines/retention.yml is about a post, so it is kept" in ran.err


@pytest.mark.parametrize("what", [POST, MAP, "--all"])
def test_what_is_on_hold_is_kept(aged: Department, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    assert hold(aged, what, "--matter", "2026-L-0412").code == 0
    aged.commit("records", as_="lt", at=LATER)
    move_clock(monkeypatch, LATER + timedelta(hours=1))
    path = MAP if what == MAP else POST
    assert due(aged)[path] == ("notices", False)
    assert "on hold 2026-L-0412" in aged.run("records", "due").out
    ran = dispose(aged, POST)
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}: is on hold 2026-L-0412 (litigation) since " in ran.err
    assert hold(aged, "--release", "--matter", "2026-L-0412", by="chief").code == 0
    aged.commit("records", at=LATER + timedelta(hours=1))
    move_clock(monkeypatch, LATER + timedelta(hours=2))
    assert dispose(aged, POST).code == 0


@pytest.mark.parametrize(
    ("by", "authority", "paths", "message"),
    [
        pytest.param("lt", AUTHORITY, [POST], "lt is no custodian of records", id="by a supervisor"),
        pytest.param("chief", "approved", [POST], "--authority is no approval", id="no number"),
        pytest.param("chief", "", [POST], "--authority is no approval", id="no authority"),
        pytest.param("chief", AUTHORITY, ["content/no.md"], "there is no such file", id="no such file"),
        pytest.param("chief", AUTHORITY, ["guidelines/roster.yml"], "this is no page", id="no content"),
        pytest.param("chief", AUTHORITY, ["content/posts"], "this is no page, no file", id="a folder"),
    ],
)
def test_what_can_not_be_disposed_of(
    scheduled: Department, by: str, authority: str, paths: list[str], message: str
) -> None:
    ran = dispose(scheduled, *paths, by=by, authority=authority)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert scheduled.git("status", "--porcelain") == ""


def test_a_changed_file_is_not_disposed_of(aged: Department) -> None:
    aged.write(OTHER, aged.read(OTHER) + "More.\n")
    ran = dispose(aged, OTHER)
    assert (ran.code, ran.out) == (1, "")
    assert f"{OTHER}: is not as it was committed" in ran.err


def test_a_hold_that_does_not_count_is_looked_into_first(aged: Department) -> None:
    said = Statement("hold", "test-pd", NOW, "patrol", {}, reason="x", detail={"action": "place"})
    path = aged.record(said, key="patrol")
    aged.commit("records", as_="patrol", at=NOW)
    ran = dispose(aged, POST)
    assert (ran.code, ran.out) == (2, "")
    assert f"{path}: doesn't count as a record: it says nothing of matter, which a hold needs" in ran.err


def test_a_disposal_by_nobody_entitled_is_told(aged: Department) -> None:
    detail = {"authority": AUTHORITY, "series": "notices", "schedule": "x"}
    said = Statement("disposal", "test-pd", NOW, "sgt", {POST: "1" * 64}, detail=detail)
    path = aged.record(said, key="sgt")
    aged.commit("records", as_="sgt", at=NOW)
    told = [one.message for one in aged.judge().outcome.findings if one.path == path]
    assert len(told) == 1
    assert "sgt, who is no custodian of records" in told[0]
