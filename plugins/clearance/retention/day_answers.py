"""What the public saw at an instant, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from clearance.report.as_json import VERSION, dump
from clearance.report.terminal import plain
from clearance.retention.days import Day, Seen


def day_as_text(day: Day, zone: ZoneInfo, path: str) -> str:
    """From where it is known, then page by page."""
    when = _when(day.at, zone)
    if day.found is None:
        return f"Git has nothing of {when} or before: there was no site of this department yet.\n"
    lines = [_source(day, zone)]
    lines += [line for seen in day.seen for line in _seen(seen, zone)]
    if not day.seen:
        lines.append(f"{plain(path)} was not public." if path else "No page was public.")
    else:
        lines.append(f"{len(day.seen):,} page(s) public at {when}.")
    if len(day.times) > 1:
        times = ", ".join(f"{at.astimezone(zone):%H:%M:%S}" for at in day.times)
        lines.append(f"The site changed more than once that day, at {times}: name an instant to see each.")
    return "\n".join(lines) + "\n"


def _source(day: Day, zone: ZoneInfo) -> str:
    found = day.found
    if found and found.publication:
        built = _when(found.publication.built, zone)
        return f"Recorded: the site built {built} from {found.commit[:12]} ({found.publication.record.path})."
    commit = found.commit[:12] if found else ""
    return (
        f"No publication is recorded for that time. Worked out from commit {commit}, the newest one then: "
        "what could go out, if it was built."
    )


def _seen(seen: Seen, zone: ZoneInfo) -> Iterator[str]:
    state = "" if seen.state == "live" else f" ({seen.state})"
    yield f"{plain(seen.path)}: {plain(seen.title)}{state}"
    by = f"written by {plain(', '.join(seen.authors))}, " if seen.authors else ""
    yield f"  {by}approved by {seen.approver} at {_when(seen.approved, zone)}"
    yield f"  sha256:{seen.digest}"


def day_as_json(day: Day, zone: ZoneInfo, path: str) -> str:  # noqa: ARG001 - both formats share one signature
    found = day.found
    published = found.publication if found else None
    return dump(
        {
            "version": VERSION,
            "at": day.at.isoformat(),
            "publication": published.record.path if published else None,
            "commit": found.commit if found else None,
            "changed_that_day": [at.isoformat() for at in day.times],
            "pages": [_seen_values(seen) for seen in day.seen],
        }
    )


def _seen_values(seen: Seen) -> dict[str, object]:
    return {
        "path": seen.path,
        "title": seen.title,
        "state": seen.state,
        "sha256": seen.digest,
        "authors": list(seen.authors),
        "approver": seen.approver,
        "approved": seen.approved.isoformat(),
        "record": seen.record,
    }


def _when(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
