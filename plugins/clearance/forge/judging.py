"""The pages that one step of main brought, judged as they came, in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from clearance.errors import CannotJudge
from clearance.evidence import Evidence, read_evidence
from clearance.forge.facts import Unclaimed
from clearance.forge.line import merged_as
from clearance.forge.rendering import adopted_renderer
from clearance.gate import Judgement, judge
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.models import Guidelines
from clearance.model import Commit, JudgedPage, State
from clearance.publish.checkout import Source, checked_out
from clearance.publish.generator import plain_renderer
from clearance.publish.keeping import processors
from clearance.records.vouching import with_vouched
from clearance.rules import unadopted_guidelines


class UnjudgedCommit(CannotJudge):
    """What a commit holds can't be read as a department."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the pages of a commit are judged on. `changed` are the paths that its step changed."""

    commit: str
    evidence: Evidence
    changed: frozenset[str]
    at: datetime

    @property
    def adopted(self) -> bool:
        """Whether guidelines and configuration are as the chief adopted them."""
        current = self.evidence.chain.current
        return current is not None and dict(current.subjects) == dict(self.evidence.governed)

    def require_adopted(self) -> None:
        """Raise Unclaimed where the roster is somebody's word, and not the chief's."""
        if not self.adopted:
            chain = self.evidence.chain
            message = chain.problem or "guidelines or configuration are not as the chief adopted them"
            raise Unclaimed(f"{message} ({unadopted_guidelines.CODE}); the chief adopts them first")

    def judge(self, vouched: Mapping[str, tuple[str, ...]]) -> Judgement:
        """Of the pages that the step may have touched, with whose work its commits are."""
        pages = {path: data for path, data in self.evidence.tree.pages.items() if self._touched(path, data)}
        evidence = replace(
            self.evidence,
            tree=replace(self.evidence.tree, pages=pages),
            history=with_vouched(self.evidence.history, vouched),
        )
        render = adopted_renderer(evidence.root) if self.adopted else plain_renderer()
        return judge(evidence, at=self.at, render=render, workers=processors())

    def waiting(self, judgement: Judgement) -> tuple[JudgedPage, ...]:
        """The pages with something that the step changed, that want out and have no approval that counts.

        One that was approved for this very step is not told again when another took its place.
        """
        records = self.evidence.ledger.records
        renamed = self.evidence.history.renamed
        merged = ((record, merged_as(record)) for record in records)
        done = {path for one, as_ in merged if renamed.get(as_, as_) == self.commit for path in one.subjects}
        return tuple(
            judged
            for judged in judgement.outcome.pages
            if judged.approval is None
            and judged.path not in done
            and judged.state in {State.PENDING, State.STALE, State.WITHDRAWN}
            and self.changed.intersection(judged.subjects)
        )

    def _touched(self, path: str, data: bytes) -> bool:
        """Whether the page, or a file that it may show, was changed: a page names its files."""
        names = (PurePosixPath(changed).name for changed in self.changed)
        written = (one.encode() for name in names for one in (name, quote(name)))
        return path in self.changed or any(name in data for name in written)


@contextmanager
def ground(
    source: Source, records: Source, *, pin: str, changed: frozenset[str], at: datetime
) -> Iterator[Ground]:
    """A commit as it came, with today's records. Raises UnjudgedCommit."""
    with checked_out(source, pin=pin, records=records) as folder:
        try:
            evidence = read_evidence(folder, at=at, pin=pin)
        except CannotJudge as error:
            raise UnjudgedCommit(f"the commit {source.commit[:12]} can't be judged: {error}") from None
        yield Ground(source.commit, evidence, changed, at)


def guidelines_of(files: Mapping[str, bytes]) -> Guidelines:
    """Guidelines from the bytes of their files. Raises CannotJudge."""
    with tempfile.TemporaryDirectory(prefix="clearance-") as made:
        for path, data in files.items():
            place = Path(made) / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return load_guidelines(Path(made))


def commits_of(page: JudgedPage, judgement: Judgement) -> tuple[Commit, ...]:
    """The commits with a hand in a page or its files; none for a page that can't be read."""
    return judgement.cases[page.path].commits if page.path in judgement.cases else ()
