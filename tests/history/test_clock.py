"""A commit's date is believed only as far as the work before it bears it out."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.history.sandbox import START, Sandbox

from clearance.history.facts import read_history

DAY = timedelta(days=1)


def made(sandbox: Sandbox, dates: list[datetime]) -> list[datetime]:
    """When commits with these dates, one upon the other, count as made; oldest first."""
    for number, date in enumerate(dates):
        sandbox.write("content/a.md", f"text {number}\n")
        sandbox.commit(at=date)
    return [commit.committed for commit in reversed(read_history(sandbox.top).commits)]


def test_dates_in_order_are_taken_as_they_are(sandbox: Sandbox) -> None:
    dates = [START + n * DAY for n in range(8)]
    assert made(sandbox, dates) == dates


def test_a_commit_dated_back_counts_as_made_with_those_before_it(sandbox: Sandbox) -> None:
    dates = [START + n * DAY for n in range(7)]
    assert made(sandbox, [*dates, START - 400 * DAY])[-1] == START + 4 * DAY


def test_one_commit_dated_ahead_moves_nothing(sandbox: Sandbox) -> None:
    before = [START + n * DAY for n in range(5)]
    after = [START + n * DAY for n in range(5, 9)]
    assert made(sandbox, [*before, START + 4000 * DAY, *after])[-4:] == after


def test_many_commits_dated_back_do_not_move_the_clock_back(sandbox: Sandbox) -> None:
    dates = [START + n * DAY for n in range(5)]
    believed = made(sandbox, [*dates, *[START - 900 * DAY] * 9])
    assert believed[5:] == [START + 2 * DAY, *[START + 2 * DAY] * 8]
