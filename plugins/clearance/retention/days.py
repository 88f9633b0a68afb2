"""What the public saw at an instant: which pages were out, by whose approval of which bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from clearance.errors import CannotJudge
from clearance.gate import every
from clearance.model import JudgedPage, Page
from clearance.publish.decision import look_aside
from clearance.retention.moments import Moment, as_files, moment
from clearance.retention.publications import Publications


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was out. `recorded` tells whether its source is among the files that were recorded then."""

    path: str
    title: str
    state: str
    digest: str
    authors: tuple[str, ...]
    approver: str
    approved: datetime
    record: str
    recorded: bool | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """`found` is None where nothing was there yet. `times` are when the site was built on that day."""

    at: datetime
    found: Moment | None
    seen: tuple[Seen, ...] = ()
    source: bytes = b""
    times: tuple[datetime, ...] = ()


def on(  # noqa: PLR0913 - of whom, when, what is known, whom to trust, and of which page
    root: Path,
    at: datetime,
    publications: Publications,
    *,
    pin: str,
    zone: ZoneInfo,
    path: str = "",
    cache: Path | None = None,
) -> Day:
    """The state at an instant; with `path`, of this page alone, and its source. Raises CannotJudge."""
    found = moment(root, at, publications)
    if found is None:
        return Day(at, None)
    wanted = (lambda each: each == path) if path else every
    with as_files(root, found, pin) as folder:
        judged = look_aside(folder, at=found.at, cache=cache, wanted=wanted)
        public = frozenset(found.publication.files().values()) if found.publication else None
        seen = tuple(_seen(page, public) for page in judged.outcome.pages if page.published)
        source = (folder / path).read_bytes() if path and seen else b""
    day = at.astimezone(zone).date()
    times = (each.built for each in publications.all if each.built.astimezone(zone).date() == day)
    return Day(at, found, seen, source, tuple(times))


def _seen(judged: JudgedPage, public: frozenset[str] | None) -> Seen:
    page, approval = judged.page, judged.approval
    if not isinstance(page, Page) or approval is None:
        raise CannotJudge("was published without an approval", path=judged.path)
    return Seen(
        path=judged.path,
        title=page.title,
        state=str(judged.state),
        digest=page.digest,
        authors=page.authors,
        approver=approval.member,
        approved=approval.issued,
        record=approval.path,
        recorded=page.digest in public if public is not None else None,
    )
