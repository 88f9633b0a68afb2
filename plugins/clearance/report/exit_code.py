"""The exit code of a verdict (section 8 of the design; 3 and 130 belong to the doors)."""

from __future__ import annotations

from clearance.model import Outcome, Severity, Unreadable
from clearance.rules import unreadable_media

CLEARED = 0
UNCLEARED = 1
CANNOT_JUDGE = 2


def exit_code(outcome: Outcome) -> int:
    """2 if something couldn't be read or verified, 1 if a page or a finding waits for someone, else 0.

    Notes don't change the code, nor does a draft, scheduled, expired or withdrawn page as such.
    """
    unreadable = any(isinstance(judged.page, Unreadable) for judged in outcome.pages)
    unread = any(finding.code == unreadable_media.CODE for finding in outcome.all_findings)
    if unreadable or unread or not outcome.verifiable:
        return CANNOT_JUDGE
    open_findings = any(finding.severity is not Severity.NOTE for finding in outcome.all_findings)
    return UNCLEARED if outcome.uncleared or open_findings else CLEARED
