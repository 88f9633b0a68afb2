"""Which files MkDocs gets to see: what the gate cleared, as it read it, and the lists made from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, Files, InclusionLevel

from clearance.content.address import destination
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page
from clearance.publish.past import public_records, public_sources
from clearance.publish.sharing import Cards
from clearance.publish.views import Listing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

NO_CARDS = Cards()
CONTENT = "content/"
POSTS = "posts/"
INDEX = "posts/index.md"
"""the list of the newest posts"""
HOME = "index.md"
"""the front page; where it isn't cleared, or there is none, one made of the lists stands in its place"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A file of the department that goes out as it is: its path there, and the digest that was judged."""

    path: str
    digest: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What may go out: pages and lists by their source (relative to content/), other files by their path
    on the site.
    """

    pages: dict[str, JudgedPage] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    cards: Cards = NO_CARDS
    """by which the pages are shown where they are shared"""
    texts: dict[str, Copy] = field(default_factory=dict)
    """the sources of the published pages, for those who check an approval: no files to link to"""

    @property
    def sources(self) -> Iterator[str]:
        """Of all that becomes a page, the front page among them."""
        yield from {HOME: None, **dict.fromkeys(self.pages), **dict.fromkeys(self.listings)}

    def destination(self, source: str) -> str:
        """The file of the site that is made from this source."""
        judged = self.pages.get(source)
        slug = judged.page.slug if judged and isinstance(judged.page, Page) else None
        return destination(CONTENT + source, slug)


def select(
    judgement: Judgement, listings: tuple[Listing, ...], *, everything: bool, cards: Cards = NO_CARDS
) -> Selection:
    """What of a department may go out (in a preview: every page), with its files, records and lists."""
    pages = {page.path: page for page in judgement.outcome.pages if everything or page.published}
    files = {
        path.removeprefix(CONTENT): Copy(path, digest)
        for path, digest in judgement.published_files.items()
        if not path.endswith(".md")
    }
    return Selection(
        {path.removeprefix(CONTENT): page for path, page in pages.items()},
        {f"{listing.address}index.md": listing for listing in listings},
        {**files, **_records(judgement)},
        cards,
        {place: Copy(path, digest) for place, (path, digest) in public_sources(judgement).items()},
    )


def _records(judgement: Judgement) -> dict[str, Copy]:
    """The approvals of the published pages, with their signatures, so that anyone can check them."""
    return {name: Copy(name, judgement.evidence.files[name]) for name in public_records(judgement)}


def offer(found: Files, selection: Selection, sources: Collection[str], config: MkDocsConfig) -> Files:
    """The files that MkDocs gets to see: of what may go out those in `sources`, and what is not of content/.

    A page that links to one that may not go out must not bring it in.
    """
    return _offered(found, selection, {*sources} & {*selection.sources, *selection.copies}, config)


def offer_everything(found: Files, selection: Selection, config: MkDocsConfig) -> Files:
    """For a preview: all that lies in content/, whatever it is, and the lists."""
    return _offered(found, selection, {*found.src_uris, *selection.sources}, config)


def _offered(found: Files, selection: Selection, sources: Collection[str], config: MkDocsConfig) -> Files:
    files = Files([file for file in found if file.src_dir != config.docs_dir])
    for file in found:
        if file.src_dir == config.docs_dir and file.src_uri in sources:
            files.append(_as_judged(file, selection))
    if HOME in sources and HOME not in files.src_uris:
        files.append(File.generated(config, HOME, content="", inclusion=InclusionLevel.INCLUDED))
    for source, listing in selection.listings.items():
        if source in sources:
            files.append(_generated(source, listing, config))
    return files


def shown_in(nav: object, sources: Collection[str]) -> list[Any] | None:
    """The navigation of `mkdocs.yml` without the pages that aren't among the sources, and without empty
    sections.
    """
    return _pruned(nav, sources) if isinstance(nav, list) else None


def _pruned(entries: list[Any], sources: Collection[str]) -> list[Any]:
    return [kept for entry in entries if (kept := _entry(entry, sources))]


def _entry(entry: object, sources: Collection[str]) -> object:
    """The entry as it was, or with less in it, or None when nothing of it is left."""
    if isinstance(entry, dict):
        return {title: kept for title, target in entry.items() if (kept := _entry(target, sources))}
    if isinstance(entry, list):
        return _pruned(entry, sources)
    gone = isinstance(entry, str) and entry.endswith(".md") and "://" not in entry and entry not in sources
    return None if gone else entry


def _as_judged(file: File, selection: Selection) -> File:
    """The file of a page at its address; its text and front matter come by `on_page_markdown`, as judged."""
    if file.src_uri not in selection.pages:
        return file
    replaced = File(
        file.src_uri,
        file.src_dir,
        file.dest_dir,
        file.use_directory_urls,
        dest_uri=selection.destination(file.src_uri),
        inclusion=InclusionLevel.NOT_IN_NAV if file.src_uri.startswith(POSTS) else file.inclusion,
    )
    replaced.content_string = ""
    return replaced


def _generated(source: str, listing: Listing, config: MkDocsConfig) -> File:
    level = InclusionLevel.INCLUDED if source == INDEX else InclusionLevel.NOT_IN_NAV
    return File.generated(config, source, content=f"# {listing.title}\n", inclusion=level)
