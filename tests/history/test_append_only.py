"""Records are added and never touched again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.history.sandbox import Sandbox

from clearance.history.facts import read_history

ONE, TWO = "records/1.json", "records/2.json"
TEXT = "".join(f'"{n}"\n' for n in range(20))


def rewritten(sandbox: Sandbox) -> dict[str, str]:
    return dict(read_history(sandbox.top).rewritten_records)


def change(sandbox: Sandbox) -> str:
    return sandbox.add(ONE, TEXT + "more\n")


def delete(sandbox: Sandbox) -> str:
    return sandbox.remove(ONE)


def move(sandbox: Sandbox) -> str:
    return sandbox.move(ONE, "records/old/1.json")


def move_away(sandbox: Sandbox) -> str:
    return sandbox.move(ONE, "content/1.json")


def link(sandbox: Sandbox) -> str:
    (sandbox.top / ONE).unlink()
    (sandbox.top / ONE).symlink_to("2.json")
    return sandbox.commit()


@pytest.mark.parametrize(
    ("act", "what"),
    [
        pytest.param(change, "was changed", id="changed"),
        pytest.param(delete, "was deleted", id="deleted"),
        pytest.param(move, "was renamed to records/old/1.json", id="renamed"),
        pytest.param(move_away, "was renamed to content/1.json", id="moved out of the records"),
        pytest.param(link, "was replaced by another type of file", id="replaced by a link"),
    ],
)
def test_a_record_that_was_not_left_alone(sandbox: Sandbox, act: Callable[[Sandbox], str], what: str) -> None:
    sandbox.add(ONE, TEXT)
    guilty = act(sandbox)
    assert rewritten(sandbox) == {ONE: f"{what} in commit {sandbox.told(guilty)}"}


def leave(sandbox: Sandbox) -> None:
    sandbox.commit()


def add_another(sandbox: Sandbox) -> None:
    sandbox.add(TWO, TEXT)


def change_the_explanation(sandbox: Sandbox) -> None:
    sandbox.add("records/README.md", "for clerks\n")
    sandbox.add("records/README.md", "for all clerks\n")
    sandbox.remove("records/README.md")


def change_what_is_no_record(sandbox: Sandbox) -> None:
    sandbox.add("records.json", "1")
    sandbox.add("records.json", "2")
    sandbox.add("content/records/1.json", "1")
    sandbox.add("content/records/1.json", "2")


def change_the_mode(sandbox: Sandbox) -> None:
    (sandbox.top / ONE).chmod(0o755)
    sandbox.commit()


@pytest.mark.parametrize(
    "act", [leave, add_another, change_the_explanation, change_what_is_no_record, change_the_mode]
)
def test_a_record_that_was_left_alone(sandbox: Sandbox, act: Callable[[Sandbox], None]) -> None:
    sandbox.add(ONE, TEXT)
    act(sandbox)
    assert rewritten(sandbox) == {}


def test_another_readme_is_a_record(sandbox: Sandbox) -> None:
    sandbox.add("records/old/README.md", "1")
    guilty = sandbox.add("records/old/README.md", "2")
    assert rewritten(sandbox) == {"records/old/README.md": f"was changed in commit {sandbox.told(guilty)}"}


def test_a_change_that_was_undone_is_told_as_such(sandbox: Sandbox) -> None:
    sandbox.add(ONE, TEXT)
    guilty = change(sandbox)
    sandbox.add(ONE, TEXT)
    history = read_history(sandbox.top)
    assert (history.rewritten_records, history.restored_records) == (
        (),
        ((ONE, f"was changed in commit {sandbox.told(guilty)}"),),
    )


def test_a_record_put_back_and_then_missing_from_disk_is_lost(sandbox: Sandbox) -> None:
    sandbox.add(ONE, TEXT)
    guilty = change(sandbox)
    sandbox.add(ONE, TEXT)
    (sandbox.top / ONE).unlink()
    words = f"was changed in commit {sandbox.told(guilty)}; is missing from disk"
    assert rewritten(sandbox) == {ONE: words}


def test_a_record_deleted_and_put_back_is_told_as_such(sandbox: Sandbox) -> None:
    first = sandbox.add(ONE, TEXT)
    guilty = delete(sandbox)
    sandbox.add(ONE, TEXT)
    history = read_history(sandbox.top)
    assert (history.restored_records, history.introduced) == (
        ((ONE, f"was deleted in commit {sandbox.told(guilty)}"),),
        {ONE: sandbox.times[first]},
    )


def test_all_that_befell_a_record_is_told(sandbox: Sandbox) -> None:
    sandbox.add(ONE, TEXT)
    changed, deleted = change(sandbox), delete(sandbox)
    assert rewritten(sandbox) == {
        ONE: (f"was changed in commit {sandbox.told(changed)}; was deleted in commit {sandbox.told(deleted)}")
    }


def test_several_records_are_told_by_path(sandbox: Sandbox) -> None:
    sandbox.write(TWO, "2")
    sandbox.add(ONE, "1")
    (sandbox.top / TWO).unlink()
    guilty = delete(sandbox)
    words = f"was deleted in commit {sandbox.told(guilty)}"
    assert read_history(sandbox.top).rewritten_records == ((ONE, words), (TWO, words))


def side_branch_with_a_record(sandbox: Sandbox) -> None:
    sandbox.add(ONE, "1")
    sandbox.branch("side")
    sandbox.add(TWO, "2")
    sandbox.switch("main")
    sandbox.commit()


def test_a_merge_that_brings_a_record_rewrites_nothing(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    sandbox.merge("side")
    assert rewritten(sandbox) == {}


def test_a_merge_that_drops_a_record_of_one_side(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    sandbox.begin_merge("side")
    sandbox.write("content/a.md")
    (sandbox.top / TWO).unlink()
    guilty = sandbox.commit()
    assert rewritten(sandbox) == {TWO: f"was deleted in commit {sandbox.told(guilty)}"}


def test_a_merge_that_ignores_the_other_side(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    guilty = sandbox.merge("-s", "ours", "side")
    assert rewritten(sandbox) == {TWO: f"was deleted in commit {sandbox.told(guilty)}"}


def test_a_merge_that_changes_a_record(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    sandbox.begin_merge("side")
    sandbox.write(ONE, "forged")
    guilty = sandbox.commit()
    assert rewritten(sandbox) == {ONE: f"was changed in commit {sandbox.told(guilty)}"}


def test_a_change_on_a_branch_is_told_of_the_branch_and_not_of_its_merge(sandbox: Sandbox) -> None:
    sandbox.add(ONE, "1")
    sandbox.branch("side")
    guilty = sandbox.add(ONE, "forged")
    sandbox.switch("main")
    sandbox.commit()
    sandbox.merge("side")
    assert rewritten(sandbox) == {ONE: f"was changed in commit {sandbox.told(guilty)}"}


def test_of_two_that_deleted_a_record_the_first_is_told_though_it_is_a_merge(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    guilty = sandbox.merge("-s", "ours", "side")
    sandbox.add(TWO, "2")
    sandbox.remove(TWO)
    assert rewritten(sandbox) == {TWO: f"was deleted in commit {sandbox.told(guilty)}"}


def test_an_octopus_that_drops_a_record(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    sandbox.branch("third", "main~1")
    sandbox.add("records/3.json", "3")
    sandbox.switch("main")
    sandbox.begin_merge("side", "third")
    (sandbox.top / "records/3.json").unlink()
    guilty = sandbox.commit()
    assert rewritten(sandbox) == {"records/3.json": f"was deleted in commit {sandbox.told(guilty)}"}


def test_a_record_missing_from_disk_is_told(sandbox: Sandbox) -> None:
    sandbox.write("records/README.md")
    sandbox.add(ONE, "1")
    (sandbox.top / ONE).unlink()
    (sandbox.top / "records/README.md").unlink()
    history = read_history(sandbox.top)
    assert (history.rewritten_records, history.uncommitted) == (
        ((ONE, "is missing from disk"),),
        frozenset({ONE, "records/README.md"}),
    )


def test_a_record_changed_on_disk_is_uncommitted(sandbox: Sandbox) -> None:
    sandbox.add(ONE, "1")
    sandbox.write(ONE, "2")
    history = read_history(sandbox.top)
    assert (history.rewritten_records, history.uncommitted) == ((), frozenset({ONE}))


# --- when a record was introduced ---------------------------------------------------------------


def test_each_record_is_introduced_when_its_first_commit_was_made(sandbox: Sandbox) -> None:
    sandbox.write("records/README.md")
    first = sandbox.add(ONE, "1")
    second = sandbox.add(TWO, "2")
    sandbox.commit()
    assert read_history(sandbox.top).introduced == {ONE: sandbox.times[first], TWO: sandbox.times[second]}


def test_a_record_from_a_branch_is_introduced_by_the_commit_and_not_by_the_merge(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    when = sandbox.times[sandbox.git("rev-parse", "side")]
    sandbox.merge("side")
    assert read_history(sandbox.top).introduced[TWO] == when


def test_a_record_that_a_merge_slips_in_is_introduced_by_it(sandbox: Sandbox) -> None:
    side_branch_with_a_record(sandbox)
    sandbox.begin_merge("side")
    sandbox.write("records/3.json", "3")
    merge = sandbox.commit()
    assert read_history(sandbox.top).introduced["records/3.json"] == sandbox.times[merge]


def test_a_backdated_copy_on_a_branch_does_not_make_a_record_older(sandbox: Sandbox) -> None:
    sandbox.commit()
    sandbox.git("checkout", "-q", "--orphan", "side")
    sandbox.write(ONE, "1")
    sandbox.commit(at=datetime(2001, 1, 1, tzinfo=UTC))
    sandbox.switch("main")
    first = sandbox.add(ONE, "1")
    sandbox.merge("--allow-unrelated-histories", "side")
    assert read_history(sandbox.top).introduced == {ONE: sandbox.times[first]}


def test_a_renamed_record_is_introduced_anew(sandbox: Sandbox) -> None:
    first = sandbox.add(ONE, TEXT)
    second = sandbox.move(ONE, TWO)
    assert read_history(sandbox.top).introduced == {ONE: sandbox.times[first], TWO: sandbox.times[second]}
