"""The oracles refuse what is wrong: each change of a good document is found."""

from __future__ import annotations

import json

import pytest
from tests.feeds.builders import HOUR, NOON, cancelled, entry, event, feed, message, named, withdrawn
from tests.feeds.oracles import atom_faults, cap_faults, json_feed_faults, read_calendar, text_value

from clearance.feeds.atom import atom
from clearance.feeds.calendar import calendar
from clearance.feeds.cap import alert, cancel
from clearance.feeds.json_feed import json_feed

ATOM = atom(feed(), [entry()], [withdrawn()])
CAP = alert(message())
CALENDAR = calendar(feed(), [event(title="é" * 60)], [cancelled(id="tag:a")])


def changed(data: bytes, old: str, new: str) -> bytes:
    assert data.count(old.encode()) >= 1, old
    return data.replace(old.encode(), new.encode(), 1)


def test_good_documents_have_no_faults() -> None:
    assert atom_faults(ATOM) == []
    assert cap_faults(CAP) == cap_faults(cancel(named(2, NOON + HOUR), [named(1)])) == []
    assert json_feed_faults(json_feed(feed(), [entry()])) == []
    assert [part.name for part in read_calendar(CALENDAR).parts] == ["VEVENT", "VEVENT"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("  <id>tag:police.example,2026-01-01:notices</id>\n", "", id="a feed without an id"),
        pytest.param("<title>Notices of the Village Police</title>", "", id="a feed without a title"),
        pytest.param("<published>2026-03-03T18:00:00Z", "<published>2026-03-03", id="a day for an instant"),
        pytest.param(' href="https://police.example/"', "", id="a link to nowhere"),
        pytest.param(' term="traffic"', "", id="a category without a term"),
        pytest.param('type="html"', 'type="xhtml"', id="content of another type"),
        pytest.param('xml:lang="en-US"', 'xml:lang="en US"', id="no language"),
        pytest.param(
            "<author>\n    <name>Village Police</name>\n  </author>", "", id="a feed without an author"
        ),
        pytest.param("<summary>", "<summary/><summary>", id="two summaries"),
        pytest.param("<at:deleted-entry", "<deleted-entry", id="a stranger in Atom's own namespace"),
    ],
)
def test_the_grammar_of_atom_finds(old: str, new: str) -> None:
    assert atom_faults(changed(ATOM, old, new)) != []


def test_the_assertions_of_atom_find_an_entry_without_link_and_content() -> None:
    without = atom(feed(), [entry(content=None)])
    assert atom_faults(without) == []
    alone = changed(
        without,
        '<link rel="alternate" type="text/html" href="https://police.example/posts',
        '<link rel="via" href="',
    )
    assert atom_faults(alone) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("12:00:00-06:00</sent>", "12:00:00Z</sent>", id="an instant that ends in Z"),
        pytest.param("12:00:00-06:00</sent>", "12:00:00.5-06:00</sent>", id="a fraction of a second"),
        pytest.param("<status>Actual", "<status>Real", id="an unknown status"),
        pytest.param("<category>Met</category>", "<category>Police</category>", id="an unknown category"),
        pytest.param("<urgency>Immediate</urgency>", "", id="no urgency"),
        pytest.param("<scope>Public</scope>", "", id="no scope"),
        pytest.param("<areaDesc>Mill Street from Oak to Elm</areaDesc>", "", id="an area without words"),
        pytest.param("cap:1.2", "cap:1.1", id="another version"),
        pytest.param("<event>Flood</event>", "<event/><event/>", id="two events"),
        pytest.param("<headline>", "<contact/><headline>", id="another order"),
    ],
)
def test_the_schema_of_cap_finds(old: str, new: str) -> None:
    assert cap_faults(changed(CAP, old, new)) != []


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"version": "https://jsonfeed.org/version/1"}, id="another version"),
        pytest.param({"title": None}, id="no title"),
        pytest.param({"home_page_url": "/"}, id="a relative address"),
        pytest.param({"author": {"name": "x"}}, id="a key of version 1"),
        pytest.param({"authors": [{}]}, id="an author without anything"),
        pytest.param({"items": [{"id": "tag:a"}]}, id="an item without content"),
        pytest.param({"items": [{"content_text": "x"}]}, id="an item without an id"),
        pytest.param({"items": [{"id": 1, "content_text": "x"}]}, id="a number for an id"),
        pytest.param(
            {"items": [{"id": "a", "content_text": "", "date_published": "2026-03-03"}]}, id="a day"
        ),
    ],
)
def test_the_schema_of_json_feed_finds(change: dict[str, object]) -> None:
    good = json.loads(json_feed(feed(), [entry()]))
    assert json_feed_faults(json.dumps(good | change).encode()) != []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param("\r\nEND:VCALENDAR\r\n", "\r\nEND:VCALENDAR", "expected CRLF", id="no last line end"),
        pytest.param("\r\nVERSION", "\nVERSION", "no content line", id="a bare line feed"),
        pytest.param("\r\n ", "", "a line of", id="a line that isn't folded"),
        pytest.param("END:VEVENT", "END:VTODO", "without its beginning", id="another end"),
        pytest.param("END:VEVENT\r\n", "", "without its beginning", id="no end"),
        pytest.param("END:VCALENDAR\r\n", "", "expected one calendar", id="a calendar that doesn't end"),
        pytest.param("VERSION:2.0", "VERSION:2.0\r\nVERSION:2.0", "VERSION twice", id="a property twice"),
        pytest.param("VERSION:2.0", "VERSION", "no content line", id="no value"),
        pytest.param("VERSION:2.0", "VERSION:\x00", "no content line", id="a control character"),
    ],
)
def test_the_reader_of_calendars_finds(old: str, new: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read_calendar(changed(CALENDAR, old, new))


def test_the_reader_of_calendars_finds_a_fold_inside_a_character() -> None:
    with pytest.raises(UnicodeDecodeError):
        read_calendar(CALENDAR.replace("éé".encode(), b"\xc3\r\n \xa9\xc3\xa9", 1))


@pytest.mark.parametrize("written", ["a,b", "a;b", "a\\", "a\\x"])
def test_the_reader_of_texts_finds_what_is_not_escaped(written: str) -> None:
    assert text_value("a\\,b\\;c\\\\d\\ne\\Nf:") == "a,b;c\\d\ne\nf:"
    with pytest.raises(ValueError, match="no TEXT"):
        text_value(written)
