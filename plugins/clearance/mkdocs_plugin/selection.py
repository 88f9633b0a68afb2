"""Which files MkDocs gets to see: what the gate cleared, as it read it, and the lists made from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel

from clearance.content.address import destination
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page
from clearance.publish.views import Listing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CONTENT = "content/"
HOME = "index.md"
"""the front page; where it isn't cleared, or there is none, one made of the lists stands in its place"""


@dataclass(frozen=True, slots=True)
class Selection:
    """The files of a build, and what each generated or judged page among them is."""

    files: Files
    pages: dict[str, JudgedPage]
    listings: dict[str, Listing]


def select(
    found: Files,
    judgement: Judgement,
    listings: tuple[Listing, ...],
    config: MkDocsConfig,
    *,
    everything: bool,
) -> Selection:
    """Keep of `found` what may go out (in a preview: everything), add records and lists."""
    judged = {page.path: page for page in judgement.outcome.pages if everything or page.published}
    published = judgement.published_files
    files = Files([file for file in found if file.src_dir != config.docs_dir])
    for file in found:
        if file.src_dir == config.docs_dir and (everything or CONTENT + file.src_uri in published):
            files.append(_as_judged(file, judged))
    for file in _records(judged, judgement.evidence.root, config):
        files.append(file)
    if HOME not in files.src_uris:
        files.append(File.generated(config, HOME, content="", inclusion=InclusionLevel.INCLUDED))
    listed = {_source(listing): listing for listing in listings}
    for source, listing in listed.items():
        files.append(_generated(source, listing, config))
    return Selection(files, {path.removeprefix(CONTENT): page for path, page in judged.items()}, listed)


def shown_in(nav: object, selection: Selection) -> list[Any] | None:
    """The navigation of `mkdocs.yml` without the pages that aren't selected, and without empty sections."""
    sources = {file.src_uri for file in selection.files}
    return _pruned(nav, sources) if isinstance(nav, list) else None


def _pruned(entries: list[Any], sources: set[str]) -> list[Any]:
    return [kept for entry in entries if (kept := _entry(entry, sources))]


def _entry(entry: object, sources: set[str]) -> object:
    """The entry as it was, or with less in it, or None when nothing of it is left."""
    if isinstance(entry, dict):
        return {title: kept for title, target in entry.items() if (kept := _entry(target, sources))}
    if isinstance(entry, list):
        return _pruned(entry, sources)
    gone = isinstance(entry, str) and entry.endswith(".md") and "://" not in entry and entry not in sources
    return None if gone else entry


def _as_judged(file: File, judged: dict[str, JudgedPage]) -> File:
    """The file with the bytes that the gate read: what changed on disk since then is not published."""
    page = judged.get(CONTENT + file.src_uri)
    if page is None:
        return file
    slug = page.page.slug if isinstance(page.page, Page) else None
    replaced = File(
        file.src_uri,
        file.src_dir,
        file.dest_dir,
        file.use_directory_urls,
        dest_uri=destination(page.path, slug),
        inclusion=InclusionLevel.NOT_IN_NAV if page.path.startswith("content/posts/") else file.inclusion,
    )
    if isinstance(page.page, Page):
        replaced.content_bytes = page.page.source
    else:
        replaced.content_string = ""
    return replaced


def _generated(source: str, listing: Listing, config: MkDocsConfig) -> File:
    level = InclusionLevel.INCLUDED if source == "posts/index.md" else InclusionLevel.NOT_IN_NAV
    return File.generated(config, source, content=f"# {listing.title}\n", inclusion=level)


def _source(listing: Listing) -> str:
    return f"{listing.address}index.md"


def _records(judged: dict[str, JudgedPage], root: Path, config: MkDocsConfig) -> Iterator[File]:
    """The approvals of the published pages, with their signatures, so that anyone can check them."""
    paths = {page.approval.path for page in judged.values() if page.approval and page.published}
    for path in sorted(paths):
        for name in (path, f"{path}.sig"):
            yield File.generated(config, name, content=(root / name).read_bytes())
