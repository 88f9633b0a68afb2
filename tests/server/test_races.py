"""Pushes that race each other, builds that wait for each other, and a build that is killed half-way."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from tests.server.conftest import Server
from tests.village import OTHER, POST

from clearance.errors import CannotJudge
from clearance.server.settings import read_settings
from clearance.server.site import rebuild

pytestmark = pytest.mark.site


def pinned(server: Server, who: str, path: str, author: str) -> None:
    person = server.people[who]
    person.replace(path, "date:", "pin: true\ndate:")
    person.tell(path)
    person.commit(as_=author)
    person.approve(path, by="lt")


def test_of_two_pushes_at_once_one_comes_in_and_the_site_is_of_it(server: Server) -> None:
    pinned(server, "pio", POST, "pio")
    pinned(server, "supervisor", OTHER, "officer")
    with ThreadPoolExecutor(2) as pool:
        codes = {who: pool.submit(server.push, who) for who in ("pio", "supervisor")}
        ended = {who: future.result() for who, future in codes.items()}
    assert sorted(ran.code for ran in ended.values()) == [0, 1], ended
    winner = next(who for who, ran in ended.items() if ran.code == 0)
    assert server.tip() == server.people[winner].git("rev-parse", "HEAD")
    assert server.shown("posts/closure")


def test_a_build_that_is_killed_leaves_the_site_and_the_next_one_is_whole(server: Server) -> None:
    assert server.hook("rebuild").code == 0
    before = server.shown("posts/closure")
    command = [sys.executable, "-I", "-m", "clearance", "hook", "rebuild", "--repository", str(server.origin)]
    for pause in (0.3, 0.8, 1.3):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True) as build:
            time.sleep(pause)
            os.killpg(build.pid, signal.SIGKILL)
        assert server.shown("posts/closure") == before
    assert server.hook("rebuild").code == 0
    assert server.shown("posts/closure") == before
    assert [*server.site.parent.glob(".site.*-*")] == []


def test_a_build_waits_for_the_one_before_it_and_not_for_ever(server: Server) -> None:
    settings = read_settings(server.origin)
    with (server.origin / "clearance.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(CannotJudge, match="another build of this site has not ended within 0 seconds"):
            rebuild(settings, clock=lambda: datetime.now(UTC), patience=0.3)
    assert rebuild(settings, clock=lambda: datetime.now(UTC), patience=0.3).exit_code == 0


def test_a_site_folder_that_holds_something_else_is_not_overwritten(server: Server) -> None:
    server.site.mkdir(parents=True)
    (server.site / "mine.txt").write_text("keep", encoding="utf-8")
    ran = server.hook("rebuild")
    assert ran.code != 0
    assert (server.site / "mine.txt").read_text(encoding="utf-8") == "keep"
