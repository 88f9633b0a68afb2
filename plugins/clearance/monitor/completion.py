"""A review's completion, to be signed: by the appointed reviewer alone, once its period is over (1021.6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.gate import Judgement
from clearance.guidelines.models import Role
from clearance.model import sha256
from clearance.monitor import annual_files
from clearance.monitor import checklist as lists
from clearance.monitor.annual import addresses, figures
from clearance.monitor.quarterly import checklist
from clearance.records.statement import Statement
from clearance.reviews.detail import Detail
from clearance.reviews.folding import KIND
from clearance.reviews.period import Kind, Period, period_named, period_of


def chosen_period(judgement: Judgement, kind: Kind, name: str | None) -> Period:
    """The period of this name, or the newest that is over. Raises CannotJudge."""
    guidelines, day = judgement.evidence.guidelines, _today(judgement)
    if name is None:
        return period_of(guidelines.monitoring, kind, day)
    period = period_named(guidelines.monitoring, kind, name)
    if period is None:
        example = period_of(guidelines.monitoring, kind, day).name
        raise CannotJudge(f"there is no {kind} review {name!r}; expected one such as {example}")
    if period.begins > day:
        raise CannotJudge(f"{name} begins on {period.begins}, which is still to come")
    return period


def require_reviewer(judgement: Judgement, member: str, at: datetime) -> None:
    """Raise CannotJudge unless the chief has appointed this member."""
    guidelines = judgement.evidence.guidelines
    appointed = guidelines.monitoring.reviewer
    if member != appointed:
        message = f"{member} is not the appointed reviewer, who is {appointed}"
        raise CannotJudge(message, path="guidelines/monitoring.yml")
    if not guidelines.has_role(member, Role.REVIEWER, at):
        raise CannotJudge(f"{member} has not the role reviewer now", path="guidelines/roster.yml")


def of_checklist(judgement: Judgement, file: Path, *, member: str, at: datetime) -> Statement:
    """The statement to be signed about a checklist that was worked through. Raises CannotJudge."""
    data = _bytes(file)
    read = lists.read(data, str(file))
    period = chosen_period(judgement, Kind.QUARTERLY, read.period)
    now = checklist(judgement, period)
    lists.require_complete(read, now, str(file))
    return statement(judgement, period, sha256(data), now.counts, member=member, at=at)


def of_report(judgement: Judgement, folder: Path, *, member: str, at: datetime) -> Statement:
    """The statement to be signed about an annual report whose figures still are so. Raises CannotJudge."""
    period = chosen_period(judgement, Kind.ANNUAL, annual_files.period_of_report(folder))
    found = figures(judgement, period)
    document = annual_files.signed_sums(folder, found, addresses(judgement))
    return statement(judgement, period, document, found.counts, member=member, at=at)


def worked(file: Path) -> lists.Worked:
    """A checklist as somebody left it. Raises CannotJudge."""
    return lists.read(_bytes(file), str(file))


def statement(  # noqa: PLR0913 - who completes what, and what was found
    judgement: Judgement,
    period: Period,
    document: str,
    counts: Mapping[str, int],
    *,
    member: str,
    at: datetime,
) -> Statement:
    """The statement of a completed review. Raises CannotJudge while its period is not over."""
    guidelines = judgement.evidence.guidelines
    if guidelines.day(at) < period.opens:
        raise CannotJudge(f"{period.name} is not over; it can be completed from {period.opens} on")
    return Statement(
        kind=KIND,
        department=guidelines.department.id,
        issued=at.astimezone(guidelines.zone).replace(microsecond=0),
        member=member,
        subjects={},
        detail=Detail(period.kind, period.name, document, counts).written(),
    )


def _today(judgement: Judgement) -> date:
    return judgement.evidence.guidelines.day(judgement.outcome.at)


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(lists.MOST_BYTES + 1)
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=str(file)) from None
