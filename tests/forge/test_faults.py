"""GitHub not being well: what is tried again, how long is waited, and that doubt ends the run with code 2."""

from __future__ import annotations

import time

import pytest
from tests.forge.conftest import NEW, OnGitHub
from tests.forge.standin import Fault

from clearance.errors import CannotJudge
from clearance.forge.github import MOST_BYTES, PATIENCE, TRIES, GitHub

ENDPOINTS = {
    "the log of main": "/activity$",
    "the pull requests of a commit": "/commits/[0-9a-f]+/pulls$",
    "the reviews": "/reviews$",
    "the commits of a pull request": "/pulls/1/commits$",
    "a commit": "/git/commits/",
    "a folder": "/git/trees/",
}
endpoints = pytest.mark.parametrize("pattern", ENDPOINTS.values(), ids=ENDPOINTS)


@endpoints
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 502, "times": 2}, id="a bad gateway, twice"),
        pytest.param({"cut": True}, id="an answer cut short"),
        pytest.param({"body": b"<html>Unicorn!</html>"}, id="no JSON"),
        pytest.param({"status": 429, "headers": {"Retry-After": "7"}}, id="too many requests"),
    ],
)
def test_it_is_tried_again(github: OnGitHub, pattern: str, fault: dict[str, object]) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(Fault(pattern, **fault))  # type: ignore[arg-type]
    ran = github.record()
    assert ran.code == 0, ran.err
    assert ran.out == f"recorded: {NEW}, approved by sgt in #1\n"
    assert len(github.naps) == fault.get("times", 1)


@endpoints
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        pytest.param({"status": 500}, "GitHub is not well (status 500)", id="an error that stays"),
        pytest.param({"body": b"[{"}, "GitHub's answer was cut short or is no JSON", id="always cut short"),
        pytest.param({"status": 403}, "the token may not use", id="forbidden"),
        pytest.param({"status": 418}, "with status 418", id="an answer that nobody expects"),
        pytest.param({"body": b'{"message": 1}'}, "GitHub", id="of another shape"),
        pytest.param({"body": b'[{"id": "x"}, null]'}, "GitHub", id="a list of another shape"),
    ],
)
def test_doubt_is_never_a_pass(
    github: OnGitHub, pattern: str, fault: dict[str, object], message: str
) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(Fault(pattern, times=99, **fault))  # type: ignore[arg-type]
    before = github.records()
    ran = github.record()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("clearance: can't judge. ")
    assert message in ran.err
    assert github.records() == before


def limited(seconds: float) -> Fault:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time() + seconds))}
    return Fault("/reviews$", status=403, headers=headers)


def test_it_waits_until_the_rate_limit_is_over(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(limited(40))
    assert github.record().code == 0
    (nap,) = github.naps
    assert 30 < nap <= 42


def test_it_does_not_wait_longer_than_a_job_should(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(limited(PATIENCE + 100))
    ran = github.record()
    assert ran.code == 2
    assert "GitHub takes no more requests for now (its rate limit)" in ran.err
    assert "run this again later" in ran.err
    assert github.naps == []


def test_a_limit_that_only_the_text_tells_of(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    body = b'{"message": "You have exceeded a secondary rate limit."}'
    github.api.faults.append(Fault("/reviews$", status=403, body=body))
    assert github.record().code == 0
    assert len(github.naps) == 1


def api(github: OnGitHub) -> GitHub:
    return GitHub(github.api.base, "the-token-of-the-tests", sleep=github.naps.append)


def refusal(github: OnGitHub, fault: Fault) -> str:
    pull = github.proposed()
    github.api.faults.append(fault)
    with pytest.raises(CannotJudge) as refused:
        api(github).pages(f"/repos/{github.hub.repository}/pulls/{pull.number}/reviews")
    assert "the-token-of-the-tests" not in str(refused.value)
    return refused.value.message


def test_the_token_goes_to_no_other_host(github: OnGitHub) -> None:
    elsewhere = {"Location": "http://127.0.0.1:9/stolen"}
    assert "leads to another host" in refusal(github, Fault("/reviews$", status=301, headers=elsewhere))


def test_a_next_page_on_another_host_is_not_read(github: OnGitHub) -> None:
    link = {"Link": '<https://evil.example/next>; rel="next"'}
    assert "leads to another host" in refusal(github, Fault("/reviews$", body=b"[]", headers=link))


def test_a_list_without_an_end(github: OnGitHub) -> None:
    address = f"{github.api.base}/repos/{github.hub.repository}/pulls/1/reviews?per_page=100"
    endless = Fault("/reviews$", times=999, body=b"[]", headers={"Link": f'<{address}>; rel="next"'})
    assert "more than 100 pages" in refusal(github, endless)


def test_an_answer_of_more_than_can_be(github: OnGitHub) -> None:
    assert "is over 20 MB" in refusal(github, Fault("/reviews$", body=b" " * (MOST_BYTES + 1)))


def test_a_tree_that_github_cut_short(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(Fault("/git/trees/", change=lambda tree: tree | {"truncated": True}))
    ran = github.record()
    assert ran.code == 2
    assert "the folder has too many files" in ran.err


def test_a_log_of_another_branch(github: OnGitHub) -> None:
    github.merge(github.reviewed())
    github.api.faults.append(
        Fault("/activity$", change=lambda log: [entry | {"ref": "refs/heads/other"} for entry in log])
    )
    ran = github.record()
    assert ran.code == 2
    assert "speaks of other branches" in ran.err


def test_nobody_listens(github: OnGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    github.merge(github.reviewed())
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    ran = github.record()
    assert ran.code == 2
    assert "GitHub could not be read: Connection refused" in ran.err
    assert len(github.naps) == TRIES - 1


def test_a_wrong_token(github: OnGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    github.merge(github.reviewed())
    monkeypatch.setenv("GITHUB_TOKEN", "another")
    ran = github.record()
    assert ran.code == 2
    assert "the token may not use" in ran.err
    assert "another" not in ran.err


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        pytest.param("GITHUB_TOKEN", "", "set GITHUB_TOKEN", id="no token"),
        pytest.param("GITHUB_TOKEN", "a\nb", "set GITHUB_TOKEN", id="a token of two lines"),
        pytest.param("GITHUB_API_URL", "http://api.example", "is not https", id="not https"),
        pytest.param("GITHUB_API_URL", "ftp://127.0.0.1", "is not https", id="another protocol"),
    ],
)
def test_what_can_not_be_asked(
    github: OnGitHub, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = github.record()
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert github.api.asked == []
