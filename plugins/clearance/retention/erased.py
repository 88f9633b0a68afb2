"""Whether each erasure did what its order says and no more, and whether this clone is rid of the bytes."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.evidence import Evidence
from clearance.retention.branches import not_in
from clearance.retention.flaws import STILL_HERE, UNPROVED_ERASURE, Flaw
from clearance.retention.rewriting import still_here


def about_erasures(evidence: Evidence) -> Iterator[Flaw]:
    """What is wrong with those that were carried out.

    The history leads back to the commit with which one began where it is known by that id today.
    """
    history = evidence.history
    told = {one.done_in: one.done for one in evidence.erasures.values() if one.done}
    elsewhere = not_in(evidence.root, {history.today(one.after) for one in told.values()})
    for path, done in told.items():
        today = history.today(done.after)
        if history.renamed.get(done.before) != today or today in elsewhere:
            became = f"{done.before[:12]} became {done.after[:12]}"
            wrong = f"says that {became}, and the history does not lead back to it"
            yield Flaw(UNPROVED_ERASURE, path, wrong)
    for erasure in (one for one in evidence.erasures.values() if one.done):
        for version in still_here(evidence.root, erasure.versions):
            wrong = f"git still has the object {version.blob[:12]}, which was erased by {erasure.record}"
            yield Flaw(STILL_HERE, version.paths[0], wrong)


def orders_waiting(evidence: Evidence) -> Iterator[str]:
    """What was ordered and is not done yet, in sentences."""
    for one in evidence.erasures.values():
        if not one.done:
            by = "is confirmed and waits to be carried out" if one.confirmed_by else "waits for the chief"
            yield f"the erasure ordered in {one.record} {by}"
