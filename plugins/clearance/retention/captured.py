"""What is captured for an export: which pages of which site, and what is said of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.content.address import destination, source_destination
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import Page, State, sha256
from clearance.publish.build import build_site
from clearance.publish.orders import Orders, Search
from clearance.publish.preview import is_preview
from clearance.retention.capture import Site, with_resources, write_warc
from clearance.retention.captured_proof import vouched
from clearance.retention.library import Story
from clearance.retention.publications import fold
from clearance.retention.selection import Chosen, Selection

WARC = "website.warc.gz"


@dataclass(frozen=True, slots=True)
class Captured:
    """`pages` are the captured ones by path, `count` is of all responses, `told` says of which site."""

    pages: frozenset[str] = frozenset()
    count: int = 0
    told: str = ""
    files: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


def capture(  # noqa: PLR0913, PLR0917 - what, of which site, when, and where to
    folder: Path, judgement: Judgement, chosen: Chosen, selection: Selection, given: Path | None, at: datetime
) -> Captured:
    """Write the WARC file into the folder. Raises CannotJudge for a wrong site."""
    url = judgement.evidence.config.site_url
    if not url:
        raise CannotJudge(
            "site_url is not set, so nobody knows at which address a page stood", path="mkdocs.yml"
        )
    with _site(judgement, given, selection, at) as place:
        site = Site(place, f"{url.rstrip('/')}/")
        if not selection.everything and not selection.include_withdrawn:
            _require_nothing_withdrawn(site, judgement)
        pages = {story.path: path for story in chosen.stories if (path := _shown(site, story, judgement))}
        wanted = (
            site.files()
            if selection.everything
            else with_resources(site, [*pages.values(), *_own(site, chosen)])
        )
        told, missing = _told(given, at), len(chosen.stories) - len(pages)
        remarks = (f"{missing} page(s) are not on the site, so not in the WARC file",) if missing else ()
        if not wanted:
            return Captured(
                told="No page of these is on the site, so there is no WARC file.", remarks=remarks
            )
        evidence = judgement.evidence
        proof = vouched(site, wanted, fold(evidence.ledger.records, evidence.guidelines))
        with (folder / WARC).open("xb") as file:
            count = write_warc(file, site, wanted, at=at, told=told)
    files = ((WARC, "the pages as published, with what a browser needs to show them (ISO 28500)"),)
    told = " ".join(filter(None, (told, proof.told)))
    return Captured(frozenset(pages), count, told, files, (*remarks, *proof.remarks))


def _told(given: Path | None, at: datetime) -> str:
    if given:
        return f"The WARC file was made on {at:%Y-%m-%d} of a built site that the custodian named."
    return f"The WARC file was made of the site as it was built for this export on {at:%Y-%m-%d}."


@contextmanager
def _site(judgement: Judgement, given: Path | None, selection: Selection, at: datetime) -> Iterator[Path]:
    if given is not None:
        if given.is_symlink() or not given.is_dir() or not (given / "index.html").is_file():
            raise CannotJudge("is no folder with a built site", path=str(given))
        if is_preview(given):
            raise CannotJudge("is a preview, which is never the public site", path=str(given))
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="clearance-", ignore_cleanup_errors=True) as made:
        search = Search.NOW if selection.everything else Search.SKIP
        place = Path(made).resolve() / "site"
        root = judgement.evidence.root
        built = build_site(root, site_dir=place, quiet=True, at=at, orders=Orders(search=search))
        if built.exit_code != 0 or not place.is_dir():
            raise CannotJudge(
                "the site can't be built as the department stands (see above), nor its pages captured; "
                "mend it, or name a copy of the published site with --site"
            )
        yield place


def _require_nothing_withdrawn(site: Site, judgement: Judgement) -> None:
    """An old copy of the site would hand out what was taken down since, and lists that speak of it."""
    for judged in judgement.outcome.pages:
        slug = judged.page.slug if isinstance(judged.page, Page) else None
        if judged.state is State.WITHDRAWN and site.has(destination(judged.path, slug)):
            raise CannotJudge(
                "this site still has a page that was withdrawn; build it anew, or add --include-withdrawn",
                path=str(site.folder),
            )


def _shown(site: Site, story: Story, judgement: Judgement) -> str | None:
    """Where the site shows a page of which a version goes out; it must be the page of such a version."""
    page = story.newest
    judged = judgement.outcome.page(story.path)
    slug = judged.page.slug if judged and isinstance(judged.page, Page) else page.slug if page else None
    shown, source = destination(story.path, slug), source_destination(story.path, slug)
    if not site.has(shown) or not site.has(source):
        return None
    if sha256(site.read(source)) not in {version.files[story.path] for version in story.versions}:
        raise CannotJudge(
            "the site shows a version of this page that is not among those exported; build the site anew",
            path=story.path,
        )
    return shown


def _own(site: Site, chosen: Chosen) -> list[str]:
    """The files that the pages show or link to, where they are as approved."""
    digests = {
        (path.removeprefix("content/"), digest)
        for story in chosen.stories
        for version in story.versions
        for path, digest in version.files.items()
        if not path.endswith(".md")
    }
    return [path for path, digest in sorted(digests) if site.has(path) and sha256(site.read(path)) == digest]
