"""From a member's report to a page that is gone, on a git server of one's own: one command each."""

from __future__ import annotations

import pytest
from tests.server.conftest import Server
from tests.village import OTHER

pytestmark = pytest.mark.site


def signs(server: Server, who: str, *command: str, by: str) -> None:
    person = server.people[who]
    person.git("config", "user.name", by)
    person.git("config", "user.email", f"{by}@test.example")
    ran = person.run(*command, "--as", by, "--key", str(person.keys.private(by)), "--push")
    assert (ran.code, ran.out.endswith("committed\npushed to origin/main\n")) == (0, True), ran.err


def test_reported_taken_down_and_resolved_each_by_one_command(server: Server) -> None:
    assert server.hook("rebuild").code == 0
    address = "https://police.test.example/posts/meeting/"
    signs(server, "pio", "report", address, "--reason", "It is on Tuesday.", by="patrol")
    assert server.shown("posts/meeting"), "a report takes nothing down"
    supervisor = server.pull("supervisor")
    assert supervisor.run("status").out.startswith(f"REPORTED: {OTHER} (prohibited)")
    signs(server, "supervisor", "withdraw", OTHER, "--reason", "The day is wrong.", by="sgt")
    assert server.shown("posts/meeting") == ""
    assert server.shown("posts/closure")
    signs(server, "supervisor", "resolve", OTHER, "--cause", "inaccurate", "--reason", "A slip.", by="sgt")
    assert server.pull("pio").run("status").out.startswith("live ")
