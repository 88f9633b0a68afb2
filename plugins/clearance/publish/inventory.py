"""What may stand in the department's site, and where each file comes from, for the audit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.content.address import destination
from clearance.gate import Judgement
from clearance.model import Page, sha256
from clearance.publish import live, past, redirects, sharing
from clearance.publish.audit import Expected
from clearance.publish.public import documents
from clearance.site_config import GATE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

CONTENT = "content/"
SITEMAP = "sitemap.xml"
MADE_BY_GENERATOR = ("404.html", SITEMAP, f"{SITEMAP}.gz")
SEARCH_INDEX = "search/search_index.json"
"""by the generator's own plugin `search`, where that is on"""
TEMPLATE_SUFFIXES = {".html", ".xml", ".py", ".pyc"}
_OF_SEARCH = re.compile(
    r"pagefind/(pagefind(-worker)?\.js|pagefind-entry\.json|wasm\.\w+\.pagefind|pagefind\.\w+\.pf_meta"
    r"|(fragment|index)/\w+\.pf_(fragment|index))"
)
"""the files of the search index, which Pagefind made from the pages"""
STYLESHEET = "assets/clearance/clearance.css"
THEME = Path(__file__).parent.parent / "mkdocs_plugin" / "theme"


def made_by_generator(plugins: Iterable[str]) -> tuple[str, ...]:
    """The files that the generator makes without a source, with these plugins."""
    return (*MADE_BY_GENERATOR, SEARCH_INDEX) if has_search(plugins) else MADE_BY_GENERATOR


def has_search(plugins: Iterable[str]) -> bool:
    """Whether the generator's own plugin `search` is on, in place of our search."""
    return any(name.rpartition("/")[2] == "search" for name in plugins)


def inventory(judgement: Judgement, config: MkDocsConfig, site: Path) -> Expected:
    """Every file of `site` that has a source: cleared pages and files by digest, lists, the theme's own.

    For a site by any generator: a file that it did not write is no offence, so only what is
    there is named.
    """
    known = {**_pages(judgement), **_files(judgement), **_records(judgement), **_sources(judgement)}
    known.update(dict.fromkeys((*MADE_BY_GENERATOR, SEARCH_INDEX)))
    known.update(dict.fromkeys(documents(judgement, config.site_url or "")))
    known.update(dict.fromkeys(_cards(judgement, config)))
    theme = _theme_digests([*(Path(str(folder)) for folder in config.theme.dirs), THEME])
    for path in _present(site):
        if _OF_SEARCH.fullmatch(path):
            known[path] = None
        if path not in known and path in theme:
            known[path] = theme[path]
    return {path: digest for path, digest in known.items() if (site / path).is_file()}


def _pages(judgement: Judgement) -> dict[str, str | None]:
    pages = [page for page in judgement.outcome.pages if page.published and isinstance(page.page, Page)]
    shown = live.shown(judgement)
    slugs = {page.path: page.page.slug for page in pages if isinstance(page.page, Page)}
    addresses = [destination(path, slug) for path, slug in slugs.items()]
    lists = [f"{listing.address}index.html" for listing in shown.listings]
    former = redirects.redirects(judgement.outcome.pages)
    return dict.fromkeys(["index.html", *addresses, *lists, *former])


def _cards(judgement: Judgement, config: MkDocsConfig) -> Iterable[str]:
    """Their names, from which it follows what they are drawn from, but not their bytes."""
    gate = config.plugins.get(GATE)
    drawn = gate is None or gate.config.get("cards") != sharing.NONE
    return sharing.cards(judgement, config).by_address() if drawn else ()


def _files(judgement: Judgement) -> dict[str, str | None]:
    return {
        path.removeprefix(CONTENT): digest
        for path, digest in judgement.published_files.items()
        if not path.endswith(".md")
    }


def _records(judgement: Judgement) -> dict[str, str | None]:
    """The published records with their signatures, by what they are on disk."""
    root = judgement.evidence.root
    return {name: sha256((root / name).read_bytes()) for name in past.public_records(judgement)}


def _sources(judgement: Judgement) -> dict[str, str | None]:
    return {place: digest for place, (_, digest) in past.public_sources(judgement).items()}


def _theme_digests(folders: Iterable[Path]) -> dict[str, str]:
    """The theme's own files; of two folders with the same file, the first one's counts, as in MkDocs."""
    digests: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and path.suffix not in TEMPLATE_SUFFIXES and name not in digests:
                digests[name] = sha256(path.read_bytes())
    return digests


def _present(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        if path.is_file():
            yield path.relative_to(site).as_posix()
