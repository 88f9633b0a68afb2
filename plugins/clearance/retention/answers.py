"""Records that were found, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.report.terminal import plain
from clearance.retention.entries import Entry

VERSION = 1
"""of the form of the JSON"""


def entries_as_text(hits: Sequence[Entry], zone: ZoneInfo, *, of: int) -> str:
    """One paragraph for each, and how many there are."""
    if not of:
        return "There are no records yet.\n"
    if not hits:
        return f"None of the {of:,} records fits. `clearance records list` shows all.\n"
    lines = [line for entry in hits for line in _entry(entry, zone)]
    return "\n".join([*lines, f"{len(hits):,} of {of:,} records."]) + "\n"


def _entry(entry: Entry, zone: ZoneInfo) -> Iterator[str]:
    by = entry.member if entry.member == entry.signer else f"{entry.member}, recorded by {entry.signer}"
    yield f"{_when(entry.at, zone)}  {entry.kind} by {by}"
    for version in entry.versions:
        about = [*([f"by {', '.join(version.authors)}"] if version.authors else []), *version.categories]
        title = f": {plain(version.title)} ({plain('; '.join(about))})" if version.title else ""
        yield f"  {plain(version.path)}{title.replace(' ()', '')}"
    yield f"  {plain(entry.path)}"


def entries_as_json(hits: Sequence[Entry]) -> str:
    found = {"version": VERSION, "records": [_entry_values(entry) for entry in hits]}
    return json.dumps(found, indent=2) + "\n"


def _entry_values(entry: Entry) -> dict[str, object]:
    return {
        "record": entry.path,
        "sha256": entry.id,
        "kind": entry.kind,
        "issued": entry.issued,
        "member": entry.member,
        "signer": entry.signer,
        "pages": [
            {
                "path": version.path,
                "sha256": version.digest,
                "title": version.title,
                "authors": list(version.authors),
                "categories": list(version.categories),
                "incident": version.incident or None,
            }
            for version in entry.versions
        ],
    }


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
