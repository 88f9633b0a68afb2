"""Feeds of a real department: what is published is in them, and what is not leaves no word."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
from icalendar import Calendar
from tests.department import Department
from tests.village import NOW, OTHER, POST, post

from clearance.publish.syndication import NEWEST, REMEMBERED, subscriptions
from clearance.records.statement import Statement

SITE = "https://police.test.example/"


def documents(department: Department, *, days: int = 0) -> dict[str, bytes]:
    judgement = department.judge(NOW + timedelta(days=days, minutes=1))
    return subscriptions(judgement, SITE)


def titles(data: bytes) -> list[str]:
    return [entry.title for entry in feedparser.parse(data).entries]


def entry_of(department: Department, path: str) -> Any:
    found = feedparser.parse(documents(department)["feeds/notices.xml"]).entries
    name = Path(path).stem
    return next(entry for entry in found if entry.link == f"{SITE}posts/{name}/")


def withdraw(department: Department, path: str) -> None:
    judged = department.judge(NOW)
    subjects = {path: judged.evidence.tree.digests[path]}
    at = NOW + timedelta(seconds=1)
    said = Statement(
        "withdrawal", judged.evidence.guidelines.department.id, at, "chief", subjects, reason="Wrong."
    )
    department.record(said, key="chief")
    department.commit("records", as_="chief", at=at)


def test_there_is_a_feed_of_all_and_one_of_each_subject(department: Department) -> None:
    names = ("notices", "traffic", "announcements", "safety")
    made = documents(department)
    own = {f"feeds/{name}.{ending}" for name in names for ending in ("xml", "json")}
    assert {*made} == {*own, "feeds/alerts.xml"}


def test_a_feed_holds_what_is_published_and_no_page_but_posts(department: Department) -> None:
    department.write("content/posts/waiting.md", post("Waiting"))
    department.commit()
    published = {
        judged.page.title  # type: ignore[union-attr]
        for judged in department.judge(NOW).outcome.pages
        if judged.published and judged.path.startswith("content/posts/")
    }
    made = documents(department)
    assert {*titles(made["feeds/notices.xml"])} == published
    assert {item["title"] for item in json.loads(made["feeds/notices.json"])["items"]} == published
    assert b"Waiting" not in b"".join(made.values())


def test_a_subjects_feed_holds_its_posts_alone(department: Department) -> None:
    news = post("News").replace("[traffic]", "[announcements]")
    department.write("content/posts/news.md", news)
    department.commit()
    department.approve("content/posts/news.md")
    made = documents(department)
    assert titles(made["feeds/announcements.xml"]) == ["News"]
    assert "News" not in titles(made["feeds/traffic.xml"])
    assert titles(made["feeds/safety.xml"]) == []


def test_an_entry_leads_to_the_page_and_keeps_its_id(department: Department) -> None:
    before = entry_of(department, POST)
    assert before.link == f"{SITE}posts/closure/"
    department.replace(POST, "title: ", "title: Now ")
    department.tell(POST)
    department.commit()
    department.approve(POST, at=NOW + timedelta(seconds=30))
    after = entry_of(department, POST)
    assert (after.id, after.title) == (before.id, f"Now {before.title}")
    assert after.updated_parsed > before.updated_parsed


def test_another_approval_of_the_same_bytes_is_no_news(department: Department) -> None:
    before = documents(department)
    department.approve(POST, at=NOW + timedelta(seconds=30))
    assert documents(department) == before


def test_what_is_withdrawn_leaves_its_id_and_nothing_else_for_a_while(department: Department) -> None:
    before = entry_of(department, OTHER)
    withdraw(department, OTHER)
    made = documents(department)
    assert before.title.encode() not in b"".join(made.values())
    assert b"deleted-entry" in made["feeds/notices.xml"]
    assert before.id.encode() in made["feeds/notices.xml"]
    assert Path(OTHER).stem.encode() not in b"".join(made.values())
    assert b"deleted-entry" not in documents(department, days=REMEMBERED.days + 1)["feeds/notices.xml"]


def test_what_came_back_is_an_entry_again(department: Department) -> None:
    before = titles(documents(department)["feeds/notices.xml"])
    withdraw(department, OTHER)
    department.approve(OTHER, at=NOW + timedelta(seconds=30))
    made = documents(department)["feeds/notices.xml"]
    assert (b"deleted-entry" in made, titles(made)) == (False, before)


def test_an_expired_notice_says_so_first(department: Department) -> None:
    soon = (NOW + timedelta(days=2)).isoformat()
    department.write("content/posts/short.md", post("Short-lived", clearance=f"  expires: {soon}\n"))
    department.commit()
    department.approve("content/posts/short.md")
    assert "Short-lived" in titles(documents(department)["feeds/notices.xml"])
    assert "Expired: Short-lived" in titles(documents(department, days=3)["feeds/notices.xml"])


def test_without_an_address_of_the_site_there_are_none(department: Department) -> None:
    assert subscriptions(department.judge(NOW), "") == {}


def test_a_feed_has_only_the_newest(department: Department) -> None:
    paths = [f"content/posts/n{number}.md" for number in range(NEWEST)]
    for path in paths:
        department.write(path, post(path))
    department.commit()
    department.approve(*paths)
    assert len(titles(documents(department)["feeds/notices.xml"])) == NEWEST


EVENT = "  event: {start: 2026-03-07T09:00, end: 2026-03-07T12:00, place: Depot Park}\n"
EVENT_POST = "content/posts/open-house.md"


def events_of(data: bytes) -> Any:
    return Calendar.from_ical(data).walk("VEVENT")


def announce(department: Department) -> None:
    department.write(EVENT_POST, post("Open house", clearance=EVENT))
    department.commit()
    department.approve(EVENT_POST)


def test_what_a_post_announces_is_in_the_calendar_and_beside_its_page(department: Department) -> None:
    assert [path for path in documents(department) if path.endswith(".ics")] == []
    announce(department)
    made = documents(department)
    assert {path for path in made if path.endswith(".ics")} == {
        "feeds/events.ics",
        "posts/open-house/event.ics",
    }
    for path in ("feeds/events.ics", "posts/open-house/event.ics"):
        (event,) = events_of(made[path])
        told = [str(event[name]) for name in ("SUMMARY", "LOCATION", "URL")]
        assert told == ["Open house", "Depot Park", f"{SITE}posts/open-house/"]
        span = [event[name].dt.isoformat() for name in ("DTSTART", "DTEND")]
        assert span == ["2026-03-07T15:00:00+00:00", "2026-03-07T18:00:00+00:00"]


def test_a_withdrawn_event_is_cancelled_in_the_calendar_without_its_words(department: Department) -> None:
    announce(department)
    (before,) = events_of(documents(department)["feeds/events.ics"])
    withdraw(department, EVENT_POST)
    made = documents(department)
    assert {path for path in made if path.endswith(".ics")} == {"feeds/events.ics"}
    (event,) = events_of(made["feeds/events.ics"])
    assert (event["UID"], str(event["STATUS"])) == (before["UID"], "CANCELLED")
    assert event["SEQUENCE"] > before["SEQUENCE"]
    assert b"Open house" not in made["feeds/events.ics"]
    assert b"Depot" not in made["feeds/events.ics"]


def test_a_page_says_when_and_where(department: Department) -> None:
    announce(department)
    assert department.build().code == 0
    shown = department.shown("posts/open-house/index.html")
    assert "Saturday, March 7, 2026, 9:00 a.m. to 12:00 p.m." in shown
    assert "Depot Park" in shown
    assert 'href="event.ics"' in shown
    assert "event.ics" not in department.shown("posts/closure/index.html")


def test_the_site_has_them_and_passes_its_audit(department: Department) -> None:
    assert department.build().code == 0
    assert {name for name in department.site() if name.startswith("feeds/")} == {*documents(department)}
    ran = department.run("audit", str(department.root / "site"))
    assert ran.code == 0, ran.out
