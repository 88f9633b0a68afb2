"""The record of a site that was just built: what it was built from, and the digest of every file of it."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.evidence import Evidence
from clearance.history.git import checked, run
from clearance.history.retention import is_checkout
from clearance.publish.audit.files import Irregular, SiteFile, walk
from clearance.publish.generator import choose
from clearance.records.statement import Statement, encode, record_id
from clearance.retention.branches import not_in
from clearance.retention.detail import Detail, manifest, read
from clearance.retention.publications import KIND, ROLES, Publication, entitled, fold

_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)
MOST = 4_000
"""files that one record names; it then has some 500 kB"""
_SOFTWARE = (
    "mkdocs-clearance",
    "mkdocs-material",
    "markdown",
    "pymdown-extensions",
    "jinja2",
    "pagefind-bin",
    "pillow",
)


@dataclass(frozen=True, slots=True)
class Differences:
    """What sets one list of files apart from another, as paths in order."""

    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.missing)


def compare(recorded: Mapping[str, str], found: Mapping[str, str]) -> Differences:
    """How the files that were found differ from those that were recorded."""
    both = recorded.keys() & found.keys()
    return Differences(
        changed=tuple(sorted(path for path in both if recorded[path] != found[path])),
        added=tuple(sorted(found.keys() - recorded.keys())),
        missing=tuple(sorted(recorded.keys() - found.keys())),
    )


def site_files(site: Path) -> tuple[dict[str, str], tuple[Irregular, ...]]:
    """The digest of every plain file of a site, and whatever is none. Raises CannotJudge."""
    _require_folder(site)
    found = list(walk(site))
    digests = Digests()
    try:
        files = {
            one.path: digests.read(one.location, one.path)[0].sha256
            for one in found
            if isinstance(one, SiteFile)
        }
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(site)) from None
    return files, tuple(one for one in found if isinstance(one, Irregular))


def _require_folder(site: Path) -> None:
    if not site.is_dir():
        raise CannotJudge("there is no such folder; `clearance build` makes it", path=str(site))


def software() -> dict[str, str]:
    """What made the site, with versions, as it is installed here."""
    found = {"python": platform.python_version()}
    for name in (choose(), *_SOFTWARE):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def newest_change(site: Path) -> datetime:
    """When the youngest file of a site was written: the build that wrote it judged at that time or before."""
    _require_folder(site)
    times = [one.status.st_mtime for one in walk(site) if isinstance(one, SiteFile)]
    if not times:
        raise CannotJudge("there is no file in it; expected a site that was built", path=str(site))
    return datetime.fromtimestamp(int(max(times)), UTC)


@dataclass(frozen=True, slots=True)
class Origin:
    """The commits that a site was built from; `records` is empty where those have no branch of their own."""

    commit: str
    records: str = ""


def origin(root: Path) -> Origin:
    """What is checked out here. Raises CannotJudge where nothing is."""
    own = root / "records"
    records = checked(run(own, "rev-parse", "HEAD"), own).text if is_checkout(root, "records") else ""
    return Origin(checked(run(root, "rev-parse", "HEAD"), root).text, records)


def prepare(  # noqa: PLR0913 - of what, from what, by whom, and when
    evidence: Evidence, site: Path, source: Origin, *, member: str, built: datetime, at: datetime
) -> tuple[Statement, ...]:
    """What is to be signed, each record after the one before; none where nothing has changed since.

    Raises CannotJudge for a folder that is no site, and for a member who may not say this.
    """
    guidelines = evidence.guidelines
    if not entitled(guidelines, member, at):
        raise CannotJudge(f"{member} may not say what was published; it takes one of: {', '.join(ROLES)}")
    if built > at:
        raise CannotJudge(f"the site can't have been built at {built.isoformat()}, which is still to come")
    files = _sound_files(site)
    before = fold(evidence.ledger.records, guidelines).newest
    whole = _whole(evidence, source, built.astimezone(guidelines.zone).replace(microsecond=0))
    if before and _same(before.detail, whole, files):
        return ()
    issued = at.astimezone(guidelines.zone).replace(microsecond=0)
    blank = Statement(KIND, guidelines.department.id, issued, member, {})
    return tuple(_statements(blank, list(_parts(whole, files, before))))


def _sound_files(site: Path) -> dict[str, str]:
    files, irregular = site_files(site)
    if irregular:
        raise CannotJudge(f"is {irregular[0].reason}; expected plain files alone", path=irregular[0].path)
    if "index.html" not in files:
        raise CannotJudge("has no index.html; expected a site that was built", path=str(site))
    return files


def _whole(evidence: Evidence, source: Origin, built: datetime) -> Detail:
    _require_history(evidence.root, source.commit)
    if source.records:
        _require_history(evidence.root / "records", source.records)
    current = evidence.chain.current
    if current is None:
        raise CannotJudge(f"there is no adoption to publish by: {evidence.chain.problem}")
    return Detail(
        commit=source.commit,
        records=source.records,
        adoption=current.id,
        built=built,
        site_url=evidence.config.site_url or "",
        software=software(),
        changed={},
    )


def _require_history(place: Path, commit: str) -> None:
    if not _COMMIT.fullmatch(commit) or not_in(place, [commit]):
        raise CannotJudge(
            f"{commit[:80]!r} is no commit of its history; expected the whole id", path=str(place)
        )


def _same(before: Detail, now: Detail, files: Mapping[str, str]) -> bool:
    """Whether nothing that the public could see has changed, nor what made it."""
    alike = (before.adoption, before.site_url, dict(before.software)) == (
        now.adoption,
        now.site_url,
        dict(now.software),
    )
    return alike and before.manifest == manifest(files)


def _parts(whole: Detail, files: Mapping[str, str], before: Publication | None) -> Iterator[Detail]:
    """The differences from the publication before, or where that would be more, all files anew."""
    recorded = _known_files(before)
    differ = compare(recorded, files)
    changed = (*differ.changed, *differ.added)
    much = len(changed) + len(differ.missing) > len(files) or len(differ.missing) > MOST
    if before is None or not recorded or much:
        changed, first = tuple(sorted(files)), whole
    else:
        first = replace(whole, previous=before.record.id, removed=differ.missing)
    pieces = [changed[start : start + MOST] for start in range(0, len(changed), MOST)] or [()]
    for number, piece in enumerate(pieces, start=1):
        part = replace(first if number == 1 else whole, changed={path: files[path] for path in piece})
        last = number == len(pieces)
        yield replace(part, files=len(files), manifest=manifest(files)) if last else part


def _known_files(before: Publication | None) -> dict[str, str]:
    """None where the records are in doubt: then all is told anew."""
    try:
        return before.files() if before else {}
    except ValueError:
        return {}


def _statements(blank: Statement, parts: list[Detail]) -> Iterator[Statement]:
    previous = ""
    for part in parts:
        linked = replace(part, previous=previous) if previous else part
        _require_readable(linked)
        statement = replace(blank, detail=linked.written())
        previous = record_id(encode(statement))
        yield statement


def _require_readable(detail: Detail) -> None:
    """Raise CannotJudge for what could not be read again: a file of a strange name, say."""
    try:
        read(detail.written())
    except ValueError as problem:
        raise CannotJudge(f"nothing was recorded: such a record {problem}") from None
