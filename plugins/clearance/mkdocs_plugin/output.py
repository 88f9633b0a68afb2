"""The site under way: built beside the old one, audited as files, and swapped in when it is whole."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from clearance.ahead import Ahead, begin
from clearance.cache.site import SiteMemory
from clearance.disk.digests import Digests
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.mkdocs_plugin.plan import Plan
from clearance.mkdocs_plugin.selection import Selection
from clearance.model import Finding
from clearance.publish import ours, public, search, swap, trees
from clearance.publish.audit import Expected, audit_site
from clearance.publish.inventory import SITEMAP, made_by_generator
from clearance.publish.keeping import open_site_memory, processors
from clearance.publish.manifest import Made, Manifest
from clearance.publish.templates import KeptTemplates

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

SOURCES = ("content", "guidelines", "records")
WORTH_ANOTHER = 5_000
"""files of a site; fewer are looked through sooner than another process has begun"""


@dataclass(slots=True)
class Output:
    """Where the old site is, where the generator writes, and the right to build. Paths are absolute.

    `tree` is the copy of the last site in which the new one grows, with the files that were left `there`
    by their digests, all of them audited; without one it grows in `fresh`, where the generator writes.
    """

    site: Path
    fresh: Path
    lock: swap.Lock
    memory: SiteMemory | None
    documents: Ahead[dict[str, bytes]]
    """the feeds, and what tells how to check a page"""
    templates: KeptTemplates | None = None
    digests: Digests = field(default_factory=Digests)
    before: Manifest = field(default_factory=Manifest)
    tree: Path | None = None
    there: Mapping[str, str] = field(default_factory=dict)
    changes: trees.Changes = field(default_factory=trees.Changes)
    foreign: Ahead[str | None] | None = None
    """a file of the old site that no build put there, which another process looks for"""

    @classmethod
    def move_aside(cls, config: MkDocsConfig, root: Path, judgement: Judgement, cache: Path | None) -> Output:
        """Send the generator's output to a folder beside the site's. Raises CannotJudge."""
        site = Path(config.site_dir)
        swap.check_place(site, root, [root / source for source in SOURCES])
        site.parent.mkdir(parents=True, exist_ok=True)
        lock = swap.lock(site)
        swap.recover(site)
        memory = open_site_memory(cache, root, site)
        if memory is None:  # the copy would not be one of this build's site
            _discard(swap.take_spare(site))
        templates = KeptTemplates.open(memory.templates) if memory else None
        fresh = swap.aside(site)
        documents = public.begin(judgement, config.site_url or "")
        output = cls(site, fresh, lock, memory, documents, templates)
        config.site_dir = str(output.fresh)
        return output

    def take_up_the_last(self) -> None:
        """Begin from what the last build left. That it is still as it was left, the audit finds out."""
        if self.memory is None or self.memory.made is None:
            _discard(swap.take_spare(self.site))
            return
        tree = swap.take_spare(self.site) or self._copy_of_site()
        if tree is None:
            return
        self.before = Manifest.from_bytes(self.memory.made)
        self.there = {path: made.digest for path, made in self.before.files.items()}
        self.digests, self.tree = self.memory.digests, tree

    def _copy_of_site(self) -> Path | None:
        if not self.site.is_dir():
            return None
        tree = swap.aside(self.site)
        try:
            trees.mirror(self.site, tree)
        except (OSError, CannotJudge):
            _discard(tree)
            return None
        return tree

    def begin_anew(self) -> None:
        """Let go of what the last build left: nothing of it is of use."""
        _discard(self.tree)
        self.tree, self.there, self.digests = None, {}, Digests()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files, by their paths, to those that were made now. Raises CannotJudge."""
        try:
            for path, data in files.items():
                trees.write(self.fresh / path, data)
        except OSError as error:
            raise self.unwritten(error) from None

    def keep_index(self, pages: Mapping[str, str]) -> Mapping[str, str]:
        """The files of the last search index, if every page that it was made from is as it was.

        Else they go at once: a page that was taken down or corrected must not be found by its words.
        """
        if not self.before.searched.items() <= pages.items():
            return {}
        return {path: digest for path, digest in self.there.items() if path.startswith(f"{search.FOLDER}/")}

    def lay(self, kept: Iterable[str], copies: Mapping[str, tuple[str, str]], *, index: bool) -> None:
        """Put together what was made, what is `kept` and what is copied; with a new index, if asked for.

        Raises CannotJudge.
        """
        _pack_again(self.fresh / SITEMAP)
        try:
            changes = trees.lay(self._place, self.there, self.fresh, kept=kept, copies=copies)
            if index:
                changes = changes.then(self._index())
        except OSError as error:
            raise self.unwritten(error) from None
        self._change(changes)

    @property
    def _place(self) -> Path:
        return self.tree or self.fresh

    def _index(self) -> trees.Changes:
        """Index the pages of the tree in the tree itself. Raises CannotJudge."""
        former = trees.remove_folder(self._place, search.FOLDER)
        search.build_index(self._place, self._place / search.FOLDER)
        made = trees.names(self._place / search.FOLDER)
        put = frozenset(f"{search.FOLDER}/{name}" for name in made)
        return trees.Changes(put, former - put)

    def _change(self, changes: trees.Changes) -> None:
        self.changes = changes
        for path in (*changes.put, *changes.removed):
            self.digests.forget(path)

    def unwritten(self, error: OSError) -> CannotJudge:
        return CannotJudge(f"the new site can't be written ({error.strerror})", path=self.site.name)

    def audit(
        self, expected: Expected, clean: Mapping[str, str], judgement: Judgement
    ) -> tuple[Finding, ...]:
        """What is wrong with the new site. `clean` are the digests of files audited while they were made.

        Meanwhile the old one is looked through for what is not ours to replace.
        """
        worth = len(self.there) >= WORTH_ANOTHER and processors() > 1
        self.foreign = begin(partial(ours.foreign, self.site), worth=worth)
        hosts = judgement.evidence.guidelines.department.hosts
        known = {**self.there, **clean}
        return audit_site(self._place, expected, hosts=hosts, clean=known, digests=self.digests)

    def swap_in(self) -> None:
        """Publish; and leave a copy for the next build to begin from, where anything is kept."""
        looked = self.foreign.value if self.foreign else None
        old = swap.swap(self._place, self.site, frozenset(self.digests.seen), looked)
        self.foreign = None
        if self.tree is not None:
            _discard(self.fresh)
        if self.memory is None:
            _discard(old)
        else:
            self._leave_spare(old)

    def _leave_spare(self, old: Path | None) -> None:
        """Never a reason to fail: the site is published."""
        spare = old if self.tree is not None else None
        try:
            if spare is None:
                _discard(old)
                spare = swap.aside(self.site)
                trees.mirror(self.site, spare)
            else:
                trees.follow(spare, self.site, self.changes)
            swap.leave_spare(spare, self.site)
        except (OSError, CannotJudge):
            _discard(spare)

    def remember(self, frame: str, keys: Mapping[str, str], searched: Mapping[str, str]) -> None:
        """Keep what was made, for the next build. `keys` are those of pages that may be used again."""
        seen = {path: digest.sha256 for path, digest in self.digests.seen.items()}
        if self.memory is not None:
            made = {path: Made(digest, keys.get(path, "")) for path, digest in seen.items()}
            self.digests.look_again(self.site, self.changes.put if self.tree else [*seen])
            self.memory.save(Manifest(frame, made, searched).to_bytes(), self.digests)
        if self.templates is not None:
            self.templates.save()
        self.there = seen

    def forget(self) -> None:
        """Let the next build begin from nothing."""
        if self.memory is not None:
            self.memory.save(Manifest().to_bytes(), Digests())

    def begin_index(self) -> None:
        """Once more a copy of the site, which is public, now with a new search index. Raises CannotJudge."""
        self.tree = swap.take_spare(self.site)
        try:
            if self.tree is None:
                self.tree = swap.aside(self.site)
                trees.mirror(self.site, self.tree)
            self._change(self._index())
        except OSError as error:
            raise self.unwritten(error) from None

    def drop_index(self) -> None:
        """Leave the site as it is, without an index."""
        self._look_no_more()
        _discard(self.tree)
        self.tree = None

    def _look_no_more(self) -> None:
        if self.foreign:
            self.foreign.drop()
        self.foreign = None

    def discard(self, config: MkDocsConfig) -> None:
        """Leave the old site as it was."""
        self.documents.drop()
        self._look_no_more()
        _discard(self.fresh)
        _discard(self.tree)
        self.give_back(config)

    def give_back(self, config: MkDocsConfig) -> None:
        """Another build may begin."""
        config.site_dir = str(self.site)
        self.lock.release()


def _discard(folder: Path | None) -> None:
    if folder is not None:
        swap.discard(folder)


def _pack_again(sitemap: Path) -> None:
    """Without the time in it: the same map is the same file."""
    if sitemap.is_file():
        data = gzip.compress(sitemap.read_bytes(), mtime=0)
        sitemap.with_name(f"{sitemap.name}.gz").write_bytes(data)


def audit_failure(findings: Sequence[Finding]) -> str:
    lines = [f"{finding.path}:{finding.line}: {finding.message} ({finding.code})" for finding in findings]
    return "\n".join(["clearance: the built site fails its audit; the site is as it was.", *lines])


def expected(
    config: MkDocsConfig, files: Files, selection: Selection, plan: Plan, made: Iterable[str]
) -> Expected:
    """Each file that the site should have, with its digest where that is known beforehand.

    `made` are the files of the search index, the feeds, and what tells how to check a page.
    """
    known: dict[str, str | None] = dict.fromkeys(config.theme.static_templates)
    known.update(dict.fromkeys((*made_by_generator(config.plugins), *made)))
    for file in files:
        if not file.is_documentation_page() or file.src_uri in plan.built:
            known[file.dest_uri] = None
    known.update(plan.kept)
    copies = {**selection.copies, **selection.texts}
    known.update({path: copy.digest for path, copy in copies.items()})
    return known
