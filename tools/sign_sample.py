"""Sign the sample department: what its chief and supervisors would have signed, on its days.

Only adds records: a page whose present bytes have no counting approval gets one, and changed
guidelines get a next adoption. A page that was never approved is signed on the day of its post;
one that changed since, now. The keys in sample-keys/ are public; see its README.

    python tools/sign_sample.py
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from clearance.evidence import Evidence, read_evidence
from clearance.gate import Judgement, judge
from clearance.model import JudgedPage, Page, State
from clearance.publish import adoption, approval
from clearance.publish.generator import load_config, renderer
from clearance.records.signing import write_record
from clearance.records.statement import Statement

ROOT = Path(__file__).parents[1]
KEYS = ROOT / "sample-keys"
PIN = KEYS / "root-pin.txt"

PAGES_APPROVED = datetime(2025, 3, 5, 15, 0, tzinfo=UTC)
SUPERVISORS = ("sgt1", "lt2", "sgt3")
LT2_NEW_KEY = datetime(2025, 6, 16, tzinfo=UTC)
WITHDRAWN = "content/posts/2025/safety-town-open-house.md"
WITHDRAWN_AT = datetime(2025, 6, 4, 13, 5, tzinfo=UTC)
REASON = "The day of the open house was wrong; a corrected notice replaces this one."


@contextmanager
def private_key(member: str, at: datetime) -> Iterator[Path]:
    """The member's key of that time, as a file that ssh-keygen accepts (git keeps no mode 600)."""
    name = "lt2-2025" if member == "lt2" and at < LT2_NEW_KEY else member
    with tempfile.TemporaryDirectory(prefix="clearance-sample-") as folder:
        copy = Path(folder) / name
        shutil.copyfile(KEYS / name, copy)
        copy.chmod(0o600)
        yield copy


def adopt(at: datetime) -> str:
    """The pin, after adopting what isn't adopted yet."""
    pin = PIN.read_text(encoding="utf-8").strip() if PIN.exists() else ""
    with private_key("chief1", at) as key:
        proposal = adoption.propose(ROOT, member="chief1", key=key, pin=pin, at=at, first=not pin)
        if proposal.empty:
            return pin
        signed = adoption.sign(ROOT, proposal, key)
    print(f"adopted: {signed.path}")
    if not pin:
        pin = f"sha256:{signed.id}"
        PIN.write_text(f"{pin}\n", encoding="utf-8")
    return pin


def judged(evidence: Evidence, at: datetime) -> Judgement:
    """The verdict as it would have been at that time, on what there is now."""
    return judge(evidence, at=at, render=renderer(load_config(ROOT)))


def signing_time(page: JudgedPage, now: datetime, *, approved_before: bool) -> datetime:
    """When a page that was never approved would have been: some hours before it went out."""
    if not isinstance(page.page, Page) or page.state is State.STALE or approved_before:
        return now
    if not page.page.is_post or page.page.created is None:
        return PAGES_APPROVED
    if page.page.updated:
        return page.page.updated - timedelta(minutes=6)
    hours = timedelta(minutes=12) if "safety" in page.page.categories else timedelta(hours=3, minutes=20)
    return min(page.page.created - hours, now)


def approve(evidence: Evidence, page: JudgedPage, number: int, now: datetime) -> None:
    approved_before = bool(evidence.ledger.about(page.path, "approval"))
    at = signing_time(page, now, approved_before=approved_before)
    judgement = judged(evidence, at)
    member = SUPERVISORS[number % len(SUPERVISORS)]  # they take turns
    holds = [finding.code for finding in approval.holds(page)]
    statement = approval.prepare(judgement, page.path, member=member, accepts=holds, at=at)
    with private_key(member, at) as key:
        print(f"approved: {write_record(ROOT, statement, key)}")


def withdraw(judgement: Judgement) -> None:
    """The one post of the sample that was taken down."""
    if judgement.evidence.ledger.about(WITHDRAWN, "withdrawal"):
        return
    pages = {page.path: page for page in judgement.outcome.pages}
    statement = Statement(
        kind="withdrawal",
        department=judgement.evidence.guidelines.department.id,
        issued=WITHDRAWN_AT.astimezone(judgement.evidence.guidelines.zone),
        member="sgt1",
        subjects={WITHDRAWN: pages[WITHDRAWN].page.digest},
        reason=REASON,
    )
    with private_key("sgt1", WITHDRAWN_AT) as key:
        print(f"withdrawn: {write_record(ROOT, statement, key)}")


def main() -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    pin = adopt(now)
    evidence = read_evidence(ROOT, at=now, pin=pin)
    judgement = judged(evidence, now)
    for number, page in enumerate(judgement.outcome.pages):
        if page.approval is None and page.state not in {State.DRAFT, State.WITHDRAWN}:
            approve(evidence, page, number, now)
    withdraw(judgement)


if __name__ == "__main__":
    main()
