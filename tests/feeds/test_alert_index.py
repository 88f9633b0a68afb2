from __future__ import annotations

import feedparser
import pytest
from tests.feeds.builders import DAY, HOUR, NOON, SITE, feed, info
from tests.feeds.oracles import CAP, atom_faults, found

from clearance.feeds.alert_index import Kind, Listed, alert_index

ONE = "tag:police.example,2026-01-01:alert/1"


def listed(number: int = 1, kind: Kind = Kind.ALERT, **changes: object) -> Listed:
    said = None if kind is Kind.CANCEL else info(**changes)
    url = f"{SITE}feeds/cap/{number}.xml"
    return Listed(f"{ONE}{number}", url, NOON + number * HOUR, kind, said)


def test_an_alert_and_a_cancellation() -> None:
    made = alert_index(feed(), [listed(1), listed(2, Kind.CANCEL)])
    assert atom_faults(made) == []
    assert found(made, "//cap:msgType", CAP) == ["Cancel", "Alert"]
    assert found(made, "//cap:event", CAP) == ["Flood"]
    assert found(made, "//cap:category", CAP) == ["Met Safety"]
    assert found(made, "//cap:areaDesc", CAP) == ["Mill Street from Oak to Elm"]
    assert found(made, "//cap:expires", CAP) == ["2026-03-03T18:00:00-06:00"]
    entries = feedparser.parse(made).entries
    assert [entry.title for entry in entries] == ["Alert canceled", "Mill Street is under water"]
    links = {(link.rel, link.type, link.href) for link in entries[1].links}
    assert links == {
        ("alternate", "application/cap+xml", f"{SITE}feeds/cap/1.xml"),
        ("related", "text/html", f"{SITE}posts/flood/"),
    }


def test_it_may_be_empty() -> None:
    made = alert_index(feed(), [])
    assert atom_faults(made) == []
    assert feedparser.parse(made).entries == []


def test_it_moves_when_a_message_comes() -> None:
    assert found(alert_index(feed(), []), "//*[local-name()='updated']", CAP) == ["2026-01-02T18:00:00Z"]
    made = alert_index(feed(), [listed(24)])
    assert found(made, "/*/*[local-name()='updated']", CAP) == [f"{NOON + DAY:%Y-%m-%d}T18:00:00Z"]


def test_another_language_is_marked() -> None:
    made = alert_index(feed(), [listed(1, language="es-US"), listed(2)])
    assert found(made, "//*[local-name()='entry']/@xml:lang", CAP) == ["es-US"]


def test_a_cancellation_says_nothing_and_all_others_something() -> None:
    with pytest.raises(ValueError, match="expected a text"):
        Listed(ONE, f"{SITE}1.xml", NOON, Kind.CANCEL, info())
    with pytest.raises(ValueError, match="expected a text"):
        Listed(ONE, f"{SITE}1.xml", NOON, Kind.ALERT)
