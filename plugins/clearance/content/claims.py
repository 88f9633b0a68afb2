"""Which files a page stands for: those that its approval must cover, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearance.content.address import GENERATED
from clearance.model import Page, Reference, Surface

_VIEWS = tuple(f"content/{folder}" for folder in GENERATED)


@dataclass(frozen=True, slots=True)
class Claims:
    """`subjects` maps the page and each of its files to its digest; `missing` are links to nothing.

    A link to another page makes that page no subject: it has an approval of its own.
    """

    subjects: Mapping[str, str]
    missing: tuple[Reference, ...] = ()


def claims(page: Page, surface: Surface, files: Mapping[str, str]) -> Claims:
    """What the page shows, links to or declares, out of `files` (path to digest of all under `content/`)."""
    shown = [reference.path for reference in surface.references if reference.path]
    declared = [declaration.path for declaration in page.media]
    own = {path for path in (*shown, *declared) if path in files and not path.endswith(".md")}
    return Claims(
        subjects={page.path: page.digest, **{path: files[path] for path in sorted(own)}},
        missing=tuple(r for r in surface.references if r.path and not _exists(r.path, page, files)),
    )


def _exists(path: str, page: Page, files: Mapping[str, str]) -> bool:
    """A page may be linked by its file or by its address on the site (`/about/`); views are made later."""
    if f"{path}/".startswith(_VIEWS):
        return True
    names = (path, f"{path}.md", f"{path}/index.md", f"{path}/README.md")
    return path == page.path or any(name in files for name in names)
