"""A member's report of something published: what is signed, and how a page is found by its address (1021.5).

A report publishes nothing and takes nothing down. What its reason says stands in the record alone: no
finding, list or page repeats it.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from clearance.content.address import destination
from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page, State
from clearance.records.statement import Statement
from clearance.takedown.detail import Told
from clearance.takedown.folding import REPORT
from clearance.takedown.report import Kind


def page_at(judgement: Judgement, address: str) -> str:
    """The path of the page that stands at an address, as a browser shows it. Raises CannotJudge."""
    where = unquote(urlsplit(address).path).strip("/")
    under = unquote(urlsplit(judgement.evidence.config.site_url or "").path).strip("/")
    place = where.removeprefix(under).strip("/") if under else where
    wanted = str(PurePosixPath(place.removesuffix("index.html")) / "index.html")
    for judged in judgement.outcome.pages:
        slug = judged.page.slug if isinstance(judged.page, Page) else None
        if destination(judged.path, slug) == wanted:
            return judged.path
    raise CannotJudge("no page stands at this address; expected one of the site's own pages", path=address)


def prepare(  # noqa: PLR0913 - who reports what, why and when
    judgement: Judgement,
    path: str,
    *,
    member: str,
    kind: Kind,
    reason: str,
    received: date | None,
    at: datetime,
) -> Statement:
    """The statement to be signed: by any member, about the page's present bytes. Raises CannotJudge.

    `received` is the day of a protected official's written request, today when it is not given.
    """
    guidelines = judgement.evidence.guidelines
    if not guidelines.active(member, at):
        raise CannotJudge(f"{member} is no member of the department now, and can't report")
    official = kind is Kind.PROTECTED_OFFICIAL
    today = guidelines.day(at)
    _require_received(received, today, official=official)
    told = Told(kind, path, (received or today) if official else None)
    return Statement(
        kind=REPORT,
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects=dict(_reportable(judgement, path).subjects),
        reason=reason,
        detail=told.written(),
    )


def _require_received(received: date | None, today: date, *, official: bool) -> None:
    if received and not official:
        raise CannotJudge(f"--received belongs to a report of kind {Kind.PROTECTED_OFFICIAL} alone")
    if received and received > today:
        raise CannotJudge(f"--received is {received}, which is still to come")


def _reportable(judgement: Judgement, path: str) -> JudgedPage:
    judged = judgement.outcome.page(path)
    if judged is None:
        raise CannotJudge("this is no page; report the page that shows the file", path=path)
    if judged.state is State.WITHDRAWN:
        raise CannotJudge(
            "this page is withdrawn already; tell a supervisor if it can still be seen", path=path
        )
    return judged
