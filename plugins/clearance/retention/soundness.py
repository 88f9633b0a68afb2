"""Whether the records can be relied on at all: without that nothing is handed out or disposed of."""

from __future__ import annotations

from clearance.errors import CannotJudge
from clearance.gate import Judgement


def require_sound(judgement: Judgement) -> None:
    """Raise CannotJudge unless roster and records are as they were adopted, signed and committed.

    A withdrawal that isn't committed or was taken away again would be passed over, and what was withdrawn
    would go out; with a roster that nobody adopted, anybody's key counts.
    """
    evidence = judgement.evidence
    if evidence.chain.current is None:
        raise CannotJudge(f"the chain of adoptions does not hold: {evidence.chain.problem}")
    if dict(evidence.chain.current.subjects) != dict(evidence.governed):
        raise CannotJudge(
            "the guidelines or the site's settings are not as the chief adopted them, so nobody knows whose "
            "keys count; see `clearance check`",
            path="guidelines",
        )
    for path, what in evidence.history.rewritten_records:
        raise CannotJudge(f"this record {what}; put it back as it was, then try again", path=path)
    for path in sorted(evidence.history.uncommitted):
        if path.startswith("records/"):
            raise CannotJudge("this record is not committed yet; commit it first", path=path)


def require_no_doubt(judgement: Judgement) -> None:
    """Raise CannotJudge while a file among the records doesn't count: it might have been a hold."""
    require_sound(judgement)
    for refusal in judgement.evidence.ledger.refusals:
        raise CannotJudge(
            f"doesn't count as a record: it {refusal.reason}. A supervisor settles it first ("
            "`clearance resolve`)",
            path=refusal.path,
        )
