"""What the recorder refuses, what it says then, and that nothing of it is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.department import run_here
from tests.forge.conftest import FLOOD, NEW, OnGitHub
from tests.forge.hub import ZERO, Account, Moved
from tests.forge.standin import Fault
from tests.village import GITHUB, post

from clearance.records.statement import Statement

STRANGER = Account("stranger", 4242)
QUESTION = post("A lawsuit", "The lawsuit goes on.\n")


# --- how it came to main -----------------------------------------------------------------------


def pushed_directly(github: OnGitHub) -> None:
    github.write({NEW: FLOOD}, branch="main")


def pushed_directly_as_a_merge_of_a_reviewed_pull_request(github: OnGitHub) -> None:
    """GitHub marks a pull request as merged when somebody pushes its commits to main."""
    pull = github.reviewed()
    before, at = github.hub.tip(), github.hub.tick()
    github.hub.git("update-ref", "refs/heads/main", pull.head)
    github.hub.log.append(Moved("main", before, pull.head, "push", github.accounts["pio"], at))
    pull.merged_at, pull.merge_commit = at, pull.head


def pushed_by_force(github: OnGitHub) -> None:
    clone = github.department
    clone.git("checkout", "-q", "-B", "other", "HEAD~1")
    clone.write(NEW, FLOOD)
    clone.write(".gitignore", "site/\n.site.*\nrecords/\n")
    clone.git("rm", "-q", "-r", "--cached", "records")
    clone.commit(NEW, ".gitignore")
    github.hub.push(clone.root, "main", github.accounts["pio"], force=True)


def merged_by_the_queue(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.hub.log[-1].kind = "merge_queue_merge"


def of_which_the_log_says_nothing(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    del github.hub.log[-1]


def merged_by_an_administrator_without_a_review(github: OnGitHub) -> None:
    github.merge(github.proposed(), by="chief")


def claimed_by_no_pull_request(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.merge(pull)
    pull.merge_commit = pull.head


def claimed_by_a_pull_request_into_another_branch(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.merge(pull)
    pull.base = "preview"


def claimed_by_two_pull_requests(github: OnGitHub) -> None:
    pull = github.reviewed()
    commit = github.merge(pull)
    github.hub.pulls[9] = replace(pull, number=9, merge_commit=commit)


def from_a_fork(github: OnGitHub) -> None:
    pull = github.reviewed()
    pull.fork = True
    github.merge(pull)


def a_merge_of_something_else(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.merge(pull)
    pull.head = github.write({"notes.txt": "Other.\n"}, branch="elsewhere")


def of_too_many_commits(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(Fault("/pulls/1/commits", change=lambda commits: commits * 250))


# --- who had a part ----------------------------------------------------------------------------


def approved_by_its_author(github: OnGitHub) -> None:
    pull = github.proposed(by="sgt")
    github.review(pull)
    github.merge(pull)


def approved_by_one_who_pushed(github: OnGitHub) -> None:
    github.write({NEW: FLOOD}, pushed_by="sgt")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull)


def approved_by_one_who_committed(github: OnGitHub) -> None:
    github.write({NEW: FLOOD}, by="sgt", author="pio", pushed_by="pio")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull, "squash")


def approved_by_one_who_edited_in_the_browser(github: OnGitHub) -> None:
    pull = github.proposed()
    github.hub.edit_in_browser("flood", NEW, FLOOD.replace("rises", "falls").encode(), github.accounts["sgt"])
    github.review(pull)
    github.merge(pull)


def opened_by_a_deleted_account(github: OnGitHub) -> None:
    pull = github.reviewed()
    pull.user = None
    github.merge(pull)


def opened_by_a_stranger(github: OnGitHub) -> None:
    pull = github.reviewed()
    pull.user = STRANGER
    github.merge(pull)


def opened_by_one_who_may_not_post(github: OnGitHub) -> None:
    pull = github.reviewed()
    pull.user = github.accounts["patrol"]
    github.merge(pull)


def pushed_to_by_a_stranger(github: OnGitHub) -> None:
    github.accounts["stranger"] = STRANGER
    github.write({NEW: FLOOD}, pushed_by="stranger")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull, "squash")


def pushed_to_by_a_deleted_account(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.hub.log[-2].actor = None


def committed_to_by_a_stranger(github: OnGitHub) -> None:
    github.hub.accounts["stranger@mail.example"] = STRANGER
    github.write({NEW: FLOOD}, by="stranger@mail.example", pushed_by="pio")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull, "squash")


def committed_to_by_an_address_that_github_does_not_know(github: OnGitHub) -> None:
    github.write({NEW: FLOOD}, by="nobody@mail.example", pushed_by="pio")
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull)
    github.merge(pull)


def edited_in_the_browser_by_an_account_that_is_gone(github: OnGitHub) -> None:
    pull = github.proposed()
    edit = FLOOD.replace("rises", "falls").encode()
    github.hub.unlinked.add(github.hub.edit_in_browser("flood", NEW, edit, github.accounts["pio"]))
    github.review(pull)
    github.merge(pull)


def of_a_branch_that_the_log_has_forgotten(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.hub.log = [moved for moved in github.hub.log if moved.branch != "flood"]


# --- how it was reviewed -----------------------------------------------------------------------


def approved_after_the_merge(github: OnGitHub) -> None:
    pull = github.proposed()
    github.merge(pull)
    github.review(pull)


def dismissed(github: OnGitHub) -> None:
    pull = github.proposed()
    github.review(pull).state = "DISMISSED"
    github.merge(pull)


def dismissed_with_an_earlier_approval(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.review(pull).state = "DISMISSED"
    github.merge(pull)


def taken_back_by_the_reviewer(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.review(pull, "Wait.", state="CHANGES_REQUESTED")
    github.merge(pull)


def taken_back_by_the_reviewer_after_the_merge(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.merge(pull)
    github.review(pull, "Wait.", state="CHANGES_REQUESTED")


def objected_to_by_another_supervisor(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.review(pull, "No.", by="lt", state="CHANGES_REQUESTED")
    github.merge(pull)


def only_commented_on(github: OnGitHub) -> None:
    pull = github.proposed()
    github.review(pull, "Looks good. Approved!", state="COMMENTED")
    github.merge(pull)


def approved_by_no_supervisor(github: OnGitHub) -> None:
    pull = github.proposed()
    github.review(pull, by="officer")
    github.merge(pull)


def approved_by_a_stranger(github: OnGitHub) -> None:
    pull = github.proposed()
    github.hub.review(pull, STRANGER)
    github.merge(pull)


def approved_by_a_deleted_account(github: OnGitHub) -> None:
    pull = github.proposed()
    github.hub.review(pull, None)
    github.merge(pull)


def reviewed_at_no_commit(github: OnGitHub) -> None:
    pull = github.proposed()
    github.review(pull).commit = None
    github.merge(pull)


def reviewed_at_a_commit_that_is_lost(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.hub.lost.add(pull.head)
    github.merge(pull)


def changed_after_the_review(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.write({NEW: FLOOD.replace("creek", "river")})
    github.merge(pull, "squash")


def changed_by_the_merge_itself(github: OnGitHub) -> None:
    pull = github.reviewed()
    github.hub.merged_tree = _tree_of(github, FLOOD.replace("creek", "mayor"))
    github.merge(pull)


def _tree_of(github: OnGitHub, text: str) -> str:
    index = {"GIT_INDEX_FILE": str(github.hub.git_dir / "evil-index")}
    github.hub.git("read-tree", "refs/heads/main", who=index)
    blob = github.hub.git("hash-object", "-w", "--stdin", feed=text.encode())
    github.hub.git("update-index", "--add", "--cacheinfo", f"100644,{blob},{NEW}", who=index)
    return github.hub.git("write-tree", who=index)


def with_an_open_question(github: OnGitHub) -> None:
    github.merge(github.reviewed({NEW: QUESTION}, "Fine."))


def with_a_question_that_only_a_quotation_accepts(github: OnGitHub) -> None:
    github.merge(github.reviewed({NEW: QUESTION}, "> accept TS901\n\nNo, I do not accept TS901."))


def with_a_question_that_another_accepted(github: OnGitHub) -> None:
    pull = github.reviewed({NEW: QUESTION})
    github.review(pull, "accept TS901", by="officer")
    github.merge(pull)


def with_something_that_nobody_can_accept(github: OnGitHub) -> None:
    number = post("Found", "Whose number is 123-45-6789?\n")
    github.merge(github.reviewed({NEW: number}, "accept PB101"))


def that_can_not_be_read(github: OnGitHub) -> None:
    github.merge(github.reviewed({NEW: FLOOD.replace("title:", "titel:")}))


def withdrawn_after_the_review(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    assert github.record().code == 0
    pull = github.proposed({NEW: FLOOD.replace("rises", "falls")}, branch="second")
    github.review(pull)
    runner = github.runner()
    said = Statement("withdrawal", "test-pd", github.hub.tick(), "lt", {NEW: "0" * 64})
    runner.record(said, key="lt")
    github.add_records(runner)
    github.merge(pull)


# --- with which roster -------------------------------------------------------------------------


def approved_by_a_supervisor_whom_the_pull_request_brings(github: OnGitHub) -> None:
    """The chief adopts the roster afterwards; still nobody may come in by what they approve."""
    roster = github.department.read("guidelines/roster.yml")
    number = f"github_id: {GITHUB['lt']}"
    github.write({"guidelines/roster.yml": roster.replace(f"    {number}\n", "")}, branch="main", by="chief")
    github.adopt()
    github.write({NEW: FLOOD, "guidelines/roster.yml": roster})
    pull = github.hub.open(github.accounts["pio"], "flood")
    github.review(pull, by="lt")
    github.merge(pull)
    github.adopt()


def approved_by_one_whose_training_has_lapsed(github: OnGitHub) -> None:
    done, lapsed = "{member: sgt, topics: all, on: ", "{member: sgt, topics: all, on: 2020-01-01} # "
    github.change_guidelines("guidelines/training.yml", done, lapsed)
    github.merge(github.reviewed())


def approved_by_one_whose_role_has_ended(github: OnGitHub) -> None:
    role = "- {role: supervisor, from: 2024-01-01}\n      - {role: incident-commander"
    ended = role.replace("2024-01-01}", "2024-01-01, until: 2026-01-01}", 1)
    github.change_guidelines("guidelines/roster.yml", role, ended)
    github.merge(github.reviewed())


CASES = {
    pushed_directly: "was pushed to main directly by pio-test (GitHub user 1004)",
    pushed_directly_as_a_merge_of_a_reviewed_pull_request: "was pushed to main directly by pio-test",
    pushed_by_force: "was pushed to main by force",
    merged_by_the_queue: "came through the merge queue",
    of_which_the_log_says_nothing: "came to main in a way that GitHub doesn't tell any more",
    merged_by_an_administrator_without_a_review: "no supervisor had approved it when it was merged",
    claimed_by_no_pull_request: "no pull request into main claims commit",
    claimed_by_a_pull_request_into_another_branch: "no pull request into main claims commit",
    claimed_by_two_pull_requests: "2 pull requests into main claims commit",
    from_a_fork: "comes from a fork",
    a_merge_of_something_else: "merges something else than pull request #1",
    of_too_many_commits: "has 250 commits or more",
    approved_by_its_author: "sgt approved it, but opened pull request #1",
    approved_by_one_who_pushed: "sgt approved it, but pushed to flood",
    approved_by_one_who_committed: "sgt approved it, but wrote commit",
    approved_by_one_who_edited_in_the_browser: "sgt approved it, but wrote commit",
    opened_by_a_deleted_account: "who opened the pull request can't be told",
    opened_by_a_stranger: "stranger (GitHub user 4242) opened pull request #1, and is in no roster",
    opened_by_one_who_may_not_post: "the member 'patrol' has no author, PIO, supervisor or chief role",
    pushed_to_by_a_stranger: "stranger (GitHub user 4242) pushed to flood, and is in no roster",
    pushed_to_by_a_deleted_account: "somebody whose account was deleted pushed to flood",
    committed_to_by_a_stranger: "stranger (GitHub user 4242) wrote commit",
    committed_to_by_an_address_that_github_does_not_know: "no member of the roster has this address (AU102)",
    edited_in_the_browser_by_an_account_that_is_gone: "by an account that GitHub doesn't name",
    of_a_branch_that_the_log_has_forgotten: "who pushed to flood can't be told any more",
    approved_after_the_merge: "sgt-test (GitHub user 1003) approved it only after the merge",
    dismissed: "the review of sgt-test (GitHub user 1003) was dismissed",
    dismissed_with_an_earlier_approval: "the review of sgt-test (GitHub user 1003) was dismissed",
    taken_back_by_the_reviewer: "sgt asked for changes and has not approved since",
    taken_back_by_the_reviewer_after_the_merge: "sgt asked for changes and has not approved since",
    objected_to_by_another_supervisor: "lt asked for changes and has not approved since",
    only_commented_on: "no supervisor had approved it when it was merged",
    approved_by_no_supervisor: "officer approved it, but has no supervisor or chief role",
    approved_by_a_stranger: "stranger (GitHub user 4242) approved it, and is in no roster",
    approved_by_a_deleted_account: "an approval is of an account that was deleted",
    reviewed_at_no_commit: "the review of sgt names no commit any more",
    reviewed_at_a_commit_that_is_lost: "GitHub has lost the commit",
    changed_after_the_review: f"sgt reviewed other bytes of {NEW} than were merged",
    changed_by_the_merge_itself: f"sgt reviewed other bytes of {NEW} than were merged",
    with_an_open_question: "speaks of a lawsuit (TS901); sgt did not write `accept TS901` in the review",
    with_a_question_that_only_a_quotation_accepts: "sgt did not write `accept TS901` in the review",
    with_a_question_that_another_accepted: "sgt did not write `accept TS901` in the review",
    with_something_that_nobody_can_accept: "(PB101)",
    that_can_not_be_read: "did you mean `title`?",
    withdrawn_after_the_review: "lt withdrew the page after sgt reviewed it",
    approved_by_one_whose_training_has_lapsed: "sgt approved it, but lacks training in privacy",
    approved_by_one_whose_role_has_ended: "sgt is no supervisor",
    approved_by_a_supervisor_whom_the_pull_request_brings: "and is in no roster from before",
}


@pytest.mark.parametrize(
    ("act", "reason"), [pytest.param(*case, id=case[0].__name__) for case in CASES.items()]
)
def test_what_is_not_recorded(github: OnGitHub, act: Callable[[OnGitHub], None], reason: str) -> None:
    act(github)
    before = github.records()
    ran = github.record()
    assert (ran.code, ran.err) == (1, "")
    assert reason in ran.out
    assert "A supervisor who had no part in it approves it" in ran.out
    assert "123-45-6789" not in ran.out
    assert github.records() == before
    assert github.states()["posts/flood.md"] not in {"live", "scheduled", "approved"}


def test_it_is_said_again_until_it_is_mended_and_does_not_hide_others(github: OnGitHub) -> None:
    github.merge(github.proposed(), "squash")
    second = "content/posts/second.md"
    pull = github.proposed({second: post("Second")}, branch="second")
    github.review(pull)
    github.merge(pull)
    ran = github.record()
    assert ran.code == 1
    assert f"recorded: {second}, approved by sgt in #2\nnot approved: {NEW} (#1)\n" in ran.out
    assert f"not approved: {NEW} (#1)\n" in github.record().out
    mended = github.proposed({NEW: FLOOD.replace("rises", "falls")}, branch="mended")
    github.review(mended)
    github.merge(mended, "squash")
    assert github.record().out == f"recorded: {NEW}, approved by sgt in #3\n"
    assert github.states()["posts/flood.md"] == "live"
    assert github.record().out == "No merged page waits for a record.\n"


def test_an_old_merge_by_a_stranger_is_not_forgotten_with_a_review_of_what_followed(github: OnGitHub) -> None:
    github.accounts["stranger"] = STRANGER
    pushed_to_by_a_stranger(github)
    pull = github.proposed({NEW: FLOOD.replace("rises", "falls")}, branch="second")
    github.review(pull)
    github.merge(pull)
    ran = github.record()
    assert ran.code == 1
    assert "is by 'noreply@github.com': no member of the roster has this address (AU102)" in ran.out


def test_a_supervisor_mends_it_with_their_own_key(github: OnGitHub) -> None:
    github.merge(github.proposed())
    assert github.record().code == 1
    runner = github.runner()
    key = str(github.department.keys.private("lt"))
    assert run_here("approve", NEW, "--as", "lt", "--key", key, "--root", str(runner.root)).code == 0
    github.add_records(runner)
    assert github.record().code == 0
    assert github.states()["posts/flood.md"] == "live"


def test_the_summary_says_what_to_do_and_nothing_in_it_acts(github: OnGitHub) -> None:
    pull = github.reviewed()
    pull.user = Account("<img src=x>|@everyone", 4242)
    github.merge(pull)
    summary = github.folder / "summary.md"
    ran = github.record("--summary", str(summary))
    assert ran.code == 1
    text = summary.read_text("utf-8")
    assert "## Merged, and not approved" in text
    assert "<img" not in text
    assert "@everyone" not in text


def test_the_log_of_a_main_that_was_deleted_and_made_anew(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    log = github.hub.log
    log.append(Moved("main", github.hub.tip(), ZERO, "branch_deletion", STRANGER, github.hub.tick()))
    log.append(Moved("main", ZERO, github.hub.tip(), "branch_creation", STRANGER, github.hub.tick()))
    ran = github.record()
    assert "was there when main was created by stranger" in ran.out


def test_without_an_adopted_roster_nothing_can_be_judged(github: OnGitHub) -> None:
    roster = github.department.read("guidelines/roster.yml")
    pull = github.reviewed({NEW: FLOOD, "guidelines/roster.yml": roster + "# changed\n"})
    github.merge(pull)
    ran = github.record()
    assert (ran.code, ran.out) == (2, "")
    assert "guidelines or configuration are not as the chief adopted them (GL101)" in ran.err
    github.adopt()
    assert github.record().out == f"recorded: {NEW}, approved by sgt in #1\n"
    assert github.states()["posts/flood.md"] == "live"
