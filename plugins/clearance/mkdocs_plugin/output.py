"""The site under way: built beside the old one, audited as files, and swapped in when it is whole."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.gate import Judgement
from clearance.mkdocs_plugin.selection import CONTENT, Selection
from clearance.model import Finding
from clearance.publish import swap
from clearance.publish.audit import Expected, audit_site
from clearance.publish.inventory import MADE_BY_GENERATOR

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SOURCES = ("content", "guidelines", "records")


@dataclass(frozen=True, slots=True)
class Output:
    """Where the old site is, where the new one grows, and the right to build it. Paths are absolute."""

    site: Path
    aside: Path
    lock: swap.Lock

    @classmethod
    def move_aside(cls, config: MkDocsConfig, root: Path) -> Output:
        """Send the generator's output to a folder beside the site's. Raises CannotJudge."""
        site = Path(config.site_dir)
        swap.check_place(site, root, [root / source for source in SOURCES])
        site.parent.mkdir(parents=True, exist_ok=True)
        lock = swap.lock(site)
        swap.recover(site)
        output = cls(site, swap.aside(site), lock)
        config.site_dir = str(output.aside)
        return output

    def audit(self, config: MkDocsConfig, selection: Selection, judgement: Judgement) -> tuple[Finding, ...]:
        hosts = judgement.evidence.guidelines.department.hosts
        return audit_site(self.aside, _expected(config, selection, judgement), hosts=hosts)

    def swap_in(self, config: MkDocsConfig) -> None:
        swap.swap(self.aside, self.site)
        self._give_back(config)

    def discard(self, config: MkDocsConfig) -> None:
        """Leave the old site as it was."""
        shutil.rmtree(self.aside, ignore_errors=True)
        self._give_back(config)

    def _give_back(self, config: MkDocsConfig) -> None:
        config.site_dir = str(self.site)
        self.lock.release()


def audit_failure(findings: Sequence[Finding]) -> str:
    lines = [f"{finding.path}:{finding.line}: {finding.message} ({finding.code})" for finding in findings]
    return "\n".join(["clearance: the built site fails its audit; the site is as it was.", *lines])


def _expected(config: MkDocsConfig, selection: Selection, judgement: Judgement) -> Expected:
    """Each file that the site should have, with the digest that was judged where bytes are copied."""
    judged = judgement.published_files
    expected: dict[str, str | None] = dict.fromkeys(config.theme.static_templates)
    expected.update(dict.fromkeys(MADE_BY_GENERATOR))
    for file in selection.files:
        expected[file.dest_uri] = None if file.is_documentation_page() else judged.get(CONTENT + file.src_uri)
    return expected
