"""What alerting systems were told of one post, message by message, from its records and its former texts.

A message is sent when the public could first read an approved text: by its first approval, or from the
post's own date on. Alert is the first one; Update comes in the place of all before it that haven't ended;
Cancel takes them back: when the post is withdrawn, deleted or over, its incident is closed, or a later text
is no alert any more. Told from records alone, it is the same whoever tells it, and whenever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from clearance.feeds.alert import Reference
from clearance.feeds.alert_index import Kind
from clearance.model import Alert, Page
from clearance.publish.naming import opaque

_SECOND = timedelta(seconds=1)
"""by which messages about one post differ at least: receivers compare their times to the second"""


@dataclass(frozen=True, slots=True)
class Step:
    """From `at` on the public reads this text, or none. `record` said so at `issued`.

    `ends` is when the text ceases to hold for another reason than a later record: it expired, or the
    incident was closed. `again` are later approvals of the same bytes.
    """

    at: datetime
    issued: datetime
    record: str
    page: Page | None = None
    version: tuple[tuple[str, str], ...] = ()
    ends: datetime | None = None
    again: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One message. `earlier` are those that it stands in the place of; `ends` is when it no longer matters.

    `also` are names that the message may have gone out under instead: references name them all, since an
    alert that is named once too often does no harm, and one that isn't named stays in effect.
    """

    kind: Kind
    name: Reference
    ends: datetime
    earlier: tuple[Reference, ...] = ()
    page: Page | None = None
    version: tuple[tuple[str, str], ...] = ()
    also: tuple[Reference, ...] = ()


def messages(path: str, steps: Iterable[Step], *, sender: str, zone: ZoneInfo, now: datetime) -> list[Told]:
    """All messages about the post at `path` up to `now`, in order; `steps` in the order of their issue."""
    teller = _Teller(path, sender, zone)
    out = [*_public(steps, now)]
    for step, until in pairwise([*(step for step in out), None]):
        assert step is not None  # noqa: S101 - only the last one is
        teller.read(step)
        if step.ends and step.at < step.ends <= min(now, until.at if until else now):
            teller.cancel(step.ends, f"{step.record} ended")
    return teller.told


def _public(steps: Iterable[Step], now: datetime) -> Iterator[Step]:
    """What the public could read: not what was replaced before its own date. The same bytes are one step."""
    known = [*steps]
    last: Step | None = None
    for number, step in enumerate(known):
        later = known[number + 1 :]
        if step.at > now or (step.at > step.issued and any(one.issued <= step.at for one in later)):
            continue
        if last and last.page and last.version == step.version:
            last = replace(last, again=(*last.again, step))
            continue
        if last:
            yield last
        last = step
    if last:
        yield last


@dataclass(slots=True)
class _Teller:
    path: str
    sender: str
    zone: ZoneInfo
    told: list[Told] = field(default_factory=list)
    _in_effect: list[Told] = field(default_factory=list)
    _read: Step | None = None

    def read(self, step: Step) -> None:
        """The public reads another text, or none."""
        at = self._after(step.at)
        alert = _standing(step, at)
        if alert is None or step.page is None or alert.expires is None:
            self.cancel(step.at, step.record)
        elif self.told and self._says_the_same(step):
            self.told[-1] = replace(self.told[-1], page=step.page, version=step.version)
        else:
            name = self._name(at, step.record)
            also = tuple(self._name(max(at, one.at), one.record) for one in step.again)
            earlier = self._earlier(at)
            kind = Kind.UPDATE if earlier else Kind.ALERT
            self._tell(Told(kind, name, alert.expires, earlier, step.page, step.version, also))
        self._read = step

    def cancel(self, moment: datetime, record: str) -> None:
        """Take back what is in effect, if anything is."""
        at = self._after(moment)
        earlier = self._earlier(at)
        if earlier:
            ends = max(one.ends for one in self._in_effect)
            self.told.append(Told(Kind.CANCEL, self._name(at, record), ends, earlier))
            self._in_effect.clear()

    def _tell(self, message: Told) -> None:
        self.told.append(message)
        self._in_effect.append(message)

    def _earlier(self, at: datetime) -> tuple[Reference, ...]:
        self._in_effect = [one for one in self._in_effect if one.ends > at]
        names = (name for one in self._in_effect for name in (one.name, *one.also))
        return tuple(name for name in names if name.sent < at)

    def _says_the_same(self, step: Step) -> bool:
        """A small change to what alerts say nothing of is no news to who was alerted."""
        before, page = self._read, step.page
        if not self._in_effect or before is None or before.page is None or page is None:
            return False
        newer = [change for change in page.changes if change.date > before.issued]
        return _said(before.page) == _said(page) and all(change.minor for change in newer)

    def _after(self, moment: datetime) -> datetime:
        """The instant, or a second after the last message, if that is later."""
        last = max((name.sent for one in self.told[-1:] for name in (one.name, *one.also)), default=None)
        return max(moment, last + _SECOND) if last else moment

    def _name(self, at: datetime, record: str) -> Reference:
        sent = at.astimezone(self.zone).replace(microsecond=0)
        return Reference(self.sender, opaque(self.path, record), sent)


def _standing(step: Step, at: datetime) -> Alert | None:
    """The alert of this text, unless it is over by then."""
    alert = step.page.alert if step.page else None
    if alert is None or alert.expires is None or alert.expires.replace(microsecond=0) <= at:
        return None
    return None if step.ends and step.ends <= at else alert


def _said(page: Page) -> tuple[object, ...]:
    return page.alert, page.title, page.description, page.lang, page.slug
