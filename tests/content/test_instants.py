from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.content.pages import CHICAGO

from clearance.content.instants import EXPECTED, read_instant

LATER = timezone(timedelta(hours=5, minutes=30))


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        pytest.param("2026-03-01", datetime(2026, 3, 1, 6, tzinfo=UTC), id="a day begins at local midnight"),
        pytest.param("2026-07-01", datetime(2026, 7, 1, 5, tzinfo=UTC), id="a day in summer time"),
        pytest.param("2026-03-01T18:00", datetime(2026, 3, 2, 0, tzinfo=UTC), id="a local time"),
        pytest.param("2026-03-01 18:00:30", datetime(2026, 3, 2, 0, 0, 30, tzinfo=UTC), id="with seconds"),
        pytest.param("2026-03-01T18:00Z", datetime(2026, 3, 1, 18, tzinfo=UTC), id="an offset of zero"),
        pytest.param(
            "2026-03-01 18:00 +05:30", datetime(2026, 3, 1, 12, 30, tzinfo=UTC), id="an offset east"
        ),
        pytest.param("2026-03-01T18:00-08:00", datetime(2026, 3, 2, 2, tzinfo=UTC), id="an offset west"),
        pytest.param(
            "2026-11-01T01:30", datetime(2026, 11, 1, 6, 30, tzinfo=UTC), id="earlier of a doubled hour"
        ),
        pytest.param("2026-11-01T01:30-06:00", datetime(2026, 11, 1, 7, 30, tzinfo=UTC), id="later of it"),
        pytest.param("2026-03-08T03:00", datetime(2026, 3, 8, 8, tzinfo=UTC), id="after a skipped hour"),
        pytest.param("2028-02-29", datetime(2028, 2, 29, 6, tzinfo=UTC), id="a leap day"),
    ],
)
def test_reads(text: str, utc: datetime) -> None:
    instant = read_instant(text, CHICAGO)
    assert instant.astimezone(UTC) == utc


def test_a_written_offset_is_kept() -> None:
    assert read_instant("2026-03-01T18:00+05:30", CHICAGO).utcoffset() == LATER.utcoffset(None)


def test_a_day_without_midnight_begins_when_its_first_hour_does() -> None:
    assert read_instant("2026-03-08", ZoneInfo("America/Havana")).isoformat() == "2026-03-08T01:00:00-04:00"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("tomorrow", f"'tomorrow' is not a date; {EXPECTED}", id="a word"),
        pytest.param("03/01/2026", f"'03/01/2026' is not a date; {EXPECTED}", id="another order"),
        pytest.param("2026-3-1", f"'2026-3-1' is not a date; {EXPECTED}", id="short numbers"),
        pytest.param("２０２６-03-01", f"'２０２６-03-01' is not a date; {EXPECTED}", id="other digits"),
        pytest.param(
            "2026-03-01\n", f"'2026-03-01\\n' is not a date; {EXPECTED}", id="a line break after it"
        ),
        pytest.param("9" * 99, f"'{'9' * 40}' is not a date; {EXPECTED}", id="a long text is shown in part"),
        pytest.param(
            "2026-02-30", f"'2026-02-30' is not a day and time that exist; {EXPECTED}", id="no such day"
        ),
        pytest.param(
            "2026-02-03T24:30",
            f"'2026-02-03T24:30' is not a day and time that exist; {EXPECTED}",
            id="no such hour",
        ),
        pytest.param("0001-01-01", "'0001-01-01' is not in the years 1970 to 2199", id="long ago"),
        pytest.param("9999-12-31", "'9999-12-31' is not in the years 1970 to 2199", id="far ahead"),
        pytest.param(
            "2026-03-01T10:00+20:00",
            "'2026-03-01T10:00+20:00' has an offset that no place on earth uses",
            id="an offset too wide",
        ),
        pytest.param(
            "2026-03-08T02:30",
            "02:30 on 2026-03-08 does not exist in America/Chicago: the clocks are set forward over it; "
            "the same moment is 03:30",
            id="an hour that spring skips",
        ),
    ],
)
def test_refuses(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared below
        read_instant(text, CHICAGO)
    assert str(refused.value) == message


@given(
    st.text(alphabet="0123456789-:T Z+", max_size=25)
    | st.datetimes().map(lambda moment: f"{moment:%Y-%m-%d %H:%M}")
)
def test_reads_or_refuses_whatever_is_written(text: str) -> None:
    try:
        instant = read_instant(text, CHICAGO)
    except ValueError:
        return
    assert instant.utcoffset() is not None
