"""One line of a web server's or CDN's log: what was asked for, on which day, and by which program.

Common and Combined Log Format (https://httpd.apache.org/docs/2.4/logs.html), and JSON, an object a line, by
the keys of Cloudflare Logpush (https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/)
or of CloudFront's logs
(https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html).
Of all other fields, who asked foremost, nothing is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import unquote
from zoneinfo import ZoneInfo

_LINE = re.compile(
    rb"\S+ \S+ [^\[]*\[(?P<at>\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "
    rb'"(?P<asked>(?:[^"\\]|\\.)*)" (?P<status>\d{3}) (?:\d+|-)'
    rb'(?: "(?:[^"\\]|\\.)*" "(?P<program>(?:[^"\\]|\\.)*)")?(?: .*)?\r?\n?',
)
_MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")
_STATUS = re.compile(r"[1-5]\d\d", re.ASCII)
_NUMBER = re.compile(r"\d{1,19}(\.\d{1,9})?", re.ASCII)
_QUARTER_HOUR = 900


@dataclass(frozen=True, slots=True)
class Asked:
    """`day` is that in the department; `address` as asked for, with the host nowhere.

    `method` and `address` are empty where the line tells of no such request; `program` is None where the log
    does not say by which, and empty or `-` where the program did not say.
    """

    day: date
    method: str
    address: str
    status: int
    program: str | None


def read(line: bytes, zone: ZoneInfo) -> Asked | None:
    """None for a line that is neither, or tells of no time that there was."""
    return _object(line, zone) if line.startswith(b"{") else _text(line, zone)


# --- Common and Combined Log Format ------------------------------------------------------------


def _text(line: bytes, zone: ZoneInfo) -> Asked | None:
    found = _LINE.fullmatch(line)
    day = _day(found["at"], zone) if found else None
    if found is None or day is None:
        return None
    parts = found["asked"].decode("utf-8", "replace").split(" ")
    method, address = parts[:2] if len(parts) == 3 else ("", "")  # noqa: PLR2004 - with the protocol
    program = found["program"]
    return Asked(
        day, method, address, int(found["status"]), None if program is None else program.decode("latin-1")
    )


@lru_cache(maxsize=4096)
def _hour(at: bytes, zone: ZoneInfo) -> date | None:
    """The day of `10/Mar/2026:13:45 -0600` there. No midnight lies within a quarter of an hour, anywhere."""
    try:
        month = _MONTHS.index(at[3:6]) + 1
        offset = timedelta(hours=int(at[19:21]), minutes=int(at[21:23])) * (-1 if at[18:19] == b"-" else 1)
        moment = datetime(
            int(at[7:11]), month, int(at[:2]), int(at[12:14]), int(at[15:17]), tzinfo=timezone(offset)
        )
        return moment.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def _day(at: bytes, zone: ZoneInfo) -> date | None:
    minute = int(at[15:17]) // 15 * 15
    if int(at[15:17]) > 59 or int(at[18:20]) > 60:  # noqa: PLR2004 - minutes, and a leap second
        return None
    return _hour(at[:15] + b"%02d" % minute + at[20:], zone)


# --- JSON --------------------------------------------------------------------------------------


def _object(line: bytes, zone: ZoneInfo) -> Asked | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    return _of_cloudflare(said, zone) if "EdgeResponseStatus" in said else _of_cloudfront(said, zone)


def _of_cloudflare(said: Mapping[str, object], zone: ZoneInfo) -> Asked | None:
    address = said.get("ClientRequestURI", said.get("ClientRequestPath"))
    at = said.get("EdgeStartTimestamp", said.get("EdgeEndTimestamp"))
    program = said.get("ClientRequestUserAgent", _UNSAID)
    return _asked(at, said.get("ClientRequestMethod"), address, said["EdgeResponseStatus"], program, zone)


def _of_cloudfront(said: Mapping[str, object], zone: ZoneInfo) -> Asked | None:
    """What the program says of itself is percent-encoded there."""
    at = f"{said['date']}T{said['time']}Z" if {"date", "time"} <= said.keys() else said.get("timestamp")
    program = said.get("cs(User-Agent)", said.get("cs-user-agent", _UNSAID))
    known = unquote(program) if isinstance(program, str) else program
    return _asked(at, said.get("cs-method"), said.get("cs-uri-stem"), said.get("sc-status"), known, zone)


_UNSAID = object()
"""where the log has no such field at all"""


def _asked(  # noqa: PLR0913, PLR0917 - what a line tells
    at: object, method: object, address: object, status: object, program: object, zone: ZoneInfo
) -> Asked | None:
    day = _day_of(at, zone)
    if day is None or not isinstance(method, str) or not isinstance(address, str):
        return None
    if isinstance(status, bool) or not _STATUS.fullmatch(str(status)):
        return None
    name = None if program is _UNSAID else program if isinstance(program, str) else ""
    return Asked(day, method, address, int(str(status)), name)


def _day_of(at: object, zone: ZoneInfo) -> date | None:
    """Of RFC 3339, or of a number of seconds, or thousandths to billionths of them, since 1970."""
    text = str(at)
    if _NUMBER.fullmatch(text) and not isinstance(at, bool):
        seconds = float(text)
        while seconds >= _LAST_SECOND:
            seconds /= 1000
        return _quarter_hour(int(seconds) // _QUARTER_HOUR, zone)
    try:
        moment = datetime.fromisoformat(text) if isinstance(at, str) else None
        return moment.astimezone(zone).date() if moment and moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


_LAST_SECOND = 10**11
"""some 3,000 years after 1970; what is more is counted in a smaller unit"""


@lru_cache(maxsize=4096)
def _quarter_hour(number: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(number * _QUARTER_HOUR, UTC).astimezone(zone).date()
