"""The site generator: MkDocs 1.6, or ProperDocs, its drop-in fork.

Setting CLEARANCE_GENERATOR=properdocs chooses the fork; it takes MkDocs's place before anything
imports it. Every other module imports `mkdocs` and means whichever was chosen.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clearance.errors import CannotJudge
from clearance.publish.rendering import SiteRenderer, site_renderer
from clearance.site_config import CONFIG_FILE

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

GENERATORS = {"mkdocs": "mkdocs", "properdocs": "properdocs.replacement"}


def choose() -> str:
    """Import the generator that the environment asks for, and tell its name."""
    name = os.environ.get("CLEARANCE_GENERATOR") or "mkdocs"
    if name not in GENERATORS:
        raise CannotJudge(f"CLEARANCE_GENERATOR is {name!r}; expected one of {', '.join(GENERATORS)}")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")  # an advertisement, printed on import
    try:
        importlib.import_module(GENERATORS[name])
    except ImportError:
        raise CannotJudge(f"{name} is not installed here") from None
    return name


def load_config(root: Path, **overrides: str) -> MkDocsConfig:
    """The generator's own reading of `mkdocs.yml`. Raises CannotJudge where it has an error."""
    choose()
    # A committed __pycache__ beside a hook would run without being part of the adoption.
    sys.pycache_prefix = sys.pycache_prefix or str(Path.home() / ".cache" / "clearance" / "pycache")
    from mkdocs.config import load_config as load  # noqa: PLC0415 - only after choose()
    from mkdocs.exceptions import ConfigurationError  # noqa: PLC0415 - only after choose()

    with _heard() as said:
        try:
            return load(str(root / CONFIG_FILE), **overrides)
        except (ConfigurationError, click.ClickException) as error:
            problem = "; ".join(said) or error.format_message().strip()
            raise CannotJudge(problem, path=CONFIG_FILE) from None
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a hook is somebody's code: it may end in any way
            problem = f"could not be loaded: {type(error).__name__}: {error}"
            raise CannotJudge(problem, path=CONFIG_FILE) from None


COMMON_EXTENSIONS = ("admonition", "attr_list", "footnotes", "md_in_html", "tables", "toc")


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What the generator logs as an error while it reads its configuration, kept off the terminal."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]  # one line's use
    loggers = [logging.getLogger(name) for name in GENERATORS]
    before = [(logger, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
        logger.propagate = False
        logger.addHandler(handler)
    try:
        yield said
    finally:
        for logger, level, propagate in before:
            logger.removeHandler(handler)
            logger.setLevel(level)
            logger.propagate = propagate


def renderer(config: MkDocsConfig) -> SiteRenderer:
    """Markdown to HTML with the site's own extensions, for the gate to look at what will be shown."""
    return site_renderer(config.markdown_extensions, config.mdx_configs)


def plain_renderer() -> SiteRenderer:
    """Markdown to HTML with the extensions that most sites have, when their own settings can't be trusted."""
    return site_renderer(COMMON_EXTENSIONS, {})
