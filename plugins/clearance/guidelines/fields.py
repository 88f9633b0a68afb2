"""What the guideline models are made of. Each description completes the sentence "expected …"."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
_DATE = re.compile(r"(19|20|21)\d{2}-\d{2}-\d{2}", re.ASCII)


class Strict(BaseModel):
    """A closed, frozen mapping: no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _civil_date(value: object) -> object:
    """Left alone, pydantic would also take the seconds since 1970 for a date."""
    if not isinstance(value, str):
        return value
    if not _DATE.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is not a date; expected a date such as 2026-03-01")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"there is no day {value}; expected a date such as 2026-03-01") from None


CivilDate = Annotated[
    date,
    BeforeValidator(_civil_date),
    Field(description="a date such as 2026-03-01"),
]
"""A day in the department's time zone."""

Line = Annotated[
    str,
    Field(
        pattern=rf"^[^\s{_CONTROLS}]([^\t\n{_CONTROLS}]*[^\s{_CONTROLS}])?$",
        max_length=300,
        description="one line of text",
    ),
]
Prose = Annotated[
    str,
    Field(
        pattern=rf"^[^\s{_CONTROLS}][^{_CONTROLS}]*$",
        max_length=2000,
        description="some sentences of text",
    ),
]
Slug = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=60,
        description="a short name of lower-case letters, digits and single hyphens, such as records1",
    ),
]
Clause = Annotated[
    str,
    Field(
        pattern=r"^[0-9]{1,5}(\.[0-9]{1,3}){0,4}(\([a-z]\))?$",
        description="a clause of the policy, such as 1021.4(a)",
    ),
]
Email = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$",
        max_length=254,
        description="an e-mail address, such as desk@example.org",
    ),
]
Phone = Annotated[
    str,
    Field(
        pattern=r"^\+?[0-9(][0-9() .-]{1,22}[0-9]$",
        description='a phone number in quotes, such as "(708) 555-0100" or "911"',
    ),
]
Host = Annotated[
    str,
    Field(
        pattern=r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$",
        max_length=253,
        description="a host name in lower case without https://, such as www.example.org",
    ),
]
SiteUrl = Annotated[
    str,
    Field(
        pattern=r"^https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/$",
        max_length=300,
        description="the site's address with a slash at the end, such as https://www.example.org/",
    ),
]
Colour = Annotated[
    str,
    Field(
        pattern=r"^#[0-9a-fA-F]{6}$",
        description='a colour in quotes, of a hash and six digits, such as "#14304f"',
    ),
]
Month = Annotated[int, Field(ge=1, le=12, description="the number of a month, 1 to 12")]
