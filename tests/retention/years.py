"""The five years of `five_years.py`, each a function: what happened, in its order."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from tests.retention.five_years import Story, noon
from tests.retention.staff import recruit

from clearance.reviews.period import Kind

MATTER = "2025-L-0412"
AUTHORITY = "Local Records Commission, application 25:114"
BY_COMMAND = 2024
"""the year from which on reviews are done by the command"""
STOLEN = date(2022, 5, 20)
"""the day from which on the sergeant's first key counts for nothing"""
PROMOTED = date(2023, 1, 10)
LEFT = date(2023, 8, 31)
ERASED = "content/posts/2022/2022-08-06-2.md"
"""the first one that was taken down"""
HELD = tuple(f"content/posts/2021/2021-03-06-{number}.md" for number in (1, 2, 3))
DISPOSED = (*HELD, "content/posts/2021/2021-04-06-1.md")


def first(story: Story) -> None:
    """2021: ordinary months, and the first reviews."""
    for month in (1, 4, 7, 10):
        _quarter(story, 2021, month)
    story.pack()


def second(story: Story) -> None:
    """2022: training anew, a recruit, a stolen key, a first takedown."""
    story.to(noon(2022, 1, 5))
    story.change_staff(story.staff.with_(recruit(date(2022, 1, 6))), training=True)
    story.step("a recruit joins")
    _quarter(story, 2022, 1)
    story.months(2022, 4, 4)
    review(story, noon(2022, 4, 20))
    story.months(2022, 5, 5)
    close_stolen_key(story)
    story.months(2022, 6, 6)
    _quarter(story, 2022, 7)
    take_down(story, ERASED, noon(2022, 9, 14), "prohibited")
    _quarter(story, 2022, 10)
    story.pack()


def third(story: Story) -> None:
    """2023: an officer becomes a supervisor, another one leaves."""
    story.to(noon(2023, 1, 5))
    story.change_staff(story.staff.promoted("patrol", "supervisor", PROMOTED), training=True)
    story.step("a patrol officer is promoted")
    _quarter(story, 2023, 1)
    _quarter(story, 2023, 4)
    story.months(2023, 7, 7)
    review(story, noon(2023, 7, 20))
    story.months(2023, 8, 8)
    story.to(noon(2023, 8, 30))
    story.change_staff(story.staff.left("officer", LEFT))
    story.step("an officer leaves")
    story.months(2023, 9, 9)
    _quarter(story, 2023, 10)
    story.pack()


def fourth(story: Story) -> None:
    """2024: a second takedown, a late review, and the site is recorded as it is published."""
    story.to(noon(2024, 1, 5))
    story.change_staff(story.staff, training=True)
    _quarter(story, 2024, 1)
    take_down(story, "content/posts/2023/2023-11-06-4.md", noon(2024, 4, 2), "inaccurate")
    story.months(2024, 4, 4)
    review_quarterly(story, noon(2024, 4, 20))
    story.months(2024, 5, 8)
    review_late(story)
    story.months(2024, 9, 9)
    _quarter(story, 2024, 10)
    story.pack()
    publish(story, noon(2024, 12, 20))


def fifth(story: Story) -> None:
    """2025: a hold, a disposal that it stops, and one that nothing stops any more."""
    _quarter(story, 2025, 1)
    place_hold(story, noon(2025, 4, 1))
    _quarter(story, 2025, 4)
    dispose(story, noon(2025, 6, 20))
    _quarter(story, 2025, 7)
    erase(story, noon(2025, 9, 20))
    _quarter(story, 2025, 10)
    publish(story, noon(2025, 12, 20))


def erase(story: Story, at: datetime) -> None:
    """A court orders out of the history what was withdrawn three years before."""
    story.to(at)
    story.change_staff(story.staff.promoted("lt", "custodian", at.date()))
    (story.department.root / ERASED).unlink()
    story.commit("content", by="pio")
    command = ("records", "erase")
    order = (ERASED, "--authority", "Circuit Court, 2025-CR-0412", "--reason", "Expungement.")
    said = story.signed(*command, "order", *order, by="lt")
    record = said.split("signed in ")[1].split()[0]
    story.step("a court's order is signed")
    story.signed(*command, "confirm", record, by="chief")
    story.step("the order is confirmed")
    before = story.department.git("rev-parse", "HEAD")
    story.signed(*command, "carry-out", record, by="lt")
    assert story.department.git("log", "--format=%H", "--", ERASED).split(), "its tombstones"
    assert before not in story.department.git("rev-list", "HEAD").split()
    story.step("the order is carried out")


# --- what is done again and again --------------------------------------------------------------


def _quarter(story: Story, year: int, month: int) -> None:
    """Three months, in the first of which what is over is reviewed."""
    story.months(year, month, month)
    if (year, month) > (2021, 1):
        review(story, noon(year, month, 20))
    story.months(year, month + 1, month + 2)


def review(story: Story, at: datetime) -> None:
    """Until 2023 the records alone, in January of both reviews; then, eight times, as a reviewer does it."""
    if at.year < BY_COMMAND:
        story.to(at)
        ended = at.replace(day=1) - timedelta(days=1)
        story.sign_review(Kind.QUARTERLY, f"{ended.year}-Q{ended.month // 3}")
        if at.month == 1:
            story.sign_review(Kind.ANNUAL, str(ended.year))
        return
    review_quarterly(story, at)
    if at.month == 1:
        review_annual(story, at + timedelta(days=2))


def review_quarterly(story: Story, at: datetime) -> None:
    """The checklist is written, worked through, and signed by the reviewer."""
    story.to(at)
    file = story.department.root.parent / f"quarterly-{at:%Y-%m}.md"
    story.run("review", "quarterly", "--output", str(file))
    file.write_text(file.read_text("utf-8").replace("[ ]", "[x]"), "utf-8")
    said = story.signed("review", "quarterly", "--complete", str(file), by="lt")
    story.step(said.splitlines()[0])


def review_annual(story: Story, at: datetime) -> None:
    story.to(at)
    folder = story.department.root.parent / f"annual-{at.year - 1}"
    story.done("review", "annual", "--output", str(folder))
    said = story.signed("review", "annual", "--complete", str(folder), by="lt")
    story.step(said.splitlines()[0])


# --- what happens once -------------------------------------------------------------------------


def close_stolen_key(story: Story) -> None:
    """A device is stolen; its key ends the day before. Whoever has it signs nevertheless."""
    story.to(noon(2022, 5, 20))
    story.change_staff(story.staff.rekeyed("sgt", "sgt", STOLEN))
    assert story.step("the stolen key is closed") == ()
    story.to(noon(2022, 5, 25))
    (path,) = story.write_posts(1)
    story.now += timedelta(minutes=1)
    forged = story.sign(story.statement("approval", path, by="sgt", at=story.now), "former")
    story.commit("records", by="officer")
    ended = "is dated after the key of sgt ended, at 2022-05-20T05:00:00+00:00"
    verified = story.run("records", "verify")
    assert (verified.code, f"{forged}: {ended}" in verified.out) == (1, True), verified
    assert story.department.states(story.now)[path.removeprefix("content/")] == "pending"
    named = str(story.department.root / forged)
    story.signed("resolve", named, "--reason", "By the stolen device.", by="lt")
    story.step("what the thief signed is settled")
    story.approve([path])
    story.step("the post of that day is approved by who may")


def take_down(story: Story, path: str, at: datetime, cause: str) -> None:
    """Reported by a member, withdrawn by a supervisor an hour later, resolved the day after."""
    file = str(story.department.root / path)
    story.to(at)
    story.signed("report", file, "--reason", "It shows somebody's home.", by="patrol")
    story.step(f"{path} is reported")
    story.to(at + timedelta(hours=1))
    story.lives[path].gone = story.now
    story.signed("withdraw", file, "--reason", "It shows somebody's home.", by="lt")
    story.step(f"{path} is withdrawn")
    story.to(at + timedelta(days=1))
    story.signed("resolve", file, "--cause", cause, "--reason", "Talked to the author.", by="lt")
    story.step(f"the report of {path} is resolved")


def review_late(story: Story) -> None:
    """The review of the second quarter was due by the end of July."""
    overdue = "the quarterly review 2024-Q2 was due by 2024-07-31"
    story.to(noon(2024, 8, 12))
    said = story.run("status").out
    assert said.startswith(f"REVIEW: {overdue}"), said[:300]
    review_quarterly(story, noon(2024, 8, 13))
    assert "REVIEW" not in story.run("status").out


def publish(story: Story, at: datetime) -> None:
    """The site is built, and the recorder records it."""
    story.to(at)
    site = story.department.root / "site"
    built = story.now
    story.done("build", "--search", "skip")
    story.to(at + timedelta(minutes=10))
    story.signed("records", "publication", "--built", built.isoformat(), by="recorder")
    verified = story.done("records", "verify", "--site", str(site))
    assert verified.out.startswith("The records hold.")
    story.step("a publication is recorded")


def place_hold(story: Story, at: datetime) -> None:
    """The village is sued about three posts."""
    story.to(at)
    held = [str(story.department.root / path) for path in HELD]
    why = ("--matter", MATTER, "--reason", "A suit about the closure.")
    story.signed("records", "hold", *held, *why, by="lt")
    story.step("three posts are on hold")


def dispose(story: Story, at: datetime) -> None:
    """Nothing of it goes while three are on hold; all of it afterwards, by the recorded authority."""
    story.to(at)
    paths = [str(story.department.root / path) for path in DISPOSED]
    order = ("records", "dispose", *paths, "--authority", AUTHORITY)
    stopped = story.run(*order, "--as", "chief", "--key", str(story.department.keys.private("chief")))
    held = [f"{path}: is on hold {MATTER} (litigation) since 2025-04-01, by lt" for path in HELD]
    assert (stopped.code, stopped.err.splitlines()) == (1, [*held, "Nothing was disposed of."])
    story.step("a hold stops a disposal")
    story.signed("records", "hold", "--release", "--matter", MATTER, "--reason", "Settled.", by="chief")
    story.step("the hold is released")
    for path in DISPOSED:
        story.lives[path].gone = story.now
    story.signed(*order, by="chief")
    assert not [path for path in DISPOSED if (story.department.root / path).exists()]
    story.step("four posts are disposed of")


def export(story: Story, place: Path) -> None:
    """Somebody asks for the posts of the first quarter of 2024."""
    site = str(story.department.root / "site")
    days = ("--from", "2024-01-01", "--until", "2024-03-31")
    story.done("records", "export", "--to", str(place), *days, "--site", site)
