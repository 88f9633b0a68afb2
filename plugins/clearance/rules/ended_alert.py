"""The post's alert has ended before anybody approved the post.

## What it checks
While no approval of the page counts, the end of its alert (`expires` under `clearance.alert`, or the post's
own) isn't past.

## Why it matters
Alerts are for real-time safety information (1021.4(e)). This one is sent to nobody: the post goes out
without it, and if an earlier text of the same post was an alert that is still in effect, that one is taken
back. It may be what you want, to end an alert early.

## Remedy
Write a later end, if the danger goes on. To end an alert early, nothing is to be done but the approval; it
is plainer to take `alert` out of the post.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import counting_approval

CODE = "AL102"
NAME = "ended-alert"
CLAUSE = "1021.4(e)"
SEVERITY = Severity.NOTE


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    alert = case.page.alert
    if alert is None or alert.expires is None or alert.expires > facts.now:
        return
    if counting_approval(case, facts) is None:
        ended = f"{alert.expires.astimezone(facts.guidelines.zone):%Y-%m-%dT%H:%M}"
        yield Violation(f"the alert ended at {ended}: none goes out", case.page.place("clearance.alert"))
