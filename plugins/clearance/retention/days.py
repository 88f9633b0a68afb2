"""What the public saw at an instant: which pages were out, by whose approval of which bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.content.page import read_page
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.gate import every
from clearance.history.repository import open_repository
from clearance.model import JudgedPage, Page, Record, State
from clearance.publish.decision import look_aside
from clearance.retention.ledger_flaws import standing
from clearance.retention.moments import Moment, as_files, moment, require_commit
from clearance.retention.publications import Publication, fold

_ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that was out, in the bytes that have this digest."""

    path: str
    title: str
    state: str
    digest: str
    authors: tuple[str, ...]
    approver: str
    approved: datetime
    record: str


@dataclass(frozen=True, slots=True)
class Day:
    """`found` is None where nothing was there yet. `times` are when the site was built on that day.

    `source` are the bytes of the page that was asked for.
    """

    at: datetime
    found: Moment | None
    seen: tuple[Seen, ...] = ()
    source: bytes = b""
    times: tuple[datetime, ...] = ()


def on(evidence: Evidence, at: datetime, *, pin: str, path: str = "", cache: Path | None = None) -> Day:
    """The state at an instant; with `path`, of this page alone, and its source. Raises CannotJudge.

    A record of a publication names the sources that were published. Without one, the commit of that
    time is judged; of `cache` verdicts on texts are used.
    """
    publications = fold(evidence.ledger.records, evidence.guidelines)
    found = moment(evidence, at, publications)
    if found is None:
        return Day(at, None)
    public = _sources(found.publication)
    pages = _recorded(evidence, found, public, path) if public else _judged(evidence, found, pin, path, cache)
    zone = evidence.guidelines.zone
    day = at.astimezone(zone).date()
    times = (each.built for each in publications.all if each.built.astimezone(zone).date() == day)
    source = pages[0][1] if path and pages else b""
    return Day(at, found, tuple(seen for seen, _ in pages), source, tuple(times))


def _sources(publication: Publication | None) -> frozenset[str]:
    """The digests of the sources among the files that were published. Raises CannotJudge."""
    if publication is None:
        return frozenset()
    try:
        files = publication.files()
    except ValueError as problem:
        raise CannotJudge(f"this record {problem}", path=publication.record.path) from None
    return frozenset(digest for name, digest in files.items() if name.endswith(".md"))


def _recorded(
    evidence: Evidence, found: Moment, public: frozenset[str], path: str
) -> list[tuple[Seen, bytes]]:
    """The pages whose approved source is among what was published, by the newest approval of then."""
    approvals = {
        name: record
        for name, record in _approvals(evidence, found, path).items()
        if record.subjects[name] in public
    }
    stored = _bytes_of(evidence.root, found.commit, sorted(approvals))
    zone = evidence.guidelines.zone
    pages: list[tuple[Seen, bytes]] = []
    for name, record in sorted(approvals.items()):
        if record.subjects[name] in evidence.erased:
            pages.append((_erased(name, record), b""))
            continue
        data = stored.get(name, b"")
        page = read_page(name, data, zone)
        if isinstance(page, Page) and page.digest == record.subjects[name]:
            expired = page.expires is not None and page.expires <= found.at
            pages.append((_seen(page, record, State.EXPIRED if expired else State.LIVE), data))
        else:
            raise CannotJudge(
                f"git has other bytes of it in {found.commit[:12]} than were approved", path=name
            )
    return pages


def _approvals(evidence: Evidence, found: Moment, path: str) -> dict[str, Record]:
    """Of each page, or of this one, the newest approval of then."""
    until = (record for record in evidence.ledger.records if record.issued <= found.at)
    return {
        name: record
        for name, record in standing(until, evidence).items()
        if name.endswith(".md") and path in {"", name}
    }


def _bytes_of(root: Path, commit: str, paths: list[str]) -> dict[str, bytes]:
    """What these paths held in a commit. Raises CannotJudge."""
    require_commit(root, commit)
    repository = open_repository(root)
    listing = repository.git("ls-tree", "-r", "-z", commit, "--", "content").decode(
        "utf-8", "surrogateescape"
    )
    blobs = {
        name: facts.split(" ")[2]
        for facts, _, name in (e.partition("\t") for e in listing.split("\0"))
        if name
    }
    wanted = {name: blobs[name] for name in paths if name in blobs}
    stored = repository.objects(wanted.values()) if wanted else {}
    return {name: stored[blob] for name, blob in wanted.items()}


def _judged(
    evidence: Evidence, found: Moment, pin: str, path: str, cache: Path | None
) -> list[tuple[Seen, bytes]]:
    """The pages that the gate lets out in a copy of that time."""
    wanted = (lambda each: each == path) if path else every
    with as_files(evidence, found, pin) as folder:
        outcome = look_aside(folder, at=found.at, cache=cache, wanted=wanted).outcome
        pages = [_of(judged, folder) for judged in outcome.pages if judged.published]
    erased = evidence.erased.keys()
    gone = (
        (_erased(name, record), b"")
        for name, record in _approvals(evidence, found, path).items()
        if erased & {*record.subjects.values()}
    )
    return sorted([*pages, *gone], key=lambda page: page[0].path)


def _of(judged: JudgedPage, folder: Path) -> tuple[Seen, bytes]:
    page, approval = judged.page, judged.approval
    if not isinstance(page, Page) or approval is None:
        raise CannotJudge("was published without an approval", path=judged.path)
    return _seen(page, approval, judged.state), (folder / judged.path).read_bytes()


def _erased(path: str, record: Record) -> Seen:
    """A page that was approved then, and erased since: whose it was, and what it said, nobody can tell."""
    return Seen(
        path=path,
        title="erased by lawful order",
        state=_ERASED,
        digest=record.subjects[path],
        authors=(),
        approver=record.member,
        approved=record.issued,
        record=record.path,
    )


def _seen(page: Page, record: Record, state: State) -> Seen:
    return Seen(
        path=page.path,
        title=page.title,
        state=str(state),
        digest=page.digest,
        authors=page.authors,
        approver=record.member,
        approved=record.issued,
        record=record.path,
    )
