"""The post wants to be an alert, and can't be one.

## What it checks
A page with `clearance.alert` is a post in a category for real-time safety information (`safety: true` in
`guidelines/categories.yml`), and says when the alert ends: by `expires` under `alert`, or by the post's own
`clearance.expires`. The end lies after the post's date, and at most thirty days after it. What else an
alert must say, the front matter itself demands.

## Why it matters
Alerts go to programs that wake people up, and to other authorities. They are for real-time safety
information on crimes in progress, warnings for an area, and disasters (1021.4(e)); one that never ends, or
that isn't about danger, teaches people to turn them off.

## Remedy
Write `expires` under `alert`, or under `clearance`, with a day and a time. Use a category that is for
safety; where the chief wants alerts in another one, its entry in `guidelines/categories.yml` gets
`safety: true`. Otherwise take out `alert`: the post goes out without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from clearance.model import Alert, Page, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AL101"
NAME = "unfit-alert"
CLAUSE = "1021.4(e)"
SEVERITY = Severity.BLOCK

_NONE = "a category with `safety: true`, of which there is none"
LONGEST = timedelta(days=30)
"""after its date, for which an alert may stand"""


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    page = case.page
    if page.alert is None:
        return
    place = page.place("clearance.alert")
    if not page.is_post:
        yield Violation("only a post can be an alert; this is a page", place)
    for_safety = [one.id for one in facts.guidelines.categories.categories if one.safety]
    if not {*page.categories} & {*for_safety}:
        known = f"the category {', '.join(for_safety)}" if for_safety else _NONE
        yield Violation(f"an alert is for safety information only; expected {known}", place)
    if problem := _wrong_end(page, page.alert):
        keys = ("clearance.alert.expires", "clearance.expires")
        yield Violation(problem, next((page.places[key] for key in keys if key in page.places), place))


def _wrong_end(page: Page, alert: Alert) -> str:
    if alert.expires is None:
        return "the alert never ends; expected `expires` under `alert`, or under `clearance`"
    if page.created and alert.expires <= page.created:
        return "the alert would end before the post begins"
    if page.created and alert.expires > page.created + LONGEST:
        return f"the alert would stand for more than {LONGEST.days} days; expected an earlier end"
    return ""
