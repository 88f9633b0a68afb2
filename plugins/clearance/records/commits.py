"""The SSH signature on a git commit, checked with the same strictness as a record's."""

from __future__ import annotations

from clearance.model import CommitSignature
from clearance.records import sshsig
from clearance.records.refusal import Refused

COMMIT_NAMESPACE = "git"
"""What git signs commits for (gpg.format = ssh)."""


def verify_commit(signature: bytes, payload: bytes) -> CommitSignature:
    """Which key signed this commit, or why the signature doesn't count. Whose key it is, is not said."""
    checked = sshsig.verify(signature, payload, namespace=COMMIT_NAMESPACE)
    if isinstance(checked, Refused):
        return CommitSignature(None, checked.reason)
    return CommitSignature(checked.fingerprint)
