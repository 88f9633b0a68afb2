"""A moved or copied file keeps the people whose bytes are in it."""

from __future__ import annotations

import pytest
from tests.history.sandbox import Sandbox

from clearance.history import changes, lineage
from clearance.history.facts import read_history

A, B, C = "content/a.md", "content/b.md", "content/c.md"
LINES = [f"line {n} of some length\n" for n in range(20)]
TEXT = "".join(LINES)
EDITED = "".join(["new beginning\n", *LINES[1:]])


def hands(sandbox: Sandbox, path: str) -> set[str]:
    """Who had a hand in a path, by the first part of the address."""
    commits = read_history(sandbox.top).commits
    return {commit.committer_email.split("@")[0] for commit in commits if path in commit.paths}


def rename(sandbox: Sandbox, old: str, new: str, text: str, by: str) -> str:
    (sandbox.top / old).unlink()
    return sandbox.add(new, text, by)


def test_a_change_that_was_put_back_has_no_part_in_the_page(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.add(A, "slipped in\n", by="mallory")
    sandbox.add(A, TEXT, by="bob")
    assert hands(sandbox, A) == {"ann"}
    sandbox.add(A, EDITED, by="eve")
    assert hands(sandbox, A) == {"ann", "eve"}


def test_a_change_that_others_build_on_stays_part_of_the_page(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.add(A, EDITED, by="mallory")
    sandbox.add(A, EDITED + "more\n", by="bob")
    assert hands(sandbox, A) == {"ann", "mallory", "bob"}


def test_a_change_on_a_branch_is_not_undone_by_another_branch(sandbox: Sandbox) -> None:
    """In the order of the log, bob's return to the first text comes after mallory's change."""
    sandbox.add(A, TEXT, by="ann")
    sandbox.branch("side")
    sandbox.add(A, EDITED, by="mallory")
    sandbox.switch("main")
    sandbox.add(A, "for a while\n", by="bob")
    sandbox.add(A, TEXT, by="bob")
    sandbox.merge("side")
    sandbox.add(A, EDITED + "more\n", by="eve")
    assert hands(sandbox, A) == {"ann", "mallory", "eve"}


def test_a_moved_file_keeps_its_people(sandbox: Sandbox) -> None:
    first = sandbox.add(A, TEXT, by="ann")
    second = sandbox.move(A, B, by="bob")
    found = {commit.id: commit.paths for commit in read_history(sandbox.top).commits}
    assert found == {second: {A, B}, first: {A, B}}


def test_a_file_moved_with_edits_keeps_its_people(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    rename(sandbox, A, B, EDITED, by="bob")
    assert hands(sandbox, B) == {"ann", "bob"}


def test_a_file_written_anew_in_place_of_another_does_not(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    rename(sandbox, A, B, "something else\n" * 20, by="bob")
    assert hands(sandbox, B) == {"bob"}


def test_a_file_moved_twice_keeps_all_its_people(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    rename(sandbox, A, B, EDITED, by="bob")
    sandbox.move(B, C, by="eve")
    assert hands(sandbox, C) == {"ann", "bob", "eve"}


def test_what_comes_later_to_the_old_name_is_another_file(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.move(A, B, by="bob")
    sandbox.add(A, "another post\n", by="eve")
    assert hands(sandbox, B) == {"ann", "bob"}


def test_a_copy_keeps_those_who_made_its_bytes(sandbox: Sandbox) -> None:
    sandbox.add(A, "older\n", by="dan")
    sandbox.add(A, TEXT, by="ann")
    sandbox.add(A, "newer\n", by="eve")
    sandbox.add(B, TEXT, by="bob")
    assert hands(sandbox, B) == {"dan", "ann", "bob"}


def test_a_file_deleted_and_brought_back_by_another_name_keeps_its_people(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.remove(A, by="bob")
    sandbox.add(B, TEXT, by="eve")
    assert hands(sandbox, B) == {"ann", "eve"}


def test_a_file_moved_over_another_keeps_its_people(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.add(B, "to be lost\n", by="eve")
    sandbox.move(A, B, by="bob")
    assert hands(sandbox, B) == {"ann", "bob", "eve"}


def test_copies_of_one_picture_tie_to_who_brought_it_first_and_not_to_each_other(sandbox: Sandbox) -> None:
    for number, who in enumerate(("ann", "bob", "eve")):
        sandbox.add(f"content/{number}/badge.png", b"\x89PNG", by=who)
    found = [hands(sandbox, f"content/{number}/badge.png") for number in range(3)]
    assert found == [{"ann"}, {"ann", "bob"}, {"ann", "eve"}]


def test_empty_files_tie_nobody_together(sandbox: Sandbox) -> None:
    sandbox.add(A, "", by="ann")
    sandbox.add(B, "", by="bob")
    assert hands(sandbox, B) == {"bob"}


def test_a_file_brought_in_from_outside_of_content_is_its_committers(sandbox: Sandbox) -> None:
    sandbox.add("drafts/a.md", TEXT, by="ann")
    sandbox.move("drafts/a.md", A, by="bob")
    assert hands(sandbox, A) == {"bob"}


def test_an_edit_on_a_branch_of_what_main_moved(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.branch("side")
    sandbox.add(A, EDITED, by="eve")
    sandbox.switch("main")
    rename(sandbox, A, B, "".join([*LINES[:-1], "new end\n"]), by="bob")
    sandbox.merge("side", by="dan")
    assert hands(sandbox, B) == {"ann", "bob", "dan", "eve"}


def test_a_merge_that_itself_moves_a_file(sandbox: Sandbox) -> None:
    sandbox.add(A, TEXT, by="ann")
    sandbox.branch("side")
    sandbox.commit()
    sandbox.switch("main")
    sandbox.commit()
    sandbox.begin_merge("side")
    rename(sandbox, A, B, EDITED, by="dan")
    assert hands(sandbox, B) == {"ann", "dan"}


@pytest.mark.parametrize(
    ("limit", "people"),
    [
        pytest.param(changes.RENAME_LIMIT, {"bob"}, id="few enough to compare"),
        pytest.param(1, {"ann", "bob", "eve"}, id="more than git compares"),
    ],
)
def test_more_moves_at_once_than_git_compares(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, limit: int, people: set[str]
) -> None:
    monkeypatch.setattr(lineage, "RENAME_LIMIT", limit)
    sandbox.add(A, "one thing\n" * 20, by="ann")
    sandbox.add(B, "another thing\n" * 20, by="eve")
    (sandbox.top / A).unlink()
    (sandbox.top / B).unlink()
    sandbox.write(C, "written anew\n" * 20)
    sandbox.add("content/d.md", "also written anew\n" * 20, by="bob")
    assert hands(sandbox, C) == people
