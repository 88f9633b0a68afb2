"""All that is read of a department before any rule runs: content, guidelines, records, history.

What the parts can't know of each other is decided here: a record counts only when git holds it,
its date is borne out by the commit that brought it, and nobody settled it as void.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from clearance.ahead import meanwhile
from clearance.content.page import read_page
from clearance.content.tree import Tree, read_tree
from clearance.disk.digests import Digests
from clearance.disposition.folding import NONE as NO_HOLDS
from clearance.disposition.folding import Hold, fold_holds
from clearance.erasure.folding import NONE as NO_ERASURES
from clearance.erasure.folding import Erasure, fold_erasures
from clearance.erasure.tombstone import find_rewritings
from clearance.guidelines.loading import load_guidelines
from clearance.guidelines.models import Equipment, Guidelines
from clearance.history.facts import KeptHistory, read_past
from clearance.history.repository import object_format
from clearance.incidents.folding import NONE, Folded, fold
from clearance.incidents.incident import Incident
from clearance.model import Cause, History, Ledger, Page, Record, Refusal, sha256
from clearance.records.adoption import Chain, follow
from clearance.records.commits import verify_commit
from clearance.records.ledger import read_ledger
from clearance.records.reading import KeptRecords, read_records
from clearance.records.vouching import vouched_commits, with_vouched
from clearance.reviews import folding as reviews
from clearance.reviews.folding import Review
from clearance.site_config import CONFIG_FILE, SiteConfig, governed, read_site_config
from clearance.takedown import folding as takedown
from clearance.takedown.report import Report

BIG = 200_000
"""bytes of git's index, some 2,000 files; where it is smaller the past is read sooner than another process
has begun"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that was read of a department, before any rule runs."""

    root: Path
    config: SiteConfig
    guidelines: Guidelines
    tree: Tree
    chain: Chain
    ledger: Ledger
    history: History
    governed: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)
    """the digest of every file that was read of content/ and records/"""
    incidents: Mapping[str, Incident] = field(default_factory=lambda: NONE)
    """by their id"""
    reports: tuple[Report, ...] = ()
    """of pages that somebody took for wrong, oldest first"""
    holds: Mapping[str, Hold] = field(default_factory=lambda: NO_HOLDS)
    """those in force, by their number"""
    erasures: Mapping[str, Erasure] = field(default_factory=lambda: NO_ERASURES)
    """from the history, by the id of their order, oldest first"""
    reviews: tuple[Review, ...] = ()
    """completed ones, oldest first"""

    @property
    def founded(self) -> datetime | None:
        """When the first adoption was signed; None where no adoption counts."""
        return self.chain.adoptions[0].issued if self.chain.adoptions else None

    @property
    def erased(self) -> dict[str, Erasure]:
        """By the digest of each version that two persons had erased, or will have."""
        confirmed = (one for one in self.erasures.values() if one.confirmed_by)
        return {digest: one for one in confirmed for digest in one.digests}

    @property
    def code_is_adopted(self) -> bool:
        """Whether `mkdocs.yml`, theme and hooks, all of which run as code, are as the chief adopted them."""
        current = self.chain.current
        return current is not None and _code(current.subjects) == _code(self.governed)


def _code(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: digest for path, digest in digests.items() if not path.startswith("guidelines/")}


class Remembered(Protocol):
    """What an earlier run learned of the same files and records: quicker, and nothing else."""

    @property
    def digests(self) -> Digests: ...

    @property
    def records(self) -> KeptRecords: ...

    @property
    def history(self) -> KeptHistory: ...


def read_evidence(root: Path, *, at: datetime, pin: str, memory: Remembered | None = None) -> Evidence:
    """Read guidelines, content, records and history of the department at `root`.

    `pin` is the id of the first adoption, as trusted by whoever asks. Raises CannotJudge.
    """
    digests = memory.digests if memory else Digests(object_format(root))
    config = read_site_config(root)
    also = (CONFIG_FILE, *config.hooks, *([config.theme_folder] if config.theme_folder else []))
    kept = memory.history if memory else KeptHistory()
    read = partial(
        read_past,
        root,
        verify_commit=verify_commit,
        rewritings=find_rewritings,
        also=also,
        before=kept.before,
    )
    with meanwhile(read, worth=kept.before is None and _is_big(root)) as past:
        guidelines = load_guidelines(root)
        department = guidelines.department
        tree = read_tree(root, digests=digests)
        records = read_records(root, digests=digests, kept=memory.records if memory else None)
        chain = follow(records, department=department.id, pin=pin, now=at)
        ledger = read_ledger(records, department=department.id, signers=guidelines.signers(), now=at)
        found = past()
        history, kept.learned = found.compared(root, digests), found.learned
    ledger = _refuse(ledger, _uncommitted(history))
    ledger = _refuse(ledger, _backdated(history, guidelines), Cause.TAMPERING)
    folded = fold(ledger.records, guidelines)
    ledger = _refuse(ledger, _unfitting(folded.refused))
    ledger = _refuse(ledger, _unentitled(guidelines, folded, tree))
    told = takedown.fold(ledger.records, guidelines)
    ledger = _refuse(ledger, _unfitting(told.refused))
    held = fold_holds(ledger.records, guidelines)
    ledger = _refuse(ledger, _unfitting(held.refused))
    ended = fold_erasures(ledger.records, guidelines)
    ledger = _refuse(ledger, _unfitting(ended.refused))
    reviewed = reviews.fold(ledger.records, guidelines)
    ledger = _refuse(ledger, _unfitting(reviewed.refused))
    ledger = replace(ledger, refusals=(*ledger.refusals, *chain.refusals))
    ledger = _without_settled(ledger, root)
    history = with_vouched(history, vouched_commits(ledger.records))
    chain = _without_uncommitted(chain, history)
    files = {path: digest.sha256 for path, digest in digests.seen.items()}
    covered = governed(root, config)
    return Evidence(
        root=root,
        config=config,
        guidelines=guidelines,
        tree=tree,
        chain=chain,
        ledger=ledger,
        history=history,
        governed=covered,
        files=files,
        incidents=folded.incidents,
        reports=told.reports,
        holds=held.in_force,
        erasures=ended.erasures,
        reviews=reviewed.reviews,
    )


def _is_big(root: Path) -> bool:
    try:
        return (root / ".git/index").stat().st_size > BIG
    except OSError:
        return False


def _refuse(ledger: Ledger, problem: Callable[[Record], str | None], cause: Cause = Cause.MISTAKE) -> Ledger:
    """The ledger without the records that have a problem, each of them refused for it."""
    told = [(record, problem(record)) for record in ledger.records]
    refusals = (Refusal(record.path, reason, record.subjects, cause) for record, reason in told if reason)
    return Ledger(tuple(record for record, reason in told if not reason), (*ledger.refusals, *refusals))


def _uncommitted(history: History) -> Callable[[Record], str | None]:
    """What git doesn't hold isn't retained (1021.7), and could be taken away without a trace."""

    def problem(record: Record) -> str | None:
        files = {record.path, f"{record.path}.sig"}
        return "is not committed yet; commit it" if files & history.uncommitted else None

    return problem


def _backdated(history: History, guidelines: Guidelines) -> Callable[[Record], str | None]:
    """Who holds an old key can write an old date; the commit that brought the record can't be as old."""
    grace = timedelta(days=guidelines.department.record_grace_days)

    def problem(record: Record) -> str | None:
        committed = history.introduced.get(record.path)
        if guidelines.department.equipment == Equipment.UNVERIFIED or committed is None:
            return None
        days = (committed - record.issued).days
        if committed - record.issued <= grace:
            return None
        return f"is dated {days} days before it was first committed; {grace.days} days are allowed"

    return problem


def _unentitled(guidelines: Guidelines, folded: Folded, tree: Tree) -> Callable[[Record], str | None]:
    """A withdrawal by someone who may not withdraw is refused, and so doesn't shadow an approval."""

    def problem(record: Record) -> str | None:
        if record.kind not in {"withdrawal", "resolution"}:
            return None
        if guidelines.may_approve(record.member, record.issued):
            return None
        if record.kind == "resolution":
            return f"{record.member} was no supervisor when resolving this"
        if all(_commanded(path, record, guidelines, folded, tree) for path in record.subjects):
            return None
        return f"{record.member} was no supervisor when withdrawing this"

    return problem


def _commanded(path: str, record: Record, guidelines: Guidelines, folded: Folded, tree: Tree) -> bool:
    """Whether the path is an update of an incident that this member commanded then, or a file beside one.

    By the page's present bytes. Whoever takes `incident` out of a page that its commander withdrew makes
    the withdrawal count no more, but these are new bytes, which no approval covers. Of a page that is gone
    or can't be read nothing is published; then any incident will do.
    """
    if not path.endswith(".md"):
        return any(each.endswith(".md") for each in record.subjects)
    commanded = {
        one.id for one in folded.incidents.values() if one.commander_at(record.issued) == record.member
    }
    page = read_page(path, tree.pages[path], guidelines.zone) if path in tree.pages else None
    return page.incident in commanded if isinstance(page, Page) else bool(commanded)


def _unfitting(refused: Mapping[str, str]) -> Callable[[Record], str | None]:
    """A record that doesn't fit those before it, or says too little, changes nothing."""
    return lambda record: refused.get(record.path)


def _without_settled(ledger: Ledger, root: Path) -> Ledger:
    """Without the refusals of files that a supervisor has looked into and settled."""
    settled = {
        (path, digest)
        for record in ledger.records
        if record.kind == "resolution"
        for path, digest in record.subjects.items()
    }
    if not settled:
        return ledger
    open_ = (r for r in ledger.refusals if (r.path, refused_digest(root, r.path)) not in settled)
    return replace(ledger, refusals=tuple(open_))


def refused_digest(root: Path, path: str) -> str | None:
    """The digest of a file that is refused as a record; None when it is no plain file."""
    file = root / path
    if file.is_symlink() or not file.is_file():
        return None
    return sha256(file.read_bytes())


def _without_uncommitted(chain: Chain, history: History) -> Chain:
    """The chain, with no current adoption while the newest one isn't committed."""
    current = chain.current
    if current is None or not {current.path, f"{current.path}.sig"} & history.uncommitted:
        return chain
    return replace(chain, problem=f"the newest adoption {current.path} is not committed yet; commit it")
