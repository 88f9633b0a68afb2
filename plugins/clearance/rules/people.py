"""Why a member may not do something, in words that fit into a message."""

from __future__ import annotations

from datetime import datetime

from clearance.guidelines.models import Guidelines, Role
from clearance.incidents.incident import may_command
from clearance.nearest import did_you_mean
from clearance.rules.rule import Facts


def why_not_author(guidelines: Guidelines, member: str, at: datetime) -> str | None:
    """What keeps a member from posting at that time; None when nothing does (1021.3)."""
    return why_absent(guidelines, member, at) or (
        None
        if guidelines.may_author(member, at)
        else f"has no author or PIO role on {guidelines.day(at)}; expected a member authorized to post"
    )


def why_not_supervisor(guidelines: Guidelines, member: str, at: datetime) -> str | None:
    """What keeps a member from approving at that time; None when nothing does (1021.3)."""
    return why_absent(guidelines, member, at) or (
        None
        if guidelines.may_approve(member, at)
        else f"has no supervisor or chief role on {guidelines.day(at)}; expected a supervisor"
    )


def why_not_commander(facts: Facts, incident_id: str, member: str, at: datetime) -> str | None:
    """What keeps a member from approving for an incident at that time; None when nothing does (1021.4.1)."""
    incident = facts.incidents.get(incident_id)
    if incident is None:
        return f"can't command incident {incident_id}, which nobody opened"
    if not incident.is_open(at):
        return f"does not command incident {incident.id}, which was not open then"
    commander = incident.commander_at(at)
    if member != commander:
        return f"did not command incident {incident.id} then; {commander} did, who alone approves it"
    if not may_command(facts.guidelines, member, at):
        return f"had no role that lets them command on {facts.guidelines.day(at)}"
    return None


def why_not_committer(guidelines: Guidelines, member: str, at: datetime) -> str | None:
    """What keeps a member from changing content at that time; None when nothing does (1021.3)."""
    return why_absent(guidelines, member, at) or (
        None
        if guidelines.may_author(member, at) or guidelines.may_approve(member, at)
        else f"has no {Role.AUTHOR}, PIO, {Role.SUPERVISOR} or {Role.CHIEF} role on {guidelines.day(at)}"
    )


def why_absent(guidelines: Guidelines, member: str, at: datetime) -> str | None:
    """That the member isn't in the roster, or not on that day; None for one whose entry is open."""
    if guidelines.member(member) is None:
        return f"is not in the roster{did_you_mean(member, [m.id for m in guidelines.roster.members])}"
    if not guidelines.active(member, at):
        return f"has no open entry in the roster on {guidelines.day(at)}"
    return None
