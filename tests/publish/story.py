"""A department in the course of time: all that may happen to it between one build and the next."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.department import Department
from tests.village import MAP, NOW, PNG, POST, WITH_MAP, page, post, told

from clearance.publish import withdrawal
from clearance.publish.approval import NotApprovable
from clearance.publish.build import build_site
from clearance.publish.orders import Orders, Published, Search

HOUR = timedelta(hours=1)
THEME = "theme/partials/copyright.html"


@dataclass
class Story:
    """Each change is committed and, where it must be, approved."""

    department: Department
    dice: random.Random
    now: datetime = NOW
    posts: list[str] = field(default_factory=list)
    count: int = 0

    # --- what may happen ---------------------------------------------------------------------

    def new(self) -> None:
        self.count += 1
        path = f"content/posts/2026/n{self.count}.md"
        self._write(path, self._post())
        self.posts.append(path)

    def edit(self) -> None:
        path = self._any()
        self._write(path, self._post())

    def retitle(self) -> None:
        """The heading that others link to changes as well."""
        path = self._any()
        self._write(path, self._post(f"Title {self.dice.random():.6f}"))

    def delete(self) -> None:
        if len(self.posts) > 3:
            path = self._any()
            self.posts.remove(path)
            (self.department.root / path).unlink()
            self.department.commit()

    def rename(self) -> None:
        path = self._any()
        self.count += 1
        moved = f"content/posts/2026/moved{self.count}.md"
        self.posts[self.posts.index(path)] = moved
        data = self.department.read(path)
        (self.department.root / path).unlink()
        self._write(moved, data)

    def move(self) -> None:
        """Renamed as it should be: the former address leads to the new one."""
        path = self._any()
        self.count += 1
        moved = f"content/posts/2026/at{self.count}.md"
        self.posts[self.posts.index(path)] = moved
        (self.department.root / path).unlink()
        former = f"{path.removeprefix('content/').removesuffix('.md')}/"
        text = self._post(clearance=f"  formerly: [{former}]\n")
        self._write(moved, told(text, at=self.now + timedelta(seconds=30)))

    def former(self) -> None:
        self.count += 1
        self._write(self._any(), self._post(clearance=f"  formerly: [old-{self.count}/]\n"))

    def cards(self) -> None:
        without = "uncleared: omit\n      cards: none"
        text = self.department.read("mkdocs.yml")
        new, old = (without, "uncleared: omit") if without not in text else ("uncleared: omit", without)
        self.department.write("mkdocs.yml", text.replace(old, new))
        self._adopt()

    def colours(self) -> None:
        none, own = "equipment: listed", 'colors: {primary: "#14304f", accent: "#f4d77c"}\nequipment: listed'
        text = self.department.read("guidelines/department.yml")
        new, old = (none, own) if own in text else (own, none)
        self.department.write("guidelines/department.yml", text.replace(old, new))
        self._adopt()

    def slug(self) -> None:
        self.count += 1
        self._write(self._any(), self._post(more=f"slug: other-{self.count}\n"))

    def withdraw(self) -> None:
        path = self._any()
        self.now += timedelta(minutes=1)
        judgement = self.department.judge(self.now)
        (said,) = withdrawal.prepare(judgement, (path,), member="chief", reason="A test.", at=self.now)
        self.department.record(said, key="chief")
        self.department.commit(as_="chief", at=self.now)
        assert self.department.states(self.now)[path.removeprefix("content/")] == "withdrawn"
        self.posts.remove(path)

    def schedule(self) -> None:
        self.new()
        path = self.posts[-1]
        self._write(path, self._post(date=self.now + 2 * HOUR))

    def expire(self) -> None:
        expires = (self.now + 2 * HOUR).isoformat()
        self._write(self._any(), self._post(clearance=f"  expires: {expires}\n"))

    def alert(self) -> None:
        """One that ends soon; the next time it is corrected, or another post's."""
        ends = (self.now + 2 * HOUR).isoformat()
        about = "event: Flood, category: Met, urgency: Past, severity: Minor, certainty: Likely, area: Creek"
        path, text = (
            self._any(),
            self._post(date=self.now, clearance=f"  alert: {{{about}, expires: {ends}}}\n"),
        )
        self._write(path, text.replace("[traffic]", "[safety]"))
        assert self.department.states(self.now)[path.removeprefix("content/")] in {"live", "pending"}

    def translate(self) -> None:
        """Its original leads to it from now on."""
        self.count += 1
        path, original = f"content/posts/2026/es{self.count}.md", self._neighbours()[0]
        of = f"  translation_of: {Path(original).name}\n"
        self._write(path, self._post("Aviso", more="lang: es\n", clearance=of))
        self.posts.append(path)

    def pin(self) -> None:
        self._write(self._any(), self._post(more="pin: true\n"))

    def wait(self) -> None:
        self.now += 3 * HOUR

    def picture(self) -> None:
        """Other bytes, the same picture: approvals cover the bytes."""
        self.department.write(MAP, PNG + bytes(self.dice.randrange(1, 9)))
        self._write(POST, WITH_MAP)

    def front_page(self) -> None:
        self._write("content/index.md", page("Test Police", f"Notices. {self.dice.random()}\n"))

    def about(self) -> None:
        """Its title stands in the navigation of every page, and so does its language."""
        text = page(f"About {self.dice.random():.3f}", "Who we are.\n")
        if self.dice.random() < 0.5:
            text = text.replace("---\nWho", "lang: es\n---\nWho")
        self._write("content/about.md", text)

    def category(self) -> None:
        self._guidelines("guidelines/categories.yml", "title: Traf", "title: Trraf", "title: Traf")

    def office(self) -> None:
        self._guidelines("guidelines/roster.yml", "office: Office of pio", "office: The office of pio")

    def rule(self) -> None:
        path = "guidelines/rules/wording.yml"
        self.department.write(path, self.department.read(path) + "# looked at again\n")
        self._adopt()

    def theme(self) -> None:
        self.department.write(THEME, f"<p>Copyright {self.dice.random()}</p>\n")
        if "custom_dir" not in self.department.read("mkdocs.yml"):
            self.department.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: theme\n")
        self._adopt()

    # --- how ---------------------------------------------------------------------------------

    def _any(self) -> str:
        return self.dice.choice(self.posts)

    def _post(self, title: str = "", **front: Any) -> str:
        links = "".join(f"See [the notice]({Path(path).name}#what-to-know).\n" for path in self._neighbours())
        text = f"Closed until {self.dice.randrange(1, 12)}.[^1]\n\n{links}\n[^1]: Or later.\n"
        return post(title or f"Notice {self.count}", f"## What to know\n\n{text}", **front)

    def _neighbours(self) -> list[str]:
        near = [path for path in self.posts if path.startswith("content/posts/2026/")]
        return self.dice.sample(near, min(len(near), 2))

    def _write(self, path: str, text: str) -> None:
        known = path.startswith("content/posts/") and (self.department.root / path).is_file()
        self.department.write(path, text)
        if known:
            seconds, minor = timedelta(seconds=30), self.dice.random() < 0.5
            self.department.tell(path, at=self.now + seconds, minor=minor)
        self.department.commit(at=self.now)
        self._approve(path)

    def _approve(self, *paths: str) -> None:
        """A page with a link to one that is gone waits, and is left out."""
        self.now += timedelta(minutes=1)
        with contextlib.suppress(NotApprovable):
            self.department.approve(*paths, at=self.now)

    def _guidelines(self, path: str, old: str, new: str, undo: str = "") -> None:
        text = self.department.read(path)
        self.department.write(path, text.replace(old, new) if old in text else text.replace(new, undo or old))
        self._adopt()

    def _adopt(self) -> None:
        self.now += timedelta(minutes=1)
        self.department.commit(as_="chief", at=self.now)
        self.department.adopt(at=self.now)

    # --- what comes of it --------------------------------------------------------------------

    def build(self, cache: Path | None, site: Path, search: Search = Search.SKIP) -> Published:
        done: list[Published] = []
        orders = Orders(cache=cache, search=search, tell=done.append)
        self.now += timedelta(minutes=1)
        build_site(self.department.root, site_dir=site, quiet=True, at=self.now, orders=orders)
        return done[0]


CHANGES: Mapping[str, Callable[[Story], None]] = {
    name: change
    for name, change in vars(Story).items()
    if callable(change) and not name.startswith("_") and name not in {"build", "posts"}
}
