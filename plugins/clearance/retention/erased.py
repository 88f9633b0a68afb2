"""Whether each erasure did what its order says and no more, and whether this clone is rid of the bytes."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.erasure.tombstone import rewriting
from clearance.evidence import Evidence
from clearance.history.repository import open_repository
from clearance.history.rewriting import Rewriting, undo
from clearance.retention.branches import not_in
from clearance.retention.flaws import STILL_HERE, UNPROVED_ERASURE, Flaw
from clearance.retention.rewriting import still_here


def about_erasures(evidence: Evidence) -> Iterator[Flaw]:
    """What is wrong with those that were carried out. Everything is worked out anew."""
    done = sorted((one for one in evidence.erasures.values() if one.done), key=lambda one: one.done_at)
    repository = open_repository(evidence.root)
    told: dict[str, Rewriting] = {
        one.done_in: rewriting(one.id, one.detail, one.done, repository.hash_name) for one in done if one.done
    }
    unproved = undo(repository, [*told.values()]).unproved
    today = evidence.history.today
    elsewhere = not_in(evidence.root, {today(one.after) for one in told.values()})
    for path, one in told.items():
        if one in unproved or today(one.after) in elsewhere:
            became = f"{one.before[:12]} became {one.after[:12]}"
            wrong = f"says that {became}, and the history does not lead back to it"
            yield Flaw(UNPROVED_ERASURE, path, wrong)
    for erasure in done:
        for version in still_here(evidence.root, erasure.versions):
            wrong = f"git still has the object {version.blob[:12]}, which was erased by {erasure.record}"
            yield Flaw(STILL_HERE, version.paths[0], wrong)


def orders_waiting(evidence: Evidence) -> Iterator[str]:
    """What was ordered and is not done yet, in sentences."""
    for one in evidence.erasures.values():
        if not one.done:
            by = "is confirmed and waits to be carried out" if one.confirmed_by else "waits for the chief"
            yield f"the erasure ordered in {one.record} {by}"
