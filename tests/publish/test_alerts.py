"""CAP messages of a real department: what goes out, what it takes the place of, and what it never repeats."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from tests.department import Department
from tests.feeds.oracles import CAP, atom_faults, cap_faults, found
from tests.incidents.story import NUMBER
from tests.incidents.story import Story as IncidentStory
from tests.incidents.story import begin as begin_incident
from tests.village import NOW, post

from clearance.publish import withdrawal
from clearance.publish.syndication import subscriptions

SITE = "https://police.test.example/"
PATH = "content/posts/flood.md"
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)
START = NOW - DAY
END = NOW + DAY
ALERT = """\
  alert:
    event: Flash flood
    category: Met
    urgency: Immediate
    severity: Severe
    certainty: Observed
    area: Mill Street from First to Third
    instruction: Go to higher ground.
    response: Evacuate
    same: ["017031"]
    polygon: [[41.66, -87.74], [41.67, -87.74], [41.67, -87.73]]
"""


def alert(expires: datetime | None = END, **changes: str) -> str:
    """The keys of an alert, with an end of its own."""
    text = ALERT
    for key, value in changes.items():
        text = re.sub(rf"(?m)^    {key}: .*$", f"    {key}: {value}", text)
    return text + (f"    expires: {expires.isoformat()}\n" if expires else "")


@dataclass
class Story:
    """A department with one post, in the course of time; each step is committed."""

    department: Department
    now: datetime = START
    _seen: dict[tuple[datetime, str], dict[str, bytes]] = field(default_factory=dict)

    def write(
        self,
        title: str = "Creek over its banks",
        *,
        clearance: str = "",
        date: datetime = START,
        more: str = "",
    ) -> None:
        old = self.department.root / PATH
        notes = re.findall(r"(?m)^    - \{date.*$", old.read_text("utf-8")) if old.is_file() else []
        if old.is_file():
            notes.append(
                f"    - {{date: {(self.now + timedelta(seconds=20)).isoformat()}, note: More is known.}}"
            )
        told = "  changes:\n" + "".join(f"{note}\n" for note in notes) if notes else ""
        text = post(title, "The creek rises.\n", date=date, clearance=clearance + told, more=more)
        self.department.write(PATH, text.replace("[traffic]", "[safety]"))
        self.department.commit("content", at=self.now)

    def approve(self, *, by: str = "chief") -> None:
        self.now += MINUTE
        self.department.approve(PATH, by=by, at=self.now)

    def say(self, title: str = "Creek over its banks", **more: str) -> None:
        self.write(title, **more)  # type: ignore[arg-type]  # the same names
        self.approve()

    def withdraw(self) -> None:
        self.now += MINUTE
        judgement = self.department.judge(self.now)
        (said,) = withdrawal.prepare(judgement, (PATH,), member="chief", reason="Wrong.", at=self.now)
        self.department.record(said, key="chief")
        self.department.commit("records", as_="chief", at=self.now)

    def documents(self, at: datetime | None = None) -> dict[str, bytes]:
        """Of one commit and instant, made once."""
        head, differing = self.department.git("rev-parse", "HEAD"), self.department.git("status", "--short")
        key = at or self.now + MINUTE, head + differing
        if key not in self._seen:
            self._seen[key] = subscriptions(self.department.judge(key[0]), SITE)
            assert atom_faults(self._seen[key]["feeds/alerts.xml"]) == []
        return self._seen[key]

    def messages(self, at: datetime | None = None) -> list[bytes]:
        """The documents on the site, in the order in which they were sent; each is valid."""
        made = [data for path, data in self.documents(at).items() if path.startswith("feeds/cap/")]
        assert [cap_faults(one) for one in made] == [[]] * len(made)
        return sorted(made, key=lambda one: value(one, "sent"))

    def listed(self, at: datetime | None = None) -> list[str]:
        """The kinds of the messages in the feed, newest first."""
        return re.findall(r"<cap:msgType>(\w+)<", self.documents(at)["feeds/alerts.xml"].decode())


def value(data: bytes, name: str) -> str:
    return " | ".join(found(data, f"//cap:{name}", CAP))


def named(data: bytes) -> str:
    """As a later message names it."""
    return ",".join(value(data, name) for name in ("sender", "identifier", "sent"))


@pytest.fixture
def story(department: Department) -> Story:
    return Story(department)


# --- one alert ---------------------------------------------------------------------------------


def test_the_first_approved_text_is_an_alert(story: Story) -> None:
    story.say(clearance=alert())
    made = story.documents()
    (path,) = (path for path in made if path.startswith("feeds/cap/"))
    (data,) = story.messages()
    assert path == f"feeds/cap/{value(data, 'identifier')}.xml"
    told = {name: value(data, name) for name in ("sender", "status", "msgType", "scope", "references")}
    assert told == {
        "sender": "police.test.example",
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
        "references": "",
    }
    assert datetime.fromisoformat(value(data, "sent")) == story.now
    assert datetime.fromisoformat(value(data, "expires")) == END
    said = {
        name: value(data, name) for name in ("headline", "description", "web", "responseType", "language")
    }
    assert said == {
        "headline": "Creek over its banks",
        "description": "What to know about it.",
        "web": f"{SITE}posts/flood/",
        "responseType": "Evacuate",
        "language": "en-US",
    }
    assert value(data, "polygon") == "41.66,-87.74 41.67,-87.74 41.67,-87.73 41.66,-87.74"
    assert [value(data, name) for name in ("valueName", "value")] == ["SAME", "017031"]


def test_it_names_nobody_and_no_path(story: Story) -> None:
    story.say(clearance=alert())
    (data,) = story.messages()
    for word in (b"pio", b"chief", b"content/", b"records/"):
        assert word not in data


def test_the_feed_leads_to_it_until_it_ends_and_its_file_stays(story: Story) -> None:
    story.say(clearance=alert())
    made = story.documents()
    (path,) = (path for path in made if path.startswith("feeds/cap/"))
    index = made["feeds/alerts.xml"].decode()
    assert f'href="{SITE}{path}"' in index
    assert "<cap:severity>Severe</cap:severity>" in index
    assert "Creek over its banks" in index
    later = story.documents(END + MINUTE)
    assert later[path] == made[path]
    assert b"<entry" not in later["feeds/alerts.xml"]


def test_a_spanish_one_without_an_end_of_its_own_ends_with_the_post(story: Story) -> None:
    story.say(clearance=alert(None) + f"  expires: {END.isoformat()}\n", more="lang: es\n")
    (data,) = story.messages()
    assert value(data, "language") == "es-US"
    assert datetime.fromisoformat(value(data, "expires")) == END
    assert story.listed(END + MINUTE) == []
    assert story.messages(END + MINUTE) == [data]


def test_a_post_of_tomorrow_alerts_tomorrow(story: Story) -> None:
    story.say(clearance=alert(END + DAY), date=NOW + HOUR)  # type: ignore[arg-type]
    assert story.messages() == []
    (data,) = story.messages(NOW + 2 * HOUR)
    assert datetime.fromisoformat(value(data, "sent")) == NOW + HOUR


def test_what_nobody_approved_alerts_nobody(story: Story) -> None:
    story.write(clearance=alert())
    assert (story.messages(), story.listed()) == ([], [])


# --- what takes its place ----------------------------------------------------------------------


def test_a_corrected_text_is_an_update_that_names_all_before_it(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.say("Creek falls", clearance=alert(severity="Minor"))
    (second,) = story.messages()
    assert (value(second, "msgType"), value(second, "references")) == ("Update", named(first))
    assert b"over its banks" not in b"".join(story.documents().values())
    story.say("Creek is back in its bed", clearance=alert(severity="Minor", response="AllClear"))
    (third,) = story.messages()
    assert value(third, "references") == f"{named(first)} {named(second)}"
    assert story.listed() == ["Update"]


def test_while_a_correction_waits_nothing_is_said(story: Story) -> None:
    story.say(clearance=alert())
    story.write("Creek falls", clearance=alert())
    assert (story.messages(), story.listed()) == ([], [])


def cancelled(story: Story, at: datetime | None = None) -> tuple[bytes, str]:
    """The only message on the site, which says nothing, and what it takes back."""
    (data,) = story.messages(at)
    assert value(data, "msgType") == "Cancel"
    assert value(data, "info") == ""
    assert story.listed(at) == ["Cancel"]
    everything = b"".join(
        data for path, data in story.documents(at).items() if "alert" in path or "cap" in path
    )
    assert b"Creek" not in everything
    assert b"higher ground" not in everything
    assert b"flood" not in everything
    return data, value(data, "references")


def test_a_withdrawn_alert_is_taken_back_without_a_word(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.withdraw()
    data, references = cancelled(story)
    assert references == named(first)
    assert datetime.fromisoformat(value(data, "sent")) == story.now
    assert (story.messages(END + MINUTE), story.listed(END + MINUTE)) == ([], [])


def test_what_was_edited_after_its_withdrawal_is_still_taken_back(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.withdraw()
    story.write("Something else", clearance="")
    assert cancelled(story)[1] == named(first)


def test_a_correction_without_an_alert_takes_it_back(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.say("The danger is over", clearance="")
    (data,) = story.messages()
    assert (value(data, "msgType"), value(data, "references")) == ("Cancel", named(first))
    assert datetime.fromisoformat(value(data, "sent")) == story.now


def test_a_post_that_is_over_before_its_alert_takes_it_back(story: Story) -> None:
    story.say(clearance=alert() + f"  expires: {NOW.isoformat()}\n")
    (first,) = story.messages(NOW - MINUTE)
    kept, cancel = story.messages(NOW + MINUTE)
    assert kept == first
    assert (value(cancel, "msgType"), value(cancel, "references")) == ("Cancel", named(first))
    assert datetime.fromisoformat(value(cancel, "sent")) == NOW
    assert story.listed(NOW + MINUTE) == ["Cancel"]


def test_a_deleted_post_takes_its_alert_back(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.now += HOUR
    (story.department.root / PATH).unlink()
    assert [story.messages(), story.listed()] == [[], []], "not committed yet"
    story.department.commit("content", at=story.now)
    data, references = cancelled(story)
    assert references == named(first)
    assert datetime.fromisoformat(value(data, "sent")) == story.now


# --- who can't ---------------------------------------------------------------------------------


def test_only_who_may_approve_sends_or_takes_back(story: Story) -> None:
    """Records of members who may not are there, and are signed; they change nothing."""
    story.say(clearance=alert())
    before = story.messages()
    said = story.department.statement(PATH, by="patrol", at=story.now + MINUTE)
    story.department.write(PATH, story.department.read(PATH).replace("rises.", "falls."))
    forged = story.department.statement(PATH, by="patrol", at=story.now + 2 * MINUTE)
    story.department.git("checkout", "-q", "--", PATH)
    for one in (said, forged):
        story.department.record(one, key="patrol")
    story.department.commit("records", as_="patrol", at=story.now + 3 * MINUTE)
    assert story.messages(story.now + HOUR) == before


def test_records_of_one_second_are_told_one_after_another(story: Story) -> None:
    story.say(clearance=alert())
    (first,) = story.messages()
    story.now -= MINUTE
    story.withdraw()
    (data,) = story.messages()
    assert (value(data, "msgType"), value(data, "references")) == ("Cancel", named(first))
    assert value(data, "sent") > value(first, "sent")


# --- incidents ---------------------------------------------------------------------------------


def test_the_update_of_an_incident_is_an_alert_until_the_incident_is_closed(department: Department) -> None:
    told = begin_incident(department)
    told.open()
    told.update("n1", "Stay in.\n", clearance=alert())
    (first,) = messages_of(told)
    assert (value(first, "msgType"), value(first, "incidents")) == ("Alert", NUMBER)
    told.hand_over("lt", by="sgt")
    told.close(by="lt")
    kept, cancel = messages_of(told)
    assert kept == first
    assert (value(cancel, "msgType"), value(cancel, "references")) == ("Cancel", named(first))


def messages_of(told: IncidentStory) -> list[bytes]:
    return Story(told.department, told.now).messages(told.now)
