"""The codes and names of the built-in rules, for rules that must know them without importing them all."""

from __future__ import annotations

from collections.abc import Mapping

BUILT_IN: Mapping[str, str] = {
    "AC101": "unauthorized-category",
    "AC102": "missing-attestation",
    "AC103": "missing-description",
    "AP101": "missing-approval",
    "AP102": "stale-approval",
    "AP103": "self-approval",
    "AP104": "approver-without-role",
    "AP105": "unaccepted-hold",
    "AU101": "unauthorized-author",
    "AU102": "unauthorized-committer",
    "AU103": "unsigned-commit",
    "AU104": "unapproved-device",
    "AU105": "request-without-chain",
    "BP101": "prohibited-booking-photograph",
    "BP102": "booking-photograph-review",
    "CT101": "unclaimed-file",
    "CT102": "unsafe-path",
    "CT103": "colliding-address",
    "FM101": "unreadable-page",
    "GL101": "unadopted-guidelines",
    "GL102": "deleted-roster-entry",
    "GL103": "failing-example",
    "GL104": "code-collision",
    "MD101": "undeclared-media",
    "MD102": "missing-alternative-text",
    "MD103": "missing-file",
    "PP101": "active-html",
    "PP102": "third-party-embed",
    "PP103": "text-include",
    "PP104": "deceptive-characters",
    "RC101": "refused-record",
    "RC102": "rewritten-record",
    "RC103": "restored-record",
    "RT101": "uncommitted-bytes",
    "TR101": "lapsed-training",
    "TR102": "untrained-approver",
}
"""a code never changes its meaning or comes back"""
