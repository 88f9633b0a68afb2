"""The values that every part speaks of: frozen, without behaviour beyond a look at themselves.

Paths are relative to the department's folder, with forward slashes. Digests are the
64 lower-case hex digits of a SHA-256 over a file's git blob bytes (the content alone,
what `sha256sum` prints). Instants carry an offset. Lines and columns count from 1.
"""

from clearance.model.history import Commit, CommitSignature, History
from clearance.model.judging import PUBLISHED, WAITING, Finding, Place, Severity, State, Violation, sha256
from clearance.model.outcome import JudgedPage, Outcome
from clearance.model.page import Alert, Change, Declaration, Event, Page, Unreadable
from clearance.model.records import Cause, Ledger, Record, Refusal, Signer
from clearance.model.surface import Element, Link, Passage, Reference, Surface, Table, TextVerdict

__all__ = [
    "PUBLISHED",
    "WAITING",
    "Alert",
    "Cause",
    "Change",
    "Commit",
    "CommitSignature",
    "Declaration",
    "Element",
    "Event",
    "Finding",
    "History",
    "JudgedPage",
    "Ledger",
    "Link",
    "Outcome",
    "Page",
    "Passage",
    "Place",
    "Record",
    "Reference",
    "Refusal",
    "Severity",
    "Signer",
    "State",
    "Surface",
    "Table",
    "TextVerdict",
    "Unreadable",
    "Violation",
    "sha256",
]
