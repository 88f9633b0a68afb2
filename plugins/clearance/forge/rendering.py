"""Markdown to HTML for the recorder, which holds a key and so runs nothing of the department's."""

from __future__ import annotations

from pathlib import Path

from clearance.errors import CannotJudge
from clearance.publish import adopted_rendering
from clearance.publish.rendering import SiteRenderer

_REMEDY = "supervisors of this department sign approvals with their own keys instead (`clearance approve`)"


def adopted_renderer(root: Path) -> SiteRenderer:
    """As the site renders, where `mkdocs.yml` as data tells how. Raises CannotJudge elsewhere."""
    try:
        return adopted_rendering.adopted_renderer(root)
    except CannotJudge as error:
        raise CannotJudge(f"{error.message}; {_REMEDY}", path=error.path, line=error.line) from None
