"""The post has changed since it was approved, and doesn't tell its readers so.

## What it checks
Where a supervisor approved other bytes of the same post before, its front matter holds a note that is
newer than the last such approval, and not of a time to come. Any changed byte counts, of the post or of
a file that it shows, and whether text was added, taken out or put back: a reader can't tell a
change that matters from one that doesn't, an author can, and marks it `minor: true`. An approval
before a withdrawal counts as well: people have read what was taken down; and so does one of the post
under an earlier name, where `clearance.formerly` tells its former address. No note is asked for where
nothing else was ever approved of this post, where the same bytes are approved once more, or for pages
that are no posts, which are read as they stand now.

## Why it matters
People acted on what the department said. One who comes back, or who was sent the address, must see at
once that it says something else now; a silent correction looks like a cover-up (1021.2).

## Remedy
Say in one sentence what changed, with day and time, under the key `clearance` of the front matter:
`changes: [{date: 2026-03-05T16:10, note: The street opens at noon and not at ten.}]`. Add `minor: true`
for a slip of the pen that changes nothing for anybody. Earlier notes stay.
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Record, Severity, Violation
from clearance.rules.rule import Case, Facts
from clearance.rules.standing import could_approve

CODE = "AC104"
NAME = "untold-change"
CLAUSE = "1021.2"
SEVERITY = Severity.BLOCK


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    last = _last_of_other_bytes(case, facts) if case.page.is_post else None
    if last is None:
        return
    newer = [change.date for change in case.page.changes if change.date > last.issued]
    if any(date <= facts.now for date in newer):
        return
    after = f"{last.issued.astimezone(facts.guidelines.zone):%Y-%m-%dT%H:%M}"
    told = "its note is of a time to come" if newer else "tells no reader what changed"
    message = (
        f"the post is not what {last.member!r} approved on {facts.guidelines.day(last.issued)}, and {told}; "
        f"expected a note under `clearance.changes`, dated after {after} and not after now"
    )
    yield Violation(message, case.page.place("clearance.changes"))


def _last_of_other_bytes(case: Case, facts: Facts) -> Record | None:
    present = dict(case.subjects)
    others = (
        record
        for record in reversed(case.past)
        if record.kind == "approval"
        and dict(record.subjects) != present
        and could_approve(case, facts, record)
    )
    return next(others, None)
