"""Whether a reviewed merge approves one page: the same bytes, every open question accepted, nothing since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from clearance.forge.facts import Merge
from clearance.forge.github import NotFound
from clearance.forge.judging import commits_of
from clearance.forge.line import MERGE_COMMIT
from clearance.forge.reviews import accepted_codes
from clearance.forge.trees import Trees
from clearance.forge.verdict import People, Voucher
from clearance.gate import Judgement
from clearance.model import JudgedPage
from clearance.publish.approval import NotApprovable, holds, prepare
from clearance.records.statement import Statement
from clearance.records.vouching import COMMITS


@dataclass(frozen=True, slots=True)
class Approvable:
    """An approval to be signed, and where it comes from."""

    path: str
    statement: Statement
    pull: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a merge. `blobs` are the ids of its files' bytes, as they came to main, by their paths."""

    judged: JudgedPage
    blobs: Mapping[str, str]


def approvable(
    page: Page, judgement: Judgement, merge: Merge, who: People, trees: Trees
) -> Approvable | tuple[str, ...]:
    """The approval by the newest review that counts; or the reasons why none does."""
    reasons = list(who.refused)
    for voucher in who.vouchers:
        problems = (
            *_unread(page, voucher, trees),
            *_withdrawn(page, voucher, judgement),
            *_unaccepted(page, voucher),
        )
        if not problems:
            try:
                statement = _statement(page, judgement, merge, voucher)
            except NotApprovable as refused:
                problems = refused.reasons
            else:
                source = _source(merge, voucher, trees.repository, _commits(page, judgement))
                return Approvable(page.judged.path, replace(statement, source=source), merge.pull.number)
        reasons += problems
    return tuple(dict.fromkeys(reasons)) or ("no supervisor had approved it when it was merged",)


def _statement(page: Page, judgement: Judgement, merge: Merge, voucher: Voucher) -> Statement:
    """Dated by the merge: that is when these bytes took the place of those before them."""
    return prepare(
        judgement,
        page.judged.path,
        member=voucher.member.id,
        accepts=accepted_codes(voucher.review.body),
        at=merge.merged_at,
    )


def _unread(page: Page, voucher: Voucher, trees: Trees) -> Iterator[str]:
    """The files whose bytes the reviewer can't have read."""
    for path in sorted(page.judged.subjects):
        try:
            reviewed = trees.blob(voucher.commit, path)
        except NotFound:
            yield f"GitHub has lost the commit {voucher.commit[:12]} that {voucher.member.id} reviewed"
            return
        if reviewed != page.blobs.get(path):
            yield f"{voucher.member.id} reviewed other bytes of {path} than were merged"


def _withdrawn(page: Page, voucher: Voucher, judgement: Judgement) -> Iterator[str]:
    for record in judgement.evidence.ledger.about(page.judged.path, "withdrawal"):
        if record.issued >= voucher.submitted:
            yield f"{record.member} withdrew the page after {voucher.member.id} reviewed it"


def _unaccepted(page: Page, voucher: Voucher) -> Iterator[str]:
    accepted = accepted_codes(voucher.review.body)
    for finding in holds(page.judged):
        if finding.code not in accepted:
            yield (
                f"{finding.path}:{finding.line}: {finding.message} ({finding.code}); "
                f"{voucher.member.id} did not write `accept {finding.code}` in the review"
            )


def _commits(page: Page, judgement: Judgement) -> dict[str, list[str]]:
    """Whose work the commits to the page are that GitHub made."""
    made = commits_of(page.judged, judgement)
    return {commit.id: list(commit.vouched) for commit in made if commit.vouched}


def _source(
    merge: Merge, voucher: Voucher, repository: str, commits: Mapping[str, list[str]]
) -> dict[str, object]:
    """What the recorder vouches for, and where it can be looked up."""
    source = {
        "forge": "github",
        "repository": repository,
        "pull_request": merge.pull.number,
        "review": voucher.review.id,
        "reviewer": voucher.review.user.id if voucher.review.user else 0,
        "reviewed_at": voucher.submitted.isoformat(),
        "reviewed_commit": voucher.commit,
        MERGE_COMMIT: merge.arrival.tip,
    }
    return source | ({COMMITS: dict(sorted(commits.items()))} if commits else {})
