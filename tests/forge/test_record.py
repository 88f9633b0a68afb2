"""What the recorder records: merges that a supervisor reviewed, in whatever way they were made."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.department import run_here
from tests.forge.conftest import FLOOD, NEW, OnGitHub
from tests.forge.hub import Method, Pull
from tests.village import MAP, OTHER, POST, post, told

from clearance.forge import facts
from clearance.records.statement import Statement

QUESTION = post("A lawsuit", "The lawsuit goes on.\n")


def live(github: OnGitHub, *pages: str) -> bool:
    states = github.states()
    return all(states[page.removeprefix("content/")] == "live" for page in pages)


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_reviewed_merge_is_recorded_and_live(github: OnGitHub, how: Method) -> None:
    pull = github.reviewed()
    github.merge(pull, how)
    ran = github.record()
    assert ran.code == 0, ran.err
    assert ran.out == f"recorded: {NEW}, approved by sgt in #{pull.number}\n"
    assert live(github, NEW)
    again = github.record()
    assert (again.code, again.out) == (0, "No merged page waits for a record.\n")


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_several_commits_of_several_members(github: OnGitHub, how: Method) -> None:
    github.write({NEW: FLOOD})
    github.write({NEW: FLOOD.replace("rises", "falls")}, by="officer")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull, how, by="lt")
    assert github.record().code == 0
    assert live(github, NEW)


def test_what_a_record_says(github: OnGitHub) -> None:
    pull = github.proposed({NEW: QUESTION})
    review = github.review(pull, "Fine.\n\naccept TS901")
    commit = github.merge(pull, "squash")
    runner = github.runner()
    assert github.record(on=runner).out.endswith("in #1, accepting TS901\n")
    (path,) = (runner.root / "records").rglob("*flood*.json")
    predicate = json.loads(path.read_bytes())["predicate"]
    assert predicate["member"] == "sgt"
    assert predicate["accepts"] == ["TS901"]
    assert predicate["source"] == {
        "forge": "github",
        "repository": github.hub.repository,
        "pull_request": pull.number,
        "review": review.id,
        "reviewer": github.accounts["sgt"].id,
        "reviewed_at": review.at.isoformat() if review.at else "",
        "reviewed_commit": review.commit,
        "merge_commit": commit,
        "commits": {commit: ["pio"]},
    }
    assert live(github, NEW)


def edited_in_the_browser(github: OnGitHub) -> Pull:
    pull = github.proposed()
    changed = FLOOD.replace("rises", "rises fast").encode()
    github.hub.edit_in_browser("flood", NEW, changed, github.accounts["pio"])
    github.review(pull)
    return pull


def pushed_by_force_with_the_same_bytes(github: OnGitHub) -> Pull:
    pull = github.reviewed()
    github.write({NEW: FLOOD, "notes.txt": "Not content.\n"}, anew=True)
    return pull


def approved_after_asking_for_changes(github: OnGitHub) -> Pull:
    pull = github.proposed()
    github.review(pull, "No.", state="CHANGES_REQUESTED")
    github.review(pull)
    return pull


def commented_after_approving(github: OnGitHub) -> Pull:
    pull = github.reviewed()
    github.review(pull, "Nice picture.", state="COMMENTED")
    return pull


def questioned_by_no_supervisor(github: OnGitHub) -> Pull:
    pull = github.reviewed()
    github.review(pull, "I would not.", by="officer", state="CHANGES_REQUESTED")
    return pull


def dismissed_and_approved_by_another(github: OnGitHub) -> Pull:
    pull = github.proposed()
    github.review(pull).state = "DISMISSED"
    github.review(pull, by="lt")
    return pull


def approved_by_a_deleted_account_too(github: OnGitHub) -> Pull:
    pull = github.reviewed()
    github.hub.review(pull, None)
    return pull


def approved_again_after_the_merge(github: OnGitHub) -> Pull:
    pull = github.reviewed()
    github.hub.review(
        pull, github.accounts["sgt"], at=github.hub.clock.replace(year=github.hub.clock.year + 1)
    )
    return pull


def a_hundred_comments_before(github: OnGitHub) -> Pull:
    pull = github.proposed()
    for _ in range(100):
        github.review(pull, "Typo.", state="COMMENTED")
    github.review(pull)
    return pull


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(edited_in_the_browser, id="edited in the browser"),
        pytest.param(pushed_by_force_with_the_same_bytes, id="pushed by force, with the reviewed bytes"),
        pytest.param(approved_after_asking_for_changes, id="approved after asking for changes"),
        pytest.param(commented_after_approving, id="a comment after the approval"),
        pytest.param(questioned_by_no_supervisor, id="changes wanted by somebody who is no supervisor"),
        pytest.param(dismissed_and_approved_by_another, id="one review dismissed, another stands"),
        pytest.param(approved_by_a_deleted_account_too, id="another approval of a deleted account"),
        pytest.param(approved_again_after_the_merge, id="approved before the merge, and again after it"),
        pytest.param(a_hundred_comments_before, id="the approval is on the second page of reviews"),
    ],
)
def test_reviews_that_count(github: OnGitHub, made: Callable[[OnGitHub], Pull]) -> None:
    github.merge(made(github))
    ran = github.record()
    assert ran.code == 0, ran.out
    assert live(github, NEW)


def test_lists_in_small_pages(github: OnGitHub) -> None:
    github.api.page_size = 1
    github.merge(github.reviewed(), "rebase")
    assert github.record().code == 0
    assert any("after=" in asked for asked in github.api.asked)
    assert live(github, NEW)


def test_of_a_long_log_only_the_newest_part_is_read(
    github: OnGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "PAGES_OF_MAIN", 1)
    github.api.page_size = 1
    github.merge(github.reviewed())
    assert github.record().code == 0
    assert live(github, NEW)
    assert sum("refs%2Fheads%2Fmain" in asked for asked in github.api.asked) == 1


def test_a_changed_picture_of_a_page_that_says_so(github: OnGitHub) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(picture, "PNG")
    words = told((github.department.root / POST).read_text("utf-8"), at=github.hub.tick())
    github.merge(github.reviewed({MAP: picture.getvalue(), POST: words}))
    assert github.states()["posts/closure.md"] == "stale"
    assert github.record().out == f"recorded: {POST}, approved by sgt in #1\n"
    assert live(github, POST)


def test_a_withdrawn_page_comes_back_by_a_new_review(github: OnGitHub) -> None:
    runner = github.runner()
    runner.record(Statement("withdrawal", "test-pd", github.hub.tick(), "lt", {OTHER: "0" * 64}), key="lt")
    github.add_records(runner)
    assert github.states()["posts/meeting.md"] == "withdrawn"
    words = (github.department.root / OTHER).read_text("utf-8").replace("Monday", "Friday")
    github.merge(github.reviewed({OTHER: told(words, at=github.hub.tick())}))
    assert github.record().out == f"recorded: {OTHER}, approved by sgt in #1\n"
    assert live(github, OTHER)


def test_a_renamed_page(github: OnGitHub) -> None:
    words = (github.department.root / OTHER).read_text("utf-8")
    moved = "content/posts/village-meeting.md"
    github.merge(github.reviewed({OTHER: None, moved: words}))
    assert github.record().out == f"recorded: {moved}, approved by sgt in #1\n"
    assert live(github, moved)


def test_several_pages_of_one_pull_request(github: OnGitHub) -> None:
    second = "content/posts/second.md"
    github.merge(github.reviewed({NEW: FLOOD, second: post("Second")}))
    assert github.record().out.count("recorded: ") == 2
    assert live(github, NEW, second)


def test_merges_that_nobody_recorded_yet_are_caught_up_in_order(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    assert github.record().code == 0
    for text in ("falls", "stands"):
        pull = github.proposed({NEW: told(FLOOD.replace("rises", text), at=github.hub.tick())}, branch=text)
        github.review(pull)
        github.merge(pull, "squash")
    assert github.record().out == (
        f"recorded: {NEW}, approved by sgt in #2\nrecorded: {NEW}, approved by sgt in #3\n"
    )
    assert live(github, NEW)


def test_a_draft_waits_for_nothing(github: OnGitHub) -> None:
    github.merge(github.proposed({NEW: post("Soon", more="draft: true\n")}))
    assert github.record().out == "No merged page waits for a record.\n"
    assert github.states()["posts/flood.md"] == "draft"


def test_a_page_that_is_taken_away_waits_for_nothing(github: OnGitHub) -> None:
    github.merge(github.proposed({OTHER: None}))
    assert github.record().out == "No merged page waits for a record.\n"


def test_a_merge_without_content_waits_for_nothing(github: OnGitHub) -> None:
    github.merge(github.proposed({"notes.txt": "To do.\n"}))
    assert github.record().out == "No merged page waits for a record.\n"


def test_what_a_supervisor_signed_with_their_own_key_waits_for_nothing(github: OnGitHub) -> None:
    github.write({NEW: FLOOD}, branch="main")
    runner = github.runner()
    key = str(github.department.keys.private("sgt"))
    assert run_here("approve", NEW, "--as", "sgt", "--key", key, "--root", str(runner.root)).code == 0
    github.add_records(runner)
    assert github.record().out == "No merged page waits for a record.\n"
    assert live(github, NEW)


def test_a_dry_run_writes_nothing(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    before = github.records()
    assert github.record("--dry-run").out == f"would be recorded: {NEW}, approved by sgt in #1\n"
    assert github.records() == before
    assert github.states()["posts/flood.md"] == "pending"


def test_the_summary_of_the_job(github: OnGitHub, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n")
    github.merge(github.reviewed())
    assert github.record("--summary", str(summary)).code == 0
    assert summary.read_text().startswith("Before.\n# Approvals\n\n- recorded: content/posts/flood.md,")


def test_the_page_before_the_correction_is_not_approved_again_by_it(github: OnGitHub) -> None:
    """The first merge's approval ends with the second's; whoever puts the old text back needs a new one."""
    github.merge(github.reviewed())
    pull = github.proposed({NEW: FLOOD.replace("rises", "falls")}, branch="correction")
    github.review(pull)
    github.merge(pull)
    assert github.record().code == 0
    github.write({NEW: FLOOD}, branch="main")
    assert github.record().code == 1
    assert github.states()["posts/flood.md"] != "live"


def test_other_pages_stay_as_they_were(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    assert github.record().code == 0
    assert live(github, POST, OTHER, "content/index.md", "content/about.md")


# --- with signed commits -----------------------------------------------------------------------


@pytest.fixture
def signing(github: OnGitHub) -> OnGitHub:
    """A department in which commits to content/ must carry a device's signature."""
    github.change_guidelines("guidelines/department.yml", "equipment: listed", "equipment: signed")
    return github


def test_a_merge_keeps_the_authors_signature(signing: OnGitHub) -> None:
    signing.write({NEW: FLOOD}, signed=True)
    pull = signing.hub.open(signing.accounts["pio"], "flood")
    signing.review(pull)
    signing.merge(pull)
    assert signing.record().out == f"recorded: {NEW}, approved by sgt in #1\n"
    assert live(signing, NEW)


def test_a_squash_loses_it_and_asks_the_supervisor(signing: OnGitHub) -> None:
    signing.write({NEW: FLOOD}, signed=True)
    pull = signing.hub.open(signing.accounts["pio"], "flood")
    signing.review(pull, "accept AU103")
    signing.merge(pull, "squash")
    assert signing.record().out == f"recorded: {NEW}, approved by sgt in #1, accepting AU103\n"
    assert live(signing, NEW)


def test_without_that_it_is_not_recorded(signing: OnGitHub) -> None:
    signing.write({NEW: FLOOD}, signed=True)
    pull = signing.hub.open(signing.accounts["pio"], "flood")
    signing.review(pull)
    signing.merge(pull, "squash")
    ran = signing.record()
    assert ran.code == 1
    assert "(AU103); sgt did not write `accept AU103` in the review" in ran.out
