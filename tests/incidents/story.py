"""An incident in a real department, by the real code, at any time that a test wants it to be."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.department import Department, digests
from tests.village import NOW, post

from clearance.incidents.detail import Action, Detail
from clearance.incidents.incident import Incident, Kind
from clearance.publish import incident, withdrawal
from clearance.publish.build import build_site
from clearance.publish.orders import Orders, Published, Search

NUMBER = "2026-0412"
TITLE = "Gas leak on Mill Street"
AREA = "Mill Street between First and Third"
OUTCOME = "The leak is repaired."


def opening(number: str = NUMBER, commander: str = "sgt") -> Detail:
    return Detail(Action.OPEN, number, TITLE, Kind.HAZARD, AREA, commander)


def path_of(name: str, number: str = NUMBER) -> str:
    return f"content/posts/incidents/{number}/{name}.md"


@dataclass
class Story:
    """Each step is committed; `now` moves as it must."""

    department: Department
    now: datetime = NOW
    pages: list[str] = field(default_factory=list)

    def wait(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    @property
    def incident(self) -> Incident:
        return self.department.judge(self.now).evidence.incidents[NUMBER]

    # --- records -----------------------------------------------------------------------------

    def sign(self, detail: Detail, *, by: str) -> str:
        self.wait(0.1)
        said = incident.prepare(self.department.judge(self.now), detail, member=by, at=self.now)
        record = self.department.record(said, key=by)
        self.department.commit("records", as_=by, at=self.now)
        return record

    def open(self, *, by: str = "lt", commander: str = "sgt", number: str = NUMBER) -> None:
        self.sign(opening(number, commander), by=by)

    def hand_over(self, to: str, *, by: str) -> None:
        self.sign(Detail(Action.HAND_OVER, NUMBER, commander=to), by=by)

    def close(self, *, by: str) -> None:
        self.sign(Detail(Action.CLOSE, NUMBER, outcome=OUTCOME), by=by)

    # --- updates -----------------------------------------------------------------------------

    def write(self, name: str, body: str, *, title: str = "", clearance: str = "") -> str:
        path = path_of(name)
        text = post(
            title or f"Update {name}", body, date=self.now, clearance=f"  incident: {NUMBER}\n{clearance}"
        )
        self.department.write(path, text.replace("[traffic]", "[safety]"))
        self.department.commit("content", at=self.now)
        return path

    def approve(self, path: str, *, by: str) -> None:
        self.wait(0.2)
        self.department.approve(path, by=by, at=self.now)

    def update(self, name: str, body: str, *, by: str = "sgt", **more: str) -> str:
        path = self.write(name, body, **more)
        self.approve(path, by=by)
        return path

    def withdraw(self, path: str, *, by: str) -> None:
        self.wait(0.2)
        judgement = self.department.judge(self.now)
        (said,) = withdrawal.prepare(judgement, (path,), member=by, reason="Wrong.", at=self.now)
        self.department.record(said, key=by)
        self.department.commit("records", as_=by, at=self.now)

    # --- what comes of it --------------------------------------------------------------------

    def build(self, site: Path, cache: Path | None = None) -> Published:
        told: list[Published] = []
        orders = Orders(cache=cache, search=Search.SKIP, tell=told.append)
        build_site(self.department.root, site_dir=site, quiet=True, at=self.now, orders=orders)
        return told[0]

    def equal(self, folder: Path) -> Published:
        """Build from the last one and from nothing, and compare; what the first of the two did."""
        told = self.build(folder / "public", folder / "kept")
        self.build(folder / "fresh")
        assert digests(folder / "public") == digests(folder / "fresh")
        return told


def begin(department: Department) -> Story:
    """With a department that publishes what is cleared and leaves out the rest."""
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    start = NOW - timedelta(hours=3)
    department.adopt(at=start)
    return replace(Story(department), now=start + timedelta(seconds=30))
