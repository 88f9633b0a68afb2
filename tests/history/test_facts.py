from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.facts import read_history
from clearance.model import Commit, History

ROSTER = "members:\n  - id: ann\n"
HOSTILE_NAMES = (
    'content/"quoted".md',
    "content/-rf.md",
    "content/new\nline.md",
    "content/tab\there.md",
    "content/:(glob)*.md",
    "content/café.md",
    "content/cafe\u0301.md",
    "content/back\\slash.md",
    "content/" + "0" * 40,
)


def commit(sandbox: Sandbox, commit_id: str, who: str, *paths: str, author: str = "") -> Commit:
    return Commit(
        id=commit_id,
        author_email=f"{author or who}@alsip.example",
        committer_email=f"{who}@alsip.example",
        committed=sandbox.times[commit_id],
        paths=frozenset(paths),
    )


def department(sandbox: Sandbox, folder: str = "") -> tuple[str, str, str]:
    sandbox.write(f"{folder}guidelines/roster.yml", ROSTER)
    first = sandbox.add(f"{folder}content/a.md", "first\n")
    sandbox.write(f"{folder}records/1.json", "{}\n")
    second = sandbox.add(f"{folder}content/a.md", "second\n", by="bob")
    third = sandbox.add(f"{folder}elsewhere.txt", "not content\n", by="eve")
    return first, second, third


def facts_of(sandbox: Sandbox, first: str, second: str, third: str, *, folder: str = "") -> History:
    def blob(commit_id: str, path: str) -> str:
        return sandbox.git("rev-parse", f"{commit_id}:{folder}{path}")

    page, roster = "content/a.md", "guidelines/roster.yml"
    return History(
        commits=(
            commit(sandbox, second, "bob", "content/a.md"),
            commit(sandbox, first, "ann", "content/a.md"),
        ),
        introduced={"records/1.json": sandbox.times[second]},
        former_members={"ann": first},
        stood={page: (blob(first, page), blob(second, page)), roster: (blob(first, roster),)},
        head=third,
    )


def test_a_department_at_the_top_of_its_repository(sandbox: Sandbox) -> None:
    ids = department(sandbox)
    assert read_history(sandbox.top) == facts_of(sandbox, *ids)


def test_a_department_in_a_folder_of_a_repository(sandbox: Sandbox) -> None:
    sandbox.write("content/of-somebody-else.md")
    ids = department(sandbox, "villages/alsip [il]/")
    told = facts_of(sandbox, *ids, folder="villages/alsip [il]/")
    assert read_history(sandbox.top / "villages/alsip [il]") == told


def test_a_department_reached_through_a_link(sandbox: Sandbox, tmp_path: Path) -> None:
    ids = department(sandbox)
    (tmp_path / "link").symlink_to(sandbox.top)
    assert read_history(tmp_path / "link") == facts_of(sandbox, *ids)


def test_a_relative_folder(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = department(sandbox)
    monkeypatch.chdir(sandbox.top)
    assert read_history(Path()) == facts_of(sandbox, *ids)


def test_a_second_worktree(sandbox: Sandbox, tmp_path: Path) -> None:
    ids = department(sandbox)
    sandbox.git("worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    assert read_history(tmp_path / "second") == facts_of(sandbox, *ids)


def test_a_repository_with_sha256_ids(tmp_path: Path) -> None:
    sandbox = Sandbox.create(tmp_path / "department", "--object-format=sha256")
    ids = department(sandbox)
    sandbox.add("records/2.json", "")
    sandbox.move("content/a.md", "content/b.md")
    sandbox.git("reset", "-q", "--hard", ids[2])
    assert (len(ids[0]), read_history(sandbox.top)) == (64, facts_of(sandbox, *ids))


def test_a_department_with_nothing_in_it_yet(sandbox: Sandbox) -> None:
    only = sandbox.add("README.md")
    assert read_history(sandbox.top) == History(head=only)


@pytest.mark.parametrize("docs", ["docs", ":(icase)docs", ":!docs", "-docs", "d[o]cs*"])
def test_folders_by_other_names(sandbox: Sandbox, docs: str) -> None:
    sandbox.write("policy/roster.yml", ROSTER)
    sandbox.write("signed/1.json", "{}")
    sandbox.write("content/not-published.md")
    only = sandbox.add(f"{docs}/a.md")
    history = read_history(sandbox.top, content=f"{docs}/", guidelines="./policy", records="signed")
    page, roster = f"{docs}/a.md", "policy/roster.yml"
    assert history == History(
        commits=(commit(sandbox, only, "ann", page),),
        introduced={"signed/1.json": sandbox.times[only]},
        former_members={"ann": only},
        stood={path: (sandbox.git("rev-parse", f"{only}:{path}"),) for path in (page, roster)},
        head=only,
    )


@pytest.mark.parametrize("name", ["", ".", "/etc", "../outside", "theme/../../outside", "a\0b"])
def test_a_name_that_leads_out_of_the_department_is_refused(sandbox: Sandbox, name: str) -> None:
    sandbox.commit()
    with pytest.raises(CannotJudge) as refused:
        read_history(sandbox.top, also=(name,))
    expected = f"{name!r} is not the name of a file or folder inside the department's folder"
    assert refused.value.message == expected


def test_author_and_committer_are_told_apart(sandbox: Sandbox) -> None:
    sandbox.write("content/a.md")
    only = sandbox.commit("bob", author="ann")
    (told,) = read_history(sandbox.top).commits
    assert told == commit(sandbox, only, "bob", "content/a.md", author="ann")


def test_a_mail_map_changes_no_address(sandbox: Sandbox) -> None:
    sandbox.write(".mailmap", "Chief <chief@alsip.example> <eve@alsip.example>\n")
    only = sandbox.add("content/a.md", by="eve")
    assert read_history(sandbox.top).commits == (commit(sandbox, only, "eve", "content/a.md"),)


def test_newest_first_goes_by_descent_and_not_by_the_clock(sandbox: Sandbox) -> None:
    sandbox.write("content/a.md", "1")
    older = sandbox.commit(at=datetime(2030, 1, 1, tzinfo=UTC))
    sandbox.write("content/a.md", "2")
    newer = sandbox.commit(at=datetime(2001, 1, 1, tzinfo=UTC))
    assert [told.id for told in read_history(sandbox.top).commits] == [newer, older]


def test_committed_instants_keep_their_moment_whatever_the_zone(sandbox: Sandbox) -> None:
    sandbox.write("content/a.md")
    sandbox.commit(at=datetime.fromisoformat("2026-11-01T01:30:00-06:00"))
    (told,) = read_history(sandbox.top).commits
    assert told.committed == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_file_with_a_hostile_name_is_read_like_any_other(sandbox: Sandbox, name: str) -> None:
    first = sandbox.add(name, "one\n")
    second = sandbox.add(name, "two\n", by="bob")
    clean = read_history(sandbox.top)
    sandbox.write(name, "three\n")
    assert (clean.commits, clean.uncommitted, read_history(sandbox.top).uncommitted) == (
        (commit(sandbox, second, "bob", name), commit(sandbox, first, "ann", name)),
        frozenset(),
        frozenset({name}),
    )


def test_a_name_that_is_not_utf_8_is_the_one_that_python_lists(sandbox: Sandbox) -> None:
    raw = b"content/caf\xe9.md".decode(errors="surrogateescape")
    only = sandbox.add(raw)
    history = read_history(sandbox.top)
    assert (history.commits, history.uncommitted) == ((commit(sandbox, only, "ann", raw),), frozenset())
