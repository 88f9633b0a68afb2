"""Messages as they follow from steps alone: what stands in whose place, at which instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.rules.builders import NOW, page

from clearance.model import Alert, Change, Page
from clearance.publish.alert_story import Step, Told, messages

ZONE = ZoneInfo("America/Chicago")
HOUR = timedelta(hours=1)
ALERT = Alert("Flood", "Met", "Expected", "Minor", "Likely", "Mill Street", NOW + 9 * HOUR)


def text(title: str = "The creek rises", **more: Any) -> Page:
    usual: dict[str, Any] = {"alert": ALERT}
    return page(title=title, **(usual | more))


def step(hour: float, said: Page | None, record: str = "", **more: Any) -> Step:
    issued = NOW + hour * HOUR
    version = ((said.path, said.title),) if said else ()
    return replace(Step(issued, issued, record or f"r{hour}", said, version), **more)


def told(*steps: Step, now: float = 8) -> list[tuple[str, float, int]]:
    """Of each message what it is, when it was sent in hours, and how many it names."""
    found = messages("content/posts/a.md", steps, sender="a.example", zone=ZONE, now=NOW + now * HOUR)
    assert_sound(found)
    return [(str(one.kind), (one.name.sent - NOW) / HOUR, len(one.earlier)) for one in found]


def assert_sound(found: list[Told]) -> None:
    """Names differ and are in the order of time; only what was sent before is named; nobody's words are."""
    sent = [one.name.sent for one in found]
    assert sent == sorted({*sent})
    assert len({one.name.identifier for one in found}) == len(found)
    for message in found:
        assert all(name.sent < message.name.sent for name in message.earlier)
        assert (message.page is None) is (message.kind == "Cancel")


A, B, C = text(), text("The creek falls"), text("The creek is low")
NO_ALERT = text("All is well", alert=None)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([step(0, NO_ALERT)], [], id="a post without an alert"),
        pytest.param([step(0, A)], [("Alert", 0, 0)], id="an alert"),
        pytest.param(
            [step(0, A), step(1, B), step(2, C)],
            [("Alert", 0, 0), ("Update", 1, 1), ("Update", 2, 2)],
            id="two corrections",
        ),
        pytest.param([step(0, A), step(1, None)], [("Alert", 0, 0), ("Cancel", 1, 1)], id="withdrawn"),
        pytest.param(
            [step(0, A), step(1, None), step(2, None)],
            [("Alert", 0, 0), ("Cancel", 1, 1)],
            id="withdrawn twice",
        ),
        pytest.param(
            [step(0, A), step(1, B), step(2, None), step(3, B), step(4, C)],
            [("Alert", 0, 0), ("Update", 1, 1), ("Cancel", 2, 2), ("Alert", 3, 0), ("Update", 4, 1)],
            id="withdrawn, back, corrected",
        ),
        pytest.param(
            [step(0, A), step(1, NO_ALERT), step(2, B)],
            [("Alert", 0, 0), ("Cancel", 1, 1), ("Alert", 2, 0)],
            id="an alert no more, then one again",
        ),
        pytest.param([step(0, NO_ALERT), step(1, A)], [("Alert", 1, 0)], id="an alert at last"),
        pytest.param(
            [step(0, A), step(1, A, "other")], [("Alert", 0, 0)], id="the same bytes, approved once more"
        ),
        pytest.param(
            [step(0, A), step(1, A, "other"), step(2, B)],
            [("Alert", 0, 0), ("Update", 2, 2)],
            id="a correction names the alert by both approvals",
        ),
        pytest.param(
            [step(0, A, ends=NOW + 3 * HOUR)], [("Alert", 0, 0), ("Cancel", 3, 1)], id="over before its end"
        ),
        pytest.param(
            [step(0, A, ends=NOW + 3 * HOUR), step(2, B, ends=NOW + 4 * HOUR)],
            [("Alert", 0, 0), ("Update", 2, 1), ("Cancel", 4, 2)],
            id="corrected before it is over",
        ),
        pytest.param(
            [step(0, A, ends=NOW + 3 * HOUR), step(5, B)],
            [("Alert", 0, 0), ("Cancel", 3, 1), ("Alert", 5, 0)],
            id="corrected after it was over",
        ),
        pytest.param([step(0, A, at=NOW + 2 * HOUR)], [("Alert", 2, 0)], id="of a time to come, which came"),
        pytest.param([step(0, A, at=NOW + 20 * HOUR)], [], id="of a time to come"),
        pytest.param(
            [step(0, A, at=NOW + 2 * HOUR), step(1, B, at=NOW + 2 * HOUR)],
            [("Alert", 2, 0)],
            id="replaced before anybody could read it",
        ),
        pytest.param(
            [step(0, A, at=NOW + 2 * HOUR), step(1, None)], [], id="withdrawn before anybody could read it"
        ),
    ],
)
def test_what_follows_from_what(steps: list[Step], expected: list[tuple[str, float, int]]) -> None:
    assert told(*steps) == expected


def test_what_ended_is_not_named() -> None:
    soon = text(alert=replace(ALERT, expires=NOW + HOUR))
    assert told(step(0, soon), step(2, B)) == [("Alert", 0, 0), ("Alert", 2, 0)]
    assert told(step(0, soon), step(2, None)) == [("Alert", 0, 0)]
    assert told(step(2, soon)) == [], "it ended before it was approved"


def test_messages_of_one_second_are_a_second_apart() -> None:
    second = 1 / 3600
    assert told(step(0, A), step(0, B, "b"), step(0, None, "c")) == [
        ("Alert", 0, 0),
        ("Update", second, 1),
        ("Cancel", 2 * second, 2),
    ]


def test_a_minor_change_is_no_message_unless_the_alert_says_something_else() -> None:
    note = Change(NOW + HOUR / 2, "A slip of the pen.", minor=True)
    same, longer = (replace(step(1, text(changes=(note,))), version=(("a", str(n)),)) for n in (1, 2))
    assert told(step(0, A), same) == [("Alert", 0, 0)]
    assert told(step(0, A), same, replace(longer, at=NOW + 2 * HOUR, record="x")) == [("Alert", 0, 0)]
    assert told(step(0, A), replace(same, page=text(changes=(replace(note, minor=False),))))[1:] == [
        ("Update", 1, 1)
    ]
    assert told(step(0, A), replace(same, page=text("Other", changes=(note,))))[1:] == [("Update", 1, 1)]


def test_later_records_change_no_earlier_message() -> None:
    steps = [step(0, A), step(1, B), step(2, None), step(3, B), step(4, NO_ALERT)]
    whole = told(*steps)
    for count in range(len(steps)):
        part = told(*steps[:count])
        assert part == whole[: len(part)]
