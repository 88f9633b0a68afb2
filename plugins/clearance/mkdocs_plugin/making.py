"""One build of the real site: what is made anew, by how many processes, and what comes of it.

In the order of MkDocs's events: `offer` files, `divide` them among processes, `begin_reading`,
`begin_writing`, `written` for each page, and `finish`; or `fail`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click
from mkdocs.structure.files import Files, InclusionLevel

from clearance.errors import CannotJudge
from clearance.forked import can_fork
from clearance.gate import Judgement
from clearance.mkdocs_plugin.extras import Extras
from clearance.mkdocs_plugin.hearing import Hearing
from clearance.mkdocs_plugin.output import Output, audit_failure, expected
from clearance.mkdocs_plugin.plan import Plan, everything, plan
from clearance.mkdocs_plugin.selection import HOME, Selection, offer
from clearance.model import sha256
from clearance.publish.audit import audit_page
from clearance.publish.crew import Crew
from clearance.publish.dependencies import Keys, frame, unknown
from clearance.publish.generator import renderer
from clearance.publish.inventory import has_search
from clearance.publish.keeping import open_card_shelf, processors
from clearance.publish.orders import Orders, Published, Search
from clearance.publish.redirects import redirects
from clearance.publish.search import FOLDER
from clearance.publish.views import Views

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

WORTH_A_CREW = 60
"""pages; fewer are made sooner than other processes are ready for them"""


class AuditFailed(Exception):
    """What was made must not go out; the message says what is wrong with it."""


class NotAsLeft(Exception):
    """The site made from what the last build left fails its audit: somebody may have changed that."""


@dataclass(slots=True)
class Making:
    """`clean` are the digests of the site's files that were audited while they were made.

    `documents` are the paths of the feeds, and of what tells how to check a page.
    """

    config: MkDocsConfig
    judgement: Judgement
    selection: Selection
    output: Output
    plan: Plan
    keys: Keys | None
    frame: str
    hearing: Hearing
    orders: Orders
    extras: Extras
    files: Files = field(default_factory=lambda: Files([]))
    clean: dict[str, str] = field(default_factory=dict)
    crew: Crew | None = None
    documents: frozenset[str] = frozenset()

    @classmethod
    def begin(
        cls, config: MkDocsConfig, selection: Selection, views: Views, output: Output, orders: Orders
    ) -> Making:
        """Decide what is made anew: everything, unless the last build left what can be used again."""
        judgement = orders.judgement
        assert judgement is not None  # noqa: S101 - the plugin has judged by now
        extras = _extras(selection, judgement, orders)
        hearing = Hearing()
        hearing.begin()
        rendering = renderer(config).description
        reason = unknown(config, judgement, rendering)
        if reason or rendering is None:
            whole = everything(selection, reason)
            extras.begin({})
            return cls(config, judgement, selection, output, whole, None, "", hearing, orders, extras)
        within = frame(config, judgement, rendering)
        keys = Keys.of(judgement, views)
        output.take_up_the_last()
        decided = plan(selection, keys, output.before, within, output.there)
        if not decided.kept:
            output.begin_anew()
        extras.begin(output.there)
        return cls(config, judgement, selection, output, decided, keys, within, hearing, orders, extras)

    def offer(self, found: Files) -> Files:
        self.files = offer(found, self.selection, self.plan.offered, self.config)
        return self.files

    def divide(self) -> None:
        """Share the pages out among processes, where that is sooner; from here on, each has its own."""
        self.orders.watch.begin(f"making {len(self.plan.built):,} pages")
        if self.keys is not None and len(self.plan.built) >= WORTH_A_CREW and processors() > 1 and can_fork():
            self.crew = Crew.fork(processors())
            self.plan = self.plan.part(self.crew.share(sorted(self.plan.built)), self.keys)
            if self.crew.place:
                self.hearing.keep_to_oneself()
                self.config.theme.static_templates = set()
        self._leave_out(self.plan.linked)

    def begin_reading(self, page: Page) -> None:
        """MkDocs has its list of pages to read by now: from here on the others are pages to link to."""
        if not self.hearing.page:
            for source in self.plan.linked:
                file = self.files.get_file_from_path(source)
                if file is not None and file.inclusion is InclusionLevel.EXCLUDED:
                    file.inclusion = InclusionLevel.NOT_IN_NAV
        self.hearing.page = page.file.src_uri

    def begin_writing(self, environment: Environment) -> None:
        """All is read; of the pages only those that are made anew are to be written."""
        self.hearing.page = ""
        if self.keys is not None:
            environment.bytecode_cache = self.output.templates
        self._leave_out(self.plan.offered - self.plan.built)
        if self.crew and self.crew.place:
            for file in self.files:
                if not file.is_documentation_page():
                    file.inclusion = InclusionLevel.EXCLUDED

    def _leave_out(self, sources: Collection[str]) -> None:
        for source in sources:
            file = self.files.get_file_from_path(source)
            if file is not None and file.is_documentation_page():
                file.inclusion = InclusionLevel.EXCLUDED

    def written(self, path: str, html: str) -> None:
        """Audit a page while its text is at hand."""
        data = html.encode("utf-8", errors="xmlcharrefreplace")  # as MkDocs writes it
        if not audit_page(path, data, hosts=self.judgement.evidence.guidelines.department.hosts):
            self.clean[path] = sha256(data)

    def finish(self) -> None:
        """Put the site together, audit it, publish it. Raises CannotJudge, AuditFailed, NotAsLeft."""
        self._add_extras()
        if self.crew:
            self._gather(self.crew)
        self.orders.watch.begin("putting the site together")
        pages = self._searched()
        index = self.output.keep_index(pages)
        searchable = bool(index) and pages == self.output.before.searched
        wanted = Search.SKIP if searchable or has_search(self.config.plugins) else self.orders.search
        now = wanted is Search.NOW
        written = self.output.documents.value()
        self.documents = frozenset(written)
        self.output.write(written)
        kept = [*self.plan.kept, *self.extras.kept, *index]
        self.output.lay(kept, self._copies(), index=now)
        self.orders.watch.begin("auditing")
        self._audit([*index, *written, *self._index_put()])
        self.hearing.end()
        self.orders.watch.begin("publishing")
        self.output.swap_in()
        self._remember(pages if now else self.output.before.searched if index else {})
        self.extras.settle()
        self.orders.tell(Published(len(self.plan.built), len(self.plan.kept), self.plan.why))
        if wanted is Search.AFTER:
            self._index_now(pages)
        self.orders.watch.end()
        self.output.give_back(self.config)

    def _add_extras(self) -> None:
        """Draw this process's share of the cards; the first one writes the pages at former addresses."""
        self.orders.watch.begin("drawing cards")
        drawn = self.crew.share(self.extras.drawn) if self.crew else self.extras.drawn
        hosts = self.judgement.evidence.guidelines.department.hosts
        try:
            self.clean.update(self.extras.draw(self.output.fresh, drawn))
            if not (self.crew and self.crew.place):
                self.clean.update(self.extras.lead_on(self.output.fresh, self.config, hosts))
        except OSError as error:
            raise self.output.unwritten(error) from None

    def _copies(self) -> dict[str, tuple[str, str]]:
        root = self.judgement.evidence.root
        copies = {**self.selection.copies, **self.selection.texts}
        return {path: (f"{root}/{copy.path}", copy.digest) for path, copy in copies.items()}

    def _searched(self) -> dict[str, str]:
        """The pages that the search finds, with their digests: no lists, nor the front page."""
        made = {**self.plan.kept, **self.clean}
        own = (self.selection.destination(source) for source in self.selection.pages if source != HOME)
        return {path: made[path] for path in sorted(own) if path in made}

    def _index_put(self) -> list[str]:
        return [path for path in self.output.changes.put if path.startswith(f"{FOLDER}/")]

    def _audit(self, made: Iterable[str]) -> None:
        """`made` are the files that come neither from the generator nor from the department."""
        known = expected(self.config, self.files, self.selection, self.plan, made)
        known = {**known, **self.extras.expected()}
        findings = self.output.audit(known, self.clean, self.judgement)
        if findings and self.output.tree is not None:
            self.output.forget()
            raise NotAsLeft("a file of the last build was changed")
        if findings:
            raise AuditFailed(audit_failure(findings))

    def _remember(self, searched: Mapping[str, str]) -> None:
        frame = "" if self.hearing.astray else self.frame
        self.output.remember(frame, self._lasting_keys(), searched)

    def _index_now(self, pages: Mapping[str, str]) -> None:
        """The site is public; its search follows. What goes wrong here is told, and takes nothing back."""
        self.orders.watch.begin("indexing for the search")
        try:
            self.output.begin_index()
            self._audit([*self.documents, *self._index_put()])
            self.output.swap_in()
            self._remember(pages)
        except (CannotJudge, NotAsLeft) as error:
            self.output.drop_index()
            click.echo(f"clearance: published, but without a search: {error}", err=True)

    def _gather(self, crew: Crew) -> None:
        """Hand in what this process made, and end; or take what the others have made."""
        if crew.place:
            made = [self.clean, sorted(self.hearing.warned), self.hearing.astray, self.hearing.said]
            crew.hand_in(json.dumps(made).encode())
        for said in crew.handed_in():
            clean, warned, astray, warnings = json.loads(said)
            self.clean.update(clean)
            self.hearing.repeat(warnings)
            self.hearing.warned |= {*warned}
            self.hearing.astray = self.hearing.astray or astray
        self.plan = self.plan.whole()

    def _lasting_keys(self) -> Mapping[str, str]:
        warned = {self.selection.destination(source) for source in self.hearing.warned}
        return {path: key for path, key in self.plan.keys.items() if path not in warned}

    def fail(self) -> None:
        """Leave the old site as it was."""
        self.hearing.end()
        if self.crew and self.crew.place:
            click.echo("\n".join(self.hearing.errors()), err=True)
            self.crew.leave(1)
        if self.crew:
            self.crew.dismiss()
        self.output.discard(self.config)


def _extras(selection: Selection, judgement: Judgement, orders: Orders) -> Extras:
    shelf = open_card_shelf(orders.cache, judgement.evidence.root)
    return Extras(selection.cards.by_address(), redirects(judgement.outcome.pages), shelf)
