from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from tests.feeds.builders import NOON, ZONE

from clearance.feeds.instants import local, utc

LONDON = ZoneInfo("Europe/London")


def test_utc_ends_in_z_and_has_no_fraction() -> None:
    assert utc(NOON + timedelta(microseconds=999_999)) == "2026-03-03T18:00:00Z"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        pytest.param(NOON, "2026-03-03T12:00:00-06:00", id="in winter"),
        pytest.param(datetime(2026, 7, 4, 12, tzinfo=ZONE), "2026-07-04T12:00:00-05:00", id="in summer"),
        pytest.param(NOON.astimezone(UTC), "2026-03-03T18:00:00-00:00", id="UTC is minus zero"),
        pytest.param(datetime(2026, 3, 3, 18, tzinfo=LONDON), "2026-03-03T18:00:00-00:00", id="so is London"),
        pytest.param(
            datetime(2026, 3, 3, 18, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            "2026-03-03T18:00:00+05:45",
            id="east of it",
        ),
        pytest.param(
            datetime(1883, 1, 1, 12, tzinfo=ZONE), "1883-01-01T17:50:36-00:00", id="odd seconds: in UTC"
        ),
        pytest.param(
            datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1),
            "2026-11-01T01:30:00-06:00",
            id="the hour come twice",
        ),
        pytest.param(NOON + timedelta(microseconds=1), "2026-03-03T12:00:00-06:00", id="no fraction"),
    ],
)
def test_local_time_has_its_offset_and_never_z(moment: datetime, written: str) -> None:
    assert local(moment) == written
