"""Whether captured files are those that a record of a publication names: each by the digest of its bytes.

A site's folder says nothing of who saw it. What a recorder signed after publishing does (1021.7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clearance.model import sha256
from clearance.retention.capture import Site
from clearance.retention.detail import manifest
from clearance.retention.publications import Publication, Publications
from clearance.retention.recording import site_files

SHOWN = 5
"""files that differ, by name; the rest by number"""
NONE = (
    "No publication is recorded, so no signed record says that the captured files were public as they are "
    "(clearance records publication)."
)


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a record says of the captured files, and what must be remarked since none says it of all."""

    told: str
    remarks: tuple[str, ...] = ()


def vouched(site: Site, paths: Sequence[str], publications: Publications) -> Vouched:
    """Compare the files of a site with the publication of just this site, or with the newest one.

    Never raises for a doubtful record: that it is doubtful is remarked.
    """
    publication = _of_this_site(site, publications) or publications.newest
    if publication is None:
        return Vouched("", (NONE,))
    name = f"{publication.record.path} (sha256:{publication.record.id})"
    try:
        recorded = publication.files()
    except ValueError as problem:
        return Vouched("", (f"{name} {problem}, so no record vouches for the captured files.",))
    differ = [path for path in paths if recorded.get(path) != sha256(site.read(path))]
    told = (
        f"{len(paths) - len(differ)} of the {len(paths)} captured files are as recorded when the site of "
        f"{publication.built:%Y-%m-%d %H:%M} was published, in {name}."
    )
    return Vouched(told, tuple(_remarks(differ, publication)))


def _of_this_site(site: Site, publications: Publications) -> Publication | None:
    """The newest that has exactly this site's files; it is looked for only where there is more than one."""
    if len(publications.all) < 2:  # noqa: PLR2004 - then it is the newest
        return None
    whole = manifest(site_files(site.folder)[0])
    return next((each for each in reversed(publications.all) if each.detail.manifest == whole), None)


def _remarks(differ: Sequence[str], publication: Publication) -> Iterator[str]:
    if differ:
        named = ", ".join(differ[:SHOWN])
        more = f" and {len(differ) - SHOWN} more" if len(differ) > SHOWN else ""
        yield f"captured, and not as recorded in {publication.record.path}: {named}{more}"
