"""Ten updates in an hour, two corrections, a wrong update withdrawn, the command handed over (1021.4.1).

After each step the site is built from the last one and from nothing, and both are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.department import Department
from tests.incidents.story import AREA, NUMBER, OUTCOME, TITLE, Story, begin

from clearance.publish.approval import NotApprovable

pytestmark = pytest.mark.site

LIVE = f"incidents/{NUMBER}/index.html"
FIRST = """\
Leave **Mill Street** now. See [the rules for leaving](n1.md#what-to-take).

## What to take

Medicine.
"""


@pytest.fixture(autouse=True)
def _own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))


@dataclass
class Hour:
    """The incident and the folder with its site."""

    story: Story
    folder: Path
    pages: list[str] = field(default_factory=list)

    @property
    def site(self) -> Path:
        return self.folder / "public"

    def page(self, path: str = LIVE) -> str:
        return (self.site / path).read_text(encoding="utf-8")

    def front(self) -> str:
        """The front page above its own list of the latest notices."""
        return self.page("index.html").split('id="cl-content"')[1].split("Latest notices")[0]

    def post(self, name: str) -> str:
        return self.page(f"posts/incidents/{NUMBER}/{name}/index.html")

    def titles(self) -> list[str]:
        return re.findall(r'cl-update__title"[^>]*><a[^>]*>Update ([^<]*)</a>', self.page())

    def same(self) -> None:
        self.story.equal(self.folder)

    def correct(self, path: str, old: str, new: str) -> None:
        self.story.wait(1)
        self.story.department.replace(path, old, new)
        note = f"  changes: [{{date: {self.story.now.isoformat()}, note: In other words}}]\n"
        self.story.department.replace(path, "  incident:", f"{note}  incident:")
        self.story.department.commit("content", at=self.story.now)


def test_an_hour_of_an_incident(department: Department, tmp_path: Path) -> None:
    hour = Hour(begin(department), tmp_path)
    for step in (opened, first_update, six_updates, corrected, handed_over, withdrawn, ten_updates, closed):
        step(hour)


def opened(hour: Hour) -> None:
    hour.same()
    hour.story.open()
    hour.same()
    assert not (hour.site / LIVE).exists(), "nothing is public before the commander has approved something"
    assert TITLE not in hour.page("index.html")


def first_update(hour: Hour) -> None:
    hour.pages.append(hour.story.update("n1", FIRST))
    told = hour.story.equal(hour.folder)
    assert 0 < told.made < 12, "what changed alone is made"
    assert hour.titles() == ["n1"]
    assert "Leave <strong>Mill Street</strong> now." in hour.page()
    key = f"incidents-{NUMBER}-n1-what-to-take"
    assert f'href="../../posts/incidents/{NUMBER}/n1/#what-to-take"' in hour.page()
    assert f'<h3 id="{key}">What to take' in hour.page()
    assert AREA in hour.front()


def six_updates(hour: Hour) -> None:
    for number in range(2, 7):
        hour.story.wait(5)
        hour.pages.append(hour.story.update(f"n{number}", f"Text {number}.\n"))
    hour.same()
    assert hour.titles() == ["n6", "n5", "n4", "n3", "n2", "n1"]


def corrected(hour: Hour) -> None:
    hour.correct(hour.pages[0], "Leave", "Do leave")
    hour.same()
    assert hour.titles() == ["n6", "n5", "n4", "n3", "n2"], "a change waits for the commander"
    hour.story.approve(hour.pages[0], by="sgt")
    hour.same()
    assert hour.titles() == ["n6", "n5", "n4", "n3", "n2", "n1"]
    assert hour.page().count(">corrected ") == 1
    assert "Do leave <strong>Mill Street</strong>" in hour.page()


def handed_over(hour: Hour) -> None:
    hour.story.hand_over("lt", by="sgt")
    hour.pages.append(hour.story.write("n7", "Text 7.\n"))
    with pytest.raises(NotApprovable) as refused:
        hour.story.approve(hour.pages[-1], by="sgt")
    assert refused.value.reasons == (
        "sgt did not command incident 2026-0412 then; lt did, who alone approves it",
    )
    hour.story.approve(hour.pages[-1], by="lt")
    hour.same()
    assert hour.titles() == ["n7", "n6", "n5", "n4", "n3", "n2", "n1"], "what was approved before stays"
    assert "Office of lt" in hour.page()


def withdrawn(hour: Hour) -> None:
    wrong = hour.story.update("n8", "All is over, come back.\n", by="lt")
    hour.same()
    assert "come back" in hour.page()
    hour.story.wait(1)
    hour.story.withdraw(wrong, by="lt")
    hour.same()
    assert not [path for path in hour.site.rglob("*") if path.is_file() and b"come back" in path.read_bytes()]
    assert "Update n8" not in hour.page()
    assert hour.page().count("What it said no longer holds.") == 1


def ten_updates(hour: Hour) -> None:
    for number in (9, 10):
        hour.story.wait(5)
        hour.pages.append(hour.story.update(f"n{number}", f"Text {number}.\n", by="lt"))
    hour.correct(hour.pages[1], "Text 2.", "Text 2, but better.")
    hour.story.approve(hour.pages[1], by="lt")
    hour.same()
    assert hour.page().count(">corrected ") == 2
    assert hour.titles() == ["n10", "n9", "n7", "n6", "n5", "n4", "n3", "n2", "n1"]
    assert "Newer information:" in hour.post("n9")
    assert "Update n10</a>" in hour.post("n9")
    assert "Newer information:" not in hour.post("n10")


def closed(hour: Hour) -> None:
    hour.story.wait(5)
    hour.story.close(by="lt")
    hour.same()
    assert TITLE not in hour.front()
    assert OUTCOME in hour.page()
    assert 'data-open="false"' in hour.page()
    assert len(hour.titles()) == 9, "the record stays"
    assert "The incident is closed" in hour.post("n9")
    with pytest.raises(NotApprovable):
        hour.story.update("n11", "One more.\n", by="lt")
