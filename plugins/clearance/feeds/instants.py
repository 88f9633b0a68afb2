"""Instants, as the formats write them: to the second; what is less is cut off."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(moment: datetime) -> str:
    """In UTC, as RFC 3339 has it: `2026-03-03T18:00:00Z`."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def local(moment: datetime) -> str:
    """With its own offset and never `Z`, as CAP 1.2 has it: `2026-03-03T12:00:00-06:00`, in UTC `-00:00`.

    An offset of odd seconds, such as a zone had before there were zones, is written in UTC.
    """
    offset = moment.strftime("%z")
    if len(offset) > len("+hhmm"):
        return local(moment.astimezone(UTC))
    written = moment.replace(tzinfo=None).isoformat(timespec="seconds")
    return f"{written}{'-00:00' if offset == '+0000' else f'{offset[:3]}:{offset[3:]}'}"
