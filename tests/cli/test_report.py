"""`clearance report` by any member, and what a supervisor does with it: seen, taken down, resolved."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.department import Department, Ran
from tests.village import MAP, NOW, OTHER, POST

from clearance.publish import reporting
from clearance.publish.past import public_records, public_sources
from clearance.publish.public import documents
from clearance.records.statement import Statement
from clearance.takedown.report import Cause, Kind, Report

REASON = "It shows the wrong street, says Mrs. Example."


def signed(department: Department, command: str, *more: str, by: str, key: str = "") -> Ran:
    return department.run(command, *more, "--as", by, "--key", str(department.keys.private(key or by)))


def report(department: Department, post: str = POST, *more: str, by: str = "patrol", key: str = "") -> Ran:
    return signed(department, "report", post, "--reason", REASON, *more, by=by, key=key)


def resolve(department: Department, *more: str, by: str = "lt") -> Ran:
    return signed(department, "resolve", *more, "--reason", "The map was mixed up.", by=by)


def reported(department: Department, *, hours: float = 0.0, kind: Kind = Kind.INACCURATE) -> str:
    """A report so long ago, in one step with its commit; the record's path."""
    at = NOW - timedelta(hours=hours)
    said = reporting.prepare(
        department.judge(at), POST, member="patrol", kind=kind, reason=REASON, received=None, at=at
    )
    record = department.record(said, key="patrol")
    department.commit("records", as_="patrol", at=at)
    return record


def only(department: Department) -> Report:
    (told,) = department.judge().evidence.reports
    return told


def unchanged(department: Department) -> bool:
    return department.git("status", "--porcelain", "--", "records", "content") == ""


# --- reporting ---------------------------------------------------------------------------------


def test_any_member_reports_and_nothing_else_changes(department: Department) -> None:
    ran = report(department, POST, "--kind", "inaccurate")
    assert (ran.code, ran.err) == (0, "")
    record = ran.out.split("signed in ")[1].splitlines()[0]
    said = json.loads(department.read(record))["predicate"]
    assert (said["reason"], said["detail"]) == (REASON, {"kind": "inaccurate", "page": POST})
    department.commit("records", as_="patrol", at=datetime.now(UTC))
    assert department.states()["posts/closure.md"] == "live"
    assert department.codes() == set()
    told = only(department)
    assert (told.page, told.kind, told.member, told.is_open) == (POST, Kind.INACCURATE, "patrol", True)
    assert told.due - told.reported == timedelta(hours=24)


@pytest.mark.parametrize(
    "address",
    [
        "https://police.test.example/posts/closure/",
        "https://police.test.example/posts/closure/index.html",
        "https://police.test.example/posts/closure?utm=1#top",
    ],
)
def test_by_the_address_that_a_browser_shows(department: Department, address: str) -> None:
    assert report(department, address).out.startswith(f"reported {POST}\n")


@pytest.mark.parametrize(
    ("post", "by", "key", "more", "message"),
    [
        pytest.param(MAP, "patrol", "", [], "report the page that shows the file", id="a picture"),
        pytest.param("content/no.md", "patrol", "", [], "there is no such file", id="no file"),
        pytest.param("https://a.example/no/", "patrol", "", [], "no page stands at this", id="no address"),
        pytest.param(POST, "patrol", "pio", [], "this key is not patrol's: it is pio's", id="other's key"),
        pytest.param(POST, "nobody", "pio", [], "there is no member 'nobody'", id="no member"),
        pytest.param(POST, "sgt", "former", [], "this key of sgt is not valid now", id="a key that ended"),
        pytest.param(
            POST, "patrol", "", ["--received", "2026-03-01"], "protected-official alone", id="a date alone"
        ),
        pytest.param(
            POST,
            "patrol",
            "",
            ["--kind", "protected-official", "--received", "2099-03-01"],
            "still to come",
            id="received tomorrow",
        ),
        pytest.param(POST, "patrol", "", ["--kind", "bad"], "'bad' is not one of", id="an unknown kind"),
        pytest.param(POST, "patrol", "", ["--reason", " "], "--reason says nothing", id="no reason"),
    ],
)
def test_what_can_not_be_reported(  # noqa: PLR0917 - the parts of a case
    department: Department, post: str, by: str, key: str, more: list[str], message: str
) -> None:
    ran = report(department, post, *more, by=by, key=key)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert unchanged(department)


def test_a_report_by_somebody_else_s_key_or_of_no_page_does_not_count(department: Department) -> None:
    at, digest = NOW, {POST: "0" * 64}
    base = Statement(
        "report", "test-pd", at, "patrol", digest, reason="x", detail={"kind": "other", "page": POST}
    )
    department.put_record("2026/unknown-kind", base, key="patrol")
    right = replace(base, detail={"kind": "inaccurate", "page": POST})
    department.put_record("2026/of-a-stranger", right, key="stranger")
    department.put_record("2026/of-another", right, key="pio")
    department.commit("records", as_="pio")
    assert department.judge().evidence.reports == ()
    assert department.codes() == {
        (f"records/2026/{name}.json", "RC101") for name in ("unknown-kind", "of-a-stranger", "of-another")
    }


def test_nothing_public_changes_by_a_report_and_its_resolution(department: Department) -> None:
    """Neither feeds, nor ledger and keys, nor the records and sources beside the pages."""

    def public() -> object:
        judgement = department.judge(NOW)
        site = "https://police.test.example/"
        return documents(judgement, site), public_records(judgement), public_sources(judgement)

    before = public()
    reported(department)
    assert public() == before
    resolve(department, POST, "--cause", "mistaken-report")
    department.commit("records", as_="lt", at=datetime.now(UTC))
    assert not only(department).is_open
    assert public() == before


# --- status and check --------------------------------------------------------------------------


def test_it_stands_first_in_status_and_nothing_repeats_what_it_says(department: Department) -> None:
    reported(department, hours=2)
    ran = department.run("status")
    assert ran.code == 0
    assert re.match(rf"REPORTED: {POST} \(inaccurate\), 2 hours ago by\s", ran.out)
    told = json.loads(department.run("status", "--format", "json").out)
    assert [(each["page"], each["overdue"]) for each in told["reports"]] == [(POST, False)]
    for output in (ran.out, json.dumps(told), department.run("check").out):
        assert "wrong street" not in output
        assert "Example." not in output


def test_overdue_ends_with_1_and_shows_in_check_without_holding_anything_back(department: Department) -> None:
    record = reported(department, hours=25)
    ran = department.run("status")
    assert (ran.code, ran.out.startswith(f"OVERDUE: {POST}")) == (1, True)
    assert department.codes() == {(record, "TD101")}
    checked = department.run("check")
    assert (checked.code, "TD101" in checked.out) == (0, True)
    assert department.states()["posts/closure.md"] == "live"


def test_an_official_s_written_request_has_business_days(department: Department) -> None:
    reported(department, hours=25, kind=Kind.PROTECTED_OFFICIAL)
    told = only(department)
    assert (told.is_overdue(NOW), told.due > NOW + timedelta(days=3)) == (False, True)
    assert told.is_overdue(told.due + timedelta(seconds=1))


# --- taking down and resolving -----------------------------------------------------------------


def test_from_the_report_to_the_end(department: Department) -> None:
    record = reported(department, hours=25)
    early = resolve(department, POST, "--cause", "inaccurate")
    assert (early.code, "this page is still up as it was reported" in early.err) == (2, True)
    assert signed(department, "withdraw", POST, "--reason", "The map.", by="sgt").code == 0
    department.commit("records", as_="sgt", at=datetime.now(UTC))
    down = only(department)
    assert down.is_down
    assert down.is_open
    assert department.run("status").code == 0, "it is down, and so no longer overdue"
    assert resolve(department, POST, "--cause", "inaccurate").code == 0
    department.commit("records", as_="lt", at=datetime.now(UTC))
    told = only(department)
    assert (told.record, told.is_open, told.cause) == (record, False, Cause.INACCURATE)
    assert told.removed == down.removed
    assert department.run("status").out.startswith("live ")
    assert department.codes() == set()
    again = resolve(department, record, "--cause", "inaccurate")
    assert (again.code, "is resolved already" in again.err) == (2, True)


def test_a_mistaken_report_leaves_the_page_up(department: Department) -> None:
    reported(department, hours=25)
    assert resolve(department, POST, "--cause", "mistaken-report").code == 0
    department.commit("records", as_="lt", at=datetime.now(UTC))
    assert only(department).cause is Cause.MISTAKEN_REPORT
    assert department.states()["posts/closure.md"] == "live"
    assert department.run("status").code == 0


def test_one_of_two_reports_is_resolved_by_its_record(department: Department) -> None:
    first, second = reported(department, hours=3), reported(department, hours=2, kind=Kind.OUTCOME)
    assert resolve(department, first, "--cause", "mistaken-report").code == 0
    department.commit("records", as_="lt", at=datetime.now(UTC))
    assert {one.record: one.is_open for one in department.judge().evidence.reports} == {
        first: False,
        second: True,
    }


@pytest.mark.parametrize(
    ("more", "by", "message"),
    [
        pytest.param([POST], "lt", "a report is resolved with a --cause; expected one of", id="no cause"),
        pytest.param([POST, "--cause", "bad luck"], "lt", "is not one of", id="an unknown cause"),
        pytest.param(
            [POST, "--cause", "mistaken-report"], "patrol", "patrol is no supervisor", id="the member"
        ),
        pytest.param(
            [OTHER, "--cause", "mistaken-report"], "lt", "no open report is about it", id="never reported"
        ),
    ],
)
def test_what_does_not_resolve_it(department: Department, more: list[str], by: str, message: str) -> None:
    reported(department)
    ran = resolve(department, *more, by=by)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert unchanged(department)


def test_a_resolution_by_no_supervisor_leaves_it_open(department: Department) -> None:
    """As somebody with write access would: signed, and put where records are."""
    reported(department)
    told = only(department)
    said = Statement(
        "resolution",
        "test-pd",
        NOW,
        "pio",
        {told.record: told.id},
        reason="Nothing.",
        detail={"cause": "mistaken-report"},
    )
    record = department.record(said, key="pio")
    department.commit("records", as_="pio")
    assert only(department).is_open
    assert department.codes() == {(record, "RC101")}


def test_approving_the_same_again_makes_it_overdue_again(department: Department) -> None:
    reported(department, hours=25)
    signed(department, "withdraw", POST, "--reason", "The map.", by="sgt")
    department.commit("records", as_="sgt", at=datetime.now(UTC))
    later = datetime.now(UTC) + timedelta(seconds=2)
    department.approve(POST, at=later)
    assert department.judge(later).evidence.reports[0].is_overdue(later)


def test_a_withdrawn_page_is_not_reported_again(department: Department) -> None:
    signed(department, "withdraw", POST, "--reason", "The map.", by="sgt")
    department.commit("records", as_="sgt", at=datetime.now(UTC))
    ran = report(department)
    assert (ran.code, "this page is withdrawn already" in ran.err) == (2, True)
