"""The site of a pull request: everything on it, marked as a preview, and never the public site."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.content.address import address
from clearance.errors import CannotJudge
from clearance.publish.asking import asking
from clearance.publish.build import run_generator
from clearance.publish.decision import decide, require_gate
from clearance.publish.orders import Orders
from clearance.site_config import GATE

MARK = ".clearance-preview"
"""a file that says of a folder that it is a preview"""
_WORDS = "A preview of what nobody has approved yet. It is never the public site.\n"
_ROBOTS = "User-agent: *\nDisallow: /\n"
_FOR_ENGINES = ("sitemap.xml", "sitemap.xml.gz")


@dataclass(frozen=True, slots=True)
class Preview:
    """`waiting` maps each page that waits for an approval to its address below the preview's top."""

    folder: Path
    waiting: dict[str, str]


def build_preview(root: Path, folder: Path, *, at: datetime) -> Preview:
    """Make the preview in a folder that is missing, empty, or a preview from before. Raises CannotJudge."""
    _require_room(folder)
    decision = decide(root, at=at)
    require_gate(decision.judgement)
    if decision.config is None:
        raise CannotJudge(
            "mkdocs.yml, the theme or a hook is not as the chief adopted it, and a preview runs them as "
            "code; see `clearance check`"
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        made = Path(beside) / "preview"
        config = decision.config
        config.site_dir = str(made)
        config.plugins[GATE].orders = Orders(decision.judgement)  # type: ignore[attr-defined]  # ours, by its name
        if code := run_generator(config, quiet=True, command="serve"):
            raise CannotJudge(f"the generator ended with code {code}; no preview was made")
        _mark(made)
        _replace(folder, made)
    briefs = asking(decision.judgement).briefs
    return Preview(folder, {brief.page.path: address(brief.page.path, brief.page.slug) for brief in briefs})


def is_preview(folder: Path) -> bool:
    return (folder / MARK).is_file()


def _require_room(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotJudge("is no folder", path=str(folder))
    if folder.is_dir() and any(folder.iterdir()) and not is_preview(folder):
        raise CannotJudge("is not empty, and no preview; nothing was written", path=str(folder))


def _mark(made: Path) -> None:
    for name in _FOR_ENGINES:
        (made / name).unlink(missing_ok=True)
    (made / "robots.txt").write_text(_ROBOTS, encoding="utf-8")
    (made / MARK).write_text(_WORDS, encoding="utf-8")


def _replace(folder: Path, made: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    made.rename(folder)
