"""Which files a page stands for: those that its approval must cover, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clearance.content.address import GENERATED
from clearance.model import Page, Reference

_VIEWS = tuple(f"content/{folder}" for folder in GENERATED)


@dataclass(frozen=True, slots=True)
class Claims:
    """`files` maps each file of the page to its digest; `missing` are links to nothing.

    A link to another page makes that page none of them: it has an approval of its own.
    """

    files: Mapping[str, str]
    missing: tuple[Reference, ...] = ()


def claims(page: Page, references: Iterable[Reference], files: Mapping[str, str]) -> Claims:
    """What the page shows, links to or declares, out of `files` (path to digest of all under `content/`)."""
    local = [(reference, reference.path) for reference in references if reference.path]
    shown = [path for _, path in local]
    declared = [declaration.path for declaration in page.media]
    own = {path for path in (*shown, *declared) if path in files and not path.endswith(".md")}
    return Claims(
        files={path: files[path] for path in sorted(own)},
        missing=tuple(reference for reference, path in local if not _exists(path, page, files)),
    )


def _exists(path: str, page: Page, files: Mapping[str, str]) -> bool:
    """A page may be linked by its file or by its address on the site (`/about/`); views are made later."""
    if f"{path}/".startswith(_VIEWS):
        return True
    names = (path, f"{path}.md", f"{path}/index.md", f"{path}/README.md")
    return path == page.path or any(name in files for name in names)
