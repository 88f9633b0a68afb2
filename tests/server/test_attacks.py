"""What somebody with write access tries, and what the server says to each of it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from tests.department import Department
from tests.server.conftest import Server
from tests.village import OTHER, POST, post

pytestmark = pytest.mark.site

NEW = "content/posts/rumor.md"


def unapproved(attacker: Department) -> None:
    attacker.write(NEW, post("A rumor"))
    attacker.commit()


def own_approval(attacker: Department) -> None:
    unapproved(attacker)
    attacker.record(attacker.statement(NEW), key="stranger")
    attacker.commit()


def edited_after_approval(attacker: Department) -> None:
    attacker.replace(POST, "Mill Street", "Hill Street")
    attacker.commit()


def gate_removed(attacker: Department) -> None:
    attacker.replace("mkdocs.yml", "  - clearance:\n      uncleared: fail\n", "")
    unapproved(attacker)


def roster_changed(attacker: Department) -> None:
    attacker.replace("guidelines/roster.yml", "role: pio", "role: supervisor")
    attacker.commit()


def record_deleted(attacker: Department) -> None:
    record = next(path for path in sorted((attacker.root / "records").rglob("*approval*.json")))
    record.unlink()
    attacker.commit()


def record_deleted_and_brought_back_in_between(attacker: Department) -> None:
    record = next(path for path in sorted((attacker.root / "records").rglob("*approval*.json")))
    data = record.read_bytes()
    record.write_bytes(data.replace(b"approval", b"approve!"))
    attacker.commit()
    unapproved(attacker)


def link_out_of_the_tree(attacker: Department) -> None:
    (attacker.root / "content" / "passwd.txt").symlink_to("/etc/passwd")
    attacker.commit()


def records_as_a_link(attacker: Department) -> None:
    attacker.git("rm", "-q", "-r", "records")
    (attacker.root / "records").symlink_to("/tmp")  # noqa: S108 - never read
    attacker.commit()


def hook_in_the_settings(attacker: Department) -> None:
    attacker.write("hooks/evil.py", "raise SystemExit('pwned')\n")
    attacker.write("mkdocs.yml", attacker.read("mkdocs.yml") + "hooks: [hooks/evil.py]\n")
    attacker.commit()


def filter_by_attributes(attacker: Department) -> None:
    attacker.write(".gitattributes", "*.md filter=evil text eol=crlf\n")
    attacker.commit()


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        pytest.param(unapproved, "AP101", id="a post that nobody approved"),
        pytest.param(own_approval, "RC101", id="an approval by a key that nobody knows"),
        pytest.param(edited_after_approval, "AP102", id="a change after the approval"),
        pytest.param(gate_removed, "the plugin `clearance` is not on", id="the gate taken out of mkdocs.yml"),
        pytest.param(roster_changed, "GL101", id="a new supervisor in the roster"),
        pytest.param(record_deleted, "RC102", id="a record deleted"),
        pytest.param(record_deleted_and_brought_back_in_between, "RC102", id="a record changed"),
        pytest.param(link_out_of_the_tree, "CT", id="a link out of the tree"),
        pytest.param(hook_in_the_settings, "GL101", id="a hook, which is not run"),
        pytest.param(filter_by_attributes, "RT101", id="a filter that would change what is read"),
    ],
)
def test_nothing_of_it_comes_in(server: Server, attack: Callable[[Department], None], code: str) -> None:
    before = server.tip()
    attack(server.people["attacker"])
    ran = server.push("attacker")
    assert (ran.code, server.tip()) == (1, before)
    assert code in ran.err
    assert "pwned" not in ran.err
    assert not server.site.exists()


def test_records_in_place_of_a_link_are_no_verdict(server: Server) -> None:
    records_as_a_link(server.people["attacker"])
    ran = server.push("attacker")
    assert (ran.code, server.shown("posts/closure")) == (1, "")
    assert "can't judge" in ran.err or "RC102" in ran.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param((":main",), "main can't be deleted", id="main deleted"),
        pytest.param(("HEAD:refs/replace/" + "0" * 39 + "1",), "only branches and tags", id="a replacement"),
        pytest.param(("HEAD:refs/notes/x",), "only branches and tags", id="notes"),
    ],
)
def test_refs_that_may_not_be_moved(server: Server, arguments: tuple[str, ...], told: str) -> None:
    before = server.tip()
    ran = server.push("attacker", *arguments)
    assert (ran.code, server.tip()) == (1, before)
    assert told in ran.err


def test_history_is_never_rewritten(server: Server) -> None:
    before = server.tip()
    attacker = server.people["attacker"]
    attacker.git("reset", "-q", "--hard", "HEAD~1")
    unapproved(attacker)
    ran = server.push("attacker", "--force", "HEAD:main")
    assert (ran.code, server.tip()) == (1, before)
    assert "main's history is never rewritten" in ran.err


def test_a_tag_stays_where_it_is(server: Server) -> None:
    attacker = server.people["attacker"]
    attacker.git("tag", "v1")
    assert server.push("attacker", "v1").code == 0
    attacker.commit()
    attacker.git("tag", "-f", "v1")
    ran = server.push("attacker", "--force", "v1")
    assert (ran.code, "a tag that exists stays where it is" in ran.err) == (1, True)


def test_one_ref_that_is_refused_keeps_the_others_out(server: Server) -> None:
    unapproved(server.people["attacker"])
    ran = server.push("attacker", "HEAD:main", "HEAD:refs/heads/aside")
    assert (ran.code, server.tip("refs/heads/aside")) == (1, "")


def test_what_the_pushed_folder_or_the_environment_holds_is_not_run(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    attacker = server.people["attacker"]
    attacker.write("clearance.py", "print('pwned')\n")
    attacker.write("clearance/__init__.py", "print('pwned')\n")
    attacker.replace(OTHER, "title:", "draft: true\ntitle:")
    attacker.commit(as_="officer")
    monkeypatch.setenv("PYTHONPATH", str(attacker.root))
    ran = server.push("attacker")
    assert (ran.code, "pwned" in ran.err) == (0, False), ran.err


def test_a_branch_takes_whatever_is_not_finished(server: Server) -> None:
    unapproved(server.people["attacker"])
    assert server.push("attacker", "HEAD:refs/heads/review/rumor").code == 0
    assert not server.site.exists()


def test_names_are_shown_without_acting_on_the_terminal(server: Server) -> None:
    attacker = server.people["attacker"]
    attacker.write("content/posts/\x1b[31mred.md", post("Red"))
    attacker.commit()
    ran = server.push("attacker")
    assert ran.code == 1
    assert "\x1b[31m" not in ran.err


def test_the_servers_own_repository_is_only_read(server: Server) -> None:
    before = subprocess.run(
        ["git", "-C", str(server.origin), "count-objects", "-v"], capture_output=True, check=True
    ).stdout
    unapproved(server.people["attacker"])
    assert server.push("attacker").code == 1
    after = subprocess.run(
        ["git", "-C", str(server.origin), "count-objects", "-v"], capture_output=True, check=True
    ).stdout
    assert after == before
