from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import icalendar
import pytest
import vobject
from hypothesis import given
from tests.feeds.builders import DAY, HOUR, NOON, POST, SITE, ZONE, cancelled, event, feed
from tests.feeds.hostile import LONG, texts
from tests.feeds.oracles import Component, read_calendar, text_value

from clearance.feeds.calendar import Cancelled, Event, calendar, uid
from clearance.feeds.text import block, line

NAIVE = datetime(2026, 3, 3)  # noqa: DTZ001 - what is refused
OWN = feed(url=f"{SITE}events.ics")
UID = uid(POST)


def only(*events: Event | Cancelled) -> Component:
    """The single component of a calendar of this one event."""
    live = [one for one in events if isinstance(one, Event)]
    (part,) = read_calendar(calendar(OWN, live, [one for one in events if isinstance(one, Cancelled)])).parts
    return part


def test_a_whole_event() -> None:
    part = only(event())
    assert (part.name, part.parts) == ("VEVENT", [])
    assert part.values == {
        "UID": UID,
        "DTSTAMP": "20260303T180000Z",
        "DTSTART": "20260304T180000Z",
        "DTEND": "20260304T190000Z",
        "CREATED": "20260303T180000Z",
        "LAST-MODIFIED": "20260303T180000Z",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
        "SUMMARY": "Coffee with an officer",
        "LOCATION": "Village Hall\\, 1 Oak Street",
        "DESCRIPTION": "Bring questions.",
        "URL": f"{SITE}posts/mill-street/",
    }
    assert {name: given for name, given in part.parameters.items() if given} == {
        "SUMMARY": "LANGUAGE=en-US",
        "LOCATION": "LANGUAGE=en-US",
        "DESCRIPTION": "LANGUAGE=en-US",
    }


def test_the_lines_of_an_event() -> None:
    written = calendar(OWN, [], [cancelled()]).decode().split("\r\n")
    assert written[0] == "BEGIN:VCALENDAR"
    assert written[7:] == [
        "BEGIN:VEVENT",
        f"UID:{UID}",
        "DTSTAMP:20260303T190000Z",
        "LAST-MODIFIED:20260303T190000Z",
        "SEQUENCE:3600",
        "DTSTART:20260304T180000Z",
        "TRANSP:TRANSPARENT",
        "SUMMARY;LANGUAGE=en-US:Withdrawn",
        "STATUS:CANCELLED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_calendar_says_whose_it_is() -> None:
    whole = read_calendar(calendar(OWN, [event()]))
    assert whole.name == "VCALENDAR"
    assert whole.values == {
        "VERSION": "2.0",
        "PRODID": "-//Clearance//Calendar//EN",
        "NAME": "Notices of the Village Police",
        "X-WR-CALNAME": "Notices of the Village Police",
        "SOURCE": f"{SITE}events.ics",
        "URL": SITE,
    }
    assert {name: given for name, given in whole.parameters.items() if given} == {"SOURCE": "VALUE=URI"}


def test_a_withdrawn_event_is_cancelled_and_says_nothing_of_what_it_was() -> None:
    assert only(cancelled()).values == {
        "UID": UID,
        "DTSTAMP": "20260303T190000Z",
        "DTSTART": "20260304T180000Z",
        "LAST-MODIFIED": "20260303T190000Z",
        "SEQUENCE": "3600",
        "STATUS": "CANCELLED",
        "SUMMARY": "Withdrawn",
        "TRANSP": "TRANSPARENT",
    }


def test_two_other_readers_read_what_was_written() -> None:
    data = calendar(OWN, [event()])
    theirs = vobject.readOne(data.decode()).vevent
    (own,) = icalendar.Calendar.from_ical(data).events
    assert (
        (
            theirs.uid.value,
            theirs.summary.value,
            theirs.location.value,
            theirs.dtstart.value,
            theirs.dtend.value,
        )
        == (own["uid"], own["summary"], own["location"], own.start, own.end)
        == (UID, event().title, event().place, event().start, event().end)
    )


def test_what_another_program_reads_and_writes_again_says_the_same() -> None:
    data = calendar(OWN, [event(), event(id="tag:a", title=LONG)], [cancelled(id="tag:b")])
    assert read_calendar(icalendar.Calendar.from_ical(data).to_ical()) == read_calendar(data)


@pytest.mark.parametrize(
    ("start", "written"),
    [
        pytest.param(datetime(2026, 1, 5, 18, tzinfo=ZONE), "20260106T000000Z", id="in winter, the next day"),
        pytest.param(datetime(2026, 7, 4, 18, tzinfo=ZONE), "20260704T230000Z", id="in summer"),
        pytest.param(
            datetime(2026, 11, 1, 1, 30, tzinfo=ZONE), "20261101T063000Z", id="the hour that comes twice"
        ),
        pytest.param(
            datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1),
            "20261101T073000Z",
            id="the same, an hour later",
        ),
        pytest.param(datetime(2026, 3, 3, 1, 2, 3, 999, tzinfo=UTC), "20260303T010203Z", id="no fraction"),
    ],
)
def test_every_instant_is_in_utc(start: datetime, written: str) -> None:
    assert only(event(start=start, end=None)).values["DTSTART"] == written


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [({"end": None}, "DTEND"), ({"place": " "}, "LOCATION"), ({"summary": ""}, "DESCRIPTION")],
)
def test_what_is_not_known_is_left_out(changes: dict[str, object], left_out: str) -> None:
    assert {*only(event()).values} - {*only(event(**changes)).values} == {left_out}


def test_a_revision_grows_from_publication_to_withdrawal() -> None:
    revisions: list[Event | Cancelled] = [
        event(),
        event(updated=NOON + HOUR),
        cancelled(withdrawn=NOON + 2 * HOUR),
    ]
    found = [only(one).values for one in revisions]
    assert [one["SEQUENCE"] for one in found] == ["0", "3600", "7200"]
    assert {one["UID"] for one in found} == {UID}


@pytest.mark.parametrize(
    ("updated", "stamp", "sequence"),
    [
        pytest.param(NOON - DAY, "20260303T180000Z", "0", id="written before it was published"),
        pytest.param(
            NOON + timedelta(days=36_500), "21260207T180000Z", "2147483647", id="in a hundred years"
        ),
    ],
)
def test_a_revision_stays_within_what_the_standard_knows(
    updated: datetime, stamp: str, sequence: str
) -> None:
    values = only(event(updated=updated)).values
    assert (values["LAST-MODIFIED"], values["SEQUENCE"]) == (stamp, sequence)


def test_the_uid_is_of_the_id_alone() -> None:
    other = event(title="x", url=SITE, start=NOON, published=NOON - DAY, updated=NOON)
    assert only(other).values["UID"] == UID
    assert uid("tag:a") != UID


def test_the_word_for_what_was_withdrawn_is_in_the_feeds_language() -> None:
    data = calendar(feed(language="es-US"), [], [cancelled()])
    (part,) = read_calendar(data).parts
    assert (part.values["SUMMARY"], part.parameters["SUMMARY"]) == ("Retirado", "LANGUAGE=es-US")


def test_by_start_then_id_whatever_came_first() -> None:
    live = [event(id="tag:c", start=NOON), event(id="tag:b"), event(id="tag:d")]
    made = {calendar(OWN, some, [cancelled(id="tag:a")]) for some in permutations(live)}
    assert len(made) == 1
    assert [part.values["UID"] for part in read_calendar(made.pop()).parts] == [
        uid(f"tag:{letter}") for letter in "cabd"
    ]


def test_a_calendar_without_events_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one event"):
        calendar(OWN, [])


def test_an_event_that_is_live_and_cancelled_is_refused() -> None:
    with pytest.raises(ValueError, match=f"two of {POST}"):
        calendar(OWN, [event(), event(id="tag:z")], [cancelled()])


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"title": ""}, "text for title", id="no title"),
        pytest.param({"id": "posts/a"}, "URI", id="an id that is no URI"),
        pytest.param({"url": "posts/a"}, "address", id="a relative address"),
        pytest.param({"language": "en;X=1"}, "language", id="no language"),
        pytest.param({"start": NAIVE}, "offset", id="a start without an offset"),
        pytest.param({"end": NAIVE}, "offset", id="an end without an offset"),
        pytest.param({"published": NAIVE}, "offset", id="published without an offset"),
        pytest.param({"updated": NAIVE}, "offset", id="updated without an offset"),
        pytest.param({"end": NOON + DAY}, "end after its start", id="an end at the start"),
        pytest.param({"end": NOON}, "end after its start", id="an end before the start"),
    ],
)
def test_an_event_refuses(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        event(**changes)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"id": "posts/a"}, "URI"),
        ({"start": NAIVE}, "offset"),
        ({"published": NAIVE}, "offset"),
        ({"withdrawn": NAIVE}, "offset"),
    ],
)
def test_a_cancelled_event_refuses(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        cancelled(**changes)


@given(texts)
def test_any_text_stays_text(text: str) -> None:
    title = f"x{text}"
    data = calendar(feed(title=title), [event(title=title, place=text, summary=text)])
    whole = read_calendar(data)
    (part,) = whole.parts
    assert text_value(whole.values["NAME"]) == line(title)
    assert text_value(part.values["SUMMARY"]) == line(title)
    assert text_value(part.values.get("LOCATION", "")) == line(text)
    assert text_value(part.values.get("DESCRIPTION", "")) == block(text)
    assert vobject.readOne(data.decode()).vevent.summary.value == line(title)


@pytest.mark.parametrize(
    ("octets", "lines"),
    [
        pytest.param(75, [75], id="to the brim"),
        pytest.param(76, [75, 2], id="one more"),
        pytest.param(149, [75, 75], id="two lines"),
        pytest.param(150, [75, 75, 2], id="three"),
    ],
)
def test_a_line_is_folded_at_75_octets(octets: int, lines: list[int]) -> None:
    title = "a" * (octets - len("SUMMARY;LANGUAGE=en-US:"))
    written = calendar(OWN, [event(title=title)]).split(b"\r\n")
    start = next(n for n, one in enumerate(written) if one.startswith(b"SUMMARY"))
    assert [len(one) for one in written[start : start + len(lines)]] == lines
    assert not written[start + len(lines)].startswith(b" ")


def test_a_long_title_is_folded_and_not_cut() -> None:
    assert text_value(only(event(title=LONG)).values["SUMMARY"]) == LONG.strip()
