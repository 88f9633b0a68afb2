"""What lies on disk against what HEAD holds, whatever the index or the attributes say."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.history.facts import read_history

PAGE, ROSTER, RECORD = "content/a.md", "guidelines/roster.yml", "records/1.json"


@pytest.fixture
def department(sandbox: Sandbox) -> Sandbox:
    sandbox.write(PAGE, "words\n")
    sandbox.write(ROSTER, "members: []\n")
    sandbox.add(RECORD, "{}\n")
    return sandbox


def uncommitted(sandbox: Sandbox, *also: str) -> set[str]:
    return {*read_history(sandbox.top, also=also).uncommitted}


def edit(path: str) -> Callable[[Sandbox], object]:
    return lambda sandbox: sandbox.write(path, "other words\n")


def remove(path: str) -> Callable[[Sandbox], object]:
    return lambda sandbox: (sandbox.top / path).unlink()


def stage(sandbox: Sandbox) -> None:
    sandbox.write(PAGE, "other words\n")
    sandbox.git("add", PAGE)


def stage_and_undo_on_disk(sandbox: Sandbox) -> None:
    stage(sandbox)
    sandbox.write(PAGE, "words\n")


def unstage(sandbox: Sandbox) -> None:
    sandbox.git("rm", "-q", "--cached", PAGE)


def ignored(sandbox: Sandbox) -> None:
    sandbox.write("content/.gitignore", "*\n")
    sandbox.write("content/ignored.md")


def ignored_by_the_repository(sandbox: Sandbox) -> None:
    sandbox.write(".git/info/exclude", "content/\n")
    sandbox.write("content/ignored.md")


def marked(mark: str) -> Callable[[Sandbox], None]:
    def act(sandbox: Sandbox) -> None:
        sandbox.git("update-index", mark, PAGE)
        sandbox.write(PAGE, "other words\n")

    return act


def same_size_and_time(sandbox: Sandbox) -> None:
    file = sandbox.top / PAGE
    facts = file.stat()
    with file.open("r+b") as opened:
        opened.write(b"WORDS\n")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))


def line_endings(sandbox: Sandbox) -> None:
    """Such as git itself would leave after a checkout with these attributes."""
    sandbox.write(".gitattributes", "*.md text eol=crlf\n")
    sandbox.write(PAGE, "words\r\n")


def filtered(sandbox: Sandbox) -> None:
    sandbox.git("config", "filter.upper.clean", "tr A-Z a-z")
    sandbox.write(".gitattributes", "*.md filter=upper\n")
    sandbox.write(PAGE, "WORDS\n")


def link_with_the_same_words(sandbox: Sandbox) -> None:
    elsewhere = sandbox.write("elsewhere.md", "words\n")
    (sandbox.top / PAGE).unlink()
    (sandbox.top / PAGE).symlink_to(elsewhere)


def pipe(sandbox: Sandbox) -> None:
    (sandbox.top / PAGE).unlink()
    os.mkfifo(sandbox.top / PAGE)


def new_pipe(sandbox: Sandbox) -> None:
    os.mkfifo(sandbox.top / "content/pipe")


def folder_in_place_of_a_file(sandbox: Sandbox) -> None:
    (sandbox.top / PAGE).unlink()
    sandbox.write(f"{PAGE}/inside.md")


def another_repository(sandbox: Sandbox) -> None:
    (sandbox.top / "content/inner/.git").mkdir(parents=True)
    sandbox.write("content/inner/.git/config", "")


def link_in_place_of_a_folder(sandbox: Sandbox) -> None:
    (sandbox.top / "content").rename(sandbox.top / "elsewhere")
    (sandbox.top / "content").symlink_to("elsewhere")


def link_to_a_folder(sandbox: Sandbox) -> None:
    (sandbox.top / "content/more").symlink_to("/")


def no_folder(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.top / "content")


def file_in_place_of_a_folder(sandbox: Sandbox) -> None:
    no_folder(sandbox)
    sandbox.write("content")


@pytest.mark.parametrize(
    ("act", "paths"),
    [
        pytest.param(edit(PAGE), {PAGE}, id="a changed page"),
        pytest.param(edit(ROSTER), {ROSTER}, id="changed guidelines"),
        pytest.param(edit(RECORD), {RECORD}, id="a changed record"),
        pytest.param(remove(PAGE), {PAGE}, id="a page deleted from disk"),
        pytest.param(edit("content/new.md"), {"content/new.md"}, id="a new page"),
        pytest.param(edit("content/.hidden"), {"content/.hidden"}, id="a new hidden file"),
        pytest.param(stage, {PAGE}, id="a change in the index"),
        pytest.param(ignored, {"content/.gitignore", "content/ignored.md"}, id="an ignored file"),
        pytest.param(ignored_by_the_repository, {"content/ignored.md"}, id="a file excluded by settings"),
        pytest.param(marked("--assume-unchanged"), {PAGE}, id="a page marked as unchanged"),
        pytest.param(marked("--skip-worktree"), {PAGE}, id="a page marked to be skipped"),
        pytest.param(same_size_and_time, {PAGE}, id="a change that keeps size and time"),
        pytest.param(line_endings, {PAGE}, id="other line endings by attributes"),
        pytest.param(filtered, {PAGE}, id="other bytes by a filter"),
        pytest.param(link_with_the_same_words, {PAGE}, id="a link to the same words"),
        pytest.param(pipe, {PAGE}, id="a pipe in place of a page"),
        pytest.param(new_pipe, {"content/pipe"}, id="a new pipe"),
        pytest.param(
            folder_in_place_of_a_file, {PAGE, f"{PAGE}/inside.md"}, id="a folder in place of a page"
        ),
        pytest.param(another_repository, {"content/inner/.git/config"}, id="another repository inside"),
        pytest.param(link_in_place_of_a_folder, {"content", PAGE}, id="a link in place of the folder"),
        pytest.param(link_to_a_folder, {"content/more"}, id="a link to a folder is not followed"),
        pytest.param(no_folder, {PAGE}, id="no folder at all"),
        pytest.param(file_in_place_of_a_folder, {"content", PAGE}, id="a file in place of the folder"),
    ],
)
def test_bytes_that_are_not_those_of_head(
    department: Sandbox, act: Callable[[Sandbox], object], paths: set[str]
) -> None:
    act(department)
    assert uncommitted(department) == paths


def touch(sandbox: Sandbox) -> None:
    os.utime(sandbox.top / PAGE, (1, 1))


def make_executable(sandbox: Sandbox) -> None:
    (sandbox.top / PAGE).chmod(0o755)


def empty_folder(sandbox: Sandbox) -> None:
    (sandbox.top / "content/empty").mkdir()


def lose_the_index(sandbox: Sandbox) -> None:
    (sandbox.top / ".git/index").unlink()


def change_elsewhere(sandbox: Sandbox) -> None:
    sandbox.write("elsewhere.md")
    sandbox.write("contents/a.md")


@pytest.mark.parametrize(
    "act",
    [
        touch,
        make_executable,
        empty_folder,
        stage_and_undo_on_disk,
        unstage,
        lose_the_index,
        change_elsewhere,
    ],
)
def test_bytes_that_are_those_of_head(department: Sandbox, act: Callable[[Sandbox], object]) -> None:
    act(department)
    assert uncommitted(department) == set()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0\xff\r\n", id="binary"),
        pytest.param(b"x" * 2_500_000, id="more than is read at once"),
    ],
)
def test_any_bytes_are_compared(department: Sandbox, data: bytes) -> None:
    department.add("content/file", data)
    clean = uncommitted(department)
    department.write("content/file", data + b"!")
    assert (clean, uncommitted(department)) == (set(), {"content/file"})


def test_a_committed_link_is_compared_by_its_target(department: Sandbox) -> None:
    link = department.top / "content/link"
    link.symlink_to("a//b/")
    department.commit()
    clean = uncommitted(department)
    link.unlink()
    link.symlink_to("a/b")
    assert (clean, uncommitted(department)) == (set(), {"content/link"})


def test_a_file_in_place_of_a_committed_link(department: Sandbox) -> None:
    link = department.top / "content/link"
    link.symlink_to("target")
    department.commit()
    link.unlink()
    link.write_text("target")
    assert uncommitted(department) == {"content/link"}


def test_a_folder_too_deep_to_be_listed_is_not_taken_for_empty(department: Sandbox) -> None:
    name = "d" * 250
    folder = os.open(department.top / "content", os.O_RDONLY)
    for _ in range(20):
        os.mkdir(name, dir_fd=folder)
        inner = os.open(name, os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    (path,) = uncommitted(department)
    assert set(path.split("/")) == {"content", name}


def test_a_submodule_always_counts_for_its_bytes_are_not_in_this_history(
    department: Sandbox, tmp_path: Path
) -> None:
    other = Sandbox.create(tmp_path / "other")
    other.add("page.md")
    department.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.top), "content/sub"
    )
    last = department.commit("bob")
    history = read_history(department.top)
    assert (history.uncommitted, history.commits[0].id, history.commits[0].paths) == (
        frozenset({"content/sub", "content/sub/.git", "content/sub/page.md"}),
        last,
        frozenset({"content/sub"}),
    )


def test_a_submodule_that_was_not_fetched_counts_too(department: Sandbox) -> None:
    department.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},content/sub")
    department.git("commit", "-q", "-m", "add")
    assert uncommitted(department) == {"content/sub"}


def test_a_submodule_that_bears_the_id_of_a_file(department: Sandbox) -> None:
    department.write("content/sub", "words\n")
    blob = department.git("rev-parse", f"HEAD:{PAGE}")
    department.git("update-index", "--add", "--cacheinfo", f"160000,{blob},content/sub")
    department.git("commit", "-q", "-m", "add")
    assert uncommitted(department) == {"content/sub"}


# --- more paths ------------------------------------------------------------------------------


@pytest.fixture
def with_theme(department: Sandbox) -> Sandbox:
    department.write("mkdocs.yml", "site_name: x\n")
    department.write("theme/overrides/main.html", "<p>\n")
    department.write("theme/unused.html", "<p>\n")
    department.commit()
    return department


ALSO = ("mkdocs.yml", "theme/overrides/", "hooks/none.py")


def test_more_paths_that_are_as_committed(with_theme: Sandbox) -> None:
    assert uncommitted(with_theme, *ALSO) == set()


def change_the_other_theme(sandbox: Sandbox) -> None:
    sandbox.write("theme/unused.html", "changed\n")


def link_above(sandbox: Sandbox) -> None:
    (sandbox.top / "theme").rename(sandbox.top / "elsewhere")
    (sandbox.top / "theme").symlink_to("elsewhere")


def file_above(sandbox: Sandbox) -> None:
    shutil.rmtree(sandbox.top / "theme")
    sandbox.write("theme")


@pytest.mark.parametrize(
    ("act", "paths"),
    [
        pytest.param(edit("mkdocs.yml"), {"mkdocs.yml"}, id="a changed file"),
        pytest.param(remove("mkdocs.yml"), {"mkdocs.yml"}, id="a deleted file"),
        pytest.param(
            edit("theme/overrides/new.html"), {"theme/overrides/new.html"}, id="a new file in a folder"
        ),
        pytest.param(edit("hooks/none.py"), {"hooks/none.py"}, id="a file that was never committed"),
        pytest.param(link_above, {"theme", "theme/overrides/main.html"}, id="a link above the folder"),
        pytest.param(file_above, {"theme/overrides/main.html"}, id="a file in place of the folder above"),
        pytest.param(change_the_other_theme, set(), id="a change beside them"),
    ],
)
def test_more_paths_that_changed(
    with_theme: Sandbox, act: Callable[[Sandbox], object], paths: set[str]
) -> None:
    act(with_theme)
    assert uncommitted(with_theme, *ALSO) == paths
