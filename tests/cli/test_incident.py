"""`clearance incident`: opened, updated, handed over, closed, listed; and what can't be."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from tests.clock import next_second
from tests.department import Department, Ran
from tests.incidents.story import AREA, NUMBER, OUTCOME, TITLE, Story, opening

from clearance.incidents.folding import KIND
from clearance.records.statement import Statement

OPENING = ("--title", TITLE, "--kind", "hazard", "--area", AREA)


def signed(department: Department, action: str, *more: str, by: str, key: str = "") -> Ran:
    private = str(department.keys.private(key or by))
    return department.run("incident", action, *more, "--as", by, "--key", private)


def open_(
    department: Department, *, by: str = "lt", commander: str = "sgt", number: str = NUMBER, key: str = ""
) -> Ran:
    return signed(department, "open", number, *OPENING, "--commander", commander, by=by, key=key)


def back(department: Department, *, minutes: int, by: str = "lt") -> None:
    """Open the incident so long ago, in one step with its commit."""
    past = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=minutes)
    Story(department, now=past).open(by=by)


def committed(department: Department, ran: Ran, by: str = "lt") -> Ran:
    assert (ran.code, ran.err) == (0, ""), ran.err
    department.commit(as_=by, at=datetime.now(UTC))
    return ran


def update(department: Department, *more: str, title: str = "Stay inside") -> Ran:
    flags = ("--title", title, "--description", "What to do now.", "--author", "pio")
    return department.run("incident", "update", NUMBER, *flags, *more)


def unchanged(department: Department) -> bool:
    return department.git("status", "--porcelain", "--", "records", "content") == ""


# --- open ---------------------------------------------------------------------------------------


def test_opening_writes_a_record_that_counts_when_it_is_committed(department: Department) -> None:
    ran = open_(department)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"opened incident {NUMBER}, commanded by sgt\n  signed in records/")
    record = ran.out.split("signed in ")[1].splitlines()[0]
    assert json.loads(department.read(record))["predicate"]["detail"] == {
        "action": "open",
        "incident": NUMBER,
        "title": TITLE,
        "kind": "hazard",
        "area": AREA,
        "commander": "sgt",
    }
    assert department.judge().evidence.incidents == {}
    again = open_(department, number="2026-0413")
    assert again.code == 2
    assert "this record of an incident is not committed yet; commit it first" in again.err
    department.commit("records", as_="lt", at=datetime.now(UTC))
    assert [*department.judge().evidence.incidents] == [NUMBER]
    assert department.codes() == set()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"by": "pio"}, "is by pio, who is no supervisor", id="by no supervisor"),
        pytest.param({"by": "lt", "key": "sgt"}, "this key is not lt's", id="with another's key"),
        pytest.param({"commander": "pio"}, "names pio, who has no incident-commander", id="commander"),
        pytest.param({"number": "412"}, "expected a year and a number, such as 2026-0412", id="number"),
    ],
)
def test_what_can_not_be_opened(department: Department, options: dict[str, str], message: str) -> None:
    ran = open_(department, **options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert unchanged(department)


def test_a_number_that_is_taken(department: Department) -> None:
    back(department, minutes=5)
    ran = open_(department)
    assert ran.code == 2
    assert "opens incident 2026-0412 a second time" in ran.err
    assert unchanged(department)


def test_its_words_are_held_against_the_rules(department: Department) -> None:
    ran = signed(
        department,
        "open",
        NUMBER,
        *("--title", "The lawsuit", "--kind", "crime", "--area", "SSN 219-09-9999"),
        *("--commander", "sgt"),
        by="lt",
    )
    assert (ran.code, ran.out) == (1, "")
    assert "speaks of a lawsuit (TS901)" in ran.err
    assert "(PB101)" in ran.err
    assert "219-09-9999" not in ran.err
    assert ran.err.endswith("word it otherwise. Nothing was signed.\n")
    assert unchanged(department)


# --- update, hand over, close -------------------------------------------------------------------


def test_an_update_goes_out_with_the_commanders_approval_alone(department: Department) -> None:
    back(department, minutes=5)
    text = "Stay inside until three o'clock.\n"
    ran = committed(department, update(department, "--text", text, "--attest"), by="pio")
    path = ran.out.splitlines()[0]
    assert path.startswith(f"content/posts/incidents/{NUMBER}/")
    assert f"clearance approve {path} --as sgt   # by sgt, and nobody else" in ran.out
    assert department.codes() == {(path, "AP101")}

    refused = department.run("approve", path, "--as", "lt", "--key", str(department.keys.private("lt")))
    assert refused.code == 1
    assert "lt did not command incident 2026-0412 then; sgt did, who alone approves it" in refused.err
    ran = department.run("approve", path, "--as", "sgt", "--key", str(department.keys.private("sgt")))
    committed(department, ran, by="sgt")
    assert department.codes() == set()
    assert department.states()[path.removeprefix("content/")] == "live"


def test_an_approval_by_another_supervisor_does_not_count(department: Department) -> None:
    back(department, minutes=5)
    path = committed(department, update(department, "--text", "Stay.", "--attest"), by="pio").out.split()[0]
    department.record(department.statement(path, by="lt", at=datetime.now(UTC)), key="lt")
    department.commit("records", as_="lt", at=datetime.now(UTC))
    assert department.codes() == {(path, "IN102")}


def test_an_update_that_is_still_to_be_written(department: Department) -> None:
    back(department, minutes=5)
    first, second = update(department), update(department)
    assert first.out.split()[0] != second.out.split()[0]
    written = department.read(first.out.split()[0])
    assert "  # attest: pio\n" in written
    assert f"  incident: {NUMBER}\n" in written
    assert "categories: [safety]\n" in written
    assert "take away the # before `attest`" in first.out


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param(("--author", "patrol"), "patrol has no author or PIO role", id="author"),
        pytest.param(("--category", "weather"), "there is no category 'weather'", id="category"),
        pytest.param(("--expires", "soon"), "--expires is 'soon'", id="no time"),
        pytest.param(("--expires", "2020-01-01T12:00"), "would expire before it begins", id="past"),
        pytest.param(("--attest",), "there is no text yet that could have been reviewed", id="no text"),
        pytest.param(("--title", "a\nb"), "expected one line", id="two lines"),
    ],
)
def test_an_update_that_can_not_be_written(
    department: Department, more: tuple[str, ...], message: str
) -> None:
    back(department, minutes=5)
    ran = update(department, *more)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert unchanged(department)


def test_handed_over_by_the_commander(department: Department) -> None:
    back(department, minutes=5)
    ran = committed(department, signed(department, "hand-over", NUMBER, "--to", "lt", by="sgt"), by="sgt")
    assert ran.out.startswith(f"handed incident {NUMBER} over to lt\n")
    assert department.judge().evidence.incidents[NUMBER].commander == "lt"
    next_second()  # two records about one incident are never of the same second
    again = signed(department, "hand-over", NUMBER, "--to", "lt", by="lt")
    assert (again.code, again.out) == (2, "")
    assert "who commands it already" in again.err


def test_closed_with_a_word_on_what_is_left_over(department: Department) -> None:
    back(department, minutes=5)
    path = committed(department, update(department, "--text", "Stay.", "--attest"), by="pio").out.split()[0]
    ran = signed(department, "close", NUMBER, "--outcome", OUTCOME, by="sgt")
    assert ran.code == 0
    assert f"note: {path} waits, and nobody can approve it any more" in ran.err
    department.commit("records", as_="sgt", at=datetime.now(UTC))
    assert (path, "IN103") in department.codes()
    closed = update(department)
    assert closed.code == 2
    assert f"incident {NUMBER} is closed; nobody could approve an update" in closed.err


@pytest.mark.parametrize("action", ["hand-over", "close"])
def test_by_neither_commander_nor_supervisor(department: Department, action: str) -> None:
    back(department, minutes=5)
    said = ("--to", "lt") if action == "hand-over" else ("--outcome", "Over.")
    ran = signed(department, action, NUMBER, *said, by="pio")
    assert (ran.code, ran.out) == (2, "")
    assert "is by pio, neither a supervisor nor the commander" in ran.err
    assert unchanged(department)


def test_an_unknown_incident(department: Department) -> None:
    ran = update(department)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no incident '2026-0412' (there are none); its record may not be committed yet" in ran.err
    ran = signed(department, "close", NUMBER, "--outcome", "Over.", by="lt")
    assert ran.code == 2
    assert "was not opened before it" in ran.err


def test_a_record_that_does_not_fit_is_refused(department: Department) -> None:
    back(department, minutes=5)
    at = datetime.now(UTC).replace(microsecond=0)
    said = Statement(KIND, "test-pd", at, "lt", {}, detail=opening().written())
    path = department.record(said, key="lt")
    department.commit("records", as_="lt", at=at)
    assert department.codes() == {(path, "RC101")}


# --- list and status ----------------------------------------------------------------------------


def test_a_list_of_none(department: Department) -> None:
    assert department.run("incident", "list").out == "There are no incidents.\n"
    told = json.loads(department.run("incident", "list", "--format", "json").out)
    assert told == {"version": 1, "incidents": []}


def test_a_record_that_does_not_count_yet_is_no_silence(department: Department) -> None:
    assert open_(department).code == 0
    listed = department.run("incident", "list")
    assert (listed.code, listed.out) == (0, "There are no incidents.\n")
    assert listed.err.startswith("note: records/2026/")
    assert listed.err.endswith(" doesn't count: is not committed yet; commit it\n")


def test_the_list_of_incidents(department: Department) -> None:
    back(department, minutes=5)
    ran = department.run("incident", "list")
    assert ran.code == 0
    assert ran.out.startswith(f"{NUMBER}  open  {TITLE}\n  Hazard; {AREA}\n  opened ")
    assert ran.out.endswith("; commanded by sgt; no update yet\n")
    committed(department, signed(department, "close", NUMBER, "--outcome", OUTCOME, by="sgt"), by="sgt")
    assert f"\n  {OUTCOME}\n" in department.run("incident", "list").out
    (entry,) = json.loads(department.run("incident", "list", "--format", "json").out)["incidents"]
    assert (entry["id"], entry["state"], entry["outcome"]) == (NUMBER, "closed", OUTCOME)
    assert [each["member"] for each in entry["commands"]] == ["sgt"]


def test_a_silent_incident_is_shouted_about_and_holds_nothing_back(department: Department) -> None:
    back(department, minutes=95)
    ran = department.run("status")
    assert ran.code == 1
    assert ran.out.startswith(f"SILENT: incident {NUMBER} ({TITLE}) is open, and silent for 9")
    told = json.loads(department.run("status", "--format", "json").out)
    assert [finding["code"] for finding in told["department"]] == ["IN101"]
    checked = department.run("check")
    assert checked.code == 0, "a note"
    assert "IN101" in checked.out


def test_one_that_is_not_silent(department: Department) -> None:
    back(department, minutes=85)
    ran = department.run("status")
    assert (ran.code, "SILENT" in ran.out) == (0, False)
