"""The index of the site's own search, made by Pagefind from the finished pages.

Only what stands in an element with `data-pagefind-body` is found: posts and pages, no lists. The
index holds words of the pages, so it must never outlive one that was taken down or corrected.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from clearance.errors import CannotJudge

FOLDER = "pagefind"
"""of the site, where the index lies"""

_TIMEOUT = 600
"""seconds"""
_OF_PAGEFINDS_OWN_PAGES = ("pagefind-*ui.*", "pagefind-highlight.js")
"""ready-made pages to search on, none of which is ours"""


def build_index(site: Path, folder: Path) -> None:
    """Index a finished site into a new folder elsewhere: the same pages give the same files.

    Raises CannotJudge when the program is missing, fails, or takes too long; the folder is gone then.
    """
    try:
        _run(site, folder)
        for pattern in _OF_PAGEFINDS_OWN_PAGES:
            for path in folder.glob(pattern):
                path.unlink()
    except (CannotJudge, OSError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, CannotJudge):
            raise
        raise CannotJudge(f"the search index can't be written ({error.strerror})") from None


def _run(site: Path, folder: Path) -> None:
    command = [_program(), "--site", str(site), "--output-path", str(folder), "--silent"]
    try:
        done = subprocess.run(
            command, cwd=site, env={"LC_ALL": "C"}, capture_output=True, timeout=_TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotJudge(f"the search index was not ready after {_TIMEOUT} seconds") from None
    if done.returncode or not (folder / "pagefind.js").is_file():
        said = done.stderr.decode(errors="backslashreplace").strip().splitlines()
        raise CannotJudge(f"pagefind made no search index: {(said or ['it gave no reason'])[-1]}")


def _program() -> str:
    try:
        from pagefind_bin import get_executable  # noqa: PLC0415 - looks for the program when imported

        return str(get_executable())
    except (ImportError, FileNotFoundError):
        raise CannotJudge("the program pagefind is not installed here; install pagefind_bin") from None
