"""The quarterly review (1021.6): what a person must look into, from what the department is today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from clearance.gate import Judgement
from clearance.guidelines.lapses import lapses, together
from clearance.guidelines.models import Member
from clearance.model import Finding, JudgedPage, Page, State
from clearance.monitor.checklist import Checklist, Section
from clearance.monitor.live import dead_links, external_links, first_approvals, live_pages
from clearance.monitor.probing import Probed
from clearance.reviews.period import Kind, Period
from clearance.rules import overdue_review
from clearance.takedown.report import Report

_SHOWN = 20
"""links that were not probed, by name; the rest by number"""


def checklist(judgement: Judgement, period: Period, *, probed: Probed | None = None) -> Checklist:
    """What to look into today for the review of a period. `probed` is None without the network."""
    guidelines = judgement.evidence.guidelines
    since = _since(judgement, period)
    covers = (
        f"It covers {period.begins} up to {period.opens}, and is due by {period.due}; "
        f"what was published since {since} is to be read."
    )
    sections = (
        Section("found", "What today's rules find in what is live", (*_found(judgement),)),
        Section("department", "What is wrong in the department as a whole", (*_department(judgement),)),
        Section("accepted", "What a supervisor accepted, and still stands", (*_accepted(judgement),)),
        Section("reports", "Open reports", (*_reports(judgement),)),
        Section("dead-links", "Dead links inside the site", (*_dead(judgement),)),
        Section("external-links", "Links to other sites", (*_external(judgement, probed),), binding=False),
        Section("media", "Pictures and files changed or missing since their approval", (*_media(judgement),)),
        Section("expired", "Expired, and still to be read", (*_expired(judgement),)),
        Section("accounts", "Keys and accounts of members who left", (*_accounts(judgement),)),
        Section("training", "Training that is missing or lapsed", (*_training(judgement),)),
        Section("published", "Read what was published or changed", (*_published(judgement, since),)),
        Section("whole", "The site as a whole", _WHOLE),
    )
    return Checklist(guidelines.department.id, period.name, covers, sections)


_WHOLE = (
    "I looked at the site as a stranger would: front page, lists, search, on a phone.",
    "The public can post nothing on it (1021.5.1).",
    "What I found prohibited by 1021.5 was taken down (1021.6).",
)


def _since(judgement: Judgement, period: Period) -> date:
    """From when on it must be read: the last review that counts, or the beginning of the period."""
    reviews = judgement.evidence.reviews
    own = [one for one in reviews if one.detail.kind is Kind.QUARTERLY and one.detail.period != period.name]
    return min(own[-1].day, period.begins) if own else period.begins


def _day(judgement: Judgement, at: datetime) -> date:
    return judgement.evidence.guidelines.day(at)


def _told(finding: Finding) -> str:
    return f"{finding.path}:{finding.line}: {finding.message} ({finding.code})"


def _found(judgement: Judgement) -> Iterator[str]:
    for judged in live_pages(judgement):
        for finding in judged.findings:
            yield f"{_told(finding)}: {finding.remedy}"


def _department(judgement: Judgement) -> Iterator[str]:
    """All but that this very review is overdue."""
    return (_told(one) for one in judgement.outcome.findings if one.code != overdue_review.CODE)


def _accepted(judgement: Judgement) -> Iterator[str]:
    for judged in live_pages(judgement):
        if approval := judged.approval:
            who = f"{approval.member} on {_day(judgement, approval.issued)}"
            yield from (f"{_told(finding)}; accepted by {who}" for finding in judged.accepted)


def _reports(judgement: Judgement) -> Iterator[str]:
    for report in judgement.evidence.reports:
        if report.is_open:
            yield _of_report(judgement, report)


def _of_report(judgement: Judgement, report: Report) -> str:
    state = "down, waits for its cause" if report.is_down else "still up"
    return f"{report.page} ({report.kind}), reported on {_day(judgement, report.reported)}: {state}"


def _dead(judgement: Judgement) -> Iterator[str]:
    for link in dead_links(judgement):
        yield f"{link.page}:{link.line}: {link.target} {link.why}"


def _external(judgement: Judgement, probed: Probed | None) -> Iterator[str]:
    if probed:
        yield from (f"{address} {why}" for address, why in probed.dead.items())
    untried = probed.untried if probed else external_links(judgement)
    if untried:
        yield f"{len(untried)} links to other sites were not tried; --online tries them"
        yield from (f"not tried: {address}" for address in untried[:_SHOWN])


def _media(judgement: Judgement) -> Iterator[str]:
    for judged in judgement.outcome.pages:
        case = judgement.cases.get(judged.path)
        newest = case.approvals[-1] if case and case.approvals else None
        if newest is None:
            continue
        day = _day(judgement, newest.issued)
        files = judgement.evidence.tree.digests
        for path, digest in sorted(newest.subjects.items()):
            if not path.endswith(".md") and files.get(path) != digest:
                what = "changed" if path in files else "missing"
                yield f"{path} of {judged.path} is {what} since its approval on {day}"


def _expired(judgement: Judgement) -> Iterator[str]:
    for judged in judgement.outcome.pages:
        if judged.state is State.EXPIRED and isinstance(judged.page, Page) and judged.page.expires:
            day = _day(judgement, judged.page.expires)
            yield f"{judged.path} expired on {day}, and is shown with a banner: does anybody still need it?"


def _accounts(judgement: Judgement) -> Iterator[str]:
    today = _day(judgement, judgement.outcome.at)
    for member in judgement.evidence.guidelines.roster.members:
        if member.until and member.until < today:
            yield from _left(member, today)


def _left(member: Member, today: date) -> Iterator[str]:
    for device in member.devices:
        if not device.revoked and (device.until is None or device.until >= today):
            yield (
                f"{member.id} left on {member.until}, and the key of {device.name} has no end: take "
                "the device back, and write its last day into the roster"
            )
    if member.github_id:
        yield f"{member.id} left on {member.until}: see that GitHub account {member.github_id} has no access"


def _training(judgement: Judgement) -> Iterator[str]:
    found = lapses(judgement.evidence.guidelines, judgement.outcome.at)
    over = together(lapse for lapse in found if lapse.acts and lapse.is_over)
    for (member, on), topics in over.items():
        when = f"lapsed on {on}" if on else "was never trained"
        yield f"{member} {when}: {', '.join(topics)}"


def _published(judgement: Judgement, since: date) -> Iterator[str]:
    first = first_approvals(judgement)
    for judged in live_pages(judgement):
        approval = _newest(judgement, judged)
        if approval and _day(judgement, approval) >= since:
            word = "new" if judged.path in first and first[judged.path].issued == approval else "changed"
            day = _day(judgement, approval)
            yield f"{judged.path} ({word}, approved on {day}, {judged.page.digest[:12]})"


def _newest(judgement: Judgement, judged: JudgedPage) -> datetime | None:
    case = judgement.cases.get(judged.path)
    return case.approvals[-1].issued if case and case.approvals else None
