"""What a git server of one's own has: publications, signed from a clone, and a history that was erased in."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime

import pytest
from tests.erasure.story import appoint, committed, erase, order
from tests.server.conftest import Server
from tests.village import OTHER

pytestmark = pytest.mark.site

WORDS = "The village meets on Monday."


def test_what_was_published_is_signed_in_a_clone(server: Server) -> None:
    assert server.hook("rebuild").code == 0
    clone = server.pull("supervisor")
    key = str(clone.keys.private("recorder"))
    signing = ("--site", str(server.site), "--as", "recorder", "--key", key)
    assert clone.run("records", "publication", *signing).code == 0
    clone.commit("records", as_="recorder", at=datetime.now(UTC))
    assert server.push("supervisor").code == 0
    assert clone.run("records", "verify", "--site", str(server.site)).code == 0
    again = clone.run("records", "publication", *signing)
    assert again.out == "The public sees what was recorded last; nothing was written.\n"


def test_a_history_from_which_something_was_erased_is_fetched_by_the_administrator(server: Server) -> None:
    assert server.hook("rebuild").code == 0
    clone = server.pull("supervisor")
    appoint(clone, at=datetime.now(UTC))
    (clone.root / OTHER).unlink()
    clone.commit("content", as_="officer", at=datetime.now(UTC))
    record = committed(clone, order(clone, OTHER), by="lt")
    committed(clone, erase(clone, "confirm", record, by="chief"), by="chief")
    assert server.push("supervisor").code == 0
    committed(clone, erase(clone, "carry-out", record, by="lt"), by="lt")
    refused = server.push("supervisor", "--force", "HEAD:main")
    assert (refused.code, "main's history is never rewritten" in refused.err) == (1, True)

    def there(*command: str) -> str:
        done = subprocess.run(["git", "-C", str(server.origin), *command], capture_output=True, check=True)
        return done.stdout.decode("utf-8", "replace")

    refs = ("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
    there("fetch", "-q", "--force", "--prune", str(clone.root), *refs)
    there("reflog", "expire", "--expire=now", "--all")
    there("gc", "-q", "--prune=now")
    objects = there("cat-file", "--batch-all-objects", "--batch")
    assert (WORDS in objects, "Mill Street is closed." in objects) == (False, True)
    assert server.tip() == clone.git("rev-parse", "HEAD")
    assert server.hook("rebuild").code == 0
    assert (server.shown("posts/meeting"), bool(server.shown("posts/closure"))) == ("", True)
