"""Whether a push may come in: what `pre-receive` decides, for all of its refs together."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from clearance.errors import CannotJudge
from clearance.history.git import run
from clearance.publish.checkout import Source, checked_out, objects_of
from clearance.publish.decision import FAIL, Refused, decide, require_publishable
from clearance.publish.known_rules import known_rules
from clearance.report.as_text import render_text
from clearance.report.terminal import plain
from clearance.server.settings import BRANCH, Settings

WIDTH = 78
"""columns: git puts `remote: ` before each line"""

_LINE = re.compile(r"([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S.*)")
_ALLOWED = ("refs/heads/", "refs/tags/")


@dataclass(frozen=True, slots=True)
class Update:
    """One ref that a push would move, from one object to another; all zeros for none."""

    old: str
    new: str
    ref: str

    @property
    def creates(self) -> bool:
        return not self.old.strip("0")

    @property
    def deletes(self) -> bool:
        return not self.new.strip("0")


def object_folders(repository: Path, variables: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Where a push's objects lie: its quarantine, while `pre-receive` runs, and the repository's own."""
    own = objects_of(repository)
    quarantine = variables.get("GIT_QUARANTINE_PATH", "")
    return (Path(quarantine).absolute(), own) if quarantine else (own,)


def read_updates(text: str) -> tuple[Update, ...]:
    """What git tells a hook on its input. Raises CannotJudge for anything else."""
    found = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not found or not all(found):
        raise CannotJudge("expected lines of two object ids and a ref, as git gives them to a hook")
    return tuple(Update(match[1], match[2], match[3]) for match in found if match)


def refusals(
    updates: Sequence[Update], settings: Settings, objects: Sequence[Path], *, at: datetime
) -> Iterator[str]:
    """Why the push can't come in: a text for each reason. Raises CannotJudge where nothing can be judged."""
    for update in updates:
        if not update.ref.startswith(_ALLOWED):
            yield f"{plain(update.ref)}: only branches and tags may be pushed."
        elif update.ref.startswith("refs/tags/") and not update.creates:
            yield f"{plain(update.ref)}: a tag that exists stays where it is; choose another name."
        elif update.ref == BRANCH:
            yield from _of_main(update, settings, objects, at)


def _of_main(update: Update, settings: Settings, objects: Sequence[Path], at: datetime) -> Iterator[str]:
    if update.deletes:
        yield "main can't be deleted: it is the site, and its record."
        return
    with checked_out(Source(update.new, objects), pin=settings.pin) as folder:
        if not update.creates and run(folder, "merge-base", "--is-ancestor", update.old, update.new).code:
            yield (
                "main's history is never rewritten. Bring your commits onto it: `git pull --rebase`, "
                "then push again."
            )
            return
        yield from _unpublishable(folder, at)


def _unpublishable(folder: Path, at: datetime) -> Iterator[str]:
    judgement = decide(folder, at=at).judgement
    try:
        require_publishable(judgement, FAIL)
    except Refused as refused:
        rules = known_rules(judgement.evidence.guidelines.packs)
        yield render_text(refused.outcome, rules=rules, width=WIDTH, colour=False)
