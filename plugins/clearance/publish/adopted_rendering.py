"""Markdown to HTML as the site makes it, without the generator, and with nothing of the department's run.

Of `mkdocs.yml` the Markdown extensions are taken as data, and only those that come with this software.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from clearance.errors import CannotJudge
from clearance.publish.rendering import SiteRenderer, site_renderer
from clearance.site_config import CONFIG_FILE
from clearance.strict_yaml import decode, parse

ALWAYS = ("toc", "tables", "fenced_code")
"""what MkDocs adds by itself"""
_OURS = ("markdown.extensions.", "pymdownx.")


def adopted_renderer(root: Path) -> SiteRenderer:
    """With the extensions of `mkdocs.yml`. Raises CannotJudge for one that is not known here."""
    value = parse(decode((root / CONFIG_FILE).read_bytes(), CONFIG_FILE), CONFIG_FILE).value
    listed = value.get("markdown_extensions") if isinstance(value, dict) else None
    settings = dict(_entries(listed))
    for name in settings:
        _require_ours(name)
    own = {name: options for name, options in settings.items() if options}
    return site_renderer(tuple(dict.fromkeys((*ALWAYS, *settings))), own)


def _entries(listed: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for entry in listed if isinstance(listed, list) else [listed] if listed else []:
        if isinstance(entry, dict):
            for name, options in entry.items():
                yield str(name), options if isinstance(options, dict) else {}
        else:
            yield str(entry), {}


def _require_ours(name: str) -> None:
    known = {point.name: point.module for point in entry_points(group="markdown.extensions")}
    module = known.get(name, name)
    if not f"{module}.".startswith(_OURS):
        raise CannotJudge(f"the Markdown extension {name!r} is not one that is known here", path=CONFIG_FILE)
