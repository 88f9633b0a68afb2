"""Records in a repository of their own, inside the department's folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.facts import read_history
from clearance.model import History

ONE = "records/1.json"


@pytest.fixture
def records(sandbox: Sandbox) -> Sandbox:
    """The records' own repository, in a department that has a page and leaves the records to it."""
    sandbox.write(".gitignore", "records/\n")
    sandbox.write("guidelines/roster.yml", "members:\n  - id: ann\n")
    sandbox.write("content/a.md")
    sandbox.commit()
    own = Sandbox.create(sandbox.top / "records")
    own.times.update(sandbox.times)
    own.add("1.json", "{}\n")
    return own


def history(records: Sandbox) -> History:
    return read_history(records.top.parent)


def test_each_record_has_the_time_of_its_own_history(sandbox: Sandbox, records: Sandbox) -> None:
    told = history(records)
    first = records.git("rev-parse", "HEAD")
    assert told.introduced == {ONE: records.times[first]}
    assert (told.uncommitted, told.rewritten_records) == (frozenset(), ())
    assert told.head == sandbox.git("rev-parse", "HEAD")
    assert [commit.paths for commit in told.commits] == [frozenset({"content/a.md"})]


def change(records: Sandbox) -> str:
    return records.add("1.json", "{1}\n")


def delete(records: Sandbox) -> str:
    return records.remove("1.json")


def move(records: Sandbox) -> str:
    return records.move("1.json", "old/1.json")


@pytest.mark.parametrize(
    ("act", "what"),
    [
        pytest.param(change, "was changed", id="changed"),
        pytest.param(delete, "was deleted", id="deleted"),
        pytest.param(move, "was renamed to records/old/1.json", id="renamed"),
    ],
)
def test_a_record_that_was_not_left_alone(records: Sandbox, act: Callable[[Sandbox], str], what: str) -> None:
    guilty = act(records)
    assert dict(history(records).rewritten_records) == {ONE: f"{what} in commit {records.told(guilty)}"}


def test_a_record_that_is_put_back(records: Sandbox) -> None:
    change(records)
    records.add("1.json", "{}\n")
    told = history(records)
    assert told.rewritten_records == ()
    assert [path for path, _ in told.restored_records] == [ONE]


def test_what_is_not_committed_there(records: Sandbox) -> None:
    records.write("2.json", "{}\n")
    records.write("1.json", "{2}\n")
    records.write("README.md", "A note.\n")
    assert history(records).uncommitted == {ONE, "records/2.json", "records/README.md"}


def test_what_is_missing_from_disk(records: Sandbox) -> None:
    (records.top / "1.json").unlink()
    told = history(records)
    assert told.uncommitted == {ONE}
    assert dict(told.rewritten_records) == {ONE: "is missing from disk"}


def test_a_worktree_of_a_branch_of_the_same_repository(sandbox: Sandbox, records: Sandbox) -> None:
    sandbox.git("fetch", "-q", "records", "main:records")
    shutil.rmtree(records.top)
    sandbox.git("worktree", "add", "-q", "records", "records")
    assert (sandbox.top / "records/.git").is_file()
    assert list(history(records).introduced) == [ONE]


def no_repository(records: Sandbox) -> None:
    shutil.rmtree(records.top / ".git")
    (records.top / ".git").mkdir()


def no_git_file(records: Sandbox) -> None:
    shutil.rmtree(records.top / ".git")
    (records.top / ".git").write_text("nonsense")


def nothing_committed(records: Sandbox) -> None:
    shutil.rmtree(records.top / ".git")
    Sandbox.create(records.top)


def shallow(records: Sandbox) -> None:
    records.add("2.json")
    copy = records.top.parent.parent / "copy"
    records.git("clone", "-q", "--depth", "1", f"file://{records.top}", str(copy))
    shutil.rmtree(records.top)
    copy.rename(records.top)


def in_both_histories(records: Sandbox) -> None:
    department = Sandbox(records.top.parent)
    blob = department.git("hash-object", "-w", "--stdin", feed=b"{}\n")
    department.git("update-index", "--add", "--cacheinfo", f"100644,{blob},records/9.json")
    department.git("commit", "-q", "-m", "Both")


def as_a_submodule(records: Sandbox) -> None:
    department = Sandbox(records.top.parent)
    commit = records.git("rev-parse", "HEAD")
    department.git("update-index", "--add", "--cacheinfo", f"160000,{commit},records")
    department.git("commit", "-q", "-m", "A submodule")


@pytest.mark.parametrize(
    ("act", "message"),
    [
        pytest.param(no_repository, "is no git repository", id="an empty folder .git"),
        pytest.param(no_git_file, "git could not read the history", id="a file .git that leads nowhere"),
        pytest.param(nothing_committed, "nothing is committed yet", id="an empty repository"),
        pytest.param(shallow, "only the newest part of the history", id="a shallow clone"),
        pytest.param(in_both_histories, "keep them in one of the two", id="records in both histories"),
        pytest.param(as_a_submodule, "keep them in one of the two", id="a submodule"),
    ],
)
def test_what_can_not_be_judged(records: Sandbox, act: Callable[[Sandbox], None], message: str) -> None:
    act(records)
    with pytest.raises(CannotJudge) as refused:
        history(records)
    assert message in refused.value.message


def test_a_link_is_no_checkout(sandbox: Sandbox, records: Sandbox, tmp_path: Path) -> None:
    records.top.rename(tmp_path / "elsewhere")
    (sandbox.top / "records").symlink_to(tmp_path / "elsewhere")
    told = history(records)
    assert "records" in told.uncommitted
    assert told.introduced == {}


def test_a_commit_dated_back_counts_from_what_it_builds_on(records: Sandbox) -> None:
    first = records.git("rev-parse", "HEAD")
    records.write("2.json", "{}\n")
    records.commit(at=records.times[first] - timedelta(days=300))
    assert history(records).introduced["records/2.json"] == records.times[first]
