"""The department itself: `department.yml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, Field

from clearance.guidelines.fields import Colour, Email, Host, Line, Phone, SiteUrl, Slug, Strict
from clearance.nearest import did_you_mean


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(name, available_timezones())
        raise ValueError(f"{name!r} is not a time zone{hint}") from None
    return name


TimeZone = Annotated[
    str,
    Field(
        pattern=r"^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$",
        description="a time zone such as America/Chicago",
    ),
    AfterValidator(_known_zone),
]


class Equipment(StrEnum):
    """How "only department-approved equipment" (1021.3) is held."""

    SIGNED = "signed"
    """commits to content/ must carry a signature of an approved device, valid at that time"""
    LISTED = "listed"
    """committers must be in the roster by their e-mail address"""
    UNVERIFIED = "unverified"
    """commits are not examined: for a demonstration whose history isn't the department's"""


class Desk(Strict):
    """Where and when somebody can be spoken to."""

    address: Line
    hours: Line


class Contacts(Strict):
    """How the public reaches the department (1021.5.1)."""

    emergency: Phone = "911"
    non_emergency: Phone
    email: Email
    desk: Desk


class Allow(Strict):
    """Numbers and addresses that are the public's to know, so that no rule takes them for private."""

    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    email_domains: tuple[Host, ...] = ()


class Reading(Strict):
    """What the check reads beyond the words themselves; each needs something installed."""

    writing_in_pictures: Annotated[bool, Field(description="true or false")] = False
    """read what is written in pictures, with the program tesseract"""
    confirm_names: Annotated[bool, Field(description="true or false")] = False
    """let a small model confirm that a name is a person's, for the rules that name people"""


class Colors(Strict):
    """The colours of the pictures by which posts are shown where they are shared."""

    primary: Colour
    """the ground, on which white and the accent must be readable"""
    accent: Colour


class Department(Strict):
    """Name, time zone, contacts, and how strictly equipment is held."""

    id: Slug
    name: Line
    short_name: Line
    timezone: TimeZone
    site_url: SiteUrl | None = None
    contacts: Contacts
    hosts: tuple[Host, ...] = ()
    colors: Colors | None = None
    allow: Allow = Allow()
    reading: Reading = Reading()
    equipment: Equipment
    record_grace_days: Annotated[int, Field(ge=0, le=365, description="a number of days, 0 to 365")] = 7
    """a record first committed later than this after its `issued` is refused, unless unverified"""
