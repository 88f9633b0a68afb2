"""The theme's templates, listed without the thousands of icons that MkDocs would look at and leave out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig


class Loader(FileSystemLoader):
    """Loads every template as usual, and lists none below a folder whose name begins with a dot.

    MkDocs takes no such file of a theme for the site; Material has some 14,000 of them.
    """

    def list_templates(self) -> list[str]:
        """Their names, with forward slashes, sorted."""
        return sorted({name for folder in self.searchpath for name in _below(folder)})


def list_quickly(config: MkDocsConfig) -> None:
    """Let the theme's environment have this loader."""
    usual = config.theme.get_env

    def get_env() -> Environment:
        environment = usual()
        if type(environment.loader) is FileSystemLoader:
            environment.loader = Loader(environment.loader.searchpath)
        return environment

    config.theme.get_env = get_env  # type: ignore[method-assign]  # there is no event for it


def _below(folder: str) -> list[str]:
    names = []
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = Path(place).relative_to(folder)
        names += [(inside / name).as_posix() for name in files]
    return names
