"""What the department has laid down: categories, training, retention and monitoring."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from clearance.guidelines.fields import CivilDate, Clause, Line, Month, Prose, Slug, Strict


class Category(Strict):
    """A kind of content that may be posted (1021.4). `safety` marks real-time safety information."""

    id: Slug
    clause: Clause
    title: Line
    description: Prose
    safety: Annotated[bool, Field(description="true or false")] = False


class Categories(Strict):
    """The closed list of what posts may be about: `categories.yml`."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1)]


class Topic(Strict):
    """Something that authorized members are trained in (1021.8)."""

    id: Slug
    title: Line
    clause: Clause


class Completion(Strict):
    """A member finished training in some topics, or all, on a day."""

    member: Slug
    topics: Annotated[
        Annotated[tuple[Slug, ...], Field(min_length=1)] | Literal["all"],
        Field(description="a list of topics, or the word all"),
    ]
    on: CivilDate
    note: Line | None = None


class Training(Strict):
    """Topics, how long training in them holds, and who completed it when: `training.yml`."""

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]
    valid_months: Annotated[int, Field(ge=1, le=120, description="a number of months, 1 to 120")]
    completions: tuple[Completion, ...] = ()
    remind_days: Annotated[int, Field(ge=1, le=365, description="a number of days, 1 to 365")] = 60
    """so long before training lapses, members are reminded"""

    def gaps(self, member: str, day: date) -> tuple[str, ...]:
        """The topics in which a member isn't trained on a day, and why: `privacy (lapsed 2025-03-01)`.

        Training holds up to and without the day on which its months are over.
        """
        answers = ((topic.id, self._gap(member, topic.id, day)) for topic in self.topics)
        return tuple(f"{topic} ({gap})" for topic, gap in answers if gap)

    def lapses(self, member: str, topic: str, day: date) -> date | None:
        """From which day on what was completed by `day` holds no more; None when nothing was."""
        done = [
            c.on
            for c in self.completions
            if c.member == member and c.on <= day and (c.topics == "all" or topic in c.topics)
        ]
        return months_after(max(done), self.valid_months) if done else None

    def _gap(self, member: str, topic: str, day: date) -> str:
        lapses = self.lapses(member, topic, day)
        if lapses is None:
            return "missing"
        return f"lapsed {lapses}" if lapses <= day else ""


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or that month's last day when it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


class Kept(StrEnum):
    """What publishing leaves behind: pages, their files, and each kind of signed statement."""

    POST = "post"
    PAGE = "page"
    MEDIA = "media"
    ADOPTION = "adoption"
    APPROVAL = "approval"
    REPORT = "report"
    WITHDRAWAL = "withdrawal"
    RESOLUTION = "resolution"
    INCIDENT = "incident"
    REVIEW = "review"
    PUBLICATION = "publication"
    HOLD = "hold"
    DISPOSAL = "disposal"
    ERASURE = "erasure"


class Series(Strict):
    """One line of the records retention schedule. `authority` is the statute or schedule number."""

    id: Slug
    title: Line
    keep: Annotated[
        Annotated[int, Field(ge=1, le=100)] | Literal["permanent"],
        Field(description="a number of years, 1 to 100, or the word permanent"),
    ]
    authority: Line
    applies_to: Annotated[tuple[Kept, ...], Field(min_length=1)]


class Retention(Strict):
    """How long what is kept, and who sees to it (1021.7): `retention.yml`."""

    custodian: Slug
    administration_lieutenant: Slug
    schedule: Annotated[tuple[Series, ...], Field(min_length=1)]


class Monitoring(Strict):
    """Who reviews the site, and in which months (1021.6): `monitoring.yml`."""

    reviewer: Slug
    quarterly: Annotated[
        tuple[Month, ...], Field(min_length=4, max_length=12, description="four or more months, 1 to 12")
    ]
    annual: Month
    silent_incident_minutes: Annotated[
        int, Field(ge=5, le=1440, description="a number of minutes, 5 to 1440")
    ]
    report_hours: Annotated[int, Field(ge=1, le=720, description="a number of hours, 1 to 720")] = 24
    """within which a reported page is taken down, or the report resolved"""
    protected_official_business_days: Annotated[
        int, Field(ge=1, le=5, description="a number of business days, 1 to 5")
    ] = 5
    """from a written request to the removal; at most 5 by 705 ILCS 90/2-1(a) and 5 ILCS 347/15(a)"""
