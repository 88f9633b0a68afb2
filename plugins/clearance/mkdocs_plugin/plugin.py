"""The MkDocs door. In the order of a build:

1. `on_config` adds the templates and moves the output aside,
2. `on_pre_build` judges, before MkDocs empties or writes anything, and stops the build here,
3. `on_files` keeps what is cleared (page events may be skipped; this one never is), adds the lists, and of
   both shows MkDocs what is made anew (`making` follows the events from here on),
4. `on_page_markdown` hands over the judged bytes, and of the front matter what a reader may see,
5. `on_post_page` and `on_post_template` put each page under a Content-Security-Policy,
6. `on_post_build` puts the site together, audits it and swaps it in; a failed build leaves the old one.

In `mkdocs serve` nothing is held back or swapped: every page shows its state and its findings.
No helper here may be named `on_…`: MkDocs would take it for an event.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Choice
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.mkdocs_plugin import context, preview
from clearance.mkdocs_plugin.making import AuditFailed, Making, NotAsLeft
from clearance.mkdocs_plugin.output import Output
from clearance.mkdocs_plugin.selection import Selection, select, shown_in
from clearance.mkdocs_plugin.theme_files import list_quickly
from clearance.model import Severity
from clearance.publish import csp, live, sharing
from clearance.publish.build import AGAIN, tell
from clearance.publish.decision import FAIL, OMIT, Refused, decide_with, require_publishable
from clearance.publish.generator import renderer
from clearance.publish.inventory import SITEMAP, STYLESHEET, THEME
from clearance.publish.keeping import cache_folder
from clearance.publish.orders import Orders
from clearance.publish.views import Views
from clearance.report.exit_code import exit_code
from clearance.site_config import CONFIG_FILE

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

FIRST, LAST = 100, -100
WATCHED = ("guidelines", "records")

Command = Literal["build", "gh-deploy", "serve"]


class ClearanceConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """The plugin's settings in `mkdocs.yml`."""

    uncleared = Choice((FAIL, OMIT), default=FAIL)
    """`fail`: one uncleared page stops the build. `omit`: the rest is published, and the exit code is 1."""

    cards = Choice((sharing.POSTS, sharing.NONE), default=sharing.POSTS)
    """`posts`: a picture for each post, shown where its address is shared. `none`: none are drawn."""


class Stop(Abort):
    """Ends the generator's run with our exit code (section 8 of the design), without a traceback."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = self.exit_code = code


class Again(Stop):
    """What the last build left is gone now; another build makes everything anew, and says what is wrong."""

    def __init__(self) -> None:
        super().__init__(
            "clearance: the files of the last build were changed. Nothing was published; build again.", AGAIN
        )


def _require_own_file(config: MkDocsConfig) -> None:
    """The chief adopted `mkdocs.yml`; a generator may have been given another file."""
    name = Path(config.config_file_path).name
    if name != CONFIG_FILE:
        raise CannotJudge(f"the site is configured by {name}; expected {CONFIG_FILE}, which is adopted")


class ClearancePlugin(BasePlugin[ClearanceConfig]):  # type: ignore[no-untyped-call]  # as above
    """Lets MkDocs publish what the gate cleared, and nothing else."""

    def __init__(self) -> None:
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.command: Command = "build"
        self.orders: Orders | None = None
        """given before a build, for that one build: MkDocs keeps plugins from build to build"""
        self.judgement: Judgement | None = None
        self._configuration: MkDocsConfig | None = None
        self._views: Views | None = None
        self._selection: Selection | None = None
        self._making: Making | None = None
        self._renderer: Callable[[str], str] | None = None
        self._orders = Orders()
        self._output: Output | None = None

    @property
    def previewing(self) -> bool:
        return self.command == "serve"

    def on_startup(self, *, command: Command, dirty: bool) -> None:  # noqa: ARG002 - MkDocs names it
        self.command = command

    @event_priority(LAST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if str(THEME) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
            config.extra_css.insert(0, STYLESHEET)
            list_quickly(config)
        # The theme prints these two as they are, and a name may hold what HTML takes for its own.
        config.site_name = escape(config.site_name)
        config.site_description = escape(config.site_description or "")
        self._configuration = config
        return config

    @event_priority(FIRST)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        try:
            _require_own_file(config)
            orders = self.orders or Orders(cache=cache_folder(root, os.environ))
            self.orders, self._orders = None, orders
            if orders.judgement is None:
                orders.judgement = decide_with(config, root, at=self.clock(), cache=orders.cache)
            self.judgement = orders.judgement
            if not self.previewing:
                require_publishable(self.judgement, OMIT if orders.omit else self.config.uncleared)
                self._output = Output.move_aside(config, root, self.judgement, orders.cache)
        except CannotJudge as error:
            raise Stop(f"clearance: can't judge. {error}", 2) from None
        except Refused as refused:
            tell(self._judged())
            raise Stop(
                "clearance: not published; the site is as it was.", exit_code(refused.outcome)
            ) from None

    @event_priority(LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        judgement, self._renderer = self._judged(), None
        self._views = live.shown(judgement)
        draws = self.config.cards == sharing.POSTS and not self.previewing
        cards = sharing.cards(judgement, config) if draws else sharing.Cards()
        selection = select(judgement, self._views.listings, everything=self.previewing, cards=cards)
        self._selection = selection
        config.nav = shown_in(config.nav, {*selection.sources})
        if self._output is None:
            return preview.files(files, selection, judgement.evidence.root, config)
        self._making = Making.begin(config, selection, self._views, self._output, self._orders)
        return self._making.offer(files)

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002 - MkDocs names them
        if self._making:
            self._making.divide()
        return nav

    @event_priority(FIRST)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002 - MkDocs names them
        if self._making:
            self._making.begin_reading(page)
        return page

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - the same
        if self._making:
            self._making.begin_writing(env)
        return env

    @event_priority(FIRST)
    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs names it
        files: Files,  # noqa: ARG002 - MkDocs names it
    ) -> str:
        shown = context.describe(page.file.src_uri, self._selected(), self._shown_views(), self._judged())
        page.meta = shown.meta
        return markdown if shown.body is None else shown.body

    @event_priority(LAST)
    def on_page_content(
        self,
        html: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs names it
        files: Files,  # noqa: ARG002 - MkDocs names it
    ) -> str:
        judged = self._selected().pages.get(page.file.src_uri)
        if not self.previewing or judged is None:
            return html
        return preview.banner(judged, self._judged().outcome) + html

    @event_priority(LAST)
    def on_page_context(
        self,
        template_context: TemplateContext,
        /,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002 - MkDocs names it
    ) -> TemplateContext:
        source, selection, judgement = page.file.src_uri, self._selected(), self._judged()
        shown = context.describe(source, selection, self._shown_views(), judgement, self._render(config))
        template_context["clearance"] = shown  # type: ignore[typeddict-unknown-key]  # a name of ours
        return template_context

    @event_priority(LAST)
    def on_template_context(
        self,
        template_context: TemplateContext,
        /,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> TemplateContext:
        shown = context.plain(self._judged(), self._shown_views())
        if template_name == SITEMAP:
            shown = context.mapped(self._judged(), self._shown_views(), config.site_url or "")
        template_context["clearance"] = shown  # type: ignore[typeddict-unknown-key]  # a name of ours
        return template_context

    @event_priority(LAST)
    def on_post_page(
        self,
        output: str,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs names it
    ) -> str:
        if self.previewing:
            return preview.unindexed(output)
        html = csp.protect(output)
        if self._making:
            self._making.written(page.file.dest_uri, html)
        return html

    @event_priority(LAST)
    def on_post_template(
        self,
        output_content: str,
        /,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs names it
    ) -> str:
        if self.previewing or not template_name.endswith(".html"):
            return output_content
        return csp.protect(output_content)

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs names it
        if self._making is None:
            return
        try:
            self._making.finish()
        except CannotJudge as error:
            raise Stop(f"clearance: can't judge. {error}", 2) from None
        except AuditFailed as error:
            raise Stop(str(error), 1) from None
        except NotAsLeft:
            raise Again from None
        self._making = self._output = None
        self._shout_about_what_is_left_out()

    def _shout_about_what_is_left_out(self) -> None:
        outcome = self._judged().outcome
        if outcome.uncleared or any(f.severity is not Severity.NOTE for f in outcome.findings):
            tell(self._judged())
            message = f"clearance: published without {len(outcome.uncleared)} uncleared page(s)."
            raise Stop(message, exit_code(outcome))

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002 - MkDocs names it
        if self._making:
            self._making.fail()
        elif self._output and self._configuration:
            self._output.discard(self._configuration)
        self._making = self._output = None

    def on_serve(
        self,
        server: LiveReloadServer,
        /,
        *,
        config: MkDocsConfig,
        builder: Callable[..., Any],  # noqa: ARG002 - MkDocs names it
    ) -> LiveReloadServer:
        root = Path(config.config_file_path).parent
        for folder in WATCHED:
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server

    def _render(self, config: MkDocsConfig) -> Callable[[str], str] | None:
        """For the texts on live pages; made for the first page that is written, where there are any."""
        if self._renderer is None and self._judged().evidence.incidents:
            self._renderer = renderer(config)
        return self._renderer

    def _judged(self) -> Judgement:
        if self.judgement is None:
            raise Stop("clearance: the gate did not run; nothing is published.", 2)
        return self.judgement

    def _selected(self) -> Selection:
        if self._selection is None:
            raise Stop("clearance: the files were not selected; nothing is published.", 2)
        return self._selection

    def _shown_views(self) -> Views:
        if self._views is None:
            raise Stop("clearance: the lists were not made; nothing is published.", 2)
        return self._views
