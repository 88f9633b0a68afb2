"""Which files a page stands for: those that its approval must cover, byte for byte; and which links lead to
nothing.

Each is asked of every page in every build, so neither works out the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearance.content.address import GENERATED
from clearance.model import Page, Reference

_VIEWS = tuple(f"content/{folder}" for folder in GENERATED)


def claimed_files(page: Page, references: Iterable[Reference], files: Mapping[str, str]) -> dict[str, str]:
    """What the page shows, links to or declares, out of `files` (path to digest of all under `content/`).

    A link to another page makes that page none of them: it has an approval of its own.
    """
    named = {reference.path for reference in references if reference.path}
    named.update(declaration.path for declaration in page.media)
    own = (path for path in named if path in files and not path.endswith(".md"))
    return {path: files[path] for path in sorted(own)}


def links_to_nothing(
    page: Page, references: Iterable[Reference], files: Mapping[str, str]
) -> tuple[Reference, ...]:
    """Those that name a path under `content/` where there is nothing, neither file nor page nor list."""
    return tuple(one for one in references if one.path and not _exists(one.path, page, files))


def _exists(path: str, page: Page, files: Mapping[str, str]) -> bool:
    """A page may be linked by its file or by its address on the site (`/about/`); views are made later."""
    if path in files or path == page.path or f"{path}/".startswith(_VIEWS):
        return True
    return any(name in files for name in (f"{path}.md", f"{path}/index.md", f"{path}/README.md"))
