from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime

import pytest

from clearance.errors import CannotJudge
from clearance.model import (
    PUBLISHED,
    WAITING,
    Finding,
    JudgedPage,
    Ledger,
    Outcome,
    Page,
    Place,
    Record,
    Severity,
    State,
    Unreadable,
    sha256,
)

AT = datetime(2026, 3, 3, tzinfo=UTC)
POST = Page("content/posts/a.md", b"", sha256(b""), "", 1, places={"title": Place(2, 3)})
ABOUT = Unreadable("content/about.md", sha256(b""), "empty")


def finding(path: str) -> Finding:
    return Finding("AP101", "missing-approval", "1021.5(g)", Severity.BLOCK, path, 1, 1, "m", "r")


def test_a_digest_is_what_sha256sum_prints() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_every_state_is_published_waits_or_rests() -> None:
    resting = {State.DRAFT, State.SCHEDULED, State.WITHDRAWN}
    assert PUBLISHED | WAITING | resting == set(State)
    assert len(PUBLISHED) + len(WAITING) + len(resting) == len(State)


def test_a_post_is_a_page_under_posts() -> None:
    assert POST.is_post
    assert not replace(POST, path="content/postscript.md").is_post


def test_the_place_of_a_key_or_the_top() -> None:
    assert (POST.place("title"), POST.place("tags")) == (Place(2, 3), Place(1, 1))


@pytest.mark.parametrize("state", State)
def test_which_pages_are_published_and_which_wait(state: State) -> None:
    judged = JudgedPage(POST, state)
    assert judged.published == (state in PUBLISHED)
    assert Outcome(AT, (judged,)).uncleared == ((judged,) if state in WAITING else ())


def test_an_outcome_tells_all_and_finds_a_page() -> None:
    first, second = JudgedPage(POST, State.LIVE, (finding(POST.path),)), JudgedPage(ABOUT, State.PENDING)
    outcome = Outcome(AT, (first, second), (finding("guidelines"),))
    assert [found.path for found in outcome.all_findings] == ["guidelines", POST.path]
    assert (outcome.page(ABOUT.path), outcome.page("content/none.md")) == (second, None)


def test_records_about_a_page_by_kind() -> None:
    def record(kind: str, path: str) -> Record:
        return Record("", f"records/{kind}-{path}", kind, "pd", AT, "chief", "chief", "SHA256:x", {path: ""})

    ledger = Ledger((record("approval", "a"), record("withdrawal", "a"), record("approval", "b")))
    assert ledger.about("a", "approval") == ledger.records[:1]
    assert ledger.about("c", "approval") == ()


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        POST.title = "Other"  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("error", "text"),
    [
        pytest.param(CannotJudge("wrong"), "wrong", id="no place"),
        pytest.param(CannotJudge("wrong", path="a.yml"), "a.yml: wrong", id="a file"),
        pytest.param(CannotJudge("wrong", path="a.yml", line=3), "a.yml:3: wrong", id="a line"),
        pytest.param(CannotJudge("wrong", path="a.yml", line=3, column=4), "a.yml:3:4: wrong", id="a column"),
    ],
)
def test_an_error_says_where(error: CannotJudge, text: str) -> None:
    assert str(error) == text
