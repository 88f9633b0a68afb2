"""Markdown to HTML as the site makes it, and all that this depends on, in words."""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import markdown
from markdown.extensions import Extension


@dataclass(frozen=True, slots=True)
class SiteRenderer:
    """Markdown text to HTML. `description` tells everything that the HTML depends on besides the text
    and the versions of what is installed; None where that can't be told.
    """

    parser: markdown.Markdown
    description: str | None

    def __call__(self, text: str) -> str:
        return self.parser.reset().convert(text)


def site_renderer(
    extensions: Sequence[str | Extension], settings: Mapping[str, Mapping[str, Any]]
) -> SiteRenderer:
    """With these Markdown extensions, as MkDocs configures them."""
    parser = markdown.Markdown(extensions=list(extensions), extension_configs=dict(settings))
    return SiteRenderer(parser, _description(parser, extensions, settings))


def _description(
    parser: markdown.Markdown,
    extensions: Sequence[str | Extension],
    settings: Mapping[str, Mapping[str, Any]],
) -> str | None:
    try:
        told = json.dumps([[*extensions], settings], sort_keys=True, default=_named)
    except (TypeError, ValueError):
        return None
    modules = {type(each).__module__ for each in _parts(parser)}
    known = all(map(_is_installed, modules)) and not any(map(_is_path, _texts(settings)))
    return told if known else None


def _named(value: object) -> str:
    """The name of a function that a setting is. Raises TypeError for anything else that is no plain data."""
    module, name = getattr(value, "__module__", ""), getattr(value, "__qualname__", "<>")
    if not callable(value) or "<" in name or not _is_installed(module):
        raise TypeError
    return f"{module}:{name}"


def _parts(parser: markdown.Markdown) -> Iterator[object]:
    """What takes part in a conversion."""
    yield from parser.preprocessors
    yield from parser.parser.blockprocessors
    yield from parser.treeprocessors
    yield from parser.inlinePatterns
    yield from parser.postprocessors


def _is_installed(module: str) -> bool:
    """Whether a module is of Python or of an installed package, which has a version."""
    file = getattr(sys.modules.get(module), "__file__", None)
    places = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))
    return file is not None and any(Path(file).is_relative_to(place) for place in places)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


def _is_path(text: str) -> bool:
    """Whether a setting names a file or folder here, which could change without the setting."""
    try:
        return bool(text) and Path(text).exists()
    except (OSError, ValueError):
        return False
