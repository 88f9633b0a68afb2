"""One verdict on a real department: states, findings, what may go out, at any instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.conftest import Copy
from tests.department import Department, Keys, found_department
from tests.village import CONTENT, FOUNDED, MAP, NOW, OTHER, PNG, POST, page, post

from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.gate import judge
from clearance.model import State, Unreadable, sha256
from clearance.records.statement import Statement

NEW = "content/posts/new.md"
CLEARED = {"about.md": "live", "index.md": "live", "posts/closure.md": "live", "posts/meeting.md": "live"}


def verdict(department: Department, path: str, at: datetime = NOW) -> tuple[str, set[str]]:
    """State and finding codes of one page."""
    judged = department.judge(at).outcome.page(path)
    assert judged is not None
    return str(judged.state), {finding.code for finding in judged.findings}


def test_everything_of_a_cleared_department_may_go_out(department: Department) -> None:
    judgement = department.judge()
    assert (department.states(), judgement.outcome.all_findings) == (CLEARED, ())
    assert judgement.outcome.verifiable
    assert judgement.published_files == {
        path: sha256(data if isinstance(data, bytes) else data.encode()) for path, data in CONTENT.items()
    }


def test_an_approval_covers_the_page_and_its_files(department: Department) -> None:
    judged = department.judge().outcome.page(POST)
    assert judged is not None
    assert judged.approval is not None
    assert dict(judged.approval.subjects) == dict(judged.subjects)
    assert set(judged.subjects) == {POST, MAP}


def test_the_same_evidence_gives_the_same_verdict(department: Department) -> None:
    evidence = read_evidence(department.root, at=NOW, pin=department.pin)
    first, second = (judge(evidence, at=NOW, render=str.upper) for _ in range(2))
    assert first.outcome == second.outcome


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(post(), ("pending", {"AP101"}), id="new"),
        pytest.param(post(more="draft: true\n"), ("draft", set()), id="a draft"),
        pytest.param(post(attest=False), ("pending", {"AC102", "AP101"}), id="without attestation"),
        pytest.param(post(author="patrol"), ("pending", {"AU101", "AP101"}), id="by somebody who may not"),
        pytest.param("nothing\n", ("pending", {"FM101"}), id="unreadable"),
        pytest.param(post(body="A lawsuit.\n"), ("pending", {"AP101", "TS901"}), id="with an open question"),
        pytest.param(
            post(more="draft: true\n", body="<script></script>\n"), ("draft", {"PP101"}), id="a bad draft"
        ),
    ],
)
def test_a_page_that_nobody_approved(
    department: Department, text: str, expected: tuple[str, set[str]]
) -> None:
    department.write(NEW, text)
    department.commit()
    assert verdict(department, NEW) == expected
    assert NEW not in department.judge().published_files


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        pytest.param(timedelta(days=-31), "pending", id="before it was approved"),
        pytest.param(timedelta(days=1), "scheduled", id="before its time"),
        pytest.param(timedelta(days=10), "live", id="at its time"),
        pytest.param(timedelta(days=20) - timedelta(seconds=1), "live", id="until the last second"),
        pytest.param(timedelta(days=20), "expired", id="at its end"),
    ],
)
def test_a_post_in_its_time(department: Department, moment: timedelta, state: str) -> None:
    begin, end = NOW + timedelta(days=10), NOW + timedelta(days=20)
    department.write(NEW, post(date=begin, clearance=f"  expires: {end.isoformat()}\n"))
    department.commit()
    department.approve(NEW)
    assert verdict(department, NEW, NOW + moment)[0] == state


def test_an_approval_with_every_open_question_accepted(department: Department) -> None:
    department.write(NEW, post(body="A lawsuit.\n"))
    department.commit()
    department.approve(NEW, accepts=["TS901"])
    judged = department.judge().outcome.page(NEW)
    assert judged is not None
    assert (judged.state, judged.findings, [found.code for found in judged.accepted]) == (
        State.LIVE,
        (),
        ["TS901"],
    )


def test_a_new_open_question_undoes_an_old_approval(department: Department) -> None:
    """The chief adds a word to the rules: what is live must be looked at again."""
    department.replace("guidelines/rules/wording.yml", "[lawsuit]", "[lawsuit, meets]")
    department.adopt()
    assert verdict(department, OTHER) == ("pending", {"AP105", "TS901"})


@pytest.mark.parametrize("path", [POST, MAP])
def test_one_changed_byte_makes_it_stale(department: Department, path: str) -> None:
    department.write(path, (department.root / path).read_bytes() + b"\n")
    department.commit()
    assert verdict(department, POST) == ("stale", {"AP102", "AC104"})
    department.tell(POST)
    department.commit()
    assert verdict(department, POST) == ("stale", {"AP102"})


def test_what_lies_on_disk_and_not_in_git_is_not_published(department: Department) -> None:
    department.tell(OTHER)
    department.approve(OTHER, commit=False)
    assert verdict(department, OTHER)[1] >= {"RT101"}
    department.commit("records", as_="chief")
    assert verdict(department, OTHER) == ("pending", {"RT101"})
    department.commit(as_="officer")
    assert verdict(department, OTHER) == ("live", set())


def test_the_older_of_two_approvals_may_be_the_one_that_counts(department: Department) -> None:
    """A later approval by somebody who may not takes nothing away."""
    before = department.judge().outcome.page(OTHER)
    department.record(department.statement(OTHER, by="officer"), key="officer")
    department.commit(as_="officer")
    after = department.judge().outcome.page(OTHER)
    assert before is not None
    assert after is not None
    assert (after.state, after.approval) == (State.LIVE, before.approval)


def withdrawal(department: Department, *, by: str, at: datetime) -> Statement:
    return replace(department.statement(OTHER, by=by, at=at), kind="withdrawal", reason="A mistake.")


def test_withdrawn_and_brought_back(department: Department) -> None:
    department.record(withdrawal(department, by="sgt", at=NOW - timedelta(hours=2)), key="sgt")
    department.commit(as_="sgt")
    assert verdict(department, OTHER) == ("withdrawn", set())
    department.approve(OTHER, at=NOW)
    assert verdict(department, OTHER) == ("live", set())


def test_a_withdrawal_in_the_same_second_as_the_approval_holds(department: Department) -> None:
    department.record(withdrawal(department, by="sgt", at=FOUNDED), key="sgt")
    department.commit(as_="sgt", at=FOUNDED)
    assert verdict(department, OTHER) == ("withdrawn", set())


# --- the department as a whole -----------------------------------------------------------------


def test_unadopted_guidelines_hold_everything_back(department: Department) -> None:
    department.replace("guidelines/monitoring.yml", "annual: 1", "annual: 2")
    department.commit(as_="chief")
    assert set(department.states().values()) == {"approved"}
    assert department.codes() == {("guidelines/monitoring.yml", "GL101")}
    assert department.judge().outcome.verifiable


def test_an_adoption_that_nobody_committed_does_not_hold_yet(department: Department) -> None:
    department.replace("guidelines/monitoring.yml", "annual: 1", "annual: 2")
    department.adopt(commit=False)
    judgement = department.judge()
    assert set(department.states().values()) == {"approved"}
    assert not judgement.outcome.verifiable
    assert "is not committed yet" in judgement.outcome.findings[0].message


def test_without_a_root_of_trust_nothing_can_be_verified(department: Department) -> None:
    evidence = read_evidence(department.root, at=NOW, pin="")
    outcome = judge(evidence, at=NOW, render=str).outcome
    assert (outcome.verifiable, {judged.published for judged in outcome.pages}) == (False, {False})
    assert not evidence.code_is_adopted


@pytest.mark.parametrize(
    ("path", "adopted"),
    [("guidelines/monitoring.yml", True), ("mkdocs.yml", False), (".gitignore", True)],
)
def test_whether_the_code_of_the_site_is_adopted(department: Department, path: str, *, adopted: bool) -> None:
    department.write(path, department.read(path) + "\n# more\n")
    assert read_evidence(department.root, at=NOW, pin=department.pin).code_is_adopted == adopted


def test_a_stray_file_holds_back_nothing_else(department: Department) -> None:
    department.write("content/posts/data.json", "{}")
    department.commit()
    assert (department.states(), department.codes()) == (CLEARED, {("content/posts/data.json", "CT101")})
    assert "content/posts/data.json" not in department.judge().published_files


def test_of_two_pages_at_one_address_the_first_by_name_stays(department: Department) -> None:
    department.write("content/posts/zebra.md", post(more="slug: meeting\n"))
    department.commit()
    department.approve("content/posts/zebra.md")
    assert verdict(department, "content/posts/zebra.md")[0] == "approved"
    assert verdict(department, OTHER)[0] == "live"


def test_a_file_of_two_pages_goes_out_with_either(department: Department) -> None:
    text = department.read(POST).replace("Mill Street closed", "Second")
    department.write("content/posts/second.md", text)
    department.commit()
    assert MAP in department.judge().published_files
    department.write(POST, department.read(POST) + "\n")
    department.commit()
    assert MAP not in department.judge().published_files


def test_a_style_sheet_of_the_configuration_goes_out_with_the_pages(department: Department) -> None:
    department.write("content/extra.css", "p { margin: 0 }\n")
    department.replace("mkdocs.yml", "docs_dir: content\n", "docs_dir: content\nextra_css: [extra.css]\n")
    department.adopt()
    assert department.codes() == set()
    assert "content/extra.css" in department.judge().published_files


def test_a_body_too_deep_to_read_is_unreadable_and_no_fault(department: Department) -> None:
    department.write(NEW, post(body="<div>" * 5000))
    department.commit()
    judged = department.judge().outcome.page(NEW)
    assert judged is not None
    assert judged.state is State.PENDING
    assert not judged.published


@pytest.mark.parametrize(
    "body", ["> " * 3000 + "x\n", "- " * 2000 + "x\n", "[" * 2000, "*" * 20000, "`" * 9999 + "\n"]
)
def test_hostile_markdown_ends_in_a_verdict(department: Department, body: str) -> None:
    department.write(NEW, post(body=body))
    department.commit()
    judged = department.judge().outcome.page(NEW)
    assert judged is not None
    assert not judged.published
    assert isinstance(judged.page, Unreadable) or judged.findings != ()


# --- dates and commits -------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "counts"), [(7, True), (8, False)])
def test_days_of_grace_between_signature_and_commit(
    department: Department, days: int, *, counts: bool
) -> None:
    """A supervisor may sign in the field and push a few days later."""
    department.write(NEW, post())
    department.commit(at=NOW - timedelta(days=20))
    department.approve(NEW, at=NOW - timedelta(days=days), commit=False)
    department.commit(as_="chief", at=NOW)
    assert (verdict(department, NEW)[0] == "live") == counts


def test_an_unverified_department_examines_no_commits(
    keys: Keys, copy_of: Copy, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("unverified") / "department"
    department = copy_of(found_department(root, keys, equipment="unverified"))
    department.write(NEW, post())
    department.commit(as_="stranger@elsewhere.example")
    department.approve(NEW, at=NOW - timedelta(days=20), commit=False)
    department.commit(as_="stranger@elsewhere.example")
    assert verdict(department, NEW) == ("live", set())


def test_a_merge_of_an_approved_branch_keeps_its_approval(department: Department) -> None:
    department.git("checkout", "-q", "-b", "work")
    department.write(NEW, post())
    department.commit()
    department.approve(NEW)
    department.git("checkout", "-q", "main")
    department.write("content/posts/draft.md", post(more="draft: true\n"))
    department.commit()
    department.git("merge", "-q", "--no-ff", "-m", "Merge", "work")
    assert verdict(department, NEW) == ("live", set())


def test_a_page_moved_to_another_place_is_judged_anew(department: Department) -> None:
    department.git("mv", OTHER, "content/meeting.md")
    department.commit(as_="officer")
    assert verdict(department, "content/meeting.md") == ("pending", {"AP101"})


def test_a_post_moved_to_another_place_tells_that_it_changed(department: Department) -> None:
    """Where it names its former address; the change note is asked for as at the old place."""
    moved = "content/posts/village-meeting.md"
    text = department.read(OTHER).replace("clearance:\n", "clearance:\n  formerly: [posts/meeting/]\n")
    (department.root / OTHER).unlink()
    department.write(moved, text)
    department.commit(as_="officer")
    assert verdict(department, moved) == ("pending", {"AP101", "AC104"})
    department.tell(moved)
    department.commit(as_="officer")
    assert verdict(department, moved) == ("pending", {"AP101"})


def test_a_clock_in_another_zone_tells_the_same(department: Department) -> None:
    assert department.states(NOW.astimezone(UTC)) == department.states(NOW.astimezone())


# --- what can't be judged ----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["mkdocs.yml", "guidelines/roster.yml", "content", ".git"])
def test_without_a_part_there_is_no_verdict(department: Department, path: str) -> None:
    (department.root / path).rename(department.root.with_name("gone"))
    with pytest.raises(CannotJudge):
        read_evidence(department.root, at=NOW, pin=department.pin)


def test_without_records_there_is_a_verdict_and_it_is_no(department: Department) -> None:
    (department.root / "records").rename(department.root.with_name("gone"))
    outcome = department.judge().outcome
    assert (outcome.verifiable, any(judged.published for judged in outcome.pages)) == (False, False)
    assert {"GL101", "RC102"} <= {finding.code for finding in outcome.findings}


def test_an_empty_content_folder_publishes_nothing(department: Department) -> None:
    for path in CONTENT:
        (department.root / path).unlink()
    assert department.judge().published_files == {}


def test_a_page_beside_a_picture_of_the_same_name(department: Department) -> None:
    department.write("content/about.png", PNG)
    department.write("content/about.md", page("About us", "![Us, before the station](about.png)\n"))
    department.commit()
    assert verdict(department, "content/about.md")[0] == "stale"
