"""`clearance training` and `clearance review …`, as people use them."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.clock import next_second
from tests.department import Department, Ran
from tests.village import FOUNDED, GITHUB, MAP, NOW, OTHER, PNG, POST, post

from clearance.guidelines.plans import months_after
from clearance.model import sha256

TRAINED = (FOUNDED - timedelta(days=60)).date()


def retrained(department: Department, name: str, on: str) -> None:
    old = f"{{member: {name}, topics: all, on: {TRAINED}}}"
    department.replace("guidelines/training.yml", old, f"{{member: {name}, topics: all, on: {on}}}")


# --- training ----------------------------------------------------------------------------------


def test_all_are_trained(department: Department) -> None:
    ran = department.run("training")
    until = months_after(TRAINED, 24)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:1] == [f"until  {until}  chief: privacy"]
    assert ran.out.splitlines()[-1] == "All who may act are trained."


def test_somebody_who_may_act_is_not(department: Department) -> None:
    retrained(department, "pio", "2020-02-29")
    ran = department.run("training")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "lapsed 2022-02-28  pio: privacy")
    assert ran.out.endswith("\n1 member who may act is not trained in everything.\n")


def test_who_may_not_act_needs_no_training(department: Department) -> None:
    retrained(department, "patrol", "2020-02-29")
    ran = department.run("training")
    assert ran.code == 0
    assert "lapsed 2022-02-28  patrol: privacy; has no part in publishing now\n" in ran.out


def test_for_programs(department: Department) -> None:
    retrained(department, "pio", "2020-02-29")
    ran = department.run("training", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["version"]) == (1, 1)
    assert told["training"][0] == {
        "member": "pio",
        "topic": "privacy",
        "lapses": "2022-02-28",
        "state": "over",
        "acts": True,
    }


def test_status_reminds_ahead_of_time(department: Department) -> None:
    assert "TRAINING" not in department.run("status").out
    soon = months_after(NOW.date() + timedelta(days=50), -24)
    retrained(department, "pio", soon.isoformat())
    until = months_after(soon, 24)
    assert f"TRAINING: until  {until}  pio: privacy\n" in department.run("status").out
    told = json.loads(department.run("status", "--format", "json").out)["training"]
    assert [one["member"] for one in told if one["state"] == "near"] == ["pio"]


# --- the quarterly review ----------------------------------------------------------------------


def listed(department: Department, *more: str) -> str:
    """The checklist in a file outside of the department, ticked; its path."""
    file = department.root.parent / "list.md"
    file.unlink(missing_ok=True)
    ran = department.run("review", "quarterly", "--output", str(file), *more)
    assert ran.err == ""
    file.write_text(file.read_text("utf-8").replace("[ ]", "[x]"), "utf-8")
    return str(file)


def completed(department: Department, file: str, *, by: str = "lt", key: str = "") -> Ran:
    signing = ("--as", by, "--key", str(department.keys.private(key or by)))
    return department.run("review", "quarterly", "--complete", file, *signing)


def boxes(department: Department, title: str) -> list[str]:
    text = department.run("review", "quarterly").out
    section = text.split(f"## {title}\n\n")[1].split("\n\n## ")[0]
    return [line.partition(" <!--")[0].removeprefix("- [ ] ") for line in section.splitlines()]


def test_a_checklist_of_a_department_with_nothing_wrong(department: Department) -> None:
    ran = department.run("review", "quarterly")
    day = department.judge().evidence.guidelines.day(FOUNDED)
    assert (ran.code, ran.err) == (0, "")
    digest = department.judge().outcome.pages[0].page.digest[:12]
    read = boxes(department, "Read what was published or changed")
    assert read[0] == f"content/about.md (new, approved on {day}, {digest})"
    assert len(read) == 4
    assert ran.out.count("\nNothing.\n") == 10


def test_the_reviewer_signs_what_was_worked_through(department: Department) -> None:
    file = listed(department)
    ran = completed(department, file)
    assert (ran.code, ran.err) == (0, "")
    department.commit("records", as_="lt", at=datetime.now(UTC))
    (done,) = department.judge().evidence.reviews
    assert (done.member, done.detail.kind) == ("lt", "quarterly")
    assert done.detail.document == sha256(Path(file).read_bytes())
    assert (done.detail.counts["published"], done.detail.counts["whole"]) == (4, 3)
    assert department.codes() == set()


@pytest.mark.parametrize(
    ("by", "key", "message"),
    [
        pytest.param("sgt", "", "sgt is not the appointed reviewer, who is lt", id="another supervisor"),
        pytest.param("chief", "", "chief is not the appointed reviewer", id="the chief"),
        pytest.param("lt", "pio", "this key is not lt's: it is pio's", id="somebody else's key"),
        pytest.param("lt", "stranger", "the roster doesn't know it", id="an unknown key"),
    ],
)
def test_nobody_else_signs_it(department: Department, by: str, key: str, message: str) -> None:
    ran = completed(department, listed(department), by=by, key=key)
    assert (ran.code, message in ran.err) == (2, True)
    assert department.git("status", "--porcelain", "--", "records") == ""


def test_what_is_not_signed(department: Department) -> None:
    file = listed(department)
    ticked = Path(file).read_text("utf-8")
    for old, new, message in (
        ("- [x]", "- [ ]", "is not ticked; nothing was signed"),
        ("test-pd", "other-pd", "the text of this box was changed"),
        ("[x] content/about", "[x] content/abouts", "the text of this box was changed"),
    ):
        Path(file).write_text(ticked.replace(old, new, 1), "utf-8")
        ran = completed(department, file)
        assert (ran.code, message in ran.err) == (2, True), ran.err
    assert completed(department, f"{file}.no").code == 2
    assert department.git("status", "--porcelain", "--", "records") == ""


def test_a_page_that_changed_since_must_be_on_the_list_and_ticks_stay(department: Department) -> None:
    file = listed(department)
    department.replace(OTHER, "on Monday", "on Tuesday")
    department.tell(OTHER)
    department.commit(as_="officer")
    department.approve(OTHER, at=datetime.now(UTC))
    ran = completed(department, file)
    assert (ran.code, "1 to look at came since" in ran.err, OTHER in ran.err) == (2, True, True)
    again = department.root.parent / "again.md"
    department.run("review", "quarterly", "--output", str(again), "--ticks-from", file)
    text = again.read_text("utf-8")
    assert [line.split()[3] for line in text.splitlines() if line.startswith("- [ ]")] == [OTHER]


def test_a_list_is_never_written_over_another(department: Department) -> None:
    file = listed(department)
    ran = department.run("review", "quarterly", "--output", file)
    assert (ran.code, "is there already; name another file" in ran.err) == (2, True)


def test_todays_rules_find_it_in_what_was_approved_long_ago(department: Department) -> None:
    department.replace("guidelines/rules/wording.yml", "words: [lawsuit]", "words: [lawsuit, monday]")
    department.adopt()
    assert department.states()["posts/meeting.md"] != "live"
    found = boxes(department, "What today's rules find in what is live")
    assert [line.partition(": ")[0] for line in found] == [f"{OTHER}:10", f"{OTHER}:1"]
    assert department.run("review", "quarterly").code == 1


def test_what_a_supervisor_accepted_is_listed(department: Department) -> None:
    department.replace("guidelines/rules/wording.yml", "words: [lawsuit]", "words: [lawsuit, monday]")
    department.adopt()
    department.approve(OTHER, accepts=["TS901"], at=datetime.now(UTC))
    (accepted,) = boxes(department, "What a supervisor accepted, and still stands")
    assert accepted.startswith(f"{OTHER}:10: speaks of a lawsuit (TS901); accepted by chief on ")
    assert boxes(department, "What today's rules find in what is live") == ["Nothing."]


def test_what_changed_leads_nowhere_or_belongs_to_who_left(department: Department) -> None:
    about = "content/about.md"
    links = "[News](posts/meeting.md) [old](https://police.test.example/gone/) [else](https://b.example/)\n"
    department.write(about, department.read(about) + links)
    department.commit(about, as_="pio")
    roster = department.read("guidelines/roster.yml")
    head, officer = roster.split("  - id: officer\n")
    until = (NOW - timedelta(days=2)).date()
    left = officer.replace("    from: 2024-01-01\n", f"    from: 2024-01-01\n    until: {until}\n", 1)
    left = left.replace(
        "role: author, from: 2024-01-01", f"role: author, from: 2024-01-01, until: {until}", 1
    )
    department.write("guidelines/roster.yml", f"{head}  - id: officer\n{left}")
    department.write(MAP, PNG + b"\n")
    department.adopt(at=datetime.now(UTC))
    department.approve(about, at=datetime.now(UTC))
    key = str(department.keys.private("lt"))
    department.run("withdraw", OTHER, "--reason", "Wrong.", "--as", "lt", "--key", key)
    department.commit("records", as_="lt", at=datetime.now(UTC))
    dead = [line.partition(": ")[2] for line in boxes(department, "Dead links inside the site")]
    assert dead == [
        "posts/meeting.md leads to a page that is withdrawn, and not public",
        "https://police.test.example/gone/ leads to an address where no page stands",
    ]
    assert boxes(department, "Links to other sites") == [
        "1 links to other sites were not tried; --online tries them",
        "not tried: https://b.example/",
    ]
    day = department.judge().evidence.guidelines.day(FOUNDED)
    assert boxes(department, "Pictures and files changed or missing since their approval") == [
        f"{MAP} of {POST} is changed since its approval on {day}"
    ]
    assert boxes(department, "Keys and accounts of members who left") == [
        (
            f"officer left on {until}, and the key of laptop of officer has no end: take the device "
            "back, and write its last day into the roster"
        ),
        f"officer left on {until}: see that GitHub account {GITHUB['officer']} has no access",
    ]


def test_periods_that_there_are_not(department: Department) -> None:
    for period, message in (("2026-Q9", "there is no quarterly review"), ("2199-Q1", "is still to come")):
        ran = department.run("review", "quarterly", "--period", period)
        assert (ran.code, message in ran.err) == (2, True)


# --- the annual report -------------------------------------------------------------------------


def year(department: Department) -> str:
    """The name of the report on the twelve months in which the department was founded, with its review due
    in a month from which on it can be signed today."""
    month = (FOUNDED.month % 12) + 1
    department.replace("guidelines/monitoring.yml", "annual: 1", f"annual: {month}")
    department.adopt()
    return str(department.judge().evidence.guidelines.day(FOUNDED).year)


def reported(department: Department, *more: str) -> Path:
    folder = department.root.parent / "report"
    ran = department.run("review", "annual", "--output", str(folder), *more)
    assert (ran.code, ran.err) == (0, "")
    return folder


def signed_report(department: Department, folder: Path, *, by: str = "lt") -> Ran:
    signing = ("--as", by, "--key", str(department.keys.private(by)))
    return department.run("review", "annual", "--complete", str(folder), *signing)


def test_a_report_of_what_the_records_tell(department: Department) -> None:
    key = str(department.keys.private("patrol"))
    secret = "It shows Mrs. Example."  # noqa: S105 - what no report repeats
    department.run("report", POST, "--reason", secret, "--as", "patrol", "--key", key)
    department.commit("records", as_="patrol", at=datetime.now(UTC))
    log = department.root.parent / "access.log"
    asked = f'203.0.113.7 - - [{NOW:%d/%b/%Y:%H:%M:%S} +0000] "GET /posts/closure/ HTTP/1.1"'
    log.write_text(f'{asked} 200 9 "-" "Mozilla/5.0"\n')
    folder = reported(department, "--period", str(NOW.year), "--logs", str(log))
    names = sorted(path.name for path in folder.iterdir())
    assert "views.csv" in names
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    assert sums == [
        f"{sha256((folder / name).read_bytes())}  {name}" for name in names if name != "SHA256SUMS"
    ]
    assert (folder / "views.csv").read_text().splitlines()[1] == "Mill Street closed,posts/closure/,1"
    assert (folder / "reports.csv").read_text().splitlines()[1].startswith(f"{POST},prohibited,")
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    assert secret.encode() not in everything
    assert b"203.0.113" not in everything


def test_hours_from_requests_to_publication_are_told(department: Department) -> None:
    asked = FOUNDED - timedelta(days=3)
    named = f"  requested_by: patrol\n  chain: [sgt]\n  requested: {asked.isoformat()}\n"
    for name, late in (("bicycle", 2), ("lost", 6)):
        at = FOUNDED + timedelta(hours=late)
        department.write(f"content/posts/{name}.md", post(name, date=at, clearance=named))
    department.commit("content", at=FOUNDED + timedelta(minutes=1))
    department.approve("content/posts/bicycle.md", "content/posts/lost.md", at=FOUNDED + timedelta(hours=1))
    folder = reported(department, "--period", str(NOW.year))
    quarters = [*csv.DictReader((folder / "quarters.csv").read_text().splitlines())]
    told = [(row["requests"], row["request_hours"]) for row in quarters if row["requests"] != "0"]
    assert told == [("2", "76.0")]
    assert "Hours from the request for a post to its publication" in (folder / "report.html").read_text()


def test_without_a_request_nothing_is_told_of_its_hours(department: Department) -> None:
    folder = reported(department, "--period", str(NOW.year))
    assert "No new post says when it was asked for" in (folder / "report.html").read_text()


def test_the_reviewer_signs_the_report_and_nobody_else(department: Department) -> None:
    name = year(department)
    folder = reported(department, "--period", str(int(name) - 1))
    assert signed_report(department, folder, by="sgt").code == 2
    assert department.git("status", "--porcelain", "--", "records") == ""
    ran = signed_report(department, folder)
    assert (ran.code, ran.err) == (0, "")
    department.commit("records", as_="lt", at=datetime.now(UTC))
    (done,) = department.judge().evidence.reviews
    assert (done.detail.kind, done.detail.document) == (
        "annual",
        sha256((folder / "SHA256SUMS").read_bytes()),
    )
    next_second()  # records are dated to the second, and two of one second would be one
    assert signed_report(department, folder).code == 0, "what changed since belongs to another period"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param("report.html", "<h1>", "<h1>x", "was changed since the report", id="the page"),
        pytest.param("people.csv", "member", "x", "was changed since the report", id="a table"),
        pytest.param("SHA256SUMS", "  report.html", " report.html", "expected a SHA-256", id="the sums"),
        pytest.param("about.json", "{", "", "is no part of a report", id="what it is about"),
    ],
)
def test_a_report_that_was_changed_is_not_signed(
    department: Department, name: str, old: str, new: str, message: str
) -> None:
    folder = reported(department)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    ran = signed_report(department, folder)
    assert (ran.code, message in ran.err) == (2, True)


def resummed(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file of a report, and its line in the list of sums with it."""
    file, sums = folder / name, folder / "SHA256SUMS"
    text = file.read_text("utf-8")
    assert old in text
    before = sha256(file.read_bytes())
    file.write_text(text.replace(old, new, 1), "utf-8")
    sums.write_text(sums.read_text().replace(before, sha256(file.read_bytes())))


ANEW = "is not what the report's figures make; write the report anew"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param("report.html", "</h1>", ", improved</h1>", ANEW, id="the page"),
        pytest.param("people.csv", "Office of pio", "Office of nobody", ANEW, id="a table"),
        pytest.param("views.csv", ",1", ",100", ANEW, id="the views"),
        pytest.param("about.json", '"lines": 1', '"lines": 100', ANEW, id="what the views were counted from"),
        pytest.param(
            "about.json", "Mill Street closed", "Mill Street open", "has another title now", id="a title"
        ),
        pytest.param("about.json", '"broken": 0', '"broken": -1', "is no part of a report", id="no number"),
        pytest.param("about.json", '"lines"', '"rows"', "is no part of a report", id="no such key"),
    ],
)
def test_a_report_whose_sums_were_rewritten_as_well_is_not_signed(
    department: Department, name: str, old: str, new: str, message: str
) -> None:
    folder = reported(department, "--period", year_before(department), "--logs", one_view(department))
    resummed(folder, name, old, new)
    ran = signed_report(department, folder)
    assert (ran.code, message in ran.err) == (2, True), ran.err


def test_a_report_with_views_is_signed(department: Department) -> None:
    folder = reported(department, "--period", year_before(department), "--logs", one_view(department))
    ran = signed_report(department, folder)
    assert (ran.code, ran.err) == (0, "")


def year_before(department: Department) -> str:
    """The report that can be signed today."""
    return str(int(year(department)) - 1)


def one_view(department: Department) -> str:
    """A log with one view of a page in the twelve months of that report."""
    log = department.root.parent / "access.log"
    at = FOUNDED - timedelta(days=365)
    asked = f'203.0.113.7 - - [{at:%d/%b/%Y:%H:%M:%S} +0000] "GET /posts/closure/ HTTP/1.1"'
    log.write_text(f'{asked} 200 9 "-" "Mozilla/5.0"\n')
    return str(log)


def test_a_year_that_is_not_over_is_not_signed(department: Department) -> None:
    folder = reported(department, "--period", str(NOW.year))
    ran = signed_report(department, folder)
    assert (ran.code, "is not over; it can be completed from" in ran.err) == (2, True)


def test_nothing_is_written_over_and_nothing_half(department: Department) -> None:
    folder = reported(department)
    ran = department.run("review", "annual", "--output", str(folder))
    assert (ran.code, "is there already; name another folder" in ran.err) == (2, True)
    other = department.root.parent / "other"
    ran = department.run("review", "annual", "--output", str(other), "--logs", "no.log")
    assert (ran.code, "no.log: can't be read" in ran.err) == (2, True)
    assert department.run("review", "annual", "--output", str(other / "a" / "b")).code == 2
    assert not other.exists()
    assert department.run("review", "annual").code == 2
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".report-")] == []
