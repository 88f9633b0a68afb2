"""What happens to a department in years, with the commands' clock moved and commits dated as in life.

Posts come five a month and are approved the day after. Most approvals are signed in this process, since
ssh-keygen would take a minute for all; whatever a command does is done by the command.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bench.departments import sign
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key
from tests.department import Department, Keys, Ran
from tests.retention.staff import FIRST, STAFF, Staff
from tests.village import CATEGORIES, DEPARTMENT, MKDOCS, MONITORING, PACK, page, post

from clearance.cli import options
from clearance.history.pin import set_pin
from clearance.model import sha256
from clearance.records.placing import place_record
from clearance.records.statement import Statement, encode
from clearance.retention.proving import Wanted, prove
from clearance.reviews.detail import Detail
from clearance.reviews.period import Kind

POSTS_A_MONTH = 5
PAGES = {
    "content/index.md": page("Test Police", "Notices for residents.\n"),
    "content/about.md": page("About us", "Who we are.\n"),
}
RETENTION = """\
custodian: chief
administration_lieutenant: lt
schedule:
  - id: notices
    title: Posts and files
    keep: 3
    authority: Schedule 21-001, item 3
    applies_to: [post, media]
  - {id: pages, title: Pages, keep: permanent, authority: "Schedule 21-001, item 4", applies_to: [page]}
"""


def noon(year: int, month: int, day: int) -> datetime:
    """In the department, in winter."""
    return datetime(year, month, day, 18, tzinfo=UTC)


@dataclass
class Life:
    """Of one post: when its approval was signed, by whom, and when it left the site."""

    approved: datetime
    approver: str
    gone: datetime | None = None

    def seen(self, at: datetime) -> bool:
        return self.approved <= at and (self.gone is None or at < self.gone)


@dataclass(frozen=True)
class Step:
    """What `records verify` says after something has happened."""

    name: str
    day: date
    wrong: tuple[str, ...]


@dataclass
class Story:
    """A department in time. `lives` are those of its posts, `steps` the proofs after each event.

    Without `proving` nothing is proved: then it is only to grow old.
    """

    department: Department
    patch: pytest.MonkeyPatch
    posts_a_month: int = POSTS_A_MONTH
    proving: bool = True
    now: datetime = FIRST
    staff: Staff = STAFF
    lives: dict[str, Life] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    trained: list[date] = field(default_factory=list)
    secrets: dict[str, Ed25519PrivateKey] = field(default_factory=dict)

    # --- time ----------------------------------------------------------------------------------

    def to(self, at: datetime) -> None:
        assert at >= self.now, f"{at} is before {self.now}"
        self.now = at

    def run(self, *arguments: str) -> Ran:
        """A command, at this time; the next thing happens a minute later."""
        at = self.now

        class Moved(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
                return at.astimezone(tz)

        with self.patch.context() as patched:
            patched.setattr(options, "datetime", Moved)
            ran = self.department.run(*arguments)
        self.now += timedelta(minutes=1)
        return ran

    def done(self, *arguments: str) -> Ran:
        """A command that has nothing to complain of."""
        ran = self.run(*arguments)
        assert (ran.code, ran.err) == (0, ""), f"{arguments}: {ran}"
        return ran

    def signed(self, *arguments: str, by: str, key: str = "") -> str:
        """A command that signs a record, which is committed; what it said."""
        private = str(self.department.keys.private(key or by))
        said = self.done(*arguments, "--as", by, "--key", private).out
        self.commit(by=by)
        return said

    def commit(self, *paths: str, by: str) -> str:
        return self.department.commit(*paths, as_=by, at=self.now)

    def pack(self) -> None:
        """As git does by itself where it may, and so in each department."""
        self.department.git("repack", "-adq")

    def step(self, name: str) -> tuple[str, ...]:
        """Prove the whole, and note what is said to be wrong."""
        if not self.proving:
            return ()
        found = prove(Wanted(self.department.root, self.department.pin), at=self.now)
        wrong = tuple(f"{flaw.path}: {flaw.wrong}" for flaw in found.flaws)
        self.steps.append(Step(name, self.now.date(), wrong))
        return wrong

    # --- people --------------------------------------------------------------------------------

    def change_staff(self, staff: Staff, *, training: bool = False) -> None:
        """The chief adopts another roster; with `training`, all who are there were trained this day."""
        self.staff = staff
        if training:
            self.trained.append(self.now.date())
        self._write_people()
        self.commit("guidelines", by="chief")
        self.department.adopt(at=self.now + timedelta(minutes=1))
        self.now += timedelta(minutes=2)

    def _write_people(self) -> None:
        public = self.department.keys.all_public()
        self.department.write("guidelines/roster.yml", self.staff.roster(public))
        self.department.write("guidelines/training.yml", self.staff.training(self.trained))

    # --- posts ---------------------------------------------------------------------------------

    def months(self, year: int, first: int, last: int) -> None:
        """Ordinary months, proved at their end: posts on the 6th, approved on the 7th."""
        for month in range(first, last + 1):
            self.to(noon(year, month, 6))
            paths = self.write_posts(self.posts_a_month)
            self.to(noon(year, month, 7))
            self.approve(paths)
        self.step(f"the posts of {year}-{first:02} to {last:02}")

    def write_posts(self, count: int) -> list[str]:
        authors = self.staff.authors(self.now.date())
        paths = []
        for number in range(1, count + 1):
            name = f"{self.now:%Y-%m-%d}-{number}"
            author = authors[number % len(authors)]
            text = post(f"Notice {name}", f"Mill Street is closed, {name}.\n", author=author, date=self.now)
            paths.append(f"content/posts/{self.now:%Y}/{name}.md")
            self.department.write(paths[-1], text)
        self.commit("content", by="pio")
        return paths

    def approve(self, paths: Iterable[str]) -> None:
        """Whoever may approve takes turns."""
        supervisors = self.staff.supervisors(self.now.date())
        for number, path in enumerate(paths):
            member = supervisors[number % len(supervisors)]
            said = self.statement("approval", path, by=member, at=self.now + timedelta(seconds=number))
            self.sign(said, self.staff.key_of(member, self.now.date()))
            if path not in PAGES:
                self.lives[path] = Life(said.issued, member)
        self.commit("records", by=supervisors[0])

    def statement(self, kind: str, path: str, *, by: str, at: datetime) -> Statement:
        digest = sha256((self.department.root / path).read_bytes())
        return Statement(kind, "test-pd", at, by, {path: digest})

    def sign_review(self, kind: Kind, period: str) -> None:
        """The record of a completed review, without the review."""
        detail = Detail(kind, period, sha256(period.encode()), {"whole": 3}).written()
        self.sign(Statement("review", "test-pd", self.now, "lt", {}, detail=detail), "lt")
        self.commit("records", by="lt")
        self.step(f"the {kind} review {period} is signed")

    def sign(self, said: Statement, key: str) -> str:
        """Sign in this process; the record's path."""
        data = encode(said)
        return place_record(self.department.root, said, data, sign(self._secret(key), data))

    def _secret(self, key: str) -> Ed25519PrivateKey:
        if key not in self.secrets:
            loaded = load_ssh_private_key(self.department.keys.private(key).read_bytes(), password=None)
            assert isinstance(loaded, Ed25519PrivateKey)
            self.secrets[key] = loaded
        return self.secrets[key]

    def seen(self, at: datetime) -> dict[str, str]:
        """What the public must have seen: each page with who approved it."""
        own = {path: life.approver for path, life in self.lives.items() if life.seen(at)}
        return {**dict.fromkeys(PAGES, "chief"), **own}


def found(
    root: Path,
    keys: Keys,
    patch: pytest.MonkeyPatch,
    *,
    posts_a_month: int = POSTS_A_MONTH,
    proving: bool = True,
) -> Story:
    """The department on its first day: adopted, with two pages."""
    story = Story(Department(root, keys), patch, posts_a_month, proving)
    new = story.department
    root.mkdir(parents=True)
    new.git("init", "-q", "-b", "main")
    new.git("config", "gc.auto", "0")
    story.trained = [date(2020, 12, 1)]
    files = {
        "guidelines/department.yml": DEPARTMENT.format(id="test-pd", equipment="listed"),
        "guidelines/categories.yml": CATEGORIES,
        "guidelines/retention.yml": RETENTION,
        "guidelines/monitoring.yml": MONITORING,
        "guidelines/rules/wording.yml": PACK,
        "mkdocs.yml": MKDOCS,
        ".gitignore": "site/\n.site.*\n",
    }
    for path, text in files.items():
        new.write(path, text)
    story._write_people()
    story.commit(by="chief")
    for path, text in PAGES.items():
        new.write(path, text)
    story.commit(by="pio")
    first = new.adopt(first=True, at=story.now, commit=False)
    pin = f"sha256:{sha256((root / first).read_bytes())}"
    story.department = replace(new, pin=pin)
    set_pin(root, pin)
    story.now += timedelta(minutes=1)
    for path in PAGES:
        story.sign(story.statement("approval", path, by="chief", at=story.now), "chief")
    story.commit(by="chief")
    story.step("the department is founded")
    return story
