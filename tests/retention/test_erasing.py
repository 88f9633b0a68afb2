"""`clearance records erase`: what goes, what stays, who may, and that the rest can still be proved."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.clock import next_second
from tests.conftest import Copy
from tests.department import Department, Keys, found_department
from tests.erasure.story import (
    ARREST,
    AUTHORITY,
    BYTES,
    NAMED,
    PHOTO,
    appoint,
    committed,
    erase,
    erased,
    happened,
    order,
    signed_in,
)
from tests.retention.aging import hold
from tests.village import FOUNDED, NOW, OTHER, POST

from clearance.evidence import Evidence, read_evidence
from clearance.history.pin import set_pin
from clearance.model import Cause, sha256
from clearance.publish import approval
from clearance.retention.proving import Wanted, prove

GONE = (ARREST, PHOTO)


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory, founded: Department) -> Department:
    """Never change it: take `department`, a copy. It has what is to be erased."""
    root = tmp_path_factory.mktemp("past") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    told = replace(founded, root=root)
    happened(told)
    return told


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory, past: Department) -> Department:
    """Never change it: take a copy. There it was erased."""
    root = tmp_path_factory.mktemp("after") / "department"
    shutil.copytree(past.root, root, symlinks=True)
    told = replace(past, root=root)
    told.git("tag", "-a", "v1", "-m", "A tag with words", "HEAD~1")
    told.git("branch", "other", "HEAD~2")
    told.git("update-ref", "refs/remotes/origin/main", "HEAD")
    erased(told)
    return told


@pytest.fixture
def department(past: Department, copy_of: Copy) -> Department:
    return copy_of(past)


def evidence_of(department: Department) -> Evidence:
    return read_evidence(department.root, at=datetime.now(UTC), pin=department.pin)


def wrong(department: Department, known: str = "") -> list[tuple[str, Cause, str]]:
    proof = prove(Wanted(department.root, department.pin, known=known), at=datetime.now(UTC))
    return [(flaw.sort.name, flaw.sort.cause, flaw.path) for flaw in proof.flaws]


def holding(department: Department, *texts: bytes) -> list[str]:
    """The objects of git, whether anything leads to them or not, that hold one of these."""
    listing = department.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split()
    show = ["git", "-C", str(department.root), "cat-file", "--batch"]
    stored = subprocess.run(show, input="\n".join(listing).encode(), capture_output=True, check=True).stdout
    return [text.decode("utf-8", "replace") for text in texts if text in stored]


# --- a whole erasure ---------------------------------------------------------------------------


def test_before_it_is_there(past: Department) -> None:
    assert holding(past, NAMED.encode(), BYTES) == [NAMED, BYTES.decode("utf-8", "replace")]
    assert wrong(past) == []


def test_afterwards_no_object_has_it_and_all_the_rest_is_proved(past: Department, after: Department) -> None:
    assert holding(after, NAMED.encode(), BYTES) == []
    assert wrong(after) == []
    assert after.states() == past.states()
    assert after.codes() == past.codes()
    form = "--format=%an %ae %at %cn %ce %ct %s"
    assert after.git("log", form, "HEAD~3") == past.git("log", form)


def test_the_files_of_today_and_the_index_are_as_they_were(past: Department, after: Department) -> None:
    assert after.git("rev-parse", "HEAD~3:content") == past.git("rev-parse", "HEAD:content")
    assert after.git("status", "--porcelain") == ""


def test_a_tombstone_stands_in_its_place_and_has_no_word_of_it(after: Department) -> None:
    commit = after.git("log", "--format=%H", "--diff-filter=A", "--", PHOTO)
    (erasure,) = evidence_of(after).erasures.values()
    version = next(each for each in erasure.versions if each.digest == sha256(BYTES))
    assert after.git("show", f"{commit}:{PHOTO}") == (
        f"Erased by lawful order; see the record.\nrecord sha256:{erasure.id}\n"
        f"erased sha256:{sha256(BYTES)}\nblob {version.blob}"
    )
    said = json.loads(after.read(erasure.record))["predicate"]
    assert (said["reason"], said["detail"]["authority"]) == ("Expungement.", AUTHORITY)


def test_every_branch_and_tag_went_over_and_copies_of_others_are_dropped(after: Department) -> None:
    refs = after.git("for-each-ref", "--format=%(refname) %(objecttype) %(contents:subject)").splitlines()
    assert refs == [
        "refs/heads/main commit A change",
        "refs/heads/other commit A change",
        "refs/tags/v1 tag A tag with words",
    ]
    assert after.git("rev-parse", "other") == after.git("rev-parse", "main~5")
    assert after.git("rev-parse", "v1^{commit}") == after.git("rev-parse", "main~4")


def test_commits_are_known_by_what_they_were_called(past: Department, after: Department) -> None:
    was = past.git("rev-list", "HEAD").split()
    now = after.git("rev-list", "HEAD~3").split()
    history = evidence_of(after).history
    assert [history.today(commit) for commit in was] == now
    assert was[-1] == now[-1], "the first commit had none of it"
    assert wrong(after, known=was[0]) == []
    assert wrong(after, known="1" * 40) == [("moved-back", Cause.TAMPERING, "records/")]


def test_a_day_on_which_it_was_public(past: Department, after: Department) -> None:
    day = (NOW - timedelta(days=15)).isoformat()
    before = json.loads(past.run("records", "on", day, "--format", "json").out)["pages"]
    told = json.loads(after.run("records", "on", day, "--format", "json").out)["pages"]
    (page,) = (page for page in told if page not in before)
    assert (page["path"], page["state"], page["title"]) == (ARREST, "erased", "erased by lawful order")
    assert [each["path"] for each in told] == [each["path"] for each in before]


def test_the_list(past: Department, after: Department) -> None:
    assert past.run("records", "erase", "list").out == "No erasure was ever ordered.\n"
    ran = after.run("records", "erase", "list")
    (erasure,) = evidence_of(after).erasures.values()
    assert ran.out.startswith(f"{erasure.record}: carried out\n  ordered ")
    assert f"  sha256:{sha256(BYTES)}  blob " in ran.out


def test_an_export_says_that_it_is_gone(after: Department, tmp_path: Path, copy_of: Copy) -> None:
    told = copy_of(after)
    (told.root / "site").mkdir()
    (told.root / "site/index.html").write_text("<!doctype html><title>x</title>", "utf-8")
    ran = told.run(
        "records", "export", "--to", str(tmp_path / "bag"), ARREST, "--site", str(told.root / "site")
    )
    assert (ran.code, ran.out) == (1, "")
    assert "2 version(s) that were erased by lawful order, and that nobody has" in ran.err


def test_what_comes_back_is_refused(after: Department, copy_of: Copy, past: Department) -> None:
    told = copy_of(after)
    text = past.git("show", f"HEAD~1:{ARREST}") + "\n"
    told.write(ARREST, text)
    told.write(PHOTO, BYTES)
    told.commit("content", at=datetime.now(UTC))
    assert {code for path, code in told.codes() if path == ARREST} >= {"RT102"}
    assert told.states()["posts/arrest.md"] not in {"live", "expired"}
    told.write(ARREST, text.replace("Tuesday", "Wednesday"))
    told.commit("content", at=datetime.now(UTC))
    assert "RT102" in {code for path, code in told.codes() if path == ARREST}, "its photo"


# --- what is erased and what is not ------------------------------------------------------------


def test_a_plan_changes_nothing(past: Department) -> None:
    ran = past.run("records", "erase", "plan", ARREST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("would be erased: 2 versions\n  sha256:")
    assert f"stays, since it is not named: {PHOTO}, which was approved with it\n" in ran.out
    assert "stays: 2 signed records with paths and digests of it\n" in ran.out
    assert past.git("status", "--porcelain") == ""


def test_of_a_page_that_was_corrected_the_present_text_stays(department: Department) -> None:
    text = department.read(POST)
    department.write(POST, text.replace("Mill Street is closed.", "The street is closed."))
    department.tell(POST, at=NOW)
    department.commit(POST, at=NOW)
    department.approve(POST, at=NOW)
    record = erased(department, POST)
    assert department.states()["posts/closure.md"] == "live"
    assert holding(department, text.encode(), b"The street is closed.") == ["The street is closed."]
    assert wrong(department) == []
    assert record in department.run("records", "erase", "list").out


def test_one_version_of_several(department: Department) -> None:
    first = department.git("show", f"HEAD~3:{ARREST}") + "\n"
    ran = department.run("records", "erase", "plan", ARREST, "--version", sha256(first.encode())[:8])
    assert ran.out.startswith(f"would be erased: 1 version\n  sha256:{sha256(first.encode())[:12]}…")


def test_the_same_bytes_at_another_path_go_too(department: Department) -> None:
    department.write("content/posts/copy.png", BYTES)
    department.commit("content", at=NOW)
    ran = order(department, PHOTO)
    assert (ran.code, ran.out) == (2, "")
    assert "content/posts/copy.png: has the bytes sha256:" in ran.err
    (department.root / "content/posts/copy.png").unlink()
    department.commit("content", at=NOW)
    erased(department, PHOTO)
    assert holding(department, BYTES) == []
    assert wrong(department) == []


def test_a_second_erasure_leads_back_through_the_first(after: Department, copy_of: Copy) -> None:
    told = copy_of(after)
    was = told.git("rev-parse", "HEAD")
    (told.root / OTHER).unlink()
    told.commit("content", at=datetime.now(UTC))
    erased(told, OTHER)
    assert wrong(told) == []
    assert holding(told, b"The village meets on Monday.", NAMED.encode()) == []
    history = evidence_of(told).history
    assert history.today(was) == told.git("rev-parse", "HEAD~4")
    first, second = (one.done for one in evidence_of(told).erasures.values())
    assert first is not None
    assert second is not None
    assert history.today(first.before) == history.today(first.after)
    assert wrong(told, known=first.before) == []


def test_commits_stay_signed_by_their_devices(tmp_path: Path, keys: Keys) -> None:
    told = found_department(tmp_path / "signed", keys, equipment="signed")
    happened(told, signed=True)
    before = told.states(), told.codes()
    assert before[0]["posts/closure.md"] == "live"
    erased(told)
    assert (told.states(), told.codes()) == before
    (erasure,) = evidence_of(told).erasures.values()
    assert erasure.done is not None
    day = told.run("records", "on", (NOW - timedelta(days=15)).isoformat()).out
    assert f"{POST}: Mill Street closed" in day, "on a copy of that day the devices count as well"


def test_records_of_a_history_of_their_own_stay_as_they_are(department: Department) -> None:
    own = replace(department, root=department.root / "records")
    for one in (own, department):
        shutil.rmtree(one.root / ".git", ignore_errors=True)
        one.git("init", "-q", "-b", "main")
    department.write(".gitignore", "site/\n.site.*\nrecords/\n")
    set_pin(department.root, department.pin)
    own.commit(at=FOUNDED)
    department.write(PHOTO, BYTES)
    department.commit("content", "guidelines", "mkdocs.yml", ".gitignore", at=FOUNDED)
    (department.root / PHOTO).unlink()
    department.commit("content", at=FOUNDED)

    def sign(step: str, *arguments: str, by: str) -> str:
        record = signed_in(erase(department, step, *arguments, by=by))
        own.commit(at=datetime.now(UTC))
        next_second()
        return record

    told = ("--authority", AUTHORITY, "--reason", "Expungement.")
    record = sign("order", PHOTO, *told, by="lt")
    sign("confirm", record, by="chief")
    before = own.git("rev-list", "HEAD")
    sign("carry-out", record, by="lt")
    assert own.git("rev-list", "HEAD~1") == before
    assert holding(department, BYTES) == []
    assert {flaw[0] for flaw in wrong(department)} == {"lost-version"}, "what the new history never had"


@pytest.mark.site
def test_a_past_site_is_built_again_without_it(kept: Department, tmp_path: Path) -> None:
    """Its text is gone, and so is its place in lists and feeds; all other pages are as they were."""
    appoint(kept, at=NOW)
    (kept.root / OTHER).unlink()
    kept.commit("content", at=NOW)
    erased(kept, OTHER)
    publication = next((kept.root / "records").rglob("*-publication-*.json"))
    name = publication.relative_to(kept.root).as_posix()
    ran = kept.run("records", "rebuild", name, "--to", str(tmp_path / "again"))
    assert ran.code == 1, ran.err
    assert "posts/meeting/index.html: was recorded and is missing here\n" in ran.out
    assert "posts/closure/index.html: " not in ran.out
    assert "1 of them were erased from the history by lawful order" in ran.out
    assert wrong(kept) == []


# --- by whom, and what stops it ----------------------------------------------------------------


def unchanged(department: Department, head: str) -> None:
    assert department.git("rev-parse", "HEAD") == head
    assert department.git("status", "--porcelain", "--", "content", "guidelines") == ""
    assert holding(department, NAMED.encode()) == [NAMED]


def test_it_takes_two_persons(department: Department) -> None:
    ran = order(department, by="pio")
    assert (ran.code, ran.out) == (2, "")
    assert "is by pio, who is no custodian of records" in ran.err
    record = committed(department, order(department, by="chief"), by="chief")
    head = department.git("rev-parse", "HEAD")
    for step, by, why in (
        ("carry-out", "chief", "that nobody confirmed"),
        ("confirm", "chief", "who ordered it; it takes two persons"),
        ("confirm", "lt", "is by lt, who is no chief"),
    ):
        ran = erase(department, step, record, by=by)
        assert (ran.code, ran.out) == (2, "")
        assert why in ran.err
    unchanged(department, head)
    assert department.git("status", "--porcelain") == ""


def test_a_hold_stops_each_step(department: Department) -> None:
    record = committed(department, order(department), by="lt")
    committed(department, hold(department, ARREST, "--matter", "2026-L-1"), by="lt")
    head = department.git("rev-parse", "HEAD")
    again = order(department, ARREST)
    assert again.code == 2, "it is ordered already"
    assert "orders some of it already, and is not carried out" in again.err
    for ran in (order(department, POST), erase(department, "confirm", record, by="chief")):
        assert ran.out == ""
    ran = erase(department, "confirm", record, by="chief")
    assert ran.code == 1
    assert ran.err.startswith(f"{ARREST}: is on hold 2026-L-1 (litigation) since ")
    assert ran.err.endswith("A hold is released first, or the court says which order stands.\n")
    unchanged(department, head)


def confirmed(department: Department) -> str:
    record = committed(department, order(department), by="lt")
    committed(department, erase(department, "confirm", record, by="chief"), by="chief")
    return record


def test_what_stands_in_the_way_of_carrying_it_out(department: Department) -> None:
    record = confirmed(department)
    assert f"the erasure ordered in {record} is confirmed" in department.run("records", "verify").out
    head = department.git("rev-parse", "HEAD")
    committed(department, hold(department, "--all", "--matter", "7", by="sgt"), by="sgt")
    assert erase(department, "carry-out", record, by="lt").code == 1
    department.git("reset", "-q", "--hard", head)
    department.write(OTHER, department.read(OTHER) + "More.\n")
    department.git("stash", "-q")
    ran = erase(department, "carry-out", record, by="lt")
    assert (ran.code, "there are stashes" in ran.err) == (2, True)
    department.git("stash", "drop", "-q")
    department.git("switch", "-q", "--detach")
    ran = erase(department, "carry-out", record, by="lt")
    assert (ran.code, "a commit is checked out, and no branch" in ran.err) == (2, True)
    department.git("switch", "-q", "main")
    others = department.git("commit-tree", "HEAD^{tree}", "-p", "HEAD", "-m", "By somebody else")
    department.git("update-ref", "refs/remotes/origin/review/one", others)
    ran = erase(department, "carry-out", record, by="lt")
    assert (ran.code, ran.out) == (2, "")
    assert "origin/review/one has commits that no branch of this clone has" in ran.err
    department.git("branch", "one", "origin/review/one")
    ran = erase(department, "carry-out", record, by="pio")
    assert (ran.code, "neither custodian nor chief" in ran.err) == (2, True)
    unchanged(department, head)
    assert erase(department, "carry-out", record[len("records/2026/") :], by="chief").code == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        pytest.param(("plan", "content/none.md"), "no commit ever had a file", id="never there"),
        pytest.param(("plan", OTHER), "has no version but today's", id="only today's"),
        pytest.param(("plan", "guidelines/roster.yml"), "is no path below content/", id="no content"),
        pytest.param(("plan", "../x.md"), "is no path below content/", id="a path that leads out"),
        pytest.param(("plan", ARREST, "--version", "xyz"), "expected 6 to 64 hex digits", id="no digest"),
        pytest.param(("plan", ARREST, "--version", "0" * 8), "ever had a version", id="no such version"),
    ],
)
def test_a_plan_of_nothing(past: Department, arguments: tuple[str, ...], why: str) -> None:
    ran = past.run("records", "erase", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert why in ran.err


def test_an_order_that_is_none(past: Department) -> None:
    ran = erase(past, "order", ARREST, "--authority", "a judge", "--reason", "x", by="lt")
    assert (ran.code, "--authority names no order" in ran.err) == (2, True)
    ran = erase(past, "confirm", "records/2026/none.json", by="chief")
    assert (ran.code, "is no order of erasure that counts" in ran.err) == (2, True)


# --- stopped, left behind, meddled with --------------------------------------------------------


def test_stopped_before_it_was_signed_it_is_finished_by_running_it_again(
    department: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = confirmed(department)
    head = department.git("rev-parse", "HEAD")

    class Killed(BaseException):
        pass

    def kill(*_: object) -> str:
        raise Killed

    with monkeypatch.context() as once:
        once.setattr(approval, "sign", kill)
        with pytest.raises(Killed):
            erase(department, "carry-out", record, by="lt")
    assert department.git("rev-parse", "HEAD") != head
    committed(department, erase(department, "carry-out", record, by="lt"), by="lt")
    (erasure,) = evidence_of(department).erasures.values()
    assert erasure.done is not None
    assert erasure.done.before == head
    assert wrong(department) == []
    assert holding(department, NAMED.encode(), BYTES) == []


def test_a_clone_that_still_has_it_is_told_and_rid_of_it(after: Department, copy_of: Copy) -> None:
    told = copy_of(after)
    told.write("lost.png", BYTES)
    told.git("hash-object", "-w", "lost.png")
    (told.root / "lost.png").unlink()
    assert wrong(told) == [("erased-but-here", Cause.MISTAKE, PHOTO)]
    told.write(OTHER, told.read(OTHER) + "More.\n")
    told.git("stash", "-q")
    ran = told.run("records", "erase", "purge")
    assert (ran.code, "there are stashes" in ran.err) == (2, True)
    told.git("stash", "drop", "-q")
    ran = told.run("records", "erase", "purge")
    assert (ran.code, ran.out) == (0, "This clone has nothing of what was erased (3 versions).\n")
    assert wrong(told) == []


def test_a_branch_that_still_leads_there_is_told(after: Department, copy_of: Copy) -> None:
    told = copy_of(after)
    told.write("lost.png", BYTES)
    told.git("switch", "-q", "-c", "old")
    told.git("add", "lost.png")
    told.git("commit", "-q", "-m", "An old one")
    told.git("switch", "-q", "main")
    ran = told.run("records", "erase", "purge")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("still in this clone: blob ")


def test_nothing_to_purge(past: Department) -> None:
    assert past.run("records", "erase", "purge").out == "Nothing was ever erased; nothing was done.\n"


def reword(department: Department) -> None:
    """One word of another page is changed, all through the history, under cover of the erasure."""
    script = f"sed -i s/Monday/Sunday/ {OTHER}"
    command = ["git", "-C", str(department.root), "filter-branch", "-f", "--tree-filter", f"{script} || true"]
    environment = {**os.environ, "FILTER_BRANCH_SQUELCH_WARNING": "1"}
    subprocess.run([*command, "main"], env=environment, check=True, capture_output=True)


def drop(department: Department) -> None:
    """The commit that brought the order's confirmation is taken out, and its files are put in another."""
    files = department.git("diff", "--name-only", "HEAD~2", "HEAD~1").splitlines()
    kept = {path: (department.root / path).read_bytes() for path in files}
    department.git("rebase", "-q", "--onto", "HEAD~2", "HEAD~1", "main")
    for path, data in kept.items():
        department.write(path, data)
    department.commit("records", as_="chief", at=datetime.now(UTC))


@pytest.mark.parametrize("deed", [reword, drop])
def test_more_than_was_ordered(after: Department, copy_of: Copy, deed: Callable[[Department], None]) -> None:
    told = copy_of(after)
    (erasure,) = evidence_of(told).erasures.values()
    deed(told)
    assert ("unproved-erasure", Cause.TAMPERING, erasure.done_in) in wrong(told)


def test_a_tombstone_that_nobody_ordered(after: Department, copy_of: Copy) -> None:
    """Whoever can push by force takes the records of the erasure away, and what they excuse is missed."""
    told = copy_of(after)
    told.git("reset", "-q", "--hard", "HEAD~3")
    assert {sort for sort, _, _ in wrong(told)} >= {"lost-version"}
