"""The PIO writes, the supervisor approves, the push publishes: real git, real hooks, real clones."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.server.conftest import Server
from tests.village import OTHER, POST, post

NEW = "content/posts/new.md"

pytestmark = pytest.mark.site


def written_and_approved(server: Server) -> None:
    pio, supervisor = server.people["pio"], server.people["supervisor"]
    pio.write(NEW, post("Oak Street closed", "Oak Street is closed until noon.\n"))
    pio.commit()
    assert server.push("pio", "HEAD:refs/heads/review/oak-street").code == 0
    supervisor.git("fetch", "-q", "origin")
    supervisor.git("reset", "-q", "--hard", "origin/review/oak-street")
    supervisor.approve(NEW)


def test_from_a_draft_on_a_branch_to_the_public_site(server: Server) -> None:
    written_and_approved(server)
    assert server.shown("posts/new") == ""
    ran = server.push("supervisor")
    assert ran.code == 0, ran.err
    assert f"remote: published 5 pages in {server.site}" in ran.err
    assert "Oak Street is closed until noon" in server.shown("posts/new")


def test_an_unapproved_post_stays_out_and_its_author_is_told_why(server: Server) -> None:
    before = server.tip()
    pio = server.people["pio"]
    pio.write(NEW, post("Oak Street closed"))
    pio.commit()
    ran = server.push("pio")
    assert (ran.code, server.tip()) == (1, before)
    assert f"remote: {NEW} (pending)" in ran.err
    assert "AP101" in ran.err
    assert "Nothing was taken in. Another branch than main takes work that isn't finished." in ran.err


def test_a_correction_needs_a_new_approval(server: Server) -> None:
    written_and_approved(server)
    assert server.push("supervisor").code == 0
    pio = server.pull("pio")
    pio.replace(NEW, "until noon", "until three")
    pio.commit()
    assert server.push("pio").code == 1
    assert "until noon" in server.shown("posts/new")
    pio.tell(NEW, at=datetime.now(UTC).replace(microsecond=0))
    pio.commit()
    pio.approve(NEW, at=datetime.now(UTC))
    assert server.push("pio").code == 0
    assert "until three" in server.shown("posts/new")


def test_a_takedown_by_an_edit_is_gone_with_the_push(server: Server) -> None:
    assert server.hook("rebuild").code == 0
    assert server.shown("posts/meeting")
    pio = server.people["pio"]
    pio.replace(OTHER, "title:", "draft: true\ntitle:")
    pio.commit(as_="officer")
    assert server.push("pio").code == 0
    assert server.shown("posts/meeting") == ""


def test_the_second_of_two_at_once_is_told_to_pull(server: Server) -> None:
    pio, supervisor = server.people["pio"], server.people["supervisor"]
    for person, path in ((pio, POST), (supervisor, OTHER)):
        person.replace(path, "date:", "pin: true\ndate:")
        person.tell(path)
        person.commit(as_="pio" if path == POST else "officer")
        person.approve(path, by="lt")
    assert server.push("pio").code == 0
    assert server.push("supervisor").code == 1
    supervisor.git("fetch", "-q", "origin")
    supervisor.git("rebase", "-q", "origin/main")
    assert server.push("supervisor").code == 0
