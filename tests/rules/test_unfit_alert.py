from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.rules.builders import NOW, case, facts, guidelines, page

from clearance.guidelines.models import Guidelines
from clearance.model import Alert, Place, Violation
from clearance.rules import unfit_alert
from clearance.rules.unfit_alert import LONGEST

HOUR = timedelta(hours=1)
PLACES = {"clearance.alert": Place(7, 3), "clearance.alert.expires": Place(9, 5)}


def alert(expires: datetime | None = NOW + HOUR) -> Alert:
    return Alert("Flood", "Met", "Expected", "Minor", "Likely", "Mill Street", expires)


def rules(*, safety: bool = True) -> Guidelines:
    """Traffic is for safety information, if asked for; announcements never are."""
    made = guidelines()
    traffic, news = made.categories.categories
    own = (traffic.model_copy(update={"safety": safety}), news)
    return Guidelines(
        made.department,
        made.roster,
        made.categories.model_copy(update={"categories": own}),
        made.training,
        made.retention,
        made.monitoring,
    )


def found(rules_: Guidelines, **more: Any) -> list[Violation]:
    usual: dict[str, Any] = {"alert": alert(), "places": PLACES}
    return [*unfit_alert.check(case(page(**(usual | more))), facts(rules_))]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({}, id="a safety post with an alert that ends"),
        pytest.param({"alert": None, "categories": ("announcements",)}, id="no alert"),
        pytest.param({"categories": ("announcements", "traffic")}, id="one of its categories is for safety"),
        pytest.param({"alert": alert(NOW + LONGEST)}, id="as long as it may be"),
    ],
)
def test_an_alert_that_is_one(more: dict[str, Any]) -> None:
    assert found(rules(), **more) == []


@pytest.mark.parametrize(
    ("more", "message", "place"),
    [
        pytest.param(
            {"path": "content/about.md"},
            "only a post can be an alert; this is a page",
            Place(7, 3),
            id="no post",
        ),
        pytest.param(
            {"categories": ("announcements",)},
            "an alert is for safety information only; expected the category traffic",
            Place(7, 3),
            id="a category that is not for safety",
        ),
        pytest.param(
            {"alert": alert(None), "places": {"clearance.alert": Place(7, 3)}},
            "the alert never ends; expected `expires` under `alert`, or under `clearance`",
            Place(7, 3),
            id="no end",
        ),
        pytest.param(
            {"alert": alert(NOW)},
            "the alert would end before the post begins",
            Place(9, 5),
            id="over before it begins",
        ),
        pytest.param(
            {"alert": alert(NOW + LONGEST + HOUR)},
            "the alert would stand for more than 30 days; expected an earlier end",
            Place(9, 5),
            id="too long",
        ),
    ],
)
def test_an_alert_that_is_none(more: dict[str, Any], message: str, place: Place) -> None:
    assert found(rules(), **more) == [Violation(message, place)]


def test_where_no_category_is_for_safety_the_message_says_what_is_missing() -> None:
    (told,) = found(rules(safety=False))
    assert told.message.endswith("expected a category with `safety: true`, of which there is none")
