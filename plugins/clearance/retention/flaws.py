"""Everything that can be wrong with the records as a whole: what it means, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clearance.model import Cause


@dataclass(frozen=True, slots=True)
class Sort:
    """One thing that can be wrong, by a name that programs can go by."""

    name: str
    cause: Cause
    means: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, and where: a path of the department, on the site, or the place that is meant."""

    sort: Sort
    path: str
    wrong: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, by number, and what is wrong. `notes` are worth knowing and prove nothing wrong.

    `head` and `records` are the commits that were proved; `records` is empty without a checkout of their own.
    """

    flaws: tuple[Flaw, ...]
    notes: tuple[str, ...]
    counted: Mapping[str, int]
    head: str
    records: str = ""

    @property
    def holds(self) -> bool:
        return not self.flaws

    @property
    def causes(self) -> Counter[Cause]:
        return Counter(flaw.sort.cause for flaw in self.flaws)


_SETTLE = "Find out how it came here. A supervisor settles it with `clearance resolve FILE`; don't delete it."
_WHO = "`git log --stat -- FILE` says who did it."
_EARLIER = "Bring the commits back from another copy (the forge, a backup, a colleague's clone)"

REWRITTEN = Sort(
    "rewritten-record",
    Cause.TAMPERING,
    "Records are only ever added. Until it is known why this one was touched, no other can be relied on.",
    f"Restore the file as it was first committed. {_WHO}",
)
MISSING_RECORD = Sort(
    "missing-record",
    Cause.LOSS,
    "The file is gone from this folder; git still has it.",
    "Bring it back with `git restore FILE`; in records/, where that is a checkout of its own.",
)
CHANGED_ON_DISK = Sort(
    "changed-record",
    Cause.TAMPERING,
    "The bytes in this folder are not those that were committed, by intent or by accident.",
    "Look at `git diff FILE`, then `git restore FILE`. If it comes again, find out who does it.",
)
FORGED = Sort(
    "forged-record",
    Cause.TAMPERING,
    "It proves nothing and lets nothing out. Somebody made it who had no right to, or changed it.",
    _SETTLE,
)
HALF = Sort(
    "lost-half",
    Cause.LOSS,
    "A record is a statement and its signature. One of them was never committed, or can't be read.",
    "Bring the other half from the machine on which it was signed; or sign anew, and settle this one.",
)
FAULTY = Sort(
    "faulty-record",
    Cause.MISTAKE,
    "It proves nothing and lets nothing out; nobody gains by it.",
    _SETTLE,
)
UNCOMMITTED = Sort(
    "uncommitted-record",
    Cause.MISTAKE,
    "What git does not hold is not kept yet, and counts for nothing.",
    "Commit it, if it is yours; take it away, if it is no record.",
)
BROKEN_CHAIN = Sort(
    "broken-adoption-chain",
    Cause.TAMPERING,
    "Nobody can say which guidelines and which keys hold. The pin is wrong, or an adoption was taken away.",
    "Ask the chief for the id of the first adoption, and compare it with `git config clearance.rootPin`.",
)
WAITING_ADOPTION = Sort("uncommitted-adoption", Cause.MISTAKE, "It holds once it is committed.", "Commit it.")
UNADOPTED = Sort(
    "unadopted-change",
    Cause.TAMPERING,
    "Rules, people or the site's code were changed, and the chief has not adopted it.",
    f"{_WHO} If it is right, the chief adopts it with `clearance adopt`; else bring the old one back.",
)
BEING_EDITED = Sort(
    "unfinished-edit",
    Cause.MISTAKE,
    "Somebody is editing what the chief has to adopt; it is not committed.",
    "Commit it and let the chief adopt it, or bring it back with `git restore FILE`.",
)
MISSING_FILE = Sort(
    "missing-file",
    Cause.LOSS,
    "What was approved is gone from this folder; git still has it.",
    "Bring it back with `git restore FILE`; to take a page down, use `clearance withdraw`.",
)
EDITED_FILE = Sort(
    "edited-file",
    Cause.MISTAKE,
    "What was approved was edited in this folder, and is not committed. It is not published like this.",
    "Commit it and have it approved, or bring it back with `git restore FILE`.",
)
CHANGED_AFTER_APPROVAL = Sort(
    "changed-after-approval",
    Cause.MISTAKE,
    "These bytes were never approved, and are not published.",
    "Have them approved with `clearance approve FILE`, or bring the approved ones back.",
)
UNENTITLED = Sort(
    "unentitled-approval",
    Cause.TAMPERING,
    "An approval counts when a supervisor or the chief gives it (1021.5(g)).",
    "Find out what was published by it, and have it approved by a supervisor or withdrawn.",
)
LOST_VERSION = Sort(
    "lost-version",
    Cause.LOSS,
    "The approval is here and the text is not: the history was written anew, or they were never committed.",
    f"{_EARLIER}; the digest says which bytes are right.",
)
DAMAGED = Sort(
    "damaged-git",
    Cause.LOSS,
    "Objects of the history are damaged or missing, so not all that was published can be shown.",
    "Clone again from another copy, and look at the disk of this one.",
)
MOVED_BACK = Sort(
    "moved-back",
    Cause.TAMPERING,
    "The branch was moved back, or its history was written anew, and records fell out of it.",
    f"{_EARLIER}, and protect the branch against being moved.",
)
BEHIND = Sort(
    "behind",
    Cause.MISTAKE,
    "This branch does not have all records that this clone was told of: elsewhere, or under a tag.",
    "Run `git pull`, then verify again. If they don't come, the branch was moved back elsewhere.",
)
UNPROVED_ERASURE = Sort(
    "unproved-erasure",
    Cause.TAMPERING,
    "More was changed than the order says, or this history is not the one that came of it.",
    f"{_EARLIER}, as it was before the erasure or right after it, and compare.",
)
STILL_HERE = Sort(
    "erased-but-here",
    Cause.MISTAKE,
    "A court or a statute ordered these bytes out of the history, and this clone still has them.",
    "Run `clearance records erase purge`; if that doesn't help, delete this clone and take a new one.",
)
LOST_PUBLICATION = Sort(
    "lost-publication",
    Cause.LOSS,
    "What the public saw then can't be shown file by file.",
    f"{_EARLIER}.",
)
FORGED_PUBLICATION = Sort(
    "forged-publication",
    Cause.TAMPERING,
    "It says what was published by somebody who may not say it, or not what its own list says.",
    "Find out who signed it, and record the publication anew.",
)
FAULTY_PUBLICATION = Sort(
    "faulty-publication",
    Cause.MISTAKE,
    "It does not say what was published.",
    "Record the publication anew with `clearance records publication`.",
)
UNRECORDED_SITE = Sort(
    "unrecorded-site",
    Cause.MISTAKE,
    "No publication is recorded, so the site can't be compared with anything.",
    "Run `clearance records publication` after a build.",
)
SITE_CHANGED = Sort(
    "changed-on-site",
    Cause.TAMPERING,
    "The public sees other bytes than were recorded: somebody changed the site, or built it untold.",
    "Build it again with `clearance build`, record it, and find out who can write to the site.",
)
SITE_ADDED = Sort(
    "added-to-site",
    Cause.TAMPERING,
    "Somebody put it on the site past the pipeline, or built the site untold.",
    "Build it again with `clearance build`, record it, and find out who can write to the site.",
)
SITE_MISSING = Sort(
    "missing-on-site",
    Cause.LOSS,
    "The public no longer sees what was published.",
    "Build it again with `clearance build`, and record it.",
)
