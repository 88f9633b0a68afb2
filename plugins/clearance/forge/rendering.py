"""Markdown to HTML as the site makes it, without running anything of the department's.

The recorder holds a key, so it loads no hook and no plugin: of `mkdocs.yml` it takes the Markdown
extensions as data, and only those that come with this software.
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
_REMEDY = "supervisors of this department sign approvals with their own keys instead (`clearance approve`)"


def adopted_renderer(root: Path) -> SiteRenderer:
    """With the extensions of `mkdocs.yml`. Raises CannotJudge for one that is not known here."""
    data = (root / CONFIG_FILE).read_bytes()
    try:
        value = parse(decode(data, CONFIG_FILE), CONFIG_FILE).value
    except CannotJudge as error:
        raise CannotJudge(f"{error.message}; {_REMEDY}", path=CONFIG_FILE, line=error.line) from None
    listed = value.get("markdown_extensions") if isinstance(value, dict) else None
    settings = dict(_entries(listed))
    for name in settings:
        _require_ours(name)
    return site_renderer(tuple(dict.fromkeys((*ALWAYS, *settings))), settings)


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
        message = f"the Markdown extension {name!r} is not one that the recorder knows; {_REMEDY}"
        raise CannotJudge(message, path=CONFIG_FILE)
