"""What a check reports: a code, what is wrong, and the element where it is."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.publish.audit.document import Element


@dataclass(frozen=True, slots=True)
class Offence:
    code: str
    message: str
    element: Element | None = None
