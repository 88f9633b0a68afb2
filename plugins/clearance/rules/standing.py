"""Whether an approval counts: of these bytes, by somebody who may, and with eyes open.

Who may: a supervisor; of an incident's pages, who commanded it at that instant, and nobody else (1021.4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from clearance.guidelines.models import Equipment
from clearance.model import Record
from clearance.rules.people import why_not_commander
from clearance.rules.rule import Case, Facts


def current(case: Case, facts: Facts) -> tuple[Record, ...]:
    """The approvals of exactly the present bytes, newest first.

    An approval ends when a supervisor later approves other bytes of the same page: whoever puts
    the earlier text back (the one before a correction, say) needs it approved anew.
    """
    present = dict(case.subjects)
    found: list[Record] = []
    for approval in reversed(case.approvals):
        if dict(approval.subjects) == present:
            found.append(approval)
        elif could_approve(case, facts, approval):
            break
    return tuple(found)


def could_approve(case: Case, facts: Facts, approval: Record) -> bool:
    """Whether an approval, of whatever bytes, was by somebody who could give one for such a page then.

    Training and a part of one's own don't count here: where other bytes are concerned, doubt is for it.
    """
    if facts.guidelines.may_approve(approval.member, approval.issued):
        return True
    incident = facts.incidents.get(case.page.incident or "")
    return incident is not None and incident.commander_at(approval.issued) == approval.member


def counting_approval(case: Case, facts: Facts) -> Record | None:
    """The newest approval that lets the page out, if there is one (1021.5(g))."""
    if not case.counting:
        case.counting.append(next((a for a in current(case, facts) if counts(case, facts, a)), None))
    return case.counting[0]


def faulty(case: Case, facts: Facts) -> tuple[Record, ...]:
    """The current approvals, newest first, when none of them counts; else none."""
    return () if counting_approval(case, facts) else current(case, facts)


def counts(case: Case, facts: Facts, approval: Record) -> bool:
    """Whether a current approval is one by an authorized, trained and uninvolved supervisor or commander."""
    return not approver_faults(approval, case, facts) and not unaccepted(case, approval)


def approver_faults(approval: Record, case: Case, facts: Facts) -> tuple[str, ...]:
    """Why this person could not approve this page at that time, as sentences."""
    key = approval.id, approval.member, approval.issued
    if key not in case.faults:
        case.faults[key] = tuple(_faults(approval, case, facts))
    return case.faults[key]


def _faults(approval: Record, case: Case, facts: Facts) -> Iterator[str]:
    guidelines, approver, at = facts.guidelines, approval.member, approval.issued
    if case.page.incident is not None:
        if problem := why_not_commander(facts, case.page.incident, approver, at):
            yield f"{approver} {problem}"
    elif not guidelines.may_approve(approver, at):
        yield f"{approver} is no supervisor"
    for gap in guidelines.training_gaps(approver, at):
        yield f"{approver} lacks training in {gap}"
    own = own_part(case, facts, approver)
    if own:
        yield f"{approver} {own}; somebody else must approve it"


def own_part(case: Case, facts: Facts, member: str) -> str | None:
    """What the member did for the page that makes an approval their own; None when nothing."""
    if member in case.page.authors:
        return "is an author of the page"
    if member == case.page.requested_by:
        return "asked for the post"
    if member in _contributors(case, facts):
        return "wrote or committed a change to it"
    return None


def unaccepted(case: Case, approval: Record) -> tuple[str, ...]:
    """The codes of open questions that the approval does not accept by name, in order."""
    return tuple(sorted({hold.code for hold in case.holds} - set(approval.accepts)))


def _contributors(case: Case, facts: Facts) -> frozenset[str]:
    """Whose hands git shows. With unverified equipment the history isn't the department's own."""
    if facts.guidelines.department.equipment is Equipment.UNVERIFIED:
        return frozenset()
    vouched = {member for commit in case.commits for member in commit.vouched}
    own = (commit for commit in case.commits if not commit.vouched)
    emails = {email for commit in own for email in (commit.author_email, commit.committer_email)}
    members = (facts.guidelines.member_by_email(email) for email in emails)
    return frozenset(member.id for member in members if member) | vouched
