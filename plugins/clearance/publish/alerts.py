"""CAP 1.2 alerts of posts as files, and the feed of those in effect.

A message has a file while the text that it tells is published, and for as long as it is: what was corrected
or withdrawn is not repeated. A cancellation has one, without a word, until what it takes back would have
ended. The feed names what is in effect, and what was taken back before its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from clearance.content.address import ALERTS, address
from clearance.content.languages import regional
from clearance.content.page import POSTS, read_page
from clearance.feeds import alert as cap_values
from clearance.feeds import cap
from clearance.feeds.alert_index import Kind, Listed, alert_index
from clearance.feeds.entry import Feed
from clearance.gate import Judgement
from clearance.history.versions import former_versions
from clearance.model import Alert, JudgedPage, Page, Record
from clearance.publish.alert_story import Step, Told, messages
from clearance.publish.naming import domain, tag
from clearance.rules.standing import approver_faults
from clearance.rules.unfit_alert import LONGEST

LOOKED_BACK = 2 * LONGEST
"""for which the former texts of a post are looked at, which may have been an alert that is still in effect:
one that was approved up to a month ahead of its date"""
Digests = dict[str, set[str]]


def alert_documents(judgement: Judgement, site_url: str, feed: Feed) -> dict[str, bytes]:
    """The files by their path on the site; `feed` is what the feed of those in effect says of itself."""
    publisher = _Publisher(judgement, site_url)
    told = _histories(judgement, site_url)
    listed: list[Listed] = []
    made: dict[str, bytes] = {}
    for path, story in sorted(told.items()):
        for message in publisher.standing(judgement.outcome.page(path), story):
            made[publisher.place(message)] = publisher.document(message)
            if message.ends > judgement.outcome.at and (message.kind is Kind.CANCEL or message is story[-1]):
                listed.append(publisher.listed(message))
    feed = replace(feed, updated=max([feed.updated, *_changes(told.values(), judgement.outcome.at)]))
    return {**made, feed.url.removeprefix(site_url): alert_index(feed, listed)}


def _changes(stories: Iterable[list[Told]], now: datetime) -> Iterator[datetime]:
    """When the feed had something new or something less, up to now: it never seems to go back in time."""
    moments = (at for story in stories for one in story for at in (one.name.sent, one.ends))
    yield from (at for at in moments if at <= now)


# --- what was told, from records and former texts ------------------------------------------------


def _histories(judgement: Judgement, site_url: str) -> dict[str, list[Told]]:
    """All messages about each post that is or lately was an alert."""
    witness = _Witness.of(judgement)
    sender, zone = domain(site_url), judgement.evidence.guidelines.zone
    told = {
        path: messages(path, witness.steps(path), sender=sender, zone=zone, now=judgement.outcome.at)
        for path in witness.records
    }
    return {path: story for path, story in told.items() if story}


@dataclass(frozen=True, slots=True)
class _Witness:
    """What records say of the posts that may be alerts, and what those posts said then, by digest."""

    judgement: Judgement
    pages: Mapping[str, JudgedPage]
    records: Mapping[str, tuple[Record, ...]]
    texts: Mapping[str, bytes]

    @classmethod
    def of(cls, judgement: Judgement) -> _Witness:
        pages = {one.path: one for one in judgement.outcome.pages}
        since = judgement.outcome.at - LOOKED_BACK
        records = {
            path: found
            for path, found in _by_post(judgement).items()
            if _may_matter(path, found, pages.get(path), since)
        }
        evidence = judgement.evidence
        texts = former_versions(evidence.root, evidence.history.stood, _wanted(records, pages))
        return cls(judgement, pages, records, texts)

    def steps(self, path: str) -> list[Step]:
        found: list[Step] = []
        for record in self.records[path]:
            if record.kind == "withdrawal":
                found.append(Step(record.issued, record.issued, record.id))
            elif step := self._approved(path, record):
                found.append(step)
        return [*found, *self._deleted(path, found)]

    def _approved(self, path: str, record: Record) -> Step | None:
        page = self._text(path, record.subjects[path])
        if page is None:
            return None
        incident = self.judgement.evidence.incidents.get(page.incident or "")
        ends = [each for each in (page.expires, incident.closed if incident else None) if each]
        step = Step(
            at=max(record.issued, page.created or record.issued),
            issued=record.issued,
            record=record.id,
            page=page,
            version=tuple(sorted(record.subjects.items())),
            ends=min(ends, default=None),
        )
        return step if self._counted(record, page) else None

    def _text(self, path: str, digest: str) -> Page | None:
        """The page as it was in that version; None where git no longer tells."""
        judged = self.pages.get(path)
        if judged and judged.page.digest == digest:
            return judged.page if isinstance(judged.page, Page) else None
        data = self.texts.get(digest)
        page = read_page(path, data, self.judgement.evidence.guidelines.zone) if data is not None else None
        return page if isinstance(page, Page) else None

    def _counted(self, record: Record, page: Page) -> bool:
        """Whether this approval let these bytes out: of the present ones as the gate has it; of former ones,
        whose commits and open questions are no longer known, as far as records tell.
        """
        guidelines, at, member = self.judgement.evidence.guidelines, record.issued, record.member
        case, judged = self.judgement.cases.get(page.path), self.pages.get(page.path)
        if case and judged and dict(record.subjects) == dict(case.subjects):
            open_ = {finding.code for finding in judged.accepted} - set(record.accepts)
            return not open_ and not approver_faults(record, case, self.judgement.facts)
        if member in page.authors or member == page.requested_by or guidelines.training_gaps(member, at):
            return False
        if page.incident is None:
            return guidelines.may_approve(member, at)
        incident = self.judgement.evidence.incidents.get(page.incident)
        return incident is not None and incident.commander_at(at) == member

    def _deleted(self, path: str, found: list[Step]) -> Iterator[Step]:
        """A post that is no longer there ended with the commit that took it away."""
        history = self.judgement.evidence.history
        if path in self.pages or path in history.uncommitted or not found:
            return
        commits = (commit.committed for commit in history.commits if path in commit.paths)
        at = max(next(commits, found[-1].at), found[-1].issued)
        yield Step(at, at, f"{found[-1].record} deleted")


def _by_post(judgement: Judgement) -> dict[str, tuple[Record, ...]]:
    """Approvals and withdrawals of each post that ever was, in the order of their issue."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in judgement.evidence.ledger.records:
        if record.kind in {"approval", "withdrawal"}:
            for path in record.subjects:
                if path.startswith(POSTS) and path.endswith(".md"):
                    found[path].append(record)
    return {path: tuple(sorted(own, key=_order)) for path, own in found.items()}


def _order(record: Record) -> tuple[datetime, bool, str]:
    """Of one second the withdrawal is the last word, as it is for the gate."""
    return record.issued, record.kind == "withdrawal", record.id


def _may_matter(path: str, records: tuple[Record, ...], judged: JudgedPage | None, since: datetime) -> bool:
    """Whether the post is an alert, or lately said something that we must look up."""
    if judged and isinstance(judged.page, Page) and judged.page.alert:
        return True
    if records[-1].issued <= since:
        return False
    return judged is None or any(one.subjects[path] != judged.page.digest for one in records)


def _wanted(records: Mapping[str, tuple[Record, ...]], pages: Mapping[str, JudgedPage]) -> Digests:
    """The former texts to look up in git."""
    wanted: Digests = {}
    for path, own in records.items():
        present = pages[path].page.digest if path in pages else ""
        former = {one.subjects[path] for one in own if one.kind == "approval"} - {present}
        if former:
            wanted[path] = former
    return wanted


# --- documents -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Publisher:
    judgement: Judgement
    site_url: str

    def standing(self, judged: JudgedPage | None, story: list[Told]) -> Iterator[Told]:
        """The messages that have a file: that of the published text, and what was taken back of late."""
        texts = [message for message in story if message.kind is not Kind.CANCEL]
        present = tuple(sorted(judged.subjects.items())) if judged and judged.published else None
        if texts and texts[-1].version == present:
            yield texts[-1]
        for message in story:
            if message.kind is Kind.CANCEL and message.ends > self.judgement.outcome.at:
                yield message

    def place(self, message: Told) -> str:
        return f"{ALERTS}{message.name.identifier}.xml"

    def document(self, message: Told) -> bytes:
        if message.page is None:
            return cap.cancel(message.name, message.earlier)
        info = self._info(message.page, message.page.alert)
        said = cap_values.Message(message.name, (info,), incident=message.page.incident or "")
        return cap.update(said, message.earlier) if message.earlier else cap.alert(said)

    def listed(self, message: Told) -> Listed:
        page = message.page
        return Listed(
            id=tag(self.judgement, self.site_url, f"alert/{message.name.identifier}"),
            url=self.site_url + self.place(message),
            sent=message.name.sent,
            kind=message.kind,
            info=self._info(page, page.alert) if page else None,
        )

    def _info(self, page: Page, alert: Alert | None) -> cap_values.Info:
        assert alert is not None and alert.expires is not None  # noqa: PT018, S101 - else it was never told
        department = self.judgement.evidence.guidelines.department
        zone = self.judgement.evidence.guidelines.zone
        response = (cap_values.Response(alert.response),) if alert.response else ()
        return cap_values.Info(
            language=regional(page.lang or self.judgement.evidence.config.language),
            categories=(cap_values.Category(alert.category),),
            event=alert.event,
            urgency=cap_values.Urgency(alert.urgency),
            severity=cap_values.Severity(alert.severity),
            certainty=cap_values.Certainty(alert.certainty),
            expires=alert.expires.astimezone(zone),
            sender_name=department.name,
            headline=page.title,
            description=page.description,
            areas=(_area(alert),),
            instruction=alert.instruction,
            web=self.site_url + address(page.path, page.slug),
            contact=department.contacts.non_emergency,
            responses=response,
        )


def _area(alert: Alert) -> cap_values.Area:
    corners = tuple(cap_values.Point(*corner) for corner in alert.polygon)
    codes = tuple(cap_values.Geocode("SAME", code) for code in alert.same)
    return cap_values.Area(alert.area, polygons=(corners,) if corners else (), geocodes=codes)
