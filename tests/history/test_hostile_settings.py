"""What a repository, or the environment, may say must neither run anything nor change an answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.history.sandbox import Sandbox

from clearance.errors import CannotJudge
from clearance.history.facts import read_history
from clearance.model import History

RUN_A_PROGRAM = (
    "core.fsmonitor",
    "core.pager",
    "pager.diff-tree",
    "pager.rev-list",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.gitProxy",
    "diff.external",
    "diff.spy.command",
    "diff.spy.textconv",
    "filter.spy.clean",
    "filter.spy.smudge",
    "filter.spy.process",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "alias.diff-tree",
    "alias.rev-list",
    "alias.ls-tree",
    "alias.cat-file",
)
CHANGE_THE_ANSWER = (
    ("core.quotePath", "true"),
    ("core.abbrev", "4"),
    ("core.ignoreCase", "true"),
    ("core.autocrlf", "true"),
    ("core.eol", "crlf"),
    ("core.fileMode", "false"),
    ("core.symlinks", "false"),
    ("core.checkStat", "minimal"),
    ("core.trustctime", "false"),
    ("core.untrackedCache", "true"),
    ("core.excludesFile", "/dev/null"),
    ("core.sparseCheckout", "true"),
    ("core.commitGraph", "true"),
    ("core.useReplaceRefs", "true"),
    ("core.logAllRefUpdates", "always"),
    ("color.ui", "always"),
    ("diff.renames", "false"),
    ("diff.renameLimit", "1"),
    ("diff.noprefix", "true"),
    ("diff.relative", "true"),
    ("diff.ignoreSubmodules", "all"),
    ("diff.orderFile", "/dev/null"),
    ("format.pretty", "nothing"),
    ("i18n.logOutputEncoding", "utf-16"),
    ("log.date", "relative"),
    ("log.showRoot", "false"),
    ("log.showSignature", "true"),
    ("log.mailmap", "true"),
    ("status.showUntrackedFiles", "no"),
    ("submodule.s.ignore", "all"),
)
ENVIRONMENT = {
    "GIT_DIR": "/nonexistent",
    "GIT_WORK_TREE": "/nonexistent",
    "GIT_INDEX_FILE": "/nonexistent",
    "GIT_COMMON_DIR": "/nonexistent",
    "GIT_OBJECT_DIRECTORY": "/nonexistent",
    "GIT_CEILING_DIRECTORIES": "/",
    "GIT_NAMESPACE": "other",
    "GIT_REPLACE_REF_BASE": "refs/heads/",
    "GIT_SHALLOW_FILE": "/nonexistent",
    "GIT_DEFAULT_HASH": "sha256",
    "GIT_DIFF_OPTS": "--unified=0",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_NOGLOB_PATHSPECS": "1",
    "GIT_TRACE": "1",
    "LANGUAGE": "de",
}


@pytest.fixture
def department(sandbox: Sandbox) -> Sandbox:
    """Renames, a merge, attributes, an uncommitted change and a rewritten record: all facts at once."""
    sandbox.write("content/old.md", "".join(f"line {n}\n" for n in range(20)))
    sandbox.write("content/other.md", "".join(f"other {n}\n" for n in range(20)))
    sandbox.write("guidelines/roster.yml", "members: [{id: ann}]\n")
    sandbox.add("records/1.json", "{}")
    sandbox.branch("side")
    sandbox.add("content/side.md", by="bob")
    sandbox.switch("main")
    sandbox.write("content/renamed.md", (sandbox.top / "content/old.md").read_text() + "more\n")
    sandbox.write("content/another.md", (sandbox.top / "content/other.md").read_text() + "more\n")
    (sandbox.top / "content/old.md").unlink()
    sandbox.remove("content/other.md", by="eve")
    sandbox.merge("side")
    sandbox.add("records/1.json", "{ }")
    for digit in "12":
        sandbox.git("update-index", "--add", "--cacheinfo", f"160000,{digit * 40},content/submodule")
        sandbox.git("commit", "-q", "-m", "submodule")
    sandbox.write(".gitmodules", '[submodule "s"]\npath = content/submodule\nurl = x\nignore = all\n')
    sandbox.write("content/new.md")
    sandbox.write(".gitattributes", "* diff=spy filter=spy text eol=crlf working-tree-encoding=UTF-16\n")
    return sandbox


@pytest.fixture
def spy(tmp_path: Path) -> Path:
    file = tmp_path / "spy"
    file.write_text('#!/bin/sh\ntouch "$0.has-run"\n')
    file.chmod(0o755)
    return file


def configure_repository(department: Sandbox, key: str, value: str, _: pytest.MonkeyPatch) -> None:
    department.git("config", key, value)


def configure_user(department: Sandbox, key: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = department.top.parent / "settings"
    department.git("config", "--file", str(settings), key, value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))


def configure_environment(_: Sandbox, key: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = int(os.environ.get("GIT_CONFIG_COUNT", "0"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", str(number + 1))
    monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
    monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)


Configure = Callable[[Sandbox, str, str, pytest.MonkeyPatch], None]
configured = pytest.mark.parametrize(
    "configure",
    [
        pytest.param(configure_repository, id="in the repository"),
        pytest.param(configure_user, id="by the user"),
        pytest.param(configure_environment, id="in the environment"),
    ],
)


@configured
def test_settings_that_name_programs_run_none(
    department: Sandbox, spy: Path, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_history(department.top)
    for key in RUN_A_PROGRAM:
        configure(department, key, f"!{spy}" if key.startswith("alias.") else str(spy), monkeypatch)
    assert (read_history(department.top), spy.with_suffix(".has-run").exists()) == (expected, False)


def test_the_spy_would_have_told(department: Sandbox, spy: Path) -> None:
    department.git("config", "core.fsmonitor", str(spy))
    department.git("status")
    assert spy.with_suffix(".has-run").exists()


def test_hooks_are_not_run(department: Sandbox, spy: Path) -> None:
    expected = read_history(department.top)
    hooks = department.top / ".git/hooks"
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        (hooks / name).symlink_to(spy)
    assert (read_history(department.top), [*department.top.rglob("*.has-run")]) == (expected, [])


def test_a_partial_clone_fetches_nothing(department: Sandbox, spy: Path) -> None:
    department.git("config", "remote.origin.url", f"ext::{spy}")
    department.git("config", "remote.origin.promisor", "true")
    department.git("config", "protocol.ext.allow", "always")
    head = read_history(department.top).head
    (department.top / ".git/objects" / head[:2] / head[2:]).unlink()
    with pytest.raises(CannotJudge):
        read_history(department.top)
    assert not spy.with_suffix(".has-run").exists()


@configured
def test_settings_do_not_change_an_answer(
    department: Sandbox, configure: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_history(department.top)
    for key, value in CHANGE_THE_ANSWER:
        configure(department, key, value, monkeypatch)
    assert read_history(department.top) == expected


def test_the_environment_does_not_change_an_answer(
    department: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_history(department.top)
    for key, value in ENVIRONMENT.items():
        monkeypatch.setenv(key, value)
    assert read_history(department.top) == expected


def test_a_commit_graph_is_not_believed(sandbox: Sandbox) -> None:
    sandbox.add("content/a.md", "one\n")
    sandbox.add("content/a.md", "two\n", by="bob")
    expected = read_history(sandbox.top)
    sandbox.git("commit-graph", "write", "--reachable")
    forge_without_parents(sandbox.top / ".git/objects/info/commit-graph")
    assert sandbox.git("rev-list", "HEAD") == expected.head
    assert read_history(sandbox.top) == expected


def forge_without_parents(graph: Path) -> None:
    """Give each of two commits no parent, in the chunk CDAT of gitformat-commit-graph."""
    data = bytearray(graph.read_bytes())
    found = data.index(b"CDAT") + 4
    chunk = int.from_bytes(data[found : found + 8])
    for entry in (chunk, chunk + 36):
        data[entry + 20 : entry + 24] = (0x70000000).to_bytes(4)
    graph.chmod(0o644)
    graph.write_bytes(data)


def test_reading_leaves_the_repository_as_it_was(department: Sandbox) -> None:
    def snapshot() -> dict[str, tuple[int, int]]:
        found = (path.lstat() for path in sorted(department.top.rglob("*")))
        return {str(n): (facts.st_mtime_ns, facts.st_size) for n, facts in enumerate(found)}

    before = snapshot()
    read_history(department.top)
    assert snapshot() == before


def test_the_department_of_these_tests_shows_every_fact(department: Sandbox) -> None:
    history = read_history(department.top)
    empty = History()
    unlike = [name for name in History.__slots__ if getattr(history, name) != getattr(empty, name)]
    elsewhere = {"restored_records", "renamed"}  # shown by tests of their own
    assert unlike == [name for name in History.__slots__ if name not in elsewhere]
