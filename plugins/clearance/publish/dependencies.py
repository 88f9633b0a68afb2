"""All that the pages of a site depend on, as keys: a page whose key is the same is the same page.

What can't be put into a key is an unknown, and an unknown is a full build.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, TemplateError
from jinja2.meta import find_undeclared_variables

from clearance.cache.context import software
from clearance.cards.card import painter
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page, Reference
from clearance.publish.live_values import Live, Notice
from clearance.publish.views import Entry, Listing, Views
from clearance.site_config import GATE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_TEMPLATES = (".html", ".xml")
_IN_PAGES = (
    "base_url",
    "clearance",
    "config",
    "extra_css",
    "extra_javascript",
    "mkdocs_version",
    "nav",
    "page",
)
_IN_TEMPLATES = ("caller", "kwargs", "lang", "self", "show", "super", "varargs")
_IN_EVERY_KEY = frozenset((*_IN_PAGES, *_IN_TEMPLATES))
"""names in templates that stand for what is in the key of a page, or of all of them"""
_PATTERNS = ("exclude_docs", "draft_docs", "not_in_nav")


def unknown(config: MkDocsConfig, judgement: Judgement, rendering: str | None) -> str:
    """Why no page of an earlier build may be used again, in words; empty when they may.

    `rendering` describes the Markdown extensions, or is None where that can't be told.
    """
    evidence = judgement.evidence
    if evidence.config.hooks:
        return "hooks may do anything"
    others = sorted({*config.plugins} - {GATE})
    if others:
        return f"the plugin {others[0]} may look at every page"
    if rendering is None:
        return "a Markdown extension depends on something that can't be told"
    if config.extra_templates:
        return "extra_templates may look at every page"
    if patterns := [name for name in _PATTERNS if config.get(name)]:
        return f"{patterns[0]} chooses among the pages"
    folder = evidence.config.theme_folder
    return _unknown_in_templates(evidence.root / folder) if folder else ""


def _unknown_in_templates(folder: Path) -> str:
    environment = Environment(autoescape=False, extensions=["jinja2.ext.loopcontrols"])  # noqa: S701 - only parsed
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _TEMPLATES):
        try:
            names = find_undeclared_variables(environment.parse(path.read_text("utf-8")))
        except (TemplateError, OSError, UnicodeDecodeError):
            return f"the template {path.name} can't be read"
        if names - _IN_EVERY_KEY:
            return f"the template {path.name} uses {min(names - _IN_EVERY_KEY)}, which may be anything"
    return ""


def frame(config: MkDocsConfig, judgement: Judgement, rendering: str) -> str:
    """The digest of what every page depends on: software, configuration, theme, guidelines, navigation."""
    governed = sorted(judgement.evidence.governed.items())
    titles = [
        (judged.path, judged.page.title, judged.page.lang)
        for judged in judgement.outcome.pages
        if judged.published and isinstance(judged.page, Page) and not judged.page.is_post
    ]
    told = [
        software(),
        painter(),
        rendering,
        governed,
        type(config).__module__,
        config.theme.name,
        config.site_url,
        config.use_directory_urls,
        config.nav,
        titles,
    ]
    return hashlib.sha256(json.dumps(told, default=str).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of pages and lists, within one frame."""

    judgement: Judgement
    views: Views
    published: Mapping[str, JudgedPage]
    """by path"""
    files: Mapping[str, str]
    """all that goes out of content/, by path"""
    _marks: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, judgement: Judgement, views: Views) -> Keys:
        published = {page.path: page for page in judgement.outcome.pages if page.published}
        marks = {path: _mark(page, judgement) for path, page in published.items()}
        return cls(judgement, views, published, judgement.published_files, marks)

    def page(self, path: str, *, is_home: bool) -> str:
        """Of the page at `path`, with what it links to, its translations, and what it says of an incident.

        The front page also shows the newest posts and the open incidents.
        """
        own = self._marks.get(path, "")
        links = self._links(self.references(path))
        home = self.views.home
        shown = self._shown((*home.urgent, None, *home.latest)) if is_home else ()
        notices = home.incidents if is_home else self._notices(path)
        tongues = self.views.translations.get(path, ())
        return _short(own, *links, *shown, *map(repr, (*notices, *tongues)))

    def _notices(self, path: str) -> tuple[Notice, ...]:
        notice = self.views.notices.get(path)
        return (notice,) if notice else ()

    def listing(self, listing: Listing) -> str:
        head = (listing.address, listing.title, listing.description, repr(listing.groups), repr(listing.up))
        live = self._live(listing.live) if listing.live else ()
        return _short(*head, *self._shown(listing.entries), *live)

    def _live(self, live: Live) -> Iterator[str]:
        """The whole page, with where each link of each update leads: its text is rendered there anew."""
        yield repr(live)
        for update in live.updates:
            yield from self._links(self.references(update.path))

    def references(self, path: str) -> tuple[Reference, ...]:
        case = self.judgement.cases.get(path)
        return case.surface.references if case else ()

    def _links(self, references: Iterable[Reference]) -> Iterator[str]:
        """Where each link leads now; of a page with a heading that is linked to, its text too."""
        for reference in references:
            if reference.path is None:
                continue
            target = self.published.get(reference.path)
            slug = target.page.slug if target and isinstance(target.page, Page) else None
            there = reference.path in self.files
            text = target.page.digest if target and "#" in reference.target else ""
            yield f"{reference.target}\0{there}\0{slug}\0{text}"

    def _shown(self, entries: Iterable[Entry | None]) -> Iterator[str]:
        for entry in entries:
            yield f"{entry.path}\0{self._marks[entry.path]}" if entry else "\0"


def _mark(page: JudgedPage, judgement: Judgement) -> str:
    """What a page is in itself: its bytes, its state, and all that supervisors ever said of it."""
    case = judgement.cases.get(page.path)
    past = " ".join(record.id for record in case.past) if case else ""
    return f"{page.page.digest} {page.state} {page.approval.id if page.approval else ''} {past}"


def _short(*parts: str) -> str:
    digest = hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogateescape"), digest_size=16)
    return digest.hexdigest()
